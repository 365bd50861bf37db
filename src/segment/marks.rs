//! One pass over the bytes of a block that finds what can end or hold together a sentence: stops, quotes and brackets,
//! quotes and brackets paired. Feeds `bounds`.

use smallvec::SmallVec;

/// What a mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// `.`
    Stop,
    /// `!`, `?` and `。`
    Strong,
    /// `…`
    Ellipsis,
    /// A quotation mark that opens.
    QuoteOpen,
    /// A quotation mark that closes.
    QuoteClose,
    /// A bracket that opens.
    BracketOpen,
    /// A bracket that closes.
    BracketClose,
    /// A quotation mark that pairs with nothing.
    Stray,
}

/// A mark in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// First byte.
    pub at: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// For an opening quote or bracket with a partner: the index of the partner.
    pub partner: Option<usize>,
}

/// The marks of a block. A sentence has few.
pub(super) type Marks = SmallVec<[Mark; 12]>;

/// Bytes that can start a mark: ASCII marks and the lead bytes of the general and the CJK punctuation.
static STARTS: [bool; 256] = {
    let mut t = [false; 256];
    let bytes = b".!?\"'()[]\xE2\xE3";
    let mut i = 0;
    while i < bytes.len() {
        t[bytes[i] as usize] = true;
        i += 1;
    }
    t
};

/// Brackets held open at a time; deeper ones are taken as plain characters.
const MAX_DEPTH: usize = 32;

/// Indexes of the marks that wait for their partner.
#[derive(Default)]
struct Waiting {
    double: Option<usize>,
    straight: Option<usize>,
    single: Option<usize>,
    plain_single: Option<usize>,
    brackets: Vec<usize>,
}

/// Finds the marks of `text` into `marks`.
pub(super) fn find(text: &str, marks: &mut Marks) {
    marks.clear();
    let bytes = text.as_bytes();
    let mut waiting = Waiting::default();
    let mut at = 0;
    while let Some(start) = next_start(bytes, at) {
        at = start;
        let len = if bytes[at] < 0x80 { 1 } else { 3 };
        match bytes[at] {
            b'.' => push(marks, at, len, Kind::Stop),
            b'!' | b'?' => push(marks, at, len, Kind::Strong),
            b'"' => straight(text, marks, at, &mut waiting.straight),
            b'\'' => plain_single(text, marks, at, &mut waiting.plain_single),
            b'(' | b'[' => open_bracket(marks, at, len, &mut waiting),
            b')' | b']' => close_bracket(marks, at, len, &mut waiting),
            _ => wide(text, marks, at, &mut waiting),
        }
        at += len;
    }
}

/// The next byte that can start a mark; eight bytes at a time, as most eight have none.
fn next_start(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..)?.first_chunk::<8>()
        && !eight.iter().fold(false, |any, &b| any | STARTS[usize::from(b)])
    {
        at += 8;
    }
    bytes.get(at..)?.iter().position(|&b| STARTS[usize::from(b)]).map(|step| at + step)
}

fn push(marks: &mut Marks, at: usize, len: usize, kind: Kind) {
    marks.push(Mark { at, end: at + len, kind, partner: None });
}

/// Marks of three bytes: curly quotes, the ellipsis, CJK brackets and the ideographic stop.
fn wide(text: &str, marks: &mut Marks, at: usize, waiting: &mut Waiting) {
    match text.get(at..at + 3) {
        Some("“") => open_quote(marks, at, 3, &mut waiting.double),
        Some("”") => close_quote(marks, at, 3, &mut waiting.double),
        Some("‘") => open_quote(marks, at, 3, &mut waiting.single),
        Some("’") if !within_word(text, at, 3) => close_quote(marks, at, 3, &mut waiting.single),
        Some("…") => push(marks, at, 3, Kind::Ellipsis),
        Some("。") => push(marks, at, 3, Kind::Strong),
        Some("「" | "『" | "《" | "〈" | "【" | "〔") => open_bracket(marks, at, 3, waiting),
        Some("」" | "』" | "》" | "〉" | "】" | "〕") => close_bracket(marks, at, 3, waiting),
        _ => {}
    }
}

fn open_quote(marks: &mut Marks, at: usize, len: usize, waiting: &mut Option<usize>) {
    *waiting = Some(marks.len());
    push(marks, at, len, Kind::QuoteOpen);
}

fn close_quote(marks: &mut Marks, at: usize, len: usize, waiting: &mut Option<usize>) {
    let kind = if let Some(open) = waiting.take() {
        marks[open].partner = Some(marks.len());
        Kind::QuoteClose
    } else {
        Kind::Stray
    };
    push(marks, at, len, kind);
}

fn open_bracket(marks: &mut Marks, at: usize, len: usize, waiting: &mut Waiting) {
    if waiting.brackets.len() < MAX_DEPTH {
        waiting.brackets.push(marks.len());
    }
    push(marks, at, len, Kind::BracketOpen);
}

fn close_bracket(marks: &mut Marks, at: usize, len: usize, waiting: &mut Waiting) {
    if let Some(open) = waiting.brackets.pop() {
        marks[open].partner = Some(marks.len());
    }
    push(marks, at, len, Kind::BracketClose);
}

/// The straight double quote opens when none waits; one that plainly opens again takes the place of one left open.
fn straight(text: &str, marks: &mut Marks, at: usize, waiting: &mut Option<usize>) {
    let opens = waiting.is_none() || (spaced_before(text, at) && !spaced_after(text, at + 1));
    if opens { open_quote(marks, at, 1, waiting) } else { close_quote(marks, at, 1, waiting) }
}

/// The straight single quote opens only behind a space or bracket and closes only outside a word, since it is an
/// apostrophe as well.
fn plain_single(text: &str, marks: &mut Marks, at: usize, waiting: &mut Option<usize>) {
    if waiting.is_none() && spaced_before(text, at) && !spaced_after(text, at + 1) {
        open_quote(marks, at, 1, waiting);
    } else if waiting.is_some() && !within_word(text, at, 1) {
        close_quote(marks, at, 1, waiting);
    }
}

fn spaced_before(text: &str, at: usize) -> bool {
    before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '"' | '—'))
}

fn spaced_after(text: &str, at: usize) -> bool {
    after(text, at).is_none_or(char::is_whitespace)
}

/// Whether Latin letters or digits stand on both sides: an apostrophe.
fn within_word(text: &str, at: usize, len: usize) -> bool {
    before(text, at).is_some_and(|c| c.is_ascii_alphanumeric()) && after(text, at + len).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// The character before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<&str> {
        let mut marks = Marks::new();
        find(text, &mut marks);
        marks.iter().filter_map(|m| m.partner.map(|p| &text[m.at..marks[p].end])).collect()
    }

    #[test]
    fn quotes_and_brackets_find_their_partners() {
        assert_eq!(pairs("그는 “가”와 ‘나’와 \"다\"(라[마])를"), ["“가”", "‘나’", "\"다\"", "(라[마])", "[마]"]);
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        assert!(pairs("workers’ and don’t, Kim's and workers' rights").is_empty());
        assert_eq!(pairs("it is 'don't know' again"), ["'don't know'"]);
    }

    #[test]
    fn a_quote_left_open_does_not_turn_the_rest_around() {
        assert_eq!(pairs("He said \"one. And \"two\" then"), ["\"two\""]);
    }
}
