//! The table of units and currencies, `units.toml`, loaded once and looked up by what stands behind (or before) a number.

use crate::model::{Currency, Dimension, Lang, Unit};
use crate::text::Exact;
use hashbrown::HashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// The shipped table.
const TABLE: &str = include_str!("units.toml");

/// What a word or sign beside a number makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// A unit of measure.
    Unit(&'static Unit),
    /// A currency.
    Money(Currency),
}

/// Surfaces by their first character, longest first.
type Surfaces = HashMap<char, Vec<(Box<str>, Measure)>>;

/// All rows, with the ways to find them.
#[derive(Debug)]
pub struct Units {
    ko: Surfaces,
    en: Surfaces,
    signs: Surfaces,
    rows: Vec<&'static Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    unit: Vec<UnitRow>,
    currency: Vec<CurrencyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    id: String,
    dimension: Dimension,
    factor: String,
    #[serde(default)]
    offset: Option<String>,
    ko: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyRow {
    code: String,
    ko: Vec<String>,
    en: Vec<String>,
    sign: Vec<String>,
}

/// The table; a mistake in the shipped file is found by the tests of this module.
pub fn units() -> &'static Units {
    static UNITS: LazyLock<Units> = LazyLock::new(|| load(TABLE).unwrap_or_else(|why| unreachable!("units.toml: {why}")));
    &UNITS
}

fn load(table: &str) -> Result<Units, String> {
    let table: Table = toml::from_str(table).map_err(|e| e.to_string())?;
    let mut units = Units { ko: Surfaces::new(), en: Surfaces::new(), signs: Surfaces::new(), rows: Vec::new() };
    for row in table.unit {
        let number = |text: &str| Exact::parse_ratio(text).ok_or_else(|| format!("{}: not a number: {text}", row.id));
        let (factor, offset) = (number(&row.factor)?, number(row.offset.as_deref().unwrap_or("0"))?);
        // Rows live as long as the program; values refer to them.
        let unit: &'static Unit = Box::leak(Box::new(Unit { id: String::leak(row.id), dimension: row.dimension, factor, offset }));
        units.rows.push(unit);
        insert(&mut units.ko, &row.ko, Measure::Unit(unit))?;
        insert(&mut units.en, &row.en, Measure::Unit(unit))?;
    }
    for row in table.currency {
        let code = Currency::parse(&row.code).ok_or_else(|| format!("not a currency code: {}", row.code))?;
        insert(&mut units.ko, &row.ko, Measure::Money(code))?;
        insert(&mut units.en, &row.en, Measure::Money(code))?;
        insert(&mut units.signs, &row.sign, Measure::Money(code))?;
        if !WORDS.contains(&&*row.code) {
            insert(&mut units.en, std::slice::from_ref(&row.code), Measure::Money(code))?;
            insert(&mut units.signs, std::slice::from_ref(&row.code), Measure::Money(code))?;
        }
        if SMALL.contains(&&*row.code) {
            let small = [row.code.to_lowercase()];
            insert(&mut units.en, &small, Measure::Money(code))?;
            insert(&mut units.signs, &small, Measure::Money(code))?;
        }
        insert(&mut units.en, &uncapitalised(&row.en), Measure::Money(code))?;
        insert(&mut units.en, &capitalised(&row.en), Measure::Money(code))?;
    }
    for surfaces in [&mut units.ko, &mut units.en, &mut units.signs] {
        surfaces.values_mut().for_each(|v| v.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0))));
    }
    Ok(units)
}

/// Currency codes that are English words in capitals.
const WORDS: [&str; 3] = ["ALL", "CUP", "TOP"];
/// Codes that are nothing else in small letters.
const SMALL: [&str; 16] = ["USD", "EUR", "KRW", "GBP", "JPY", "CNY", "INR", "AUD", "HKD", "SGD", "CHF", "THB", "MYR", "NZD", "VND", "TWD"];

/// Names of currencies without their capital letters, as they are typed in haste: "swiss francs".
fn uncapitalised(surfaces: &[String]) -> Vec<String> {
    let named = |s: &&String| s.len() > 4 && s.starts_with(|c: char| c.is_ascii_uppercase()) && s.bytes().any(|b| b.is_ascii_lowercase());
    surfaces.iter().filter(named).map(|s| s.to_lowercase()).collect()
}

/// Names of currencies with a capital letter, as headlines have them: "20 Rupees", "42 Lebanese Pounds". Pounds alone weigh.
fn capitalised(surfaces: &[String]) -> Vec<String> {
    let title = |s: &String| {
        let (before, last) = s.rsplit_once(' ').map_or(("", s.as_str()), |(b, l)| (b, l));
        let (first, rest) = last.split_at_checked(1)?;
        let plural = last.len() > 4 && last.ends_with('s') && first.starts_with(|c: char| c.is_ascii_lowercase());
        let known = plural && !matches!(s.as_str(), "pounds" | "marks");
        known.then(|| format!("{before}{}{}{rest}", if before.is_empty() { "" } else { " " }, first.to_uppercase()))
    };
    surfaces.iter().filter_map(title).collect()
}

fn insert(into: &mut Surfaces, surfaces: &[String], measure: Measure) -> Result<(), String> {
    for s in surfaces {
        let first = s.chars().next().ok_or("an empty surface")?;
        let row = into.entry(first).or_default();
        // The pound is money and weight; the first to claim a surface keeps it.
        if !row.iter().any(|(known, _)| **known == **s) {
            row.push((s.clone().into_boxed_str(), measure));
        }
    }
    Ok(())
}

impl Units {
    /// The longest surface of a unit or currency at the start of `text`, as its length in bytes and what it means.
    /// Latin surfaces must end at the end of a word.
    pub fn after(&self, lang: Lang, text: &str) -> Option<(usize, Measure)> {
        longest(if lang == Lang::Ko { &self.ko } else { &self.en }, text, true)
    }

    /// The longest currency sign at the start of `text`: `$`, `US$`, `₩`.
    pub fn sign(&self, text: &str) -> Option<(usize, Measure)> {
        longest(&self.signs, text, false)
    }

    /// Currency signs and codes that are made of letters alone.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.signs.values().flatten().map(|(s, _)| &**s).filter(|s| s.len() > 1 && s.bytes().all(|b| b.is_ascii_alphabetic()))
    }

    /// The row of a CLDR identifier.
    pub fn by_id(&self, id: &str) -> Option<&'static Unit> {
        self.rows.iter().copied().find(|u| u.id == id)
    }
}

fn longest(surfaces: &Surfaces, text: &str, whole_words: bool) -> Option<(usize, Measure)> {
    let row = surfaces.get(&text.chars().next()?)?;
    let second = text.as_bytes().get(1);
    let like = |s: &str| s.len() == 1 || s.as_bytes().get(1) == second;
    row.iter().find(|(s, _)| like(s) && text.starts_with(&**s) && (!whole_words || ends_word(s, &text[s.len()..]))).map(|(s, m)| (s.len(), *m))
}

/// Whether a surface that ends in a Latin letter is not cut out of a longer word.
fn ends_word(surface: &str, rest: &str) -> bool {
    !surface.ends_with(|c: char| c.is_ascii_alphanumeric()) || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_loads() {
        let units = load(TABLE).expect("units.toml is well formed");
        assert!(units.rows.len() > 70);
        let mut ids: Vec<_> = units.rows.iter().map(|u| u.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), units.rows.len(), "ids are unique");
        assert!(units.rows.iter().all(|u| !u.factor.is_zero()));
    }

    #[test]
    fn the_longest_surface_wins() {
        let unit = |lang, text| match units().after(lang, text) {
            Some((_, Measure::Unit(u))) => u.id.to_owned(),
            Some((_, Measure::Money(c))) => c.to_string(),
            None => String::new(),
        };
        assert_eq!(unit(Lang::Ko, "호주 달러를"), "AUD");
        assert_eq!(unit(Lang::Ko, "킬로와트시"), "kilowatt-hour");
        assert_eq!(unit(Lang::Ko, "mm의"), "millimeter");
        assert_eq!(unit(Lang::Ko, "man"), "");
        assert_eq!(unit(Lang::En, "square meters of"), "square-meter");
        assert_eq!(unit(Lang::En, "meters per second"), "meter-per-second");
        assert_eq!(units().sign("US$5"), Some((3, Measure::Money(Currency::USD))));
    }

    #[test]
    fn factors_are_exact() {
        let pyeong = units().by_id("pyeong").expect("a row");
        assert_eq!(pyeong.to_base(Exact::int(1000)).map(|n| n.to_string()).as_deref(), Some("3305.785"));
    }
}
