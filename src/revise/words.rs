//! Texts as rows of words, and what changed from one row to another. The words are those of Unicode's word boundaries
//! (UAX #29), never less than a grapheme; the difference is `similar`'s, without a clock, so that it is the same in every run.

use crate::text::Span;
use hashbrown::HashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::Hash;
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The words and marks of a part of a text, without the white space between them.
pub(super) fn tokens(text: &str, within: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, word) in within.slice(text).split_word_bound_indices() {
        if word.trim().is_empty() {
            continue;
        }
        let span = Span::new(within.start + at, within.start + at + word.len());
        match found.last_mut() {
            Some(last) if last.end == span.start && !is_boundary(text, span.start) => last.end = span.end,
            _ => found.push(span),
        }
    }
    found
}

/// Whether a grapheme ends and another begins here.
fn is_boundary(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let plain = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_graphic);
    (at > 0 && plain(at - 1) && plain(at)) || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Whether something is a word, and not a mark.
pub(super) fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// Graphemes that are not white space.
pub(super) fn graphemes(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_whitespace()).count();
    }
    text.graphemes(true).filter(|g| !g.trim().is_empty()).count()
}

/// A stretch of both rows: the same, or replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) same: bool,
}

/// What changed from `old` to `new`: stretches in order that cover both.
pub(super) fn diff<T: Eq + Hash + Copy>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let (old_ids, new_ids) = numbered(old, new);
    let mut out: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_ids, &new_ids) {
        let (old, new, same) = (op.old_range(), op.new_range(), matches!(op, DiffOp::Equal { .. }));
        match out.last_mut() {
            // A deletion beside an insertion is one replacement.
            Some(last) if last.same == same => (last.old.end, last.new.end) = (old.end, new.end),
            _ => out.push(Stretch { old, new, same }),
        }
    }
    out
}

/// Both rows as numbers, the same for the same item.
fn numbered<T: Eq + Hash + Copy>(old: &[T], new: &[T]) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<T, u32> = HashMap::with_capacity(old.len() + new.len());
    let mut number = |item: &T| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(*item).or_insert(next)
    };
    let old = old.iter().map(&mut number).collect();
    (old, new.iter().map(&mut number).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).into_iter().map(|s| s.slice(text)).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(words("“It’s 3.5 percent,” he said."), ["“", "It’s", "3.5", "percent", ",", "”", "he", "said", "."]);
        assert_eq!(words("3명이  숨졌다."), ["3명이", "숨졌다", "."]);
        assert_eq!(words("กำ 👩‍👩‍👧 é"), ["กำ", "👩‍👩‍👧", "é"], "no grapheme is parted");
        assert_eq!(graphemes("e\u{301} 한\n👩‍👩‍👧"), 3);
    }

    #[test]
    fn rows_are_covered_and_neighbours_are_one() {
        let got = diff(&["a", "b", "c", "d"], &["a", "x", "d", "e"]);
        let shown: Vec<_> = got.iter().map(|s| (s.old.clone(), s.new.clone(), s.same)).collect();
        assert_eq!(shown, [(0..1, 0..1, true), (1..3, 1..2, false), (3..4, 2..3, true), (4..4, 3..4, false)]);
    }

    #[test]
    fn rows_that_have_nothing_in_common_take_bounded_time() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..60_000).map(|i| i % 17).collect(), (0..60_000).map(|i| (i * 7 + i / 13) % 19).collect());
        let got = diff(&old, &new);
        assert_eq!((got.last().map(|s| s.old.end), got.last().map(|s| s.new.end)), (Some(60_000), Some(60_000)));
    }

    proptest! {
        #[test]
        fn tokens_of_any_text_stand_on_graphemes_and_lose_no_letter(text in "\\PC{0,40}") {
            let borders: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            let mut letters = 0;
            for t in tokens(&text, Span::new(0, text.len())) {
                prop_assert!(borders.contains(&t.start) && borders.contains(&t.end), "{t:?}");
                letters += t.slice(&text).chars().filter(|c| !c.is_whitespace()).count();
            }
            prop_assert_eq!(letters, text.chars().filter(|c| !c.is_whitespace()).count());
        }

        #[test]
        fn any_two_rows_are_covered(old in proptest::collection::vec(0_u8..6, 0..40), new in proptest::collection::vec(0_u8..6, 0..40)) {
            let (mut a, mut b) = (0, 0);
            for s in diff(&old, &new) {
                prop_assert_eq!((s.old.start, s.new.start), (a, b));
                prop_assert!(!s.same || old[s.old.clone()] == new[s.new.clone()]);
                (a, b) = (s.old.end, s.new.end);
            }
            prop_assert_eq!((a, b), (old.len(), new.len()));
        }
    }
}
