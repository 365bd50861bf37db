//! The Diagnostic Format of reviewdog, as one document (rdjson) or a line for each finding (rdjsonl). Its columns are bytes.

use super::list::List;
use super::output::{Manner, Output, Run};
use super::{Diagnosed, Diagnostic, Place, escape, json as bytes};
use crate::model::Severity;
use serde_json::{Value, json};
use std::sync::Arc;

/// The report of a run.
#[derive(Clone, Copy, Debug)]
pub struct Rdjson {
    manner: Manner,
    /// The list of the document; none where each finding is a line of its own.
    list: Option<List>,
}

impl Rdjson {
    /// An empty document.
    pub const fn document(manner: Manner) -> Self {
        Self { manner, list: Some(List::new()) }
    }

    /// No lines.
    pub const fn lines(manner: Manner) -> Self {
        Self { manner, list: None }
    }

    fn add(&mut self, diagnostic: &Value, out: &mut Vec<u8>) {
        if let Some(list) = &mut self.list {
            list.add(diagnostic, out);
        } else {
            bytes::append(diagnostic, out);
            out.push(b'\n');
        }
    }
}

impl Output for Rdjson {
    fn open(&mut self, out: &mut Vec<u8>) {
        if self.list.is_some() {
            out.extend_from_slice(b"{\"source\":{\"name\":\"daejo\"},\"diagnostics\":[");
        }
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        if let Some(reason) = pair.reason() {
            let message = format!("{}: not checked: {}", escape::visible(&pair.pair), escape::visible(reason));
            let told = json!({
                "message": message,
                "location": { "path": pair.file() },
                "severity": "ERROR",
                "source": { "name": "daejo" },
                "code": { "value": "not-checked" },
            });
            self.add(&told, out);
        }
        let manner = self.manner;
        for finding in pair.findings.iter().filter(|f| manner.tells(f)) {
            self.add(&diagnostic(finding), out);
        }
    }

    fn close(&mut self, _run: &Run, out: &mut Vec<u8>) {
        if self.list.is_some() {
            out.extend_from_slice(b"\n]}\n");
        }
    }
}

fn diagnostic(finding: &Diagnostic) -> Value {
    let mut told = json!({
        "message": finding.full(),
        "location": finding.place().map_or_else(|| json!({ "path": finding.file() }), |p| location(p, finding)),
        "severity": match finding.severity {
            _ if !finding.disposition.counts() => "INFO",
            Severity::Critical | Severity::Major => "ERROR",
            Severity::Minor => "WARNING",
            Severity::Info => "INFO",
        },
        "source": { "name": "daejo" },
        "code": { "value": finding.rule.id },
    });
    if let (Some(suggestion), Some(place)) = (&finding.suggestion, &finding.target) {
        told["suggestions"] = json!([{ "range": range(place), "text": suggestion }]);
    }
    if let Some(other) = finding.other() {
        told["related_locations"] = json!([{ "message": other.line(&finding.pair), "location": location(other, finding) }]);
    }
    told
}

fn location(place: &Place, finding: &Diagnostic) -> Value {
    json!({ "path": place.file.as_deref().unwrap_or(&finding.pair), "range": range(place) })
}

fn range(place: &Place) -> Value {
    let [start, end] = [place.start, place.end].map(|p| json!({ "line": p.line, "column": p.bytes }));
    json!({ "start": start, "end": end })
}
