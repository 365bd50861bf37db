//! From a pair that was checked to the machine's claim about it. Part of [`crate::record`].

use super::check::{Checker, Compared, Counts, Disposition, Finding, Link, Outcome, Pairing, Place, Status, TranslationCheck, Unchecked};
use super::digest::{DigestSet, Moment, Sha256};
use super::statement::Resource;
use super::translator::Translator;
use crate::judge::{FailOn, Verdict, verdict};
use crate::model::{self, Document, Label, Passage, Severity};
use crate::pipeline;
use crate::report::{Item, Pair, json, value::ValueV1};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of a run besides the pair that it checked.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// When.
    pub at: Moment,
    /// SHA-256 of the program file, where it could be read.
    pub program: Option<Sha256>,
    /// The Korean: its name and its bytes.
    pub source: (&'a str, &'a [u8]),
    /// The revision of the Korean, where the article says it.
    pub source_revision: Option<&'a str>,
    /// What made the translation.
    pub translator: Translator,
    /// The files of the house that the run went by.
    pub house: Vec<Resource>,
    /// The day of publication by which days were read.
    pub date: Option<Date>,
    /// The severity from which findings make a run fail.
    pub fail_on: FailOn,
    /// The rules that were not asked.
    pub off: Vec<&'static str>,
}

/// What the machine claims of a pair that was checked; number and predecessor are put in when it is sealed.
pub fn check(pair: &Pair<'_>, run: &Run<'_>) -> TranslationCheck {
    let (status, reason) = match &pair.outcome.status {
        model::Status::Checked => (Status::Checked, None),
        model::Status::Incomplete(reason) => (Status::Incomplete, Some(reason.clone())),
    };
    let mut findings: Vec<Finding> = pair.outcome.findings.iter().map(|f| finding(pair, f)).collect();
    findings.extend(repaired(pair));
    let mut source = Resource::of(run.source.0, run.source.1).noted("lang", "ko");
    if let Some(revision) = run.source_revision {
        source = source.noted("revision", revision);
    }
    let mut configuration = program_data();
    configuration.extend(run.house.iter().cloned());
    TranslationCheck {
        checked_at: run.at,
        revision: 0,
        previous: None,
        checker: checker(run.program),
        sources: vec![source],
        translator: run.translator.clone(),
        configuration,
        date: run.date.map(|day| day.to_string()),
        result: result(pair.outcome, run.fail_on),
        status,
        reason,
        counts: counts(&findings),
        compared: compared(pair.outcome.counts),
        pairing: pairing(pair),
        rules: pipeline::rules().map(|r| r.id).filter(|rule| !run.off.contains(rule)).map(str::to_owned).collect(),
        findings,
        unchecked: unchecked(pair, run),
    }
}

fn checker(program: Option<Sha256>) -> Checker {
    let uri = format!("pkg:cargo/{}@{}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    Checker { name: env!("CARGO_PKG_NAME").to_owned(), uri, digest: program.map(DigestSet::from) }
}

/// What the program itself goes by: its rules, its lexicons, its table of rates, by their bytes.
pub fn program_data() -> Vec<Resource> {
    super::data::program_data()
}

/// What a check comes to.
fn result(outcome: &model::Outcome, fail_on: FailOn) -> Outcome {
    let stands = |f: &model::Finding| f.severity >= Severity::Major && !matches!(f.disposition, model::Disposition::Waived(_));
    match verdict(outcome, fail_on) {
        Verdict::NotChecked | Verdict::Findings => Outcome::Failed,
        Verdict::Clean if outcome.findings.iter().any(stands) => Outcome::Warned,
        Verdict::Clean => Outcome::Passed,
    }
}

fn counts(findings: &[Finding]) -> Counts {
    let open = |severity| findings.iter().filter(|f| f.disposition == Disposition::Open && f.severity == severity).count() as u64;
    Counts {
        critical: open(Severity::Critical),
        major: open(Severity::Major),
        minor: open(Severity::Minor),
        info: open(Severity::Info),
        waived: findings.iter().filter(|f| f.disposition == Disposition::Waived).count() as u64,
    }
}

const fn compared(c: model::Counts) -> Compared {
    Compared {
        mentions_source: c.mentions_source as u64,
        mentions_target: c.mentions_target as u64,
        agreed: c.agreed as u64,
        undecided: c.undecided as u64,
        passages_source: c.passages_source as u64,
        passages_target: c.passages_target as u64,
        unpaired: c.unpaired as u64,
    }
}

/// A share as a decimal of four places at most: the record has no floating point.
fn decimal(x: f32) -> String {
    let ten_thousandths = (f64::from(x.clamp(0.0, 1.0)) * 1e4).round();
    let text = format!("{:.4}", if x.is_finite() { ten_thousandths / 1e4 } else { 0.0 });
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

fn pairing(pair: &Pair<'_>) -> Pairing {
    let mut line = Vec::new();
    json::line(&Item::Checked(*pair), &mut line);
    let line = line.strip_suffix(b"\n").unwrap_or(&line);
    let spans = |document: &Document<'_>, passages: &[Passage], range: &Range<usize>| {
        let chosen = passages.get(range.clone()).unwrap_or_default();
        chosen.iter().map(|p| document.reported(document.original(p.span))).map(|s| [s.start as u64, s.end as u64]).collect()
    };
    let told = |l: &model::Link| Link {
        source: spans(pair.source, &pair.ko.passages, &l.source),
        target: spans(pair.target, &pair.en.passages, &l.target),
        score: decimal(l.score),
    };
    Pairing { digest: DigestSet::of(line), links: pair.pairing.links.iter().map(told).collect() }
}

fn finding(pair: &Pair<'_>, finding: &model::Finding) -> Finding {
    let (disposition, waiver) = match &finding.disposition {
        model::Disposition::Open => (Disposition::Open, None),
        model::Disposition::Known | model::Disposition::Untouched => (Disposition::Known, None),
        model::Disposition::Waived(waiver) => (Disposition::Waived, Some((&**waiver).into())),
    };
    told(finding, (pair.source, pair.target), disposition, waiver)
}

/// What was found in the draft and is no longer.
fn repaired<'a>(pair: &'a Pair<'_>) -> impl Iterator<Item = Finding> + 'a {
    pair.edited.iter().flat_map(|edited| edited.editing.repaired.iter().map(|f| told(f, (pair.source, edited.draft), Disposition::Fixed, None)))
}

fn told(
    finding: &model::Finding,
    (source, target): (&Document<'_>, &Document<'_>),
    disposition: Disposition,
    waiver: Option<super::review::WaiverClaim>,
) -> Finding {
    Finding {
        rule: finding.rule.id.to_owned(),
        category: finding.rule.mqm.to_owned(),
        severity: finding.severity,
        confidence: decimal(finding.confidence),
        fingerprint: finding.fingerprint.clone(),
        message: finding.message.clone(),
        source: finding.source.as_ref().map(|l| place(source, l)),
        target: finding.target.as_ref().map(|l| place(target, l)),
        disposition,
        waiver,
    }
}

fn place(document: &Document<'_>, label: &Label) -> Place {
    let given = document.original(label.span);
    let span = document.reported(given);
    let value = label.value.as_ref().map(value).unwrap_or_default();
    Place { start: span.start as u64, end: span.end as u64, text: given.slice(document.given).to_owned(), value }
}

/// A value in the fields of the JSON interface, all of which are strings.
fn value(value: &model::Value) -> BTreeMap<String, String> {
    let json = serde_json::to_value(ValueV1::from(value)).unwrap_or_default();
    let fields = json.as_object().into_iter().flatten();
    fields.filter_map(|(key, word)| Some((key.clone(), word.as_str()?.to_owned()))).collect()
}

/// What was not looked at, though one might think so.
fn unchecked(pair: &Pair<'_>, run: &Run<'_>) -> Vec<Unchecked> {
    let mut out = Vec::new();
    let mut add = |what: String, reason: &str| out.push(Unchecked { what, reason: reason.to_owned() });
    if let model::Status::Incomplete(reason) = &pair.outcome.status {
        add("the article".to_owned(), reason);
    }
    for rule in &run.off {
        add(format!("rule {rule}"), "switched off by the configuration");
    }
    if run.date.is_none() {
        add("whatever needs a calendar".to_owned(), "no day of publication is known");
    }
    let counts = pair.outcome.counts;
    if counts.unpaired > 0 {
        add(format!("{} passages", counts.unpaired), "they have no counterpart");
    }
    if counts.undecided > 0 {
        add(format!("{} values", counts.undecided), "they could be neither confirmed nor doubted");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_decimals() {
        for (x, want) in [(0.0, "0"), (1.0, "1"), (0.97, "0.97"), (0.123_45, "0.1235"), (f32::NAN, "0"), (7.0, "1"), (-1.0, "0")] {
            assert_eq!(decimal(x), want, "{x}");
        }
    }
}
