//! Rule `gender-differs`: the English has a woman for a man, or a man for a woman, where Korean pronouns leave it open.

use super::said;
use crate::check::{Check, Draft, Evidence};
use crate::compare::gender::{Gender, Misgendered, misgendered};
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "gender-differs", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Major, page: include_str!("gender_differs.md") };

/// The rule at work.
pub(super) struct GenderDiffers;

pub(super) static CHECK: GenderDiffers = GenderDiffers;

impl Check for GenderDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, said::contrary);
        report.extend(misgendered(pair).iter().map(|m| pronoun(pair, m)));
    }
}

fn pronoun(pair: &Pair<'_>, found: &Misgendered) -> Finding {
    let (korean, english) = (found.korean.slice(pair.source.text()), found.english.slice(pair.target.text()));
    let (is, right) = match found.gender {
        Gender::Female => ("a woman", "she"),
        Gender::Male => ("a man", "he"),
    };
    let message = format!("{korean} tells that this is {is}; the English says “{english}”");
    let explanation = format!("그 tells no gender; the only person of this passage is told to be {is}, so that “{right}” is meant");
    let label = |span, note: &str| Label { span, value: None, note: note.to_owned() };
    Draft::new(&RULE, 0.75, message).explain(explanation).source(label(found.korean, is)).target(label(found.english, "the other gender")).finish(pair)
}
