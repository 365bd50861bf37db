//! Which words of one side have a counterpart among the words of the other, by the lexicon: found, lost, or unknown to it.
//! `omitted` and `added` ask it about stretches of a sentence, where a word alone says little.

use super::lexicon::LEXICON;
use crate::text::{Prehashed, bytes, hangul};
use hashbrown::HashSet;
use std::sync::LazyLock;

/// How many words of a stretch the lexicon knows, parted by whether the other side renders them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Words that have a counterpart.
    pub found: u32,
    /// Words that the lexicon knows and that have none.
    pub lost: u32,
    /// Words that it does not know.
    pub unknown: u32,
}

/// The words of an English text, to be asked about Korean ones.
#[derive(Debug)]
pub struct English {
    /// What its words begin with that the lexicon knows, in order.
    begins: Vec<u64>,
    /// Most renderings are not there; a bit for each that is, by its lowest.
    may: u64,
    /// Whether it has a word that denies.
    pub denies: bool,
}

impl English {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let (mut begins, mut denies) = (Vec::with_capacity(text.len() / 4), false);
        words(text, |word| {
            denies = denies || is_denial(word);
            LEXICON.beginnings(word, |hash| begins.push(hash));
        });
        for (short, long) in SHORT {
            if text.contains(short) {
                LEXICON.beginnings(long, |hash| begins.push(hash));
            }
        }
        begins.sort_unstable();
        begins.dedup();
        let may = begins.iter().fold(0, |may, hash| may | bit(*hash));
        Self { begins, may, denies }
    }

    fn has(&self, rendering: u64) -> bool {
        self.may & bit(rendering) != 0 && self.begins.binary_search(&rendering).is_ok()
    }

    /// What becomes of the words of a Korean stretch.
    pub fn told(&self, korean: &str) -> Told {
        told(&[self], korean)
    }
}

const fn bit(hash: u64) -> u64 {
    1 << (hash >> 24 & 63)
}

/// What becomes of the words of a Korean stretch in any of several English texts.
pub fn told(english: &[&English], korean: &str) -> Told {
    let mut told = Told::default();
    for run in korean.split(|c: char| !hangul::is_syllable(c)).filter(|r| !r.is_empty()) {
        if IS_VAGUE.contains(run) {
            continue;
        }
        let (mut rest, mut known) = (run, false);
        while let Some((n, renderings)) = LEXICON.stem(rest).filter(|&(n, _)| n > SYLLABLE) {
            let stem = &rest[..n];
            rest = &rest[n..];
            known = true;
            if IS_VAGUE.contains(stem) {
                continue;
            }
            if renderings.iter().any(|&r| english.iter().any(|e| e.has(r))) {
                told.found += 1;
            } else {
                told.lost += 1;
            }
        }
        told.unknown += u32::from(!known && run.len() > SYLLABLE);
    }
    told
}

/// What stands for a word of the lexicon without being one.
const SHORT: &[(&str, &[u8])] =
    &[("U.S.", b"american"), ("US ", b"american"), ("UK", b"british"), ("U.K.", b"british"), ("EU", b"european"), ("$", b"dollar"), ("%", b"percent")];
/// Whether an English word denies; the t is that of “don’t”.
const fn is_denial(word: &[u8]) -> bool {
    matches!(word, b"not" | b"never" | b"t" | b"neither" | b"nor" | b"without" | b"cannot" | b"none" | b"nothing" | b"nobody")
}

/// Bytes of a Hangul syllable.
const SYLLABLE: usize = 3;

/// Stems that news uses for many things, so that they say nothing whether rendered or not.
const VAGUE: &[&str] = &[
    "말했", "말하", "밝혔", "밝히", "전했", "들은", "동안", "경우", "지역", "현재", "진행", "이야기", "문제", "상태", "상황", "발생", "관련", "대해", "대한",
    "통해", "위해", "따라", "때문", "이날", "지난", "오는", "당시", "가운데", "예정", "계획", "자격", "구성", "내용", "이유", "기준", "방법", "방식", "해당",
    "수도", "분야", "사실", "사람", "규모", "정도", "수준", "부분", "이후", "이상", "이하", "기록", "기록했", "차지하", "보였", "나타났", "설명", "예상",
    "전망", "오전", "오후", "거래", "각각", "모두", "최근", "이번", "처음", "다시", "계속", "함께", "대비", "들어", "위치", "것은", "것이", "것을", "것으로",
    "있는", "없는", "하는", "등을", "등의", "전년", "작년", "지난해", "올해", "내년", "중심", "일부", "전체",
];

static IS_VAGUE: LazyLock<HashSet<&str>> = LazyLock::new(|| VAGUE.iter().copied().collect());

/// The words of a Korean text, to be asked about English ones.
#[derive(Debug)]
pub struct Korean(HashSet<u64, Prehashed>);

impl Korean {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut renderings = HashSet::with_capacity_and_hasher(128, Prehashed::default());
        for run in text.split(|c: char| !hangul::is_syllable(c)).filter(|r| !r.is_empty()) {
            let mut rest = run;
            while let Some((n, all)) = LEXICON.stem(rest) {
                renderings.extend(all.iter().copied());
                rest = &rest[n..];
            }
            // 성능검증위성: what follows a syllable that is in no stem may be one all the same.
            for (at, _) in run.char_indices().skip(1) {
                if let Some((_, all)) = LEXICON.stem(&run[at..]).filter(|s| s.0 > SYLLABLE) {
                    renderings.extend(all.iter().copied());
                }
            }
        }
        Self(renderings)
    }

    /// What becomes of the words of an English stretch. A word that the lexicon has only for other things than the Korean
    /// says is lost; names and words that it does not have are unknown.
    pub fn told(&self, english: &str) -> Told {
        let mut told = Told::default();
        words(english, |word| {
            if IDLE.iter().any(|w| w.as_bytes() == word) {
                return;
            }
            let (mut known, mut found) = (false, false);
            LEXICON.beginnings(word, |hash| {
                known = true;
                found |= self.0.contains(&hash);
            });
            told.found += u32::from(found);
            told.lost += u32::from(known && !found);
            told.unknown += u32::from(!known && word.len() > 3);
        });
        told
    }
}

/// Words of English that say nothing by themselves.
const IDLE: &[&str] = &[
    "the", "and", "that", "for", "from", "with", "was", "were", "has", "have", "had", "been", "are", "its", "his", "her", "their", "this", "said", "says",
    "will", "would", "which", "who", "not", "but", "than", "also", "about", "into", "over", "after", "before", "while", "when", "of", "on", "in", "at", "to",
    "as", "by", "is", "be", "it", "a", "an", "he", "she", "they", "we", "or", "if", "one", "more", "other", "such", "all", "out", "up", "down", "off", "so",
    "do", "no", "can", "may", "made", "make", "take", "took", "people", "there", "two", "now", "new", "time", "year", "day", "part", "set", "left", "right",
    "under", "during", "amid",
];

/// Calls `see` with every word of an English text in lower case; hyphens part words.
fn words(text: &str, mut see: impl FnMut(&[u8])) {
    const LONGEST: usize = 64;
    let (all, mut letters, mut at) = (text.as_bytes(), [0; LONGEST], 0);
    while at < all.len() {
        let end = bytes::letters(all, at);
        if end > at {
            let word = &mut letters[..(end - at).min(LONGEST)];
            word.copy_from_slice(&all[at..at + word.len()]);
            word.make_ascii_lowercase();
            see(word);
        }
        at = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_words_are_found_or_lost() {
        let english = English::of("The government cut the interest rate.");
        assert_eq!(english.told("정부는 금리를"), Told { found: 2, lost: 0, unknown: 0 });
        assert_eq!(english.told("노조는 파업을"), Told { found: 0, lost: 2, unknown: 0 });
    }

    #[test]
    fn english_words_are_found_or_lost() {
        let korean = Korean::of("정부는 금리를 내렸다");
        let told = korean.told("the government and the strike");
        assert_eq!((told.found, told.lost), (1, 1));
    }
}
