//! Training of the transliteration model from pairs of names: what `daejo train names` does. Pairs are brought into
//! tokens (`pairs`), probabilities of units are estimated (`em`), and written as a table (`table`); `held_out` tells how
//! well a model knows names that it was not trained on.

mod em;
pub mod held_out;
pub mod likeness;
mod pairs;
mod seeds;
mod table;

/// A name in both scripts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamePair {
    /// In Hangul.
    pub ko: String,
    /// In Latin letters, or those of the language.
    pub en: String,
    /// The language, as an ISO 639-3 code, where it is known.
    pub lang: Option<String>,
}

/// How the training goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Rounds of estimating.
    pub rounds: usize,
    /// Most units in the table.
    pub units: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self { rounds: 10, units: 4000 }
    }
}

/// What came of training.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trained {
    /// The table, without the lines at its head that tell where it is from.
    pub table: String,
    /// Pairs that were used, and that could not be: another number of words, nothing to read.
    pub used: usize,
    /// Pairs that were not used.
    pub left_out: usize,
    /// Units in the table.
    pub units: usize,
}

/// Estimates the model from pairs. The same pairs in the same order give the same table.
pub fn train(names: &[NamePair], terms: Terms) -> Trained {
    let corpus = pairs::Corpus::of(names);
    let (used, left_out) = (corpus.names.len(), names.len().saturating_sub(corpus.sources));
    let estimate = em::estimate(&corpus, terms.rounds);
    let (table, units) = table::write(&corpus, &estimate, terms.units);
    Trained { table, used, left_out, units }
}
