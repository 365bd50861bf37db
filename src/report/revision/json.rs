//! The JSON of a revision.

use super::super::json::{append, share};
use super::super::v1::{FindingV1, PlaceV1, StatusV1, place};
use super::{Version, View};
use crate::model::{Change, Label, Progress, Standing, Status, Task, ToDo, Turn};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;

/// Schema id of [`RevisionV1`].
pub const REVISION: &str = "daejo.revision/v1";

/// What changed from one version of an article to the next. All offsets are UTF-8 bytes of the text that is named.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.revision/v1")]
pub struct RevisionV1<'a> {
    /// `daejo.revision/v1`.
    #[schemars(extend("const" = REVISION))]
    schema: &'static str,
    /// Path of the new Korean.
    id: &'a str,
    /// Whether everything that was asked for was done.
    status: StatusV1,
    /// Why not, where it was not.
    reason: Option<&'a str>,
    /// The files.
    files: VersionsV1<'a>,
    /// What became of the passages of the Korean.
    korean: Vec<TurnV1>,
    /// What became of the passages of the English; empty without an updated English.
    english: Vec<TurnV1>,
    /// The passages of the old English, and how they stand.
    passages: Vec<PassageV1>,
    /// What is to be done in the English.
    to_do: Vec<ToDoV1<'a>>,
    /// Edits of the English, and why they were made.
    edits: Vec<EditV1>,
    /// The findings, worst first: places in the new Korean, and in the updated English or, without one, the old one.
    findings: Vec<FindingV1<'a>>,
    /// All of it, counted.
    counts: CountsV1,
    /// What is to be known about how the texts were read.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schemars(default)]
    notes: &'a [String],
}

/// The files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct VersionsV1<'a> {
    /// The Korean that was translated.
    old_source: &'a str,
    /// The Korean as it is now.
    new_source: &'a str,
    /// The English of the old Korean.
    old_target: &'a str,
    /// The English as it is now.
    new_target: Option<&'a str>,
}

/// Passages and what became of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct TurnV1 {
    /// Start and end of each passage of the old version.
    old: Vec<[usize; 2]>,
    /// Start and end of each passage of the new version.
    new: Vec<[usize; 2]>,
    /// `kept`, `respaced` (spacing, punctuation, where sentences part), `edited`, `added` or `removed`.
    change: &'static str,
    /// Whether they stand in another order now.
    moved: bool,
}

/// English passages and how they stand.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct PassageV1 {
    /// Passages of the old English.
    target: Vec<[usize; 2]>,
    /// Passages of the new Korean that they render now.
    source: Vec<[usize; 2]>,
    /// `good`, `look` (words changed, no value), `stale` or `retracted`.
    standing: &'static str,
    /// How likely the English rendered the old Korean, 0–1.
    score: f64,
}

/// Something to do in the English.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ToDoV1<'a> {
    /// `replace-value`, `add-value`, `remove-value`, `replace-word`, `reword`, `resay`, `add` or `remove`.
    task: &'static str,
    /// `open` without an updated English, else `done`, `missed` or `undecided`.
    progress: &'static str,
    /// How sure it is that it is to be done, 0–1.
    confidence: f64,
    /// In the old Korean: the value, or the passages.
    old: Option<PlaceV1<'a>>,
    /// In the new Korean.
    new: Option<PlaceV1<'a>>,
    /// In the old English: the words that tell the old value, or the passages.
    target: Option<PlaceV1<'a>>,
    /// In the updated English: the words that still tell the old value, or the passages.
    updated: Option<PlaceV1<'a>>,
    /// Words that changed, where no value did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    words: Vec<WordsV1>,
}

/// Words that changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct WordsV1 {
    /// In the old Korean.
    old: [usize; 2],
    /// In the new Korean.
    new: [usize; 2],
}

/// An edit of the English.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct EditV1 {
    /// In the old English.
    old: Vec<[usize; 2]>,
    /// In the updated English.
    new: Vec<[usize; 2]>,
    /// `korean` (the Korean changed), `repair` (a finding is gone) or `unprompted`.
    motive: &'static str,
}

/// A revision, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct CountsV1 {
    /// English passages that stay good.
    good: usize,
    /// English passages that are worth a look.
    look: usize,
    /// English passages that are stale.
    stale: usize,
    /// English passages that render nothing any more.
    retracted: usize,
    /// Things to do that were done.
    done: usize,
    /// Things to do that were not.
    missed: usize,
    /// Things to do of which it cannot be told.
    undecided: usize,
    /// Things to do while there is no updated English.
    open: usize,
}

/// Appends the object on one line.
pub fn line(view: &View<'_>, out: &mut Vec<u8>) {
    append(&RevisionV1::from(view), out);
    out.push(b'\n');
}

/// Appends the object over many lines.
pub fn pretty(view: &View<'_>, out: &mut Vec<u8>) {
    // Strings, numbers and maps with string keys always serialise.
    out.extend_from_slice(serde_json::to_string_pretty(&RevisionV1::from(view)).unwrap_or_default().as_bytes());
    out.push(b'\n');
}

impl<'a> From<&View<'a>> for RevisionV1<'a> {
    fn from(view: &View<'a>) -> Self {
        let (status, reason) = match &view.outcome.status {
            Status::Checked => (StatusV1::Checked, None),
            Status::Incomplete(reason) => (StatusV1::Incomplete, Some(reason.as_str())),
        };
        let r = view.revision;
        let turn = |old: Version<'_>, new: Version<'_>, t: &Turn| TurnV1 {
            old: spans(old, t.old.clone()),
            new: spans(new, t.new.clone()),
            change: t.change.as_str(),
            moved: t.moved,
        };
        let updated = view.updated.unwrap_or(view.english);
        let passages = r.carried.iter().map(|c| PassageV1 {
            target: spans(view.english, c.target.clone()),
            source: spans(view.new, c.source.iter().copied()),
            standing: c.standing.as_str(),
            score: share(view.pairing.links.get(c.link).map_or(0.0, |l| l.score)),
        });
        let edits = r.edits.iter().filter_map(|e| r.english.get(e.turn).map(|t| (e, t)));
        let pair = view.pair();
        Self {
            schema: REVISION,
            id: view.id,
            status,
            reason,
            files: VersionsV1 {
                old_source: &view.old.document.name,
                new_source: &view.new.document.name,
                old_target: &view.english.document.name,
                new_target: view.updated.map(|u| u.document.name.as_str()),
            },
            korean: r.korean.iter().map(|t| turn(view.old, view.new, t)).collect(),
            english: r.english.iter().map(|t| turn(view.english, updated, t)).collect(),
            passages: passages.collect(),
            to_do: r.to_do.iter().map(|t| to_do(view, t)).collect(),
            edits: edits
                .map(|(e, t)| EditV1 { old: spans(view.english, t.old.clone()), new: spans(updated, t.new.clone()), motive: e.motive.as_str() })
                .collect(),
            findings: view.outcome.findings.iter().map(|f| FindingV1::new(&pair, f)).collect(),
            counts: CountsV1 {
                good: r.standing(Standing::Good),
                look: r.standing(Standing::Look),
                stale: r.standing(Standing::Stale),
                retracted: r.standing(Standing::Retracted),
                done: r.progress(Progress::Done),
                missed: r.progress(Progress::Missed),
                undecided: r.progress(Progress::Undecided),
                open: r.progress(Progress::Open),
            },
            notes: view.notes,
        }
    }
}

fn to_do<'a>(view: &View<'a>, item: &ToDo) -> ToDoV1<'a> {
    let turn = view.revision.korean.get(item.turn);
    let (old, new, target) = match &item.task {
        Task::Replace { value, english } => (
            value.old.and_then(|x| mention(view.old, x)),
            value.new.and_then(|y| mention(view.new, y)),
            english.and_then(|e| mention(view.english, e)).or_else(|| passages(view.english, &item.target)),
        ),
        Task::ReplaceWord { change, english } => {
            let at = |v: Version<'a>, span| Some(place(v.document, &Label::new(span, "")));
            (at(view.old, change.old), at(view.new, change.new), at(view.english, *english))
        }
        _ => (
            turn.filter(|t| t.change != Change::Added).and_then(|t| passages(view.old, &t.old)),
            turn.filter(|t| t.change != Change::Removed).and_then(|t| passages(view.new, &t.new)),
            passages(view.english, &item.target),
        ),
    };
    let updated = view.updated.and_then(|u| {
        item.still
            .map_or_else(|| passages(u, &item.carried), |s| s.mention.and_then(|e| mention(u, e)).or_else(|| Some(place(u.document, &Label::new(s.span, "")))))
    });
    let words = match &item.task {
        Task::Reword(words) => words.iter().map(|w| WordsV1 { old: original(view.old, w.old), new: original(view.new, w.new) }).collect(),
        _ => Vec::new(),
    };
    ToDoV1 { task: item.task.as_str(), progress: item.progress.as_str(), confidence: share(item.confidence), old, new, target, updated, words }
}

fn original(version: Version<'_>, span: Span) -> [usize; 2] {
    let span = version.document.original(span);
    [span.start, span.end.max(span.start)]
}

fn spans(version: Version<'_>, passages: impl Iterator<Item = usize>) -> Vec<[usize; 2]> {
    passages.filter_map(|p| version.reading.passages.get(p)).map(|p| original(version, p.span)).collect()
}

fn mention(version: Version<'_>, i: usize) -> Option<PlaceV1<'_>> {
    let m = version.reading.mentions.get(i)?;
    Some(place(version.document, &Label { span: m.span, value: Some(m.value.clone()), note: String::new() }))
}

fn passages<'a>(version: Version<'a>, range: &Range<usize>) -> Option<PlaceV1<'a>> {
    let within = version.reading.passages.get(range.clone()).filter(|w| !w.is_empty())?;
    let span = Span::new(within[0].span.start, within[within.len() - 1].span.end);
    Some(place(version.document, &Label::new(span, "")))
}
