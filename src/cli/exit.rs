//! The exit codes, all of them. Scripts and editors' tools hang on these: they come from the verdict alone.

use crate::judge::Verdict;
use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exit {
    /// What was asked for was done, and nothing at or over the limit was found.
    Clean,
    /// Something at or over the limit was found.
    Findings,
    /// The command line or the configuration is wrong: nothing was begun.
    Usage,
    /// Something that was asked for was not checked, whatever else was found.
    NotChecked,
}

impl Exit {
    /// The table, as help and documentation show it.
    pub(super) const TABLE: &'static str = "Exit codes:\n  \
        0  everything was checked, no finding at or over --fail-on\n  \
        1  findings at or over --fail-on\n  \
        2  wrong usage or configuration; nothing was checked\n  \
        3  something that was asked for was not checked (stronger than 1)";

    /// The number.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::NotChecked => 3,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Clean => Self::Clean,
            Verdict::Findings => Self::Findings,
            Verdict::NotChecked => Self::NotChecked,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_codes_are() {
        for exit in [Exit::Clean, Exit::Findings, Exit::Usage, Exit::NotChecked] {
            assert!(Exit::TABLE.contains(&format!("\n  {}  ", exit.code())));
        }
    }
}
