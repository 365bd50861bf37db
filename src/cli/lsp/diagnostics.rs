//! Findings as an editor shows them: on both sides of the article, each with the way to the other.

use super::article::{Article, Located};
use crate::model::{Finding, Severity};
use lsp_types::{CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString, Position, Range, Uri};
use serde_json::json;
use std::str::FromStr;

/// The name under which findings are shown.
const SOURCE: &str = "daejo";

/// The findings of an article: for the Korean side and for the English.
pub(super) fn of(article: &Article, pages: Option<&str>) -> [Vec<Diagnostic>; 2] {
    let documents = article.documents();
    let located = article.located(&documents);
    let side = |own: fn(&Located<'_>) -> Option<Range>, other: fn(&Located<'_>) -> Option<Range>, there: &Uri, what: &str| {
        let shown = |l: &Located<'_>| {
            let related = other(l).map(|range| {
                let location = Location { uri: there.clone(), range };
                vec![DiagnosticRelatedInformation { location, message: what.to_owned() }]
            });
            Some(diagnostic(l.finding, own(l)?, related, pages))
        };
        located.iter().filter_map(shown).collect()
    };
    [side(|l| l.ko, |l| l.en, &article.en.uri, "the English"), side(|l| l.en, |l| l.ko, &article.ko.uri, "the Korean")]
}

fn diagnostic(finding: &Finding, range: Range, related_information: Option<Vec<DiagnosticRelatedInformation>>, pages: Option<&str>) -> Diagnostic {
    let href = pages.and_then(|pages| Uri::from_str(&pages.replace("{rule}", finding.rule.id)).ok());
    Diagnostic {
        range,
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.id.to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information,
        tags: tag(finding.rule.id).map(|tag| vec![tag]),
        data: Some(json!({"fingerprint": finding.fingerprint})),
    }
}

fn message(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    if !finding.explanation.is_empty() {
        text.push('\n');
        text.push_str(&finding.explanation);
    }
    if let Some(suggestion) = &finding.suggestion {
        text.extend(["\ntry “", suggestion, "”"]);
    }
    text
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Critical | Severity::Major => DiagnosticSeverity::ERROR,
        Severity::Minor => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// What may go altogether, and what the house does not use.
fn tag(rule: &str) -> Option<DiagnosticTag> {
    match rule {
        "repeated-passage" | "residue" => Some(DiagnosticTag::UNNECESSARY),
        "glossary-forbidden" => Some(DiagnosticTag::DEPRECATED),
        _ => None,
    }
}

/// What is shown of a file that was not checked: silence would look like praise.
pub(super) fn not_checked(why: &str) -> Diagnostic {
    Diagnostic {
        range: Range { start: Position { line: 0, character: 0 }, end: Position { line: 0, character: 0 } },
        severity: Some(DiagnosticSeverity::WARNING),
        code: Some(NumberOrString::String("not-checked".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("Not checked: {why}"),
        ..Diagnostic::default()
    }
}
