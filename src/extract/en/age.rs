//! Ages: "52-year-old" is read with its unit; here are those told by their place ("Lee, 52,"), by a word before the
//! number ("aged 52") and by decade ("in her 40s").

use super::Reader;
use super::token::{Kind, Sentence};
use crate::model::{Amount, Shape, Value};
use crate::text::Exact;

/// The start of a phrase that makes the number at `from` an age: "aged", "age", "the age of".
pub(super) fn marker(s: Sentence<'_>, from: usize, floor: usize) -> Option<usize> {
    let at = from.checked_sub(1)?;
    let start = if s.any(at, &["aged", "age", "ages"]) {
        at
    } else if s.is(at, "of") && s.any(at.wrapping_sub(1), &["age", "ages"]) {
        at - 1
    } else if s.any(at, &["children", "kids", "minors", "infants", "toddlers", "teenagers"])
        && s.any(from, &["under", "over", "below", "above", "younger", "older"])
    {
        from
    } else if s.is(at, "between") && s.any(at.wrapping_sub(1), &["aged", "ages"]) {
        at - 1
    } else {
        return None;
    };
    (start >= floor).then_some(start)
}

/// Whether the number at `i` stands between commas behind a name: "Lee Jae-myung, 52, said".
pub(super) fn in_apposition(s: Sentence<'_>, i: usize, next: usize) -> bool {
    let named = s.mark(i.wrapping_sub(1), ',') && s.back(i, 2).kind == Kind::Word && s.back(i, 2).end == s.back(i, 1).start;
    let name = i.wrapping_sub(2);
    let capital = s.at(name).capital || (s.joint(name.wrapping_sub(1)) && s.back(name, 2).capital);
    let person = s.any(name, &PERSONS);
    let closed = matches!(s.at(next).kind, Kind::Mark(',' | '.' | ';' | ')')) && !s.glued(next + 1);
    let years = s.small(i).is_some_and(|n| (1..=115).contains(&n));
    let listed = s.mark(next, ',') && s.digits(next + 1);
    named
        && (capital || person)
        && closed
        && years
        && !listed
        && next == i + 1
        && !matches!(s.lex(name), super::lexicon::Lex::Month(..) | super::lexicon::Lex::Weekday(..))
}

/// Nouns for one person, behind which a number between commas is an age.
const PERSONS: [&str; 16] = [
    "man", "woman", "suspect", "driver", "victim", "singer", "actor", "actress", "player", "presenter", "director", "student", "farmer", "worker", "resident",
    "author",
];

/// Whether the number at `i` is told of a person alone: "She was 93.", "since I was 11,".
pub(super) fn predicated(s: Sentence<'_>, i: usize, next: usize) -> bool {
    let person = s.any(i.wrapping_sub(2), &["he", "she", "i"]) && s.any(i.wrapping_sub(1), &["was", "is"]);
    let goes_on = s.glued(next + 1) && s.digits(next + 1);
    person && matches!(s.at(next).kind, Kind::Mark('.' | ',' | ';') | Kind::Other) && !goes_on
}

/// Whether an amount can be an age.
pub(super) fn plausible(amount: Amount) -> bool {
    !amount.low.is_negative() && amount.high < Exact::int(130)
}

fn band(n: i64) -> Amount {
    Amount { low: Exact::int(n), high: Exact::int(n + 10), shape: Shape::Band }
}

const POSSESSIVE: [&str; 6] = ["his", "her", "their", "my", "our", "your"];

/// "in her 40s", "early 30s", "men in their 20s and 30s"; with "the" before it a band of numbers.
pub(super) fn decade(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let something = s.joint(i + 1) && s.any(i + 2, &["something", "somethings"]);
    let plural = s.is(i + 1, "s") && s.glued(i + 1);
    // 20's, as older papers print it.
    let apostrophe = matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’')) && s.glued(i + 1) && s.is(i + 2, "s") && s.glued(i + 2);
    let n = s.small(i).filter(|n| (10..=90).contains(n) && n % 10 == 0 && (plural || apostrophe || something))?;
    let to = if something || apostrophe { i + 3 } else { i + 2 };
    let (from, modified) = modifier(s, i);
    let amount = band(n.into());
    let numbers = s.any(from.wrapping_sub(1), &["the", "low", "high", "upper"]) && !modified && !something;
    let value = if numbers { Value::Number(amount) } else { Value::Age(amount) };
    Some(r.emit(from, to, value))
}

/// "early", "mid-", "late" before a decade.
fn modifier(s: Sentence<'_>, i: usize) -> (usize, bool) {
    let at = if s.joint(i.wrapping_sub(1)) { i - 1 } else { i };
    if s.any(at.wrapping_sub(1), &["early", "mid", "late"]) { (at - 1, true) } else { (i, false) }
}

/// "in her forties", "thirtysomething"; a decade in words without a person is not read.
pub(super) fn named_decade(r: &mut Reader<'_, '_>, i: usize, n: u8) -> Option<usize> {
    let s = r.s;
    let (from, _) = modifier(s, i);
    let told = s.any(from.wrapping_sub(1), &POSSESSIVE) || s.word(i).len() > 9;
    told.then(|| r.emit(from, i + 1, Value::Age(band(n.into()))))
}
