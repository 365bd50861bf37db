//! A run, counted: the sum over its pairs, in whatever order they were finished.

use super::Item;
use crate::model::{Counts, Disposition, Severity, Status};

/// What a run came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Total {
    /// Pairs of which everything was checked.
    pub checked: usize,
    /// Pairs of which something was not.
    pub incomplete: usize,
    /// Findings that count against the run by severity, in the order of [`Severity`].
    pub(super) findings: [usize; 4],
    /// Findings that do not.
    pub decided: Decided,
    /// What was compared.
    pub counts: Counts,
}

/// Findings that do not count against the run, by what was decided about them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Decided {
    /// Somebody has waived them.
    pub waived: usize,
    /// They are in the baseline.
    pub known: usize,
    /// The change that is looked at touched neither side of their passages.
    pub untouched: usize,
}

impl Decided {
    /// `2 waived, 1 known`; empty where there are none.
    pub fn words(&self) -> String {
        let named = [(self.waived, "waived"), (self.known, "known"), (self.untouched, "untouched by the change")];
        named.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect::<Vec<_>>().join(", ")
    }
}

impl Total {
    /// The sum of one pair.
    pub fn of(item: &Item<'_>) -> Self {
        let mut total = Self::default();
        match item {
            Item::NotChecked { .. } => total.incomplete = 1,
            Item::Checked(pair) => {
                match pair.outcome.status {
                    Status::Checked => total.checked = 1,
                    Status::Incomplete(_) => total.incomplete = 1,
                }
                total.counts = pair.outcome.counts;
                for finding in &pair.outcome.findings {
                    match finding.disposition {
                        Disposition::Open => total.findings[finding.severity as usize] += 1,
                        Disposition::Waived(_) => total.decided.waived += 1,
                        Disposition::Known => total.decided.known += 1,
                        Disposition::Untouched => total.decided.untouched += 1,
                    }
                }
            }
        }
        total
    }

    /// Adds the sum of other pairs.
    pub fn add(&mut self, other: &Self) {
        self.checked += other.checked;
        self.incomplete += other.incomplete;
        for (mine, theirs) in self.findings.iter_mut().zip(other.findings) {
            *mine += theirs;
        }
        self.decided.waived += other.decided.waived;
        self.decided.known += other.decided.known;
        self.decided.untouched += other.decided.untouched;
        let (mine, theirs) = (&mut self.counts, other.counts);
        mine.mentions_source += theirs.mentions_source;
        mine.mentions_target += theirs.mentions_target;
        mine.agreed += theirs.agreed;
        mine.undecided += theirs.undecided;
        mine.passages_source += theirs.passages_source;
        mine.passages_target += theirs.passages_target;
        mine.unpaired += theirs.unpaired;
    }

    /// How many findings of one severity count against the run.
    pub const fn found(&self, severity: Severity) -> usize {
        self.findings[severity as usize]
    }

    /// `1 critical, 2 minor`; empty when nothing was found.
    pub fn severities(&self) -> String {
        let named = Severity::ALL.into_iter().filter(|&s| self.found(s) > 0).map(|s| format!("{} {}", self.found(s), s.as_str()));
        named.collect::<Vec<_>>().join(", ")
    }

    /// How many findings count against the run in all.
    pub fn all(&self) -> usize {
        self.findings.iter().sum()
    }

    /// How many pairs there are in all.
    pub const fn pairs(&self) -> usize {
        self.checked + self.incomplete
    }
}
