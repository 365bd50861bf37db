//! Parts of the day that stand beside a day: "Monday morning", "early Tuesday", "the night of Dec. 3", "tonight".

use super::Reader;
use super::date::take;
use super::lexicon::Lex;
use super::token::Sentence;
use crate::extract::calendar::Toward;
use crate::model::{DateValue, Daypart, Grain};

/// "early" or "late" beside a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Early,
    Late,
}

impl Edge {
    fn at(s: Sentence<'_>, i: usize) -> Option<Self> {
        match s.word(i) {
            "early" | "Early" => Some(Self::Early),
            "late" | "Late" => Some(Self::Late),
            _ => None,
        }
    }

    /// What it makes of a part of the day that is told, or of the day alone: news writes "early Tuesday" for the small
    /// hours and "late Tuesday" for the night.
    fn of(self, part: Option<Daypart>) -> Daypart {
        match (self, part) {
            (Self::Early, None | Some(Daypart::Morning)) => Daypart::Dawn,
            (Self::Late, None) => Daypart::Night,
            (_, Some(part)) => part,
        }
    }
}

/// Notes the part of the day that stands beside the day from `from` up to `to`; the tokens with it.
pub(super) fn around(r: &Reader<'_, '_>, from: usize, to: usize, date: &mut DateValue) -> (usize, usize) {
    let s = r.s;
    let (mut from, mut edge) = edge_before(s, from, r.floor);
    let mut to = to;
    let mut part = None;
    if let Some((start, told)) = part_before(s, from, r.floor).filter(|_| edge.is_none()) {
        (from, part) = (start, Some(told));
        if let Some(e) = start.checked_sub(1).filter(|&at| at >= r.floor).and_then(|at| Edge::at(s, at)) {
            (from, edge) = (start - 1, Some(e));
        }
    } else if let Some((inner, told, end)) = part_behind(s, to) {
        (part, to, edge) = (Some(told), end, edge.or(inner));
    }
    date.daypart = edge.map(|e| e.of(part)).or(part);
    (from, to)
}

/// "early Tuesday", "late on Tuesday".
fn edge_before(s: Sentence<'_>, from: usize, floor: usize) -> (usize, Option<Edge>) {
    let at = if s.is(from.wrapping_sub(1), "on") { from.wrapping_sub(2) } else { from.wrapping_sub(1) };
    match Edge::at(s, at) {
        Some(edge) if at >= floor && at < from => (at, Some(edge)),
        _ => (from, None),
    }
}

/// "the night of Dec. 3", "the early hours of Monday", "predawn Tuesday".
fn part_before(s: Sentence<'_>, from: usize, floor: usize) -> Option<(usize, Daypart)> {
    let the = usize::from(s.is(from.wrapping_sub(1), "the"));
    let of = from.wrapping_sub(1 + the);
    if !s.any(of, &["of", "on"]) {
        let at = from.checked_sub(1).filter(|&at| at >= floor && s.is(at, "predawn"))?;
        return Some((at, Daypart::Dawn));
    }
    let at = of.checked_sub(1).filter(|&at| at >= floor)?;
    match s.lex(at) {
        Lex::Part(Daypart::Dawn) => Some((at, Daypart::Dawn)),
        Lex::Part(part) if s.is(of, "of") => Some((at, part)),
        _ if s.is(at, "hours") && s.is(of, "of") => {
            let at = at.checked_sub(1).filter(|&at| at >= floor)?;
            let part = if s.any(at, &["early", "small", "wee", "predawn", "morning"]) {
                Daypart::Dawn
            } else if s.is(at, "evening") {
                Daypart::Evening
            } else {
                return None;
            };
            Some((at, part))
        }
        _ => None,
    }
}

/// "morning" right behind a day, "in the evening", "at night"; `None` for a name ("Saturday Night Live").
fn part_behind(s: Sentence<'_>, to: usize) -> Option<(Option<Edge>, Daypart, usize)> {
    let at = if s.is(to, "in") && s.is(to + 1, "the") {
        to + 2
    } else if s.is(to, "at") && s.any(to + 1, &["night", "dawn"]) {
        to + 1
    } else {
        to
    };
    let edge = Edge::at(s, at);
    let at = at + usize::from(edge.is_some());
    let Lex::Part(part) = s.lex(at) else { return None };
    let free = !s.at(at).capital && s.at(at).spaced && !s.joint(at + 1);
    free.then_some((edge, part, at + 1))
}

/// "this morning", "last night": a part of the day of publication or of the one before. `i` is at the word before it.
pub(super) fn relative(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let inner = Edge::at(s, i + 1);
    let at = i + 1 + usize::from(inner.is_some());
    let Lex::Part(part) = s.lex(at) else { return None };
    let night = matches!(part, Daypart::Night | Daypart::Evening);
    let told = step == 0 || step == -1 && night;
    if !told || s.joint(at + 1) || s.at(at).capital && !s.opens(i) {
        return None;
    }
    let (from, edge) = edge_before(s, i, r.floor);
    let part = edge.or(inner).map_or(part, |e| e.of(Some(part)));
    let date = DateValue { relative: Some(step), daypart: Some(part), ..DateValue::new(Grain::Day) };
    Some(take(r, from, at + 1, date, Toward::Nearest))
}

/// "tonight".
pub(super) fn tonight(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if s.at(i).capital && !s.opens(i) || s.joint(i + 1) {
        return None;
    }
    let (from, _) = edge_before(s, i, r.floor);
    let date = DateValue { relative: Some(0), daypart: Some(Daypart::Night), ..DateValue::new(Grain::Day) };
    Some(take(r, from, i + 1, date, Toward::Nearest))
}

/// The part of the day at `i`, with or without the day that it belongs to: "tonight", "this evening", "tomorrow morning",
/// "Monday night". It tells which half of the day a clock beside it means.
pub(super) fn told_at(s: Sentence<'_>, i: usize) -> Option<Daypart> {
    match s.lex(i) {
        Lex::Tonight => Some(Daypart::Night),
        Lex::Rel(0 | -1) | Lex::Day(_) | Lex::Weekday(..) => match s.lex(i + 1) {
            Lex::Part(part) => Some(part),
            _ => None,
        },
        _ => None,
    }
}
