//! Who goes with whom when several would do: the pairs whose weights together are the greatest.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use smallvec::SmallVec;

/// A pair that may stand for each other: places on the two sides, and how well they go together, above zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    /// Place on the Korean side.
    pub(super) ko: usize,
    /// Place on the English side.
    pub(super) en: usize,
    /// In thousandths of whatever the caller counts in.
    pub(super) weight: i64,
}

/// Larger tangles than this are taken apart from the heaviest pair on.
const MOST: usize = 64;

/// Chooses pairs so that nobody is in two. Where no one has a choice there is nothing to solve.
pub(super) fn assign(candidates: impl Iterator<Item = Candidate>, ko: usize, en: usize) -> SmallVec<[Candidate; 8]> {
    let mut chosen: SmallVec<[Candidate; 8]> = candidates.collect();
    let (mut left, mut right) = (SmallVec::<[u32; 16]>::from_elem(0, ko), SmallVec::<[u32; 16]>::from_elem(0, en));
    for c in &chosen {
        left[c.ko] += 1;
        right[c.en] += 1;
    }
    let sure = |c: &Candidate| left[c.ko] == 1 && right[c.en] == 1;
    let open: Vec<Candidate> = chosen.iter().copied().filter(|c| !sure(c)).collect();
    chosen.retain(|c| sure(c));
    if open.is_empty() {
        return chosen;
    }
    chosen.extend(if ko.max(en) > MOST { greedy(open, ko, en) } else { best_of_few(&open).unwrap_or_else(|| best(&open)) });
    chosen.sort_by_key(|c| (std::cmp::Reverse(c.weight), c.ko, c.en));
    chosen
}

/// More candidates than this are not tried in all their combinations.
const FEW: usize = 6;

/// The best of all ways to pair a few, where it is better than every other.
fn best_of_few(open: &[Candidate]) -> Option<Vec<Candidate>> {
    if open.len() > FEW {
        return None;
    }
    let (mut most, mut best, mut rivals) = (0, 0, 0);
    for chosen in 1_u32..1 << open.len() {
        let of = || open.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1);
        let free = of().all(|(n, c)| open[..n].iter().enumerate().all(|(m, o)| chosen >> m & 1 == 0 || o.ko != c.ko && o.en != c.en));
        let weight: i64 = of().map(|(_, c)| c.weight).sum();
        if free && weight >= most {
            rivals = if weight > most { 0 } else { rivals + 1 };
            (most, best) = (weight, chosen);
        }
    }
    (rivals == 0).then(|| open.iter().enumerate().filter(|(n, _)| best >> n & 1 == 1).map(|(_, c)| *c).collect())
}

/// The heaviest first, of equals the foremost.
fn greedy(mut open: Vec<Candidate>, ko: usize, en: usize) -> Vec<Candidate> {
    open.sort_by_key(|c| (std::cmp::Reverse(c.weight), c.ko, c.en));
    let (mut left, mut right) = (vec![false; ko], vec![false; en]);
    open.retain(|c| {
        let free = !left[c.ko] && !right[c.en];
        if free {
            (left[c.ko], right[c.en]) = (true, true);
        }
        free
    });
    open
}

/// The best of all ways to pair them.
fn best(open: &[Candidate]) -> Vec<Candidate> {
    let distinct = |side: fn(&Candidate) -> usize| {
        let mut all: Vec<usize> = open.iter().map(side).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (rows, columns) = (distinct(|c| c.ko), distinct(|c| c.en));
    let turned = rows.len() > columns.len();
    let (height, width) = if turned { (columns.len(), rows.len()) } else { (rows.len(), columns.len()) };
    let mut weights = Matrix::new(height, width, 0_i64);
    for c in open {
        let (Ok(r), Ok(k)) = (rows.binary_search(&c.ko), columns.binary_search(&c.en)) else { continue };
        weights[if turned { (k, r) } else { (r, k) }] = c.weight;
    }
    let (_, of_row) = kuhn_munkres(&weights);
    let pairs = of_row.iter().enumerate().map(|(r, &k)| if turned { (rows[k], columns[r]) } else { (rows[r], columns[k]) });
    pairs.filter_map(|(ko, en)| open.iter().find(|c| (c.ko, c.en) == (ko, en)).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(usize, usize, i64)], ko: usize, en: usize) -> Vec<(usize, usize)> {
        let candidates = of.iter().map(|&(ko, en, weight)| Candidate { ko, en, weight });
        let mut found: Vec<_> = assign(candidates, ko, en).iter().map(|c| (c.ko, c.en)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn the_whole_counts_not_the_heaviest() {
        assert_eq!(pairs(&[(0, 0, 90), (0, 1, 80), (1, 0, 80)], 2, 2), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&[(0, 0, 100), (0, 1, 40), (1, 0, 40)], 2, 2), [(0, 0)]);
    }

    #[test]
    fn sides_of_unequal_size() {
        assert_eq!(pairs(&[(0, 0, 10), (1, 0, 20), (2, 0, 30), (2, 1, 25)], 3, 2), [(1, 0), (2, 1)]);
        assert_eq!(pairs(&[(0, 0, 10), (0, 1, 20)], 1, 2), [(0, 1)]);
        assert_eq!(pairs(&[], 0, 0), []);
    }
}
