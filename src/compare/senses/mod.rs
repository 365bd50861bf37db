//! What is said rather than how many: words of which a Korean text has one and the English another of the same set, words
//! that the English leaves out, and predicates that only one side denies. Worked out once for a pair; the rules on what is
//! said read their findings from here.

pub mod compared;
pub mod crossed;
mod denials;
mod negation;
mod phrases;
mod quoted;
mod table;
pub mod turned;

use crate::model::{Link, Pair};
use crate::text::Span;
use phrases::{Met, Token};
use smallvec::SmallVec;
use std::cell::OnceCell;
use table::{Kind, Part, Table, table};

/// Something that the two sides of a link do not say alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clash {
    /// The rule that it is for.
    pub rule: &'static str,
    /// The words in the Korean.
    pub korean: Span,
    /// What they say, in English.
    pub means: &'static str,
    /// The words in the English; where nothing says it, the sentence.
    pub english: Span,
    /// What those say; empty where nothing does.
    pub says: &'static str,
}

/// A word of a table in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Hit {
    span: Span,
    axis: u16,
    sense: u16,
    part: Part,
}

type Hits = SmallVec<[Hit; 16]>;

/// All clashes of a pair, link by link.
pub fn clashes(pair: &Pair<'_>) -> Vec<Clash> {
    let mut out = Vec::new();
    let mut met = Vec::new();
    for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
        let sides = Sides::new(pair, link);
        if sides.ko.len() > LONGEST || sides.en.len() > LONGEST {
            continue;
        }
        in_link(&sides, &mut met, &mut out);
    }
    out
}

/// Bytes of a side that are looked at, at most.
const LONGEST: usize = 8192;

/// The texts of a link and where they start.
struct Sides<'a> {
    ko: &'a str,
    en: &'a str,
    ko_at: usize,
    en_at: usize,
}

impl<'a> Sides<'a> {
    fn new(pair: &Pair<'a>, link: &Link) -> Self {
        let (ko, en) = (pair.ko.cover(&link.source), pair.en.cover(&link.target));
        Self { ko: ko.slice(pair.source.text()), en: en.slice(pair.target.text()), ko_at: ko.start, en_at: en.start }
    }
}

/// The English of a link, read set by set as it is asked for.
struct English<'a> {
    table: &'static Table,
    text: &'a str,
    tokens: OnceCell<Vec<Token>>,
}

impl English<'_> {
    /// The words of a set that stand there.
    fn of(&self, axis: u16) -> Hits {
        let tokens = self.tokens.get_or_init(|| phrases::tokens(self.text));
        let mut met = Vec::new();
        self.table.english[usize::from(axis)].find_english(self.text, tokens, &mut met);
        settled(self.table, &met, true)
    }
}

fn in_link(sides: &Sides<'_>, met: &mut Vec<Met>, out: &mut Vec<Clash>) {
    let table = table();
    let mut here = Vec::new();
    met.clear();
    table.korean.find_korean(sides.ko, met);
    if !met.is_empty() {
        by_table(table, sides, met, &mut here);
    }
    let lost = |here: &[Clash]| here.iter().any(|c| c.rule == "negation-lost");
    if !lost(&here) {
        negation::final_denial(sides, &mut here);
    }
    if !lost(&here) {
        quoted::compare(sides, &mut here);
        turned::compare(sides, &mut here);
    }
    crossed::compare(sides, &mut here);
    compared::compare(sides, &mut here);
    out.extend(here.into_iter().map(|c| Clash { korean: c.korean.shift(sides.ko_at), english: c.english.shift(sides.en_at), ..c }));
}

/// What the words say that are in the tables.
fn by_table(table: &'static Table, sides: &Sides<'_>, met: &[Met], out: &mut Vec<Clash>) {
    let ko = settled(table, met, false);
    let english = English { table, text: sides.en, tokens: OnceCell::new() };
    let mut rest = &ko[..];
    while let Some(first) = rest.first() {
        let (source, further) = rest.split_at(rest.iter().take_while(|h| h.axis == first.axis).count());
        rest = further;
        if source.iter().any(|h| h.part == Part::Says) {
            match table.axes[usize::from(first.axis)].kind {
                Kind::Contrary => contrary(table, source, &english.of(first.axis), sides, out),
                Kind::Unsaid => unsaid(table, source, &english.of(first.axis), sides, out),
                Kind::Predicate => {}
            }
        }
    }
    negation::compare(table, sides, &ko, &english, out);
}

/// What was met, without what lies inside a longer phrase of the same set: no 구속 in 불구속, no “guilty” in “not guilty”.
fn settled(table: &Table, met: &[Met], english: bool) -> Hits {
    let hit = |m: &Met| {
        let owner = table.owners[usize::from(m.owner)];
        Hit { span: Span::new(m.start, m.end), axis: owner.axis, sense: owner.sense, part: owner.part }
    };
    let mut hits: Hits = met.iter().map(hit).collect();
    hits.sort_by_key(|h| (h.axis, h.span.start, std::cmp::Reverse(h.span.end)));
    let mut kept = Hits::new();
    let mut covered = (u16::MAX, 0);
    for h in hits {
        let inside = covered.0 == h.axis && h.span.start < covered.1;
        // “executive vice president” may render 전무 by its first words; those are not sought in Korean.
        let may = |k: &Hit| english && h.part == Part::May && h.span.start == k.span.start;
        if !inside || kept.last().is_some_and(|k| h.span == k.span || may(k)) {
            covered = (h.axis, if inside { covered.1 } else { h.span.end });
            kept.push(h);
        }
    }
    kept
}

/// One sense in the Korean, of which the English says nothing, and another in the English more often than in the Korean.
fn contrary(table: &Table, source: &[Hit], target: &[Hit], sides: &Sides<'_>, out: &mut Vec<Clash>) {
    let Some(axis) = source.first().map(|h| &table.axes[usize::from(h.axis)]) else { return };
    let named = |h: &&Hit| axis.senses[usize::from(h.sense)] != "-";
    let count = |hits: &[Hit], sense: u16| hits.iter().filter(|h| h.sense == sense).map(|h| h.span).collect::<SmallVec<[Span; 4]>>();
    for said in source.iter().filter(named).filter(|h| h.part == Part::Says) {
        if target.iter().any(|t| t.sense == said.sense) || out.iter().any(|c| c.rule == axis.rule && c.korean == said.span) {
            continue;
        }
        let other = target.iter().filter(named).filter(|t| t.part == Part::Says).find(|t| {
            let mut korean = count(source, t.sense);
            korean.dedup();
            let mut english: SmallVec<[Span; 4]> = target.iter().filter(|h| h.sense == t.sense && h.part == Part::Says).map(|h| h.span).collect();
            english.dedup();
            english.len() > korean.len() && !table.loosely(t.axis, t.sense, sides.ko)
        });
        let Some(other) = other else { continue };
        // Of two places with the same words, the one that stands in the order of the Korean.
        let behind = source.iter().any(|h| h.sense == other.sense && h.span.start < said.span.start);
        let same = || target.iter().filter(|t| t.sense == other.sense && t.part == Part::Says);
        let place = if behind { same().next_back() } else { same().next() }.unwrap_or(other);
        let means = axis.senses[usize::from(said.sense)];
        out.push(Clash { rule: axis.rule, korean: said.span, means, english: place.span, says: axis.senses[usize::from(other.sense)] });
        return;
    }
}

/// Something in the Korean that nothing in the English says, though what it is said of stands there.
fn unsaid(table: &Table, source: &[Hit], target: &[Hit], sides: &Sides<'_>, out: &mut Vec<Clash>) {
    let Some(said) = source.iter().find(|h| h.part == Part::Says) else { return };
    let axis = &table.axes[usize::from(said.axis)];
    if axis.senses[0] == "-" || source.iter().chain(target).any(|t| t.part == Part::May) {
        return;
    }
    let place = target.iter().find(|t| t.part == Part::Says).map(|t| t.span);
    let Some(english) = place.or_else(|| axis.free.then(|| Span::new(0, sides.en.len()))) else { return };
    out.push(Clash { rule: axis.rule, korean: said.span, means: axis.senses[0], english, says: "" });
}
