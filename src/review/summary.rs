//! What the list shows of an article: its state and its findings, counted.

use crate::judge::FailOn;
use crate::model::{Disposition, Outcome, Severity, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far an article is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// It was not checked yet, or not all of it could be: that nothing was found means nothing.
    Unchecked,
    /// Something that would stop it stands open.
    Open,
    /// It was checked, and whatever would stop it is waived; perhaps nothing was found at all.
    Waived,
    /// It is signed off as it stands.
    Signed,
    /// It was signed off, and has changed since: the sign-off holds no more.
    Stale,
}

/// Findings by severity, those that were decided aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(super) struct CountsV1 {
    /// A correction notice or worse.
    pub critical: usize,
    /// Wrong facts.
    pub major: usize,
    /// What a careful desk would fix.
    pub minor: usize,
    /// Worth knowing.
    pub info: usize,
    /// Let stand.
    pub waived: usize,
}

/// What a check came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) checked: bool,
    pub(super) open: bool,
    pub(super) counts: CountsV1,
}

impl Summary {
    /// Of an outcome in which what was decided is decided.
    pub(super) fn of(outcome: &Outcome, fail_on: FailOn, title: String, date: Option<String>) -> Self {
        let mut counts = CountsV1::default();
        for finding in &outcome.findings {
            match (&finding.disposition, finding.severity) {
                (Disposition::Waived(_), _) => counts.waived += 1,
                (Disposition::Open, Severity::Critical) => counts.critical += 1,
                (Disposition::Open, Severity::Major) => counts.major += 1,
                (Disposition::Open, Severity::Minor) => counts.minor += 1,
                (Disposition::Open, Severity::Info) => counts.info += 1,
                (Disposition::Known | Disposition::Untouched, _) => {}
            }
        }
        let open = outcome.findings.iter().any(|f| f.disposition.counts() && fail_on.stops(f.severity));
        Self { title, date, checked: outcome.status == Status::Checked, open, counts }
    }

    /// The state of an article that is `signed`, which `holds` or not.
    pub(super) fn state(&self, signed: Option<bool>) -> State {
        match (signed, self.checked, self.open) {
            (Some(true), _, _) => State::Signed,
            (Some(false), _, _) => State::Stale,
            (None, false, _) => State::Unchecked,
            (None, true, true) => State::Open,
            (None, true, false) => State::Waived,
        }
    }
}
