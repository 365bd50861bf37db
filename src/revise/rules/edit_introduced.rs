//! Rule `edit-introduced`: an edit brought an error into English that had been right.

use super::{Edited, RevisionCheck, Sight};
use crate::check::Draft;
use crate::model::{Editing, Finding, Label, Pair, Progress, Revision, Rule, Severity};
use crate::revise::{alike, edited};

/// The rule at work.
pub(super) struct EditIntroduced;

pub(super) static CHECK: EditIntroduced = EditIntroduced;

static RULE: Rule =
    Rule { id: "edit-introduced", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Minor, page: include_str!("edit_introduced.md") };

impl RevisionCheck for EditIntroduced {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn draft(&'static self, sight: &Edited<'_>, editing: &Editing, report: &mut Vec<Finding>) {
        for found in sight.after.iter().filter(|f| editing.introduced.contains(&f.fingerprint)) {
            let draft = edited::drafted(sight, editing, found).map(|span| span.slice(sight.draft.target.text()));
            let was = draft.map_or_else(|| "the draft had no such error here".to_owned(), |words| format!("the draft had “{words}” and no such error"));
            report.push(finding(&sight.text, found, format!("an edit introduced this: {}", found.message), was, RULE.severity));
        }
    }

    fn revision(&'static self, sight: &Sight<'_>, revision: &Revision, report: &mut Vec<Finding>) {
        let Some(new) = &sight.new else { return };
        let known = |f: &Finding| {
            sight.before.iter().any(|g| alike((g, &sight.old), (f, new))) || sight.between.iter().any(|g| edited::same((g, &sight.crossed), (f, new)))
        };
        // What a task that was missed has told already.
        let told = |f: &Finding| {
            let missed = revision.to_do.iter().filter(|t| t.progress == Progress::Missed);
            missed.filter_map(|t| t.still).any(|s| f.target.as_ref().is_some_and(|l| l.span.overlaps(s.span)))
        };
        let touched = |f: &Finding| {
            let spans = edited::places(new, f);
            revision
                .english
                .iter()
                .filter(|t| t.change.is_told())
                .flat_map(|t| t.new.clone())
                .any(|p| spans.iter().any(|s| s.overlaps(new.en.passages[p].span)))
        };
        for found in sight.after.iter().filter(|f| f.severity >= Severity::Major && touched(f) && !known(f) && !told(f)) {
            report.push(finding(
                new,
                found,
                format!("an edit introduced this: {}", found.message),
                "it was not there before the English was edited".to_owned(),
                found.severity,
            ));
        }
    }
}

/// The error is told beside the finding itself where a pair is checked, and in its place where a revision is.
fn finding(pair: &Pair<'_>, found: &Finding, message: String, explanation: String, severity: Severity) -> Finding {
    let mut draft = Draft::new(&RULE, found.confidence, message).explain(explanation).severity(severity);
    let place = |l: &Label| Label { span: l.span, value: l.value.clone(), note: l.note.clone() };
    if let Some(label) = &found.source {
        draft = draft.source(place(label));
    }
    if let Some(label) = &found.target {
        draft = draft.target(place(label));
    }
    if let Some(words) = &found.suggestion {
        draft = draft.suggest(words.clone());
    }
    draft.finish(pair)
}
