//! What several rules look for in the Korean, found in one pass: poles of the axes that are errors by themselves, phrases
//! that have a contrary, events. Most texts have none of them, and these rules are done before they begin.

use crate::check::{contrary, event_differs};
use crate::compare::axes::{self, Named};
use crate::model::Pair;
use crate::text::{Span, Stems};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What a phrase is for the rule that asks for it.
#[derive(Clone, Copy, Debug)]
enum What {
    /// A pole of an axis, by row and number.
    Pole(usize, usize),
    /// The beginning of a phrase that has a contrary, by its row.
    Contrary(u32),
    /// An event, by its row.
    Event(usize),
}

/// All that was found in the Korean of a pair, in the order of the text.
#[derive(Debug)]
pub(super) struct Seen(SmallVec<[(Span, What); 4]>);

impl Seen {
    /// Looks through the whole text.
    pub(super) fn in_korean_of(pair: &Pair<'_>) -> Self {
        static STEMS: LazyLock<Stems<What>> = LazyLock::new(|| {
            let poles = axes::korean_stems(|a| a.opposite).map(|(stem, (axis, pole))| (stem, What::Pole(axis, pole)));
            let contraries = contrary::heads().map(|(head, row)| (head, What::Contrary(row)));
            Stems::new(poles.chain(contraries).chain(event_differs::korean_names().map(|(name, row)| (name, What::Event(row)))))
        });
        let mut found = SmallVec::new();
        STEMS.each(pair.source.text(), |span, what| found.push((span, what)));
        Self(found)
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Poles within a stretch of the text.
    pub(super) fn poles(&self, within: Span) -> impl Iterator<Item = Named> + '_ {
        self.all(within).filter_map(|(span, what)| match what {
            What::Pole(axis, pole) => Some(Named { span, axis, pole }),
            What::Contrary(_) | What::Event(_) => None,
        })
    }

    /// The rows of phrases that have a contrary of which a stretch of the text has the beginning, a bit each.
    pub(super) fn contraries(&self, within: Span) -> u32 {
        self.all(within).fold(0, |bits, (_, what)| if let What::Contrary(row) = what { bits | 1 << row } else { bits })
    }

    /// Names of events within a stretch of the text, with their rows.
    pub(super) fn events(&self, within: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        self.all(within).filter_map(|(span, what)| if let What::Event(row) = what { Some((span, row)) } else { None })
    }

    fn all(&self, within: Span) -> impl Iterator<Item = (Span, What)> + '_ {
        let from = self.0.partition_point(|f| f.0.start < within.start);
        self.0[from..].iter().copied().take_while(move |f| f.0.start < within.end).filter(move |f| f.0.end <= within.end)
    }
}
