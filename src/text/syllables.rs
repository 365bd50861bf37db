//! Sets of Hangul syllables, and lists of words told apart by the syllable that they start or end with. A question costs
//! one look at one bit where the answer is no, however long the list is.

/// Syllables that there are.
const ALL: usize = 11_172;

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
    pub fn contains(&self, c: char) -> bool {
        place(c).is_some_and(|i| self.0[i / 64] >> (i % 64) & 1 == 1)
    }
}

/// The number of a syllable, from 가 on.
fn place(c: char) -> Option<usize> {
    let i = (c as usize).wrapping_sub('가' as usize);
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
    words: &'static [&'static str],
}

impl Endings {
    /// Those of a list, each of them Hangul.
    pub fn new(words: &'static [&'static str]) -> Self {
        Self { lasts: words.iter().filter_map(|w| w.chars().next_back()).collect(), words }
    }

    /// Whether a word ends in one of them.
    pub fn any(&self, word: &str) -> bool {
        word.chars().next_back().is_some_and(|c| self.lasts.contains(c)) && self.words.iter().any(|w| word.ends_with(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_the_set_and_no_others() {
        let set: SyllableSet = "가힣a".chars().collect();
        assert!(set.contains('가') && set.contains('힣'));
        assert!(!['각', 'a', 'ㄱ', '\u{D7A4}'].iter().any(|&c| set.contains(c)));
    }

    #[test]
    fn endings_are_whole() {
        let endings = Endings::new(&["은행", "협회"]);
        assert!(endings.any("한국은행") && endings.any("협회"));
        assert!(!endings.any("진행") && !endings.any("") && !endings.any("bank"));
    }
}
