//! Rates of exchange, month by month: good enough to tell a conversion from another figure and a slip from a rate.

use crate::compare::shown;
use crate::model::{Currency, Mention, Value};
use crate::text::Exact;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::LazyLock;

/// Monthly averages, made by `rates.py`; the first lines say what they are and where they are from.
const TABLE: &str = include_str!("rates.tsv");

/// The currencies of the table in the order of its columns, each with how many units of it a rate is for.
const COLUMNS: [(Currency, i64); 5] = [(Currency::USD, 1), (Currency(*b"EUR"), 1), (Currency(*b"JPY"), 100), (Currency(*b"CNY"), 1), (Currency(*b"GBP"), 1)];

/// How many percent dollars may stray from the rates of their month and still be the won that the Korean tells.
const NEAR: i64 = 10;

/// A month of the table: months since the year 0, and won per unit of each currency, as written.
struct Month {
    number: i32,
    won: [Option<Exact>; COLUMNS.len()],
}

static MONTHS: LazyLock<Vec<Month>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
    rows.filter_map(|line| {
        let mut fields = line.split('\t');
        let (year, month) = fields.next()?.split_once('-')?;
        let mut won = [None; COLUMNS.len()];
        won.iter_mut().zip(fields).for_each(|(rate, field)| *rate = Exact::parse(field));
        Some(Month { number: year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()?, won })
    })
    .collect()
});

/// How many of one currency stood for one of another around a day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rate {
    /// The average of the month.
    pub average: Exact,
    /// The lowest average of the month and those beside it.
    pub low: Exact,
    /// The highest of them.
    pub high: Exact,
}

/// How many `to` one `from` was worth in the month of `date`; `None` for a month or a currency that the table lacks.
pub fn rate(from: Currency, to: Currency, date: Date) -> Option<Rate> {
    let at = index(date)?;
    let average = MONTHS[at].of(from, to)?;
    let around: Range<usize> = at.saturating_sub(1)..(at + 2).min(MONTHS.len());
    let rates = || MONTHS[around.clone()].iter().filter_map(|m| m.of(from, to));
    Some(Rate { average, low: rates().min()?, high: rates().max()? })
}

fn index(date: Date) -> Option<usize> {
    let number = i32::from(date.year()) * 12 + i32::from(date.month());
    MONTHS.binary_search_by_key(&number, |m| m.number).ok()
}

impl Month {
    /// Won for one unit.
    fn won(&self, currency: Currency) -> Option<Exact> {
        if currency == Currency::KRW {
            return Some(Exact::ONE);
        }
        let column = COLUMNS.iter().position(|c| c.0 == currency)?;
        self.won[column]?.checked_div(Exact::int(COLUMNS[column].1))
    }

    fn of(&self, from: Currency, to: Currency) -> Option<Exact> {
        self.won(from)?.checked_div(self.won(to)?)
    }
}

/// Whether the English money can be what the Korean money was converted to in the month of `date`: within a tenth of the
/// rates around it, up to the digits shown. Without a date, or where the table has no rate, nothing is asserted.
pub fn converts(ko: &Mention, en: &Mention, date: Option<Date>) -> bool {
    let (Value::Money(a, x), Value::Money(b, y)) = (&ko.value, &en.value) else { return false };
    // The same number in another currency is a slip, though a euro is about a dollar.
    let (Some(a), Some(b), Some(date), true) = (a.single(), b.single(), date, x != y && a != b) else { return false };
    rate(*x, *y, date).is_some_and(|rate| fits(a, b, rate, Exact::percent(NEAR)) == Some(true))
}

/// Whether `b` is `a` at a rate, give or take `tolerance` (a share) and what rounding to its digits hides. `None` when the
/// numbers are too large to tell.
pub fn fits(a: Exact, b: Exact, rate: Rate, tolerance: Exact) -> Option<bool> {
    let (low, high) = shown::band(b)?;
    let least = a.checked_mul(rate.low)?.checked_mul(Exact::ONE.checked_sub(tolerance)?)?;
    let most = a.checked_mul(rate.high)?.checked_mul(Exact::ONE.checked_add(tolerance)?)?;
    Some(least <= high && low <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;
    use crate::text::Span;
    use jiff::civil::date;

    const EUR: Currency = Currency(*b"EUR");
    const CNY: Currency = Currency(*b"CNY");

    fn money(n: i64, c: Currency) -> Mention {
        Mention::new(Span::default(), Value::Money(Amount::point(Exact::int(n)), c))
    }

    #[test]
    fn every_row_is_read() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(MONTHS.len(), rows);
        assert!(MONTHS.windows(2).all(|w| w[0].number + 1 == w[1].number), "a month is missing");
        assert!(MONTHS.iter().all(|m| [0, 1, 2, 4].iter().all(|&c| m.won[c].is_some())), "only the yuan starts later");
        assert!(MONTHS.iter().all(|m| m.won[0] > Some(Exact::int(800)) && m.won[0] < Some(Exact::int(2000))));
    }

    #[test]
    fn silent_where_there_is_no_rate() {
        assert_eq!(rate(Currency::USD, Currency::KRW, date(1998, 12, 31)), None);
        assert_eq!(rate(Currency::USD, Currency::KRW, date(2525, 1, 1)), None);
        assert_eq!(rate(CNY, Currency::KRW, date(2004, 6, 1)), None, "published since April 2005");
        assert!(rate(CNY, Currency::KRW, date(2005, 4, 1)).is_some());
        assert_eq!(rate(Currency(*b"XAU"), Currency::KRW, date(2020, 1, 1)), None);
        let first = rate(Currency::USD, Currency::KRW, date(1999, 1, 1)).expect("the first month");
        assert!(first.low <= first.average && first.average <= first.high);
    }

    #[test]
    fn won_in_dollars() {
        let day = Some(date(2021, 3, 1));
        assert!(converts(&money(2_900_000_000, Currency::KRW), &money(2_500_000, Currency::USD), day));
        assert!(converts(&money(2_900_000_000, Currency::KRW), &money(2_150_000, EUR), day));
        assert!(!converts(&money(2_900_000_000, Currency::KRW), &money(25_000_000, Currency::USD), day));
        assert!(!converts(&money(2_900_000_000, Currency::KRW), &money(2_500_000, Currency::USD), None));
        assert!(!converts(&money(2_500_000, Currency::USD), &money(2_500_000, Currency::USD), day), "nothing was converted");
    }
}
