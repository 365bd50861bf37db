//! Rule `country-differs`: 한·일, 방미, 미국 국방부: another country in the English.

use crate::check::{Check, Evidence, said};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "country-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("country_differs.md"),
};

/// The rule at work.
pub(super) struct CountryDiffers;

pub(super) static CHECK: CountryDiffers = CountryDiffers;

impl Check for CountryDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
    }
}
