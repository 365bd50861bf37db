//! The estimate as a table: the units that are used most, with their costs in eighths of a bit, in order.

use super::em::Estimate;
use super::pairs::Corpus;
use crate::names::alphabet;
use crate::names::model::{LANES, NAMES};
use std::fmt::Write;

/// Costs above this are left out, in eighths of a bit.
const DEAR: f64 = 200.0;

pub(super) fn write(corpus: &Corpus, estimate: &Estimate, most: usize) -> (String, usize) {
    let mut out = String::new();
    let _ = writeln!(out, "lanes\t{}", NAMES.join("\t"));
    let prior: Vec<String> = estimate.prior.iter().map(|&p| eighths(p).to_string()).collect();
    let _ = writeln!(out, "prior\t{}", prior.join("\t"));
    letters(&mut out, "hangul", &corpus.hangul, |l| (l < 78 && l != 40).then(|| alphabet::name_of(l)));
    letters(&mut out, "latin", &corpus.latin, |l| {
        (l.is_ascii_lowercase() || l.is_ascii_digit() || l >= 128).then(|| alphabet::character(l).to_string()).filter(|s| s != "?")
    });
    let used = |u: usize| estimate.counts.get(u).map_or(0.0, |c| c.iter().sum::<f64>()) + if estimate.reviewed[u] { 1000.0 } else { 0.0 };
    let mut units: Vec<usize> = (0..corpus.units.len()).filter(|&u| used(u) >= if corpus.units[u].0.len() > 1 { 2.5 } else { 1.2 }).collect();
    units.sort_by(|&a, &b| used(b).total_cmp(&used(a)).then_with(|| corpus.units[a].cmp(&corpus.units[b])));
    units.truncate(most);
    units.sort_by(|&a, &b| corpus.units[a].cmp(&corpus.units[b]));
    for &u in &units {
        let (letters, latin) = &corpus.units[u];
        let names: Vec<String> = letters.iter().map(|&l| alphabet::name_of(l)).collect();
        let latin: String = latin.iter().map(|&b| alphabet::character(b)).collect();
        let costs: Vec<String> =
            (0..LANES).map(|k| estimate.units[u][k]).map(|p| if p > 0.0 && -8.0 * p.log2() < DEAR { eighths(p).to_string() } else { ".".to_owned() }).collect();
        let _ = writeln!(out, "{}\t{latin}\t{}", names.join(" "), costs.join(" "));
    }
    (out, units.len())
}

fn letters(out: &mut String, kind: &str, costs: &[f64], name: impl Fn(u8) -> Option<String>) {
    let row: Vec<String> = (0..=u8::MAX).filter_map(|l| name(l).map(|n| format!("{n}:{:.0}", costs[usize::from(l)] * 8.0))).collect();
    let _ = writeln!(out, "{kind}\t{}", row.join(" "));
}

/// A probability as a cost.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and within the range")]
fn eighths(p: f64) -> u16 {
    (-8.0 * p.max(1e-30).log2()).round().clamp(0.0, 1000.0) as u16
}
