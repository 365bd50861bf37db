//! Rule `former-lost`: 전 or 전직, “former”, is not told, so that the English has somebody in an office that was left.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule { id: "former-lost", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("former_lost.md") };

/// The rule at work.
pub(super) struct FormerLost;

pub(super) static CHECK: FormerLost = FormerLost;

impl Check for FormerLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(_: &Clash, korean: &str, english: &str) -> Told {
    let message = format!("{korean} is somebody who held the office before; the English says “{english}” without “former”");
    (0.8, message, "전 and 전직 before a title mean “former”; no word of the English sentence says so".to_owned())
}
