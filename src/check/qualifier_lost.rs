//! Rule `qualifier-lost`: a denial, an exception or a source that the Korean gives and the English leaves out.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "qualifier-lost", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("qualifier_lost.md") };

/// The rule at work.
pub(super) struct QualifierLost;

pub(super) static CHECK: QualifierLost = QualifierLost;

impl Check for QualifierLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, _: &str) -> Told {
    let message = format!("{korean} qualifies what is told (“{}”); the English leaves it out", clash.means);
    (0.8, message, "no word of the English here says so, and without it the rest says more than the Korean does".to_owned())
}
