//! One article on one side, as it came in: its text, what is known about it, and which parts are news.

use crate::model::Lang;
use crate::text::{Folded, Span, fold, fold_without};
use jiff::civil::Date;

/// What a block of an article is. Only some kinds are news that has a counterpart in the other language.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A headline or a subheading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// A row of a table.
    Table,
    /// The words under a photograph or chart.
    Caption,
    /// Who wrote it, with or without an address.
    Byline,
    /// How the translation was made and who edited it.
    TranslationNotice,
    /// Who owns it and what may not be done with it.
    Copyright,
}

impl BlockKind {
    /// Whether the block is news to be paired and compared.
    pub const fn is_news(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::Quote | Self::Table)
    }
}

/// A block of a document, in document order, not overlapping others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Where it stands, in bytes of [`Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// A stretch of the given text that is not read: markup, the address of a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// Where it stands, in bytes of the given text.
    pub span: Span,
    /// Whether it parts what stands on its two sides, as a space would.
    pub gap: bool,
}

/// What the front matter or the page says about an article. Everything is optional; nothing is guessed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metadata {
    /// Identifier in the newsroom's system.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication date in Korea (Asia/Seoul).
    pub date: Option<Date>,
    /// Section of the paper.
    pub section: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Identifier of the article that this one renders.
    pub translation_of: Option<String>,
    /// What made the translation: a model's name, or a person's.
    pub translator: Option<String>,
    /// Who edited it.
    pub editor: Option<String>,
}

/// An article on one side.
///
/// Three forms of the text: `given` is what came in and what every reported offset refers to; [`Document::text`] is the
/// reading form (folded, with markup blanked out) that all stages work on; [`Document::original`] leads back.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// The language that this side is in.
    pub lang: Lang,
    /// The name shown for it: a path, or `ko`/`en` for a side of a pair.
    pub name: String,
    /// The text as it was given.
    pub given: &'t str,
    /// What is known about the article.
    pub meta: Metadata,
    /// Blocks in order, in bytes of the reading form.
    pub blocks: Vec<Block>,
    folded: Folded<'t>,
}

impl<'t> Document<'t> {
    /// A document whose blocks are the paragraphs of `given`, parted by blank lines, all of them news.
    pub fn plain(lang: Lang, name: impl Into<String>, given: &'t str) -> Self {
        let folded = fold(given);
        let mut blocks = Vec::with_capacity(1);
        blocks.extend(paragraphs(&folded.text).map(|span| Block { span, kind: BlockKind::Paragraph }));
        Self { lang, name: name.into(), given, meta: Metadata::default(), blocks, folded }
    }

    /// A document with blocks found by a format reader: `blocks` are spans of `given`. What is hidden (markup, addresses
    /// of links) is left out of the reading form, so that `**3조**5000억` reads as one amount; it is in order and does
    /// not overlap.
    pub fn with_markup(lang: Lang, name: impl Into<String>, given: &'t str, meta: Metadata, blocks: &[Block], hidden: &[Hidden]) -> Self {
        let folded = if hidden.is_empty() { fold(given) } else { fold_without(given, hidden.iter().map(|h| (h.span, h.gap))) };
        let blocks = blocks.iter().map(|b| Block { span: folded.reading(b.span), kind: b.kind }).filter(|b| !b.span.is_empty()).collect();
        Self { lang, name: name.into(), given, meta, blocks, folded }
    }

    /// The reading form.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// Makes each block one line of the reading form: where the lines of a file break means nothing in running text.
    /// Offsets stay. To be called once lines have told all that they can tell.
    pub fn join_lines(&mut self) {
        for block in &self.blocks {
            self.folded.join_lines(block.span);
        }
    }

    /// Whether the reading form is the text as it was given, byte for byte: nothing in it is hidden or unusual.
    pub fn is_as_given(&self) -> bool {
        self.text().len() == self.given.len() && std::ptr::eq(self.text().as_ptr(), self.given.as_ptr())
    }

    /// From a span of the reading form to the span of `given` that it stands for.
    pub fn original(&self, span: Span) -> Span {
        self.folded.original(span)
    }
}

/// Spans of the paragraphs of a plain text: runs of lines that are not blank, without the space around them.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == 0 && memchr::memchr(b'\n', text.as_bytes()).is_none() {
            at = text.len();
            return trimmed(text, 0, at);
        }
        while at < text.len() {
            let start = at;
            let mut end = at;
            // A paragraph runs to the first line that is blank.
            loop {
                let line_end = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |i| end + i + 1);
                let blank = text[end..line_end].trim().is_empty();
                end = line_end;
                if blank || end == text.len() {
                    break;
                }
            }
            at = end;
            if let Some(span) = trimmed(text, start, end) {
                return Some(span);
            }
        }
        None
    })
}

/// A part of a text without the space around it; nothing where it is all space.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let from_word = text[start..end].trim_start();
    let start = end - from_word.len();
    let span = Span::new(start, start + from_word.trim_end().len());
    (!span.is_empty()).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let t = "\n첫째 줄\n이어서\n\n \n둘째\r\n\r\n셋째";
        let got: Vec<&str> = paragraphs(t).map(|s| s.slice(t)).collect();
        assert_eq!(got, ["첫째 줄\n이어서", "둘째", "셋째"]);
    }
}
