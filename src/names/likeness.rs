//! How much a Hangul word is like the name of a Korean, like a foreign name, or like any other word, told by its
//! syllables: what is asked of words that no list has. The weights are in `likeness.tsv`, estimated by `daejo train likeness`.

use crate::text::hangul;
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What is told apart.
pub const CLASSES: usize = 2;

/// How much more likely a word is a name than another word: natural logarithms of odds, above nought where it is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Likeness {
    /// The full name of a Korean: 김민수.
    pub korean: f32,
    /// A foreign name or one of its words: 트럼프.
    pub foreign: f32,
}

/// Weights are kept in sixteenths.
pub const SCALE: f32 = 16.0;

/// What each class adds or takes.
type Weight = [i16; CLASSES];

/// The table as it is asked.
struct Weights {
    /// Of features, packed.
    parts: HashMap<u64, Weight>,
    /// Of words that stand whole in it.
    whole: HashMap<&'static str, Weight>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| load(include_str!("likeness.tsv")));

fn load(tsv: &'static str) -> Weights {
    let mut weights = Weights { parts: HashMap::new(), whole: HashMap::new() };
    for row in tsv.lines().filter(|l| !l.starts_with("# ") && !l.is_empty()) {
        let mut cells = row.split('\t');
        let (Some(what), Some(Ok(korean)), Some(Ok(foreign))) = (cells.next(), cells.next().map(str::parse), cells.next().map(str::parse)) else { continue };
        match what.strip_prefix('=') {
            Some(word) => drop(weights.whole.insert(word, [korean, foreign])),
            None => drop(weights.parts.insert(packed(what.chars()), [korean, foreign])),
        }
    }
    weights
}

/// The up to three characters of a feature as a number.
fn packed(feature: impl IntoIterator<Item = char>) -> u64 {
    feature.into_iter().take(3).fold(0, |key, c| key << 21 | u64::from(u32::from(c)))
}

/// How much a word is like a name; `None` for what is no Hangul word of two to eight syllables.
pub fn likeness(word: &str) -> Option<Likeness> {
    let mut sums = [0_i32; CLASSES];
    let any = features(word, |feature| {
        if let Some(weights) = WEIGHTS.parts.get(&packed(feature.iter().copied())) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
        }
    });
    if let Some(weights) = exception(word) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += i32::from(*weight);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "sums of some dozens of small weights")]
    let [korean, foreign] = sums.map(|s| s as f32 / SCALE);
    any.then_some(Likeness { korean, foreign })
}

/// Common words that their syllables would take for a name stand whole in the table; so does a longer word that starts with one.
fn exception(word: &str) -> Option<&'static Weight> {
    (2..=word.len() / 3).rev().find_map(|n| {
        let whole = 3 * n == word.len();
        (whole || n >= 3).then(|| WEIGHTS.whole.get(word.get(..3 * n)?)).flatten()
    })
}

/// What is asked of a word, each as the one to three characters that stand in the table: its length, its syllables and pairs of them
/// by place, and the sounds of its syllables. Says whether the word is one that can be asked.
pub fn features(word: &str, mut each: impl FnMut(&[char])) -> bool {
    let syllables: SmallVec<[char; 8]> = word.chars().take(9).collect();
    if !(2..=8).contains(&syllables.len()) || !syllables.iter().all(|c| hangul::is_syllable(*c)) {
        return false;
    }
    let digit = char::from_digit(u32::try_from(syllables.len()).unwrap_or(9), 10).unwrap_or('9');
    let (first, last) = (syllables[0], syllables[syllables.len() - 1]);
    each(&['#', digit]);
    each(&['^', first, digit]);
    each(&['^', first, syllables[1]]);
    each(&[syllables[syllables.len() - 2], last, '$']);
    each(&[last, '$', digit]);
    for (i, c) in syllables.iter().enumerate() {
        let Some((initial, vowel, end)) = hangul::letters(*c) else { continue };
        each(&[*c]);
        let letter = |base: u32, i: u8| char::from_u32(base + u32::from(i)).unwrap_or('?');
        // Conjoining letters: an initial with its vowel, a vowel with what it ends in.
        each(&[letter(0x1100, initial), letter(0x1161, vowel)]);
        each(&[letter(0x1161, vowel), if end == 0 { '0' } else { letter(0x11A7, end) }]);
        if let Some(next) = syllables.get(i + 1) {
            each(&[*c, *next]);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_told_from_words() {
        for name in ["문하준", "구서윤", "배도현", "남기찬"] {
            let l = likeness(name).expect("a word");
            assert!(l.korean > 0.0 && l.korean > l.foreign, "{name}: {l:?}");
        }
        for name in ["슈타인마이어", "브로드스키", "캐머런", "올브라이트"] {
            let l = likeness(name).expect("a word");
            assert!(l.foreign > 0.0 && l.foreign > l.korean, "{name}: {l:?}");
        }
        for word in ["유권자", "조사를", "정부는", "하지만", "스마트폰", "아파트", "이야기", "한국인", "전문가들", "받았다"] {
            let l = likeness(word).expect("a word");
            assert!(l.korean < 0.5 && l.foreign < 0.5, "{word}: {l:?}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        let rows = include_str!("likeness.tsv").lines().filter(|l| !l.starts_with("# ") && !l.is_empty()).count();
        assert_eq!(WEIGHTS.parts.len() + WEIGHTS.whole.len(), rows);
    }

    proptest! {
        #[test]
        fn any_word_can_be_asked(word in "([가-힣]|\\PC){0,12}") {
            let _ = likeness(&word);
        }
    }
}
