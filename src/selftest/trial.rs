//! One pair on the bench: what can be changed in it, and what becomes of a change.

use super::draw::lot;
use super::operators::{Aim, Operator};
use super::site::{Change, Mutation, Site};
use super::{Sample, Terms};
use crate::compare::{Agreement, Why, agree, rates};
use crate::model::{Alarm, Document, Fate, Finding, Lang, Mention, Mutant, Pairing, Reading, Value};
use crate::pipeline::{check_read, read};
use crate::text::Span;
use smallvec::SmallVec;
use std::collections::BTreeSet;

/// One change that can be put to the test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Index of the operator in the terms.
    pub operator: usize,
    /// By which a part of the candidates is drawn.
    pub lot: u64,
    /// The change.
    pub mutation: Mutation,
}

/// What became of a candidate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Attempt {
    /// A real error, and whether it was found.
    Mutant(Box<Mutant>),
    /// The two sides still say the same.
    Equivalent,
    /// No value is read there any more.
    Unread,
    /// The same value is read there, or the figure is told elsewhere: no error was made.
    Unchanged,
}

/// A pair that was read and checked as it stands.
#[derive(Debug)]
pub struct Bench<'s> {
    id: &'s str,
    terms: &'s Terms,
    sample: &'s Sample,
    source: Document<'s>,
    target: Document<'s>,
    ko: Reading,
    en: Reading,
    pairing: Pairing,
    findings: Vec<Finding>,
}

impl<'s> Bench<'s> {
    /// Reads and checks a pair as it stands.
    pub fn new(sample: &'s Sample, terms: &'s Terms) -> Self {
        let (source, target) = (sample.source(), sample.target());
        let (ko, en) = (read(&source, sample.date), read(&target, sample.date));
        let (pairing, outcome) = check_read((&source, &ko), (&target, &en), sample.date, &terms.policy);
        Self { id: &sample.id, terms, sample, source, target, ko, en, pairing, findings: outcome.findings }
    }

    /// The worst finding, if it stops an editor.
    pub fn alarm(&self) -> Option<Alarm> {
        let finding = self.findings.first().filter(|f| self.terms.fail_on.stops(f.severity))?;
        Some(Alarm { pair: self.id.to_owned(), rule: finding.rule.id, severity: finding.severity, message: finding.message.clone() })
    }

    /// How many sentences the English has.
    pub const fn sentences(&self) -> usize {
        self.en.passages.len()
    }

    /// Everything that the operators can change, operator by operator, each change once.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        for (operator, known) in self.terms.operators.iter().enumerate() {
            let mut found = Vec::new();
            for site in (0..self.en.mentions.len()).filter_map(|index| self.site(index, known)) {
                (known.make)(&site, &mut found);
            }
            // Two figures of a sentence may share the word that is changed.
            let once: BTreeSet<Mutation> = found.into_iter().collect();
            let mut last = None;
            for (n, mutation) in once.into_iter().enumerate() {
                if last.as_ref() != Some(&mutation.changes) {
                    last = Some(mutation.changes.clone());
                    all.push(Candidate { operator, lot: lot(self.terms.seed, self.id, known.name, n), mutation });
                }
            }
        }
        all
    }

    /// A figure of the English as an operator sees it.
    fn site(&self, index: usize, operator: &Operator) -> Option<Site<'_>> {
        let mention = &self.en.mentions[index];
        if matches!(mention.value, Value::Name(_)) {
            return None;
        }
        let sentence = self.en.passages.get(self.en.passage_at(mention.span.start)?)?.span;
        let chance = lot(self.terms.seed, self.id, operator.name, mention.span.start);
        Some(Site { text: self.target.text(), mentions: &self.en.mentions, index, sentence, chance })
    }

    /// Makes the change, reads the text again, and checks the pair if an error was made.
    pub fn attempt(&self, candidate: &Candidate) -> Attempt {
        let Some(operator) = self.terms.operators.get(candidate.operator) else { return Attempt::Unchanged };
        let mutation = &candidate.mutation;
        let (text, spans) = apply(self.target.text(), &mutation.changes);
        let target = Document::plain(Lang::En, "en", &text);
        let en = read(&target, self.sample.date);
        let old = &self.en.mentions[mutation.mention];
        let counterpart = self.counterpart(old);
        let mut focus: SmallVec<[Span; 4]> = SmallVec::from_slice(&spans);
        match operator.aim {
            Aim::Value => {
                let new: Vec<&Mention> = figures(&en.mentions, &spans).collect();
                focus.extend(new.iter().map(|m| m.span));
                if let Some(other) = self.no_error(operator, mutation, &new, counterpart) {
                    return other;
                }
            }
            Aim::Words => {
                let still = moved(old.span, &mutation.changes);
                if !en.mentions.iter().any(|m| m.span.overlaps(still) && m.value == old.value) {
                    return Attempt::Unread;
                }
                focus.push(still);
            }
            Aim::Gone if self.is_told_again(mutation, counterpart) => return Attempt::Unchanged,
            Aim::Gone => {}
        }
        let (_, outcome) = check_read((&self.source, &self.ko), (&target, &en), self.sample.date, &self.terms.policy);
        Attempt::Mutant(Box::new(self.judged(operator, mutation, &text, &outcome.findings, &focus, counterpart)))
    }

    /// Why a change made no error, where it made none: another value must be read now.
    fn no_error(&self, operator: &Operator, mutation: &Mutation, new: &[&Mention], counterpart: Option<&Mention>) -> Option<Attempt> {
        let before: Vec<Span> = mutation.changes.iter().map(|c| c.span).collect();
        let old: Vec<&Mention> = figures(&self.en.mentions, &before).collect();
        let told = |mentions: &[&Mention]| mentions.iter().map(|m| (m.value.clone(), m.certainty)).collect::<Vec<_>>();
        let Some(first) = new.first() else { return Some(Attempt::Unread) };
        if told(&old) == told(new) {
            return Some(Attempt::Unchanged);
        }
        // A hedge that was dropped leaves the value alone, and is put to the test all the same.
        let alike = operator.counted && old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(agree(old, new)));
        // An amount in dollars that the Korean gives in won may move as far as the rate of exchange may.
        let converts = |en: &Mention| old.first().is_some_and(|old| self.korean_near(old).any(|ko| rates::converts(ko, en, self.sample.date)));
        let renders = operator.counted && old.len() == 1 && counterpart.is_some_and(|ko| same(agree(ko, first)));
        (alike || renders || old.len() == 1 && converts(old[0]) && converts(first)).then_some(Attempt::Equivalent)
    }

    /// The figures of the Korean in the link of an English one.
    fn korean_near(&self, en: &Mention) -> impl Iterator<Item = &Mention> {
        let passage = self.en.passage_at(en.span.start);
        let link = passage.and_then(|passage| self.pairing.links.iter().find(|l| l.target.contains(&passage)));
        let mentions = link.map_or(0..0, |link| self.ko.mentions_in(&link.source));
        self.ko.mentions[mentions].iter().filter(|m| !matches!(m.value, Value::Name(_)))
    }

    /// The Korean figure that the English one renders: of those in its link the one that agrees best.
    fn counterpart(&self, en: &Mention) -> Option<&Mention> {
        let agreeing = self.korean_near(en).filter_map(|ko| Some((rank(agree(ko, en))?, ko)));
        agreeing.min_by_key(|(rank, _)| *rank).map(|(_, ko)| ko)
    }

    /// Whether a figure that is left out is one that the Korean lacks, or is told once more.
    fn is_told_again(&self, mutation: &Mutation, counterpart: Option<&Mention>) -> bool {
        let Some(ko) = counterpart else { return true };
        let gone = |m: &Mention| mutation.changes.iter().any(|c| c.span.overlaps(m.span));
        self.en.mentions.iter().any(|m| !gone(m) && same(agree(ko, m)))
    }

    /// What the findings say of a mutant.
    fn judged(&self, operator: &Operator, mutation: &Mutation, text: &str, findings: &[Finding], focus: &[Span], ko: Option<&Mention>) -> Mutant {
        let at = |label: &Option<crate::model::Label>| label.as_ref().map(|l| l.span);
        let known = |f: &Finding| {
            let same_place = |b: &Finding| b.rule.id == f.rule.id && at(&b.source).is_some() && at(&b.source) == at(&f.source);
            self.findings.iter().any(|b| b.fingerprint == f.fingerprint || same_place(b))
        };
        let touches = |f: &Finding| {
            let english = at(&f.target).is_some_and(|s| focus.iter().any(|at| at.overlaps(s)));
            english || at(&f.source).zip(ko).is_some_and(|(s, ko)| s.overlaps(ko.span))
        };
        // The findings come worst first.
        let found = findings.iter().filter(|f| !known(f)).find(|f| touches(f));
        let fate = found.map_or(Fate::Missed, |f| if self.terms.fail_on.stops(f.severity) { Fate::Caught } else { Fate::Noticed });
        let elsewhere = fate != Fate::Caught && findings.iter().any(|f| !known(f) && !touches(f) && self.terms.fail_on.stops(f.severity));
        let old = mutation.changes.iter().map(|c| c.span).fold(self.en.mentions[mutation.mention].span, Span::cover);
        let new = moved(old, &mutation.changes);
        let sentence = self.en.passage_at(old.start).map_or("", |p| self.en.passages[p].span.slice(self.target.text()));
        Mutant {
            operator: operator.name,
            pair: self.id.to_owned(),
            sentence: sentence.to_owned(),
            from: old.slice(self.target.text()).to_owned(),
            to: new.slice(text).to_owned(),
            fate,
            rule: found.map(|f| f.rule.id),
            elsewhere,
        }
    }
}

/// Whether two values say the same to a reader of news. A unit that is left out says it only by half.
fn same(agreement: Agreement) -> bool {
    rank(agreement).is_some()
}

/// The better an agreement, the lower; none where there is none.
fn rank(agreement: Agreement) -> Option<u8> {
    match agreement {
        Agreement::Same => Some(0),
        Agreement::Compatible(Why::Rounded | Why::Converted) => Some(1),
        Agreement::Compatible(Why::OtherWords) => Some(2),
        Agreement::Compatible(Why::Within) => Some(3),
        Agreement::Compatible(Why::UnitLeftOut) | Agreement::Differs(_) | Agreement::CannotTell => None,
    }
}

/// The figures that share a byte with any of the places.
fn figures<'m>(mentions: &'m [Mention], places: &[Span]) -> impl Iterator<Item = &'m Mention> {
    mentions.iter().filter(move |m| !matches!(m.value, Value::Name(_)) && places.iter().any(|p| p.overlaps(m.span)))
}

/// A text with changes made, and where the new words stand.
pub(super) fn apply(text: &str, changes: &[Change]) -> (String, SmallVec<[Span; 2]>) {
    let (mut out, mut spans, mut at) = (String::with_capacity(text.len() + 16), SmallVec::new(), 0);
    for change in changes {
        out.push_str(Span::new(at, change.span.start).slice(text));
        spans.push(Span::new(out.len(), out.len() + change.new.len()));
        out.push_str(&change.new);
        at = change.span.end;
    }
    out.push_str(Span::new(at, text.len()).slice(text));
    (out, spans)
}

/// Where a place that holds each change wholly or not at all lies after the changes.
fn moved(span: Span, changes: &[Change]) -> Span {
    let to = |offset: usize| {
        let passed = changes.iter().filter(|c| c.span.end <= offset);
        passed.fold(offset, |at, c| (at + c.new.len()).saturating_sub(c.span.len()))
    };
    Span::new(to(span.start), to(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: usize, end: usize, new: &str) -> Change {
        Change { span: Span::new(start, end), new: new.to_owned() }
    }

    #[test]
    fn changes_are_made_and_places_move() {
        let changes = [change(2, 3, "seven"), change(9, 11, "")];
        let (text, spans) = apply("a 3 and a 5 b", &changes);
        assert_eq!((text.as_str(), &spans[..]), ("a seven and a b", &[Span::new(2, 7), Span::new(13, 13)][..]));
        assert_eq!(moved(Span::new(4, 7), &changes).slice(&text), "and");
        assert_eq!(moved(Span::new(0, 13), &changes).slice(&text), "a seven and a b");
    }
}
