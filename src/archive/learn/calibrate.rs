//! How sure the rules are, by what editors have made of their findings. Each rule begins with its own confidence as if that rested on
//! twenty findings (a Beta distribution with that mean and weight); decisions move it from there, few of them a little and many of
//! them nearly all the way.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Findings on which the confidence that a rule gives by itself is taken to rest.
const WEIGHT: f64 = 20.0;
/// Decisions about a rule from which it is written down.
const LEAST: usize = 5;
/// Parts of the decisions of which each is measured by what the others teach.
const FOLDS: usize = 5;

/// What was decided about one finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Decided {
    /// The rule.
    pub rule: String,
    /// The confidence that the rule gave by itself, above 0 and below 1; nothing where the finding is gone.
    pub confidence: Option<f64>,
    /// Whether an editor took the finding for right.
    pub accepted: bool,
}

/// What the decisions about a rule come to.
#[derive(Clone, PartialEq, Debug)]
pub struct Calibrated {
    /// The rule.
    pub rule: String,
    /// Decisions about it.
    pub decisions: usize,
    /// Those that took the finding for right.
    pub right: usize,
    /// The mean of what the rule gave by itself.
    pub given: f64,
    /// The share of right findings to be expected.
    pub accepted: f64,
    /// Between these it is with nine chances in ten.
    pub range: (f64, f64),
}

/// What decisions teach.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Calibration {
    /// By rule, those with enough decisions.
    pub rules: Vec<Calibrated>,
    /// Rules with too few, and their decisions.
    pub few: (usize, usize),
    /// How well confidence agreed with what was decided: as given, and as others of the decisions teach it.
    pub reliability: [Reliability; 2],
}

/// How well confidence agrees with what was decided.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reliability {
    /// For confidence up to 0.2, 0.4 … 1: findings, the mean of their confidence, and the share of right ones.
    pub bins: [(usize, f64, f64); 5],
    /// The mean square of the difference (Brier score): the less, the better.
    pub brier: f64,
}

/// Works out what decisions teach; `otherwise` is the confidence of a rule of which no finding is left.
pub fn calibrate(decided: &[Decided], otherwise: f64) -> Calibration {
    let mut by_rule: BTreeMap<&str, Vec<&Decided>> = BTreeMap::new();
    for d in decided {
        by_rule.entry(&d.rule).or_default().push(d);
    }
    let mut out = Calibration::default();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (rule, decided) in by_rule {
        let given = given(&decided, otherwise);
        let right = decided.iter().filter(|d| d.accepted).count();
        if decided.len() < LEAST {
            out.few.0 += 1;
            out.few.1 += decided.len();
        } else {
            let (accepted, spread) = posterior(given, right, decided.len());
            let range = ((accepted - 1.645 * spread).max(0.001), (accepted + 1.645 * spread).min(0.999));
            out.rules.push(Calibrated { rule: rule.to_owned(), decisions: decided.len(), right, given, accepted, range });
        }
        for fold in 0..FOLDS {
            let others: Vec<&Decided> = decided.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, d)| *d).collect();
            let (accepted, _) = posterior(given, others.iter().filter(|d| d.accepted).count(), others.len());
            for d in decided.iter().skip(fold).step_by(FOLDS) {
                let sure = d.confidence.unwrap_or(given);
                before.push((sure, d.accepted));
                after.push((if others.len() < LEAST { sure } else { shifted(sure, given, accepted) }, d.accepted));
            }
        }
    }
    out.reliability = [reliability(&before), reliability(&after)];
    out
}

/// The mean of what the rule gave.
#[expect(clippy::cast_precision_loss, reason = "numbers of decisions")]
fn given(decided: &[&Decided], otherwise: f64) -> f64 {
    let known: Vec<f64> = decided.iter().filter_map(|d| d.confidence).collect();
    let mean = if known.is_empty() { otherwise } else { known.iter().sum::<f64>() / known.len() as f64 };
    mean.clamp(0.01, 0.99)
}

/// Mean and standard deviation of the share of right findings.
#[expect(clippy::cast_precision_loss, reason = "numbers of decisions")]
fn posterior(given: f64, right: usize, all: usize) -> (f64, f64) {
    let (a, b) = (given * WEIGHT + right as f64, (1.0 - given) * WEIGHT + (all - right) as f64);
    let n = a + b;
    ((a / n).clamp(0.01, 0.99), (a * b / (n * n * (n + 1.0))).sqrt())
}

/// The confidence of a finding when its rule is shifted, as `judge` does it.
fn shifted(sure: f64, given: f64, accepted: f64) -> f64 {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    1.0 / (1.0 + (-(odds(sure.clamp(0.001, 0.999)) + odds(accepted) - odds(given))).exp())
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares and numbers of decisions")]
fn reliability(sure: &[(f64, bool)]) -> Reliability {
    let mut out = Reliability::default();
    for &(p, right) in sure {
        let bin = &mut out.bins[((p * 5.0) as usize).min(4)];
        *bin = (bin.0 + 1, bin.1 + p, bin.2 + f64::from(u8::from(right)));
        out.brier += (p - f64::from(u8::from(right))).powi(2);
    }
    out.bins.iter_mut().filter(|b| b.0 > 0).for_each(|b| (b.1, b.2) = (b.1 / b.0 as f64, b.2 / b.0 as f64));
    out.brier /= sure.len().max(1) as f64;
    out
}

impl Calibration {
    /// The table that `config.toml` reads.
    pub fn toml(&self) -> String {
        let mut out = String::from("[confidence]\n");
        for r in &self.rules {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{} = {{ accepted = {:.3}, given = {:.3} }} # {} of {} accepted; between {:.2} and {:.2}",
                r.rule, r.accepted, r.given, r.right, r.decisions, r.range.0, r.range.1
            );
        }
        out
    }

    /// What changes by it, and how well it agrees with the decisions, for a person.
    pub fn told(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        self.tell(&mut out).unwrap_or(());
        out
    }

    fn tell(&self, out: &mut String) -> std::fmt::Result {
        if !self.rules.is_empty() {
            let wide = self.rules.iter().map(|r| r.rule.len()).max().unwrap_or(0).max(4);
            writeln!(out, "{:wide$}  decisions  accepted  before   now", "rule")?;
            for r in &self.rules {
                writeln!(out, "{:wide$}  {:9}  {:8}  {:6.2}  {:4.2}", r.rule, r.decisions, r.right, r.given, r.accepted)?;
            }
        }
        if self.few.0 > 0 {
            writeln!(out, "left as they are, for want of {LEAST} decisions each: {} rules with {} decisions", self.few.0, self.few.1)?;
        }
        let [before, after] = &self.reliability;
        if before.bins.iter().any(|b| b.0 > 0) {
            writeln!(out, "\nof findings with a confidence of   before: findings, right    now: findings, right")?;
            for (i, (b, a)) in before.bins.iter().zip(&after.bins).enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "five bins")]
                let (from, to) = (i as f64 / 5.0, (i + 1) as f64 / 5.0);
                let cell = |n: &(usize, f64, f64)| if n.0 == 0 { format!("{:>16}", "none") } else { format!("{:>9}, {:4.0}%", n.0, 100.0 * n.2) };
                writeln!(out, "  {from:.1} to {to:.1}                     {}          {}", cell(b), cell(a))?;
            }
            writeln!(out, "mean square of the error (Brier): {:.4} before, {:.4} now, each decision by what the others teach", before.brier, after.brier)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decided(rule: &str, right: usize, all: usize, confidence: f64) -> Vec<Decided> {
        (0..all).map(|i| Decided { rule: rule.to_owned(), confidence: Some(confidence), accepted: i * right / all != (i + 1) * right / all }).collect()
    }

    #[test]
    fn few_decisions_change_little_and_many_much() {
        let of = |right, all| calibrate(&decided("name-differs", right, all, 0.8), 0.8).rules[0].accepted;
        assert!((of(0, 5) - 0.64).abs() < 0.01 && of(200, 1000) < 0.22 && of(4, 5) > 0.79, "{} {} {}", of(0, 5), of(200, 1000), of(4, 5));
        let few = calibrate(&decided("name-differs", 1, 4, 0.8), 0.8);
        assert_eq!((few.rules.len(), few.few), (0, (1, 4)));
    }

    #[test]
    fn what_is_learnt_agrees_better_with_what_was_decided() {
        let all = [decided("name-differs", 30, 100, 0.9), decided("date-differs", 95, 100, 0.7)].concat();
        let found = calibrate(&all, 0.8);
        let [before, after] = &found.reliability;
        assert!(after.brier < before.brier * 0.8, "{} {}", before.brier, after.brier);
        assert_eq!(after.bins.iter().map(|b| b.0).sum::<usize>(), 200);
        let toml = found.toml();
        assert!(toml.contains("date-differs = { accepted = 0.908, given = 0.700 } # 95 of 100 accepted"), "{toml}");
        assert!(found.told().contains("name-differs        100        30    0.90  0.40"), "{}", found.told());
    }

    proptest! {
        #[test]
        fn any_decisions_give_shares(rows in prop::collection::vec(("[ab]", prop::option::of(0.0_f64..=1.0), any::<bool>()), 0..60)) {
            let decided: Vec<_> = rows.into_iter().map(|(rule, confidence, accepted)| Decided { rule, confidence, accepted }).collect();
            let found = calibrate(&decided, 0.8);
            for r in &found.rules {
                prop_assert!(r.accepted > 0.0 && r.accepted < 1.0 && r.given > 0.0 && r.given < 1.0);
                prop_assert!(r.range.0 <= r.accepted && r.accepted <= r.range.1);
            }
            prop_assert!(found.toml().parse::<toml::Table>().is_ok());
            prop_assert!(found.reliability.iter().all(|r| r.brier.is_finite()));
        }
    }
}
