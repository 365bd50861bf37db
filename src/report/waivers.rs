//! The list of the waivers of a house, for people and for programs.

use super::escape;
use crate::model::Waiver;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;

/// Schema id of [`WaiversV1`].
pub const WAIVERS: &str = "daejo.waivers/v1";

/// Every waiver: `daejo waivers --format json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.waivers/v1")]
pub struct WaiversV1<'a> {
    /// `daejo.waivers/v1`.
    #[schemars(extend("const" = WAIVERS))]
    schema: &'static str,
    /// Those of the file in its order, then those in comments.
    waivers: Vec<WaiverV1<'a>>,
}

/// One waiver.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct WaiverV1<'a> {
    /// What it comes to now.
    state: StateV1,
    /// The rule whose finding is let stand.
    rule: &'a str,
    /// The fingerprint of that finding; empty for a comment that covers none.
    fingerprint: &'a str,
    /// The file in which the waiver stands.
    at: &'a str,
    /// Its line there, from 1, where it is a row of the file.
    line: Option<usize>,
    /// The file of the article.
    file: Option<&'a str>,
    /// The code of the reason.
    reason: &'a str,
    /// Why, in words.
    text: &'a str,
    /// Who decided.
    by: &'a str,
    /// When.
    on: String,
    /// The last day on which it holds.
    until: Option<String>,
}

/// What a waiver comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StateV1 {
    /// It covers a finding.
    Active,
    /// Its last day is over; the finding is still there.
    Expired,
    /// It covers nothing.
    Unused,
    /// Its article was not checked.
    Unknown,
}

impl StateV1 {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::Unknown => "unknown",
        }
    }
}

impl<'a> WaiverV1<'a> {
    /// A waiver that stands in the file `at`.
    pub fn new(state: StateV1, waiver: &'a Waiver, at: &'a str, line: Option<usize>, file: Option<&'a str>) -> Self {
        Self {
            state,
            rule: &waiver.rule,
            fingerprint: &waiver.fingerprint,
            at,
            line,
            file,
            reason: waiver.reason.as_str(),
            text: &waiver.text,
            by: &waiver.by,
            on: waiver.on.to_string(),
            until: waiver.until.map(|u| u.to_string()),
        }
    }
}

impl<'a> WaiversV1<'a> {
    /// A list.
    pub fn new(waivers: Vec<WaiverV1<'a>>) -> Self {
        Self { schema: WAIVERS, waivers }
    }

    /// The list for a person: a line each, and one that counts.
    pub fn terminal(&self) -> String {
        let mut out = String::new();
        let rule = self.waivers.iter().map(|w| w.rule.len()).max().unwrap_or(0);
        for w in &self.waivers {
            let place = match (w.file, w.line) {
                (Some(file), Some(line)) => format!("{file} ({}:{line})", w.at),
                (_, Some(line)) => format!("{}:{line}", w.at),
                (_, None) => w.at.to_owned(),
            };
            let until = w.until.as_ref().map_or_else(String::new, |u| format!(" until {u}"));
            let said = format!("{}: {} “{}” by {} on {}{until}", place, w.reason, w.text, w.by, w.on);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{:7}  {:rule$}  {:16}  {}", w.state.as_str(), w.rule, w.fingerprint, escape::visible(&said));
        }
        let count = |state| self.waivers.iter().filter(|w| w.state == state).count();
        let all = [StateV1::Active, StateV1::Expired, StateV1::Unused, StateV1::Unknown];
        let named: Vec<String> = all.into_iter().filter(|s| count(*s) > 0).map(|s| format!("{} {}", count(s), s.as_str())).collect();
        let _ = match self.waivers.len() {
            0 => writeln!(out, "nothing is waived"),
            1 => writeln!(out, "1 waiver: {}", named.join(", ")),
            n => writeln!(out, "{n} waivers: {}", named.join(", ")),
        };
        out
    }
}
