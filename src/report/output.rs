//! What all reports about files have in common: they are written as the pairs come, so that a run of any length fits into
//! memory; what has to be known of a whole run is kept as counts, and as the worst findings.

use super::summary::LeftOut;
use super::{Diagnosed, Diagnostic, Total};
use crate::model::Severity;
use std::cmp::Reverse;
use std::sync::Arc;

/// A report that is written bit by bit: one pair after the other, in the order of the input, then the end.
pub trait Output: Send {
    /// What stands before everything.
    fn open(&mut self, _out: &mut Vec<u8>) {}

    /// Takes what came of one pair.
    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>);

    /// The end, when all is known.
    fn close(&mut self, run: &Run, out: &mut Vec<u8>);
}

/// A run, at its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// What it came to.
    pub total: Total,
    /// What it did not look at.
    pub left_out: LeftOut,
}

/// How reports about files are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Manner {
    /// The severity from which findings make the run fail; none when no finding does.
    pub limit: Option<Severity>,
    /// Whether findings that somebody has waived, that are in the baseline or that the change did not touch are told too.
    pub decided: bool,
}

impl Manner {
    /// Whether a finding is told.
    pub const fn tells(&self, finding: &Diagnostic) -> bool {
        self.decided || finding.disposition.counts()
    }

    /// Whether a finding makes the run fail.
    pub fn stops(&self, finding: &Diagnostic) -> bool {
        finding.disposition.counts() && self.limit.is_some_and(|limit| finding.severity >= limit)
    }
}

/// The worst findings of a run: those of the highest severity, the surest of them first, then in the order of the input.
#[derive(Debug)]
pub(super) struct Worst {
    most: usize,
    kept: Vec<Diagnostic>,
    /// How many there were in all.
    pub(super) seen: usize,
}

impl Worst {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, kept: Vec::new(), seen: 0 }
    }

    pub(super) fn add(&mut self, finding: &Diagnostic) {
        self.seen += 1;
        self.kept.push(finding.clone());
        if self.kept.len() > 2 * self.most + 64 {
            self.cut();
        }
    }

    /// Those that are kept, worst first.
    pub(super) fn take(&mut self) -> Vec<Diagnostic> {
        self.cut();
        std::mem::take(&mut self.kept)
    }

    fn cut(&mut self) {
        // The sort is stable: findings that are equally bad stay in the order of the input.
        self.kept.sort_by_key(|f| (Reverse(f.severity), Reverse(thousandths(f.confidence))));
        self.kept.truncate(self.most);
    }
}

/// A share as a number that can be sorted by.
#[expect(clippy::cast_possible_truncation, reason = "a share has no more than a thousand thousandths")]
fn thousandths(share: f32) -> i32 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as i32
}

/// What is said of whole pairs: why they were not checked, and how they were read. As much of it as is kept, and how much
/// there was.
#[derive(Debug)]
pub(super) struct Remarks {
    most: usize,
    /// Pairs that were not checked, without their findings.
    pub(super) unchecked: Vec<Arc<Diagnosed>>,
    /// How many there were.
    pub(super) unchecked_seen: usize,
    /// How pairs were read.
    pub(super) notes: Vec<String>,
    /// How many notes there were.
    pub(super) notes_seen: usize,
}

impl Remarks {
    /// None, of which at most so many of each kind are to be kept.
    pub(super) const fn new(most: usize) -> Self {
        Self { most, unchecked: Vec::new(), unchecked_seen: 0, notes: Vec::new(), notes_seen: 0 }
    }

    pub(super) fn add(&mut self, pair: &Arc<Diagnosed>) {
        self.notes_seen += pair.notes.len();
        self.notes.extend(pair.notes.iter().take(self.most.saturating_sub(self.notes.len())).cloned());
        if pair.unchecked.is_some() {
            self.unchecked_seen += 1;
            if self.unchecked.len() < self.most {
                // The findings of it are told elsewhere; what is kept is small.
                self.unchecked.push(Arc::new(Diagnosed { findings: Vec::new(), ..(**pair).clone() }));
            }
        }
    }
}
