//! Quotations on both sides of a link: what stands between the marks, and how much of it there is.

use crate::text::{Span, hangul};
use smallvec::SmallVec;

/// Whether a text may have quotation marks: a straight one, or the first byte of a curly one.
pub fn may_quote(text: &str) -> bool {
    memchr::memchr2(b'"', CURLY, text.as_bytes()).is_some()
}

/// The first byte of “ and ”, and of 「 and 『.
const CURLY: u8 = 0xE2;
const CORNER: u8 = 0xE3;

/// The quotations of a text that are closed, without their marks.
pub fn quotations(text: &str) -> SmallVec<[Span; 4]> {
    let mut out = SmallVec::new();
    let mut open: Option<(usize, char)> = None;
    for at in memchr::memchr3_iter(b'"', CURLY, CORNER, text.as_bytes()) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        match (open, c) {
            (None, '"' | '“' | '「' | '『') => open = Some((at + c.len_utf8(), c)),
            (Some((from, '"')), '"') | (Some((from, '“')), '”') | (Some((from, '「')), '」') | (Some((from, '『')), '』') => {
                out.push(Span::new(from, at));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Whether a Korean text marks anything as quoted, or as the name of a work.
pub fn marks(ko: &str) -> bool {
    ko.contains(['"', '“', '”', '\'', '‘', '’', '「', '『', '《', '〈', '<', '＂'])
}

/// How many syllables, digits and letters a Korean quotation has.
pub fn syllables(text: &str) -> usize {
    text.chars().filter(|c| hangul::is_syllable(*c) || c.is_ascii_alphanumeric()).count()
}

/// How many words an English quotation has, without what is in brackets.
pub fn words(text: &str) -> usize {
    if !text.bytes().any(|b| matches!(b, b'(' | b'[')) {
        return text.split_ascii_whitespace().count();
    }
    let mut depth = 0_usize;
    text.split_whitespace()
        .filter(|w| {
            let (opens, closes) = (w.contains(['(', '[']), w.contains([')', ']']));
            let inside = depth > 0 || opens;
            depth = if opens && !closes {
                depth + 1
            } else if closes && !opens {
                depth.saturating_sub(1)
            } else {
                depth
            };
            !inside
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_what_stands_between_marks() {
        let text = "He said “no” and \"never, ever\" then";
        assert_eq!(quotations(text).iter().map(|s| s.slice(text)).collect::<Vec<_>>(), ["no", "never, ever"]);
        assert_eq!(words("We need (5G plans) at [about] 50 won"), 5);
        assert_eq!(syllables("설탕값이 30% 올랐다"), 9);
    }
}
