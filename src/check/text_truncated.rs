//! Rule `text-truncated`: the English stops before the Korean does.

use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::extent;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "text-truncated", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("text_truncated.md") };

/// The rule at work.
pub(super) struct TextTruncated;

pub(super) static CHECK: TextTruncated = TextTruncated;

impl Check for TextTruncated {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let Some(rest) = &evidence.passages().cut_off else { return };
        let source = Label::new(extent(&pair.ko.passages[rest.clone()]), "not translated");
        let message = match rest.len() {
            1 => "The English stops here; one more Korean sentence follows".to_owned(),
            n => format!("The English stops here; {n} more Korean sentences follow"),
        };
        let mut draft = Draft::new(&RULE, 0.8, message).source(source);
        if let Some(last) = pair.en.passages.last() {
            draft = draft.target(Label::new(last.span, "the last that is translated"));
        }
        report.push(draft.finish(pair));
    }
}
