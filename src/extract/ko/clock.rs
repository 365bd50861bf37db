//! Times of day (오전 9시 30분, 0시, 밤 11시쯤, 15:20, 3PM) and the part of the day behind a date (5일 밤, 내일 새벽).

use super::counter::word_ends;
use super::date::Found;
use super::numeral::{self, Numeral};
use crate::model::{DateValue, Daypart, TimeOfDay, Value};

/// Words for a part of the day that stand before an hour.
pub(super) const DAYTIMES: &[&str] = &["오전", "오후", "새벽", "아침", "저녁", "한밤", "밤", "낮"];

/// Words for a part of the day behind a date. 낮 alone is the whole of the day with light, and not told.
const PARTS: &[(&str, Daypart)] = &[
    ("새벽", Daypart::Dawn),
    ("아침", Daypart::Morning),
    ("오전", Daypart::Morning),
    ("한낮", Daypart::Noon),
    ("대낮", Daypart::Noon),
    ("점심", Daypart::Noon),
    ("오후", Daypart::Afternoon),
    ("저녁", Daypart::Evening),
    ("한밤중", Daypart::Night),
    ("한밤", Daypart::Night),
    ("심야", Daypart::Night),
    ("밤", Daypart::Night),
];

/// Takes in the part of the day behind a date that ends at `end`, with at most a space between; returns where the date
/// ends now. One that leads to an hour (5일 밤 9시) is noted, but belongs to the hour.
pub(super) fn part_behind(text: &str, end: usize, v: &mut DateValue) -> usize {
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(' '));
    if !rest[gap..].starts_with(|c| "새아오한대점저심밤".contains(c)) {
        return end;
    }
    let Some((word, part)) = PARTS.iter().find(|(w, _)| rest[gap..].starts_with(w)) else { return end };
    let tail = &rest[gap + word.len()..];
    let hour = text.len() - tail.trim_start_matches(' ').len();
    if text[hour..].starts_with(|c: char| c.is_ascii_digit()) || hour_at(text, hour) {
        v.daypart = Some(*part);
        end
    } else if word_ends(tail) || ["중", "시간", "께", "부터", "까지", "이후"].iter().any(|w| tail.starts_with(w)) {
        v.daypart = Some(*part);
        end + gap + word.len()
    } else {
        end
    }
}

/// Whether a native hour stands here: 세시, 열두 시.
fn hour_at(text: &str, at: usize) -> bool {
    numeral::numeral(text, at).is_some_and(|n| n.native && text[n.end..].trim_start_matches(' ').starts_with('시'))
}

/// Where the numeral of an hour begins that is written onto its part of the day: 저녁다섯시, 오후세시.
pub(super) fn glued_hour(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..).filter(|t| t.starts_with(['오', '새', '아', '저', '한', '밤', '낮']))?;
    let word = DAYTIMES.iter().find(|w| rest.starts_with(**w))?;
    let from = at + word.len();
    hour_at(text, from).then_some(from)
}

/// 오전 9시 30분, 0시, 밤 11시쯤.
pub(super) fn clock(text: &str, start: usize, n: &Numeral, skip: usize) -> Option<Found> {
    let rest = text[n.end..].get(skip..)?.strip_prefix("시")?;
    if rest.starts_with(['간', '도', '군', '장']) || n.decimal || skip > 0 && n.digits {
        return None;
    }
    // 한시적, 세시풍속: spelled out, the hour must be a word.
    let half_past = rest.trim_start_matches(' ').strip_prefix("반").is_some_and(word_ends);
    let spelled = (word_ends(rest) || half_past) && !rest.starts_with('대') && !(skip == 0 && text[start..n.end] == *"한");
    if !n.digits && !spelled {
        return None;
    }
    let hour = u16::try_from(n.amount.single()?.to_i64()?).ok().filter(|h| *h <= 24)?;
    let (minute, end) = minutes(text, text.len() - rest.len());
    let hour24 = Half::before(&text[..start], hour);
    let half_open = hour24.is_none() && (1..=12).contains(&hour);
    let told = hour24.unwrap_or(hour) * 60 + minute.unwrap_or(0);
    Some((Value::Time(TimeOfDay { minute: told.min(1440), half_open, hour_only: minute.is_none() }), end))
}

/// 30분 or 반 behind an hour that ends at `end`, and where the time ends then.
fn minutes(text: &str, end: usize) -> (Option<u16>, usize) {
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(' '));
    if let Some(m) = numeral::numeral(text, end + gap).filter(|m| m.digits && text[m.end..].starts_with('분') && !text[m.end..].starts_with("분간")) {
        if let Some(value) = m.amount.single().and_then(|m| u16::try_from(m.to_i64()?).ok()).filter(|m| *m < 60) {
            return (Some(value), m.end + "분".len());
        }
    } else if rest[gap..].strip_prefix("반").is_some_and(word_ends) {
        return (Some(30), end + gap + "반".len());
    }
    (None, end)
}

/// Which half of the day an hour lies in.
struct Half;

impl Half {
    /// The hour of 24 that the words before it make of it; `None` where they leave open which half is meant.
    fn before(before: &str, hour: u16) -> Option<u16> {
        let before = before.trim_end();
        let said = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
        let afternoon = said(&["오후", "저녁", "p.m."]) || said(&["밤"]) && (5..12).contains(&hour) || said(&["낮"]) && (1..=6).contains(&hour);
        let first = said(&["오전", "새벽", "a.m."]) || said(&["밤"]);
        if afternoon {
            Some(if hour < 12 { hour + 12 } else { hour })
        } else if first {
            Some(if hour == 12 { 0 } else { hour })
        } else {
            said(&["아침", "낮"]).then_some(hour)
        }
    }
}

/// 15:20, 오후 3:30, 15:23:24, 3:30PM, 3PM, with the hour at `at`. Two numbers with a colon are a score as well, so a
/// time without anything that says so must be all that stands there.
pub(super) fn colon(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.get(from..).map_or(0, |r| r.iter().take_while(|b| b.is_ascii_digit()).count());
    let field = |from: usize, len: usize| text.get(from..from + len).and_then(|f| f.parse::<u16>().ok());
    let len = digits(at);
    let hour = field(at, len).filter(|h| (1..=2).contains(&len) && *h <= 24)?;
    let (mut end, mut minute, mut told) = (at + len, None, false);
    if bytes.get(end) == Some(&b':') && digits(end + 1) == 2 {
        minute = Some(field(end + 1, 2).filter(|m| *m < 60)?);
        end += 3;
        if bytes.get(end) == Some(&b':') && digits(end + 1) == 2 {
            end += 3;
            told = true;
        }
    }
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(' '));
    if minute.is_none() && !rest[gap..].starts_with(['A', 'a', 'P', 'p']) {
        return None;
    }
    let half = ["AM", "am", "a.m.", "PM", "pm", "p.m."].iter().find(|w| rest[gap..].starts_with(**w));
    let half = half.filter(|w| !rest[gap + w.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()));
    let before = text[..at].trim_end();
    let mut hour24 = Half::before(before, hour);
    if let Some(word) = half.filter(|_| (1..=12).contains(&hour)) {
        end += gap + word.len();
        hour24 = Some(hour % 12 + if word.starts_with(['P', 'p']) { 12 } else { 0 });
    }
    minute.or(hour24.filter(|_| half.is_some()))?;
    let zone = ["GMT", "gmt", "KST", "UTC", "ET"].iter().any(|z| rest[gap..].starts_with(z));
    let alone = before.is_empty() && rest.trim().is_empty();
    // 09:30: no score is written with a nought before it.
    let padded = minute.is_some() && bytes.get(at) == Some(&b'0') && len == 2;
    if !(hour24.is_some() || told || zone || alone || padded) {
        return None;
    }
    let half_open = hour24.is_none() && (1..12).contains(&hour) && bytes.get(at) != Some(&b'0');
    let minutes = hour24.unwrap_or(hour) * 60 + minute.unwrap_or(0);
    Some((Value::Time(TimeOfDay { minute: minutes.min(1440), half_open, hour_only: minute.is_none() }), end))
}
