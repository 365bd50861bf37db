//! Stage: from blocks to sentences.

use crate::model::{Document, Passage};

/// Splits the news blocks of a document into sentences: in order, not overlapping, each inside its block.
pub fn segment(document: &Document<'_>) -> Vec<Passage> {
    document.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_news()).map(|(block, b)| Passage { span: b.span, kind: b.kind, block }).collect()
}
