//! The versioned types of the JSON interface, apart from the nouns of the program, which may change under them.
//! What stands here may grow; it may not change without a new schema id.

use super::draft::DraftV1;
use super::total::Decided;
use super::value::ValueV1;
use super::{Item, Pair, Total, json};
use crate::model::{Counts, Disposition, Document, Finding, Label, Link, Passage, Severity, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// Schema id of [`ResultV1`].
pub const RESULT: &str = "daejo.result/v1";
/// Schema id of [`ReportV1`].
pub const REPORT: &str = "daejo.report/v1";

/// What came of one pair: one line of `--format jsonl`.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.result/v1")]
pub struct ResultV1<'a> {
    /// `daejo.result/v1`.
    #[schemars(extend("const" = RESULT))]
    schema: &'static str,
    /// Identifier of the pair, as given; for files their path.
    id: &'a str,
    /// Whether everything that was asked for was checked.
    status: StatusV1,
    /// Why not, where it was not.
    reason: Option<&'a str>,
    /// Which passages of the Korean are rendered by which of the English.
    pairing: Vec<LinkV1>,
    /// The findings, worst first.
    findings: Vec<FindingV1<'a>>,
    /// What was compared.
    counts: CountsV1,
    /// The files that were read, where they were files.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<FilesV1<'a>>,
    /// What is to be known about how the two were read, in plain words.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schemars(default)]
    notes: &'a [String],
    /// Whose words the English is made of, where its draft was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<DraftV1<'a>>,
}

/// Whether everything that was asked for was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StatusV1 {
    /// It was.
    Checked,
    /// Something was not; that there are no findings means nothing then.
    Incomplete,
}

/// Neighbouring passages of one side with those of the other that render them; one side may be empty.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct LinkV1 {
    /// Start and end of each passage of the Korean, in UTF-8 bytes.
    source: Vec<[usize; 2]>,
    /// Start and end of each passage of the English.
    target: Vec<[usize; 2]>,
    /// How likely they render each other, 0–1; 1 where the input links them.
    score: f64,
    /// The segment of the input that links them, where it gives links.
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<String>,
}

/// One suspect place.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct FindingV1<'a> {
    /// The rule that found it.
    rule: &'a str,
    /// Its category in Multidimensional Quality Metrics.
    category: &'a str,
    /// How bad it would be in print.
    severity: Severity,
    /// How sure the program is, 0–1.
    confidence: f64,
    /// One line that an editor understands.
    message: &'a str,
    /// The arithmetic, in full.
    explanation: &'a str,
    /// The place in the Korean.
    source: Option<PlaceV1<'a>>,
    /// The place in the English.
    target: Option<PlaceV1<'a>>,
    /// What to put in the place of the English.
    suggestion: Option<&'a str>,
    /// The same finding has the same one in every run and at every place.
    fingerprint: &'a str,
    /// What was decided about it before the run, where something was: it does not count against the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    disposition: Option<DispositionV1<'a>>,
}

/// Why a finding does not count against a run.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum DispositionV1<'a> {
    /// The change that is looked at touched neither side of its passage.
    Untouched,
    /// It is in the baseline.
    Known,
    /// Somebody has waived it.
    Waived {
        /// Why, as a code.
        reason: &'static str,
        /// Why, in words.
        text: &'a str,
        /// Who decided.
        by: &'a str,
        /// When.
        on: String,
        /// The last day on which it holds, where it ends.
        until: Option<String>,
    },
}

impl<'a> DispositionV1<'a> {
    pub(super) fn of(disposition: &'a Disposition) -> Option<Self> {
        match disposition {
            Disposition::Open => None,
            Disposition::Untouched => Some(Self::Untouched),
            Disposition::Known => Some(Self::Known),
            Disposition::Waived(waiver) => Some(Self::Waived {
                reason: waiver.reason.as_str(),
                text: &waiver.text,
                by: &waiver.by,
                on: waiver.on.to_string(),
                until: waiver.until.map(|day| day.to_string()),
            }),
        }
    }
}

/// A place in one text.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct PlaceV1<'a> {
    /// First byte, in UTF-8, of the text as it was given: the file, the field of the record, or of the segment where
    /// the record has segments.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// The text there.
    text: &'a str,
    /// What it was read as.
    value: Option<ValueV1>,
    /// The segment of the input in which it stands, where it has segments.
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<&'a str>,
}

/// What was compared, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct CountsV1 {
    /// Values read in the Korean.
    mentions_source: usize,
    /// Values read in the English.
    mentions_target: usize,
    /// Values of the Korean that the English was found to agree with.
    agreed: usize,
    /// Values that could be neither confirmed nor doubted.
    undecided: usize,
    /// Passages of the Korean.
    passages_source: usize,
    /// Passages of the English.
    passages_target: usize,
    /// Passages of either side without a counterpart, which were not compared.
    unpaired: usize,
}

/// The two files of a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct FilesV1<'a> {
    /// The Korean.
    source: &'a str,
    /// The English.
    target: &'a str,
}

/// A whole run: the document of `--format json`.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.report/v1")]
pub struct ReportV1<'a> {
    /// `daejo.report/v1`.
    #[schemars(extend("const" = REPORT))]
    schema: &'static str,
    /// Version of the program.
    version: &'a str,
    /// The pairs, in the order in which they were given.
    results: Vec<ResultV1<'a>>,
    /// All of it, counted.
    summary: SummaryV1,
}

/// A run, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct SummaryV1 {
    /// Pairs of which everything was checked.
    checked: usize,
    /// Pairs of which something was not.
    incomplete: usize,
    /// Findings that count against the run, by severity.
    findings: SeveritiesV1,
    /// What was compared.
    counts: CountsV1,
    /// Findings that do not count, by what was decided about them; nothing where all count.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<DecidedV1>,
}

/// Findings that do not count against the run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct DecidedV1 {
    /// Somebody has waived them.
    waived: usize,
    /// They are in the baseline.
    known: usize,
    /// The change that is looked at touched neither side of their passages.
    untouched: usize,
}

/// Findings by severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct SeveritiesV1 {
    /// A correction notice or worse.
    critical: usize,
    /// Wrong facts.
    major: usize,
    /// What a careful desk would fix.
    minor: usize,
    /// Worth knowing.
    info: usize,
}

impl<'a> From<&Item<'a>> for ResultV1<'a> {
    fn from(item: &Item<'a>) -> Self {
        match item {
            Item::Checked(pair) => result(pair),
            Item::NotChecked { id, reason } => Self {
                schema: RESULT,
                id,
                status: StatusV1::Incomplete,
                reason: Some(reason),
                pairing: Vec::new(),
                findings: Vec::new(),
                counts: CountsV1::from(Counts::default()),
                files: None,
                notes: &[],
                draft: None,
            },
        }
    }
}

fn result<'a>(pair: &Pair<'a>) -> ResultV1<'a> {
    let (status, reason) = match &pair.outcome.status {
        Status::Checked => (StatusV1::Checked, None),
        Status::Incomplete(reason) => (StatusV1::Incomplete, Some(reason.as_str())),
    };
    ResultV1 {
        schema: RESULT,
        id: pair.id,
        status,
        reason,
        pairing: pair.pairing.links.iter().map(|l| link(pair, l)).collect(),
        findings: pair.outcome.findings.iter().map(|f| FindingV1::new(pair, f)).collect(),
        counts: pair.outcome.counts.into(),
        files: pair.is_files().then(|| FilesV1 { source: &pair.source.name, target: &pair.target.name }),
        notes: pair.notes,
        draft: pair.edited.as_ref().map(|e| DraftV1::new(pair, e)),
    }
}

fn link(pair: &Pair<'_>, link: &Link) -> LinkV1 {
    let spans = |document: &Document<'_>, passages: &[Passage], range: &std::ops::Range<usize>| {
        let chosen = passages.get(range.clone()).unwrap_or_default();
        chosen.iter().map(|p| document.reported(document.original(p.span))).map(|s| [s.start, s.end]).collect()
    };
    LinkV1 {
        source: spans(pair.source, &pair.ko.passages, &link.source),
        target: spans(pair.target, &pair.en.passages, &link.target),
        score: json::share(link.score),
        segment: segment(pair, link).map(ToOwned::to_owned),
    }
}

/// The segment of the input that a link is in.
pub(super) fn segment<'a>(pair: &Pair<'a>, link: &Link) -> Option<&'a str> {
    let first = |document: &'a Document<'a>, passages: &[Passage], range: &std::ops::Range<usize>| {
        let passage = passages.get(range.clone())?.first()?;
        document.segment_at(document.original(passage.span).start).map(|s| s.id.as_str())
    };
    if pair.source.segments.is_empty() && pair.target.segments.is_empty() {
        return None;
    }
    first(pair.source, &pair.ko.passages, &link.source).or_else(|| first(pair.target, &pair.en.passages, &link.target))
}

impl<'a> FindingV1<'a> {
    /// What is told of a finding in a pair.
    pub(super) fn new(pair: &Pair<'a>, finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule.id,
            category: finding.rule.mqm,
            severity: finding.severity,
            confidence: json::share(finding.confidence),
            message: &finding.message,
            explanation: &finding.explanation,
            source: finding.source.as_ref().map(|l| place(pair.source, l)),
            target: finding.target.as_ref().map(|l| place(pair.target, l)),
            suggestion: finding.suggestion.as_deref(),
            fingerprint: &finding.fingerprint,
            disposition: DispositionV1::of(&finding.disposition),
        }
    }
}

pub(super) fn place<'a>(document: &'a Document<'_>, label: &Label) -> PlaceV1<'a> {
    let given = document.original(label.span);
    let span = document.reported(given);
    let segment = document.segment_at(given.start).map(|s| s.id.as_str());
    PlaceV1 { start: span.start, end: span.end, text: given.slice(document.given), value: label.value.as_ref().map(ValueV1::from), segment }
}

impl From<Counts> for CountsV1 {
    fn from(c: Counts) -> Self {
        Self {
            mentions_source: c.mentions_source,
            mentions_target: c.mentions_target,
            agreed: c.agreed,
            undecided: c.undecided,
            passages_source: c.passages_source,
            passages_target: c.passages_target,
            unpaired: c.unpaired,
        }
    }
}

impl From<&Total> for SummaryV1 {
    fn from(t: &Total) -> Self {
        let findings = SeveritiesV1 {
            critical: t.found(Severity::Critical),
            major: t.found(Severity::Major),
            minor: t.found(Severity::Minor),
            info: t.found(Severity::Info),
        };
        let Decided { waived, known, untouched } = t.decided;
        let decided = (t.decided != Decided::default()).then_some(DecidedV1 { waived, known, untouched });
        Self { checked: t.checked, incomplete: t.incomplete, findings, counts: t.counts.into(), decided }
    }
}
