//! The rules that a configuration may speak of, and how they may be named.

use super::nearest;
use crate::model::Rule;

/// Every rule of the program, in the order of the ids, with its number where it is asked for each pair.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(Vec<(&'static Rule, Option<usize>)>);

/// How exact the name of a rule is: an id beats a type of ITS, which beats a category of MQM, and a longer category a shorter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Exactness {
    Category(usize),
    Type,
    Id,
}

impl Catalogue {
    /// `all` rules, and those that are `asked` for each pair, whose numbers are their places there.
    pub fn new(all: impl IntoIterator<Item = &'static Rule>, asked: impl IntoIterator<Item = &'static Rule>) -> Self {
        let asked: Vec<&str> = asked.into_iter().map(|r| r.id).collect();
        let mut rules: Vec<_> = all.into_iter().map(|rule| (rule, asked.iter().position(|id| *id == rule.id))).collect();
        rules.sort_by_key(|(rule, _)| rule.id);
        Self(rules)
    }

    /// The rules, and the number of each that is asked for each pair.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = (&'static Rule, Option<usize>)> + '_ {
        self.0.iter().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The places in the catalogue of the rules that a word means, and how exact a name it is.
    pub(super) fn meant(&self, word: &str) -> (Vec<usize>, Exactness) {
        let meant: Vec<usize> = (0..self.0.len()).filter(|&i| self.0[i].0.is_meant_by(word)).collect();
        let is = |f: fn(&Rule) -> &str| meant.iter().any(|&i| f(self.0[i].0) == word);
        let exactness = match () {
            () if is(|r| r.id) => Exactness::Id,
            () if is(|r| r.its) => Exactness::Type,
            () => Exactness::Category(word.len()),
        };
        (meant, exactness)
    }

    /// What to say of a word that means no rule.
    pub fn advice(&self, word: &str) -> String {
        nearest(word, self.words().into_iter()).map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"))
    }

    /// Every word that means a rule: ids, then types of ITS 2.0, then categories of MQM with those above them.
    pub fn words(&self) -> Vec<&'static str> {
        let mut words: Vec<&'static str> = self.0.iter().map(|(r, _)| r.id).collect();
        let mut types: Vec<&'static str> = self.0.iter().map(|(r, _)| r.its).collect();
        let mut categories: Vec<&'static str> = self.0.iter().flat_map(|(r, _)| r.mqm.match_indices('/').map(|(at, _)| &r.mqm[..at]).chain([r.mqm])).collect();
        for more in [&mut types, &mut categories] {
            more.sort_unstable();
            more.dedup();
            words.append(more);
        }
        words
    }
}
