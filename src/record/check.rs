//! The machine's claim (`translation-check/v1`): what was checked against what, by what, what was found and what became of it, and what was not
//! checked. Nouns of [`crate::record`]. No floating point stands in it: scores are decimals in strings.

use super::digest::{DigestSet, Moment};
use super::review::WaiverClaim;
use super::statement::{Reference, Resource};
use super::translator::Translator;
use crate::model::Severity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a check of an English text against the Korean came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TranslationCheck {
    /// When, by the clock of whoever signed.
    pub checked_at: Moment,
    /// Number of the record, from 0: its line.
    pub revision: u64,
    /// The record before it; none has the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Reference>,
    /// The program.
    pub checker: Checker,
    /// The Korean that the English renders: exact bytes, language, its revision where the article says it.
    pub sources: Vec<Resource>,
    /// What made the translation, by whose word.
    pub translator: Translator,
    /// What the run went by: the program's rules and tables, the files of the house.
    pub configuration: Vec<Resource>,
    /// The day of publication by which days were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What it came to.
    pub result: Outcome,
    /// Whether all of it was checked.
    pub status: Status,
    /// Why not, where not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Findings that are open, by severity, and those that are waived.
    pub counts: Counts,
    /// What was compared.
    pub compared: Compared,
    /// Which passages render which.
    pub pairing: Pairing,
    /// The rules that were asked.
    pub rules: Vec<String>,
    /// Every finding, and what became of it.
    pub findings: Vec<Finding>,
    /// What was not checked though one might think so.
    pub unchecked: Vec<Unchecked>,
}

/// The program that checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Checker {
    /// Its name.
    pub name: String,
    /// Its version, as a package URL.
    pub uri: String,
    /// SHA-256 of the program file, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<DigestSet>,
}

/// What a check came to, in the words of in-toto's test-result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Outcome {
    /// All of it was checked, nothing at or over the limit of the house stands open, and nothing critical or major.
    Passed,
    /// The same, but for critical or major findings that the house lets pass without a waiver.
    Warned,
    /// Something at or over the limit stands open, or not all of it was checked.
    Failed,
}

/// Whether all of it was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It was.
    Checked,
    /// It was not; such a check never passes.
    Incomplete,
}

/// Findings, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "severities that stand open, and what does not")]
pub struct Counts {
    pub critical: u64,
    pub major: u64,
    pub minor: u64,
    pub info: u64,
    /// Let stand by somebody.
    pub waived: u64,
}

/// What was compared, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// Values read in the Korean.
    pub mentions_source: u64,
    /// Values read in the English.
    pub mentions_target: u64,
    /// Values of the Korean with which the English was found to agree.
    pub agreed: u64,
    /// Values that could be neither confirmed nor doubted.
    pub undecided: u64,
    /// Passages of the Korean.
    pub passages_source: u64,
    /// Passages of the English.
    pub passages_target: u64,
    /// Passages of either side without a counterpart.
    pub unpaired: u64,
}

/// Which passages render which.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Pairing {
    /// SHA-256 of the line of JSON (daejo.result/v1) that the run came to, without the end of the line.
    pub digest: DigestSet,
    /// The links, in the order of the English.
    pub links: Vec<Link>,
}

/// Passages of one side and those of the other that render them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Start and end of each passage of the Korean, in UTF-8 bytes.
    pub source: Vec<[u64; 2]>,
    /// Start and end of each passage of the English.
    pub target: Vec<[u64; 2]>,
    /// How likely they render each other, 0–1, as a decimal.
    pub score: String,
}

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// Its category in Multidimensional Quality Metrics.
    pub category: String,
    /// How bad it would be in print.
    pub severity: Severity,
    /// How sure the program was, 0–1, as a decimal.
    pub confidence: String,
    /// By which it is known from run to run.
    pub fingerprint: String,
    /// What it says.
    pub message: String,
    /// The Korean, and the value that was read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Place>,
    /// The English, and the value that was read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Place>,
    /// What became of it.
    pub disposition: Disposition,
    /// Who let it stand, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverClaim>,
}

/// A place in one text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// First byte, in UTF-8.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The words.
    pub text: String,
    /// The value that was read there, in the fields of daejo.result/v1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub value: BTreeMap<String, String>,
}

/// What became of a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// It stands.
    Open,
    /// Somebody let it stand.
    Waived,
    /// It was there before, in an earlier revision or in the draft, and is no longer.
    Fixed,
    /// It is in the baseline, or in what a change did not touch.
    Known,
}

/// Something that was not checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unchecked {
    /// What.
    pub what: String,
    /// Why not.
    pub reason: String,
}

impl TranslationCheck {
    /// What it says against itself, if it does: a check that passed with something open that stops an editor, or in part only.
    pub fn contradiction(&self) -> Option<&'static str> {
        let stands = |f: &Finding| matches!(f.disposition, Disposition::Open | Disposition::Known) && f.severity >= Severity::Major;
        match self.result {
            Outcome::Failed => None,
            _ if self.status == Status::Incomplete => Some("it says that it passed and that not all of it was checked"),
            Outcome::Passed if self.findings.iter().any(stands) => Some("it says that it passed, with critical or major findings that stand"),
            Outcome::Passed if self.findings.iter().any(|f| f.disposition == Disposition::Waived && f.waiver.is_none()) => {
                Some("it says that a finding is waived, and not by whom")
            }
            _ => None,
        }
    }
}
