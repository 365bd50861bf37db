//! What the list shows of each article, remembered: with the version of its log, the stamp of its files and the standard of the house that it
//! is of, so that whatever changes is looked at again. The store keeps it across runs; all of it can be made anew at any time.

use super::desk::Desk;
use super::opened::Opened;
use super::store::Row;
use super::summary::Summary;
use crate::record::file;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::stamp::Stamp;

/// What is known of an article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Known {
    /// The version of its log.
    pub version: u64,
    /// The stamp of its files and its record.
    pub stamp: String,
    /// Whether every change of them would show in the stamp, and nothing but a change makes it another state.
    pub settled: bool,
    /// The standard by which it was looked at.
    pub standard: String,
    /// What a check came to.
    pub summary: Summary,
    /// Whether its approval holds, where there is one.
    pub signed: Option<bool>,
}

/// What is known of articles, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Index(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    read: bool,
    known: BTreeMap<i64, Known>,
    /// Those that the store does not have yet.
    fresh: BTreeSet<i64>,
}

impl Index {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it has what the store does not.
    pub(super) fn is_fresh(&self) -> bool {
        !self.lock().fresh.is_empty()
    }
}

impl Row {
    /// The stamp of everything on the disk that its state depends on.
    pub(super) fn stamp(&self) -> Stamp {
        let record = file::path(&self.target);
        let files: [Option<&Path>; 4] = [Some(&self.source), Some(&self.target), self.draft.as_deref(), Some(&record)];
        Stamp::of(files.into_iter().flatten())
    }
}

impl Desk {
    /// What is known of an article whose files seem untouched since. Where it is not settled, they are still to be read to be sure.
    pub(super) fn known(&self, row: &Row, version: u64, standard: &str) -> Option<Known> {
        let stamp = row.stamp().text;
        self.known_of(row, version, standard).filter(|k| k.stamp == stamp)
    }

    /// What a check of this version came to, by this standard.
    pub(super) fn checked(&self, opened: &Opened, standard: &str) -> Option<Summary> {
        self.known_of(&opened.row, opened.standing.version, standard).map(|k| k.summary)
    }

    fn known_of(&self, row: &Row, version: u64, standard: &str) -> Option<Known> {
        let mut held = self.index.lock();
        if !std::mem::replace(&mut held.read, true) {
            // What cannot be read is made anew.
            held.known = self.store.listed().unwrap_or_default().into_iter().collect();
        }
        held.known.get(&row.number()).filter(|k| k.version == version && k.standard == standard).cloned()
    }

    /// Remembers what an article came to. `lasting`: it stays so while nothing is changed.
    pub(super) fn remember(&self, opened: &Opened, standard: &str, summary: &Summary, signed: Option<bool>, lasting: bool) {
        let known = Known {
            version: opened.standing.version,
            stamp: opened.stamp.text.clone(),
            settled: opened.stamp.settled && lasting,
            standard: standard.to_owned(),
            summary: summary.clone(),
            signed,
        };
        let number = opened.row.number();
        let mut held = self.index.lock();
        let same = held.known.get(&number) == Some(&known);
        if !same && known.settled {
            held.fresh.insert(number);
        }
        held.known.insert(number, known);
    }

    /// Has the store keep what is new.
    pub(super) fn keep_index(&self) {
        let mut held = self.index.lock();
        if held.fresh.is_empty() {
            return;
        }
        let fresh = std::mem::take(&mut held.fresh);
        let rows: Vec<(i64, Known)> = fresh.into_iter().filter_map(|n| Some((n, held.known.get(&n)?.clone()))).collect();
        drop(held);
        // A store without room goes on without an index.
        let _ = self.store.list(&rows);
    }
}
