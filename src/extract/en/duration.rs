//! Stretches of time: several units in one ("one hour and 35 minutes"), and those that an article counts ("a decade").

use super::Reader;
use super::lexicon::Lex;
use super::number::{self, Num};
use super::token::Sentence;
use crate::model::{Amount, Duration, DurationUnit, Value};
use crate::text::Exact;

/// Adds the smaller units that follow at token `i`; the token behind them.
pub(super) fn chain(s: Sentence<'_>, mut i: usize, duration: &mut Duration) -> usize {
    while let Some((unit, amount, next)) = more(s, i, duration) {
        duration.parts.push((unit, amount));
        i = next;
        if duration.parts.len() > 5 {
            break;
        }
    }
    i
}

fn more(s: Sentence<'_>, i: usize, duration: &Duration) -> Option<(DurationUnit, Amount, usize)> {
    let &(last, amount) = duration.parts.last()?;
    if s.is(i, "and")
        && let Some((half, next)) = half(s, i + 1)
    {
        // "a year and a half": half of the unit before.
        amount.single()?;
        return Some((last, Amount::point(half), next));
    }
    let at = if s.is(i, "and") || s.mark(i, ',') { i + 1 } else { i };
    let num: Num = number::parse(s, at, false)?;
    let Lex::Time(unit, n) = s.lex(s.past_joint(num.next)) else { return None };
    // A comma joins only neighbours of a clock or a calendar: "3 hours, 20 minutes".
    let fits = unit > last && (at == i || !s.mark(i, ',') || neighbours(last, unit));
    let end = s.past_joint(num.next) + 1;
    fits.then_some((unit, num.amount.checked_mul(Exact::int(n.into()))?, end))
}

fn neighbours(a: DurationUnit, b: DurationUnit) -> bool {
    matches!((a, b), (DurationUnit::Year, DurationUnit::Month) | (DurationUnit::Hour, DurationUnit::Minute) | (DurationUnit::Minute, DurationUnit::Second))
}

fn half(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let half = Exact::ratio(1, 2)?;
    match (s.lex(i), s.lex(i + 1)) {
        (Lex::A, Lex::Half) => Some((half, i + 2)),
        (Lex::Half, _) => Some((half, i + 1)),
        _ => None,
    }
}

/// Words before "a year" that show it to be a length and not a rate.
const LENGTH: [&str; 30] = [
    "for", "in", "within", "after", "about", "over", "under", "than", "of", "nearly", "almost", "least", "around", "roughly", "lasted", "lasting", "take",
    "takes", "took", "taken", "just", "exactly", "only", "every", "last", "spent", "spend", "from", "up", "until",
];

/// "a year ago", "for a decade", "an hour and 20 minutes".
pub(super) fn with_article(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let word = if s.any(i + 1, &["full", "whole", "single"]) { i + 2 } else { i + 1 };
    let Lex::Time(unit, n) = s.lex(word) else { return None };
    let told = s.any(s.past_joint(word + 1), &["ago", "earlier", "before", "later", "after", "long", "or", "and"]);
    let rate = i == r.floor && i > 0 && !r.out.is_empty();
    if s.word(word).ends_with('s') || s.joint(word + 1) && !told || rate && !told {
        return None;
    }
    // "a day" is told as a length only with more around it: "once in a day" and "in a day" are rare.
    let length = s.any(i.wrapping_sub(1), &LENGTH) && !s.any(i.wrapping_sub(1), &["of"])
        || s.lex(i.wrapping_sub(1)) == Lex::Half
        || s.run_before(i, &["up", "to"]).is_some();
    let noun_follows = s.lower(word + 1) && s.any(word + 1, &["when", "that", "of", "which", "where"]);
    let and = s.is(word + 1, "and") && half(s, word + 2).is_none() && more(s, word + 1, &Duration::of(unit, Amount::point(Exact::ONE))).is_none();
    let or = s.is(word + 1, "or") && super::hedge::after(s, word + 1).is_none();
    let joined = s.is(word + 1, "and") && !and;
    let measured = length && !noun_follows;
    let placed = told && !and && !or;
    if !measured && !placed && !joined {
        return None;
    }
    let mut duration = Duration::of(unit, Amount::point(Exact::int(n.into())));
    let to = chain(s, word + 1, &mut duration);
    merge(&mut duration);
    Some(r.emit(i, to, Value::Duration(duration)))
}

/// "another week": one more.
pub(super) fn another(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Time(unit, n) = s.lex(i) else { return None };
    let told = s.is(i.wrapping_sub(1), "another") && i > r.floor && !s.word(i).ends_with('s') && !s.is(i, "day");
    told.then(|| r.emit(i - 1, i + 1, Value::Duration(Duration::of(unit, Amount::point(Exact::int(n.into()))))))
}

/// Adds up parts of the same unit: a year and half a year are one and a half.
pub(super) fn merge(duration: &mut Duration) {
    if let [(a, x), (b, y)] = duration.parts.as_slice()
        && a == b
        && let (Some(x), Some(y)) = (x.single(), y.single())
        && let Some(sum) = x.checked_add(y)
    {
        *duration = Duration::of(*a, Amount::point(sum));
    }
}
