//! Rule `reason-unsupported`: a reason or a circumstance of the English of which the Korean says nothing.

use crate::check::{Check, Draft, Evidence};
use crate::compare::added::added;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "reason-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("reason_unsupported.md") };

/// The rule at work.
pub(super) struct ReasonUnsupported;

pub(super) static CHECK: ReasonUnsupported = ReasonUnsupported;

impl Check for ReasonUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        for phrase in added(pair) {
            let en = phrase.span.slice(pair.target.text());
            let message = format!("“{en}” gives a reason; the Korean gives none");
            let explanation = format!("{} words of the phrase are in the word list, and none of them renders a word of the Korean passage", phrase.told.lost);
            report.push(Draft::new(&RULE, 0.7, message).explain(explanation).target(Label::new(phrase.span, "not in the Korean")).finish(pair));
        }
    }
}
