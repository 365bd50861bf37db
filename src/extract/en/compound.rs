//! Measures told in several units, the smaller ones behind: "6 feet 2 inches", "7 pounds 10 ounces", "2 yards, 7 feet and
//! 10 inches". Kilometres and metres side by side stay two figures, as Korean has them.

use super::measure::{self, Behind};
use super::number;
use super::token::{Kind, Sentence};
use crate::extract::units::units;
use crate::model::Unit;
use crate::text::Exact;

/// Units that are told with smaller ones behind.
const STEPS: [&str; 6] = ["mile", "yard", "foot", "inch", "pound", "ounce"];

/// The whole amount in `unit` when smaller units go on at token `i`, and the token behind them.
pub(super) fn chain(s: Sentence<'_>, i: usize, unit: &'static Unit, amount: Exact) -> Option<(Exact, usize)> {
    let (mut sum, mut at, mut last) = (amount, i, unit);
    while let Some((n, smaller, next)) = more(s, at, last) {
        sum = sum.checked_add(n.checked_mul(smaller.factor)?.checked_div(unit.factor)?)?;
        (at, last) = (next, smaller);
    }
    (at > i).then_some((sum, at))
}

fn more(s: Sentence<'_>, i: usize, last: &Unit) -> Option<(Exact, &'static Unit, usize)> {
    STEPS.contains(&last.id).then_some(())?;
    let i = s.past_joint(i);
    let comma = usize::from(s.mark(i, ','));
    let at = i + comma + usize::from(s.is(i + comma, "and"));
    let num = number::parse(s, at, false)?;
    let (unit, next) = match measure::unit(s, s.past_joint(num.next), num.digits) {
        Some((Behind::Unit(unit), next)) => (unit, next),
        _ => (units().by_id(short(s, num.next)?)?, num.next + 1),
    };
    let fits = unit.dimension == last.dimension && unit.factor < last.factor && STEPS.contains(&unit.id);
    fits.then_some((num.amount.single()?, unit, next))
}

/// What stands for a unit behind a larger one only: "10 in", 7'.
fn short(s: Sentence<'_>, i: usize) -> Option<&'static str> {
    let tall = !s.lower(i + 1) && !s.at(i + 1).capital || s.any(i + 1, &["or", "more", "tall", "high", "long", "wide", "deep", "in", "and"]);
    match s.at(i).kind {
        Kind::Word if s.is(i, "in") && tall => Some("inch"),
        Kind::Mark('\'' | '’') if s.glued(i) && !s.glued(i + 1) => Some("foot"),
        Kind::Mark('"' | '”') if s.glued(i) => Some("inch"),
        _ => None,
    }
}

/// Marks for feet and inches behind digits that nothing else explains: 6'2", 5'', 5" where it is all that is told.
pub(super) fn marks(s: Sentence<'_>, i: usize) -> Option<(&'static Unit, usize)> {
    let digits = i > 0 && s.digits(i - 1) && s.glued(i);
    let quote = |at: usize| matches!(s.at(at).kind, Kind::Mark('\'' | '’'));
    if !digits {
        return None;
    }
    if quote(i) && quote(i + 1) && s.glued(i + 1) {
        return units().by_id("inch").map(|u| (u, i + 2));
    }
    let inches_follow = s.digits(i + 1) && s.glued(i + 1) && (s.mark(i + 2, '"') || quote(i + 2)) && s.glued(i + 2);
    if quote(i) && inches_follow {
        return units().by_id("foot").map(|u| (u, i + 1));
    }
    let all = s.mark(i, '"') && i == 1 && i + 1 == s.tokens.len();
    if all { units().by_id("inch").map(|u| (u, i + 1)) } else { None }
}
