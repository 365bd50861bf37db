//! Names by a list: people, bodies and places that a language pack brings, in a finite-state map.

use crate::text::Span;
use std::collections::BTreeMap;

/// What a name is the name of, as a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Kinds(u64);

impl Kinds {
    /// A person.
    pub const PERSON: u64 = 1;
    /// A company, club, school, party.
    pub const BODY: u64 = 2;
    /// A place.
    pub const PLACE: u64 = 4;
    /// A word in the names of one or two people.
    pub const PART: u64 = 8;
    /// A word in the names of three people or more.
    pub const OFTEN: u64 = 16;

    /// Whether it is one of these.
    pub const fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }
}

/// A list of names.
#[derive(Debug)]
pub struct Gazetteer {
    names: fst::Map<Vec<u8>>,
}

/// Words that a name has at most, and bytes.
const LONGEST: usize = 80;

impl Gazetteer {
    /// Opens a list; `None` for bytes that are none.
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        let names = fst::Map::new(bytes).ok()?;
        names.as_fst().verify().ok()?;
        Some(Self { names })
    }

    /// What a name is the name of.
    pub fn kinds(&self, name: &str) -> Kinds {
        Kinds(self.names.get(name).unwrap_or(0))
    }

    /// The names that start at byte `at` and end where a syllable does, with what they name.
    pub fn at<'t>(&'t self, text: &'t str, at: usize) -> impl Iterator<Item = (Span, Kinds)> + 't {
        let fst = self.names.as_fst();
        let mut state = Some((fst.root(), fst::raw::Output::zero()));
        let bytes = text.as_bytes().iter().enumerate().skip(at).take(LONGEST);
        bytes
            .map_while(move |(i, byte)| {
                let (node, sum) = state?;
                let next = node.find_input(*byte).map(|t| node.transition(t)).map(|t| (fst.node(t.addr), sum.cat(t.out)));
                state = next;
                let (node, sum) = next?;
                let ends = node.is_final() && text.is_char_boundary(i + 1);
                Some(ends.then(|| (Span::new(at, i + 1), Kinds(sum.cat(node.final_output()).value()))))
            })
            .flatten()
    }
}

/// Makes a list of names with their bits; `None` when it cannot be made.
pub fn make(names: &BTreeMap<String, u64>) -> Option<Vec<u8>> {
    let mut builder = fst::MapBuilder::memory();
    for (name, kinds) in names {
        builder.insert(name, *kinds).ok()?;
    }
    builder.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list() -> Gazetteer {
        let names = [("찰리 채플린", Kinds::PERSON), ("채플린", Kinds::OFTEN), ("파리", Kinds::PLACE | Kinds::PART)];
        Gazetteer::open(make(&names.into_iter().map(|(n, k)| (n.to_owned(), k)).collect()).expect("a list")).expect("is one")
    }

    #[test]
    fn names_are_found_where_they_start() {
        let text = "파리의 찰리 채플린은";
        let found: Vec<_> = (0..text.len())
            .filter(|i| text.is_char_boundary(*i))
            .flat_map(|i| list().at(text, i).map(|(s, k)| (s.slice(text), k.has(Kinds::PERSON))).collect::<Vec<_>>())
            .collect();
        assert_eq!(found, [("파리", false), ("찰리 채플린", true), ("채플린", false)]);
        assert!(list().kinds("파리").has(Kinds::PLACE) && !list().kinds("파리의").has(Kinds::PLACE));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_list_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[파리찰채플린 a\\PC]{0,20}") {
            prop_assert!(Gazetteer::open(bytes).is_none());
            for (at, _) in text.char_indices() {
                for (span, _) in list().at(&text, at) {
                    let _ = span.slice(&text);
                }
            }
        }
    }
}
