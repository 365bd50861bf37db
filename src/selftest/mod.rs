//! Stage over the pipeline: a mutation test. Good translations are made wrong in one figure at a time, and the program is
//! asked whether it sees it. A newsroom that asks how we know gets its answer from its own text.
//!
//! `good` has the pairs that come with the program, `site` and `numeral` read a figure of the English as it is written,
//! `operators` change it, `trial` checks what came of it, and `draw` takes a part of the mutants where there are many.
//!
//! A mutant is made on the reading: an operator knows where a figure stands and what it says, and writes another value
//! in the same style. The changed text is read again. Where no value is read at the place any more, the change is
//! counted as unread; where the new value says the same as the old one or as the Korean by `compare` (rounded, converted,
//! within a range), it is counted as equivalent. Neither is a mutant. So the test says nothing about values that
//! `compare` wrongly takes for the same: these are seen as a large number of equivalents.

mod draw;
pub mod good;
mod numeral;
pub mod operators;
mod site;
mod trial;

pub use draw::limit;
pub use operators::{Aim, OPERATORS, Operator};
pub use site::{Change, Mutation};
pub use trial::{Attempt, Bench, Candidate};

use crate::judge::{FailOn, Policy};
use crate::model::{Alarm, Document, Lang};
use jiff::civil::Date;

/// A pair to be tested: the news of both sides, a paragraph each, parted by blank lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sample {
    /// Its identifier.
    pub id: String,
    /// The Korean.
    pub ko: String,
    /// The English.
    pub en: String,
    /// The day of publication in Korea.
    pub date: Option<Date>,
}

/// A pair before the test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ready {
    /// A good one, with all the ways to make it wrong.
    Good {
        /// The pair.
        sample: Sample,
        /// Its English sentences.
        sentences: usize,
        /// What can be changed in it.
        candidates: Vec<Candidate>,
    },
    /// One at which the program stops an editor as it stands.
    Alarmed(Alarm),
}

/// What a test goes by.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Severities of the house.
    pub policy: Policy,
    /// What stops an editor.
    pub fail_on: FailOn,
    /// The operators to use, in order.
    pub operators: Vec<&'static Operator>,
    /// Where chance decides, this decides how.
    pub seed: u64,
}

impl Sample {
    /// The news of two documents.
    pub fn of(id: impl Into<String>, source: &Document<'_>, target: &Document<'_>, date: Option<Date>) -> Self {
        Self { id: id.into(), ko: news(source), en: news(target), date }
    }

    /// The Korean as a document.
    pub fn source(&self) -> Document<'_> {
        Document::plain(Lang::Ko, "ko", &self.ko)
    }

    /// The English as a document.
    pub fn target(&self) -> Document<'_> {
        Document::plain(Lang::En, "en", &self.en)
    }
}

/// The blocks of news of a document, parted by blank lines.
fn news(document: &Document<'_>) -> String {
    let blocks = document.blocks.iter().filter(|b| b.kind.is_news()).map(|b| b.span.slice(document.text()).replace('\n', " "));
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// Checks a pair as it stands, and finds what can be changed in it.
pub fn prepare(sample: Sample, terms: &Terms) -> Ready {
    let bench = Bench::new(&sample, terms);
    if let Some(alarm) = bench.alarm() {
        return Ready::Alarmed(alarm);
    }
    let (sentences, candidates) = (bench.sentences(), bench.candidates());
    Ready::Good { sample, sentences, candidates }
}
