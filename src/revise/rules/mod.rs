//! The rules about changes: what an update of the Korean asks of the English, and what edits of the English do. A file and a page
//! each, as in [`crate::check`]; they see versions where those see one pair.

mod correction_missed;
mod edit_introduced;
mod edit_unprompted;
mod quoted;
mod translation_stale;

use super::{Edited, Sight};
use crate::model::{Editing, Finding, Label, Revision, Rule};

/// One rule at work.
pub trait RevisionCheck: Sync {
    /// What it is called and how it is classified.
    fn rule(&'static self) -> &'static Rule;

    /// Looks at what changed from one version of an article to the next.
    fn revision(&'static self, _sight: &Sight<'_>, _revision: &Revision, _report: &mut Vec<Finding>) {}

    /// Looks at what an editor made of a draft.
    fn draft(&'static self, _sight: &Edited<'_>, _editing: &Editing, _report: &mut Vec<Finding>) {}
}

/// Every rule about changes, in the order of the ids.
pub static CHECKS: &[&dyn RevisionCheck] = &[&correction_missed::CHECK, &edit_introduced::CHECK, &edit_unprompted::CHECK, &translation_stale::CHECK];

/// Every rule about changes, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|c| c.rule())
}

/// The rules that tell what of the English does not follow an update of the Korean.
pub const STALE: [&str; 2] = ["correction-missed", "translation-stale"];

/// Whether two findings mark the same words on both sides, or touch on the one side on which both have a place.
pub fn same_place(one: &Finding, other: &Finding) -> bool {
    let meet = |a: &Option<Label>, b: &Option<Label>| match (a, b) {
        (Some(a), Some(b)) => Some(a.span.start < b.span.end && b.span.start < a.span.end),
        _ => None,
    };
    match (meet(&one.source, &other.source), meet(&one.target, &other.target)) {
        (None, None) => false,
        (source, target) => source.unwrap_or(true) && target.unwrap_or(true),
    }
}

/// What the rules find in a revision.
pub fn check_revision(sight: &Sight<'_>, revision: &Revision) -> Vec<Finding> {
    let mut report = Vec::new();
    for check in CHECKS {
        check.revision(sight, revision, &mut report);
    }
    report
}

/// What the rules find in an edited draft.
pub fn check_draft(sight: &Edited<'_>, editing: &Editing) -> Vec<Finding> {
    let mut report = Vec::new();
    for check in CHECKS {
        check.draft(sight, editing, &mut report);
    }
    report
}
