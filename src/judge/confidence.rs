//! Confidence as editors have found it: what a rule gives by hand is shifted by the share of its findings that were accepted.

use super::Policy;
use crate::model::Finding;
use crate::text::Exact;

/// What editors have made of the findings of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// The share that they accepted, above 0 and below 1.
    pub accepted: Exact,
    /// The confidence that the rule gave them by itself, on the whole, above 0 and below 1.
    pub given: Exact,
}

impl Acceptance {
    /// The confidence of a finding, in the light of this. The odds of all findings of the rule are shifted alike, so that the surer
    /// ones stay the surer ones and those of the confidence that was given come out at what was accepted.
    pub fn apply(self, confidence: f32) -> f32 {
        let odds = |p: f64| (p / (1.0 - p)).ln();
        let sure = f64::from(confidence).clamp(0.001, 0.999);
        let shifted = odds(sure) + odds(self.accepted.to_f64()) - odds(self.given.to_f64());
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let out = (1.0 / (1.0 + (-shifted).exp())) as f32;
        out
    }
}

/// Sets the confidence of findings that come straight from their rules by what editors have made of such.
pub fn calibrate(findings: &mut [Finding], policy: &Policy) {
    if policy.confidence.is_empty() {
        return;
    }
    for finding in findings {
        if let Some(acceptance) = policy.confidence.get(finding.rule.id) {
            finding.confidence = acceptance.apply(finding.confidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_given_becomes_what_was_accepted() {
        let of = |accepted, given| Acceptance { accepted: Exact::percent(accepted), given: Exact::percent(given) };
        assert!((of(60, 90).apply(0.9) - 0.6).abs() < 1e-5);
        assert!((of(90, 90).apply(0.37) - 0.37).abs() < 1e-5);
        assert!(of(60, 90).apply(0.95) > of(60, 90).apply(0.9));
    }

    proptest! {
        #[test]
        fn confidence_stays_a_share_and_keeps_its_order(accepted in 1_i64..100, given in 1_i64..100, a in 0.0_f32..=1.0, b in 0.0_f32..=1.0) {
            let acceptance = Acceptance { accepted: Exact::percent(accepted), given: Exact::percent(given) };
            let (x, y) = (acceptance.apply(a), acceptance.apply(b));
            prop_assert!((0.0..=1.0).contains(&x));
            prop_assert!(a > b || x <= y);
        }
    }
}
