//! Which passages render which.

use std::ops::Range;

/// A group of neighbouring source passages and the neighbouring target passages that render them. One side may be
/// empty: what was not translated, or was added.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Indexes of source passages.
    pub source: Range<usize>,
    /// Indexes of target passages.
    pub target: Range<usize>,
    /// How likely it is that the two render each other, 0–1; 0 when a side is empty.
    pub score: f32,
}

/// All links of an article, in the order of the target; every passage is in exactly one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pairing {
    /// The links.
    pub links: Vec<Link>,
}
