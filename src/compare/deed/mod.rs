//! Who did it to whom: the deeds of a Korean passage against those of the English one, where both tell a doer and somebody
//! that it is done to. The words for deeds are rows of `predicates.tsv`; what is in none of them is not compared.

mod english;
mod korean;
mod table;
mod who;

pub use english::{Token, tokens};
pub use korean::{Case, Phrase, phrases};
pub use who::Scene;

use crate::model::Pair;
use crate::text::Span;

/// A deed whose two sides have changed places. Places are in the documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swap {
    /// The doer and the other one in the Korean, with their particles.
    pub source: [Span; 2],
    /// The Korean word for the deed.
    pub source_word: Span,
    /// Whether the doer is not the subject of the Korean verb.
    pub source_converse: bool,
    /// Where the English has the doer and the other one.
    pub target: [Span; 2],
    /// The English word for it.
    pub target_word: Span,
}

/// Bytes of a side of a link that is read at most.
const LONGEST: usize = 4096;

/// The deeds that the English tells the other way round.
pub fn swaps(pair: &Pair<'_>) -> Vec<Swap> {
    let mut out = Vec::new();
    for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
        let scene = Scene::new(pair, link);
        if scene.ko.len() <= LONGEST && scene.en.len() <= LONGEST {
            out.extend(swap(&scene));
        }
    }
    out
}

/// The deed of a scene that is turned round, where no way to read it as it should be is there.
fn swap(scene: &Scene<'_>) -> Option<Swap> {
    let told = korean::deeds(scene.ko);
    if told.is_empty() {
        return None;
    }
    let words = tokens(scene.en);
    let rendered = english::deeds(&words, |event| told.iter().any(|d| d.event == event));
    let mut found = None;
    for k in &told {
        for e in rendered.iter().filter(|e| e.event == k.event) {
            let is = |role: usize, zone: usize| scene.names(k.roles[role], e.roles[zone], Some(k.roles[1 - role]));
            let described = |zone: usize| k.described.is_some_and(|d| scene.names(d, e.roles[zone], None));
            if is(0, 0) || is(1, 1) || described(usize::from(k.converse)) {
                return None;
            }
            if found.is_none() && is(0, 1) && is(1, 0) {
                found = Some(Swap {
                    source: k.roles.map(|s| scene.in_source(s)),
                    source_word: scene.in_source(k.word),
                    source_converse: k.converse,
                    target: e.roles.map(|s| scene.in_target(s)),
                    target_word: scene.in_target(e.word),
                });
            }
        }
    }
    found
}
