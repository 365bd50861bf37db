//! Lists in JSON that are written as they come.

use super::json;
use serde::Serialize;

/// Appends elements of an array, each on a line of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    begun: bool,
}

impl List {
    /// A list without elements.
    pub(super) const fn new() -> Self {
        Self { begun: false }
    }

    /// Appends an element.
    pub(super) fn add(&mut self, element: &impl Serialize, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.begun { b",\n" } else { b"\n" });
        self.begun = true;
        json::append(element, out);
    }
}
