//! The list of articles: newest first, each with its state. Articles that were not checked yet are checked behind the answer.

use super::answer::holds;
use super::desk::Desk;
use super::problem::Problem;
use super::store::Row;
use super::summary::{CountsV1, State, Summary};
use crate::report::json;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Articles that the list shows, where nobody asks for more or fewer.
pub(super) const SHOWN: usize = 1000;
/// Articles that it shows at most.
const MOST: usize = 20_000;
/// How long articles are looked at whose files changed before the list is told without them.
const PATIENCE: Duration = Duration::from_millis(200);

/// The list of articles.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "articles")]
pub(super) struct ListV1 {
    /// The articles, newest first.
    articles: Vec<ListedV1>,
    /// How many more the store has.
    more: usize,
    /// By what the house decides: another word wherever its files say something else.
    standard: String,
    /// Why a change of the house's files is not taken up.
    notice: Option<String>,
}

/// What is asked of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// How many articles are wanted.
    limit: Option<usize>,
}

impl Asked {
    /// How many articles are told.
    pub(super) fn most(self) -> usize {
        self.limit.unwrap_or(SHOWN).min(MOST)
    }
}

/// An article of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct ListedV1 {
    /// Its identifier.
    id: String,
    /// Its title.
    title: String,
    /// Its day of publication.
    date: Option<String>,
    /// When it came in.
    created: String,
    /// How far it is.
    state: State,
    /// Its findings; nothing where it was not checked.
    counts: Option<CountsV1>,
}

impl Desk {
    /// The newest articles, as JSON; and whether some of them are still to be checked. What is known of those whose files nobody touched
    /// is remembered; the others are looked at, for as long as somebody may wait for a list.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub(super) fn list(&self, most: usize) -> Result<(Vec<u8>, bool), Problem> {
        let standard = self.checks.standard();
        let (rows, more) = self.store.versions(most)?;
        let (mut articles, mut unchecked) = (Vec::with_capacity(rows.len()), false);
        let begun = Instant::now();
        for (row, version) in rows {
            let known = self.known(&row, version, &standard.id);
            let late = begun.elapsed() > PATIENCE;
            if let Some(known) = known.filter(|k| k.settled || late) {
                unchecked |= !known.settled;
                let state = known.summary.state(known.signed);
                articles.push(listed(row, state, Some(known.summary)));
            } else if late {
                unchecked = true;
                articles.push(listed(row, State::Unchecked, None));
            } else {
                let opened = self.read(row)?;
                let summary = self.checked(&opened, &standard.id);
                unchecked |= summary.is_none();
                let (signed, lasting) = self.signed(&opened, &standard);
                let signed = holds(signed.as_ref());
                if let Some(summary) = &summary {
                    self.remember(&opened, &standard.id, summary, signed, lasting);
                }
                let state = match (&summary, signed) {
                    (Some(summary), _) => summary.state(signed),
                    // The record speaks for itself.
                    (None, Some(true)) => State::Signed,
                    (None, Some(false)) => State::Stale,
                    (None, None) => State::Unchecked,
                };
                articles.push(listed(opened.row, state, summary));
            }
        }
        let mut out = Vec::new();
        json::append(&ListV1 { articles, more, standard: standard.word(), notice: standard.notice }, &mut out);
        Ok((out, unchecked))
    }

    /// Checks the articles of which nothing is known, one at a time and behind everything else.
    pub(super) fn sweep(self: &Arc<Self>) {
        if self.sweeping.swap(true, Ordering::AcqRel) {
            return;
        }
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let this = Arc::clone(&desk);
            let rows = desk.pool.run(move || Ok(this.store.versions(MOST)?.0)).await.unwrap_or_default();
            for (row, version) in rows {
                if *desk.closing.borrow() {
                    break;
                }
                let this = Arc::clone(&desk);
                // Whatever is wrong with one is told when it is opened.
                let _ = desk.pool.run(move || this.sweep_one(row, version)).await;
            }
            let this = Arc::clone(&desk);
            this.keep();
            desk.sweeping.store(false, Ordering::Release);
        });
    }

    /// Has the store keep what is new of the index, behind everything else.
    pub(super) fn keep(self: &Arc<Self>) {
        let desk = Arc::clone(self);
        let kept = async move {
            let this = Arc::clone(&desk);
            let kept = desk.pool.run(move || {
                this.keep_index();
                Ok(())
            });
            let _ = kept.await;
        };
        if self.index.is_fresh() {
            tokio::spawn(kept);
        }
    }

    fn sweep_one(&self, row: Row, version: u64) -> Result<(), Problem> {
        let standard = self.checks.standard();
        if self.known(&row, version, &standard.id).is_none_or(|k| !k.settled) {
            let opened = self.read(row)?;
            let summary = self.checked(&opened, &standard.id).unwrap_or_else(|| self.summary(&opened));
            let (signed, lasting) = self.signed(&opened, &standard);
            self.remember(&opened, &standard.id, &summary, holds(signed.as_ref()), lasting);
        }
        Ok(())
    }
}

fn listed(row: Row, state: State, summary: Option<Summary>) -> ListedV1 {
    let (title, date, counts) = summary.map_or_else(
        || {
            let file = || row.target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            (row.title.clone().unwrap_or_else(file), row.date.clone(), None)
        },
        |s| (s.title, s.date, s.checked.then_some(s.counts)),
    );
    ListedV1 { id: row.id, title, date, created: row.created, state, counts }
}
