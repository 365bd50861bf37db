//! How alike two passages of one language are, whatever figures they have: what of their words is the same.

use super::words;
use crate::text::{Span, hangul};
use hashbrown::HashMap;

/// The letters, digits and signs of a passage without spaces and marks: the same for two passages that say the same. Marks
/// stay where digits would run together or lose their sign without them.
pub(super) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_whitespace() {
            before = Some(c);
            continue;
        }
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let holds = matches!(c, '%' | '$' | '+' | '#' | '&' | '@') || digit(rest.peek()) && (matches!(c, '-' | '−') || digit(before.as_ref()));
        if !is_mark(c) || holds {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// Whether a character is punctuation.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '·' | 'ㆍ' | '・' | '∼' | '～' | '«' | '»' | '¿' | '¡')
}

/// What a passage is made of: its words, pairs of neighbouring words, and pairs of syllables of Korean words; digits
/// count as one and the same digit. Sorted, each as often as it is there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Features {
    all: Vec<u32>,
    /// Words with their digits, which tell the rows of a list from each other.
    figures: Vec<u32>,
}

impl Features {
    pub(super) fn of(text: &str, within: Span) -> Self {
        let (mut found, mut figures) = (Vec::new(), Vec::new());
        let mut last = 0;
        for token in words::tokens(text, within) {
            let word = token.slice(text);
            if !words::is_word(word) {
                continue;
            }
            let whole = hash(word.chars().map(plain));
            if word.chars().any(hangul::is_syllable) {
                let letters: Vec<char> = word.chars().map(plain).collect();
                found.extend(letters.windows(2).map(|two| hash(two.iter().copied())));
            }
            if word.bytes().any(|b| b.is_ascii_digit()) {
                figures.push(hash(word.chars()));
            }
            found.push(whole);
            found.push(last ^ whole.rotate_left(7));
            last = whole;
        }
        found.sort_unstable();
        figures.sort_unstable();
        figures.dedup();
        Self { all: found, figures }
    }

    /// Those of two passages together.
    pub(super) fn join(&self, other: &Self) -> Self {
        let mut all: Vec<u32> = self.all.iter().chain(&other.all).copied().collect();
        all.sort_unstable();
        Self { all, figures: Vec::new() }
    }

    /// How many both have.
    fn shared(&self, other: &Self) -> usize {
        let (mut a, mut b, mut n) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.all.get(a), other.all.get(b)) {
            n += usize::from(x == y);
            (a, b) = (a + usize::from(x <= y), b + usize::from(y <= x));
        }
        n
    }

    /// Dice's measure, 0–1.
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let all = self.all.len() + other.all.len();
        if all == 0 { 0.0 } else { 2.0 * self.shared(other) as f32 / all as f32 }
    }

    /// How much of these the other has, 0–1.
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn within(&self, other: &Self) -> f32 {
        if self.all.is_empty() { 0.0 } else { self.shared(other) as f32 / self.all.len() as f32 }
    }
}

/// For each feature the passages that have it, unless they are many.
pub(super) struct Index(HashMap<u32, Vec<usize>>);

impl Index {
    /// A feature that more passages have than this tells none of them from another.
    const COMMON: usize = 6;

    pub(super) fn of<'a>(passages: impl Iterator<Item = (usize, &'a Features)>) -> Self {
        let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
        for (i, features) in passages {
            let mut last = None;
            for &f in features.all.iter().filter(|f| last.replace(**f) != Some(**f)).chain(&features.figures) {
                let there = index.entry(f).or_default();
                if there.len() <= Self::COMMON {
                    there.push(i);
                }
            }
        }
        Self(index)
    }

    /// The passages that share at least `least` rare features with one, in their order.
    pub(super) fn candidates(&self, features: &Features, least: usize) -> Vec<usize> {
        // A figure tells more than a word.
        let sought = features.all.iter().chain(&features.figures).chain(&features.figures);
        let mut met: Vec<usize> = sought.filter_map(|f| self.0.get(f)).filter(|p| p.len() <= Self::COMMON).flatten().copied().collect();
        met.sort_unstable();
        let mut found: Vec<usize> = met.chunk_by(|a, b| a == b).filter(|same| same.len() >= least).map(|same| same[0]).collect();
        found.dedup();
        found
    }
}

fn plain(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() }
}

/// A hash that is the same in every run (Fowler–Noll–Vo).
fn hash(chars: impl Iterator<Item = char>) -> u32 {
    let all = chars.fold(0xcbf2_9ce4_8422_2325_u64, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3));
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
    let half = (all ^ (all >> 32)) as u32;
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f32 {
        Features::of(a, Span::new(0, a.len())).likeness(&Features::of(b, Span::new(0, b.len())))
    }

    #[test]
    fn marks_and_spaces_say_nothing_but_where_they_hold_digits() {
        assert_eq!(key("“지난 해, 그는…” "), key("지난해 그는."));
        for (a, b) in [("3.5%", "35%"), ("-3%", "3%"), ("3∼5명", "35명"), ("3%", "3"), ("$3", "3")] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
        assert_eq!(key("cease-fire"), key("ceasefire"));
    }

    #[test]
    fn figures_do_not_make_passages_unlike() {
        assert!(alike("화재로 3명이 숨졌다.", "화재로 5명이 숨졌다.") > 0.99);
        assert!(alike("Three people died in the fire on Monday.", "Five people died in the fire on Monday.") > 0.6);
        assert!(alike("정부는 세금을 내린다고 밝혔다.", "코스피는 어제보다 오른 채 장을 마쳤다.") < 0.2);
        assert!(alike("The government said it will cut taxes for the poor.", "The Kospi closed higher than on the previous day.") < 0.2);
    }

    #[test]
    fn rare_features_lead_to_the_passages() {
        let texts = ["정부는 세금을 내린다고 밝혔다.", "코스피는 오른 채 장을 마쳤다.", "경찰은 세금을 밝혔다."];
        let all: Vec<Features> = texts.iter().map(|t| Features::of(t, Span::new(0, t.len()))).collect();
        let index = Index::of(all.iter().enumerate());
        assert_eq!(index.candidates(&all[1], 3), [1]);
        assert_eq!(index.candidates(&all[0], 3), [0, 2]);
    }
}
