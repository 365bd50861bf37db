//! The part of a line that is shown around a span: as wide as the terminal, with the cells that stand under the span.
//! Paragraphs of news are lines of several hundred characters, and Hangul is two cells wide.

use super::escape;
use crate::text::Span;
use crate::text::lines::{cells, floor};
use std::ops::Range;

/// A line cut to fit, and where in it the span stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Window {
    /// The text to show, all of it visible.
    pub(super) text: String,
    /// Bytes of `text` that show the span.
    pub(super) marked: Range<usize>,
    /// Cells before the span.
    pub(super) indent: usize,
    /// Cells that the span takes, at least one.
    pub(super) width: usize,
}

/// Cuts the line that `span` starts in down to `room` cells. Of what is left beside the span, a third goes to what
/// stands before it, unless one of the sides needs less. Looks at no more of the text than can be shown.
pub(super) fn window(text: &str, span: Span, room: usize) -> Window {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let (middle, _) = take(text[start..end].chars(), room.saturating_sub(8).max(8));
    let cut = start + middle.bytes < end && !text[start + middle.bytes..].starts_with(['\n', '\r']);
    let left = room.saturating_sub(middle.cells + usize::from(cut));
    let (before, before_cut) = take(text[..start].chars().rev(), left);
    let (after, after_cut) = if cut { (Piece::default(), false) } else { take(text[start + middle.bytes..].chars(), left) };
    let (mut give_before, mut give_after) = (before.cells + usize::from(before_cut), after.cells + usize::from(after_cut));
    if give_before + give_after > left {
        give_before = give_before.min((left / 3).max(left.saturating_sub(give_after)));
        give_after = left - give_before;
    }
    let (before, before_cut) = fit(text[..start].chars().rev(), give_before);
    let (after, after_cut) = if cut { (Piece::default(), true) } else { fit(text[start + middle.bytes..].chars(), give_after) };

    let mut out = String::from(if before_cut { "…" } else { "" });
    out.extend(before.shown.iter().rev().map(String::as_str));
    let indent = cells(&out);
    let from = out.len();
    out.extend(middle.shown.iter().map(String::as_str));
    let marked = from..out.len();
    out.extend(after.shown.iter().map(String::as_str));
    out.push_str(if after_cut { "…" } else { "" });
    Window { text: out, marked, indent, width: middle.cells.max(1) }
}

/// Characters of one line, in visible form.
#[derive(Default)]
struct Piece {
    shown: Vec<String>,
    cells: usize,
    bytes: usize,
}

/// As many characters as fit, up to the end of the line; and whether some did not fit.
fn take(chars: impl Iterator<Item = char>, room: usize) -> (Piece, bool) {
    let mut piece = Piece::default();
    // Characters without width could go on for ever.
    let most = room.saturating_mul(4).max(64);
    for c in chars {
        if c == '\n' || (c == '\r' && piece.shown.is_empty()) {
            return (piece, false);
        }
        let mut shown = String::new();
        escape::push(c, &mut shown);
        // Width is that of the whole: vowels and finals of conjoining Hangul take none of their own.
        let width = cells(&shown);
        if piece.cells + width > room || piece.shown.len() >= most {
            return (piece, true);
        }
        piece.cells += width;
        piece.bytes += c.len_utf8();
        piece.shown.push(shown);
    }
    (piece, false)
}

/// As [`take`], with room left for the dots where something is cut.
fn fit(chars: impl Iterator<Item = char> + Clone, room: usize) -> (Piece, bool) {
    match take(chars.clone(), room) {
        (_, true) => (take(chars, room.saturating_sub(1)).0, true),
        whole => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, needle: &str, room: usize) -> (String, usize, usize) {
        let at = text.find(needle).expect("is there");
        let w = window(text, Span::new(at, at + needle.len()), room);
        (w.text, w.indent, w.width)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(shown("첫 줄\n모두 3조원을 쓴다.\n끝", "3조원", 40), ("모두 3조원을 쓴다.".to_owned(), 5, 5));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}3조5000억원{}", "가나다라마".repeat(40), "바사아자차".repeat(40));
        let (text, indent, width) = shown(&line, "3조5000억원", 40);
        assert!(text.starts_with('…') && text.ends_with('…') && text.contains("3조5000억원"), "{text}");
        assert!(cells(&text) <= 40, "{text}");
        assert_eq!(width, 11);
        assert!((5..=12).contains(&indent), "{indent}");
    }

    #[test]
    fn room_that_one_side_does_not_need_goes_to_the_other() {
        let line = format!("{}3조원", "a".repeat(100));
        let (text, indent, _) = shown(&line, "3조원", 40);
        assert_eq!((cells(&text), indent), (40, 35));
    }

    #[test]
    fn a_span_over_a_line_end_is_shown_to_that_end() {
        let text = "모두 3조\n5000억원";
        let w = window(text, Span::new("모두 ".len(), text.len()), 40);
        assert_eq!((w.text.as_str(), &w.text[w.marked], w.width), ("모두 3조", "3조", 3));
    }

    #[test]
    fn decomposed_hangul_takes_the_cells_that_it_shows() {
        let text = "\u{1112}\u{1161}\u{11ab} 3원";
        assert_eq!(shown(text, "3원", 40).1, 3);
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_fits(text in "[\\PC\n\r\u{200b}\u{202e}가-힣]{0,60}", a in 0_usize..200, b in 0_usize..200, room in 0_usize..60) {
            let w = window(&text, Span::new(a.min(b), a.max(b)), room);
            prop_assert!(cells(&w.text) <= room.max(12) + 12);
            prop_assert!(w.text.get(w.marked).is_some());
            let raw = w.text.contains(['\n', '\u{202e}']);
            prop_assert!(!raw);
        }
    }
}
