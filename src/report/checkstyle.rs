//! Checkstyle XML, which many review tools read: a file with its errors, and a new element for a file whenever it is told of
//! again.

use super::output::{Manner, Output, Run};
use super::xml::Xml;
use super::{Diagnosed, Diagnostic};
use crate::model::Severity;
use std::sync::Arc;

/// The report of a run.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle {
    manner: Manner,
}

impl Checkstyle {
    /// An empty report.
    pub const fn new(manner: Manner) -> Self {
        Self { manner }
    }
}

impl Output for Checkstyle {
    fn open(&mut self, out: &mut Vec<u8>) {
        // The version of the format, not of this program.
        Xml::new(out).declaration().open("checkstyle", &[("version", "8.0")]).line();
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        if let Some(reason) = pair.reason() {
            let what = [("line", "1"), ("column", "1"), ("severity", "error"), ("message", reason), ("source", "daejo.not-checked")];
            xml.open("file", &[("name", pair.file())]).line().empty("error", &what).close("file");
        }
        let mut open: Option<&str> = None;
        for finding in pair.findings.iter().filter(|f| self.manner.tells(f)) {
            if open != Some(finding.file()) {
                if open.is_some() {
                    xml.close("file");
                }
                xml.open("file", &[("name", finding.file())]).line();
                open = Some(finding.file());
            }
            error(finding, &mut xml);
        }
        if open.is_some() {
            xml.close("file");
        }
    }

    fn close(&mut self, _run: &Run, out: &mut Vec<u8>) {
        Xml::new(out).close("checkstyle");
    }
}

fn error(finding: &Diagnostic, xml: &mut Xml<'_>) {
    let start = finding.place().map(|p| p.start).unwrap_or_default();
    let severity = match finding.severity {
        _ if !finding.disposition.counts() => "ignore",
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
        Severity::Info => "info",
    };
    xml.empty(
        "error",
        &[
            ("line", &start.line.to_string()),
            ("column", &start.chars.to_string()),
            ("severity", severity),
            // A value of an attribute is one line.
            ("message", &finding.full().replace('\n', " · ")),
            ("source", &format!("daejo.{}", finding.rule.id)),
        ],
    );
}
