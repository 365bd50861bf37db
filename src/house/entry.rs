//! One row of a house list.

use jiff::civil::Date;
use std::ops::Range;

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kind {
    /// A person: every full name in the English that spells the Korean must be spelled as the house does.
    Person,
    /// A company, ministry, party, court …
    Organisation,
    /// A country, city, river …
    Place,
    /// Anything else.
    #[default]
    Term,
}

impl Kind {
    /// The words for the kinds, as lists write them.
    pub const WORDS: [&str; 4] = ["person", "organisation", "place", "term"];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => Self::WORDS[0],
            Self::Organisation => Self::WORDS[1],
            Self::Place => Self::WORDS[2],
            Self::Term => Self::WORDS[3],
        }
    }

    /// The kind that a word stands for, in whatever case and either spelling.
    pub fn parse(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "person" | "people" => Some(Self::Person),
            "organisation" | "organization" => Some(Self::Organisation),
            "place" => Some(Self::Place),
            "term" => Some(Self::Term),
            _ => None,
        }
    }
}

/// What the house calls something, and on which days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Korean forms, the usual one first.
    pub ko: Vec<String>,
    /// The English that the house has settled on.
    pub en: String,
    /// Other English that it lets pass.
    pub allowed: Vec<String>,
    /// English that it wants nowhere.
    pub forbidden: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// The first day of publication for which the row holds.
    pub from: Option<Date>,
    /// The last one.
    pub to: Option<Date>,
    /// A word to the editor, shown with the finding.
    pub note: Option<String>,
    /// Where it stands in its list, in bytes.
    pub span: Range<usize>,
}

impl Entry {
    /// Whether the row holds on a day. Without a day every row may.
    pub fn holds(&self, day: Option<Date>) -> bool {
        day.is_none_or(|d| self.from.is_none_or(|f| f <= d) && self.to.is_none_or(|t| d <= t))
    }

    /// Whether two rows hold on some day both.
    pub fn meets(&self, other: &Self) -> bool {
        let (from, to) = (self.from.max(other.from), [self.to, other.to].into_iter().flatten().min());
        from.zip(to).is_none_or(|(from, to)| from <= to)
    }

    /// The English that may be printed: the settled form, then the others.
    pub fn accepted(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.en).chain(&self.allowed).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(from: Option<Date>, to: Option<Date>) -> Entry {
        Entry { ko: vec![], en: String::new(), allowed: vec![], forbidden: vec![], kind: Kind::Term, from, to, note: None, span: 0..0 }
    }

    #[test]
    fn rows_hold_from_the_first_day_to_the_last() {
        let (first, last) = (date(2025, 6, 4), date(2025, 12, 31));
        let dated = row(Some(first), Some(last));
        assert!(dated.holds(Some(first)) && dated.holds(Some(last)) && dated.holds(None));
        assert!(!dated.holds(Some(date(2025, 6, 3))) && !dated.holds(Some(date(2026, 1, 1))));
        assert!(row(None, Some(first)).meets(&dated) && row(Some(last), None).meets(&dated) && row(None, None).meets(&dated));
        assert!(!row(None, Some(date(2025, 6, 3))).meets(&dated) && !row(Some(date(2026, 1, 1)), None).meets(&dated));
    }
}
