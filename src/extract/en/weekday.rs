//! Days of the week: "on Monday", "next Friday", "Friday of next week", "Tuesday the 19th", "the following Monday", "three Fridays from now".

use super::Reader;
use super::counted::nth;
use super::date::{day, take, toward};
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::extract::calendar::Toward;
use crate::model::{DateValue, Grain, Value};
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

/// "the following Monday", "the previous Friday": counted from the only day that the sentence told, and from no other.
pub(super) fn neighbour(r: &mut Reader<'_, '_>, (from, to): (usize, usize), step: i8, anchor: Option<Date>) -> Option<usize> {
    let Lex::Weekday(w, false) = r.s.lex(to - 1) else { return None };
    let weekday = Weekday::from_monday_zero_offset(w).ok()?;
    let day = anchor.and_then(|d| d.nth_weekday(step.into(), weekday).ok());
    let date = DateValue { weekday: Some(weekday), start: day, end: day, ..DateValue::new(Grain::Day) };
    (step != 0 && r.s.at(to - 1).capital).then(|| r.emit(from, to, Value::Date(date)))
}
