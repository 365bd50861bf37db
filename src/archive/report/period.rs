//! How long a period of the report is. Rates over few articles jump from one to the next, so that it is as short as the archive allows:
//! a day where hundreds are published every day, a quarter or a year where it is a few a week.

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use std::collections::BTreeMap;

/// Places over time that a plot has room for.
const MOST: i64 = 260;
/// Articles that a usual period must have, so that one finding more or less moves its rate by no more than two in a hundred.
const ENOUGH: u64 = 50;

/// A stretch of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    /// From the shortest to the longest.
    const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The shortest of which a plot has room for all, most have articles, and the usual one has enough of them; a year where none is so.
    pub(super) fn of(days: &BTreeMap<Date, u64>) -> Self {
        Self::ALL.into_iter().find(|period| period.suits(days)).unwrap_or(Self::Year)
    }

    fn suits(self, days: &BTreeMap<Date, u64>) -> bool {
        let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
        for (day, articles) in days {
            *counts.entry(self.place(*day)).or_default() += articles;
        }
        let Some((first, last)) = counts.keys().next().zip(counts.keys().next_back()) else { return false };
        let places = last - first + 1;
        let mut sizes: Vec<u64> = counts.values().copied().collect();
        sizes.sort_unstable();
        let filled = i64::try_from(sizes.len()).unwrap_or(i64::MAX);
        places <= MOST && filled * 2 >= places && sizes[sizes.len() / 2] >= ENOUGH
    }

    /// The word for it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The place of a day's period in the order of periods: those that follow each other have numbers that do.
    pub(super) fn place(self, day: Date) -> i64 {
        let months = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        match self {
            Self::Day => since_epoch(day),
            // The epoch was a Thursday; weeks begin on Mondays.
            Self::Week => (since_epoch(day) + 3).div_euclid(7),
            Self::Month => months,
            Self::Quarter => months.div_euclid(3),
            Self::Year => i64::from(day.year()),
        }
    }

    /// The first day of a day's period.
    pub(super) fn first(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => ISOWeekDate::new(day.iso_week_date().year(), day.iso_week_date().week(), Weekday::Monday).map_or(day, ISOWeekDate::date),
            Self::Month => day.first_of_month(),
            Self::Quarter => date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Self::Year => day.first_of_year(),
        }
    }

    /// What a day's period is called: 2025-04-15, 2025-W16, 2025-04, 2025-Q2, 2025.
    pub(super) fn name(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", day.year()),
        }
    }
}

fn since_epoch(day: Date) -> i64 {
    date(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use std::collections::BTreeSet;

    fn every(first: Date, step: i32, n: i32, articles: u64) -> BTreeMap<Date, u64> {
        (0..n).map(|i| (first.saturating_add((i * step).days()), articles)).collect()
    }

    #[test]
    fn periods_are_as_short_as_the_articles_allow() {
        let from = date(2024, 1, 1);
        for (step, n, articles, want) in [
            // A month of a large paper, a year of it, twenty years of it.
            (1, 30, 300, Period::Day),
            (1, 365, 300, Period::Week),
            (1, 7300, 300, Period::Month),
            // Two a day for a quarter, then for a year, a few a week for years.
            (1, 90, 2, Period::Month),
            (1, 365, 2, Period::Month),
            (3, 600, 2, Period::Quarter),
            (7, 500, 1, Period::Year),
            // A hundred articles of one day, then nothing for two years.
            (730, 3, 100, Period::Year),
            (1, 1, 1, Period::Year),
        ] {
            assert_eq!(Period::of(&every(from, step, n, articles)), want, "{articles} every {step} days, {n} times");
        }
        assert_eq!(Period::of(&BTreeMap::new()), Period::Year);
    }

    #[test]
    fn days_of_a_period_have_its_place_its_name_and_its_first_day() {
        // Over a turn of the year, in which a week lies.
        let days: BTreeSet<Date> = every(date(2019, 12, 20), 1, 500, 1).into_keys().collect();
        for period in Period::ALL {
            for (day, next) in days.iter().zip(days.iter().skip(1)) {
                let step = period.place(*next) - period.place(*day);
                let same = period.name(*day) == period.name(*next);
                assert!(step == i64::from(!same), "{period:?} {day} {next}");
                assert_eq!(period.first(*day) == period.first(*next), same, "{period:?} {day} {next}");
                assert_eq!(period.name(period.first(*day)), period.name(*day));
            }
        }
        assert_eq!(Period::Week.name(date(2020, 12, 31)), "2020-W53");
        assert_eq!(Period::Quarter.name(date(2025, 4, 15)), "2025-Q2");
    }
}
