//! Which of several readings of one stretch stands: the one for which most speaks.

use super::Found;

/// The best of the readings that share bytes, in the order of the text.
pub(super) fn settle(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.span.len().cmp(&a.span.len())).then(a.span.cmp(&b.span)));
    let mut out: Vec<Found> = Vec::new();
    for f in found {
        if !out.iter().any(|o| o.span.overlaps(f.span)) {
            out.push(f);
        }
    }
    out.sort_by_key(|f| f.span);
    out
}
