//! Rule `negation-added`: the English denies something that the Korean affirms.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "negation-added", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("negation_added.md") };

/// The rule at work.
pub(super) struct NegationAdded;

pub(super) static CHECK: NegationAdded = NegationAdded;

impl Check for NegationAdded {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, english: &str) -> Told {
    let message = format!("{korean} affirms “{}”; the English denies it with “{english}”", clash.means);
    (0.82, message, "the English has a word for “not” here, and no word of the Korean says so".to_owned())
}
