//! How well a model knows names that it was not trained on: the names are parted into folds by a hash, and each fold is
//! asked of a model trained on the others, against other names of the fold.

use super::{NamePair, Terms, train};
use crate::names::matching::{Verdict, verdict_of};
use crate::names::model::Model;
use crate::names::weigh::weigh;

/// What came of asking names of a model.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// Right pairs that were asked, and wrong ones.
    pub right: usize,
    /// Wrong pairs that were asked: for every name any other one, and of sixty the one that begins most like it.
    pub wrong: usize,
    /// Right pairs that score above all but 1% of the wrong ones.
    pub above: usize,
    /// Right pairs, and wrong ones, that are called a match.
    pub matched: usize,
    /// Wrong pairs that are called a match.
    pub mistaken: usize,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.above += other.above;
        self.matched += other.matched;
        self.mistaken += other.mistaken;
    }
}

/// The figures of every set, over so many folds.
pub fn measure(sets: &[Vec<NamePair>], folds: u64, terms: Terms) -> Vec<Figures> {
    let mut out = vec![Figures::default(); sets.len()];
    for fold in 0..folds {
        let inside = |p: &&NamePair| hash(p) % folds == fold;
        let rest: Vec<NamePair> = sets.iter().flatten().filter(|p| !inside(p)).cloned().collect();
        let Ok(model) = Model::parse(&train(&rest, terms).table) else { continue };
        for (set, figures) in sets.iter().zip(&mut out) {
            let held: Vec<&NamePair> = set.iter().filter(inside).collect();
            figures.add(ask(&model, &held));
        }
    }
    out
}

/// Asks names of a model.
fn ask(model: &Model, names: &[&NamePair]) -> Figures {
    let mut figures = Figures::default();
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for name in names {
        let weighed = weigh(model, &name.ko, &name.en);
        figures.matched += usize::from(verdict_of(&weighed) == Verdict::Match);
        right.push(weighed.saved);
        let others: Vec<&&NamePair> = (0..60).map(|_| &names[draw(&mut state, names.len())]).filter(|o| o.ko != name.ko && o.en != name.en).collect();
        let nearest = others.iter().max_by_key(|o| (common(&o.en, &name.en), std::cmp::Reverse(o.en.chars().count().abs_diff(name.en.chars().count()))));
        for other in others.first().into_iter().chain(nearest) {
            let weighed = weigh(model, &name.ko, &other.en);
            figures.mistaken += usize::from(verdict_of(&weighed) == Verdict::Match);
            wrong.push(weighed.saved);
        }
    }
    wrong.sort_by(|a, b| b.total_cmp(a));
    let line = wrong.get(wrong.len() / 100).copied().unwrap_or(0.0);
    figures.above = right.iter().filter(|&&s| s > line).count();
    (figures.right, figures.wrong) = (right.len(), wrong.len());
    figures
}

/// How many letters two names begin with alike.
fn common(a: &str, b: &str) -> usize {
    a.chars().flat_map(char::to_lowercase).zip(b.chars().flat_map(char::to_lowercase)).take_while(|(a, b)| a == b).count()
}

/// A number below `count`, from a row that is always the same.
fn draw(state: &mut u64, count: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 11).unwrap_or(0) % count.max(1)
}

/// FNV-1a, so that a name stays in its fold whatever else is in the files.
fn hash(name: &NamePair) -> u64 {
    name.ko.bytes().chain([b'\t']).chain(name.en.bytes()).fold(0xCBF2_9CE4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)) >> 9
}
