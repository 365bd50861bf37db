//! One figure of the English with everything that an operator needs to change it, and the changes that it asks for.

use super::numeral::{Numeral, numerals};
use crate::model::{Amount, Mention};
use crate::text::Span;
use smallvec::{SmallVec, smallvec};

/// New words in the place of old ones.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Change {
    /// Where the old words stand, in bytes of the English reading form.
    pub span: Span,
    /// The new ones.
    pub new: String,
}

/// One way to make a good translation wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mutation {
    /// The changes, in order, not overlapping.
    pub changes: SmallVec<[Change; 2]>,
    /// Index of the mention that is changed.
    pub mention: usize,
}

/// A figure of the English.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a> {
    /// The reading form of the English.
    pub(super) text: &'a str,
    /// All its mentions.
    pub(super) mentions: &'a [Mention],
    /// Which of them this is about.
    pub(super) index: usize,
    /// The sentence that it stands in.
    pub(super) sentence: Span,
    /// A number that is the same in every run, for choices that do not matter.
    pub(super) chance: u64,
}

impl<'a> Site<'a> {
    pub(super) fn mention(&self) -> &'a Mention {
        &self.mentions[self.index]
    }

    pub(super) fn amount(&self) -> Option<Amount> {
        self.mention().value.amount()
    }

    /// The numeral that says the figure, where one does, and its digits are those of the value.
    pub(super) fn number(&self) -> Option<Numeral> {
        number(self.text, self.mention())
    }

    /// Every numeral of the figure.
    pub(super) fn numerals(&self) -> Vec<Numeral> {
        numerals(self.text, self.mention().span)
    }

    /// One of `n` choices.
    pub(super) fn choose(&self, n: usize) -> usize {
        usize::try_from(self.chance % (n.max(1) as u64)).unwrap_or(0)
    }

    /// A mutation of one place.
    pub(super) fn change(&self, span: Span, new: impl Into<String>) -> Mutation {
        Mutation { changes: smallvec![Change { span, new: new.into() }], mention: self.index }
    }

    /// Where a word stands in the figure, as a whole word, in small letters or with a capital.
    pub(super) fn find(&self, word: &str) -> Option<Span> {
        find(self.text, self.mention().span, word)
    }

    /// The first row of a table whose left side stands in the figure, turned into its right side.
    pub(super) fn replace(&self, table: &[(&str, &str)]) -> Option<Mutation> {
        let (span, new) = first(self.text, self.mention().span, table)?;
        Some(self.change(span, new))
    }
}

/// The numeral that says a mention's value.
pub(super) fn number(text: &str, mention: &Mention) -> Option<Numeral> {
    let value = mention.value.amount()?.single()?.abs();
    numerals(text, mention.span).into_iter().find(|n| n.value == value)
}

/// Where a phrase stands, as whole words; its first letter may be a capital.
pub(super) fn find(text: &str, within: Span, phrase: &str) -> Option<Span> {
    let hay = within.slice(text);
    let letter = |c: char| c.is_ascii_alphanumeric();
    let word = phrase.starts_with(letter);
    hay.char_indices().map(|(at, _)| at).find_map(|at| {
        let there = hay.get(at..at + phrase.len()).filter(|t| t.eq_ignore_ascii_case(phrase) && t.as_bytes()[1..] == phrase.as_bytes()[1..])?;
        let bounded = !(word && hay[..at].ends_with(letter) || phrase.ends_with(letter) && hay[at + there.len()..].starts_with(letter));
        bounded.then(|| Span::new(within.start + at, within.start + at + phrase.len()))
    })
}

/// The phrase of a table that stands first, of those that start at one place the longest, and what to put there.
pub(super) fn first(text: &str, within: Span, table: &[(&str, &str)]) -> Option<(Span, String)> {
    let hits = table.iter().filter_map(|(old, new)| find(text, within, old).map(|span| (span, *new)));
    let (span, new) = hits.min_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)))?;
    Some((span, super::numeral::cased(new, span.slice(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words() {
        let text = "More than 30 won; the won";
        let all = Span::new(0, text.len());
        assert_eq!(find(text, all, "more than"), Some(Span::new(0, 9)));
        assert_eq!(find(text, all, "on"), None);
        assert_eq!(first(text, all, &[("won", "dollars"), ("more than", "less than")]), Some((Span::new(0, 9), "Less than".to_owned())));
        assert_eq!(first(text, Span::new(9, text.len()), &[("won", "dollars")]), Some((Span::new(13, 16), "dollars".to_owned())));
    }
}
