//! The progress bar: on standard error, only when that is a terminal, and only when the work is long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
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
    pairs: u64,
    wanted: bool,
    /// When programs that read standard error were last told; nothing where none is.
    told: Option<Instant>,
}

/// How often programs are told.
const PERIOD: Duration = Duration::from_secs(10);

impl Progress {
    /// For work of `size`, counted in bytes or in pairs; for none, when it is unknown. Shown if it is `wanted`: a bar
    /// would run into a report that goes to the same terminal.
    pub(super) fn new(size: Option<u64>, in_bytes: bool, wanted: bool) -> Self {
        let wanted = wanted && std::io::stderr().is_terminal();
        Self { bar: None, began: Instant::now(), size, in_bytes, done: 0, pairs: 0, wanted, told: None }
    }

    /// Where standard error is no terminal, programs may read how far the work has come: a JSON object a line, every ten seconds.
    pub(super) fn told_to_programs(mut self, wanted: bool) -> Self {
        self.told = (wanted && !std::io::stderr().is_terminal()).then(Instant::now);
        self
    }

    /// Says that more was done.
    pub(super) fn advance(&mut self, pairs: usize, bytes: usize) {
        self.done += if self.in_bytes { bytes as u64 } else { pairs as u64 };
        self.pairs += pairs as u64;
        if self.told.is_some_and(|told| told.elapsed() >= PERIOD) {
            self.told = Some(Instant::now());
            self.tell();
        }
        if !self.wanted || self.began.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_insert_with(|| bar(self.size, self.in_bytes)).set_position(self.done);
    }
}

impl Progress {
    fn tell(&self) {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(std::io::stderr().lock(), "{}", self.line(self.began.elapsed().as_secs_f64()));
    }

    /// How far the work has come after some seconds, as one line for programs.
    fn line(&self, seconds: f64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let (done, pairs) = (self.done as f64, self.pairs as f64);
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let left = self.size.filter(|_| self.done > 0).map(|size| ((size as f64 - done).max(0.0) * seconds / done).round());
        let unit = if self.in_bytes { "bytes" } else { "items" };
        let line = serde_json::json!({
            "event": "progress", "items": self.pairs, "done": self.done, "of": self.size, "unit": unit,
            "seconds": seconds.round(), "items_per_second": (pairs / seconds).round(), "seconds_left": left,
        });
        line.to_string()
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
        (Some(_), true) => "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        (Some(_), false) => "{bar:30} {pos} of {len} pairs, {per_sec}, {eta} left",
        (None, true) => "{spinner} {bytes} in {elapsed}",
        (None, false) => "{spinner} {pos} pairs in {elapsed}",
    };
    let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_how_far_it_is() {
        let mut progress = Progress { bar: None, began: Instant::now(), size: Some(4000), in_bytes: true, done: 0, pairs: 0, wanted: false, told: None };
        progress.advance(10, 1000);
        let line: serde_json::Value = serde_json::from_str(&progress.line(20.0)).unwrap();
        let want = serde_json::json!({
            "event": "progress", "items": 10, "done": 1000, "of": 4000, "unit": "bytes", "seconds": 20.0, "items_per_second": 1.0, "seconds_left": 60.0,
        });
        assert_eq!(line, want);
        progress.size = None;
        let line: serde_json::Value = serde_json::from_str(&progress.line(20.0)).unwrap();
        assert_eq!((&line["of"], &line["seconds_left"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    }
}
