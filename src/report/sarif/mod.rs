//! SARIF 2.1.0 (OASIS): what code scanning services and editors read. The worst findings come first, and no more of them
//! than a service takes; what is left out is said in words, and so is what was not checked.

mod result;
mod tool;

use super::output::{Manner, Output, Remarks, Run, Worst};
use super::{Diagnosed, escape, summary};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;

/// Results that GitHub shows of a run.
pub const RESULTS: usize = 5_000;
/// Bytes, compressed, that GitHub takes.
pub const BYTES: usize = 10_000_000;
/// Notices of what was not checked, and of how the texts were read, that are written.
const NOTICES: usize = 1_000;
/// The identifier of the schema.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of a run.
#[derive(Debug)]
pub struct Sarif {
    manner: Manner,
    worst: Worst,
    remarks: Remarks,
}

impl Sarif {
    /// An empty log.
    pub fn new(manner: Manner) -> Self {
        Self { manner, worst: Worst::new(RESULTS), remarks: Remarks::new(NOTICES) }
    }
}

impl Output for Sarif {
    fn pair(&mut self, pair: &Arc<Diagnosed>, _out: &mut Vec<u8>) {
        self.remarks.add(pair);
        pair.findings.iter().filter(|f| self.manner.tells(f)).for_each(|f| self.worst.add(f));
    }

    fn close(&mut self, run: &Run, out: &mut Vec<u8>) {
        let seen = self.worst.seen;
        let findings = self.worst.take();
        let mut told = findings.len();
        loop {
            let rules = tool::Rules::of(&findings[..told]);
            let results: Vec<Value> = findings[..told].iter().map(|f| result::result(f, &rules, self.manner)).collect();
            let log = self.log(&rules, &results, seen - told, run);
            let mut text = serde_json::to_vec_pretty(&log).unwrap_or_default();
            if told == 0 || compressed(&text) <= BYTES {
                text.push(b'\n');
                out.append(&mut text);
                return;
            }
            told /= 2;
        }
    }
}

impl Sarif {
    fn log(&self, rules: &tool::Rules, results: &[Value], left_out: usize, run: &Run) -> Value {
        json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": rules.tool(),
                "taxonomies": rules.taxonomies(),
                "columnKind": "utf16CodeUnits",
                "defaultEncoding": "utf-8",
                "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": "The folder in which the program was run." } } },
                "invocations": [self.invocation(left_out, run)],
                "results": results,
                "properties": counts(run),
            }]
        })
    }

    /// What was not checked, and what is not told.
    fn invocation(&self, left_out: usize, run: &Run) -> Value {
        let mut notices: Vec<Value> = Vec::new();
        for pair in &self.remarks.unchecked {
            let reason = format!("{}: not checked: {}", escape::visible(&pair.pair), escape::visible(pair.reason().unwrap_or_default()));
            let mut notice = json!({ "level": "error", "descriptor": { "id": "not-checked", "index": 0 }, "message": { "text": result::message(&reason) } });
            if let Some([ko, en]) = &pair.files {
                notice["locations"] = [en, ko].map(|file| json!({ "physicalLocation": { "artifactLocation": result::artifact(file) } })).into_iter().collect();
            }
            notices.push(notice);
        }
        let rest = self.remarks.unchecked_seen - self.remarks.unchecked.len();
        if rest > 0 {
            let words = format!("{} more that were not checked are not told here.", summary::plural(rest, "pair", "pairs"));
            notices.push(json!({ "level": "error", "descriptor": { "id": "not-checked", "index": 0 }, "message": { "text": words } }));
        }
        if left_out > 0 {
            let words = format!(
                "{} left out: the worst are told here, as many as GitHub shows. Other formats have them all.",
                summary::plural(left_out, "finding was", "findings were")
            );
            notices.push(json!({ "level": "warning", "descriptor": { "id": "left-out", "index": 1 }, "message": { "text": words } }));
        }
        for note in &self.remarks.notes {
            notices
                .push(json!({ "level": "note", "descriptor": { "id": "note", "index": 2 }, "message": { "text": result::message(&escape::visible(note)) } }));
        }
        json!({ "executionSuccessful": run.total.incomplete == 0, "toolExecutionNotifications": notices })
    }
}

/// What was compared, and what was found but is not told.
fn counts(run: &Run) -> Value {
    let (total, counts) = (&run.total, &run.total.counts);
    json!({
        "pairsChecked": total.checked,
        "pairsNotChecked": total.incomplete,
        "mentionsSource": counts.mentions_source,
        "mentionsTarget": counts.mentions_target,
        "agreed": counts.agreed,
        "undecided": counts.undecided,
        "waived": total.decided.waived,
        "known": total.decided.known,
        "untouched": total.decided.untouched,
    })
}

/// The length of a text when it is compressed as it is for the upload.
fn compressed(text: &[u8]) -> usize {
    // What is ten times below the limit even uncompressed needs no trial.
    if text.len() <= BYTES {
        return text.len();
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = gzip.write_all(text);
    gzip.finish().map_or(usize::MAX, |bytes| bytes.len())
}
