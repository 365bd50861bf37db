//! Rule `wrong-article`: the two articles are no translation of each other.

use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::extent;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "wrong-article", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("wrong_article.md") };

/// The rule at work.
pub(super) struct WrongArticle;

pub(super) static CHECK: WrongArticle = WrongArticle;

impl Check for WrongArticle {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        if !evidence.passages().strangers {
            return;
        }
        let (ko, en) = (extent(&pair.ko.passages), extent(&pair.en.passages));
        let message = "These two are not a translation of each other: hardly a passage of the one goes with one of the other";
        let explanation = "no names, figures or words of the list run through both; nothing else was compared";
        report
            .push(Draft::new(&RULE, 0.9, message).explain(explanation).source(Label::new(ko, "the Korean")).target(Label::new(en, "the English")).finish(pair));
    }
}
