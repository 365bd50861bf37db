//! Exact numbers: what a newspaper writes is a decimal or a simple fraction, and neither may be rounded on the way.

use num_rational::Ratio;
use std::fmt;

/// An exact rational number. Every operation is checked: what would overflow 127 bits is `None`, never a wrong value.
///
/// ```
/// use daejo::text::Exact;
/// let n = Exact::parse("3.5").unwrap().checked_mul(Exact::pow10(12)).unwrap();
/// assert_eq!(n.to_string(), "3500000000000");
/// assert_eq!(Exact::ratio(2, 3).unwrap().to_string(), "2/3");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Exact(Ratio<i128>);

/// Ten to the power of 0 to 30.
const POWERS: [i128; 31] = {
    let mut powers = [1; 31];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// `n / d` in lowest terms, `d` above zero. Numbers of news nearly always fit 64 bits, where the processor divides by itself.
fn reduced(n: i128, d: i128) -> Ratio<i128> {
    let (Ok(top), Ok(bottom)) = (u64::try_from(n.unsigned_abs()), u64::try_from(d)) else { return Ratio::new(n, d) };
    let (mut a, mut b) = (top, bottom);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a <= 1 {
        return Ratio::new_raw(n, d);
    }
    let top = i128::from(top / a);
    Ratio::new_raw(if n < 0 { -top } else { top }, i128::from(bottom / a))
}

/// A number that ends in a zero without it.
fn tenth(n: i128) -> Option<i128> {
    match i64::try_from(n) {
        Ok(short) => (short % 10 == 0).then_some(i128::from(short / 10)),
        Err(_) => (n % 10 == 0).then_some(n / 10),
    }
}

/// `a * b`, where it does not overflow.
#[inline]
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(short), Ok(other)) => Some(i128::from(short) * i128::from(other)),
        _ => a.checked_mul(b),
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
    #[inline]
    pub const fn int(n: i64) -> Self {
        Self(Ratio::new_raw(n as i128, 1))
    }

    /// So many hundredths.
    pub fn percent(n: i64) -> Self {
        Self(reduced(i128::from(n), 100))
    }

    /// `numerator / denominator`, reduced; `None` for a zero denominator.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(i128::from(numerator), i128::from(denominator))))
    }

    /// Ten to the power of `exponent`, for exponents of at most ±30; beyond that the nearest of these.
    #[inline]
    pub fn pow10(exponent: i32) -> Self {
        let p = POWERS[exponent.unsigned_abs().min(30) as usize];
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
        Some(Self(if scale == 0 { Ratio::new_raw(m, 1) } else { reduced(m, POWERS[scale as usize]) }))
    }

    /// Reads a decimal or a fraction such as `5/18`.
    pub fn parse_ratio(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((n, d)) => Self::parse(n)?.checked_div(Self::parse(d)?),
            None => Self::parse(text),
        }
    }

    /// Sum.
    #[inline]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.0.numer().checked_add(*other.0.numer()).map(|n| Self(Ratio::new_raw(n, 1)));
        }
        self.cross(other, i128::checked_add)
    }

    /// Difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.cross(other, i128::checked_sub)
    }

    fn cross(self, other: Self, op: impl Fn(i128, i128) -> Option<i128>) -> Option<Self> {
        let (a, b) = (product(*self.0.numer(), *other.0.denom())?, product(*other.0.numer(), *self.0.denom())?);
        Some(Self(reduced(op(a, b)?, product(*self.0.denom(), *other.0.denom())?)))
    }

    /// Product.
    #[inline]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let n = product(*self.0.numer(), *other.0.numer())?;
        let d = product(*self.0.denom(), *other.0.denom())?;
        Some(Self(if d == 1 { Ratio::new_raw(n, 1) } else { reduced(n, d) }))
    }

    /// Quotient; `None` when `other` is zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let n = product(*self.0.numer(), *other.0.denom())?;
        let d = product(*self.0.denom(), *other.0.numer())?;
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
    #[inline]
    pub fn is_zero(self) -> bool {
        *self.0.numer() == 0
    }

    /// Without a fractional part.
    #[inline]
    pub fn is_integer(self) -> bool {
        *self.0.denom() == 1
    }

    /// The value as a whole number, where it is one and fits.
    #[inline]
    pub fn to_i64(self) -> Option<i64> {
        self.is_integer().then(|| i64::try_from(*self.0.numer()).ok()).flatten()
    }

    /// The nearest float: for scores and ratios to be shown, never for comparing values.
    #[expect(clippy::cast_precision_loss, reason = "a score, not a value")]
    pub fn to_f64(self) -> f64 {
        *self.0.numer() as f64 / *self.0.denom() as f64
    }

    /// `n` when the number is exactly ten to the power of `n`, negative powers included.
    pub fn power_of_ten(self) -> Option<i32> {
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
        while let Some(tenth) = tenth(n).filter(|_| n != 0) {
            n = tenth;
            exponent += 1;
        }
        Some((n, exponent))
    }

    /// The number rounded half up (away from zero) to a multiple of ten to the power of `exponent`.
    pub fn round_to(self, exponent: i32) -> Option<Self> {
        let unit = Self::pow10(exponent);
        let scaled = self.checked_div(unit)?;
        Self(scaled.0.round()).checked_mul(unit)
    }

    /// The number cut (toward zero) to a multiple of ten to the power of `exponent`.
    pub fn cut_to(self, exponent: i32) -> Option<Self> {
        let unit = Self::pow10(exponent);
        Self(self.checked_div(unit)?.0.trunc()).checked_mul(unit)
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
