//! Names across the two scripts: how Korean names are spelled in Latin letters, and what is called what.

mod alphabet;
mod explain;
pub mod given;
pub mod latin;
pub mod lexicon;
pub mod matching;
mod model;
mod person;
mod script;
mod spelling;
pub mod surnames;
mod titles;
pub mod train;
mod weigh;

pub use explain::{Column, Explained, explain};
pub use matching::{NameMatch, Verdict, name_match};
