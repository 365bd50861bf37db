//! Where the English breaks with the house list.

use super::place::{Place, cover};
use super::{Entry, House, Kind};
use crate::model::Pair;
use crate::text::Span;
use smallvec::SmallVec;

/// A place where the English has another form than the house wants there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breach {
    /// The Korean form, in bytes of the Korean reading form.
    pub source: Span,
    /// The English form.
    pub target: Span,
    /// The row that holds on the day: an index of [`House::entries`].
    pub entry: usize,
    /// What is wrong with the English form.
    pub kind: BreachKind,
}

/// What is wrong with an English form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BreachKind {
    /// The list forbids it.
    Forbidden,
    /// The list has it for other days: the index of that row.
    OtherDays(usize),
    /// It spells the person's name in a way that the list does not have.
    Unlisted,
}

impl House {
    /// Every breach in a pair, link by link.
    pub fn breaches(&self, pair: &Pair<'_>) -> Vec<Breach> {
        let mut out = Vec::new();
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            let ko = cover(&pair.ko.passages[link.source.clone()]);
            let mut seen: SmallVec<[usize; 8]> = SmallVec::new();
            for (span, form) in self.find(ko.slice(pair.source.text())) {
                if !seen.contains(&form) {
                    seen.push(form);
                    let place = Place { pair, link, source: span.shift(ko.start), target: cover(&pair.en.passages[link.target.clone()]) };
                    self.breaches_of(form, &place, &mut out);
                }
            }
        }
        out
    }

    fn breaches_of(&self, form: usize, place: &Place<'_>, out: &mut Vec<Breach>) {
        let rows = &self.rows[form];
        let holds = |i: &&usize| self.entries[**i].holds(place.pair.date);
        let Some(&entry) = rows.iter().find(holds) else { return };
        let now = || rows.iter().filter(holds).map(|&i| &self.entries[i]);
        let accepted: SmallVec<[&str; 4]> = now().flat_map(Entry::accepted).collect();
        // What is part of an accepted form is no breach: Lee in Lee Jae.
        let mut taken: SmallVec<[Span; 8]> = accepted.iter().flat_map(|f| place.find(f)).collect();
        let mut report = |target: Span, kind| {
            if !taken.iter().any(|t| t.overlaps(target)) {
                taken.push(target);
                out.push(Breach { source: place.source, target, entry, kind });
            }
        };
        let wrong = |f: &&str| !accepted.contains(f);
        for found in now().flat_map(|e| &e.forbidden).map(String::as_str).filter(wrong).flat_map(|f| place.find(f)) {
            report(found, BreachKind::Forbidden);
        }
        for (i, row) in rows.iter().filter(|i| !holds(i)).map(|&i| (i, &self.entries[i])) {
            for found in row.accepted().filter(wrong).flat_map(|f| place.find(f)) {
                report(found, BreachKind::OtherDays(i));
            }
        }
        if self.entries[entry].kind == Kind::Person {
            for name in place.spelled(place.korean()) {
                report(name, BreachKind::Unlisted);
            }
        }
    }
}
