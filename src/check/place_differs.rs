//! Rule `place-differs`: the English names another country, city or island than the Korean does.

use crate::check::entity::{self, Sort};
use crate::check::{Check, Evidence};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "place-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("place_differs.md"),
};

/// The rule at work.
pub(super) struct PlaceDiffers;

pub(super) static CHECK: PlaceDiffers = PlaceDiffers;

impl Check for PlaceDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        entity::report(&RULE, Sort::Place, pair, evidence, report);
    }
}
