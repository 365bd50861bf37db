//! Rule `south-north`: North Korea became South Korea, or the other way round.

use crate::check::{Check, Evidence, said};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "south-north",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Critical,
    page: include_str!("south_north.md"),
};

/// The rule at work.
pub(super) struct SouthNorth;

pub(super) static CHECK: SouthNorth = SouthNorth;

impl Check for SouthNorth {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
    }
}
