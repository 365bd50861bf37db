//! Koreans by their full names, people by a surname or a letter with 씨, 군, 양, 모.

use super::word::{Script, Word};
use super::{Found, Sentence};
use crate::extract::ko::name;
use crate::model::NameClass;
use crate::names::likeness::likeness;
use crate::names::stems::stems;
use crate::names::surnames;
use crate::text::Span;

/// What must speak for a name.
const LEAST: f32 = 0.4;

pub(super) fn find(s: &Sentence<'_>, out: &mut Vec<Found>) {
    for (i, word) in s.words.iter().enumerate() {
        let start = !glued(s, i);
        match word.script {
            Script::Latin if start && word.text.len() == 1 && word.text.as_bytes()[0].is_ascii_uppercase() && called(s, word.span.end) => {
                out.push(Found { span: word.span, class: NameClass::Person, score: 6.0 });
            }
            Script::Hangul if start => {
                out.extend(by_surname(s, i, word));
                out.extend(full(s, i, word));
            }
            _ => {}
        }
    }
}

/// Whether a run goes on from the one before, in another script.
fn glued(s: &Sentence<'_>, i: usize) -> bool {
    i > 0 && s.words[i].gap.is_empty()
}

/// 씨, 군, 양, 모 right behind byte `at` or behind a space and an age: "A씨", "A 군", "A(57)씨", "김모(48)씨".
fn called(s: &Sentence<'_>, at: usize) -> bool {
    let mut rest = &s.text[at..];
    if let Some(after) = rest.strip_prefix(" 모").or_else(|| rest.strip_prefix('모'))
        && after.starts_with([' ', '(', '씨', '군', '양'])
    {
        rest = after;
    }
    if rest.starts_with('(')
        && let Some(end) = rest.char_indices().take(24).find(|(_, c)| *c == ')').map(|(at, _)| at)
        && rest[1..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '여' | '남'))
    {
        rest = &rest[end + 1..];
        if rest.is_empty() {
            return true;
        }
    }
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    ["씨", "군", "양"].iter().any(|p| rest.strip_prefix(p).is_some_and(crate::names::lexicon::ends_word))
}

/// A surname alone.
fn by_surname(s: &Sentence<'_>, i: usize, word: &Word<'_>) -> Option<Found> {
    let (surname, rest) = word.text.split_at_checked("김".len())?;
    surnames::hangul(surname).filter(|n| n.bearers > 0)?;
    let end = word.span.start + surname.len();
    // 채 전 총장, 신 총괄회장.
    let mut k = i + 1;
    while s.words.get(k).is_some_and(|n| n.gap == " " && matches!(n.text, "전" | "현" | "신임" | "당시" | "총괄" | "수석")) {
        k += 1;
    }
    let word_too = matches!(
        surname,
        "이" | "그"
            | "한"
            | "전"
            | "현"
            | "나"
            | "제"
            | "두"
            | "단"
            | "온"
            | "여"
            | "모"
            | "부"
            | "신"
            | "주"
            | "차"
            | "구"
            | "조"
            | "간"
            | "연"
            | "공"
            | "방"
    );
    if rest.is_empty()
        && s.words.get(k).is_some_and(|n| n.gap == " " && n.script == Script::Hangul && name::titled(n.text))
        && (!word_too || matches!(surname, "신" | "조" | "차" | "구") && k > i)
    {
        return Some(Found { span: Span::new(word.span.start, end), class: NameClass::Person, score: 4.0 });
    }
    // 이 씨, 그 양: a demonstrative before 양 and 군 is one more often than 이.
    let found = called(s, end) && !(matches!(surname, "이") && s.text[end..].starts_with(" 양"));
    found.then_some(Found { span: Span::new(word.span.start, end), class: NameClass::Person, score: 5.0 })
}

/// A full name.
fn full(s: &Sentence<'_>, i: usize, word: &Word<'_>) -> Option<Found> {
    let mut best: Option<Found> = None;
    for (stem, tail) in polite(word.text).into_iter().chain(stems(word.text, 2, 4)) {
        let syllables = stem.len() / 3;
        if !surnames::starts(stem) || syllables == 4 && surnames::hangul(&stem[..6]).is_none() {
            continue;
        }
        let Some(like) = likeness(stem) else { continue };
        let span = Span::new(word.span.start, word.span.start + stem.len());
        let about = about(s, i, span, tail) + super::foreign::tail_worth(tail);
        // 채택하는, 이해되고: verbs in 하 and 되.
        let verbal = stem.ends_with(['하', '되', '시']) && !tail.is_empty() && !tail.starts_with(['씨', '님']);
        let base = like.korean - if syllables == 3 { 0.0 } else { 3.0 } - if verbal { 3.0 } else { 0.0 };
        let score = base + about + s.known(span);
        if score > LEAST && best.is_none_or(|b| b.score < score) {
            best = Some(Found { span, class: NameClass::Person, score });
        }
    }
    best
}

/// 전재국씨는, 김민수님: the name before what it is called by.
fn polite(word: &str) -> Option<(&str, &str)> {
    ["씨", "님", "군", "양"].iter().find_map(|p| {
        let at = word.rfind(p).filter(|at| *at >= 6)?;
        let (stem, tail) = word.split_at(at);
        crate::names::lexicon::ends_word(&tail[p.len()..]).then_some((stem, tail))
    })
}

/// Words around a name that speak for one who acts, plays, writes.
pub(super) const BESIDE: &[&str] =
    &["연기", "주연", "출연", "팬", "오빠", "누나", "언니", "형님", "선생님", "배우", "가수", "감독", "씨", "님", "모녀", "부부", "커플", "열애"];

/// What stands around a stretch, as logarithms of odds that it is a person.
pub(super) fn about(s: &Sentence<'_>, i: usize, span: Span, tail: &str) -> f32 {
    let word = &s.words[i];
    let mut sum = 0.0;
    let rest = &s.text[span.end..];
    if ["씨", "님"].iter().any(|p| tail.starts_with(p)) {
        sum += 3.0;
    }
    if let Some(inside) = rest.strip_prefix('(') {
        if inside.starts_with(|c: char| c.is_ascii_digit()) {
            sum += 3.0;
        } else if inside.starts_with(|c: char| c.is_ascii_alphabetic() || ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
            sum += 1.5;
        }
    }
    if word.gap.ends_with('(') && rest.starts_with([')', ',']) {
        sum += 1.5;
    }
    if tail.is_empty()
        && let Some(next) = s.words.get(i + 1)
        && next.gap == " "
    {
        if next.text.starts_with("씨") || matches!(next.text, "군" | "양" | "전") || name::titled(next.text) {
            sum += 3.0;
        } else if BESIDE.iter().any(|b| next.text.starts_with(b)) {
            sum += 1.5;
        }
    }
    if let Some(before) = i.checked_sub(1).map(|b| &s.words[b])
        && word.gap == " "
        && (name::titled_bare(before.text) || BESIDE.contains(&before.text))
    {
        sum += 1.5;
    }
    let lists = |gap: &str| matches!(gap.trim(), "·" | "," | "/" | "&");
    if lists(word.gap) || s.words.get(i + 1).is_some_and(|n| tail.is_empty() && lists(n.gap)) {
        sum += 0.5;
    }
    sum
}
