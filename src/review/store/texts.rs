//! The texts of articles, kept once each by their digest, and held against it when they are read. Part of [`super`].

use crate::review::log::{Digest, digest};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Keeps a text; gives its digest.
pub(super) fn put(t: &Transaction<'_>, bytes: &[u8]) -> rusqlite::Result<Digest> {
    let name = digest(bytes);
    t.prepare("INSERT OR IGNORE INTO text (digest, bytes) VALUES (?1, ?2)")?.execute(params![name, bytes])?;
    Ok(name)
}

/// A text, if it is there and is what its digest says.
pub(super) fn get(connection: &Connection, name: &Digest) -> rusqlite::Result<Option<Vec<u8>>> {
    let found: Option<Vec<u8>> = connection.prepare("SELECT bytes FROM text WHERE digest = ?1")?.query_row([name], |r| r.get(0)).optional()?;
    Ok(found.filter(|bytes| digest(bytes) == *name))
}
