//! What an archive teaches: how the newsroom has rendered names and terms so far (`names`), words for pairing (`lexicon`), how
//! sure its rules are (`calibrate`), and its translation memory (`memory`). Everything here is worked out of articles that are
//! given one by one and keeps counts, not articles; nothing here reads or writes files.

mod association;
pub mod calibrate;
pub mod lexicon;
pub mod memory;
pub mod names;
mod words;

use jiff::civil::Date;

/// Neighbouring sentences and those that render them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aligned<'a> {
    /// The Korean.
    pub ko: &'a str,
    /// The English.
    pub en: &'a str,
}

/// An article, as far as anything can be learnt from it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lesson<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// The day of publication in Korea.
    pub day: Option<Date>,
    /// Passages of which it is sure enough that they render each other.
    pub links: Vec<Aligned<'a>>,
}

/// Bytes of a side of a link that are learnt from at most: what is longer is a table or was not parted.
const LONGEST: usize = 4000;

impl<'a> Lesson<'a> {
    /// The links that are short enough to be learnt from.
    fn links(&self) -> impl Iterator<Item = Aligned<'a>> + '_ {
        self.links.iter().copied().filter(|l| !l.ko.is_empty() && !l.en.is_empty() && l.ko.len() <= LONGEST && l.en.len() <= LONGEST)
    }
}
