//! What the program goes by: the configuration that is found, and over it the command line.

use super::{Stop, lists};
use crate::check;
use crate::config::{Asked, Book, Catalogue, Config, FILE_NAME, Held, Place};
use crate::ingest;
use crate::model::{Lang, Problem, Severity};
use crate::pipeline;
use crate::report::{escape, problems};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The configuration that holds for a run.
#[derive(Debug)]
pub(super) struct Settings {
    /// What holds for all articles alike.
    pub(super) config: Config,
    /// What holds for each.
    pub(super) book: Book,
    /// The file, where there is one, as it was named or found.
    pub(super) path: Option<PathBuf>,
    /// The folder of the file, or the one that was asked about: paths of articles are matched from there.
    root: PathBuf,
    /// The folder from which files are named, where that is not the working one.
    from: Option<PathBuf>,
}

/// Reads the configuration: the file that was named, or the nearest `config.toml` from `from` upwards, or the defaults; and
/// over it what the command line asks.
pub(super) fn load(named: Option<&Path>, from: &Path, asked: Asked<'_>, colour: bool) -> Result<Settings, Stop> {
    let path = named.map(Path::to_owned).or_else(|| find(from));
    let config = path.as_deref().map_or_else(|| Ok(Config::default()), |path| parse(path, colour))?;
    let lists = lists::read(&config, path.as_deref(), colour)?;
    let book = config.book(asked, &catalogue(), lists).map_err(|why| Stop::Usage(escape::visible(&why).into_owned()))?;
    let above = path.as_deref().map_or(from, |path| path.parent().unwrap_or(Path::new("")));
    Ok(Settings { config, book, root: absolute(above), from: None, path })
}

/// The rules that a configuration may speak of.
pub(super) fn catalogue() -> Catalogue {
    Catalogue::new(pipeline::rules(), check::rules())
}

/// Reads a configuration file.
pub(super) fn parse(path: &Path, colour: bool) -> Result<Config, Stop> {
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    #[expect(clippy::disallowed_methods, reason = "the boundary where the configuration is read")]
    let bytes = std::fs::read(path).map_err(|e| Stop::Usage(format!("{shown}: the configuration could not be read: {e}; nothing was checked")))?;
    let text =
        String::from_utf8(bytes).map_err(|e| Stop::Usage(format!("{shown}: not UTF-8 at byte {}; nothing was checked", e.utf8_error().valid_up_to())))?;
    Config::parse(&text, &catalogue()).map_err(|found| {
        Stop::Usage(format!("{} in the configuration; nothing was checked\n{}", mistakes(&found), problems::show(&found, &text, &shown, colour)))
    })
}

impl Settings {
    /// The severity that a report may call the limit of all articles; nothing where some have one of their own.
    pub(super) fn limit(&self) -> Option<Severity> {
        self.book.base().fail_on.least().filter(|_| !self.book.limits_differ())
    }

    /// What holds for an article: its files, as they are shown, and its section of the paper.
    pub(super) fn of(&self, files: &[&str], section: Option<&str>) -> Arc<Held> {
        if !self.book.asks_path() {
            return if self.book.asks_section() { self.book.of(Place { files: &[], section }) } else { Arc::clone(self.book.base()) };
        }
        let files: Vec<String> = files.iter().filter_map(|file| self.below(Path::new(file))).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        self.book.of(Place { files: &files, section })
    }

    /// Files are named from this folder, wherever the program runs.
    pub(super) fn named_from(mut self, folder: &Path) -> Self {
        // Git tells the folder without links; so must be told the one of the configuration.
        self.root = self.root.canonicalize().unwrap_or(self.root);
        self.from = Some(folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
        self
    }

    /// The path of a file from the folder of the configuration; nothing where it is not below it.
    pub(super) fn below(&self, file: &Path) -> Option<String> {
        let whole = self.from.as_ref().map_or_else(|| absolute(file), |from| from.join(file));
        slashed(whole.strip_prefix(&self.root).ok()?)
    }
}

/// A file that may be the other side of an article.
#[derive(Debug)]
pub(super) struct Counterpart {
    /// The language of the file that was asked about.
    pub(super) lang: Lang,
    /// The other file.
    pub(super) other: PathBuf,
}

impl Settings {
    /// The folder from which paths of articles are matched.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the other side of an article may be, by the patterns of the configuration, in their order. Patterns are meant from the
    /// folder that is checked, which may be any above the file, as far as the one of the configuration.
    pub(super) fn counterparts(&self, file: &Path) -> Vec<Counterpart> {
        let whole = absolute(file);
        let patterns: Vec<ingest::Pattern> = self.config.patterns.iter().filter_map(|p| ingest::Pattern::new(&p.ko, &p.en).ok()).collect();
        let mut out = Vec::new();
        for folder in whole.ancestors().skip(1).take_while(|f| self.path.is_none() || f.starts_with(&self.root)).collect::<Vec<_>>().into_iter().rev() {
            let Some(path) = whole.strip_prefix(folder).ok().and_then(slashed) else { continue };
            let found = patterns.iter().filter_map(|p| p.other(&path));
            out.extend(found.map(|(lang, other)| Counterpart { lang, other: folder.join(other) }));
        }
        out
    }
}

/// A relative path with `/` between its parts.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|c| c.as_os_str().to_str()).collect();
    parts.map(|p| p.join("/"))
}

/// The nearest configuration from the working folder upwards.
pub(super) fn nearest() -> Option<PathBuf> {
    find(Path::new(".")).map(|path| short(&path))
}

/// A path from the working folder, where it is below that.
pub(super) fn short(path: &Path) -> PathBuf {
    path.strip_prefix(absolute(Path::new("."))).map_or_else(|_| path.to_owned(), Path::to_owned)
}

/// A path from the root of the file system, without `..`; links are not followed.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

pub(super) fn mistakes(found: &[Problem]) -> String {
    if found.len() == 1 { "one mistake".to_owned() } else { format!("{} mistakes", found.len()) }
}

/// The nearest configuration: in `from`, or the folder of the file `from`, or the next above.
pub(super) fn find(from: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(from).ok()?;
    absolute.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Threads to use: as many as were asked for, or one a core.
pub(super) fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
