//! Fixed sets and maps of English words, asked in any case. Most words of a text are in no set, and a question about one of them
//! costs a look at one bit.

/// Which words there may be, told by their first two letters and their length, whatever their case.
#[derive(Debug)]
pub struct Shapes {
    /// A bit for each length, by [`beginning`].
    lengths: Box<[u32; 1024]>,
}

impl Shapes {
    /// The shapes of these words.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w [u8]>) -> Self {
        let mut lengths = Box::new([0; 1024]);
        for word in words {
            lengths[beginning(word)] |= 1 << word.len().min(31);
        }
        Self { lengths }
    }

    /// Whether one of the words may be this one: never "no" of one that is.
    #[inline]
    pub fn may_hold(&self, word: &[u8]) -> bool {
        self.lengths[beginning(word)] >> word.len().min(31) & 1 == 1
    }
}

/// The first two letters as one number below 1024, whatever their case.
#[inline]
fn beginning(word: &[u8]) -> usize {
    let letter = |i: usize| word.get(i).map_or(0, |b| usize::from(b & 31));
    letter(0) << 5 | letter(1)
}

/// Words and what is known of each, grouped by their beginning.
#[derive(Debug)]
pub struct WordMap<V> {
    shapes: Shapes,
    all: Vec<(&'static str, V)>,
    /// Where the words of each beginning start.
    starts: Box<[u16; 1025]>,
}

impl<V: Copy> WordMap<V> {
    /// What is known of these words; of a word that is there twice, the first counts.
    pub fn new(words: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let mut all: Vec<_> = words.into_iter().collect();
        let shapes = Shapes::new(all.iter().map(|(w, _)| w.as_bytes()));
        all.sort_by_key(|(w, _)| beginning(w.as_bytes()));
        let mut starts = Box::new([0; 1025]);
        for (b, start) in starts.iter_mut().enumerate() {
            *start = u16::try_from(all.partition_point(|(w, _)| beginning(w.as_bytes()) < b)).unwrap_or(u16::MAX);
        }
        Self { shapes, all, starts }
    }

    /// What is known of a word, in whatever case it is written.
    #[inline]
    pub fn get(&self, word: &str) -> Option<V> {
        if self.shapes.may_hold(word.as_bytes()) { self.like(word).iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|&(_, v)| v) } else { None }
    }

    /// The words that begin with the same two letters.
    fn like(&self, word: &str) -> &[(&'static str, V)] {
        let b = beginning(word.as_bytes());
        self.all.get(usize::from(self.starts[b])..usize::from(self.starts[b + 1])).unwrap_or_default()
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
        self.0.shapes.may_hold(word.as_bytes()) && self.0.like(word).iter().any(|(w, ())| *w == word)
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
