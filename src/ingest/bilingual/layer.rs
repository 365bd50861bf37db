//! One side of a bilingual file: what of the file's text is read for it, and which stretches are its units. Filled by the
//! readers unit by unit; everything that they do not show is hidden.

use crate::model::{Block, BlockKind, Hidden};
use crate::text::Span;

/// A stretch that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shown {
    span: Span,
    /// The character that it is read as, where it is not read as it stands.
    stand_in: Option<char>,
    /// What is read for the markup before it.
    gap: Option<char>,
}

/// What one side reads of a text, in bytes of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Layer {
    pub(super) blocks: Vec<Block>,
    pub(super) hidden: Vec<Hidden>,
    /// Identifier and place of each unit.
    pub(super) units: Vec<(String, Span)>,
    shown: Vec<Shown>,
    /// What is read for the markup that is hidden next.
    gap: Option<char>,
    /// From the first to the last character of the paragraph that is not white space.
    inside: Option<Span>,
    /// Paragraphs of the unit that are done.
    parts: Vec<Span>,
    /// How much was shown before the unit began.
    before: usize,
}

impl Layer {
    /// A unit begins.
    pub(super) fn begin(&mut self) {
        self.before = self.shown.len();
        (self.inside, self.gap) = (None, Some('\n'));
        self.parts.clear();
    }

    /// Text that is read as it stands.
    pub(super) fn show(&mut self, text: &str, span: Span) {
        let words = span.slice(text);
        if words.is_empty() {
            return;
        }
        self.shown.push(Shown { span, stand_in: None, gap: self.gap.take() });
        let inner = words.trim_start();
        let start = span.end - inner.len();
        self.extend(Span::new(start, start + inner.trim_end().len()));
    }

    /// A stretch that is read as one character.
    pub(super) fn stand_in(&mut self, span: Span, shown: char) {
        self.shown.push(Shown { span, stand_in: Some(shown), gap: self.gap.take() });
        if !shown.is_whitespace() {
            self.extend(span);
        }
    }

    /// The markup that follows parts what stands on its two sides.
    pub(super) fn part(&mut self, with: char) {
        self.gap = self.gap.or(Some(with));
    }

    /// A paragraph ends inside the unit.
    pub(super) fn paragraph(&mut self) {
        self.parts.extend(self.inside.take());
        self.gap = Some('\n');
    }

    /// Whether the unit has words so far.
    pub(super) fn has_words(&self) -> bool {
        self.inside.is_some() || !self.parts.is_empty()
    }

    /// The unit ends and is kept.
    pub(super) fn keep(&mut self, id: &str, kind: BlockKind) {
        self.paragraph();
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return };
        self.units.push((id.to_owned(), first.cover(*last)));
        self.blocks.extend(self.parts.drain(..).map(|span| Block { span, kind }));
    }

    /// The unit ends and is left out, as if it were markup.
    pub(super) fn drop_unit(&mut self) {
        self.shown.truncate(self.before);
        self.inside = None;
        self.parts.clear();
    }

    /// Ends the side, which reads of the text from `start` to `end`: all that was not shown is hidden. Places are told from
    /// `start` on, in the order of the text, whatever the order in which its units were shown.
    pub(super) fn finish(&mut self, start: usize, end: usize) {
        self.shown.sort_by_key(|s| s.span.start);
        self.blocks.sort_by_key(|b| b.span.start);
        self.units.sort_by_key(|u| u.1.start);
        let mut at = start;
        for shown in self.shown.drain(..).filter(|s| s.span.end <= end) {
            if shown.span.start < at {
                continue;
            }
            if shown.span.start > at {
                self.hidden.push(Hidden { span: Span::new(at, shown.span.start), shown: shown.gap });
            }
            if let Some(c) = shown.stand_in {
                self.hidden.push(Hidden { span: shown.span, shown: Some(c) });
            }
            at = shown.span.end;
        }
        if at < end {
            self.hidden.push(Hidden { span: Span::new(at, end), shown: None });
        }
        let back = |span: &mut Span| *span = Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
        self.blocks.iter_mut().for_each(|b| back(&mut b.span));
        self.hidden.iter_mut().for_each(|h| back(&mut h.span));
        self.units.iter_mut().for_each(|u| back(&mut u.1));
    }

    fn extend(&mut self, span: Span) {
        if !span.is_empty() {
            self.inside = Some(self.inside.map_or(span, |s| s.cover(span)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Lang, Metadata};

    #[test]
    fn what_is_not_shown_is_hidden() {
        let text = "<t>3<g>조</g>5000<x/>억&amp;</t><t> 둘<br/>째 </t>";
        let at = |needle: &str| {
            let start = text.find(needle).expect("is there");
            Span::new(start, start + needle.len())
        };
        let mut layer = Layer::default();
        layer.begin();
        for shown in ["3", "조", "5000", "억"] {
            layer.show(text, at(shown));
        }
        layer.stand_in(at("&amp;"), '&');
        layer.keep("a", BlockKind::Paragraph);
        layer.begin();
        layer.show(text, at("5000"));
        layer.drop_unit();
        layer.begin();
        layer.show(text, at(" 둘"));
        layer.part(' ');
        layer.show(text, at("째 "));
        layer.keep("b", BlockKind::Paragraph);
        layer.finish(0, text.len());
        let document = Document::with_markup(Lang::Ko, "t", text, Metadata::default(), &layer.blocks, &layer.hidden);
        let read: Vec<_> = document.blocks.iter().map(|b| b.span.slice(document.text())).collect();
        assert_eq!(read, ["3조5000억&", "둘 째"]);
        assert_eq!(layer.units[1], ("b".to_owned(), Span::new(at("둘").start, at("째").end)));
    }
}
