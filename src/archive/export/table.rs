//! The tables of an export: their columns, which are stable, and what is in each row.

use crate::archive::store::{Store, StoreError, Stored};
use crate::archive::told::Told;
use crate::model::Severity;
use jiff::civil::Date;
use serde_json::value::RawValue;

/// What a column holds; any cell may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A share, 0–1.
    Share,
    /// A day.
    Day,
}

/// A cell of a row.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Text.
    Text(Option<String>),
    /// A whole number.
    Whole(Option<i64>),
    /// A share.
    Share(Option<f64>),
    /// A day.
    Day(Option<Date>),
}

/// A table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// A row for each article, and for what could not be read as one.
    Articles,
    /// A row for each finding.
    Findings,
    /// A row for each link between passages.
    Links,
    /// A row for each decision.
    Decisions,
    /// A row for each run.
    Runs,
}

const ARTICLES: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("content", Kind::Text),
    ("date", Kind::Day),
    ("section", Kind::Text),
    ("title", Kind::Text),
    ("byline", Kind::Text),
    ("translator", Kind::Text),
    ("editor", Kind::Text),
    ("status", Kind::Text),
    ("reason", Kind::Text),
    ("critical", Kind::Whole),
    ("major", Kind::Whole),
    ("minor", Kind::Whole),
    ("info", Kind::Whole),
    ("decided", Kind::Whole),
    ("mentions_source", Kind::Whole),
    ("mentions_target", Kind::Whole),
    ("agreed", Kind::Whole),
    ("undecided", Kind::Whole),
    ("passages_source", Kind::Whole),
    ("passages_target", Kind::Whole),
    ("unpaired", Kind::Whole),
];
const FINDINGS: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("date", Kind::Day),
    ("section", Kind::Text),
    ("translator", Kind::Text),
    ("rule", Kind::Text),
    ("category", Kind::Text),
    ("severity", Kind::Text),
    ("confidence", Kind::Share),
    ("message", Kind::Text),
    ("explanation", Kind::Text),
    ("source_start", Kind::Whole),
    ("source_end", Kind::Whole),
    ("source_text", Kind::Text),
    ("source_value", Kind::Text),
    ("target_start", Kind::Whole),
    ("target_end", Kind::Whole),
    ("target_text", Kind::Text),
    ("target_value", Kind::Text),
    ("suggestion", Kind::Text),
    ("fingerprint", Kind::Text),
    ("disposition", Kind::Text),
    ("reason", Kind::Text),
    ("decided_by", Kind::Text),
    ("decided_on", Kind::Text),
];
const LINKS: &[(&str, Kind)] =
    &[("id", Kind::Text), ("date", Kind::Day), ("place", Kind::Whole), ("source", Kind::Text), ("target", Kind::Text), ("score", Kind::Share)];
const DECISIONS: &[(&str, Kind)] = &[
    ("rule", Kind::Text),
    ("fingerprint", Kind::Text),
    ("decision", Kind::Text),
    ("reason", Kind::Text),
    ("text", Kind::Text),
    ("decided_by", Kind::Text),
    ("date", Kind::Day),
    ("until", Kind::Day),
];
const RUNS: &[(&str, Kind)] = &[
    ("run", Kind::Whole),
    ("began", Kind::Text),
    ("ended", Kind::Text),
    ("sources", Kind::Text),
    ("note", Kind::Text),
    ("added", Kind::Whole),
    ("changed", Kind::Whole),
    ("rechecked", Kind::Whole),
    ("unchanged", Kind::Whole),
    ("incomplete", Kind::Whole),
    ("unread", Kind::Whole),
    ("left_out", Kind::Whole),
    ("version", Kind::Text),
    ("program", Kind::Text),
    ("rules", Kind::Text),
    ("lexicons", Kind::Text),
    ("house", Kind::Text),
    ("packs", Kind::Text),
    ("configuration", Kind::Text),
    ("decisions", Kind::Text),
];

impl Table {
    /// Every table.
    pub const ALL: [Self; 5] = [Self::Articles, Self::Findings, Self::Links, Self::Decisions, Self::Runs];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Findings => "findings",
            Self::Links => "links",
            Self::Decisions => "decisions",
            Self::Runs => "runs",
        }
    }

    /// Its columns, in order. Columns may be added at the end; none is changed or taken away.
    pub const fn columns(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Articles => ARTICLES,
            Self::Findings => FINDINGS,
            Self::Links => LINKS,
            Self::Decisions => DECISIONS,
            Self::Runs => RUNS,
        }
    }

    /// Hands every row to `each`, in a stable order.
    ///
    /// # Errors
    /// When the store is damaged, and what `each` says.
    pub fn rows<E: From<StoreError>>(self, store: &Store, each: &mut impl FnMut(Vec<Cell>) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Articles => {
                store.articles(|stored| each(article(&stored)))?;
                store.unread(|unread| {
                    let mut cells = vec![text(&unread.id)];
                    cells.resize_with(8, || Cell::Text(None));
                    cells[2] = Cell::Day(None);
                    cells.extend([text("incomplete"), text(&unread.reason)]);
                    cells.resize_with(self.columns().len(), || Cell::Whole(None));
                    each(cells)
                })
            }
            Self::Findings => store.articles(|stored| findings(&stored, store)?.into_iter().try_for_each(&mut *each)),
            Self::Links => store.articles(|stored| links(&stored)?.into_iter().try_for_each(&mut *each)),
            Self::Decisions => store.decisions()?.into_iter().try_for_each(|d| {
                each(vec![
                    text(&d.rule),
                    text(&d.fingerprint),
                    text(&d.decision),
                    text(&d.reason),
                    text(&d.text),
                    text(&d.by),
                    Cell::Day(Some(d.day)),
                    Cell::Day(d.until),
                ])
            }),
            Self::Runs => store.runs()?.into_iter().try_for_each(|run| {
                let mut cells = vec![Cell::Whole(Some(run.n)), text(&run.began), maybe(run.ended.as_deref()), text(&run.sources), maybe(run.note.as_deref())];
                cells.extend(run.counts.iter().map(|&n| Cell::Whole(i64::try_from(n).ok())));
                cells.extend(run.conditions.iter().map(|(_, digest)| text(digest)));
                each(cells)
            }),
        }
    }
}

fn article(stored: &Stored) -> Vec<Cell> {
    let facts = &stored.facts;
    let open = |severity: Severity| stored.findings.iter().filter(|f| f.state.counts() && f.severity == severity).count();
    let decided = stored.findings.iter().filter(|f| !f.state.counts()).count();
    let c = &stored.counts;
    let counts = [
        open(Severity::Critical),
        open(Severity::Major),
        open(Severity::Minor),
        open(Severity::Info),
        decided,
        c.mentions_source,
        c.mentions_target,
        c.agreed,
        c.undecided,
        c.passages_source,
        c.passages_target,
        c.unpaired,
    ];
    let mut cells = vec![
        text(&stored.id),
        text(&stored.content.to_string()),
        Cell::Day(facts.day),
        maybe(facts.section.as_deref()),
        maybe(facts.title.as_deref()),
        maybe(facts.byline.as_deref()),
        maybe(facts.translator.as_deref()),
        maybe(facts.editor.as_deref()),
        text(if stored.reason.is_some() { "incomplete" } else { "checked" }),
        maybe(stored.reason.as_deref()),
    ];
    cells.extend(counts.into_iter().map(|n| Cell::Whole(i64::try_from(n).ok())));
    cells
}

fn findings(stored: &Stored, store: &Store) -> Result<Vec<Vec<Cell>>, StoreError> {
    if stored.findings.is_empty() {
        return Ok(Vec::new());
    }
    let line = stored.result()?;
    let told = Told::read(&line).ok_or_else(|| StoreError::Row { path: store.path().to_owned(), what: format!("article `{}`", stored.id) })?;
    let facts = &stored.facts;
    let rows = told.findings.iter().map(|f| {
        let mut cells = vec![
            text(&stored.id),
            Cell::Day(facts.day),
            maybe(facts.section.as_deref()),
            maybe(facts.translator.as_deref()),
            text(&f.rule),
            text(&f.category),
            text(&f.severity),
            Cell::Share(Some(f.confidence)),
            text(&f.message),
            text(&f.explanation),
        ];
        for place in [&f.source, &f.target] {
            let place = place.as_ref();
            cells.extend([
                Cell::Whole(place.map(|p| p.start)),
                Cell::Whole(place.map(|p| p.end)),
                maybe(place.map(|p| &*p.text)),
                maybe(place.and_then(|p| p.value).map(RawValue::get)),
            ]);
        }
        let decided = f.disposition.as_ref();
        cells.extend([
            maybe(f.suggestion.as_deref()),
            text(&f.fingerprint),
            text(decided.map_or("open", |d| &*d.state)),
            maybe(decided.and_then(|d| d.reason.as_deref())),
            maybe(decided.and_then(|d| d.by.as_deref())),
            maybe(decided.and_then(|d| d.on.as_deref())),
        ]);
        cells
    });
    Ok(rows.collect())
}

fn links(stored: &Stored) -> Result<Vec<Vec<Cell>>, StoreError> {
    let [ko, en] = stored.texts()?;
    let joined = |spans: &[crate::text::Span], of: &str| {
        let parts: Vec<&str> = spans.iter().map(|s| s.slice(of)).collect();
        Cell::Text((!parts.is_empty()).then(|| parts.join(" ")))
    };
    let rows = (1_i64..).zip(stored.links()?).map(|(place, link)| {
        let share = (f64::from(link.score) * 1e4).round() / 1e4;
        vec![
            text(&stored.id),
            Cell::Day(stored.facts.day),
            Cell::Whole(Some(place)),
            joined(&link.source, &ko),
            joined(&link.target, &en),
            Cell::Share(Some(share)),
        ]
    });
    Ok(rows.collect())
}

fn text(text: &str) -> Cell {
    Cell::Text(Some(text.to_owned()))
}

fn maybe(text: Option<&str>) -> Cell {
    Cell::Text(text.map(str::to_owned))
}
