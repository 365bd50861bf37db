//! Amounts: equal, rounded as news rounds, within a range, or off by a power of ten, two digits, or altogether.

use crate::compare::{Agreement, How, Why};
use crate::model::{Amount, Certainty, Shape};
use crate::text::Exact;

/// Compares two amounts of the same thing. The certainties tell how far rounding may go.
pub fn amounts(ko: Amount, en: Amount, ko_certainty: Certainty, en_certainty: Certainty) -> Agreement {
    if ko == en || ko.shape != Shape::Point && en.shape != Shape::Point && ko.low == en.low && ko.high == en.high {
        return Agreement::Same;
    }
    match (ko.shape, en.shape) {
        (Shape::Point, Shape::Point) => points(ko.low, en.low, ko_certainty, en_certainty),
        (Shape::Magnitude, Shape::Magnitude) => shift(ko.low, en.low).map_or(Agreement::CannotTell, |n| Agreement::Differs(How::PowerOfTen(n))),
        (Shape::Point, _) if holds(en, ko.low) => Agreement::Compatible(Why::Within),
        (_, Shape::Point) if holds(ko, en.low) => Agreement::Compatible(Why::Within),
        (Shape::Point, _) | (_, Shape::Point) => ends(ko, en, ko_certainty, en_certainty),
        (Shape::Range, Shape::Range) => both_ends(ko, en, ko_certainty, en_certainty),
        _ if ko.low < en.high && en.low < ko.high => Agreement::Compatible(Why::Within),
        _ => match shift(ko.low, en.low).filter(|n| shift(ko.high, en.high) == Some(*n)) {
            Some(n) => Agreement::Differs(How::PowerOfTen(n)),
            None => Agreement::Differs(How::Value),
        },
    }
}

/// Whether a number lies in a range. "Dozens" and "thousands" are several of them, not one and a bit.
fn holds(range: Amount, n: Exact) -> bool {
    let low = match range.shape {
        Shape::Magnitude => range.low.checked_mul(Exact::ratio(3, 2).unwrap_or(Exact::ONE)).unwrap_or(range.low),
        Shape::Point | Shape::Range | Shape::Band => range.low,
    };
    low <= n && n <= range.high
}

/// Two ranges say the same when both ends do.
fn both_ends(ko: Amount, en: Amount, ko_certainty: Certainty, en_certainty: Certainty) -> Agreement {
    let same = |a: Exact, b: Exact| a == b || matches!(points(a, b, ko_certainty, en_certainty), Agreement::Same | Agreement::Compatible(_));
    if same(ko.low, en.low) && same(ko.high, en.high) {
        return Agreement::Compatible(Why::Rounded);
    }
    match shift(ko.low, en.low).filter(|n| shift(ko.high, en.high) == Some(*n)) {
        Some(n) => Agreement::Differs(How::PowerOfTen(n)),
        None => Agreement::Differs(How::Range),
    }
}

/// A number against a range that does not hold it.
fn ends(ko: Amount, en: Amount, ko_certainty: Certainty, en_certainty: Certainty) -> Agreement {
    let near = |a: Exact, b: Exact| matches!(points(a, b, ko_certainty, en_certainty), Agreement::Same | Agreement::Compatible(_));
    // "Dozens" is not a rounded 10여: only real ends can be rounded.
    let vague = ko.shape == Shape::Magnitude || en.shape == Shape::Magnitude;
    if !vague && (near(ko.low, en.low) || near(ko.high, en.high)) {
        return Agreement::Compatible(Why::Rounded);
    }
    Agreement::Differs(if vague || ko.shape == Shape::Band || en.shape == Shape::Band { How::Value } else { How::Range })
}

/// Whether two amounts are the same or one is the other rounded: [`amounts`], without telling how others differ.
pub fn near(ko: Amount, en: Amount, ko_certainty: Certainty, en_certainty: Certainty) -> bool {
    let told = match (ko.shape, en.shape) {
        (Shape::Point, Shape::Point) => close(ko.low, en.low, ko_certainty, en_certainty),
        _ => Some(amounts(ko, en, ko_certainty, en_certainty)),
    };
    matches!(told, Some(Agreement::Same | Agreement::Compatible(Why::Rounded)))
}

fn points(ko: Exact, en: Exact, ko_certainty: Certainty, en_certainty: Certainty) -> Agreement {
    close(ko, en, ko_certainty, en_certainty).unwrap_or_else(|| {
        let ko = if en.is_negative() { ko } else { ko.abs() };
        Agreement::Differs(match shift(ko, en).or_else(|| rounded_shift(ko, en)) {
            Some(n) => How::PowerOfTen(n),
            None if transposed(ko, en) => How::Transposed,
            None => How::Value,
        })
    })
}

/// What two numbers are to each other that do not differ; `None` where they do.
fn close(ko: Exact, en: Exact, ko_certainty: Certainty, en_certainty: Certainty) -> Option<Agreement> {
    // -0.2% and "shrank 0.2 percent": the verb carries the sign.
    if ko.is_negative() && !en.is_negative() {
        return close(ko.negate(), en, ko_certainty, en_certainty).map(|_| Agreement::Compatible(Why::OtherWords));
    }
    if ko == en {
        return Some(Agreement::Same);
    }
    // 3명 이상 모일 수 없다 is "no more than two": the bound turns with the verb.
    let opposed = matches!(
        (ko_certainty, en_certainty),
        (Certainty::AtLeast | Certainty::MoreThan, Certainty::AtMost | Certainty::LessThan)
            | (Certainty::AtMost | Certainty::LessThan, Certainty::AtLeast | Certainty::MoreThan)
    );
    if opposed && ko.checked_sub(en).is_some_and(|d| d.abs() == Exact::ONE) {
        return Some(Agreement::CannotTell);
    }
    let rounded = rounds(ko, en, en_certainty) || ko_certainty != Certainty::Exact && rounds(en, ko, ko_certainty);
    rounded.then_some(Agreement::Compatible(Why::Rounded))
}

/// The farthest that anything rounded or hedged may be off, but for 10여.
const FARTHEST: f64 = 0.12;

/// Whether `shown` is how news prints `full`: rounded or cut to the digits shown, at most 5% off, or hedged and at most
/// 12% off on the right side.
fn rounds(full: Exact, shown: Exact, certainty: Certainty) -> bool {
    let off = relative(full, shown);
    if off > FARTHEST && certainty != Certainty::About {
        return false;
    }
    let Some((mantissa, exponent)) = shown.mantissa() else { return false };
    let digits = mantissa.unsigned_abs().checked_ilog10().map_or(1, |d| d + 1);
    // 5.24 for 5.2: the last digit shown decides, even when its rounding went up where it should not have.
    let limit = if digits == 1 { 0.034 } else { 0.05 };
    if off <= limit && (full.round_to(exponent) == Some(shown) || full.cut_to(exponent) == Some(shown)) {
        return true;
    }
    match certainty {
        Certainty::About => off <= 0.10 || tens_and_some(shown, full),
        Certainty::MoreThan | Certainty::AtLeast => full >= shown && off <= FARTHEST,
        Certainty::LessThan | Certainty::AtMost => full <= shown && off <= FARTHEST,
        Certainty::Exact => false,
    }
}

/// 10여 명 can be a dozen, 20여 24: anything below the next round number.
fn tens_and_some(round: Exact, other: Exact) -> bool {
    let Some((mantissa, exponent)) = round.mantissa() else { return false };
    let step = Exact::pow10(exponent);
    mantissa.abs() < 10 && exponent >= 1 && other > round && round.checked_add(step).is_some_and(|next| other < next)
}

/// How far apart two numbers are, as a share of the first.
pub fn relative(a: Exact, b: Exact) -> f64 {
    if a.is_zero() {
        return if b.is_zero() { 0.0 } else { f64::INFINITY };
    }
    ((b.to_f64() - a.to_f64()) / a.to_f64()).abs()
}

/// `n` when `en` is exactly `ko` times ten to the power of `n`, `n` not zero.
fn shift(ko: Exact, en: Exact) -> Option<i32> {
    if let (Some(a @ 1..), Some(b @ 1..)) = (ko.to_i64(), en.to_i64()) {
        // Zeros alone make one of the two longer.
        let zeros = b.ilog10().abs_diff(a.ilog10());
        let (short, long) = (a.min(b), a.max(b));
        let longer = zeros > 0 && 10_i64.checked_pow(zeros).and_then(|p| short.checked_mul(p)) == Some(long);
        return i32::try_from(zeros).ok().filter(|_| longer).map(|n| if b > a { n } else { -n });
    }
    en.checked_div(ko)?.power_of_ten().filter(|n| *n != 0)
}

/// The same for an English number that was rounded as well: 1조7648억 as "17.6 trillion".
fn rounded_shift(ko: Exact, en: Exact) -> Option<i32> {
    if ko.is_zero() || en.is_zero() || ko.is_negative() || en.is_negative() || ko.mantissa()?.0 < 100 || en.mantissa()?.0 < 10 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm of a number of at most 30 digits")]
    let n = (en.to_f64() / ko.to_f64()).log10().round() as i32;
    (n != 0 && rounds(ko.checked_mul(Exact::pow10(n))?, en, Certainty::Exact)).then_some(n)
}

/// Whether two neighbouring digits have changed places and nothing else.
fn transposed(a: Exact, b: Exact) -> bool {
    let (Some((a, ea)), Some((b, eb))) = (a.mantissa(), b.mantissa()) else { return false };
    // Whatever their order and the zeros behind them, the same digits leave the same remainder by nine.
    let by_nine = |n: i128| u64::try_from(n.unsigned_abs()).map_or(0, |n| n % 9);
    if by_nine(a) != by_nine(b) && a.unsigned_abs().max(b.unsigned_abs()) <= u128::from(u64::MAX) {
        return false;
    }
    let scale = ea.min(eb);
    let digits = |n: i128, e: i32| {
        let mut s = n.unsigned_abs().to_string();
        s.extend(std::iter::repeat_n('0', usize::try_from(e - scale).unwrap_or(0).min(40)));
        s.into_bytes()
    };
    let (a, b) = (digits(a, ea), digits(b, eb));
    if a.len() != b.len() {
        return false;
    }
    let off: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    matches!(off[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(ko: &str, en: &str, certainty: Certainty) -> Agreement {
        let n = |s: &str| Amount::point(Exact::parse(s).expect("a literal"));
        amounts(n(ko), n(en), Certainty::Exact, certainty)
    }

    #[test]
    fn rounding_as_news_rounds() {
        assert_eq!(compare("302231400000000", "302000000000000", Certainty::About), Agreement::Compatible(Why::Rounded));
        assert_eq!(compare("43.3766", "43.4", Certainty::Exact), Agreement::Compatible(Why::Rounded));
        assert_eq!(compare("11022", "11000", Certainty::Exact), Agreement::Compatible(Why::Rounded));
        assert_eq!(compare("148000", "150000", Certainty::LessThan), Agreement::Compatible(Why::Rounded));
        assert_eq!(compare("1.5", "2", Certainty::Exact), Agreement::Differs(How::Value));
        assert_eq!(compare("12", "10", Certainty::MoreThan), Agreement::Differs(How::Value));
    }

    #[test]
    fn how_they_differ() {
        assert_eq!(compare("3500000000000", "350000000000", Certainty::Exact), Agreement::Differs(How::PowerOfTen(-1)));
        assert_eq!(compare("1764800000000", "17600000000000", Certainty::Exact), Agreement::Differs(How::PowerOfTen(1)));
        assert_eq!(compare("3819", "3189", Certainty::Exact), Agreement::Differs(How::Transposed));
        assert_eq!(compare("47.83", "48.73", Certainty::Exact), Agreement::Differs(How::Transposed));
        assert_eq!(compare("12", "20", Certainty::Exact), Agreement::Differs(How::Value));
    }

    #[test]
    fn magnitudes_and_ranges() {
        let tens = |e| Amount { low: Exact::pow10(e), high: Exact::pow10(e + 1), shape: Shape::Magnitude };
        let exact = Certainty::Exact;
        assert_eq!(amounts(tens(1), tens(1), exact, exact), Agreement::Same);
        assert_eq!(amounts(tens(9), tens(6), exact, exact), Agreement::Differs(How::PowerOfTen(-3)));
        assert_eq!(amounts(tens(1), Amount::point(Exact::int(40)), exact, exact), Agreement::Compatible(Why::Within));
    }
}
