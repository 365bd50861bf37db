//! What came of an article, read back from the line that is kept of it.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The parts of `daejo.result/v1` that tables and reports are made of.
#[derive(Debug, Deserialize)]
pub struct Told<'a> {
    /// The findings, worst first.
    #[serde(borrow)]
    pub findings: Vec<ToldFinding<'a>>,
}

/// A finding, in words.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub struct ToldFinding<'a> {
    #[serde(borrow)]
    pub rule: Cow<'a, str>,
    #[serde(borrow)]
    pub category: Cow<'a, str>,
    #[serde(borrow)]
    pub severity: Cow<'a, str>,
    pub confidence: f64,
    #[serde(borrow)]
    pub message: Cow<'a, str>,
    #[serde(borrow)]
    pub explanation: Cow<'a, str>,
    #[serde(borrow)]
    pub source: Option<ToldPlace<'a>>,
    #[serde(borrow)]
    pub target: Option<ToldPlace<'a>>,
    #[serde(borrow)]
    pub suggestion: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub fingerprint: Cow<'a, str>,
    #[serde(borrow, default)]
    pub disposition: Option<ToldDisposition<'a>>,
}

/// A place of a finding.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub struct ToldPlace<'a> {
    pub start: i64,
    pub end: i64,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    #[serde(borrow, default)]
    pub value: Option<&'a RawValue>,
}

/// What was decided about a finding.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the interface")]
pub struct ToldDisposition<'a> {
    #[serde(borrow)]
    pub state: Cow<'a, str>,
    #[serde(borrow, default)]
    pub reason: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub by: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub on: Option<Cow<'a, str>>,
}

impl<'a> Told<'a> {
    /// Reads a line; nothing where it is none.
    pub fn read(line: &'a [u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }
}
