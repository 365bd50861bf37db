//! Exact numbers: what a newspaper writes is a decimal or a simple fraction, and neither may be rounded on the way.

use num_rational::Ratio;
use std::fmt;
use std::hash::{Hash, Hasher};

/// An exact rational number. Every operation is checked: what would overflow 127 bits is `None`, never a wrong value.
///
/// ```
/// use daejo::text::Exact;
/// let n = Exact::parse("3.5").unwrap().checked_mul(Exact::pow10(12)).unwrap();
/// assert_eq!(n.to_string(), "3500000000000");
/// assert_eq!(Exact::ratio(2, 3).unwrap().to_string(), "2/3");
/// ```
#[derive(Clone, Copy, PartialOrd, Ord, Debug)]
pub struct Exact(Ratio<i128>);

// The ratio is reduced at all times, so that equal numbers have equal parts and nothing needs to be divided to tell.
impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Exact {}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

/// Literals longer than this are not read as numbers: no newspaper prints them.
const MAX_DIGITS: usize = 24;

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// A whole number.
    pub const fn int(n: i64) -> Self {
        Self(Ratio::new_raw(n as i128, 1))
    }

    /// So many hundredths.
    pub fn percent(n: i64) -> Self {
        Self(reduced(i128::from(n), 100))
    }

    /// `numerator / denominator`, reduced; `None` for a zero denominator.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(reduced(i128::from(numerator), i128::from(denominator))))
    }

    /// Ten to the power of `exponent`, for exponents of at most ±30; beyond that the nearest of these.
    pub fn pow10(exponent: i32) -> Self {
        let p = 10_i128.pow(exponent.unsigned_abs().min(30));
        if exponent < 0 { Self(Ratio::new_raw(1, p)) } else { Self(Ratio::new_raw(p, 1)) }
    }

    /// Reads ASCII digits with an optional sign, optional `,` between digits and an optional `.` part.
    /// `None` for anything else and for more than 24 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (mut mantissa, mut scale, mut seen, mut point) = (0_i128, 0_u32, 0_usize, false);
        for b in digits.bytes() {
            match b {
                b'0'..=b'9' => {
                    seen += 1;
                    mantissa = mantissa * 10 + i128::from(b - b'0');
                    scale += u32::from(point);
                }
                b',' if !point && seen > 0 => {}
                b'.' if !point => point = true,
                _ => return None,
            }
            if seen > MAX_DIGITS {
                return None;
            }
        }
        if seen == 0 {
            return None;
        }
        let m = if negative { -mantissa } else { mantissa };
        Some(Self(if scale == 0 { Ratio::new_raw(m, 1) } else { reduced(m, 10_i128.pow(scale)) }))
    }

    /// Reads a decimal or a fraction such as `5/18`.
    pub fn parse_ratio(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((n, d)) => Self::parse(n)?.checked_div(Self::parse(d)?),
            None => Self::parse(text),
        }
    }

    /// Sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.0.numer().checked_add(*other.0.numer()).map(|n| Self(Ratio::new_raw(n, 1)));
        }
        self.cross(other, i128::checked_add)
    }

    /// Difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.0.numer().checked_sub(*other.0.numer()).map(|n| Self(Ratio::new_raw(n, 1)));
        }
        self.cross(other, i128::checked_sub)
    }

    fn cross(self, other: Self, op: impl Fn(i128, i128) -> Option<i128>) -> Option<Self> {
        let (a, b) = (self.0.numer().checked_mul(*other.0.denom())?, other.0.numer().checked_mul(*self.0.denom())?);
        Some(Self(reduced(op(a, b)?, self.0.denom().checked_mul(*other.0.denom())?)))
    }

    /// Product.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Some(a), Some(b)) = (self.to_i64(), other.to_i64()) {
            return Some(Self(Ratio::new_raw(i128::from(a) * i128::from(b), 1)));
        }
        let n = self.0.numer().checked_mul(*other.0.numer())?;
        let d = self.0.denom().checked_mul(*other.0.denom())?;
        Some(Self(if d == 1 { Ratio::new_raw(n, 1) } else { reduced(n, d) }))
    }

    /// Quotient; `None` when `other` is zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (Some(a), Some(b)) = (self.to_i64(), other.to_i64()) {
            return Some(Self(reduced(i128::from(a), i128::from(b))));
        }
        let n = self.0.numer().checked_mul(*other.0.denom())?;
        let d = self.0.denom().checked_mul(*other.0.numer())?;
        Some(Self(reduced(n, d)))
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negate(self) -> Self {
        Self(-self.0)
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.is_negative() { self.negate() } else { self }
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        *self.0.numer() < 0
    }

    /// Exactly zero.
    pub fn is_zero(self) -> bool {
        *self.0.numer() == 0
    }

    /// Without a fractional part.
    pub fn is_integer(self) -> bool {
        *self.0.denom() == 1
    }

    /// The value as a whole number, where it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.is_integer().then(|| i64::try_from(*self.0.numer()).ok()).flatten()
    }

    /// The nearest float: for scores and ratios to be shown, never for comparing values.
    #[expect(clippy::cast_precision_loss, reason = "a score, not a value")]
    pub fn to_f64(self) -> f64 {
        match self.small() {
            Some((n, d)) => n as f64 / d as f64,
            None => *self.0.numer() as f64 / *self.0.denom() as f64,
        }
    }

    /// `n` when the number is exactly ten to the power of `n`, negative powers included.
    pub fn power_of_ten(self) -> Option<i32> {
        if let Some((n, 1)) = self.small() {
            return (n > 0).then(|| n.ilog10()).filter(|&e| 10_i64.pow(e) == n).and_then(|e| i32::try_from(e).ok());
        }
        let (n, d) = (*self.0.numer(), *self.0.denom());
        let log = |x: i128| (x > 0).then(|| x.ilog10()).filter(|&e| 10_i128.pow(e) == x);
        match (n, d) {
            (n, 1) => log(n).and_then(|e| i32::try_from(e).ok()),
            (1, d) => log(d).and_then(|e| i32::try_from(e).ok()).map(|e| -e),
            _ => None,
        }
    }

    /// Numerator and denominator, reduced, the denominator positive.
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// Digits of the decimal mantissa without zeros at its ends (`3,500` is 35, `0.25` is 25) and the exponent of its
    /// last digit; `None` for a fraction that has no finite decimal form.
    pub fn mantissa(self) -> Option<(i128, i32)> {
        if let Some((mut n, 1)) = self.small() {
            let mut exponent = 0;
            while n != 0 && n % 10 == 0 {
                n /= 10;
                exponent += 1;
            }
            return Some((i128::from(n), exponent));
        }
        let (mut n, mut d) = self.parts();
        let mut exponent = 0;
        while d != 1 {
            let step = if d % 10 == 0 {
                10
            } else if d % 5 == 0 {
                5
            } else if d % 2 == 0 {
                2
            } else {
                return None;
            };
            n = n.checked_mul(10 / step)?;
            d /= step;
            exponent -= 1;
        }
        while n != 0 && n % 10 == 0 {
            n /= 10;
            exponent += 1;
        }
        Some((n, exponent))
    }

    /// The number rounded half up (away from zero) to a multiple of ten to the power of `exponent`.
    pub fn round_to(self, exponent: i32) -> Option<Self> {
        if let Some((n, unit)) = self.whole_and_unit(exponent) {
            let up = if 2 * (n % unit).abs() >= unit { n.signum() } else { 0 };
            return Some(Self(Ratio::new_raw((n / unit + up) * unit, 1)));
        }
        let unit = Self::pow10(exponent);
        let scaled = self.checked_div(unit)?;
        Self(scaled.0.round()).checked_mul(unit)
    }

    /// The number cut (toward zero) to a multiple of ten to the power of `exponent`.
    pub fn cut_to(self, exponent: i32) -> Option<Self> {
        if let Some((n, unit)) = self.whole_and_unit(exponent) {
            return Some(Self(Ratio::new_raw(n / unit * unit, 1)));
        }
        let unit = Self::pow10(exponent);
        Self(self.checked_div(unit)?.0.trunc()).checked_mul(unit)
    }

    /// A whole number and the unit that it is to be rounded to, where both are small; a finer unit than one is one.
    fn whole_and_unit(self, exponent: i32) -> Option<(i128, i128)> {
        let exponent = u32::try_from(exponent.max(0)).ok().filter(|e| *e <= 18)?;
        Some((i128::from(self.to_i64()?), i128::from(10_i64.pow(exponent))))
    }

    /// Numerator and denominator where both fit into a machine word, as those of nearly all numbers of news do: what is
    /// worked out with them takes a fraction of the time.
    fn small(self) -> Option<(i64, i64)> {
        Some((i64::try_from(*self.0.numer()).ok()?, i64::try_from(*self.0.denom()).ok()?))
    }

    /// With spaces between groups of three digits (`3 500 000`), as reports show values.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (int, frac) = plain.split_once('.').map_or((plain.as_str(), None), |(i, f)| (i, Some(f)));
        if int.contains('/') {
            return plain;
        }
        let (sign, int) = int.strip_prefix('-').map_or(("", int), |i| ("-", i));
        let mut out = String::from(sign);
        for (i, c) in int.chars().enumerate() {
            if i > 0 && (int.len() - i).is_multiple_of(3) {
                out.push(' ');
            }
            out.push(c);
        }
        if let Some(f) = frac {
            out.push('.');
            out.push_str(f);
        }
        out
    }
}

/// The ratio of two numbers, the second of which is not zero, in lowest terms and with a denominator above zero.
fn reduced(n: i128, d: i128) -> Ratio<i128> {
    let (Ok(small_n), Ok(small_d)) = (u64::try_from(n.unsigned_abs()), u64::try_from(d.unsigned_abs())) else { return Ratio::new(n, d) };
    let (mut a, mut b) = (small_n, small_d);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let (n, d) = (i128::from(small_n / a) * n.signum(), i128::from(small_d / a) * d.signum());
    if d < 0 { Ratio::new_raw(-n, -d) } else { Ratio::new_raw(n, d) }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, d) = self.parts();
        if d == 1 {
            return write!(f, "{n}");
        }
        let Some((m, e)) = self.mantissa() else { return write!(f, "{n}/{d}") };
        let digits = m.unsigned_abs().to_string();
        let places = usize::try_from(-e).unwrap_or(0);
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (int, frac) = padded.split_at(padded.len() - places);
        write!(f, "{}{int}.{frac}", if n < 0 { "-" } else { "" })
    }
}

impl From<i64> for Exact {
    fn from(n: i64) -> Self {
        Self::int(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn machine_words_work_out_what_large_ratios_do(a in -9_999_999_i64..9_999_999, b in 1..5000_i64, c in -999..999_i64, places in -3..9_i32) {
            let (ratio, whole) = (Ratio::new(i128::from(a), i128::from(b)), Ratio::from_integer(i128::from(a)));
            prop_assert_eq!(Exact::ratio(a, b), Some(Exact(ratio)));
            let other = Exact::int(c);
            prop_assert_eq!(Exact(ratio).checked_sub(other), Some(Exact(ratio - other.0)));
            prop_assert_eq!(Exact(whole).checked_mul(other), Some(Exact(whole * other.0)));
            prop_assert_eq!(Exact(whole).checked_div(other), (c != 0).then(|| Exact(whole / other.0)));
            prop_assert_eq!(Exact(ratio) == other, ratio == other.0);
            let unit = Exact::pow10(places).0;
            prop_assert_eq!(Exact(whole).round_to(places), Some(Exact((whole / unit).round() * unit)));
            prop_assert_eq!(Exact(whole).cut_to(places), Some(Exact((whole / unit).trunc() * unit)));
            let shown = Exact(whole).mantissa().map(|(digits, exponent)| (Ratio::from_integer(digits) * Exact::pow10(exponent).0, digits % 10 != 0 || a == 0));
            prop_assert_eq!(shown, Some((whole, true)));
        }
    }

    #[test]
    fn reads_and_writes_decimals() {
        for (given, shown) in [("1,234.50", "1234.5"), ("-0.05", "-0.05"), ("0", "0"), ("007", "7"), ("3.", "3"), (".5", "0.5")] {
            assert_eq!(Exact::parse(given).map(|n| n.to_string()).as_deref(), Some(shown), "{given}");
        }
        for bad in ["", "-", ".", "1.2.3", "1e5", "3조", "1234567890123456789012345"] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn powers_and_mantissas() {
        let n = |s| Exact::parse(s).expect("a literal");
        assert_eq!(n("1000").power_of_ten(), Some(3));
        assert_eq!(n("0.01").power_of_ten(), Some(-2));
        assert_eq!(n("20").power_of_ten(), None);
        assert_eq!(n("3500").mantissa(), Some((35, 2)));
        assert_eq!(n("0.25").mantissa(), Some((25, -2)));
        assert_eq!(Exact::ratio(1, 3).and_then(Exact::mantissa), None);
        assert_eq!(n("43.3766").round_to(-1), Some(n("43.4")));
        assert_eq!(n("1022").cut_to(2), Some(n("1000")));
        assert_eq!(n("3500000").grouped(), "3 500 000");
    }

    #[test]
    fn overflow_is_none() {
        let big = Exact::pow10(30);
        assert_eq!(big.checked_mul(big), None);
    }
}
