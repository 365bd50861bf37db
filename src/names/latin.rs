//! Latin names in one plain form: lower-case ASCII letters without marks, parted into words. Used by `matching` and
//! wherever English names are looked up.

use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

/// A word of a Latin name in plain form.
pub type Word = SmallVec<[u8; 16]>;

/// At most so many words of a name are looked at.
pub(super) const MAX_WORDS: usize = 8;

/// The words of a Latin name in plain form. Hyphens and apostrophes join, everything else that is no letter parts.
pub fn words(name: &str) -> SmallVec<[Word; 4]> {
    let mut out = SmallVec::new();
    let mut word = Word::new();
    for c in name.chars().take(400) {
        if plain(c, &mut word) || joins(c) {
            continue;
        }
        if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if out.len() == MAX_WORDS {
            return out;
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// Whether a sign joins what stands on both sides of it.
pub(super) const fn joins(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ')
}

/// Appends the plain form of one character; whether it has one.
pub(super) fn plain(c: char, out: &mut Word) -> bool {
    if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase().try_into().unwrap_or(b'?'));
        return true;
    }
    if c.is_ascii() {
        return false;
    }
    if ('\u{300}'..='\u{36F}').contains(&c) {
        return true;
    }
    if let Some(s) = spelled_out(c) {
        out.extend_from_slice(s.as_bytes());
        return true;
    }
    let before = out.len();
    for d in std::iter::once(c).nfd() {
        if d.is_ascii_alphabetic() {
            out.push(d.to_ascii_lowercase().try_into().unwrap_or(b'?'));
        }
    }
    out.len() > before
}

/// Letters of the Latin alphabet that are no marked form of another.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ø' | 'Ø' => "o",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' => "ss",
        'ı' => "i",
        'þ' | 'Þ' => "th",
        'ə' | 'Ə' => "e",
        'ħ' | 'Ħ' => "h",
        'ŋ' | 'Ŋ' => "ng",
        'ū' | 'Ū' => "u",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let got: Vec<String> = words("Lech Wałęsa, Jae-yong O'Neill").iter().map(|w| String::from_utf8_lossy(w).into_owned()).collect();
        assert_eq!(got, ["lech", "walesa", "jaeyong", "oneill"]);
        assert!(words("习近平").is_empty());
    }
}
