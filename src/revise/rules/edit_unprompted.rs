//! Rule `edit-unprompted`: an edit of the English for which the Korean gives no reason.

use super::quoted::{cover, english_label, quote};
use super::{RevisionCheck, Sight};
use crate::check::Draft;
use crate::model::{Change, Finding, Motive, Revision, Rule, Severity};

/// The rule at work.
pub(super) struct EditUnprompted;

pub(super) static CHECK: EditUnprompted = EditUnprompted;

static RULE: Rule =
    Rule { id: "edit-unprompted", mqm: "Accuracy/Addition", its: "inconsistency", severity: Severity::Info, page: include_str!("edit_unprompted.md") };

impl RevisionCheck for EditUnprompted {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn revision(&'static self, sight: &Sight<'_>, revision: &Revision, report: &mut Vec<Finding>) {
        let Some(new) = &sight.new else { return };
        for edit in revision.edits.iter().filter(|e| e.motive == Motive::Unprompted) {
            let turn = &revision.english[edit.turn];
            let old = cover(&sight.old.en.passages, &turn.old).map(|s| quote(sight.old.target.text(), s)).unwrap_or_default();
            let message = match turn.change {
                Change::Added => "this was added to the English; nothing in the Korean was".to_owned(),
                Change::Removed => format!("{old} was taken out of the English; the Korean that it renders stands as it was"),
                _ => "the English was edited; the Korean that it renders stands as it was".to_owned(),
            };
            let mut draft = Draft::new(&RULE, 0.8, message);
            let source = sight.old.pairing.links.iter().filter(|l| !l.source.is_empty() && l.target.start < turn.old.end && turn.old.start < l.target.end);
            // The Korean that stands as it was, found in its new version.
            let kept = source.flat_map(|l| l.source.clone()).find_map(|p| revision.korean.iter().find(|t| t.old.contains(&p) && !t.new.is_empty()));
            if let Some(span) = kept.and_then(|t| cover(&new.ko.passages, &t.new)) {
                draft = draft.source(crate::model::Label::new(span, "as it was"));
            }
            if turn.change == Change::Edited {
                draft = draft.explain(format!("it was {old}"));
            }
            if let Some(label) = english_label(new, &turn.new, "edited") {
                draft = draft.target(label);
            }
            report.push(draft.finish(new));
        }
    }
}
