//! Rule `negation-lost`: the Korean denies something that the English affirms.

use crate::check::said::{self, Told};
use crate::check::{Check, Evidence};
use crate::compare::senses::Clash;
use crate::compare::senses::turned::TURNED;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "negation-lost", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("negation_lost.md") };

/// The rule at work.
pub(super) struct NegationLost;

pub(super) static CHECK: NegationLost = NegationLost;

impl Check for NegationLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
    }
}

fn told(clash: &Clash, korean: &str, english: &str) -> Told {
    if clash.says == TURNED {
        let message = format!("{korean} denies one and affirms the other; the English has them the other way round: “{english}”");
        return (0.8, message, "what stands before 아니라 is denied; the English words for it stand where it affirms".to_owned());
    }
    if clash.means.is_empty() {
        let message = format!("{korean} denies something; nothing in the English says “not”, in whatever words");
        return (0.78, message, "the Korean ends in a denial, and no word of the English sentence can render one".to_owned());
    }
    let message = format!("{korean} denies “{}”; the English affirms it with “{english}”", clash.means);
    (0.85, message, "the Korean has a word for “not” here, and no word of the English says so".to_owned())
}
