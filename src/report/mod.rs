//! Reports: what came of a run, for people and for programs. One file a format; each item is rendered on its own, so
//! that a stream of any length can be written as it is checked. Nothing here prints: reports are bytes for the caller.

pub mod checkstyle;
pub mod csv;
pub mod diagnostic;
pub mod draft;
pub mod escape;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
mod line;
mod list;
pub mod markdown;
pub mod mentions;
pub mod names;
pub mod output;
pub mod page;
pub mod pairs;
mod places;
pub mod problems;
pub mod rdjson;
pub mod revision;
pub mod sarif;
pub mod selftest;
pub mod settings;
pub mod sonar;
pub mod style;
pub mod summary;
pub mod terminal;
pub mod total;
pub mod v1;
pub mod value;
pub mod waivers;
mod window;
pub mod xliff;
mod xml;

pub use diagnostic::{Diagnosed, Diagnostic, Place};
pub use output::{Manner, Output, Run};
pub use total::Total;

use crate::model::{Document, Editing, Outcome, Pairing, Reading};

/// What a report shows of one pair.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// The pair was read, and checked as far as its outcome says.
    Checked(Pair<'a>),
    /// The pair could not even be read.
    NotChecked {
        /// Its identifier, path or line number.
        id: &'a str,
        /// Why not.
        reason: &'a str,
    },
}

/// A pair that was read.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// The Korean document.
    pub source: &'a Document<'a>,
    /// The English document.
    pub target: &'a Document<'a>,
    /// What was read in the Korean.
    pub ko: &'a Reading,
    /// What was read in the English.
    pub en: &'a Reading,
    /// Which render which.
    pub pairing: &'a Pairing,
    /// Findings, counts, status.
    pub outcome: &'a Outcome,
    /// What an editor should know about how the two were read, in plain words.
    pub notes: &'a [String],
    /// The draft that the English was made of, where it was given.
    pub edited: Option<Edited<'a>>,
}

/// A draft, and what an editor made of it.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'a> {
    /// The draft.
    pub draft: &'a Document<'a>,
    /// What became of it.
    pub editing: &'a Editing,
}

impl Pair<'_> {
    /// Whether the two sides are files, and not two fields of one record.
    pub fn is_files(&self) -> bool {
        self.source.name != "ko" || self.target.name != "en"
    }
}
