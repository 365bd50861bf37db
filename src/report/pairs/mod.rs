//! Pairings as such: side by side for a person, and as what other programs take for a translation memory. One file a format.

pub mod html;
pub mod jsonl;
pub mod table;
pub mod terminal;
pub mod tmx;

use crate::model::{Document, Link, Pairing, Passage, Reading};
use crate::text::Span;
use jiff::civil::Date;
use std::ops::Range;

/// A pair whose passages were paired.
#[derive(Clone, Copy, Debug)]
pub struct Paired<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// The Korean document.
    pub source: &'a Document<'a>,
    /// The English document.
    pub target: &'a Document<'a>,
    /// What was read in the Korean.
    pub ko: &'a Reading,
    /// What was read in the English.
    pub en: &'a Reading,
    /// Which render which.
    pub pairing: &'a Pairing,
    /// The day of publication in Korea.
    pub date: Option<Date>,
    /// Pairs with a lower score are left out.
    pub least: f32,
}

/// A link with its texts.
#[derive(Clone, PartialEq, Debug)]
pub struct Row<'a> {
    /// Its number in the pair, from 1.
    pub nth: usize,
    /// The link.
    pub link: &'a Link,
    /// The Korean in its reading form; empty where nothing is rendered.
    pub ko: String,
    /// The English in its reading form; empty where nothing renders it.
    pub en: String,
    /// Whether the two stand in another order than their neighbours.
    pub moved: bool,
}

impl<'a> Paired<'a> {
    /// Every link that is not left out, in the order of the English.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let Self { source, target, ko, en, least, .. } = *self;
        let links = self.pairing.links.iter().zip(self.pairing.moved()).enumerate();
        links.filter(move |(_, (link, _))| !link.is_pair() || link.score >= least).map(move |(i, (link, moved))| Row {
            nth: i + 1,
            link,
            ko: text(source, &ko.passages, &link.source),
            en: text(target, &en.passages, &link.target),
            moved,
        })
    }

    /// The links that have both sides.
    pub fn pairs(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.rows().filter(|row| row.link.is_pair())
    }

    /// Whether the two sides are files, and not two fields of one record.
    pub fn is_files(&self) -> bool {
        self.source.name != "ko" || self.target.name != "en"
    }
}

/// Neighbouring passages as one text, without the markup and the invisible characters that are not read.
fn text(document: &Document<'_>, passages: &[Passage], range: &Range<usize>) -> String {
    let parts = passages.get(range.clone()).unwrap_or_default().iter().map(|p| p.span.slice(document.text()));
    parts.collect::<Vec<_>>().join(" ")
}

/// Start and end of each passage in the text as it was given.
fn spans(document: &Document<'_>, passages: &[Passage], range: &Range<usize>) -> Vec<[usize; 2]> {
    let within = passages.get(range.clone()).unwrap_or_default();
    within.iter().map(|p| document.original(p.span)).map(|Span { start, end }| [start, end]).collect()
}

/// The text with what XML and HTML act upon written as references; characters that XML cannot hold are replaced.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => out.push('\u{FFFD}'),
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
        fn any_text_is_well_formed_xml(text in any::<String>()) {
            let xml = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let mut reader = quick_xml::Reader::from_str(&xml);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(quick_xml::events::Event::Start(e)) => prop_assert_eq!(e.attributes().count(), 1),
                    Ok(_) => {}
                    Err(e) => prop_assert!(false, "{e}"),
                }
            }
        }
    }
}
