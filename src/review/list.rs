//! The list of articles: newest first, each with its state. Articles that were not checked yet are checked behind the answer.

use super::desk::Desk;
use super::log::Decision;
use super::problem::Problem;
use super::summary::{CountsV1, State};
use crate::report::json;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Articles that the list shows at most.
const MOST: usize = 1000;

/// The list of articles.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "articles")]
pub(super) struct ListV1 {
    /// The articles, newest first.
    articles: Vec<ListedV1>,
    /// How many more the store has.
    more: usize,
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
    /// The list, as JSON; and whether some of it is still to be checked.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub(super) fn list(&self) -> Result<(Vec<u8>, bool), Problem> {
        let mut rows = self.store.articles()?;
        let more = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        let (mut articles, mut unchecked) = (Vec::with_capacity(rows.len()), false);
        for row in rows {
            let opened = self.read(row)?;
            let summary = self.summaries.get(&opened.row.id, opened.standing.version);
            unchecked |= summary.is_none();
            let signed = self.signed(&opened).filter(|s| s.decision == Decision::Approved).map(|s| s.holds);
            let state = match (&summary, signed) {
                (Some(summary), _) => summary.state(signed),
                (None, Some(false)) => State::Stale,
                (None, Some(true) | None) => State::Unchecked,
            };
            let file = || opened.row.target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let (title, date, counts) = match summary {
                Some(s) => (s.title, s.date, s.checked.then_some(s.counts)),
                None => (opened.row.title.clone().unwrap_or_else(file), opened.row.date.clone(), None),
            };
            articles.push(ListedV1 { id: opened.row.id, title, date, created: opened.row.created, state, counts });
        }
        let mut out = Vec::new();
        json::append(&ListV1 { articles, more }, &mut out);
        Ok((out, unchecked))
    }

    /// Checks the articles that were not checked yet, one at a time and behind everything else.
    pub(super) fn sweep(self: &Arc<Self>) {
        if self.sweeping.swap(true, Ordering::AcqRel) {
            return;
        }
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let this = Arc::clone(&desk);
            let rows = desk.pool.run(move || Ok(this.store.articles()?)).await.unwrap_or_default();
            for row in rows.into_iter().take(MOST) {
                if *desk.closing.borrow() {
                    break;
                }
                let this = Arc::clone(&desk);
                let checked = desk.pool.run(move || {
                    let opened = this.read(row)?;
                    if this.summaries.get(&opened.row.id, opened.standing.version).is_none() {
                        this.summary(&opened);
                    }
                    Ok(())
                });
                // Whatever is wrong with one is told when it is opened.
                let _ = checked.await;
            }
            desk.sweeping.store(false, Ordering::Release);
        });
    }
}
