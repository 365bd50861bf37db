//! A Korean form in its link, and what the English of that link has for it.

use crate::model::{Link, Mention, NameClass, Pair, Passage, Value};
use crate::names::{Verdict, name_match};
use crate::text::Span;
use smallvec::SmallVec;

/// A Korean form in its link, and the English of that link.
pub(super) struct Place<'p> {
    pub(super) pair: &'p Pair<'p>,
    pub(super) link: &'p Link,
    /// The Korean form, in bytes of the Korean reading form.
    pub(super) source: Span,
    /// The English of the link.
    pub(super) target: Span,
}

/// Neighbouring passages as one stretch.
pub(super) fn cover(passages: &[Passage]) -> Span {
    passages.iter().fold(passages[0].span, |s, p| s.cover(p.span))
}

/// Where an English form stands in a stretch of text as whole words: as it is written, or in any case when it is all in lower case.
pub(super) fn find(text: &str, within: Span, form: &str) -> SmallVec<[Span; 2]> {
    let any_case = !form.bytes().any(|b| b.is_ascii_uppercase());
    let bytes = within.slice(text).as_bytes();
    let is = |window: &[u8]| if any_case { window.eq_ignore_ascii_case(form.as_bytes()) } else { window == form.as_bytes() };
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    bytes
        .windows(form.len().max(1))
        .enumerate()
        .filter(|(_, window)| is(window))
        .map(|(at, _)| Span::new(at, at + form.len()).shift(within.start))
        .filter(|s| !inside(text[..s.start].chars().next_back()) && !inside(text[s.end..].chars().next()))
        .collect()
}

/// The people, and the names of which nothing is known, among mentions: where, and what they are called.
fn names(mentions: &[Mention], partial: bool) -> impl Iterator<Item = (Span, &str)> {
    mentions.iter().filter_map(move |m| match &m.value {
        Value::Name(n) if n.entity.is_none() && (partial || !n.partial) && matches!(n.class, NameClass::Person | NameClass::Other) => Some((m.span, &*n.text)),
        _ => None,
    })
}

fn spells(ko: &str, en: &str) -> bool {
    name_match(ko, en).verdict == Verdict::Match
}

impl<'p> Place<'p> {
    /// The Korean form, as it is written.
    pub(super) fn korean(&self) -> &'p str {
        self.source.slice(self.pair.source.text())
    }

    /// Where an English form stands in the link.
    pub(super) fn find(&self, form: &str) -> SmallVec<[Span; 2]> {
        find(self.pair.target.text(), self.target, form)
    }

    /// Full names in the English that spell this Korean name and no other name of the Korean.
    pub(super) fn spelled(&self, ko: &str) -> SmallVec<[Span; 2]> {
        let found = names(&self.pair.en.mentions[self.pair.en.mentions_in(&self.link.target)], false);
        found.filter(|(_, en)| en.contains([' ', '-']) && spells(ko, en) && !self.spells_another(ko, en)).map(|(span, _)| span).collect()
    }

    /// Single words in the names of the English that spell this Korean name and no other name of the Korean.
    pub(super) fn spelled_in_a_word(&self, ko: &str) -> SmallVec<[Span; 2]> {
        let text = self.pair.target.text();
        let words = names(&self.pair.en.mentions[self.pair.en.mentions_in(&self.link.target)], true).flat_map(|(span, _)| {
            let name = span.slice(text);
            name.split(' ').map(move |word| Span::new(0, word.len()).shift(span.start + (word.as_ptr() as usize - name.as_ptr() as usize)))
        });
        words.filter(|at| spells(ko, at.slice(text)) && !self.spells_another(ko, at.slice(text))).collect()
    }

    /// Whether an English name spells another name of the Korean.
    fn spells_another(&self, ko: &str, en: &str) -> bool {
        names(&self.pair.ko.mentions[self.pair.ko.mentions_in(&self.link.source)], false).any(|(_, other)| other != ko && spells(other, en))
    }
}
