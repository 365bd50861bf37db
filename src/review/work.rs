//! Work that takes a processor or a disk, kept off the threads that answer: as much at a time as the machine has cores, a bounded
//! number waiting, and whatever goes wrong costs that request only.

use super::problem::{Kind, Problem};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Requests that wait for their turn, at most.
const WAITING: usize = 512;

/// The threads for work.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    at_once: Arc<Semaphore>,
    taken: Arc<Semaphore>,
}

impl Pool {
    /// As many as asked for.
    pub(super) fn new(threads: usize) -> Self {
        let threads = threads.max(1);
        Self { at_once: Arc::new(Semaphore::new(threads)), taken: Arc::new(Semaphore::new(threads + WAITING)) }
    }

    /// Does some work when its turn comes.
    ///
    /// # Errors
    /// When too much waits already, when it panics, and what the work itself says.
    pub(super) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
        let busy = || Problem::new(Kind::Busy, "too many requests wait already; try again in a moment");
        let place = Arc::clone(&self.taken).try_acquire_owned().map_err(|_| busy())?;
        let turn = Arc::clone(&self.at_once).acquire_owned().await.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((turn, place));
            done
        });
        done.await.unwrap_or_else(|_| Err(Problem::new(Kind::Inside, "an error inside the program ended this request; please report it with the two texts")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_costs_one_request_and_no_turn() {
        let pool = Pool::new(1);
        for _ in 0..3 {
            let e = pool.run::<()>(|| panic!("as a test")).await.expect_err("is told");
            assert_eq!(e.kind, Kind::Inside);
        }
        assert_eq!(pool.run(|| Ok(1)).await, Ok(1));
    }
}
