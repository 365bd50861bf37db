//! The Code Quality report of GitLab: a list of issues in JSON, each with a fingerprint that no other has.

use super::list::List;
use super::output::{Manner, Output, Run};
use super::{Diagnosed, Diagnostic, escape};
use crate::model::Severity;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// The report of a run.
#[derive(Debug)]
pub struct Gitlab {
    manner: Manner,
    list: List,
    /// How often each fingerprint was met: GitLab takes two issues with one for the same.
    met: HashMap<String, usize>,
}

impl Gitlab {
    /// An empty report.
    pub fn new(manner: Manner) -> Self {
        Self { manner, list: List::new(), met: HashMap::new() }
    }

    /// The fingerprint, and behind it the number of the issue where others have the same.
    fn unique(&mut self, fingerprint: &str) -> String {
        let met = self.met.entry(fingerprint.to_owned()).or_default();
        *met += 1;
        if *met == 1 { fingerprint.to_owned() } else { format!("{fingerprint}-{met}") }
    }
}

impl Output for Gitlab {
    fn open(&mut self, out: &mut Vec<u8>) {
        out.push(b'[');
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        if let Some(reason) = pair.reason() {
            let fingerprint = self.unique(&hashed(&pair.pair));
            let words = format!("{}: not checked: {}", escape::visible(&pair.pair), escape::visible(reason));
            self.list.add(&issue("not-checked", &words, &words, "critical", (pair.file(), 1, 1), &fingerprint), out);
        }
        let manner = self.manner;
        for finding in pair.findings.iter().filter(|f| manner.tells(f)) {
            let fingerprint = self.unique(&finding.fingerprint);
            let at = finding.place().map_or((1, 1), |p| (p.start.line, p.end.line));
            let place = (finding.file(), at.0, at.1);
            self.list.add(&issue(finding.rule.id, &described(finding), &finding.full(), severity(finding.severity), place, &fingerprint), out);
        }
    }

    fn close(&mut self, _run: &Run, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]\n");
    }
}

/// One line: GitLab shows nothing else.
fn described(finding: &Diagnostic) -> String {
    let message = escape::visible(&finding.message);
    match &finding.suggestion {
        Some(suggestion) => format!("{message}. Try “{}”.", escape::visible(suggestion)),
        None => message.into_owned(),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::Major => "major",
        Severity::Minor => "minor",
        Severity::Info => "info",
    }
}

fn issue(rule: &str, words: &str, all: &str, severity: &str, (path, begin, end): (&str, usize, usize), fingerprint: &str) -> Value {
    json!({
        "type": "issue",
        "check_name": rule,
        "description": words,
        "content": { "body": all },
        "categories": ["Bug Risk"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": { "path": path, "lines": { "begin": begin, "end": end } },
    })
}

/// A fingerprint for a pair that was not checked: the same in every run.
fn hashed(pair: &str) -> String {
    Sha256::digest(pair).iter().take(8).map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat()
}
