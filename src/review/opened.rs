//! An article as it is now: what its log says, and its files as they lie on the disk. What changed there since is noted as an event, so
//! that nobody decides on a text that is no longer there.

use super::checks::Given;
use super::desk::Desk;
use super::files::{self, Ready};
use super::log::{Action, DISK, Event, digest};
use super::problem::{Kind, Problem};
use super::stamp::Stamp;
use super::standing::Standing;
use super::store::{Row, StoreError};
use crate::ingest::{self, Loaded};
use std::path::Path;

/// An article that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) row: Row,
    /// The stamp of its files, from before they were read.
    pub(super) stamp: Stamp,
    pub(super) standing: Standing,
    pub(super) source: Vec<u8>,
    pub(super) target: Vec<u8>,
    pub(super) draft: Option<Vec<u8>>,
    /// Why its files cannot be read; the texts are those that were read last then.
    pub(super) gone: Option<String>,
}

impl Desk {
    /// Opens an article by its identifier.
    ///
    /// # Errors
    /// When there is none, or the store cannot be used.
    pub(super) fn open(&self, id: &str) -> Result<Opened, Problem> {
        self.read(self.store.article(id)?.ok_or_else(|| Problem::missing("article"))?)
    }

    /// Reads an article's log and files.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub(super) fn read(&self, row: Row) -> Result<Opened, Problem> {
        // Another editor, or another program on the same store, may be between the two; then it is looked at again.
        const TRIES: usize = 8;
        for _ in 0..TRIES {
            let standing = Standing::of(self.store.events(&row)?);
            self.finish(&row, &standing);
            let stamp = row.stamp();
            let draft = row.draft.as_deref().map(files::read).transpose();
            let found = match (files::read(&row.source), files::read(&row.target), draft) {
                (Ok(source), Ok(target), Ok(draft)) => (source, target, draft),
                (source, target, draft) => return self.gone((row, stamp), standing, [source.err(), target.err(), draft.err()].into_iter().flatten()),
            };
            let (source, target, draft) = found;
            let now = (digest(&source), digest(&target), draft.as_deref().map(digest));
            if (&now.0, &now.1, &now.2) == (&standing.source, &standing.target, &standing.draft) {
                return Ok(Opened { row, stamp, standing, source, target, draft, gone: None });
            }
            let event = self.event(standing.version, DISK, Action::Read { source: now.0, target: now.1, draft: now.2 });
            let texts: Vec<&[u8]> = [source.as_slice(), &target].into_iter().chain(draft.as_deref()).collect();
            match self.store.append(&row, &event, &texts, false) {
                Ok(()) => {
                    self.tell(&row.id, &event);
                    let mut standing = standing;
                    standing.add(event);
                    return Ok(Opened { row, stamp, standing, source, target, draft, gone: None });
                }
                Err(StoreError::Stale(_)) => {}
                Err(e) => return Err(e.into()),
            }
        }
        Err(Problem::new(Kind::Busy, "the files of the article change faster than they can be read; try again in a moment"))
    }

    /// Puts an edit into its file that was kept and may not have got there, because the program ended between the two.
    fn finish(&self, row: &Row, standing: &Standing) {
        if !self.store.is_pending(row).unwrap_or(false) {
            return;
        }
        let Ok(there) = files::read(&row.target) else { return };
        let before = standing.entries.last().and_then(|last| match &last.event.action {
            Action::Edit { before, .. } => Some(before.clone()),
            Action::Undo { of, .. } => standing.entries.iter().find(|e| e.event.version == *of).and_then(|e| match &e.event.action {
                Action::Edit { after, .. } => Some(after.clone()),
                _ => None,
            }),
            _ => None,
        });
        // Whatever else lies there was put there by somebody: it is taken for a change on the disk.
        if before.is_some_and(|before| before == digest(&there)) {
            let written = self.store.text(&standing.target).map_err(Problem::from).and_then(|text| Ready::new(&row.target, &text)).and_then(Ready::put);
            if written.is_err() {
                return;
            }
        }
        // If this is not kept, it is tried again next time.
        let _ = self.store.settled(row);
    }

    fn gone(&self, (row, stamp): (Row, Stamp), standing: Standing, why: impl Iterator<Item = String>) -> Result<Opened, Problem> {
        let draft = standing.draft.as_ref().map(|d| self.store.text(d)).transpose()?;
        let (source, target) = (self.store.text(&standing.source)?, self.store.text(&standing.target)?);
        Ok(Opened { row, stamp, standing, source, target, draft, gone: Some(why.collect::<Vec<_>>().join("; ")) })
    }

    /// Adds what a caller does to an article, and keeps it.
    ///
    /// # Errors
    /// When somebody was faster, or there is no room.
    pub(super) fn append(&self, opened: &mut Opened, by: &str, action: Action, texts: &[&[u8]], pending: bool) -> Result<(), Problem> {
        let event = self.event(opened.standing.version, by, action);
        self.store.append(&opened.row, &event, texts, pending)?;
        self.tell(&opened.row.id, &event);
        opened.standing.add(event);
        Ok(())
    }
}

impl Opened {
    /// Refuses what was asked of another version.
    ///
    /// # Errors
    /// When the article is at another one.
    pub(super) fn at(&self, version: u64) -> Result<(), Problem> {
        let now = self.standing.version;
        if version == now {
            return Ok(());
        }
        let last = self.standing.entries.last().map(|e| &e.event);
        let (kind, detail) = match last {
            Some(Event { by, action: Action::Read { .. }, .. }) if by == DISK => {
                (Kind::FileChanged, "a file of the article was changed on the disk meanwhile; look at it as it is now, then do it again".to_owned())
            }
            Some(Event { by, .. }) => (Kind::Stale, format!("{by} changed the article meanwhile; look at it as it is now, then do it again")),
            None => (Kind::Stale, "the article changed meanwhile".to_owned()),
        };
        Err(Problem { version: Some(now), ..Problem::new(kind, detail) })
    }

    /// Its texts, read as articles.
    ///
    /// # Errors
    /// Why they are no articles, in words.
    pub(super) fn given(&self) -> Result<Given, String> {
        let load = |path: &Path, bytes: &[u8]| ingest::load_named(&path.to_string_lossy(), bytes).map_err(|e| e.to_string());
        let draft = self.row.draft.as_deref().zip(self.draft.as_deref()).map(|(path, bytes)| load(path, bytes)).transpose()?;
        let date = self.row.date.as_deref().and_then(|d| d.parse().ok());
        Ok(Given { source: load(&self.row.source, &self.source)?, target: load(&self.row.target, &self.target)?, draft, date })
    }

    /// The English, read as an article.
    ///
    /// # Errors
    /// Why it is none, in words.
    pub(super) fn english(&self) -> Result<Loaded, String> {
        ingest::load_named(&self.row.target.to_string_lossy(), &self.target).map_err(|e| e.to_string())
    }
}
