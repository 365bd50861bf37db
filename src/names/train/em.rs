//! Estimating the probabilities: forward and backward over all ways to part two tokens into units, a name belonging to
//! each lane as far as it is likely there (a mixture), and to noise as far as neither side explains the other.

use super::pairs::{self, Corpus, Name, Reading, Token};
use crate::names::alphabet::Letters;
use crate::names::latin::Word;
use crate::names::model::{KOREAN, LANES, SINO};
use hashbrown::HashMap;
use rayon::prelude::*;

/// Probabilities of units, in every lane.
pub(super) struct Estimate {
    pub(super) units: Vec<[f64; LANES]>,
    /// How often each unit was used, over all lanes.
    pub(super) counts: Vec<[f64; LANES]>,
    pub(super) prior: [f64; LANES],
    /// Which units stand in the reviewed tables.
    pub(super) reviewed: Vec<bool>,
}

/// Share of pairs that are taken for two different names, in bits.
const NOISE: f64 = 5.0;
/// Counts that the common estimate of the foreign lanes, and the reviewed tables, stand for.
const COMMON: f64 = 250.0;
const REVIEWED: f64 = 400.0;

pub(super) fn estimate(corpus: &Corpus, rounds: usize) -> Estimate {
    let reviewed = pairs::reviewed().map(|rows| reviewed(corpus, &rows));
    let mut now = first_guess(corpus, &reviewed);
    for round in 0..rounds {
        let likely: Vec<[f64; LANES]> = corpus.tokens.par_iter().map(|t| forward(t, &now.units)).collect();
        let mut weights = vec![[0.0; LANES]; corpus.tokens.len()];
        let mut lanes = [1.0; LANES];
        for name in &corpus.names {
            let shares = shares(name, corpus, &likely, &now.prior, round);
            for (reading, share) in name.readings.iter().zip(shares) {
                for k in 0..LANES {
                    lanes[k] += share[k];
                    for &t in &reading.tokens {
                        weights[t as usize][k] += share[k];
                    }
                }
            }
        }
        let mut counts = vec![[0.0; LANES]; corpus.units.len()];
        for (token, weight) in corpus.tokens.iter().zip(&weights) {
            count(token, &now.units, weight, &mut counts);
        }
        let all: f64 = lanes.iter().sum();
        now = Estimate { units: maximise(corpus, &counts, &reviewed), counts, prior: lanes.map(|l| l / all), reviewed: Vec::new() };
    }
    now.reviewed = reviewed[0].iter().zip(&reviewed[1]).map(|(a, b)| a + b > 0.0).collect();
    now
}

/// Shares of a reviewed table: each spelling by its cost.
fn reviewed(corpus: &Corpus, rows: &[(Letters, Word, f64)]) -> Vec<f64> {
    let mut known: HashMap<(&[u8], &[u8]), f64> = HashMap::new();
    for (letters, latin, cost) in rows {
        let often: f64 = letters.iter().map(|&l| -corpus.hangul[usize::from(l)]).sum();
        let several = if letters.len() > 1 { -3.0 } else { 0.0 };
        known.insert((letters, latin), (often + several - cost / 16.0).exp2());
    }
    let mut out: Vec<f64> = corpus.units.iter().map(|(l, w)| known.get(&(l.as_slice(), w.as_slice())).copied().unwrap_or(0.0)).collect();
    let sum: f64 = out.iter().sum::<f64>().max(1e-9);
    for p in &mut out {
        *p /= sum;
    }
    out
}

/// The reviewed tables, and a little for everything else.
#[expect(clippy::cast_precision_loss, reason = "a few letters, a few lanes")]
fn first_guess(corpus: &Corpus, reviewed: &[Vec<f64>; 2]) -> Estimate {
    let units = corpus.units.iter().enumerate().map(|(u, (letters, latin))| {
        let rest = (-14.0 - 3.0 * letters.len() as f64 - 3.0 * latin.len() as f64).exp2();
        let mut lanes = [reviewed[1][u] + rest; LANES];
        lanes[KOREAN] = reviewed[0][u] + rest;
        lanes
    });
    Estimate { units: units.collect(), counts: Vec::new(), prior: [1.0 / LANES as f64; LANES], reviewed: Vec::new() }
}

/// How likely a token is in every lane.
fn forward(token: &Token, units: &[[f64; LANES]]) -> [f64; LANES] {
    table_forward(token, units)[(token.n + 1) * (token.m + 1) - 1]
}

fn table_forward(token: &Token, units: &[[f64; LANES]]) -> Vec<[f64; LANES]> {
    let width = token.m + 1;
    let mut cells = vec![[0.0; LANES]; (token.n + 1) * width];
    cells[0] = [1.0; LANES];
    // Arcs stand in the order of the places that they start from.
    for arc in &token.arcs {
        let at = usize::from(arc.i) * width + usize::from(arc.j);
        let here = cells[at];
        let to = &mut cells[at + usize::from(arc.letters) * width + usize::from(arc.latin)];
        let p = &units[arc.unit as usize];
        for k in 0..LANES {
            to[k] += here[k] * p[k];
        }
    }
    cells
}

/// How far a name belongs to every lane, reading by reading.
fn shares(name: &Name, corpus: &Corpus, likely: &[[f64; LANES]], prior: &[f64; LANES], round: usize) -> Vec<[f64; LANES]> {
    let of = |reading: &Reading| {
        let mut out = [0.0_f64; LANES];
        let surname = reading.korean.unwrap_or(0.0);
        for (k, share) in out.iter_mut().enumerate() {
            if (k == KOREAN) != reading.korean.is_some() {
                continue;
            }
            let p: f64 = reading.tokens.iter().map(|&t| likely[t as usize][k]).product();
            let seeded = if round == 0 || (round < 3 && name.seed.told) { name.seed.shares[k] } else { prior[k] };
            *share = p * if k == KOREAN { 0.5 * (-surname).exp2() } else { seeded };
        }
        out
    };
    let mut out: Vec<[f64; LANES]> = name.readings.iter().map(of).collect();
    let apart =
        name.readings.iter().map(|r| r.tokens.iter().map(|&t| corpus.tokens[t as usize].apart).sum::<f64>() + r.korean.unwrap_or(0.0)).fold(0.0, f64::max);
    let noise = if round == 0 { 0.0 } else { (-apart - NOISE).exp2() };
    let sum: f64 = out.iter().flatten().sum::<f64>() + noise;
    if sum <= 0.0 {
        return vec![[0.0; LANES]; out.len()];
    }
    for share in out.iter_mut().flatten() {
        *share /= sum;
    }
    out
}

/// Adds how often each unit is used in a token.
fn count(token: &Token, units: &[[f64; LANES]], weight: &[f64; LANES], counts: &mut [[f64; LANES]]) {
    let width = token.m + 1;
    let forward = table_forward(token, units);
    let mut backward = vec![[0.0; LANES]; (token.n + 1) * width];
    let last = backward.len() - 1;
    backward[last] = [1.0; LANES];
    let mut scale = [0.0; LANES];
    for k in 0..LANES {
        if forward[last][k] > 0.0 && weight[k] > 1e-4 {
            scale[k] = weight[k] / forward[last][k];
        }
    }
    for arc in token.arcs.iter().rev() {
        let at = usize::from(arc.i) * width + usize::from(arc.j);
        let behind = backward[at + usize::from(arc.letters) * width + usize::from(arc.latin)];
        let p = &units[arc.unit as usize];
        let sum = &mut counts[arc.unit as usize];
        for k in 0..LANES {
            let through = p[k] * behind[k];
            backward[at][k] += through;
            sum[k] += forward[at][k] * through * scale[k];
        }
    }
}

/// Probabilities from counts: each lane leans on what is common to the foreign ones, and that on the reviewed table;
/// units of several letters must be worth it.
fn maximise(corpus: &Corpus, counts: &[[f64; LANES]], reviewed: &[Vec<f64>; 2]) -> Vec<[f64; LANES]> {
    let worth = |u: usize, c: f64| (c - if corpus.units[u].0.len() > 1 { 0.8 } else { 0.1 }).max(0.0);
    let pooled: Vec<f64> = counts.iter().map(|c| c[SINO + 1..].iter().sum()).collect();
    let kept: Vec<f64> = pooled.iter().enumerate().map(|(u, &c)| worth(u, c)).collect();
    let all: f64 = kept.iter().sum::<f64>() + REVIEWED;
    let common: Vec<f64> = kept.iter().zip(&reviewed[1]).map(|(c, r)| (c + REVIEWED * r) / all).collect();
    let mut out = vec![[0.0; LANES]; counts.len()];
    for k in 0..LANES {
        let (base, lean) = match k {
            KOREAN => (&reviewed[0], REVIEWED),
            SINO => (&common, 100.0),
            _ => (&common, COMMON),
        };
        let of = |u: usize| if k > SINO { counts[u][k] * kept[u] / pooled[u].max(1e-12) } else { worth(u, counts[u][k]) };
        let sum: f64 = (0..counts.len()).map(of).sum::<f64>() + lean;
        for (u, p) in out.iter_mut().enumerate() {
            p[k] = (of(u) + lean * base[u]) / sum;
        }
    }
    out
}
