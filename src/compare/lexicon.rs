//! Common Korean stems with the beginnings of the English words that render them, from `lexicon.tsv`. Pairing weighs them as
//! clues; `figures-swapped` asks which word a figure stands beside. A newsroom may add lists of its own, which pairing alone asks.

use crate::model::Problem;
use crate::text::{Prehashed, Sieve, hangul};
use hashbrown::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

static TABLE: &str = include_str!("lexicon.tsv");

/// The bilingual word list.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[TABLE]));

/// Stems and the English beginnings that belong to them, by hash.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// Stems by hash, each with the range of its beginnings in `renderings`.
    stems: HashMap<u64, (Box<str>, u32, u32), Prehashed>,
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
    identity: u64,
}

impl Lexicon {
    /// The shipped list with the rows of others, which must have been looked through by [`problems`].
    pub fn with(lists: &[&str]) -> Self {
        Self::read(&[&[TABLE], lists].concat())
    }

    /// Reads lines of `stem<TAB>word|word`; `#` starts a comment line. A stem that is there several times has all its words.
    fn read(tables: &[&str]) -> Self {
        let mut rows: Vec<(&str, Vec<u64>)> = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for (stem, words) in tables.iter().flat_map(|t| t.lines()).filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            // Of several words the first long one stands for all: "ministry of health" is looked for as "ministry".
            let telling = |word: &&str| word.len() > 2;
            let first = |word: &str| {
                let mut parts = word.split(|c: char| !c.is_ascii_alphanumeric());
                parts.clone().find(telling).or_else(|| parts.next().filter(|w| *w == word)).map(|w| plain(beginning(w.as_bytes())))
            };
            let stem = stem.trim();
            let row = *numbers.entry(stem).or_insert_with(|| {
                rows.push((stem, Vec::new()));
                rows.len() - 1
            });
            for hash in words.split('|').map(str::trim).filter_map(first) {
                if let Some((_, hashes)) = rows.get_mut(row).filter(|r| !r.1.contains(&hash)) {
                    hashes.push(hash);
                }
            }
        }
        let identity = tables.iter().fold(SEED, |hash, table| table.bytes().fold(hash, step));
        let mut lexicon = Self { identity, longest_of: vec![0; SYLLABLES], ..Self::default() };
        for (stem, hashes) in rows.into_iter().filter(|(_, hashes)| !hashes.is_empty()) {
            lexicon.longest = lexicon.longest.max(stem.len());
            if let Some(of) = syllable(stem).and_then(|n| lexicon.longest_of.get_mut(n)) {
                *of = (*of).max(u8::try_from(stem.len()).unwrap_or(u8::MAX));
            }
            let start = index(lexicon.renderings.len());
            for &hash in &hashes {
                lexicon.beginnings.insert(hash);
                lexicon.may_begin.add(hash);
            }
            lexicon.renderings.extend(hashes);
            let hash = beginning(stem.as_bytes());
            lexicon.may_be_stem.add(hash);
            lexicon.stems.insert(hash, (stem.into(), start, index(lexicon.renderings.len())));
        }
        lexicon
    }

    /// A number that tells lists apart, the same in every run.
    pub const fn identity(&self) -> u64 {
        self.identity
    }

    /// The longest stem that `word` starts with: its length in bytes and the hashes of its renderings.
    pub fn stem(&self, word: &str) -> Option<(usize, &[u64])> {
        let longest = word.len().min(syllable(word).map_or(self.longest, |n| usize::from(self.longest_of[n])));
        let (mut hash, mut found) = (SEED, None);
        for (i, &b) in word.as_bytes()[..longest].iter().enumerate() {
            hash = step(hash, b);
            if self.may_be_stem.may_have(hash)
                && let Some((stem, from, to)) = self.stems.get(&hash)
                && stem.as_bytes() == &word.as_bytes()[..=i]
            {
                found = Some((stem.len(), *from, *to));
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

/// Bytes of a stem and of a word that are taken at most.
const LONGEST: usize = 60;

/// What is wrong with a list.
pub fn problems(text: &str) -> Vec<Problem> {
    let mut out = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let (line, span) = (whole.trim_end_matches(['\n', '\r']), at..at + whole.trim_end_matches(['\n', '\r']).len());
        at += whole.len();
        if !line.starts_with('#') && !line.trim().is_empty() {
            out.extend(wrong(line, span));
        }
        // A file of another kind has a problem a line.
        if out.len() >= 20 {
            break;
        }
    }
    out
}

/// What is wrong with a line.
fn wrong(line: &str, span: Range<usize>) -> Option<Problem> {
    let Some((stem, words)) = line.split_once('\t') else {
        let help = Some("a word list is made by `daejo train lexicon`: Korean, a tab, English words parted by |".to_owned());
        return Some(Problem::new(span, "a line has Korean, a tab and English", "no tab").help(help));
    };
    let (stem, words) = (stem.trim(), words.trim());
    if !(2..=LONGEST).contains(&stem.len()) || !stem.contains(hangul::is_syllable) || stem.contains('\t') {
        return Some(Problem::new(
            span,
            format!("“{}” is no Korean word", stem.chars().take(20).collect::<String>()),
            "a line begins with the beginning of a Korean word",
        ));
    }
    let bad = words
        .split('|')
        .map(str::trim)
        .find(|w| w.is_empty() || w.len() > LONGEST || w.chars().any(|c| c.is_uppercase() || c.is_control() || hangul::is_hangul(c)));
    bad.map(|word| {
        Problem::new(
            span,
            format!("“{}” is no English word", word.chars().take(20).collect::<String>()),
            "English is written in small letters, several words parted by |",
        )
    })
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
    use proptest::prelude::*;

    #[test]
    fn stems_meet_their_renderings() {
        let lexicon = Lexicon::read(&["# comment\n정부\tgovernment|administration\n정\tright\n금리\trate\n"]);
        let (n, renderings) = lexicon.stem("정부는").expect("in the table");
        assert_eq!(n, "정부".len());
        let mut met = 0;
        lexicon.beginnings(b"governments", |h| met += usize::from(renderings.contains(&h)));
        assert_eq!(met, 1);
        assert!(lexicon.stem("경제").is_none());
        lexicon.beginnings(b"rather", |_| panic!("rate is no beginning of rather"));
    }

    #[test]
    fn lists_are_added_to_the_shipped_one() {
        let lexicon = Lexicon::with(&["정부\tministries\n도담\tdodam\n"]);
        let met = |stem: &str, word: &[u8]| {
            let (_, renderings) = lexicon.stem(stem).expect("in a table");
            let mut met = false;
            lexicon.beginnings(word, |h| met |= renderings.contains(&h));
            met
        };
        assert!(met("정부는", b"government") && met("정부는", b"ministries") && met("도담에서", b"dodam"));
        assert_eq!(LEXICON.stem("정부는").map(|s| s.1.len() + 1), lexicon.stem("정부는").map(|s| s.1.len()));
    }

    #[test]
    fn what_is_no_list_is_told() {
        let said = |text: &str| problems(text).into_iter().map(|p| p.message).collect::<Vec<_>>();
        assert_eq!(said(TABLE), Vec::<String>::new());
        assert_eq!(
            said("# x\n정부 government\ngov\tgov\n정부\tGovernment\n정부\ta||b\n"),
            ["a line has Korean, a tab and English", "“gov” is no Korean word", "“Government” is no English word", "“” is no English word",]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([가-힣]{0,3}\t?[a-z|\\PC]{0,6}\n?){0,12}") {
            for problem in problems(&text) {
                prop_assert!(text.get(problem.span.clone()).is_some());
            }
            Lexicon::with(&[&text]).stem("정부");
        }
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
