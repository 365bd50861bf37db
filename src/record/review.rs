//! The editor's claim (`editorial-review/v1`): who takes responsibility for exactly these bytes, over which check, with which findings let stand.
//! Nouns of [`crate::record`].

use super::digest::Moment;
use super::statement::Reference;
use crate::model::Waiver;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an editor decided about a text that was checked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditorialReview {
    /// When, by the clock of whoever signed.
    pub reviewed_at: Moment,
    /// Number of the record, from 0: its line.
    pub revision: u64,
    /// The record before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Reference>,
    /// The check that was looked at.
    pub check: Reference,
    /// What was decided.
    pub decision: Decision,
    /// Who decided.
    pub reviewer: Reviewer,
    /// What the editor says about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Findings that are let stand.
    pub waivers: Vec<WaiverClaim>,
}

/// What an editor decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Decision {
    /// It may be published.
    Approved,
    /// It may not.
    Rejected,
}

impl Decision {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
        }
    }
}

/// Who decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reviewer {
    /// The name under which the key is trusted.
    pub id: String,
}

/// A decision that a finding is let stand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WaiverClaim {
    /// The rule.
    pub rule: String,
    /// The finding.
    pub fingerprint: String,
    /// Why, as a code.
    pub reason: String,
    /// Why, in words.
    pub text: String,
    /// Who decided.
    pub by: String,
    /// When: a day in Korea.
    pub on: String,
    /// The last day on which it holds, where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl WaiverClaim {
    /// Whether it has ended on a day in Korea. What cannot be read as a day has.
    pub fn has_ended(&self, today: Date) -> bool {
        self.until.as_ref().is_some_and(|until| until.parse::<Date>().map_or(true, |until| until < today))
    }
}

impl From<&Waiver> for WaiverClaim {
    fn from(waiver: &Waiver) -> Self {
        Self {
            rule: waiver.rule.clone(),
            fingerprint: waiver.fingerprint.clone(),
            reason: waiver.reason.as_str().to_owned(),
            text: waiver.text.clone(),
            by: waiver.by.clone(),
            on: waiver.on.to_string(),
            until: waiver.until.map(|day| day.to_string()),
        }
    }
}
