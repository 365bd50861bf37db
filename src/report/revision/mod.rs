//! Reports on versions of an article: what changed in the Korean, how the English stands, what is to be done.

pub mod json;
pub mod terminal;

use super::Pair;
use crate::model::{Document, Outcome, Pairing, Reading, Revision};

/// One version of one language, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// What a report shows of the versions of an article.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its identifier: the path of the new Korean.
    pub id: &'a str,
    /// The Korean that was translated.
    pub old: Version<'a>,
    /// The Korean as it is now.
    pub new: Version<'a>,
    /// The English of the old Korean.
    pub english: Version<'a>,
    /// The English as it is now, where it was updated.
    pub updated: Option<Version<'a>>,
    /// Which old English renders which old Korean.
    pub pairing: &'a Pairing,
    /// What changed.
    pub revision: &'a Revision,
    /// Findings and status.
    pub outcome: &'a Outcome,
    /// What an editor should know about how the texts were read, in plain words.
    pub notes: &'a [String],
}

impl<'a> View<'a> {
    /// The newest pair, in which the findings are told.
    fn pair(&self) -> Pair<'a> {
        let en = self.updated.unwrap_or(self.english);
        Pair {
            id: self.id,
            source: self.new.document,
            target: en.document,
            ko: self.new.reading,
            en: en.reading,
            pairing: self.pairing,
            outcome: self.outcome,
            notes: self.notes,
            edited: None,
        }
    }
}
