//! How often a host is asked: so many questions at once, and so long from one to the next. Part of [`crate::fetch`].

use super::options::Pace;
use hashbrown::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// The turns of all hosts.
#[derive(Debug)]
pub(super) struct Turns {
    pace: Pace,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    places: Arc<Semaphore>,
    /// When the next question may be asked.
    next: Mutex<Instant>,
}

/// Hosts that are remembered; those that nobody waits for are forgotten beyond that.
const HOSTS: usize = 4096;

impl Turns {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, hosts: Mutex::default() }
    }

    /// Waits until a host may be asked. The host counts as asked until what this gives back is dropped. `wanted` is the time
    /// between two questions that its robots.txt asks for.
    pub(super) async fn turn(&self, host: &str, wanted: Option<Duration>) -> Option<OwnedSemaphorePermit> {
        let host = self.host(host);
        // It is never closed.
        let place = Arc::clone(&host.places).acquire_owned().await.ok();
        let every = wanted.unwrap_or(Duration::ZERO).min(self.pace.longest).max(self.pace.every);
        let at = {
            let mut next = host.next.lock().unwrap_or_else(PoisonError::into_inner);
            let at = (*next).max(Instant::now());
            *next = at + every;
            at
        };
        sleep_until(at).await;
        place
    }

    /// Lets a host be, after it asked for that.
    pub(super) fn rest(&self, host: &str, wait: Duration) {
        let host = self.host(host);
        let mut next = host.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(Instant::now() + wait);
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS && !hosts.contains_key(name) {
            let now = Instant::now();
            hosts.retain(|_, host| Arc::strong_count(host) > 1 || *host.next.lock().unwrap_or_else(PoisonError::into_inner) > now);
        }
        let new = || Arc::new(Host { places: Arc::new(Semaphore::new(self.pace.at_once.max(1))), next: Mutex::new(Instant::now()) });
        Arc::clone(hosts.entry(name.to_owned()).or_insert_with(new))
    }
}
