//! Digits that are no amounts but parts of names and addresses: KF-21, iPhone 15, Blue Line 3, 02-123-4567.

use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use super::{Reader, count};
use crate::extract::units::units;
use crate::model::{Amount, Mention, Value};
use crate::text::{Exact, Span};

/// Names whose number is a part of them: S&P 500, iPhone 15, Route 66.
pub(super) fn index(s: Sentence<'_>, i: usize) -> bool {
    const NAMES: [&str; 38] = [
        "P", "Fortune", "Forbes", "Nikkei", "Nasdaq", "FTSE", "Russell", "iPhone", "iPad", "Galaxy", "Route", "Highway", "Boeing", "Airbus", "Flight",
        "Windows", "Android", "Apollo", "Gemini", "PlayStation", "Xbox", "GeForce", "Exynos", "Snapdragon", "Ryzen", "Channel", "Room", "Formula", "Fold",
        "Flip", "Note", "Billboard", "Hot", "Model", "Mark", "Type", "Vision", "Agenda",
    ];
    if !s.digits(i) || !s.at(i).spaced || i == 0 {
        return false;
    }
    let index = matches!(s.word(i - 1), "Kospi" | "KOSPI" | "Kosdaq" | "KOSDAQ") && matches!(s.word(i), "50" | "100" | "150" | "200");
    index || NAMES.contains(&s.word(i - 1)) || numbered_name(s, i)
}

/// "Blue Line 3 trains", "Tower 7's": a small number right behind a capitalised word, before a noun.
fn numbered_name(s: Sentence<'_>, i: usize) -> bool {
    let before = s.back(i, 1);
    let named = before.kind == Kind::Word && before.capital && before.lex == Lex::None && !s.opens(i - 1) && before.end - before.start > 1;
    let noun = (s.lower(i + 1) && !s.any(i + 1, &["to", "in", "and", "or", "on", "at", "for", "of"]) && !count::plural(s, i + 1))
        || matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’'));
    named && noun && s.word(i).len() <= 2
}

/// Four small numbers joined by stops, as machines are addressed, are four numbers as in Korean: 192.0.2.7.
pub(super) fn quad(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    if !(s.mark(i + 1, '.') && s.glued(i + 1) && s.digits(i + 2) && s.glued(i + 2)) || s.glued(i) || s.glued(i + 3) && s.at(i + 3).kind != Kind::Mark('.') {
        return None;
    }
    let start = s.at(i).start;
    let text = s.text.get(start..s.at(i + 2).end)?;
    let parts: smallvec::SmallVec<[(&str, u8); 4]> = text.split('.').map(|part| part.parse().ok().map(|n| (part, n))).collect::<Option<_>>()?;
    if parts.len() != 4 || s.glued(i + 4) {
        return None;
    }
    let mut at = r.base + start;
    for (part, n) in parts {
        r.out.push(Mention::new(Span::new(at, at + part.len()), Value::Number(Amount::point(Exact::int(n.into())))));
        at += part.len() + 1;
    }
    r.floor = i + 3;
    Some(i + 3)
}

/// Telephone numbers, versions, race times: digits joined by marks that no amount is written with.
pub(super) fn chained(s: Sentence<'_>, i: usize, next: usize) -> bool {
    s.digits(i) && s.glued(next) && s.glued(next + 1) && s.digits(next + 1) && matches!(s.at(next).kind, Kind::Mark('/' | ':' | '.' | '_'))
}

/// Whether the digits at `i` are glued to letters before them: KF-21, H200, COVID-19.
pub(super) fn part_of_a_name(s: Sentence<'_>, i: usize) -> bool {
    if !s.glued(i) {
        return false;
    }
    let before = s.back(i, 1);
    match before.kind {
        Kind::Word => !s.is(i - 1, "FY") && !is_month(s, i - 1) && units().sign(s.word(i - 1)).is_none_or(|(length, _)| length < s.word(i - 1).len()),
        Kind::Mark('-' | '–') if s.glued(i - 1) && s.back(i, 2).kind == Kind::Word => {
            !s.any(i.wrapping_sub(2), &["mid", "pre", "post", "late", "early", "sub", "year"]) && !is_month(s, i.wrapping_sub(2))
        }
        Kind::Mark('/' | '_' | ':') => s.glued(i - 1),
        Kind::Mark('.') => s.glued(i - 1) && s.back(i, 2).kind == Kind::Digits,
        Kind::Mark('&' | '=' | '@' | '\\') => true,
        _ => false,
    }
}

/// A number that starts with zero and goes on behind a hyphen: 02-123-4567.
pub(super) fn telephone(s: Sentence<'_>, i: usize) -> bool {
    let word = s.word(i);
    word.len() > 1 && word.starts_with('0') && !word.contains('.') && s.joint(i + 1) && s.digits(i + 2) && s.word(i + 2).len() > 2
}

fn is_month(s: Sentence<'_>, i: usize) -> bool {
    matches!(s.lex(i), Lex::Month(..))
}

/// The token behind a run of glued digits, letters and joining marks.
pub(super) fn chain_end(s: Sentence<'_>, i: usize) -> usize {
    let mut at = i + 1;
    while s.glued(at) {
        match s.at(at).kind {
            Kind::Digits | Kind::Word => at += 1,
            Kind::Mark('-' | '/' | '_' | ':' | '.') if s.glued(at + 1) && matches!(s.at(at + 1).kind, Kind::Digits | Kind::Word) => at += 2,
            _ => break,
        }
    }
    at
}
