//! Rule `institution-confused`: the English names another ministry, agency, court or parliament than the Korean does.

use crate::check::entity::{self, Sort};
use crate::check::{Check, Evidence};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "institution-confused",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("institution_confused.md"),
};

/// The rule at work.
pub(super) struct InstitutionConfused;

pub(super) static CHECK: InstitutionConfused = InstitutionConfused;

impl Check for InstitutionConfused {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        entity::report(&RULE, Sort::Power, pair, evidence, report);
    }
}
