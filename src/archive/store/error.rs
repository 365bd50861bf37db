//! What can be wrong with a store, each said with what to do next.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why a store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none.
    #[error("{}: there is no store; `daejo archive run` makes one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Something else is there.
    #[error("{}: not a store of daejo: {why}; name another file with --store", path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
        /// How that is known.
        why: String,
    },
    /// An older program made it.
    #[error("{}: the store has version {version}, this program writes version {ours}; export it with the program that made it, or begin a new store", path.display())]
    Older {
        /// The store.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// That of this program.
        ours: i64,
    },
    /// A newer program made it.
    #[error("{}: a newer daejo made the store (version {version}; this program knows {ours}); use that one", path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// That of this program.
        ours: i64,
    },
    /// Another run writes to it.
    #[error("{}: another run is writing to the store ({by}); wait for its end, or have this one wait with --wait", path.display())]
    Locked {
        /// The store.
        path: PathBuf,
        /// Who.
        by: String,
    },
    /// Another program keeps it busy.
    #[error("{}: another program keeps the store busy; try again when it is done", path.display())]
    Busy {
        /// The store.
        path: PathBuf,
    },
    /// There is no room.
    #[error("{}: the disk is full; what was written before is whole. Make room and run again: what is done is not done again", path.display())]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{}: the store is damaged ({what}); take the last good copy of it, or begin a new one: nothing of it is to be trusted", path.display())]
    Corrupt {
        /// The store.
        path: PathBuf,
        /// What SQLite says.
        what: String,
    },
    /// A row is not as it was written.
    #[error("{}: a row of the store is not as it was written ({what}); take the last good copy of it, or begin a new one", path.display())]
    Row {
        /// The store.
        path: PathBuf,
        /// Which.
        what: String,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The store, or a file beside it.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("{}: the store could not be used: {source}", path.display())]
    Sql {
        /// The store.
        path: PathBuf,
        /// What it says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::NotADatabase) => Self::NotAStore { path, why: "it is not a database of SQLite, or is encrypted".to_owned() },
            Some(ErrorCode::ReadOnly) => Self::Io {
                path,
                source: std::io::Error::new(std::io::ErrorKind::ReadOnlyFilesystem, "the store cannot be written here; its folder must be writable, too"),
            },
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied) => Self::Io { path, source: std::io::Error::other(source) },
            // A text that is none, a type that was not written, a table that is not there: what was written was something else.
            None => Self::Row { path, what: source.to_string() },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::SchemaChanged | ErrorCode::Unknown | ErrorCode::TypeMismatch | ErrorCode::ConstraintViolation) => {
                Self::Corrupt { path, what: source.to_string() }
            }
            Some(_) => Self::Sql { path, source },
        }
    }
}
