//! What a run hands to the one who writes, and what it comes to.

use super::kept::Kept;
use super::read::Known;
use crate::archive::digest::Digest;
use crate::judge::Verdict;
use std::sync::Arc;

/// Where an item stood in its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Where {
    /// The source, the same in every run.
    pub source: Arc<str>,
    /// The source as it is shown.
    pub shown: Arc<str>,
    /// Its place there, from 1: a line, a row.
    pub place: u64,
}

impl Where {
    /// How an item is called that has no name of its own.
    pub fn name(&self) -> String {
        format!("{}:{}", self.shown, self.place)
    }
}

/// An article that was checked.
#[derive(Clone, PartialEq, Debug)]
pub struct Fresh {
    /// Its identifier.
    pub id: String,
    /// Digest of the bytes that it was read from; nothing where they could not be read, so that they are tried again.
    pub input: Option<Digest>,
    /// What it came to.
    pub verdict: Verdict,
    /// What is kept of it.
    pub kept: Kept,
}

/// What came of an item.
#[derive(Clone, PartialEq, Debug)]
pub enum Put {
    /// An article that is as it was, and so is all that its result depends on.
    Same {
        /// Its number.
        n: i64,
        /// Its identifier.
        id: String,
        /// What it came to.
        verdict: Verdict,
    },
    /// An article that is as it was; what has changed since then has nothing to do with it.
    Touched {
        /// Its identifier.
        id: String,
        /// What is known of it.
        known: Known,
    },
    /// An article that was checked.
    Fresh(Box<Fresh>),
    /// What is no article: a line that is none, a file without its counterpart.
    Unread {
        /// How it is called; where it has no name, by its place.
        id: Option<String>,
        /// Why it was not checked.
        reason: String,
    },
    /// Somebody asked for others only.
    LeftOut,
}

/// What a run came to, in articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RunTotals {
    /// New ones.
    pub added: u64,
    /// Those whose bytes had changed.
    pub changed: u64,
    /// Those that were checked again because something else had changed.
    pub rechecked: u64,
    /// Of those, and of the changed ones, how many came to something else.
    pub altered: u64,
    /// Those that were as they had been.
    pub unchanged: u64,
    /// Of all these, how many have findings at or over the limit.
    pub flagged: u64,
    /// Of all these, how many were not checked.
    pub incomplete: u64,
    /// Items that are no articles.
    pub unread: u64,
    /// Items that were left out because others were asked for.
    pub left_out: u64,
}

impl RunTotals {
    /// Articles that were met.
    pub const fn articles(&self) -> u64 {
        self.added + self.changed + self.rechecked + self.unchanged
    }

    /// What all of it comes to.
    pub fn verdict(&self) -> Verdict {
        match (self.incomplete + self.unread, self.flagged) {
            (0, 0) => Verdict::Clean,
            (0, _) => Verdict::Findings,
            _ => Verdict::NotChecked,
        }
    }

    pub(super) fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Clean => {}
            Verdict::Findings => self.flagged += 1,
            Verdict::NotChecked => self.incomplete += 1,
        }
    }
}
