//! What `daejo selftest` writes: how many mutants of each operator were found, and by which rules.

pub mod json;
mod tally;
mod terminal;

pub use json::document;
pub use tally::{OfOne, Row, Tally};
pub use terminal::render;

use crate::model::{Fate, Mutant, SelfTest};

/// The mutants of one fate, in the order of the pairs.
fn chosen(test: &SelfTest, show: Option<Fate>) -> impl Iterator<Item = &Mutant> {
    test.mutants.iter().filter(move |m| show == Some(m.fate))
}
