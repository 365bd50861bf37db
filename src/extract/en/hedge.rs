//! Words around a number that say how sure it is: about, nearly, more than, or so.

use super::lexicon::Lex;
use super::token::Sentence;
use crate::model::{Certainty, Value};
use crate::text::{Exact, WordMap};
use Certainty::{About, AtLeast, AtMost, LessThan, MoreThan};
use std::sync::LazyLock;

/// Single words right before a number.
const BEFORE: [(&str, Certainty); 26] = [
    ("about", About),
    ("around", About),
    ("some", About),
    ("roughly", About),
    ("approximately", About),
    ("approx", About),
    ("circa", About),
    ("estimated", About),
    ("nearly", LessThan),
    ("almost", LessThan),
    ("over", MoreThan),
    ("above", MoreThan),
    ("exceeding", MoreThan),
    ("exceeded", MoreThan),
    ("exceeds", MoreThan),
    ("exceed", MoreThan),
    ("surpassing", MoreThan),
    ("surpassed", MoreThan),
    ("surpasses", MoreThan),
    ("surpass", MoreThan),
    ("topping", MoreThan),
    ("topped", MoreThan),
    ("under", LessThan),
    ("below", LessThan),
    ("minimum", AtLeast),
    ("maximum", AtMost),
];
const MORE: [&str; 10] = ["more", "greater", "higher", "older", "longer", "larger", "bigger", "taller", "heavier", "better"];
const LESS: [&str; 8] = ["less", "fewer", "lower", "younger", "shorter", "smaller", "lighter", "slower"];

/// The hedge right before token `from`, not reaching back before `floor`: where it starts and what it says.
///
/// `ago` says that the value is a distance in time ("a year ago"), to which a comparison does not belong.
pub(super) fn before(s: Sentence<'_>, from: usize, floor: usize, ago: bool, value: &Value) -> Option<(usize, Certainty)> {
    let last = from.checked_sub(1).filter(|&at| at >= floor)?;
    if s.mark(last, '~') && !s.glued(last) && !matches!(value, Value::Ordinal(_)) {
        return Some((last, About));
    }
    let (start, certainty) = phrase(s, last).or_else(|| {
        static HEDGES: LazyLock<WordMap<Certainty>> = LazyLock::new(|| WordMap::new(BEFORE));
        HEDGES.get(s.word(last)).map(|certainty| (last, certainty))
    })?;
    // "over three years" is more often the stretch itself; dates are hedged by "around" alone.
    let kept = match value {
        Value::Duration(_) if ago => {
            !s.any(last, &["over", "as"]) && !(s.is(last, "than") && (s.lex(from) == Lex::A || !s.any(last.wrapping_sub(1), &["more", "less"])))
        }
        Value::Duration(_) => !s.is(last, "over"),
        Value::Date(_) | Value::Time(_) => certainty == About && !s.is(last, "some"),
        Value::Ordinal(_) => false,
        // "over seven innings", "over three trips": during them.
        Value::Number(n) => !(s.is(last, "over") && n.single().is_some_and(|n| n.is_integer() && n < Exact::int(10))),
        _ => true,
    };
    (kept && start >= floor).then_some((start, certainty))
}

/// Hedges of several words; `last` is the word right before the number.
fn phrase(s: Sentence<'_>, last: usize) -> Option<(usize, Certainty)> {
    let at = |n: usize| last.wrapping_sub(n);
    match s.word(last) {
        "than" => {
            let (plain, denied) = if s.any(at(1), &MORE) {
                (MoreThan, AtMost)
            } else if s.any(at(1), &LESS) {
                (LessThan, AtLeast)
            } else {
                return None;
            };
            Some(if s.any(at(2), &["no", "not"]) { (at(2), denied) } else { (at(1), plain) })
        }
        "least" if s.is(at(1), "at") => Some((at(1), AtLeast)),
        "most" if s.is(at(1), "at") => Some((at(1), AtMost)),
        "to" if s.is(at(1), "up") => Some((at(1), AtMost)),
        "to" if s.is(at(1), "close") => Some((at(1), LessThan)),
        "as" if s.is(at(2), "as") && s.any(at(1), &["many", "much", "high", "long", "large"]) => Some((at(2), AtMost)),
        "of" => match s.word(at(1)) {
            "minimum" => Some((at(1), AtLeast)),
            "maximum" => Some((at(1), AtMost)),
            "upward" | "upwards" => Some((at(1), MoreThan)),
            "excess" if s.is(at(2), "in") => Some((at(2), MoreThan)),
            "short" => Some((at(1), LessThan)),
            _ => None,
        },
        _ => None,
    }
}

/// A hedge behind a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct After {
    /// The token behind it.
    pub(super) to: usize,
    pub(super) certainty: Certainty,
    /// It speaks of age: "or older".
    pub(super) age: bool,
}

/// How certain an amount is by the hedge behind a bracket that follows it: "30 billion won ($20.5 million) or more".
pub(super) fn behind_bracket(s: Sentence<'_>, i: usize) -> Option<Certainty> {
    let close = s.mark(i, '(').then(|| (i + 1..i + 12).find(|&at| s.mark(at, ')')))??;
    after(s, close + 1).map(|after| after.certainty)
}

/// The hedge that starts at token `i`: "or more", "and older", "or so", "-plus".
pub(super) fn after(s: Sentence<'_>, i: usize) -> Option<After> {
    if s.mark(i, '+') && s.glued(i) {
        return Some(After { to: i + 1, certainty: AtLeast, age: false });
    }
    if s.joint(i) {
        let certainty = match s.word(i + 1) {
            "plus" => AtLeast,
            "odd" | "ish" => About,
            _ => return None,
        };
        return Some(After { to: i + 2, certainty, age: false });
    }
    let and = s.is(i, "and");
    if !and && !s.is(i, "or") {
        return None;
    }
    let certainty = match s.word(i + 1) {
        "more" | "higher" | "longer" | "greater" | "later" | "larger" if !and => AtLeast,
        "above" | "over" | "older" | "up" => AtLeast,
        "less" | "fewer" | "lower" | "shorter" | "smaller" if !and => AtMost,
        "under" | "below" | "younger" => AtMost,
        "so" if !and => About,
        _ => return None,
    };
    // "or more than five" begins another number.
    let goes_on = s.any(i + 2, &["than", "to", "the"]) || s.digits(i + 2) || matches!(s.lex(i + 2), Lex::Ones(_) | Lex::Tens(_) | Lex::A);
    (!goes_on).then_some(After { to: i + 2, certainty, age: s.any(i + 1, &["older", "younger"]) })
}
