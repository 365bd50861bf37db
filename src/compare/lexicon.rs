//! Common Korean stems with the beginnings of the English words that render them, from `lexicon.tsv`. Pairing weighs them as
//! clues; `figures-swapped` asks which word a figure stands beside.

use crate::text::{Prehashed, Sieve, hangul};
use hashbrown::{HashMap, HashSet};
use std::sync::LazyLock;

static TABLE: &str = include_str!("lexicon.tsv");

/// The bilingual word list.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(TABLE));

/// Stems and the English beginnings that belong to them, by hash.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Stems by hash, each with the range of its beginnings in `renderings`.
    stems: HashMap<u64, (&'static str, u32, u32), Prehashed>,
    /// Most beginnings of a word are no stem.
    may_be_stem: Sieve,
    renderings: Vec<u64>,
    /// Hashes of all English beginnings.
    beginnings: HashSet<u64, Prehashed>,
    /// Most beginnings of a word are none of them.
    may_begin: Sieve,
    /// Longest stem, in bytes.
    longest: usize,
    /// Longest stem that starts with each Hangul syllable, in bytes.
    longest_of: Vec<u8>,
}

impl Lexicon {
    /// Reads lines of `stem<TAB>word|word`; `#` starts a comment line.
    fn read(table: &'static str) -> Self {
        let mut lexicon = Self { longest_of: vec![0; SYLLABLES], ..Self::default() };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let Some((stem, words)) = line.split_once('\t') else { continue };
            let start = lexicon.renderings.len();
            for word in words.split('|').map(str::trim) {
                // Of several words the first long one stands for all: "ministry of health" is looked for as "ministry".
                let Some(first) = word.split(|c: char| !c.is_ascii_alphanumeric()).find(|w| w.len() > 2 || *w == word) else { continue };
                let hash = plain(beginning(first.as_bytes()));
                lexicon.renderings.push(hash);
                lexicon.beginnings.insert(hash);
                lexicon.may_begin.add(hash);
            }
            let range = (index(start), index(lexicon.renderings.len()));
            let stem = stem.trim();
            lexicon.longest = lexicon.longest.max(stem.len());
            if let Some(of) = syllable(stem).and_then(|n| lexicon.longest_of.get_mut(n)) {
                *of = (*of).max(u8::try_from(stem.len()).unwrap_or(u8::MAX));
            }
            if range.0 < range.1 {
                let hash = beginning(stem.as_bytes());
                lexicon.may_be_stem.add(hash);
                lexicon.stems.insert(hash, (stem, range.0, range.1));
            }
        }
        lexicon
    }

    /// The longest stem that `word` starts with: its length in bytes and the hashes of its renderings.
    pub fn stem(&self, word: &str) -> Option<(usize, &[u64])> {
        let longest = word.len().min(syllable(word).map_or(self.longest, |n| usize::from(self.longest_of[n])));
        let (mut hash, mut found) = (SEED, None);
        for (i, &b) in word.as_bytes()[..longest].iter().enumerate() {
            hash = step(hash, b);
            if self.may_be_stem.may_have(hash)
                && let Some(&(stem, from, to)) = self.stems.get(&hash)
                && stem.as_bytes() == &word.as_bytes()[..=i]
            {
                found = Some((stem.len(), from, to));
            }
        }
        found.and_then(|(n, from, to)| Some((n, self.renderings.get(from as usize..to as usize)?)))
    }

    /// Calls `see` with the hash of every beginning of the lower-case `word` that renders some stem.
    pub fn beginnings(&self, word: &[u8], mut see: impl FnMut(u64)) {
        let mut hash = SEED;
        for (i, &b) in word.iter().enumerate().take(24) {
            hash = step(hash, b);
            let key = plain(hash);
            if self.may_begin.may_have(key) && fits(i + 1, word.len()) && self.beginnings.contains(&key) {
                see(key);
            }
        }
    }
}

/// Hangul syllables there are.
const SYLLABLES: usize = 0xD7A4 - 0xAC00;

/// The number of the Hangul syllable that a word starts with.
fn syllable(word: &str) -> Option<usize> {
    word.chars().next().filter(|c| hangul::is_syllable(*c)).map(|c| c as usize - 0xAC00)
}

/// Whether a beginning of `n` letters may stand for a word of `len`: a short one needs nearly all of it.
const fn fits(n: usize, len: usize) -> bool {
    match n {
        0..=2 => len <= n + 1,
        3 => len <= n + 3,
        _ => len <= n + 7,
    }
}

/// The hash without its highest byte, which pairing keeps for marks of its own.
const fn plain(hash: u64) -> u64 {
    hash & (u64::MAX >> 8)
}

const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// One step of FNV-1a.
const fn step(hash: u64, b: u8) -> u64 {
    (hash ^ b as u64).wrapping_mul(0x0100_0000_01B3)
}

fn beginning(word: &[u8]) -> u64 {
    word.iter().fold(SEED, |h, &b| step(h, b))
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_meet_their_renderings() {
        let lexicon = Lexicon::read("# comment\n정부\tgovernment|administration\n정\tright\n금리\trate\n");
        let (n, renderings) = lexicon.stem("정부는").expect("in the table");
        assert_eq!(n, "정부".len());
        let mut met = 0;
        lexicon.beginnings(b"governments", |h| met += usize::from(renderings.contains(&h)));
        assert_eq!(met, 1);
        assert!(lexicon.stem("경제").is_none());
        lexicon.beginnings(b"rather", |_| panic!("rate is no beginning of rather"));
    }

    #[test]
    fn the_table_is_well_formed() {
        for line in TABLE.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let (stem, words) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
            assert!(!stem.trim().is_empty() && !words.trim().is_empty(), "{line}");
            assert!(words.chars().all(|c| !c.is_ascii_uppercase()), "{line}");
        }
    }
}
