//! Days of holidays that follow the moon or a calendar of their own, year by year: Ramadan, Diwali, Passover. The table is
//! `holiday_days.tsv`; `holiday` asks it for the rows whose day is `listed`.

use jiff::civil::Date;
use std::sync::LazyLock;

/// The days of one holiday, in order.
struct Days {
    id: &'static str,
    days: Vec<Date>,
}

static TABLE: LazyLock<Vec<Days>> = LazyLock::new(|| include_str!("holiday_days.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(row).collect());

fn row(line: &'static str) -> Option<Days> {
    let mut fields = line.split('\t');
    let (id, first, years) = (fields.next()?, fields.next()?.parse::<i16>().ok()?, fields.next()?);
    let days = (first..).zip(years.split(' ')).flat_map(|(year, told)| told.split('+').filter_map(move |day| date(year, day))).collect();
    Some(Days { id, days })
}

fn date(year: i16, day: &str) -> Option<Date> {
    let (month, day) = day.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn days(id: &str) -> Option<&'static [Date]> {
    let at = TABLE.binary_search_by_key(&id, |d| d.id).ok()?;
    Some(&TABLE[at].days)
}

/// The first day of the holiday in a year, where the table has one.
pub(super) fn in_year(id: &str, year: i16) -> Option<Date> {
    let days = days(id)?;
    days.get(days.partition_point(|d| d.year() < year)).copied().filter(|d| d.year() == year)
}

/// The first day of the holiday from a day on.
pub(super) fn from(id: &str, day: Date) -> Option<Date> {
    let days = days(id)?;
    days.get(days.partition_point(|d| *d < day)).copied()
}

/// Whether the table has the holiday.
pub(super) fn has(id: &str) -> bool {
    days(id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_is_in_order_and_whole() {
        let rows = include_str!("holiday_days.tsv").lines().filter(|l| !l.starts_with('#'));
        assert_eq!(TABLE.len(), rows.clone().count());
        assert!(TABLE.is_sorted_by(|a, b| a.id < b.id), "rows stand in the order of their ids");
        for (days, row) in TABLE.iter().zip(rows) {
            assert!(days.days.is_sorted() && days.days.len() >= 30, "{}", days.id);
            let told = row.split([' ', '\t', '+']).skip(2).filter(|d| *d != "-").count();
            assert_eq!(days.days.len(), told, "{}: every day is one", days.id);
        }
    }

    #[test]
    fn days_that_fall_twice_in_a_year_or_never() {
        assert_eq!(in_year("eid-al-fitr", 2024), Some(date(2024, 4, 10)));
        assert_eq!(in_year("diwali", 2019), Some(date(2019, 10, 27)));
        assert_eq!(in_year("diwali", 1900), None);
        assert_eq!(from("eid-al-fitr", date(2000, 1, 9)), Some(date(2000, 12, 27)));
        assert!(has("passover") && !has("christmas"));
    }
}
