//! What is remembered of articles for their list. Part of [`super`].

use super::{COLUMNS, Row, Store, StoreError, row};
use crate::review::index::Known;
use rusqlite::params;

impl Row {
    /// Its number in the store.
    pub(in crate::review) const fn number(&self) -> i64 {
        self.number
    }
}

impl Store {
    /// Articles with the versions of their logs, newest first, and how many there are beyond `most`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::review) fn versions(&self, most: usize) -> Result<(Vec<(Row, u64)>, usize), StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<(Vec<(Row, u64)>, usize)> {
            let all: i64 = connection.query_row("SELECT count(*) FROM article", [], |r| r.get(0))?;
            let version = "coalesce((SELECT max(version) FROM event WHERE event.article = article.number), 0)";
            let mut rows = connection.prepare(&format!("SELECT {COLUMNS}, {version} FROM article ORDER BY number DESC LIMIT ?1"))?;
            let limit = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = rows.query_map([limit], |r| Ok((row(r)?, u64::try_from(r.get::<_, i64>(8)?).unwrap_or(0))))?;
            let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
            let more = usize::try_from(all).unwrap_or(0).saturating_sub(rows.len());
            Ok((rows, more))
        };
        read().map_err(|e| self.wrong(&e))
    }

    /// What is remembered, by the numbers of articles. What cannot be understood is left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::review) fn listed(&self) -> Result<Vec<(i64, Known)>, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<Vec<(i64, String)>> {
            let mut all = connection.prepare("SELECT article, known FROM listed")?;
            all.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        };
        let rows = read().map_err(|e| self.wrong(&e))?;
        Ok(rows.into_iter().filter_map(|(number, known)| Some((number, serde_json::from_str(&known).ok()?))).collect())
    }

    /// Remembers articles.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(in crate::review) fn list(&self, rows: &[(i64, Known)]) -> Result<(), StoreError> {
        self.change(|t| {
            let write = || -> rusqlite::Result<()> {
                let mut put = t.prepare("INSERT OR REPLACE INTO listed (article, known) VALUES (?1, ?2)")?;
                for (number, known) in rows {
                    let known = serde_json::to_string(known).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
                    put.execute(params![number, known])?;
                }
                Ok(())
            };
            write().map_err(|e| self.wrong(&e))
        })
    }
}
