//! Rule `term-differs`: a word became its neighbour: 법인세 as “income tax”, 외손녀 as “niece”, 동해 as “West Sea”.

use crate::check::{Check, Evidence, said};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "term-differs",
    mqm: "Accuracy/Mistranslation/Terminology",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("term_differs.md"),
};

/// The rule at work.
pub(super) struct TermDiffers;

pub(super) static CHECK: TermDiffers = TermDiffers;

impl Check for TermDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
    }
}
