//! Which English name renders a Korean one, asked of the model of names.

use crate::model::{Mention, NameClass, Pair, Value};
use crate::names::{Verdict, name_match};
use std::ops::Range;

/// The English mention among `within` that renders a Korean name.
pub(super) fn told(pair: &Pair<'_>, ko: &Mention, mut within: Range<usize>) -> Option<usize> {
    within.find(|&e| same(ko, &pair.en.mentions[e]))
}

/// Whether an English name renders a Korean one.
pub(super) fn same(ko: &Mention, en: &Mention) -> bool {
    let (Value::Name(a), Value::Name(b)) = (&ko.value, &en.value) else { return false };
    if let (Some(a), Some(b)) = (a.entity, b.entity) {
        return a == b;
    }
    let person = a.class == NameClass::Person;
    (!person || b.class == NameClass::Person) && name_match(&a.text, &b.text).verdict == Verdict::Match
}
