//! The tables of a store. A change of what stands here is a new [`VERSION`].

use rusqlite::Connection;

/// Marks the file as a store: `daej`.
pub(super) const APPLICATION: i64 = 0x6461_656a;
/// Version of the tables.
pub(super) const VERSION: i64 = 1;
/// Bytes of a page of a new store: a handful of articles of usual length, so that little is left over behind the last of them.
pub(super) const PAGE: i64 = 16_384;
/// Pages of the log after which it is brought into the file.
pub(super) const CHECKPOINT: i64 = 2048;
/// KiB of pages that a connection keeps in memory.
pub(super) const CACHE_KIB: i64 = 32 << 10;

/// Facts and texts are in tables of their own, so that those who count need not read the texts. A `sum` is over all other columns of
/// its row (that of a version over its findings, too). Texts, `links` and `result` are compressed with zstd.
const TABLES: &str = "
CREATE TABLE condition (
    n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, version TEXT NOT NULL, program TEXT NOT NULL, rules TEXT NOT NULL, lexicons TEXT NOT NULL,
    house TEXT NOT NULL, packs TEXT NOT NULL, configuration TEXT NOT NULL, decisions TEXT NOT NULL
) STRICT;
CREATE TABLE run (
    n INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, condition INTEGER NOT NULL, sources TEXT NOT NULL, note TEXT,
    added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, rechecked INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
    incomplete INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, left_out INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE article (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, input BLOB NOT NULL, condition INTEGER NOT NULL, version INTEGER NOT NULL,
    verdict INTEGER NOT NULL, depends BLOB NOT NULL, sum INTEGER NOT NULL
) STRICT;
CREATE TABLE version (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, run INTEGER NOT NULL, content BLOB NOT NULL, reason TEXT, day TEXT, section TEXT, title TEXT,
    byline TEXT, translator TEXT, editor TEXT, counts BLOB NOT NULL, sum INTEGER NOT NULL
) STRICT;
CREATE INDEX version_of_article ON version (article, n);
CREATE TABLE body (
    n INTEGER PRIMARY KEY, ko BLOB NOT NULL, en BLOB NOT NULL, links BLOB NOT NULL, result BLOB NOT NULL, sum INTEGER NOT NULL
) STRICT;
CREATE TABLE rule (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE finding (
    version INTEGER NOT NULL, place INTEGER NOT NULL, rule INTEGER NOT NULL, severity INTEGER NOT NULL, confidence INTEGER NOT NULL,
    state INTEGER NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (version, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
    rule TEXT NOT NULL, fingerprint TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL, decided_by TEXT NOT NULL,
    day TEXT NOT NULL, until TEXT, PRIMARY KEY (rule, fingerprint, decision, day, decided_by)
) STRICT, WITHOUT ROWID;
CREATE TABLE unread (
    source TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, run INTEGER NOT NULL, sum INTEGER NOT NULL,
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;
";

/// Makes the tables of a new store; two programs that do so at once make one.
pub(super) fn make(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let made: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if made == 0 {
        connection.execute_batch(TABLES)?;
        connection.pragma_update(None, "application_id", APPLICATION)?;
        connection.pragma_update(None, "user_version", VERSION)?;
    }
    connection.execute_batch("COMMIT")
}
