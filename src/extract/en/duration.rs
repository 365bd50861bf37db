//! Stretches of time: several units in one ("one hour and 35 minutes"), and those that an article counts ("a decade").

use super::lexicon::Lex;
use super::number::{self, Num};
use super::token::{Kind, Sentence};
use super::{Reader, away};
use crate::model::{Amount, Certainty, Duration, DurationUnit, Value};
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
    // "2 days 1 month" is told with the larger unit first.
    duration.parts.sort_by_key(|p| p.0);
    with_nights(s, i, duration)
}

/// The token behind "and three nights", which adds nothing to days.
fn with_nights(s: Sentence<'_>, i: usize, duration: &Duration) -> usize {
    let days = matches!(duration.parts.as_slice(), [(DurationUnit::Day, _)]);
    let end = (days && s.is(i, "and")).then(|| number::parse(s, i + 1, false)).flatten().map(|n| n.next);
    end.filter(|&at| s.any(at, &["night", "nights"])).map_or(i, |at| at + 1)
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
    let comma = usize::from(s.mark(i, ','));
    let at = i + comma + usize::from(s.is(i + comma, "and"));
    let num: Num = number::parse(s, at, false)?;
    if last == DurationUnit::Hour && comma == 0 && rest_of_hour(s, &num) {
        return Some((DurationUnit::Minute, num.amount, num.next));
    }
    let Lex::Time(unit, n) = s.lex(s.past_joint(num.next)) else { return None };
    // A comma joins only neighbours of a clock or a calendar: "3 hours, 20 minutes".
    let listed = s.mark(i, ',') && (neighbours(last, unit) || duration.parts.len() > 1);
    let fits = unit > last && (at == i || !s.mark(i, ',') || listed) || at == i && unit < last && duration.parts.len() == 1;
    let end = s.past_joint(num.next) + 1;
    fits.then_some((unit, num.amount.checked_mul(Exact::int(n.into()))?, end))
}

/// "one hour thirty": minutes by their number alone, in words and at the end of the phrase.
fn rest_of_hour(s: Sentence<'_>, num: &Num) -> bool {
    let minutes = num.amount.single().and_then(Exact::to_i64).is_some_and(|n| (10..60).contains(&n));
    minutes && !num.digits && matches!(s.at(num.next).kind, Kind::Mark('.' | ',' | ';' | '?' | '!') | Kind::Other)
}

fn neighbours(a: DurationUnit, b: DurationUnit) -> bool {
    use DurationUnit::{Day, Hour, Minute, Month, Second, Year};
    matches!((a, b), (Year, Month | Day) | (Month, Day) | (Day, Hour) | (Hour, Minute) | (Minute, Second))
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
    let word = if s.any(i + 1, &["full", "whole", "single", "further", "business", "working"]) { i + 2 } else { i + 1 };
    let Lex::Time(unit, n) = s.lex(word) else { return None };
    let told = s.any(s.past_joint(word + 1), &["ago", "earlier", "before", "later", "after", "long", "or", "and", "hence"]);
    let led = s.is(word + 1, "from") && (s.any(word + 2, &["now", "right"]) || matches!(s.lex(word + 2), Lex::Day(_)));
    let told = told || led;
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
    away::read(r, i, to, &duration, None).or_else(|| Some(r.emit(i, to, Value::Duration(duration))))
}

fn one(unit: DurationUnit, n: u8) -> Value {
    Value::Duration(Duration::of(unit, Amount::point(Exact::int(n.into()))))
}

/// "another week", "another business day": one more.
pub(super) fn another(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Time(unit, n) = s.lex(i) else { return None };
    let kind = usize::from(s.any(i.wrapping_sub(1), &["full", "whole", "business", "working", "trading"]));
    let from = i.checked_sub(1 + kind).filter(|&from| from >= r.floor && s.is(from, "another"))?;
    let told = !s.word(i).ends_with('s') && (!s.is(i, "day") || kind == 1) && !s.joint(i + 1);
    told.then(|| r.emit(from, i + 1, one(unit, n)))
}

/// "the past year", "past week": the stretch up to now.
pub(super) fn past(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Time(unit, n) = s.lex(i + 1) else { return None };
    let led = s.opens(i) || s.any(i.wrapping_sub(1), &["the", "over", "in", "for", "during", "this"]);
    let told = led && !s.word(i + 1).ends_with('s') && !s.joint(i + 2) && !s.mark(i + 2, '\'') && !s.mark(i + 2, '’');
    told.then(|| r.emit(i, i + 2, one(unit, n)))
}

/// "all day", "all-week", "the whole month": one unit to its end. "Full-year earnings" and "all year round" are no lengths.
pub(super) fn whole(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let at = s.past_joint(i + 1);
    let Lex::Time(unit @ (DurationUnit::Year | DurationUnit::Month | DurationUnit::Week | DurationUnit::Day), n) = s.lex(at) else { return None };
    let noun = s.lower(at + 1) && at > i + 1 || s.joint(at + 1) || s.any(at + 1, &["round", "long"]);
    let full = s.is(i, "full") && !(s.lex(i.wrapping_sub(1)) == Lex::A || s.any(i.wrapping_sub(1), &["for", "one", "the"]));
    let told = !noun && !full && !s.word(at).ends_with('s') && !s.at(at).capital;
    told.then(|| r.emit(i, at + 1, one(unit, n)))
}

/// "a couple of weeks", "couple of days": two, more or less.
pub(super) fn couple(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let at = if s.is(i + 1, "of") { i + 2 } else { i + 1 };
    let at = if s.any(at, &["more", "full"]) { at + 1 } else { at };
    let Lex::Time(unit, n) = s.lex(at) else { return None };
    let from = if s.lex(i.wrapping_sub(1)) == Lex::A && i > r.floor { i - 1 } else { i };
    let length = Duration::of(unit, Amount::point(Exact::int(i64::from(n) * 2)));
    let own = Some(Certainty::About);
    let told = s.word(at).ends_with('s');
    told.then(|| away::read(r, from, at + 1, &length, own).unwrap_or_else(|| r.emit_as(from, at + 1, Value::Duration(length), own, None)))
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

/// "three nights and four days": the days, which the nights lie between; `i` is at "nights" and `from` at their number.
pub(super) fn nights(r: &mut Reader<'_, '_>, from: usize, i: usize) -> Option<usize> {
    let s = r.s;
    (s.any(i, &["nights", "night"]) && (s.is(i + 1, "and") || s.mark(i + 1, ','))).then_some(())?;
    let days = number::parse(s, i + 2, false)?;
    let Lex::Time(unit @ DurationUnit::Day, 1) = s.lex(days.next) else { return None };
    Some(r.emit(from, days.next + 1, Value::Duration(Duration::of(unit, days.amount))))
}
