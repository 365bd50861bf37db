//! From byte offsets to the lines and columns that a person sees. The one place where offsets are converted.

use unicode_width::UnicodeWidthStr;

/// A place as people count it: both from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Starts of the lines of one text, found once.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the line starts of `text` (`\n` ends a line).
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect();
        Self { starts }
    }

    /// The line and column of byte `offset` of the same `text`; an offset inside a character counts as its start.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|&s| s <= offset).max(1);
        let start = self.starts[line - 1];
        let end = floor(text, offset);
        let column = text.get(start..end).map_or(0, |t| t.chars().count()) + 1;
        Position { line, column }
    }

    /// Bytes of the given line (from 1) without its line end.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(&start) = line.checked_sub(1).and_then(|i| self.starts.get(i)) else { return "" };
        let end = self.starts.get(line).map_or(text.len(), |&e| e - 1);
        text.get(start..end).unwrap_or("").trim_end_matches('\r')
    }
}

/// The largest character boundary at or before `offset`.
pub fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Width in terminal cells: Hangul and Hanja take two.
pub fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let t = "첫 줄\n둘째 3조원\n";
        let lines = LineIndex::new(t);
        let at = t.find("3조").expect("is there");
        assert_eq!(lines.position(t, at), Position { line: 2, column: 4 });
        assert_eq!(lines.line(t, 2), "둘째 3조원");
        assert_eq!(lines.position(t, t.len()).line, 3);
        assert_eq!(cells("3조원"), 5);
    }
}
