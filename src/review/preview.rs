//! What an edit would come to, told while somebody types: what would be found, and whether it is about what was edited. Nothing is kept.

use super::checks::Seen;
use super::desk::Desk;
use super::log::Edit;
use super::opened::Opened;
use super::problem::{Kind, Problem};
use super::view;
use crate::model::{Document, Label, Reading, Severity};
use crate::report::json;
use crate::report::page::PageV1;
use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Edits that are tried.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "trial")]
pub(super) struct TrialV1 {
    /// The version of the article that is edited.
    pub version: u64,
    /// What is put where; in any order, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether both texts are wanted, with everything that a page shows of them. Without them the answer is short and quick.
    #[serde(default = "yes")]
    pub page: bool,
}

const fn yes() -> bool {
    true
}

/// The English as it would be with edits.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "preview")]
pub(super) struct PreviewV1<'a> {
    /// What would be found.
    findings: Vec<TriedV1<'a>>,
    /// Both texts and what would be found, where they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageV1<'a>>,
}

/// A finding that an article would have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct TriedV1<'a> {
    /// Its fingerprint.
    fingerprint: &'a str,
    /// The rule that would find it.
    rule: &'static str,
    /// How bad it would be in print.
    severity: Severity,
    /// One line that an editor understands.
    message: &'a str,
    /// Whether it is about what the edits put there, or about the Korean that this renders.
    here: bool,
}

impl Desk {
    /// What would be found with edits, as JSON.
    ///
    /// # Errors
    /// When they do not fit, or it is no article any more.
    pub(super) fn preview(&self, mut opened: Opened, asked: &TrialV1) -> Result<Vec<u8>, Problem> {
        opened.at(asked.version)?;
        opened.target = Self::edited(&opened, &asked.edits)?;
        let touched = touched(&asked.edits);
        let told = self.look(&opened, |seen| {
            let mut out = Vec::new();
            let findings = tried(&seen, &touched);
            json::append(&PreviewV1 { findings, page: asked.page.then(|| view::of(&seen)) }, &mut out);
            out
        });
        told.map_err(|why| Problem::new(Kind::Invalid, why))
    }
}

/// Where the new words stand, in bytes of the English as it would be.
fn touched(edits: &[Edit]) -> Vec<Span> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.start, e.end));
    let (mut added, mut removed) = (0, 0);
    let place = |edit: &Edit| {
        let start = edit.start + added - removed;
        (added, removed) = (added + edit.text.len(), removed + edit.end - edit.start);
        Span::new(start, start + edit.text.len())
    };
    sorted.into_iter().map(place).collect()
}

fn tried<'a>(seen: &Seen<'a>, touched: &[Span]) -> Vec<TriedV1<'a>> {
    let pair = seen.pair;
    // Where all of it was taken out, what stands there now is what is next to it.
    let meets = |document: &Document<'_>, span: Span| {
        let given = document.original(span);
        touched.iter().any(|t| given.start < t.end.max(t.start + 1) && given.end > t.start)
    };
    let edited: Vec<bool> = pair.en.passages.iter().map(|p| meets(pair.target, p.span)).collect();
    let links: Vec<_> = pair.pairing.links.iter().filter(|l| edited.get(l.target.clone()).is_some_and(|e| e.contains(&true))).collect();
    let at = |reading: &Reading, label: &Option<Label>| label.as_ref().and_then(|l| reading.passage_at(l.span.start));
    let finding = |found: &'a crate::model::Finding| {
        let (source, target) = (at(pair.ko, &found.source), at(pair.en, &found.target));
        let linked =
            links.iter().any(|l| target.is_some_and(|p| l.target.contains(&p)) || (found.target.is_none() && source.is_some_and(|p| l.source.contains(&p))));
        let here = linked || found.target.as_ref().is_some_and(|l| meets(pair.target, l.span));
        TriedV1 { fingerprint: &found.fingerprint, rule: found.rule.id, severity: found.severity, message: &found.message, here }
    };
    pair.outcome.findings.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_words_are_found_where_they_come_to_stand() {
        let edit = |start, end, text: &str| Edit { start, end, text: text.to_owned() };
        // "abc def ghi" → "abc is ghi!!"
        let edits = [edit(11, 11, "!!"), edit(4, 7, "is")];
        assert_eq!(touched(&edits), [Span::new(4, 6), Span::new(10, 12)]);
        assert_eq!(touched(&[edit(4, 8, "")]), [Span::new(4, 4)]);
    }
}
