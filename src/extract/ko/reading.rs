//! What a numeral turned out to be, with the words behind it: what the readers of money, ages, ranks … hand to `quantity`.

use crate::model::Value;

/// What a numeral turned out to be.
pub(super) struct Reading {
    pub value: Value,
    /// One past the last byte of its unit.
    pub end: usize,
    /// What is counted, where a counter tells it.
    pub counter: Option<&'static str>,
    /// The unit was written right behind or after a space: without one, words are not taken for numerals.
    pub marked: bool,
}

impl Reading {
    pub(super) fn new(value: Value, end: usize) -> Self {
        Self { value, end, counter: None, marked: true }
    }
}
