//! What may stand behind a number that news shows: it was rounded, or cut, to the digits that are seen.

use crate::text::Exact;

/// The numbers that are shown as `n` where digits that are not shown were rounded or cut away: 2.5 stands for 2.45 to 2.6,
/// 140,000 for 135,000 to 150,000. `None` for a fraction without a finite decimal form.
pub fn band(n: Exact) -> Option<(Exact, Exact)> {
    around(n, n.mantissa()?.1)
}

/// The same with the last digit shown at ten to the power of `exponent`.
pub fn around(n: Exact, exponent: i32) -> Option<(Exact, Exact)> {
    let unit = Exact::pow10(exponent);
    let half = unit.checked_div(Exact::int(2))?;
    if n.is_negative() {
        let (low, high) = around(n.negate(), exponent)?;
        return Some((high.negate(), low.negate()));
    }
    Some((n.checked_sub(half)?, n.checked_add(unit)?))
}

/// The number in at most `digits` digits, for "about".
pub fn rounded(n: Exact, digits: i32) -> Option<Exact> {
    n.round_to(magnitude(n)? - digits + 1)
}

/// The power of ten of the first digit.
pub fn magnitude(n: Exact) -> Option<i32> {
    let (numerator, denominator) = n.abs().parts();
    let log = |x: i128| x.checked_ilog10().and_then(|e| i32::try_from(e).ok());
    let guess = log(numerator)? - log(denominator)?;
    // The logarithms of the two parts may lead one too high.
    Some(if n.abs() < Exact::pow10(guess) { guess - 1 } else { guess })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Exact {
        Exact::parse(text).expect("a literal")
    }

    #[test]
    fn the_last_digit_shown_decides() {
        assert_eq!(band(n("2.5")), Some((n("2.45"), n("2.6"))));
        assert_eq!(band(n("140000")), Some((n("135000"), n("150000"))));
        assert_eq!(band(n("-2")), Some((n("-3"), n("-1.5"))));
        assert_eq!(band(Exact::ratio(1, 3).expect("not zero")), None);
    }

    #[test]
    fn few_digits_are_enough_for_about() {
        assert_eq!(rounded(n("2461.7"), 2), Some(n("2500")));
        assert_eq!(rounded(n("0.0724"), 2), Some(n("0.072")));
        assert_eq!(rounded(n("999"), 2), Some(n("1000")));
        assert_eq!(magnitude(Exact::ratio(2, 3).expect("not zero")), Some(-1));
        assert_eq!(magnitude(Exact::ZERO), None);
    }
}
