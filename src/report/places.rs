//! Lines and columns of the places that a report names.

use crate::model::{Document, Label};
use crate::text::Position;

/// Lines and columns of all the places in one document, found in one walk over it however many there are.
pub(super) struct Places<'a> {
    pub(super) document: &'a Document<'a>,
    found: Vec<(usize, Position)>,
}

impl<'a> Places<'a> {
    /// Finds the starts of the given labels.
    pub(super) fn new<'l>(document: &'a Document<'a>, labels: impl Iterator<Item = &'l Label>) -> Self {
        let mut offsets: Vec<usize> = labels.map(|l| document.original(l.span).start).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let (mut at, mut line, mut column) = (0, 1, 1);
        let mut found = Vec::with_capacity(offsets.len());
        for offset in offsets {
            for c in document.given.get(at..offset).unwrap_or("").chars() {
                (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            at = offset;
            found.push((offset, Position { line, column }));
        }
        Self { document, found }
    }

    /// The line and column of the start of one of them.
    pub(super) fn position(&self, offset: usize) -> Position {
        let at = self.found.binary_search_by_key(&offset, |&(o, _)| o);
        at.map_or(Position { line: 1, column: 1 }, |i| self.found[i].1)
    }
}
