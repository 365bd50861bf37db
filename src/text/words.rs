//! Fixed sets and maps of English words, asked in any case. Most words of a text are in no set, and a question about one of them
//! costs a look at one bit.

/// Which words there may be, told by their first eight letters and their length, whatever their case.
#[derive(Debug)]
pub struct Shapes(Box<[u64; WAYS / 64]>);

/// Numbers that words are folded into: 2 kB of bits.
const WAYS: usize = 1 << 14;

impl Shapes {
    /// The shapes of these words.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w [u8]>) -> Self {
        let mut bits = Box::new([0; WAYS / 64]);
        for word in words {
            let way = way(folded(word));
            bits[way / 64] |= 1 << (way % 64);
        }
        Self(bits)
    }

    /// Whether one of the words may be this one: never "no" of one that is.
    #[inline]
    pub fn may_hold(&self, word: &[u8]) -> bool {
        self.has(folded(word))
    }

    #[inline]
    fn has(&self, folded: u64) -> bool {
        let way = way(folded);
        self.0[way / 64] >> (way % 64) & 1 == 1
    }
}

/// A word as a number, whatever its case, of which the upper bits tell words apart best.
#[inline]
fn folded(word: &[u8]) -> u64 {
    // The bytes in the middle may be taken twice; what matters is that the same word always gives the same number.
    let letters = match (word.first_chunk::<8>(), word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(eight), ..) => u64::from_le_bytes(*eight),
        (None, Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (word.len() - 4)),
        _ => word.iter().fold(0, |sum, &b| sum << 8 | u64::from(b)),
    };
    ((letters | 0x2020_2020_2020_2020) ^ (word.len() as u64) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[inline]
fn way(folded: u64) -> usize {
    (folded >> 50) as usize
}

/// Beginnings of English words, asked in any case, in groups by their first two letters.
#[derive(Debug)]
pub struct WordStems {
    /// Where the stems of each group start.
    from: Box<[u16; PAIRS + 1]>,
    stems: Vec<&'static [u8]>,
}

/// Pairs of letters.
const PAIRS: usize = 26 * 26;

impl WordStems {
    /// Those of a list, each of two letters or more.
    pub fn new(stems: impl IntoIterator<Item = &'static str>) -> Self {
        let mut stems: Vec<(usize, &[u8])> = stems.into_iter().filter_map(|s| Some((pair(s.as_bytes())?, s.as_bytes()))).collect();
        stems.sort_unstable();
        let mut from = Box::new([0; PAIRS + 1]);
        for (p, from) in from.iter_mut().enumerate() {
            *from = u16::try_from(stems.partition_point(|s| s.0 < p)).unwrap_or(u16::MAX);
        }
        Self { from, stems: stems.into_iter().map(|s| s.1).collect() }
    }

    /// Whether a word starts with one of them.
    #[inline]
    pub fn begin(&self, word: &[u8]) -> bool {
        let Some(p) = pair(word) else { return false };
        let group = &self.stems[usize::from(self.from[p])..usize::from(self.from[p + 1])];
        group.iter().any(|s| word.get(..s.len()).is_some_and(|w| w.eq_ignore_ascii_case(s)))
    }
}

/// The first two letters of a word as a number.
#[inline]
fn pair(word: &[u8]) -> Option<usize> {
    let letter = |b: u8| Some(usize::from((b | 0x20).wrapping_sub(b'a'))).filter(|l| *l < 26);
    Some(letter(*word.first()?)? * 26 + letter(*word.get(1)?)?)
}

/// Words and what is known of each, in groups of words that fold alike.
#[derive(Debug)]
pub struct WordMap<V> {
    shapes: Shapes,
    all: Vec<(&'static str, V)>,
    /// Where the words of each group start.
    starts: Box<[u16; GROUPS + 1]>,
}

/// Groups of words: there are some hundred words in a table.
const GROUPS: usize = 1 << 10;

#[inline]
fn group(folded: u64) -> usize {
    (folded >> 54) as usize
}

impl<V: Copy> WordMap<V> {
    /// What is known of these words; of a word that is there twice, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let mut all: Vec<_> = words.into_iter().collect();
        let shapes = Shapes::new(all.iter().map(|(w, _)| w.as_bytes()));
        let of = |word: &(&str, V)| group(folded(word.0.as_bytes()));
        all.sort_by_key(of);
        let mut starts = Box::new([0; GROUPS + 1]);
        for (g, start) in starts.iter_mut().enumerate() {
            *start = u16::try_from(all.partition_point(|word| of(word) < g)).unwrap_or(u16::MAX);
        }
        Self { shapes, all, starts }
    }

    /// What is known of a word, in whatever case it is written.
    #[inline]
    pub fn get(&self, word: &str) -> Option<V> {
        self.like(word).iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|&(_, v)| v)
    }

    /// The words that may be this one.
    #[inline]
    fn like(&self, word: &str) -> &[(&'static str, V)] {
        let folded = folded(word.as_bytes());
        if !self.shapes.has(folded) {
            return &[];
        }
        let g = group(folded);
        self.all.get(usize::from(self.starts[g])..usize::from(self.starts[g + 1])).unwrap_or_default()
    }
}

/// A set of words.
#[derive(Debug)]
pub struct Words(WordMap<()>);

impl Words {
    /// The set of these words.
    pub fn new(words: &[&'static str]) -> Self {
        Self(WordMap::new(words.iter().map(|&w| (w, ()))))
    }

    /// Whether the word is in the set, in whatever case it is written.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }

    /// Whether the word is in the set as it is written.
    #[inline]
    pub fn contains_exactly(&self, word: &str) -> bool {
        self.0.like(word).iter().any(|(w, ())| *w == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_only_whole() {
        let set = Words::new(&["the", "a", "zebra", "to", "'tis"]);
        assert!(["The", "A", "ZEBRA", "to", "'Tis"].iter().all(|w| set.contains(w)));
        assert!(["", "th", "then", "b", "zebras", "-", "thé"].iter().all(|w| !set.contains(w)));
        assert!(set.contains_exactly("the") && !set.contains_exactly("The"));
    }

    #[test]
    fn the_first_of_two_counts() {
        let map = WordMap::new([("the", 1), ("than", 2), ("The", 3)]);
        assert_eq!(["the", "THAN", "th", ""].map(|w| map.get(w)), [Some(1), Some(2), None, None]);
    }
}
