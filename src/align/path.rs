//! The best path: dynamic programming over counts of source and target sentences, within the band, over links of up to
//! three sentences a side. Reads `evidence` and `band`.

use super::band;
use super::evidence::{Evidence, Row};
use super::length;
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

/// Paragraph ends of both sides, worked out once for all cells.
struct Ends {
    /// Whether one lies at a count of source sentences.
    source: Vec<bool>,
    /// For each count of target sentences, what a link costs that ends there: where no paragraph of the source ends, and
    /// where one does.
    uneven: [Vec<f32>; 2],
    /// For each count of target sentences, how many ends lie inside the last one, two, three sentences before it.
    inside: [Vec<f32>; 3],
}

impl Ends {
    fn new(source: &[Passage], target: &[Passage]) -> Self {
        let of = |passages: &[Passage]| -> Vec<bool> {
            let inner = passages.windows(2).map(|w| w[0].block != w[1].block);
            std::iter::once(true).chain(inner).chain(std::iter::once(true)).collect()
        };
        let (source, target) = (of(source), of(target));
        let uneven = [false, true].map(|end| target.iter().map(|t| if *t == end { 0.0 } else { UNEVEN }).collect());
        let inside = [1, 2, 3].map(|n| (0..target.len()).map(|at| if at < n { 0.0 } else { inside(&target, at, n) }).collect());
        Self { source, uneven, inside }
    }

    /// What links cost that end at a count of source sentences, by their ends in the target.
    fn uneven(&self, i: usize) -> &[f32] {
        &self.uneven[usize::from(self.source[i])]
    }
}

/// How many paragraph ends lie inside the last `n` sentences before count `at`.
fn inside(ends: &[bool], at: usize, n: usize) -> f32 {
    (1..n).filter(|k| ends[at - k]).fold(0.0, |sum, _| sum + 1.0)
}

/// A row of the matrix in the making.
struct Cells {
    /// Target count of the first cell.
    low: usize,
    scores: Vec<f32>,
    reached: Vec<u8>,
}

impl Cells {
    #[inline]
    fn offer(&mut self, j: usize, score: f32, code: u8) {
        let at = j - self.low;
        if score > self.scores[at] {
            (self.scores[at], self.reached[at]) = (score, code);
        }
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
    /// What a shape makes of the cells of a row, before lengths are asked.
    sums: Vec<f32>,
}

/// Finds the best path through an article; every sentence of both sides is in exactly one step.
pub(super) fn find(evidence: &Evidence, source: &[Passage], target: &[Passage]) -> Vec<Step> {
    let band = band::rows(evidence);
    let ends = Ends::new(source, target);
    let mut walk = Walk {
        evidence,
        ends,
        size: evidence.size(),
        best: Default::default(),
        rows: Default::default(),
        reached: Vec::with_capacity(band.len()),
        sums: Vec::new(),
        band,
    };
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
    /// Fills row `i`: shape by shape from the rows above, then along the row.
    fn fill(&mut self, i: usize, low: usize, high: usize) {
        let width = high + 1 - low;
        let mut cells = Cells { low, scores: std::mem::take(&mut self.best[i % KEPT]), reached: vec![0; width] };
        cells.scores.clear();
        cells.scores.resize(width, f32::NEG_INFINITY);
        if i == 0 && low == 0 {
            cells.scores[0] = 0.0;
        }
        for (code, shape) in (0_u8..).zip(&SHAPES).filter(|(_, s)| 0 < s.source && s.source <= i) {
            self.descend(i, high, code, shape, &mut cells);
        }
        for (code, shape) in (0_u8..).zip(&SHAPES).filter(|(_, s)| s.source == 0) {
            let tail = if i == self.size.0 { TAIL } else { 0.0 };
            let first = low.max(shape.target);
            // (Sliced: to skip along a zip is to walk it.)
            for (j, uneven) in (first..=high).zip(&self.ends.uneven(i)[first..]) {
                if let Some(back) = (j - shape.target).checked_sub(low) {
                    let score = cells.scores[back] + shape.prior + tail - uneven;
                    cells.offer(j, score, code);
                }
            }
        }
        self.best[i % KEPT] = cells.scores;
        self.reached.push(cells.reached);
    }

    /// Offers every cell of row `i` what a shape reaches it with.
    #[inline]
    fn descend(&mut self, i: usize, high: usize, code: u8, shape: &Shape, cells: &mut Cells) {
        let from = i - shape.source;
        let (above_low, above_high) = self.band[from];
        let crossed = inside(&self.ends.source, i, shape.source);
        // Cells for which all that is looked back on lies within the band; its edges never step back.
        let first = cells.low.max(above_low + shape.target).max(cells.low + shape.target.max(1) - 1);
        let last = high.min(above_high + shape.target).min(self.band[from + 1].1);
        if first > last {
            return;
        }
        // Sum by sum over all cells, so that several are added at once.
        let width = last + 1 - first;
        let mut sums = std::mem::take(&mut self.sums);
        sums.clear();
        let (above, uneven) = (&self.best[from % KEPT], self.ends.uneven(i));
        let before = first - shape.target - above_low;
        sums.extend(above[before..before + width].iter().zip(&uneven[first..=last]).map(|(a, u)| a + shape.prior - u));
        if shape.target == 0 {
            for (j, score) in (first..=last).zip(&sums) {
                let tail = if j == self.size.1 { TAIL } else { 0.0 };
                cells.offer(j, score + tail, code);
            }
            self.sums = sums;
            return;
        }
        for (sum, inner) in sums.iter_mut().zip(&self.ends.inside[shape.target - 1][first..=last]) {
            *sum -= CROSSING * (crossed + inner);
        }
        let mut add = |says: &[f32], at: usize| sums.iter_mut().zip(&says[at..at + width]).for_each(|(sum, says)| *sum += says);
        for own in from + 1..=i {
            let r = &self.rows[own % KEPT];
            add(&r.source[shape.target - 1], first - r.low);
        }
        let row = &self.rows[i % KEPT];
        for back in (0..shape.target).rev() {
            add(&row.target[shape.source - 1], first - back - row.low);
        }
        for (j, &score) in (first..=last).zip(&sums) {
            // Most cells are decided before lengths are asked.
            if score + length::MOST > cells.scores[j - cells.low] {
                cells.offer(j, score + self.evidence.length(&(from..i), &(j - shape.target..j)), code);
            }
        }
        self.sums = sums;
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
