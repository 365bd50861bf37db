//! Korean age: a child was one at birth and a year older each New Year's Day, officially until 28 June 2023.

use crate::model::{Mention, Value};
use crate::text::Exact;
use jiff::civil::{Date, date};

/// The day from which ages are counted in full years by law.
const FULL_YEARS: Date = date(2023, 6, 28);

/// Whether the English age is a Korean age in full years: 52세 as 51, in an article from before the law. 만 52세 is in full
/// years already.
pub fn in_full_years(text: &str, ko: &Mention, en: &Mention, published: Option<Date>) -> bool {
    let (Value::Age(a), Value::Age(b)) = (&ko.value, &en.value) else { return false };
    let younger = a.single().zip(b.single()).and_then(|(a, b)| a.checked_sub(b)) == Some(Exact::ONE);
    let full = || ko.span.slice(text).contains('만') || text.get(..ko.span.start).is_some_and(|t| t.trim_end().ends_with('만'));
    younger && published.is_some_and(|d| d < FULL_YEARS) && !full()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;
    use crate::text::Span;

    fn age(span: Span, n: i64) -> Mention {
        Mention::new(span, Value::Age(Amount::point(Exact::int(n))))
    }

    #[test]
    fn a_year_less_until_the_law() {
        let text = "52세";
        let (ko, day) = (age(Span::new(0, text.len()), 52), Some(date(2021, 3, 1)));
        let en = |n| age(Span::default(), n);
        assert!(in_full_years(text, &ko, &en(51), day));
        assert!(!in_full_years(text, &ko, &en(53), day), "nobody grows older by it");
        assert!(!in_full_years(text, &ko, &en(51), Some(FULL_YEARS)));
        assert!(!in_full_years(text, &ko, &en(51), None));
        let full = "만 52세";
        assert!(!in_full_years(full, &age(Span::new("만 ".len(), full.len()), 52), &en(51), day));
    }
}
