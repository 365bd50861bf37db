//! Times of day: 9:30 a.m., 1 p.m., noon, 14:00.

use super::Reader;
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::model::{TimeOfDay, Value};

/// Reads a time that starts with the digits at `i`, and an hour before it that shares its half of the day.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some((time, next)) = clock(s, i) {
        return Some(r.emit(i, next, Value::Time(time)));
    }
    // "9 to 11 a.m.": the first hour has its half of the day from the second.
    let hour = s.small(i).filter(|h| (1..=12).contains(h))?;
    let linked = s.joint(i + 1) || s.any(i + 1, &["to", "and", "or"]);
    let (later, next) = linked.then(|| clock(s, i + 2))??;
    if later.half_open {
        return None;
    }
    let afternoon = later.minute >= 720 && hour <= 12 && u16::try_from(hour).ok()? % 12 * 60 + 720 <= later.minute;
    let first = TimeOfDay { minute: u16::try_from(hour).ok()? % 12 * 60 + if afternoon { 720 } else { 0 }, half_open: false, hour_only: true };
    r.emit(i, i + 1, Value::Time(first));
    Some(r.emit(i + 2, next, Value::Time(later)))
}

/// The clock time at `i`; race times and ratios only look like one.
fn clock(s: Sentence<'_>, i: usize) -> Option<(TimeOfDay, usize)> {
    let colon = s.mark(i + 1, ':') && s.glued(i + 1) && s.glued(i + 2) && s.digits(i + 2);
    if colon {
        let minutes = s.small(i + 2).filter(|_| s.word(i + 2).len() == 2);
        let chain = s.any(i + 3, &["range", "mark", "pace", "barrier"]) || s.glued(i + 3) && (s.mark(i + 3, ':') || s.at(i + 3).kind == Kind::Digits);
        let (Some(hour), Some(minute), false) = (s.small(i), minutes, chain) else { return None };
        return if hour <= 24 && minute < 60 { halved(s, hour, minute, i + 3) } else { None };
    }
    if let Some((hour, minute)) = dotted(s, i)
        && half_of_day(s, i + 1).is_some()
    {
        return halved(s, hour, minute, i + 1);
    }
    let hour = s.small(i).filter(|h| (0..=12).contains(h))?;
    if half_of_day(s, i + 1).is_some() {
        return halved(s, hour, 0, i + 1).map(|(t, next)| (TimeOfDay { hour_only: true, ..t }, next));
    }
    let oclock = s.is(i + 1, "o") && matches!(s.at(i + 2).kind, Kind::Mark('\'' | '’')) && s.is(i + 3, "clock");
    let minute = u16::try_from(hour).ok()? * 60;
    oclock.then_some((TimeOfDay { minute, half_open: true, hour_only: true }, i + 4))
}

/// "9.30" before a.m. or p.m.
fn dotted(s: Sentence<'_>, i: usize) -> Option<(i16, i16)> {
    let (hour, minute) = s.word(i).split_once('.')?;
    let (hour, minute): (i16, i16) = (hour.parse().ok()?, (minute.len() == 2).then(|| minute.parse().ok())??);
    (hour <= 12 && minute < 60).then_some((hour, minute))
}

/// The time with the half of the day that stands at `i`, if one does.
fn halved(s: Sentence<'_>, hour: i16, minute: i16, i: usize) -> Option<(TimeOfDay, usize)> {
    let (hour, minute) = (u16::try_from(hour).ok()?, u16::try_from(minute).ok()?);
    Some(match half_of_day(s, i) {
        Some((afternoon, next)) => {
            let hour = if hour <= 12 { hour % 12 + if afternoon { 12 } else { 0 } } else { hour };
            (TimeOfDay { minute: hour * 60 + minute, half_open: false, hour_only: false }, next)
        }
        None => (TimeOfDay { minute: hour * 60 + minute, half_open: (1..=12).contains(&hour), hour_only: false }, i),
    })
}

/// "a.m.", "pm", "in the afternoon": whether it is the afternoon, and the token behind it.
fn half_of_day(s: Sentence<'_>, i: usize) -> Option<(bool, usize)> {
    let afternoon = match s.word(i) {
        "am" | "AM" => return Some((false, i + 1)),
        "pm" | "PM" => return Some((true, i + 1)),
        "a" | "A" => false,
        "p" | "P" => true,
        "in" if s.run(i + 1, &["the", "morning"]) => return Some((false, i + 3)),
        "in" if s.run(i + 1, &["the", "afternoon"]) || s.run(i + 1, &["the", "evening"]) => return Some((true, i + 3)),
        _ => return None,
    };
    if s.mark(i + 1, '.') && s.glued(i + 1) && s.is(i + 2, "m") && s.glued(i + 2) {
        let dot = usize::from(s.mark(i + 3, '.') && s.glued(i + 3));
        return Some((afternoon, i + 3 + dot));
    }
    None
}

/// "noon", "midnight".
pub(super) fn named(r: &mut Reader<'_, '_>, i: usize, minute: u16) -> Option<usize> {
    let s = r.s;
    let free = !s.joint(i.wrapping_sub(1)) && !s.joint(i + 1) && (!s.at(i).capital || s.opens(i)) && !s.any(i + 1, &["sun", "snack"]);
    free.then(|| r.emit(i, i + 1, Value::Time(TimeOfDay { minute, half_open: false, hour_only: true })))
}

/// "seven p.m.", "ten o'clock".
pub(super) fn spoken(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Lex::Ones(hour @ 1..=12) = s.lex(i) else { return None };
    let hour = u16::from(hour);
    let oclock = s.is(i + 1, "o") && s.is(i + 3, "clock");
    let (minute, half_open, to) = match half_of_day(s, i + 1).filter(|_| !s.is(i + 1, "in") && !s.is(i + 1, "a") || s.mark(i + 2, '.')) {
        Some((afternoon, next)) => ((hour % 12 + if afternoon { 12 } else { 0 }) * 60, false, next),
        None if oclock => (hour * 60, true, i + 4),
        None => return None,
    };
    Some(r.emit(i, to, Value::Time(TimeOfDay { minute, half_open, hour_only: true })))
}
