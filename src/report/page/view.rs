//! From a checked pair to everything that a page shows of it.

use super::context::Context;
use super::marks::{self, Marker};
use super::side::{Side, code};
use super::v1::{CutV1, DraftV1, HandV1, LinkV1, PAGE, PageFindingV1, PageV1, RepairedV1, RuleV1, SideV1, UncheckedV1};
use crate::model::{Counts, Finding, Hand, Label, Lang, Status};
use crate::report::places::Places;
use crate::report::v1::{DispositionV1, StatusV1};
use crate::report::{Edited, Pair, json};
use crate::text::Span;
use std::collections::BTreeMap;

/// What a page shows of a pair.
pub fn view<'a>(pair: &Pair<'a>, context: &Context<'_>) -> PageV1<'a> {
    let found = &pair.outcome.findings;
    let ko = Marker { side: Side::new(pair.source, pair.ko), places: Places::new(pair.source, found.iter().filter_map(|f| f.source.as_ref())) };
    let en = Marker { side: Side::new(pair.target, pair.en), places: Places::new(pair.target, found.iter().filter_map(|f| f.target.as_ref())) };
    let spans = |side: fn(&Finding) -> Option<&Label>| found.iter().filter_map(side).map(|l| l.span).collect::<Vec<Span>>();
    let labels = [spans(|f| f.source.as_ref()), spans(|f| f.target.as_ref())];
    let (values, values_left_out) = marks::values(&ko, &en, labels, context);
    let (status, reason) = match &pair.outcome.status {
        Status::Checked => (StatusV1::Checked, None),
        Status::Incomplete(reason) => (StatusV1::Incomplete, Some(reason.as_str())),
    };
    let holders = Holders::of(pair);
    let findings = found.iter().map(|f| finding(f, &ko, &en, &holders, context)).collect();
    let rules: BTreeMap<_, _> = found.iter().map(|f| (f.rule.id, RuleV1 { summary: f.rule.summary(), page: f.rule.page })).collect();
    let (source, target) = (ko.side.shown(), en.side.shown());
    PageV1 {
        schema: PAGE,
        id: pair.id,
        title: target.title.or(source.title),
        date: context.date.map(|d| d.to_string()),
        status,
        reason,
        notes: pair.notes,
        links: links(pair),
        values,
        values_left_out,
        findings,
        rules,
        draft: pair.edited.as_ref().map(|e| draft(e, &en)),
        counts: pair.outcome.counts.into(),
        unchecked: unchecked(pair, context),
        source,
        target,
    }
}

/// What a page shows of a pair that could not be read.
pub fn not_checked<'a>(id: &'a str, reason: &'a str) -> PageV1<'a> {
    let side = |lang| SideV1 { lang: code(lang), name: code(lang), ..SideV1::default() };
    PageV1 {
        schema: PAGE,
        id,
        title: None,
        date: None,
        status: StatusV1::Incomplete,
        reason: Some(reason),
        notes: &[],
        source: side(Lang::Ko),
        target: side(Lang::En),
        links: Vec::new(),
        values: Vec::new(),
        values_left_out: 0,
        findings: Vec::new(),
        rules: BTreeMap::new(),
        draft: None,
        counts: Counts::default().into(),
        unchecked: vec![UncheckedV1::Article],
    }
}

fn links(pair: &Pair<'_>) -> Vec<LinkV1> {
    let moved = pair.pairing.moved();
    let link = |(l, moved): (&crate::model::Link, bool)| LinkV1 {
        source: [l.source.start, l.source.end],
        target: [l.target.start, l.target.end],
        score: json::share(l.score),
        moved,
        doubtful: l.is_doubtful(),
    };
    pair.pairing.links.iter().zip(moved).map(link).collect()
}

fn finding<'a>(found: &'a Finding, ko: &Marker<'a>, en: &Marker<'a>, holders: &Holders, context: &Context<'_>) -> PageFindingV1<'a> {
    let rule = found.rule;
    let at = |marker: &Marker<'_>, label: &Label| marker.side.reading.passage_at(label.span.start);
    let of_target = found.target.as_ref().and_then(|l| at(en, l)).and_then(|p| holders.target.get(p).copied().flatten());
    let of_source = || found.source.as_ref().and_then(|l| at(ko, l)).and_then(|p| holders.source.get(p).copied().flatten());
    PageFindingV1 {
        rule: rule.id,
        category: rule.mqm,
        its: rule.its,
        severity: found.severity,
        confidence: json::share(found.confidence),
        message: &found.message,
        explanation: &found.explanation,
        source: found.source.as_ref().map(|l| ko.label(l, context)),
        target: found.target.as_ref().map(|l| en.label(l, context)),
        suggestion: found.suggestion.as_deref(),
        fingerprint: &found.fingerprint,
        link: of_target.or_else(of_source),
        disposition: DispositionV1::of(&found.disposition),
    }
}

/// For each passage of both sides the link that holds it.
struct Holders {
    source: Vec<Option<usize>>,
    target: Vec<Option<usize>>,
}

impl Holders {
    fn of(pair: &Pair<'_>) -> Self {
        let mut holders = Self { source: vec![None; pair.ko.passages.len()], target: vec![None; pair.en.passages.len()] };
        for (n, link) in pair.pairing.links.iter().enumerate() {
            let source = holders.source.get_mut(link.source.clone()).unwrap_or_default();
            let target = holders.target.get_mut(link.target.clone()).unwrap_or_default();
            for held in source.iter_mut().chain(target) {
                *held = Some(n);
            }
        }
        holders
    }
}

fn draft<'a>(edited: &Edited<'a>, en: &Marker<'a>) -> DraftV1<'a> {
    let authorship = &edited.editing.authorship;
    let cut = |d: &crate::model::Deletion| CutV1 { text: d.span.slice(edited.draft.text()), at: en.side.point(d.at) };
    let repaired = |f: &'a Finding| RepairedV1 { rule: f.rule.id, severity: f.severity, message: &f.message };
    DraftV1 {
        words: authorship.words.into(),
        graphemes: authorship.graphemes.into(),
        moved: authorship.moved,
        editor: authorship.runs.iter().filter(|r| r.hand == Hand::Editor).map(|r| HandV1 { ranges: en.side.ranges(r.span) }).collect(),
        cut: authorship.deletions.iter().map(cut).collect(),
        repaired: edited.editing.repaired.iter().map(repaired).collect(),
        introduced: &edited.editing.introduced,
        standing: edited.editing.standing,
    }
}

/// What was not checked. That nothing was found there says nothing.
fn unchecked(pair: &Pair<'_>, context: &Context<'_>) -> Vec<UncheckedV1> {
    let links = &pair.pairing.links;
    let alone = |source: bool| {
        let lonely = links.iter().filter(|l| !l.is_pair());
        lonely.map(|l| if source { l.source.len() } else { l.target.len() }).sum::<usize>()
    };
    let whole = matches!(pair.outcome.status, Status::Incomplete(_)).then_some(UncheckedV1::Article);
    let calendar = (context.date.is_none() && whole.is_none()).then_some(UncheckedV1::Calendar);
    let counted = [
        (alone(true), UncheckedV1::Source as fn(usize) -> UncheckedV1),
        (alone(false), UncheckedV1::Target),
        (pair.outcome.counts.undecided, UncheckedV1::Values),
        (links.iter().filter(|l| l.is_doubtful()).count(), UncheckedV1::Links),
    ];
    whole.into_iter().chain(calendar).chain(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| what(n))).collect()
}
