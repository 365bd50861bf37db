//! The letters that names are compared by: of a Hangul syllable, each with its part in it, and Latin ones with the
//! marks that tell how they sound (ł, ş, ő). Used by `translit` and by its training.

use super::latin::{self, Word};
use super::script;
use crate::text::hangul;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

/// Letters of a Hangul name: initials, vowels and finals as numbers of their own; the silent initial is left out.
pub(super) type Letters = SmallVec<[u8; 24]>;

/// First number of the vowels, the finals and the digits among the letters; one past the last.
pub(super) const VOWEL: u8 = 19;
pub(super) const FINAL: u8 = 40;
pub(super) const DIGIT: u8 = 68;
pub(super) const KINDS: usize = 78;
/// The initial that makes no sound.
const SILENT: u8 = 11;
/// The vowel ㅡ, which foreign names often have for nothing.
pub(super) const FILLER: u8 = VOWEL + 18;

const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// Latin letters with marks that tell sounds apart, in the order of their code points; each is one byte from 128 on.
const MARKED: &str = "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿāăąćĉċčďđēėęěĝğġģĥħīįıĵķĺļľłńņňōőœŕřśŝşšţťũūŭůűųŵŷźżžșțəːṗ";
const FIRST_MARKED: u8 = 128;

/// Appends the letters of `hangul`; digits are kept, anything else is passed over.
pub(super) fn letters_of(hangul: &str, out: &mut Letters) {
    for c in hangul.chars() {
        if let Some((i, v, f)) = hangul::letters(c) {
            if i != SILENT {
                out.push(i);
            }
            out.push(VOWEL + v);
            if f > 0 {
                out.push(FINAL + f);
            }
        } else if let Some(d) = c.to_digit(10) {
            out.push(DIGIT + u8::try_from(d).unwrap_or(0));
        }
    }
}

/// The letter that a table calls `ㄱ-` (initial), `ㅏ` (vowel), `-ㄱ` (final) or `7` (digit).
pub(super) fn letter_named(name: &str) -> Option<u8> {
    let (set, jamo, base) = if let Some(jamo) = name.strip_prefix('-') {
        (FINALS, jamo, FINAL + 1)
    } else if let Some(jamo) = name.strip_suffix('-') {
        (INITIALS, jamo, 0)
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        ("0123456789", name, DIGIT)
    } else {
        (VOWELS, name, VOWEL)
    };
    let mut chars = jamo.chars();
    let c = chars.next().filter(|_| chars.as_str().is_empty())?;
    set.chars().position(|x| x == c).and_then(|i| u8::try_from(i).ok()).map(|i| base + i)
}

/// What a table calls a letter.
pub(super) fn name_of(letter: u8) -> String {
    let nth = |set: &str, n: u8| set.chars().nth(usize::from(n)).unwrap_or('?');
    match letter {
        0..VOWEL => format!("{}-", nth(INITIALS, letter)),
        VOWEL..=FINAL => nth(VOWELS, letter - VOWEL).to_string(),
        DIGIT.. => (letter.saturating_sub(DIGIT)).to_string(),
        _ => format!("-{}", nth(FINALS, letter - FINAL - 1)),
    }
}

/// The byte of a marked letter.
pub(super) fn marked(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    MARKED.chars().position(|m| m == c).and_then(|i| u8::try_from(i).ok()).and_then(|i| FIRST_MARKED.checked_add(i))
}

/// The character of a byte of a Latin name.
pub(super) fn character(latin: u8) -> char {
    if latin < FIRST_MARKED { char::from(latin) } else { MARKED.chars().nth(usize::from(latin - FIRST_MARKED)).unwrap_or('?') }
}

/// The words of a name in Latin letters with their marks. Names in Cyrillic, Greek and Georgian letters, in kana and
/// in Chinese characters are brought into Latin ones first.
pub(super) fn words(name: &str) -> SmallVec<[Word; 4]> {
    let mut out: SmallVec<[Word; 4]> = SmallVec::new();
    let mut word = Word::new();
    let name: SmallVec<[char; 64]> = name.chars().take(400).nfc().collect();
    let mut i = 0;
    while i < name.len() && out.len() < latin::MAX_WORDS {
        // 3(sam)-dong: how a figure is read aloud.
        if name[i] == '('
            && i > 0
            && name[i - 1].is_ascii_digit()
            && let Some(close) = name[i..].iter().position(|&c| c == ')')
        {
            i += close + 1;
            continue;
        }
        let lower = name[i].to_lowercase().next().unwrap_or(name[i]);
        if let Some(code) = marked(lower) {
            word.push(code);
        } else if let Some(read) = script::romanised(&name, i, &mut word) {
            i += read;
            continue;
        } else if !latin::plain(lower, &mut word) && !latin::joins(lower) && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        i += 1;
    }
    if !word.is_empty() && out.len() < latin::MAX_WORDS {
        out.push(word);
    }
    out
}

/// The same word without marks; `None` when it has none.
pub(super) fn unmarked(word: &[u8]) -> Option<Word> {
    if word.iter().all(|&b| b < FIRST_MARKED) {
        return None;
    }
    let mut out = Word::new();
    for &b in word {
        if b == FIRST_MARKED + LENGTH {
            continue;
        }
        if b < FIRST_MARKED || !latin::plain(character(b), &mut out) {
            out.push(b);
        }
    }
    Some(out)
}

/// Where the sign of length, which kana have, stands among the marked letters.
const LENGTH: u8 = 88;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_letters_stand_in_order_and_come_back() {
        let all: Vec<char> = MARKED.chars().collect();
        assert!(all.is_sorted());
        for &c in &all {
            assert_eq!(marked(c).map(character), Some(c));
        }
        assert_eq!(all.get(usize::from(LENGTH)), Some(&'ː'));
    }

    #[test]
    fn letters_have_names() {
        for letter in (0..u8::try_from(KINDS).expect("few")).filter(|&l| l != FINAL) {
            assert_eq!(letter_named(&name_of(letter)), Some(letter), "{letter}");
        }
    }
}
