//! Sets of Hangul syllables, and lists of words told apart by the syllable that they start or end with. A question costs
//! one look at one bit where the answer is no, however long the list is.

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

/// Hangul stems that are sought everywhere in a text, each with what it stands for.
#[derive(Debug)]
pub struct Stems<T> {
    firsts: SyllableSet,
    /// By their first syllable.
    stems: Vec<(char, &'static str, T)>,
}

impl<T: Copy> Stems<T> {
    /// Those of a list, each of them Hangul.
    pub fn new(stems: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut stems: Vec<(char, &'static str, T)> = stems.into_iter().filter_map(|(s, value)| s.chars().next().map(|first| (first, s, value))).collect();
        stems.sort_by_key(|s| s.0);
        Self { firsts: stems.iter().map(|s| s.0).collect(), stems }
    }

    /// What the stems in a text stand for; one that is there twice is told twice.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = T> + 'a {
        text.char_indices().filter(|(_, c)| self.firsts.contains(*c)).flat_map(move |(at, c)| {
            let from = self.stems.partition_point(|s| s.0 < c);
            self.stems[from..].iter().take_while(move |s| s.0 == c).filter(move |s| text[at..].starts_with(s.1)).map(|s| s.2)
        })
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
        assert!(set.contains_at("a가", 1) && !set.contains_at("a가", 0) && !set.contains_at("각", 0) && !set.contains_at("가", 3));
    }

    #[test]
    fn stems_are_found_inside_words() {
        let stems = Stems::new([("매출", 1), ("매출액", 2), ("순이익", 3), ("딸", 4)]);
        assert_eq!(stems.find("총매출액과 순이 순이익, 딸").collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(stems.find("매 출 sales").count(), 0);
    }

    #[test]
    fn endings_are_whole() {
        let endings = Endings::new(&["은행", "협회"]);
        assert!(endings.any("한국은행") && endings.any("협회"));
        assert!(!endings.any("진행") && !endings.any("") && !endings.any("bank"));
    }
}
