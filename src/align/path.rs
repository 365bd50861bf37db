//! The best path: dynamic programming over counts of source and target sentences, within the band, over links of up to
//! three sentences a side. Reads `evidence` and `band`.

use super::band;
use super::evidence::{Evidence, Row};
use crate::model::Passage;
use std::ops::Range;

/// A kind of link: how many sentences of each side, and the logarithm of its share among links.
struct Shape {
    source: usize,
    target: usize,
    prior: f32,
}

const SHAPES: [Shape; 8] = [
    Shape { source: 1, target: 1, prior: -0.2 },
    Shape { source: 0, target: 1, prior: -2.2 },
    Shape { source: 1, target: 0, prior: -2.2 },
    Shape { source: 1, target: 2, prior: -2.6 },
    Shape { source: 2, target: 1, prior: -2.6 },
    Shape { source: 2, target: 2, prior: -5.5 },
    Shape { source: 1, target: 3, prior: -5.0 },
    Shape { source: 3, target: 1, prior: -5.0 },
];

/// What it costs when a paragraph ends on one side only.
const UNEVEN: f32 = 0.9;
/// What it costs when a link runs over the end of a paragraph.
const CROSSING: f32 = 1.2;
/// What it adds to leave sentences alone at the end: articles end in lines that the other side does not have.
const TAIL: f32 = 1.4;

/// A step of the path: the sentences that it links.
pub(super) type Step = (Range<usize>, Range<usize>);

/// Paragraph ends of both sides: whether one lies at a count of sentences.
struct Ends {
    source: Vec<bool>,
    target: Vec<bool>,
}

impl Ends {
    fn of(passages: &[Passage]) -> Vec<bool> {
        let inner = passages.windows(2).map(|w| w[0].block != w[1].block);
        std::iter::once(true).chain(inner).chain(std::iter::once(true)).collect()
    }

    /// The cost of a link by the paragraph ends at its end and inside it.
    fn cost(&self, i: usize, j: usize, shape: &Shape) -> f32 {
        let uneven = if self.source[i] == self.target[j] { 0.0 } else { UNEVEN };
        let inside = |ends: &[bool], at: usize, n: usize| if n < 2 { 0 } else { ends[at + 1 - n..at].iter().filter(|e| **e).count() };
        let crossed = inside(&self.source, i, shape.source) + inside(&self.target, j, shape.target);
        #[expect(clippy::cast_precision_loss, reason = "at most four")]
        let crossing = crossed as f32 * CROSSING;
        uneven + crossing
    }
}

/// Rows that the search looks back on.
const KEPT: usize = 4;

/// The walk over the matrix.
struct Walk<'e> {
    evidence: &'e Evidence,
    ends: Ends,
    /// Numbers of sentences.
    size: (usize, usize),
    band: Vec<(usize, usize)>,
    /// Best scores of the latest rows, row `i` at `i % KEPT`.
    best: [Vec<f32>; KEPT],
    /// Evidence of the latest rows, likewise.
    rows: [Row; KEPT],
    /// For each row the shape by which each cell was reached.
    reached: Vec<Vec<u8>>,
}

/// Finds the best path through an article; every sentence of both sides is in exactly one step.
pub(super) fn find(evidence: &Evidence, source: &[Passage], target: &[Passage]) -> Vec<Step> {
    let band = band::rows(evidence);
    let ends = Ends { source: Ends::of(source), target: Ends::of(target) };
    let mut walk =
        Walk { evidence, ends, size: evidence.size(), best: Default::default(), rows: Default::default(), reached: Vec::with_capacity(band.len()), band };
    let mut fresh = evidence.fresh();
    for i in 0..walk.band.len() {
        let (low, high) = walk.band[i];
        if i > 0 {
            let row = &mut walk.rows[i % KEPT];
            row.low = low;
            evidence.row(i, row, high + 1 - low, &mut fresh);
        }
        walk.fill(i, low, high);
    }
    walk.back()
}

impl Walk<'_> {
    /// Fills row `i`.
    fn fill(&mut self, i: usize, low: usize, high: usize) {
        let mut scores = std::mem::take(&mut self.best[i % KEPT]);
        scores.clear();
        let mut reached = Vec::with_capacity(high + 1 - low);
        for j in low..=high {
            let (mut best, mut by) = if i == 0 && j == 0 { (0.0, 0) } else { (f32::NEG_INFINITY, 0) };
            for (code, shape) in (0_u8..).zip(&SHAPES) {
                let Some(score) = self.arrive(i, j, shape, &scores, low, best) else { continue };
                if score > best {
                    (best, by) = (score, code);
                }
            }
            scores.push(best);
            reached.push(by);
        }
        self.best[i % KEPT] = scores;
        self.reached.push(reached);
    }

    /// The score of reaching a cell by a shape; `None` when it cannot be or will not beat `best`.
    #[inline]
    fn arrive(&self, i: usize, j: usize, shape: &Shape, this: &[f32], low: usize, best: f32) -> Option<f32> {
        let (from, back) = (i.checked_sub(shape.source)?, j.checked_sub(shape.target)?);
        let before = if shape.source == 0 { *this.get(back.checked_sub(low)?)? } else { *self.best[from % KEPT].get(back.checked_sub(self.band[from].0)?)? };
        let sure = before + shape.prior - self.ends.cost(i, j, shape);
        if shape.source == 0 || shape.target == 0 {
            let (n, m) = self.size;
            let tail = if (shape.source == 0 && i == n) || (shape.target == 0 && j == m) { TAIL } else { 0.0 };
            return Some(sure + tail);
        }
        let row = &self.rows[i % KEPT];
        let mut says = 0.0;
        for own in from + 1..=i {
            let r = &self.rows[own % KEPT];
            says += *r.source[shape.target - 1].get(j.checked_sub(r.low)?)?;
        }
        for other in back + 1..=j {
            says += *row.target[shape.source - 1].get(other.checked_sub(row.low)?)?;
        }
        // Lengths say at most this much; most cells are decided before they are asked.
        if sure + says + 1.2 <= best {
            return None;
        }
        Some(sure + says + self.evidence.length(&(from..i), &(back..j)))
    }

    /// Follows the path back from the end.
    fn back(&self) -> Vec<Step> {
        let (mut i, mut j) = self.evidence.size();
        let mut steps = Vec::with_capacity(i.max(j));
        while i > 0 || j > 0 {
            let code = self.reached.get(i).and_then(|r| r.get(j.checked_sub(self.band[i].0)?)).map_or(0, |&c| usize::from(c));
            let shape = &SHAPES[code];
            let (n, m) = (shape.source.min(i), shape.target.min(j));
            steps.push((i - n..i, j - m..j));
            (i, j) = (i - n, j - m);
        }
        steps.reverse();
        steps
    }
}
