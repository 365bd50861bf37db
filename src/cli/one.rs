//! One pair from start to end: read, checked, rendered. Runs on any thread; what it gives back is written in order.

use super::annotate;
use super::decided::{self, Decided, Found, Settled};
use super::depends::{Depends, Of};
use super::intake::{Sides, Work};
use super::queue::Weight;
use super::settings::Settings;
use crate::archive::Digest;
use crate::archive::store::{Facts, Kept};
use crate::check;
use crate::config::Held;
use crate::ingest::{self, Doubt, sanity, sanity::Unseen};
use crate::judge::rules::{self, about_waivers};
use crate::judge::{self, Policy, Verdict, verdict};
use crate::model::{self, annotation::Issue};
use crate::model::{Counted, Counts, Declaration, Disposition, Document, Editing, Finding, Origin, Outcome, Pairing, Reading, Status};
use crate::names;
use crate::pipeline::{self, Checked, Earlier, check_change, check_draft, check_pair};
use crate::report::page::{self, html};
use crate::report::style::Look;
use crate::report::{Diagnosed, Edited, Item, Pair, Total, json, terminal};
use jiff::civil::Date;
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How reports are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For a person.
    #[default]
    Terminal,
    /// One JSON document (schema daejo.report/v1).
    Json,
    /// One JSON line a pair (schema daejo.result/v1).
    Jsonl,
}

/// A report that each pair gives a part of, as it is written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Text {
    /// For a person.
    Terminal(Look),
    /// An element of a JSON document.
    Json,
    /// A JSON line.
    Jsonl,
    /// An article of a page for editors.
    Html,
    /// What an index of such pages says of it.
    HtmlEntry,
}

/// What every pair is checked and rendered by.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub(super) struct Rules {
    pub(super) settings: Settings,
    /// Day of publication for pairs that do not say it.
    pub(super) date: Option<Date>,
    /// What each pair is written as.
    pub(super) texts: Vec<Text>,
    /// Whether the findings are wanted as rows of reports about files.
    pub(super) rows: bool,
    /// Whether the findings are wanted as issues of their file.
    pub(super) annotate: bool,
    /// Whether findings count, too, where a change touched nothing.
    pub(super) whole: bool,
    /// Waivers and baseline.
    pub(super) decided: Decided,
    /// Whether the findings are wanted by themselves.
    pub(super) collect: bool,
    /// What results depend on, where what a store keeps of the pair is wanted; its result is the first of the reports then.
    pub(super) keep: Option<Arc<Depends>>,
}

/// What came of one pair.
#[derive(Debug)]
pub(super) struct Done {
    /// What it was written as, in the order in which that was asked for.
    pub(super) reports: SmallVec<[Vec<u8>; 1]>,
    /// What reports about files tell of it, where that is wanted.
    pub(super) rows: Option<Arc<Diagnosed>>,
    pub(super) verdict: Verdict,
    pub(super) total: Total,
    /// The findings as issues of their file, where that is wanted.
    pub(super) issues: Vec<Issue>,
    /// What was decided about the pair.
    pub(super) settled: Settled,
    /// The findings by themselves, where they are wanted.
    pub(super) found: Vec<Found>,
    /// Why not all of it was checked, for those who want the findings by themselves.
    pub(super) unchecked: Option<String>,
    /// What a store keeps of the pair, where that is wanted.
    pub(super) kept: Option<Box<Kept>>,
    /// What the pair is called, where files are named by it.
    pub(super) name: Option<Box<str>>,
    /// Bytes of input, for the progress bar.
    pub(super) bytes: usize,
}

/// Does all of the work on one pair. Whatever goes wrong inside costs this pair only.
pub(super) fn work(work: Work, rules: &Rules) -> Done {
    let (id, bytes) = (work.id().to_owned(), work.bytes());
    let mut done = of_sides(&id, || work.sides(), rules);
    done.bytes = bytes;
    done
}

/// The same for two texts that somebody else reads.
pub(super) fn of_sides(id: &str, sides: impl FnOnce() -> Result<Sides, String>, rules: &Rules) -> Done {
    let done = catch_unwind(AssertUnwindSafe(|| match sides() {
        Ok(sides) => check(id, &sides, rules),
        Err(reason) => render(&Item::NotChecked { id, reason: &reason }, None, Verdict::NotChecked, rules),
    }));
    done.unwrap_or_else(|_| {
        let reason = "an error inside the program ended the check of this pair; please report it with the two texts";
        render(&Item::NotChecked { id, reason }, None, Verdict::NotChecked, rules)
    })
}

impl Rules {
    /// What holds for a pair, its captions made news where the house wants that.
    fn held(&self, sides: &Sides, source: &mut Document<'_>, target: &mut Document<'_>) -> Arc<Held> {
        let section = source.meta.section.as_deref().or(target.meta.section.as_deref()).or(sides.section());
        let held = self.settings.of(sides.files().as_ref().map_or(&[], |f| f.as_slice()), section);
        if !held.policy.leave.leaves_captions() {
            source.captions_are_news();
            target.captions_are_news();
        }
        held
    }

    /// What the configuration declares of the translator, where that is said of such a pair: of files that are whole articles.
    fn translator(&self, sides: &Sides) -> Option<&Declaration> {
        let ours = &self.settings.config.record.translator;
        (!ours.is_empty() && sides.files().is_some() && !sides.is_passage()).then_some(ours)
    }

    /// On what the result of a pair depends that has these findings; `day` is the one that it says itself.
    fn depends(
        &self,
        (source, target): (&Document<'_>, &Document<'_>),
        about: (&Arc<Held>, Option<&Declaration>),
        day: Option<Date>,
        found: &BTreeSet<&str>,
    ) -> Digest {
        let Some(depends) = &self.keep else { return Digest::default() };
        let files = [source, target].map(|d| self.decided.below(&d.name));
        let default_day = self.date.filter(|_| day.is_none());
        depends.of(&Of { source, files: &files, held: about.0, default_day, translator: about.1 }, found)
    }

    /// The same for a pair that is not checked.
    pub(super) fn depends_on(&self, sides: &Sides, fingerprints: &BTreeSet<&str>) -> Digest {
        let (mut source, mut target) = sides.documents();
        let held = self.held(sides, &mut source, &mut target);
        let day = source.meta.date.or(target.meta.date).or(sides.date());
        self.depends((&source, &target), (&held, self.translator(sides)), day, fingerprints)
    }
}

/// Checks a pair that could be read, and renders what comes of it.
fn check(id: &str, sides: &Sides, rules: &Rules) -> Done {
    examine(id, sides, rules, |Examined { pair, held, date, settled, kept }| {
        let found = if rules.collect { rules.decided.found(pair.source, pair.target, pair.outcome) } else { Vec::new() };
        let mut done = Done { settled, found, ..render(&Item::Checked(pair), date, verdict(pair.outcome, held.fail_on), rules) };
        if let Some(((facts, depends), result)) = kept.zip(done.reports.first()) {
            done.kept = Some(Box::new(Kept::of(&pair, facts, depends, result)));
        }
        done
    })
}

/// What is known of a pair once it was checked and decided on.
pub(super) struct Examined<'a> {
    pub(super) pair: Pair<'a>,
    /// What holds for it.
    pub(super) held: &'a Held,
    /// The day of publication by which it was read.
    pub(super) date: Option<Date>,
    pub(super) settled: Settled,
    /// What an archive keeps of it besides, where one asks, and on what its result depends.
    pub(super) kept: Option<(Facts, Digest)>,
}

/// Checks a pair that could be read, and decides on what was found.
pub(super) fn examine<T>(id: &str, sides: &Sides, rules: &Rules, told: impl FnOnce(Examined<'_>) -> T) -> T {
    let (mut source, mut target) = sides.documents();
    let held = rules.held(sides, &mut source, &mut target);
    let policy = &held.policy;
    let translator = rules.translator(sides);
    if let Some(ours) = translator {
        ours.fields().for_each(|(field, word)| target.meta.declared.get_or_insert_default().declare(field, word));
    }
    let told_day = source.meta.date.or(target.meta.date).or(sides.date());
    let date = told_day.or(rules.date);
    let mut notes = sides.notes();
    let incomplete = sides.incomplete();
    let mut checked = match ingest::doubt(&source, &target) {
        _ if sides.alone().is_some() => unchecked(String::new()),
        Some(Doubt::Empty { .. }) if incomplete.is_some() => unchecked(String::new()),
        Some(Doubt::NotKorean { .. }) if sides.is_passage() => {
            notes.push("no Korean in the Korean passage, perhaps a quotation; it was compared as it stands".to_owned());
            check_pair(&source, &target, date, policy)
        }
        Some(doubt) => unchecked(doubt.to_string()),
        None => check_pair(&source, &target, date, policy),
    };
    if let Some((wants, deleted, before)) = sides.alone() {
        checked = untranslated(&source, wants, deleted, before && !rules.whole, policy);
    }
    let mut elsewhere = Vec::new();
    if let Some((old, english)) = sides.earlier() {
        elsewhere = changed((&source, &target), (&old, &english), date, (policy, rules.whole), &mut checked);
    }
    if let Some(reason) = incomplete {
        checked.outcome.status = Status::Incomplete(reason);
    }
    notes.extend(sanity::loose(&source, &target));
    let draft = sides.draft();
    let editing = draft.as_ref().and_then(|d| edited(&source, &target, d, date, policy, &mut checked));
    let facts = rules.keep.is_some().then(|| sides.facts(&source, &target, date));
    let (comments, once) = (sides.comments(), sides.once());
    let sides = decided::Sides { source: &source, target: &target, comments, once, told: &elsewhere };
    let settled = rules.decided.settle(&sides, &mut checked, rules.collect, |rule| asks(policy, rule));
    if checked.outcome.findings.iter().any(|f| about_waivers(f.rule.id)) {
        let findings = std::mem::take(&mut checked.outcome.findings);
        checked.outcome.findings = judge::judge(findings, checked.outcome.counts, policy).findings;
    }
    notes.extend([&source, &target].into_iter().filter_map(unseen));
    let edited = draft.as_ref().zip(editing.as_ref()).map(|(draft, editing)| Edited { draft, editing });
    let (source, target) = (&source, &target);
    let pair =
        Pair { id, source, target, ko: &checked.source, en: &checked.target, pairing: &checked.pairing, outcome: &checked.outcome, notes: &notes, edited };
    let kept = facts.map(|facts| {
        let fingerprints = checked.outcome.findings.iter().map(|f| f.fingerprint.as_str()).collect();
        (facts, rules.depends((source, target), (&held, translator), told_day, &fingerprints))
    });
    told(Examined { pair, held: &held, date, settled, kept })
}

/// Whether a rule was asked, so that a waiver of its findings that covers none is one too many. Rules about updates are asked
/// only while a change is looked at.
pub(super) fn asks(policy: &Policy, rule: &str) -> bool {
    let number = check::rules().position(|r| r.id == rule);
    number.is_some_and(|n| !policy.off.contains(n)) && policy.severity.get(rule) != Some(&None)
}

/// What comes of a Korean article that has no English: there is nothing to compare.
fn untranslated(source: &Document<'_>, wants: &str, deleted: bool, before: bool, policy: &Policy) -> Checked {
    let source_reading = pipeline::read(source, None);
    let mut missing = rules::missing(source, &source_reading, wants, deleted);
    if before {
        missing.disposition = Disposition::Untouched;
    }
    let counts = Counts { passages_source: source_reading.passages.len(), unpaired: source_reading.passages.len(), ..Counts::default() };
    let outcome = judge::judge(vec![missing], counts, policy);
    Checked { source: source_reading, target: Reading::default(), pairing: Pairing::default(), outcome }
}

/// Holds the pair against what it was before the change that is looked at. What could not have been checked then is no measure
/// of what is new. Gives back findings that are told by another one now.
fn changed(
    (source, target): (&Document<'_>, &Document<'_>),
    (old, english): (&Document<'_>, &Document<'_>),
    date: Option<Date>,
    (policy, whole): (&Policy, bool),
    checked: &mut Checked,
) -> Vec<Finding> {
    if checked.outcome.status != Status::Checked || ingest::doubt(old, english).is_some() {
        return Vec::new();
    }
    let earlier = Earlier { source: old, target: english, date: old.meta.date.or(english.meta.date).or(date) };
    let told = check_change(source, target, &earlier, date, policy, checked);
    if whole {
        for finding in checked.outcome.findings.iter_mut().filter(|f| f.disposition == Disposition::Untouched) {
            finding.disposition = Disposition::Open;
        }
    }
    told
}

/// Holds the English against its draft, where the pair itself could be checked. A draft that is no English is not compared, and
/// then not everything was done that was asked for.
fn edited(source: &Document<'_>, target: &Document<'_>, draft: &Document<'_>, date: Option<Date>, policy: &Policy, checked: &mut Checked) -> Option<Editing> {
    if matches!(checked.outcome.status, Status::Incomplete(_)) {
        return None;
    }
    if let Some(doubt) = ingest::doubt(source, draft).filter(|d| !matches!(d, Doubt::NotKorean { .. })) {
        checked.outcome.status = Status::Incomplete(format!("the draft could not be compared: {doubt}"));
        return None;
    }
    Some(check_draft(source, target, draft, date, policy, checked))
}

/// What comes of a pair whose sides are not what they should be.
fn unchecked(reason: String) -> Checked {
    let outcome = Outcome { status: Status::Incomplete(reason), findings: Vec::new(), counts: Counts::default() };
    Checked { source: Reading::default(), target: Reading::default(), pairing: Pairing::default(), outcome }
}

/// What to say of characters that nobody sees and that may make a text look like another.
fn unseen(document: &Document<'_>) -> Option<String> {
    const MOST: usize = 1000;
    if document.is_as_given() {
        return None;
    }
    let found = sanity::unseen(document.given, MOST);
    let acting = || found.iter().filter(|(_, kind)| *kind != Unseen::Invisible);
    let (first, _) = acting().next()?;
    let place = match document.counted {
        Counted::From(origin) => origin.behind(document.given.get(..first.start).unwrap_or("")),
        Counted::InSegment => {
            let start = document.segment_at(first.start).map_or(0, |s| s.given.start);
            Origin::default().behind(document.given.get(start..first.start).unwrap_or(""))
        }
    };
    let many = if found.len() == MOST { format!("{MOST} or more") } else { acting().count().to_string() };
    Some(format!("{}:{}:{}: {many} control or direction characters, the first here; they are not read", document.name, place.line, place.column))
}

fn render(item: &Item<'_>, date: Option<Date>, verdict: Verdict, rules: &Rules) -> Done {
    let reports: SmallVec<[Vec<u8>; 1]> =
        rules.texts.iter().map(|text| if matches!(text, Text::Html | Text::HtmlEntry) { page(item, date, text) } else { written(item, text) }).collect();
    let kept = match item {
        Item::NotChecked { reason, .. } if rules.keep.is_some() => Some(Box::new(Kept::unread(reason, reports.first().map_or(&[], Vec::as_slice)))),
        _ => None,
    };
    let rows = rules.rows.then(|| Arc::new(Diagnosed::of(item)));
    let issues = match item {
        Item::Checked(pair) if rules.annotate => annotate::issues(pair),
        _ => Vec::new(),
    };
    let name = rules.texts.contains(&Text::HtmlEntry).then(|| match item {
        Item::NotChecked { id, .. } | Item::Checked(Pair { id, .. }) => Box::from(*id),
    });
    let unchecked = match item {
        _ if !rules.collect => None,
        Item::NotChecked { id, reason } => Some(named(id, reason)),
        Item::Checked(Pair { id, outcome, .. }) => {
            if let Status::Incomplete(reason) = &outcome.status {
                Some(named(id, reason))
            } else {
                None
            }
        }
    };
    Done { reports, rows, verdict, total: Total::of(item), issues, settled: Settled::default(), found: Vec::new(), unchecked, kept, name, bytes: 0 }
}

/// A reason with the name of what was not checked, unless it begins with that.
fn named(id: &str, reason: &str) -> String {
    if reason.starts_with(id) { reason.to_owned() } else { format!("{id}: {reason}") }
}

/// The article as a page shows it, or as an index of pages does.
fn page(item: &Item<'_>, date: Option<Date>, text: &Text) -> Vec<u8> {
    let put = if *text == Text::HtmlEntry { html::entry } else { html::article };
    let mut out = Vec::new();
    let total = Total::of(item);
    match item {
        Item::NotChecked { id, reason } => put(&page::not_checked(id, reason), &total, &mut out),
        Item::Checked(pair) => {
            let renderings =
                pipeline::renderings(&model::Pair { source: pair.source, target: pair.target, ko: pair.ko, en: pair.en, pairing: pair.pairing, date });
            let context = page::Context { date, renderings: &renderings, romanised: &names::romanised };
            put(&page::view(pair, &context), &total, &mut out);
        }
    }
    out
}

fn written(item: &Item<'_>, text: &Text) -> Vec<u8> {
    if let Text::Terminal(look) = text {
        return terminal::item(item, look).into_bytes();
    }
    // Room for the result of a passage without findings.
    let mut out = Vec::with_capacity(1024);
    if *text == Text::Json {
        json::element(item, &mut out);
    } else {
        json::line(item, &mut out);
    }
    out
}
