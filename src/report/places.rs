//! Lines and columns of the places that a report names.

use crate::model::{Counted, Document, Label, Origin};
use crate::text::Position;

/// Lines and columns of all the places in one document, found in one walk over it however many there are.
pub(super) struct Places<'a> {
    pub(super) document: &'a Document<'a>,
    found: Vec<(usize, Origin)>,
}

impl<'a> Places<'a> {
    /// Finds the starts of the given labels.
    pub(super) fn new<'l>(document: &'a Document<'a>, labels: impl Iterator<Item = &'l Label>) -> Self {
        let mut offsets: Vec<usize> = labels.map(|l| document.original(l.span).start).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut found = Vec::with_capacity(offsets.len());
        let (mut at, mut place) = (0, Origin::default());
        if let Counted::From(origin) = document.counted {
            place = origin;
        }
        for offset in offsets {
            if document.counted == Counted::InSegment
                && let Some(segment) = document.segment_at(offset).filter(|s| s.given.start >= at)
            {
                (at, place) = (segment.given.start, Origin::default());
            }
            place = place.behind(document.given.get(at..offset).unwrap_or(""));
            at = offset;
            found.push((offset, place));
        }
        Self { document, found }
    }

    /// The line and column of the start of one of them.
    pub(super) fn position(&self, offset: usize) -> Position {
        let Origin { line, column, .. } = self.origin(offset);
        Position { line, column }
    }

    /// The start of one of them in every unit of columns.
    pub(super) fn origin(&self, offset: usize) -> Origin {
        let at = self.found.binary_search_by_key(&offset, |&(o, _)| o);
        at.map_or_else(|_| Origin::default(), |i| self.found[i].1)
    }
}
