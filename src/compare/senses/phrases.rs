//! Many phrases sought in one pass over a text. Most places are told by one bit for how a phrase may start there: two
//! syllables in Korean, five letters of a word in English. Used by the tables of senses.

use crate::text::lines::floor;
use crate::text::sixes::six_at;
use crate::text::{Sixes, bytes};

/// A phrase as a table has it, taken apart.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// What it starts with, …
    head: Part,
    /// … and what stands within a few words behind it: `sought ~ life`.
    tail: Option<Part>,
    /// Must not stand inside a Korean word: `^전 대통령`.
    starts_word: bool,
    /// What it is of.
    owner: u16,
}

/// Words that stand together.
#[derive(Clone, Copy, Debug)]
struct Part {
    text: &'static str,
    /// May go on within the word: `acquit*`.
    open: bool,
    /// Has a capital, and must be written so.
    exact: bool,
}

/// A phrase met in a text: start and end in bytes, and the number it was put in under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Met {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) owner: u16,
}

/// Phrases of one language.
#[derive(Debug)]
pub(super) struct Phrases {
    korean: bool,
    /// How the Korean ones begin that start with a syllable.
    long: Sixes,
    /// A bit for each way to start, folded into as many bits as there are.
    starts: Box<[u64]>,
    /// How many ways to start lie before each 64 of them.
    ranks: Box<[u16]>,
    /// Where the phrases of each way to start lie in the list.
    places: Vec<u16>,
    /// With how they start, in the order of the bits.
    list: Vec<(u64, Phrase)>,
}

/// A word of an English text, by how it starts: with its first five letters, and with its first three.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    at: usize,
    starts: [u64; 2],
    /// The same, folded.
    bits: [usize; 2],
}

/// Bytes that may stand between the two parts of a phrase.
const GAP: usize = 45;

impl Phrases {
    /// Those of a list. English ones are met in any case unless they have a capital, and only as whole words unless they
    /// end in `*`. Korean ones have two characters at the least.
    pub(super) fn new(korean: bool, list: impl IntoIterator<Item = (&'static str, u16)>) -> Self {
        let mut list: Vec<(u64, Phrase)> = list.into_iter().map(|(text, owner)| start_and_phrase(korean, text, owner)).collect();
        let bits = if korean { KOREAN } else { ENGLISH };
        list.sort_by_key(|p| (folded(p.0, bits), p.0));
        let mut starts = vec![0_u64; 1 << (bits - 6)].into_boxed_slice();
        let mut places = Vec::new();
        for (i, (start, _)) in list.iter().enumerate() {
            let bit = folded(*start, bits);
            if starts[bit / 64] >> (bit % 64) & 1 == 0 {
                places.push(u16::try_from(i).unwrap_or(u16::MAX));
            }
            starts[bit / 64] |= 1 << (bit % 64);
        }
        let mut before = 0;
        let count = |word: &u64| {
            let rank = before;
            before += u16::try_from(word.count_ones()).unwrap_or(0);
            rank
        };
        let ranks = starts.iter().map(count).collect();
        let long = Sixes::new(list.iter().map(|p| p.1.head.text).filter(|_| korean));
        Self { korean, long, starts, ranks, places, list }
    }

    /// All that are met in a Korean text, from left to right; they may lie over each other.
    pub(super) fn find_korean(&self, text: &str, met: &mut Vec<Met>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            let place = at;
            if b >= 0xE3 {
                at += 3;
                let six = six_at(bytes, place);
                // What stands before a mark or a digit may be too short for six bytes: 미·, 고3.
                let marked = six >> 24 & 0xFF < 0xE3;
                if !marked && !self.long.may_begin(six) {
                    continue;
                }
            } else {
                at += 1;
                // 1심, 2심.
                if !b.is_ascii_digit() {
                    continue;
                }
            }
            let start = korean_start(&bytes[place..]);
            if self.has(folded(start, KOREAN)) {
                self.met_at(start, text, place, met);
            }
        }
    }

    /// All that are met in an English text, given its words.
    pub(super) fn find_english(&self, text: &str, tokens: &[Token], met: &mut Vec<Met>) {
        for token in tokens {
            for (start, bit) in token.starts.into_iter().zip(token.bits) {
                if self.has(bit) {
                    self.met_at(start, text, token.at, met);
                }
            }
        }
    }

    fn has(&self, bit: usize) -> bool {
        self.starts[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn met_at(&self, start: u64, text: &str, at: usize, met: &mut Vec<Met>) {
        let bits = if self.korean { KOREAN } else { ENGLISH };
        let bit = folded(start, bits);
        let rank = usize::from(self.ranks[bit / 64]) + (self.starts[bit / 64] & ((1 << (bit % 64)) - 1)).count_ones() as usize;
        let from = self.places.get(rank).map_or(self.list.len(), |&p| usize::from(p));
        let until = self.places.get(rank + 1).map_or(self.list.len(), |&p| usize::from(p));
        for (_, phrase) in self.list[from..until].iter().filter(|p| p.0 == start) {
            if let Some(end) = phrase.end(text, at, self.korean) {
                met.push(Met { start: at, end, owner: phrase.owner });
            }
        }
    }
}

/// A way to start as a number of so many bits.
fn folded(start: u64, bits: u32) -> usize {
    usize::try_from(start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)).unwrap_or(0)
}

const KOREAN: u32 = 16;
const ENGLISH: u32 = 12;

/// The words of an English text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5 + 1);
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if !bytes::is(b, bytes::LETTER | bytes::DIGIT) {
            at += 1;
            continue;
        }
        let (start, len) = english_start(&bytes[at..]);
        let starts = [start, open_start(&bytes[at..])];
        tokens.push(Token { at, starts, bits: starts.map(|s| folded(s, ENGLISH)) });
        at += len;
    }
    tokens
}

impl Phrase {
    /// Where it ends that starts at byte `at`, if it does.
    fn end(&self, text: &str, at: usize, korean: bool) -> Option<usize> {
        let head = part_end(self.head, text, at, korean)?;
        if self.starts_word && text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '·') {
            return None;
        }
        let Some(tail) = self.tail else { return Some(head) };
        let until = floor(text, (head + GAP).min(text.len()));
        let between = text[head..until].find(['.', ';', '“', '”', '"']).map_or(until, |stop| head + stop);
        let starts = text[head..between].char_indices().map(|(i, _)| head + i);
        let word = |at: usize| korean || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
        starts.filter(|&at| word(at)).find_map(|at| part_end(tail, text, at, korean))
    }
}

/// Where a part of a phrase ends that starts at byte `at`.
fn part_end(part: Part, text: &str, at: usize, korean: bool) -> Option<usize> {
    let (wanted, bytes) = (part.text.as_bytes(), text.as_bytes());
    let mut end = at + wanted.len();
    let here = bytes.get(at..end)?;
    if korean {
        // The last byte tells most apart: 장관은, 장관이.
        return (here.last() == wanted.last() && here == wanted).then_some(end);
    }
    if part.exact && here != wanted || !part.exact && !here.eq_ignore_ascii_case(wanted) {
        return None;
    }
    let rest = bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    if !part.open && rest > 0 {
        return None;
    }
    end += rest;
    Some(end)
}

fn part(text: &'static str) -> Part {
    let (text, open) = text.strip_suffix('*').map_or((text, false), |t| (t, true));
    Part { text, open, exact: text.bytes().any(|b| b.is_ascii_uppercase()) }
}

fn start_and_phrase(korean: bool, text: &'static str, owner: u16) -> (u64, Phrase) {
    let (text, starts_word) = text.strip_prefix('^').map_or((text, false), |t| (t, true));
    let (head, tail) = text.split_once('~').map_or((text, None), |(head, tail)| (head.trim_end(), Some(tail.trim_start())));
    let head = part(head);
    let start = match head.text.as_bytes() {
        bytes if korean => korean_start(bytes),
        bytes if head.open && english_start(bytes).1 < LETTERS && !head.text.contains(' ') => open_start(bytes),
        bytes => english_start(bytes).0,
    };
    (start, Phrase { head, tail: tail.map(part), starts_word, owner })
}

/// The first two characters.
fn korean_start(text: &[u8]) -> u64 {
    let first = if text[0] < 0x80 { 1 } else { 3 };
    let second = match text.get(first) {
        Some(0..0x80) => 1,
        Some(0x80..0xE0) => 2,
        Some(_) => 3,
        None => 0,
    };
    match text.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * (first + second))),
        None => text.iter().take(first + second).rev().fold(0, |start, b| start << 8 | u64::from(*b)),
    }
}

/// The first five letters of a word in lower case, and its length.
fn english_start(text: &[u8]) -> (u64, usize) {
    let mut len = bytes::letters(text, 0);
    if text.get(len).is_some_and(u8::is_ascii_digit) {
        len = bytes::run(text, len, bytes::LETTER | bytes::DIGIT);
    }
    let lower = six_at(text, 0) | 0x2020_2020_2020;
    (lower & (u64::MAX >> (64 - 8 * len.clamp(1, LETTERS))), len)
}

/// The first three letters of a word that may go on in any way: `ban*`.
fn open_start(text: &[u8]) -> u64 {
    if text.len() < 3 { 0 } else { OPEN | six_at(text, 0) & 0xFF_FFFF | 0x20_2020 }
}

const OPEN: u64 = 1 << 60;

/// Letters by which English words are told apart at first.
const LETTERS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn met(korean: bool, list: &[&'static str], text: &str) -> Vec<String> {
        let phrases = Phrases::new(korean, list.iter().map(|p| (*p, 0)));
        let mut met = Vec::new();
        if korean {
            phrases.find_korean(text, &mut met);
        } else {
            phrases.find_english(text, &tokens(text), &mut met);
        }
        met.iter().map(|m| text[m.start..m.end].to_owned()).collect()
    }

    #[test]
    fn korean_phrases_stand_anywhere_or_at_the_start_of_a_word() {
        assert_eq!(met(true, &["구속", "^전 대표", "한·일"], "불구속된 전 대표, 이전 대표, 한·일 구속"), ["구속", "전 대표", "한·일", "구속"]);
        assert_eq!(met(true, &["한 번도 ~ 없"], "한 번도 나온 적이 없다. 한 번도. 없다"), ["한 번도 나온 적이 없"]);
    }

    #[test]
    fn english_phrases_are_whole_words_unless_they_are_open() {
        assert_eq!(met(false, &["ban", "acquit*", "no"], "Ban the bank, acquitted; no, not"), ["Ban", "acquitted", "no"]);
        assert_eq!(met(false, &["sought ~ life*", "Army"], "sought a life sentence; army, Army"), ["sought a life", "Army"]);
        assert_eq!(met(false, &["not guilty"], "not guilty").len(), 1);
    }
}
