//! Passages: the sentences that are paired and compared.

use crate::model::BlockKind;
use crate::text::Span;

/// One sentence of an article, within one block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Where it stands, in bytes of the document's reading form, without the space around it.
    pub span: Span,
    /// The kind of block that it stands in.
    pub kind: BlockKind,
    /// Index of that block among the document's blocks.
    pub block: usize,
}
