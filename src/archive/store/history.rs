//! What is counted over all articles, and what changed between runs. Versions of an article are kept, so that the state behind any run
//! can be told: of each article the last version that came to be in that run or before.

use super::kept::State;
use super::read::severity;
use super::{Store, StoreError, Stored};
use crate::model::Severity;
use jiff::civil::Date;
use rusqlite::params;
use std::collections::BTreeMap;

/// An article as it is now, and one of its findings, for counting.
#[derive(Clone, PartialEq, Debug)]
pub struct Now<'r> {
    /// Number of the article.
    pub article: i64,
    /// Day of publication.
    pub day: Option<Date>,
    /// Section of the paper.
    pub section: Option<&'r str>,
    /// What made the translation.
    pub translator: Option<&'r str>,
    /// Whether it was checked.
    pub checked: bool,
    /// A finding: number of its rule, severity, confidence in ten-thousandths, what was decided. Nothing where it has none.
    pub finding: Option<(i64, Severity, u16, State)>,
    /// Place of the finding among those of the article, from 0.
    pub place: usize,
}

/// An article that is not the same behind two runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Its identifier.
    pub id: String,
    /// Number of its version behind the first run; nothing where it was not there yet.
    pub before: Option<i64>,
    /// Number of its version behind the second.
    pub after: i64,
}

impl Store {
    /// Every article with each of its findings, in the order in which articles were first met.
    ///
    /// # Errors
    /// When a row is damaged, and what `each` says.
    pub fn now<E: From<StoreError>>(&self, mut each: impl FnMut(Now<'_>) -> Result<(), E>) -> Result<(), E> {
        const ALL: &str = "SELECT a.n, v.day, v.section, v.translator, v.reason IS NULL, f.rule, f.severity, f.confidence, f.state, f.place
            FROM article a JOIN version v ON v.n = a.version LEFT JOIN finding f ON f.version = a.version ORDER BY a.n, f.place";
        let lift = |e| E::from(StoreError::of(&self.path, e));
        let mut all = self.connection.prepare(ALL).map_err(lift)?;
        let mut rows = all.query([]).map_err(lift)?;
        while let Some(row) = rows.next().map_err(lift)? {
            let read = || -> rusqlite::Result<Now<'_>> {
                let wrong = || rusqlite::Error::InvalidQuery;
                let text = |i: usize| row.get_ref(i)?.as_str_or_null().map_err(rusqlite::Error::from);
                let finding = match row.get::<_, Option<i64>>(5)? {
                    None => None,
                    Some(rule) => {
                        let state = usize::try_from(row.get::<_, i64>(8)?).ok().and_then(|s| State::ALL.get(s).copied());
                        Some((rule, severity(row.get(6)?).ok_or_else(wrong)?, row.get(7)?, state.ok_or_else(wrong)?))
                    }
                };
                Ok(Now {
                    article: row.get(0)?,
                    day: text(1)?.and_then(|d| d.parse().ok()),
                    section: text(2)?,
                    translator: text(3)?,
                    checked: row.get(4)?,
                    finding,
                    place: row.get::<_, Option<i64>>(9)?.and_then(|p| usize::try_from(p).ok()).unwrap_or(0),
                })
            };
            each(read().map_err(lift)?)?;
        }
        Ok(())
    }

    /// The days on which articles were published, with how many; those of no day are not among them.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn days(&self) -> Result<BTreeMap<Date, u64>, StoreError> {
        const DAYS: &str = "SELECT v.day, count(*) FROM article a JOIN version v ON v.n = a.version WHERE v.day IS NOT NULL GROUP BY v.day";
        let days: Vec<(String, i64)> = self.sql(|c| c.prepare(DAYS)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())?;
        Ok(days.into_iter().filter_map(|(day, n)| Some((day.parse().ok()?, n.unsigned_abs()))).collect())
    }

    /// The rules that had findings, by their numbers.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn rules(&self) -> Result<BTreeMap<i64, String>, StoreError> {
        self.sql(|c| c.prepare("SELECT n, id FROM rule")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
    }

    /// How many findings of each rule are gone since their article was changed: what editors mended.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn mended(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        const GONE: &str = "SELECT r.id, count(DISTINCT v.article || ' ' || f.fingerprint) FROM version v JOIN article a ON a.n = v.article
            JOIN version c ON c.n = a.version JOIN finding f ON f.version = v.n JOIN rule r ON r.n = f.rule
            WHERE v.n <> a.version AND v.content <> c.content AND c.reason IS NULL AND f.state = 0
            AND NOT EXISTS (SELECT 1 FROM finding g WHERE g.version = a.version AND g.fingerprint = f.fingerprint) GROUP BY r.id";
        self.sql(|c| c.prepare(GONE)?.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?.collect())
    }

    /// How sure the rules were of the findings about which something was decided, in ten-thousandths: as the newest version has it in which
    /// the finding stands, be that one of today or not.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn confidences(&self) -> Result<Vec<(String, String, u16)>, StoreError> {
        const DECIDED: &str = "SELECT r.id, f.fingerprint, f.confidence, max(f.version) FROM finding f JOIN rule r ON r.n = f.rule
            WHERE f.fingerprint IN (SELECT fingerprint FROM decision) GROUP BY r.id, f.fingerprint";
        self.sql(|c| c.prepare(DECIDED)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect())
    }

    /// The identifier of an article.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn id_of(&self, article: i64) -> Result<String, StoreError> {
        self.sql(|c| c.prepare_cached("SELECT id FROM article WHERE n = ?1")?.query_row([article], |row| row.get(0)))
    }

    /// Articles that are not the same behind run `first` and behind run `second`, in the order in which they were first met.
    ///
    /// # Errors
    /// When a row is damaged, and what `each` says.
    pub fn moved<E: From<StoreError>>(&self, first: i64, second: i64, mut each: impl FnMut(Moved) -> Result<(), E>) -> Result<(), E> {
        const BETWEEN: &str = "SELECT a.id, (SELECT max(b.n) FROM version b WHERE b.article = a.n AND b.run <= ?1),
            (SELECT max(b.n) FROM version b WHERE b.article = a.n AND b.run <= ?2) AS after
            FROM article a WHERE EXISTS (SELECT 1 FROM version w WHERE w.article = a.n AND w.run > ?1 AND w.run <= ?2) ORDER BY a.n";
        let lift = |e| E::from(StoreError::of(&self.path, e));
        let mut all = self.connection.prepare(BETWEEN).map_err(lift)?;
        let mut rows = all.query(params![first, second]).map_err(lift)?;
        while let Some(row) = rows.next().map_err(lift)? {
            let read = || Ok(Moved { id: row.get(0)?, before: row.get(1)?, after: row.get(2)? });
            each(read().map_err(lift)?)?;
        }
        Ok(())
    }

    /// A version of an article.
    ///
    /// # Errors
    /// When it is not there, or its row is damaged.
    pub fn version(&self, n: i64) -> Result<Stored, StoreError> {
        let found = self.stored_version(n)?;
        found.ok_or_else(|| self.row_is_damaged(format!("version {n}")))
    }
}
