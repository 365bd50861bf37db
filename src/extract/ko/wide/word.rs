//! The words of a sentence: runs of Hangul, of Latin letters, of Chinese characters, of digits.

use crate::text::{Span, hangul};

/// What a run is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    Hangul,
    Latin,
    Chinese,
    Digits,
}

/// A run of one script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    pub(super) script: Script,
    /// What stands between the run before, or the start, and this one.
    pub(super) gap: &'t str,
}

impl Word<'_> {
    /// Syllables of a run of Hangul.
    pub(super) const fn syllables(&self) -> usize {
        self.text.len() / 3
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::with_capacity(text.len() / 8);
    let mut ended = 0;
    for (at, c) in text.char_indices() {
        let Some(script) = script(c) else { continue };
        match out.last_mut() {
            Some(word) if word.script == script && word.span.end == at => {
                word.span.end += c.len_utf8();
                word.text = word.span.slice(text);
            }
            _ => {
                let span = Span::new(at, at + c.len_utf8());
                out.push(Word { span, text: span.slice(text), script, gap: &text[ended..at] });
            }
        }
        ended = at + c.len_utf8();
    }
    out
}

const fn script(c: char) -> Option<Script> {
    Some(match c {
        _ if hangul::is_syllable(c) => Script::Hangul,
        'A'..='Z' | 'a'..='z' | 'À'..='ɏ' => Script::Latin,
        '0'..='9' => Script::Digits,
        '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Chinese,
        _ => return None,
    })
}
