//! Hangul syllables and their letters (Unicode Standard, section 3.12).

const BASE: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;

/// Whether `c` is a precomposed Hangul syllable (가–힣).
#[inline]
pub const fn is_syllable(c: char) -> bool {
    (c as u32) >= BASE && (c as u32) <= LAST
}

/// Where the next syllable at or behind byte `at` starts.
#[inline]
pub fn next_syllable(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        // Syllables start with one of four bytes, which stand nowhere else in UTF-8.
        at += bytes.get(at..)?.iter().position(|b| matches!(b, 0xEA..=0xED))?;
        if syllable_at(text, at) {
            return Some(at);
        }
        at += 3;
    }
}

/// Where the run of syllables ends that byte `at` stands in front of.
#[inline]
pub fn run_end(text: &str, mut at: usize) -> usize {
    loop {
        match text.as_bytes().get(at) {
            Some(0xEB | 0xEC) => at += 3,
            Some(0xEA | 0xED) if syllable_at(text, at) => at += 3,
            _ => return at,
        }
    }
}

/// Whether a syllable starts at byte `at`.
#[inline]
pub fn syllable_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        // 뀀 to 쿿: all that start with these bytes are syllables.
        Some(0xEB | 0xEC) => true,
        // 가 is EA B0 80.
        Some(0xEA) => text.as_bytes().get(at + 1).is_some_and(|b| *b >= 0xB0),
        // 힣 is ED 9E A3.
        Some(0xED) => text.as_bytes().get(at + 1..at + 3).is_some_and(|b| (b[0], b[1]) <= (0x9E, 0xA3)),
        _ => false,
    }
}

/// Whether a syllable ends right before byte `at`: the bytes that syllables start with stand nowhere else in UTF-8.
#[inline]
pub fn syllable_before(text: &str, at: usize) -> bool {
    at.checked_sub(3).is_some_and(|start| syllable_at(text, start))
}

/// The characters of a list of syllables as words of one syllable.
pub fn each(list: &str) -> impl Iterator<Item = &str> {
    list.char_indices().map(|(at, c)| &list[at..at + c.len_utf8()])
}

/// Whether `c` is any Hangul: a syllable, a conjoining or a compatibility letter, half-width forms included.
#[inline]
pub const fn is_hangul(c: char) -> bool {
    is_syllable(c) || matches!(c as u32, 0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97C | 0xD7B0..=0xD7FB | 0xFFA1..=0xFFDC)
}

/// Indexes of a syllable's initial (0–18), vowel (0–20) and final consonant (0 for none, 1–27).
///
/// ```
/// assert_eq!(daejo::text::hangul::letters('한'), Some((18, 0, 4)));
/// ```
pub const fn letters(c: char) -> Option<(u8, u8, u8)> {
    if !is_syllable(c) {
        return None;
    }
    let i = c as u32 - BASE;
    #[expect(clippy::cast_possible_truncation, reason = "all three are below 28")]
    Some(((i / 588) as u8, (i % 588 / 28) as u8, (i % 28) as u8))
}

/// Whether a syllable ends in a consonant: decides between the particles 은/는, 이/가, 을/를.
pub const fn has_final(c: char) -> bool {
    matches!(letters(c), Some((_, _, f)) if f > 0)
}

/// Share (0–1) of Hangul among the letters of `text`; 0 when it has no letters.
pub fn share(text: &str) -> f64 {
    let (mut hangul, mut letters) = (0_u32, 0_u32);
    for c in text.chars() {
        if is_hangul(c) {
            hangul += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        }
    }
    if letters == 0 { 0.0 } else { f64::from(hangul) / f64::from(letters) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_are_those_of_the_characters(text in "([가-힣]|[a-z .]|\\PC|[\u{A960}-\u{A97C}\u{D7B0}-\u{D7FB}]){0,20}") {
            let mut at = 0;
            for run in text.split(|c| !is_syllable(c)).filter(|r| !r.is_empty()) {
                let start = next_syllable(&text, at);
                prop_assert_eq!(start.map(|s| &text[s..run_end(&text, s)]), Some(run));
                at = start.map_or(text.len(), |s| s + run.len());
            }
            prop_assert_eq!(next_syllable(&text, at), None);
        }
    }
}
