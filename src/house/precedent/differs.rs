//! Where the English departs from what was printed before.

use super::{Habit, Named, Precedent, Rendering, same};
use crate::house::place::{Place, cover, find};
use crate::house::{House, Kind, roles};
use crate::model::{Pair, Value};
use crate::names::lexicon;
use crate::text::Span;
use smallvec::SmallVec;

/// A place where the English has another form than was usual so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Departure<'n> {
    /// The Korean form, in bytes of the Korean reading form.
    pub source: Span,
    /// The English form.
    pub target: Span,
    /// The name.
    pub named: &'n Named,
    /// The usual form.
    pub usual: &'n Rendering,
    /// The form of this English, where it was printed before.
    pub known: Option<&'n Rendering>,
}

/// Articles with a person's usual form from which on a person of that name whom the Korean gives no title is taken for the same.
const FAMOUS: u32 = 10;

impl Precedent {
    /// Every departure in a pair, one for each name. What the house list speaks of is left to it.
    pub fn departures<'n>(&'n self, pair: &Pair<'_>, house: Option<&House>) -> Vec<Departure<'n>> {
        let mut out: Vec<Departure<'n>> = Vec::new();
        let mut seen: SmallVec<[usize; 8]> = SmallVec::new();
        for link in pair.pairing.links.iter().filter(|l| l.is_pair()) {
            let ko = cover(&pair.ko.passages[link.source.clone()]);
            for (span, number) in self.forms.find(ko.slice(pair.source.text())) {
                let Some(named) = self.names.get(number).filter(|_| !seen.contains(&number)) else { continue };
                let Habit::Settled(usual) = named.habit() else { continue };
                let place = Place { pair, link, source: span.shift(ko.start), target: cover(&pair.en.passages[link.target.clone()]) };
                if house.is_some_and(|h| h.has(&named.ko)) || !place.find(&usual.en).is_empty() {
                    continue;
                }
                let Some(target) = departs(&place, named, usual) else { continue };
                seen.push(number);
                let known = named.rendering(target.slice(pair.target.text()));
                if !known.is_some_and(|k| took_over(k, usual)) && (usual.kind != Kind::Person || self.is_the_same(pair, number, usual)) {
                    out.push(Departure { source: place.source, target, named, usual, known });
                }
            }
        }
        out
    }

    /// Whether the person of this article may be taken for the one of the archive: the Korean calls both the same, or does not say.
    fn is_the_same(&self, pair: &Pair<'_>, number: usize, usual: &Rendering) -> bool {
        let text = pair.source.text();
        let mut told = false;
        for (span, _) in self.forms.find(text).filter(|(_, n)| *n == number) {
            for role in roles::beside(text, span) {
                told = true;
                // 부대변인 and 대변인 may be one person's, at two times.
                if usual.roles.iter().any(|r| r.ends_with(role) || role.ends_with(r.as_str())) {
                    return true;
                }
            }
        }
        !told && (usual.roles.is_empty() || usual.articles >= FAMOUS)
    }
}

/// Whether a form came into use when the usual one was given up: the house has changed its mind.
fn took_over(known: &Rendering, usual: &Rendering) -> bool {
    known.first.zip(usual.last).is_some_and(|(first, last)| first > last)
}

/// The other form that the English of a link has for a name.
fn departs(place: &Place<'_>, named: &Named, usual: &Rendering) -> Option<Span> {
    let text = place.pair.target.text();
    if usual.kind == Kind::Person {
        let spelled = if usual.en.contains([' ', '-']) { place.spelled(&named.ko) } else { place.spelled_in_a_word(&named.ko) };
        return spelled.into_iter().find(|at| !same(at.slice(text), &usual.en));
    }
    // An institution is named in full once and by a short form after that.
    if !find(text, Span::new(0, text.len()), &usual.en).is_empty() {
        return None;
    }
    let other = |form: &str| !same(form, &usual.en) && !is_short_for(form, &usual.en) && !is_short_for(&usual.en, form);
    let printed = || named.renderings.iter().skip(1).filter(|r| other(&r.en)).find_map(|r| place.find(&r.en).first().copied());
    listed(place, named).filter(|at| other(at.slice(text))).or_else(printed)
}

/// The English mention of the link that stands in one row of the lexicon with the Korean form.
fn listed(place: &Place<'_>, named: &Named) -> Option<Span> {
    let rows = &lexicon::korean_form(&named.ko)?.rows;
    let mentions = &place.pair.en.mentions[place.pair.en.mentions_in(&place.link.target)];
    let of_row = |m: &&crate::model::Mention| matches!(&m.value, Value::Name(n) if n.entity.is_some_and(|e| rows.contains(&e)));
    mentions.iter().find(of_row).map(|m| m.span)
}

/// Whether a form leaves out words of another, or has its initials.
fn is_short_for(short: &str, long: &str) -> bool {
    let words = |t: &str| -> SmallVec<[String; 8]> { t.split([' ', '-']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect() };
    let (few, many) = (words(short), words(long));
    if few.iter().all(|w| many.contains(w)) {
        return true;
    }
    let initials =
        |all: bool| many.iter().filter(move |w| all || !matches!(w.as_str(), "of" | "the" | "and" | "for" | "on" | "in")).filter_map(|w| w.chars().next());
    let letters = || short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    few.len() == 1 && (letters().eq(initials(true)) || letters().eq(initials(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_no_other_forms() {
        assert!(is_short_for("BOK", "Bank of Korea") && is_short_for("the bank", "the Bank of Korea") && is_short_for("FSC", "Financial Services Commission"));
        assert!(!is_short_for("Korea Bank Corp.", "Bank of Korea") && !is_short_for("FSS", "Financial Services Commission"));
    }
}
