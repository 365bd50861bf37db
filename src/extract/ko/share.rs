//! Shares: percent and points of it (%, %포인트, bp), and the tenths of 할, 푼 and 리.

use super::counter::word_ends;
use super::numeral::{self, Numeral};
use super::reading::Reading;
use crate::model::{Amount, Shape, Value};
use crate::text::Exact;

/// Percent.
pub(super) const PERCENT: &[&str] = &["%", "％", "퍼센트", "퍼센티지", "프로"];
/// Basis points.
pub(super) const POINTS: &[&str] = &["베이시스포인트", "베이시스 포인트", "bps", "bp", "BP"];

/// Percent, percentage points, basis points.
pub(super) fn percent(text: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    for word in POINTS {
        if unit.starts_with(word) {
            return Some(Reading::new(Value::Points(n.amount.checked_mul(Exact::pow10(-2))?), here + word.len()));
        }
    }
    let word = PERCENT.iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    if *word == "프로" && (!word_ends(tail) || tail.starts_with('그')) {
        return None;
    }
    let end = here + word.len();
    for point in ["포인트", " 포인트", "p", "P"] {
        if tail.starts_with(point) {
            return Some(Reading::new(Value::Points(n.amount), end + point.len()));
        }
    }
    Some(match band(text, n.amount, end, Exact::ONE) {
        Some((amount, end)) => Reading::new(Value::Percent(amount), end),
        None => Reading::new(Value::Percent(n.amount), end),
    })
}

/// 3할, 3할 2푼 5리: tenths, hundredths and thousandths, as percent.
pub(super) fn tenths(text: &str, n: &Numeral) -> Option<Reading> {
    let ranged = n.amount.single().is_none();
    if n.native || n.decimal || n.large || n.amount.low < Exact::ONE || n.amount.high > Exact::int(10) {
        return None;
    }
    let mut amount = n.amount.checked_mul(Exact::int(10))?;
    let mut end = n.end + usize::from(text[n.end..].starts_with(' ') && n.digits);
    let tail = text[end..].strip_prefix('할')?;
    end += "할".len();
    let (mut last, mut more) = (tail, false);
    for (word, exponent) in [("푼", 0), ("분", 0), ("리", -1)] {
        let at = end + usize::from(text[end..].starts_with(' '));
        let Some(part) = numeral::numeral(text, at).filter(|p| !ranged && p.amount.single().is_some_and(|p| p < Exact::int(10))) else { break };
        let Some(tail) = text[part.end..].strip_prefix(word) else { continue };
        amount = Amount::point(amount.low.checked_add(part.amount.low.checked_mul(Exact::pow10(exponent))?)?);
        (end, last, more) = (part.end + word.len(), tail, true);
    }
    // 할 is also "to do": 1할 alone is told by what follows.
    let fits = word_ends(last) || last.starts_with("대");
    (fits && (more || n.digits || n.multiplied || !text[..n.end].ends_with('이'))).then(|| Reading::new(Value::Percent(amount), end))
}

/// 4%대, 5만원대: from the number to just below the next one of its last digit.
pub(super) fn band(text: &str, amount: Amount, end: usize, step: Exact) -> Option<(Amount, usize)> {
    let tail = text[end..].strip_prefix('대')?;
    let low = amount.single()?;
    word_ends(tail).then_some(())?;
    Some((Amount { low, high: low.checked_add(step)?, shape: Shape::Band }, end + "대".len()))
}
