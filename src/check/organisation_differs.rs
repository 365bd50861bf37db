//! Rule `organisation-differs`: the English names another company, party, school or newspaper than the Korean does.

use crate::check::entity::{self, Sort};
use crate::check::{Check, Evidence};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "organisation-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("organisation_differs.md"),
};

/// The rule at work.
pub(super) struct OrganisationDiffers;

pub(super) static CHECK: OrganisationDiffers = OrganisationDiffers;

impl Check for OrganisationDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        entity::report(&RULE, Sort::Organisation, pair, evidence, report);
    }
}
