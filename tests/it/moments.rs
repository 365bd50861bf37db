//! Times as duckling tells them against what was read: by the interval, as far as the grain asked goes.

use crate::duckling::TODAY;
use crate::haskell::Node;
use daejo::model::{DateValue, Duration, DurationUnit, Mention, TimeOfDay, Value};
use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan, Unit};

/// A stretch of time: its first moment, the first one behind it, and the grain of both.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: DateTime,
    end: DateTime,
    grain: Unit,
    /// It begins now and tells only its end, or the other way round.
    open: bool,
}

/// Whether mentions say what is wanted; `on` reads the text as if published on another day. `None` when it is no time.
pub(crate) fn met(wanted: &Node, mentions: &[Mention], on: impl Fn(Date) -> Vec<Mention>) -> Option<bool> {
    let s = stretch(wanted)?;
    let holiday = wanted.word().ends_with("Holiday");
    Some(said(&s, mentions) || (holiday && said(&s, &on(s.start.date()))))
}

fn stretch(wanted: &Node) -> Option<Stretch> {
    let parts = wanted.parts();
    let after = usize::from(wanted.word() == "datetimeOpenInterval");
    let (when, unit) = (parts.get(1 + after)?, parts.get(2 + after)?.word());
    let (grain, step) = match unit {
        "Second" => (Unit::Second, 1.second()),
        "Minute" => (Unit::Minute, 1.minute()),
        "Hour" => (Unit::Hour, 1.hour()),
        "Day" => (Unit::Day, 1.day()),
        "Week" => (Unit::Week, 1.week()),
        "Month" => (Unit::Month, 1.month()),
        "Quarter" => (Unit::Month, 3.months()),
        "Year" => (Unit::Year, 1.year()),
        _ => return None,
    };
    let now = now();
    if let Some(start) = when.moment() {
        return Some(Stretch { start, end: start.checked_add(step).ok()?, grain, open: after == 1 });
    }
    let (start, end) = (when.parts().first()?.moment()?, when.parts().get(1)?.moment()?);
    Some(Stretch { start, end, grain, open: start == now || end == now })
}

/// The moment from which the corpora are told.
fn now() -> DateTime {
    TODAY.at(4, 30, 0, 0)
}

fn said(s: &Stretch, mentions: &[Mention]) -> bool {
    let dates: Vec<&DateValue> = mentions.iter().filter_map(|m| if let Value::Date(d) = &m.value { Some(d) } else { None }).collect();
    let times: Vec<TimeOfDay> = mentions.iter().filter_map(|m| if let Value::Time(t) = m.value { Some(t) } else { None }).collect();
    let mut lengths = mentions.iter().filter_map(|m| if let Value::Duration(d) = &m.value { Some(d) } else { None });
    if !times.is_empty() {
        return clock(s, &times) && dates.iter().all(|d| same_day(s, d));
    }
    if !dates.is_empty() {
        return dates.iter().any(|d| same_days(s, d) || d.away.is_some_and(|a| leads(s, &a.length())))
            || from_to(s, &dates)
            || (dates.len() == 1 && lengths.any(|l| spans(s, l)) && dates.iter().any(|d| same_day(s, d)));
    }
    lengths.any(|l| leads(s, l) || spans(s, l))
}

/// Whether the clock tells the start, and the end where it tells two times.
fn clock(s: &Stretch, times: &[TimeOfDay]) -> bool {
    let at = |t: &TimeOfDay, moment: DateTime| {
        let minute = i32::from(moment.hour()) * 60 + i32::from(moment.minute());
        let told = i32::from(t.minute) % 1440;
        told == minute || (t.half_open && (told + 720) % 1440 == minute)
    };
    match times {
        [one] => at(one, s.start) || (s.open && at(one, s.end)),
        [first, .., last] => {
            let step = if s.grain == Unit::Hour { 1.hour() } else { 1.minute() };
            let ends = [Some(s.end), s.end.checked_sub(step).ok()];
            at(first, s.start) && (ends.into_iter().flatten().any(|e| at(last, e)) || at(last, s.start))
        }
        [] => false,
    }
}

/// Whether a date is the day on which the stretch begins.
fn same_day(s: &Stretch, d: &DateValue) -> bool {
    let day = s.start.date();
    (d.start == Some(day) && d.end == Some(day)) || recurs(d, day)
}

/// Whether a date is the stretch, day by day.
fn same_days(s: &Stretch, d: &DateValue) -> bool {
    let (Some(start), Some(end)) = (d.start, d.end) else { return false };
    let last = if s.end.time() == jiff::civil::Time::midnight() { s.end.date().yesterday().unwrap_or(s.end.date()) } else { s.end.date() };
    if d.partial {
        return start <= s.start.date() && last <= end;
    }
    if s.open {
        return start == s.start.date() || end == last;
    }
    let whole = |from: Date, to: Date| start == from && end == to;
    let recurring = (s.start.date() == last || s.start.date() == last.first_of_month()) && recurs(d, s.start.date());
    let evening_before = s.start.hour() >= 18 && s.start.date().tomorrow().is_ok_and(|t| whole(t, last));
    whole(s.start.date(), last) || recurring || evening_before
}

/// Whether two dates are the ends of the stretch.
fn from_to(s: &Stretch, dates: &[&DateValue]) -> bool {
    let last = s.end.date().yesterday().ok();
    let [first, second] = dates else { return false };
    let begins = first.start == Some(s.start.date()) || recurs(first, s.start.date());
    begins && (second.end == last || last.is_some_and(|l| recurs(second, l)))
}

/// Whether a weekday, or a day or a month without its year, is the neighbour of the one wanted.
fn recurs(d: &DateValue, wanted: Date) -> bool {
    let Some(start) = d.start.filter(|_| d.year.is_none()) else { return false };
    let apart = (start - wanted).get_days().abs();
    match (d.weekday, d.month, d.day) {
        (_, Some(month), Some(day)) => wanted.month() == month && wanted.day() == day && apart <= 366,
        (_, Some(month), None) => wanted.month() == month && start.month() == month && apart <= 396,
        (Some(weekday), None, None) => wanted.weekday() == weekday && apart <= 7 && d.relative.is_none(),
        _ => false,
    }
}

/// Whether a length of time leads from now to the moment, as far as the grain goes: in two hours, seven days ago.
fn leads(s: &Stretch, length: &Duration) -> bool {
    let Some(span) = span(length) else { return false };
    let within = |t: DateTime| s.start <= t && t < s.end;
    [now().checked_add(span), now().checked_sub(span)].into_iter().flatten().any(|t| within(t) || (s.open && (t == s.start || t == s.end)))
}

/// Whether the stretch is as long as a length of time, whole or up to now: the last two weeks, within two weeks.
fn spans(s: &Stretch, length: &Duration) -> bool {
    let Some(span) = span(length) else { return false };
    let longer = if s.grain == Unit::Minute {
        1.minute()
    } else if s.grain == Unit::Day {
        1.day()
    } else {
        0.days()
    };
    [s.start.checked_add(span), s.start.checked_add(span).and_then(|t| t.checked_add(longer))].into_iter().flatten().any(|t| t == s.end)
        || (s.open && s.start.checked_add(span).is_ok_and(|t| t.date() == s.end.date()))
}

/// A length of time as the calendar adds it; halves of hours and days by the clock.
fn span(length: &Duration) -> Option<Span> {
    let mut out = Span::new();
    for (unit, amount) in &length.parts {
        let n = amount.single()?;
        out = match (unit, n.to_i64()) {
            (DurationUnit::Year, Some(n)) => out.try_years(n).ok()?,
            (DurationUnit::Month, Some(n)) => out.try_months(n).ok()?,
            (DurationUnit::Week, Some(n)) => out.try_weeks(n).ok()?,
            (DurationUnit::Day, Some(n)) => out.try_days(n).ok()?,
            _ => out.try_seconds(out.get_seconds() + n.checked_mul(daejo::text::Exact::int(unit.seconds()))?.to_i64()?).ok()?,
        };
    }
    Some(out)
}
