//! Phrases beside a figure that say what it is compared with, or per what it is told: 전년 동기 대비, 월, ㎡당 on one side,
//! "from a year earlier", "a month", "per square meter" on the other.

use crate::model::{Mention, Pair};
use crate::text::lines::floor;
use crate::text::{Span, Stems};
use aho_corasick::AhoCorasick;

/// Phrases and what they stand for.
pub(super) type Table<K> = &'static [(&'static str, K)];

/// Phrases of a table, all sought in one pass.
pub(super) struct Phrases<K: 'static> {
    table: Table<K>,
    finder: Option<AhoCorasick>,
}

impl<K: Copy> Phrases<K> {
    /// Those of a table.
    pub(super) fn new(table: Table<K>) -> Self {
        // Building fails only where there are millions of phrases.
        Self { table, finder: AhoCorasick::new(table.iter().map(|(phrase, _)| phrase)).ok() }
    }

    /// Every phrase in a stretch of a text: where it stands, and what it stands for.
    fn each<'a>(&'a self, text: &'a str, within: Span) -> impl Iterator<Item = (Span, K)> + 'a {
        let found = self.finder.iter().flat_map(move |f| f.find_overlapping_iter(within.slice(text)));
        found.map(move |m| (Span::new(m.start(), m.end()).shift(within.start), self.table[m.pattern().as_usize()].1))
    }
}

/// The last phrase in the `reach` bytes before a Korean figure, back to the figure before it.
pub(super) fn before_korean<K: Copy>(pair: &Pair<'_>, i: usize, reach: usize, stems: &Stems<K>) -> Option<(Span, K)> {
    let m = &pair.ko.mentions[i];
    let text = pair.source.text();
    let from = start_of_window(text, m, reach, sentence_start(&pair.ko.passages, m));
    let mut last = None;
    stems.each(Span::new(from, m.span.start).slice(text), |span, key| last = last.filter(|(s, _)| later(*s) > later(span)).or(Some((span, key))));
    last.map(|(span, key)| (span.shift(from), key))
}

/// What ends last comes last, of what ends together the longest.
fn later(span: Span) -> (usize, usize) {
    (span.end, span.len())
}

/// The nearest phrase to an English figure: behind it up to the next figure of its kind or the end of the clause, else before it.
pub(super) fn near_english<K: Copy>(pair: &Pair<'_>, j: usize, reach: usize, phrases: &Phrases<K>) -> Option<(Span, K)> {
    let m = &pair.en.mentions[j];
    let text = pair.target.text();
    let alike = |n: &&Mention| n.value.kind() == m.value.kind();
    let next = pair.en.mentions[j + 1..].iter().find(alike).map_or(text.len(), |n| n.span.start);
    let end = sentence_end(&pair.en.passages, m).min(next).min(floor(text, (m.span.end + reach).min(text.len())));
    let behind = Span::new(m.span.end, end.max(m.span.end));
    earliest(phrases.each(text, behind)).or_else(|| {
        let last = pair.en.mentions[..j].iter().rev().find(alike).map_or(0, |n| n.span.end);
        let from = start_of_window(text, m, reach, sentence_start(&pair.en.passages, m)).max(last.min(m.span.start));
        phrases.each(text, Span::new(from, m.span.start)).max_by_key(|(s, _)| later(*s))
    })
}

fn start_of_window(text: &str, m: &Mention, reach: usize, least: usize) -> usize {
    floor(text, m.span.start.saturating_sub(reach)).max(least).min(m.span.start)
}

fn sentence_start(passages: &[crate::model::Passage], m: &Mention) -> usize {
    passages.partition_point(|p| p.span.start <= m.span.start).checked_sub(1).map_or(0, |i| passages[i].span.start)
}

fn sentence_end(passages: &[crate::model::Passage], m: &Mention) -> usize {
    passages.get(passages.partition_point(|p| p.span.end < m.span.end)).map_or(m.span.end, |p| p.span.end)
}

fn earliest<K>(found: impl Iterator<Item = (Span, K)>) -> Option<(Span, K)> {
    found.min_by_key(|(s, _)| (s.start, std::cmp::Reverse(s.len())))
}
