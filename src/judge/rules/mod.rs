//! The rules of the gate: about waivers that no longer do what they were written for, and about articles without their English. A
//! page each; they see what was decided and what is there, where the rules of [`crate::check`] see what is said.

use crate::model::{Disposition, Document, Finding, Label, Reading, Rule, Severity, Waiver};
use sha2::{Digest, Sha256};
use std::fmt::Write;

static MISSING: Rule =
    Rule { id: "translation-missing", mqm: "Accuracy/Omission", its: "untranslated", severity: Severity::Minor, page: include_str!("translation_missing.md") };
static EXPIRED: Rule =
    Rule { id: "waiver-expired", mqm: "Design and Markup", its: "non-conformance", severity: Severity::Minor, page: include_str!("waiver_expired.md") };
static INVALID: Rule =
    Rule { id: "waiver-invalid", mqm: "Design and Markup", its: "non-conformance", severity: Severity::Major, page: include_str!("waiver_invalid.md") };
static UNUSED: Rule =
    Rule { id: "waiver-unused", mqm: "Design and Markup", its: "non-conformance", severity: Severity::Minor, page: include_str!("waiver_unused.md") };

/// Every rule of the gate, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [&MISSING, &EXPIRED, &INVALID, &UNUSED].into_iter()
}

/// Whether a rule is about waivers, so that its findings cannot be waived.
pub fn about_waivers(rule: &str) -> bool {
    [&EXPIRED, &INVALID, &UNUSED].iter().any(|r| r.id == rule)
}

/// Labels of the Korean and of the English.
type Labels = (Option<Label>, Option<Label>);

/// A waiver that covers a finding and has ended.
pub(super) fn expired(waiver: &Waiver, place: &str, labels: Labels) -> Finding {
    let until = waiver.until.map_or_else(String::new, |day| format!(" on {day}"));
    let message = format!("the waiver of {} by {} ended{until}; decide anew, or mend what it covers", waiver.rule, waiver.by);
    finding(&EXPIRED, message, told(waiver, place), labels, &[&waiver.rule, &waiver.fingerprint])
}

/// A waiver that covers nothing.
pub(super) fn unused(waiver: &Waiver, place: &str, labels: Labels) -> Finding {
    let message = format!("the waiver of {} by {} covers no finding any more; take it out", waiver.rule, waiver.by);
    finding(&UNUSED, message, told(waiver, place), labels, &[&waiver.rule, &waiver.fingerprint])
}

/// A comment that is meant as a waiver and cannot be read as one.
pub(super) fn invalid(comment: &str, place: &str, why: &str, labels: Labels) -> Finding {
    finding(&INVALID, format!("the waiver at {place} waives nothing: {why}"), String::new(), labels, &[comment])
}

/// A Korean article without its English: `wants` is the file that is not there, `deleted` whether a change took it away.
pub fn missing(source: &Document<'_>, reading: &Reading, wants: &str, deleted: bool) -> Finding {
    let label = reading.passages.first().map(|p| Label::new(p.span, "no English for it"));
    let first = reading.passages.first().map_or("", |p| p.span.slice(source.text()));
    let (message, why) = if deleted {
        (format!("the English of this article was taken away: {wants}"), "the Korean is still there")
    } else {
        (format!("this article has no English: {wants} is not there"), "the Korean came in without it")
    };
    finding(&MISSING, message, why.to_owned(), (label, None), &[wants, first])
}

/// Where a waiver stands and what it says.
fn told(waiver: &Waiver, place: &str) -> String {
    format!("{place}: {} “{}”, on {}", waiver.reason.as_str(), waiver.text, waiver.on)
}

fn finding(rule: &'static Rule, message: String, explanation: String, (source, target): Labels, told: &[&str]) -> Finding {
    let mut hash = Sha256::new_with_prefix(rule.id);
    for part in told {
        hash.update([0]);
        hash.update(part);
    }
    let fingerprint = hash.finalize().iter().take(8).fold(String::with_capacity(16), |mut out, b| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    });
    Finding {
        rule,
        severity: rule.severity,
        confidence: 1.0,
        message,
        explanation,
        source,
        target,
        suggestion: None,
        fingerprint,
        disposition: Disposition::Open,
    }
}
