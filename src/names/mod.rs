//! Names across the two scripts: how Korean names are spelled in Latin letters, and what is called what.

pub mod given;
pub mod latin;
pub mod lexicon;
pub mod matching;
mod spelling;
pub mod surnames;

pub use matching::{NameMatch, Verdict, name_match};
