//! One side of an article in the order of its text, and where a place of the reading form is in the units of a browser.

use super::v1::{BlockV1, PassageV1, SideV1};
use crate::model::{BlockKind, Document, Lang, Passage, Reading};
use crate::text::Span;

/// Bytes between two counts of UTF-16 units.
const STEP: usize = 256;

/// A document, with what leads from its bytes to blocks and units.
pub(super) struct Side<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) reading: &'a Reading,
    /// Units of UTF-16 before every 256th byte.
    counted: Vec<usize>,
}

impl<'a> Side<'a> {
    pub(super) fn new(document: &'a Document<'a>, reading: &'a Reading) -> Self {
        let bytes = document.text().as_bytes();
        let mut counted = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut units = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if at % STEP == 0 {
                counted.push(units);
            }
            units += weight(*byte);
        }
        Self { document, reading, counted }
    }

    /// Units of UTF-16 before a byte of the reading form.
    fn units(&self, at: usize) -> usize {
        let bytes = self.document.text().as_bytes();
        let at = at.min(bytes.len());
        let step = (at / STEP).min(self.counted.len().saturating_sub(1));
        self.counted.get(step).map_or(0, |units| units + bytes[step * STEP..at].iter().map(|b| weight(*b)).sum::<usize>())
    }

    /// Where a span stands: block, from, to.
    pub(super) fn ranges(&self, span: Span) -> Vec<[usize; 3]> {
        let blocks = &self.document.blocks;
        let first = blocks.partition_point(|b| b.span.end <= span.start);
        let within = blocks.iter().enumerate().skip(first).take_while(|(_, b)| b.span.start < span.end);
        let part = |(n, block): (usize, &crate::model::Block)| {
            let start = self.units(block.span.start);
            let [from, to] = [span.start.max(block.span.start), span.end.min(block.span.end)].map(|at| self.units(at) - start);
            (from < to).then_some([n, from, to])
        };
        within.filter_map(part).collect()
    }

    /// Where a point stands: in the block that holds it or ends there.
    pub(super) fn point(&self, at: usize) -> Option<[usize; 2]> {
        let block = self.document.blocks.partition_point(|b| b.span.end < at);
        let found = self.document.blocks.get(block).filter(|b| b.span.start <= at)?;
        Some([block, self.units(at) - self.units(found.span.start)])
    }

    /// The side as it is shown.
    pub(super) fn shown(&self) -> SideV1<'a> {
        let document = self.document;
        let block = |b: &crate::model::Block| {
            let given = document.original(b.span);
            let text = b.span.slice(document.text());
            let written = given.slice(document.given);
            let given_text = (!b.kind.is_news() && written != text).then_some(written);
            BlockV1 { kind: kind(b.kind), start: given.start, end: given.end, text, given: given_text }
        };
        SideV1 {
            lang: code(document.lang),
            name: &document.name,
            title: document.meta.title.as_deref(),
            byline: document.meta.byline.as_deref(),
            blocks: document.blocks.iter().map(block).collect(),
            passages: self.reading.passages.iter().map(|p| self.passage(p)).collect(),
        }
    }

    fn passage(&self, passage: &Passage) -> PassageV1<'a> {
        let block = self.document.blocks.get(passage.block).map_or(passage.span.start, |b| b.span.start);
        let start = self.units(block);
        let [from, to] = [passage.span.start, passage.span.end].map(|at| self.units(at).saturating_sub(start));
        let original = self.document.original(passage.span);
        let given = original.slice(self.document.given);
        let read = passage.span.slice(self.document.text());
        PassageV1 { block: passage.block, from, to, start: original.start, end: original.end, given: (given != read).then_some(given) }
    }
}

/// Units of UTF-16 that the character takes of which a byte of UTF-8 is the first.
const fn weight(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

pub(super) const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "ko",
        Lang::En => "en",
    }
}

const fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading => "heading",
        BlockKind::ListItem => "list-item",
        BlockKind::Quote => "quote",
        BlockKind::Table => "table",
        BlockKind::Caption => "caption",
        BlockKind::Byline => "byline",
        BlockKind::TranslationNotice => "notice",
        BlockKind::Copyright => "copyright",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranges_are_the_words_in_a_browser(text in "([가-힣]{1,9}|\u{1f642}|é|[a-z ]{1,300}|\n\n|\u{200b}|３){0,12}", a in 0_usize..900, b in 0_usize..900) {
            let document = Document::plain(Lang::Ko, "ko", &text);
            let reading = Reading::default();
            let side = Side::new(&document, &reading);
            let floor = |at: usize| (0..=at.min(document.text().len())).rev().find(|&i| document.text().is_char_boundary(i)).unwrap_or(0);
            let span = Span::new(floor(a), floor(b));
            let shown = side.shown();
            let mut words = String::new();
            for [block, from, to] in side.ranges(span) {
                let units: Vec<u16> = shown.blocks[block].text.encode_utf16().collect();
                words.push_str(&String::from_utf16(&units[from..to]).expect("whole characters"));
            }
            let expected: String = document.blocks.iter().map(|x| Span::new(span.start.max(x.span.start), span.end.min(x.span.end)).slice(document.text())).collect();
            prop_assert_eq!(words, expected);
        }
    }
}
