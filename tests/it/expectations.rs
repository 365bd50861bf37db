//! Rows of the sets beside the repository whose expectation is wrong, or is not what news means: `expectations.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    wrong: Vec<Wrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    set: String,
    id: String,
    reason: String,
}

/// The ids of a set that are left out.
pub(crate) fn wrong(set: &str) -> BTreeSet<String> {
    list().into_iter().filter(|w| w.set == set).map(|w| w.id).collect()
}

fn list() -> Vec<Wrong> {
    let file: File = toml::from_str(include_str!("expectations.toml")).unwrap_or_else(|e| panic!("expectations.toml: {e}"));
    file.wrong
}

#[test]
fn every_one_has_a_reason_and_stands_once() {
    let (mut seen, list) = (BTreeSet::new(), list());
    for w in &list {
        assert!(w.reason.split(' ').count() >= 3, "{}: a reason", w.id);
        assert!(seen.insert((&w.set, &w.id)), "{} stands twice", w.id);
    }
    assert!(list.len() <= 120, "{} are no short list", list.len());
}
