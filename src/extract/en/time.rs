//! Times of day in digits: 9:30 a.m., 1 p.m., 14:00, 9h30, "9 to 11 a.m.", "8 tonight".

use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use super::{Reader, clock_words, daypart};
use crate::model::{Daypart, TimeOfDay, Value};

/// Which half of the day an hour of the twelve-hour clock is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Half {
    Morning,
    Afternoon,
    /// Up to the small hours: ten at night, two at night.
    Night,
}

impl Half {
    /// Minutes since midnight of an hour.
    pub(super) fn minutes(self, hour: u16) -> u16 {
        let later = match self {
            Self::Morning => false,
            Self::Afternoon => true,
            Self::Night => (5..12).contains(&hour),
        };
        (hour % 12 + if later { 12 } else { 0 }) * 60
    }

    fn of(part: Daypart) -> Self {
        match part {
            Daypart::Dawn | Daypart::Morning => Self::Morning,
            Daypart::Noon | Daypart::Afternoon | Daypart::Evening => Self::Afternoon,
            Daypart::Night | Daypart::Midnight => Self::Night,
        }
    }
}

/// Reads a time that starts with the digits at `i`, and an hour before it that shares its half of the day.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some((time, next)) = clock(s, i, r.floor) {
        return Some(r.emit(i, next, Value::Time(time)));
    }
    clock_words::past(r, i).or_else(|| shared(r, i))
}

/// "9 to 11 a.m.": the first hour has its half of the day from the second.
fn shared(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let hour = s.small(i).filter(|h| (1..=12).contains(h))?;
    let linked = matches!(s.at(i + 1).kind, Kind::Mark('-' | '–')) || s.any(i + 1, &["to", "and", "or"]);
    let (later, next) = linked.then(|| clock(s, i + 2, r.floor))??;
    if later.half_open {
        // "from 9 to 11:30": both halves of the day are open.
        let led = s.any(i.wrapping_sub(1), &["between", "from"]) && s.mark(i + 3, ':') && hour * 60 < i16::try_from(later.minute).unwrap_or(0);
        led.then_some(())?;
        r.emit(i, i + 1, Value::Time(TimeOfDay { minute: u16::try_from(hour).ok()? * 60, half_open: true, hour_only: true }));
        return Some(r.emit(i + 2, next, Value::Time(later)));
    }
    let afternoon = later.minute >= 720 && hour <= 12 && u16::try_from(hour).ok()? % 12 * 60 + 720 <= later.minute;
    let first = TimeOfDay { minute: u16::try_from(hour).ok()? % 12 * 60 + if afternoon { 720 } else { 0 }, half_open: false, hour_only: true };
    r.emit(i, i + 1, Value::Time(first));
    Some(r.emit(i + 2, next, Value::Time(later)))
}

/// The clock time at `i`; race times and ratios only look like one.
fn clock(s: Sentence<'_>, i: usize, floor: usize) -> Option<(TimeOfDay, usize)> {
    if s.mark(i + 1, ':') && s.glued(i + 1) && s.glued(i + 2) && s.digits(i + 2) {
        return colon(s, i, floor);
    }
    if s.is(i + 1, "h") && s.glued(i + 1) {
        let minute = s.small(i + 2).filter(|m| s.glued(i + 2) && s.word(i + 2).len() == 2 && *m < 60)?;
        let hour = s.small(i).filter(|h| (0..24).contains(h))?;
        return (!s.glued(i + 3) || s.at(i + 3).kind != Kind::Word).then(|| halved(s, hour, minute, i + 3, i))?;
    }
    if let Some((hour, minute)) = dotted(s, i).or_else(|| run_together(s, i))
        && half_of_day(s, i + 1).is_some()
    {
        return halved(s, hour, minute, i + 1, i);
    }
    let hour = s.small(i).filter(|h| (0..=12).contains(h))?;
    let ish = i + 1 + usize::from(s.glued(i + 1) && s.is(i + 1, "ish"));
    if half_of_day(s, ish).is_some() {
        return halved(s, hour, 0, ish, i).map(|(t, next)| (TimeOfDay { hour_only: true, ..t }, next));
    }
    if let Some(next) = oclock(s, i + 1) {
        return halved(s, hour, 0, next, i).map(|(t, next)| (TimeOfDay { hour_only: true, ..t }, next));
    }
    bare_hour(s, i, hour)
}

/// "14:00", "9:30 a.m.", "17:00:30" behind a date.
fn colon(s: Sentence<'_>, i: usize, floor: usize) -> Option<(TimeOfDay, usize)> {
    let minute = s.small(i + 2).filter(|m| s.word(i + 2).len() == 2 && *m < 60)?;
    let hour = s.small(i).filter(|h| (0..=24).contains(h))?;
    let mut end = i + 3;
    if s.mark(end, ':') && s.glued(end) && s.glued(end + 1) && s.word(end + 1).len() == 2 {
        // Three parts are a race time, unless a date or a preposition stands before or the hours are too many.
        let clock = hour >= 13 || i > 0 && i == floor || s.any(i.wrapping_sub(1), &["at", "by", "until"]);
        s.small(end + 1).filter(|n| *n < 60 && clock && s.word(i).len() == 2)?;
        end += 2;
    }
    let chain = s.any(end, &["range", "mark", "pace", "barrier"]) || s.glued(end) && (s.mark(end, ':') || s.digits(end));
    (!chain).then(|| halved(s, hour, minute, end, i))?
}

/// An hour alone that a part of the day or a time zone shows to be one: "tonight at 8", "at 8 this evening", "at 8 GMT".
fn bare_hour(s: Sentence<'_>, i: usize, hour: i16) -> Option<(TimeOfDay, usize)> {
    const ZONES: [&str; 14] = ["GMT", "UTC", "KST", "JST", "EST", "EDT", "CST", "CDT", "PST", "PDT", "MST", "CET", "CEST", "BST"];
    let at = s.any(i.wrapping_sub(1), &["at", "by", "until", "till", "before", "after", "from", "around", "about"]) || s.mark(i.wrapping_sub(1), '@');
    let hour = u16::try_from(hour).ok().filter(|h| *h > 0)?;
    let make = |half: Half| TimeOfDay { minute: half.minutes(hour), half_open: false, hour_only: true };
    let behind = daypart::told_at(s, i + 1).filter(|_| at || i == 0);
    if let Some(part) = behind.or_else(|| part_before(s, i)) {
        return Some((make(Half::of(part)), i + 1));
    }
    let zone = s.at(i + 1).spaced && s.any(i + 1, &ZONES) && at && s.word(i + 1).bytes().all(|b| b.is_ascii_uppercase());
    zone.then_some((TimeOfDay { minute: hour * 60, half_open: true, hour_only: true }, i + 1))
}

/// The part of the day that stands before a clock: "this morning at 10", "tomorrow evening @ 7".
pub(super) fn part_before(s: Sentence<'_>, i: usize) -> Option<Daypart> {
    let at = i.checked_sub(2).filter(|_| s.any(i - 1, &["at", "by"]) || s.mark(i - 1, '@'))?;
    match s.lex(at) {
        Lex::Tonight => Some(Daypart::Night),
        Lex::Part(part) => Some(part),
        _ => None,
    }
}

/// The token behind "o'clock".
pub(super) fn oclock(s: Sentence<'_>, i: usize) -> Option<usize> {
    if s.is(i, "oclock") {
        return Some(i + 1);
    }
    (s.is(i, "o") && matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’')) && s.is(i + 2, "clock")).then_some(i + 3)
}

/// "9.30" before a.m. or p.m.
fn dotted(s: Sentence<'_>, i: usize) -> Option<(i16, i16)> {
    let (hour, minute) = s.word(i).split_once('.')?;
    let (hour, minute): (i16, i16) = (hour.parse().ok()?, (minute.len() == 2).then(|| minute.parse().ok())??);
    (hour <= 12 && minute < 60).then_some((hour, minute))
}

/// "930" before a.m. or p.m.
fn run_together(s: Sentence<'_>, i: usize) -> Option<(i16, i16)> {
    let n = s.small(i).filter(|_| s.word(i).len() >= 3)?;
    (n / 100 <= 12 && n >= 100 && n % 100 < 60).then_some((n / 100, n % 100))
}

/// The time with the half of the day that stands at `i` or before its first token, if one does.
fn halved(s: Sentence<'_>, hour: i16, minute: i16, i: usize, from: usize) -> Option<(TimeOfDay, usize)> {
    let (hour, minute) = (u16::try_from(hour).ok()?, u16::try_from(minute).ok()?);
    let (half, next) = match half_of_day(s, i) {
        Some((half, next)) => (Some(half), next),
        None => (daypart::told_at(s, i).or_else(|| part_before(s, from)).map(Half::of), i),
    };
    let minutes = match half.filter(|_| hour <= 12) {
        Some(half) => half.minutes(hour),
        None => hour * 60,
    };
    Some((TimeOfDay { minute: minutes + minute, half_open: half.is_none() && (1..=12).contains(&hour), hour_only: false }, next))
}

/// "a.m.", "pm", "in the afternoon", "at night": the half of the day, and the token behind it.
pub(super) fn half_of_day(s: Sentence<'_>, i: usize) -> Option<(Half, usize)> {
    let half = match s.word(i) {
        "am" | "AM" => return Some((Half::Morning, i + 1)),
        "pm" | "PM" => return Some((Half::Afternoon, i + 1)),
        "a" | "A" => Half::Morning,
        "p" | "P" => Half::Afternoon,
        "in" if s.is(i + 1, "the") => {
            let half = match s.word(i + 2) {
                "morning" | "AM" => Half::Morning,
                "afternoon" | "evening" | "PM" => Half::Afternoon,
                _ => return None,
            };
            return Some((half, i + 3));
        }
        "at" if s.is(i + 1, "night") => return Some((Half::Night, i + 2)),
        _ => return None,
    };
    if s.mark(i + 1, '.') && s.glued(i + 1) && s.is(i + 2, "m") && s.glued(i + 2) {
        let dot = usize::from(s.mark(i + 3, '.') && s.glued(i + 3));
        return Some((half, i + 3 + dot));
    }
    (s.word(i + 1) == "m" && s.lower(i) && !s.joint(i + 2)).then_some((half, i + 2))
}
