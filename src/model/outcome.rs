//! What came of checking one pair.

use crate::model::Finding;

/// Whether everything that was asked for was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// It was.
    Checked,
    /// Something was not, for the reason given; findings may still be there, but their absence means nothing.
    Incomplete(String),
}

/// What was compared, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Mentions read in the Korean.
    pub mentions_source: usize,
    /// Mentions read in the English.
    pub mentions_target: usize,
    /// Mentions of the Korean whose counterpart in the English was found to say the same.
    pub agreed: usize,
    /// Mentions that could be neither confirmed nor doubted.
    pub undecided: usize,
    /// Passages of the Korean.
    pub passages_source: usize,
    /// Passages of the English.
    pub passages_target: usize,
    /// Passages of either side that have no counterpart and were therefore not compared.
    pub unpaired: usize,
}

/// What came of checking one pair.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// Whether all of it was checked.
    pub status: Status,
    /// The findings, worst first, then in the order of the text.
    pub findings: Vec<Finding>,
    /// What was compared.
    pub counts: Counts,
}
