//! Fixed sets of English words, asked in any case: a question costs a look at the few words that begin with the same letter.

/// Words in lower case, grouped by their first letter.
#[derive(Debug)]
pub struct Words {
    words: Vec<&'static str>,
    /// Where the words of each letter start; what starts with no letter comes last.
    starts: [u16; LETTERS + 2],
}

const LETTERS: usize = 26;

impl Words {
    /// The set of these lower-case words.
    pub fn new(words: &[&'static str]) -> Self {
        let mut words = words.to_vec();
        words.sort_by_key(|w| group(w));
        let mut starts = [0; LETTERS + 2];
        for (g, start) in starts.iter_mut().enumerate() {
            *start = u16::try_from(words.partition_point(|w| group(w) < g)).unwrap_or(u16::MAX);
        }
        Self { words, starts }
    }

    /// Whether the word is in the set, in whatever case it is written.
    pub fn contains(&self, word: &str) -> bool {
        let g = group(word);
        let (from, to) = (usize::from(self.starts[g]), usize::from(self.starts[g + 1]));
        self.words[from..to].iter().any(|w| w.eq_ignore_ascii_case(word))
    }
}

fn group(word: &str) -> usize {
    match word.as_bytes().first() {
        Some(b) if b.is_ascii_alphabetic() => usize::from(b.to_ascii_lowercase() - b'a'),
        _ => LETTERS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_only_whole() {
        let set = Words::new(&["the", "a", "zebra", "to", "'tis"]);
        assert!(["The", "A", "ZEBRA", "to", "'Tis"].iter().all(|w| set.contains(w)));
        assert!(["", "th", "then", "b", "zebras", "-"].iter().all(|w| !set.contains(w)));
    }
}
