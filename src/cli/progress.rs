//! The progress bar: on standard error, only when that is a terminal, and only when the work is long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Work that is done sooner than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(2);

/// How far the work has come.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    began: Instant,
    /// Size of all the work, in the unit that is counted.
    size: Option<u64>,
    in_bytes: bool,
    done: u64,
    wanted: bool,
}

impl Progress {
    /// For work of `size`, counted in bytes or in pairs; for none, when it is unknown. Shown if it is `wanted`: a bar
    /// would run into a report that goes to the same terminal.
    pub(super) fn new(size: Option<u64>, in_bytes: bool, wanted: bool) -> Self {
        let wanted = wanted && std::io::stderr().is_terminal();
        Self { bar: None, began: Instant::now(), size, in_bytes, done: 0, wanted }
    }

    /// Says that more was done.
    pub(super) fn advance(&mut self, pairs: usize, bytes: usize) {
        self.done += if self.in_bytes { bytes as u64 } else { pairs as u64 };
        if !self.wanted || self.began.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_insert_with(|| bar(self.size, self.in_bytes)).set_position(self.done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(size: Option<u64>, in_bytes: bool) -> ProgressBar {
    let template = match (size, in_bytes) {
        (Some(_), true) => "{bar:30} {bytes} of {total_bytes}, {eta} left",
        (Some(_), false) => "{bar:30} {pos} of {len} pairs, {eta} left",
        (None, true) => "{spinner} {bytes} in {elapsed}",
        (None, false) => "{spinner} {pos} pairs in {elapsed}",
    };
    let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
