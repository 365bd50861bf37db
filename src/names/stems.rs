//! Where a Korean word may end before its particles.

use super::lexicon;
use crate::text::hangul;

/// The stems of a run of Hangul, of so many syllables: the longest first, each with what follows it in the run.
pub fn stems(word: &str, least: usize, most: usize) -> impl Iterator<Item = (&str, &str)> {
    let count = word.len() / 3;
    (least..=most.min(count)).rev().filter_map(|n| word.split_at_checked(3 * n)).filter(|(stem, tail)| tail.is_empty() || fits(stem, tail))
}

/// Whether a tail is particles, of the form that the last sound of the stem calls for.
pub fn fits(stem: &str, tail: &str) -> bool {
    let closed = stem.chars().next_back().is_some_and(hangul::has_final);
    let open = stem.chars().next_back().is_some_and(|c| matches!(hangul::letters(c), Some((_, _, 0 | 8))));
    let form = match tail {
        "은" | "을" | "과" | "이" => closed,
        "는" | "를" | "와" | "가" | "라며" | "라고" | "나" | "랑" => !closed,
        _ if tail.starts_with("으로") => !open,
        _ if tail.starts_with("로") => open,
        _ => true,
    };
    form && lexicon::ends_word(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_agree_with_the_sound_before_them() {
        let of = |word| stems(word, 2, 8).collect::<Vec<_>>();
        assert_eq!(of("머스크는"), [("머스크는", ""), ("머스크", "는")]);
        assert_eq!(of("크랜들은"), [("크랜들은", ""), ("크랜들", "은"), ("크랜", "들은")]);
        assert!(stems("1,000달러를", 3, 3).next().is_none());
        assert!(!fits("머스크", "은") && fits("크랜들", "로") && !fits("크랜들", "으로"));
    }
}
