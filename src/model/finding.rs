//! A finding: one suspect place, with what was read on each side and why the two disagree.

use crate::model::{Disposition, Rule, Severity, Value};
use crate::text::Span;

/// One side of a finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Where, in bytes of the document's reading form.
    pub span: Span,
    /// What was read there, where it was read as a value.
    pub value: Option<Value>,
    /// A word or two for the report: `read as 3 500 000 000 000 KRW`.
    pub note: String,
}

impl Label {
    /// A label without a value.
    pub fn new(span: Span, note: impl Into<String>) -> Self {
        Self { span, value: None, note: note.into() }
    }
}

/// One suspect place.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it would be in print.
    pub severity: Severity,
    /// How sure the program is, 0–1: meant as the share of such findings that are errors, set by hand and not yet measured.
    pub confidence: f32,
    /// One line that an editor understands.
    pub message: String,
    /// The arithmetic, in full; empty when the message says it all.
    pub explanation: String,
    /// The place in the Korean, if there is one.
    pub source: Option<Label>,
    /// The place in the English, if there is one.
    pub target: Option<Label>,
    /// What would make it go away, to be put in the place of the target.
    pub suggestion: Option<String>,
    /// Hash of the rule, the values and the passages: the same finding has the same one in every run and at every place.
    pub fingerprint: String,
    /// Whether it counts against the run, by what was decided before.
    pub disposition: Disposition,
}
