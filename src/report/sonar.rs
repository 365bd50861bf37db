//! Generic issues of SonarQube (the format of 10.3 and later, with rules apart from issues). A severity belongs to a rule
//! there, so a rule has that of the worst of its findings, and each message says its own.

use super::list::List;
use super::output::{Manner, Output, Run};
use super::{Diagnosed, Place, escape, json as bytes};
use crate::model::{Rule, Severity};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report of a run.
#[derive(Debug)]
pub struct Sonar {
    manner: Manner,
    list: List,
    /// The rules that are met, with the worst severity of each.
    met: BTreeMap<&'static str, (&'static Rule, Severity)>,
    /// Whether something was not checked.
    unchecked: bool,
}

/// What stands for what was not checked.
const NOT_CHECKED: &str = "not-checked";

impl Sonar {
    /// An empty report.
    pub const fn new(manner: Manner) -> Self {
        Self { manner, list: List::new(), met: BTreeMap::new(), unchecked: false }
    }

    fn rules(&self) -> Vec<Value> {
        let found = self.met.values().map(|(rule, worst)| described(rule.id, rule.summary(), attribute(rule), *worst));
        let words = "What was asked for and not checked: that nothing was found in it means nothing.";
        found.chain(self.unchecked.then(|| described(NOT_CHECKED, words, "COMPLETE", Severity::Critical))).collect()
    }
}

impl Output for Sonar {
    fn open(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"issues\":[");
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        if let Some(reason) = pair.reason() {
            self.unchecked = true;
            let message = format!("not checked: {}", escape::visible(reason));
            self.list.add(&json!({ "ruleId": NOT_CHECKED, "primaryLocation": { "message": message, "filePath": pair.file() } }), out);
        }
        let manner = self.manner;
        for finding in pair.findings.iter().filter(|f| manner.tells(f)) {
            let met = self.met.entry(finding.rule.id).or_insert((finding.rule, finding.severity));
            met.1 = met.1.max(finding.severity);
            let mut primary = finding.place().map_or_else(|| json!({ "filePath": finding.file() }), |p| location(p, &finding.pair));
            primary["message"] = json!(finding.full());
            let mut issue = json!({ "ruleId": finding.rule.id, "primaryLocation": primary });
            if let Some(other) = finding.other() {
                let mut second = location(other, &finding.pair);
                second["message"] = json!(other.line(&finding.pair));
                issue["secondaryLocations"] = json!([second]);
            }
            self.list.add(&issue, out);
        }
    }

    fn close(&mut self, _run: &Run, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n],\"rules\":");
        bytes::append(&self.rules(), out);
        out.extend_from_slice(b"}\n");
    }
}

/// A place: lines from 1, columns in UTF-16 from 0; a range must not be empty.
fn location(place: &Place, pair: &str) -> Value {
    let (start, end) = (place.start, place.end);
    let mut range = json!({ "startLine": start.line });
    if (start.line, start.utf16) < (end.line, end.utf16) {
        range = json!({ "startLine": start.line, "endLine": end.line, "startColumn": start.utf16 - 1, "endColumn": end.utf16 - 1 });
    }
    json!({ "filePath": place.file.as_deref().unwrap_or(pair), "textRange": range })
}

fn described(id: &str, summary: &str, attribute: &str, worst: Severity) -> Value {
    let severity = match worst {
        Severity::Critical => "HIGH",
        Severity::Major => "MEDIUM",
        Severity::Minor | Severity::Info => "LOW",
    };
    json!({
        "id": id,
        "name": id,
        "description": summary,
        "engineId": "daejo",
        "cleanCodeAttribute": attribute,
        "impacts": [{ "softwareQuality": "RELIABILITY", "severity": severity }],
    })
}

/// Which of the attributes of clean code comes nearest to what a rule asks of a text.
fn attribute(rule: &Rule) -> &'static str {
    match rule.its {
        "omission" | "untranslated" => "COMPLETE",
        "terminology" | "inconsistency" => "CONVENTIONAL",
        _ => "LOGICAL",
    }
}
