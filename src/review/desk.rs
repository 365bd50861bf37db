//! What all requests share: the store, the checks, who is there, and who listens.

use super::checks::Checks;
use super::index::Index;
use super::log::{Action, Event};
use super::problem::{Kind, Problem};
use super::session::Sessions;
use super::signing::Secret;
use super::site::Site;
use super::store::{Store, StoreError};
use super::work::Pool;
use crate::fetch::Fetcher;
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use tokio::sync::{Semaphore, broadcast, watch};

/// Articles that are fetched from the web at one time.
const FETCHES: usize = 8;
/// Event streams at one time.
const STREAMS: usize = 128;

/// The state behind [`super::app`].
pub struct Desk {
    pub(super) store: Store,
    pub(super) checks: Arc<dyn Checks>,
    pub(super) secret: Option<Secret>,
    pub(super) fetcher: Result<Fetcher, String>,
    pub(super) fetches: Semaphore,
    pub(super) sessions: Sessions,
    pub(super) site: Site,
    pub(super) pool: Pool,
    pub(super) changes: broadcast::Sender<Changed>,
    pub(super) streams: Arc<Semaphore>,
    pub(super) closing: watch::Receiver<bool>,
    pub(super) index: Index,
    pub(super) sweeping: AtomicBool,
    pub(super) announce: Box<dyn Fn(&str) + Send + Sync>,
    /// Where a browser begins that comes in.
    pub(super) home: OnceLock<String>,
}

/// What a desk is made of.
pub struct Parts {
    /// The store.
    pub store: Store,
    /// The program around the page.
    pub checks: Arc<dyn Checks>,
    /// The keys that sign, where the page can.
    pub secret: Option<Secret>,
    /// What fetches articles from the web, or why nothing can.
    pub fetcher: Result<Fetcher, String>,
    /// Who may come in.
    pub sessions: Sessions,
    /// Where the page is.
    pub site: Site,
    /// Threads for checking.
    pub threads: usize,
    /// Becomes true when the program is to end: event streams end then.
    pub closing: watch::Receiver<bool>,
    /// Tells the person at the terminal an address at which a browser can come in, once.
    pub announce: Box<dyn Fn(&str) + Send + Sync>,
}

/// An article that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Changed {
    pub(super) id: String,
    pub(super) version: u64,
    pub(super) by: String,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("store", &self.store).field("site", &self.site).finish_non_exhaustive()
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").field("store", &self.store).field("site", &self.site).finish_non_exhaustive()
    }
}

impl Desk {
    /// Puts it together.
    pub fn new(parts: Parts) -> Self {
        let Parts { store, checks, secret, fetcher, sessions, site, threads, closing, announce } = parts;
        Self {
            store,
            checks,
            secret,
            fetcher,
            fetches: Semaphore::new(FETCHES),
            sessions,
            site,
            pool: Pool::new(threads),
            changes: broadcast::channel(256).0,
            streams: Arc::new(Semaphore::new(STREAMS)),
            closing,
            index: Index::default(),
            sweeping: AtomicBool::new(false),
            announce,
            home: OnceLock::new(),
        }
    }

    /// Browsers that come in begin at this article.
    pub fn begin_at(&self, id: &str) {
        // The first that is named stays.
        let _ = self.home.set(format!("/article/{id}"));
    }

    /// An address at which one browser can come in.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn invitation(&self) -> Result<String, getrandom::Error> {
        Ok(format!("{}/enter/{}", self.site.origin(), self.sessions.code()?))
    }

    /// The time, as events have it.
    pub(super) fn now(&self) -> String {
        // To the second: finer is nobody's business.
        let now = self.checks.now();
        jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
    }

    /// The event that a caller makes of an article at a version.
    pub(super) fn event(&self, version: u64, by: &str, action: Action) -> Event {
        Event { version: version + 1, at: self.now(), by: by.to_owned(), action }
    }

    /// Tells the other pages.
    pub(super) fn tell(&self, id: &str, event: &Event) {
        // Nobody may be listening.
        let _ = self.changes.send(Changed { id: id.to_owned(), version: event.version, by: event.by.clone() });
    }
}

impl From<StoreError> for Problem {
    fn from(e: StoreError) -> Self {
        let kind = match &e {
            StoreError::Full { .. } | StoreError::Many => Kind::Full,
            StoreError::Stale(_) => Kind::Stale,
            StoreError::Broken { .. } | StoreError::Refused { .. } => Kind::Store,
        };
        let version = if let StoreError::Stale(now) = &e { Some(*now) } else { None };
        Self { version, ..Self::new(kind, e.to_string()) }
    }
}
