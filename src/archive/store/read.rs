//! Reading: what is known of an identifier, every article as it is now, what could not be read, and the runs. Each row is held against
//! its sum first.

use super::kept::{Decision, Facts, Row, State, counted};
use super::pack::{self, Linked};
use super::{Store, StoreError};
use crate::archive::digest::{Digest, Digester};
use crate::judge::Verdict;
use crate::model::{Counts, Severity};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

/// What is known of an article without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its number.
    pub n: i64,
    /// Digest of the bytes that it was read from.
    pub input: Digest,
    /// Number of what its result depends on.
    pub condition: i64,
    /// Number of its version.
    pub version: i64,
    /// What it came to.
    pub verdict: Verdict,
    /// Digest of what its result depends on, beside the article.
    pub depends: Digest,
}

/// An article as it is in the store.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number, in the order in which articles were first met.
    pub n: i64,
    /// Its identifier.
    pub id: String,
    /// Number of its version.
    pub version: i64,
    /// Number of the run in which it came to be as it is.
    pub run: i64,
    /// Digest of both texts and the day.
    pub content: Digest,
    /// What is known about it.
    pub facts: Facts,
    /// Why it was not checked; nothing when it was.
    pub reason: Option<String>,
    /// What was compared.
    pub counts: Counts,
    /// Its findings, worst first.
    pub findings: Vec<Row>,
    body: [Vec<u8>; 4],
    path: std::path::PathBuf,
}

/// Something that could not be read as an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// Its source.
    pub source: String,
    /// Its place there, from 1.
    pub place: i64,
    /// How it is called.
    pub id: String,
    /// Why it was not checked.
    pub reason: String,
}

/// A run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunRow {
    /// Its number.
    pub n: i64,
    /// When it began, as RFC 3339.
    pub began: String,
    /// When it ended; nothing for one that did not.
    pub ended: Option<String>,
    /// Its sources, as JSON.
    pub sources: String,
    /// What is to be known of it.
    pub note: Option<String>,
    /// Each thing on which its results depend, with a digest.
    pub conditions: Vec<(String, String)>,
    /// Articles that were new, changed, checked again and unchanged, items that were not checked, and those left out.
    pub counts: [u64; 7],
}

impl Stored {
    /// The Korean and the English, as they were given.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn texts(&self) -> Result<[String; 2], StoreError> {
        let text = |frame: &[u8]| pack::unfolded(frame).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| self.damaged());
        Ok([text(&self.body[0])?, text(&self.body[1])?])
    }

    /// Which stretches of the two texts render each other, in the order of the English.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn links(&self) -> Result<Vec<Linked>, StoreError> {
        let [ko, en] = self.texts()?;
        pack::linked(&self.body[2], [&ko, &en]).ok_or_else(|| self.damaged())
    }

    /// What came of it, as `daejo.result/v1`, without the end of the line.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn result(&self) -> Result<Vec<u8>, StoreError> {
        pack::unfolded(&self.body[3]).ok_or_else(|| self.damaged())
    }

    fn damaged(&self) -> StoreError {
        StoreError::Row { path: self.path.clone(), what: format!("article {}, `{}`", self.n, self.id) }
    }
}

/// The columns of an article.
const COLUMNS: &str =
    "a.n, a.id, a.input, a.condition, a.version, a.verdict, a.depends, a.sum, v.run, v.content, v.reason, v.day, v.section, v.title, v.byline,
    v.translator, v.editor, v.counts, v.sum, b.ko, b.en, b.links, b.result, b.sum, v.article, v.n";
/// Where an article as it is now is found.
const NOW: &str = "FROM article a LEFT JOIN version v ON v.n = a.version LEFT JOIN body b ON b.n = a.version";
/// Where a version is found.
const VERSION: &str = "FROM version v JOIN article a ON a.n = v.article JOIN body b ON b.n = v.n WHERE v.n = ?1";

impl Store {
    /// Whether it has no article.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.sql(|c| c.query_row("SELECT NOT EXISTS (SELECT 1 FROM article)", [], |row| row.get(0)))
    }

    /// Whether any article in it was checked.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_checked(&self) -> Result<bool, StoreError> {
        self.sql(|c| c.query_row("SELECT EXISTS (SELECT 1 FROM article a JOIN version v ON v.n = a.version WHERE v.reason IS NULL)", [], |row| row.get(0)))
    }

    /// What is known of an identifier.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn known(&self, id: &str) -> Result<Option<Known>, StoreError> {
        let found = self.sql(|c| {
            c.prepare_cached("SELECT n, input, condition, version, verdict, depends, sum FROM article WHERE id = ?1")?
                .query_row([id], |row| Ok((known(row)?, row.get::<_, i64>(6)?)))
                .optional()
        })?;
        match found {
            None => Ok(None),
            Some((Some(known), sum)) if sum == sum_of_article(id, &known) => Ok(Some(known)),
            Some(_) => Err(self.row_is_damaged(format!("article `{id}`"))),
        }
    }

    /// Every article as it is now, in the order in which they were first met.
    ///
    /// # Errors
    /// When a row is damaged, and what `each` says.
    pub fn articles<E: From<StoreError>>(&self, mut each: impl FnMut(Stored) -> Result<(), E>) -> Result<(), E> {
        let lift = |e| E::from(StoreError::of(&self.path, e));
        let mut all = self.connection.prepare(&format!("SELECT {COLUMNS} {NOW} ORDER BY a.n")).map_err(lift)?;
        let mut rows = all.query([]).map_err(lift)?;
        while let Some(row) = rows.next().map_err(lift)? {
            each(self.stored(row)?)?;
        }
        Ok(())
    }

    /// One article as it is now.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn article(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        let lift = |e| StoreError::of(&self.path, e);
        let mut one = self.connection.prepare_cached(&format!("SELECT {COLUMNS} {NOW} WHERE a.id = ?1")).map_err(lift)?;
        let mut rows = one.query([id]).map_err(lift)?;
        rows.next().map_err(lift)?.map(|row| self.stored(row)).transpose()
    }

    /// A version of an article, where it is there.
    pub(super) fn stored_version(&self, n: i64) -> Result<Option<Stored>, StoreError> {
        let lift = |e| StoreError::of(&self.path, e);
        let mut one = self.connection.prepare_cached(&format!("SELECT {COLUMNS} {VERSION}")).map_err(lift)?;
        let mut rows = one.query([n]).map_err(lift)?;
        rows.next().map_err(lift)?.map(|row| self.stored(row)).transpose()
    }

    fn stored(&self, row: &rusqlite::Row<'_>) -> Result<Stored, StoreError> {
        let lift = |e| StoreError::of(&self.path, e);
        let n: i64 = row.get(0).map_err(lift)?;
        let read = || -> rusqlite::Result<Option<Stored>> {
            let id: String = row.get(1)?;
            let Some(known) = known(row)?.filter(|_| row.get_ref(8).is_ok_and(|r| r != rusqlite::types::ValueRef::Null)) else { return Ok(None) };
            let (run, reason): (i64, Option<String>) = (row.get(8)?, row.get(10)?);
            let Some(content) = Digest::from_bytes(row.get_ref(9)?.as_blob()?) else { return Ok(None) };
            let day: Option<String> = row.get(11)?;
            let facts = Facts {
                day: day.as_deref().and_then(|d| d.parse().ok()),
                section: row.get(12)?,
                title: row.get(13)?,
                byline: row.get(14)?,
                translator: row.get(15)?,
                editor: row.get(16)?,
            };
            let counts = row.get_ref(17)?.as_blob()?;
            let body = [row.get::<_, Vec<u8>>(19)?, row.get(20)?, row.get(21)?, row.get(22)?];
            let version = row.get(25)?;
            let findings = self.findings(version)?;
            let of = sum_of_version(version, row.get(24)?, run, &content, reason.as_deref(), day.as_deref(), &facts, counts, &findings);
            let good = row.get::<_, i64>(7)? == sum_of_article(&id, &known)
                && row.get::<_, i64>(18)? == of
                && row.get::<_, i64>(24)? == n
                && row.get::<_, i64>(23)? == sum_of_body(version, &body[0], &body[1], &body[2], &body[3]);
            let Some(counts) = counted(counts).filter(|_| good) else { return Ok(None) };
            Ok(Some(Stored { n, id, version, run, content, facts, reason, counts, findings, body, path: self.path.clone() }))
        };
        read().map_err(lift)?.ok_or_else(|| self.row_is_damaged(format!("article {n}")))
    }

    /// What the findings of a version are known by.
    ///
    /// # Errors
    /// When the row is damaged.
    pub fn fingerprints(&self, version: i64) -> Result<Vec<String>, StoreError> {
        self.sql(|c| c.prepare_cached("SELECT fingerprint FROM finding WHERE version = ?1")?.query_map([version], |row| row.get(0))?.collect())
    }

    /// The findings of a version.
    fn findings(&self, version: i64) -> rusqlite::Result<Vec<Row>> {
        let mut of = self.connection.prepare_cached(
            "SELECT r.id, f.severity, f.confidence, f.state, f.fingerprint FROM finding f LEFT JOIN rule r ON r.n = f.rule WHERE f.version = ?1 ORDER BY f.place",
        )?;
        let rows = of.query_map([version], |row| {
            Ok(Row {
                rule: row.get(0)?,
                severity: severity(row.get(1)?).ok_or(rusqlite::Error::InvalidQuery)?,
                confidence: row.get(2)?,
                state: usize::try_from(row.get::<_, i64>(3)?).ok().and_then(|s| State::ALL.get(s).copied()).ok_or(rusqlite::Error::InvalidQuery)?,
                fingerprint: row.get(4)?,
            })
        })?;
        rows.collect()
    }

    /// What could not be read as an article, by source and place.
    ///
    /// # Errors
    /// When a row is damaged, and what `each` says.
    pub fn unread<E: From<StoreError>>(&self, mut each: impl FnMut(Unread) -> Result<(), E>) -> Result<(), E> {
        let lift = |e| E::from(StoreError::of(&self.path, e));
        let mut all = self.connection.prepare("SELECT source, place, id, reason, sum FROM unread ORDER BY source, place").map_err(lift)?;
        let mut rows = all.query([]).map_err(lift)?;
        while let Some(row) = rows.next().map_err(lift)? {
            let read = || Ok((Unread { source: row.get(0)?, place: row.get(1)?, id: row.get(2)?, reason: row.get(3)? }, row.get::<_, i64>(4)?));
            let (unread, sum) = read().map_err(lift)?;
            if sum != sum_of_unread(&unread.source, unread.place, &unread.id, &unread.reason) {
                return Err(self.row_is_damaged(format!("what could not be read at {} of {}", unread.place, unread.source)).into());
            }
            each(unread)?;
        }
        Ok(())
    }

    /// The runs, in order.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn runs(&self) -> Result<Vec<RunRow>, StoreError> {
        const NAMES: [&str; 8] = ["version", "program", "rules", "lexicons", "house", "packs", "configuration", "decisions"];
        self.sql(|c| {
            let mut all = c.prepare(
                "SELECT r.n, r.began, r.ended, r.sources, r.note, r.added, r.changed, r.rechecked, r.unchanged, r.incomplete, r.unread, r.left_out,
                k.version, k.program, k.rules, k.lexicons, k.house, k.packs, k.configuration, k.decisions
                FROM run r JOIN condition k ON k.n = r.condition ORDER BY r.n",
            )?;
            let rows = all.query_map([], |row| {
                let mut counts = [0; 7];
                for (i, count) in counts.iter_mut().enumerate() {
                    *count = row.get::<_, i64>(5 + i)?.unsigned_abs();
                }
                let conditions = NAMES.iter().enumerate().map(|(i, name)| Ok(((*name).to_owned(), row.get(12 + i)?)));
                Ok(RunRow {
                    n: row.get(0)?,
                    began: row.get(1)?,
                    ended: row.get(2)?,
                    sources: row.get(3)?,
                    note: row.get(4)?,
                    conditions: conditions.collect::<rusqlite::Result<_>>()?,
                    counts,
                })
            })?;
            rows.collect()
        })
    }

    /// The decisions that runs have met, in the order of their rules and fingerprints.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let day = |text: String| text.parse::<Date>().map_err(|_| rusqlite::Error::InvalidQuery);
        self.sql(|c| {
            let mut all = c.prepare(
                "SELECT rule, fingerprint, decision, reason, text, decided_by, day, until FROM decision ORDER BY rule, fingerprint, decision, day, decided_by",
            )?;
            let rows = all.query_map(params![], |row| {
                Ok(Decision {
                    rule: row.get(0)?,
                    fingerprint: row.get(1)?,
                    decision: row.get(2)?,
                    reason: row.get(3)?,
                    text: row.get(4)?,
                    by: row.get(5)?,
                    day: day(row.get(6)?)?,
                    until: row.get::<_, Option<String>>(7)?.map(day).transpose()?,
                })
            })?;
            rows.collect()
        })
    }
}

/// The columns of [`Known`], behind `n`, or `n` and `id`.
fn known(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Known>> {
    let at = 1 + usize::from(row.as_ref().column_name(1)? == "id");
    let verdict = match row.get::<_, i64>(at + 3)? {
        0 => Verdict::Clean,
        1 => Verdict::Findings,
        2 => Verdict::NotChecked,
        _ => return Ok(None),
    };
    let digest = |i: usize| Ok::<_, rusqlite::Error>(Digest::from_bytes(row.get_ref(at + i)?.as_blob()?));
    let Some((input, depends)) = digest(0)?.zip(digest(4)?) else { return Ok(None) };
    Ok(Some(Known { n: row.get(0)?, input, condition: row.get(at + 1)?, version: row.get(at + 2)?, verdict, depends }))
}

pub(super) fn severity(n: i64) -> Option<Severity> {
    Severity::ALL.into_iter().find(|s| *s as i64 == n)
}

pub(super) fn sum_of_article(id: &str, known: &Known) -> i64 {
    let mut sum = Digester::new("article");
    sum.part(id.as_bytes());
    sum.part(known.input.bytes());
    sum.part(known.depends.bytes());
    for n in [known.n, known.condition, known.version, super::write::number(known.verdict)] {
        sum.number(n);
    }
    sum.finish().short()
}

#[expect(clippy::too_many_arguments, reason = "the columns of the row")]
pub(super) fn sum_of_version(
    n: i64,
    article: i64,
    run: i64,
    content: &Digest,
    reason: Option<&str>,
    day: Option<&str>,
    facts: &Facts,
    counts: &[u8],
    findings: &[Row],
) -> i64 {
    let mut sum = Digester::new("version");
    for n in [n, article, run] {
        sum.number(n);
    }
    sum.part(content.bytes());
    sum.part(counts);
    let texts = [reason, day, facts.section.as_deref(), facts.title.as_deref(), facts.byline.as_deref(), facts.translator.as_deref(), facts.editor.as_deref()];
    for text in texts {
        sum.maybe(text.map(str::as_bytes));
    }
    for f in findings {
        sum.part(f.rule.as_bytes());
        sum.part(f.fingerprint.as_bytes());
        sum.number((f.severity as i64) << 32 | i64::from(f.confidence) << 8 | f.state as i64);
    }
    sum.finish().short()
}

pub(super) fn sum_of_body(n: i64, ko: &[u8], en: &[u8], links: &[u8], result: &[u8]) -> i64 {
    let mut sum = Digester::new("body");
    sum.number(n);
    for bytes in [ko, en, links, result] {
        sum.part(bytes);
    }
    sum.finish().short()
}

pub(super) fn sum_of_unread(source: &str, place: i64, id: &str, reason: &str) -> i64 {
    let mut sum = Digester::new("unread");
    sum.number(place);
    for text in [source, id, reason] {
        sum.part(text.as_bytes());
    }
    sum.finish().short()
}
