//! The files of a session: those that are open, as they are in the editor, the others as they are on the disk; the configuration of
//! each, and which is the other side of which.

use super::article::Text;
use super::place::{Lines, Units, key, path, uri};
use crate::cli::Stop;
use crate::cli::settings::{self, Settings};
use crate::config::Asked;
use crate::ingest::{self, Format, Limits};
use crate::model::Lang;
use jiff::civil::Date;
use lsp_types::{DidOpenTextDocumentParams, TextDocumentContentChangeEvent, Uri, VersionedTextDocumentIdentifier};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What the command line asks.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) profile: Option<String>,
    pub(super) config: Option<PathBuf>,
    pub(super) date: Option<Date>,
    pub(super) by: String,
}

/// A file as it is in the editor.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) path: PathBuf,
    pub(super) uri: Uri,
    pub(super) text: String,
    pub(super) version: i32,
}

/// The files of a session.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) options: Options,
    pub(super) units: Units,
    open: BTreeMap<String, Open>,
    settings: BTreeMap<PathBuf, Result<Arc<Settings>, String>>,
}

/// The two files of an article.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) settings: Arc<Settings>,
    pub(super) ko: PathBuf,
    pub(super) en: PathBuf,
}

impl Workspace {
    pub(super) fn new(options: Options) -> Self {
        Self { options, units: Units::default(), open: BTreeMap::new(), settings: BTreeMap::new() }
    }

    /// Takes a file that was opened.
    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams) -> Result<String, String> {
        let document = params.text_document;
        let path = path(&document.uri)?;
        let key = key(&path);
        self.open.insert(key.clone(), Open { path, uri: document.uri, text: document.text, version: document.version });
        Ok(key)
    }

    /// Takes changes of a file that is open, in their order.
    pub(super) fn changed(&mut self, document: &VersionedTextDocumentIdentifier, changes: Vec<TextDocumentContentChangeEvent>) -> Result<String, String> {
        let key = key(&path(&document.uri)?);
        let units = self.units;
        let open = self.open.get_mut(&key).ok_or_else(|| format!("{} is not open", document.uri.as_str()))?;
        for change in changes {
            match change.range {
                None => open.text = change.text,
                Some(range) => {
                    let lines = Lines::of(&open.text);
                    let (start, end) = (lines.offset(&open.text, range.start, units), lines.offset(&open.text, range.end, units));
                    open.text.replace_range(start..end.max(start), &change.text);
                }
            }
        }
        open.version = document.version;
        Ok(key)
    }

    /// Lets a file go.
    pub(super) fn closed(&mut self, uri: &Uri) -> Result<Option<String>, String> {
        let key = key(&path(uri)?);
        Ok(self.open.remove(&key).map(|_| key))
    }

    /// A file that is open.
    pub(super) fn get(&self, key: &str) -> Option<&Open> {
        self.open.get(key)
    }

    /// Every file that is open.
    pub(super) fn keys(&self) -> Vec<String> {
        self.open.keys().cloned().collect()
    }

    /// Forgets what was read of configurations.
    pub(super) fn forget_settings(&mut self) {
        self.settings.clear();
    }

    /// What holds for the files of a folder.
    pub(super) fn settings(&mut self, file: &Path) -> Result<Arc<Settings>, String> {
        let folder = file.parent().unwrap_or(file).to_owned();
        let options = &self.options;
        let load = || {
            let asked = Asked { profile: options.profile.as_deref(), ..Asked::default() };
            settings::load(options.config.as_deref(), &folder, asked, false).map(Arc::new).map_err(|stop| match stop {
                Stop::Usage(why) | Stop::Input(why) => why,
                other => other.to_string(),
            })
        };
        self.settings.entry(folder.clone()).or_insert_with(load).clone()
    }

    /// The two files of the article that a file is a side of; nothing where no pattern fits it.
    ///
    /// # Errors
    /// Why there is no article, in words.
    pub(super) fn files(&mut self, file: &Path) -> Result<Option<Files>, String> {
        let settings = self.settings(file)?;
        let candidates = settings.counterparts(file);
        let Some(first) = candidates.first() else { return Ok(None) };
        for candidate in &candidates {
            if let Some(other) = self.find(&candidate.other) {
                let (ko, en) = if candidate.lang == Lang::Ko { (file.to_owned(), other) } else { (other, file.to_owned()) };
                return Ok(Some(Files { settings, ko, en }));
            }
        }
        let other = if first.lang == Lang::Ko { "English" } else { "Korean" };
        Err(format!("no {other} for it: {} is not there", first.other.display()))
    }

    /// The path by which a file is there, open or on the disk, whichever way its Hangul is written.
    fn find(&self, wanted: &Path) -> Option<PathBuf> {
        if let Some(open) = self.open.get(&key(wanted)) {
            return Some(open.path.clone());
        }
        let text = wanted.to_str()?;
        let forms = [wanted.to_owned(), text.nfc().collect::<String>().into(), text.nfd().collect::<String>().into()];
        forms.into_iter().find(|path: &PathBuf| path.is_file())
    }

    /// A side of an article, as the editor has it or else as it is on the disk.
    pub(super) fn read(&self, file: &Path, limits: crate::config::Limits) -> Result<Text, String> {
        let format = Format::of(file);
        if format == Some(Format::Html) {
            return Err(format!("{}: places in HTML pages cannot be shown; check the page with `daejo check`", file.display()));
        }
        let open = self.open.get(&key(file));
        let limits = Limits { file: limits.file_bytes };
        let loaded = match open {
            Some(open) if open.text.len() as u64 > limits.file => return Err(format!("{}: more than {} bytes are not read", file.display(), limits.file)),
            Some(open) => ingest::load_bytes(&file.to_string_lossy(), open.text.as_bytes(), format.unwrap_or_else(|| Format::sniff(&open.text))),
            None => ingest::load_as(file, format, limits),
        };
        let loaded = loaded.map_err(|e| e.to_string())?;
        let uri = open.map(|o| o.uri.clone()).or_else(|| uri(file)).ok_or_else(|| format!("{}: its name has no address", file.display()))?;
        Ok(Text { lines: Lines::of(&loaded.text), loaded, uri, version: open.map(|o| o.version) })
    }

    /// The text of any file, as the editor has it or else as it is on the disk; nothing where it is not there.
    pub(super) fn text(&self, file: &Path) -> Option<String> {
        if let Some(open) = self.open.get(&key(file)) {
            return Some(open.text.clone());
        }
        let bytes = ingest::read(file, Limits::default()).ok()?;
        String::from_utf8(bytes).ok()
    }
}
