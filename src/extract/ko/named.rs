//! Numbers in words of their own: 절반, 곱절, 초선 의원, 환갑, 빅스텝, 첫째; and the share that 셋 중 하나 is.

use super::numeral::{self, Numeral};
use super::{counter, hedge};
use crate::model::{Amount, Certainty, FIRST, Mention, Value};
use crate::text::{Exact, Span};

/// One half, and more than that: longer words first.
const HALVES: &[&str] = &["절반", "반토막", "과반수", "과반", "반값", "반"];
/// Twice as much.
const TWICE: &[&str] = &["곱절", "갑절"];
/// How often somebody was elected.
const TERMS: &[(&str, i64)] = &[("초선", 1), ("재선", 2)];
/// Birthdays from the sixtieth on.
const AGES: &[(&str, i64)] = &[("환갑", 60), ("회갑", 60), ("고희", 70), ("칠순", 70), ("팔순", 80), ("구순", 90)];
/// Steps of a central bank, in hundredths of a point.
const STEPS: &[(&str, i64)] = &[("베이비스텝", 25), ("빅스텝", 50), ("자이언트스텝", 75), ("울트라스텝", 100)];
/// The first of several.
const FIRSTS: &[&str] = &["첫 번째", "첫번째", "첫째"];

/// What one of these words may begin with.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let numbered = TERMS.iter().chain(AGES).chain(STEPS).map(|row| row.0);
    HALVES.iter().chain(TWICE).chain(FIRSTS).copied().chain(["첫"]).chain(numbered)
}

/// Reads the one that starts at `at`.
pub(super) fn word(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    match text[at..].chars().next()? {
        '절' | '반' | '과' => half(text, at, out),
        '곱' | '갑' => twice(text, at, out),
        '초' | '재' => term(text, at, out),
        '첫' => first(text, at, out),
        _ => birthday_or_step(text, at, out),
    }
}

/// 첫 번째, 첫번째, 첫째; 첫 before a word of its own, which English often says without a number (initial, maiden, debut).
fn first(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let ordinal = Value::Ordinal(Amount::point(Exact::ONE));
    if let Some(word) = FIRSTS.iter().find(|w| text[at..].starts_with(**w)) {
        out.push(Mention::new(Span::new(at, at + word.len()), ordinal));
        return Some(at + word.len());
    }
    let end = at + "첫".len();
    if !text[end..].starts_with(' ') {
        return None;
    }
    out.push(Mention { counter: Some(FIRST), ..Mention::new(Span::new(at, end), ordinal) });
    Some(end)
}

/// 곱절, 갑절: twice as much.
fn twice(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let word = TWICE.iter().find(|w| text[at..].strip_prefix(**w).is_some_and(counter::word_ends))?;
    let end = at + word.len();
    out.push(Mention::new(Span::new(at, end), Value::Multiple(Amount::point(Exact::int(2)))));
    Some(end)
}

/// 초선 의원, 재선 시장: how often somebody was elected. 재선 alone is re-election.
fn term(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    const HOLDERS: &[&str] = &["의원", "국회의원", "시장", "군수", "지사", "도지사", "구청장", "교육감"];
    let (word, n) = TERMS.iter().find(|(w, _)| text[at..].starts_with(w))?;
    let rest = text[at + word.len()..].strip_prefix("의").unwrap_or(&text[at + word.len()..]);
    let holder = rest.strip_prefix(' ').unwrap_or(rest);
    if !HOLDERS.iter().any(|h| holder.starts_with(h)) {
        return None;
    }
    let end = at + word.len();
    out.push(Mention::new(Span::new(at, end), Value::Ordinal(Amount::point(Exact::int(*n)))));
    Some(end)
}

/// 셋 중 하나, 다섯 가운데 하나: a share of the numeral `whole` in native words.
pub(super) fn one_in(text: &str, at: usize, whole: &Numeral, out: &mut Vec<Mention>) -> Option<usize> {
    if !text[at..].starts_with(['하', '한', '두', '둘', '세', '셋', '네', '넷', '다', '여', '일', '아', '열', '스', '서']) {
        return None;
    }
    let rest = text[whole.end..].strip_prefix(" 중 ").or_else(|| text[whole.end..].strip_prefix(" 가운데 "))?;
    let part = numeral::numeral(text, text.len() - rest.len()).filter(|n| n.native && text[..n.end].ends_with("하나") || n.amount.low > Exact::ONE)?;
    let share = part.amount.single()?.checked_div(whole.amount.single()?).filter(|s| *s < Exact::ONE)?;
    out.push(Mention::new(Span::new(at, part.end), Value::Number(Amount::point(share))));
    Some(part.end)
}

/// 환갑, 팔순을; 빅스텝.
fn birthday_or_step(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let rest = &text[at..];
    let of = |table: &[(&str, i64)]| table.iter().find(|(w, _)| rest.starts_with(w) && counter::word_ends(&rest[w.len()..])).map(|(w, n)| (w.len(), *n));
    let (len, value) = match (of(AGES), of(STEPS)) {
        (Some((len, n)), _) => (len, Value::Age(Amount::point(Exact::int(n)))),
        (None, Some((len, n))) => (len, Value::Points(Amount::point(Exact::ratio(n, 100)?))),
        (None, None) => return None,
    };
    out.push(Mention::new(Span::new(at, at + len), value));
    Some(at + len)
}

/// 절반, 반토막: one half; 과반: more than that.
fn half(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let rest = &text[at..];
    let alone = |w: &str| w != "반" || ["을 ", "은 ", "이 ", "만 ", "으로 "].iter().any(|p| rest[w.len()..].starts_with(p));
    let word = HALVES.iter().find(|w| rest.starts_with(**w) && alone(w))?;
    let end = at + word.len();
    let value = Value::Multiple(Amount::point(Exact::ratio(1, 2)?));
    let certainty = hedge::after(&rest[word.len()..]).map(|h| h.1).or_else(|| hedge::verb(&rest[word.len()..])).unwrap_or(if word.starts_with('과') {
        Certainty::MoreThan
    } else {
        Certainty::Exact
    });
    out.push(Mention { certainty, ..Mention::new(Span::new(at, end), value) });
    Some(end)
}
