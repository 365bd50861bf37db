//! Which pairs a change touches, told by names alone: nothing is read here that the change does not touch.

use crate::git::{Change, Kind, Listing, Oid, Touched};
use crate::ingest::Pattern;
use crate::ingest::bilingual;
use crate::ingest::pattern::pair_up;
use crate::model::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a side of a pair was before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Was {
    /// The same as now.
    Same,
    /// Something else.
    Other(Oid),
    /// It was not there, or under a name under which nothing was looked for.
    Absent,
}

/// One thing to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Task {
    /// Both sides are there. `once` are the names that files had before.
    Pair { now: [String; 2], was: [Was; 2], once: Vec<String> },
    /// A file of both languages.
    Bilingual { path: String, kind: bilingual::Kind, was: Was },
    /// The Korean has no English. `before` it had none either.
    Untranslated { path: String, wants: String, deleted: bool, before: bool },
    /// Something that cannot be checked.
    NotChecked { id: String, reason: String },
}

/// What is to be done, and what is worth saying of the rest.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Plan {
    pub(super) tasks: Vec<Task>,
    pub(super) notes: Vec<String>,
    /// Paths that differ and are no part of an article.
    pub(super) others: usize,
}

/// Names as they are looked for.
pub(super) struct Names<'a> {
    pub(super) patterns: &'a [Pattern],
    /// Endings of files of both languages.
    pub(super) bilingual: &'a [String],
    /// The folder that is looked at, from the root of the repository; empty for all of it.
    pub(super) folder: &'a str,
}

/// What a change comes to. With `all` what it does not touch is looked at, too.
pub(super) fn plan(files: &Listing, changes: &[Change], names: &Names<'_>, all: bool) -> Plan {
    let mut plan = Plan::default();
    let by_path: BTreeMap<&str, &Change> = changes.iter().map(|c| (c.path.as_str(), c)).collect();
    let left: BTreeSet<&str> = changes.iter().filter_map(|c| gone(c)).collect();
    let inside = |path: &'_ str| names.inside(path).is_some();
    let within: Vec<&str> = files.entries.iter().filter(|(_, e)| e.kind != Kind::Submodule).filter_map(|(p, _)| names.inside(p)).collect();
    let found = pair_up(within.into_iter(), names.patterns);
    for pair in &found.pairs {
        let now = [names.full(pair.ko), names.full(pair.en)];
        if !all && now.iter().all(|p| !by_path.contains_key(p.as_str())) {
            continue;
        }
        plan.tasks.push(both(now, files, &by_path));
    }
    for alone in &found.alone {
        let (path, wants) = (names.full(alone.path), names.full(&alone.wants));
        let deleted = left.contains(wants.as_str());
        if all || deleted || by_path.contains_key(path.as_str()) {
            let before = !deleted && by_path.get(path.as_str()).is_none_or(|c| c.touched == Touched::Modified);
            plan.tasks.push(lone(path, wants, alone.lang, deleted, before, files));
        }
    }
    let mut touched_others = 0;
    for other in &found.others {
        let path = names.full(other);
        let wanted = names.bilingual.iter().any(|e| Path::new(other).extension().is_some_and(|x| x.eq_ignore_ascii_case(e)));
        let change = by_path.get(path.as_str()).copied();
        match bilingual::Kind::of(Path::new(other)).filter(|_| wanted && (all || change.is_some())) {
            Some(kind) => plan.tasks.push(match barred(&path, files) {
                Some((path, reason)) => Task::NotChecked { id: path, reason },
                None => Task::Bilingual { was: was(change), path, kind },
            }),
            None => touched_others += usize::from(change.is_some()),
        }
    }
    plan.others = touched_others;
    plan.unnamed(files, changes, names);
    for change in changes.iter().filter(|c| inside(&c.path) || names.folder.starts_with(&format!("{}/", c.path))) {
        plan.aside(change, names);
    }
    plan.tasks.sort_by(|a, b| a.id().cmp(b.id()));
    plan
}

impl Plan {
    /// What a change says of something that is no file: another repository, and what is deleted on both sides.
    fn aside(&mut self, change: &Change, names: &Names<'_>) {
        if change.kinds.contains(&Some(Kind::Submodule)) {
            let reason = format!("{}: a submodule: articles in it are not looked at; check them in the repository that they belong to", change.path);
            let inner = names.inside(&change.path).unwrap_or(&change.path);
            if change.touched != Touched::Deleted && names.patterns.iter().any(|p| p.reaches(inner)) {
                self.tasks.push(Task::NotChecked { id: change.path.clone(), reason });
            } else {
                self.notes.push(reason);
            }
        }
    }

    /// Paths that are not Unicode: no pattern can tell what they are.
    fn unnamed(&mut self, files: &Listing, changes: &[Change], names: &Names<'_>) {
        for path in files.unnamed.iter().filter(|p| names.inside(p).is_some() && changes.iter().any(|c| c.path == **p)) {
            let reason = "its name is not Unicode, so no pattern can fit it; rename it".to_owned();
            self.tasks.push(Task::NotChecked { id: path.clone(), reason });
        }
    }
}

impl Task {
    /// By what it is ordered and called: the path of the Korean, or the only one.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Pair { now: [ko, _], .. } => ko,
            Self::Bilingual { path, .. } | Self::Untranslated { path, .. } => path,
            Self::NotChecked { id, .. } => id,
        }
    }
}

impl Names<'_> {
    /// The path below the folder that is looked at; `None` for one that lies elsewhere, or where nobody keeps articles.
    fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        let inner = if self.folder.is_empty() { path } else { path.strip_prefix(self.folder)?.strip_prefix('/')? };
        let mut folders = inner.split('/');
        folders.next_back();
        folders.all(|f| !f.starts_with('.') && f != "target" && f != "node_modules").then_some(inner)
    }

    fn full(&self, inner: &str) -> String {
        if self.folder.is_empty() { inner.to_owned() } else { format!("{}/{inner}", self.folder) }
    }
}

/// The path that a change has left empty.
fn gone(change: &Change) -> Option<&str> {
    match &change.touched {
        Touched::Deleted => Some(&change.path),
        Touched::Renamed { from } => Some(from),
        _ => None,
    }
}

fn was(change: Option<&Change>) -> Was {
    match change {
        None => Was::Same,
        Some(Change { before: Some(id), kinds: [Some(Kind::File), _], .. }) => Was::Other(id.clone()),
        Some(_) => Was::Absent,
    }
}

/// Why a path cannot be read as it stands.
fn barred(path: &str, files: &Listing) -> Option<(String, String)> {
    let entry = files.entries.get(path)?;
    let reason = match entry.kind {
        Kind::Link => "a symbolic link, which is not followed: it may lead out of the repository; put the article itself in its place",
        _ if entry.conflict => "a merge left it undecided; decide what the text is to be and add it",
        _ => return None,
    };
    Some((path.to_owned(), format!("{path}: {reason}; nothing was checked")))
}

/// A pair whose two sides are there.
fn both(now: [String; 2], files: &Listing, by_path: &BTreeMap<&str, &Change>) -> Task {
    if let Some((id, reason)) = now.iter().find_map(|path| barred(path, files)) {
        return Task::NotChecked { id, reason };
    }
    let change = |p: &String| by_path.get(p.as_str()).copied();
    let once = now.iter().filter_map(change).filter_map(|c| if let Touched::Renamed { from } = &c.touched { Some(from.clone()) } else { None });
    Task::Pair { was: now.each_ref().map(|p| was(change(p))), once: once.collect(), now }
}

/// A file whose counterpart is not there.
fn lone(path: String, wants: String, lang: Lang, deleted: bool, before: bool, files: &Listing) -> Task {
    if let Some((id, reason)) = barred(&path, files) {
        return Task::NotChecked { id, reason };
    }
    match lang {
        Lang::Ko => Task::Untranslated { path, wants, deleted, before },
        Lang::En => {
            let why = if deleted { "was taken away by this change" } else { "is not there" };
            let reason = format!("{path}: no Korean for it: {wants} {why}; nothing was checked");
            Task::NotChecked { id: path, reason }
        }
    }
}
