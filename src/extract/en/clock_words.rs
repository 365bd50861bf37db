//! Times of day in words: noon, "seven p.m.", "half past three", "a quarter to noon", "ten thirty".

use super::Reader;
use super::date::cardinal;
use super::lexicon::Lex;
use super::time::{Half, half_of_day, oclock, part_before};
use super::token::{Kind, Sentence};
use crate::model::{TimeOfDay, Value};

/// "noon", "midnight", "midday".
pub(super) fn named(r: &mut Reader<'_, '_>, i: usize, minute: u16) -> Option<usize> {
    let s = r.s;
    let free = !s.joint(i.wrapping_sub(1)) && !s.joint(i + 1) && (!s.at(i).capital || s.opens(i)) && !s.any(i + 1, &["sun", "snack", "heat", "meal"]);
    free.then(|| r.emit(i, i + 1, Value::Time(TimeOfDay { minute, half_open: false, hour_only: true })))
}

/// "seven p.m.", "ten o'clock", "seven thirty p.m.", "at three twenty".
pub(super) fn spoken(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if let Some(next) = past(r, i) {
        return Some(next);
    }
    let Lex::Ones(hour @ 1..=12) = s.lex(i) else { return None };
    let hour = u16::from(hour);
    let (minute, at) = minutes(s, i + 1).map_or((None, i + 1), |(m, next)| (Some(m), next));
    let half = half_of_day(s, at).filter(|_| !s.is(at, "in") && (!s.is(at, "a") || s.mark(at + 1, '.') || s.is(at + 1, "m")) && !s.is(at, "at"));
    let (half, to) = match (half, oclock(s, at)) {
        (Some((half, next)), _) => (Some(half), next),
        (None, Some(next)) if minute.is_none() => half_of_day(s, next).map_or((None, next), |(half, next)| (Some(half), next)),
        _ if minute.is_some() && alone(s, i, at) => (None, at),
        _ => return None,
    };
    let half = half.or_else(|| part_before(s, i).is_some_and(|p| p >= crate::model::Daypart::Noon).then_some(Half::Afternoon));
    let base = half.map_or(hour * 60, |h| h.minutes(hour));
    let time = TimeOfDay { minute: base + minute.unwrap_or(0), half_open: half.is_none(), hour_only: minute.is_none() };
    Some(r.emit(i, to, Value::Time(time)))
}

/// Minutes behind an hour in words: "thirty", "fifty-nine", "oh three".
fn minutes(s: Sentence<'_>, i: usize) -> Option<(u16, usize)> {
    let at = s.past_joint(i);
    let (n, next) = match (s.lex(at), s.lex(at + 1)) {
        (Lex::Ones(10..=19) | Lex::Tens(20..=50), _) => cardinal(s, at)?,
        (_, Lex::Ones(n @ 1..=9)) if s.any(at, &["o", "oh", "ou"]) => (n.into(), at + 2),
        _ => return None,
    };
    u16::try_from(n).ok().filter(|n| *n < 60).map(|n| (n, next))
}

/// Whether an hour and minutes in words are a time by themselves: "at three twenty", "ten-thirty".
fn alone(s: Sentence<'_>, i: usize, next: usize) -> bool {
    let free = matches!(s.at(next).kind, Kind::Mark('.' | ',' | ';' | '?' | '!' | ')' | '"' | '”') | Kind::Other) && !s.joint(next);
    let led = i == 0 || s.any(i.wrapping_sub(1), &["at", "by", "until", "till", "before", "after", "around"]);
    free && led
}

/// "half past three", "a quarter to noon", "15 past 3pm", "twenty minutes after seven".
pub(super) fn past(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let span = offset(s, i)?;
    let (hour, hour_behind, half, to) = hour_at(s, span.next + 1)?;
    let after = s.any(span.next, &["past", "after"]);
    // "five to three" is a vote and "a quarter to 12" may be a fall: the words must show a clock.
    let told = s.is(span.next, "past")
        || half.is_some() && (after || span.quarter)
        || hour_behind
        || span.minutes_told
        || span.quarter && at_a_time(s, i) && ends(s, to);
    let shown = after || s.any(span.next, &["to", "before", "till"]);
    if !told || !shown || s.is(span.next, "past") && !ends(s, to) && half.is_none() && !hour_behind && !s.any(to, &["on", "in", "and", "when", "local"]) {
        return None;
    }
    let base = half.map_or(hour * 60, |h| h.minutes(hour));
    let minute = if after { base + span.minutes } else { (base + 1440 - span.minutes) % 1440 };
    let open = half.is_none() && !hour_behind;
    Some(r.emit(i, to, Value::Time(TimeOfDay { minute: minute % 1440, half_open: open, hour_only: false })))
}

/// Minutes before or after an hour.
struct Offset {
    minutes: u16,
    next: usize,
    quarter: bool,
    minutes_told: bool,
}

fn offset(s: Sentence<'_>, i: usize) -> Option<Offset> {
    let at = if s.lex(i) == Lex::A { i + 1 } else { i };
    let (minutes, next, quarter) = match s.lex(at) {
        Lex::Quarter => (15, at + 1, true),
        Lex::Half if at == i && s.is(at + 1, "past") => (30, at + 1, false),
        Lex::Ones(1..=19) | Lex::Tens(20..=50) if at == i => {
            let (n, next) = cardinal(s, at)?;
            (u16::try_from(n).ok()?, next, false)
        }
        _ if at == i && s.digits(i) => (u16::try_from(s.small(i)?).ok().filter(|n| (1..60).contains(n))?, i + 1, false),
        _ => return None,
    };
    let told = s.any(next, &["minute", "minutes"]);
    Some(Offset { minutes, next: next + usize::from(told), quarter, minutes_told: told && !s.any(next + 1, &["to", "before", "after"]) })
}

/// The hour at `i`: its number, whether it is noon or midnight, its half of the day, and the token behind.
fn hour_at(s: Sentence<'_>, i: usize) -> Option<(u16, bool, Option<Half>, usize)> {
    let (hour, next) = match s.lex(i) {
        Lex::Clock(minute) => return Some((minute / 60, true, None, i + 1)),
        Lex::Ones(n @ 1..=12) => (u16::from(n), i + 1),
        _ => (u16::try_from(s.small(i)?).ok().filter(|h| (1..=12).contains(h))?, i + 1),
    };
    let clock = oclock(s, next);
    let next = clock.unwrap_or(next);
    Some(match half_of_day(s, next) {
        Some((half, to)) => (hour, false, Some(half), to),
        None => (hour, false, None, next),
    })
}

fn at_a_time(s: Sentence<'_>, i: usize) -> bool {
    s.opens(i) || s.any(i.wrapping_sub(1), &["at", "around", "about", "until", "before", "after", "since", "from"])
}

fn ends(s: Sentence<'_>, to: usize) -> bool {
    matches!(s.at(to).kind, Kind::Mark('.' | ',' | ';' | '?' | '!' | ')' | '"' | '”') | Kind::Other)
}
