//! Reads what a plan asks for and nothing else: files of the working tree, which are never followed out of it, and objects of the
//! repository.

use super::plan::{Task, Was};
use crate::cli::intake::{Sides, Work};
use crate::git::{Blob, Blobs, Head, Listing, Oid};
use crate::ingest::bilingual::{Article, Kind, in_bytes};
use crate::ingest::{self, Limits, Loaded};
use crate::report::escape;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The two texts of a pair that a change touched, and what they were before.
pub(in crate::cli) struct Versions {
    pub(in crate::cli) id: String,
    now: [Text; 2],
    before: Option<[Text; 2]>,
    /// Names that the files had before.
    once: Vec<String>,
}

/// A Korean article without its English.
pub(in crate::cli) struct Lone {
    ko: Text,
    wants: String,
    deleted: bool,
    known: bool,
}

impl Lone {
    pub(in crate::cli) fn id(&self) -> &str {
        &self.ko.name
    }

    /// Bytes that were read.
    pub(in crate::cli) fn bytes(&self) -> usize {
        self.ko.bytes.as_ref().map_or(0, Vec::len)
    }

    pub(in crate::cli) fn sides(self) -> Result<Sides, String> {
        let ko = self.ko.load()?;
        Ok(Sides::Alone { ko, wants: self.wants, deleted: self.deleted, known: self.known })
    }
}

/// A file that was read.
#[derive(Clone)]
struct Text {
    name: String,
    bytes: Result<Vec<u8>, String>,
}

impl Text {
    fn load(&self) -> Result<Loaded, String> {
        let bytes = self.bytes.as_ref().map_err(Clone::clone)?;
        ingest::load_named(&self.name, bytes).map_err(|e| e.to_string())
    }
}

impl Versions {
    /// Bytes that were read.
    pub(in crate::cli) fn bytes(&self) -> usize {
        self.now.iter().chain(self.before.iter().flatten()).filter_map(|t| t.bytes.as_ref().ok()).map(Vec::len).sum()
    }

    /// The texts as articles. What could not be read before is as if it had not been there: then all of it is new.
    pub(in crate::cli) fn sides(self) -> Result<Sides, String> {
        let [ko, en] = self.now.each_ref().map(Text::load);
        let before = self.before.and_then(|[ko, en]| Some(Box::new([ko.load().ok()?, en.load().ok()?])));
        match (ko, en) {
            (Ok(ko), Ok(en)) => Ok(Sides::Versions { ko, en, before, once: self.once }),
            (ko, en) => Err([ko.err(), en.err()].into_iter().flatten().collect::<Vec<_>>().join("; ")),
        }
    }
}

/// The state that is looked at, to be read from.
pub(super) struct Reader {
    pub(super) root: PathBuf,
    pub(super) head: Head,
    pub(super) files: Listing,
    pub(super) blobs: Blobs,
    pub(super) limits: Limits,
}

impl Reader {
    /// Everything that a task needs.
    pub(super) fn work(&mut self, task: Task) -> Vec<Work> {
        match task {
            Task::NotChecked { id, reason } => vec![Work::Unreadable { id, reason, named: true }],
            Task::Untranslated { path, wants, deleted, before } => {
                vec![Work::Alone(Box::new(Lone { ko: self.now(path), wants, deleted, known: before }))]
            }
            Task::Pair { now, was, once } => {
                let id = now[0].clone();
                let now = now.map(|name| self.now(name));
                let before = self.before(&now, &was);
                vec![Work::Versions(Box::new(Versions { id, now, before, once }))]
            }
            Task::Bilingual { path, kind, was } => self.articles(path, kind, &was),
        }
    }

    /// A file as it is.
    fn now(&mut self, name: String) -> Text {
        let bytes = match &self.head {
            Head::WorkingTree => self.on_disk(&name),
            Head::Commit(_) => self.committed(&name),
        };
        Text { name, bytes }
    }

    fn committed(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let id = self.files.entries.get(name).and_then(|e| e.id.clone());
        let id = id.ok_or_else(|| format!("{}: it is not there; nothing was checked", escape::visible(name)))?;
        self.object(&id).map_err(|why| format!("{}: {why}; nothing was checked", escape::visible(name)))
    }

    fn object(&mut self, id: &Oid) -> Result<Vec<u8>, String> {
        match self.blobs.read(id, self.limits.file) {
            Ok(Blob::Bytes(bytes)) => Ok(bytes),
            Ok(Blob::TooLarge(size)) => Err(format!("{size} bytes, more than the {} that are read for one article", self.limits.file)),
            Ok(Blob::Missing) => Err("its content is not in this clone; fetch it with `git fetch --refetch`".to_owned()),
            Err(e) => Err(e.to_string()),
        }
    }

    fn on_disk(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(name);
        let mut path = self.root.clone();
        for part in relative.components() {
            let Component::Normal(part) = part else { return Err(format!("{}: not a path inside the repository", escape::visible(name))) };
            path.push(part);
            match path.symlink_metadata() {
                Ok(about) if about.is_symlink() => {
                    return Err(format!("{}: behind a symbolic link, which is not followed; nothing was checked", escape::visible(name)));
                }
                Ok(_) => {}
                // What a sparse checkout leaves out is known to git all the same.
                Err(_) if self.files.entries.get(name).is_some_and(|e| e.id.is_some()) => return self.committed(name),
                Err(e) => return Err(format!("{}: cannot be read: {e}; nothing was checked", escape::visible(name))),
            }
        }
        ingest::read(&path, self.limits).map_err(|e| e.to_string())
    }

    /// Both sides as they were; `None` when one was not there.
    fn before(&mut self, now: &[Text; 2], was: &[Was; 2]) -> Option<[Text; 2]> {
        let mut side = |n: usize| match &was[n] {
            Was::Same => Some(now[n].clone()),
            Was::Other(id) => Some(Text { name: now[n].name.clone(), bytes: self.object(id) }),
            Was::Absent => None,
        };
        Some([side(0)?, side(1)?])
    }

    /// The articles of a file of both languages, each with what it was.
    fn articles(&mut self, path: String, kind: Kind, was: &Was) -> Vec<Work> {
        let Text { name, bytes } = self.now(path);
        let read = bytes.and_then(|bytes| in_bytes(&bytes, kind, self.limits).map_err(|e| format!("{name}: {e}")));
        let found = match read {
            Ok(found) => found,
            // Documents and pages are of both languages only if they turn out so.
            Err(_) if matches!(kind, Kind::Docx | Kind::Html) => return Vec::new(),
            Err(reason) => return vec![Work::Unreadable { id: name, reason, named: true }],
        };
        let old = match was {
            Was::Other(id) => self.object(id).ok().and_then(|bytes| in_bytes(&bytes, kind, self.limits).ok()).unwrap_or_default(),
            Was::Same => found.clone(),
            Was::Absent => Vec::new(),
        };
        let mut old: BTreeMap<Option<String>, Article> = old.into_iter().map(|a| (a.id.clone(), a)).collect();
        let article = |article: Article| {
            let id = article.id.as_ref().map_or_else(|| name.clone(), |id| format!("{name}#{id}"));
            let before = old.remove(&article.id).map(Box::new);
            Work::Article { id, name: name.clone(), article: Box::new(article), before }
        };
        found.into_iter().filter(|a| a.segments() > 0 || !a.unchecked.is_empty()).map(article).collect()
    }
}
