//! What `daejo check` is asked to check, as a stream of work: two files, the pairs of a folder or a manifest, or the
//! records of a stream.

use super::Stop;
use super::queue::Weight;
use crate::config::{Config, Limits};
use crate::ingest::{self, Layout, Line, Loaded, PairInput, PairReader};
use crate::model::document::paragraphs;
use crate::model::{Document, Lang};
use crate::report::escape;
use jiff::civil::Date;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Everything that is to be checked, in order.
pub(super) struct Input {
    pub(super) work: Box<dyn Iterator<Item = Work> + Send>,
    /// How much it is, where that is known.
    pub(super) size: Option<u64>,
    /// Whether that is bytes, and not pairs.
    pub(super) in_bytes: bool,
    /// Files of the folder that are no part of any pair.
    pub(super) others: usize,
}

/// One thing to check.
pub(super) enum Work {
    /// A record of a stream.
    Record { id: String, pair: PairInput },
    /// Two files that are still to be read.
    Files { id: String, ko: PathBuf, en: PathBuf, draft: Option<PathBuf>, date: Option<Date>, limits: ingest::Limits },
    /// What should have been a pair and is not.
    Unreadable { id: String, reason: String },
}

/// A pair whose two texts are at hand.
#[expect(clippy::large_enum_variant, reason = "one for each thread, never many")]
pub(super) enum Sides {
    Record(PairInput),
    Files { ko: Loaded, en: Loaded, draft: Option<Loaded>, date: Option<Date> },
}

impl Work {
    /// Its identifier, for reports.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Record { id, .. } | Self::Files { id, .. } | Self::Unreadable { id, .. } => id,
        }
    }

    /// Reads what is still to be read.
    pub(super) fn sides(self) -> Result<Sides, String> {
        match self {
            Self::Record { pair, .. } => Ok(Sides::Record(pair)),
            Self::Unreadable { reason, .. } => Err(reason),
            Self::Files { ko, en, draft, date, limits, .. } => {
                let draft = draft.map(|path| ingest::load(&path, limits)).transpose();
                // What cannot be read is all said.
                match (ingest::load(&ko, limits), ingest::load(&en, limits), draft) {
                    (Ok(ko), Ok(en), Ok(draft)) => Ok(Sides::Files { ko, en, draft, date }),
                    (ko, en, draft) => {
                        let wrong = [ko.err(), en.err(), draft.err()].into_iter().flatten().map(|e| e.to_string());
                        Err(wrong.collect::<Vec<_>>().join("; "))
                    }
                }
            }
        }
    }
}

impl Weight for Work {
    fn bytes(&self) -> usize {
        match self {
            Self::Record { pair, .. } => pair.ko.len() + pair.en.len() + pair.draft.as_ref().map_or(0, String::len) + 64,
            // Unknown until they are read; a chunk holds as many pairs of articles of usual size as it does records.
            Self::Files { .. } => 1 << 14,
            Self::Unreadable { reason, .. } => reason.len(),
        }
    }
}

impl Sides {
    /// The Korean and the English document.
    pub(super) fn documents(&self) -> (Document<'_>, Document<'_>) {
        match self {
            Self::Record(pair) => pair.documents(),
            Self::Files { ko, en, .. } => (ko.document(Lang::Ko), en.document(Lang::En)),
        }
    }

    /// The draft that the English was made of, where there is one.
    pub(super) fn draft(&self) -> Option<Document<'_>> {
        match self {
            Self::Record(pair) => pair.drafted(),
            Self::Files { draft, .. } => draft.as_ref().map(|d| d.document(Lang::En)),
        }
    }

    /// What the readers of the two files noted, each with its file.
    pub(super) fn notes(&self) -> Vec<String> {
        match self {
            Self::Record(_) => Vec::new(),
            Self::Files { ko, en, draft, .. } => {
                [Some(ko), Some(en), draft.as_ref()].into_iter().flatten().flat_map(|side| side.notes.iter().map(|n| format!("{}: {n}", side.name))).collect()
            }
        }
    }

    /// Whether this is one passage of an article, which may be in a third language though the article is not.
    pub(super) fn is_passage(&self) -> bool {
        matches!(self, Self::Record(pair) if paragraphs(&pair.ko).nth(1).is_none())
    }

    /// The day of publication, where the record or the manifest says it.
    pub(super) const fn date(&self) -> Option<Date> {
        match self {
            Self::Record(PairInput { date, .. }) | Self::Files { date, .. } => *date,
        }
    }
}

/// How the lines of a stream are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// JSON Lines.
    Jsonl,
    /// Columns parted by tabs.
    Tsv,
}

impl From<Format> for Layout {
    fn from(format: Format) -> Self {
        match format {
            Format::Jsonl => Self::Jsonl,
            Format::Tsv => Self::Tsv,
        }
    }
}

/// Two files.
pub(super) fn files(ko: &Path, en: &Path, draft: Option<&Path>, limits: Limits) -> Input {
    let id = ko.to_string_lossy().into_owned();
    let work = Work::Files {
        id,
        ko: ko.to_owned(),
        en: en.to_owned(),
        draft: draft.map(Path::to_owned),
        date: None,
        limits: ingest::Limits { file: limits.file_bytes },
    };
    Input { work: Box::new(std::iter::once(work)), size: Some(1), in_bytes: false, others: 0 }
}

/// The pairs of a folder, by the patterns of the configuration.
pub(super) fn folder(folder: &Path, config: &Config) -> Result<Input, Stop> {
    let shown = folder.to_string_lossy();
    let shown = escape::visible(&shown);
    if !folder.is_dir() {
        let what = if folder.exists() { "one file is no pair" } else { "it is not there" };
        return Err(Stop::Usage(format!("{shown}: {what}; name a Korean and an English file, a folder, or a stream with --pairs")));
    }
    let patterns = config.patterns.iter().filter_map(|p| ingest::Pattern::new(&p.ko, &p.en).ok()).collect::<Vec<_>>();
    let found = ingest::discover(folder, &patterns);
    if found.pairs.is_empty() && found.skipped.is_empty() {
        let patterns: Vec<_> = patterns.iter().map(|p| format!("  {p}\n")).collect();
        return Err(Stop::Input(format!("{shown}: no pair of articles in it; nothing was checked. It was looked for\n{}", patterns.concat().trim_end())));
    }
    Ok(listed(found, config.limits))
}

/// The pairs of a manifest.
pub(super) fn manifest(path: &Path, limits: Limits) -> Result<Input, Stop> {
    let found = ingest::manifest(path, ingest::Limits { file: limits.file_bytes }).map_err(|e| Stop::Input(e.to_string()))?;
    Ok(listed(found, limits))
}

/// Pairs of files; behind them what should have been one.
fn listed(found: ingest::Found, limits: Limits) -> Input {
    let size = found.pairs.len() + found.skipped.len();
    let limits = ingest::Limits { file: limits.file_bytes };
    let pairs = found.pairs.into_iter().map(move |p| Work::Files { id: p.slug, ko: p.ko, en: p.en, draft: None, date: p.date, limits });
    let skipped = found.skipped.into_iter().map(|s| Work::Unreadable { id: s.path.to_string_lossy().into_owned(), reason: s.reason.to_string() });
    Input { work: Box::new(pairs.chain(skipped)), size: Some(size as u64), in_bytes: false, others: found.others }
}

/// The records of a stream.
pub(super) fn pairs(path: &Path, format: Option<Format>, limits: Limits) -> Result<Input, Stop> {
    let (source, size) = source(path)?;
    let layout = format.map_or_else(|| Layout::of(&path.to_string_lossy()), Layout::from);
    let cap = usize::try_from(limits.line_bytes).unwrap_or(usize::MAX);
    let work = PairReader::with_cap(source, layout, cap).map(|line| match line {
        Line::Item { line, mut value } => Work::Record { id: value.id.take().unwrap_or_else(|| unnamed(line)), pair: value },
        Line::Bad { line, id: Some(id), reason } => Work::Unreadable { id, reason: format!("line {line}: {reason}") },
        Line::Bad { line, id: None, reason } => Work::Unreadable { id: unnamed(line), reason },
    });
    Ok(Input { work: Box::new(work), size, in_bytes: true, others: 0 })
}

/// A name for a record that has none.
pub(super) fn unnamed(line: u64) -> String {
    format!("line {line}")
}

/// A file, or standard input for `-`, and its size where it is known.
pub(super) fn source(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<u64>), Stop> {
    const BUFFER: usize = 1 << 17;
    if path == Path::new("-") {
        return Ok((Box::new(BufReader::with_capacity(BUFFER, std::io::stdin())), None));
    }
    let refused = |e| Stop::Input(format!("{}: cannot be read: {e}; nothing was checked", escape::visible(&path.to_string_lossy())));
    #[expect(clippy::disallowed_methods, reason = "the boundary where streams are opened")]
    let file = std::fs::File::open(path).map_err(refused)?;
    let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
    Ok((Box::new(BufReader::with_capacity(BUFFER, file)), size))
}
