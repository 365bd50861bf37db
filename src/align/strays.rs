//! Links what the path could not: passages that were moved. A source and a target sentence that the path left alone, or
//! linked weakly, are linked when much more speaks for them than for where they are. Runs after `path`, on its steps.

use super::evidence::Evidence;
use super::path::Step;
use crate::model::Passage;
use std::ops::Range;

/// Links with less evidence than this may be undone.
const WEAK: f32 = 1.0;
/// Evidence that a link across the order needs; the logarithm of the number of candidates comes on top.
const STRONG: f32 = 1.5;
/// How much better a link must be than the one that it undoes.
const MARGIN: f32 = 4.0;
/// What it adds to be next to a sentence whose paragraph moved the same way.
const COMPANY: f32 = 3.0;
/// More candidates than this are not looked at.
const MOST: usize = 20_000;

/// A sentence pair that may be linked.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    source: usize,
    target: usize,
    evidence: f32,
}

/// What speaks for a step as a whole; nothing where one side is empty.
pub(super) fn weight(evidence: &Evidence, (source, target): &Step) -> f32 {
    if source.is_empty() || target.is_empty() { 0.0 } else { evidence.link(source, target) }
}

/// Relinks strays among `steps`, of which each has its weight; the result is in the order of the target, with weights.
pub(super) fn relink(evidence: &Evidence, steps: Vec<Step>, loose: Vec<f32>, source: &[Passage], target: &[Passage]) -> (Vec<Step>, Vec<f32>) {
    let is_loose = |k: usize| loose[k] < WEAK && (steps[k].0.len() <= 1 || steps[k].1.is_empty()) && steps[k].1.len() <= 1;
    let (mut free_source, mut free_target) = (Vec::new(), Vec::new());
    for (k, (s, t)) in steps.iter().enumerate().filter(|(k, _)| is_loose(*k)) {
        free_source.extend(s.clone().map(|i| (i, k)));
        free_target.extend(t.clone().map(|j| (j, k)));
    }
    if free_source.is_empty() || free_target.is_empty() || free_source.len().saturating_mul(free_target.len()) > MOST {
        return (steps, loose);
    }
    let candidates = candidates(evidence, &free_source, &free_target, &loose);
    let chosen = choose(candidates, source, target);
    if chosen.is_empty() {
        return (steps, loose);
    }
    let steps = apply(steps, &chosen);
    let weights = steps.iter().map(|s| weight(evidence, s)).collect();
    (steps, weights)
}

/// Pairs that are better than where they are, best first.
fn candidates(evidence: &Evidence, source: &[(usize, usize)], target: &[(usize, usize)], loose: &[f32]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for &(i, a) in source {
        for &(j, b) in target.iter().filter(|t| t.1 != a) {
            if !evidence.may_link(i, j) {
                continue;
            }
            let e = evidence.link(&(i..i + 1), &(j..j + 1));
            let present = loose[a].max(0.0).max(loose[b]);
            if e > present + MARGIN - COMPANY {
                found.push(Candidate { source: i, target: j, evidence: e });
            }
        }
    }
    found.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then((a.source, a.target).cmp(&(b.source, b.target))));
    found
}

/// Takes candidates greedily; those beside one that is taken, in the same two paragraphs, need less.
fn choose(candidates: Vec<Candidate>, source: &[Passage], target: &[Passage]) -> Vec<Candidate> {
    #[expect(clippy::cast_precision_loss, reason = "a small count")]
    let needed = STRONG + (1.0 + candidates.len() as f32).ln();
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut left = candidates;
    loop {
        let company =
            |c: &Candidate| chosen.iter().any(|d| source[d.source].block == source[c.source].block && target[d.target].block == target[c.target].block);
        let Some(at) = left.iter().position(|c| c.evidence + if company(c) { COMPANY } else { 0.0 } >= needed) else { return chosen };
        let best = left.remove(at);
        left.retain(|c| c.source != best.source && c.target != best.target);
        chosen.push(best);
    }
}

/// Takes the chosen sentences out of their steps and puts their links where the target sentence was.
fn apply(steps: Vec<Step>, chosen: &[Candidate]) -> Vec<Step> {
    let mut out = Vec::with_capacity(steps.len() + chosen.len());
    for (s, t) in steps {
        let moved = t.clone().find_map(|j| chosen.iter().find(|c| c.target == j));
        let gone = |i: usize| chosen.iter().any(|c| c.source == i);
        if moved.is_none() && !s.clone().any(gone) {
            out.push((s, t));
            continue;
        }
        out.extend(s.clone().filter(|&i| !gone(i)).map(|i| (i..i + 1, t.start..t.start)));
        match moved {
            Some(c) => out.push((c.source..c.source + 1, t)),
            None if !t.is_empty() => out.push((s.end..s.end, t)),
            None => {}
        }
    }
    out
}

/// The evidence for the weakest part of a link of weight `whole`: what is lost at least when one of its sentences is taken away.
pub(super) fn weakest(evidence: &Evidence, source: &Range<usize>, target: &Range<usize>, whole: f32) -> f32 {
    let mut least = whole;
    if source.len() > 1 {
        let shorter = [source.start + 1..source.end, source.start..source.end - 1];
        least = shorter.iter().map(|s| whole - evidence.link(s, target)).fold(least, f32::min);
    }
    if target.len() > 1 {
        let shorter = [target.start + 1..target.end, target.start..target.end - 1];
        least = shorter.iter().map(|t| whole - evidence.link(source, t)).fold(least, f32::min);
    }
    least
}
