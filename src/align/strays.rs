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

/// Relinks strays among `steps`; the result is in the order of the target, with the weight of each.
pub(super) fn relink(evidence: &Evidence, steps: Vec<Step>, source: &[Passage], target: &[Passage]) -> (Vec<Step>, Vec<f32>) {
    let steps = uncrossed(evidence, steps);
    let loose: Vec<f32> = steps.iter().map(|s| weight(evidence, s)).collect();
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

/// Two neighbouring sentences that changed places: the path can only take them together, two for two. They are parted where each is
/// better off with the other's neighbour, and the two links say as much as the one.
fn uncrossed(evidence: &Evidence, steps: Vec<Step>) -> Vec<Step> {
    if steps.iter().all(|(s, t)| s.len() != 2 || t.len() != 2) {
        return steps;
    }
    let one = |i: usize| i..i + 1;
    let crossed = |(s, t): &Step| {
        let link = |i: usize, j: usize| evidence.link(&one(i), &one(j));
        let (first, second) = (link(s.start + 1, t.start), link(s.start, t.start + 1));
        let straight = link(s.start, t.start).max(0.0) + link(s.start + 1, t.start + 1).max(0.0);
        first > WEAK && second > WEAK && first + second > straight + MARGIN && first + second > evidence.link(s, t) - MARGIN
    };
    let parted = |step: Step| {
        let is = step.0.len() == 2 && step.1.len() == 2 && crossed(&step);
        let (s, t) = step;
        if is { [Some((one(s.start + 1), one(t.start))), Some((one(s.start), one(t.start + 1)))] } else { [Some((s, t)), None] }
    };
    steps.into_iter().flat_map(parted).flatten().collect()
}

/// The evidence for the weakest part of a link of weight `whole`: what is lost at least when one of its sentences is taken away, or one of
/// each side.
pub(super) fn weakest(evidence: &Evidence, source: &Range<usize>, target: &Range<usize>, whole: f32) -> f32 {
    let shorter = |r: &Range<usize>| [r.clone(), r.start + 1..r.end, r.start..r.end - 1].into_iter().take(if r.len() > 1 { 3 } else { 1 });
    let parts = shorter(source).flat_map(|s| shorter(target).map(move |t| (s.clone(), t))).skip(1);
    parts.map(|(s, t)| whole - evidence.link(&s, &t)).fold(whole, f32::min)
}
