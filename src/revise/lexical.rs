//! Words that were replaced, held against the English by the bilingual word list: 누전 → 방화, where the English still says
//! “circuit”, which nothing in the new Korean asks for.

use super::differences::{Side, stem};
use super::{opposites, words};
use crate::compare::lexicon::LEXICON;
use crate::model::{Pair, Turn, WordChange};
use crate::text::{Span, hangul};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a change of words asks for: English that renders the old words and none of the new.
pub(super) struct Asked {
    /// Renderings of what was taken out, without those of what is there now.
    old: BTreeSet<u64>,
    /// Renderings of what came in.
    new: BTreeSet<u64>,
}

impl Asked {
    /// `None` where the list does not know both words, or has English that renders either.
    pub(super) fn of(old: Side<'_>, new: Side<'_>, turn: &Turn, change: &WordChange) -> Option<Self> {
        let (gone, come) = (renderings(old.document.text(), change.old), renderings(new.document.text(), change.new));
        if gone.is_empty() || come.is_empty() || !gone.is_disjoint(&come) {
            return None;
        }
        let passages = new.reading.passages.get(turn.new.clone()).unwrap_or_default();
        let there: BTreeSet<u64> = passages.iter().flat_map(|p| renderings(new.document.text(), p.span)).collect();
        let old: BTreeSet<u64> = gone.difference(&there).copied().collect();
        (!old.is_empty()).then_some(Self { old, new: come })
    }

    /// The English word among the passages that still renders the old words.
    pub(super) fn still(&self, pair: &Pair<'_>, passages: &Range<usize>) -> Option<Span> {
        english(pair, passages).find(|span| meets(span.slice(pair.target.text()), &self.old))
    }

    /// Whether some English word among the passages renders the new words.
    pub(super) fn told(&self, pair: &Pair<'_>, passages: &Range<usize>) -> bool {
        english(pair, passages).any(|span| meets(span.slice(pair.target.text()), &self.new))
    }
}

/// Renderings of all Korean words of a stretch.
fn renderings(text: &str, within: Span) -> BTreeSet<u64> {
    let words = words::tokens(text, within).into_iter().map(|t| t.slice(text));
    let korean = words.filter(|w| w.chars().any(hangul::is_syllable) && stem(w) != stem("말했다"));
    let mut found = BTreeSet::new();
    for word in korean {
        found.extend(LEXICON.stem(word).into_iter().flat_map(|(_, hashes)| hashes.iter().copied()));
        found.extend(opposites::of_korean(word));
    }
    found
}

/// The words of English passages.
fn english<'p>(pair: &'p Pair<'_>, passages: &Range<usize>) -> impl Iterator<Item = Span> + 'p {
    let text = pair.target.text();
    let range = passages.start..passages.end.min(pair.en.passages.len());
    range.flat_map(move |p| words::tokens(text, pair.en.passages[p].span).into_iter().filter(|t| words::is_word(t.slice(text))))
}

fn meets(word: &str, hashes: &BTreeSet<u64>) -> bool {
    if opposites::of_english(word).any(|side| hashes.contains(&side)) {
        return true;
    }
    let mut met = false;
    LEXICON.beginnings(word.to_ascii_lowercase().as_bytes(), |h| met |= hashes.contains(&h));
    met
}
