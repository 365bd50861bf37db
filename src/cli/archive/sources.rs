//! Where articles come from: each source as a stream of items, opened before anything is checked, so that a name that is wrong is told
//! at once.

use super::database::Database;
use super::items::{Item, What};
use crate::archive::source::{self, Columns, SourceError, Table};
use crate::archive::store::Where;
use crate::cli::Stop;
use crate::cli::intake::{self, Input, Opened, Work};
use crate::config::Config;
use crate::ingest::{Layout, Line, PairLine, PairReader, RawLine, RawLines};
use crate::report::escape;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Everything that is to be checked.
pub(super) struct Sources {
    pub(super) items: Box<dyn Iterator<Item = Item> + Send>,
    /// The sources as they are shown.
    pub(super) shown: Vec<String>,
    /// The sources as the store knows them.
    pub(super) keys: Vec<Arc<str>>,
    /// How much it is, where that is known of all and counted in one unit.
    pub(super) size: Option<Size>,
}

/// How much there is in a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Size {
    Bytes(u64),
    Items(u64),
}

impl Size {
    /// Both together, where they are counted in one unit.
    fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Bytes(a), Self::Bytes(b)) => Some(Self::Bytes(a + b)),
            (Self::Items(a), Self::Items(b)) => Some(Self::Items(a + b)),
            _ => None,
        }
    }
}

/// What one source gives.
pub(super) struct Source {
    /// Place, what it is, and how much of the source that is.
    pub(super) items: Box<dyn Iterator<Item = (u64, What, u64)> + Send>,
    pub(super) size: Option<Size>,
    /// Whether its name is a path.
    pub(super) is_file: bool,
}

/// What is to be known to open sources.
pub(super) struct Asked<'a> {
    pub(super) config: &'a Config,
    /// Which column is what.
    pub(super) columns: Columns,
    /// What databases are asked that say no query themselves.
    pub(super) query: Option<&'a str>,
}

/// Opens the sources, in their order; `lists` are of addresses, and are being fetched.
pub(super) fn open(named: &[PathBuf], manifests: &[PathBuf], lists: Vec<(&PathBuf, Input)>, asked: &Asked<'_>) -> Result<Sources, Stop> {
    let config = asked.config;
    let mut all = Sources { items: Box::new(std::iter::empty()), shown: Vec::new(), keys: Vec::new(), size: None };
    let opened = named.iter().map(|path| (path, one(path, asked)));
    let listed = manifests.iter().map(|path| (path, intake::manifest(path, config.limits).map(whole)));
    let addresses = lists.into_iter().map(|(path, input)| (path, Ok(whole(input))));
    for (path, source) in opened.chain(listed).chain(addresses) {
        let source = source?;
        let text = path.to_string_lossy();
        let shown: Arc<str> = match Database::of(&text) {
            Some(database) => database.shown().into(),
            None if text == "-" => "standard input".into(),
            None => text.into(),
        };
        let is_file = source.is_file && *shown != *"standard input";
        let key: Arc<str> = std::path::absolute(path).ok().filter(|_| is_file).map_or_else(|| Arc::clone(&shown), |p| p.to_string_lossy().into());
        all.shown.push(shown.to_string());
        all.keys.push(Arc::clone(&key));
        all.size = if all.keys.len() == 1 { source.size } else { all.size.zip(source.size).and_then(|(a, b)| a.and(b)) };
        let placed =
            source.items.map(move |(place, what, bytes)| Item { at: Where { source: Arc::clone(&key), shown: Arc::clone(&shown), place }, what, bytes });
        all.items = Box::new(all.items.chain(placed));
    }
    Ok(all)
}

/// What a name stands for.
fn one(path: &Path, asked: &Asked<'_>) -> Result<Source, Stop> {
    let config = asked.config;
    let text = path.to_string_lossy();
    if let Some(database) = Database::of(&text) {
        return database.open(asked);
    }
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet")) && !path.is_dir() {
        return source::parquet::open(path, &asked.columns).map(rows).map_err(refused);
    }
    if path == Path::new("-") || intake::is_stream(path) && !path.is_dir() {
        if path != Path::new("-") && !path.exists() {
            return Err(Stop::Usage(format!("{}: it is not there; nothing was checked", escape::visible(&path.to_string_lossy()))));
        }
        if intake::layout(path) == Layout::Jsonl {
            return lines(path, asked);
        }
        return table(path, asked);
    }
    intake::one(path, config).map(whole)
}

/// Work as others have it, each item a place.
fn whole(input: Input) -> Source {
    let items = input.work.map(|work| match work {
        Work::Unreadable { id, reason, named: false } => What::Unread { id: Some(id), reason },
        other => What::Work(other),
    });
    Source { items: Box::new((1..).zip(items).map(|(place, what)| (place, what, 1))), size: input.size.map(Size::Items), is_file: true }
}

/// Records that somebody has read, each a row.
pub(super) fn records(rows: impl Iterator<Item = PairLine>) -> impl Iterator<Item = (u64, What)> {
    rows.map(|row| match row {
        Line::Item { line, value } => (line, What::Record(Box::new(value))),
        Line::Bad { line, id: Some(id), reason } => (line, What::Work(Work::Unreadable { id, reason: format!("line {line}: {reason}"), named: true })),
        Line::Bad { line, id: None, reason } => (line, What::Unread { id: None, reason }),
    })
}

/// Lines of columns.
fn table(path: &Path, asked: &Asked<'_>) -> Result<Source, Stop> {
    if !asked.columns.is_usual() {
        let path = path.to_string_lossy();
        return Err(Stop::Usage(format!("{}: --map does not go with columns parted by tabs or commas; name them in the first line", escape::visible(&path))));
    }
    let Opened { input, size, read } = intake::open(path)?;
    let cap = usize::try_from(asked.config.limits.line_bytes).unwrap_or(usize::MAX);
    let mut before = 0;
    let items = records(PairReader::with_cap(input, intake::layout(path), cap)).map(move |(line, what)| {
        let now = read.load(Ordering::Relaxed);
        (line, what, now - std::mem::replace(&mut before, now))
    });
    Ok(Source { items: Box::new(items), size: size.map(Size::Bytes), is_file: true })
}

/// The lines of a stream, as they are.
fn lines(path: &Path, asked: &Asked<'_>) -> Result<Source, Stop> {
    let Opened { input, size, read } = intake::open(path)?;
    let cap = usize::try_from(asked.config.limits.line_bytes).unwrap_or(usize::MAX);
    let mut before = 0;
    let items = RawLines::new(input, cap).map(move |(line, raw)| {
        let now = read.load(Ordering::Relaxed);
        let bytes = now - std::mem::replace(&mut before, now);
        let what = match raw {
            RawLine::Line(bytes) => What::Line(bytes),
            RawLine::Bad { id: Some(id), reason } => What::Work(Work::Unreadable { id, reason: format!("line {line}: {reason}"), named: true }),
            RawLine::Bad { id: None, reason } => What::Unread { id: None, reason },
        };
        (line, what, bytes)
    });
    Ok(Source { items: Box::new(items), size: size.map(Size::Bytes), is_file: true })
}

/// The rows of a table.
pub(super) fn rows(table: Table) -> Source {
    let items = records(table.rows).map(|(place, what)| (place, what, 1));
    Source { items: Box::new(items), size: table.size.map(Size::Items), is_file: true }
}

#[expect(clippy::needless_pass_by_value, reason = "errors are handed over where they are turned into others")]
pub(super) fn refused(e: SourceError) -> Stop {
    Stop::Usage(escape::visible(&e.to_string()).into_owned())
}
