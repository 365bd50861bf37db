//! A pair as the stages see it: two documents, what was read in them, and which passages render which.

use crate::model::{Document, Link, Mention, Pairing, Passage};
use crate::text::Span;
use jiff::civil::Date;
use std::ops::Range;

/// What was read on one side.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Sentences of the news blocks, in order.
    pub passages: Vec<Passage>,
    /// Values read in them, in order.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// Indexes of the mentions that stand in the given passages.
    pub fn mentions_in(&self, passages: &Range<usize>) -> Range<usize> {
        let Some(within) = self.passages.get(passages.clone()).filter(|w| !w.is_empty()) else { return 0..0 };
        let (start, end) = (within[0].span.start, within[within.len() - 1].span.end);
        self.mentions.partition_point(|m| m.span.start < start)..self.mentions.partition_point(|m| m.span.start < end)
    }

    /// From the first of the given passages to the last; there must be one.
    pub fn cover(&self, passages: &Range<usize>) -> Span {
        let within = &self.passages[passages.clone()];
        Span::new(within[0].span.start, within[within.len() - 1].span.end)
    }

    /// The passage that holds byte `offset` of the reading form, or the next one.
    pub fn passage_at(&self, offset: usize) -> Option<usize> {
        let i = self.passages.partition_point(|p| p.span.end <= offset);
        (i < self.passages.len()).then_some(i)
    }
}

/// All that is known of a pair once it was read and paired.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The Korean document.
    pub source: &'a Document<'a>,
    /// The English document.
    pub target: &'a Document<'a>,
    /// What was read in the Korean.
    pub ko: &'a Reading,
    /// What was read in the English.
    pub en: &'a Reading,
    /// Which passages render which.
    pub pairing: &'a Pairing,
    /// The day of publication in Korea.
    pub date: Option<Date>,
}

impl Pair<'_> {
    /// The link that holds a source passage.
    pub fn link_of_source(&self, passage: usize) -> Option<&Link> {
        self.pairing.links.iter().find(|l| l.source.contains(&passage))
    }

    /// The link that holds a target passage.
    pub fn link_of_target(&self, passage: usize) -> Option<&Link> {
        self.pairing.links.iter().find(|l| l.target.contains(&passage))
    }
}
