//! Rule `residue`: what a translating program said about its work, left standing in the English.

use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Rule, Severity};
use crate::text::{Needles, Span};
use std::sync::LazyLock;

static RULE: Rule = Rule { id: "residue", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("residue.md") };

/// What no news sentence says outside a quotation.
const ANYWHERE: &[&str] = &[
    "here is the translation", "here's the translation", "here is the english", "here's the english", "here is a translation", "here is your translation",
    "here's a translation", "here is the translated", "here's the translated", "here is the revised", "here's the revised", "below is the translation",
    "below is the english", "the following is the english translation", "let me know if you", "let me know if there", "let me know whether you",
    "as an ai language model", "as a language model", "as an ai assistant", "as an ai, i", "i hope this helps", "i hope this translation",
    "i cannot translate", "i can't translate", "i'm unable to translate", "i've translated", "i have translated", "sure, here", "sure! here",
    "certainly! here", "certainly, here", "of course! here", "would you like me to", "if you'd like, i can", "if you would like, i can", "feel free to ask",
    "feel free to let me", "translator's note", "translator’s note", "(instruction:", "[instruction", "instruction:", "(note: the term", "note: i have",
    "note: i've", "note: the translation", "note: this translation", "[translation]", "translate the following", "system prompt", "word-for-word translation:",
    "please provide the korean", "please provide the text", "source text:", "korean text:", "english translation:", "**translation", "revised translation:",
    "[placeholder", "[untranslated", "(untranslated", "lorem ipsum", "no text to translate", "text to be translated", "translated by chatgpt",
    "i apologize for the confusion", "i apologize, but", "i'm sorry, but i can", "i am sorry, but i can",
];
/// The same, too short to be sought with them, and opened by one of a few marks.
const MARKED: &[&str] = &[
    "[tn:", "(tn:", "(note: i ", "(note: \"", "[insert ", "[end of ", "<|im_", "<|end", "</s>", "[/inst]", "[name]", "[date]", "[title]", "[to be ", "[korean",
    "{{", "}}", "&nbsp;", "&quot;", "&amp;", "&#39;",
];
/// What none starts with.
const AT_START: &[&str] = &["translation:", "translated text:", "headline:", "output:", "assistant:", "user:", "here is the article", "sure,"];

/// What holds code, and sometimes a whole answer.
const FENCE: &str = "```";

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::new(ANYWHERE));

/// The rule at work.
pub(super) struct Residue;

pub(super) static CHECK: Residue = Residue;

impl Check for Residue {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let text = pair.target.text();
        for passage in &pair.en.passages {
            let sentence = passage.span.slice(text);
            if let Some(span) = chatter(sentence) {
                let message = format!("This is not news but talk about the translation: {}", span.slice(sentence));
                report.push(Draft::new(&RULE, 0.95, message).target(Label::new(span.shift(passage.span.start), "left over")).finish(pair));
            }
        }
    }
}

/// The sentence of a passage that talks about the translation.
fn chatter(passage: &str) -> Option<Span> {
    let start = passage.trim_start_matches(['*', '#', ' ', '"', '\'', '(', '[']);
    let initial = start.as_bytes().first().map(u8::to_ascii_lowercase);
    let starts = |s: &&str| s.as_bytes().first() == initial.as_ref() && start.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s));
    if AT_START.iter().any(starts) && (start.chars().take(24).any(|c| c == ':') || passage.contains("translat")) {
        return Some(Span::new(0, passage.len()));
    }
    let unquoted = |at: &usize| !quoted(&passage[..*at]);
    let fence = memchr::memchr(b'`', passage.as_bytes()).and_then(|_| passage.find(FENCE)).filter(unquoted);
    let words = NEEDLES.find_iter(passage).map(|(start, _)| start).take(50).find(unquoted);
    let marked = |at: &usize| MARKED.iter().any(|m| passage.as_bytes()[*at..].get(..m.len()).is_some_and(|head| head.eq_ignore_ascii_case(m.as_bytes())));
    let bytes = passage.as_bytes();
    let marks = memchr::memchr3_iter(b'[', b'(', b'<', bytes).chain(memchr::memchr3_iter(b'{', b'}', b'&', bytes)).filter(marked).take(50).find(unquoted);
    let hit = words.into_iter().chain(marks).chain(fence).min()?;
    sentences(passage).find(|s| s.start <= hit && hit < s.end)
}

/// Whether a quotation is open at the end of `before`.
fn quoted(before: &str) -> bool {
    let straight = before.bytes().filter(|&b| b == b'"').count();
    let (open, close) = (before.matches('“').count(), before.matches('”').count());
    straight % 2 == 1 || open > close
}

/// Rough sentences: up to a full stop, question or exclamation mark (and what closes behind it) before a space.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|r| !r.trim().is_empty())?;
        let start = at + rest.len() - rest.trim_start().len();
        let end = memchr::memchr3_iter(b'.', b'?', b'!', rest.as_bytes()).find(|&i| closes(rest, i)).map_or(text.len(), |i| {
            at + i + 1 + rest[i + 1..].chars().take_while(|c| matches!(c, ')' | '"' | '”' | ']' | '\'' | '’')).map(char::len_utf8).sum::<usize>()
        });
        at = end;
        Some(Span::new(start, end))
    })
}

/// Whether the mark at `i` ends a sentence: a word of three letters or more stands before it, and a space behind it.
fn closes(text: &str, i: usize) -> bool {
    let after = text[i + 1..].trim_start_matches([')', '"', '”', ']', '\'', '’']);
    let word = text[..i].chars().rev().take(3).take_while(|c| c.is_alphanumeric()).count();
    (after.is_empty() || after.starts_with(char::is_whitespace)) && (word == 3 || text[..i].ends_with(|c: char| !c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_about_the_translation_is_found_outside_quotations() {
        let text = "Rates fell. Let me know if you want any changes.";
        assert_eq!(chatter(text).map(|s| s.slice(text)), Some("Let me know if you want any changes."));
        assert_eq!(chatter("\"Let me know if you need help,\" the mayor said."), None);
        assert_eq!(chatter("He said the translation of the novel was fine."), None);
    }
}
