//! The lunisolar calendar of Korea, as far as its table goes (1912–2102): from 음력 8월 15일 or "the 15th day of the eighth
//! lunar month" to the Gregorian day. `calendar` asks it for dates, `holiday` for 설 and 추석.

use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::LazyLock;

/// The Gregorian day of a day of a lunar year; `leap` asks for the leap month (윤달) that follows the month of that number.
/// `None` for days that the year does not have.
pub fn gregorian(year: i16, month: i8, day: i8, leap: bool) -> Option<Date> {
    let (first, months) = YEARS.get(usize::try_from(year.checked_sub(FIRST)?).ok()?)?;
    let mut before: i64 = 0;
    let mut number = 0;
    for m in months.as_bytes().chunk_by(|a, _| *a == b'+') {
        let here = m.len() > 1;
        number += i8::from(!here);
        let length: i8 = if m.last() == Some(&b'L') { 30 } else { 29 };
        if number == month && here == leap {
            return (1..=length).contains(&day).then(|| first.checked_add((before + i64::from(day) - 1).days()).ok())?;
        }
        before += i64::from(length);
    }
    None
}

/// The first year of the table.
const FIRST: i16 = 1912;

/// Each year's first day and months, from [`FIRST`] on without a gap.
static YEARS: LazyLock<Vec<(Date, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("lunar.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut fields = row.split('\t');
        let (year, day, months) = (fields.next()?, fields.next()?, fields.next()?);
        Some((format!("{year}-{day}").parse().ok()?, months))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_has_every_year_and_each_follows_the_one_before() {
        assert_eq!(YEARS.len(), include_str!("lunar.tsv").lines().filter(|l| !l.starts_with('#')).count());
        for (i, pair) in YEARS.windows(2).enumerate() {
            let length: i64 = pair[0]
                .1
                .bytes()
                .map(|b| {
                    if b == b'L' {
                        30
                    } else if b == b's' {
                        29
                    } else {
                        0
                    }
                })
                .sum();
            assert_eq!(pair[0].0.checked_add(length.days()).ok(), Some(pair[1].0), "year {}", usize::try_from(FIRST).unwrap() + i);
            assert_eq!(pair[0].1.bytes().filter(|b| *b != b'+').count(), 12 + usize::from(pair[0].1.contains('+')));
        }
    }

    #[test]
    fn days_of_the_lunar_year() {
        for (year, month, day, expected) in [
            (2024, 1, 1, date(2024, 2, 10)),
            (2024, 8, 15, date(2024, 9, 17)),
            (2025, 8, 15, date(2025, 10, 6)),
            (2025, 4, 8, date(2025, 5, 5)),
            (2023, 4, 8, date(2023, 5, 27)),
            (2020, 8, 15, date(2020, 10, 1)),
            (2021, 12, 29, date(2022, 1, 31)),
        ] {
            assert_eq!(gregorian(year, month, day, false), Some(expected), "{year}-{month}-{day}");
        }
        assert_eq!(gregorian(2023, 2, 1, true), Some(date(2023, 3, 22)), "the leap month of 2023");
        assert_eq!(gregorian(2024, 2, 1, true), None, "2024 has none");
        assert_eq!(gregorian(2024, 1, 30, false), None, "a month of 29 days");
        assert_eq!(gregorian(1800, 1, 1, false), None, "before the table");
    }
}
