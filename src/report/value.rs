//! Values as reports write them: the JSON of the interface.

use crate::model::{Amount, DateValue, Duration, Grain, Mention, Name, Shape, Value};
use crate::text::Exact;
use schemars::JsonSchema;
use serde::Serialize;

/// The two ends of a range; both left out where there is one number only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Ends {
    /// Lower end, a decimal or a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<String>,
    /// Upper end; for decades and the like the first number above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<String>,
}

/// A value, in the fields that its kind has. Numbers are strings: exact decimals, or fractions as `2/3`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names are those of the interface, told by the kinds of `model::Value`")]
pub enum ValueV1 {
    Number {
        number: String,
        #[serde(flatten)]
        ends: Ends,
    },
    Percent {
        percent: String,
        #[serde(flatten)]
        ends: Ends,
    },
    Points {
        points: String,
        #[serde(flatten)]
        ends: Ends,
    },
    Multiple {
        multiple: String,
        #[serde(flatten)]
        ends: Ends,
    },
    Ordinal {
        ordinal: String,
        #[serde(flatten)]
        ends: Ends,
    },
    /// ISO 4217 code.
    Money {
        amount: String,
        currency: String,
        /// The figure as written, where it was written in the hundredth of the currency: `34` for 34 cents.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(flatten)]
        ends: Ends,
    },
    /// CLDR unit identifier.
    Quantity {
        amount: String,
        unit: &'static str,
        #[serde(flatten)]
        ends: Ends,
    },
    Age {
        years: String,
        /// The figure as written, where it was written in months, weeks or days: `8` for eight months.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(flatten)]
        ends: Ends,
    },
    /// The inclusive interval, or as much of it as the text tells, in Extended Date/Time Format.
    Date {
        /// The finest part that is told, as a number: `11` for 11일, `2025` for 2025년.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        edtf: Option<String>,
    },
    /// `HH:MM`.
    Time {
        time: String,
    },
    /// ISO 8601 duration.
    Duration {
        iso: String,
        /// How many of its unit, where it has just one: `18` for 18개월.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(flatten)]
        ends: Ends,
    },
    Name {
        name: String,
        class: &'static str,
    },
}

impl From<&Mention> for ValueV1 {
    fn from(mention: &Mention) -> Self {
        let mut out = Self::from(&mention.value);
        match (&mut out, &mention.value) {
            (Self::Money { number, .. }, Value::Money(a, _)) | (Self::Age { number, .. }, Value::Age(a)) => *number = as_written(mention.counter, *a),
            (Self::Date { number, .. }, Value::Date(d)) => *number = finest(d),
            (Self::Duration { number, .. }, Value::Duration(d)) => {
                *number = match d.parts.as_slice() {
                    [(_, a)] => Some(a.low.to_string()),
                    _ => None,
                };
            }
            _ => {}
        }
        out
    }
}

/// The figure of a sum that was told in hundredths, or of an age that was told in parts of a year.
fn as_written(counter: Option<&str>, amount: Amount) -> Option<String> {
    let in_one = match counter? {
        "cents" => Exact::int(100),
        "months" => Exact::int(12),
        "weeks" => Exact::ratio(365, 7)?,
        "days" => Exact::int(365),
        _ => return None,
    };
    amount.low.checked_mul(in_one).map(|n| n.to_string())
}

impl From<&Value> for ValueV1 {
    fn from(value: &Value) -> Self {
        let main = |a: &Amount| a.low.to_string();
        match value {
            Value::Number(a) => Self::Number { number: main(a), ends: ends(*a) },
            Value::Percent(a) => Self::Percent { percent: main(a), ends: ends(*a) },
            Value::Points(a) => Self::Points { points: main(a), ends: ends(*a) },
            Value::Multiple(a) => Self::Multiple { multiple: times(a.low), ends: ends(*a) },
            Value::Ordinal(a) => Self::Ordinal { ordinal: main(a), ends: ends(*a) },
            Value::Money(a, currency) => Self::Money { amount: main(a), currency: currency.code().to_owned(), number: None, ends: ends(*a) },
            Value::Quantity(a, unit) => Self::Quantity { amount: main(a), unit: unit.id, ends: ends(*a) },
            Value::Age(a) => Self::Age { years: main(a), number: None, ends: ends(*a) },
            Value::Date(d) => date(d),
            Value::Time(t) => Self::Time { time: t.clock() },
            Value::Duration(d) => Self::Duration { iso: d.iso(), number: None, ends: duration_ends(d) },
            Value::Name(Name { text, class, .. }) => Self::Name { name: text.to_string(), class: class.as_str() },
        }
    }
}

/// The number of the finest part of a date, where it is told with one.
fn finest(date: &DateValue) -> Option<String> {
    match date.grain {
        Grain::Day => date.day.map(|d| d.to_string()),
        Grain::Month => date.month.map(|m| m.to_string()),
        Grain::Quarter | Grain::Half => date.part.map(|p| p.to_string()),
        Grain::Year => date.year.map(|y| y.to_string()),
        Grain::Week | Grain::Decade | Grain::Century => None,
    }
}

/// Multiples below one are told as the fractions that they are said as: half is `1/2`.
fn times(n: Exact) -> String {
    let (over, under) = n.parts();
    if over.unsigned_abs() < under.unsigned_abs() && over != 0 { format!("{over}/{under}") } else { n.to_string() }
}

fn ends(amount: Amount) -> Ends {
    let (low, high) = if amount.shape == Shape::Point { (None, None) } else { (Some(amount.low.to_string()), Some(amount.high.to_string())) };
    Ends { low, high }
}

/// The ends of a duration of one unit, as durations: 3~5일 is P3D to P5D.
fn duration_ends(duration: &Duration) -> Ends {
    match duration.parts.as_slice() {
        [(unit, amount)] if amount.shape != Shape::Point => {
            let iso = |n| Duration::of(*unit, Amount::point(n)).iso();
            Ends { low: Some(iso(amount.low)), high: Some(iso(amount.high)) }
        }
        _ => Ends { low: None, high: None },
    }
}

fn date(date: &DateValue) -> ValueV1 {
    let resolved = date.start.is_some() && date.end.is_some();
    let edtf = (!resolved).then(|| date.edtf());
    ValueV1::Date { number: None, start: date.start.map(|d| d.to_string()), end: date.end.map(|d| d.to_string()), edtf }
}

/// The word of the interface for how a mention hedges; a value with two ends is a range whatever else it is.
pub fn certainty(mention: &Mention) -> &'static str {
    let ranged = match &mention.value {
        Value::Duration(d) => d.parts.iter().any(|(_, a)| a.shape != Shape::Point),
        other => other.amount().is_some_and(|a| a.shape != Shape::Point),
    };
    if ranged { "range" } else { mention.certainty.as_str() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TimeOfDay;
    use crate::model::{Certainty, Currency, Dimension, DurationUnit, Grain, NameClass, Unit, plain};
    use crate::text::Span;
    use jiff::civil::{Weekday, date};

    static SQUARE_METER: Unit = Unit { id: "square-meter", dimension: Dimension::Area, factor: Exact::ONE, offset: Exact::ZERO };

    fn n(text: &str) -> Amount {
        Amount::point(Exact::parse(text).expect("a literal"))
    }

    fn json(value: &Value) -> String {
        serde_json::to_string(&ValueV1::from(value)).expect("no map keys that are not strings")
    }

    #[test]
    fn every_kind_as_json_and_in_words() {
        let decade = Amount { low: Exact::int(20), high: Exact::int(30), shape: Shape::Band };
        let half = Amount::point(Exact::ratio(1, 2).expect("not zero"));
        let third = Amount::point(Exact::ratio(2, 3).expect("not zero"));
        let day = DateValue { start: Some(date(2025, 4, 14)), end: Some(date(2025, 4, 14)), ..DateValue::new(Grain::Day) };
        let open = DateValue { month: Some(4), day: Some(14), ..DateValue::new(Grain::Day) };
        let monday = DateValue { weekday: Some(Weekday::Monday), ..DateValue::new(Grain::Day) };
        let name = Name { text: "정청래".into(), class: NameClass::Person, entity: None, partial: false };
        let time = TimeOfDay { minute: 570, half_open: false, hour_only: false };
        let days = |a| Value::Duration(Duration::of(DurationUnit::Day, a));
        let range = Amount::range(Exact::int(5), Exact::int(3));
        for (value, as_json, in_words) in [
            (Value::Number(n("-10000")), r#"{"number":"-10000"}"#, "-10 000"),
            (Value::Number(third), r#"{"number":"2/3"}"#, "2/3"),
            (Value::Number(range), r#"{"number":"3","low":"3","high":"5"}"#, "3 to 5"),
            (Value::Percent(n("5.25")), r#"{"percent":"5.25"}"#, "5.25 percent"),
            (Value::Points(n("0.25")), r#"{"points":"0.25"}"#, "0.25 percentage points"),
            (Value::Multiple(half), r#"{"multiple":"1/2"}"#, "0.5 times"),
            (Value::Ordinal(n("21")), r#"{"ordinal":"21"}"#, "number 21 in order"),
            (Value::Money(n("3500000000000"), Currency::KRW), r#"{"amount":"3500000000000","currency":"KRW"}"#, "3 500 000 000 000 KRW"),
            (Value::Quantity(n("84"), &SQUARE_METER), r#"{"amount":"84","unit":"square-meter"}"#, "84 square meter"),
            (Value::Age(decade), r#"{"years":"20","low":"20","high":"30"}"#, "aged 20 to under 30"),
            (Value::Date(day), r#"{"start":"2025-04-14","end":"2025-04-14"}"#, "2025-04-14 (Monday)"),
            (Value::Date(open), r#"{"edtf":"XXXX-04-14"}"#, "XXXX-04-14"),
            (Value::Date(monday), r#"{"edtf":"XXXX"}"#, "a Monday"),
            (Value::Time(time), r#"{"time":"09:30"}"#, "09:30"),
            (days(n("3")), r#"{"iso":"P3D"}"#, "3 days"),
            (days(range), r#"{"iso":"P3D","low":"P3D","high":"P5D"}"#, "3 to 5 days"),
            (days(n("1")), r#"{"iso":"P1D"}"#, "1 day"),
            (Value::Name(name), r#"{"name":"정청래","class":"person"}"#, "정청래 (person)"),
        ] {
            assert_eq!((json(&value).as_str(), plain(&value).as_str()), (as_json, in_words));
        }
    }

    #[test]
    fn two_ends_are_a_range() {
        let mut m = Mention::new(Span::new(0, 1), Value::Number(Amount::range(Exact::int(3), Exact::int(5))));
        m.certainty = Certainty::About;
        assert_eq!(certainty(&m), "range");
        m.value = Value::Number(Amount::point(Exact::int(3)));
        assert_eq!(certainty(&m), "about");
    }
}
