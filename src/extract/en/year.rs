//! Years and decades: "2023", "1998-2003", "fiscal 2024", "the 1990s", "nineteen eighty-four".

use super::Reader;
use super::date::take;
use super::lexicon::Lex;
use super::period::{part_behind, partial_before};
use super::token::{Kind, Sentence};
use crate::extract::calendar::Toward;
use crate::model::{DateValue, Grain};

/// Words before a number of four digits that make it a year.
const LED: [&str; 30] = [
    "in", "since", "by", "until", "till", "from", "of", "to", "through", "during", "before", "after", "between", "and", "for", "the", "early", "late", "mid",
    "fiscal", "year", "around", "about", "its", "a", "than", "or", "back", "as", "at",
];

/// A year in digits, with the parts of it that may stand around: "2023", "1998-2003", "the 1990s", "2024-25".
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let y = s.small(i).filter(|y| s.word(i).len() == 4 && (1000..=2999).contains(y))?;
    if s.glued(i + 1) && s.is(i + 1, "s") {
        return decade(r, i, y);
    }
    if let Some((part, to)) = part_behind(s, i + 1).filter(|_| (1900..=2100).contains(&y)) {
        return Some(take(r, i, to, DateValue { year: Some(y), ..part }, Toward::Nearest));
    }
    if s.any(i + 1, &["BC", "BCE"]) || s.is(i + 1, "B") && s.mark(i + 2, '.') && s.is(i + 3, "C") {
        // Years before our era are not compared, and are none of ours.
        return Some(i + 2);
    }
    let led = s.any(i.wrapping_sub(1), &LED);
    let modern = (1900..=2100).contains(&y);
    let joined = s.joint(i + 1) && s.digits(i + 2);
    let other = s.glued(i + 1) && (matches!(s.at(i + 1).kind, Kind::Word | Kind::Mark('%' | '/')) || s.mark(i + 1, ':') && s.glued(i + 2))
        || s.joint(i + 1) && !joined && !s.any(i + 2, &["born", "model", "built", "founded", "made", "era", "style", "established", "launched"]);
    if other || !(modern || led && s.any(i.wrapping_sub(1), &["in", "since", "of", "by", "until", "from"])) || measured(s, i) {
        return None;
    }
    let fiscal = s.glued(i) && s.back(i, 1).kind == Kind::Word;
    let (from, partial) = partial_before(s, if fiscal { i - 1 } else { i }, r.floor);
    let date = DateValue { year: Some(y), partial, ..DateValue::new(Grain::Year) };
    // "the 2024-25 season": one season, told by its first year.
    let season = joined && s.small(i + 2).is_some_and(|n| s.word(i + 2).len() == 2 && n == (y + 1) % 100);
    let to = if season { i + 3 } else { i + 1 };
    let next = take(r, from, to, date, Toward::Nearest);
    // "1950-53": the second year is told by its last two digits.
    let short = s.small(i + 2).filter(|n| joined && !season && s.word(i + 2).len() == 2 && *n > y % 100);
    Some(short.map_or(next, |n| {
        let last = DateValue { year: Some(y - y % 100 + n), ..DateValue::new(Grain::Year) };
        take(r, i + 2, i + 3, last, Toward::Nearest)
    }))
}

/// Whether something is counted or measured with the number, so that it is not a year.
fn measured(s: Sentence<'_>, i: usize) -> bool {
    let Some(num) = super::number::parse(s, i, false) else { return true };
    // "In 1932 won the title": the verb, where the object follows. News prints amounts of won with a comma.
    let verb = s.is(i + 1, "won") && s.any(i + 2, &["the", "a", "an", "his", "her", "their", "its", "over", "both", "all", "three", "two"]);
    if verb && !s.word(i).contains(',') {
        return false;
    }
    num.next > i + 1
        || super::measure::behind(s, i + 1, &num).is_some()
        || super::count::noun(s, i + 1).is_some() && s.small(i).is_some_and(|y| y % 100 == 0) && !s.any(i.wrapping_sub(1), &["in", "the", "since"])
        || matches!(s.back(i, 1).kind, Kind::Mark('$' | '€' | '£' | '₩' | '#'))
        || s.any(i.wrapping_sub(1), &["No", "about", "some", "nearly", "over", "approximately"]) && super::count::noun(s, i + 1).is_some()
}

fn decade(r: &mut Reader<'_, '_>, i: usize, y: i16) -> Option<usize> {
    let (from, partial) = partial_before(r.s, i, r.floor);
    (y % 10 == 0).then_some(())?;
    let date = DateValue { year: Some(y), partial, ..DateValue::new(Grain::Decade) };
    Some(take(r, from, i + 2, date, Toward::Nearest))
}

/// "the '90s".
pub(super) fn short_decade(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let n = s.small(i + 1).filter(|n| (20..=90).contains(n) && n % 10 == 0 && !s.glued(i) && s.glued(i + 1))?;
    (s.glued(i + 2) && s.is(i + 2, "s")).then_some(())?;
    let date = DateValue { year: Some(1900 + n), ..DateValue::new(Grain::Decade) };
    Some(take(r, i, i + 3, date, Toward::Nearest))
}

/// A year in words: "nineteen eighty-four", "nineteen oh one", "twenty twenty-four", "two thousand and eight"; the token behind it.
pub(super) fn spoken(s: Sentence<'_>, i: usize) -> Option<(i16, usize)> {
    let century: i16 = match s.lex(i) {
        Lex::Ones(n @ 10..=19) | Lex::Tens(n @ 20) => n.into(),
        Lex::Ones(2) if s.lex(i + 1) == Lex::Scale(3) => {
            let at = if s.is(i + 2, "and") { i + 3 } else { i + 2 };
            let (n, next) = super::date::cardinal(s, at)?;
            return Some((2000 + i16::try_from(n).ok()?, next));
        }
        _ => return None,
    };
    let at = s.past_joint(i + 1);
    let (n, next) = match (s.lex(at), s.lex(at + 1)) {
        (Lex::Ones(0), Lex::Ones(n @ 1..=9)) => (i64::from(n), at + 2),
        (_, Lex::Ones(n @ 1..=9)) if s.any(at, &["oh", "o"]) => (i64::from(n), at + 2),
        (Lex::Hundred, _) => (0, at + 1),
        (Lex::Ones(10..=19) | Lex::Tens(_), _) => super::date::cardinal(s, at)?,
        _ => return None,
    };
    Some((century * 100 + i16::try_from(n).ok()?, next))
}

/// "in nineteen eighty-four": a year in words where a preposition shows it to be one.
pub(super) fn in_words(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    s.any(i.wrapping_sub(1), &["in", "since", "until", "till", "by"]).then_some(())?;
    let (y, to) = spoken(s, i).filter(|&(y, _)| y % 100 != 0)?;
    let free = matches!(s.at(to).kind, Kind::Mark(',' | '.' | ';' | '?' | '!' | ')') | Kind::Other);
    free.then(|| take(r, i, to, DateValue { year: Some(y), ..DateValue::new(Grain::Year) }, Toward::Nearest))
}
