//! Stage: which passages render which. `clues` finds what the sentences of the two sides have in common, `evidence` weighs
//! it, `path` finds the best way through both articles within a `band`.

mod band;
mod clues;
mod evidence;
mod keys;
mod length;
mod lexicon;
mod path;
mod skeleton;
mod words;

use crate::model::{Document, Link, Mention, Pairing, Passage, Reading};
use evidence::Evidence;

/// What the aligner sees of one side.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document's reading form.
    pub text: &'a str,
    /// Its sentences.
    pub passages: &'a [Passage],
    /// Its mentions, in order.
    pub mentions: &'a [Mention],
}

impl<'a> Side<'a> {
    /// One side of a pair.
    pub fn new(document: &'a Document<'_>, reading: &'a Reading) -> Self {
        Self { text: document.text(), passages: &reading.passages, mentions: &reading.mentions }
    }
}

/// Finds the most likely pairing of the Korean `source` and the English `target`.
pub fn align(source: Side<'_>, target: Side<'_>) -> Pairing {
    let (n, m) = (source.passages.len(), target.passages.len());
    if n == 0 || m == 0 || (n.min(m) == 1 && n.max(m) <= 3) {
        return alone(n, m);
    }
    let evidence = Evidence::new(&source, &target);
    let steps = path::find(&evidence, source.passages, target.passages);
    let links = steps.into_iter().map(|(source, target)| {
        let score = if source.is_empty() || target.is_empty() { 0.0 } else { evidence.link(&source, &target) };
        Link { source, target, score }
    });
    Pairing { links: links.collect() }
}

/// What needs no search: a side with nothing, or one sentence against a few.
fn alone(n: usize, m: usize) -> Pairing {
    let links = if n > 0 && m > 0 {
        vec![Link { source: 0..n, target: 0..m, score: 0.9 }]
    } else {
        let one_sided = |source, target| Link { source, target, score: 0.0 };
        (0..n).map(|i| one_sided(i..i + 1, 0..0)).chain((0..m).map(|j| one_sided(0..0, j..j + 1))).collect()
    };
    Pairing { links }
}
