//! Estimates the weights of `names/likeness`: a logistic model of three classes (the full name of a Korean, a foreign name, any
//! other word), by gradient descent with steps that shrink where a weight was moved much (AdaGrad).

use crate::names::likeness::{CLASSES, SCALE, features};
use hashbrown::{HashMap, HashSet};
use std::fmt::Write as _;

/// A word that is known to be a name, or not to be one.
#[derive(Clone, PartialEq, Debug)]
pub struct Sample {
    /// The word, in Hangul.
    pub word: String,
    /// What it is.
    pub class: Class,
    /// How much it counts: more for words that are met more often.
    pub weight: f32,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// The full name of a Korean.
    Korean,
    /// A foreign name, or one of its words.
    Foreign,
    /// Any other word.
    Other,
}

/// How the training goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Rounds of estimating.
    pub rounds: usize,
    /// Rows for what words have in common, most; words that stand whole come on top.
    pub rows: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self { rounds: 6, rows: 9000 }
    }
}

/// Estimates the table from samples. Each class counts by its share in
/// `SHARES`, however many samples it has. The same samples in the same order give the same table.
pub fn train(samples: &[Sample], Terms { rounds, rows }: Terms) -> String {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut lists: Vec<(usize, Vec<u32>, f32)> = Vec::with_capacity(samples.len());
    let mut mass = [0.0_f32; CLASSES + 1];
    for s in samples {
        let mut list = Vec::with_capacity(24);
        features(&s.word, |f| {
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            list.push(*ids.entry(f.iter().collect()).or_insert(next));
        });
        mass[s.class as usize] += s.weight;
        lists.push((s.class as usize, list, s.weight));
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of samples")]
    let all = lists.len() as f32;
    for (class, _, weight) in &mut lists {
        *weight *= SHARES[*class] * all / mass[*class].max(1.0);
    }
    let mut counts = vec![0_u32; ids.len()];
    for f in lists.iter().flat_map(|l| &l.1) {
        counts[*f as usize] += 1;
    }
    keep(&mut lists, |f| counts[f as usize] >= SEEN);
    // What counts for little is left out, and the rest estimated anew without it.
    let first = descend(&mut lists, ids.len(), rounds.div_ceil(2));
    #[expect(clippy::cast_precision_loss, reason = "a count of samples")]
    let worth = |f: usize| first[f].iter().fold(0.0_f32, |a, w| a.max(w.abs())) * (counts[f] as f32).sqrt();
    let mut order: Vec<usize> = (0..ids.len()).filter(|f| counts[*f] >= SEEN).collect();
    order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
    let mut kept = vec![false; ids.len()];
    for f in order.into_iter().take(rows) {
        kept[f] = true;
    }
    keep(&mut lists, |f| kept[f as usize]);
    let weights = descend(&mut lists, ids.len(), rounds);
    let exceptions = exceptions(samples, &ids, &weights);
    table(ids, &weights) + &exceptions
}

/// Most words that stand whole in the table.
const EXCEPTIONS: usize = 7000;
/// From this weight on a word is a common one, whoever is called so.
const OFTEN: f32 = 0.3;
/// What a common word is brought to, as logarithm of odds.
const SURELY_NONE: f32 = -6.0;

/// The most frequent of the common words that their syllables would take for a name.
fn exceptions(samples: &[Sample], ids: &HashMap<String, u32>, weights: &[[f32; CLASSES]]) -> String {
    let mut names: HashMap<&str, u32> = HashMap::new();
    for s in samples.iter().filter(|s| s.class == Class::Foreign || s.class == Class::Korean && s.weight > 1.0) {
        *names.entry(&s.word).or_default() += 1;
    }
    // What is more often a name stays one: 트럼프 stands among the common nouns of some dictionaries.
    let a_name = |s: &Sample| names.get(s.word.as_str()).is_some_and(|n| *n > 1 && s.weight < OFTEN);
    let mut mistaken: Vec<(f32, &str, [f32; CLASSES])> = Vec::new();
    let mut seen = HashSet::new();
    for s in samples.iter().filter(|s| s.class == Class::Other && s.weight > 0.02 && !a_name(s)) {
        let mut odds = [0.0_f32; CLASSES];
        let asked = features(&s.word, |f| {
            if let Some(id) = ids.get(&f.iter().collect::<String>()) {
                for (sum, w) in odds.iter_mut().zip(&weights[*id as usize]) {
                    *sum += w;
                }
            }
        });
        if asked && odds.iter().any(|o| *o > -1.0) && seen.insert(&s.word) {
            mistaken.push((s.weight, &s.word, odds));
        }
    }
    mistaken.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    mistaken.truncate(EXCEPTIONS);
    mistaken.sort_by_key(|m| m.1);
    mistaken.iter().fold(String::new(), |mut out, (_, word, odds)| {
        let [korean, foreign] = odds.map(|o| round((SURELY_NONE - o).min(0.0)));
        let _ = writeln!(out, "={word}\t{korean}\t{foreign}");
        out
    })
}

#[expect(clippy::cast_possible_truncation, reason = "held between the bounds of the type before")]
fn round(w: f32) -> i16 {
    (w * SCALE).round().clamp(-2000.0, 2000.0) as i16
}

/// Samples that a feature must stand in.
const SEEN: u32 = 8;

fn keep(lists: &mut [(usize, Vec<u32>, f32)], wanted: impl Fn(u32) -> bool) {
    for (_, list, _) in lists {
        list.retain(|f| wanted(*f));
    }
}

/// What part of the words of a text that may be names belong to each class: most are none.
const SHARES: [f32; CLASSES + 1] = [0.2, 0.2, 0.6];
const STEP: f32 = 0.2;
fn descend(lists: &mut [(usize, Vec<u32>, f32)], features: usize, rounds: usize) -> Vec<[f32; CLASSES]> {
    let mut weights = vec![[0.0_f32; CLASSES]; features];
    let mut moved = vec![[1.0e-3_f32; CLASSES]; features];
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..rounds {
        // Fisher and Yates, with the generator of Marsaglia, so that every run is the same.
        for i in (1..lists.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let j = usize::try_from(seed % (i as u64 + 1)).unwrap_or(0);
            lists.swap(i, j);
        }
        for (class, list, importance) in &*lists {
            let mut odds = [0.0_f32; CLASSES];
            for f in list {
                for (sum, w) in odds.iter_mut().zip(&weights[*f as usize]) {
                    *sum += w;
                }
            }
            let top = odds.iter().copied().fold(0.0, f32::max);
            let all = odds.iter().map(|o| (o - top).exp()).sum::<f32>() + (-top).exp();
            for k in 0..CLASSES {
                let share = (odds[k] - top).exp() / all;
                let slope = importance.min(20.0) * (share - if k == *class { 1.0 } else { 0.0 });
                for f in list {
                    let (w, m) = (&mut weights[*f as usize][k], &mut moved[*f as usize][k]);
                    let g = slope;
                    *m += g * g;
                    *w -= STEP * g / m.sqrt();
                }
            }
        }
    }
    weights
}

fn table(ids: HashMap<String, u32>, weights: &[[f32; CLASSES]]) -> String {
    let mut all: Vec<(String, [i16; CLASSES])> = ids.into_iter().map(|(f, i)| (f, weights[i as usize].map(round))).collect();
    let size = |w: &[i16; CLASSES]| w.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0);
    all.retain(|(_, w)| size(w) > 0);
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.iter().fold(String::new(), |mut out, (f, [korean, foreign])| {
        let _ = writeln!(out, "{f}\t{korean}\t{foreign}");
        out
    })
}
