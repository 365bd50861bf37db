//! `daejo check FILE.xlf --annotate OUT`: writes the XLIFF file with the findings noted in it.

use super::Stop;
use crate::ingest::bilingual::{Kind, xliff};
use crate::ingest::decode::{decode, encode_like};
use crate::ingest::{self, Limits};
use crate::model::annotation::Issue;
use crate::model::{Document, Finding, Label, Severity};
use crate::report::{Pair, escape, xliff as writer};
use std::path::Path;
use std::sync::Arc;

/// What can be annotated is one XLIFF file.
pub(super) fn allowed(paths: &[impl AsRef<Path>]) -> Result<(), Stop> {
    match paths {
        [one] if Kind::of(one.as_ref()) == Some(Kind::Xliff) => Ok(()),
        _ => Err(Stop::Usage("--annotate writes an XLIFF file back: name one as the only argument (*.xlf, *.xliff)".to_owned())),
    }
}

/// The findings of an article as issues of its file.
pub(super) fn issues(pair: &Pair<'_>) -> Vec<Issue> {
    pair.outcome.findings.iter().map(|f| issue(pair, f)).collect()
}

fn issue(pair: &Pair<'_>, finding: &Finding) -> Issue {
    let place = |document: &Document<'_>, label: &Option<Label>| label.as_ref().map(|l| document.reported(document.original(l.span)));
    let mut comment = finding.message.clone();
    if let Some(suggestion) = &finding.suggestion {
        comment = format!("{comment} Try “{suggestion}”.");
    }
    // ITS has a scale from 0 to 100 and no names for its parts.
    let severity = match finding.severity {
        Severity::Critical => 100,
        Severity::Major => 70,
        Severity::Minor => 30,
        Severity::Info => 10,
    };
    Issue {
        source: place(pair.source, &finding.source),
        target: place(pair.target, &finding.target),
        sort: finding.rule.its,
        comment,
        severity,
        rule: finding.rule.id,
    }
}

/// Writes the file at `from` to `to`, with the issues in it and otherwise byte for byte the same.
pub(super) fn write(from: &Path, to: &Path, issues: &[Issue], limits: Limits) -> Result<(), Stop> {
    let shown = escape::visible(&from.to_string_lossy()).into_owned();
    let failed = |why: &dyn std::fmt::Display| Stop::Input(format!("{shown}: {why}; no annotated file was written"));
    let bytes = ingest::read(from, limits).map_err(|e| failed(&e))?;
    let text = Arc::<str>::from(decode(&bytes).map_err(|e| failed(&e))?.text);
    if encode_like(&text, &bytes).ok().as_deref() != Some(&bytes[..]) {
        return Err(failed(&"its encoding cannot be written back byte for byte; convert it to UTF-8"));
    }
    let (_, anchors) = xliff::read(&text).map_err(|e| failed(&e))?;
    let out = encode_like(&writer::annotate(&text, &anchors, issues), &bytes).map_err(|e| failed(&e))?;
    #[expect(clippy::disallowed_methods, reason = "the boundary where the annotated file is written, to the path that was asked for")]
    std::fs::write(to, out).map_err(|e| Stop::Input(format!("{}: cannot be written: {e}; the file was not annotated", escape::visible(&to.to_string_lossy()))))
}
