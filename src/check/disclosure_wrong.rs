//! Rule `disclosure-wrong`: what the article tells its readers about its translation is not what it declares.

use super::disclosure::{Disclosure, disclosures, is_desk, may_be};
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Metadata, Pair, Rule, Severity, TranslatorKind};
use crate::text::Span;

static RULE: Rule =
    Rule { id: "disclosure-wrong", mqm: "Accuracy/Mistranslation", its: "legal", severity: Severity::Major, page: include_str!("disclosure_wrong.md") };

/// The rule at work.
pub(super) struct Wrong;

pub(super) static CHECK: Wrong = Wrong;

impl Check for Wrong {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let meta = &pair.target.meta;
        if meta.declared.is_none() && meta.editor.is_none() {
            return;
        }
        for disclosure in disclosures(pair.target) {
            if let Some((within, message)) = wrong(&disclosure, meta) {
                let span = within.shift(disclosure.span.start);
                report.push(Draft::new(&RULE, 0.9, message).target(Label::new(span, "declared otherwise")).finish(pair));
            }
        }
    }
}

/// What is wrong with a line, and where in it.
fn wrong(line: &Disclosure<'_>, meta: &Metadata) -> Option<(Span, String)> {
    let whole = Span::new(0, line.text.len());
    if let Some(declared) = meta.declared.as_deref() {
        let names: Vec<&str> = ["model", "tool", "name"].iter().filter_map(|f| declared.get(f)).collect();
        match declared.kind() {
            TranslatorKind::Human if line.tells_of_machine() => {
                return Some((whole, "The line tells of a machine; the article declares a person as its translator".to_owned()));
            }
            TranslatorKind::Machine if !line.tells_of_machine() => {
                if let Some(person) = line.person(&["translated by", "translation by", "translator:"]) {
                    let name = person.slice(line.text);
                    return Some((person, format!("The line names {name} as translator; the article declares a machine")));
                }
            }
            _ => {}
        }
        if let Some(engine) = line.other_engine(&names) {
            let at = line.text.to_ascii_lowercase().find(&engine.to_ascii_lowercase());
            let span = at.map_or(whole, |at| Span::new(at, at + engine.len()));
            return Some((span, format!("The line names {engine}; the article declares {}", names.join(", "))));
        }
    }
    let editor = meta.editor.as_deref().filter(|e| e.contains(|c: char| c.is_ascii_uppercase()) && e.trim().contains(' ') && !is_desk(e))?;
    let person = line.person(&["edited by", "reviewed by"])?;
    let name = person.slice(line.text);
    (!may_be(name, editor)).then(|| (person, format!("The line names {name} as editor; the article declares {editor}")))
}
