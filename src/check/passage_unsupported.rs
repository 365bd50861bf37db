//! Rule `passage-unsupported`: English passages that nothing in the Korean stands behind, by what is in them.

use crate::check::passage_untranslated::told;
use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::extent;
use crate::model::{Addition, Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "passage-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("passage_unsupported.md") };

/// The rule at work.
pub(super) struct PassageUnsupported;

pub(super) static CHECK: PassageUnsupported = PassageUnsupported;

impl Check for PassageUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let left = evidence.settings.leave.may_add(Addition::Background);
        // A passage that may be added is told of by the one fact in it.
        for alone in evidence.passages().unsupported.iter().filter(|a| !(left && a.only_figure().is_some())) {
            let span = extent(&pair.en.passages[alone.passages.clone()]);
            let (severity, confidence) = match alone.weight() {
                0 | 1 if left => (Severity::Minor, 0.6),
                _ => (Severity::Major, 0.7),
            };
            let message = format!("Nothing in the Korean stands behind this passage{}", told(alone, "tells what no word around it does"));
            report.push(Draft::new(&RULE, confidence, message).severity(severity).target(Label::new(span, "not in the Korean")).finish(pair));
        }
    }
}
