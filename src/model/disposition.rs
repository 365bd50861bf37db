//! Whether a finding counts against a run, and who decided that it does not.

use jiff::civil::Date;
use std::sync::Arc;

/// What was decided about a finding before the run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Disposition {
    /// Nobody has decided anything about it: it counts.
    #[default]
    Open,
    /// The change that is looked at touched neither side of its passage.
    Untouched,
    /// It is one of those that were there when the baseline was made.
    Known,
    /// Somebody has waived it.
    Waived(Arc<Waiver>),
}

impl Disposition {
    /// Whether the finding may make a run fail.
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// Why a finding is let stand: a closed set, so that it can be counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// The desk rounds such figures.
    EditorRounding,
    /// The Korean is wrong, and the English says what is right.
    SourceError,
    /// A rule of the house says so.
    HouseException,
    /// The finding is wrong.
    FalsePositive,
    /// What stands elsewhere makes it right.
    Context,
}

impl Reason {
    /// Every reason, in the order in which help shows them.
    pub const ALL: [Self; 5] = [Self::EditorRounding, Self::SourceError, Self::HouseException, Self::FalsePositive, Self::Context];

    /// The code, as it is written in files and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EditorRounding => "editor-rounding",
            Self::SourceError => "source-error",
            Self::HouseException => "house-exception",
            Self::FalsePositive => "false-positive",
            Self::Context => "context",
        }
    }

    /// The reason that a code stands for.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == code)
    }
}

/// A decision that a finding is let stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiver {
    /// The rule whose finding it is.
    pub rule: String,
    /// The fingerprint of the finding; it changes with the words that the finding covers.
    pub fingerprint: String,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub text: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Date,
    /// The last day on which it holds, where it ends.
    pub until: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.as_str()), Some(reason));
        }
        assert_eq!(Reason::parse("because"), None);
    }

    #[test]
    fn only_what_is_undecided_counts() {
        assert!(Disposition::default().counts() && !Disposition::Known.counts() && !Disposition::Untouched.counts());
    }
}
