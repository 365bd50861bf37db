//! Who said it: the subjects of Korean verbs of saying against what stands beside "said" and "told" in the English.

use super::english::{Token, before, object, suffers};
use super::korean::{Case, Phrase};
use super::who::opposed;
use super::{Scene, phrases, tokens};
use crate::model::{Mention, NameClass, Value};
use crate::text::{Span, SyllableSet, Words};
use smallvec::SmallVec;
use std::sync::LazyLock;

/// A statement that the English gives to another than the Korean does. Places are in the documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misattributed {
    /// Who says it in the Korean.
    pub source: Span,
    /// The Korean verb.
    pub source_word: Span,
    /// Who says it in the English.
    pub target: Span,
    /// The English verb.
    pub target_word: Span,
    /// How it is known.
    pub how: Known,
}

/// How a wrong speaker is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// The English speaker is told in the Korean as the one who was spoken to or about.
    SpokenTo,
    /// The English has one speaker twice, and the other not at all.
    Twice,
    /// The English speaker is of the other side: the defendant's lawyer for the plaintiff's.
    Opposed,
}

/// Who says something.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    who: Span,
    verb: Span,
}

/// Beginnings of Korean verbs of saying, behind 고, 며 and 면서.
const SAYING: &[&str] = &[
    "말했", "말하", "말한", "밝혔", "밝히", "밝힌", "했다", "했으", "한다", "전했", "전하", "강조", "주장", "지적", "설명", "덧붙", "비판", "촉구", "당부",
    "조언", "평가", "사과했", "하소연", "추정", "반박", "답했", "답하", "토로", "우려", "경고", "호소", "진술", "회고", "회상", "반문", "내다봤", "전망",
    "분석", "일축", "약속", "부연", "질타", "비난", "해명", "적었", "썼다",
];
static FIRSTS: LazyLock<SyllableSet> = LazyLock::new(|| SAYING.iter().filter_map(|w| w.chars().next()).collect());
static SAID: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "said", "says", "told", "added", "noted", "stressed", "emphasized", "explained", "argued", "claimed", "advised", "apologized", "complained",
        "remarked", "warned", "replied", "responded", "countered", "recalled", "testified", "wrote", "lamented", "criticized", "estimated",
    ])
});

/// The statement of a scene that has another speaker in the English. Most scenes have none that could be told: `may` says whether
/// the Korean has one of two sides in it, somebody who is spoken to, or more than one sentence.
pub(super) fn compare(scene: &Scene<'_>, may: bool) -> Option<Misattributed> {
    if !may || verbs(scene.ko).next().is_none() {
        return None;
    }
    let words = tokens(scene.en);
    let rendered = english(&words);
    if rendered.is_empty() {
        return None;
    }
    let parts = phrases(scene.ko);
    let told = korean(scene.ko, &parts)?;
    let found = |k: &Speaker, e: &Speaker, how: Known| Misattributed {
        source: scene.in_source(k.who),
        source_word: scene.in_source(k.verb),
        target: scene.in_target(e.who),
        target_word: scene.in_target(e.verb),
        how,
    };
    let whole = Span::new(0, scene.en.len());
    if told.len() >= 2 && told.len() == rendered.len() {
        return twice(scene, &told, &rendered).map(|(k, e)| found(k, e, Known::Twice));
    }
    let [k] = told.as_slice() else { return None };
    let [e] = rendered.as_slice() else { return None };
    if opposed(k.who.slice(scene.ko), e.who.slice(scene.en)) {
        return Some(found(k, e, Known::Opposed));
    }
    let subjects = || parts.iter().filter(|p| p.quote == 0 && matches!(p.case, Case::Subject | Case::With));
    if subjects().any(|p| scene.names(p.span, e.who, None)) {
        return None;
    }
    let listeners = parts.iter().filter(|p| p.quote == 0 && matches!(p.case, Case::Receiver | Case::Object | Case::Source));
    let person = |m: &Mention| matches!(&m.value, Value::Name(n) if n.class == NameClass::Person);
    let both_told = |p: &&Phrase| scene.names(p.span, e.who, Some(k.who)) && scene.names(k.who, whole, Some(p.span));
    if scene.en_names(e.who).any(person) && listeners.into_iter().any(|p| both_told(&p)) {
        return Some(found(k, e, Known::SpokenTo));
    }
    None
}

/// Two statements that the English gives to one speaker, where the Korean has two and the other is not told at all.
fn twice<'s>(scene: &Scene<'_>, told: &'s [Speaker], rendered: &'s [Speaker]) -> Option<(&'s Speaker, &'s Speaker)> {
    let whole = Span::new(0, scene.en.len());
    for (i, (k, e)) in told.iter().zip(rendered).enumerate() {
        let other = |o: &&Speaker| scene.names(o.who, e.who, Some(k.who));
        let Some((j, o)) = told.iter().enumerate().filter(|(j, _)| *j != i).find(|(_, o)| other(o)) else { continue };
        if scene.distinct(k.who, o.who) && !scene.names(k.who, whole, Some(o.who)) && scene.names(o.who, rendered[j].who, Some(k.who)) {
            return Some((k, e));
        }
    }
    None
}

/// The verbs of saying of a Korean text: where they stand.
fn verbs(text: &str) -> impl Iterator<Item = Span> + '_ {
    memchr::memchr_iter(b' ', text.as_bytes()).filter_map(move |space| {
        let before = text[..space].chars().next_back().filter(|c| matches!(c, '고' | '며' | '서' | '도'))?;
        let rest = &text[space + 1..];
        let first = rest.chars().next().filter(|c| FIRSTS.contains(*c))?;
        let verb = SAYING.iter().find(|v| v.starts_with(first) && rest.starts_with(**v))?;
        (before == '고' || !verb.starts_with('한') && !verb.starts_with('했')).then(|| Span::new(space + 1, space + 1 + verb.len()))
    })
}

/// The speakers of a Korean text, one a statement; nothing where one of them is not told.
fn korean(text: &str, parts: &[Phrase]) -> Option<SmallVec<[Speaker; 4]>> {
    let mut out: SmallVec<[Speaker; 4]> = SmallVec::new();
    let mut from = 0;
    for verb in verbs(text) {
        let mine = || parts.iter().filter(|p| p.quote == 0 && p.case == Case::Subject && p.span.start >= from && p.span.end <= verb.start);
        let topic = |p: &&Phrase| p.span.slice(text).trim_end_matches(',').ends_with(['은', '는', '서', '도']);
        let stop = text[from..verb.start].contains(". ");
        match mine().rfind(topic).or_else(|| mine().next()) {
            Some(p) => out.push(Speaker { who: p.span, verb }),
            // Said by the same as before: “…”라며 “…”라고 말했다.
            None if !out.is_empty() && !stop => {}
            None => return None,
        }
        from = verb.end;
    }
    Some(out)
}

/// The speakers of an English text.
fn english(words: &[Token<'_>]) -> SmallVec<[Speaker; 4]> {
    let mut out: SmallVec<[Speaker; 4]> = SmallVec::new();
    for (i, token) in words.iter().enumerate().filter(|(_, t)| SAID.contains(t.word)) {
        // "Was told" has another speaker than its subject.
        if suffers(words, i) {
            continue;
        }
        let who = if (token.stop || token.comma) && words.get(i + 1).is_some_and(|t| !t.stop && !t.comma) && i > 0 && ends_quote(words, i) {
            behind(words, i + 1)
        } else {
            attributed(words, i).or_else(|| before(words, i))
        };
        out.extend(who.map(|who| Speaker { who, verb: token.span }));
    }
    out
}

/// Whether what is said ended right before the verb at `i`: “…,” said Kim.
fn ends_quote(words: &[Token<'_>], i: usize) -> bool {
    words[i].stop && words.get(i + 1).is_some_and(|t| t.word.starts_with(char::is_uppercase) || matches!(t.word, "the" | "a" | "an"))
}

/// A name with what is said of it behind: said Kim, head of the party.
fn behind(words: &[Token<'_>], i: usize) -> Option<Span> {
    let first = object(words, i)?;
    let from = words.partition_point(|t| t.span.start < first.end);
    Some(words[from..].iter().take(12).take_while(|t| !t.stop).last().map_or(first, |t| first.cover(t.span)))
}

/// A short name between the last comma and the verb: …, the ministry said.
fn attributed(words: &[Token<'_>], i: usize) -> Option<Span> {
    let from = words[..i].iter().rposition(|t| t.comma || t.stop)?;
    let short = i - from <= 6 && !words[i].comma && words[from].comma && (words[from].word.starts_with(char::is_uppercase) || words[from].word == "the");
    short.then(|| words[from].span.cover(words[i - 1].span))
}
