//! Dates, times and durations: what each side tells of the calendar, and whether both can be meant.

use crate::compare::amount::{amounts, relative};
use crate::compare::{Agreement, How, Why};
use crate::model::{Amount, Certainty, DateValue, Daypart, Duration, DurationUnit, Grain, TimeOfDay};
use crate::text::Exact;

/// Compares two dates, each as far as its text tells it. Years and months that were only guessed from the day of
/// publication decide nothing.
pub fn dates(ko: &DateValue, en: &DateValue) -> Agreement {
    let told = by_calendar(ko, en);
    let same = matches!(told, Agreement::Same | Agreement::Compatible(_));
    let one_day = ko.grain == Grain::Day && en.grain == Grain::Day;
    match (ko.daypart, en.daypart) {
        (Some(a), Some(b)) if same && one_day && !ko.open() && parts_apart(a, b) => Agreement::Differs(How::Time),
        _ => told,
    }
}

fn by_calendar(ko: &DateValue, en: &DateValue) -> Agreement {
    if let Some(told) = told_otherwise(ko, en) {
        return told;
    }
    if ko.grain == Grain::Day && en.grain == Grain::Day {
        return days(ko, en);
    }
    if let (Some(a), Some(b)) = (told_year(ko), told_year(en)) {
        let stretch = matches!(ko.grain, Grain::Decade | Grain::Century) || matches!(en.grain, Grain::Decade | Grain::Century);
        if a != b && !stretch {
            return if ko.grain == en.grain { Agreement::Differs(How::Date) } else { Agreement::CannotTell };
        }
    }
    if ko.grain == en.grain {
        return same_grain(ko, en);
    }
    within(ko, en)
}

/// Days that are told by something other than their date: how far away they lie, a step from another day, a holiday, the
/// lunar calendar. `None` where the dates themselves decide.
fn told_otherwise(ko: &DateValue, en: &DateValue) -> Option<Agreement> {
    let same_day = || ko.start.is_some() && ko.start == en.start && ko.end == en.end;
    let same = |same: bool| Some(if same { Agreement::Same } else { Agreement::Differs(How::Date) });
    if let (Some(a), Some(b)) = (ko.away, en.away) {
        let exact = (Certainty::Exact, Certainty::Exact);
        return Some(if a.before() == b.before() { durations(&a.length(), &b.length(), exact) } else { Agreement::Differs(How::Date) });
    }
    if let (Some(a), Some(b)) = (steps(ko), steps(en)) {
        return same(a == b || same_day());
    }
    if ko.away.is_some() || en.away.is_some() {
        // 2년 전 is any day of that time; and it may be counted from another day than that of publication.
        return Some(if same_day() { Agreement::Same } else { within(ko, en) });
    }
    if let (Some(a), Some(b)) = (ko.holiday, en.holiday)
        && (a == b || !(ko.start.is_some() && en.start.is_some()))
    {
        return Some(if a == b { Agreement::Same } else { Agreement::CannotTell });
    }
    if ko.lunar != en.lunar && ko.grain == Grain::Day && en.grain == Grain::Day {
        // "Aug. 15 by the lunar calendar": the word may stand anywhere in the sentence.
        let digits = ko.day.is_some() && (ko.month, ko.day) == (en.month, en.day);
        return Some(if same_day() {
            Agreement::Same
        } else if digits {
            Agreement::Compatible(Why::OtherWords)
        } else {
            Agreement::CannotTell
        });
    }
    None
}

/// Days from a day that the text told before.
fn steps(v: &DateValue) -> Option<i16> {
    let away = v.away.filter(|a| (a.years, a.months, a.weeks) == (0, 0, 0)).map(|a| a.days);
    v.step.map(i16::from).or(away)
}

/// One date inside the other.
fn within(ko: &DateValue, en: &DateValue) -> Agreement {
    let Some(((a, b), (c, d))) = ko.start.zip(ko.end).zip(en.start.zip(en.end)) else { return Agreement::CannotTell };
    if a <= c && d <= b || c <= a && b <= d { Agreement::Compatible(Why::Within) } else { Agreement::CannotTell }
}

/// Whether two parts of a day are not one: 새벽 and "late Tuesday". Neighbours run into each other, and 오전 is all before
/// noon.
fn parts_apart(a: Daypart, b: Daypart) -> bool {
    use Daypart::{Afternoon, Dawn, Evening, Midnight, Morning, Night, Noon};
    let pair = (a.min(b), a.max(b));
    matches!(
        pair,
        (Dawn, Noon | Afternoon | Evening | Night)
            | (Morning, Afternoon | Evening | Night | Midnight)
            | (Noon, Evening | Night | Midnight)
            | (Afternoon, Midnight)
    )
}

/// The year that a text tells outright or by 올해, last year.
fn told_year(v: &DateValue) -> Option<i16> {
    match (v.year, v.relative, v.grain) {
        (Some(y), ..) => Some(y),
        (None, Some(_), Grain::Year | Grain::Half | Grain::Quarter) => v.start.map(jiff::civil::Date::year),
        _ => None,
    }
}

fn same_grain(ko: &DateValue, en: &DateValue) -> Agreement {
    let differs = |d: bool| if d { Agreement::Differs(How::Date) } else { Agreement::Same };
    match ko.grain {
        Grain::Month => match (month_of(ko), month_of(en)) {
            (Some(a), Some(b)) => differs(a != b),
            _ => relative_steps(ko, en),
        },
        Grain::Quarter | Grain::Half => differs(ko.part != en.part),
        Grain::Year => match (told_year(ko), told_year(en)) {
            (Some(a), Some(b)) => differs(a != b),
            _ => relative_steps(ko, en),
        },
        Grain::Decade | Grain::Century => differs(ko.year != en.year),
        Grain::Week | Grain::Day => relative_steps(ko, en),
    }
}

/// Both told from the day of publication, which need not be known for that.
fn relative_steps(ko: &DateValue, en: &DateValue) -> Agreement {
    match (ko.relative, en.relative) {
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Differs(How::Date),
        _ => Agreement::CannotTell,
    }
}

/// The month that is told, or follows from 지난달, next month.
fn month_of(v: &DateValue) -> Option<i8> {
    v.month.or_else(|| v.relative.and(v.start).map(jiff::civil::Date::month))
}

fn days(ko: &DateValue, en: &DateValue) -> Agreement {
    if ko.open() {
        return Agreement::Compatible(Why::Within);
    }
    let (told_ko, told_en) = (day_of(ko), day_of(en));
    if let (Some(a), Some(b)) = (told_ko, told_en) {
        if a != b {
            return Agreement::Differs(How::Date);
        }
        let months =
            (ko.month.or(ko.relative.and(ko.start).map(jiff::civil::Date::month)), en.month.or(en.relative.and(en.start).map(jiff::civil::Date::month)));
        return match months {
            (Some(m), Some(n)) if m != n => Agreement::Differs(How::Date),
            (Some(_), Some(_)) => match (ko.year, en.year) {
                (Some(y), Some(z)) if y != z => Agreement::Differs(How::Date),
                _ => Agreement::Same,
            },
            // A bare 14일 against Jan. 14: the month follows from the day of publication.
            _ => match (ko.start, en.start) {
                (Some(x), Some(y)) if x.month() != y.month() => Agreement::Differs(How::Date),
                _ => Agreement::Same,
            },
        };
    }
    weekdays(ko, en)
}

/// A weekday on one side at least. 이날, 전날 and 이튿날 can be any day.
fn weekdays(ko: &DateValue, en: &DateValue) -> Agreement {
    let (a, b) = (weekday_of(ko), weekday_of(en));
    match (a, b) {
        (Some(a), Some(b)) if a != b => Agreement::Differs(How::Weekday),
        (Some(_), Some(_)) => match (ko.start, en.start) {
            // The same weekday, three weeks away: not the same day, but "next Monday" is read in two ways.
            (Some(x), Some(y)) if (x - y).get_days().abs() > 14 => Agreement::CannotTell,
            // A week or two away it may be meant, where it stands in the place of the other; elsewhere it is another day.
            (Some(x), Some(y)) if x != y => Agreement::Compatible(Why::OtherWords),
            _ => Agreement::Same,
        },
        _ => match (ko.relative, en.relative) {
            (Some(x), Some(y)) if ko.day.is_none() && en.day.is_none() => {
                if x == y {
                    Agreement::Same
                } else {
                    Agreement::Differs(How::Date)
                }
            }
            _ => Agreement::CannotTell,
        },
    }
}

/// The day of the month that is told outright; today and yesterday tell theirs.
fn day_of(v: &DateValue) -> Option<i8> {
    v.day.or_else(|| v.relative.filter(|_| v.weekday.is_none()).and(v.start).map(jiff::civil::Date::day))
}

/// The weekday that is told, or that the resolved date has.
fn weekday_of(v: &DateValue) -> Option<jiff::civil::Weekday> {
    v.weekday.or_else(|| v.start.map(jiff::civil::Date::weekday))
}

/// Compares two times of day; morning or afternoon left open fits both.
pub fn times(ko: TimeOfDay, en: TimeOfDay) -> Agreement {
    let (a, b) = (ko.minute % 1440, en.minute % 1440);
    if a == b {
        return Agreement::Same;
    }
    if (ko.half_open || en.half_open) && a % 720 == b % 720 {
        return Agreement::Compatible(Why::Within);
    }
    // 3시 27분쯤 as "around 3:30", 9시 10분 as "around 9".
    let apart = a.abs_diff(b);
    let coarse = ko.hour_only || en.hour_only || a % 10 == 0 && b % 30 == 0 || b % 5 == 0;
    if coarse && apart <= 10 && !(ko.minute.is_multiple_of(5) && en.minute.is_multiple_of(5) && !en.hour_only) {
        return Agreement::Compatible(Why::Rounded);
    }
    Agreement::Differs(How::Time)
}

/// Compares two lengths of time, in whatever units.
pub fn durations(ko: &Duration, en: &Duration, certainty: (Certainty, Certainty)) -> Agreement {
    if let ([(u, a)], [(w, b)]) = (&ko.parts[..], &en.parts[..])
        && u == w
    {
        return match amounts(*a, *b, certainty.0, certainty.1) {
            Agreement::Differs(_) => Agreement::Differs(How::Duration),
            other => other,
        };
    }
    let (Some(a), Some(b)) = (ko.seconds(), en.seconds()) else { return Agreement::CannotTell };
    if a == b || months(ko).is_some_and(|m| Some(m) == months(en)) {
        return Agreement::Same;
    }
    // A month has 28 to 31 days, 보름 is two weeks: other units fit within a twelfth, the same ones only when hedged.
    let finest = |d: &Duration| d.parts.last().map(|p| p.0);
    let limit = if finest(ko) == finest(en) { 0.0 } else { 0.085 };
    if relative(a, b) <= limit {
        return Agreement::Compatible(Why::Converted);
    }
    match amounts(Amount::point(a), Amount::point(b), certainty.0, certainty.1) {
        Agreement::Compatible(why) if certainty.1 != Certainty::Exact || certainty.0 != Certainty::Exact => Agreement::Compatible(why),
        _ => Agreement::Differs(How::Duration),
    }
}

/// A length told in years and months only, in months: 1년 6개월 and 18 months.
fn months(d: &Duration) -> Option<Exact> {
    d.parts.iter().try_fold(Exact::ZERO, |sum, (unit, a)| {
        let factor = match unit {
            DurationUnit::Year => 12,
            DurationUnit::Month => 1,
            DurationUnit::Week | DurationUnit::Day | DurationUnit::Hour | DurationUnit::Minute | DurationUnit::Second => return None,
        };
        sum.checked_add(a.single()?.checked_mul(Exact::int(factor))?)
    })
}

/// The single number of a duration of one part, for "the sixth day" against 엿새째.
pub fn single_part(d: &Duration) -> Option<Exact> {
    match &d.parts[..] {
        [(_, a)] => a.single(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Away;
    use jiff::civil::{Weekday, date};

    fn day(d: jiff::civil::Date) -> DateValue {
        DateValue { day: Some(d.day()), start: Some(d), end: Some(d), ..DateValue::new(Grain::Day) }
    }

    #[test]
    fn a_day_and_its_weekday() {
        let ko = day(date(2025, 4, 14));
        let en = |weekday| DateValue { weekday: Some(weekday), ..DateValue::new(Grain::Day) };
        assert_eq!(dates(&ko, &en(Weekday::Monday)), Agreement::Same);
        assert_eq!(dates(&ko, &en(Weekday::Tuesday)), Agreement::Differs(How::Weekday));
        let open = DateValue { day: Some(14), ..DateValue::new(Grain::Day) };
        assert_eq!(dates(&open, &en(Weekday::Tuesday)), Agreement::CannotTell, "no publication date");
    }

    #[test]
    fn parts_of_the_day() {
        assert!(parts_apart(Daypart::Dawn, Daypart::Night) && parts_apart(Daypart::Evening, Daypart::Morning));
        assert!(!parts_apart(Daypart::Evening, Daypart::Night) && !parts_apart(Daypart::Dawn, Daypart::Midnight));
        let at = |part| DateValue { daypart: Some(part), ..day(date(2025, 4, 14)) };
        assert_eq!(dates(&at(Daypart::Dawn), &at(Daypart::Night)), Agreement::Differs(How::Time));
        assert_eq!(dates(&at(Daypart::Night), &at(Daypart::Evening)), Agreement::Same);
        assert_eq!(dates(&at(Daypart::Dawn), &day(date(2025, 4, 14))), Agreement::Same, "told on one side only");
    }

    #[test]
    fn days_told_by_their_distance() {
        let away = |days| DateValue { away: Some(Away { days, ..Away::default() }), ..DateValue::new(Grain::Day) };
        let step = |step| DateValue { step: Some(step), ..DateValue::new(Grain::Day) };
        assert_eq!(dates(&away(-2), &away(-2)), Agreement::Same);
        assert_eq!(dates(&away(-2), &away(-3)), Agreement::Differs(How::Duration));
        assert_eq!(dates(&away(-2), &away(2)), Agreement::Differs(How::Date));
        assert_eq!(dates(&step(1), &step(0)), Agreement::Differs(How::Date), "이튿날 and the same day");
        assert_eq!(dates(&step(-1), &away(-1)), Agreement::Same, "전날 and a day earlier");
        assert_eq!(dates(&away(-2), &day(date(2025, 4, 14))), Agreement::CannotTell, "counted from another day");
    }

    #[test]
    fn holidays_and_the_lunar_calendar() {
        let holiday = |id| DateValue { holiday: Some(id), ..DateValue::new(Grain::Day) };
        assert_eq!(dates(&holiday("chuseok"), &holiday("chuseok")), Agreement::Same);
        assert_eq!(dates(&holiday("chuseok"), &holiday("seollal")), Agreement::CannotTell, "no publication date");
        let lunar = DateValue { lunar: true, month: Some(8), day: Some(15), ..DateValue::new(Grain::Day) };
        let solar = |day| DateValue { month: Some(8), day: Some(day), ..DateValue::new(Grain::Day) };
        assert_eq!(dates(&lunar, &solar(15)), Agreement::Compatible(Why::OtherWords));
        assert_eq!(dates(&lunar, &solar(16)), Agreement::CannotTell);
    }

    #[test]
    fn months_and_years() {
        let month = |m| DateValue { month: Some(m), ..DateValue::new(Grain::Month) };
        assert_eq!(dates(&month(10), &month(10)), Agreement::Same);
        assert_eq!(dates(&month(10), &month(11)), Agreement::Differs(How::Date));
        let year = |y| DateValue { year: Some(y), ..DateValue::new(Grain::Year) };
        assert_eq!(dates(&year(2015), &year(2005)), Agreement::Differs(How::Date));
    }

    #[test]
    fn lengths_of_time() {
        use crate::model::DurationUnit::{Day, Month, Week, Year};
        let of = |unit, n| Duration::of(unit, Amount::point(Exact::int(n)));
        let exact = (Certainty::Exact, Certainty::Exact);
        assert_eq!(durations(&of(Day, 3), &of(Day, 4), exact), Agreement::Differs(How::Duration));
        assert_eq!(durations(&of(Month, 12), &of(Year, 1), exact), Agreement::Same);
        assert_eq!(durations(&of(Day, 15), &of(Week, 2), exact), Agreement::Compatible(Why::Converted));
        assert_eq!(durations(&of(Month, 2), &of(Week, 2), exact), Agreement::Differs(How::Duration));
    }
}
