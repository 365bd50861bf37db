//! One article on one side, as it came in: its text, what is known about it, and which parts are news.

use crate::model::{Declaration, Lang};
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
    /// What is read in its place: a space where it parts what stands on its two sides, the character that an entity or an
    /// escape stands for; `None` where nothing is.
    pub shown: Option<char>,
}

/// A stretch that its file links with one of the other side by an identifier: a segment of an XLIFF file, a row of a
/// table, a paragraph with an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Its identifier, the same on both sides.
    pub id: String,
    /// Where it stands, in bytes of the given text.
    pub given: Span,
    /// Where it stands, in bytes of the reading form.
    pub span: Span,
}

/// Where in its file a given text begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin {
    /// Bytes before it, in UTF-8.
    pub offset: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Its column in code units of UTF-16, from 1.
    pub utf16: usize,
    /// Its column in bytes of UTF-8, from 1.
    pub bytes: usize,
}

impl Default for Origin {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1, utf16: 1, bytes: 1 }
    }
}

impl Origin {
    /// The place behind `text`, which begins here.
    #[must_use]
    pub fn behind(self, text: &str) -> Self {
        let mut breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let offset = self.offset + text.len();
        let (start, last) = match breaks.next_back() {
            None => (self, text),
            Some(at) => (Self { line: self.line + 1 + breaks.count(), ..Self::default() }, &text[at + 1..]),
        };
        Self {
            offset,
            line: start.line,
            column: start.column + last.chars().count(),
            utf16: start.utf16 + last.encode_utf16().count(),
            bytes: start.bytes + last.len(),
        }
    }
}

/// From where the places in a document are counted when they are reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counted {
    /// From a place in its file.
    From(Origin),
    /// From the start of the segment in which they stand: each is a text of its own.
    InSegment,
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
    /// What it says of the translator, field by field; nothing where it says nothing.
    pub declared: Option<Box<Declaration>>,
    /// Its revision, in the words of the newsroom's system: a number, a moment.
    pub revision: Option<String>,
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
    /// Stretches that the file links with ones of the other side, in order; none where nothing is linked.
    pub segments: Vec<Segment>,
    /// From where its places are counted.
    pub counted: Counted,
    folded: Folded<'t>,
}

impl<'t> Document<'t> {
    /// A document whose blocks are the paragraphs of `given`, parted by blank lines, all of them news.
    pub fn plain(lang: Lang, name: impl Into<String>, given: &'t str) -> Self {
        let folded = fold(given);
        let mut blocks = Vec::with_capacity(1);
        blocks.extend(paragraphs(&folded.text).map(|span| Block { span, kind: BlockKind::Paragraph }));
        Self { lang, name: name.into(), given, meta: Metadata::default(), blocks, segments: Vec::new(), counted: Counted::From(Origin::default()), folded }
    }

    /// A document with blocks found by a format reader: `blocks` are spans of `given`. What is hidden (markup, addresses
    /// of links) is left out of the reading form, so that `**3조**5000억` reads as one amount; it is in order and does
    /// not overlap.
    pub fn with_markup(lang: Lang, name: impl Into<String>, given: &'t str, meta: Metadata, blocks: &[Block], hidden: &[Hidden]) -> Self {
        let folded = if hidden.is_empty() { fold(given) } else { fold_without(given, hidden.iter().map(|h| (h.span, h.shown))) };
        let blocks = blocks.iter().map(|b| Block { span: folded.reading(b.span), kind: b.kind }).filter(|b| !b.span.is_empty()).collect();
        Self { lang, name: name.into(), given, meta, blocks, segments: Vec::new(), counted: Counted::From(Origin::default()), folded }
    }

    /// Marks the stretches of the given text that are linked with ones of the other side, and says from where places are
    /// counted.
    #[must_use]
    pub fn linked<'i>(mut self, segments: impl Iterator<Item = (&'i str, Span)>, counted: Counted) -> Self {
        self.segments = segments.map(|(id, given)| Segment { id: id.to_owned(), given, span: self.folded.reading(given) }).collect();
        self.counted = counted;
        self
    }

    /// The segment in which a byte of the given text stands.
    pub fn segment_at(&self, given: usize) -> Option<&Segment> {
        let i = self.segments.partition_point(|u| u.given.end <= given);
        self.segments.get(i).filter(|u| u.given.start <= given)
    }

    /// A span of the given text as reports tell it: counted from the start of the file, or of its segment.
    pub fn reported(&self, given: Span) -> Span {
        match self.counted {
            Counted::From(origin) => given.shift(origin.offset),
            Counted::InSegment => {
                let start = self.segment_at(given.start).map_or(0, |u| u.given.start);
                Span::new(given.start.saturating_sub(start), given.end.saturating_sub(start))
            }
        }
    }

    /// The reading form.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// Makes news of the words under photographs, so that they are compared.
    pub fn captions_are_news(&mut self) {
        for block in self.blocks.iter_mut().filter(|b| b.kind == BlockKind::Caption) {
            block.kind = BlockKind::Paragraph;
        }
    }

    /// Makes each block one line of the reading form: where the lines of a file break means nothing in running text.
    /// Offsets stay. To be called once lines have told all that they can tell.
    pub fn join_lines(&mut self) {
        for block in &self.blocks {
            self.folded.join_lines(block.span);
        }
    }

    /// From a span of the given text to that of the reading form.
    pub fn reading(&self, given: Span) -> Span {
        self.folded.reading(given)
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
    fn places_are_counted_from_the_file_or_the_unit() {
        let t = "가\n나다 3조원";
        assert_eq!(Origin::default().behind(t), Origin { offset: t.len(), line: 2, column: 7, utf16: 7, bytes: 15 });
        let within = Origin { offset: 5, line: 3, column: 4, utf16: 5, bytes: 6 };
        assert_eq!(within.behind("a🙂"), Origin { offset: 10, line: 3, column: 6, utf16: 8, bytes: 11 });
        let document = Document::plain(Lang::Ko, "t", t);
        let units = [("a", Span::new(0, 3)), ("b", Span::new(4, t.len()))];
        let by_file = document.clone().linked(units.into_iter(), Counted::From(Origin { offset: 100, line: 9, ..Origin::default() }));
        assert_eq!(by_file.reported(Span::new(4, 7)), Span::new(104, 107));
        assert_eq!(by_file.segment_at(4).map(|u| u.id.as_str()), Some("b"));
        let by_unit = document.linked(units.into_iter(), Counted::InSegment);
        assert_eq!(by_unit.reported(Span::new(7, 10)), Span::new(3, 6));
        assert_eq!(by_unit.segment_at(3), None);
    }

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let t = "\n첫째 줄\n이어서\n\n \n둘째\r\n\r\n셋째";
        let got: Vec<&str> = paragraphs(t).map(|s| s.slice(t)).collect();
        assert_eq!(got, ["첫째 줄\n이어서", "둘째", "셋째"]);
    }
}
