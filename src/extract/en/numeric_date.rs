//! Dates that start with digits: 2025-04-14, 4/14/2025, 14.4.2025, 2019-sep-1, "3 January 2024", "13 to 15 July".

use super::Reader;
use super::date::{cardinal, day, take, year_after};
use super::lexicon::Lex;
use super::ordinal;
use super::token::{Kind, Sentence};
use crate::extract::calendar::Toward;
use crate::model::{DateValue, Grain};

/// Reads the date that starts with the digits at `i`.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some((date, next)) = joined(s, i).or_else(|| dotted(s, i)) {
        return Some(take(r, i, next, date, Toward::Nearest));
    }
    if let Some(next) = span(r, i) {
        return Some(next);
    }
    let (d, next) = day(s, i)?;
    let at = if s.is(next, "of") { next + 1 } else { next };
    of_month(r, i, d, at).or_else(|| of_relative_month(r, i, d, next)).or_else(|| bare(r, i, d, next))
}

/// "twenty-second of June", "the third of May".
pub(super) fn spoken_day(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some((d, next)) = cardinal(s, i).filter(|&(d, _)| (20..=31).contains(&d)).filter(|&(_, next)| bare_day(s, i, next)) {
        let date = DateValue { day: i8::try_from(d).ok(), ..DateValue::new(Grain::Day) };
        return Some(take(r, i, next, date, Toward::Nearest));
    }
    let (d, next) = ordinal::spoken(s, i)?;
    let d = i8::try_from(d).ok().filter(|d| (1..=31).contains(d))?;
    s.is(next, "of").then(|| of_month(r, i, d, next + 1))?
}

/// Where the month at `at` ends, as it stands behind a day: "14 Feb.", "the 1st of march".
fn month_behind(s: Sentence<'_>, at: usize) -> Option<(i8, usize)> {
    let Lex::Month(month, short) = s.lex(at) else { return None };
    // "the 3 may be late", "20 march on": only behind "of" are these two months in small letters.
    let of = s.is(at.wrapping_sub(1), "of");
    let clear = s.at(at).capital || of || !matches!(month, 3 | 5);
    (clear && s.at(at).spaced).then(|| (month, if short && s.mark(at + 1, '.') && s.glued(at + 1) { at + 2 } else { at + 1 }))
}

fn of_month(r: &mut Reader<'_, '_>, i: usize, d: i8, at: usize) -> Option<usize> {
    let s = r.s;
    // "16. Nov. 2016": the point of an ordinal, told from the end of a sentence by the year.
    let point = s.mark(at, '.') && s.glued(at) && s.digits(at.wrapping_sub(1));
    let (month, end) = month_behind(s, if point { at + 1 } else { at })?;
    if !s.at(i).spaced && s.glued(i) || s.digits(end) && s.small(end).is_none_or(|y| y < 1000) || point && s.small(end).is_none() {
        return None;
    }
    let (year, to) = year_after(s, end).unwrap_or((None, end));
    let date = DateValue { year, month: Some(month), day: Some(d), ..DateValue::new(Grain::Day) };
    Some(take(r, i, to, date, Toward::Nearest))
}

/// "20 of next month"; with a suffix it is read with the ordinals.
fn of_relative_month(r: &mut Reader<'_, '_>, i: usize, d: i8, next: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Rel(step) = s.lex(next + 1) else { return None };
    let told = next == i + 1 && s.is(next, "of") && s.is(next + 2, "month");
    let date = DateValue { day: Some(d), relative: Some(step), ..DateValue::new(Grain::Day) };
    told.then(|| take(r, i, next + 3, date, Toward::Nearest))
}

/// "until the 27.": a day by its bare number, where the phrase ends with it.
fn bare(r: &mut Reader<'_, '_>, i: usize, d: i8, next: usize) -> Option<usize> {
    bare_day(r.s, i, next).then(|| take(r, i, next, DateValue { day: Some(d), ..DateValue::new(Grain::Day) }, Toward::Nearest))
}

/// Whether a number from `i` up to `next` can only be a day of the month.
pub(super) fn bare_day(s: Sentence<'_>, i: usize, next: usize) -> bool {
    let led = s.is(i.wrapping_sub(1), "the") && s.any(i.wrapping_sub(2), &["on", "for", "until", "till", "by", "since", "from"]);
    led && matches!(s.at(next).kind, Kind::Mark('.' | ',' | ';' | '!' | '?' | ')') | Kind::Other) && !s.glued(next + 1)
}

/// Two days of one month told before it: "13 to 15 July", "from the 23rd to the 26th of October", "1-8 September".
fn span(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (first, next) = span_day(s, i)?;
    let dash = matches!(s.at(next).kind, Kind::Mark('-' | '–'));
    (dash || s.any(next, &["to", "through", "thru", "and", "until"])).then_some(())?;
    let second_at = if s.is(next + 1, "the") { next + 2 } else { next + 1 };
    let (second, behind) = span_day(s, second_at)?;
    let (month, end) = month_behind(s, if s.is(behind, "of") { behind + 1 } else { behind })?;
    if first >= second || s.small(end).is_some_and(|d| d <= 31) || s.glued(i) && !s.at(i).spaced {
        return None;
    }
    let (year, to) = year_after(s, end).unwrap_or((None, end));
    let make = |d| DateValue { year, month: Some(month), day: Some(d), ..DateValue::new(Grain::Day) };
    take(r, i, next, make(first), Toward::Nearest);
    Some(take(r, second_at, to, make(second), Toward::Nearest))
}

fn span_day(s: Sentence<'_>, i: usize) -> Option<(i8, usize)> {
    let d = s.small(i).and_then(|n| i8::try_from(n).ok()).filter(|d| (1..=31).contains(d))?;
    let suffix = s.glued(i + 1) && s.any(i + 1, &["st", "nd", "rd", "th"]);
    Some((d, if suffix { i + 2 } else { i + 1 }))
}

/// "24.9.2021", "2021.9.24": the first two numbers are one token.
fn dotted(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let (head, middle) = s.word(i).split_once('.').filter(|_| s.mark(i + 1, '.') && s.glued(i + 1) && s.glued(i + 2))?;
    let (head, middle, tail): (i16, i16, i16) = (head.parse().ok()?, middle.parse().ok()?, s.small(i + 2)?);
    let (year, day) = if head >= 1000 { (head, tail) } else { (tail, head) };
    (1000..=2999).contains(&year).then(|| made(Some(year), middle, day).map(|date| (date, i + 3)))?
}

/// Numbers of a date joined by hyphens or slashes.
fn joined(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let join = match s.at(i + 1).kind {
        Kind::Mark(c @ ('-' | '/' | '.')) if s.glued(i + 1) && s.glued(i + 2) => c,
        _ => return None,
    };
    let third = s.mark(i + 3, join) && s.glued(i + 3) && s.glued(i + 4) && s.digits(i + 4);
    if let Lex::Month(month, _) = s.lex(i + 2) {
        return third.then(|| named(s, i, month))?;
    }
    let (head, middle) = (s.small(i)?, s.small(i + 2)?);
    if third {
        let (year, month, day) = three(s, i, join, (head, middle, s.small(i + 4)?))?;
        return made(Some(year), month, day).map(|date| (date, i + 5));
    }
    two(s, i, join, (head, middle))
}

/// "2019-sep-1", "31/Oct/1974", "31-Oct-74".
fn named(s: Sentence<'_>, i: usize, month: i8) -> Option<(DateValue, usize)> {
    let (head, tail) = (s.small(i)?, s.small(i + 4)?);
    let (year, day) = match (s.word(i).len(), s.word(i + 4).len()) {
        (4, 1 | 2) => (head, tail),
        (1 | 2, 4) => (tail, head),
        (1 | 2, 2) => (full_year(tail), head),
        _ => return None,
    };
    made(Some(year), month.into(), day).map(|date| (date, i + 5))
}

/// Year, month and day of three numbers. The month goes first unless it cannot be one.
fn three(s: Sentence<'_>, i: usize, join: char, (head, middle, tail): (i16, i16, i16)) -> Option<(i16, i16, i16)> {
    let day_first = |year| if head > 12 { (year, middle, head) } else { (year, head, middle) };
    match (s.word(i).len(), s.word(i + 4).len()) {
        (4, _) => Some((head, middle, tail)),
        (_, 4) => Some(day_first(tail)),
        (2, 2) if join == '/' && s.word(i + 2).len() == 2 => Some(day_first(full_year(tail))),
        (1 | 2, 2) if join != '.' && !tally(s, i) => Some(day_first(full_year(tail))),
        _ => None,
    }
}

/// Whether three numbers in a row are wins, draws and losses, or a telephone's.
fn tally(s: Sentence<'_>, i: usize) -> bool {
    const SPORT: [&str; 16] =
        ["record", "wins", "win", "losses", "draws", "ties", "season", "league", "games", "team", "went", "standings", "mark", "overall", "tel", "phone"];
    let glued = s.glued(i) || s.glued(i + 5) && !matches!(s.at(i + 5).kind, Kind::Mark('.' | ',' | ')' | ';' | '?' | '!' | '"' | '”'));
    glued || s.tokens.iter().take(120).enumerate().any(|(at, t)| t.kind == Kind::Word && s.any(at, &SPORT))
}

/// Two numbers: a month and a year ("2/2013", "2014-10"), or, where a preposition leads, a month and a day ("on 4/22", "on 4-22").
fn two(s: Sentence<'_>, i: usize, join: char, (head, middle): (i16, i16)) -> Option<(DateValue, usize)> {
    let behind = s.glued(i + 3) && (s.at(i + 3).kind == Kind::Word || s.mark(i + 3, join) || s.mark(i + 3, '%'));
    if behind || s.glued(i) && !s.mark(i.wrapping_sub(1), '(') {
        return None;
    }
    match (s.word(i).len(), s.word(i + 2).len()) {
        (1 | 2, 4) if join == '/' => return month_of(middle, head).map(|date| (date, i + 3)),
        // A season or a span of years goes on upwards: 2014-15, 1999-00.
        (4, 2) if middle != (head + 1) % 100 && (join == '/' || join == '-' && middle < head % 100) => {
            return month_of(head, middle).map(|date| (date, i + 3));
        }
        _ => {}
    }
    let (month, day) = if head > 12 { (middle, head) } else { (head, middle) };
    // "08/12,15": day, month and the year's last digits.
    let year = (join == '/' && s.mark(i + 3, ',') && s.glued(i + 3) && s.glued(i + 4) && s.word(i + 4).len() == 2).then(|| s.small(i + 4)).flatten();
    if let Some(year) = year {
        return made(Some(full_year(year)), month, day).map(|date| (date, i + 5));
    }
    // "On 9/11" is of the year 2001.
    let led = s.any(i.wrapping_sub(1), &["on", "since", "until"]) && s.at(i).spaced && (head, middle) != (9, 11);
    let told = led && (join == '/' || join == '-' && (day > 12 && s.at(i + 3).kind != Kind::Word || s.word(i).starts_with('0')));
    told.then(|| made(None, month, day).map(|date| (date, i + 3)))?
}

fn month_of(year: i16, month: i16) -> Option<DateValue> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    (1900..=2100).contains(&year).then_some(DateValue { year: Some(year), month: Some(month), ..DateValue::new(Grain::Month) })
}

/// The year that two digits stand for.
fn full_year(n: i16) -> i16 {
    if n < 50 { 2000 + n } else { 1900 + n }
}

fn made(year: Option<i16>, month: i16, day: i16) -> Option<DateValue> {
    let year = year.filter(|y| (1000..=2999).contains(y)).or(None);
    let (month, day) = (i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?, i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?);
    Some(DateValue { year, month: Some(month), day: Some(day), ..DateValue::new(Grain::Day) })
}
