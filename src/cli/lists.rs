//! The lists of the house that a configuration names: its own names and terms, what it has printed so far, words for pairing.

use super::Stop;
use super::settings::{find, mistakes, parse};
use crate::compare::lexicon::{self, Lexicon};
use crate::config::Config;
use crate::house::{self, Entry, House, precedent, precedent::Precedent};
use crate::ingest;
use crate::judge::Lists;
use crate::model::Problem;
use crate::report::{escape, problems};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads every list of a configuration, which lies at `path`.
pub(super) fn read(config: &Config, path: Option<&Path>, colour: bool) -> Result<Lists, Stop> {
    let mut entries = Vec::new();
    for list in houses(config, path) {
        entries.extend(List::read(&list, config, colour)?.entries);
    }
    let house = if entries.is_empty() { None } else { Some(Arc::new(House::new(entries).map_err(Stop::Usage)?)) };
    let precedent = config.precedent.as_ref().map(|file| precedents(&beside(path, file), config, colour)).transpose()?.map(Arc::new);
    let mut words = Vec::new();
    for file in &config.lexicon {
        words.push(words_of(&beside(path, file), config, colour)?);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let lexicon = (!words.is_empty()).then(|| Arc::new(Lexicon::with(&words)));
    Ok(Lists { house, precedent, lexicon })
}

/// A file that a configuration names.
fn beside(path: Option<&Path>, file: &str) -> PathBuf {
    path.and_then(Path::parent).unwrap_or(Path::new("")).join(file)
}

/// The house lists that a configuration names.
fn houses(config: &Config, path: Option<&Path>) -> Vec<PathBuf> {
    config.house.iter().map(|list| beside(path, list)).collect()
}

/// A precedent.
fn precedents(path: &Path, config: &Config, colour: bool) -> Result<Precedent, Stop> {
    let (shown, text) = text(path, "the precedent", config)?;
    let (names, found) = precedent::read(&text);
    refuse(&found, "the precedent", (&text, &shown), colour)?;
    Precedent::new(names).map_err(Stop::Usage)
}

/// A list of words for pairing.
fn words_of(path: &Path, config: &Config, colour: bool) -> Result<String, Stop> {
    let (shown, text) = text(path, "the word list", config)?;
    refuse(&lexicon::problems(&text), "the word list", (&text, &shown), colour)?;
    Ok(text)
}

/// The path of a list, as it is shown, and its text.
fn text(path: &Path, what: &str, config: &Config) -> Result<(String, String), Stop> {
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    let said = |why: &dyn std::fmt::Display| Stop::Usage(format!("{shown}: {what} could not be read: {why}; nothing was checked"));
    let bytes = ingest::read(path, ingest::Limits { file: config.limits.file_bytes }).map_err(|e| said(&e))?;
    let text = ingest::decode::decode(&bytes).map_err(|e| said(&e))?.text;
    Ok((shown, text))
}

/// Stops where something is wrong with a list; every mistake in it is told at once.
fn refuse(found: &[Problem], what: &str, (text, shown): (&str, &str), colour: bool) -> Result<(), Stop> {
    if found.is_empty() {
        return Ok(());
    }
    Err(Stop::Usage(format!("{} in {what}; nothing was checked\n{}", mistakes(found), problems::show(found, text, shown, colour))))
}

/// A house list that was read.
pub(super) struct List {
    /// Its path, as it is shown.
    pub(super) shown: String,
    pub(super) text: String,
    pub(super) entries: Vec<Entry>,
}

impl List {
    /// Reads a list; every mistake in it is told at once.
    pub(super) fn read(path: &Path, config: &Config, colour: bool) -> Result<Self, Stop> {
        let (shown, text) = text(path, "the house list", config)?;
        let (entries, found) = house::read(&text);
        refuse(&found, "the house list", (&text, &shown), colour)?;
        Ok(Self { shown, text, entries })
    }

    /// The lists of the nearest configuration, or of the one that is named.
    pub(super) fn configured(named: Option<&Path>, colour: bool) -> Result<Vec<Self>, Stop> {
        let path = named.map(Path::to_owned).or_else(|| find(Path::new(".")));
        let config = path.as_deref().map_or_else(|| Ok(Config::default()), |path| parse(path, colour))?;
        houses(&config, path.as_deref()).iter().map(|list| Self::read(list, &config, colour)).collect()
    }
}
