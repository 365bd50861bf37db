//! A bounded queue between the thread that reads and the one that has the work done. Whoever is idle takes what is
//! there at once, so that a slow stream is answered line by line and a fast one in large chunks.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Most items of a chunk.
const ITEMS: usize = 512;
/// A chunk is closed when it holds this many bytes of input.
const BYTES: usize = 4 << 20;

/// How much input an item holds, to bound what waits.
pub(super) trait Weight {
    fn bytes(&self) -> usize;
}

/// Items that were read and not yet taken; at most about two chunks.
pub(super) struct Queue<J> {
    state: Mutex<State<J>>,
    changed: Condvar,
}

struct State<J> {
    items: VecDeque<J>,
    bytes: usize,
    /// Nothing will be added any more.
    ended: bool,
    /// Nothing will be taken any more.
    abandoned: bool,
}

impl<J> Default for Queue<J> {
    fn default() -> Self {
        Self { state: Mutex::new(State { items: VecDeque::new(), bytes: 0, ended: false, abandoned: false }), changed: Condvar::new() }
    }
}

impl<J: Weight> Queue<J> {
    /// Adds every item, waiting while the queue is full, until they end or nobody takes them any longer.
    pub(super) fn fill(&self, items: impl Iterator<Item = J>) {
        let _end = OnDrop(|| self.change(|s| s.ended = true));
        for item in items {
            let full = |s: &mut State<J>| !s.abandoned && (s.items.len() >= 2 * ITEMS || s.bytes >= 2 * BYTES);
            let mut state = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
            if state.abandoned {
                return;
            }
            state.bytes += item.bytes();
            state.items.push_back(item);
            if state.items.len() == 1 {
                self.changed.notify_all();
            }
        }
    }

    /// Chunks of the items, in order; dropping them abandons the rest.
    pub(super) fn chunks(&self) -> impl Iterator<Item = Vec<J>> {
        let abandon = OnDrop(|| self.change(|s| s.abandoned = true));
        std::iter::from_fn(move || {
            let _held = &abandon;
            let mut state = self.changed.wait_while(self.lock(), |s| s.items.is_empty() && !s.ended).unwrap_or_else(PoisonError::into_inner);
            let (mut chunk, mut bytes) = (Vec::new(), 0);
            while let Some(item) = (chunk.len() < ITEMS && bytes < BYTES).then(|| state.items.pop_front()).flatten() {
                bytes += item.bytes();
                chunk.push(item);
            }
            state.bytes -= bytes;
            drop(state);
            self.changed.notify_all();
            (!chunk.is_empty()).then_some(chunk)
        })
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, how: impl FnOnce(&mut State<J>)) {
        how(&mut self.lock());
        self.changed.notify_all();
    }
}

/// Does something when it goes out of scope, however that comes about.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
