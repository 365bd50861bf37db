//! What `daejo check` is asked to check, as a stream of work: two files, the pairs of a folder or a manifest, or the
//! records of a stream.

use super::Stop;
use super::queue::Weight;
use crate::config::{Config, Limits};
use crate::ingest::pairs::{PairInput, PairReader};
use crate::ingest::stream::{Layout, Line};
use crate::model::{Document, Lang};
use crate::report::escape;
use jiff::civil::Date;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Everything that is to be checked, in order.
pub(super) struct Input {
    pub(super) work: Box<dyn Iterator<Item = Work> + Send>,
    /// How much it is, where that is known.
    pub(super) size: Option<u64>,
    /// Whether that is bytes, and not pairs.
    pub(super) in_bytes: bool,
}

/// One thing to check.
pub(super) enum Work {
    /// A record of a stream.
    Record { id: String, pair: PairInput },
    /// Two files that are still to be read.
    Files { id: String, ko: PathBuf, en: PathBuf, limit: u64 },
    /// What should have been a pair and is not.
    Unreadable { id: String, reason: String },
}

/// A pair whose two texts are at hand.
pub(super) enum Sides {
    Record(PairInput),
    Files(Text, Text),
}

pub(super) struct Text {
    name: String,
    text: String,
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
            Self::Files { ko, en, limit, .. } => Ok(Sides::Files(read(&ko, limit)?, read(&en, limit)?)),
        }
    }
}

impl Weight for Work {
    fn bytes(&self) -> usize {
        match self {
            Self::Record { pair, .. } => pair.ko.len() + pair.en.len() + 64,
            Self::Files { .. } => 1 << 15,
            Self::Unreadable { reason, .. } => reason.len(),
        }
    }
}

impl Sides {
    pub(super) fn documents(&self) -> Result<(Document<'_>, Document<'_>), String> {
        match self {
            Self::Record(pair) => Ok(pair.documents()),
            Self::Files(ko, en) => Ok((Document::plain(Lang::Ko, ko.name.as_str(), &ko.text), Document::plain(Lang::En, en.name.as_str(), &en.text))),
        }
    }

    /// The day of publication, where the record says it.
    pub(super) fn date(&self) -> Option<Date> {
        match self {
            Self::Record(pair) => pair.date,
            Self::Files(..) => None,
        }
    }
}

pub(super) fn sanity(source: &Document<'_>, target: &Document<'_>) -> Result<(), String> {
    if source.text().trim().is_empty() || target.text().trim().is_empty() {
        return Err("one side is empty".to_owned());
    }
    Ok(())
}

fn read(path: &Path, limit: u64) -> Result<Text, String> {
    let name = path.display().to_string();
    let file = open(path)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| format!("{name}: {e}"))?;
    let text = String::from_utf8(bytes).map_err(|e| format!("{name}: {e}"))?;
    Ok(Text { name, text })
}

fn open(path: &Path) -> Result<std::fs::File, String> {
    #[expect(clippy::disallowed_methods, reason = "the boundary where streams of pairs are read")]
    std::fs::File::open(path).map_err(|e| format!("{}: {e}; nothing of it was checked", escape::visible(&path.to_string_lossy())))
}

/// How the lines of a stream are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// JSON Lines.
    Jsonl,
    /// Columns parted by tabs.
    Tsv,
}

impl Format {
    pub(super) fn layout(self) -> Layout {
        match self {
            Self::Jsonl => Layout::Jsonl,
            Self::Tsv => Layout::Tsv,
        }
    }
}

/// Two files.
pub(super) fn files(ko: &Path, en: &Path, limits: &Limits) -> Input {
    let id = ko.to_string_lossy().into_owned();
    let work = Work::Files { id, ko: ko.to_owned(), en: en.to_owned(), limit: limits.file_bytes };
    Input { work: Box::new(std::iter::once(work)), size: Some(1), in_bytes: false }
}

/// The pairs of a folder.
pub(super) fn folder(folder: &Path, _config: &Config) -> Result<Input, Stop> {
    Err(Stop::Usage(format!("{} is not a folder; name two files, a folder, or a stream with --pairs", folder.display())))
}

/// The pairs of a manifest.
pub(super) fn manifest(path: &Path, _limits: &Limits) -> Result<Input, Stop> {
    Err(Stop::Usage(format!("{}", path.display())))
}

/// The records of a stream.
pub(super) fn pairs(path: &Path, format: Option<Format>, limits: &Limits) -> Result<Input, Stop> {
    let (source, size) = source(path)?;
    let layout = format.map_or_else(|| Layout::of(&path.to_string_lossy()), Format::layout);
    let cap = usize::try_from(limits.line_bytes).unwrap_or(usize::MAX);
    let work = PairReader::with_cap(source, layout, cap).map(|line| match line {
        Line::Item { line, mut value } => Work::Record { id: value.id.take().unwrap_or_else(|| unnamed(line)), pair: value },
        Line::Bad { line, id: Some(id), reason } => Work::Unreadable { id, reason: format!("line {line}: {reason}") },
        Line::Bad { line, id: None, reason } => Work::Unreadable { id: unnamed(line), reason },
    });
    Ok(Input { work: Box::new(work), size, in_bytes: true })
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
    let file = open(path).map_err(Stop::Input)?;
    let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
    Ok((Box::new(BufReader::with_capacity(BUFFER, file)), size))
}
