//! Numbers with digits behind the point, in figures or said aloud: 1,234.5, 1.3e6, "three point one four", "point seven".

use super::lexicon::Lex;
use super::number::Num;
use super::token::{Kind, Sentence};
use crate::text::Exact;

/// "point seven", "point 77": nothing before the point is said. Points are also scored and made, so only where a
/// value must stand.
pub(super) fn point(s: Sentence<'_>, i: usize) -> Option<Num> {
    let led = i == 0 || s.lex(i - 1) == Lex::Minus || s.any(i - 1, &["is", "was", "by", "about", "nearly", "almost", "than", "to"]);
    let (n, next) = decimals(s, i + 1).filter(|_| led && !s.at(i).capital)?;
    Some(Num::new(next, n, false))
}

/// What digits are worth: with separators of thousands, commas or spaces, and with a power of ten behind an `e`.
pub(super) fn decimal(word: &str) -> Option<Exact> {
    let (mantissa, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let n = if mantissa.contains(' ') { Exact::parse(&mantissa.replace(' ', "")) } else { Exact::parse(mantissa) };
    n?.checked_mul(Exact::pow10(exponent.parse().ok().filter(|e: &i32| e.abs() <= 30)?))
}

/// A power in digits, `1.1^+23`; `i` is behind the circumflex.
pub(super) fn power(s: Sentence<'_>, n: Exact, mut i: usize) -> Option<(Exact, usize)> {
    let mut below = false;
    while matches!(s.at(i).kind, Kind::Mark('+' | '-')) && s.glued(i) {
        below ^= s.mark(i, '-');
        i += 1;
    }
    let exponent = s.small(i).filter(|&e| s.glued(i) && e <= 120)?;
    let raised = (0..exponent).try_fold(Exact::ONE, |product, _| product.checked_mul(n))?;
    Some((if below { Exact::ONE.checked_div(raised)? } else { raised }, i + 1))
}

/// "1 point 1": the decimal point said aloud between digits; points may be scored, too.
pub(super) fn spoken_point(s: Sentence<'_>, n: Exact, i: usize) -> Option<(Exact, usize)> {
    let (more, next) = decimals(s, i + 1).filter(|_| n.is_integer() && s.is(i, "point"))?;
    let scored =
        s.lower(next) && !matches!(s.lex(next), Lex::Scale(_)) && !s.any(next, &["percent", "and", "to"]) && super::measure::unit(s, next, true).is_none();
    (!scored).then(|| n.checked_add(more).map(|sum| (sum, next)))?
}

/// Decimals behind a spoken point, in digits or digit by digit.
fn decimals(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let word = s.word(i);
    if s.digits(i) && word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit()) {
        let places = i32::try_from(word.len()).ok()?;
        return Exact::parse(word)?.checked_mul(Exact::pow10(-places)).map(|n| (n, i + 1));
    }
    spoken_decimals(s, i)
}

/// The digits behind a spoken decimal point: "three point one four".
pub(super) fn spoken_decimals(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let (mut sum, mut at, mut place) = (Exact::ZERO, i, -1);
    while let Lex::Ones(n @ 0..=9) = s.lex(at) {
        sum = sum.checked_add(Exact::int(n.into()).checked_mul(Exact::pow10(place))?)?;
        (at, place) = (at + 1, place - 1);
        if place < -9 {
            break;
        }
    }
    (at > i).then_some((sum, at))
}
