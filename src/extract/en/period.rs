//! Quarters, halves and spans of months: "the third quarter of last year", "H1 2028", "the July-September period".

use super::Reader;
use super::date::take;
use super::lexicon::Lex;
use super::ordinal;
use super::token::{Kind, Sentence};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{Certainty, DateValue, Grain, Value};

/// Where a phrase for a part of a stretch starts before `from` ("early", "the end of"), and whether there is one.
pub(super) fn partial_before(s: Sentence<'_>, from: usize, floor: usize) -> (usize, bool) {
    let at = from.wrapping_sub(if s.joint(from.wrapping_sub(1)) { 2 } else { 1 });
    if at < from && at >= floor && (s.any(at, &["early", "late", "later", "earlier", "mid"]) || s.is(at, "end") && at + 2 == from) {
        return (at, true);
    }
    let of = from.wrapping_sub(1);
    if s.is(of, "of") && s.any(of.wrapping_sub(1), &["end", "beginning", "start", "middle"]) && of > floor {
        let part = of - 1;
        let the = part > floor && s.is(part - 1, "the");
        return (if the { part - 1 } else { part }, true);
    }
    (from, false)
}

/// A quarter or half told by an ordinal word: "the third quarter of last year", "the first half".
pub(super) fn part(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let (n, next) = ordinal::spoken(r.s, i)?;
    part_at(r, i, n, next)
}

/// The same with the number already read; `next` is behind the ordinal.
pub(super) fn part_at(r: &mut Reader<'_, '_>, from: usize, n: i64, next: usize) -> Option<usize> {
    let s = r.s;
    let (mut date, at) = named_part(s, n, next)?;
    let (year, to) = match of_year(s, at) {
        Some(found) => found,
        None => (None, at),
    };
    date.year = year;
    // "ten minutes into the second half" is of a match.
    let into = s.is(from.wrapping_sub(2), "into");
    if into || to == at && (s.is(at, "of") && !s.run(at, &["of", "the", "year"]) || game(s, date.grain)) {
        return None;
    }
    let to = if s.run(to, &["of", "the", "year"]) { to + 3 } else { to };
    let (from, partial) = partial_before(s, if s.is(from.wrapping_sub(1), "the") && from > r.floor { from - 1 } else { from }, r.floor);
    let from = if partial || !s.is(from, "the") { from } else { from + 1 };
    date.partial = partial;
    Some(take(r, from, to, date, Toward::Nearest))
}

/// The quarter or half named at `next` behind the ordinal `n`.
fn named_part(s: Sentence<'_>, n: i64, next: usize) -> Option<(DateValue, usize)> {
    let at = s.past_joint(next);
    let (grain, most) = match s.lex(at) {
        Lex::Quarter => (Grain::Quarter, 4),
        Lex::Half => (Grain::Half, 2),
        _ => return None,
    };
    let part = i8::try_from(n).ok().filter(|p| (1..=most).contains(p))?;
    Some((DateValue { part: Some(part), ..DateValue::new(grain) }, at + 1))
}

/// A quarter or half right behind a year: "2024 third quarter", "2016 Q3".
pub(super) fn part_behind(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    if let Some(found) = ordinal::spoken(s, i).and_then(|(n, next)| named_part(s, n, next)) {
        return Some(found);
    }
    letter_part(s, i)
}

/// "Q3", "H1".
fn letter_part(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let (grain, most) = match s.word(i) {
        "Q" => (Grain::Quarter, 4),
        "H" => (Grain::Half, 2),
        _ => return None,
    };
    let part = s.glued(i + 1).then(|| s.small(i + 1))?.and_then(|n| i8::try_from(n).ok()).filter(|p| (1..=most).contains(p))?;
    (!s.glued(i + 2) || !matches!(s.at(i + 2).kind, Kind::Word | Kind::Digits)).then_some((DateValue { part: Some(part), ..DateValue::new(grain) }, i + 2))
}

/// "Q3 2024" where a sentence starts a period with its letter.
pub(super) fn labelled(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (mut date, at) = letter_part(s, i)?;
    let (year, to) = of_year(s, at).unwrap_or((None, at));
    date.year = year;
    Some(take(r, i, to, date, Toward::Nearest))
}

/// The year behind a quarter or half: "of last year", "of 2028", "2024", "this year".
fn of_year(s: Sentence<'_>, i: usize) -> Option<(Option<i16>, usize)> {
    let at = if s.any(i, &["of", "in"]) || s.mark(i, ',') { i + 1 } else { i };
    if let Some(y) = s.small(at).filter(|y| (1900..=2100).contains(y)) {
        return (!s.mark(i, ',') || at == i + 1).then_some((Some(y), at + 1));
    }
    let Lex::Rel(step) = s.lex(at) else { return None };
    (s.is(at + 1, "year") && !s.mark(i, ',')).then(|| (s.date.and_then(|d| d.year().checked_add(step)), at + 2))
}

/// Whether the sentence speaks of a match, whose halves and quarters are not the calendar's.
fn game(s: Sentence<'_>, grain: Grain) -> bool {
    const WORDS: [&str; 26] = [
        "goal", "goals", "scored", "scoring", "match", "striker", "kick", "halftime", "stoppage", "equalizer", "midfielder", "defender", "referee", "penalty",
        "header", "substitute", "substituted", "minute", "rebounds", "touchdown", "winger", "keeper", "goalkeeper", "lead", "coach", "inning",
    ];
    grain == Grain::Half && s.tokens.iter().take(200).enumerate().any(|(i, t)| t.kind == Kind::Word && s.any(i, &WORDS))
}

/// "the July-September period", "January to July": a quarter or half where its months are one, else two months.
pub(super) fn month_span(r: &mut Reader<'_, '_>, i: usize, month: i8, after: usize) -> Option<usize> {
    let s = r.s;
    let hyphen = s.joint(after);
    let words = s.any(after, &["to", "through"]) || s.is(after, "and") && s.is(i.wrapping_sub(1), "between");
    (hyphen || words).then_some(())?;
    let Lex::Month(last, short) = s.lex(after + 1) else { return None };
    let to = after + 2 + usize::from(short && s.mark(after + 2, '.') && s.glued(after + 2));
    if s.small(to).is_some_and(|d| d <= 31) || !s.at(after + 1).capital {
        return None;
    }
    let end = if s.any(to, &["period", "quarter"]) { to + 1 } else { to };
    let found = of_year(s, end);
    let (year, to) = found.unwrap_or((None, end));
    let part = match last - month {
        2 if month % 3 == 1 => Some((Grain::Quarter, month / 3 + 1)),
        5 if month % 6 == 1 => Some((Grain::Half, month / 6 + 1)),
        _ => None,
    };
    if let Some((grain, part)) = part.filter(|_| hyphen) {
        let date = DateValue { year, part: Some(part), ..DateValue::new(grain) };
        return Some(take(r, i, to, date, Toward::Nearest));
    }
    // Both ends belong to the year that brings the later one next to publication.
    let mut later = DateValue { year, month: Some(last), ..DateValue::new(Grain::Month) };
    resolve(&mut later, s.date, Toward::Nearest);
    let year = later.start.map(|d| if month > last { d.year() - 1 } else { d.year() });
    let first = DateValue { year, month: Some(month), ..DateValue::new(Grain::Month) };
    take(r, i, after, first, Toward::Nearest);
    r.push(after + 1, to, Value::Date(later), Certainty::Exact, None);
    Some(to)
}
