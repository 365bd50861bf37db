//! Words, numbers and marks of a sentence, cut in one pass. Readers of values look at these instead of at characters.

use super::lexicon::{Lex, look_up};
use crate::text::bytes;
use jiff::civil::Date;
use smallvec::SmallVec;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits with separators of thousands and a decimal part.
    Digits,
    /// One character that is neither.
    Mark(char),
    /// An address, or the place behind the last token.
    Other,
}

/// A token: where it stands and what is known of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) lex: Lex,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// It starts with a capital letter.
    pub(super) capital: bool,
}

/// Tokens of one sentence.
pub(super) type Tokens = SmallVec<[Token; 64]>;

/// What stands before the first and behind the last token.
const NOTHING: Token = Token { start: 0, end: 0, kind: Kind::Other, lex: Lex::None, spaced: true, capital: false };

/// A sentence as the readers see it. Places outside of it read as nothing, so that looking around needs no care.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) date: Option<Date>,
}

impl<'a> Sentence<'a> {
    /// The token at a place.
    #[inline]
    pub(super) fn at(self, i: usize) -> Token {
        self.tokens.get(i).copied().unwrap_or(NOTHING)
    }

    /// The token `n` places before.
    #[inline]
    pub(super) fn back(self, i: usize, n: usize) -> Token {
        self.at(i.wrapping_sub(n))
    }

    /// What the word at a place may mean.
    #[inline]
    pub(super) fn lex(self, i: usize) -> Lex {
        self.at(i).lex
    }

    /// The token's characters.
    #[inline]
    pub(super) fn word(self, i: usize) -> &'a str {
        let t = self.at(i);
        self.text.get(t.start..t.end).unwrap_or("")
    }

    /// Whether the token at a place is this word, in any case.
    #[inline]
    pub(super) fn is(self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, in any case.
    pub(super) fn any(self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|w| w.len() == word.len() && w.eq_ignore_ascii_case(word))
    }

    /// Whether the tokens from a place on are these words.
    pub(super) fn run(self, i: usize, words: &[&str]) -> bool {
        (i..).zip(words).all(|(at, w)| self.is(at, w))
    }

    /// Whether the words right before a place are these; their start if so.
    pub(super) fn run_before(self, i: usize, words: &[&str]) -> Option<usize> {
        let from = i.checked_sub(words.len())?;
        self.run(from, words).then_some(from)
    }

    /// Whether this mark stands at a place.
    #[inline]
    pub(super) fn mark(self, i: usize, c: char) -> bool {
        self.at(i).kind == Kind::Mark(c)
    }

    /// Whether a token is there and nothing separates it from the one before.
    #[inline]
    pub(super) fn glued(self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && !self.at(i).spaced
    }

    /// A hyphen or dash that joins the tokens on both sides.
    #[inline]
    pub(super) fn joint(self, i: usize) -> bool {
        matches!(self.at(i).kind, Kind::Mark('-' | '–')) && self.glued(i) && self.glued(i + 1)
    }

    /// The place behind a joining hyphen, if one stands here; else the place itself.
    pub(super) fn past_joint(self, i: usize) -> usize {
        if self.joint(i) { i + 1 } else { i }
    }

    /// Whether there are digits at a place.
    #[inline]
    pub(super) fn digits(self, i: usize) -> bool {
        self.at(i).kind == Kind::Digits
    }

    /// A whole number of at most four digits without separators.
    pub(super) fn small(self, i: usize) -> Option<i16> {
        let word = self.word(i);
        (self.digits(i) && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
    }

    /// Whether a word of lower-case letters stands at a place.
    pub(super) fn lower(self, i: usize) -> bool {
        let t = self.at(i);
        t.kind == Kind::Word && !t.capital
    }

    /// Whether a sentence or a quotation starts at a place, so that a capital letter says nothing.
    pub(super) fn opens(self, i: usize) -> bool {
        i == 0 || matches!(self.back(i, 1).kind, Kind::Mark('.' | '"' | '“' | '‘' | '!' | '?' | ':' | '(' | '[' | '—' | '•' | '*' | '#'))
    }

    /// The place of the first token that starts at or behind a byte.
    pub(super) fn place_of(self, mut i: usize, byte: usize) -> usize {
        while i < self.tokens.len() && self.at(i).start < byte {
            i += 1;
        }
        i
    }
}

/// Cuts a text into tokens.
pub(super) fn tokenize(text: &str) -> Tokens {
    let mut tokens = Tokens::new();
    if !cut(text, false, &mut tokens) {
        tokens.clear();
        cut(text, true, &mut tokens);
    }
    tokens
}

/// Cuts a text; `addresses` says that web or mail addresses may be in it. Without that, it stops where it meets what one
/// is told by, and gives `false`.
fn cut(text: &str, addresses: bool, tokens: &mut Tokens) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut spaced) = (0, true);
    while let Some(&b) = bytes.get(at) {
        if bytes::is(b, bytes::SPACE) {
            (spaced, at) = (true, at + 1);
            continue;
        }
        if addresses
            && spaced
            && let Some(end) = address(text, at)
        {
            tokens.push(Token { start: at, end, kind: Kind::Other, lex: Lex::None, spaced, capital: false });
            (spaced, at) = (false, end);
            continue;
        }
        let (end, kind) = if bytes::is(b, bytes::LETTER) { (word_end(text, at), Kind::Word) } else { one(text, at, b) };
        if !addresses && announces_address(bytes, at, end) {
            return false;
        }
        let lex = match kind {
            Kind::Word => look_up(&bytes[at..end]),
            Kind::Mark(c) if c.is_whitespace() => {
                (spaced, at) = (true, end);
                continue;
            }
            Kind::Mark(c) if c.is_ascii() => Lex::None,
            Kind::Mark(c) => vulgar(c),
            _ => Lex::None,
        };
        tokens.push(Token { start: at, end, kind, lex, spaced, capital: bytes::is(b, bytes::CAPITAL) });
        (spaced, at) = (false, end);
    }
    true
}

/// Whether the token between these places may be of an address: "@", "//" or what stands before a dot in "www.".
fn announces_address(bytes: &[u8], at: usize, end: usize) -> bool {
    match bytes[end - 1] {
        b'@' => true,
        b'/' => bytes.get(end) == Some(&b'/'),
        b'w' => bytes.get(end) == Some(&b'.') && bytes[at..end].ends_with(b"www"),
        _ => false,
    }
}

/// The token that starts at a byte, and not with a letter of ASCII: its end and kind.
fn one(text: &str, at: usize, b: u8) -> (usize, Kind) {
    let bytes = text.as_bytes();
    if bytes::is(b, bytes::DIGIT) {
        return (digits_end(bytes, at), Kind::Digits);
    }
    if b == b'.'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && (at == 0 || bytes[at - 1].is_ascii_whitespace() || matches!(bytes[at - 1], b'-' | b'$' | b'(' | b'~'))
    {
        return (run_of_digits(bytes, at + 1), Kind::Digits);
    }
    if b.is_ascii() {
        return (at + 1, Kind::Mark(char::from(b)));
    }
    let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\u{FFFD}');
    if c.is_alphabetic() { (word_end(text, at), Kind::Word) } else { (at + c.len_utf8(), Kind::Mark(c)) }
}

/// The end of the run of letters that starts at a byte.
#[inline]
fn word_end(text: &str, at: usize) -> usize {
    let end = bytes::letters(text.as_bytes(), at);
    if text.as_bytes().get(end).is_none_or(u8::is_ascii) { end } else { wide_word_end(text, end) }
}

/// The same where a letter that is not ASCII may go on: é.
fn wide_word_end(text: &str, mut end: usize) -> usize {
    loop {
        match text.get(end..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic()) {
            Some(c) => end = bytes::letters(text.as_bytes(), end + c.len_utf8()),
            None => return end,
        }
    }
}

fn run_of_digits(bytes: &[u8], at: usize) -> usize {
    bytes::run(bytes, at, bytes::DIGIT)
}

/// The end of `1,234,567.89`: groups of three behind commas or spaces, then a decimal part, then a power of ten.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let mut end = run_of_digits(bytes, start);
    if end - start <= 3 {
        end = match bytes.get(end) {
            Some(b',') => indian(bytes, end).unwrap_or_else(|| groups(bytes, end, b',')),
            Some(b' ') => spaced(bytes, start, end),
            _ => end,
        };
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = run_of_digits(bytes, end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) { exponent(bytes, end) } else { end }
}

/// The end of groups of three digits, each behind a separator.
fn groups(bytes: &[u8], mut end: usize, separator: u8) -> usize {
    while bytes.get(end) == Some(&separator) && run_of_digits(bytes, end + 1) == end + 4 {
        end += 4;
    }
    end
}

/// Groups behind spaces, `1 234 567`. Two numbers may stand side by side, so there must be two groups, or one that cannot
/// begin a number: `40 000`.
fn spaced(bytes: &[u8], start: usize, end: usize) -> usize {
    let last = groups(bytes, end, b' ');
    let certain = last - end > 4 || bytes.get(end..last) == Some(b" 000");
    let goes_on = bytes.get(last) == Some(&b' ') && bytes.get(last + 1).is_some_and(u8::is_ascii_digit);
    let inside = start > 0 && matches!(bytes[start - 1], b'+' | b'.' | b')');
    if certain && !goes_on && !inside && bytes[start] != b'0' { last } else { end }
}

/// The end of `12,34,567`: groups of two, the last of three.
fn indian(bytes: &[u8], mut end: usize) -> Option<usize> {
    let first = end;
    while bytes.get(end) == Some(&b',') && run_of_digits(bytes, end + 1) == end + 3 {
        end += 3;
    }
    let last = run_of_digits(bytes, end + 1);
    let whole = end > first && bytes.get(end) == Some(&b',') && last == end + 4 && bytes.get(last) != Some(&b',');
    whole.then_some(last)
}

/// The end of `1.3e6`, if a power of ten stands behind the digits; else the same place.
fn exponent(bytes: &[u8], end: usize) -> usize {
    let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
    let last = run_of_digits(bytes, end + 1 + sign);
    let digits = last - (end + 1 + sign);
    if (1..=2).contains(&digits) && !bytes.get(last).is_some_and(u8::is_ascii_alphanumeric) { last } else { end }
}

/// The end of a web or mail address that starts at a byte.
fn address(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let chunk = rest.split(char::is_whitespace).next()?;
    let is_one = chunk.contains("://") || chunk.contains("www.") || (chunk.contains('@') && chunk.contains('.'));
    (is_one && !chunk.is_empty()).then(|| at + chunk.len())
}

fn vulgar(c: char) -> Lex {
    match c {
        '½' => Lex::Vulgar(1, 2),
        '⅓' => Lex::Vulgar(1, 3),
        '⅔' => Lex::Vulgar(2, 3),
        '¼' => Lex::Vulgar(1, 4),
        '¾' => Lex::Vulgar(3, 4),
        '⅛' => Lex::Vulgar(1, 8),
        _ => Lex::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(words("rose 1,234.5, then 12,34 and 3.5%."), ["rose", "1,234.5", ",", "then", "12", ",", "34", "and", "3.5", "%", "."]);
        assert_eq!(words("KF-21s at 9:30"), ["KF", "-", "21", "s", "at", "9", ":", "30"]);
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(words("see www.a.kr/3 3"), ["see", "www.a.kr/3", "3"]);
        assert_eq!(words("a//b c//d"), ["a", "/", "/", "b", "c", "/", "/", "d"]);
        assert_eq!(words("see https://a.kr/2024/3 or kim12@b.kr now"), ["see", "https://a.kr/2024/3", "or", "kim12@b.kr", "now"]);
    }

    proptest! {
        #[test]
        fn tokens_stand_in_order_on_character_boundaries(text in "\\PC{0,60}") {
            let mut last = 0;
            for t in tokenize(&text) {
                prop_assert!(t.start >= last && t.end > t.start && text.get(t.start..t.end).is_some());
                last = t.end;
            }
        }
    }
}
