//! Places in an order: 21st, third, twenty-first, No. 2, Article 5.

use super::Reader;
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::model::{Amount, DateValue, Grain, Value};
use crate::text::Exact;

fn value(n: i64) -> Value {
    Value::Ordinal(Amount::point(Exact::int(n)))
}

/// Capitalised words whose number is a place in an order.
const LABELS: [&str; 24] = [
    "Patient", "Article", "Section", "Clause", "Chapter", "Level", "Category", "Stage", "Phase", "Line", "Grade", "Round", "Tier", "Paragraph", "Volume",
    "Episode", "Game", "Reactor", "Terminal", "Exit", "Pier", "Class", "Part", "Gate",
];

/// Digits with st, nd, rd, th; "No. 2"; "Article 5"; a century.
pub(super) fn digits(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if s.glued(i + 1) && s.any(i + 1, &["st", "nd", "rd", "th"]) && !(s.glued(i + 2) && s.at(i + 2).kind == Kind::Word) {
        let n = Exact::parse(s.word(i))?.to_i64()?;
        return super::weekday::nth(r, i, i8::try_from(n).unwrap_or(0), i + 2)
            .or_else(|| super::period::part_at(r, i, n, i + 2))
            .or_else(|| named_day(r, i, n))
            .or_else(|| century(r, i, n, i + 2))
            .or_else(|| Some(r.emit(i, i + 2, value(n))));
    }
    let from = label(s, i)?;
    let n = Exact::parse(s.word(i))?.to_i64()?;
    let measured = s.mark(i + 1, '%') || s.any(i + 1, &["percent", "years", "days", "months"]) || s.glued(i + 1) && s.at(i + 1).kind == Kind::Word;
    (!measured).then(|| r.emit(from, i + 1, value(n)))
}

/// Where a label for the number at `i` starts: "No.", "Nos.", "Article", "#".
fn label(s: Sentence<'_>, i: usize) -> Option<usize> {
    if s.mark(i.wrapping_sub(1), '#') && s.glued(i) {
        return Some(i - 1);
    }
    if s.mark(i.wrapping_sub(1), '.') && s.any(i.wrapping_sub(2), &["no", "nos"]) && s.glued(i - 1) {
        return Some(i - 2);
    }
    let before = s.back(i, 1);
    (before.capital && s.at(i).spaced && LABELS.contains(&s.word(i - 1))).then(|| i - 1)
}

/// "on the 14th": a day of the month that is the nearest one.
fn named_day(r: &mut Reader<'_, '_>, i: usize, n: i64) -> Option<usize> {
    let s = r.s;
    let day = i8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
    let led =
        s.is(i.wrapping_sub(1), "the") && s.any(i.wrapping_sub(2), &["on", "from", "until", "by", "since", "through", "till", "for", "starting", "beginning"]);
    let free = !matches!(s.at(i + 2).kind, Kind::Word) || s.any(i + 2, &["and", "by", "at", "to", "after", "that", "with", "of", "as", "in", "local"]);
    let month = s.run(i + 2, &["of"]) && (matches!(s.lex(i + 3), Lex::Rel(_)) && s.is(i + 4, "month") || s.run(i + 3, &["the", "month"]));
    let bare = led && free && !s.is(i + 2, "of") && !(s.is(i.wrapping_sub(2), "for") && s.at(i + 2).kind == Kind::Word);
    if s.joint(i + 2) || !bare && !month {
        return None;
    }
    let mut date = DateValue { day: Some(day), ..DateValue::new(Grain::Day) };
    let mut to = i + 2;
    if month {
        to = i + 5;
        if let Lex::Rel(step) = s.lex(i + 3) {
            date.relative = Some(step);
        }
    }
    Some(super::date::take(r, i, to, date, crate::extract::calendar::Toward::Nearest))
}

/// "the 20th century", "the nineteenth century".
fn century(r: &mut Reader<'_, '_>, from: usize, n: i64, i: usize) -> Option<usize> {
    let s = r.s;
    let at = s.past_joint(i);
    let first = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?.checked_mul(100)? - 100;
    if !s.any(at, &["century", "centuries"]) {
        return None;
    }
    let date = DateValue { year: Some(first), ..DateValue::new(Grain::Century) };
    Some(super::date::take(r, from, at + 1, date, crate::extract::calendar::Toward::Nearest))
}

/// "the first Friday of next month", "third day of October".
pub(super) fn counted_off(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let (n, next) = spoken(r.s, i)?;
    super::weekday::nth(r, i, i8::try_from(n).ok()?, next)
}

/// Ordinal words; those of fixed phrases are not places in an order.
pub(super) fn word(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let (n, next) = spoken(r.s, i)?;
    if idiom(r.s, i, n, next) {
        return None;
    }
    century(r, i, n, next).or_else(|| Some(r.emit(i, next, value(n))))
}

/// An ordinal in words: third, twenty-first, one hundred twenty-fifth.
pub(super) fn spoken(s: Sentence<'_>, i: usize) -> Option<(i64, usize)> {
    match s.lex(i) {
        Lex::Nth(n) | Lex::NthTens(n) => Some((n.into(), i + 1)),
        Lex::NthScale(e @ 0..=9) => Some((10_i64.pow(e.into()), i + 1)),
        Lex::Tens(n) => {
            // "twenty—fifth": a dash in the place of the hyphen.
            let dash = s.mark(i + 1, '—') && s.glued(i + 1) && s.glued(i + 2);
            let at = if dash { i + 2 } else { s.past_joint(i + 1) };
            match s.lex(at) {
                Lex::Nth(one @ 1..=9) if at > i + 1 || !s.is(at, "second") || s.is(at + 1, "of") || i == 0 && at + 1 == s.tokens.len() => {
                    Some((i64::from(n) + i64::from(one), at + 1))
                }
                _ => None,
            }
        }
        Lex::Ones(n) if s.lex(i + 1) == Lex::Hundred => {
            let at = if s.is(i + 2, "and") { i + 3 } else { i + 2 };
            if matches!(s.lex(at), Lex::Ones(_)) {
                return None;
            }
            spoken(s, at).filter(|&(small, _)| small < 100).map(|(small, next)| (i64::from(n) * 100 + small, next))
        }
        Lex::Ones(n) if s.lex(i + 1) == Lex::NthScale(2) => Some((i64::from(n) * 100, i + 2)),
        _ => None,
    }
}

/// Words behind "first" that leave no place in an order.
const AFTER_FIRST: [&str; 16] =
    ["of", "lady", "time", "name", "aid", "hand", "or", "few", "several", "responders", "responder", "appeared", "began", "came", "reported", "started"];
/// Words before "first" that make it an adverb.
const BEFORE_FIRST: [&str; 11] = ["at", "when", "who", "they", "he", "she", "was", "were", "came", "since", "had"];

/// Whether an ordinal word is part of a fixed phrase: at first, first time, second thoughts, third party.
fn idiom(s: Sentence<'_>, i: usize, n: i64, next: usize) -> bool {
    let before = |words: &[&str]| s.any(i.wrapping_sub(1), words);
    let compound = |words: &[&str]| s.joint(next) && s.any(next + 1, words);
    match n {
        1 => {
            let counted = s.digits(next) || matches!(s.lex(next), Lex::Ones(_) | Lex::Tens(_));
            let joined = s.is(next, "and") && !matches!(s.lex(next + 1), Lex::Nth(_));
            let adverb = before(&BEFORE_FIRST) || s.joint(i.wrapping_sub(1));
            s.any(next, &AFTER_FIRST) || joined || counted || adverb || compound(&["hand", "time", "ever", "aid", "come", "rate", "class", "half", "person"])
        }
        2 => {
            let moment = before(&["a", "per", "split", "every"]) && !s.lower(next) && !s.joint(next);
            s.any(next, &["thoughts", "thought", "nature", "hand", "to"]) || compound(&["hand", "guess", "hander"]) || moment
        }
        3 => compound(&["party", "parties"]) || s.any(next, &["parties", "party"]),
        _ => false,
    }
}
