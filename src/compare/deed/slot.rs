//! Places that one name fills: where somebody was born, whose son, who directed. What fills them in the Korean, and what in
//! the English.

use super::english::{Token, before, object};
use super::korean::{Case, Phrase};
use super::scan::{Hit, Tells};
use super::table::rows;
use crate::text::{Shapes, Span};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// How a Korean name fills a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Filled {
    /// By this case, with these last letters of the particle.
    By(Case, &'static str),
    /// 이, 가, 은, 는, and 에 의해.
    Doer,
    /// 의, or nothing, right before.
    Before(&'static str),
}

/// What fills a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Which place.
    pub(super) place: u16,
    /// The name with what stands around it.
    pub(super) filler: Span,
    /// The same with the names that are told in a row with it: Kim and Lee.
    pub(super) row: Span,
    /// The word that it belongs to.
    pub(super) word: Span,
}

/// English words that tell a place: the words behind the first one, the place, and whether its subject fills it.
pub(super) type Telling = (SmallVec<[&'static str; 2]>, u16, bool);

/// Both languages.
pub(super) struct Table {
    pub(super) korean: Vec<(&'static str, u16, Filled)>,
    pub(super) shapes: Shapes,
    pub(super) english: HashMap<&'static str, Vec<Telling>>,
}

/// The table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut korean = Vec::new();
    let mut english: HashMap<&str, Vec<Telling>> = HashMap::new();
    for (place, row) in (0_u16..).zip(rows(include_str!("slots.tsv"))) {
        let mut columns = row.split('\t').skip(1);
        for (particle, stem) in columns.next().into_iter().flat_map(|c| c.split('|')).filter_map(|item| item.split_once('>')) {
            let filled = match particle {
                "에서" => Filled::By(Case::Other, "에서"),
                "로" => Filled::By(Case::Other, "로"),
                "에" => Filled::By(Case::Receiver, "에"),
                "를" => Filled::By(Case::Object, ""),
                "와" => Filled::By(Case::With, ""),
                "가" => Filled::Doer,
                "의" => Filled::Before("의"),
                _ => Filled::Before(""),
            };
            korean.push((stem, place, filled));
        }
        for item in columns.next().into_iter().flat_map(|c| c.split('|')) {
            let (subject, item) = item.strip_prefix('<').map_or((false, item), |rest| (true, rest));
            let mut words = item.split(' ');
            english.entry(words.next().unwrap_or("")).or_default().push((words.collect(), place, subject));
        }
    }
    let shapes = Shapes::new(english.keys().map(|w| w.as_bytes()));
    Table { korean, shapes, english }
});

/// The filled places of a Korean sentence.
pub(super) fn korean(text: &str, parts: &[Phrase], hits: &[Hit]) -> SmallVec<[Slot; 4]> {
    let mut out = SmallVec::new();
    for hit in hits {
        let Tells::Place(place, filled) = hit.tells else { continue };
        let word = Span::new(hit.at, hit.at + hit.len);
        let found = filling(text, parts, word, filled);
        out.extend(found.map(|filler| Slot { place, filler, row: in_row(text, parts, filler), word }));
    }
    out
}

/// What fills the place that the word at `word` tells.
fn filling(text: &str, parts: &[Phrase], word: Span, filled: Filled) -> Option<Span> {
    let quote = parts.iter().find(|p| p.span.end > word.start).map_or(0, |p| if p.span.start <= word.start { p.quote } else { 0 });
    let mut before = parts.iter().rev().filter(|p| p.span.end <= word.start && p.quote == quote).take(5);
    let tail = text[word.end..].split(' ').next().unwrap_or("");
    let starts = |list: &[&str]| list.iter().any(|t| tail.starts_with(t));
    let phrase = match filled {
        Filled::By(case, end) => {
            let fits = |p: &&Phrase| p.case == case && ends_in(p.span.slice(text), end);
            let found = before.find(fits);
            // 파리로, 로마로: two of them share the verb, and neither is the only one.
            found.filter(|_| !before.any(|p| fits(&p) && p.span.slice(text).ends_with(',')))
        }
        Filled::Doer if starts(&["되", "됐", "된", "돼"]) => before.find(|p| p.case == Case::Agent),
        Filled::Doer if word.len() > 3 && !starts(&["하", "해", "했", "한"]) => None,
        // 에서 marks an institution that did it as well as a place.
        Filled::Doer => before
            .find(|p| matches!(p.case, Case::Subject | Case::Agent | Case::Other))
            .filter(|p| p.case == Case::Agent || p.span.slice(text).ends_with(['이', '가'])),
        Filled::Before(end) => return owner(text, parts, word.start, end),
    };
    phrase.map(|p| p.span)
}

/// Whether a phrase ends in this particle; between two places is no place.
fn ends_in(phrase: &str, end: &str) -> bool {
    let phrase = phrase.trim_end_matches(['는', '도', ',']);
    (phrase.ends_with(end) || end == "에" && phrase.ends_with("에게")) && !phrase.ends_with("사이에서")
}

/// A phrase with those before it that 와, 과 or a comma joins to it.
fn in_row(text: &str, parts: &[Phrase], filler: Span) -> Span {
    let mut start = filler.start;
    for part in parts.iter().rev().filter(|p| p.span.end <= filler.start) {
        if part.case != Case::With || part.span.end + 1 < start {
            break;
        }
        start = part.span.start;
    }
    // What stands before a comma was read into the phrase, or is left to it.
    let comma = text[..start].trim_end().ends_with(',');
    Span::new(if comma { 0 } else { start }, filler.end)
}

/// The words right before byte `at`, which end like that: 마지막 왕의 for 아들.
fn owner(text: &str, parts: &[Phrase], at: usize, end: &str) -> Option<Span> {
    let before = text[..at].trim_end();
    if !before.ends_with(end) || before.is_empty() || before.ends_with(',') {
        return None;
    }
    let bound = parts.iter().rev().find(|p| p.span.end <= at).map_or(0, |p| p.span.end);
    let mut start = before.len();
    for word in before[bound.min(before.len())..].split(' ').rev().take(4) {
        // A word that joins another description, or describes: 아들이자, 선수인.
        if start < before.len() && (word.ends_with(['자', '며', '고', ',', '인']) || word.is_empty()) {
            break;
        }
        start = word.as_ptr() as usize - text.as_ptr() as usize;
    }
    (start < before.len()).then(|| Span::new(start, before.len()))
}

/// The filled places of an English sentence, of those that `wanted` says.
pub(super) fn english(tokens: &[Token<'_>], wanted: impl Fn(u16) -> bool) -> SmallVec<[Slot; 4]> {
    let mut out = SmallVec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| TABLE.shapes.may_hold(t.word.as_bytes())) {
        for (rest, place, subject) in TABLE.english.get(token.word).into_iter().flatten().filter(|e| wanted(e.1)) {
            let behind = rest.iter().enumerate().all(|(k, w)| tokens.get(i + 1 + k).is_some_and(|t| t.word == *w && !t.stop));
            let filler = if *subject {
                active(tokens, i).then(|| before(tokens, i)).flatten()
            } else if behind {
                object(tokens, i + 1 + rest.len())
            } else if rest.first() == Some(&"of") {
                possessor(tokens, i)
            } else {
                None
            };
            out.extend(filler.map(|filler| Slot { place: *place, filler, row: row_of(tokens, filler), word: token.span }));
        }
    }
    out
}

/// Whether a verb is told of what stands right before it: it has an object, and is no participle behind a comma or a second verb.
fn active(tokens: &[Token<'_>], i: usize) -> bool {
    let no = ["was", "were", "been", "be", "is", "are", "being", "and", "or"];
    let ends = i + 1 == tokens.len() || tokens[i + 1].stop;
    i > 0 && !tokens[i].comma && !no.contains(&tokens[i - 1].word) && (ends && tokens[i].word == "died" || object(tokens, i + 1).is_some())
}

/// A name with those that follow in a row.
fn row_of(tokens: &[Token<'_>], filler: Span) -> Span {
    let from = tokens.partition_point(|t| t.span.start < filler.end);
    let joins = |t: &&Token<'_>| !t.stop && (t.word == "and" || t.word == "then" || t.comma || !super::english::ENDS.contains(&t.word));
    tokens[from..].iter().take(14).take_while(joins).last().map_or(filler, |t| filler.cover(t.span))
}

/// Kim Bo-mi's eldest for "son".
fn possessor(tokens: &[Token<'_>], i: usize) -> Option<Span> {
    let mark = (i.saturating_sub(3)..i).rev().find(|&k| tokens[k].word == "s")?;
    let name = tokens[..mark].iter().rev().take(5).take_while(|t| t.word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let mut span: Option<Span> = None;
    for t in name {
        span = Some(span.map_or(t.span, |s| s.cover(t.span)));
        if t.stop || t.comma {
            break;
        }
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::deed::{phrases, tokens};

    #[test]
    fn every_row_has_words_in_both_languages() {
        for row in rows(include_str!("slots.tsv")) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert!(cells.len() == 3 && cells[1].split('|').all(|i| i.contains('>')), "{row}");
        }
    }

    #[test]
    fn names_fill_places() {
        let text = "목포에서 태어난 박 씨는 여수에서 자랐다.";
        let filled: Vec<&str> = korean(text, &phrases(text), &super::super::scan::korean(text)).iter().map(|s| s.filler.slice(text)).collect();
        assert_eq!(filled, ["목포에서", "여수에서"]);
        let text = "He was born in Mokpo and grew up in Yeosu, Kim Bo-mi's eldest son said.";
        let filled: Vec<&str> = english(&tokens(text), |_| true).iter().map(|s| s.filler.slice(text)).collect();
        assert_eq!(filled, ["Mokpo", "Yeosu", "Kim Bo-mi"]);
    }
}
