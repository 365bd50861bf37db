//! What a list of spans covers, for those who ask again and again whether a place is in it.

use super::Span;
use smallvec::SmallVec;

/// The union of spans.
///
/// ```
/// use daejo::text::{Cover, Span};
/// let cover: Cover = [Span::new(8, 12), Span::new(0, 3), Span::new(2, 5)].into_iter().collect();
/// assert!(cover.overlaps(Span::new(4, 6)));
/// assert!(!cover.overlaps(Span::new(5, 8)));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cover(SmallVec<[Span; 4]>);

impl Cover {
    /// Whether any of the spans shares a byte with this one.
    pub fn overlaps(&self, span: Span) -> bool {
        let at = self.0.partition_point(|s| s.end <= span.start);
        self.0.get(at).is_some_and(|s| s.overlaps(span))
    }
}

impl FromIterator<Span> for Cover {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all: SmallVec<[Span; 4]> = spans.into_iter().filter(|s| !s.is_empty()).collect();
        all.sort_unstable();
        // Those that touch become one; none lies in another then, so that starts and ends are both in order.
        all.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                *last = last.cover(*next);
            }
            joins
        });
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cover_is_what_its_spans_are(spans in prop::collection::vec((0_usize..60, 0_usize..9), 0..12), at in 0_usize..60, len in 1_usize..9) {
            let spans: Vec<Span> = spans.into_iter().map(|(from, len)| Span::new(from, from + len)).collect();
            let (cover, asked) = (spans.iter().copied().collect::<Cover>(), Span::new(at, at + len));
            prop_assert_eq!(cover.overlaps(asked), spans.iter().any(|s| !s.is_empty() && s.overlaps(asked)));
        }
    }
}
