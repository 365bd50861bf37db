//! What other pages do to an article, as it happens: server-sent events. Files that change on the disk are noticed here, too.

use super::desk::{Changed, Desk};
use super::problem::{Kind, Problem};
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, broadcast, watch};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often a line is sent that says nothing, so that a connection that is dead is noticed.
const ALIVE: Duration = Duration::from_secs(15);

struct Watching {
    desk: Arc<Desk>,
    id: String,
    version: u64,
    standard: String,
    changes: broadcast::Receiver<Changed>,
    closing: watch::Receiver<bool>,
    look: Interval,
    told: bool,
    _place: OwnedSemaphorePermit,
}

/// GET /api/v1/articles/{id}/events
pub(super) async fn events(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let full = || Problem::new(Kind::Busy, "too many pages listen already; close some");
    let place = Arc::clone(&desk.streams).try_acquire_owned().map_err(|_| full())?;
    let changes = desk.changes.subscribe();
    let (version, standard) = stands(&desk, &id).await?;
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let watching = Watching { closing: desk.closing.clone(), changes, desk, id, version, standard, look, told: false, _place: place };
    let stream = stream::unfold(watching, |mut w| async move {
        let next = w.next().await?;
        Some((Ok::<_, Infallible>(event(&next, &w.standard)), w))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE)).into_response())
}

/// The version of an article, and the standard by which it is looked at.
async fn stands(desk: &Arc<Desk>, id: &str) -> Result<(u64, String), Problem> {
    let (this, id) = (Arc::clone(desk), id.to_owned());
    desk.pool.run(move || Ok((this.open(&id)?.standing.version, this.checks.standard().word()))).await
}

fn event(changed: &Changed, standard: &str) -> Event {
    let data = serde_json::json!({"version": changed.version, "by": changed.by, "standard": standard});
    Event::default().event("changed").id(changed.version.to_string()).data(data.to_string())
}

impl Watching {
    /// What is to be told next; nothing when the program ends.
    async fn next(&mut self) -> Option<Changed> {
        // The first is how it stands: whoever was away in between is told that it missed something.
        if !std::mem::replace(&mut self.told, true) {
            return Some(Changed { id: self.id.clone(), version: self.version, by: String::new() });
        }
        loop {
            if *self.closing.borrow() {
                return None;
            }
            tokio::select! {
                changed = self.changes.recv() => match changed {
                    Ok(changed) if changed.id == self.id && changed.version > self.version => {
                        self.version = changed.version;
                        return Some(changed);
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => {
                        let (now, _) = stands(&self.desk, &self.id).await.ok()?;
                        if now > self.version {
                            self.version = now;
                            return Some(Changed { id: self.id.clone(), version: now, by: String::new() });
                        }
                    }
                    Err(RecvError::Closed) => return None,
                },
                _ = self.look.tick() => {
                    // What it finds is told over the channel; what another program did to the store, or the house to its files, is told here.
                    if let Ok((now, standard)) = stands(&self.desk, &self.id).await && self.changes.is_empty() {
                        let other = std::mem::replace(&mut self.standard, standard) != self.standard;
                        if now > self.version || other {
                            self.version = now;
                            return Some(Changed { id: self.id.clone(), version: now, by: String::new() });
                        }
                    }
                }
                _ = self.closing.changed() => {}
            }
        }
    }
}
