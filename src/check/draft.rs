//! Builds findings, so that none leaves without a rule, a place and a fingerprint.

use crate::model::{Disposition, Finding, Label, Mention, Pair, Rule, Severity};
use crate::text::Span;
use sha2::{Digest, Sha256};
use smallvec::SmallVec;

/// A finding in the making.
#[derive(Debug)]
pub struct Draft(Finding);

impl Draft {
    /// Starts a finding of `rule` with the line that an editor reads.
    pub fn new(rule: &'static Rule, confidence: f32, message: impl Into<String>) -> Self {
        Self(Finding {
            rule,
            severity: rule.severity,
            confidence: confidence.clamp(0.0, 1.0),
            message: message.into(),
            explanation: String::new(),
            source: None,
            target: None,
            suggestion: None,
            fingerprint: String::new(),
            disposition: Disposition::default(),
        })
    }

    /// Another severity than the rule's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// The arithmetic, in full.
    #[must_use]
    pub fn explain(mut self, explanation: impl Into<String>) -> Self {
        self.0.explanation = explanation.into();
        self
    }

    /// The place in the Korean.
    #[must_use]
    pub fn source(mut self, label: Label) -> Self {
        self.0.source = Some(label);
        self
    }

    /// The place in the English.
    #[must_use]
    pub fn target(mut self, label: Label) -> Self {
        self.0.target = Some(label);
        self
    }

    /// The place of a value in the Korean, with its value.
    #[must_use]
    pub fn source_mention(self, m: &Mention, note: impl Into<String>) -> Self {
        self.source(Label { span: m.span, value: Some(m.value.clone()), note: note.into() })
    }

    /// The place of a value in the English, with its value.
    #[must_use]
    pub fn target_mention(self, m: &Mention, note: impl Into<String>) -> Self {
        self.target(Label { span: m.span, value: Some(m.value.clone()), note: note.into() })
    }

    /// What would make it go away.
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.0.suggestion = Some(suggestion.into());
        self
    }

    /// The finding, with its fingerprint.
    pub fn finish(mut self, pair: &Pair<'_>) -> Finding {
        self.0.fingerprint = fingerprint(&self.0, pair);
        self.0
    }
}

/// The first 16 hexadecimal digits of a SHA-256 over the rule's id and, for each side, the words of the label and of
/// the passage around it, white space folded. No offset goes in, so edits elsewhere leave it alone.
fn fingerprint(finding: &Finding, pair: &Pair<'_>) -> String {
    let mut told: SmallVec<[u8; 1024]> = SmallVec::from_slice(finding.rule.id.as_bytes());
    let sides = [(&finding.source, pair.source, pair.ko), (&finding.target, pair.target, pair.en)];
    for (label, document, reading) in sides {
        told.push(0);
        let Some(label) = label else { continue };
        words(&mut told, label.span, document.text());
        told.push(0);
        if let Some(p) = reading.passage_at(label.span.start) {
            words(&mut told, reading.passages[p].span, document.text());
        }
    }
    Sha256::digest(&told).iter().take(8).fold(String::with_capacity(16), |mut out, b| {
        use std::fmt::Write;
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn words(told: &mut SmallVec<[u8; 1024]>, span: Span, text: &str) {
    for word in span.slice(text).split_whitespace() {
        told.extend_from_slice(word.as_bytes());
        told.push(b' ');
    }
}
