//! The one who writes: a run begins, batches of articles are put in whole, and the run ends. A batch is a transaction, so that what
//! a run that was killed has put in is whole, and the next run goes on behind it.

use super::kept::{Decision, Kept, counts};
use super::put::{Fresh, Put, RunTotals, Where};
use super::read::{Known, sum_of_article, sum_of_body, sum_of_unread, sum_of_version};
use super::seen::Seen;
use super::{Lock, Store, StoreError};
use crate::archive::conditions::Conditions;
use crate::judge::Verdict;
use crate::report::{Item, json};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// A run that writes.
#[derive(Debug)]
pub struct Writer {
    store: Store,
    _lock: Lock,
    run: i64,
    condition: i64,
    seen: Seen,
    totals: RunTotals,
    next_article: i64,
    next_version: i64,
    /// What is to be known of the run, in plain words.
    pub note: Option<String>,
}

impl Writer {
    /// Begins a run at `now`, as RFC 3339, under these conditions, over these sources.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn begin(store: Store, lock: Lock, conditions: &Conditions, sources: &[String], now: &str) -> Result<Self, StoreError> {
        let (run, condition, note, next_article, next_version) = store.sql(|c| {
            c.execute_batch("BEGIN IMMEDIATE")?;
            let condition = condition(c, conditions)?;
            let latest: Option<String> = c.query_row("SELECT max(began) FROM run", [], |row| row.get(0))?;
            let note = latest
                .filter(|latest| latest.as_str() > now)
                .map(|latest| format!("the clock of this machine says {now}, an earlier run began at {latest}: the order of runs is that of their numbers"));
            let sources = serde_json::to_string(sources).unwrap_or_default();
            c.execute("INSERT INTO run (began, condition, sources, note) VALUES (?1, ?2, ?3, ?4)", params![now, condition, sources, note])?;
            let run = c.last_insert_rowid();
            let next = |table: &str| c.query_row(&format!("SELECT coalesce(max(n), 0) + 1 FROM {table}"), [], |row| row.get::<_, i64>(0));
            let numbers = (next("article")?, next("version")?);
            c.execute_batch("COMMIT")?;
            Ok((run, condition, note, numbers.0, numbers.1))
        })?;
        Ok(Self { store, _lock: lock, run, condition, seen: Seen::default(), totals: RunTotals::default(), next_article, next_version, note })
    }

    /// Number of the run.
    pub const fn run(&self) -> i64 {
        self.run
    }

    /// Number of what results depend on in this run.
    pub const fn condition(&self) -> i64 {
        self.condition
    }

    /// What the run has come to so far.
    pub const fn totals(&self) -> RunTotals {
        self.totals
    }

    /// Puts in what came of some items: all of it or, where that fails, nothing.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put(&mut self, batch: Vec<(Where, Put)>) -> Result<(), StoreError> {
        // What is as it was needs no transaction.
        let writes = batch.iter().any(|(_, put)| !matches!(put, Put::Same { .. } | Put::LeftOut));
        if writes {
            self.store.sql(|c| c.execute_batch("BEGIN IMMEDIATE"))?;
        }
        let mut begun = writes;
        let done = batch.into_iter().try_for_each(|(place, put)| self.one(&place, put, &mut begun));
        if !begun {
            return done;
        }
        let done = done.and_then(|()| self.store.sql(|c| c.execute_batch("COMMIT")));
        if done.is_err() {
            // What made it fail is told; a rollback that fails, too, has nothing to add.
            let _ = self.store.sql(|c| c.execute_batch("ROLLBACK"));
        }
        done
    }

    fn one(&mut self, place: &Where, put: Put, begun: &mut bool) -> Result<(), StoreError> {
        match put {
            Put::LeftOut => self.totals.left_out += 1,
            Put::Same { n, id, verdict } => {
                if !self.seen.insert(n) {
                    if !*begun {
                        self.store.sql(|c| c.execute_batch("BEGIN IMMEDIATE"))?;
                        *begun = true;
                    }
                    return self.twice(place, &id);
                }
                self.totals.unchanged += 1;
                self.totals.count(verdict);
            }
            Put::Touched { id, known } => {
                if !self.seen.insert(known.n) {
                    return self.twice(place, &id);
                }
                self.article(&id, &Known { condition: self.condition, ..known }, false)?;
                self.totals.unchanged += 1;
                self.totals.count(known.verdict);
            }
            Put::Unread { id: Some(id), reason } if self.store.known(&id)?.is_some() => {
                // What was an article once is one that cannot be read any more.
                let mut result = Vec::new();
                json::line(&Item::NotChecked { id: &id, reason: &reason }, &mut result);
                let kept = Kept::unread(&reason, &result);
                return self.fresh(place, &Fresh { id, input: None, verdict: Verdict::NotChecked, kept });
            }
            Put::Unread { id, reason } => self.unread(place, id, &reason)?,
            Put::Fresh(fresh) => return self.fresh(place, &fresh),
        }
        Ok(())
    }

    fn fresh(&mut self, place: &Where, fresh: &Fresh) -> Result<(), StoreError> {
        let input = fresh.input.unwrap_or_default();
        let Some(known) = self.store.known(&fresh.id)? else {
            let (n, version) = (self.next_article, self.next_version);
            self.version(version, n, &fresh.kept)?;
            let row = Known { n, input, condition: self.condition, version, verdict: fresh.verdict, depends: fresh.kept.depends };
            self.article(&fresh.id, &row, true)?;
            self.seen.insert(n);
            self.next_article += 1;
            self.next_version += 1;
            self.totals.added += 1;
            self.totals.count(fresh.verdict);
            return Ok(());
        };
        if !self.seen.insert(known.n) {
            return self.twice(place, &fresh.id);
        }
        let same_bytes = known.input == input;
        let mut row = Known { n: known.n, input, condition: self.condition, version: known.version, verdict: fresh.verdict, depends: fresh.kept.depends };
        if !self.is_version(known.version, &fresh.kept)? {
            row.version = self.next_version;
            self.version(row.version, known.n, &fresh.kept)?;
            self.next_version += 1;
            self.totals.altered += 1;
        }
        self.article(&fresh.id, &row, false)?;
        if same_bytes {
            self.totals.rechecked += 1;
        } else {
            self.totals.changed += 1;
        }
        self.totals.count(fresh.verdict);
        Ok(())
    }

    /// Writes the row of an article.
    fn article(&self, id: &str, row: &Known, is_new: bool) -> Result<(), StoreError> {
        const NEW: &str = "INSERT INTO article (n, id, input, condition, version, verdict, depends, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        const OLD: &str = "UPDATE article SET input = ?3, condition = ?4, version = ?5, verdict = ?6, depends = ?7, sum = ?8 WHERE n = ?1 AND id = ?2";
        let sum = sum_of_article(id, row);
        let verdict = number(row.verdict);
        self.store.sql(|c| {
            let mut write = c.prepare_cached(if is_new { NEW } else { OLD })?;
            write.execute(params![row.n, id, row.input.bytes(), row.condition, row.version, verdict, row.depends.bytes(), sum]).map(drop)
        })
    }

    /// Whether a version says the same as what is kept now.
    fn is_version(&self, version: i64, kept: &Kept) -> Result<bool, StoreError> {
        self.store.sql(|c| {
            let of = "SELECT v.content = ?2 AND b.result = ?3 AND b.ko = ?4 AND b.en = ?5 AND v.section IS ?6 AND v.title IS ?7 AND v.byline IS ?8
                AND v.translator IS ?9 AND v.editor IS ?10 FROM version v JOIN body b ON b.n = v.n WHERE v.n = ?1";
            let f = &kept.facts;
            let same = c
                .prepare_cached(of)?
                .query_row(params![version, kept.content.bytes(), kept.result, kept.ko, kept.en, f.section, f.title, f.byline, f.translator, f.editor], |row| {
                    row.get(0)
                })
                .optional()?;
            Ok(same.unwrap_or(false))
        })
    }

    fn version(&self, n: i64, article: i64, kept: &Kept) -> Result<(), StoreError> {
        let facts = &kept.facts;
        let day = facts.day.map(|d| d.to_string());
        let counts = counts(&kept.counts);
        let sum = sum_of_version(n, article, self.run, &kept.content, kept.reason.as_deref(), day.as_deref(), facts, &counts, &kept.findings);
        let body = sum_of_body(n, &kept.ko, &kept.en, &kept.links, &kept.result);
        self.store.sql(|c| {
            c.prepare_cached(
                "INSERT INTO version (n, article, run, content, reason, day, section, title, byline, translator, editor, counts, sum)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                n,
                article,
                self.run,
                kept.content.bytes(),
                kept.reason,
                day,
                facts.section,
                facts.title,
                facts.byline,
                facts.translator,
                facts.editor,
                counts,
                sum
            ])?;
            c.prepare_cached("INSERT INTO body (n, ko, en, links, result, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![n, kept.ko, kept.en, kept.links, kept.result, body])?;
            let mut finding =
                c.prepare_cached("INSERT INTO finding (version, place, rule, severity, confidence, state, fingerprint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
            for (place, row) in (0_i64..).zip(&kept.findings) {
                let rule = rule(c, &row.rule)?;
                finding.execute(params![n, place, rule, row.severity as i64, row.confidence, row.state as i64, row.fingerprint])?;
            }
            Ok(())
        })
    }

    /// The same identifier, a second time in one run.
    fn twice(&mut self, place: &Where, id: &str) -> Result<(), StoreError> {
        let reason = format!("the identifier `{id}` was there already in this run; give each article one of its own");
        self.unread(place, None, &reason)
    }

    fn unread(&mut self, place: &Where, id: Option<String>, reason: &str) -> Result<(), StoreError> {
        let id = id.unwrap_or_else(|| place.name());
        let at = i64::try_from(place.place).unwrap_or(i64::MAX);
        let sum = sum_of_unread(&place.source, at, &id, reason);
        self.store.sql(|c| {
            c.prepare_cached("INSERT OR REPLACE INTO unread (source, place, id, reason, run, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![&*place.source, at, id, reason, self.run, sum])
        })?;
        self.totals.unread += 1;
        Ok(())
    }

    /// Ends the run at `now`. What could not be read in sources that were `read_whole` and can be now is no longer told.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn finish(self, read_whole: &[Arc<str>], decisions: Option<&[Decision]>, now: &str) -> Result<RunTotals, StoreError> {
        let t = self.totals;
        let n = [t.added, t.changed, t.rechecked, t.unchanged, t.incomplete, t.unread, t.left_out].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        self.store.sql(|c| {
            c.execute_batch("BEGIN IMMEDIATE")?;
            for source in read_whole {
                c.execute("DELETE FROM unread WHERE source = ?1 AND run < ?2", params![&**source, self.run])?;
            }
            if let Some(decisions) = decisions {
                put_decisions(c, decisions)?;
            }
            c.execute(
                "UPDATE run SET ended = ?2, added = ?3, changed = ?4, rechecked = ?5, unchanged = ?6, incomplete = ?7, unread = ?8, left_out = ?9 WHERE n = ?1",
                params![self.run, now, n[0], n[1], n[2], n[3], n[4], n[5], n[6]],
            )?;
            c.execute_batch("COMMIT")?;
            // The log is brought into the file, so that a copy of the file is the whole store. Where somebody still reads, later.
            let _ = c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            Ok(())
        })?;
        Ok(t)
    }
}

impl Store {
    /// Keeps what was decided elsewhere, in the place of what is `gone`: rule, fingerprint and who had decided. `_lock` is the right to write.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn take_decisions(&self, _lock: &Lock, gone: &[[String; 3]], decisions: &[Decision]) -> Result<(), StoreError> {
        self.sql(|c| {
            let transaction = c.unchecked_transaction()?;
            let mut delete = c.prepare_cached("DELETE FROM decision WHERE rule = ?1 AND fingerprint = ?2 AND decided_by = ?3")?;
            for [rule, fingerprint, by] in gone {
                delete.execute(params![rule, fingerprint, by])?;
            }
            put_decisions(c, decisions)?;
            transaction.commit()
        })
    }
}

/// Adds decisions; those that are there already stay as they are.
fn put_decisions(c: &Connection, decisions: &[Decision]) -> rusqlite::Result<()> {
    let mut put = c.prepare_cached(
        "INSERT OR REPLACE INTO decision (rule, fingerprint, decision, reason, text, decided_by, day, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for d in decisions {
        put.execute(params![d.rule, d.fingerprint, d.decision, d.reason, d.text, d.by, d.day.to_string(), d.until.map(|u| u.to_string())])?;
    }
    Ok(())
}

fn condition(c: &Connection, conditions: &Conditions) -> rusqlite::Result<i64> {
    let hash = conditions.digest();
    let known = c.query_row("SELECT n FROM condition WHERE hash = ?1", [hash.bytes()], |row| row.get(0)).optional()?;
    if let Some(n) = known {
        return Ok(n);
    }
    let k = conditions;
    c.execute(
        "INSERT INTO condition (hash, version, program, rules, lexicons, house, packs, configuration, decisions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![hash.bytes(), k.version, k.program, k.rules, k.lexicons, k.house, k.packs, k.configuration, k.decisions],
    )?;
    Ok(c.last_insert_rowid())
}

/// Number of a rule, which is given when it is first met.
fn rule(c: &Connection, id: &str) -> rusqlite::Result<i64> {
    let mut known = c.prepare_cached("SELECT n FROM rule WHERE id = ?1")?;
    if let Some(n) = known.query_row([id], |row| row.get(0)).optional()? {
        return Ok(n);
    }
    c.execute("INSERT INTO rule (id) VALUES (?1)", [id])?;
    Ok(c.last_insert_rowid())
}

/// A verdict as it is written.
pub(super) const fn number(verdict: Verdict) -> i64 {
    match verdict {
        Verdict::Clean => 0,
        Verdict::Findings => 1,
        Verdict::NotChecked => 2,
    }
}
