//! Months and their days: "Jan. 3, 2024", "Thursday, July 10", "Sept. 2 and 3", "last October", "Oct/2".

use super::Reader;
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use super::{daypart, ordinal, period, year};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{DateValue, Grain, Value};
use jiff::civil::Weekday;

/// Resolves a date against the day of publication and takes its tokens, with the part of the day that stands beside it.
pub(super) fn take(r: &mut Reader<'_, '_>, from: usize, to: usize, mut date: DateValue, toward: Toward) -> usize {
    let beside = date.grain == Grain::Day && date.daypart.is_none();
    let (from, to) = if beside { daypart::around(r, from, to, &mut date) } else { (from, to) };
    resolve(&mut date, r.s.date, toward);
    r.emit(from, to, Value::Date(date))
}

/// Takes a day that goes by its name and is resolved already, with the part of the day beside it.
pub(super) fn take_named(r: &mut Reader<'_, '_>, from: usize, to: usize, mut date: DateValue) -> usize {
    let (from, to) = daypart::around(r, from, to, &mut date);
    r.emit(from, to, Value::Date(date))
}

/// A day of the month at `i`, in digits ("3", "3rd") or words ("third"), and the token behind it.
pub(super) fn day(s: Sentence<'_>, i: usize) -> Option<(i8, usize)> {
    if let Some(n) = s.small(i).filter(|n| (1..=31).contains(n)) {
        let suffix = s.glued(i + 1) && s.any(i + 1, &["st", "nd", "rd", "th"]);
        let next = if suffix { i + 2 } else { i + 1 };
        let other = s.glued(next) && (s.at(next).kind == Kind::Word || s.mark(next, ':') || s.mark(next, '%') || (s.mark(next, '.') && s.glued(next + 1)));
        return (!other).then(|| i8::try_from(n).ok()).flatten().map(|d| (d, next));
    }
    let (n, next) = ordinal::spoken(s, i).or_else(|| cardinal(s, i))?;
    i8::try_from(n).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, next))
}

pub(super) fn cardinal(s: Sentence<'_>, i: usize) -> Option<(i64, usize)> {
    match (s.lex(i), s.lex(s.past_joint(i + 1))) {
        (Lex::Tens(n), Lex::Ones(one @ 1..=9)) => Some(((n + one).into(), s.past_joint(i + 1) + 1)),
        (Lex::Tens(n) | Lex::Ones(n), _) => Some((n.into(), i + 1)),
        _ => None,
    }
}

/// The year that follows a day or month: ", 2024", " 2024", " last year", " of this year".
pub(super) fn year_after(s: Sentence<'_>, i: usize) -> Option<(Option<i16>, usize)> {
    let comma = usize::from(s.mark(i, ',') && s.at(i + 1).spaced);
    let at = if s.is(i, "of") { i + 1 } else { i + comma };
    if let Some(y) = s.small(at).filter(|y| (1000..=2999).contains(y)) {
        let other = s.glued(at + 1) && s.at(at + 1).kind == Kind::Word;
        return (!other).then_some((Some(y), at + 1));
    }
    if !s.is(i, "of")
        && let Some((y, next)) = year::spoken(s, at)
    {
        return Some((Some(y), next));
    }
    let Lex::Rel(step) = s.lex(at) else { return None };
    let told = s.is(at + 1, "year") && comma == 0;
    told.then(|| (s.date.and_then(|d| d.year().checked_add(step)), at + 2))
}

/// Which way a date lies, told by the word before it, and where that word starts.
pub(super) fn toward(s: Sentence<'_>, i: usize) -> (Toward, usize) {
    match s.word(i.wrapping_sub(1)) {
        "last" | "past" => (Toward::Past, i - 1),
        "coming" | "upcoming" if s.is(i.wrapping_sub(2), "this") => (Toward::Future, i - 2),
        "next" | "coming" | "upcoming" => (Toward::Future, i - 1),
        _ => (Toward::Nearest, i),
    }
}

/// A month, with the day and the year that may stand behind it.
pub(super) fn month(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Month(month, short) = s.lex(i) else { return None };
    let dotted = short && s.mark(i + 1, '.') && s.glued(i + 1);
    let after = if dotted { i + 2 } else { i + 1 };
    if s.joint(i.wrapping_sub(1)) && s.back(i, 2).kind == Kind::Word && !s.any(i.wrapping_sub(2), &["mid", "end"]) {
        return None;
    }
    let slash = usize::from(s.mark(after, '/') && s.glued(after) && s.glued(after + 1) && s.digits(after + 1));
    let the = usize::from(s.is(after, "the") && (ordinal::spoken(s, after + 1).is_some() || s.digits(after + 1) && s.glued(after + 2)));
    let at = after + slash + the;
    // "They march 5 miles", "it may 3 times".
    let verb = |next| !s.at(i).capital && matches!(month, 3 | 5) && s.lower(next);
    if (s.at(i).capital || s.digits(at) || clear(s, i, month, at))
        && let Some((d, next)) = day(s, at).filter(|&(_, next)| free_day(s, at, next) && !verb(next))
    {
        return Some(month_day(r, i, month, d, next));
    }
    period::month_span(r, i, month, after).or_else(|| month_alone(r, i, month, after, short && !dotted))
}

/// Whether a month in small letters is one by the day in words behind it: "jan twenty-two", "on march first".
fn clear(s: Sentence<'_>, i: usize, month: i8, at: usize) -> bool {
    match s.lex(at) {
        Lex::Nth(_) | Lex::NthTens(_) | Lex::Tens(_) => {
            !matches!(month, 3 | 5) || s.opens(i) || s.any(i.wrapping_sub(1), &["on", "of", "since", "until", "by"])
        }
        _ => false,
    }
}

/// Whether a number behind a month is a day and not an amount: "in May 20 percent".
fn free_day(s: Sentence<'_>, i: usize, next: usize) -> bool {
    if !s.digits(i) && matches!(s.lex(i), Lex::Ones(_)) && !s.back(i, 1).capital {
        return false;
    }
    if s.mark(next, ',') || s.glued(next + 1) && s.joint(next) {
        return true;
    }
    let counted = s.any(next, &["percent", "people", "billion", "million", "trillion", "won", "years", "months", "companies"]);
    let year_word = s.small(i).is_some() && s.at(i).start == s.back(i, 1).end && s.word(i).len() > 2;
    !counted && !year_word
}

/// "Jan. 3", "January 3, 2024", "Jan. 3-5", "Sept. 2 and 3".
fn month_day(r: &mut Reader<'_, '_>, i: usize, month: i8, d: i8, next: usize) -> usize {
    let s = r.s;
    let (way, from) = toward(s, i);
    let second = second_day(s, d, next);
    let (year, to) = year_after(s, second.map_or(next, |(_, _, to)| to)).unwrap_or((None, second.map_or(next, |(_, _, to)| to)));
    let (from, to, lunar) = lunar(s, from, to, r.floor);
    let make = |d| DateValue { year, month: Some(month), day: Some(d), lunar, ..DateValue::new(Grain::Day) };
    let (from, weekday) = weekday_before(s, from, r.floor).unwrap_or((from, None));
    let first = DateValue { weekday, ..make(d) };
    if movement(s, to) {
        return r.emit(from, to, Value::Date(first));
    }
    let Some((d2, at, _)) = second else { return take(r, from, to, first, way) };
    take(r, from, next, first, way);
    take(r, at, to, make(d2), way)
}

/// "lunar Aug. 15", "Aug. 15 on the lunar calendar": the tokens with those words, and whether they stand there.
fn lunar(s: Sentence<'_>, from: usize, to: usize, floor: usize) -> (usize, usize, bool) {
    if let Some(at) = from.checked_sub(1).filter(|&at| at >= floor && s.is(at, "lunar")) {
        return (at, to, true);
    }
    let comma = usize::from(s.mark(to, ','));
    let calendar = s.any(to + comma, &["of", "on", "in", "by"]) && s.is(to + comma + 1, "the") && s.run(to + comma + 2, &["lunar", "calendar"]);
    (from, if calendar { to + comma + 4 } else { to }, calendar)
}

/// Whether the words behind a day make it the name of an event, which lies in no year near publication.
fn movement(s: Sentence<'_>, i: usize) -> bool {
    s.at(i).capital && [i, i + 1, i + 2].iter().any(|&at| s.any(at, &["Revolution", "Movement", "Uprising", "Incident", "Declaration", "Struggle", "Massacre"]))
}

/// A second day of the same month: the day, where it starts, the token behind it.
fn second_day(s: Sentence<'_>, first: i8, i: usize) -> Option<(i8, usize, usize)> {
    let linked = s.joint(i) || s.any(i, &["and", "to", "through", "thru", "or"]);
    let dash = matches!(s.at(i).kind, Kind::Mark('-' | '–'));
    let (d, next) = (linked || dash).then(|| day(s, i + 1).filter(|_| s.digits(i + 1)))??;
    let free = s.joint(i)
        || !matches!(s.at(next).kind, Kind::Word | Kind::Mark('%'))
        || s.any(next, &["in", "at", "to", "for", "with", "and", "on", "as", "by", "this", "last"]);
    (d > first && free && !(s.joint(next) && s.at(next + 1).kind == Kind::Word)).then_some((d, i + 1, next))
}

/// A weekday right before a date: "Thursday, July 10", "Sunday (Nov. 3".
fn weekday_before(s: Sentence<'_>, i: usize, floor: usize) -> Option<(usize, Option<Weekday>)> {
    let at = match s.back(i, 1).kind {
        Kind::Mark(',' | '(') => i.checked_sub(2)?,
        Kind::Mark('.') if s.mark(i.wrapping_sub(1), '.') => i.checked_sub(2)?,
        _ => i.checked_sub(1)?,
    };
    let Lex::Weekday(n, _) = s.lex(at) else { return None };
    (at >= floor).then(|| (at, Weekday::from_monday_zero_offset(n).ok()))
}

/// "in December", "last October", "early March", "December 2024".
fn month_alone(r: &mut Reader<'_, '_>, i: usize, month: i8, after: usize, bare_short: bool) -> Option<usize> {
    const LED: [&str; 30] = [
        "in", "since", "until", "till", "by", "of", "early", "late", "last", "next", "this", "mid", "from", "to", "through", "during", "before", "after",
        "between", "for", "every", "each", "coming", "between", "previous", "following", "earlier", "as", "end", "starting",
    ];
    let s = r.s;
    let year = year_after(s, after).filter(|&(y, to)| y.is_some() || to > after);
    let led = s.any(i.wrapping_sub(1), &LED) || s.joint(i.wrapping_sub(1));
    let ambiguous = matches!(month, 3 | 5) || bare_short;
    let person = s.at(after).kind == Kind::Word && s.at(after).capital && s.at(after).spaced && !matches!(s.lex(after), Lex::Month(..) | Lex::Weekday(..));
    // Inside a sentence the capital tells the month: "its May report"; at its start a noun does: "May sales".
    let noun = s.lower(i.wrapping_sub(1)) && i > 0 || s.opens(i) && s.lower(after) && s.word(after).ends_with('s');
    let led = led || noun && !bare_short;
    let listed = s.any(i.wrapping_sub(1), &["and", "or"]) && s.lex(i.wrapping_sub(2)) != Lex::None;
    if !s.at(i).capital || year.is_none() && (person || ambiguous && !led && !listed) || s.joint(after) && !s.at(after + 1).capital && !s.digits(after + 1) {
        return None;
    }
    let (way, from) = toward(s, i);
    let (from, partial) = period::partial_before(s, from, r.floor);
    let (year, to) = year.unwrap_or((None, after));
    let relative = None;
    let date = DateValue { year, month: Some(month), relative, partial, ..DateValue::new(Grain::Month) };
    Some(take(r, from, to, date, way))
}
