//! Stage: from paired values to findings. One file a rule, with its page beside it.
//!
//! To add a rule: write `<id>.rs` and `<id>.md` here and add one line to [`CHECKS`].

mod chatter_left;
mod draft;
mod hangul_left;
mod institution_differs;
mod name_differs;
mod name_spelling;
mod name_unsupported;

pub use draft::Draft;

use crate::compare::name::NameEvidence;
use crate::model::{Counts, Finding, Pair, Rule};

/// One rule at work.
pub trait Check: Sync {
    /// What it is called and how it is classified.
    fn rule(&self) -> &'static Rule;

    /// Looks at a pair and reports what is suspect.
    fn run(&self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>);
}

/// What is worked out once for all rules: which values of the two sides stand for each other.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Names, compared link by link.
    pub names: NameEvidence,
}

/// Every rule, in the order of the ids.
pub static CHECKS: &[&dyn Check] = &[
    &chatter_left::ChatterLeft,
    &hangul_left::HangulLeft,
    &institution_differs::InstitutionDiffers,
    &name_differs::NameDiffers,
    &name_spelling::NameSpelling,
    &name_unsupported::NameUnsupported,
];

/// Every rule, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|c| c.rule())
}

/// Runs every rule over a pair: the findings in the order of the rules, and what was compared.
pub fn check(pair: &Pair<'_>) -> (Vec<Finding>, Counts) {
    let evidence = Evidence { names: NameEvidence::of(pair) };
    let mut findings = Vec::new();
    for check in CHECKS {
        check.run(pair, &evidence, &mut findings);
    }
    (findings, Counts::default())
}
