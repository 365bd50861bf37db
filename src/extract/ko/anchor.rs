//! What a date takes from the one before it in the sentence: its month (4월 5일과 6일), or the day itself (5일 밤 … 이튿날).

use crate::extract::calendar::{Toward, resolve, stepped};
use crate::model::{DateValue, Grain, Mention, Value};
use jiff::civil::Date;

/// 4월 5일과 6일, 다음 달 2∼3일, 3일(목)부터 6일(일)까지: a bare day takes its month from the date right before it. `from`
/// is where the mentions that were read last begin.
pub(super) fn inherit_month(text: &str, from: usize, published: Option<Date>, out: &mut [Mention]) {
    let Some((before, [here])) = out.split_at_mut_checked(from) else { return };
    let (Some(last), Value::Date(v)) = (before.last(), &mut here.value) else { return };
    let Value::Date(previous) = &last.value else { return };
    let gap = text.get(last.span.end..here.span.start).unwrap_or("");
    let linked = gap.len() <= 16 && ["과", "와", "·", ",", "부터", "에서", "~", "-", "이나", "및", "또는"].iter().any(|w| gap.trim_start().starts_with(w))
        || gap.trim().is_empty();
    let bare = v.grain == Grain::Day && v.month.is_none() && v.relative.is_none() && v.day.is_some();
    if linked && bare && previous.grain == Grain::Day && v.day >= previous.day {
        (v.year, v.month, v.relative) = (previous.year, previous.month, previous.relative.filter(|_| previous.day.is_some()));
        if v.month.is_none() && v.relative.is_none() {
            // Both bare: the second follows the first.
            if let Some(first) = previous.start {
                v.start = Date::new(first.year(), first.month(), v.day.unwrap_or(1)).ok();
                v.end = v.start;
            }
            return;
        }
        resolve(v, published, Toward::Nearest);
    }
}

/// Resolves 전날, 같은 날 and 이튿날 where the sentence tells the day that they are counted from. Where the whole text has told
/// no day yet, that of publication is all there is to count from, and `relative` says so. `from` is where the sentence begins.
pub(super) fn steps(text: &str, published: Option<Date>, all: &mut [Mention], from: usize) {
    let is_date = |m: &Mention| matches!(m.value, Value::Date(_));
    let (before, out) = all.split_at_mut(from);
    if !out.iter().any(|m| matches!(&m.value, Value::Date(v) if v.step.is_some())) {
        return;
    }
    let alone = out.iter().filter(|m| is_date(m)).count() == 1 && !before.iter().any(is_date);
    for i in 0..out.len() {
        let Value::Date(v) = &out[i].value else { continue };
        let Some(step) = v.step.filter(|_| v.start.is_none()) else { continue };
        let day = anchor(text, i, step, published, out).and_then(|day| stepped(day, step));
        let guess = published.filter(|_| alone).and_then(|p| stepped(p, step));
        let Value::Date(v) = &mut out[i].value else { continue };
        if day.is_some() {
            (v.start, v.end) = (day, day);
            (v.month, v.day) = (day.map(Date::month), day.map(Date::day));
        } else if guess.is_some() {
            (v.start, v.end, v.relative) = (guess, guess, Some(i16::from(step)));
        }
    }
}

/// The day that a step is counted from, where it is certain.
fn anchor(text: &str, i: usize, step: i8, published: Option<Date>, out: &[Mention]) -> Option<Date> {
    let day = |m: &Mention| match &m.value {
        Value::Date(v) if v.grain == Grain::Day && v.away.is_none() && !(v.step.is_some() && v.relative.is_some()) => v.start,
        _ => None,
    };
    // 추석 전날, 선거일인 3일 다음 날
    if let Some(last) = i.checked_sub(1).and_then(|j| out.get(j))
        && text.get(last.span.end..out[i].span.start).is_some_and(|gap| gap.trim().is_empty())
        && let Some(found) = day(last)
    {
        return Some(found);
    }
    match step {
        1 => out[..i].iter().rev().find_map(day),
        0 if out[i].span.slice(text).starts_with('같') => out[..i].iter().rev().find_map(day),
        // The day before is told from the day of the news, whether that comes before or behind it: 전날 … 25일.
        -1 => {
            let published = published?;
            let mut days = out.iter().filter_map(|m| match &m.value {
                Value::Date(DateValue { grain: Grain::Day, start: Some(start), month: None, away: None, step: None, holiday: None, .. }) => Some(*start),
                _ => None,
            });
            let first = days.next()?;
            let news = first == published || stepped(published, -1) == Some(first);
            (news && days.all(|d| d == first)).then_some(first)
        }
        _ => None,
    }
}
