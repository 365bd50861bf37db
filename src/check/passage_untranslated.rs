//! Rule `passage-untranslated`: Korean passages that nothing in the English renders, by what is in them.

use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::{Alone, extent};
use crate::model::{Finding, Label, Omission, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "passage-untranslated", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("passage_untranslated.md") };

/// The rule at work.
pub(super) struct PassageUntranslated;

pub(super) static CHECK: PassageUntranslated = PassageUntranslated;

impl Check for PassageUntranslated {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let left = evidence.settings.leave.may_trim(Omission::Background);
        // A passage that may be trimmed is told of by the one fact in it.
        for alone in evidence.passages().untranslated.iter().filter(|a| !(left && a.only_figure().is_some())) {
            let span = extent(&pair.ko.passages[alone.passages.clone()]);
            let (severity, confidence) = match alone.weight() {
                0 | 1 if left => (Severity::Minor, 0.6),
                _ => (Severity::Major, 0.7),
            };
            let what = told(alone, "tells of a charge or of victims");
            let message = format!("The English has nothing for this passage{what}");
            report.push(Draft::new(&RULE, confidence, message).severity(severity).source(Label::new(span, "not translated")).finish(pair));
        }
    }
}

/// What is in passages that stand on one side only, as a clause to add.
pub(super) fn told(alone: &Alone, grave: &str) -> String {
    let figures = match alone.figures.len() {
        0 => None,
        1 => Some("gives a figure that stands nowhere else".to_owned()),
        n => Some(format!("gives {n} figures that stand nowhere else")),
    };
    let parts = [figures, alone.quoted.then(|| "quotes somebody".to_owned()), alone.grave.then(|| grave.to_owned())];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(", which {}", parts.join(" and ")) }
}
