//! Whole passages that stand on one side only, weighed by what is in them; passages that were moved; where the English stops
//! before the Korean does; and whether the two are renderings of each other at all. Read from the pairing once it is made.

use super::coverage::{English, Korean};
use super::omitted::{CHARGES, HURT, counts};
use super::quotes::{quotations, syllables, words};
use super::{Agreement, agree, around};
use crate::model::{Addition, Document, Leave, Link, Mention, Omission, Pair, Passage, Value};
use crate::text::{Exact, Span};
use smallvec::SmallVec;
use std::ops::Range;

/// Neighbouring passages that the other side has nothing for.
#[derive(Clone, PartialEq, Debug)]
pub struct Alone {
    /// Indexes of the passages.
    pub passages: Range<usize>,
    /// Figures in them that stand nowhere on the other side: indexes of mentions.
    pub figures: SmallVec<[usize; 4]>,
    /// Whether somebody is quoted in them word for word.
    pub quoted: bool,
    /// Whether a charge, a death or an injury is told in them, or so much that no word of it can stand for anything around them.
    pub grave: bool,
}

impl Alone {
    /// How much is in them: a figure is one, a charge or a victim one, a quotation two.
    pub fn weight(&self) -> usize {
        self.figures.len() + usize::from(self.grave) + 2 * usize::from(self.quoted)
    }

    /// The figure, where it is all that is in them: the passages may be trimmed or added, the fact is still one.
    pub fn only_figure(&self) -> Option<usize> {
        (self.weight() == 1).then(|| self.figures.first().copied()).flatten()
    }
}

/// What became of the passages of an article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Passages {
    /// Korean passages that nothing in the English renders.
    pub untranslated: Vec<Alone>,
    /// English passages that nothing in the Korean stands behind.
    pub unsupported: Vec<Alone>,
    /// Indexes of links that stand out of order.
    pub moved: Vec<usize>,
    /// The Korean passages behind the last one that the English renders, where there are so many that the English was cut off.
    pub cut_off: Option<Range<usize>>,
    /// Whether the two articles are no renderings of each other.
    pub strangers: bool,
}

/// Links from which on a pair is an article and no passage out of one.
pub const ARTICLE: usize = 4;

impl Passages {
    /// Looks at the pairing of an article. What the house leaves to its editors is passed over.
    pub fn of(pair: &Pair<'_>, leave: Leave) -> Self {
        let links = &pair.pairing.links;
        if links.len() < ARTICLE {
            return Self::default();
        }
        if strangers(pair) {
            return Self { strangers: true, ..Self::default() };
        }
        let one_sided = links.iter().any(|l| l.source.is_empty() || l.target.is_empty());
        let mut out = Self { moved: moved(links), ..Self::default() };
        if one_sided {
            out.cut_off = cut_off(pair);
            out.untranslated = untranslated(pair, out.cut_off.as_ref(), leave);
            out.unsupported = unsupported(pair, leave);
        }
        out
    }
}

/// What the links of renderings of each other score at least on average, over the passages of both sides; good documents of
/// NTREX-128 lie above 0.92, mismatched ones below 0.58.
const KIN: f32 = 0.62;
/// Share of these passages that are in links of a high score, for articles of which less is taken for granted.
const HIGH: f32 = 0.9;
const HALF: f32 = 0.5;
/// Passages of the shorter side below which nothing is said, and up to which all words are asked: lengths alone pair a few sentences.
const FEW: usize = 4;
const SHORT: usize = 16;
/// Known words of the Korean that must be lost for one that is found, and of them all.
const LOST: u32 = 6;
const KNOWN: u32 = 10;

#[expect(clippy::cast_precision_loss, reason = "counts of passages")]
fn strangers(pair: &Pair<'_>) -> bool {
    let (n, m) = (pair.ko.passages.len(), pair.en.passages.len());
    if n.min(m) < FEW {
        return false;
    }
    let sum =
        |weigh: &dyn Fn(&Link) -> f32| pair.pairing.links.iter().map(|l| (l.source.len() + l.target.len()) as f32 * weigh(l)).sum::<f32>() / (n + m) as f32;
    let (mean, high) = (sum(&|l| l.score), sum(&|l| f32::from(u8::from(l.score >= HIGH))));
    if mean < KIN && high < HALF {
        return true;
    }
    n.min(m) <= SHORT && nothing_shared(pair)
}

/// Whether hardly a word of the Korean has a counterpart in the English, and no figure.
fn nothing_shared(pair: &Pair<'_>) -> bool {
    if pair.ko.mentions.iter().any(|ko| !matches!(ko.value, Value::Date(_)) && pair.en.mentions.iter().any(|en| agree(ko, en) == Agreement::Same)) {
        return false;
    }
    let told = English::of(pair.target.text()).told(pair.source.text());
    told.lost >= KNOWN && told.lost >= LOST * told.found
}

/// The links outside of the longest run of links that are in the order of the Korean.
fn moved(links: &[Link]) -> Vec<usize> {
    let both: Vec<usize> = (0..links.len()).filter(|&i| !links[i].source.is_empty() && !links[i].target.is_empty()).collect();
    if both.windows(2).all(|w| links[w[0]].source.start < links[w[1]].source.start) {
        return Vec::new();
    }
    // Patience sorting: the last link of the best run of each length, and the one before each.
    let (mut tails, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; links.len()]);
    for &i in &both {
        let at = tails.partition_point(|&t| links[t].source.start < links[i].source.start);
        before[i] = at.checked_sub(1).map(|k| tails[k]);
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut in_order = vec![false; links.len()];
    let mut at = tails.last().copied();
    while let Some(i) = at {
        in_order[i] = true;
        at = before[i];
    }
    both.into_iter().filter(|&i| !in_order[i]).collect()
}

/// Korean passages and share of the text, in percent, that must be missing at the end.
const MANY: usize = 3;
const MUCH: usize = 12;

fn cut_off(pair: &Pair<'_>) -> Option<Range<usize>> {
    let n = pair.ko.passages.len();
    let links = &pair.pairing.links;
    let last = links.iter().filter(|l| !l.target.is_empty()).map(|l| l.source.end).max()?;
    let rest = last..n;
    let bytes = |range: Range<usize>| pair.ko.passages[range].iter().map(|p| p.span.len()).sum::<usize>();
    // Something stands in the English behind the last link: it goes on, with words of its own.
    let goes_on = links.iter().rposition(|l| !l.source.is_empty() && !l.target.is_empty()).is_some_and(|at| links[at..].iter().any(|l| l.source.is_empty()));
    let open_end =
        pair.en.passages.last().is_some_and(|p| !p.span.slice(pair.target.text()).trim_end().ends_with(['.', '!', '?', '"', '”', '’', ')', '…', ':', '*']));
    let enough = rest.len() >= MANY && bytes(rest.clone()) * 100 >= MUCH * bytes(0..n) || open_end && !rest.is_empty() && rest.len() * 2 < n;
    (enough && !goes_on).then_some(rest)
}

/// Runs of passages for which `alone` holds.
fn runs(n: usize, alone: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in (0..n).filter(|&i| alone(i)) {
        match out.last_mut() {
            Some(run) if run.end == i => run.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// Marks the passages of links that have nothing on the other side.
fn one_sided(links: &[Link], n: usize, own: fn(&Link) -> &Range<usize>, other: fn(&Link) -> &Range<usize>) -> Vec<bool> {
    let mut alone = vec![false; n];
    for link in links.iter().filter(|l| other(l).is_empty()) {
        own(link).clone().for_each(|i| alone[i] = true);
    }
    alone
}

/// Syllables from which on a quotation is speech.
const SPEECH: usize = 12;
/// Words of an English one.
const SPOKEN: usize = 5;
/// Known words of an English passage, none rendering anything around, from which on it is no turn of phrase.
const FOREIGN: u32 = 6;
/// How many passages around a gap its rendering may hide in.
const REACH: usize = 2;

fn untranslated(pair: &Pair<'_>, cut_off: Option<&Range<usize>>, leave: Leave) -> Vec<Alone> {
    let links = &pair.pairing.links;
    let alone = one_sided(links, pair.ko.passages.len(), |l| &l.source, |l| &l.target);
    let others = one_sided(links, pair.en.passages.len(), |l| &l.target, |l| &l.source);
    let text = pair.source.text();
    // Of two quotations that both found no counterpart, the one may render the other.
    let spoken = quotes(pair.target.text(), &pair.en.passages, &others);
    let (linked, others) = (Linked::of(links, |l| (&l.source, &l.target)), marked(&others));
    let mut out = Vec::new();
    for run in runs(alone.len(), |i| alone[i] && !cut_off.is_some_and(|c| c.contains(&i))) {
        let beside = linked.beside(&run, pair.en.passages.len());
        let english = English::of(&near(pair.target.text(), &pair.en.passages, &beside, &others));
        let mut lost = false;
        let mut found = Alone { passages: run.clone(), figures: SmallVec::new(), quoted: false, grave: false };
        for passage in pair.ko.passages[run.clone()].iter().filter(|p| !(leave.leaves_captions() && credited(pair.source, p))) {
            let sentence = passage.span.slice(text);
            let told = english.told(sentence);
            if told.found > told.lost {
                continue;
            }
            lost = true;
            let quoted = quotations(sentence).into_iter().any(|q| syllables(q.slice(sentence)) >= SPEECH);
            found.quoted |= quoted && !spoken && told.found <= told.lost / 2;
            found.grave |= HURT.iter().chain(CHARGES).any(|w| sentence.contains(w));
        }
        let close = pair.en.mentions_in(&beside);
        let stands = |ko: &Mention, j: usize, en: &Mention| settles(agree(ko, en)) && (rare(ko) || close.contains(&j) || alike(ko, en));
        let told = |ko: &Mention| around(pair.en, &close).any(|j| stands(ko, j, &pair.en.mentions[j]));
        found.figures = pair.ko.mentions_in(&run).filter(|&i| counts(pair, i) && !told(&pair.ko.mentions[i])).collect();
        if found.weight() > 0 || lost && !leave.may_trim(Omission::Background) {
            out.push(found);
        }
    }
    out
}

fn unsupported(pair: &Pair<'_>, leave: Leave) -> Vec<Alone> {
    let links = &pair.pairing.links;
    let alone = one_sided(links, pair.en.passages.len(), |l| &l.target, |l| &l.source);
    let others = one_sided(links, pair.ko.passages.len(), |l| &l.source, |l| &l.target);
    let text = pair.target.text();
    let spoken = quotes(pair.source.text(), &pair.ko.passages, &others);
    let (linked, others) = (Linked::of(links, |l| (&l.target, &l.source)), marked(&others));
    let mut out = Vec::new();
    for run in runs(alone.len(), |i| alone[i]) {
        let beside = linked.beside(&run, pair.ko.passages.len());
        let korean = Korean::of(&near(pair.source.text(), &pair.ko.passages, &beside, &others));
        let mut foreign = false;
        let mut found = Alone { passages: run.clone(), figures: SmallVec::new(), quoted: false, grave: false };
        for passage in pair.en.passages[run.clone()].iter().filter(|p| !(leave.leaves_captions() && credited(pair.target, p))) {
            let sentence = passage.span.slice(text);
            let told = korean.told(sentence);
            foreign |= told.found < told.lost + told.unknown;
            let quoted = quotations(sentence).into_iter().any(|q| words(q.slice(sentence)) >= SPOKEN);
            found.quoted |= quoted && !spoken && told.found * 2 <= told.lost;
            found.grave |= told.found == 0 && told.lost >= FOREIGN && !sentence.contains("ranslat");
        }
        let close = pair.ko.mentions_in(&beside);
        let stands = |i: usize, ko: &Mention, en: &Mention| settles(agree(ko, en)) && (rare(en) || close.contains(&i) || alike(ko, en));
        let told = |en: &Mention| around(pair.ko, &close).any(|i| stands(i, &pair.ko.mentions[i], en));
        found.figures = pair.en.mentions_in(&run).filter(|&j| super::omitted::telling(&pair.en.mentions[j]) && !told(&pair.en.mentions[j])).collect();
        if found.weight() > 0 || foreign && !leave.may_add(Addition::Background) {
            out.push(found);
        }
    }
    out
}

/// Whether a passage stands under a photograph: its paragraph ends in who took it, in brackets.
fn credited(document: &Document<'_>, passage: &Passage) -> bool {
    document.blocks.get(passage.block).is_some_and(|b| b.span.slice(document.text()).trim_end().ends_with(']'))
}

/// Whether somebody is quoted in a passage without a counterpart.
fn quotes(text: &str, passages: &[Passage], alone: &[bool]) -> bool {
    passages.iter().zip(alone).any(|(p, alone)| *alone && quotations(p.span.slice(text)).iter().any(|q| !q.is_empty()))
}

/// Whether a figure is so rare that the same one elsewhere in the article is no chance; numbers below a hundred are not.
fn rare(m: &Mention) -> bool {
    !matches!(m.value, Value::Number(a) if a.low < Exact::int(100))
}

/// Whether two figures are told to count the same things.
fn alike(ko: &Mention, en: &Mention) -> bool {
    ko.counter.is_some() && ko.counter == en.counter
}

fn settles(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Same | Agreement::Compatible(_))
}

/// The links that have both sides, in the order of one of them: the passages of this side and of the other.
struct Linked<'l>(Vec<(&'l Range<usize>, &'l Range<usize>)>);

impl<'l> Linked<'l> {
    fn of(links: &'l [Link], sides: fn(&Link) -> (&Range<usize>, &Range<usize>)) -> Self {
        let mut both: Vec<_> = links.iter().map(sides).filter(|(own, other)| !own.is_empty() && !other.is_empty()).collect();
        both.sort_by_key(|(own, _)| own.start);
        Self(both)
    }

    /// The passages of the other side, of which there are `n`, between the links before and behind a run, and a few more.
    fn beside(&self, run: &Range<usize>, n: usize) -> Range<usize> {
        let at = self.0.partition_point(|(own, _)| own.start < run.start);
        let before = at.checked_sub(1).map_or(0, |b| self.0[b].1.end);
        let behind = self.0.get(at).map_or(n, |(_, other)| other.start);
        let (from, to) = (before.min(behind), before.max(behind));
        if to - from > 4 * REACH { before.saturating_sub(REACH)..(before + REACH).min(n) } else { from.saturating_sub(REACH)..(to + REACH).min(n) }
    }
}

/// The places of what is marked.
fn marked(flags: &[bool]) -> Vec<usize> {
    (0..flags.len()).filter(|&i| flags[i]).collect()
}

/// Most bytes of passages without a counterpart that are read for one gap.
const MOST: usize = 16_384;

/// The text of the passages `beside` a gap, and of all that found no counterpart either (`alone`, in order).
fn near(text: &str, passages: &[Passage], beside: &Range<usize>, alone: &[usize]) -> String {
    let mut out = String::new();
    let mut read = |passages: &mut dyn Iterator<Item = &Passage>, most: usize| {
        while out.len() <= most
            && let Some(p) = passages.next()
        {
            out.push_str(p.span.slice(text));
            out.push(' ');
        }
    };
    let (before, behind) = (alone.partition_point(|&i| i < beside.start), alone.partition_point(|&i| i < beside.end));
    let at = |i: &usize| &passages[*i];
    read(&mut alone[..before].iter().map(at), MOST);
    read(&mut passages[beside.clone()].iter(), usize::MAX);
    read(&mut alone[behind..].iter().map(at), MOST);
    out
}

/// From the first of some passages to the last, in bytes.
pub fn extent(passages: &[Passage]) -> Span {
    passages.iter().fold(passages.first().map_or(Span::default(), |p| p.span), |s, p| s.cover(p.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(source: Range<usize>, target: Range<usize>) -> Link {
        Link { source, target, score: 0.9 }
    }

    #[test]
    fn what_is_out_of_order_was_moved() {
        let links = [link(3..4, 0..1), link(0..1, 1..2), link(1..2, 2..3), link(4..4, 3..4), link(4..5, 4..5)];
        assert_eq!(moved(&links), [0]);
        assert!(moved(&links[1..]).is_empty());
    }

    #[test]
    fn a_gap_lies_between_its_neighbours() {
        let links = [link(0..1, 0..1), link(1..2, 1..1), link(2..3, 1..2), link(3..4, 2..3), link(4..5, 3..4)];
        assert_eq!(Linked::of(&links, |l| (&l.source, &l.target)).beside(&(1..2), 4), 0..3);
        assert_eq!(runs(5, |i| i != 2), [0..2, 3..5]);
    }
}
