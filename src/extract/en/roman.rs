//! Roman numerals behind a word that shows them to be places in an order: World War II, Super Bowl LVIII, Chapter IV.
//! Capitals alone say nothing: IV is a drip, CD a disc, and Henry VIII's number is a part of his name.

use super::Reader;
use super::token::Sentence;
use crate::model::{Amount, Value};
use crate::text::Exact;

/// Words before a numeral, each with what must stand before it.
const LABELS: [(&str, &str); 16] = [
    ("War", "World"),
    ("Bowl", "Super"),
    ("Chapter", ""),
    ("Part", ""),
    ("Volume", ""),
    ("Title", ""),
    ("Article", ""),
    ("Act", ""),
    ("Phase", ""),
    ("Stage", ""),
    ("Class", ""),
    ("Category", ""),
    ("Type", ""),
    ("Tier", ""),
    ("Annex", ""),
    ("Book", ""),
];

/// The numeral at token `i`, from its label on.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let n = numeral(s.word(i))?;
    let (_, before) = LABELS.iter().find(|(label, _)| s.at(i).spaced && s.word(i.wrapping_sub(1)) == *label)?;
    let from = if before.is_empty() { i - 1 } else { i.checked_sub(2).filter(|&at| s.word(at) == *before)? };
    if from < r.floor || joined(s, i) {
        return None;
    }
    Some(r.emit(from, i + 1, Value::Ordinal(Amount::point(Exact::int(n)))))
}

/// "Part I" is a place, "Part I'm proud of" and "Class A-I" are none.
fn joined(s: Sentence<'_>, i: usize) -> bool {
    s.glued(i + 1) && (s.joint(i + 1) || s.mark(i + 1, '\'') || s.mark(i + 1, '’')) && !s.is(i + 2, "s") || s.word(i) == "I" && s.lower(i + 1)
}

/// What a well-formed numeral below a hundred is worth.
fn numeral(word: &str) -> Option<i64> {
    let value = |b: u8| match b {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        _ => None,
    };
    let mut sum = 0;
    let bytes = word.as_bytes();
    for (at, &b) in bytes.iter().enumerate().take(8) {
        let n = value(b)?;
        let next = bytes.get(at + 1).and_then(|&b| value(b)).unwrap_or(0);
        sum += if n < next { -n } else { n };
    }
    ((1..=8).contains(&bytes.len()) && sum < 90 && spelt(sum) == word).then_some(sum)
}

/// The usual spelling, to refuse IIII and VX.
fn spelt(mut n: i64) -> String {
    let mut out = String::new();
    for (size, letters) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= size {
            out.push_str(letters);
            n -= size;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_spelling_is_a_numeral() {
        for (word, n) in [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XLII", 42), ("LVIII", 58), ("LXXXIX", 89)] {
            assert_eq!(numeral(word), Some(n), "{word}");
        }
        for word in ["", "IIII", "VX", "IC", "MIX", "ii", "LL", "XXXXXXXXXX"] {
            assert_eq!(numeral(word), None, "{word}");
        }
    }
}
