//! Rule `modality-differs`: what the Korean says is considered, likely or somebody’s opinion stands in the English as settled.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "modality-differs",
    mqm: "Accuracy/Mistranslation",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("modality_differs.md"),
};

/// The rule at work.
pub(super) struct ModalityDiffers;

pub(super) static CHECK: ModalityDiffers = ModalityDiffers;

impl Check for ModalityDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, _: &str) -> Told {
    let message = format!("{korean} says “{}”; the English tells it as settled", clash.means);
    (0.76, message, "no word of the English sentence says that this is considered, likely or an opinion".to_owned())
}
