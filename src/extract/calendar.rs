//! From what a text says of a date to days of the calendar, seen from the day of publication (Asia/Seoul). Shared by both
//! languages; each knows its own words, this file knows the arithmetic.

use super::lunar;
use crate::model::{Away, DateValue, Grain};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Interval, ToSpan};

/// Which way a date without its year or month lies from the day of publication.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Toward {
    /// Not said: the nearest one.
    Nearest,
    /// 지난 10일, last Monday: the latest one up to the day itself.
    Past,
    /// 오는 20일, next Monday: the earliest one from the day itself on.
    Future,
}

/// Fills `start` and `end` from the other fields. What cannot be resolved stays open: without a publication date
/// only what names its year is resolved.
pub fn resolve(value: &mut DateValue, published: Option<Date>, toward: Toward) {
    let days = span(value, published, toward);
    (value.start, value.end) = (days.map(|d| d.0), days.map(|d| d.1));
}

fn span(v: &DateValue, published: Option<Date>, toward: Toward) -> Option<(Date, Date)> {
    match v.grain {
        Grain::Day => one_day(v, published, toward).map(|d| (d, d)),
        Grain::Week => {
            let monday = monday_of(shifted(published?, i64::from(v.relative?).checked_mul(7)?.try_days()?)?)?;
            Some((monday, shifted(monday, 6.days())?))
        }
        // A lunar month begins on another day every year.
        Grain::Month if v.lunar => None,
        Grain::Month => {
            let first = match (v.year, v.month, v.relative) {
                (Some(y), Some(m), _) => Date::new(y, m, 1).ok()?,
                (None, Some(m), _) => nearest(published?, toward, |p, step| Date::new(p.year().checked_add(step)?, m, 1).ok())?,
                (_, None, Some(r)) => shifted(published?.first_of_month(), i64::from(r).try_months()?)?,
                _ => return None,
            };
            Some((first, first.last_of_month()))
        }
        Grain::Quarter if v.part.is_none() => {
            let quarter = (published?.month() - 1) / 3;
            let own = Date::new(published?.year(), quarter * 3 + 1, 1).ok()?;
            let first = shifted(own, i64::from(v.relative?).checked_mul(3)?.try_months()?)?;
            Some((first, shifted(first, 2.months())?.last_of_month()))
        }
        Grain::Quarter | Grain::Half => {
            let months: i8 = if v.grain == Grain::Quarter { 3 } else { 6 };
            let part = v.part?;
            let year = year_of(v, published)?;
            let first = Date::new(year, (part - 1).checked_mul(months)?.checked_add(1)?, 1).ok()?;
            Some((first, shifted(first, i64::from(months - 1).try_months()?)?.last_of_month()))
        }
        Grain::Year => {
            let y = year_of(v, published)?;
            Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?))
        }
        Grain::Decade | Grain::Century => {
            let first = v.year?;
            let length = if v.grain == Grain::Decade { 9 } else { 99 };
            Some((Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(length)?, 12, 31).ok()?))
        }
    }
}

/// The year that a value names or implies; a quarter or a half without one is of the year of publication.
fn year_of(v: &DateValue, published: Option<Date>) -> Option<i16> {
    match (v.year, v.relative) {
        (Some(y), _) => Some(y),
        (None, r) => published?.year().checked_add(r.unwrap_or(0)),
    }
}

fn one_day(v: &DateValue, published: Option<Date>, toward: Toward) -> Option<Date> {
    match (v.year, v.month, v.day, v.weekday, v.relative) {
        (Some(y), Some(m), Some(d), ..) if v.lunar => lunar::gregorian(y, m, d, false),
        (None, Some(m), Some(d), ..) if v.lunar => nearest(published?, toward, |p, step| lunar::gregorian(p.year().checked_add(step)?, m, d, false)),
        (Some(y), Some(m), Some(d), ..) => Date::new(y, m, d).ok(),
        (None, Some(m), Some(d), ..) => nearest(published?, toward, |p, step| Date::new(p.year().checked_add(step)?, m, d).ok()),
        // A day of a month told from the day of publication: 지난달 10일, the 5th of next month.
        (None, None, Some(d), _, Some(r)) => {
            let first = shifted(published?.first_of_month(), i64::from(r).try_months()?)?;
            Date::new(first.year(), first.month(), d).ok()
        }
        (None, None, Some(d), weekday, _) => bare_day(published?, d, weekday, toward),
        // A weekday of a week told from the day of publication: 다음 주 월요일. Weeks start on Monday.
        (None, None, None, Some(w), Some(r)) => {
            let monday = monday_of(shifted(published?, i64::from(r).checked_mul(7)?.try_days()?)?)?;
            shifted(monday, i64::from(w.to_monday_zero_offset()).try_days()?)
        }
        (None, None, None, Some(w), None) => weekday_near(published?, w, toward),
        (None, None, None, None, Some(r)) => shifted(published?, i64::from(r).try_days()?),
        _ => None,
    }
}

/// A bare day of the month. News writes 지난달 or 다음 달 for any month but its own, so the month of publication wins,
/// unless the day lies far off there and near in the month beside it: what was written on the 31st and published on
/// the 1st. A weekday that is told decides.
fn bare_day(published: Date, day: i8, weekday: Option<Weekday>, toward: Toward) -> Option<Date> {
    let at = |p: Date, step: i16| {
        let first = shifted(p.first_of_month(), i64::from(step).try_months()?)?;
        Date::new(first.year(), first.month(), day).ok()
    };
    if let Some(w) = weekday
        && let Some(found) = [0, 1, -1].into_iter().filter_map(|s| at(published, s)).find(|d| d.weekday() == w)
    {
        return Some(found);
    }
    if toward != Toward::Nearest {
        return nearest(published, toward, at);
    }
    let close = nearest(published, toward, at)?;
    let distance = |d: Date| (d - published).get_days().abs();
    match at(published, 0) {
        Some(own) if distance(own) <= 18 || distance(close) > 6 => Some(own),
        _ => Some(close),
    }
}

/// Of the dates one step back, here and one step on, the one that lies the right way; of two, the nearer.
pub(super) fn nearest(published: Date, toward: Toward, at: impl Fn(Date, i16) -> Option<Date>) -> Option<Date> {
    let distance = |d: Date| (d - published).get_days();
    [-1, 0, 1]
        .into_iter()
        .filter_map(|step| at(published, step))
        .filter(|&d| match toward {
            Toward::Nearest => true,
            Toward::Past => d <= published,
            Toward::Future => d >= published,
        })
        .min_by_key(|&d| (distance(d).abs(), distance(d)))
}

/// A bare weekday in news is the day itself or one of the six before; one that lies ahead says so.
fn weekday_near(published: Date, weekday: Weekday, toward: Toward) -> Option<Date> {
    let back = i64::from(weekday.until(published.weekday()));
    let by = match toward {
        Toward::Nearest => -back,
        Toward::Past => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        Toward::Future => 7 - back,
    };
    shifted(published, by.try_days()?)
}

/// The day so far away from another.
pub fn distant(from: Option<Date>, away: Away) -> Option<Date> {
    let by = Interval::new().try_years(away.years).ok()?.try_months(away.months).ok()?.try_weeks(away.weeks).ok()?.try_days(away.days).ok()?;
    shifted(from?, by)
}

/// The day so many days away, Saturdays and Sundays left out. `None` for what is not told in days, or more than a few weeks.
pub fn working_days(from: Option<Date>, away: Away) -> Option<Date> {
    let step = if away.before() { -1 } else { 1 };
    let told = (away.years, away.months, away.weeks) == (0, 0, 0) && away.days.abs() <= 40;
    let mut day = from.filter(|_| told)?;
    for _ in 0..away.days.abs() {
        day = stepped(day, step)?;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = stepped(day, step)?;
        }
    }
    Some(day)
}

/// So many days from a day.
pub fn stepped(day: Date, by: i8) -> Option<Date> {
    shifted(day, i64::from(by).try_days()?)
}

/// The weekday of the week in which a day lies.
pub fn in_week_of(day: Date, weekday: Weekday) -> Option<Date> {
    shifted(monday_of(day)?, i64::from(weekday.to_monday_zero_offset()).try_days()?)
}

/// The Monday of the so-manieth week of a month, −1 for the last. A week is of the month that has its Thursday (KS X ISO 8601).
pub fn week_of_month(first: Date, n: i8) -> Option<Date> {
    monday_of(first.nth_weekday_of_month(n, Weekday::Thursday).ok()?)
}

/// The Sunday of the week that begins on a Monday.
pub fn week_end(monday: Date) -> Option<Date> {
    shifted(monday, 6.days())
}

/// Leaves Saturday and Sunday of a week that is resolved.
pub fn weekend(week: &mut DateValue) {
    week.start = week.start.and_then(|monday| shifted(monday, 5.days()));
}

fn monday_of(day: Date) -> Option<Date> {
    shifted(day, (-i64::from(day.weekday().to_monday_zero_offset())).try_days()?)
}

fn shifted(day: Date, by: Interval) -> Option<Date> {
    day.checked_add(by).ok()
}

/// Intervals that refuse to overflow.
trait TryInterval {
    fn try_days(self) -> Option<Interval>;
    fn try_months(self) -> Option<Interval>;
}

impl TryInterval for i64 {
    fn try_days(self) -> Option<Interval> {
        Interval::new().try_days(self).ok()
    }

    fn try_months(self) -> Option<Interval> {
        Interval::new().try_months(self).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(published: Date, toward: Toward, set: impl Fn(&mut DateValue)) -> Option<Date> {
        let mut v = DateValue::new(Grain::Day);
        set(&mut v);
        resolve(&mut v, Some(published), toward);
        v.start
    }

    #[test]
    fn a_bare_day_is_the_nearest_one() {
        assert_eq!(day(date(2025, 4, 15), Toward::Nearest, |v| v.day = Some(14)), Some(date(2025, 4, 14)));
        assert_eq!(day(date(2025, 5, 2), Toward::Nearest, |v| v.day = Some(30)), Some(date(2025, 4, 30)));
        assert_eq!(day(date(2025, 3, 1), Toward::Nearest, |v| v.day = Some(31)), Some(date(2025, 3, 31)));
    }

    #[test]
    fn past_and_future_days() {
        assert_eq!(day(date(2025, 4, 15), Toward::Past, |v| v.day = Some(20)), Some(date(2025, 3, 20)));
        assert_eq!(day(date(2025, 4, 15), Toward::Future, |v| v.day = Some(10)), Some(date(2025, 5, 10)));
        assert_eq!(day(date(2025, 1, 3), Toward::Nearest, |v| (v.month, v.day) = (Some(12), Some(20))), Some(date(2024, 12, 20)));
    }

    #[test]
    fn weekdays() {
        let tuesday = date(2025, 4, 15);
        assert_eq!(day(tuesday, Toward::Nearest, |v| v.weekday = Some(Weekday::Monday)), Some(date(2025, 4, 14)));
        assert_eq!(day(tuesday, Toward::Nearest, |v| v.weekday = Some(Weekday::Tuesday)), Some(tuesday));
        assert_eq!(day(tuesday, Toward::Future, |v| v.weekday = Some(Weekday::Tuesday)), Some(date(2025, 4, 22)));
        assert_eq!(day(tuesday, Toward::Nearest, |v| (v.weekday, v.relative) = (Some(Weekday::Friday), Some(1))), Some(date(2025, 4, 25)));
    }

    #[test]
    fn stretches() {
        let mut v = DateValue { part: Some(3), ..DateValue::new(Grain::Quarter) };
        resolve(&mut v, Some(date(2025, 4, 15)), Toward::Nearest);
        assert_eq!((v.start, v.end), (Some(date(2025, 7, 1)), Some(date(2025, 9, 30))));
        let mut v = DateValue { relative: Some(-1), ..DateValue::new(Grain::Month) };
        resolve(&mut v, Some(date(2025, 3, 31)), Toward::Nearest);
        assert_eq!((v.start, v.end), (Some(date(2025, 2, 1)), Some(date(2025, 2, 28))));
        let mut v = DateValue { relative: Some(-1), ..DateValue::new(Grain::Year) };
        resolve(&mut v, None, Toward::Nearest);
        assert_eq!(v.start, None, "nothing is asserted without a publication date");
    }
}
