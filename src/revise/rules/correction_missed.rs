//! Rule `correction-missed`: the Korean was corrected, the English was updated, and the correction is not in it.

use super::quoted::{cover, english_label, instead, quote};
use super::translation_stale::Told;
use super::{RevisionCheck, Sight};
use crate::check::Draft;
use crate::check::wording::read_as;
use crate::model::{Finding, Label, Pair, Progress, Revision, Rule, Severity, Task, ToDo, Turn};
use crate::revise::SURE_ENOUGH;

/// The rule at work.
pub(super) struct CorrectionMissed;

pub(super) static CHECK: CorrectionMissed = CorrectionMissed;

static RULE: Rule = Rule {
    id: "correction-missed",
    mqm: "Accuracy/Mistranslation",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("correction_missed.md"),
};

impl RevisionCheck for CorrectionMissed {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn revision(&'static self, sight: &Sight<'_>, revision: &Revision, report: &mut Vec<Finding>) {
        let Some(new) = &sight.new else { return };
        for item in revision.to_do.iter().filter(|t| t.progress == Progress::Missed) {
            report.push(finding(sight, new, &revision.korean[item.turn], item));
        }
    }
}

fn finding(sight: &Sight<'_>, new: &Pair<'_>, turn: &Turn, item: &ToDo) -> Finding {
    let told = Told::of(sight, turn, item, &sight.crossed);
    let mut target = english_label(new, &item.carried, "as it was");
    let mut suggestion = None;
    let mut message = match &item.task {
        Task::Add => {
            let words = cover(&new.ko.passages, &turn.new).map_or_else(String::new, |s| quote(new.source.text(), s));
            target = None;
            format!("the Korean has added {words}; the updated English does not have it")
        }
        Task::Remove => {
            let old = cover(&sight.old.ko.passages, &turn.old).map_or_else(String::new, |s| quote(sight.old.source.text(), s));
            format!("the Korean no longer has {old}; the updated English still does")
        }
        Task::Resay(_) => format!("the Korean was changed, the English was not: {}", told.message),
        _ => told.message,
    };
    if let Some(still) = item.still {
        let words = still.span.slice(new.target.text());
        let mention = still.mention.map(|e| &new.en.mentions[e]);
        let note = mention.map_or_else(|| "as it was".to_owned(), read_as);
        target = Some(Label { span: still.span, value: mention.map(|m| m.value.clone()), note });
        if let Task::Replace { value, .. } = &item.task {
            let now = value.new.map(|y| &new.ko.mentions[y]);
            let was = value.old.map(|x| sight.old.ko.mentions[x].span.slice(sight.old.source.text()));
            suggestion = now.zip(mention).and_then(|(n, m)| instead(n, m, words));
            message = match (was, now) {
                (Some(was), Some(n)) => format!("{was} → {}: the updated English says {words}", n.span.slice(new.source.text())),
                (None, Some(n)) => format!("{} was added: the updated English says {words}", n.span.slice(new.source.text())),
                (was, None) => format!("{} was taken out: the updated English still says {words}", was.unwrap_or_default()),
            };
        }
    }
    let mut draft = Draft::new(&RULE, item.confidence, message).explain(told.explanation);
    if let Some(label) = told.source {
        draft = draft.source(label);
    }
    if let Some(label) = target {
        draft = draft.target(label);
    }
    if let Some(words) = suggestion {
        draft = draft.suggest(words);
    }
    if item.confidence < SURE_ENOUGH {
        draft = draft.severity(Severity::Minor);
    }
    draft.finish(new)
}
