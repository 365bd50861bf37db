//! Words of both versions as messages quote them.

use crate::check::wording::english;
use crate::model::{Label, Mention, Pair, Value};
use crate::text::Span;
use std::ops::Range;

/// Letters of a passage that a message quotes.
const MOST: usize = 48;

/// The beginning of a stretch, on one line, in quotation marks.
pub(super) fn quote(text: &str, span: Span) -> String {
    let words = span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        None => format!("“{words}”"),
        Some((at, _)) => {
            // Korean words are short enough to be cut between, English ones must not be cut within.
            let cut = words[..at].rfind(' ').filter(|&i| i > at / 2).unwrap_or(at);
            format!("“{}…”", words[..cut].trim_end())
        }
    }
}

/// The span of neighbouring passages of one side.
pub(super) fn cover(passages: &[crate::model::Passage], range: &Range<usize>) -> Option<Span> {
    let within = passages.get(range.clone()).filter(|w| !w.is_empty())?;
    Some(Span::new(within[0].span.start, within[within.len() - 1].span.end))
}

/// A label on passages of the English.
pub(super) fn english_label(pair: &Pair<'_>, range: &Range<usize>, note: &str) -> Option<Label> {
    cover(&pair.en.passages, range).map(|span| Label::new(span, note))
}

/// A value in the style of the words in whose place it is put; nothing where that style is not one that can be written. A new
/// name has no English spelling until somebody decides on one.
pub(super) fn instead(value: &Mention, there: &Mention, words: &str) -> Option<String> {
    let name = matches!(value.value, Value::Name(_));
    (!name && styled(there, words) == words).then(|| styled(value, words))
}

/// A value as an English desk prints it; small counts are words where those of `of` were.
fn styled(value: &Mention, of: &str) -> String {
    const SMALL: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let told = english(&value.value);
    let Value::Number(a) = &value.value else { return told };
    let digits = of.bytes().any(|b| b.is_ascii_digit());
    let small = a.single().and_then(crate::text::Exact::to_i64).and_then(|n| usize::try_from(n).ok()).and_then(|n| SMALL.get(n));
    match small {
        Some(word) if !digits => {
            if of.starts_with(|c: char| c.is_uppercase()) {
                format!("{}{}", word[..1].to_uppercase(), &word[1..])
            } else {
                (*word).to_owned()
            }
        }
        _ => told,
    }
}
