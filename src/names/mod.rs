//! Names across the two scripts: how Korean names are spelled in Latin letters, and what is called what.

mod alphabet;
mod byname;
mod explain;
pub mod foreigners;
pub mod given;
pub mod latin;
pub mod lexicon;
pub mod likeness;
pub mod matching;
mod model;
pub mod morphology;
pub mod offices;
mod person;
mod romanise;
mod script;
mod sino;
mod spelling;
pub mod stems;
pub mod surnames;
mod titles;
pub mod train;
mod weigh;

pub use explain::{Column, Explained, explain};
pub use matching::{NameMatch, Verdict, name_match};
pub use romanise::romanised;

/// The language packs that a run has.
#[derive(Debug, Default)]
pub struct Packs {
    /// Words with their classes.
    pub morphology: Option<morphology::Morphology>,
}

impl Packs {
    /// What they are called, in the order of their names.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.morphology.as_ref().map(|_| "morphology").into_iter()
    }
}
