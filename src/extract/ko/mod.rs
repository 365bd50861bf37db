//! Korean: what stands in a sentence, as values.

mod name;

use crate::model::Mention;
use jiff::civil::Date;

/// Reads one sentence; spans are in bytes of `text`, in order and not overlapping.
pub(super) fn read(text: &str, date: Option<Date>, out: &mut Vec<Mention>) {
    let _ = date;
    name::read(text, &[], out);
}
