//! Numerals as they stand in English words, and new values written in the same style: digits with or without a scale
//! word ("3.5 trillion", "12,400"), small numbers in words ("three").

use crate::text::{Exact, Span};

const SCALES: [(&str, i32); 4] = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
const WORDS: [&str; 21] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "twenty",
];
/// The largest number that newspapers write in words; larger ones are written in digits.
const LARGEST_WORD: i64 = 12;

/// A numeral in a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Numeral {
    /// All of it, with its scale word.
    pub(super) span: Span,
    /// The digits, or the word.
    pub(super) literal: Span,
    /// What it says.
    pub(super) value: Exact,
    /// Power of ten of the scale word.
    scale: Option<i32>,
    /// In words, and not in digits.
    pub(super) word: bool,
}

/// Every numeral within a part of a text, in order.
pub(super) fn numerals(text: &str, within: Span) -> Vec<Numeral> {
    let (bytes, end) = (text.as_bytes(), within.end.min(text.len()));
    let mut found = Vec::new();
    let mut at = within.start;
    while at < end {
        let inside = at > within.start && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.' && bytes[at].is_ascii_digit());
        let stop = (at + 1..end).find(|&i| !bytes[i].is_ascii_alphanumeric()).unwrap_or(end);
        if inside || !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let literal = if bytes[at].is_ascii_digit() { digits(bytes, at, end) } else { Span::new(at, stop) };
        let plain = if bytes[at].is_ascii_digit() { Exact::parse(literal.slice(text)) } else { word(literal.slice(text)) };
        at = literal.end.max(at + 1);
        // Twenty-one is one number, which is not written anew here.
        let compound = plain.is_some() && bytes.get(literal.end) == Some(&b'-') && word(rest_word(text, literal.end + 1, end)).is_some();
        if compound {
            at = stop.max(literal.end) + 1 + rest_word(text, literal.end + 1, end).len();
            continue;
        }
        let Some(plain) = plain else { continue };
        let scale = scale(text, literal.end, end);
        let value = scale.map_or(Some(plain), |(power, _)| plain.checked_mul(Exact::pow10(power)));
        let span = Span::new(literal.start, scale.map_or(literal.end, |s| s.1));
        at = span.end;
        found.extend(value.map(|value| Numeral { span, literal, value, scale: scale.map(|s| s.0), word: !bytes[literal.start].is_ascii_digit() }));
    }
    found
}

/// Digits with separators from `at`.
fn digits(bytes: &[u8], at: usize, end: usize) -> Span {
    let digit = |i: usize| i < end && bytes[i].is_ascii_digit();
    let mut stop = at;
    let mut point = false;
    loop {
        if digit(stop) {
            stop += 1;
        } else if stop < end && bytes[stop] == b',' && !point && (1..=3).all(|n| digit(stop + n)) && !digit(stop + 4) {
            stop += 4;
        } else if stop < end && bytes[stop] == b'.' && !point && digit(stop + 1) {
            point = true;
            stop += 1;
        } else {
            return Span::new(at, stop);
        }
    }
}

/// The letters from `at`.
fn rest_word(text: &str, at: usize, end: usize) -> &str {
    let rest = Span::new(at, end).slice(text);
    &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())]
}

fn word(text: &str) -> Option<Exact> {
    WORDS.iter().position(|w| text.eq_ignore_ascii_case(w)).and_then(|n| i64::try_from(n).ok()).map(Exact::int)
}

/// The scale word behind a number, and where it ends.
fn scale(text: &str, at: usize, end: usize) -> Option<(i32, usize)> {
    if !matches!(text.as_bytes().get(at), Some(b' ' | b'-')) {
        return None;
    }
    let word = rest_word(text, at + 1, end);
    SCALES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, power)| (*power, at + 1 + word.len()))
}

/// A value in the style of a numeral that stands in the text. `None` for what a newspaper would not print: nothing and
/// less, and long tails of decimals.
pub(super) fn write(value: Exact, like: &Numeral, text: &str) -> Option<String> {
    if value.is_zero() || value.is_negative() {
        return None;
    }
    let small = value.to_i64().filter(|n| like.word && like.scale.is_none() && *n <= LARGEST_WORD);
    if let Some(word) = small.and_then(|n| WORDS.get(usize::try_from(n).ok()?)) {
        return Some(cased(word, like.literal.slice(text)));
    }
    let scaled = like.scale.and_then(|_| SCALES.iter().skip(1).rev().find(|(_, power)| value >= Exact::pow10(*power)));
    let Some((name, power)) = scaled else { return plain(value) };
    let gap = if text.as_bytes().get(like.literal.end) == Some(&b'-') { '-' } else { ' ' };
    Some(format!("{}{gap}{name}", plain(value.checked_div(Exact::pow10(*power))?)?))
}

/// In digits, with commas between thousands.
fn plain(value: Exact) -> Option<String> {
    value.mantissa().filter(|(_, exponent)| *exponent >= -3)?;
    Some(value.grouped().replace(' ', ","))
}

/// A word, with a capital where the old one has it.
pub(super) fn cased(word: &str, old: &str) -> String {
    if !old.starts_with(|c: char| c.is_ascii_uppercase()) {
        return word.to_owned();
    }
    let mut out = word.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, String)> {
        numerals(text, Span::new(0, text.len())).into_iter().map(|n| (n.span.slice(text), n.value.to_string())).collect()
    }

    #[test]
    fn numerals_are_read() {
        let want = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(a, b)| (*a, (*b).to_owned())).collect::<Vec<_>>();
        assert_eq!(read("3.5 trillion won"), want(&[("3.5 trillion", "3500000000000")]));
        assert_eq!(read("$12,400 or 1.5-million"), want(&[("12,400", "12400"), ("1.5-million", "1500000")]));
        assert_eq!(read("Three of 5-6, the 21st"), want(&[("Three", "3"), ("5", "5"), ("6", "6"), ("21", "21")]));
        assert_eq!(read("twenty-one and MI5, 1,23"), want(&[("1", "1"), ("23", "23")]));
        assert_eq!(read("가3.14나"), want(&[("3.14", "3.14")]));
    }

    #[test]
    fn values_are_written_in_the_same_style() {
        for (like, value, want) in [
            ("3.5 trillion", "350000000000", Some("350 billion")),
            ("3.5 trillion", "350000", Some("350,000")),
            ("12,400", "124000", Some("124,000")),
            ("Three", "4", Some("Four")),
            ("three", "30", Some("30")),
            ("0.25", "2.5", Some("2.5")),
            ("1.5-million", "15000000", Some("15-million")),
            ("5", "0", None),
            ("5", "0.00005", None),
        ] {
            let numeral = numerals(like, Span::new(0, like.len())).remove(0);
            assert_eq!(write(Exact::parse(value).unwrap(), &numeral, like).as_deref(), want, "{like} {value}");
        }
    }
}
