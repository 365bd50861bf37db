//! So many times as much: twice, doubled, triple, threefold, halved.

use super::Reader;
use super::lexicon::{Lex, Use};
use super::token::{Kind, Sentence};
use crate::model::{Amount, Shape, Value};
use crate::text::Exact;

/// Words behind "double" and "triple" that show them to be meant as factors.
const OBJECTS: [&str; 24] = [
    "the", "that", "its", "their", "his", "her", "this", "last", "what", "as", "by", "in", "from", "to", "over", "within", "compared", "since", "every", "our",
    "those", "on", "and", "or",
];

/// "twice as many", "nearly doubled", "triple the figure"; `twice` is the factor times two.
pub(super) fn factor(r: &mut Reader<'_, '_>, i: usize, twice: u8, usage: Use) -> Option<usize> {
    let s = r.s;
    if let Some(next) = digits_long(r, i, i32::from(twice / 2)) {
        return Some(next);
    }
    let named = s.at(i).capital && !s.opens(i);
    if named || s.joint(i + 1) || s.joint(i.wrapping_sub(1)) {
        return None;
    }
    // "twice a month", "twice last year", "twice": occasions as well, which is two either way.
    if usage == Use::Guarded && !is_factor(s, i) {
        return None;
    }
    let value = Value::Multiple(Amount::point(Exact::ratio(twice.into(), 2)?));
    Some(r.emit(i, i + 1, value))
}

/// "double-digit", "single digits": numbers of so many digits.
pub(super) fn digits_long(r: &mut Reader<'_, '_>, i: usize, places: i32) -> Option<usize> {
    let at = r.s.past_joint(i + 1);
    if places < 1 || !r.s.any(at, &["digit", "digits"]) {
        return None;
    }
    let value = Value::Number(long(places)?);
    Some(r.emit_as(i, at + 1, value, None, Some("digits")))
}

/// All numbers of so many digits: 10 to 99.
pub(super) fn long(places: i32) -> Option<Amount> {
    let low = if places == 1 { Exact::ONE } else { Exact::pow10(places - 1) };
    (1..=12).contains(&places).then(|| Amount { low, high: Exact::pow10(places), shape: Shape::Band })
}

fn is_factor(s: Sentence<'_>, i: usize) -> bool {
    let plural = s.any(i, &["doubles", "triples"]);
    if plural {
        return s.any(i + 1, &["the", "its", "their", "as", "every"]);
    }
    let verb = s.any(i.wrapping_sub(1), &["to", "will", "would", "could", "should", "can", "may", "might"]);
    verb && s.at(i + 1).kind == Kind::Word && !s.any(i + 1, &["digits", "standards"])
        || s.any(i + 1, &OBJECTS)
        || matches!(s.at(i + 1).kind, Kind::Mark('.' | ',') | Kind::Other)
            && s.any(i.wrapping_sub(1), &["to", "than", "nearly", "almost", "about", "will", "would", "around", "roughly"])
}

/// "threefold".
pub(super) fn fold(r: &mut Reader<'_, '_>, i: usize, n: u8) -> usize {
    r.emit(i, i + 1, Value::Multiple(Amount::point(Exact::int(n.into()))))
}

/// Words before "one" that make it a pronoun.
const BEFORE_ONE: [&str; 25] = [
    "no", "any", "every", "each", "some", "this", "that", "which", "the", "another", "by", "a", "last", "new", "same", "other", "big", "good", "first", "for",
    "right", "wrong", "former", "latter", "day",
];
/// Words behind "one" that are not counted by it.
const BEHIND_ONE: &str = " of or and that who which whose is was are were has had to on at for with can could must would will should may might the a an \
    another by from as but if when than after before thing point way side hand day being where about does did do not time more such night ";

/// Whether a bare number word is one of the multiples' own idioms: "one of", "no one".
pub(super) fn pronoun(s: Sentence<'_>, i: usize, next: usize) -> bool {
    if s.joint(next) {
        return true;
    }
    let before = s.any(i.wrapping_sub(1), &BEFORE_ONE);
    let in_n = s.is(next, "in") && (s.digits(next + 1) || matches!(s.lex(next + 1), Lex::Ones(_) | Lex::Tens(_)) || s.is(next + 1, "every"));
    let out_of = s.run(next, &["out", "of"]);
    before || !(in_n || out_of || s.lower(next)) || BEHIND_ONE.split_ascii_whitespace().any(|w| s.is(next, w)) || (s.is(next, "in") && !in_n)
}
