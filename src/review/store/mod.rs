//! The state of the page in one SQLite file: articles, their texts, and the log of what was done to them. Evidence is the record that
//! is signed; this is what an editor's work is kept in until then, so it survives a kill at any moment and says when a disk is full.

mod listed;
mod open;
pub(super) mod origin;
mod texts;

use super::log::{Action, Digest, Event};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most articles that a store takes.
pub(super) const MOST_ARTICLES: u64 = 20_000;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk, or the size that the configuration allows is reached.
    #[error("there is no room left for the store of decisions ({}); nothing was changed. Make room on the disk, or raise `store-bytes` in [review] of config.toml", path.display())]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// Somebody else was faster.
    #[error("the article is at version {0} by now")]
    Stale(u64),
    /// The file is damaged, or none of this program's.
    #[error("{}: {why}; nothing was changed. Move the file away to begin a new store; what is signed lies in the .intoto.jsonl files beside the articles", path.display())]
    Broken {
        /// The store.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The system refused it.
    #[error("{}: {why}; nothing was changed", path.display())]
    Refused {
        /// The store.
        path: PathBuf,
        /// What it said.
        why: String,
    },
    /// Too many articles.
    #[error("the store holds {MOST_ARTICLES} articles and takes no more; begin a new one with --store")]
    Many,
}

/// The store.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    path: PathBuf,
}

/// An article as the store knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    number: i64,
    /// Its identifier.
    pub id: String,
    /// The file of the Korean.
    pub source: PathBuf,
    /// The file of the English.
    pub target: PathBuf,
    /// The file of the draft that the English was made of.
    pub draft: Option<PathBuf>,
    /// Day of publication, where it was given.
    pub date: Option<String>,
    /// Its title, where it was given.
    pub title: Option<String>,
    /// When it came in, in RFC 3339.
    pub created: String,
}

/// A new article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct New<'a> {
    /// Its identifier.
    pub id: String,
    /// The file of the Korean and its bytes.
    pub source: (&'a Path, &'a [u8]),
    /// The file of the English and its bytes.
    pub target: (&'a Path, &'a [u8]),
    /// The file of the draft and its bytes.
    pub draft: Option<(&'a Path, &'a [u8])>,
    /// Day of publication, where it is given.
    pub date: Option<String>,
    /// Its title, where it is given.
    pub title: Option<String>,
    /// When, in RFC 3339.
    pub at: String,
    /// Who brought it.
    pub by: String,
}

impl Store {
    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A transaction that was left in a panic was rolled back when it was dropped.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, deed: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| self.wrong(&e))?;
        let done = deed(&transaction)?;
        transaction.commit().map_err(|e| self.wrong(&e))?;
        Ok(done)
    }

    /// What an error of SQLite means here.
    fn wrong(&self, e: &rusqlite::Error) -> StoreError {
        match e.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full { path: self.path.clone() },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => self.broken(format!("the store is damaged ({e})")),
            _ => StoreError::Refused { path: self.path.clone(), why: format!("the store could not be used ({e})") },
        }
    }

    fn broken(&self, why: String) -> StoreError {
        StoreError::Broken { path: self.path.clone(), why }
    }

    /// An article.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn article(&self, id: &str) -> Result<Option<Row>, StoreError> {
        self.one("id = ?1", params![id])
    }

    /// The article of two files.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn article_of(&self, source: &Path, target: &Path) -> Result<Option<Row>, StoreError> {
        self.one("source = ?1 AND target = ?2", params![text_of(source), text_of(target)])
    }

    fn one(&self, which: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Option<Row>, StoreError> {
        let connection = self.lock();
        let read = || connection.prepare(&format!("SELECT {COLUMNS} FROM article WHERE {which}"))?.query_row(values, row).optional();
        read().map_err(|e| self.wrong(&e))
    }

    /// Takes in an article; its first event is that it was read.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(super) fn add(&self, new: &New<'_>) -> Result<Row, StoreError> {
        self.change(|t| {
            let count: i64 = t.query_row("SELECT count(*) FROM article", [], |r| r.get(0)).map_err(|e| self.wrong(&e))?;
            if u64::try_from(count).unwrap_or(0) >= MOST_ARTICLES {
                return Err(StoreError::Many);
            }
            let write = || -> rusqlite::Result<()> {
                t.execute(
                    "INSERT INTO article (id, source, target, draft, date, title, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![new.id, text_of(new.source.0), text_of(new.target.0), new.draft.map(|d| text_of(d.0)), new.date, new.title, new.at],
                )?;
                let number = t.last_insert_rowid();
                let source = texts::put(t, new.source.1)?;
                let target = texts::put(t, new.target.1)?;
                let draft = new.draft.map(|d| texts::put(t, d.1)).transpose()?;
                insert(t, number, &Event { version: 1, at: new.at.clone(), by: new.by.clone(), action: Action::Read { source, target, draft } })
            };
            write().map_err(|e| self.wrong(&e))
        })?;
        self.article(&new.id)?.ok_or_else(|| self.broken("an article is gone that was just written".to_owned()))
    }

    /// What was done to an article, in order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn events(&self, article: &Row) -> Result<Vec<Event>, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<Vec<(i64, String, String, String)>> {
            let mut all = connection.prepare("SELECT version, at, by, action FROM event WHERE article = ?1 ORDER BY version")?;
            all.query_map([article.number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?.collect()
        };
        let rows = read().map_err(|e| self.wrong(&e))?;
        let event = |(version, at, by, action): (i64, String, String, String)| {
            let action = serde_json::from_str(&action).map_err(|e| self.broken(format!("the store is damaged: event {version} of {}: {e}", article.id)))?;
            Ok(Event { version: u64::try_from(version).unwrap_or(0), at, by, action })
        };
        rows.into_iter().map(event).collect()
    }

    /// Adds what was done to an article that is at a version. `texts` are those that it names and that may be new. `pending`: a file
    /// is about to be written.
    ///
    /// # Errors
    /// When the article is at another version, or there is no room.
    pub(super) fn append(&self, article: &Row, event: &Event, texts: &[&[u8]], pending: bool) -> Result<(), StoreError> {
        self.change(|t| {
            let now: i64 =
                t.query_row("SELECT coalesce(max(version), 0) FROM event WHERE article = ?1", [article.number], |r| r.get(0)).map_err(|e| self.wrong(&e))?;
            let now = u64::try_from(now).unwrap_or(0);
            if event.version != now + 1 {
                return Err(StoreError::Stale(now));
            }
            let write = || -> rusqlite::Result<()> {
                for text in texts {
                    texts::put(t, text)?;
                }
                if pending {
                    t.execute("INSERT OR REPLACE INTO pending (article) VALUES (?1)", [article.number])?;
                }
                insert(t, article.number, event)
            };
            write().map_err(|e| self.wrong(&e))
        })
    }

    /// Whether the last edit of an article may not have reached its file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn is_pending(&self, article: &Row) -> Result<bool, StoreError> {
        let connection = self.lock();
        let read = || connection.prepare("SELECT 1 FROM pending WHERE article = ?1")?.exists([article.number]);
        read().map_err(|e| self.wrong(&e))
    }

    /// The file of the article is as its last event says.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn settled(&self, article: &Row) -> Result<(), StoreError> {
        self.change(|t| t.execute("DELETE FROM pending WHERE article = ?1", [article.number]).map(|_| ()).map_err(|e| self.wrong(&e)))
    }

    /// A text.
    ///
    /// # Errors
    /// When it is not there, or is not what its digest says.
    pub(super) fn text(&self, digest: &Digest) -> Result<Vec<u8>, StoreError> {
        let connection = self.lock();
        let found = texts::get(&connection, digest).map_err(|e| self.wrong(&e))?;
        found.ok_or_else(|| self.broken(format!("the store is damaged: the text {digest} is not in it as it was written")))
    }
}

const COLUMNS: &str = "number, id, source, target, draft, date, title, created";

fn row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let path = |n| r.get::<_, String>(n).map(PathBuf::from);
    Ok(Row {
        number: r.get(0)?,
        id: r.get(1)?,
        source: path(2)?,
        target: path(3)?,
        draft: r.get::<_, Option<String>>(4)?.map(PathBuf::from),
        date: r.get(5)?,
        title: r.get(6)?,
        created: r.get(7)?,
    })
}

/// A path as the store keeps it. Those that are no Unicode are refused before they come here.
fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn insert(t: &Transaction<'_>, article: i64, event: &Event) -> rusqlite::Result<()> {
    let action = serde_json::to_string(&event.action).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let version = i64::try_from(event.version).unwrap_or(i64::MAX);
    t.execute("INSERT INTO event (article, version, at, by, action) VALUES (?1, ?2, ?3, ?4, ?5)", params![article, version, event.at, event.by, action])?;
    Ok(())
}

#[cfg(test)]
mod tests;
