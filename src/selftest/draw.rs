//! Chance without chance: numbers that depend on the seed and the place alone, and the part of the mutants that they draw.

use super::trial::Candidate;

/// A number for a place: the same in every run (FNV-1a, with its bits mixed once more).
pub(super) fn lot(seed: u64, id: &str, operator: &str, at: usize) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = seed.to_le_bytes().into_iter().chain(id.bytes()).chain([0]).chain(operator.bytes()).chain((at as u64).to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    let mixed = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ mixed >> 33
}

/// Leaves at most `most` candidates of each operator over all pairs, those with the lowest lots.
pub fn limit<'c>(pairs: impl Iterator<Item = &'c mut Vec<Candidate>>, most: usize) {
    let mut pairs: Vec<&mut Vec<Candidate>> = pairs.collect();
    let mut all: Vec<(usize, u64, usize, usize)> =
        pairs.iter().enumerate().flat_map(|(p, c)| c.iter().enumerate().map(move |(i, c)| (c.operator, c.lot, p, i))).collect();
    all.sort_unstable();
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); pairs.len()];
    for of_one in all.chunk_by(|a, b| a.0 == b.0) {
        of_one.iter().take(most).for_each(|&(_, _, p, i)| kept[p].push(i));
    }
    for (candidates, mut keep) in pairs.iter_mut().zip(kept) {
        keep.sort_unstable();
        let mut at = 0;
        candidates.retain(|_| {
            at += 1;
            keep.binary_search(&(at - 1)).is_ok()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selftest::Mutation;
    use smallvec::SmallVec;

    #[test]
    fn a_lot_depends_on_everything() {
        let base = lot(0, "a", "digit", 3);
        assert_eq!(base, lot(0, "a", "digit", 3));
        for other in [lot(1, "a", "digit", 3), lot(0, "b", "digit", 3), lot(0, "a", "day", 3), lot(0, "a", "digit", 4)] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn the_lowest_lots_of_each_operator_are_left() {
        let candidate = |operator, lot| Candidate { operator, lot, mutation: Mutation { changes: SmallVec::new(), mention: 0 } };
        let mut pairs = [vec![candidate(0, 9), candidate(1, 5), candidate(0, 1)], vec![candidate(0, 4), candidate(1, 7)]];
        limit(pairs.iter_mut(), 2);
        let left: Vec<Vec<u64>> = pairs.iter().map(|p| p.iter().map(|c| c.lot).collect()).collect();
        assert_eq!(left, [vec![5, 1], vec![4, 7]]);
    }
}
