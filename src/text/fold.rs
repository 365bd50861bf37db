//! One reading form for the many ways in which the same characters arrive: composed Hangul, half-width digits, plain
//! spaces, one at a time, nothing invisible. Keeps the way back, so that every report speaks of the text as it was given.

use crate::text::Span;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text in reading form, with the map back to the text it came from.
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    /// The reading form; the text itself when there was nothing to fold.
    pub text: Cow<'t, str>,
    /// Stretches in order; none when nothing was folded.
    map: Vec<Stretch>,
    original_len: usize,
}

/// Where a stretch starts in both forms. It runs to the start of the next one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stretch {
    folded: usize,
    original: usize,
    /// Byte for byte the same in both; otherwise the stretch maps only as a whole.
    verbatim: bool,
}

impl Folded<'_> {
    /// Writes a space for every line break within `span`, so that a line reads on in the next.
    pub fn join_lines(&mut self, span: Span) {
        if memchr::memchr(b'\n', span.slice(&self.text).as_bytes()).is_some() {
            let joined = span.slice(&self.text).replace('\n', " ");
            self.text.to_mut().replace_range(span.start..span.end, &joined);
        }
    }

    /// The span of the reading form that a span of the original became.
    pub fn reading(&self, original: Span) -> Span {
        let forward = |offset: usize, is_end: bool| {
            let i = self.map.partition_point(|s| s.original <= offset);
            let Some(at) = i.checked_sub(1).map(|i| self.map[i]) else { return offset };
            let next = self.map.get(i).map_or(self.text.len(), |s| s.folded);
            if at.verbatim {
                (at.folded + (offset - at.original)).min(next)
            } else if is_end && offset > at.original {
                next
            } else {
                at.folded
            }
        };
        Span::new(forward(original.start, false), forward(original.end, true))
    }

    /// The span of the original text that a span of the reading form stands for.
    pub fn original(&self, span: Span) -> Span {
        if self.map.is_empty() {
            return span;
        }
        Span::new(self.start_of(span.start), self.end_of(span.end))
    }

    /// Where the character that starts at `offset` starts in the original: behind whatever was dropped there.
    fn start_of(&self, offset: usize) -> usize {
        let i = self.map.partition_point(|s| s.folded <= offset);
        match i.checked_sub(1).map(|i| self.map[i]) {
            None => offset,
            Some(s) if s.verbatim => s.original + (offset - s.folded),
            Some(s) => s.original,
        }
    }

    /// Where the character that ends at `offset` ends in the original: before whatever was dropped there.
    fn end_of(&self, offset: usize) -> usize {
        let i = self.map.partition_point(|s| s.folded < offset);
        let end = self.map.get(i).map_or(self.original_len, |s| s.original);
        match i.checked_sub(1).map(|i| self.map[i]) {
            None => offset,
            Some(s) if s.verbatim => (s.original + (offset - s.folded)).min(end),
            Some(_) => end,
        }
    }
}

/// Brings `text` into reading form: NFC; full-width and half-width forms (UAX #15 compatibility forms) to the usual
/// ones; exotic spaces, dashes and tildes to the plain ones; invisible, direction and control characters dropped. White
/// space is one space, or the line breaks that are in it.
///
/// ```
/// let f = daejo::text::fold("３조\u{200B}원");
/// assert_eq!(f.text, "3조원");
/// assert_eq!(f.original(daejo::text::Span::new(0, 4)).end, 6);
/// ```
pub fn fold(text: &str) -> Folded<'_> {
    let original_len = text.len();
    let Some(first) = first_to_fold(text) else {
        return Folded { text: Cow::Borrowed(text), map: Vec::new(), original_len };
    };
    // A combining mark changes the character before it, so the cluster starts there.
    let from = text[..first].char_indices().next_back().map_or(0, |(i, _)| i);
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..from]);
    let mut map = vec![Stretch { folded: from, original: from, verbatim: true }];
    let mut rest = text[from..].char_indices().map(|(i, c)| (from + i, c)).peekable();
    while let Some((at, c)) = rest.next() {
        let mut end = at + c.len_utf8();
        if is_space(c) {
            while let Some(&(i, n)) = rest.peek().filter(|n| is_space(n.1)) {
                end = i + n.len_utf8();
                rest.next();
            }
            space(&text[at..end], at, &mut out, &mut map);
            continue;
        }
        let composes = rest.peek().is_some_and(|&(_, n)| joins_previous(n));
        if !composes && !needs_folding(c) {
            out.push(c);
            continue;
        }
        while let Some(&(i, n)) = rest.peek() {
            if !joins_previous(n) {
                break;
            }
            end = i + n.len_utf8();
            rest.next();
        }
        mark(&mut map, out.len(), at, false);
        for n in text[at..end].chars().filter_map(plain).nfc() {
            out.push(n);
        }
        mark(&mut map, out.len(), end, true);
    }
    Folded { text: Cow::Owned(out), map, original_len }
}

/// Where the first character stands that the reading form writes in another way.
fn first_to_fold(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The white space right before: a space, a line break, or 0 for none.
    let (mut at, mut before) = (0, 0);
    while let Some(&b) = bytes.get(at) {
        let len = match b {
            b'!'..=b'~' => match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
                Some(eight) if is_plain(*eight) => {
                    at += 8;
                    before = if eight[7] == b' ' { b' ' } else { 0 };
                    continue;
                }
                _ => 1,
            },
            // The syllables from 뀀 to 쿿. With what is above, this is nearly all that there is.
            0xEB | 0xEC => 3,
            // Those before and behind them, from 가 and to 힣.
            0xEA if bytes.get(at + 1).is_some_and(|&b| b >= 0xB0) => 3,
            0xED if bytes.get(at + 1).is_some_and(|&b| b < 0x9E) => 3,
            b' ' if before == 0 => {
                (before, at) = (b' ', at + 1);
                continue;
            }
            b'\n' if before != b' ' => {
                (before, at) = (b'\n', at + 1);
                continue;
            }
            b' ' | b'\n' | b'\t' | b'\r' => return Some(at),
            _ => {
                let c = text[at..].chars().next()?;
                if needs_folding(c) {
                    return Some(at);
                }
                c.len_utf8()
            }
        };
        (before, at) = (0, at + len);
    }
    None
}

/// Whether eight bytes are printable ASCII without two spaces side by side. All eight are one number here, so that English
/// costs a few operations for eight letters: adding to a byte carries into its highest bit exactly where it is large
/// enough, and that bit is free in ASCII.
fn is_plain(eight: [u8; 8]) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let word = u64::from_le_bytes(eight);
    let not_ascii = word & HIGH;
    let from_space = (word & !HIGH) + EACH * (0x80 - 0x20);
    let delete = (word & !HIGH) + EACH;
    // A space is the byte that is nothing but the bit of a space.
    let no_space = ((word ^ (EACH * 0x20)) & !HIGH) + EACH * 0x7F;
    let spaces = !no_space & HIGH;
    not_ascii | delete & HIGH | !from_space & HIGH | spaces & spaces << 8 == 0
}

/// White space, and what shows nothing within it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r') || (c as u32) >= 0x7F && matches!(plain(c), Some(' ' | '\n'))
}

/// Adds a run of white space: its line breaks where it has any, else one space.
fn space(run: &str, at: usize, out: &mut String, map: &mut Vec<Stretch>) {
    let verbatim = run == " " || run.bytes().all(|b| b == b'\n');
    if !verbatim {
        mark(map, out.len(), at, false);
    }
    let breaks = run.chars().filter(|&c| plain(c) == Some('\n')).count().max(run.matches('\r').count());
    if verbatim {
        out.push_str(run);
    } else if breaks == 0 {
        out.push(' ');
    } else {
        out.extend(std::iter::repeat_n('\n', breaks));
    }
    if !verbatim {
        mark(map, out.len(), at + run.len(), true);
    }
}

/// The reading form of `text` without the stretches in `hidden` (in order, not overlapping), as if they were not there.
/// One with a character leaves that behind: a space, so that what stands on its two sides stays apart, or what an escape
/// stands for.
pub fn fold_without(text: &str, hidden: impl IntoIterator<Item = (Span, Option<char>)>) -> Folded<'static> {
    let mut out = String::with_capacity(text.len());
    let mut map = vec![Stretch { folded: 0, original: 0, verbatim: true }];
    let mut at = 0;
    for (span, shown) in hidden {
        let (start, end) = (span.start.max(at), span.end.min(text.len()));
        let Some(keep) = text.get(at..start).filter(|_| start < end && text.is_char_boundary(end)) else { continue };
        append(&mut out, &mut map, keep, at);
        mark(&mut map, out.len(), start, false);
        out.extend(shown.and_then(plain));
        mark(&mut map, out.len(), end, true);
        at = end;
    }
    append(&mut out, &mut map, text.get(at..).unwrap_or(""), at);
    Folded { text: Cow::Owned(out), map, original_len: text.len() }
}

/// Adds the reading form of `part`, which stands at `at` of the original.
fn append(out: &mut String, map: &mut Vec<Stretch>, part: &str, at: usize) {
    let folded = fold(part);
    for s in &folded.map {
        mark(map, out.len() + s.folded, at + s.original, s.verbatim);
    }
    out.push_str(&folded.text);
}

/// Starts a stretch; one that turned out empty in both forms is replaced.
fn mark(map: &mut Vec<Stretch>, folded: usize, original: usize, verbatim: bool) {
    if map.last().is_some_and(|s| s.folded == folded && s.original == original) {
        map.pop();
    }
    map.push(Stretch { folded, original, verbatim });
}

/// Characters that make one with what stands before them: marks, and the vowels and finals of conjoining Hangul.
fn joins_previous(c: char) -> bool {
    (c as u32) >= 0x300 && (is_combining_mark(c) || matches!(c as u32, 0x1160..=0x11FF | 0xD7B0..=0xD7FB))
}

fn needs_folding(c: char) -> bool {
    // Syllables, ASCII, dashes and curly quotes, the middle dot.
    if crate::text::hangul::is_syllable(c) || matches!(c, ' '..='~' | '\u{2013}'..='\u{2027}' | '·') {
        return false;
    }
    is_control(c) || (c as u32) >= 0x7F && (plain(c) != Some(c) || matches!(c as u32, 0x1100..=0x11FF | 0xA960..=0xA97C) || joins_previous(c))
}

/// Control characters of ASCII that are no white space.
fn is_control(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
}

/// The plain form of one character; `None` for one that shows nothing.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{B}' | '\u{C}' => '\n',
        _ if is_control(c) => return None,
        '\u{7F}'..='\u{84}'
        | '\u{86}'..='\u{9F}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E01EF}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{FFA0}' => return None,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '\u{FE63}' => '-',
        '\u{223C}' | '\u{301C}' | '\u{2053}' => '~',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0)?,
        '\u{FF61}'..='\u{FFDC}' | '\u{FFE0}'..='\u{FFE6}' => {
            let mut forms = std::iter::once(c).nfkc();
            match (forms.next(), forms.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(fold("3조5000억원 “인용” – $2.5 billion").text, Cow::Borrowed(_)));
    }

    #[test]
    fn decomposed_hangul_reads_the_same() {
        let nfd: String = "수출 3조5000억원".nfd().collect();
        let f = fold(&nfd);
        assert_eq!(f.text, "수출 3조5000억원");
        let at = f.text.find("3조5000억원").expect("is there");
        let back = f.original(Span::new(at, at + "3조5000억원".len()));
        assert_eq!(back.slice(&nfd).nfc().collect::<String>(), "3조5000억원");
    }

    #[test]
    fn invisible_characters_fall_out_and_offsets_stay_right() {
        let t = "금리 2\u{200B}.7\u{7}5% 인하";
        let f = fold(t);
        let at = f.text.find("2.75%").expect("is there");
        assert_eq!(f.original(Span::new(at, at + 5)).slice(t), "2\u{200B}.7\u{7}5%");
    }

    #[test]
    fn white_space_is_one_space_or_its_line_breaks() {
        let t = "올해  3조원을\t\t쓴다. \r\n내년 \n 끝\n\n\u{3000}둘째";
        let f = fold(t);
        assert_eq!(f.text, "올해 3조원을 쓴다.\n내년\n끝\n\n둘째");
        for word in ["올해", "3조원을", "내년", "끝", "둘째"] {
            let at = f.text.find(word).expect("is there");
            assert_eq!(f.original(Span::new(at, at + word.len())).slice(t), word);
        }
        let mut joined = fold("도로에\n3조원");
        joined.join_lines(Span::new(0, joined.text.len()));
        assert_eq!(joined.text, "도로에 3조원");
    }

    #[test]
    fn hidden_stretches_leave_nothing_or_a_space() {
        let t = "**3조**\u{200B}5000억원|끝";
        let hide = [(Span::new(0, 2), None), (Span::new(6, 8), None), (Span::new(21, 22), Some(' '))];
        let f = fold_without(t, hide);
        assert_eq!(f.text, "3조5000억원 끝");
        assert_eq!(f.original(Span::new(0, 4)).slice(t), "3조");
        let all = f.original(Span::new(0, f.text.find(' ').expect("is there")));
        assert_eq!(all.slice(t), "3조**\u{200B}5000억원");
        let end = t.find("끝").expect("is there");
        assert_eq!(f.reading(Span::new(end, end + 3)).slice(&f.text), "끝");
    }

    proptest! {
        #[test]
        fn hidden_stretches_keep_character_boundaries(t in "[\\PC가-힣\u{1100}-\u{11FF}\u{200B}0-9*]{0,30}", cuts in proptest::collection::vec((0_usize..90, 0_usize..9, proptest::option::of(any::<char>())), 0..5)) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            let f = fold_without(&t, cuts.iter().map(|&(at, len, shown)| (Span::new(at, at + len), shown)));
            let bounds: Vec<usize> = (0..=f.text.len()).filter(|&i| f.text.is_char_boundary(i)).collect();
            for pair in bounds.windows(2) {
                let s = f.original(Span::new(pair[0], pair[1]));
                prop_assert!(t.is_char_boundary(s.start) && t.is_char_boundary(s.end) && s.end <= t.len());
            }
        }

        #[test]
        fn every_span_maps_to_character_boundaries(t in "[\\PC가-힣\u{1100}-\u{11FF}\u{200B}\u{FEFF}0-9０-９\u{301} \t\r\n\u{3000}]{0,40}") {
            let f = fold(&t);
            let bounds: Vec<usize> = (0..=f.text.len()).filter(|&i| f.text.is_char_boundary(i)).collect();
            for pair in bounds.windows(2) {
                let s = f.original(Span::new(pair[0], pair[1]));
                prop_assert!(t.is_char_boundary(s.start) && t.is_char_boundary(s.end) && s.end <= t.len());
            }
        }
    }
}
