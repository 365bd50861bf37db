//! What verifying a record came to, as JSON and for a person. The JSON has a schema of its own. Part of [`crate::record`].

use super::reason::Reason;
use super::statement::Claim;
use super::verify::Answer;
use crate::report::escape;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use std::fmt::Write;

/// Schema id of [`VerificationV1`].
pub const VERIFICATION: &str = "daejo.verification/v1";

/// What verifying records came to: the document of `daejo record verify --format json`.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.verification/v1")]
pub struct VerificationV1 {
    #[schemars(extend("const" = VERIFICATION))]
    schema: &'static str,
    /// One an article, in the order of their names.
    results: Vec<ResultV1>,
}

/// What came of one article.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ResultV1 {
    /// The file of records.
    record: String,
    /// The English.
    english: String,
    /// The Korean, where it is at hand.
    korean: Option<String>,
    /// Whether a check that passed and an editor's approval stand for exactly these bytes.
    holds: bool,
    /// What does not hold, in the order in which it is looked at.
    reasons: Vec<ReasonV1>,
    /// Records.
    records: usize,
    /// The line of the check on which it rests, where it holds.
    check: Option<usize>,
    /// Who approved, where it holds.
    approved: Vec<ApprovalV1>,
}

/// One thing that does not hold.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ReasonV1 {
    /// What, as a word that programs go by.
    code: String,
    /// The line of the record, where it is about one.
    line: Option<usize>,
    /// In words.
    text: String,
}

/// Who approved.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ApprovalV1 {
    /// The name of the key.
    by: String,
    /// When, by the clock of whoever signed.
    at: String,
}

impl From<&Reason> for ReasonV1 {
    fn from(reason: &Reason) -> Self {
        Self { code: reason.code.to_string(), line: reason.line, text: reason.text.clone() }
    }
}

impl VerificationV1 {
    /// Of some articles.
    pub const fn new(results: Vec<ResultV1>) -> Self {
        Self { schema: VERIFICATION, results }
    }

    /// As JSON, with the end of the last line.
    pub fn json(&self) -> String {
        // Strings and numbers always serialise.
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }
}

impl ResultV1 {
    /// What came of an article: the names of its record, its English and its Korean.
    pub fn new(record: String, english: String, korean: Option<String>, answer: &Answer) -> Self {
        let approved = answer.stands.iter().flat_map(|s| &s.approved).map(|(by, at)| ApprovalV1 { by: by.clone(), at: at.to_string() });
        Self {
            record,
            english,
            korean,
            holds: answer.holds(),
            reasons: answer.reasons.iter().map(ReasonV1::from).collect(),
            records: answer.chain.lines,
            check: answer.stands.as_ref().map(|s| s.check),
            approved: approved.collect(),
        }
    }

    /// For a person: one line that says whether it holds, or one a reason.
    pub fn terminal(&self, answer: &Answer) -> String {
        let english = escape::visible(&self.english);
        let mut out = String::new();
        // Writing to a string cannot fail.
        if self.holds {
            let who: Vec<String> = self.approved.iter().map(|a| format!("{} at {}", escape::visible(&a.by), a.at)).collect();
            let checked = answer.chain.latest_check().map_or_else(String::new, |(_, c)| format!(", checked at {}", c.predicate.checked_at));
            let _ = writeln!(out, "good: {english}: approved by {}{checked}; {} records", who.join(", "), self.records);
        } else {
            let _ = writeln!(out, "NOT GOOD: {english}");
            for reason in &self.reasons {
                let line = reason.line.map_or_else(String::new, |line| format!(" line {line}:"));
                let _ = writeln!(out, "  {}:{line} {}", reason.code, escape::visible(&reason.text));
            }
        }
        out
    }
}

/// One line a record, for a person.
pub fn list(answer: &Answer, names: &[String]) -> String {
    let mut out = String::new();
    for entry in &answer.chain.entries {
        let who: Vec<&str> = entry.signers.iter().filter_map(|n| names.get(*n)).map(String::as_str).collect();
        let what = match &entry.claim {
            Claim::Check(check) => {
                let p = &check.predicate;
                let word = serde_json::to_value(p.result).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
                let c = p.counts;
                format!(
                    "check {word}, {} links, {} critical, {} major, {} minor, {} info open, {} waived",
                    p.pairing.links.len(),
                    c.critical,
                    c.major,
                    c.minor,
                    c.info,
                    c.waived
                )
            }
            Claim::Review(review) => {
                let text = review.predicate.text.as_deref().map_or_else(String::new, |t| format!(": {t}"));
                format!("review {}, {} waivers{text}", review.predicate.decision.as_str(), review.predicate.waivers.len())
            }
        };
        let text = entry.claim.text().map_or_else(String::new, |d| d.short());
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{}  {}  {}  English {text}…  by {}",
            entry.claim.revision(),
            entry.claim.at(),
            escape::visible(&what),
            escape::visible(if who.is_empty() { "nobody whose key counts" } else { who[0] })
        );
    }
    out
}

/// The JSON Schema, with the name of its file.
pub fn schema() -> (&'static str, Schema) {
    ("verification.v1.json", SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<VerificationV1>())
}
