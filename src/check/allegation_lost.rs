//! Rule `allegation-lost`: what the Korean calls a suspicion stands in the English as a fact.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "allegation-lost", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Critical, page: include_str!("allegation_lost.md") };

/// The rule at work.
pub(super) struct AllegationLost;

pub(super) static CHECK: AllegationLost = AllegationLost;

impl Check for AllegationLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, _: &str) -> Told {
    let message = format!("{korean} makes this a suspicion (“{}”); the English tells it as a fact", clash.means);
    (0.8, message, "no word of the English sentence says that this is alleged, suspected, claimed or charged".to_owned())
}
