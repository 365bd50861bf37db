//! What `daejo check` is asked to check, as a stream of work: two files, the pairs of a folder or a manifest, or the
//! records of a stream.

mod open;
mod ready;

pub(super) use open::{Opened, is_stream, layout, open};
pub(super) use ready::Ready;

use super::Stop;
use super::queue::Weight;
use crate::archive::store::Facts;
use crate::config::{Config, Limits};
use crate::fetch::is_address;
use crate::ingest::bilingual::{Article, Kind, articles as articles_of, unchecked};
use crate::ingest::{self, IngestError, Layout, Line, Loaded, PairInput, PairReader};
use crate::model::document::paragraphs;
use crate::model::{Comment, Document, Lang};
use crate::report::escape;
use jiff::civil::Date;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// An article of a bilingual file, and what it was before the change that is looked at.
    Article { id: String, name: String, article: Box<Article>, before: Option<Box<Article>> },
    /// Two files that a change touched.
    Versions(Box<super::ci::Versions>),
    /// A Korean article without its English.
    Alone(Box<super::ci::Lone>),
    /// Two files that are still to be read.
    Files { id: String, ko: PathBuf, en: PathBuf, draft: Option<PathBuf>, date: Option<Date>, limits: ingest::Limits },
    /// Two articles, one of which at least was fetched.
    Web { id: String, ko: Result<Box<Loaded>, String>, en: Result<Box<Loaded>, String>, draft: Option<PathBuf>, date: Option<Date>, limits: ingest::Limits },
    /// What should have been a pair and is not. `named` when the identifier is that of an article, and not of a place or a file.
    Unreadable { id: String, reason: String, named: bool },
}

/// A pair whose two texts are at hand.
#[expect(clippy::large_enum_variant, reason = "one for each thread, never many")]
pub(super) enum Sides {
    Record(PairInput),
    Article {
        name: String,
        article: Box<Article>,
        before: Option<Box<Article>>,
    },
    Versions {
        ko: Loaded,
        en: Loaded,
        before: Option<Box<[Loaded; 2]>>,
        once: Vec<String>,
    },
    /// A Korean article without its English; `known` when a change touched it and it had none before.
    Alone {
        ko: Loaded,
        wants: String,
        deleted: bool,
        known: bool,
    },
    Files {
        ko: Loaded,
        en: Loaded,
        draft: Option<Loaded>,
        date: Option<Date>,
    },
}

impl Work {
    /// Its identifier, for reports.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Record { id, .. } | Self::Files { id, .. } | Self::Article { id, .. } | Self::Web { id, .. } | Self::Unreadable { id, .. } => id,
            Self::Versions(versions) => &versions.id,
            Self::Alone(lone) => lone.id(),
        }
    }

    /// Reads what is still to be read.
    pub(super) fn sides(self) -> Result<Sides, String> {
        match self {
            Self::Record { pair, .. } => Ok(Sides::Record(pair)),
            Self::Article { name, article, before, .. } => Ok(Sides::Article { name, article, before }),
            Self::Versions(versions) => versions.sides(),
            Self::Alone(lone) => lone.sides(),
            Self::Unreadable { reason, .. } => Err(reason),
            Self::Files { ko, en, draft, date, limits, .. } => {
                let read = |path: PathBuf| ingest::load(&path, limits).map_err(|e| e.to_string());
                both(read(ko), read(en), draft.map(read), date)
            }
            Self::Web { ko, en, draft, date, limits, .. } => {
                let draft = draft.map(|path| ingest::load(&path, limits).map_err(|e| e.to_string()));
                both(ko.map(|ko| *ko), en.map(|en| *en), draft, date)
            }
        }
    }
}

/// Both sides; what could not be read is all said.
fn both(ko: Result<Loaded, String>, en: Result<Loaded, String>, draft: Option<Result<Loaded, String>>, date: Option<Date>) -> Result<Sides, String> {
    match (ko, en, draft.transpose()) {
        (Ok(ko), Ok(en), Ok(draft)) => Ok(Sides::Files { ko, en, draft, date }),
        (ko, en, draft) => Err([ko.err(), en.err(), draft.err()].into_iter().flatten().collect::<Vec<_>>().join("; ")),
    }
}

impl Weight for Work {
    fn bytes(&self) -> usize {
        match self {
            Self::Record { pair, .. } => pair.ko.len() + pair.en.len() + pair.draft.as_ref().map_or(0, String::len) + 64,
            // Unknown until they are read; a chunk holds as many pairs of articles of usual size as it does records.
            Self::Files { .. } => 1 << 14,
            Self::Article { article, .. } => article.ko.bytes() + article.en.bytes(),
            Self::Versions(versions) => versions.bytes(),
            Self::Alone(lone) => lone.bytes(),
            Self::Web { ko, en, .. } => [ko, en].into_iter().flatten().map(|side| side.text.len()).sum::<usize>() + 64,
            Self::Unreadable { reason, .. } => reason.len(),
        }
    }
}

impl Sides {
    /// The Korean and the English document.
    pub(super) fn documents(&self) -> (Document<'_>, Document<'_>) {
        match self {
            Self::Record(pair) => pair.documents(),
            Self::Files { ko, en, .. } | Self::Versions { ko, en, .. } => (ko.document(Lang::Ko), en.document(Lang::En)),
            Self::Alone { ko, wants, .. } => (ko.document(Lang::Ko), Document::plain(Lang::En, wants.as_str(), "")),
            Self::Article { name, article, .. } => (article.ko.document(Lang::Ko, name), article.en.document(Lang::En, name)),
        }
    }

    /// The draft that the English was made of, where there is one.
    pub(super) fn draft(&self) -> Option<Document<'_>> {
        match self {
            Self::Record(pair) => pair.drafted(),
            Self::Files { draft, .. } => draft.as_ref().map(|d| d.document(Lang::En)),
            Self::Article { .. } | Self::Versions { .. } | Self::Alone { .. } => None,
        }
    }

    /// Both documents as they were before the change that is looked at, where both were there and could be read.
    pub(super) fn earlier(&self) -> Option<(Document<'_>, Document<'_>)> {
        match self {
            Self::Versions { before: Some(before), .. } => Some((before[0].document(Lang::Ko), before[1].document(Lang::En))),
            Self::Article { name, before: Some(before), .. } => Some((before.ko.document(Lang::Ko, name), before.en.document(Lang::En, name))),
            _ => None,
        }
    }

    /// Comments of both sides that say something to the program.
    pub(super) fn comments(&self) -> [&[Comment]; 2] {
        match self {
            Self::Files { ko, en, .. } | Self::Versions { ko, en, .. } => [&ko.comments, &en.comments],
            Self::Alone { ko, .. } => [&ko.comments, &[]],
            Self::Record(_) | Self::Article { .. } => [&[], &[]],
        }
    }

    /// Names that the files had before the change that is looked at.
    pub(super) fn once(&self) -> &[String] {
        if let Self::Versions { once, .. } = self { once } else { &[] }
    }

    /// For a Korean article without its English: the file that is not there, whether a change took it away, and whether it was not
    /// there before.
    pub(super) fn alone(&self) -> Option<(&str, bool, bool)> {
        if let Self::Alone { wants, deleted, known, .. } = self { Some((wants, *deleted, *known)) } else { None }
    }

    /// What the readers of the two files noted, each with its file.
    pub(super) fn notes(&self) -> Vec<String> {
        match self {
            Self::Record(_) => Vec::new(),
            Self::Article { article, .. } => article.notes.clone(),
            Self::Versions { ko, en, .. } => [ko, en].into_iter().flat_map(|side| side.notes.iter().map(|n| format!("{}: {n}", side.name))).collect(),
            Self::Alone { ko, .. } => ko.notes.iter().map(|n| format!("{}: {n}", ko.name)).collect(),
            Self::Files { ko, en, draft, .. } => {
                [Some(ko), Some(en), draft.as_ref()].into_iter().flatten().flat_map(|side| side.notes.iter().map(|n| format!("{}: {n}", side.name))).collect()
            }
        }
    }

    /// Whether this is one passage of an article, which may be in a third language though the article is not.
    pub(super) fn is_passage(&self) -> bool {
        match self {
            Self::Record(pair) => paragraphs(&pair.ko).nth(1).is_none(),
            Self::Article { article, .. } => article.segments() == 1,
            Self::Files { .. } | Self::Versions { .. } | Self::Alone { .. } => false,
        }
    }

    /// Why not all of it can be checked; `None` when all can.
    pub(super) fn incomplete(&self) -> Option<String> {
        match self {
            Self::Record(pair) => unchecked(&pair.segments.unchecked),
            Self::Article { article, .. } => article.incomplete(),
            Self::Files { .. } | Self::Versions { .. } | Self::Alone { .. } => None,
        }
    }

    /// The files that it is, where it is any: the same twice where one holds both languages.
    pub(super) fn files(&self) -> Option<[&str; 2]> {
        match self {
            Self::Record(_) => None,
            Self::Article { name, .. } => Some([name, name]),
            // What is of the web is in no folder.
            Self::Files { ko, en, .. } if [ko, en].iter().any(|side| is_address(&side.name)) => {
                [ko, en].into_iter().find(|side| !is_address(&side.name)).map(|side| [side.name.as_str(); 2])
            }
            Self::Files { ko, en, .. } | Self::Versions { ko, en, .. } => Some([&ko.name, &en.name]),
            Self::Alone { ko, wants, .. } => Some([&ko.name, wants]),
        }
    }

    /// The section of the paper, where the record says it.
    pub(super) fn section(&self) -> Option<&str> {
        match self {
            Self::Record(pair) => pair.extra.get("section").and_then(|s| s.as_str()),
            Self::Files { .. } | Self::Article { .. } | Self::Versions { .. } | Self::Alone { .. } => None,
        }
    }

    /// What is known of the article, which was published on `day`.
    pub(super) fn facts(&self, source: &Document<'_>, target: &Document<'_>, day: Option<Date>) -> Facts {
        let mut facts = Facts::of(source, target, day);
        if let Self::Record(pair) = self {
            let text = |names: &[&str]| names.iter().find_map(|n| pair.extra.get(*n)?.as_str().map(str::trim).filter(|t| !t.is_empty()));
            let told = |names: &[&str]| text(names).map(str::to_owned);
            facts.section = told(&["section", "desk"]);
            facts.title = told(&["title_en", "title"]);
            facts.byline = told(&["byline", "author"]);
            facts.editor = told(&["editor"]);
            let version = text(&["translator_version", "model_version"]).map_or_else(String::new, |v| format!(" {v}"));
            facts.translator = told(&["translator", "model"]).map(|name| name + &version);
        }
        facts
    }

    /// The day of publication, where the record or the manifest says it.
    pub(super) const fn date(&self) -> Option<Date> {
        match self {
            Self::Record(PairInput { date, .. }) | Self::Files { date, .. } => *date,
            Self::Article { article, .. } => article.date,
            Self::Versions { .. } | Self::Alone { .. } => None,
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
    /// Columns parted by commas.
    Csv,
}

impl From<Format> for Layout {
    fn from(format: Format) -> Self {
        match format {
            Format::Jsonl => Self::Jsonl,
            Format::Tsv => Self::Tsv,
            Format::Csv => Self::Csv,
        }
    }
}

/// Two files, each of one language.
pub(super) fn files(ko: &Path, en: &Path, draft: Option<&Path>, limits: Limits) -> Result<Input, Stop> {
    if let Some(both) = [ko, en].into_iter().find(|path| Kind::of(path).is_some_and(|kind| kind != Kind::Html)) {
        return Err(Stop::Usage(format!("{}: such a file holds both languages; name it alone", escape::visible(&both.to_string_lossy()))));
    }
    let id = ko.to_string_lossy().into_owned();
    let work = Work::Files {
        id,
        ko: ko.to_owned(),
        en: en.to_owned(),
        draft: draft.map(Path::to_owned),
        date: None,
        limits: ingest::Limits { file: limits.file_bytes },
    };
    Ok(Input { work: Box::new(std::iter::once(work)), size: Some(1), in_bytes: false, others: 0 })
}

/// What one path stands for: a folder of pairs, a file that holds both languages, or a stream of records.
pub(super) fn one(path: &Path, config: &Config) -> Result<Input, Stop> {
    if path.is_dir() {
        return folder(path, None, config);
    }
    if let Some(kind) = Kind::of(path).filter(|_| path.is_file()) {
        return Ok(bilingual(path, kind, config.limits));
    }
    let shown = path.to_string_lossy();
    if is_stream(path) && path.is_file() {
        return pairs(path, None, config.limits);
    }
    if is_address(&shown) {
        return Err(Stop::Usage(format!(
            "{}: one article is no pair; name the address of its translation as well, or a file with it",
            escape::visible(&shown)
        )));
    }
    let what = if path.exists() { "one file of one language is no pair" } else { "it is not there" };
    let known = "name a Korean and an English file, a folder, a file of both languages (XLIFF, TMX, PO, a table in DOCX or HTML, JSON Lines, TSV), or a stream with --pairs";
    Err(Stop::Usage(format!("{}: {what}; {known}", escape::visible(&shown))))
}

/// The articles of one bilingual file.
fn bilingual(path: &Path, kind: Kind, limits: Limits) -> Input {
    // The whole of a stream is known only at its end.
    let size = (kind != Kind::Tmx).then_some(1);
    Input { work: Box::new(articles(path.to_owned(), kind, limits)), size, in_bytes: false, others: 0 }
}

/// The articles of a bilingual file, read when they are asked for.
fn articles(path: PathBuf, kind: Kind, limits: Limits) -> impl Iterator<Item = Work> + Send {
    let name = path.to_string_lossy().into_owned();
    let unit = usize::try_from(limits.line_bytes).unwrap_or(usize::MAX);
    let refused = |e: IngestError, id: &str| Work::Unreadable { id: id.to_owned(), reason: e.to_string(), named: false };
    std::iter::once(()).flat_map(move |()| {
        let name = name.clone();
        let found: Box<dyn Iterator<Item = Work> + Send> = match articles_of(&path, kind, ingest::Limits { file: limits.file_bytes }, unit) {
            Err(e) => Box::new(std::iter::once(refused(e, &name))),
            Ok(found) => Box::new(found.map(move |article| match article {
                Ok(article) => {
                    let id = article.id.as_ref().map_or_else(|| name.clone(), |id| format!("{name}#{id}"));
                    Work::Article { id, name: name.clone(), article: Box::new(article), before: None }
                }
                Err(e) => refused(e, &name),
            })),
        };
        found
    })
}

/// How files are named, by the configuration.
pub(super) fn patterns(config: &Config) -> Result<Vec<ingest::Pattern>, Stop> {
    if let Some(ending) = config.bilingual.iter().find(|e| Kind::of(Path::new(&format!("file.{e}"))).is_none()) {
        let known = Kind::ALL.iter().flat_map(|k| k.endings()).copied().collect::<Vec<_>>().join(", ");
        return Err(Stop::Usage(format!("[pairs] bilingual: files *.{} are not known to hold both languages; known are {known}", escape::visible(ending))));
    }
    let pattern = |p: &crate::config::PairPattern| {
        let sides = ingest::Pattern::new(&p.ko, &p.en)?;
        p.draft.as_ref().map_or(Ok(sides.clone()), |draft| sides.clone().with_draft(draft))
    };
    Ok(config.patterns.iter().filter_map(|p| pattern(p).ok()).collect())
}

/// The pairs of a folder, by the patterns of the configuration, and its bilingual files. `drafts` is a folder with the drafts of the English.
pub(super) fn folder(folder: &Path, drafts: Option<&Path>, config: &Config) -> Result<Input, Stop> {
    let shown = folder.to_string_lossy();
    let shown = escape::visible(&shown);
    if !folder.is_dir() {
        let what = if folder.exists() { "not a folder" } else { "it is not there" };
        return Err(Stop::Usage(format!("{shown}: {what}; name a folder of pairs, or a stream with --pairs")));
    }
    let patterns = patterns(config)?;
    let found = ingest::discover(folder, &patterns, &config.bilingual, drafts, ingest::Limits { file: config.limits.file_bytes });
    if found.is_empty() {
        let patterns: Vec<_> = patterns.iter().map(|p| format!("  {p}\n")).collect();
        let endings = config.bilingual.iter().map(|e| format!(" *.{e}")).collect::<Vec<_>>().concat();
        let files = if endings.is_empty() { String::new() } else { format!("\n and for files of both languages:{endings}") };
        return Err(Stop::Input(format!(
            "{shown}: no pair of articles in it; nothing was checked. It was looked for\n{}{files}",
            patterns.concat().trim_end()
        )));
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
    let (size, others) = (found.pair_count() + found.skip_count() + found.bilingual_count(), found.others());
    let both: Vec<PathBuf> = found.bilingual().collect();
    let bilingual = both.into_iter().filter_map(move |path| Some(articles(path.clone(), Kind::of(&path)?, limits))).flatten();
    let limits = ingest::Limits { file: limits.file_bytes };
    // What there is to check is made of the names one by one.
    let of = Arc::new(found);
    let behind = Arc::clone(&of);
    let pairs = (0..of.pair_count()).filter_map(move |place| of.pair(place));
    let pairs = pairs.map(move |p| Work::Files { id: p.slug, ko: p.ko, en: p.en, draft: p.draft, date: p.date, limits });
    let skipped = (0..behind.skip_count()).filter_map(move |place| behind.skip(place));
    let skipped = skipped.map(|s| Work::Unreadable { id: s.path.to_string_lossy().into_owned(), reason: s.reason.to_string(), named: false });
    Input { work: Box::new(pairs.chain(bilingual).chain(skipped)), size: Some(size as u64), in_bytes: false, others }
}

/// The records of a stream.
pub(super) fn pairs(path: &Path, format: Option<Format>, limits: Limits) -> Result<Input, Stop> {
    let Opened { input, size, .. } = open(path)?;
    let layout = format.map_or_else(|| layout(path), Layout::from);
    let cap = usize::try_from(limits.line_bytes).unwrap_or(usize::MAX);
    let work = PairReader::with_cap(input, layout, cap).map(|line| match line {
        Line::Item { line, mut value } => Work::Record { id: value.id.take().unwrap_or_else(|| unnamed(line)), pair: value },
        Line::Bad { line, id: Some(id), reason } => Work::Unreadable { id, reason: format!("line {line}: {reason}"), named: true },
        Line::Bad { line, id: None, reason } => Work::Unreadable { id: unnamed(line), reason, named: false },
    });
    Ok(Input { work: Box::new(work), size, in_bytes: true, others: 0 })
}

/// A stream that commands of their own read.
pub(super) fn source(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<u64>), Stop> {
    open(path).map(|opened| (opened.input, opened.size))
}

/// A name for a record that has none.
pub(super) fn unnamed(line: u64) -> String {
    format!("line {line}")
}
