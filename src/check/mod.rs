//! Stage: from paired values to findings. One file a rule, with its page beside it.

use crate::model::{Document, Finding, Pairing, Rule};
use crate::pipeline::Reading;
use jiff::civil::Date;

/// All that the rules see of a pair.
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

/// Every rule, in the order of their ids.
pub fn rules() -> Vec<&'static Rule> {
    Vec::new()
}

/// Runs every rule over a pair.
pub fn check(pair: &Pair<'_>) -> Vec<Finding> {
    let _ = pair;
    Vec::new()
}
