//! Weekdays and weeks by their place in a month: 7월의 첫 번째 금요일, 셋째 주 수요일, 10월 마지막 주, 2월 마지막 날.

use super::date::weekday_name;
use crate::extract::calendar;
use crate::model::{DateValue, Grain};
use jiff::civil::{Date, Weekday};

/// Places in a month; the last one is told by −1.
const PLACES: &[(&str, i8)] = &[
    ("첫 번째", 1),
    ("첫번째", 1),
    ("첫째", 1),
    ("첫", 1),
    ("두 번째", 2),
    ("두번째", 2),
    ("둘째", 2),
    ("세 번째", 3),
    ("세번째", 3),
    ("셋째", 3),
    ("네 번째", 4),
    ("네번째", 4),
    ("넷째", 4),
    ("다섯 번째", 5),
    ("다섯번째", 5),
    ("다섯째", 5),
    ("마지막", -1),
];

/// What stands at such a place.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Of {
    Weekday(Weekday),
    Week,
    Day,
}

/// What may begin one.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    PLACES.iter().map(|p| p.0)
}

/// A place in a month at the start of `rest`: which, of what, and its length.
fn place(rest: &str) -> Option<(i8, Of, usize)> {
    if !rest.starts_with(['첫', '두', '둘', '세', '셋', '네', '넷', '다', '마']) {
        return None;
    }
    let (word, n) = PLACES.iter().find(|(w, _)| rest.starts_with(w))?;
    let mut at = word.len() + usize::from(rest[word.len()..].starts_with(' '));
    // 셋째 주 수요일, 둘째주 일요일
    let week = rest[at..].strip_prefix('주').map(|tail| at + "주".len() + usize::from(tail.starts_with(' ')));
    if let Some((weekday, len)) = week.and_then(|w| weekday_name(&rest[w..]).map(|(d, len)| (d, w + len - at))).or_else(|| weekday_name(&rest[at..])) {
        return Some((*n, Of::Weekday(weekday), at + len));
    }
    let of = [("주", Of::Week), ("날", Of::Day)].into_iter().find(|(w, _)| rest[at..].strip_prefix(w).is_some_and(super::counter::word_ends))?;
    at += of.0.len();
    Some((*n, of.1, at))
}

/// Behind a month that ends at `end`: the place in it, if one stands there, and where the date ends then. `v` is the month.
pub(super) fn behind(text: &str, end: usize, v: &mut DateValue, published: Option<Date>) -> Option<usize> {
    let rest = &text[end..];
    let rest = rest.strip_prefix('의').unwrap_or(rest);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let (n, of, len) = place(rest)?;
    let first = month(v, published, n, of);
    settle(v, first, n, of)?;
    Some(text.len() - rest.len() + len)
}

/// 두 번째 일요일, 셋째 주 수요일: of the month of publication. Every month's (매월 둘째 주 일요일) is no day.
pub(super) fn alone(text: &str, at: usize, published: Option<Date>) -> Option<(DateValue, usize)> {
    let (n, of, len) = place(&text[at..])?;
    let every = ["매월", "매달", "매주", "달마다"].iter().any(|w| text[..at].trim_end().ends_with(w));
    if !matches!(of, Of::Weekday(_)) || every {
        return None;
    }
    let mut v = DateValue::new(Grain::Month);
    settle(&mut v, published.map(Date::first_of_month), n, of)?;
    Some((v, at + len))
}

/// The first day of the month that a value names: of the year told, or of the one in which the place lies nearest.
fn month(v: &DateValue, published: Option<Date>, n: i8, of: Of) -> Option<Date> {
    if v.year.is_some() || v.month.is_none() {
        let mut whole = *v;
        calendar::resolve(&mut whole, published, calendar::Toward::Nearest);
        return whole.start;
    }
    let day = |step: i16| {
        let first = Date::new(published?.year().checked_add(step)?, v.month?, 1).ok()?;
        day_of(first, n, of)
    };
    calendar::nearest(published?, calendar::Toward::Nearest, |_, step| day(step)).and_then(|d| Date::new(d.year(), v.month?, 1).ok())
}

fn day_of(first: Date, n: i8, of: Of) -> Option<Date> {
    match of {
        Of::Weekday(w) => first.nth_weekday_of_month(n, w).ok(),
        Of::Week => calendar::week_of_month(first, n),
        Of::Day => match n {
            -1 => Some(first.last_of_month()),
            1 => Some(first),
            _ => None,
        },
    }
}

/// Turns the month into the day or week. `None` for a place that no month has.
fn settle(v: &mut DateValue, first: Option<Date>, n: i8, of: Of) -> Option<()> {
    let start = match first {
        Some(first) => Some(day_of(first, n, of)?),
        None => None,
    };
    v.grain = if of == Of::Week { Grain::Week } else { Grain::Day };
    (v.start, v.end) = (start, if of == Of::Week { start.and_then(calendar::week_end) } else { start });
    if let Of::Weekday(w) = of {
        v.weekday = Some(w);
    }
    if let Some(day) = start.filter(|_| of != Of::Week) {
        (v.month, v.day, v.relative) = (Some(day.month()), Some(day.day()), None);
    }
    Some(())
}
