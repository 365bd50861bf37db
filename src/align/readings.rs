//! What a word tells by itself: the clues that are in it, and the keys by which each meets the other side. A newspaper writes
//! the same words day after day, so what was read of a word is kept for the next article of the thread. Feeds `clues`.

use super::keys::{self, As, Key};
use super::skeleton;
use crate::compare::lexicon::Lexicon;
use crate::text::Prehashed;
use hashbrown::HashMap;
use std::cell::Cell;
use std::ops::Range;

/// What a clue rests on; decides how much it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word of the lexicon.
    Word,
    /// A number or another value.
    Number,
    /// A string of Latin letters that stands on both sides.
    Latin,
    /// A name or loanword, known by its consonants.
    Name,
}

/// Words that are kept from one article to the next; a year of a newspaper's words are about as many.
const MOST_WORDS: usize = 1 << 16;
/// Bytes of all of them.
const MOST_BYTES: usize = 1 << 21;

/// The words of one language that were read, with what they tell.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// Of which word list.
    lexicon: u64,
    words: HashMap<Key, Entry, Prehashed>,
    /// The letters of all words.
    text: String,
    /// Traits of each word, one word behind another.
    of_word: Vec<u32>,
    traits: Vec<Trait>,
    /// Traits by their identity.
    numbers: HashMap<Key, u32, Prehashed>,
    keys: Vec<Key>,
    /// The article at hand, and for each trait the last article that had it, with the number of its clue there.
    article: u32,
    clues: Vec<(u32, u32)>,
}

/// A word that was read.
#[derive(Clone, Copy, Debug)]
struct Entry {
    text: (u32, u32),
    traits: (u32, u32),
}

/// What words can have in common: a stem, a string of Latin letters, the sound of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trait {
    /// What it rests on.
    pub kind: Kind,
    keys: (u32, u32),
}

thread_local! {
    static KEPT: [Cell<Readings>; 2] = <[Cell<Readings>; 2]>::default();
}

/// Which side's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    Korean,
    English,
}

impl Readings {
    /// What this thread has read so far with this word list.
    pub(super) fn kept(language: Language, lexicon: &Lexicon) -> Self {
        let kept = KEPT.with(|kept| kept[language as usize].take());
        match kept.article.checked_add(1) {
            Some(article) if kept.lexicon == lexicon.identity() => Self { article, ..kept },
            _ => Self { lexicon: lexicon.identity(), article: 1, ..Self::default() },
        }
    }

    /// Keeps it for the next article.
    pub(super) fn keep(self, language: Language) {
        if self.words.len() <= MOST_WORDS && self.text.len() <= MOST_BYTES {
            KEPT.with(|kept| kept[language as usize].set(self));
        }
    }

    /// A trait.
    pub(super) fn get(&self, number: u32) -> Trait {
        self.traits[number as usize]
    }

    /// The clue that a trait is in this article: `next` when it comes up first.
    pub(super) fn clue(&mut self, number: u32, next: u32) -> u32 {
        let (article, clue) = &mut self.clues[number as usize];
        if *article != self.article {
            (*article, *clue) = (self.article, next);
        }
        *clue
    }

    /// By what a trait meets the other side.
    pub(super) fn keys(&self, of: Trait) -> &[Key] {
        &self.keys[of.keys.0 as usize..of.keys.1 as usize]
    }

    /// The traits of the word at a place of the list.
    pub(super) fn at(&self, place: usize) -> u32 {
        self.of_word[place]
    }

    /// The traits of a word, as places for [`Readings::at`], which `read` finds when the word comes up first.
    pub(super) fn word(&mut self, word: &str, read: impl FnOnce(&mut Self, &str)) -> Range<usize> {
        let key = keys::text(As::Whole, word.as_bytes());
        if let Some(entry) = self.words.get(&key)
            && self.text.get(range(entry.text)) == Some(word)
        {
            return range(entry.traits);
        }
        let (from, at) = (small(self.of_word.len()), small(self.text.len()));
        read(self, word);
        self.text.push_str(word);
        let entry = Entry { text: (at, small(self.text.len())), traits: (from, small(self.of_word.len())) };
        // Of two words with one key the first stays known; the other is read each time it comes.
        self.words.entry(key).or_insert(entry);
        range(entry.traits)
    }

    /// Notes a trait of the word that is being read. `keys` gives those of a new one.
    fn has(&mut self, identity: Key, kind: Kind, keys: impl FnOnce(&mut Vec<Key>)) {
        let next = small(self.traits.len());
        let number = *self.numbers.entry(identity).or_insert(next);
        if number == next {
            let from = small(self.keys.len());
            keys(&mut self.keys);
            self.clues.push((0, 0));
            self.traits.push(Trait { kind, keys: (from, small(self.keys.len())) });
        }
        self.of_word.push(number);
    }

    /// Stems at the start of a Hangul word and behind one another; a word without any may be a name.
    pub(super) fn hangul(&mut self, word: &str, lexicon: &Lexicon) {
        let mut rest = word;
        let mut long = false;
        while let Some((n, renderings)) = lexicon.stem(rest).filter(|&(n, _)| n > 3 || rest.len() == word.len()) {
            self.has(keys::text(As::Stem, &rest.as_bytes()[..n]), Kind::Word, |keys| keys.extend_from_slice(renderings));
            long |= n > 3;
            rest = &rest[n..];
        }
        if !long {
            self.has(keys::text(As::Name, word.as_bytes()), Kind::Name, |keys| {
                skeleton::of_hangul(word, |n, s| {
                    if n > 1 && s.len() > 2 {
                        keys.push(keys::skeleton(s));
                    }
                });
            });
        }
    }

    /// A string of Latin letters.
    pub(super) fn latin(&mut self, word: &str) {
        let identity = keys::text(As::Latin, lower(word, &mut [0; LONGEST]));
        self.has(identity, Kind::Latin, |keys| keys.push(identity));
    }

    /// An English word: its letters, what the lexicon knows of it and of its parts, and its sound.
    pub(super) fn english(&mut self, word: &str, lexicon: &Lexicon) {
        self.latin(word);
        let capital = word.starts_with(|c: char| c.is_uppercase());
        let mut known = false;
        for part in word.split('-') {
            let mut letters = [0; LONGEST];
            let part = lower(part, &mut letters);
            let mut beginnings = Vec::new();
            lexicon.beginnings(part, |hash| beginnings.push(hash));
            if !beginnings.is_empty() {
                known = true;
                self.has(keys::text(As::Word, part), Kind::Word, |keys| keys.append(&mut beginnings));
            }
        }
        let least = if capital { 3 } else { 4 };
        if (capital || (word.len() > 4 && !known)) && word.len() > 2 {
            self.has(keys::text(As::Name, word.as_bytes()), Kind::Name, |keys| {
                skeleton::of_latin(word, |s| {
                    if s.len() >= least {
                        keys.push(keys::skeleton(s));
                    }
                });
            });
        }
    }
}

/// Letters of a word that are looked at.
const LONGEST: usize = 64;

/// A word in lower case.
fn lower<'b>(word: &str, letters: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let letters = &mut letters[..word.len().min(LONGEST)];
    letters.copy_from_slice(&word.as_bytes()[..letters.len()]);
    letters.make_ascii_lowercase();
    letters
}

const fn range((from, to): (u32, u32)) -> Range<usize> {
    from as usize..to as usize
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::lexicon::LEXICON;
    use proptest::prelude::*;

    /// What a word tells: kinds and keys.
    fn told(readings: &mut Readings, word: &str) -> Vec<(Kind, Vec<Key>)> {
        let places = readings.word(word, |readings, word| readings.english(word, &LEXICON));
        places.map(|p| readings.get(readings.at(p))).map(|t| (t.kind, readings.keys(t).to_vec())).collect()
    }

    #[test]
    fn a_word_tells_the_same_whenever_it_comes() {
        let mut readings = Readings::kept(Language::English, &LEXICON);
        let first: Vec<_> = ["Government", "government", "Kavanaugh", "rate-cut"].map(|w| told(&mut readings, w)).into();
        assert!(first[0].iter().any(|t| t.0 == Kind::Word && !t.1.is_empty()) && first[2].iter().any(|t| t.0 == Kind::Name));
        let number = readings.at(readings.words[&keys::text(As::Whole, b"Kavanaugh")].traits.0 as usize);
        assert_eq!((readings.clue(number, 7), readings.clue(number, 8)), (7, 7), "one clue an article");
        readings.keep(Language::English);
        let mut readings = Readings::kept(Language::English, &LEXICON);
        assert!(readings.words.len() >= 4, "kept for the next article");
        let again: Vec<_> = ["Government", "government", "Kavanaugh", "rate-cut"].map(|w| told(&mut readings, w)).into();
        assert_eq!(first, again);
        assert_eq!(readings.clue(number, 9), 9, "no clue of this article yet");
    }

    #[test]
    fn another_word_list_is_read_anew() {
        let mut readings = Readings::kept(Language::English, &LEXICON);
        told(&mut readings, "government");
        readings.keep(Language::English);
        let other = Lexicon::with(&["도담\tdodam\n"]);
        assert_eq!(Readings::kept(Language::English, &other).words.len(), 0);
    }

    #[test]
    fn no_more_is_kept_than_the_bound() {
        let mut readings = Readings::kept(Language::Korean, &LEXICON);
        for n in 0..=MOST_WORDS {
            readings.word(&format!("w{n}"), Readings::latin);
        }
        readings.keep(Language::Korean);
        assert_eq!(Readings::kept(Language::Korean, &LEXICON).words.len(), 0);
    }

    proptest! {
        #[test]
        fn what_was_read_before_changes_nothing(before in prop::collection::vec("[A-Za-z-]{1,9}", 0..20), words in prop::collection::vec("[A-Za-z-]{1,9}", 1..20)) {
            let mut fresh = Readings { lexicon: LEXICON.identity(), article: 1, ..Readings::default() };
            let mut used = Readings { lexicon: LEXICON.identity(), article: 1, ..Readings::default() };
            for word in &before {
                told(&mut used, word);
            }
            for word in &words {
                prop_assert_eq!(told(&mut fresh, word), told(&mut used, word));
            }
        }
    }
}
