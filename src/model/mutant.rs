//! What came of a mutation test: good translations with one figure changed, and whether each change was found.

use crate::model::Severity;

/// What became of one changed figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fate {
    /// A finding that stops an editor points at it.
    Caught,
    /// Only a milder finding does.
    Noticed,
    /// Nothing does.
    Missed,
}

/// One changed figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mutant {
    /// Name of the operator that changed it.
    pub operator: &'static str,
    /// Identifier of the pair.
    pub pair: String,
    /// The sentence as it was before the change.
    pub sentence: String,
    /// The words that were changed; two figures that changed places are told with a bar between.
    pub from: String,
    /// What stands there now.
    pub to: String,
    /// What became of it.
    pub fate: Fate,
    /// The rule of the worst finding that points at it.
    pub rule: Option<&'static str>,
    /// Whether, missed here, it made the program suspect another place.
    pub elsewhere: bool,
}

/// What one operator does, and what of its changes was not put to the test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trade {
    /// Its name.
    pub name: &'static str,
    /// What it changes, in a few words.
    pub about: &'static str,
    /// Whether its mutants count in the total: at a hedge that was dropped the program is meant to point mildly.
    pub counted: bool,
    /// Changes after which the two sides still say the same to a reader of news.
    pub equivalent: usize,
    /// Changes after which no value was read at the place any more.
    pub unread: usize,
}

/// A good pair about which the program is wrong, or a pair that is not good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alarm {
    /// Identifier of the pair.
    pub pair: String,
    /// The rule.
    pub rule: &'static str,
    /// How bad it is said to be.
    pub severity: Severity,
    /// The line that an editor reads.
    pub message: String,
}

/// The whole test.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SelfTest {
    /// Pairs that were tested: good ones, without a finding that stops an editor.
    pub pairs: usize,
    /// Their English sentences.
    pub sentences: usize,
    /// Pairs that were left out, because the program stops an editor at them as they stand, with the first finding of each.
    pub alarms: Vec<Alarm>,
    /// Pairs that could not be tested, each with the reason.
    pub untested: Vec<(String, String)>,
    /// The operators, in their order.
    pub trades: Vec<Trade>,
    /// The mutants, in the order of the pairs.
    pub mutants: Vec<Mutant>,
}
