//! Opening the store: its owner's alone, whole, and this program's; or a new one. Part of [`super`].

use super::{Store, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

/// Whose file it is: "dajo".
const APPLICATION: i32 = 0x6461_6a6f;
/// The form of the tables.
const FORM: i32 = 1;
const PAGE: u64 = 4096;

/// Events and texts are only ever added; what is decided is what all of them come to.
const TABLES: &str = "
    CREATE TABLE article (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, target TEXT NOT NULL, draft TEXT,
        date TEXT, title TEXT, created TEXT NOT NULL, UNIQUE (source, target)) STRICT;
    CREATE TABLE text (digest TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE event (
        article INTEGER NOT NULL REFERENCES article (number), version INTEGER NOT NULL CHECK (version > 0),
        at TEXT NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, PRIMARY KEY (article, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE pending (article INTEGER PRIMARY KEY REFERENCES article (number)) STRICT;
    CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER text_stays BEFORE UPDATE ON text BEGIN SELECT raise(ABORT, 'texts are only added'); END;
";

/// What is remembered of articles, and can be made anew; and which addresses of the web they came from, which is asked when the same are named
/// again.
const INDEX: &str = "
    CREATE TABLE IF NOT EXISTS origin (
        source TEXT NOT NULL, target TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article (number), PRIMARY KEY (source, target)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS listed (
        article INTEGER PRIMARY KEY REFERENCES article (number), known TEXT NOT NULL) STRICT;
";

impl Store {
    /// Opens the store at a path, or begins one there. It takes no more than `most` bytes.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged, or is the file of another program or of a later version.
    pub fn open(path: &Path, most: u64) -> Result<Self, StoreError> {
        let refused = |e: &dyn std::fmt::Display| StoreError::Refused { path: path.to_owned(), why: format!("the store could not be opened ({e})") };
        private(path).map_err(|e| refused(&e))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| refused(&e))?;
        let store = Self { connection: Mutex::new(connection), path: path.to_owned() };
        store.prepare(most)?;
        Ok(store)
    }

    fn prepare(&self, most: u64) -> Result<(), StoreError> {
        let mut connection = self.lock();
        let set = |c: &Connection| -> rusqlite::Result<(i32, i32, i64, String)> {
            c.busy_timeout(Duration::from_secs(5))?;
            c.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            c.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            c.pragma_update(None, "cell_size_check", true)?;
            c.pragma_update(None, "foreign_keys", true)?;
            let number = |name: &str| c.pragma_query_value(None, name, |r| r.get::<_, i32>(0));
            let tables = c.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
            let sound = c.pragma_query_value(None, "quick_check", |r| r.get(0))?;
            Ok((number("application_id")?, number("user_version")?, tables, sound))
        };
        let (application, form, tables, sound) = set(&connection).map_err(|e| self.wrong(&e))?;
        if sound != "ok" {
            return Err(self.broken(format!("the store is damaged ({})", sound.lines().next().unwrap_or("it does not say how"))));
        }
        let fresh = tables == 0 && application == 0;
        if !fresh && application != APPLICATION {
            return Err(self.broken("the file is a database of another program".to_owned()));
        }
        if !fresh && form != FORM {
            return Err(self.broken(format!("the store has the form {form}, of another version of the program; this one knows the form {FORM}")));
        }
        let start = |c: &mut Connection| -> rusqlite::Result<()> {
            c.pragma_update(None, "journal_mode", "WAL")?;
            c.pragma_update(None, "synchronous", "FULL")?;
            c.pragma_update(None, "max_page_count", i64::try_from((most / PAGE).max(1)).unwrap_or(i64::MAX))?;
            if fresh {
                let t = c.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
                t.execute_batch(TABLES)?;
                t.pragma_update(None, "application_id", APPLICATION)?;
                t.pragma_update(None, "user_version", FORM)?;
                t.commit()?;
            }
            // What the list shows; nothing is lost with it, so that a store without room for it is as good.
            let _ = c.execute_batch(INDEX);
            Ok(())
        };
        start(&mut connection).map_err(|e| self.wrong(&e))
    }
}

/// A store that is not there yet begins as its owner's alone: it holds what is not published. SQLite gives its side files the mode of
/// the file itself.
fn private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other.map(|_| ()),
    }
}
