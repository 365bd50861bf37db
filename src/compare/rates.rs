//! Rates of exchange, coarse on purpose: good enough to tell a conversion from another figure and a slip from a rate.

use crate::model::{Currency, Value};
use jiff::civil::Date;

/// Won per United States dollar, average of the year (Bank of Korea, base rate of exchange), rounded.
pub const WON_PER_DOLLAR: &[(i16, f64)] = &[
    (1999, 1189.0),
    (2000, 1131.0),
    (2001, 1291.0),
    (2002, 1251.0),
    (2003, 1192.0),
    (2004, 1145.0),
    (2005, 1024.0),
    (2006, 955.0),
    (2007, 929.0),
    (2008, 1103.0),
    (2009, 1276.0),
    (2010, 1156.0),
    (2011, 1108.0),
    (2012, 1127.0),
    (2013, 1095.0),
    (2014, 1053.0),
    (2015, 1131.0),
    (2016, 1160.0),
    (2017, 1131.0),
    (2018, 1100.0),
    (2019, 1166.0),
    (2020, 1180.0),
    (2021, 1144.0),
    (2022, 1292.0),
    (2023, 1306.0),
    (2024, 1364.0),
    (2025, 1422.0),
];

/// The average of the year of `date`, where the table has it.
pub fn won_per_dollar(date: Date) -> Option<f64> {
    WON_PER_DOLLAR.iter().find(|r| r.0 == date.year()).map(|r| r.1)
}

/// The average of the last year of the table: for days that it does not reach, good enough to tell a slip of a power of ten.
pub fn latest_won_per_dollar() -> f64 {
    WON_PER_DOLLAR.last().map_or(1400.0, |r| r.1)
}

/// Whether dollars can be what the won were converted to: within 15 percent of the year's average. Without a date, or
/// for a year that the table lacks, nothing is asserted.
pub fn converts(ko: &Value, en: &Value, date: Option<Date>) -> bool {
    let (Value::Money(won, Currency::KRW), Value::Money(dollars, Currency::USD)) = (ko, en) else { return false };
    let rate = won.single().zip(dollars.single()).and_then(|(w, d)| w.checked_div(d)).map(crate::text::Exact::to_f64);
    match (rate, date.and_then(won_per_dollar)) {
        (Some(rate), Some(average)) => (average / 1.15..average * 1.15).contains(&rate),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;
    use crate::text::Exact;
    use jiff::civil::date;

    #[test]
    fn won_in_dollars() {
        let money = |n, c| Value::Money(Amount::point(Exact::int(n)), c);
        let day = Some(date(2021, 3, 1));
        assert!(converts(&money(2_900_000_000, Currency::KRW), &money(2_500_000, Currency::USD), day));
        assert!(!converts(&money(2_900_000_000, Currency::KRW), &money(25_000_000, Currency::USD), day));
        assert!(!converts(&money(2_900_000_000, Currency::KRW), &money(2_500_000, Currency::USD), None));
    }
}
