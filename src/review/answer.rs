//! An article as the page and programs are told it: what was read, found, decided and signed.

use super::checks::{Seen, Standard};
use super::desk::Desk;
use super::files;
use super::log::{Action, Decision, Event};
use super::opened::Opened;
use super::session::Caller;
use super::standing::day;
use super::summary::{State, Summary};
use super::view;
use crate::model::{Finding, Status};
use crate::report::page::{self, PageV1};
use crate::report::{Pair, json};
use schemars::JsonSchema;
use serde::Serialize;

/// An article.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "article")]
pub(super) struct ArticleV1<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its version: it grows with everything that is done to the article.
    version: u64,
    /// How far it is.
    state: State,
    /// Its title.
    title: &'a str,
    /// Its day of publication.
    date: Option<&'a str>,
    /// Who is asking: the name under which decisions are kept.
    editor: &'a str,
    /// The file of the English.
    file: &'a str,
    /// Why it could not be checked, where it could not.
    reason: Option<&'a str>,
    /// By what the house decided when it was checked: another word wherever its files say something else.
    standard: String,
    /// Why a change of the house's files is not taken up.
    notice: Option<&'a str>,
    /// Both texts and what was found; without either where they could not even be read.
    page: PageV1<'a>,
    /// What is decided about findings, in order: of each finding what was decided last.
    decisions: Vec<DecisionV1<'a>>,
    /// Everything that was done, in order.
    history: Vec<DoneV1<'a>>,
    /// The last sign-off.
    signed: Option<SignedV1>,
}

/// A decision about a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct DecisionV1<'a> {
    /// The finding.
    fingerprint: &'a str,
    /// Its rule.
    rule: &'a str,
    /// `accept` or `waive`.
    decision: &'static str,
    /// Why, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The last day on which a waiver holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a str>,
    /// Who decided.
    by: &'a str,
    /// When.
    at: &'a str,
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct DoneV1<'a> {
    /// The version that it made.
    version: u64,
    /// `read`, `edit`, `accept`, `waive`, `undo` or `sign`.
    what: &'static str,
    /// Who did it.
    by: &'a str,
    /// When.
    at: &'a str,
    /// Whether it was taken back.
    undone: bool,
}

/// A sign-off.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct SignedV1 {
    /// Who signed.
    pub(super) by: String,
    /// When.
    pub(super) at: String,
    /// The key, as the record names it.
    pub(super) keyid: String,
    /// What it says.
    pub(super) decision: Decision,
    /// Whether it holds for the texts and the decisions as they are now.
    pub(super) holds: bool,
    /// Why it does not, where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<String>,
}

impl Desk {
    /// Checks an article, with what was decided about it, and gives back what is made of that.
    ///
    /// # Errors
    /// Why it cannot even be read, in words.
    pub(super) fn look<T>(&self, opened: &Opened, mut show: impl FnMut(Seen<'_>) -> T) -> Result<T, String> {
        let given = opened.given()?;
        let mut out = None;
        self.checks.article(&opened.row.id, given, &mut |seen| {
            let mut outcome = seen.pair.outcome.clone();
            opened.standing.decide(&mut outcome.findings, day(self.checks.now()));
            if let Some(why) = &opened.gone {
                outcome.status = Status::Incomplete(why.clone());
            }
            let pair = Pair { outcome: &outcome, ..*seen.pair };
            out = Some(show(Seen { pair: &pair, ..seen }));
        });
        out.ok_or_else(|| "it could not be checked".to_owned())
    }

    /// The findings that an article has.
    ///
    /// # Errors
    /// Why it cannot even be read, in words.
    pub(super) fn findings(&self, opened: &Opened) -> Result<Vec<Finding>, String> {
        self.look(opened, |seen| seen.pair.outcome.findings.clone())
    }

    /// The article as it is told, as JSON.
    pub(super) fn answer(&self, opened: &Opened, caller: &Caller) -> Vec<u8> {
        let standard = self.checks.standard();
        let (signed, lasting) = self.signed(opened, &standard);
        let file = files::shown(&opened.row.target);
        let told = self.look(opened, |seen| {
            let summary = summary(opened, &seen);
            let reason = if let Status::Incomplete(why) = &seen.pair.outcome.status { Some(why.as_str()) } else { None };
            let out = written(opened, caller, &file, (&summary, signed.clone(), reason), &standard, view::of(&seen));
            (out, summary)
        });
        let (out, summary) = told.unwrap_or_else(|why| {
            let summary = unread(opened);
            (written(opened, caller, &file, (&summary, signed.clone(), Some(&why)), &standard, page::not_checked(&opened.row.id, &why)), summary)
        });
        self.remember(opened, &standard.id, &summary, holds(signed.as_ref()), lasting);
        out
    }

    /// What the list shows of an article, which is checked for that.
    pub(super) fn summary(&self, opened: &Opened) -> Summary {
        self.look(opened, |seen| summary(opened, &seen)).unwrap_or_else(|_| unread(opened))
    }
}

/// Whether the approval of an article holds, where it has one.
pub(super) fn holds(signed: Option<&SignedV1>) -> Option<bool> {
    signed.filter(|s| s.decision == Decision::Approved).map(|s| s.holds)
}

fn summary(opened: &Opened, seen: &Seen<'_>) -> Summary {
    let pair = seen.pair;
    let meta = |title: &Option<String>| title.clone().filter(|t| !t.trim().is_empty());
    let first = || pair.target.blocks.first().map(|b| short(b.span.slice(pair.target.text())));
    let title = meta(&opened.row.title).or_else(|| meta(&pair.target.meta.title)).or_else(|| meta(&pair.source.meta.title)).or_else(first);
    Summary::of(pair.outcome, seen.fail_on, title.unwrap_or_else(|| name(opened)), seen.date.map(|d| d.to_string()))
}

/// What is said of an article that cannot be read.
fn unread(opened: &Opened) -> Summary {
    let title = opened.row.title.clone().unwrap_or_else(|| name(opened));
    Summary { title, date: opened.row.date.clone(), checked: false, open: false, counts: super::summary::CountsV1::default() }
}

fn name(opened: &Opened) -> String {
    let path = &opened.row.target;
    path.file_name().map_or_else(|| files::shown(path), |n| n.to_string_lossy().into_owned())
}

/// The beginning of a text.
fn short(text: &str) -> String {
    const MOST: usize = 90;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

fn written(
    opened: &Opened,
    caller: &Caller,
    file: &str,
    (summary, signed, reason): (&Summary, Option<SignedV1>, Option<&str>),
    standard: &Standard,
    page: PageV1<'_>,
) -> Vec<u8> {
    let article = ArticleV1 {
        id: &opened.row.id,
        version: opened.standing.version,
        state: summary.state(holds(signed.as_ref())),
        title: &summary.title,
        date: summary.date.as_deref(),
        editor: &caller.editor,
        file,
        reason,
        standard: standard.word(),
        notice: standard.notice.as_deref(),
        page,
        decisions: decisions(opened),
        history: opened.standing.entries.iter().map(|e| done(&e.event, e.undone)).collect(),
        signed,
    };
    let mut out = Vec::new();
    json::append(&article, &mut out);
    out
}

fn done(event: &Event, undone: bool) -> DoneV1<'_> {
    let what = match &event.action {
        Action::Read { .. } => "read",
        Action::Edit { .. } => "edit",
        Action::Accept(_) => "accept",
        Action::Waive { .. } => "waive",
        Action::Undo { .. } => "undo",
        Action::Sign { .. } => "sign",
    };
    DoneV1 { version: event.version, what, by: &event.by, at: &event.at, undone }
}

/// What holds of what was decided.
fn decisions(opened: &Opened) -> Vec<DecisionV1<'_>> {
    let mut out: Vec<DecisionV1<'_>> = Vec::new();
    for entry in opened.standing.entries.iter().filter(|e| !e.undone) {
        let Event { at, by, action, .. } = &entry.event;
        let decision = match action {
            Action::Accept(about) => {
                DecisionV1 { fingerprint: &about.fingerprint, rule: &about.rule, decision: "accept", reason: None, text: None, until: None, by, at }
            }
            Action::Waive { about, reason, text, until } => {
                let until = until.as_deref();
                DecisionV1 { fingerprint: &about.fingerprint, rule: &about.rule, decision: "waive", reason: Some(reason), text: Some(text), until, by, at }
            }
            _ => continue,
        };
        out.retain(|d| d.fingerprint != decision.fingerprint);
        out.push(decision);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_first_line_is_cut_between_characters() {
        assert_eq!(short("짧다"), "짧다");
        assert_eq!(short(&"가".repeat(200)).chars().count(), 91);
    }
}
