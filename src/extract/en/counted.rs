//! Days and weeks counted off in a month: "the first Friday of next month", "the last day of October", "the third week of May", "the
//! eighth day of the fourth lunar month".

use super::Reader;
use super::date::{take, year_after};
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::extract::calendar::{self, Toward, resolve};
use crate::model::{DateValue, DurationUnit, Grain, Value};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day counted off in a month; `n` is −1 for the last, `at` behind the ordinal.
pub(super) fn nth(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    match s.lex(at) {
        Lex::Weekday(w, false) if n <= 5 && n != 0 => nth_weekday(r, from, n, (at, Weekday::from_monday_zero_offset(w).ok()?)),
        Lex::Time(DurationUnit::Day, 1) if s.is(at, "day") => lunar_day(r, from, n, at).or_else(|| nth_day(r, from, n, at)),
        Lex::Weekend if n == -1 => last_weekend(r, from, at),
        Lex::Time(DurationUnit::Week, 1) if s.is(at, "week") => nth_week(r, from, n, at),
        // "the third last week of October": from its end.
        Lex::Rel(-1) if n > 1 => nth(r, from, -n, at + 1),
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
        ..0 => month.start.and_then(|first| first.last_of_month().checked_add(i64::from(n + 1).days()).ok()),
        _ => month.start.and_then(|first| Date::new(first.year(), first.month(), n).ok()),
    };
    let date = DateValue { day: (n > 0).then_some(n), start: day, end: day, grain: Grain::Day, ..month };
    Some(r.emit(from, to, Value::Date(date)))
}

/// "the last week of October", "the third week of May", "the third last week of 2018". A week is of the month that has its
/// Thursday.
fn nth_week(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    let (month, to) = month_behind(s, at + 1).or_else(|| year_behind(s, at + 1, n))?;
    let monday = month.start.and_then(|first| calendar::week_of_month(first, n));
    let date = DateValue { grain: Grain::Week, start: monday, end: monday.and_then(calendar::week_end), relative: None, ..month };
    (1..=5).contains(&n.abs()).then(|| r.emit(from, to, Value::Date(date)))
}

/// A year at `i` behind "of", as the month in which its first or last weeks lie.
fn year_behind(s: Sentence<'_>, i: usize, n: i8) -> Option<(DateValue, usize)> {
    let y = s.small(i + 1).filter(|y| s.is(i, "of") && (1900..=2100).contains(y))?;
    let first = Date::new(y, if n < 0 { 12 } else { 1 }, 1).ok();
    Some((DateValue { year: Some(y), start: first, ..DateValue::new(Grain::Week) }, i + 2))
}

/// "the last weekend of July".
fn last_weekend(r: &mut Reader<'_, '_>, from: usize, at: usize) -> Option<usize> {
    let (month, to) = month_behind(r.s, at + 1)?;
    let saturday = month.start.and_then(|first| first.nth_weekday_of_month(-1, Weekday::Saturday).ok());
    let date = DateValue { grain: Grain::Week, start: saturday, end: saturday.and_then(|d| d.tomorrow().ok()), relative: None, ..month };
    Some(r.emit(from, to, Value::Date(date)))
}

/// "the eighth day of the fourth lunar month", "the 15th day of the eighth month of the lunar calendar"; a solar month is a plain one.
fn lunar_day(r: &mut Reader<'_, '_>, from: usize, n: i8, at: usize) -> Option<usize> {
    let s = r.s;
    s.run(at + 1, &["of", "the"]).then_some(())?;
    let (month, next) = if s.digits(at + 3) { (i64::from(s.small(at + 3)?), at + 5) } else { super::ordinal::spoken(s, at + 3)? };
    let calendar = s.is(next, "month") && s.any(next + 1, &["of", "on", "in"]) && s.run(next + 2, &["the", "lunar", "calendar"]);
    let to = next + if calendar { 5 } else { 2 };
    let lunar = calendar || s.is(next, "lunar");
    (calendar || s.any(next, &["lunar", "solar"]) && s.is(next + 1, "month")).then_some(())?;
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let date = DateValue { month: Some(month), day: Some(n).filter(|n| (1..=30).contains(n)), lunar, ..DateValue::new(Grain::Day) };
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
