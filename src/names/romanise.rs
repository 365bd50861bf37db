//! Korean in Latin letters by the Revised Romanization of 2000, for readers who cannot read Hangul: as it is spoken, with the
//! changes of sound between syllables. Names of people go by the usual spellings instead.

use super::explain;
use crate::text::hangul;

const INITIALS: [&str; 19] = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];
/// Each final: how it sounds before a consonant, and in two parts before a vowel, the second of which opens the next syllable.
const FINALS: [(&str, &str, &str); 28] = [
    ("", "", ""),
    ("k", "", "g"),
    ("k", "", "kk"),
    ("k", "k", "s"),
    ("n", "", "n"),
    ("n", "n", "j"),
    ("n", "", "n"),
    ("t", "", "d"),
    ("l", "", "r"),
    ("k", "l", "g"),
    ("m", "l", "m"),
    ("l", "l", "b"),
    ("l", "l", "s"),
    ("l", "l", "t"),
    ("p", "l", "p"),
    ("l", "", "r"),
    ("m", "", "m"),
    ("p", "", "b"),
    ("p", "p", "s"),
    ("t", "", "s"),
    ("t", "", "ss"),
    ("ng", "ng", ""),
    ("t", "", "j"),
    ("t", "", "ch"),
    ("k", "", "k"),
    ("t", "", "t"),
    ("p", "", "p"),
    ("t", "", ""),
];
/// Finals that have ㅎ, and what is left of them before ㄱ, ㄷ and ㅈ, which they harden: 놓다 is nota.
const ASPIRATED: [(u8, &str); 3] = [(6, "n"), (15, "l"), (27, "")];
const NO_INITIAL: u8 = 11;
const I: u8 = 20;

/// A Korean text in Latin letters; nothing where it has no Hangul. The name of a person is spelled as its bearers mostly do.
///
/// ```
/// use daejo::names::romanised;
/// assert_eq!(romanised("한국은행", false).as_deref(), Some("hangugeunhaeng"));
/// assert_eq!(romanised("이재명", true).as_deref(), Some("Lee Jae-myung"));
/// assert_eq!(romanised("3조5000억원", false).as_deref(), Some("3jo 5000eogwon"));
/// assert_eq!(romanised("BOK", false), None);
/// ```
pub fn romanised(text: &str, person: bool) -> Option<String> {
    if !text.chars().any(hangul::is_syllable) {
        return None;
    }
    if person && let Some(usual) = explain(text, "").usual.into_iter().next() {
        return Some(usual);
    }
    Some(spoken(text))
}

/// The text as it is spoken.
fn spoken(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    // What opens the syllable that comes next, where the one before it says so.
    let mut opening: Option<&str> = None;
    for (n, &c) in chars.iter().enumerate() {
        let Some((initial, vowel, last)) = hangul::letters(c) else {
            if c.is_ascii_digit() && n > 0 && hangul::is_syllable(chars[n - 1]) {
                out.push(' ');
            }
            out.push(c);
            continue;
        };
        out.push_str(opening.take().unwrap_or(INITIALS[usize::from(initial)]));
        out.push_str(VOWELS[usize::from(vowel)]);
        let next = chars.get(n + 1).and_then(|&c| hangul::letters(c)).map(|(initial, vowel, _)| (initial, vowel));
        let (closing, opens) = joint(last, next);
        out.push_str(closing);
        opening = opens;
    }
    out
}

/// What becomes of a final before the syllable that follows: how it closes its own, and how the next one opens, where that changes.
fn joint(last: u8, next: Option<(u8, u8)>) -> (&'static str, Option<&'static str>) {
    let (sound, stays, moves) = FINALS[usize::from(last)];
    let Some((initial, vowel)) = next.filter(|_| last != 0) else { return (sound, None) };
    match initial {
        NO_INITIAL => match (last, vowel) {
            (7, I) => ("", Some("j")),
            (25, I) => ("", Some("ch")),
            _ => (stays, Some(moves)),
        },
        // ㄱ, ㄷ, ㅈ
        0 | 3 | 12 => match ASPIRATED.iter().find(|a| a.0 == last) {
            Some((_, left)) => (
                left,
                Some(match initial {
                    0 => "k",
                    3 => "t",
                    _ => "ch",
                }),
            ),
            None => (sound, None),
        },
        // ㄴ, ㅁ
        2 | 6 => match sound {
            "k" => ("ng", None),
            "t" => ("n", None),
            "p" => ("m", None),
            "l" if initial == 2 => ("l", Some("l")),
            _ => (sound, None),
        },
        // ㄹ
        5 => match sound {
            "n" | "l" => ("l", Some("l")),
            "k" => ("ng", Some("n")),
            "t" => ("n", Some("n")),
            "p" => ("m", Some("n")),
            _ => (sound, Some("n")),
        },
        _ => (sound, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples_of_the_rules() {
        for (ko, latin) in [
            ("구미", "gumi"),
            ("옥천", "okcheon"),
            ("합덕", "hapdeok"),
            ("호법", "hobeop"),
            ("월곶", "wolgot"),
            ("한밭", "hanbat"),
            ("구리", "guri"),
            ("설악", "seorak"),
            ("칠곡", "chilgok"),
            ("임실", "imsil"),
            ("울릉", "ulleung"),
            ("대관령", "daegwallyeong"),
            ("백마", "baengma"),
            ("종로", "jongno"),
            ("왕십리", "wangsimni"),
            ("별내", "byeollae"),
            ("신라", "silla"),
            ("해돋이", "haedoji"),
            ("같이", "gachi"),
            ("놓다", "nota"),
            ("묵호", "mukho"),
            ("집현전", "jiphyeonjeon"),
            ("독립문", "dongnimmun"),
            ("광희문", "gwanghuimun"),
        ] {
            assert_eq!(romanised(ko, false).as_deref(), Some(latin), "{ko}");
        }
    }

    proptest! {
        #[test]
        fn no_syllable_is_left(text in "([가-힣]|\\PC){0,30}") {
            for person in [false, true] {
                if let Some(latin) = romanised(&text, person) {
                    prop_assert!(person || !latin.chars().any(hangul::is_syllable));
                }
            }
        }
    }
}
