//! Stage: from findings to an outcome, by the policy of the house, and from outcomes to the verdict that the shell hears.

pub mod baseline;
mod change;
mod confidence;
pub mod rules;
mod verdict;
pub mod waive;

pub use change::Before;
pub use confidence::{Acceptance, calibrate};
pub use verdict::{FailOn, Verdict, verdict};

use crate::compare::lexicon::Lexicon;
use crate::house::House;
use crate::house::precedent::Precedent;
use crate::model::{Counts, Finding, Label, Leave, Outcome, RuleSet, Severity, Status};
use crate::text::Exact;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the house has decided about findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Severity by rule id, in the place of the rule's own; `None` switches the rule off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Rules that are not asked at all, by their number in the order of the ids.
    pub off: RuleSet,
    /// How far a conversion of money may stray from the rate of its month, as a share.
    pub conversion_tolerance: Exact,
    /// What editors may add and trim.
    pub leave: Leave,
    /// The lists of the house.
    pub lists: Lists,
    /// What editors have made of the findings of rules, by their ids: confidence is set by it.
    pub confidence: BTreeMap<String, Acceptance>,
}

/// The lists of the house, as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Its own names and terms.
    pub house: Option<Arc<House>>,
    /// What it has printed so far.
    pub precedent: Option<Arc<Precedent>>,
    /// Words for pairing, over those that are shipped.
    pub lexicon: Option<Arc<Lexicon>>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            severity: BTreeMap::new(),
            off: RuleSet::default(),
            conversion_tolerance: Exact::percent(12),
            leave: Leave::default(),
            lists: Lists::default(),
            confidence: BTreeMap::new(),
        }
    }
}

/// Applies the policy and puts the findings in order: worst first, then by their place in the English, then by rule.
pub fn judge(mut findings: Vec<Finding>, counts: Counts, policy: &Policy) -> Outcome {
    if !policy.severity.is_empty() {
        findings.retain_mut(|finding| match policy.severity.get(finding.rule.id) {
            Some(None) => false,
            Some(Some(severity)) => {
                // What was lowered because it is doubtful or small is not raised above that.
                let lowered = finding.severity < finding.rule.severity;
                finding.severity = if lowered { finding.severity.min(*severity) } else { *severity };
                true
            }
            None => true,
        });
    }
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    Outcome { status: Status::Checked, findings, counts }
}

/// Worst first; then what the editor meets first in the English; findings that have no place there come after.
fn order(finding: &Finding) -> impl Ord + '_ {
    let start = |label: &Option<Label>| label.as_ref().map_or(usize::MAX, |l| l.span.start);
    (Reverse(finding.severity), start(&finding.target), start(&finding.source), finding.rule.id, finding.fingerprint.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rule;
    use crate::text::Span;

    static SLIP: Rule = Rule { id: "slip", mqm: "Accuracy", its: "mistranslation", severity: Severity::Critical, page: "" };
    static DATE: Rule = Rule { id: "date", mqm: "Accuracy", its: "mistranslation", severity: Severity::Major, page: "" };

    fn finding(rule: &'static Rule, target: Option<usize>) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            confidence: 1.0,
            message: String::new(),
            explanation: String::new(),
            source: None,
            target: target.map(|at| Label::new(Span::new(at, at + 1), "")),
            suggestion: None,
            fingerprint: String::new(),
            disposition: crate::model::Disposition::default(),
        }
    }

    #[test]
    fn worst_first_then_by_place() {
        let out =
            judge(vec![finding(&DATE, Some(1)), finding(&SLIP, None), finding(&SLIP, Some(9)), finding(&SLIP, Some(2))], Counts::default(), &Policy::default());
        let got: Vec<_> = out.findings.iter().map(|f| (f.rule.id, f.target.as_ref().map(|t| t.span.start))).collect();
        assert_eq!(got, [("slip", Some(2)), ("slip", Some(9)), ("slip", None), ("date", Some(1))]);
    }

    #[test]
    fn the_policy_switches_off_and_overrides() {
        let policy = Policy { severity: [("slip".to_owned(), None), ("date".to_owned(), Some(Severity::Info))].into(), ..Policy::default() };
        let out = judge(vec![finding(&SLIP, None), finding(&DATE, None)], Counts::default(), &policy);
        assert_eq!(out.findings.iter().map(|f| (f.rule.id, f.severity)).collect::<Vec<_>>(), [("date", Severity::Info)]);
    }
}
