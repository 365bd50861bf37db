//! Which passages render which.

use std::ops::Range;

/// A group of neighbouring source passages and the neighbouring target passages that render them. One side may be
/// empty: what was not translated, or was added.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Indexes of source passages.
    pub source: Range<usize>,
    /// Indexes of target passages.
    pub target: Range<usize>,
    /// How likely it is that the two render each other, 0–1; 0 when a side is empty.
    pub score: f32,
}

impl Link {
    /// Below this score a link is doubtful: somebody should look at it before relying on it.
    pub const DOUBTFUL: f32 = 0.8;

    /// Whether both sides have passages.
    pub const fn is_pair(&self) -> bool {
        self.source.start < self.source.end && self.target.start < self.target.end
    }

    /// Whether it is a pair that somebody should look at.
    pub fn is_doubtful(&self) -> bool {
        self.is_pair() && self.score < Self::DOUBTFUL
    }
}

/// All links of an article, in the order of the target; every passage is in exactly one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pairing {
    /// The links.
    pub links: Vec<Link>,
}

impl Pairing {
    /// For each link whether its source stands in another order than its target.
    pub fn moved(&self) -> Vec<bool> {
        let pairs: Vec<usize> = (0..self.links.len()).filter(|&i| self.links[i].is_pair()).collect();
        let starts: Vec<usize> = pairs.iter().map(|&i| self.links[i].source.start).collect();
        let mut moved = vec![false; self.links.len()];
        pairs.into_iter().zip(in_order(&starts)).for_each(|(i, kept)| moved[i] = !kept);
        moved
    }
}

/// Which of some places are in the longest row that rises.
pub fn in_order(places: &[usize]) -> Vec<bool> {
    // The ends of the best rows of each length, and for each place the one before it in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (i, place) in places.iter().enumerate() {
        let at = ends.partition_point(|&e| places[e] < *place);
        before.push(at.checked_sub(1).map(|a| ends[a]));
        if at == ends.len() {
            ends.push(i);
        } else {
            ends[at] = i;
        }
    }
    let mut kept = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(i) = next {
        kept[i] = true;
        next = before[i];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_moved_is_outside_of_the_longest_row() {
        assert_eq!(in_order(&[5, 0, 1, 2, 9]), [false, true, true, true, true]);
        assert_eq!(in_order(&[]), [false; 0]);
        let link = |source, target| Link { source, target, score: 0.9 };
        let pairing = Pairing { links: vec![link(2..3, 0..1), link(0..1, 1..2), link(1..1, 2..3), link(1..2, 3..4)] };
        assert_eq!(pairing.moved(), [true, false, false, false]);
    }
}
