//! The store: one SQLite file that holds articles, what came of each, decisions and runs. A row that is not as it was written is
//! told, never read; a run that ends in the middle leaves whole articles or none.

mod error;
mod history;
mod kept;
mod lock;
mod pack;
mod put;
mod read;
mod schema;
mod seen;
mod write;

pub use error::StoreError;
pub use history::{Moved, Now};
pub use kept::{Decision, Facts, Kept, Row, State};
pub use lock::Lock;
pub use pack::Linked;
pub use put::{Fresh, Put, RunTotals, Where};
pub use read::{Known, RunRow, Stored, Unread};
pub use write::Writer;

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Stores up to this size are looked through when they are opened; of larger ones each row is, when it is read.
const LOOKED_THROUGH: u64 = 16 << 20;
/// How long a reader waits while another program writes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A store that is open.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
}

impl Store {
    /// Opens a store.
    ///
    /// # Errors
    /// When there is none, or it is of another version, no store at all, or damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let about = path.metadata().map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
            _ => StoreError::Io { path: path.to_owned(), source },
        })?;
        if !about.is_file() {
            return Err(StoreError::NotAStore { path: path.to_owned(), why: "it is not a file".to_owned() });
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Nothing is changed in a database that may be another program's.
        store.known_version()?;
        store.settle()?;
        if about.len() <= LOOKED_THROUGH {
            store.look_through("quick_check")?;
        }
        Ok(store)
    }

    /// Opens a store, or makes one where there is none.
    ///
    /// # Errors
    /// As [`Store::open`], and when none can be made.
    pub fn open_or_make(path: &Path) -> Result<Self, StoreError> {
        let about = path.metadata();
        if about.as_ref().is_ok_and(|about| !about.is_file()) {
            return Self::open(path);
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // A run that was killed at its very beginning leaves a database with nothing in it.
        let empty = store.sql(|c| c.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)))? == 0;
        if empty {
            store.settle()?;
            store.sql(schema::make)?;
        }
        store.known_version()?;
        store.settle()?;
        if !empty && about.is_ok_and(|about| about.len() <= LOOKED_THROUGH) {
            store.look_through("quick_check")?;
        }
        Ok(store)
    }

    /// A store that is open already, for another thread that reads.
    ///
    /// # Errors
    /// When it cannot be opened again.
    pub fn reader(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.settle()?;
        Ok(store)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| StoreError::of(path, e))?;
        let store = Self { path: path.to_owned(), connection };
        // Before anything is read: nothing that the file says is run, and cells are measured.
        store.sql(|c| {
            c.busy_timeout(PATIENCE)?;
            c.pragma_update(None, "trusted_schema", false)?;
            c.pragma_update(None, "cell_size_check", true)
        })?;
        Ok(store)
    }

    /// How a store is used: many may read while one writes.
    fn settle(&self) -> Result<(), StoreError> {
        self.sql(|c| {
            // Of use for a new file only.
            c.pragma_update(None, "page_size", schema::PAGE)?;
            c.pragma_update(None, "synchronous", "NORMAL")?;
            c.pragma_update(None, "wal_autocheckpoint", schema::CHECKPOINT)?;
            c.pragma_update(None, "journal_size_limit", 64 << 20)?;
            c.pragma_update(None, "cache_size", -(schema::CACHE_KIB))?;
            c.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        })
    }

    fn known_version(&self) -> Result<(), StoreError> {
        let (made_by, version) = self.sql(|c| {
            let number = |name: &str| c.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            Ok((number("application_id")?, number("user_version")?))
        })?;
        let path = || self.path.clone();
        if made_by != schema::APPLICATION {
            return Err(StoreError::NotAStore { path: path(), why: "another program made this database".to_owned() });
        }
        match version.cmp(&schema::VERSION) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Less => Err(StoreError::Older { path: path(), version, ours: schema::VERSION }),
            std::cmp::Ordering::Greater => Err(StoreError::Newer { path: path(), version, ours: schema::VERSION }),
        }
    }

    /// Has SQLite look through the file.
    fn look_through(&self, how: &str) -> Result<(), StoreError> {
        let said: String = self.sql(|c| c.query_row(&format!("PRAGMA {how}(1)"), [], |row| row.get(0)))?;
        if said == "ok" { Ok(()) } else { Err(StoreError::Corrupt { path: self.path.clone(), what: said }) }
    }

    /// Looks through all of it: the file, and the sum of every row that is read. Gives back how many articles there are.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn verify(&self) -> Result<u64, StoreError> {
        self.look_through("integrity_check")?;
        let mut articles = 0;
        self.articles(|stored| {
            articles += 1;
            stored.texts()?;
            stored.links().map(drop)
        })?;
        self.unread(|_| Ok(()))?;
        Ok(articles)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asks SQLite, and says what it answers in terms of the store.
    fn sql<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        ask(&self.connection).map_err(|e| StoreError::of(&self.path, e))
    }

    fn row_is_damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::Row { path: self.path.clone(), what: what.into() }
    }
}
