//! Rule `title-differs`: a title became another: 원내대표 as “leader”, 차관 as “minister”, 코치 as “head coach”.

use crate::check::{Check, Evidence, said};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "title-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("title_differs.md"),
};

/// The rule at work.
pub(super) struct TitleDiffers;

pub(super) static CHECK: TitleDiffers = TitleDiffers;

impl Check for TitleDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
    }
}
