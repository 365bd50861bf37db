//! Consonant skeletons: what is left of a word when vowels go and consonants fall into seven classes. A name or loanword
//! keeps its skeleton on the way between Latin letters and Hangul: 브렉시트 and Brexit are both P-L-K-S-T. Used by `clues`.

use crate::text::hangul;

/// Consonants of one class sound alike in Hangul.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Class {
    P = 1,
    K = 2,
    T = 3,
    S = 4,
    L = 5,
    M = 6,
    N = 7,
}

/// A skeleton: three bits a consonant, the first one highest. At most ten; more are left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(super) struct Skeleton(u32);

impl Skeleton {
    /// Number of consonants.
    pub(super) const fn len(self) -> u32 {
        (32 - self.0.leading_zeros()).div_ceil(3)
    }

    /// The bits, for hashing.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    const fn push(&mut self, class: Class) {
        if self.len() < 10 {
            self.0 = (self.0 << 3) | class as u32;
        }
    }
}

/// Classes of the 19 initial consonants of Hangul (ㅇ and ㅎ count for nothing).
const INITIAL: [Option<Class>; 19] = {
    use Class::{K, L, M, N, P, S, T};
    [
        Some(K), // ㄱ
        Some(K), // ㄲ
        Some(N), // ㄴ
        Some(T), // ㄷ
        Some(T), // ㄸ
        Some(L), // ㄹ
        Some(M), // ㅁ
        Some(P), // ㅂ
        Some(P), // ㅃ
        Some(S), // ㅅ
        Some(S), // ㅆ
        None,    // ㅇ
        Some(S), // ㅈ
        Some(S), // ㅉ
        Some(S), // ㅊ
        Some(K), // ㅋ
        Some(T), // ㅌ
        Some(P), // ㅍ
        None,    // ㅎ
    ]
};

/// Class of a final consonant (1–27): as it sounds, ㅅ and its like as ㄷ.
const fn final_class(index: u8) -> Option<Class> {
    Some(match index {
        1..=3 | 9 | 24 => Class::K,
        4..=6 | 21 => Class::N,
        7 | 19 | 20 | 22 | 23 | 25 | 27 => Class::T,
        8 | 11..=13 | 15 => Class::L,
        10 | 16 => Class::M,
        14 | 17 | 18 | 26 => Class::P,
        _ => return None,
    })
}

/// Calls `see` with the skeleton of every beginning of a Hangul word, shortest first, and the number of its syllables.
pub(super) fn of_hangul(word: &str, mut see: impl FnMut(usize, Skeleton)) {
    let mut skeleton = Skeleton::default();
    let mut last = None;
    for (n, c) in word.chars().take(12).enumerate() {
        let Some((initial, _, coda)) = hangul::letters(c) else { return };
        let class = INITIAL[usize::from(initial)];
        // ㄹㄹ and ㄴㄴ between vowels are one consonant in Latin letters: 빌라 is villa, 안나 is Anna.
        if let Some(class) = class.filter(|c| last != Some(*c)) {
            skeleton.push(class);
        }
        last = final_class(coda);
        if let Some(class) = last {
            skeleton.push(class);
        }
        see(n + 1, skeleton);
    }
}

/// How the letters of a Latin word are read where there is more than one way.
#[derive(Clone, Copy)]
struct Reading {
    /// `r` is heard before a vowel only: Parker is 파커.
    drops_r: bool,
    /// th, ch, g and j are read soft (스, 치, 지) or hard (드, 크, 기).
    soft: bool,
}

/// The skeletons of a Latin word in its likely readings, without doubles.
pub(super) fn of_latin(word: &str, mut see: impl FnMut(Skeleton)) {
    let mut seen = [Skeleton::default(); 4];
    let mut n = 0;
    for (drops_r, soft) in [(true, true), (true, false), (false, true), (false, false)] {
        let s = read_latin(word.as_bytes(), Reading { drops_r, soft });
        if !seen[..n].contains(&s) {
            seen[n] = s;
            n += 1;
            see(s);
        }
    }
}

const fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn read_latin(word: &[u8], how: Reading) -> Skeleton {
    let letter = |i: usize| word.get(i).map_or(0, u8::to_ascii_lowercase);
    let mut s = Skeleton::default();
    let mut i = 0;
    while i < word.len().min(24) {
        let (b, next) = (letter(i), letter(i + 1));
        let (class, step) = match b {
            b'k' | b'g' if i == 0 && next == b'n' => (None, 1),
            b'p' if next == b'h' => (Some(Class::P), 2),
            b'p' if i == 0 && next == b's' => (None, 1),
            b'g' if next == b'h' && i > 0 => (None, 2),
            b't' if next == b'h' => (Some(if how.soft { Class::S } else { Class::T }), 2),
            b't' if next == b'i' && letter(i + 2) == b'o' => (Some(Class::S), 1),
            b'c' if next == b'h' => (Some(if how.soft { Class::S } else { Class::K }), 2),
            b'c' if matches!(next, b'k' | b'q') => (Some(Class::K), 2),
            b's' | b't' if next == b'c' && letter(i + 2) == b'h' => (Some(Class::S), 3),
            b's' if next == b'h' => (Some(Class::S), 2),
            b'c' if matches!(next, b'e' | b'i' | b'y') => (Some(Class::S), 1),
            b'd' if next == b'g' => (None, 1),
            b'g' if matches!(next, b'e' | b'i' | b'y') && how.soft => (Some(Class::S), 1),
            b'n' if next == b'g' && !is_vowel(letter(i + 2)) => (Some(Class::N), 2),
            b'm' if next == b'b' && i + 2 == word.len() => (Some(Class::M), 2),
            b'r' if how.drops_r && !is_vowel(next) && i > 0 => (None, usize::from(next != b'r')),
            b'j' if !how.soft => (None, 1),
            b'x' => {
                if i > 0 {
                    s.push(Class::K);
                }
                (Some(Class::S), 1)
            }
            _ => (plain(b), 1),
        };
        if step == 0 {
            // rr before a vowel is heard once.
            i += 1;
            continue;
        }
        if let Some(class) = class {
            s.push(class);
            // A doubled letter is one sound.
            if step == 1 && next == b {
                i += 1;
            }
        }
        i += step;
    }
    s
}

const fn plain(b: u8) -> Option<Class> {
    Some(match b {
        b'b' | b'f' | b'p' | b'v' => Class::P,
        b'c' | b'g' | b'k' | b'q' => Class::K,
        b'd' | b't' => Class::T,
        b'j' | b's' | b'z' => Class::S,
        b'l' | b'r' => Class::L,
        b'm' => Class::M,
        b'n' => Class::N,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(ko: &str, en: &str) -> bool {
        let mut latin = Vec::new();
        of_latin(en, |s| latin.push(s));
        let mut found = false;
        of_hangul(ko, |_, s| found |= latin.contains(&s));
        found
    }

    #[test]
    fn names_keep_their_skeleton() {
        for (ko, en) in [
            ("브렉시트를", "Brexit"),
            ("캐버노는", "Kavanaugh"),
            ("워싱턴에서", "Washington"),
            ("트럼프가", "Trump"),
            ("스미스는", "Smith"),
            ("파커의", "Parker"),
            ("재명", "Jae-myung"),
            ("석열", "Suk-yeol"),
            ("싱가포르", "Singapore"),
            ("조지아주", "Georgia"),
            ("크리스틴", "Christine"),
            ("마이클은", "Michael"),
            ("해리슨", "Harrison"),
        ] {
            assert!(meet(ko, en), "{ko} {en}");
        }
    }

    #[test]
    fn others_do_not() {
        for (ko, en) in [("트럼프", "Biden"), ("런던", "Paris"), ("브렉시트", "Breakfast")] {
            assert!(!meet(ko, en), "{ko} {en}");
        }
    }

    #[test]
    fn long_words_stop_at_ten() {
        let mut longest = 0;
        of_latin(&"brkdst".repeat(1000), |s| longest = longest.max(s.len()));
        assert_eq!(longest, 10);
    }
}
