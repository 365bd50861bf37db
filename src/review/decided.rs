//! What editors have decided about findings on the page, for those who learn from it: of each finding the last word that still stands.

use super::log::Action;
use super::standing::{Standing, day};
use super::store::{Store, StoreError};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// Its rule.
    pub rule: String,
    /// What it is known by.
    pub fingerprint: String,
    /// Everybody who has said something of it.
    pub by: BTreeSet<String>,
    /// The last word; nothing where all that was said was taken back.
    pub word: Option<Word>,
}

/// What an editor said of a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Why it may stand, as a code of [`crate::model::Reason`]; nothing where it was taken for an error.
    pub waived: Option<String>,
    /// Why, in words.
    pub text: String,
    /// Who.
    pub by: String,
    /// The day in Korea.
    pub day: Date,
}

impl Store {
    /// What was decided, in the order of rules and fingerprints. Of a finding that stands in several articles, the newest word.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decided>, StoreError> {
        let mut all: BTreeMap<(String, String), Said> = BTreeMap::new();
        let (mut articles, _) = self.versions(usize::MAX)?;
        articles.reverse();
        for (article, _) in articles {
            for entry in Standing::of(self.events(&article)?).entries {
                let (about, waived, text) = match entry.event.action {
                    Action::Accept(about) => (about, None, String::new()),
                    Action::Waive { about, reason, text, .. } => (about, Some(reason), text),
                    _ => continue,
                };
                let at: Option<Timestamp> = entry.event.at.parse().ok();
                let kept = all.entry((about.rule, about.fingerprint)).or_default();
                kept.by.insert(entry.event.by.clone());
                if !entry.undone && at >= kept.at {
                    kept.at = at;
                    kept.word = Some(Word { waived, text, by: entry.event.by, day: at.map_or(Date::MIN, day) });
                }
            }
        }
        Ok(all.into_iter().map(|((rule, fingerprint), Said { by, word, .. })| Decided { rule, fingerprint, by, word }).collect())
    }
}

/// What was said of a finding so far.
#[derive(Default)]
struct Said {
    at: Option<Timestamp>,
    by: BTreeSet<String>,
    word: Option<Word>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::log::{About, Event};
    use crate::review::store::New;
    use std::path::Path;

    #[test]
    fn the_last_word_that_stands_counts() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("r.db"), 1 << 30).unwrap();
        let new = New {
            id: "a".to_owned(),
            source: (Path::new("ko"), b"ko"),
            target: (Path::new("en"), b"en"),
            draft: None,
            date: None,
            title: None,
            at: "2026-11-30T00:00:00Z".to_owned(),
            by: "Kim".to_owned(),
        };
        let row = store.add(&new).unwrap();
        let about = |f: &str| About { fingerprint: f.to_owned(), rule: "date-differs".to_owned(), message: String::new() };
        let waive = |f: &str| Action::Waive { about: about(f), reason: "context".to_owned(), text: "t".to_owned(), until: None };
        let deeds = [waive("1"), Action::Accept(about("1")), waive("2"), Action::Accept(about("3")), Action::Undo { of: 5, target: None }];
        for (version, action) in (2..).zip(deeds) {
            let event = Event { version, at: format!("2026-11-30T15:{version:02}:00Z"), by: "Kim".to_owned(), action };
            store.append(&row, &event, &[], false).unwrap();
        }
        let told: Vec<_> = store.decisions().unwrap().into_iter().map(|d| (d.fingerprint, d.word.map(|w| (w.waived, w.day.to_string())))).collect();
        let day = "2026-12-01".to_owned();
        assert_eq!(told, [("1".to_owned(), Some((None, day.clone()))), ("2".to_owned(), Some((Some("context".to_owned()), day))), ("3".to_owned(), None)]);
    }
}
