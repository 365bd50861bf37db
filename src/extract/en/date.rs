//! Days and months: "Jan. 3, 2024", "3 January", "Thursday, July 10", "last Friday", 2025-04-14.

use super::Reader;
use super::lexicon::Lex;
use super::ordinal;
use super::period;
use super::token::{Kind, Sentence};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{DateValue, Grain, Value};
use jiff::civil::Weekday;

/// Resolves a date against the day of publication and takes its tokens.
pub(super) fn take(r: &mut Reader<'_, '_>, from: usize, to: usize, mut date: DateValue, toward: Toward) -> usize {
    resolve(&mut date, r.s.date, toward);
    r.emit(from, to, Value::Date(date))
}

/// A day of the month at `i`, in digits ("3", "3rd") or words ("third"), and the token behind it.
fn day(s: Sentence<'_>, i: usize) -> Option<(i8, usize)> {
    if let Some(n) = s.small(i).filter(|n| (1..=31).contains(n)) {
        let suffix = s.glued(i + 1) && s.any(i + 1, &["st", "nd", "rd", "th"]);
        let next = if suffix { i + 2 } else { i + 1 };
        let other = s.glued(next) && (s.at(next).kind == Kind::Word || s.mark(next, ':') || s.mark(next, '%') || (s.mark(next, '.') && s.glued(next + 1)));
        return (!other).then(|| i8::try_from(n).ok()).flatten().map(|d| (d, next));
    }
    let (n, next) = ordinal::spoken(s, i).or_else(|| cardinal(s, i))?;
    i8::try_from(n).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, next))
}

fn cardinal(s: Sentence<'_>, i: usize) -> Option<(i64, usize)> {
    match (s.lex(i), s.lex(s.past_joint(i + 1))) {
        (Lex::Tens(n), Lex::Ones(one @ 1..=9)) => Some(((n + one).into(), s.past_joint(i + 1) + 1)),
        (Lex::Tens(n) | Lex::Ones(n), _) => Some((n.into(), i + 1)),
        _ => None,
    }
}

/// The year that follows a day or month: ", 2024", " 2024", " last year", " of this year".
fn year_after(s: Sentence<'_>, i: usize) -> Option<(Option<i16>, usize)> {
    let comma = usize::from(s.mark(i, ',') && s.at(i + 1).spaced);
    let at = if s.is(i, "of") { i + 1 } else { i + comma };
    if let Some(y) = s.small(at).filter(|y| (1000..=2999).contains(y)) {
        let other = s.glued(at + 1) && s.at(at + 1).kind == Kind::Word;
        return (!other).then_some((Some(y), at + 1));
    }
    let Lex::Rel(step) = s.lex(at) else { return None };
    let year = s.is(at + 1, "year") && comma == 0;
    year.then(|| (s.date.and_then(|d| d.year().checked_add(step)), at + 2))
}

/// Which way a date lies, told by the word before it, and where that word starts.
fn toward(s: Sentence<'_>, i: usize) -> (Toward, usize) {
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
    let capital = s.at(i).capital || s.digits(after);
    if capital && let Some((d, next)) = day(s, after).filter(|&(_, next)| free_day(s, after, next)) {
        return Some(month_day(r, i, month, d, next));
    }
    period::month_span(r, i, month, after).or_else(|| month_alone(r, i, month, after, short && !dotted))
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
    let make = |d| DateValue { year, month: Some(month), day: Some(d), ..DateValue::new(Grain::Day) };
    let (from, weekday) = weekday_before(s, from, r.floor).unwrap_or((from, None));
    let first = DateValue { weekday, ..make(d) };
    if movement(s, to) {
        return r.emit(from, to, Value::Date(first));
    }
    let Some((d2, at, _)) = second else { return take(r, from, to, first, way) };
    take(r, from, next, first, way);
    take(r, at, to, make(d2), way)
}

/// Whether the words behind a day make it the name of an event, which lies in no year near publication.
fn movement(s: Sentence<'_>, i: usize) -> bool {
    s.at(i).capital && [i, i + 1, i + 2].iter().any(|&at| s.any(at, &["Revolution", "Movement", "Uprising", "Incident", "Declaration", "Struggle", "Massacre"]))
}

/// A second day of the same month: the day, where it starts, the token behind it.
fn second_day(s: Sentence<'_>, first: i8, i: usize) -> Option<(i8, usize, usize)> {
    let linked = s.joint(i) || s.any(i, &["and", "to", "through", "or"]);
    let (d, next) = linked.then(|| day(s, i + 1).filter(|_| s.digits(i + 1)))??;
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

/// A day of the week, with the week or the date that may stand behind it.
pub(super) fn weekday(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (way, from) = toward(s, i);
    weekday_from(r, i, from, way, None)
}

/// "this Saturday", "next Friday", "last Monday": the word before decides.
pub(super) fn relative_weekday(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let coming = s.any(i + 1, &["coming", "upcoming", "past"]);
    let at = if coming { i + 2 } else { i + 1 };
    matches!(s.lex(at), Lex::Weekday(..)).then_some(())?;
    let way = match (step, coming) {
        (-1, _) => Toward::Past,
        (0, true) if s.is(i + 1, "past") => Toward::Past,
        (0, false) => Toward::Nearest,
        _ => Toward::Future,
    };
    weekday_from(r, at, i, way, (step == 0 && !coming).then_some(0))
}

fn weekday_from(r: &mut Reader<'_, '_>, i: usize, from: usize, way: Toward, week: Option<i16>) -> Option<usize> {
    const NAMED: [&str; 12] = ["Black", "Bloody", "Good", "Cyber", "Super", "Easter", "Holy", "Palm", "Ash", "Fat", "Small", "Giving"];
    let s = r.s;
    let Lex::Weekday(n, short) = s.lex(i) else { return None };
    let dot = usize::from(short && s.mark(i + 1, '.') && s.glued(i + 1));
    let mut next = i + 1 + dot;
    let paper = s.at(next).capital && s.any(next, &["Times", "Telegraph", "Newspaper", "Mail", "Herald", "Night", "Journal", "Post"]);
    let vague = short && (dot == 0 || s.any(i, &["sun", "sat"]) && !s.mark(next, ',') && !matches!(s.lex(next), Lex::Month(..)));
    if !s.at(i).capital
        || paper
        || vague
        || NAMED.contains(&s.word(i.wrapping_sub(1)))
        || s.joint(i.wrapping_sub(1)) && s.back(i, 2).kind == Kind::Word && !s.at(i - 2).capital
    {
        return None;
    }
    // A date behind it takes the weekday along.
    let date_at = if matches!(s.at(next).kind, Kind::Mark(',' | '(')) { next + 1 } else { next };
    if let Lex::Month(_, short) = s.lex(date_at) {
        let dot = usize::from(short && s.mark(date_at + 1, '.'));
        if s.digits(date_at + 1 + dot) && from == i {
            return None;
        }
    }
    let mut date = DateValue { weekday: Weekday::from_monday_zero_offset(n).ok(), relative: week, ..DateValue::new(Grain::Day) };
    let of = usize::from(s.is(next, "of"));
    if let Lex::Rel(step) = s.lex(next + of)
        && s.is(next + of + 1, "week")
    {
        date.relative = Some(step);
        next += of + 2;
    } else if s.is(next, "the")
        && let Some((d, end)) = day(s, next + 1).filter(|_| s.glued(next + 2))
    {
        date.day = Some(d);
        next = end;
    }
    Some(take(r, from, next, date, way))
}

/// Dates that start with digits: 2025-04-14, 4/14/2025, 14.4.2025, "3 January 2024", "the 14th of April".
pub(super) fn numeric(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some((date, next)) = three_parts(s, i).or_else(|| dotted(s, i)) {
        return Some(take(r, i, next, date, Toward::Nearest));
    }
    let (d, next) = day(s, i)?;
    let at = if s.is(next, "of") { next + 1 } else { next };
    day_of_month(r, i, d, at)
}

/// "twenty-second of June", "the third of May".
pub(super) fn spoken_day(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (d, next) = ordinal::spoken(s, i)?;
    let d = i8::try_from(d).ok().filter(|d| (1..=31).contains(d))?;
    s.is(next, "of").then(|| day_of_month(r, i, d, next + 1))?
}

fn day_of_month(r: &mut Reader<'_, '_>, i: usize, d: i8, at: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Month(month, short) = s.lex(at) else { return None };
    let ambiguous = matches!(month, 3 | 5) && !s.at(at).capital;
    // "the 3 May elections" is rare, "20 April Kims" is not a thing; "No. 3 March" is no date either.
    if ambiguous || !s.at(at).capital || !s.at(at).spaced || !s.at(i).spaced && s.glued(i) {
        return None;
    }
    let end = if short && s.mark(at + 1, '.') && s.glued(at + 1) { at + 2 } else { at + 1 };
    if s.digits(end) && s.small(end).is_none_or(|y| y < 1000) {
        return None;
    }
    let (year, to) = year_after(s, end).unwrap_or((None, end));
    let date = DateValue { year, month: Some(month), day: Some(d), ..DateValue::new(Grain::Day) };
    Some(take(r, i, to, date, Toward::Nearest))
}

/// "24.9.2021", "2021.9.24": the first two numbers are one token.
fn dotted(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let (head, middle) = s.word(i).split_once('.').filter(|_| s.mark(i + 1, '.') && s.glued(i + 1) && s.glued(i + 2))?;
    let (head, middle, tail): (i16, i16, i16) = (head.parse().ok()?, middle.parse().ok()?, s.small(i + 2)?);
    let (year, day) = if head >= 1000 { (head, tail) } else { (tail, head) };
    (1000..=2999).contains(&year).then(|| made(Some(year), middle, day).map(|date| (date, i + 3)))?
}

/// Three numbers of a date joined by hyphens, slashes or dots; two with a slash only where a preposition leads.
fn three_parts(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let join = match s.at(i + 1).kind {
        Kind::Mark(c @ ('-' | '/' | '.')) if s.glued(i + 1) && s.glued(i + 2) => c,
        _ => return None,
    };
    let (head, middle) = (s.small(i)?, s.small(i + 2)?);
    if s.mark(i + 3, join) && s.glued(i + 3) && s.glued(i + 4) && s.digits(i + 4) {
        let tail = s.small(i + 4)?;
        let (year, month, day) = match (s.word(i).len(), s.word(i + 4).len()) {
            (4, _) => (head, middle, tail),
            (_, 4) if head > 12 => (tail, middle, head),
            (_, 4) => (tail, head, middle),
            (2, 2) if join == '/' && s.word(i + 2).len() == 2 => {
                let year = if tail < 50 { 2000 + tail } else { 1900 + tail };
                if head > 12 { (year, middle, head) } else { (year, head, middle) }
            }
            _ => return None,
        };
        return made(Some(year), month, day).map(|date| (date, i + 5));
    }
    let led = join == '/' && s.any(i.wrapping_sub(1), &["on", "since", "until"]) && s.at(i).spaced && !(s.glued(i + 3) && s.at(i + 3).kind == Kind::Word);
    let (month, day) = if head > 12 { (middle, head) } else { (head, middle) };
    led.then(|| made(None, month, day).map(|date| (date, i + 3)))?
}

fn made(year: Option<i16>, month: i16, day: i16) -> Option<DateValue> {
    let year = year.filter(|y| (1000..=2999).contains(y)).or(None);
    let (month, day) = (i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?, i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?);
    Some(DateValue { year, month: Some(month), day: Some(day), ..DateValue::new(Grain::Day) })
}
