//! Rule `disclosure-missing`: the article declares that a machine translated it, and tells its readers nothing of it.

use super::disclosure::disclosures;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Rule, Severity, TranslatorKind};

static RULE: Rule =
    Rule { id: "disclosure-missing", mqm: "Accuracy/Omission", its: "legal", severity: Severity::Major, page: include_str!("disclosure_missing.md") };

/// The rule at work.
pub(super) struct Missing;

pub(super) static CHECK: Missing = Missing;

impl Check for Missing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let Some(declared) = pair.target.meta.declared.as_deref().filter(|d| d.kind() == TranslatorKind::Machine) else { return };
        let mut line = None;
        for disclosure in disclosures(pair.target) {
            if disclosure.tells_of_machine() {
                return;
            }
            line = Some(disclosure.span);
        }
        let what = ["model", "tool", "name"].iter().find_map(|f| declared.get(f)).map_or_else(String::new, |name| format!(" ({name})"));
        let (span, message) = match line {
            // That a person is named in its place is another mistake.
            Some(span) if names_a_person(span.slice(pair.target.text())) => return,
            Some(span) => (span, format!("The article declares a machine as its translator{what}; this line does not say so")),
            None => match pair.en.passages.last() {
                Some(last) => (last.span, format!("The article declares a machine as its translator{what}; no line tells readers so")),
                None => return,
            },
        };
        let example = "for example: Translated from the Korean using generative AI and edited by …";
        report.push(Draft::new(&RULE, 0.95, message).explain(example).target(Label::new(span, "nothing about a machine")).finish(pair));
    }
}

fn names_a_person(line: &str) -> bool {
    let span = crate::text::Span::new(0, line.len());
    super::disclosure::Disclosure { span, text: line }.person(&["translated by", "translation by", "translator:"]).is_some()
}
