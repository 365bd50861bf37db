//! Reads plain text: paragraphs parted by blank lines, or one to a line where the text has no blank lines. Gives blocks to
//! [`crate::ingest::load_bytes`].

use crate::model::document::paragraphs;
use crate::model::{Block, BlockKind};
use crate::text::Span;

/// The paragraphs of `text` from byte `body` on.
pub(crate) fn blocks(text: &str, body: usize) -> Vec<Block> {
    let rest = text.get(body..).unwrap_or("");
    let mut spans: Vec<Span> = paragraphs(rest).collect();
    if let [only] = spans[..]
        && one_to_a_line(only.slice(rest))
    {
        spans = lines(rest, only);
    }
    spans.into_iter().map(|s| Block { span: s.shift(body), kind: BlockKind::Paragraph }).collect()
}

/// Whether each line of a text without blank lines is a paragraph of its own: nearly all end as sentences do. Lines
/// that were wrapped to a width end anywhere.
fn one_to_a_line(text: &str) -> bool {
    let (mut lines, mut whole) = (0_usize, 0_usize);
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lines += 1;
        whole += usize::from(line.ends_with(['.', '?', '!', '"', '”', '’', ')', ']', '>']));
    }
    // A headline and a byline end otherwise.
    lines >= 3 && whole + 2 >= lines && whole * 2 > lines
}

fn lines(text: &str, within: Span) -> Vec<Span> {
    let mut at = within.start;
    let mut out = Vec::new();
    for line in within.slice(text).split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            out.push(Span::new(start, start + trimmed.len()));
        }
        at += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text, 0).iter().map(|b| b.span.slice(text)).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(texts("첫째.\n이어서.\n\n둘째.\n"), ["첫째.\n이어서.", "둘째."]);
        assert_eq!(texts(" \n\t\n"), [""; 0]);
        assert_eq!(texts("    들여 쓴 문단.\n\n　전각으로 들여 쓴 문단."), ["들여 쓴 문단.", "전각으로 들여 쓴 문단."]);
    }

    #[test]
    fn lines_that_end_as_sentences_are_paragraphs() {
        assert_eq!(texts("제목\n첫째 문단이다.\r\n둘째 문단이다.\n“셋째다.”\n").len(), 4);
        assert_eq!(texts("The first paragraph was\nwrapped to a width that\ncut it in the middle.").len(), 1);
    }
}
