//! Tables as sources of articles: Parquet, a query of SQLite, a query of PostgreSQL. Each is opened and asked for its columns at once,
//! and read row by row on a thread of its own, a little ahead.

mod columns;
pub mod parquet;
pub mod postgres;
pub mod sqlite;
mod tls;

pub use columns::{Columns, NAMES};

use crate::ingest::{Line, PairInput, PairLine};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;

/// Rows that wait to be taken, at most.
const AHEAD: usize = 64;

/// Why a table could not be opened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SourceError {
    /// It is not there, cannot be read, or is no such file.
    #[error("{name}: {why}; nothing was checked")]
    Unusable {
        /// The source.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// A column that is needed is not there.
    #[error("{name}: no column `{wanted}`; it has {}. Say which is which with --map, as --map ko=…,en=…,id=…,date=…; nothing was checked", listed(has))]
    Column {
        /// The source.
        name: String,
        /// The column that is wanted.
        wanted: String,
        /// Those that are there.
        has: Vec<String>,
    },
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 30;
    let more = if names.len() > SHOWN { format!(" and {} more", names.len() - SHOWN) } else { String::new() };
    let first = names.iter().take(SHOWN).map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    if names.is_empty() { "none".to_owned() } else { format!("{first}{more}") }
}

/// A table that is open.
pub struct Table {
    /// Its rows, from 1.
    pub rows: Box<dyn Iterator<Item = PairLine> + Send>,
    /// How many they are, where that is known.
    pub size: Option<u64>,
}

/// What a row says, or why it says nothing: its identifier, where that could be read, and the reason.
type Row = Result<PairInput, (Option<String>, String)>;

/// Reads rows on a thread of its own: `read` hands each to what it is given, until that wants no more.
fn rows(read: impl FnOnce(&mut dyn FnMut(Row) -> bool) -> Result<(), String> + Send + 'static) -> Box<dyn Iterator<Item = PairLine> + Send> {
    let (send, receive) = sync_channel::<PairLine>(AHEAD);
    // Whoever takes the rows hears of its end, and of an end before the end.
    std::thread::spawn(move || {
        let mut line = 0;
        let mut hand = |row: Row| {
            line += 1;
            let row = match row {
                Ok(value) => Line::Item { line, value },
                Err((id, reason)) => Line::Bad { line, id, reason },
            };
            send.send(row).is_ok()
        };
        let ended =
            catch_unwind(AssertUnwindSafe(|| read(&mut hand))).unwrap_or_else(|_| Err("it is damaged in a way that could not be told apart".to_owned()));
        if let Err(why) = ended {
            let _ = send.send(Line::Bad { line: line + 1, id: None, reason: format!("reading stopped here: {why}; nothing from this row on was checked") });
        }
    });
    Box::new(receive.into_iter())
}
