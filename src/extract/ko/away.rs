//! Days told by how far away they are: 이틀 전, 2주 뒤, 어제로부터 4일 후, 2주 후 월요일.

use super::date::{Found, weekday_name};
use crate::extract::calendar;
use crate::model::{Away, DateValue, Duration, DurationUnit, Grain, Value};
use jiff::civil::Date;

/// Words behind a length of time that make a day of it.
const WORDS: &[(&str, bool)] = &[("전", true), ("후", false), ("뒤", false), ("지나서", false)];

/// What may follow them directly. 전국, 전후, 후보, 후유증 and 뒤늦게 are other words.
const TAILS: &[&str] =
    &["에", "엔", "의", "보다", "부터", "까지", "과", "만", "쯤", "인", "이었", "이다", "이던", "으로", "로", "은", "이면", "면", "께", "처럼"];

/// Whether 전, 후 or 뒤 stands behind a length of time: whether it lies before, and the length in bytes with the space.
/// `day` marks 3일, which may be the third of a month: 3일 전 장관 is then "a former minister on the 3rd".
pub(super) fn behind(rest: &str, day: bool) -> Option<(bool, usize)> {
    let gap = usize::from(rest.starts_with(' '));
    let (word, before) = WORDS.iter().find(|(w, _)| rest[gap..].starts_with(w))?;
    let tail = &rest[gap + word.len()..];
    let free = match tail.chars().next() {
        Some(' ') => !day || !before || gap == 0 || weekday_name(&tail[1..]).is_some(),
        Some(c) if crate::text::hangul::is_syllable(c) => TAILS.iter().any(|t| tail.starts_with(t)),
        None | Some(_) => true,
    };
    free.then_some((*before, gap + word.len()))
}

/// Makes a day of the length of time at `start..end`, where 전, 후 or 뒤 stands behind it. `from` is the day that it is
/// counted from, mostly that of publication. Hours and what is not told in whole numbers stay lengths.
pub(super) fn day(text: &str, start: usize, length: &Duration, end: usize, from: Option<Date>) -> Option<Found> {
    let (before, len) = behind(&text[end..], false)?;
    let away = Away::of(length, before)?;
    let mut v = DateValue { away: Some(away), ..DateValue::new(Grain::Day) };
    let mut last = end + len;
    let business = ["영업일 기준", "영업일 기준으로", "근무일 기준", "근무일 기준으로"].iter().any(|w| text[..start].trim_end().ends_with(w));
    v.start = if business { calendar::working_days(from, away) } else { calendar::distant(from, away) };
    // 2주 후 월요일: of that week.
    if let Some((weekday, len)) = text[last..].strip_prefix(' ').and_then(weekday_name).filter(|_| away.unit() == DurationUnit::Week) {
        (v.weekday, last) = (Some(weekday), last + 1 + len);
        v.start = v.start.and_then(|d| calendar::in_week_of(d, weekday));
    }
    v.end = v.start;
    Some((Value::Date(v), last))
}
