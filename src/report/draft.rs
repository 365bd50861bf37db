//! What an editor made of a draft: the part of a result that tells whose words the English is made of, as JSON and at a terminal.

use super::style::{BLUE, GREEN, Look, RED};
use super::summary::plural;
use super::v1::FindingV1;
use super::{Edited, Pair, escape, json};
use crate::model::{Authorship, Document, Hand, Tally};
use crate::text::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;

/// Whose words the English is made of, and what the edits did to the findings.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct DraftV1<'a> {
    /// The file of the draft, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    /// The English, parted by hand: in order, not overlapping. White space between two runs is in neither.
    runs: Vec<RunV1>,
    /// What was taken out of the draft.
    deletions: Vec<DeletionV1>,
    /// Words: what Unicode's word boundaries give and that has a letter or digit.
    words: TallyV1,
    /// Extended grapheme clusters that are not white space.
    graphemes: TallyV1,
    /// Passages that stand in another order than in the draft.
    moved: usize,
    /// What was found in the draft and is no longer; places in the English are those of the draft.
    repaired: Vec<FindingV1<'a>>,
    /// Fingerprints of the findings that came in with an edit.
    introduced: &'a [String],
    /// How many findings of the draft still stand.
    standing: usize,
}

/// A stretch of the English by one hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RunV1 {
    /// First byte, in UTF-8, of the English as it was given.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// `machine` or `editor`.
    by: &'static str,
}

/// Words of the draft that are not in the English.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct DeletionV1 {
    /// First byte, in UTF-8, of the draft as it was given.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// Where in the English they would stand.
    at: usize,
}

/// Words or graphemes of both texts by what became of them.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct TallyV1 {
    /// In both texts.
    kept: usize,
    /// In the English alone: the editor's.
    written: usize,
    /// In the draft alone.
    removed: usize,
    /// The share of both texts that is not the same in them: 1 − 2·kept ÷ (draft + English).
    changed: f64,
    /// The share of the English that is the editor's.
    by_editor: f64,
}

impl From<Tally> for TallyV1 {
    fn from(t: Tally) -> Self {
        Self { kept: t.kept, written: t.written, removed: t.removed, changed: json::share(t.changed()), by_editor: json::share(t.by_editor()) }
    }
}

impl<'a> DraftV1<'a> {
    pub(super) fn new(pair: &Pair<'a>, edited: &Edited<'a>) -> Self {
        let Authorship { runs, deletions, words, graphemes, moved } = &edited.editing.authorship;
        let run = |r: &crate::model::Run| {
            let span = pair.target.original(r.span);
            RunV1 { start: span.start, end: span.end, by: r.hand.as_str() }
        };
        let deletion = |d: &crate::model::Deletion| {
            let span = edited.draft.original(d.span);
            DeletionV1 { start: span.start, end: span.end, at: pair.target.original(Span::new(d.at, d.at)).start }
        };
        let draft = Pair { target: edited.draft, ..*pair };
        Self {
            file: pair.is_files().then_some(edited.draft.name.as_str()),
            runs: runs.iter().map(run).collect(),
            deletions: deletions.iter().map(deletion).collect(),
            words: (*words).into(),
            graphemes: (*graphemes).into(),
            moved: *moved,
            repaired: edited.editing.repaired.iter().map(|f| FindingV1::new(&draft, f)).collect(),
            introduced: &edited.editing.introduced,
            standing: edited.editing.standing,
        }
    }
}

/// The lines for a terminal: each edited passage with what came in and what went out, what was repaired, and the shares.
pub(super) fn lines(out: &mut String, pair: &Pair<'_>, edited: &Edited<'_>, look: &Look) -> std::fmt::Result {
    let Authorship { words, moved, .. } = &edited.editing.authorship;
    if !look.quiet {
        passages(out, pair, edited, look)?;
    }
    for finding in &edited.editing.repaired {
        let place = finding.target.as_ref().map(|l| escape::visible(edited.draft.original(l.span).slice(edited.draft.given)).into_owned());
        let draft = place.map_or_else(String::new, |words| format!(" (the draft had “{words}”)"));
        writeln!(out, "{}: {}{draft}", look.paint(GREEN, &format!("repaired[{}]", finding.rule.id)), escape::visible(&finding.message))?;
    }
    if look.quiet {
        return Ok(());
    }
    let all = words.kept + words.written;
    write!(out, "{}: {} of {}", look.paint(BLUE, "draft"), words.written, plural(all, "word is an editor's", "words are an editor's"))?;
    write!(out, ", {} of the draft taken out", plural(words.removed, "word", "words"))?;
    if *moved > 0 {
        write!(out, ", {} moved", plural(*moved, "passage", "passages"))?;
    }
    write!(out, "; {:.1} percent of the text was changed", f64::from(words.changed()) * 100.0)?;
    let (repaired, introduced) = (edited.editing.repaired.len(), edited.editing.introduced.len());
    match (repaired, introduced) {
        (0, 0) => {}
        (_, 0) => write!(out, "; {} repaired", plural(repaired, "finding", "findings"))?,
        _ => write!(out, "; {} repaired, {}", plural(repaired, "finding", "findings"), look.paint(RED, &format!("{introduced} introduced")))?,
    }
    out.push('\n');
    Ok(())
}

/// Passages that were edited, as `diff` by words writes them: [-taken out-]{+come in+}.
fn passages(out: &mut String, pair: &Pair<'_>, edited: &Edited<'_>, look: &Look) -> std::fmt::Result {
    let authorship = &edited.editing.authorship;
    let mut last = None;
    for block in &pair.target.blocks {
        let mut marks: Vec<(usize, u8, Span)> =
            authorship.deletions.iter().filter(|d| block.span.start <= d.at && d.at <= block.span.end).map(|d| (d.at, 0, d.span)).collect();
        // A place between two blocks is told with the first.
        marks.retain(|m| last.replace(m.2) != Some(m.2));
        let written = authorship.runs.iter().filter(|r| r.hand == Hand::Editor && block.span.contains(r.span));
        marks.extend(written.map(|r| (r.span.start, 1, r.span)));
        if marks.is_empty() {
            continue;
        }
        marks.sort_unstable();
        let mut at = block.span.start;
        let mut line = String::new();
        for (place, kind, span) in marks {
            line.push_str(&shown(pair.target, Span::new(at, place.max(at))));
            at = at.max(place);
            if kind == 0 {
                line.push_str(&look.paint(RED, &format!("[-{}-]", shown(edited.draft, span))));
            } else {
                line.push_str(&look.paint(GREEN, &format!("{{+{}+}}", shown(pair.target, span))));
                at = span.end;
            }
        }
        line.push_str(&shown(pair.target, Span::new(at, block.span.end)));
        writeln!(out, "{} {line}\n", look.paint(BLUE, "│"))?;
    }
    Ok(())
}

fn shown(document: &Document<'_>, span: Span) -> String {
    escape::visible(span.slice(document.text())).into_owned()
}
