//! A first look at both sides, before anything is parsed: which deeds and places the Korean may tell, and whether the English has a
//! word for one of them. One pass over each text; nearly all pairs end here.

use super::slot::{self, Filled};
use super::table::{self, Stem};
use crate::text::sixes::{SIX, six_at};
use crate::text::{Sixes, SyllableSet, bytes};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What a Korean stem tells.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tells {
    /// A deed.
    Deed(Stem),
    /// A place that a name fills.
    Place(u16, Filled),
    /// One of two sides: 원고, 피해자.
    Side,
    /// Somebody who is spoken to: 에게, 을 만나.
    Listener,
}

/// A stem met in a Korean text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Where it starts.
    pub(super) at: usize,
    /// How long it is.
    pub(super) len: usize,
    pub(super) tells: Tells,
}

/// Stems by their first two syllables, or by their only one.
struct Index {
    /// How those of two syllables and more begin.
    pairs: Sixes,
    /// Stems of one syllable.
    single: SyllableSet,
    stems: HashMap<&'static str, SmallVec<[(&'static str, Tells); 2]>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let deeds = table::TABLE.stems.iter().map(|s| (s.text, Tells::Deed(*s)));
    let places = slot::TABLE.korean.iter().map(|&(stem, slot, filled)| (stem, Tells::Place(slot, filled)));
    let sides = super::who::SIDES.iter().flat_map(|(a, b)| [*a, *b]).map(|s| (s, Tells::Side));
    let listeners = ["에게", "만나", "만난"].into_iter().map(|s| (s, Tells::Listener));
    let (mut single, mut stems) = (SyllableSet::default(), HashMap::<_, SmallVec<_>>::new());
    for (text, tells) in deeds.chain(places).chain(sides).chain(listeners) {
        if text.len() < SIX {
            single.extend(text.chars());
        }
        stems.entry(text.get(..SIX).unwrap_or(text)).or_default().push((text, tells));
    }
    Index { pairs: Sixes::new(stems.keys().copied()), single, stems }
});

/// The stems in a Korean text, in order.
pub(super) fn korean(text: &str) -> SmallVec<[Hit; 4]> {
    let mut out = SmallVec::new();
    let (bytes, index) = (text.as_bytes(), &*INDEX);
    let mut word_start = true;
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if !(0xEA..=0xED).contains(&b) {
            word_start = matches!(b, b' ' | b'"') || b >= 0x80 && word_start;
            at += 1;
            continue;
        }
        if index.pairs.may_begin(six_at(bytes, at)) {
            met(text, at, SIX, word_start, &mut out);
        }
        if word_start && index.single.contains_at(text, at) {
            met(text, at, SIX / 2, true, &mut out);
        }
        word_start = false;
        at += SIX / 2;
    }
    out
}

/// Takes the stems that start like that and stand at byte `at`: the longest deed, and every place.
fn met(text: &str, at: usize, start: usize, word_start: bool, out: &mut SmallVec<[Hit; 4]>) {
    let rest = &text[at..];
    let Some(stems) = rest.get(..start).and_then(|s| INDEX.stems.get(s)) else { return };
    let longest = stems.iter().filter(|(s, t)| matches!(t, Tells::Deed(_)) && rest.starts_with(s)).map(|(s, _)| s.len()).max();
    for &(stem, tells) in stems.iter().filter(|(s, _)| rest.starts_with(s)) {
        let fits = match tells {
            Tells::Deed(s) => Some(stem.len()) == longest && (s.sino && super::korean::suffered(&s, &rest[stem.len()..]).is_some() || !s.sino && word_start),
            // 왕의 아들, and no other son.
            Tells::Place(_, Filled::Before(end)) => word_start && text[..at].trim_end().ends_with(end),
            Tells::Place(..) => word_start,
            Tells::Side | Tells::Listener => true,
        };
        if fits {
            out.push(Hit { at, len: stem.len(), tells });
        }
    }
}

/// Whether an English text has a word for one of the deeds or places.
pub(super) fn english(text: &str, hits: &[Hit]) -> bool {
    let (deeds, places) = (&*table::TABLE, &*slot::TABLE);
    let wanted = |word: &str| {
        let deed = deeds.verbs.get(word).is_some_and(|v| v.iter().any(|v| hits.iter().any(|h| matches!(h.tells, Tells::Deed(s) if s.event == v.event))));
        let place = || places.english.get(word).is_some_and(|t| t.iter().any(|t| hits.iter().any(|h| matches!(h.tells, Tells::Place(s, _) if s == t.1))));
        deed || place()
    };
    let mut at = 0;
    while at < text.len() {
        let end = bytes::letters(text.as_bytes(), at);
        let word = &text.as_bytes()[at..end];
        if word.len() >= 2 && (deeds.shapes.may_hold(word) || places.shapes.may_hold(word)) && text.get(at..end).is_some_and(wanted) {
            return true;
        }
        at = end + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems_of(text: &str) -> Vec<&str> {
        korean(text).iter().map(|h| &text[h.at..h.at + h.len]).collect()
    }

    #[test]
    fn stems_are_met_where_they_can_stand() {
        assert_eq!(stems_of("가람팀은 나루팀을 꺾고 올랐다"), ["꺾"]);
        assert_eq!(stems_of("경찰은 박 씨를 전격체포했다"), ["경찰", "체포"]);
        assert_eq!(stems_of("공격적인 투자"), Vec::<&str>::new());
    }
}
