//! Which addresses of the web articles came from. Part of [`super`].

use super::{COLUMNS, Row, Store, StoreError, row};
use rusqlite::{OptionalExtension, params};

/// The addresses of the two sides of an article.
pub(in crate::review) type Origin = (String, String);

impl Store {
    /// The article that came from two addresses.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::review) fn article_from(&self, (source, target): &Origin) -> Result<Option<Row>, StoreError> {
        let connection = self.lock();
        let sql = format!("SELECT {COLUMNS} FROM article WHERE number = (SELECT article FROM origin WHERE origin.source = ?1 AND origin.target = ?2)");
        let read = || connection.prepare(&sql)?.query_row(params![source, target], row).optional();
        read().map_err(|e| self.wrong(&e))
    }

    /// Notes where an article came from.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(in crate::review) fn came_from(&self, article: &Row, (source, target): &Origin) -> Result<(), StoreError> {
        self.change(|t| {
            let put = t.execute("INSERT OR REPLACE INTO origin (source, target, article) VALUES (?1, ?2, ?3)", params![source, target, article.number]);
            put.map(drop).map_err(|e| self.wrong(&e))
        })
    }
}
