//! Days that have a name: "Chuseok", "Christmas Eve", "last Lunar New Year", "Thanksgiving 2018".

use super::Reader;
use super::date::{take_named, toward, year_after};
use super::token::Kind;
use crate::extract::holiday;
use crate::model::Lang;

/// Words that may stand behind the name of a holiday without making it the name of something else ("Christmas tree").
const BEHIND: [&str; 40] = [
    "of", "in", "is", "was", "on", "at", "to", "and", "or", "this", "last", "next", "with", "for", "as", "when", "by", "eve", "morning", "night", "evening",
    "afternoon", "holiday", "holidays", "weekend", "break", "that", "has", "since", "falls", "fell", "will", "after", "before", "from", "but", "because",
    "ago", "until", "which",
];

/// Reads the holiday whose name starts at `i`.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let start = s.at(i).start;
    let (length, named) = holiday::lookup(Lang::En, s.text.get(start..)?)?;
    let to = s.place_of(i, start + length);
    let free = s.at(to).kind != Kind::Word || s.at(to).capital || s.any(to, &BEHIND);
    if !free || s.joint(to) || s.joint(i.wrapping_sub(1)) {
        return None;
    }
    let of = if s.is(to, "in") && s.digits(to + 1) { to + 1 } else { to };
    let (year, to) = year_after(s, of).unwrap_or((None, to));
    let (way, from) = toward(s, i);
    Some(take_named(r, from, to, named.date(year, s.date, way)))
}
