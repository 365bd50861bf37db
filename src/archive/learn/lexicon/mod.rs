//! Words for pairing, learnt from passages that render each other: Korean stems and the beginnings of the English words that render
//! them, in the form of `compare/lexicon.tsv`. Candidates are what stands together more often than by chance (`association`);
//! IBM model 1 then shares each English word out among the Korean ones of its link (`model`).

mod model;

use super::association::Association;
use super::words::{beginning, hangul_words, is_empty, latin_words, stem};
use super::{Aligned, LONGEST};
use crate::compare::lexicon::LEXICON;
use hashbrown::HashMap;
use model::{Candidates, Link};
use std::fmt::Write;

/// What is learnt, and how much it must have for it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Terms {
    /// Links that are learnt from at most; those that come later are left out.
    pub links: usize,
    /// Links in which two words must stand together.
    pub least: u32,
    /// Rounds of estimating.
    pub rounds: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self { links: 500_000, least: 3, rounds: 5 }
    }
}

/// Pairs of words that are held at a time.
const PAIRS: usize = 8_000_000;
/// Words of a link and candidates of a stem that are looked at.
const WORDS: usize = 80;
const CANDIDATES: usize = 24;
/// The ratio of likelihoods of a candidate.
const LIKELY: f64 = 10.0;
/// The share of a stem that an English word must take, and the words of a stem at most.
const SHARE: f32 = 0.15;
const RENDERINGS: usize = 4;

/// Learns, link by link.
#[derive(Debug)]
pub struct Learner {
    terms: Terms,
    seen: Association,
    sides: [Numbers; 2],
    links: Vec<Link>,
    left_out: usize,
}

#[derive(Debug, Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry_ref(word).or_insert(next)
    }
}

/// A list that was learnt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Learnt {
    /// Its rows, without a head: stem, tab, words parted by `|`.
    pub table: String,
    /// How many rows there are.
    pub stems: usize,
    /// Links that it was learnt from.
    pub links: usize,
    /// Links that came too late.
    pub left_out: usize,
}

impl Learner {
    /// Nothing learnt yet.
    pub fn new(terms: Terms) -> Self {
        Self { terms, seen: Association::new(PAIRS), sides: [Numbers::default(), Numbers::default()], links: Vec::new(), left_out: 0 }
    }

    /// Takes in passages that render each other.
    pub fn add(&mut self, link: Aligned<'_>) {
        if link.ko.len() > LONGEST || link.en.len() > LONGEST {
            return;
        }
        if self.links.len() >= self.terms.links {
            self.left_out += 1;
            return;
        }
        let mut ko: Vec<&str> = hangul_words(link.ko).filter_map(stem).take(WORDS).collect();
        let lower: Vec<String> = latin_words(link.en).iter().map(|w| w.text.to_lowercase()).collect();
        let word = |w: &&String| w.len() > 2 && w.is_ascii() && !is_empty(w) && !w.starts_with(|c: char| c.is_ascii_digit());
        let mut en: Vec<&str> =
            lower.iter().filter(word).flat_map(|w| w.split(['-', '.', '\'', '&'])).filter(|w| w.len() > 2).map(beginning).take(WORDS).collect();
        for side in [&mut ko, &mut en] {
            side.sort_unstable();
            side.dedup();
        }
        if ko.is_empty() || en.is_empty() {
            return;
        }
        self.seen.see(&ko, &en);
        let [korean, english] = &mut self.sides;
        self.links.push(Link { ko: ko.iter().map(|w| korean.of(w)).collect(), en: en.iter().map(|w| english.of(w)).collect() });
    }

    /// The list that was learnt: what the shipped one does not have.
    pub fn learn(&self) -> Learnt {
        let [korean, english] = &self.sides;
        let partners = self.seen.partners(self.terms.least);
        let mut candidates = Candidates::new(korean.0.len());
        for (ko, partners) in &partners {
            let Some(&k) = korean.0.get(*ko) else { continue };
            let likely = partners.iter().filter(|p| p.ratio >= LIKELY).take(CANDIDATES);
            candidates.set(k, likely.filter_map(|p| english.0.get(p.en).copied()));
        }
        for _ in 0..self.terms.rounds {
            candidates.estimate(&self.links);
        }
        let (mut table, mut stems) = (String::new(), 0);
        for (ko, partners) in &partners {
            let Some(&k) = korean.0.get(*ko) else { continue };
            let share = |en: &str| english.0.get(en).map_or(0.0, |&e| candidates.share(k, e));
            let mut good: Vec<(&str, f32)> = partners.iter().map(|p| (p.en, share(p.en))).filter(|p| p.1 >= SHARE && !is_shipped(ko, p.0)).collect();
            good.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            good.truncate(RENDERINGS);
            if !good.is_empty() {
                stems += 1;
                // Writing to a string cannot fail.
                let _ = writeln!(table, "{ko}\t{}", good.iter().map(|g| g.0).collect::<Vec<_>>().join("|"));
            }
        }
        Learnt { table, stems, links: self.links.len(), left_out: self.left_out }
    }
}

/// The head of a list: what it is, and what it was learnt from.
pub fn head(from: &str, learnt: &Learnt) -> String {
    let from = from.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    format!(
        "# Words by which daejo pairs passages, over those that it knows: beginning of a Korean word <TAB> beginnings of English words parted by |\n\
         # Learnt from {} passages of {from}. Named in config.toml under [align] lexicon.\n",
        learnt.links
    )
}

/// Whether the shipped list has the word for exactly this stem.
fn is_shipped(ko: &str, en: &str) -> bool {
    let Some((_, renderings)) = LEXICON.stem(ko).filter(|s| s.0 == ko.len()) else { return false };
    let mut met = false;
    LEXICON.beginnings(en.as_bytes(), |h| met |= renderings.contains(&h));
    met
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::lexicon::{Lexicon, problems};
    use proptest::prelude::*;

    fn learnt(links: &[(&str, &str)]) -> Learnt {
        let mut learner = Learner::new(Terms::default());
        for &(ko, en) in links {
            learner.add(Aligned { ko, en });
        }
        learner.learn()
    }

    #[test]
    fn words_that_always_stand_together_are_told_apart() {
        let wholes = [
            ("가림막을 세웠다", "the hoarding was built"),
            ("도르래가 멈췄다", "the pulley stopped"),
            ("가림막과 도르래", "hoardings and pulleys"),
            ("맷돌이 돌았다", "the millstone turned"),
            ("맷돌과 가림막", "millstones and a hoarding"),
        ];
        let links: Vec<_> = (0..6).flat_map(|_| wholes).collect();
        let found = learnt(&links);
        let row = |stem: &str| found.table.lines().find(|l| l.starts_with(stem)).unwrap_or_else(|| panic!("{stem} is not in\n{}", found.table)).to_owned();
        assert!(row("가림막").contains("hoard") && !row("가림막").contains("millston"), "{}", row("가림막"));
        assert!(row("도르래").contains("pulley") && row("맷돌").contains("millston"));
        assert_eq!(problems(&format!("{}{}", head("x", &found), found.table)), []);
        assert!(Lexicon::with(&[&found.table]).stem("도르래는").is_some());
    }

    #[test]
    fn what_the_shipped_list_knows_is_not_written_again() {
        let found = learnt(&vec![("정부", "the government"); 20]);
        assert_eq!(found.table, "");
    }

    proptest! {
        #[test]
        fn whatever_is_learnt_is_a_list(links in prop::collection::vec(("([가-힣]{1,4} ?){0,5}", "([a-z|\\PC]{1,6} ?){0,5}"), 0..12)) {
            let mut learner = Learner::new(Terms { least: 1, ..Terms::default() });
            for _ in 0..3 {
                for (ko, en) in &links {
                    learner.add(Aligned { ko, en });
                }
            }
            prop_assert_eq!(problems(&learner.learn().table), vec![]);
        }
    }
}
