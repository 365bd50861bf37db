//! Words that take each other's place when news is corrected, from `opposites.tsv`: up for down, denied for admitted.

use std::sync::LazyLock;

static TABLE: &str = include_str!("opposites.tsv");

/// Sides of the rows, each with the beginnings of its Korean and of its English words.
static SIDES: LazyLock<Vec<[Vec<&'static str>; 2]>> = LazyLock::new(|| read(TABLE));

fn read(table: &'static str) -> Vec<[Vec<&'static str>; 2]> {
    let words = |cell: &'static str| cell.split('|').map(str::trim).collect::<Vec<_>>();
    let mut sides = Vec::new();
    for row in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let mut cells = row.split('\t').map(words);
        while let (Some(korean), Some(english)) = (cells.next(), cells.next()) {
            sides.push([korean, english]);
        }
    }
    sides
}

/// Numbers of the sides come after all hashes of the bilingual list, which leave their highest byte free.
const FROM: u64 = 1 << 56;

fn having(word: &str, language: usize) -> impl Iterator<Item = u64> + '_ {
    let fits = move |side: &[Vec<&str>; 2]| side[language].iter().any(|stem| word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem)));
    (FROM..).zip(SIDES.iter()).filter(move |(_, side)| fits(side)).map(|(n, _)| n)
}

/// The sides that a Korean word is on.
pub(super) fn of_korean(word: &str) -> impl Iterator<Item = u64> + '_ {
    having(word, 0)
}

/// The sides that an English word is on.
pub(super) fn of_english(word: &str) -> impl Iterator<Item = u64> + '_ {
    having(word, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hangul;

    #[test]
    fn the_table_is_well_formed() {
        for row in TABLE.lines().filter(|l| !l.starts_with('#')) {
            assert_eq!(row.split('\t').count(), 4, "{row}");
        }
        for [korean, english] in SIDES.iter() {
            assert!(korean.iter().all(|w| !w.is_empty() && w.chars().all(hangul::is_syllable)), "{korean:?}");
            assert!(english.iter().all(|w| w.len() > 2 && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'.')), "{english:?}");
        }
    }

    #[test]
    fn the_two_sides_of_a_row_are_apart() {
        for (korean, english) in
            [(["올릴", "내릴"], ["raise", "cut"]), (["인정했다", "부인했다"], ["admitted", "denied"]), (["오전에", "오후에"], ["morning", "afternoon"])]
        {
            let (a, b): (Vec<u64>, Vec<u64>) = (of_korean(korean[0]).collect(), of_korean(korean[1]).collect());
            assert!(!a.is_empty() && !b.is_empty() && a.iter().all(|n| !b.contains(n)), "{korean:?}");
            assert!(of_english(english[0]).any(|n| a.contains(&n)) && of_english(english[1]).any(|n| b.contains(&n)), "{english:?}");
        }
    }
}
