//! Sets of Hangul syllables, and lists of words told apart by the syllable that they start or end with. A question costs
//! one look at one bit where the answer is no, however long the list is.

use super::sixes::{SIX, six_at};
use super::{Sixes, Span};

/// Syllables that there are.
pub const ALL: usize = 11_172;

/// A set of Hangul syllables, a bit each.
#[derive(Debug)]
pub struct SyllableSet(Box<[u64; ALL.div_ceil(64)]>);

impl Default for SyllableSet {
    fn default() -> Self {
        Self(Box::new([0; ALL.div_ceil(64)]))
    }
}

impl SyllableSet {
    /// Whether the syllable is in it; nothing else ever is.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        place(c).is_some_and(|i| self.has(i))
    }

    /// Whether a syllable of it starts at byte `at` of a text.
    #[inline]
    pub fn contains_at(&self, text: &str, at: usize) -> bool {
        place_at(text, at).is_some_and(|i| self.has(i))
    }

    /// Whether the syllable of this number is in it.
    #[inline]
    pub fn has(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }
}

/// The number of a syllable, from 가 on.
#[inline]
pub fn place(c: char) -> Option<usize> {
    let i = (c as usize).wrapping_sub('가' as usize);
    (i < ALL).then_some(i)
}

/// The number of the syllable that starts at byte `at` of a text, if one does.
#[inline]
pub fn place_at(text: &str, at: usize) -> Option<usize> {
    let [a, b, c] = *text.as_bytes().get(at..)?.first_chunk::<3>()?;
    if !matches!(a, 0xEA..=0xED) {
        return None;
    }
    let code = usize::from(a & 0x0F) << 12 | usize::from(b & 0x3F) << 6 | usize::from(c & 0x3F);
    let i = code.wrapping_sub('가' as usize);
    (i < ALL).then_some(i)
}

impl Extend<char> for SyllableSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for i in chars.into_iter().filter_map(place) {
            self.0[i / 64] |= 1 << (i % 64);
        }
    }
}

impl FromIterator<char> for SyllableSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self::default();
        set.extend(chars);
        set
    }
}

/// Ends of Hangul words.
#[derive(Debug)]
pub struct Endings {
    lasts: SyllableSet,
    /// By their last syllable.
    words: Vec<(char, &'static str)>,
}

impl Endings {
    /// Those of a list, each of them Hangul.
    pub fn new(words: &'static [&'static str]) -> Self {
        let mut words: Vec<(char, &str)> = words.iter().filter_map(|w| w.chars().next_back().map(|last| (last, *w))).collect();
        words.sort_by_key(|w| w.0);
        Self { lasts: words.iter().map(|w| w.0).collect(), words }
    }

    /// Whether a word ends in one of them.
    #[inline]
    pub fn any(&self, word: &str) -> bool {
        self.may_end(word) && self.all(word).next().is_some()
    }

    /// Those that a word ends in.
    #[inline]
    pub fn all<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let last = if self.may_end(word) { word.chars().next_back() } else { None };
        let alike = last.map_or(&self.words[..0], |c| &self.words[self.words.partition_point(|w| w.0 < c)..]);
        alike.iter().take_while(move |w| Some(w.0) == last).map(|w| w.1).filter(|w| word.ends_with(w))
    }

    /// Last syllables of them.
    pub fn lasts(&self) -> &SyllableSet {
        &self.lasts
    }

    /// Whether one of them ends in the last syllable of a word.
    #[inline]
    pub fn may_end(&self, word: &str) -> bool {
        word.len().checked_sub(3).is_some_and(|at| self.lasts.contains_at(word, at))
    }
}

/// Phrases that start with a syllable or a digit, sought everywhere in a Korean text, each with what it stands for. The
/// bytes that tell the first two syllables apart are folded into a number, and one bit says whether a phrase starts so.
#[derive(Debug)]
pub struct Stems<T> {
    /// How those begin that start with a syllable.
    syllables: Sixes,
    /// A bit for each way to begin.
    beginnings: Box<[u64; WAYS / 64]>,
    /// With how they begin, by which they are in order.
    long: Vec<(usize, &'static str, T)>,
    /// The first syllables of those that are too short for that, and they themselves.
    short_firsts: SyllableSet,
    short: Vec<(&'static str, T)>,
}

/// Numbers that beginnings are folded into.
const WAYS: usize = 8192;

impl<T: Copy> Stems<T> {
    /// Those of a list.
    pub fn new(stems: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut out =
            Self { syllables: Sixes::new([]), beginnings: Box::new([0; WAYS / 64]), long: Vec::new(), short_firsts: SyllableSet::default(), short: Vec::new() };
        for (stem, value) in stems {
            let six = six_at(stem.as_bytes(), 0);
            let start = match (stem.as_bytes().first(), stem.len()) {
                (Some(0..0x80), 4..) => Some(four_bytes(six)),
                (Some(0x80..), SIX..) => Some(two_syllables(six)),
                _ => None,
            };
            if let Some(start) = start {
                out.beginnings[start / 64] |= 1 << (start % 64);
                out.long.push((start, stem, value));
            } else {
                out.short_firsts.extend(stem.chars().take(1));
                out.short.push((stem, value));
            }
        }
        out.long.sort_by_key(|s| s.0);
        out.syllables = Sixes::new(out.long.iter().map(|s| s.1));
        out
    }

    /// Calls `see` with every stem in a text, from left to right: where it stands, and what it stands for. Latin letters
    /// may be of either case.
    pub fn each(&self, text: &str, mut see: impl FnMut(Span, T)) {
        let bytes = text.as_bytes();
        let short = !self.short.is_empty();
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            let place = at;
            // Nothing starts with marks and spaces, whose bytes may be passed over one by one.
            let start = match b {
                0xEA..=0xED => {
                    at += 3;
                    let six = six_at(bytes, place);
                    self.syllables.may_begin(six).then(|| two_syllables(six))
                }
                b'0'..=b'9' | b'A'..=b'z' => {
                    at += 1;
                    Some(four_bytes(six_at(bytes, place)))
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            if let Some(start) = start.filter(|s| self.beginnings[s / 64] >> (s % 64) & 1 == 1) {
                self.starting(start, bytes, place, &mut see);
            }
            if short && self.short_firsts.contains_at(text, place) {
                for (stem, value) in self.short.iter().filter(|s| bytes[place..].starts_with(s.0.as_bytes())) {
                    see(Span::new(place, place + stem.len()), *value);
                }
            }
        }
    }

    /// Calls `see` with the stems that stand at a place where one may start.
    #[cold]
    fn starting(&self, start: usize, bytes: &[u8], at: usize, see: &mut impl FnMut(Span, T)) {
        let from = self.long.partition_point(|s| s.0 < start);
        for (_, stem, value) in self.long[from..].iter().take_while(|s| s.0 == start) {
            if bytes.get(at..at + stem.len()).is_some_and(|here| here.eq_ignore_ascii_case(stem.as_bytes())) {
                see(Span::new(at, at + stem.len()), *value);
            }
        }
    }
}

/// How a text begins that starts with a syllable: the last two bytes of each of the first two, folded.
#[inline]
const fn two_syllables(six: u64) -> usize {
    folded(six >> 8 & 0xFFFF | six >> 16 & 0xFFFF_0000)
}

/// How a text begins that starts with a digit or a letter of any case: four bytes, folded.
#[inline]
const fn four_bytes(six: u64) -> usize {
    folded(six & 0xFFFF_FFFF | 0x0020_2020)
}

/// A number of 32 bits as one below [`WAYS`].
#[inline]
const fn folded(number: u64) -> usize {
    (number.wrapping_mul(0x9E37_79B9) >> 19) as usize % WAYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_the_set_and_no_others() {
        let set: SyllableSet = "가힣a".chars().collect();
        assert!(set.contains('가') && set.contains('힣'));
        assert!(!['각', 'a', 'ㄱ', '\u{D7A4}'].iter().any(|&c| set.contains(c)));
        assert!(set.contains_at("a가", 1) && !set.contains_at("a가", 0) && !set.contains_at("각", 0) && !set.contains_at("가", 3));
    }

    #[test]
    fn stems_are_found_inside_words() {
        let stems = Stems::new([("매출", 1), ("매출액", 2), ("순이익", 3), ("딸", 4), ("3·1절", 5), ("IMF 사태", 6), ("남 ", 7)]);
        let found = |text: &str| {
            let mut found = Vec::new();
            stems.each(text, |span, n| found.push((span.slice(text).to_owned(), n)));
            found.iter().map(|f| f.1).collect::<Vec<_>>()
        };
        assert_eq!(found("총매출액과 순이 순이익, 딸"), [1, 2, 3, 4]);
        assert_eq!(found("“매출, 3·1절과 imf 사태, 남 2명, 딸"), [1, 5, 6, 7, 4]);
        assert!(found("매 출 sales 3·1, 남녀, 매").is_empty());
    }

    #[test]
    fn endings_are_whole() {
        let endings = Endings::new(&["은행", "협회"]);
        assert!(endings.any("한국은행") && endings.any("협회"));
        assert!(!endings.any("진행") && !endings.any("") && !endings.any("bank"));
    }
}
