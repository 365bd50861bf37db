//! Many pairs of addresses as a stream: so many at once, each host as often as it may be asked, results in the order of the list. What
//! waits is bounded, and who stops taking stops the fetching. Part of [`crate::fetch`].

use super::article::Fetched;
use super::error::FetchError;
use super::fetcher::Fetcher;
use super::list::AddressPair;
use crate::ingest::Line;
use futures_util::StreamExt;
use std::io;
use tokio::runtime;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Pairs that are fetched at once. A host is asked less often than that; this is for lists of many hosts.
const AT_ONCE: usize = 16;

/// What came of a line of a list.
#[derive(Clone, PartialEq, Debug)]
pub enum FetchedPair {
    /// Two addresses, and what came of each.
    Pair {
        /// Its line in the list, from 1.
        line: u64,
        /// As the list had it.
        pair: Box<AddressPair>,
        /// The Korean.
        ko: Result<Box<Fetched>, FetchError>,
        /// The English.
        en: Result<Box<Fetched>, FetchError>,
    },
    /// A line that is no pair.
    Bad {
        /// Its line, from 1.
        line: u64,
        /// Its identifier, where that could be read.
        id: Option<String>,
        /// What is wrong.
        reason: String,
    },
}

/// Both articles of a pair, fetched at the same time.
pub async fn pair(fetcher: &Fetcher, ko: &str, en: &str) -> (Result<Fetched, FetchError>, Result<Fetched, FetchError>) {
    tokio::join!(fetcher.article(ko), fetcher.article(en))
}

/// Fetches every pair of a list, in its order, on threads of its own. Dropping the iterator ends the fetching.
///
/// # Errors
/// When no threads can be had.
pub fn pairs(fetcher: Fetcher, list: impl Iterator<Item = Line<AddressPair>> + Send + 'static) -> io::Result<impl Iterator<Item = FetchedPair> + Send> {
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (lines, waiting) = mpsc::channel(AT_ONCE);
    let (done, mut results) = mpsc::channel(AT_ONCE);
    // Reading the list may wait for whoever writes it, and must not keep what is under way from going on.
    std::thread::Builder::new().name("list".to_owned()).spawn(move || {
        for line in list {
            if lines.blocking_send(line).is_err() {
                return;
            }
        }
    })?;
    std::thread::Builder::new().name("fetch".to_owned()).spawn(move || {
        runtime.block_on(async {
            let mut both = ReceiverStream::new(waiting).map(|line| fetch(&fetcher, line)).buffered(AT_ONCE);
            while let Some(pair) = both.next().await {
                if done.send(pair).await.is_err() {
                    break;
                }
            }
        });
        runtime.shutdown_background();
    })?;
    Ok(std::iter::from_fn(move || results.blocking_recv()))
}

async fn fetch(fetcher: &Fetcher, line: Line<AddressPair>) -> FetchedPair {
    match line {
        Line::Item { line, value } => {
            let (ko, en) = pair(fetcher, &value.ko, &value.en).await;
            FetchedPair::Pair { line, pair: Box::new(value), ko: ko.map(Box::new), en: en.map(Box::new) }
        }
        Line::Bad { line, id, reason } => FetchedPair::Bad { line, id, reason },
    }
}
