//! Precedent: what this newsroom has printed for a name so far, how often and when, as `daejo archive names` mines it from the
//! archive. Not a decision, as the house list is, but a habit; it speaks only where it is clear.

mod differs;
mod table;

pub use differs::Departure;
pub use table::{COLUMNS, read, row};

use super::Kind;
use super::forms::Forms;
use jiff::civil::Date;

/// One English form of a name, and where it was printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rendering {
    /// The English.
    pub en: String,
    /// What it names.
    pub kind: Kind,
    /// In how many articles.
    pub articles: u32,
    /// The first day of publication, where the articles say it.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// What the Korean calls the person beside the name, the most usual first.
    pub roles: Vec<String>,
    /// Some of the articles.
    pub ids: Vec<String>,
}

/// A Korean form with all that was printed for it, the most usual first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The Korean form.
    pub ko: String,
    /// What was printed.
    pub renderings: Vec<Rendering>,
}

/// What the articles come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit<'n> {
    /// One form is usual.
    Settled(&'n Rendering),
    /// Too few articles to speak of a habit.
    Thin,
    /// No form is usual enough.
    Mixed,
}

/// Articles with one form that make a habit. After three of three, the next article has the same form with four chances in five (the
/// rule of succession), which is the share that is asked of the usual form anyway.
pub const LEAST: u32 = 3;
/// The share, in percent, that the usual form has of them.
pub const SHARE: u64 = 80;

impl Named {
    /// Articles with any form.
    pub fn articles(&self) -> u64 {
        self.renderings.iter().map(|r| u64::from(r.articles)).sum()
    }

    /// What the articles come to.
    pub fn habit(&self) -> Habit<'_> {
        match self.renderings.first() {
            None => Habit::Thin,
            Some(usual) if usual.articles < LEAST => Habit::Thin,
            Some(usual) if u64::from(usual.articles) * 100 < self.articles() * SHARE => Habit::Mixed,
            Some(usual) => Habit::Settled(usual),
        }
    }

    /// What is known of an English form.
    pub fn rendering(&self, en: &str) -> Option<&Rendering> {
        self.renderings.iter().find(|r| same(&r.en, en))
    }
}

/// What was printed for every name, ready to be asked.
#[derive(Debug)]
pub struct Precedent {
    names: Vec<Named>,
    forms: Forms,
}

impl PartialEq for Precedent {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Eq for Precedent {}

impl Precedent {
    /// The precedent that these names are; each Korean form is there once.
    ///
    /// # Errors
    /// When there are more than can be searched for at once.
    pub fn new(names: Vec<Named>) -> Result<Self, String> {
        let forms = Forms::new(names.iter().map(|n| n.ko.as_str()))?;
        Ok(Self { names, forms })
    }

    /// The names, in the order of the file.
    pub fn names(&self) -> &[Named] {
        &self.names
    }
}

/// Whether two English forms differ in the marks only that keyboards and editors put for each other.
pub fn same(a: &str, b: &str) -> bool {
    let plain = |c: char| match c {
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' | '–' => '-',
        '\u{A0}' => ' ',
        c => c,
    };
    a == b || a.chars().map(plain).eq(b.chars().map(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn rendering(en: &str, articles: u32) -> Rendering {
        Rendering { en: en.to_owned(), kind: Kind::Person, articles, first: None, last: None, roles: Vec::new(), ids: Vec::new() }
    }

    #[test]
    fn a_habit_needs_articles_and_a_clear_share() {
        let named = |counts: &[u32]| Named { ko: "강유정".to_owned(), renderings: counts.iter().map(|n| rendering(&format!("Kang {n}"), *n)).collect() };
        assert_eq!(named(&[]).habit(), Habit::Thin);
        assert_eq!(named(&[2]).habit(), Habit::Thin);
        assert!(matches!(named(&[3]).habit(), Habit::Settled(r) if r.articles == 3));
        assert!(matches!(named(&[8, 2]).habit(), Habit::Settled(_)));
        assert_eq!(named(&[79, 21]).habit(), Habit::Mixed);
        assert!(same("O’Brien", "O'Brien") && !same("Kang Yu-jung", "Kang Yujung"));
    }
}
