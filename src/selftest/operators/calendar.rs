//! Operators on dates and times: neighbour weekday, day, month, year; another quarter; this for last; the hour.

use crate::model::{DateValue, Grain, Value};
use crate::selftest::numeral::{cased, write};
use crate::selftest::site::{Mutation, Site};
use crate::text::{Exact, Span};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Months in full and as the Associated Press shortens them behind a day.
const MONTHS: [[&str; 2]; 12] = [
    ["January", "Jan."],
    ["February", "Feb."],
    ["March", "March"],
    ["April", "April"],
    ["May", "May"],
    ["June", "June"],
    ["July", "July"],
    ["August", "Aug."],
    ["September", "Sept."],
    ["October", "Oct."],
    ["November", "Nov."],
    ["December", "Dec."],
];
const NEAR: &[(&str, &str)] =
    &[("last", "this"), ("this", "last"), ("next", "this"), ("previous", "next"), ("yesterday", "today"), ("today", "yesterday"), ("tomorrow", "today")];
const PARTS: &[(&str, &str)] = &[
    ("first half", "second half"),
    ("second half", "first half"),
    ("first quarter", "second quarter"),
    ("second quarter", "third quarter"),
    ("third quarter", "fourth quarter"),
    ("fourth quarter", "third quarter"),
    ("first and second quarters", "second and third quarters"),
];

fn date<'a>(site: &Site<'a>) -> Option<&'a DateValue> {
    match &site.mention().value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

/// The neighbour before or behind in a circle.
fn neighbour(site: &Site<'_>, at: usize, of: usize) -> usize {
    (at + if site.choose(2) == 0 { 1 } else { of - 1 }) % of
}

/// The day before or after.
pub(in crate::selftest) fn weekday(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Some(_) = date(site) else { return };
    let found = (0..7).find_map(|day| site.find(WEEKDAYS[day]).map(|span| (day, span)));
    out.extend(found.map(|(day, span)| site.change(span, WEEKDAYS[neighbour(site, day, 7)])));
}

/// The number of a date that says a part of it, turned into a neighbour within limits.
fn stepped(site: &Site<'_>, told: i64, least: i64, most: i64, out: &mut Vec<Mutation>) {
    let Some(numeral) = site.numerals().into_iter().find(|n| !n.word && n.value == Exact::int(told)) else { return };
    let up = told < most && (site.choose(2) == 0 || told <= least);
    let new = if up { told + 1 } else { told - 1 };
    // 21st, 22nd: the ending goes with the number.
    let behind = Span::new(numeral.span.end, site.mention().span.end).slice(site.text);
    let ending = ["st", "nd", "rd", "th"].iter().find(|e| behind.starts_with(**e));
    let span = Span::new(numeral.span.start, numeral.span.end + ending.map_or(0, |e| e.len()));
    let ending = ending.map_or("", |_| super::count::ending(new));
    out.push(site.change(span, format!("{new}{ending}")));
}

/// The day of the month before or after.
pub(in crate::selftest) fn day(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if let Some(day) = date(site).filter(|d| d.grain == Grain::Day).and_then(|d| d.day) {
        stepped(site, i64::from(day), 1, 28, out);
    }
}

/// The month before or after, in full or short as the old one.
pub(in crate::selftest) fn month(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Some(_) = date(site).filter(|d| d.month.is_some()) else { return };
    // "Jan." first: a full name has no stop.
    let found = (0..12).find_map(|month| [1, 0].into_iter().find_map(|short| site.find(MONTHS[month][short]).map(|span| (month, short, span))));
    out.extend(found.map(|(month, short, span)| site.change(span, MONTHS[neighbour(site, month, 12)][short])));
}

/// The year before or after.
pub(in crate::selftest) fn year(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if let Some(year) = date(site).filter(|d| !matches!(d.grain, Grain::Decade | Grain::Century)).and_then(|d| d.year) {
        stepped(site, i64::from(year), 1, 9999, out);
    }
}

/// Another quarter or half of the year.
pub(in crate::selftest) fn part(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if date(site).is_some_and(|d| matches!(d.grain, Grain::Quarter | Grain::Half)) {
        out.extend(site.replace(PARTS));
    }
}

/// This year for last year, today for yesterday.
pub(in crate::selftest) fn near(site: &Site<'_>, out: &mut Vec<Mutation>) {
    if date(site).is_some() {
        out.extend(site.replace(NEAR));
    }
}

/// An hour earlier or later.
pub(in crate::selftest) fn hour(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Time(_) = site.mention().value else { return };
    let Some(numeral) = site.numerals().into_iter().find(|n| n.value <= Exact::int(24) && n.value.is_integer()) else { return };
    // From 12 and 1 the clock goes round; the hours between are enough.
    let step = if site.choose(2) == 0 { Exact::ONE } else { Exact::int(-1) };
    let new = numeral.value.checked_add(step).filter(|n| Exact::ZERO < *n && *n < Exact::int(12) && numeral.value < Exact::int(12));
    out.extend(new.and_then(|n| write(n, &numeral, site.text)).map(|new| site.change(numeral.span, new)));
}

/// a.m. for p.m., noon for midnight.
pub(in crate::selftest) fn half_day(site: &Site<'_>, out: &mut Vec<Mutation>) {
    let Value::Time(_) = site.mention().value else { return };
    let table: &[(&str, &str)] = &[("a.m.", "p.m."), ("p.m.", "a.m."), ("a.m", "p.m"), ("p.m", "a.m"), ("noon", "midnight"), ("midnight", "noon")];
    out.extend(table.iter().find_map(|(old, new)| site.find(old).map(|span| site.change(span, cased(new, span.slice(site.text))))));
}

#[cfg(test)]
mod tests {
    use crate::selftest::operators::tests::made;

    #[test]
    fn neighbours_in_the_calendar() {
        assert_eq!(made("weekday", "He left on Sunday."), ["He left on Monday."]);
        assert_eq!(made("day", "He left on Jan. 14."), ["He left on Jan. 15."]);
        assert_eq!(made("day", "He left on the 21st of May."), ["He left on the 22nd of May."]);
        assert_eq!(made("month", "He left on Jan. 14."), ["He left on Feb. 14."]);
        assert_eq!(made("month", "He left in December."), ["He left in January."]);
        assert_eq!(made("year", "He left in March 2019."), ["He left in March 2020."]);
    }

    #[test]
    fn parts_and_near_dates() {
        assert_eq!(made("quarter", "Sales fell in the first quarter."), ["Sales fell in the second quarter."]);
        assert_eq!(made("near-date", "Sales fell last year."), ["Sales fell this year."]);
        assert_eq!(made("near-date", "Yesterday it rained."), ["Today it rained."]);
    }

    #[test]
    fn times_of_day() {
        assert_eq!(made("hour", "It began at 9:30 a.m."), ["It began at 10:30 a.m."]);
        assert_eq!(made("half-day", "It began at 9:30 a.m. on Monday."), ["It began at 9:30 p.m. on Monday."]);
        assert_eq!(made("half-day", "It began at noon."), ["It began at midnight."]);
    }
}
