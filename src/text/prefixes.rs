//! Lists of words sought at the start of a text, told apart by their first character, and what may begin with which
//! characters. Where nothing of a list stands, and that is nearly everywhere, a question costs one look.

/// Groups of first characters. Characters that share one only cost a comparison.
const GROUPS: usize = 256;

/// Words, each with what it stands for.
#[derive(Debug)]
pub struct Prefixes<T> {
    /// Where the rows of each group begin.
    from: [u16; GROUPS + 1],
    rows: Box<[(&'static str, T)]>,
}

impl<T> Prefixes<T> {
    /// Those of a list, which keep their order.
    pub fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut rows: Vec<(&'static str, T)> = rows.into_iter().collect();
        let group = |row: &(&'static str, T)| row.0.chars().next().map_or(0, group);
        rows.sort_by_key(group);
        let mut from = [0; GROUPS + 1];
        for (g, from) in from.iter_mut().enumerate() {
            *from = u16::try_from(rows.partition_point(|row| group(row) < g)).unwrap_or(u16::MAX);
        }
        Self { from, rows: rows.into() }
    }

    /// All rows.
    pub fn rows(&self) -> &[(&'static str, T)] {
        &self.rows
    }

    /// The words that a text starts with, in the order of the list.
    #[inline]
    pub fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (&'static str, T)> {
        self.alike(text).iter().filter(move |row| text.starts_with(row.0))
    }

    /// The first of the list that a text starts with.
    #[inline]
    pub fn first(&self, text: &str) -> Option<&(&'static str, T)> {
        self.alike(text).iter().find(|row| text.starts_with(row.0))
    }

    /// The rows that may begin like a text.
    #[inline]
    fn alike(&self, text: &str) -> &[(&'static str, T)] {
        let Some(g) = text.chars().next().map(group) else { return &[] };
        &self.rows[usize::from(self.from[g])..usize::from(self.from[g + 1])]
    }
}

impl Prefixes<()> {
    /// Those of a list of words alone.
    pub fn of(words: &[&'static str]) -> Self {
        Self::new(words.iter().map(|w| (*w, ())))
    }

    /// The length of the first of the list that a text starts with.
    #[inline]
    pub fn length(&self, text: &str) -> Option<usize> {
        self.first(text).map(|row| row.0.len())
    }

    /// What follows the first of the list that a text starts with.
    #[inline]
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.length(text).map(|len| &text[len..])
    }
}

#[inline]
fn group(c: char) -> usize {
    (c as u32).wrapping_mul(0x9E37_79B9) as usize >> 24
}

/// What may begin at a place, as flags, by one character or two. May say too much, never too little.
#[derive(Debug)]
pub struct Beginnings {
    one: Box<[u16; WAYS]>,
    two: Box<[u16]>,
}

/// Ways to begin that are told apart: some hundred are asked about.
const WAYS: usize = 4096;
/// And with two characters.
const WAYS_OF_TWO: usize = 1 << 14;

/// In `one`: the second character decides.
const LONGER: u16 = 1 << 15;

impl Beginnings {
    /// Nothing begins anywhere.
    pub fn new() -> Self {
        Self { one: Box::new([0; WAYS]), two: vec![0; WAYS_OF_TWO].into() }
    }

    /// Adds words that something begins with; `flags` are of the lower 15 bits.
    pub fn add<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, flags: u16) {
        for word in words {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(a), None) => self.one[way(a)] |= flags,
                (Some(a), Some(b)) => {
                    self.one[way(a)] |= LONGER;
                    self.two[way_of_two(a, b)] |= flags;
                }
                (None, _) => {}
            }
        }
    }

    /// What may begin with these two characters.
    #[inline]
    pub fn of(&self, first: char, second: impl FnOnce() -> Option<char>) -> u16 {
        let one = self.one[way(first)];
        if one & LONGER == 0 {
            return one;
        }
        one & !LONGER | second().map_or(0, |second| self.two[way_of_two(first, second)])
    }
}

impl Default for Beginnings {
    fn default() -> Self {
        Self::new()
    }
}

/// A character as a number below [`WAYS`].
#[inline]
fn way(c: char) -> usize {
    (c as u32).wrapping_mul(0x9E37_79B9) as usize >> 20
}

/// Two characters as a number below [`WAYS_OF_TWO`].
#[inline]
fn way_of_two(a: char, b: char) -> usize {
    let both = u64::from(a as u32) << 32 | u64::from(b as u32);
    usize::from((both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_order_of_the_list() {
        let words = Prefixes::new([("달러", 1), ("달", 2), ("%", 3), ("pp", 4)]);
        let all = |text: &str| words.all(text).map(|row| row.1).collect::<Vec<_>>();
        assert_eq!(all("달러가"), [1, 2]);
        assert_eq!(all("달이"), [2]);
        assert_eq!(all("%"), [3]);
        assert!(all("").is_empty() && all("원").is_empty() && all("p").is_empty());
        assert_eq!(Prefixes::of(&["개월", "개"]).length("개월간"), Some("개월".len()));
        let particles = Prefixes::of(&["으로 ", "을 ", "을"]);
        assert_eq!(particles.strip("을 올렸다"), Some("올렸다"));
        assert_eq!(particles.strip("을까"), Some("까"));
        assert_eq!(particles.strip("은 to"), None);
    }

    #[test]
    fn beginnings_are_told_by_one_character_or_two() {
        let mut may = Beginnings::new();
        may.add(["설", "설날", "추석"], 1);
        may.add(["추가"], 2);
        let of = |text: &str| {
            let mut chars = text.chars();
            chars.next().map_or(0, |first| may.of(first, || chars.next()))
        };
        assert_eq!(of("설마") & 1, 1);
        assert_eq!(of("추석에") & 1, 1);
        assert_eq!(of("추가") & 2, 2);
        assert_eq!(of("추") | of("가"), 0);
    }
}
