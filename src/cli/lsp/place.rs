//! Places as a client counts them: lines from 0 and columns in the units that were agreed on, and the addresses of files.

use crate::text::Span;
use lsp_types::{Position, PositionEncodingKind, Range, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// What columns count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Units {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what every client understands.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Units {
    /// The best of what a client offers.
    pub(super) fn agreed(offered: &[PositionEncodingKind]) -> Self {
        let has = |kind: &PositionEncodingKind| offered.contains(kind);
        match () {
            () if has(&PositionEncodingKind::UTF8) => Self::Utf8,
            () if has(&PositionEncodingKind::UTF16) || !has(&PositionEncodingKind::UTF32) => Self::Utf16,
            () => Self::Utf32,
        }
    }

    pub(super) const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    const fn of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Starts of the lines of a text, as the protocol parts them: at `\n`, `\r\n` and `\r`.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        Self(std::iter::once(0).chain(ends.map(|i| i + 1)).collect())
    }

    /// The byte at which a position stands; one behind the end of its line is that end.
    pub(super) fn offset(&self, text: &str, position: Position, units: Units) -> usize {
        let Some(&start) = usize::try_from(position.line).ok().and_then(|line| self.0.get(line)) else { return text.len() };
        let next = self.0.get(position.line as usize + 1).copied().unwrap_or(text.len());
        let line = text.get(start..next).unwrap_or("").trim_end_matches(['\n', '\r']);
        let (mut column, wanted) = (0, position.character as usize);
        for (at, c) in line.char_indices() {
            column += units.of(c);
            if column > wanted {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of a byte.
    pub(super) fn position(&self, text: &str, offset: usize, units: Units) -> Position {
        let offset = crate::text::lines::floor(text, offset);
        let line = self.0.partition_point(|&s| s <= offset).max(1) - 1;
        let column: usize = text.get(self.0[line]..offset).map_or(0, |t| t.chars().map(|c| units.of(c)).sum());
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The range of a span.
    pub(super) fn range(&self, text: &str, span: Span, units: Units) -> Range {
        Range { start: self.position(text, span.start, units), end: self.position(text, span.end, units) }
    }
}

/// What may not stand as it is in the path of an address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'[')
    .add(b']')
    .add(b'|')
    .add(b'\\')
    .add(b'^');

/// The file that an address names.
///
/// # Errors
/// When it names none, in words.
pub(super) fn path(uri: &Uri) -> Result<PathBuf, String> {
    let rest = uri.as_str().get(..7).filter(|s| s.eq_ignore_ascii_case("file://")).map(|_| &uri.as_str()[7..]);
    let rest = rest.ok_or_else(|| format!("{} is no file: only addresses that begin with file:// can be checked", uri.as_str()))?;
    let at = rest.find('/').ok_or_else(|| format!("{} names no file", uri.as_str()))?;
    if !matches!(&rest[..at], "" | "localhost") {
        return Err(format!("{} is a file of another machine", uri.as_str()));
    }
    let path = rest[at..].split(['?', '#']).next().unwrap_or("");
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| format!("{} is no UTF-8", uri.as_str()))?;
    if decoded.contains('\0') {
        return Err(format!("{} names no file", uri.as_str()));
    }
    // file:///C:/a names C:/a.
    let drive = matches!(decoded.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    Ok(PathBuf::from(if drive && cfg!(windows) { &decoded[1..] } else { &*decoded }))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let path = path.to_str()?;
    let slashed = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.to_owned() };
    Uri::from_str(&format!("file://{}", utf8_percent_encode(&slashed, ESCAPED))).ok()
}

/// What two ways of writing the same path have in common: Hangul is composed.
pub(super) fn key(path: &Path) -> String {
    path.to_string_lossy().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_counted_in_what_was_agreed() {
        let text = "가🙂b\r\n나\rc\n";
        let lines = Lines::of(text);
        let at = text.find('b').expect("is there");
        let column = |units| lines.position(text, at, units).character;
        assert_eq!([column(Units::Utf8), column(Units::Utf16), column(Units::Utf32)], [7, 3, 2]);
        assert_eq!(lines.position(text, text.len(), Units::Utf8), Position { line: 3, character: 0 });
        assert_eq!(lines.offset(text, Position { line: 0, character: 99 }, Units::Utf16), at + 1);
        assert_eq!(lines.offset(text, Position { line: 0, character: 2 }, Units::Utf16), "가".len(), "inside of a pair");
        assert_eq!(lines.offset(text, Position { line: 77, character: 0 }, Units::Utf16), text.len());
        assert_eq!(Units::agreed(&[]), Units::Utf16);
        assert_eq!(Units::agreed(&[PositionEncodingKind::UTF16, PositionEncodingKind::UTF8]), Units::Utf8);
    }

    #[test]
    fn addresses_name_files_or_are_refused() {
        let named = |uri: &str| Uri::from_str(uri).map_err(|e| e.to_string()).and_then(|u| path(&u));
        assert_eq!(named("file:///a%20b/%EA%B0%80%23.md"), Ok(PathBuf::from("/a b/가#.md")));
        assert_eq!(named("FILE://localhost/a"), Ok(PathBuf::from("/a")));
        for wrong in ["untitled:Untitled-1", "http://a/b", "file://server/a", "file:///a%FF", "file:///a%00", "file:", "file://"] {
            assert!(named(wrong).is_err(), "{wrong}");
        }
        assert_eq!(key(Path::new("\u{1100}\u{1161}")), "가");
    }

    proptest! {
        #[test]
        fn places_lead_back(text in "(\\PC|\n|\r\n|\r|🙂|가){0,30}", at in any::<prop::sample::Index>()) {
            let lines = Lines::of(&text);
            let at = crate::text::lines::floor(&text, at.index(text.len() + 1));
            // Inside of a line end there is no place.
            prop_assume!(!(text[..at].ends_with('\r') && text[at..].starts_with('\n')));
            for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
                prop_assert_eq!(lines.offset(&text, lines.position(&text, at, units), units), at);
            }
        }

        #[test]
        fn addresses_lead_back(name in "/(\\PC|[ %#?가]){0,20}") {
            let back = path(&uri(Path::new(&name)).expect("can be written")).expect("is a file");
            prop_assert_eq!(back, PathBuf::from(name));
        }
    }
}
