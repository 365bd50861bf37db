//! A stream of work through all cores and out in order. One thread reads ahead a little, the pool works on a chunk, and
//! what came of it is written before the next: memory is bounded however long the stream is, and the bytes written do
//! not depend on the number of threads.

use super::queue::{Queue, Weight};
use super::screen::Screen;
use super::{Exit, Stop};
use rayon::prelude::*;
use std::io::Write;

/// Sends every item through `work` on `jobs` threads and every result, in order, to `sink`.
pub(super) fn run<J: Send + Weight, R: Send>(
    items: impl Iterator<Item = J> + Send,
    jobs: usize,
    work: impl Fn(J) -> R + Sync,
    mut sink: impl FnMut(Vec<R>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let pool = match jobs {
        1 => None,
        n => Some(rayon::ThreadPoolBuilder::new().num_threads(n).build().map_err(|e| Stop::Usage(format!("no threads: {e}; try --jobs 1")))?),
    };
    let queue = Queue::default();
    std::thread::scope(|scope| {
        scope.spawn(|| queue.fill(items));
        // Whatever ends this early, the reader is let go.
        let chunks = queue.chunks();
        for chunk in chunks {
            let done: Vec<R> = match &pool {
                Some(pool) if chunk.len() > 1 => pool.install(|| chunk.into_par_iter().map(&work).collect()),
                _ => chunk.into_iter().map(&work).collect(),
            };
            sink(done)?;
        }
        Ok(())
    })
}

/// Answers every line of a stream on standard output: `answer` gives the bytes, and whether the line could be read.
pub(super) fn answer<J: Send + Weight>(
    lines: impl Iterator<Item = J> + Send,
    jobs: usize,
    answer: impl Fn(J) -> (Vec<u8>, bool) + Sync,
    screen: &mut Screen,
) -> Result<Exit, Stop> {
    let mut exit = Exit::Clean;
    run(lines, jobs, answer, |done| {
        for (text, good) in done {
            screen.out.write_all(&text)?;
            if !good {
                exit = Exit::NotChecked;
            }
        }
        Ok(screen.out.flush()?)
    })?;
    Ok(exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weight for usize {
        fn bytes(&self) -> usize {
            1
        }
    }

    #[test]
    fn order_is_kept_at_any_number_of_threads() {
        for jobs in [1, 2, 7] {
            let mut out = Vec::new();
            run(
                0..5000_usize,
                jobs,
                |n| n * 2,
                |done| {
                    out.extend(done);
                    Ok(())
                },
            )
            .expect("runs");
            assert!(out.iter().copied().eq((0..5000).map(|n| n * 2)), "{jobs} threads");
        }
    }

    #[test]
    fn an_endless_stream_ends_with_its_reader() {
        let mut seen = 0;
        let ended = run(
            0..,
            2,
            |n: usize| n,
            |done| {
                seen += done.len();
                if seen > 2000 { Err(Stop::Closed) } else { Ok(()) }
            },
        );
        assert!(matches!(ended, Err(Stop::Closed)));
    }
}
