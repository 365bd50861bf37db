//! What is told of a place: the passage across from it, and the values that were read on both sides. Nothing that an article says is
//! ever markup.

use super::article::{Across, cover};
use crate::model::{Document, Lang, Mention, Passage, Value, plain};
use crate::names::explain;
use std::fmt::Write as _;

/// Spellings of a name that are told, at most.
const SPELLINGS: usize = 3;

/// The text for a place, in Markdown.
pub(super) fn of(across: &Across<'_>) -> String {
    let (document, there, name) = match across.lang {
        Lang::Ko => (across.pair.target, across.passages[1], "English"),
        Lang::En => (across.pair.source, across.passages[0], "Korean"),
    };
    let mut out = String::new();
    match passage(document, there) {
        // Writing to a string cannot fail.
        Some(text) => drop(write!(out, "**{name}:** {}", escaped(text))),
        None => drop(write!(out, "Nothing in the {name} stands across from this passage.")),
    }
    let here: Vec<_> = across.here().collect();
    let values = if here.is_empty() { &across.values } else { &here };
    for &(ko, en) in values {
        if let Some(line) = line(across, ko, en) {
            let _ = write!(out, "\n\n- {line}");
        }
    }
    out
}

fn passage<'a>(document: &'a Document<'_>, passages: &[Passage]) -> Option<&'a str> {
    cover(passages).map(|span| span.slice(document.text()))
}

/// One value, as it was read on each side.
fn line(across: &Across<'_>, ko: Option<&Mention>, en: Option<&Mention>) -> Option<String> {
    let side = |document: &Document<'_>, m: &Mention| format!("{} → {}", escaped(m.span.slice(document.text())), escaped(&plain(&m.value)));
    let korean = ko.map(|m| side(across.pair.source, m));
    let english = en.map(|m| side(across.pair.target, m));
    let spelled = ko.and_then(|m| spellings(across, m, en));
    let told = match (korean, english) {
        (Some(ko), Some(en)) => format!("{ko} · {en}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some(told + &spelled.unwrap_or_default())
}

/// How a Korean's name is usually spelled.
fn spellings(across: &Across<'_>, ko: &Mention, en: Option<&Mention>) -> Option<String> {
    let Value::Name(_) = ko.value else { return None };
    let english = en.map_or("", |m| m.span.slice(across.pair.target.text()));
    let usual = explain(ko.span.slice(across.pair.source.text()), english).usual;
    let told: Vec<String> = usual.iter().take(SPELLINGS).map(|s| escaped(s)).collect();
    (!told.is_empty()).then(|| format!(" · usually {}", told.join(", ")))
}

/// Text that stays text in Markdown: every mark escaped, on one line.
pub(super) fn escaped(text: &str) -> String {
    let visible = crate::report::escape::visible(text);
    let mut out = String::with_capacity(visible.len() + 8);
    for c in visible.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_that_is_told_is_markup(text in "(\\PC|[<>*_`\\[\\]()!#|~&:/.-]|\n|http://a\\.b|<script>){0,30}") {
            use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
            let markdown = format!("x {}", escaped(&text));
            for event in Parser::new_ext(&markdown, Options::all()) {
                let is_text = matches!(event, Event::Text(_) | Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
                prop_assert!(is_text, "{:?} in {:?}", event, markdown);
            }
        }
    }
}
