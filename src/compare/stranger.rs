//! 일론 머스크는 as “Jeff Bezos”: a foreigner's full name for which the English, where no office stands beside either, has that of
//! somebody whom the Korean never tells. A part of comparing names. Foreign names without a title are read here only, where an English
//! name is left that nothing explains, since most words that look like one are none.

use super::name::{Latin, NameEvidence, Scope, capitals, told};
use super::officeholder::alike;
use crate::model::any_overlaps;
use crate::names::{self, Verdict, foreigners, given, latin::Word};
use crate::text::Span;

/// A foreign name of the Korean, and the English mention that stands in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stranger {
    /// Where the Korean name stands.
    pub source: Span,
    /// The English name, among the mentions of the English.
    pub target: usize,
}

impl Scope<'_> {
    /// Finds full names of foreigners that are told as those of others.
    pub(super) fn strangers(&self, out: &mut NameEvidence) {
        let mut korean = None;
        // Most names are told right here; reading the Korean for names is dearer.
        for e in self.en.iter().filter(|e| is_full_name(e)) {
            if out.people.iter().any(|c| c.target == e.index) || self.tells(e) {
                continue;
            }
            let names = korean.get_or_insert_with(|| self.foreigners());
            if names.is_empty() || self.told_anywhere(e) {
                continue;
            }
            let english = e.span.slice(self.pair.target.text());
            let other = |at: &Span| names::name_match(at.slice(self.pair.source.text()), english).verdict == Verdict::Mismatch;
            if let Some(n) = names.iter().position(other) {
                out.strangers.push(Stranger { source: names.remove(n), target: e.index });
            }
        }
    }

    /// Whether the Korean of the link tells the English name, by its sound or by its last word in Latin letters; where too much was
    /// searched already, it counts as told.
    fn tells(&self, e: &Latin) -> bool {
        !self.article.may_search(self.ko_text.len())
            || told(e, self.ko_text)
            || self.ko_text.contains(e.span.slice(self.pair.target.text()).rsplit(' ').next().unwrap_or(""))
    }

    /// Foreign full names of the Korean of which no word of the English sounds like a part; none of a list of them.
    fn foreigners(&self) -> Vec<Span> {
        let base = self.ko_text.as_ptr() as usize - self.pair.source.text().as_ptr() as usize;
        let mut names = foreigners::full_names(self.ko_text);
        if names.len() > MOST {
            return Vec::new();
        }
        let spelled = |at: &Span| capitals(self.en_text).any(|(_, word)| alike(at.slice(self.pair.source.text()), &word));
        for at in &mut names {
            *at = at.shift(base);
        }
        names.retain(|at| !any_overlaps(&self.pair.ko.mentions[self.ko_mentions.clone()], *at) && !spelled(at));
        names
    }
}

/// Where more names stand in one link, it is a list, and none can be told to stand in the place of another.
const MOST: usize = 12;

/// Whether an English name is that of a person, by a title or speech beside it or by its own words.
fn is_full_name(e: &Latin) -> bool {
    let plain = |w: &Word| w.len() >= 3 && w.iter().all(u8::is_ascii_lowercase);
    let given_name = |w: &Word| std::str::from_utf8(w).is_ok_and(given::western);
    !e.partial
        && !e.korean
        && (2..=3).contains(&e.words.len())
        && e.words.iter().all(plain)
        && (e.person || given_name(&e.words[0]) || e.words.iter().all(|w| w.len() >= 5 && given::japanese(w)))
}
