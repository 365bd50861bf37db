//! Where the path may run. Small articles are searched whole; in long ones the path keeps near a line through anchors
//! (sentences that share clues found nowhere else) and, between them, where lengths lead. Feeds `path`.

use super::evidence::Evidence;

/// Cells up to which the whole matrix is searched.
const WHOLE: usize = 60_000;
/// Half the width of the band beside an anchor, and the most it grows to.
const NARROW: usize = 48;
const WIDE: usize = 128;
/// Evidence that makes an anchor.
const ANCHOR: f32 = 3.0;

/// For each count of source sentences (0 to all of them) the first and last count of target sentences.
pub(super) fn rows(evidence: &Evidence) -> Vec<(usize, usize)> {
    let (n, m) = evidence.size();
    if (n + 1).saturating_mul(m + 1) <= WHOLE {
        return vec![(0, m); n + 1];
    }
    let anchors = chain(&evidence.unique());
    let diagonal = evidence.diagonal();
    let mut rows = Vec::with_capacity(n + 1);
    let mut corners = std::iter::once((0, 0)).chain(anchors).chain(std::iter::once((n, m)));
    let mut from = corners.next().unwrap_or((0, 0));
    for to in corners {
        stretch(&mut rows, from, to, &diagonal);
        from = to;
    }
    rows.push((m.saturating_sub(NARROW), m));
    widen(&mut rows, m);
    rows
}

/// Rows from one anchor up to the next (exclusive): along the lengths, wider the farther from both.
fn stretch(rows: &mut Vec<(usize, usize)>, from: (usize, usize), to: (usize, usize), diagonal: &[usize]) {
    let (d0, d1) = (diagonal[from.0], diagonal[to.0].max(diagonal[from.0] + 1));
    for (i, d) in (from.0..to.0).zip(&diagonal[from.0..]) {
        // The lengths' line, bent so that it runs through both anchors.
        let along = (d - d0).min(d1 - d0);
        let centre = from.1 + (to.1 - from.1) * along / (d1 - d0);
        let gap = (i - from.0).min(to.0 - i);
        let half = (NARROW + gap / 2).min(WIDE);
        rows.push((centre.saturating_sub(half), centre + half));
    }
}

/// Makes the band connected: it starts at 0, ends at `m`, and neither edge ever steps back.
fn widen(rows: &mut [(usize, usize)], m: usize) {
    let mut high = 0;
    for r in rows.iter_mut() {
        high = high.max(r.1.min(m));
        r.1 = high;
    }
    let mut low = m;
    for r in rows.iter_mut().rev() {
        low = low.min(r.0);
        r.0 = low.min(r.1);
    }
    if let Some(first) = rows.first_mut() {
        first.0 = 0;
    }
    for k in 1..rows.len() {
        // A row must touch the one before it.
        rows[k].0 = rows[k].0.min(rows[k - 1].1);
    }
    if let Some(last) = rows.last_mut() {
        last.1 = m;
    }
}

/// The heaviest chain of anchors that rises on both sides.
fn chain(pairs: &[(u32, u32, f32)]) -> Vec<(usize, usize)> {
    let candidates: Vec<(usize, usize, f32)> = pairs.iter().filter(|p| p.2 >= ANCHOR).map(|p| (p.0 as usize, p.1 as usize, p.2)).collect();
    // Largest weight of a chain that ends before a target sentence, in a Fenwick tree; with it, the chain's last anchor.
    let size = candidates.iter().map(|c| c.1 + 2).max().unwrap_or(0);
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); size + 1];
    let mut before = vec![usize::MAX; candidates.len()];
    let mut best = (0.0, usize::MAX);
    let mut k = 0;
    while k < candidates.len() {
        let same = candidates[k..].iter().take_while(|c| c.0 == candidates[k].0).count();
        let found: Vec<(f32, usize)> = candidates[k..k + same].iter().map(|c| largest(&tree, c.1)).collect();
        for (at, (weight, last)) in (k..).zip(found) {
            before[at] = last;
            let total = (weight + candidates[at].2, at);
            if total.0 > best.0 {
                best = total;
            }
            let mut t = candidates[at].1 + 1;
            while t < tree.len() {
                if tree[t].0 < total.0 {
                    tree[t] = total;
                }
                t += t & t.wrapping_neg();
            }
        }
        k += same;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        // An anchor stands for the corner before its two sentences.
        chain.push((candidates[at].0, candidates[at].1));
        at = before[at];
    }
    chain.reverse();
    chain.retain(|&(i, j)| i > 0 && j > 0);
    chain
}

/// The heaviest entry below target sentence `j`.
fn largest(tree: &[(f32, usize)], j: usize) -> (f32, usize) {
    let mut best = (0.0, usize::MAX);
    let mut t = j;
    while t > 0 {
        if tree[t].0 > best.0 {
            best = tree[t];
        }
        t &= t - 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_rising_chain_wins() {
        let pairs = [(1, 9, 4.0), (2, 3, 5.0), (2, 7, 4.0), (5, 6, 5.0), (6, 6, 3.5), (8, 8, 9.0), (9, 9, 1.0)];
        assert_eq!(chain(&pairs), [(2, 3), (5, 6), (8, 8)]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn a_band_is_connected() {
        let mut rows = vec![(5, 7), (0, 2), (9, 12), (3, 4)];
        widen(&mut rows, 10);
        assert_eq!((rows[0].0, rows[3].1), (0, 10));
        for w in rows.windows(2) {
            assert!(w[1].0 <= w[0].1 && w[0].0 <= w[0].1 && w[0].1 <= w[1].1, "{rows:?}");
        }
    }
}
