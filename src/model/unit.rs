//! Units of measure and currencies, as they are named by CLDR and ISO 4217.

use crate::text::Exact;
use std::fmt;

/// What a unit measures: amounts can be converted only within one dimension.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Metres, kilometres, miles, ri …
    Length,
    /// Square metres, pyeong, hectares, acres …
    Area,
    /// Litres, barrels, gallons, cubic metres …
    Volume,
    /// Grams, tons, geun, don, pounds …
    Mass,
    /// Metres per second, kilometres per hour, knots …
    Speed,
    /// Degrees Celsius and Fahrenheit.
    Temperature,
    /// Watts.
    Power,
    /// Watt-hours, joules, calories.
    Energy,
    /// Bytes and bits.
    Information,
    /// Mass in a volume (㎍/㎥).
    Concentration,
    /// Pascals, hectopascals.
    Pressure,
    /// Hertz.
    Frequency,
    /// Degrees of an angle; geographic degrees.
    Angle,
    /// Volts, amperes, TEU, tonnage and whatever else is counted in units of its own.
    Other,
}

/// A row of the table of units.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Unit {
    /// CLDR unit identifier (`square-meter`), or the romanised name where CLDR has none (`pyeong`).
    pub id: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// Amount of the dimension's base unit in one of these.
    pub factor: Exact,
    /// What is added after the factor to reach the base unit (temperatures only; zero elsewhere).
    pub offset: Exact,
}

impl Unit {
    /// `amount` of this unit, in the base unit of its dimension.
    pub fn to_base(&self, amount: Exact) -> Option<Exact> {
        amount.checked_mul(self.factor)?.checked_add(self.offset)
    }
}

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    /// South Korean won.
    pub const KRW: Self = Self(*b"KRW");
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");

    /// The code of three capital letters; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    /// The code as text.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
