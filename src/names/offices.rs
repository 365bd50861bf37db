//! Offices that are told with the name of who holds them, in both languages.

use crate::text::Prefixes;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// An office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// Its Korean titles, which stand behind the name.
    pub ko: SmallVec<[&'static str; 4]>,
    /// Its English ones, which stand before it, in small letters, the one that fits best first; empty where the Korean alone
    /// says too little.
    pub en: SmallVec<[&'static str; 4]>,
    /// Whether foreigners are told to hold it by one name: 마크롱 대통령. What stands before 대표 or 이사 is a firm more often.
    pub by_one_name: bool,
}

static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let titles = |column: Option<&'static str>| column.unwrap_or("").split('|').filter(|t| !t.is_empty()).collect();
        Office { ko: titles(columns.next()), en: titles(columns.next()), by_one_name: columns.next() == Some("one") }
    };
    include_str!("offices.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(row).collect()
});

/// All of them.
pub fn all() -> &'static [Office] {
    &OFFICES
}

/// Whether a Korean word begins with the title of an office that foreigners are told to hold by one name.
pub fn by_one_name(word: &str) -> bool {
    static TITLES: LazyLock<Prefixes<()>> =
        LazyLock::new(|| Prefixes::new(all().iter().filter(|o| o.by_one_name).flat_map(|o| o.ko.iter().map(|title| (*title, ())))));
    TITLES.first(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hangul;

    #[test]
    fn every_office_has_titles() {
        for Office { ko, en, by_one_name } in all() {
            assert!(!ko.is_empty() && ko.iter().all(|t| t.chars().all(|c| hangul::is_syllable(c) || c == ' ' || c.is_ascii_uppercase())), "{ko:?}");
            assert!(en.iter().all(|t| *t == t.to_lowercase()), "{en:?}");
            assert!(!en.is_empty() || *by_one_name, "{ko:?} says nothing");
        }
    }

    #[test]
    fn longer_titles_go_before_those_that_they_end_in() {
        let titles: Vec<&str> = all().iter().flat_map(|o| o.ko.iter().copied()).collect();
        for (n, title) in titles.iter().enumerate() {
            assert!(!titles[..n].iter().any(|before| title.ends_with(before)), "{title} is never found");
        }
    }

    #[test]
    fn a_word_begins_with_an_office() {
        assert!(by_one_name("대통령은") && by_one_name("국왕"));
        assert!(!by_one_name("수상") && !by_one_name("대표") && !by_one_name(""));
    }
}
