//! Holidays and memorial days by their names in both languages, `holiday.tsv`, and the day on which each falls in a year.
//!
//! A reader asks [`lookup`] at the start of a word and turns what it finds into a date with [`Holiday::date`].

use super::calendar::{Toward, nearest};
use super::{holiday_days, lunar};
use crate::model::{DateValue, Grain, Lang};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

/// A day that has a name.
#[derive(PartialEq, Eq, Debug)]
pub struct Holiday {
    /// Its id in the table: `chuseok`.
    pub id: &'static str,
    /// Its first name in English, for messages; none where English has no fixed one.
    pub english: Option<&'static str>,
    day: Option<Day>,
    /// The holiday before which it ends, if it lasts longer than a day.
    until: Option<&'static str>,
}

/// How the day is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Day {
    /// Month and day.
    Fixed(i8, i8),
    /// Month and day of the lunisolar calendar.
    Lunar(i8, i8),
    /// The so-manieth weekday of a month, and days from it.
    Nth(i8, Weekday, i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// Days from the day of a row of `holiday_days.tsv`.
    Listed(&'static str, i8),
}

/// The holiday whose name `text` begins with, the longest name, and the length of that in bytes. In English the name
/// ends where the word does; in Korean it is for the caller to say what may follow.
pub fn lookup(lang: Lang, text: &str) -> Option<(usize, &'static Holiday)> {
    let found = if lang == Lang::Ko { korean(text)? } else { english(text)? };
    Some((found.text.len(), &TABLE.rows[found.row]))
}

fn korean(text: &str) -> Option<&'static Name> {
    let names = &TABLE.ko;
    // What a text starts with stands before it in the order of the alphabet, as do longer names that start alike.
    let mut last = names.partition_point(|n| &*n.text <= text).checked_sub(1);
    while let Some(name) = last.map(|i| &names[i]) {
        if text.starts_with(&*name.text) {
            return Some(name);
        }
        last = name.shorter;
    }
    None
}

fn english(text: &str) -> Option<&'static Name> {
    let initial = initial(text);
    let alike = &TABLE.en[TABLE.en.partition_point(|n| n.initial < initial)..];
    let begins = |name: &str| text.as_bytes().get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes()));
    let found = alike.iter().take_while(|n| n.initial == initial).find(|n| begins(&n.text))?;
    (!text[found.text.len()..].starts_with(char::is_alphanumeric)).then_some(found)
}

/// The first character of a name, small.
fn initial(text: &str) -> Option<char> {
    text.chars().next().map(|c| c.to_ascii_lowercase())
}

/// All names of holidays in English, as the table has them.
pub fn english_names() -> impl Iterator<Item = &'static str> {
    names_in(3)
}

/// All names of holidays in Korean.
pub fn korean_names() -> impl Iterator<Item = &'static str> {
    names_in(2)
}

fn names_in(column: usize) -> impl Iterator<Item = &'static str> {
    let names = move |line: &'static str| line.split('\t').nth(column).unwrap_or("").split(", ");
    include_str!("holiday.tsv").lines().filter(|l| !l.starts_with('#')).flat_map(names)
}

impl Holiday {
    /// The day in a Gregorian year; for a holiday of the lunar calendar, in the lunar year that begins in it. `None` where
    /// the name alone does not tell the day.
    pub fn day_in(&self, year: i16) -> Option<Date> {
        match self.day? {
            Day::Fixed(month, day) => Date::new(year, month, day).ok(),
            Day::Lunar(month, day) => lunar::gregorian(year, month, day, false),
            Day::Nth(n, weekday, month, by) => {
                let first = Date::new(year, month, 1).ok()?;
                first.nth_weekday_of_month(n, weekday).ok()?.checked_add(i64::from(by).days()).ok()
            }
            Day::Easter(by) => easter(year)?.checked_add(i64::from(by).days()).ok(),
            Day::Listed(id, by) => holiday_days::in_year(id, year)?.checked_add(i64::from(by).days()).ok(),
        }
    }

    /// Its date: of the year that is told, otherwise the one nearest to the day of publication on the side where it lies.
    /// Month and day are filled in where they are the same every year or the year is known.
    pub fn date(&self, year: Option<i16>, published: Option<Date>, toward: Toward) -> DateValue {
        let found = match year {
            Some(y) => self.day_in(y),
            None => published.and_then(|p| nearest(p, toward, |p, step| self.day_in(p.year().checked_add(step)?))),
        };
        let (month, day) = match (self.day, found) {
            (Some(Day::Fixed(m, d)), _) => (Some(m), Some(d)),
            (_, Some(d)) => (Some(d.month()), Some(d.day())),
            _ => (None, None),
        };
        let end = match self.until {
            Some(next) => found.and_then(|d| holiday_days::from(next, d)?.yesterday().ok()),
            None => found,
        };
        let (month, day) = if self.until.is_some() { (None, None) } else { (month, day) };
        DateValue { year, month, day, start: found.and(end).and(found), end, holiday: Some(self.id), ..DateValue::new(Grain::Day) }
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of Nature, 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// A name, and the row that it leads to.
struct Name {
    initial: Option<char>,
    text: Box<str>,
    row: usize,
    /// In Korean: the longest name that this one starts with.
    shorter: Option<usize>,
}

struct Table {
    rows: Vec<Holiday>,
    /// In the order of the alphabet.
    ko: Vec<Name>,
    /// By their first character, and the longest first.
    en: Vec<Name>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| load(include_str!("holiday.tsv")).unwrap_or_else(|why| unreachable!("holiday.tsv: {why}")));

fn load(text: &'static str) -> Result<Table, String> {
    let (mut rows, mut ko, mut en) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [id, day, korean, english] = fields[..] else { return Err(format!("four columns are needed: {line}")) };
        let told = |column: &'static str| column.split(", ").filter(|name| *name != "?");
        ko.extend(told(korean).map(|name| (name.to_owned(), rows.len())));
        for name in told(english) {
            en.push((name.to_owned(), rows.len()));
            if name.contains('\'') {
                en.push((name.replace('\'', "’"), rows.len()));
            }
        }
        let (day, until) = day.split_once(" until ").map_or((day, None), |(day, next)| (day, Some(next)));
        let day = if day == "?" { None } else { Some(Day::parse(id, day).ok_or_else(|| format!("{id}: no day in “{day}”"))?) };
        rows.push(Holiday { id, english: told(english).next(), day, until });
    }
    Ok(Table { rows, ko: korean_in_order(ko), en: english_in_order(en) })
}

fn names(list: Vec<(String, usize)>) -> Vec<Name> {
    list.into_iter().map(|(name, row)| Name { initial: initial(&name), text: name.into(), row, shorter: None }).collect()
}

fn korean_in_order(list: Vec<(String, usize)>) -> Vec<Name> {
    let mut names = names(list);
    names.sort_by(|a, b| a.text.cmp(&b.text));
    for i in 0..names.len() {
        names[i].shorter = (0..i).rev().find(|&j| names[i].text.starts_with(&*names[j].text));
    }
    names
}

fn english_in_order(list: Vec<(String, usize)>) -> Vec<Name> {
    let mut names = names(list);
    names.sort_by_key(|n| (n.initial, std::cmp::Reverse(n.text.len())));
    names
}

impl Day {
    fn parse(id: &'static str, text: &'static str) -> Option<Self> {
        let words: Vec<&'static str> = text.split(' ').collect();
        let listed = |of: &'static str, by| holiday_days::has(of).then_some(Self::Listed(of, by));
        let pair = |w: &str| w.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        match words[..] {
            ["listed"] => listed(id, 0),
            ["listed", of, by] => listed(of, by.parse().ok()?),
            [day] if day != "easter" => pair(day).map(|(m, d)| Self::Fixed(m, d)),
            ["lunar", day] => pair(day).map(|(m, d)| Self::Lunar(m, d)),
            ["easter"] => Some(Self::Easter(0)),
            ["easter", by] => by.parse().ok().map(Self::Easter),
            [n, weekday, month] => Self::nth(n, weekday, month, "0"),
            [n, weekday, month, by] => Self::nth(n, weekday, month, by),
            _ => None,
        }
    }

    fn nth(n: &str, weekday: &str, month: &str, by: &str) -> Option<Self> {
        let weekday = match weekday {
            "mon" => Weekday::Monday,
            "thu" => Weekday::Thursday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        Some(Self::Nth(n.get(..1)?.parse().ok()?, weekday, month.parse().ok()?, by.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_sound() {
        let (mut ids, mut surfaces) = (BTreeSet::new(), BTreeSet::new());
        for row in include_str!("holiday.tsv").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert!(ids.insert(fields[0]), "{} stands twice", fields[0]);
            for name in fields[2].split(", ").chain(fields[3].split(", ")).filter(|n| *n != "?") {
                assert!(!name.is_empty() && surfaces.insert(name), "“{name}” stands twice");
            }
        }
        for h in &TABLE.rows {
            assert!(h.day.is_none() || h.day_in(2025).is_some(), "{} has no day in 2025", h.id);
            assert!(h.until.is_none_or(holiday_days::has), "{} ends before a day that is not listed", h.id);
        }
    }

    #[test]
    fn days_of_known_years() {
        for (name, days) in [
            ("설날", &[date(2024, 2, 10), date(2025, 1, 29), date(2023, 1, 22)][..]),
            ("한가위", &[date(2024, 9, 17), date(2025, 10, 6), date(2020, 10, 1)]),
            ("석가탄신일", &[date(2025, 5, 5), date(2023, 5, 27), date(2024, 5, 15)]),
            ("Chuseok", &[date(2024, 9, 17)]),
            ("Thanksgiving", &[date(2024, 11, 28), date(2025, 11, 27)]),
            ("Black Friday", &[date(2024, 11, 29)]),
            ("Good Friday", &[date(2025, 4, 18), date(2024, 3, 29)]),
            ("Easter", &[date(2025, 4, 20), date(2024, 3, 31), date(2000, 4, 23), date(1954, 4, 18)]),
            ("Martin Luther King Jr. Day", &[date(2025, 1, 20)]),
            ("광복절", &[date(1945, 8, 15)]),
        ] {
            let lang = if name.is_ascii() { Lang::En } else { Lang::Ko };
            let (len, holiday) = lookup(lang, name).unwrap_or_else(|| panic!("{name} is in the table"));
            assert_eq!(len, name.len(), "{name} is read whole");
            for day in days {
                assert_eq!(holiday.day_in(day.year()), Some(*day), "{name}");
            }
        }
    }

    #[test]
    fn names_are_found_at_the_start_and_whole() {
        assert_eq!(lookup(Lang::En, "New Year’s Day sale").map(|f| (f.0, f.1.id)), Some(("New Year’s Day".len(), "new-years-day")));
        assert_eq!(lookup(Lang::En, "Korean Thanksgiving Day").map(|f| f.1.id), Some("chuseok"));
        assert_eq!(lookup(Lang::En, "Easterners"), None);
        assert_eq!(lookup(Lang::En, "on Easter"), None);
        assert_eq!(lookup(Lang::Ko, "크리스마스이브").map(|f| f.1.id), Some("christmas-eve"));
        assert_eq!(lookup(Lang::Ko, "이번 추석"), None);
        assert_eq!(lookup(Lang::Ko, ""), None);
    }

    #[test]
    fn the_nearest_to_the_day_of_publication() {
        let of = |name, published, toward| lookup(Lang::Ko, name).unwrap().1.date(None, published, toward);
        assert_eq!(of("성탄절", Some(date(2025, 1, 3)), Toward::Nearest).start, Some(date(2024, 12, 25)));
        assert_eq!(of("성탄절", Some(date(2025, 1, 3)), Toward::Future).start, Some(date(2025, 12, 25)));
        assert_eq!(of("설날", Some(date(2025, 12, 20)), Toward::Nearest).start, Some(date(2026, 2, 17)));
        let open = of("추석", None, Toward::Nearest);
        assert_eq!((open.start, open.month, open.holiday), (None, None, Some("chuseok")));
        assert_eq!(of("광복절", None, Toward::Nearest).day, Some(15));
        let labor = of("노동절", Some(date(2025, 5, 1)), Toward::Nearest);
        assert_eq!((labor.start, labor.holiday), (None, Some("labor-day")), "May Day or the first Monday of September");
    }
}
