//! Rule `legal-stage`: a step of the law became another: 송치 as “indicted”, 집행유예 as prison, 기각 as “upheld”.

use crate::check::{Check, Evidence, said};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "legal-stage",
    mqm: "Accuracy/Mistranslation/Terminology",
    its: "mistranslation",
    severity: Severity::Critical,
    page: include_str!("legal_stage.md"),
};

/// The rule at work.
pub(super) struct LegalStage;

pub(super) static CHECK: LegalStage = LegalStage;

impl Check for LegalStage {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
    }
}
