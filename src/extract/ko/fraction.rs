//! Fractions: 3분의 2, 삼과 오분의 일, 3/4, 1 4/5.

use super::numeral::{self, Numeral};
use crate::model::Amount;
use crate::text::Exact;

/// 3분의 2, 20분의 일, 삼과 오분의 일, 3/4, 1 4/5.
pub(super) fn fraction(text: &str, n: &Numeral) -> Option<(Amount, usize)> {
    if let Some(found) = slashed(text, n) {
        return Some(found);
    }
    if let Some(rest) = ["과 ", "와 "].iter().find_map(|w| text[n.end..].strip_prefix(w)) {
        // 삼과 오분의 일
        let below = numeral::numeral(text, text.len() - rest.len()).filter(|b| text[b.end..].starts_with("분의"))?;
        let (part, end) = fraction(text, &below)?;
        return Some((Amount::point(n.amount.single()?.checked_add(part.single()?)?), end));
    }
    let rest = text[n.end..].strip_prefix("분의")?;
    let at = text.len() - rest.len() + usize::from(rest.starts_with(' '));
    let (sign, at) = text[at..].strip_prefix("마이너스 ").map_or((1, at), |_| (-1, at + "마이너스 ".len()));
    let top = numeral::numeral(text, at)?;
    let value = top.amount.single()?.checked_div(n.amount.single()?)?.checked_mul(Exact::int(sign))?;
    Some((Amount::point(value), top.end))
}

/// 3/4, 1 4/5: a proper fraction of small numbers; 3/15 may be a day.
fn slashed(text: &str, n: &Numeral) -> Option<(Amount, usize)> {
    let plain = |m: &Numeral| m.digits && m.tokens == 1 && !m.decimal;
    let parts = |at: &Numeral| {
        let below = text[at.end..].strip_prefix('/').and_then(|r| numeral::numeral(text, text.len() - r.len())).filter(plain)?;
        let (top, bottom) = (at.amount.single()?, below.amount.single()?);
        let ends = !text[below.end..].starts_with(['/', '.']);
        (ends && top < bottom && bottom <= Exact::int(12)).then(|| top.checked_div(bottom).map(|v| (v, below.end))).flatten()
    };
    if !plain(n) {
        return None;
    }
    if let Some((value, end)) = parts(n) {
        return Some((Amount::point(value), end));
    }
    let rest = text[n.end..].trim_start_matches(' ');
    let gap = text.len() - rest.len();
    let (value, end) = (gap > n.end && rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| numeral::numeral(text, gap).filter(plain))
        .flatten()
        .and_then(|top| parts(&top))?;
    Some((Amount::point(n.amount.single()?.checked_add(value)?), end))
}
