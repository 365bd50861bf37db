//! Rule `acting-lost`: 대행, “acting”, is not told, so that the English has somebody in an office that is only looked after.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule { id: "acting-lost", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("acting_lost.md") };

/// The rule at work.
pub(super) struct ActingLost;

pub(super) static CHECK: ActingLost = ActingLost;

impl Check for ActingLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, english: &str) -> Told {
    let message = format!("{korean} means “{}”; the English says “{english}” without “acting”", clash.means);
    (0.85, message, "대행 is somebody who looks after an office; no word of the English sentence says so".to_owned())
}
