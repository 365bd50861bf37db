//! Days of the week: "on Monday", "next Friday", "Friday of next week", and days counted off in a month: "the first Friday of
//! next month", "the last day of October", "the eighth day of the fourth lunar month".

use super::Reader;
use super::date::{day, take, toward, year_after};
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{DateValue, DurationUnit, Grain, Value};
use jiff::civil::{Date, Weekday};

/// A day of the week, with the week or the date that may stand behind it.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (way, from) = toward(s, i);
    named(r, i, from, way, None)
}

/// "this Saturday", "next Friday", "last Monday": the word before decides. "Next Friday" is the one of next week.
pub(super) fn relative(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let coming = s.any(i + 1, &["coming", "upcoming", "past"]);
    let at = if coming { i + 2 } else { i + 1 };
    matches!(s.lex(at), Lex::Weekday(..)).then_some(())?;
    if step == -1 && !coming {
        // "the last Sunday of March" is counted off in its month.
        if let Some(next) = nth(r, i, -1, at) {
            return Some(next);
        }
    }
    let way = match (step, coming) {
        (-1, _) => Toward::Past,
        (0, true) if s.is(i + 1, "past") => Toward::Past,
        (0 | 1, false) => Toward::Nearest,
        _ => Toward::Future,
    };
    named(r, at, i, way, (!coming && step >= 0).then_some(step))
}

/// What stands before a weekday that is the name of something else: Black Friday.
const NAMES: [&str; 12] = ["Black", "Bloody", "Good", "Cyber", "Super", "Easter", "Holy", "Palm", "Ash", "Fat", "Small", "Giving"];
/// What stands behind it then: The Sunday Times.
const PAPERS: [&str; 8] = ["Times", "Telegraph", "Newspaper", "Mail", "Herald", "Night", "Journal", "Post"];

/// Whether the word is a day of the week and not a part of a name, a star or the verb "sat".
fn plain(s: Sentence<'_>, i: usize, short: bool, next: usize) -> bool {
    let dot = next > i + 1;
    let paper = s.at(next).capital && s.any(next, &PAPERS);
    let dated = s.mark(next, ',') || matches!(s.lex(next), Lex::Month(..));
    let clear = if s.any(i, &["sun", "sat"]) { dot && dated } else { dot || s.is(next, "at") || suffixed(s, next) };
    // In small letters "mon." ends a line of a list, "sat." a sentence.
    let clear = clear && (s.at(i).capital || !s.any(i, &["sat", "sun", "wed"]));
    let named = NAMES.contains(&s.word(i.wrapping_sub(1)));
    let compound = s.joint(i.wrapping_sub(1)) && s.back(i, 2).kind == Kind::Word && !s.back(i, 2).capital;
    (s.at(i).capital || !short || dot) && !paper && (!short || clear) && !named && !compound
}

fn suffixed(s: Sentence<'_>, i: usize) -> bool {
    s.digits(i) && s.glued(i + 1) && s.any(i + 1, &["st", "nd", "rd", "th"])
}

fn named(r: &mut Reader<'_, '_>, i: usize, from: usize, way: Toward, week: Option<i16>) -> Option<usize> {
    let s = r.s;
    let Lex::Weekday(n, short) = s.lex(i) else { return None };
    let dot = usize::from(short && s.mark(i + 1, '.') && s.glued(i + 1));
    let next = i + 1 + dot;
    if !plain(s, i, short, next) || from == i && date_behind(s, next) {
        return None;
    }
    let mut date = DateValue { weekday: Weekday::from_monday_zero_offset(n).ok(), relative: week, ..DateValue::new(Grain::Day) };
    let to = week_behind(s, next, &mut date).or_else(|| day_behind(s, next, &mut date)).unwrap_or(next);
    Some(take(r, from, to, date, way))
}

/// Whether a date stands right behind, which takes the weekday along.
fn date_behind(s: Sentence<'_>, next: usize) -> bool {
    let at = if matches!(s.at(next).kind, Kind::Mark(',' | '(')) { next + 1 } else { next };
    let Lex::Month(_, short) = s.lex(at) else { return false };
    let behind = at + 1 + usize::from(short && s.mark(at + 1, '.'));
    s.digits(behind) || matches!(s.lex(behind), Lex::Tens(_) | Lex::Nth(_) | Lex::NthTens(_))
}

/// "Friday next week", "Monday of this week", "Sunday from last week".
fn week_behind(s: Sentence<'_>, next: usize, date: &mut DateValue) -> Option<usize> {
    let of = usize::from(s.any(next, &["of", "from"]));
    let Lex::Rel(step) = s.lex(next + of) else { return None };
    s.is(next + of + 1, "week").then(|| {
        date.relative = Some(step);
        next + of + 2
    })
}

/// "Tuesday the 19th", "Tuesday 19th".
fn day_behind(s: Sentence<'_>, next: usize, date: &mut DateValue) -> Option<usize> {
    let at = if s.is(next, "the") { next + 1 } else { next };
    let (d, end) = day(s, at).filter(|_| suffixed(s, at))?;
    // "Monday the 3rd round" counts something.
    if s.lower(end) && !s.any(end, &["and", "at", "in", "to", "for", "with", "after", "as", "of", "by"]) {
        return None;
    }
    date.day = Some(d);
    Some(end)
}

/// A day counted off in a month; `n` is −1 for the last, `at` behind the ordinal.
pub(super) fn nth(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    match s.lex(at) {
        Lex::Weekday(w, false) if n <= 5 && n != 0 => nth_weekday(r, from, n, (at, Weekday::from_monday_zero_offset(w).ok()?)),
        Lex::Time(DurationUnit::Day, 1) if s.is(at, "day") => lunar_day(r, from, n, at).or_else(|| nth_day(r, from, n, at)),
        Lex::Weekend if n == -1 => last_weekend(r, from, at),
        _ => None,
    }
}

/// "the third Tuesday of September 2014"; without its month only where the phrase ends.
fn nth_weekday(r: &mut Reader<'_, '_>, from: usize, n: i8, (at, weekday): (usize, Weekday)) -> Option<usize> {
    let s = r.s;
    let (month, to) = match month_behind(s, at + 1) {
        Some(found) => found,
        None if n > 0 && ends(s, from, at + 1) => (month_of(s, 0), at + 1),
        None => return None,
    };
    let day = month.start.and_then(|first| first.nth_weekday_of_month(n, weekday).ok());
    let date = DateValue { weekday: Some(weekday), start: day, end: day, grain: Grain::Day, relative: None, ..month };
    Some(r.emit(from, to, Value::Date(date)))
}

/// Whether nothing is counted with "first Sunday": no possessive before it, no noun behind it.
fn ends(s: Sentence<'_>, from: usize, next: usize) -> bool {
    const COUNTED: [&str; 9] = ["every", "each", "his", "her", "their", "its", "our", "my", "s"];
    let the = usize::from(s.is(from.wrapping_sub(1), "the"));
    !s.any(from.wrapping_sub(1 + the), &COUNTED) && matches!(s.at(next).kind, Kind::Mark('.' | ',' | ';' | '?' | '!' | ')') | Kind::Other)
}

/// "the last day of October 2015", "third day of October".
fn nth_day(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    let (month, to) = month_behind(s, at + 1)?;
    let day = match n {
        -1 => month.start.map(Date::last_of_month),
        _ => month.start.and_then(|first| Date::new(first.year(), first.month(), n).ok()),
    };
    let date = DateValue { day: (n > 0).then_some(n), start: day, end: day, grain: Grain::Day, ..month };
    Some(r.emit(from, to, Value::Date(date)))
}

/// "the last weekend of July".
fn last_weekend(r: &mut Reader<'_, '_>, from: usize, at: usize) -> Option<usize> {
    let (month, to) = month_behind(r.s, at + 1)?;
    let saturday = month.start.and_then(|first| first.nth_weekday_of_month(-1, Weekday::Saturday).ok());
    let date = DateValue { grain: Grain::Week, start: saturday, end: saturday.and_then(|d| d.tomorrow().ok()), relative: None, ..month };
    Some(r.emit(from, to, Value::Date(date)))
}

/// "the eighth day of the fourth lunar month", "the 15th day of the eighth month of the lunar calendar".
fn lunar_day(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    s.run(at + 1, &["of", "the"]).then_some(())?;
    let (month, next) = if s.digits(at + 3) { (i64::from(s.small(at + 3)?), at + 5) } else { super::ordinal::spoken(s, at + 3)? };
    let calendar = s.is(next, "month") && s.any(next + 1, &["of", "on", "in"]) && s.run(next + 2, &["the", "lunar", "calendar"]);
    let to = next + if calendar { 5 } else { 2 };
    (calendar || s.run(next, &["lunar", "month"])).then_some(())?;
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let date = DateValue { month: Some(month), day: Some(n).filter(|n| (1..=30).contains(n)), lunar: true, ..DateValue::new(Grain::Day) };
    date.day.is_some().then(|| take(r, from, to, date, Toward::Nearest))
}

/// The month at `i` behind "of" or "in": named, with its year, or told from the day of publication.
fn month_behind(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    s.any(i, &["of", "in"]).then_some(())?;
    let at = if s.is(i + 1, "the") { i + 2 } else { i + 1 };
    if let Lex::Month(month, short) = s.lex(at) {
        let end = at + 1 + usize::from(short && s.mark(at + 1, '.') && s.glued(at + 1));
        let (year, to) = year_after(s, end).unwrap_or((None, end));
        let mut date = DateValue { year, month: Some(month), ..DateValue::new(Grain::Month) };
        resolve(&mut date, s.date, Toward::Nearest);
        return Some((date, to));
    }
    let (step, word) = match s.lex(at) {
        Lex::Rel(step) | Lex::Near(step) => (step, at + 1),
        Lex::Neighbour(step @ (-1 | 1)) => (step.into(), at + 1),
        _ if s.is(at, "month") && at == i + 2 => (0, at),
        _ => return None,
    };
    s.is(word, "month").then(|| (month_of(s, step), word + 1))
}

fn month_of(s: Sentence<'_>, step: i16) -> DateValue {
    let mut date = DateValue { relative: Some(step), ..DateValue::new(Grain::Month) };
    resolve(&mut date, s.date, Toward::Nearest);
    date
}

/// "three Fridays from now": the third from the day of publication on.
pub(super) fn several(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Weekday(w, false) = super::lexicon::look_up(s.word(i + 1).strip_suffix('s')?.as_bytes()) else { return None };
    s.run(i + 2, &["from", "now"]).then_some(())?;
    let n = match s.lex(i) {
        Lex::Ones(n) => i32::from(n),
        _ => i32::from(s.small(i)?),
    };
    let weekday = Weekday::from_monday_zero_offset(w).ok()?;
    let day = s.date.and_then(|d| d.nth_weekday(n, weekday).ok());
    let date = DateValue { weekday: Some(weekday), start: day, end: day, ..DateValue::new(Grain::Day) };
    (n > 0).then(|| r.emit(i, i + 4, Value::Date(date)))
}
