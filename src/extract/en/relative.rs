//! Parts of the calendar told from the day of publication ("last year", "this week", "the end of the month") or from a day
//! told before ("the next day", "the same day").

use super::Reader;
use super::date::take;
use super::lexicon::Lex;
use super::period::partial_before;
use super::token::{Kind, Sentence};
use super::{daypart, duration, weekday};
use crate::extract::calendar::{self, Toward, resolve};
use crate::model::{DateValue, Grain, Value};
use jiff::civil::Date;

/// The grain of a singular unit of time that "last" and "next" step by.
fn grain(s: Sentence<'_>, i: usize) -> Option<Grain> {
    Some(match s.word(i) {
        "year" | "yr" => Grain::Year,
        "month" => Grain::Month,
        "week" => Grain::Week,
        _ => return None,
    })
}

/// "last year", "this month", "next week", "last quarter", "this morning", "this past weekend".
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    if let Some(next) = daypart::relative(r, i, step) {
        return Some(next);
    }
    if step == 1 && (s.is(i + 1, "day") || matches!(s.lex(i + 1), Lex::Part(_))) {
        return neighbour(r, i, 1);
    }
    if step == -1
        && let Some(next) = super::counted::nth(r, i, -1, i + 1)
    {
        return Some(next);
    }
    match (step, s.lex(i + 1)) {
        (0, Lex::Near(near)) => stretch(r, i, i + 2, near),
        (0, Lex::Past) => stretch(r, i, i + 2, -1),
        _ => stretch(r, i, if s.any(i + 1, &["fiscal", "calendar", "financial"]) { i + 2 } else { i + 1 }, step),
    }
}

/// "current week", "the current quarter", "coming month"; "the coming year" is a length or counts from something else.
pub(super) fn near(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let told = step == 0 || !r.s.any(i.wrapping_sub(1), &["the", "a", "every", "each"]);
    told.then(|| stretch(r, i, i + 1, step))?
}

/// "the past year" is the stretch up to now; "the end of past week" is of a week of the calendar.
pub(super) fn past(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if partial_before(s, i, r.floor).1 || s.lex(i + 1) == Lex::Weekend {
        return stretch(r, i, i + 1, -1);
    }
    duration::past(r, i)
}

/// The stretch whose unit stands at `at`, so many from the one of publication; `i` is the word that says so.
fn stretch(r: &mut Reader<'_, '_>, i: usize, at: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let after_article = s.is(i.wrapping_sub(1), "the");
    let (from, partial) = partial_before(s, i, r.floor);
    if s.lex(at) == Lex::Quarter && !s.any(at, &["fourth"]) {
        let free = !after_article || step == 0;
        return free.then(|| quarter_from(s, step)).flatten().map(|date| take(r, from, at + 1, DateValue { partial, ..date }, Toward::Nearest));
    }
    if s.lex(at) == Lex::Weekend {
        return (!s.joint(at + 1)).then(|| weekend(r, from, at + 1, step));
    }
    if step == 0 && s.lex(at) == Lex::Season && !s.joint(at + 1) {
        // "this summer": a part of the year of publication, as long as nobody says which days.
        return Some(take(r, from, at + 1, DateValue { relative: Some(0), partial: true, ..DateValue::new(Grain::Year) }, Toward::Nearest));
    }
    let grain = grain(s, at)?;
    if s.joint(at + 1) || after_article && step != 0 {
        // "the next year" is the one after some other; "last-year" is a part of a word.
        return None;
    }
    let mut date = DateValue { relative: Some(step), partial, ..DateValue::new(grain) };
    if grain == Grain::Year {
        date.year = s.date.and_then(|d| d.year().checked_add(step));
    }
    Some(take(r, from, at + 1, date, Toward::Nearest))
}

/// The quarter so many quarters from the one of publication.
fn quarter_from(s: Sentence<'_>, step: i16) -> Option<DateValue> {
    let mut date = DateValue::new(Grain::Quarter);
    if let Some(day) = s.date {
        let quarters = i32::from(day.year()) * 4 + i32::from((day.month() - 1) / 3) + i32::from(step);
        date.year = Some(i16::try_from(quarters.div_euclid(4)).ok()?);
        date.part = i8::try_from(quarters.rem_euclid(4) + 1).ok();
    }
    Some(date)
}

/// Saturday and Sunday of a week told from the day of publication.
fn weekend(r: &mut Reader<'_, '_>, from: usize, to: usize, step: i16) -> usize {
    let mut date = DateValue { relative: Some(step), ..DateValue::new(Grain::Week) };
    resolve(&mut date, r.s.date, Toward::Nearest);
    calendar::weekend(&mut date);
    r.emit(from, to, Value::Date(date))
}

/// What begins with a unit of time: "the year before last", "the day after tomorrow", "year-end", "another week".
pub(super) fn unit(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let from = with_article(s, i, r.floor);
    if s.is(i, "day") {
        return beside(r, i, from).or_else(|| duration::another(r, i));
    }
    let Some(grain) = grain(s, i) else { return duration::another(r, i) };
    let step = match (s.word(i + 1), s.word(i + 2)) {
        ("before", "last") => -2,
        ("after", "next") => 2,
        _ => return turn(r, i, grain).or_else(|| duration::another(r, i)),
    };
    let date = DateValue { relative: Some(step), ..DateValue::new(grain) };
    Some(take(r, from, i + 3, date, Toward::Nearest))
}

fn with_article(s: Sentence<'_>, i: usize, floor: usize) -> usize {
    if s.is(i.wrapping_sub(1), "the") && i > floor { i - 1 } else { i }
}

/// "the day before yesterday", "the day before", "the day after."
fn beside(r: &mut Reader<'_, '_>, i: usize, from: usize) -> Option<usize> {
    let s = r.s;
    let step = match (s.word(i + 1), s.word(i + 2)) {
        ("before", "yesterday") => return Some(day_from(r, from, i + 3, -2)),
        ("after", "tomorrow") => return Some(day_from(r, from, i + 3, 2)),
        ("before" | "earlier", _) if from < i => -1,
        ("after", _) if from < i && !s.lower(i + 2) => 1,
        _ => return None,
    };
    let to = i + 2;
    let goes_on = s.at(to).capital || s.any(to, &["the", "a", "his", "her", "its", "their", "he", "she", "they", "it"]);
    (!goes_on).then(|| stepped(r, from, to, DateValue { step: Some(step), ..DateValue::new(Grain::Day) }))
}

fn day_from(r: &mut Reader<'_, '_>, from: usize, to: usize, step: i16) -> usize {
    take(r, from, to, DateValue { relative: Some(step), ..DateValue::new(Grain::Day) }, Toward::Nearest)
}

/// "year-end", "month-end", "year's end".
fn turn(r: &mut Reader<'_, '_>, i: usize, grain: Grain) -> Option<usize> {
    let s = r.s;
    let possessive = matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’')) && s.is(i + 2, "s") && s.is(i + 3, "end");
    let to = if possessive { i + 4 } else { i + 3 };
    let told = possessive || s.joint(i + 1) && s.is(i + 2, "end");
    let date = DateValue { relative: Some(0), partial: true, ..DateValue::new(grain) };
    told.then(|| take(r, i, to, date, Toward::Nearest))
}

/// "the end of the year", "the beginning of the month", "end of month"; with a named year or month that one's reader takes it.
pub(super) fn end(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    s.is(i + 1, "of").then_some(())?;
    let at = if s.is(i + 2, "the") { i + 3 } else { i + 2 };
    let grain = grain(s, at)?;
    let from = with_article(s, i, r.floor);
    let date = DateValue { relative: Some(0), partial: true, ..DateValue::new(grain) };
    (!s.joint(at + 1)).then(|| take(r, from, at + 1, date, Toward::Nearest))
}

/// "EOM", "EOY": the end of the month, of the year.
pub(super) fn end_of(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let grain = match r.s.word(i) {
        "EOM" => Grain::Month,
        "EOY" => Grain::Year,
        _ => return None,
    };
    let date = DateValue { relative: Some(0), partial: true, ..DateValue::new(grain) };
    Some(take(r, i, i + 1, date, Toward::Nearest))
}

/// "the previous day", "the same day", "the following morning": told from another day, which the sentence may have. "Previous
/// month" without an article is told from the day of publication.
pub(super) fn neighbour(r: &mut Reader<'_, '_>, i: usize, step: i8) -> Option<usize> {
    let s = r.s;
    let from = with_article(s, i, r.floor);
    let daypart = match s.lex(i + 1) {
        Lex::Weekday(..) => return weekday::neighbour(r, (from, i + 2), step, anchor(r)),
        Lex::Part(part) => Some(part),
        _ if s.is(i + 1, "day") && !s.joint(i + 2) => None,
        _ => {
            let bare = step == -1 && (s.opens(i) || s.any(i.wrapping_sub(1), &["of", "in", "during", "since"]));
            return bare.then(|| stretch(r, i, i + 1, -1))?;
        }
    };
    if daypart.is_some() && (s.joint(i + 2) || s.at(i + 1).capital) {
        return None;
    }
    Some(stepped(r, from, i + 2, DateValue { step: Some(step), daypart, ..DateValue::new(Grain::Day) }))
}

/// Takes a day told from another; it is resolved where the sentence told just one day before.
fn stepped(r: &mut Reader<'_, '_>, from: usize, to: usize, mut date: DateValue) -> usize {
    let day = anchor(r).zip(date.step).and_then(|(day, step)| calendar::stepped(day, step));
    (date.start, date.end) = (day, day);
    r.emit(from, to, Value::Date(date))
}

/// The only day that the sentence has told so far.
fn anchor(r: &Reader<'_, '_>) -> Option<Date> {
    let told = r.out.get(r.first..).unwrap_or_default().iter().filter_map(|m| match &m.value {
        Value::Date(d) if d.grain == Grain::Day => Some(d.start),
        _ => None,
    });
    let mut only = None;
    for day in told {
        let day = day?;
        if *only.get_or_insert(day) != day {
            return None;
        }
    }
    only
}

/// "today", "yesterday", "tomorrow"; a newspaper may be called so.
pub(super) fn day(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let named = s.at(i).capital && !s.opens(i);
    let adjective = matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’')) && step == 0;
    (!named && !adjective).then(|| day_from(r, i, i + 1, step))
}
