//! Days told by how far away they lie: "two days ago", "three weeks from now", "in four business days", "two days before yesterday".
//! "Two days later" counts from something else and stays a length.

use super::Reader;
use super::hedge;
use super::lexicon::Lex;
use super::token::Sentence;
use crate::extract::calendar;
use crate::model::{Away, Certainty, DateValue, Duration, DurationUnit, Grain, Value};
use jiff::ToSpan;

/// Where a length of time leads from.
struct From {
    /// Before or after.
    before: bool,
    /// Days from the day of publication to the day it counts from.
    step: i16,
    /// The first token and the one behind.
    tokens: (usize, usize),
}

/// Takes the length from `from` up to `to` as a date, if that is what it tells. Only whole days and more lead to a day, and
/// a bound ("more than two years ago") leads to none.
pub(super) fn read(r: &mut Reader<'_, '_>, from: usize, to: usize, length: &Duration, own: Option<Certainty>) -> Option<usize> {
    let s = r.s;
    let way = direction(s, from, to, length)?;
    let bounded = own.or_else(|| hedge::before(s, from, r.floor, true, &Value::Duration(length.clone())).map(|h| h.1)).is_some_and(|c| c != Certainty::About);
    if bounded || hedge::after(s, to).is_some() {
        return None;
    }
    let away = Away::of(length, way.before)?;
    let working = s.any(to.wrapping_sub(2), &["business", "working", "trading"]);
    let mut date = DateValue::new(Grain::Day);
    if way.step == 0 {
        date.away = Some(away);
    }
    let start = s.date.and_then(|d| d.checked_add(i64::from(way.step).days()).ok());
    let day = if working { calendar::working_days(start, away) } else { calendar::distant(start, away) };
    if way.step != 0 {
        // Told from yesterday or tomorrow: only the day itself, seen from the day of publication.
        date.relative = day.zip(s.date).and_then(|(d, p)| i16::try_from((d - p).get_days()).ok());
        date.relative?;
    }
    (date.start, date.end) = (day, day);
    let (from, to) = way.tokens;
    Some(r.emit_as(from, to, Value::Date(date), own, None))
}

/// Which way the length leads, by the words around it.
fn direction(s: Sentence<'_>, from: usize, to: usize, length: &Duration) -> Option<From> {
    let base = |before, step, tokens| Some(From { before, step, tokens });
    match s.word(to) {
        "ago" | "Ago" if !compared(s, from, length) => base(true, 0, (from, to + 1)),
        "hence" => base(false, 0, (from, to + 1)),
        "from" | "after" | "before" => {
            let before = s.is(to, "before");
            match s.lex(to + 1) {
                Lex::Day(0) if s.is(to, "from") => base(false, 0, (from, to + 2)),
                Lex::Day(step) if step != 0 => base(before, step, (from, to + 2)),
                _ if s.is(to, "from") && s.is(to + 1, "now") => base(false, 0, (from, to + 2)),
                _ if s.is(to, "from") && s.run(to + 1, &["right", "now"]) => base(false, 0, (from, to + 3)),
                _ => None,
            }
        }
        _ => {
            let at = from.checked_sub(1).filter(|&at| s.is(at, "in") && coming(s, at) && !s.any(to, &["of", "since"]))?;
            base(false, 0, (at, to))
        }
    }
}

/// "Up 3 percent from a year ago": the base of a comparison, not a day.
fn compared(s: Sentence<'_>, from: usize, length: &Duration) -> bool {
    let long = length.parts.first().is_some_and(|p| p.0 <= DurationUnit::Month);
    long && s.any(from.wrapping_sub(1), &["from", "than", "with", "to", "versus", "vs"])
}

/// Whether the words before "in three weeks" speak of what is to come; otherwise it is how long something took.
fn coming(s: Sentence<'_>, at: usize) -> bool {
    const AHEAD: [&str; 10] = ["will", "shall", "ll", "due", "scheduled", "slated", "sometime", "expires", "begins", "starts"];
    let from = at.saturating_sub(12);
    let first_time = s.is(at.wrapping_sub(1), "time") || matches!(s.lex(at.wrapping_sub(1)), Lex::Nth(_));
    !first_time && (from..at).any(|i| s.any(i, &AHEAD))
}
