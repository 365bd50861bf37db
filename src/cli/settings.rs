//! What the program goes by: the configuration that is found, and over it the command line.

use super::Stop;
use crate::check;
use crate::config::{Config, FILE_NAME, nearest};
use crate::house::{self, Entry, House};
use crate::ingest;
use crate::judge::Policy;
use crate::model::Problem;
use crate::report::{escape, problems};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the configuration: the file that was named, or the nearest `config.toml` from `from` upwards, or the defaults.
pub(super) fn load(named: Option<&Path>, from: &Path, colour: bool) -> Result<Config, Stop> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => match find(from) {
            Some(path) => path,
            None => return Ok(Config::default()),
        },
    };
    let shown = escape::visible(&path.to_string_lossy()).into_owned();
    #[expect(clippy::disallowed_methods, reason = "the boundary where the configuration is read")]
    let bytes = std::fs::read(&path).map_err(|e| Stop::Usage(format!("{shown}: the configuration could not be read: {e}; nothing was checked")))?;
    let text =
        String::from_utf8(bytes).map_err(|e| Stop::Usage(format!("{shown}: not UTF-8 at byte {}; nothing was checked", e.utf8_error().valid_up_to())))?;
    let rules: Vec<&str> = crate::pipeline::rules().map(|r| r.id).collect();
    let mut config = Config::parse(&text, &rules).map_err(|found| {
        Stop::Usage(format!("{} in the configuration; nothing was checked\n{}", mistakes(&found), problems::show(&found, &text, &shown, colour)))
    })?;
    let mut entries = Vec::new();
    for list in lists(&config, &path) {
        entries.extend(List::read(&list, &config, colour)?.entries);
    }
    if !entries.is_empty() {
        config.policy.house = Some(Arc::new(House::new(entries).map_err(Stop::Usage)?));
    }
    Ok(config)
}

/// Switches rules on and off as the command line asks, over what the configuration says.
pub(super) fn choose(policy: &mut Policy, select: &[String], ignore: &[String]) -> Result<(), Stop> {
    for word in select.iter().chain(ignore) {
        if !check::rules().any(|r| r.is_meant_by(word)) {
            let near = nearest(word, check::rules().map(|r| r.id));
            let advice = near.map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
            return Err(Stop::Usage(format!("there is no rule `{}`; {advice}", escape::visible(word))));
        }
    }
    for (number, rule) in check::rules().enumerate() {
        let meant = |words: &[String]| words.iter().any(|w| rule.is_meant_by(w));
        if !select.is_empty() {
            if meant(select) {
                policy.off.remove(number);
                policy.severity.retain(|id, severity| id != rule.id || severity.is_some());
            } else {
                policy.off.insert(number);
            }
        }
        if meant(ignore) {
            policy.off.insert(number);
        }
    }
    Ok(())
}

pub(super) fn mistakes(found: &[Problem]) -> String {
    if found.len() == 1 { "one mistake".to_owned() } else { format!("{} mistakes", found.len()) }
}

/// The house lists that a configuration names.
fn lists(config: &Config, path: &Path) -> Vec<PathBuf> {
    config.house.iter().map(|list| path.parent().unwrap_or(Path::new("")).join(list)).collect()
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
        let shown = escape::visible(&path.to_string_lossy()).into_owned();
        let said = |why: &dyn std::fmt::Display| Stop::Usage(format!("{shown}: the house list could not be read: {why}; nothing was checked"));
        let bytes = ingest::read(path, ingest::Limits { file: config.limits.file_bytes }).map_err(|e| said(&e))?;
        let text = ingest::decode::decode(&bytes).map_err(|e| said(&e))?.text;
        let (entries, found) = house::read(&text);
        if found.is_empty() {
            return Ok(Self { shown, text, entries });
        }
        Err(Stop::Usage(format!("{} in the house list; nothing was checked\n{}", mistakes(&found), problems::show(&found, &text, &shown, colour))))
    }

    /// The lists of the nearest configuration, or of the one that is named.
    pub(super) fn configured(named: Option<&Path>, colour: bool) -> Result<Vec<Self>, Stop> {
        let config = load(named, Path::new("."), colour)?;
        let path = named.map(Path::to_owned).or_else(|| find(Path::new("."))).unwrap_or_default();
        lists(&config, &path).iter().map(|list| Self::read(list, &config, colour)).collect()
    }
}

/// The nearest configuration: in `from`, or the folder of the file `from`, or the next above.
fn find(from: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(from).ok()?;
    absolute.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Threads to use: as many as were asked for, or one a core.
pub(super) fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
