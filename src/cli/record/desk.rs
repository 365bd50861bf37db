//! What every command about records goes by: the configuration, the keys that are trusted, the files of the house; and where the two sides of
//! an article and its record are.

use super::super::decided::{self, Decided};
use super::super::settings::{self, Settings, mistakes};
use super::super::{Stop, write};
use crate::config::Asked;
use crate::ingest::{self, Limits};
use crate::judge::{baseline, waive};
use crate::model::Lang;
use crate::record::{Moment, Resource, Sha256, Translator, Trust, file};
use crate::report::{escape, problems};
use std::path::{Path, PathBuf};

/// What every command about records goes by.
#[derive(Debug)]
pub(in super::super) struct Desk {
    pub(in super::super) settings: Settings,
    pub(in super::super) decided: Decided,
    /// The file of keys, whether it is there or not.
    pub(in super::super) keys: PathBuf,
}

impl Desk {
    /// Reads the configuration that holds at `place`, and what was decided.
    pub(in super::super) fn open(named: Option<&Path>, place: &Path, colour: bool) -> Result<Self, Stop> {
        let settings = settings::load(named, place, Asked::default(), colour)?;
        let decided = Decided::load(&settings.config, named, place, Path::new("."), colour)?;
        let keys = decided.root.join(&settings.config.record.keys);
        Ok(Self { settings, decided, keys })
    }

    /// The keys that are trusted: those of a file that was named, or those of the house.
    pub(in super::super) fn trust(&self, named: Option<&Path>, colour: bool) -> Result<Trust, Stop> {
        let path = named.unwrap_or(&self.keys);
        let shown = shown(path);
        let Some(text) = write::read(path)? else {
            return Err(Stop::Usage(format!(
                "{shown}: there are no keys that are trusted, and a record is never asked for its own; make one with `daejo record keys new`, or take one in with `daejo record keys trust`"
            )));
        };
        Trust::parse(&text).map_err(|found| Stop::Usage(format!("{} in the keys\n{}", mistakes(&found), problems::show(&found, &text, &shown, colour))))
    }

    /// The files of the house that a run goes by, by their names from its folder.
    pub(in super::super) fn house(&self) -> Result<Vec<Resource>, Stop> {
        let mut paths: Vec<PathBuf> = self.settings.path.iter().map(|p| settings::absolute(p)).collect();
        let folder = self.settings.path.as_deref().and_then(Path::parent).map(settings::absolute);
        paths.extend(self.settings.config.house.iter().filter_map(|list| Some(folder.as_ref()?.join(list))));
        paths.extend([waive::FILE_NAME, baseline::FILE_NAME].map(|name| self.decided.root.join(name)).into_iter().filter(|p| p.exists()));
        paths.iter().map(|path| Ok(Resource::of(self.decided.below(&path.to_string_lossy()), bytes(path, self.limits())?))).collect()
    }

    /// What made a translation, by the word of an option, then of the article, then of the configuration. Files of instructions are told by their digests.
    pub(in super::super) fn translator(
        &self,
        options: &crate::model::Declaration,
        article: Option<&crate::model::Declaration>,
    ) -> Result<(Translator, Vec<String>), Stop> {
        let mut translator = Translator::default();
        let mut notes = Vec::new();
        for (field, word) in options.fields() {
            translator.declare(field, &self.digested(field, word, Path::new(""))?, "options");
        }
        for (field, word) in article.into_iter().flat_map(|a| translator.declare_all(a, "front-matter")) {
            notes.push(format!("the front matter declares the translator's {field} as `{}`, which cannot be taken; it stays unknown", escape::visible(word)));
        }
        for (field, word) in self.settings.config.record.translator.fields() {
            translator.declare(field, &self.digested(field, word, &self.decided.root)?, "configuration");
        }
        Ok((translator, notes))
    }

    /// The digest of a file that is named where a digest is declared.
    fn digested(&self, field: &str, word: &str, folder: &Path) -> Result<String, Stop> {
        if !["prompt", "glossary"].contains(&field) || word.starts_with("sha256:") {
            return Ok(word.to_owned());
        }
        bytes(&folder.join(word), self.limits()).map(|bytes| format!("sha256:{}", Sha256::of(bytes)))
    }

    pub(in super::super) const fn limits(&self) -> Limits {
        Limits { file: self.settings.config.limits.file_bytes }
    }

    /// The Korean of an English file: the other side by the patterns of the configuration, where that is there.
    pub(in super::super) fn korean(&self, english: &Path) -> Option<PathBuf> {
        let found = self.settings.counterparts(english).into_iter().filter(|c| c.lang == Lang::En).map(|c| c.other).find(|other| other.is_file());
        found.map(|path| settings::short(&path))
    }
}

/// Now, in whole seconds.
pub(in super::super) fn now() -> Result<Moment, Stop> {
    decided::now().map(Moment::new)
}

/// The bytes of a file, with a message that names it.
pub(in super::super) fn bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, Stop> {
    ingest::read(path, limits).map_err(|e| Stop::Input(e.to_string()))
}

/// The bytes of a record; none where there is none.
pub(in super::super) fn records(path: &Path) -> Result<Vec<u8>, Stop> {
    file::read(path).map_err(|e| Stop::Input(format!("{}: the record could not be read: {e}", shown(path))))
}

/// A path as messages show it.
pub(in super::super) fn shown(path: &Path) -> String {
    escape::visible(&path.to_string_lossy()).into_owned()
}

/// The SHA-256 of this program's file. A build for development is none that anybody could look for.
pub(in super::super) fn program() -> Option<Sha256> {
    if cfg!(debug_assertions) {
        return None;
    }
    let path = std::env::current_exe().ok()?;
    ingest::read(&path, Limits { file: 1 << 30 }).ok().map(Sha256::of)
}
