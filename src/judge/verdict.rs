//! From an outcome to a verdict. The exit code comes from the verdict alone, never from the format of the report.

use crate::model::{Outcome, Severity, Status};

/// The severity from which findings make a run fail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FailOn {
    /// This severity and everything worse.
    AtLeast(Severity),
    /// No finding does.
    Never,
}

impl Default for FailOn {
    fn default() -> Self {
        Self::AtLeast(Severity::Major)
    }
}

impl FailOn {
    /// The words of the command line and the configuration, in the order in which help shows them.
    pub const WORDS: [&'static str; 5] = ["critical", "major", "minor", "info", "never"];

    /// The setting that a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "never" { Some(Self::Never) } else { Severity::parse(word).map(Self::AtLeast) }
    }

    /// The least severity that makes the run fail, if any does.
    pub const fn least(self) -> Option<Severity> {
        match self {
            Self::AtLeast(severity) => Some(severity),
            Self::Never => None,
        }
    }

    /// Whether a finding of this severity makes the run fail.
    pub fn stops(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }
}

/// What a run comes to. The order is that of precedence: the verdict on several pairs is the greatest of theirs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Verdict {
    /// Everything was checked and nothing at or over the limit was found.
    #[default]
    Clean,
    /// Something at or over the limit was found.
    Findings,
    /// Something that was asked for was not checked: what the others came to says nothing about it.
    NotChecked,
}

/// The verdict on one pair.
pub fn verdict(outcome: &Outcome, fail_on: FailOn) -> Verdict {
    match outcome.status {
        Status::Incomplete(_) => Verdict::NotChecked,
        Status::Checked if outcome.findings.iter().any(|f| f.disposition.counts() && fail_on.stops(f.severity)) => Verdict::Findings,
        Status::Checked => Verdict::Clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Counts;

    #[test]
    fn not_checked_beats_findings_beats_clean() {
        assert_eq!([Verdict::Clean, Verdict::NotChecked, Verdict::Findings].into_iter().max(), Some(Verdict::NotChecked));
        assert_eq!([Verdict::Clean, Verdict::Findings].into_iter().max(), Some(Verdict::Findings));
    }

    #[test]
    fn incomplete_is_never_clean() {
        let outcome = Outcome { status: Status::Incomplete("no Korean".to_owned()), findings: Vec::new(), counts: Counts::default() };
        assert_eq!(verdict(&outcome, FailOn::Never), Verdict::NotChecked);
    }

    #[test]
    fn every_word_is_read() {
        for word in FailOn::WORDS {
            assert!(FailOn::parse(word).is_some(), "{word}");
        }
        assert_eq!(FailOn::parse("error"), None);
        assert!(FailOn::AtLeast(Severity::Minor).stops(Severity::Major) && !FailOn::AtLeast(Severity::Major).stops(Severity::Minor));
    }
}
