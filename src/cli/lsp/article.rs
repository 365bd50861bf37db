//! An article that was checked for an editor: both sides, where the findings are in each, and what stands across from a place.

use super::place::{Lines, Units};
use super::workspace::{Files, Workspace};
use crate::cli::decided::{self, Decided};
use crate::cli::one;
use crate::ingest::{self, Loaded};
use crate::model::{Document, Finding, Label, Lang, Mention, Pair, Passage, Status};
use crate::pipeline::{self, Checked, check_pair};
use crate::text::Span;
use jiff::civil::Date;
use lsp_types::{Range, Uri};
use std::path::Path;

/// A side, and what it was read from.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) loaded: Loaded,
    pub(super) lines: Lines,
    pub(super) uri: Uri,
    /// The version that the editor gives it; nothing where it is not open.
    pub(super) version: Option<i32>,
}

/// An article that was checked.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) ko: Text,
    pub(super) en: Text,
    pub(super) checked: Checked,
    date: Option<Date>,
    pub(super) units: Units,
}

/// Where a finding is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Located<'a> {
    pub(super) finding: &'a Finding,
    pub(super) ko: Option<Range>,
    pub(super) en: Option<Range>,
}

/// A place in an article, and what is there and across from it.
#[derive(Debug)]
pub(super) struct Across<'a> {
    pub(super) pair: Pair<'a>,
    pub(super) lang: Lang,
    /// Where it is, in bytes of the reading form.
    pub(super) at: usize,
    /// The passages on each side: Korean, English.
    pub(super) passages: [&'a [Passage]; 2],
    /// The values that stand for each other in them: Korean, English.
    pub(super) values: Vec<(Option<&'a Mention>, Option<&'a Mention>)>,
}

impl Article {
    /// Reads and checks an article.
    ///
    /// # Errors
    /// Why it was not checked, in words.
    pub(super) fn of(files: &Files, workspace: &Workspace) -> Result<Self, String> {
        let limits = files.settings.config.limits;
        let (ko, en) = (workspace.read(&files.ko, limits)?, workspace.read(&files.en, limits)?);
        let (mut source, mut target) = (ko.loaded.document(Lang::Ko), en.loaded.document(Lang::En));
        let section = source.meta.section.as_deref().or(target.meta.section.as_deref());
        let held = files.settings.of(&[&source.name, &target.name], section);
        if !held.policy.leave.leaves_captions() {
            source.captions_are_news();
            target.captions_are_news();
        }
        if let Some(doubt) = ingest::doubt(&source, &target) {
            return Err(doubt.to_string());
        }
        let date = source.meta.date.or(target.meta.date).or(workspace.options.date).or(files.settings.config.date);
        let mut checked = check_pair(&source, &target, date, &held.policy);
        if let Status::Incomplete(reason) = &checked.outcome.status {
            return Err(reason.clone());
        }
        // What was waived or is known is not shown.
        let decided =
            Decided::load(&files.settings.config, files.settings.path.as_deref(), &files.en, Path::new("."), false).map_err(|stop| stop.to_string())?;
        let sides = decided::Sides { source: &source, target: &target, comments: [&ko.loaded.comments, &en.loaded.comments], once: &[], told: &[] };
        decided.settle(&sides, &mut checked, false, |rule| one::asks(&held.policy, rule));
        Ok(Self { ko, en, checked, date, units: workspace.units })
    }

    /// Both sides as documents.
    pub(super) fn documents(&self) -> (Document<'_>, Document<'_>) {
        (self.ko.loaded.document(Lang::Ko), self.en.loaded.document(Lang::En))
    }

    /// The pair that was checked.
    pub(super) fn pair<'a>(&'a self, (source, target): &'a (Document<'a>, Document<'a>)) -> Pair<'a> {
        Pair { source, target, ko: &self.checked.source, en: &self.checked.target, pairing: &self.checked.pairing, date: self.date }
    }

    /// The range of a span of the reading form.
    pub(super) fn range(&self, document: &Document<'_>, span: Span) -> Range {
        let text = if document.lang == Lang::Ko { &self.ko } else { &self.en };
        text.lines.range(&text.loaded.text, document.original(span), self.units)
    }

    /// Where the findings that count are. One that has a place on one side only has that of the passage across from it on the other.
    pub(super) fn located<'a>(&'a self, documents: &'a (Document<'a>, Document<'a>)) -> Vec<Located<'a>> {
        let pair = self.pair(documents);
        let own = |document: &Document<'_>, label: &Option<Label>| label.as_ref().map(|l| self.range(document, l.span));
        let located = |finding: &'a Finding| {
            let (ko, en) = (own(pair.source, &finding.source), own(pair.target, &finding.target));
            let across = |lang, label: &Option<Label>| {
                let label = label.as_ref()?;
                let [ko, en] = passages(&pair, lang, label.span.start)?;
                let (document, passages) = if lang == Lang::Ko { (pair.target, en) } else { (pair.source, ko) };
                cover(passages).map(|span| self.range(document, span))
            };
            Located { finding, ko: ko.or_else(|| across(Lang::En, &finding.target)), en: en.or_else(|| across(Lang::Ko, &finding.source)) }
        };
        self.checked.outcome.findings.iter().filter(|f| f.disposition.counts()).map(located).collect()
    }

    /// What is at a byte of the text of a side, and across from it.
    pub(super) fn across<'a>(&'a self, documents: &'a (Document<'a>, Document<'a>), lang: Lang, given: usize) -> Option<Across<'a>> {
        let pair = self.pair(documents);
        let document = if lang == Lang::Ko { pair.source } else { pair.target };
        let at = document.reading(Span::new(given, given)).start;
        let passages = passages(&pair, lang, at)?;
        let within = |side: usize, m: &Mention| passages[side].iter().any(|p| p.span.overlaps(m.span));
        let mut values: Vec<(Option<&Mention>, Option<&Mention>)> = Vec::new();
        for (ko, en) in pipeline::renderings(&pair) {
            let (ko, en) = (&pair.ko.mentions[ko], &pair.en.mentions[en]);
            if within(0, ko) || within(1, en) {
                values.push((Some(ko), Some(en)));
            }
        }
        for m in pair.ko.mentions.iter().filter(|m| within(0, m)) {
            if !values.iter().any(|v| v.0.is_some_and(|k| k.span == m.span)) {
                values.push((Some(m), None));
            }
        }
        for m in pair.en.mentions.iter().filter(|m| within(1, m)) {
            if !values.iter().any(|v| v.1.is_some_and(|e| e.span == m.span)) {
                values.push((None, Some(m)));
            }
        }
        Some(Across { pair, lang, at, passages, values })
    }
}

impl<'a> Across<'a> {
    /// The values right at the place, on its own side.
    pub(super) fn here(&self) -> impl Iterator<Item = (Option<&'a Mention>, Option<&'a Mention>)> + '_ {
        let at = |m: Option<&Mention>| m.is_some_and(|m| m.span.start <= self.at && self.at <= m.span.end);
        self.values.iter().copied().filter(move |v| if self.lang == Lang::Ko { at(v.0) } else { at(v.1) })
    }
}

/// The passages of the link that a place is in: Korean, English. A passage without a counterpart stands across from nothing.
fn passages<'a>(pair: &Pair<'a>, lang: Lang, at: usize) -> Option<[&'a [Passage]; 2]> {
    let reading = if lang == Lang::Ko { pair.ko } else { pair.en };
    let passage = reading.passage_at(at).or_else(|| reading.passages.len().checked_sub(1)).filter(|&i| reading.passages[i].span.start <= at)?;
    let link = if lang == Lang::Ko {
        pair.pairing.links.iter().find(|l| l.source.contains(&passage))
    } else {
        pair.pairing.links.iter().find(|l| l.target.contains(&passage))
    };
    match link {
        Some(link) => Some([pair.ko.passages.get(link.source.clone())?, pair.en.passages.get(link.target.clone())?]),
        None if lang == Lang::Ko => Some([pair.ko.passages.get(passage..=passage)?, &[]]),
        None => Some([&[], pair.en.passages.get(passage..=passage)?]),
    }
}

/// From the first of some passages to the last.
pub(super) fn cover(passages: &[Passage]) -> Option<Span> {
    passages.iter().map(|p| p.span).reduce(Span::cover)
}
