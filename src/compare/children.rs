//! 2남 1녀: how many sons and daughters somebody has, as obituaries tell it.

use crate::text::{Span, hangul};

/// Sons and daughters that a text counts, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Children {
    /// Sons.
    pub sons: u32,
    /// Daughters.
    pub daughters: u32,
    /// The words, in bytes of the text.
    pub span: Span,
}

/// The only count of a Korean text: 2남 1녀, 1남2녀.
pub fn korean(text: &str) -> Option<Children> {
    let mut found = None;
    for (at, _) in text.match_indices('남') {
        let Some((start, sons)) = digits_before(text, at) else { continue };
        let rest = text[at + "남".len()..].trim_start_matches(' ');
        let from = text.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(behind) = rest[digits..].strip_prefix('녀') else { continue };
        // 2남 1녀 중 둘째 counts brothers and sisters.
        let among = ["중", "가운데"].iter().any(|w| behind.trim_start_matches(' ').starts_with(w)) || behind.starts_with('의');
        let (Ok(daughters), false) = (rest[..digits].parse(), among) else { continue };
        if found.replace(Children { sons, daughters, span: Span::new(start, from + digits + "녀".len()) }).is_some() {
            return None;
        }
    }
    found
}

/// A small number right before a byte, at the beginning of a word.
fn digits_before(text: &str, at: usize) -> Option<(usize, u32)> {
    let start = at - text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let inside = text[..start].chars().next_back().is_some_and(|c| hangul::is_syllable(c) || c == '.' || c == ',');
    let number = text[start..at].parse().ok().filter(|n| *n < 20)?;
    (!inside).then_some((start, number))
}

const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The only counts of sons and of daughters in an English text.
pub fn english(text: &str) -> Option<Children> {
    let base = text.as_ptr() as usize;
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut counted: [Option<(u32, Span)>; 2] = [None; 2];
    for (n, word) in words.iter().enumerate() {
        let which = match word.to_ascii_lowercase().as_str() {
            "son" | "sons" => 0,
            "daughter" | "daughters" => 1,
            _ => continue,
        };
        let before = n.checked_sub(1).map(|b| words[b])?;
        let number = match before.to_ascii_lowercase().as_str() {
            "a" | "one" => Some(1),
            other => NUMBERS.iter().position(|w| *w == other).and_then(|n| u32::try_from(n).ok()).or_else(|| other.parse().ok()),
        }?;
        let start = before.as_ptr() as usize - base;
        let span = Span::new(start, word.as_ptr() as usize - base + word.len());
        if counted[which].replace((number, span)).is_some() {
            return None;
        }
    }
    let [Some((sons, a)), Some((daughters, b))] = counted else { return None };
    Some(Children { sons, daughters, span: a.cover(b) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sons_and_daughters_are_counted() {
        let of = |c: Option<Children>| c.map(|c| (c.sons, c.daughters));
        assert_eq!(of(korean("유족은 부인과 2남 1녀가 있다.")), Some((2, 1)));
        assert_eq!(of(korean("슬하에 1남2녀를 뒀다.")), Some((1, 2)));
        assert_eq!(of(korean("그는 2남 1녀 중 둘째로 태어났다.")), None);
        assert_eq!(of(korean("경남 1녀")), None);
        assert_eq!(of(english("He is survived by his wife, two sons and a daughter.")), Some((2, 1)));
        assert_eq!(of(english("She has 3 daughters and one son.")), Some((1, 3)));
        assert_eq!(of(english("his son and two daughters")), None);
        assert_eq!(of(english("Sons")), None);
    }
}
