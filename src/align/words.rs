//! Cuts a passage into the pieces that `clues` looks at: runs of Hangul, of Latin letters and of digits.

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    /// Hangul syllables.
    Hangul,
    /// Latin letters, hyphens between them included.
    Latin,
    /// Digits, with commas and points between them.
    Digits,
}

/// A run of one script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'t> {
    /// First byte in the text given to [`each`].
    pub at: usize,
    /// The run.
    pub text: &'t str,
    /// What it is made of.
    pub script: Script,
}

/// Calls `see` with every word of `text`, in order.
pub(super) fn each<'t>(text: &'t str, mut see: impl FnMut(Word<'t>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (script, end) = match bytes[at] {
            b if b.is_ascii_digit() => (Script::Digits, digits_end(bytes, at)),
            b if b.is_ascii_alphabetic() || is_latin_lead(b) => (Script::Latin, latin_end(bytes, at)),
            0xEA..=0xED => match hangul_end(bytes, at) {
                end if end > at => (Script::Hangul, end),
                _ => {
                    at += 3;
                    continue;
                }
            },
            _ => {
                at += 1;
                continue;
            }
        };
        if let Some(run) = text.get(at..end) {
            see(Word { at, text: run, script });
        }
        at = end;
    }
}

/// Lead bytes of é, ü, ł and the like (U+00C0–U+024F).
const fn is_latin_lead(b: u8) -> bool {
    matches!(b, 0xC3..=0xC9)
}

fn latin_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_alphabetic() => end += 1,
            Some(b) if is_latin_lead(*b) => end += 2,
            Some(b'-') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) => end += 1,
            _ => return end.min(bytes.len()),
        }
    }
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        match bytes.get(end) {
            Some(b) if b.is_ascii_digit() => end += 1,
            Some(b',' | b'.') if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => end += 1,
            _ => return end,
        }
    }
}

/// The end of the Hangul syllables (U+AC00–U+D7A3) that start at `start`.
fn hangul_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(&[lead, second, third]) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let syllable = match lead {
            0xEA => second >= 0xB0,
            0xEB | 0xEC => true,
            0xED => second < 0x9E || second == 0x9E && third <= 0xA3,
            _ => false,
        };
        if !syllable {
            break;
        }
        end += 3;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scripts_are_parted() {
        let mut got = Vec::new();
        each("TSMC는 1,375.9원, Jae-myung’s Beyoncé – 漢字", |w| got.push((w.text, w.script)));
        let latin = Script::Latin;
        let want = [("TSMC", latin), ("는", Script::Hangul), ("1,375.9", Script::Digits), ("원", Script::Hangul)];
        assert_eq!(got[..4], want);
        assert_eq!(got[4..], [("Jae-myung", latin), ("s", latin), ("Beyoncé", latin)]);
    }

    #[test]
    fn hangul_is_told_by_its_bytes() {
        for c in ('\u{A000}'..='\u{E000}').chain(['가', '힣', '一', 'ㄱ', 'é']) {
            let text = c.to_string();
            let end = if crate::text::hangul::is_syllable(c) { 3 } else { 0 };
            assert_eq!(hangul_end(text.as_bytes(), 0), end, "{c}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{0,40}") {
            let mut at = 0;
            each(&text, |w| {
                assert!(w.at >= at && text[w.at..].starts_with(w.text));
                at = w.at + w.text.len();
            });
        }
    }
}
