//! What a bare number counts, told by the noun behind it. Messages name it; comparisons may use it.

use super::token::{Kind, Sentence};
use crate::text::WordMap;
use std::sync::LazyLock;

/// Classes of counted things and their nouns.
const CLASSES: [(&str, &[&str]); 13] = [
    ("households", &["households"]),
    (
        "people",
        &[
            "people", "persons", "person", "men", "women", "man", "woman", "residents", "victims", "workers", "employees", "students", "patients",
            "passengers", "soldiers", "troops", "children", "lawmakers", "members", "officials", "doctors", "players", "voters", "visitors", "tourists",
            "suspects", "researchers", "engineers", "teachers", "households",
        ],
    ),
    ("homes", &["homes", "houses", "apartments", "units", "houses"]),
    ("cases", &["cases", "case", "incidents", "accidents", "complaints", "reports"]),
    ("places", &["places", "locations", "sites", "institutions", "countries", "nations", "cities", "districts", "schools", "hospitals", "banks"]),
    ("vehicles", &["vehicles", "cars", "trucks", "buses", "taxis"]),
    ("ships", &["ships", "vessels", "boats", "submarines", "frigates", "destroyers"]),
    ("aircraft", &["aircraft", "planes", "jets", "helicopters", "drones", "missiles"]),
    ("companies", &["companies", "firms", "businesses", "affiliates", "subsidiaries", "automakers", "carmakers"]),
    ("votes", &["votes", "vote", "ballots"]),
    ("seats", &["seats", "seat"]),
    ("times", &["times", "occasions"]),
    ("animals", &["animals", "chickens", "pigs", "cows", "dogs", "cats", "ducks"]),
];

/// The class of the noun at token `i`, or behind one describing word there.
pub(super) fn noun(s: Sentence<'_>, i: usize) -> Option<&'static str> {
    let i = s.past_joint(i);
    class(s, i).or_else(|| {
        (s.lower(i) && s.at(i + 1).kind == Kind::Word && s.at(i + 1).spaced && !s.any(i, &["of", "and", "to", "by", "in", "for"])).then(|| class(s, i + 1))?
    })
}

fn class(s: Sentence<'_>, i: usize) -> Option<&'static str> {
    static NOUNS: LazyLock<WordMap<&'static str>> =
        LazyLock::new(|| WordMap::new(CLASSES.iter().flat_map(|(class, nouns)| nouns.iter().map(|&noun| (noun, *class)))));
    NOUNS.get(s.word(i))
}

/// Whether a plural noun, or a word that may describe one, stands at token `i`.
pub(super) fn plural(s: Sentence<'_>, i: usize) -> bool {
    let one = |i: usize| {
        s.lower(i) && (s.word(i).len() > 3 && s.word(i).ends_with('s') || s.any(i, &["people", "men", "women", "children", "troops", "aircraft", "percent"]))
    };
    one(i) || (s.lower(i) && s.word(i).len() > 3 && one(i + 1) && !s.any(i, &["against", "over", "with", "from", "victory", "defeat", "loss", "after", "that"]))
}
