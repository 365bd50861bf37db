//! Which figures of the two sides stand for each other, and which are left over.
//!
//! Within each link the mentions are matched as sets: what agrees first, then, among what is left over, what most likely
//! was meant to. A figure that stands in a neighbouring passage, or is stated twice, is not left over.

use crate::compare::{Agreement, How, Why, age, agree, arithmetic, conversion, rates};
use crate::model::{Link, Mention, Pair, Shape, Value};
use crate::text::Exact;
use std::ops::Range;

/// Two figures that stand for each other and do not agree.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Difference {
    /// Index of the Korean mention.
    pub ko: usize,
    /// Index of the English mention.
    pub en: usize,
    /// How they differ.
    pub how: How,
    /// How sure it is that the two stand for each other and that the difference is one, 0–1.
    pub confidence: f32,
}

/// What became of every figure of a pair. All numbers are indexes of mentions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Figures {
    /// Figures that agree: Korean, English, and how.
    pub agreed: Vec<(usize, usize, Agreement)>,
    /// Figures that do not.
    pub differences: Vec<Difference>,
    /// Korean figures of paired passages without a counterpart.
    pub missing: Vec<usize>,
    /// English figures of paired passages without a counterpart.
    pub unsupported: Vec<usize>,
    /// An English amount and its conversion in parentheses behind it.
    pub conversions: Vec<(usize, usize)>,
    /// Korean figures that could be neither confirmed nor doubted.
    pub undecided: usize,
}

impl Figures {
    /// The English mention that renders a Korean one.
    pub fn rendering(&self, ko: usize) -> Option<usize> {
        self.agreed.iter().find(|a| a.0 == ko).map(|a| a.1)
    }
}

/// How far from its place, in mentions, a figure is still looked for.
const REACH: usize = 120;
/// More comparisons than this in one link are not made; the figures count as undecided.
const MOST: usize = 250_000;

/// Matches the figures of a pair: what agrees in every link first, then what each link has left over.
pub fn match_figures(pair: &Pair<'_>) -> Figures {
    let mut figures = Figures::default();
    let mut matched = Matched { ko: vec![false; pair.ko.mentions.len()], en: vec![false; pair.en.mentions.len()] };
    let mut links = Vec::with_capacity(pair.pairing.links.len());
    for link in &pair.pairing.links {
        let (ko, en) = (pair.ko.mentions_in(&link.source), pair.en.mentions_in(&link.target));
        if link.source.is_empty() || link.target.is_empty() || ko.is_empty() && en.is_empty() {
            continue;
        }
        if ko.len().saturating_mul(en.len()) > MOST {
            figures.undecided += ko.len();
            continue;
        }
        let mut matching = Matching::new(pair, link, ko, en);
        matching.agreeing(&mut figures);
        matching.conversions(&mut figures);
        matching.note(&mut matched);
        links.push(matching);
    }
    for matching in links {
        matching.left_over(&matched, &mut figures);
    }
    figures
}

/// Which mentions of the whole pair have found their counterpart.
struct Matched {
    ko: Vec<bool>,
    en: Vec<bool>,
}

/// One link at work.
struct Matching<'a> {
    pair: &'a Pair<'a>,
    link: &'a Link,
    ko: Vec<usize>,
    en: Vec<usize>,
    ko_done: Vec<bool>,
    en_done: Vec<bool>,
    /// Figures that only repeat one that is matched already: they account for themselves, unless something is left
    /// over that they may stand in the place of.
    ko_repeats: Vec<bool>,
    en_repeats: Vec<bool>,
}

impl<'a> Matching<'a> {
    fn new(pair: &'a Pair<'a>, link: &'a Link, ko: Range<usize>, en: Range<usize>) -> Self {
        let figure = |m: &Mention| !matches!(m.value, Value::Name(_));
        let ko: Vec<usize> = ko.filter(|&i| figure(&pair.ko.mentions[i])).collect();
        let en: Vec<usize> = en.filter(|&i| figure(&pair.en.mentions[i])).collect();
        let (k, e) = (ko.len(), en.len());
        Self { pair, link, ko, en, ko_done: vec![false; k], en_done: vec![false; e], ko_repeats: vec![false; k], en_repeats: vec![false; e] }
    }

    fn note(&self, matched: &mut Matched) {
        self.ko.iter().zip(&self.ko_done).for_each(|(&i, &done)| matched.ko[i] |= done);
        self.en.iter().zip(&self.en_done).for_each(|(&j, &done)| matched.en[j] |= done);
    }

    fn left_over(mut self, matched: &Matched, out: &mut Figures) {
        if self.ko_done.iter().chain(&self.en_done).all(|d| *d) {
            return;
        }
        self.repeated();
        self.elsewhere(matched);
        self.converted(out);
        self.computed();
        self.differing(out);
        for (a, &i) in self.ko.iter().enumerate() {
            if !self.ko_done[a] {
                out.missing.push(i);
            }
        }
        for (b, &j) in self.en.iter().enumerate() {
            if !self.en_done[b] {
                out.unsupported.push(j);
            }
        }
    }

    fn source(&self, a: usize) -> &'a Mention {
        &self.pair.ko.mentions[self.ko[a]]
    }

    fn target(&self, b: usize) -> &'a Mention {
        &self.pair.en.mentions[self.en[b]]
    }

    /// How far apart two figures stand within the link, 0–1.
    fn distance(&self, a: usize, b: usize) -> f32 {
        (place(a, self.ko.len()) - place(b, self.en.len())).abs()
    }

    /// Matches what agrees, the strongest agreement first, of equals the nearest.
    fn agreeing(&mut self, out: &mut Figures) {
        let mut found: Vec<(f32, usize, usize, Agreement)> = Vec::new();
        for a in 0..self.ko.len() {
            for b in 0..self.en.len() {
                let agreement = agree(self.source(a), self.target(b));
                let strength = strength(agreement, self.source(a), self.target(b));
                if strength > 0.0 {
                    found.push((strength - 4.0 * self.distance(a, b), a, b, agreement));
                }
            }
        }
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
        for (_, a, b, agreement) in found {
            if !self.ko_done[a] && !self.en_done[b] {
                (self.ko_done[a], self.en_done[b]) = (true, true);
                out.agreed.push((self.ko[a], self.en[b], agreement));
            }
        }
    }

    /// Money in parentheses right behind other money converts it; the Korean need not have it.
    fn conversions(&mut self, out: &mut Figures) {
        let text = self.pair.target.text();
        for b in 1..self.en.len() {
            // The one that the Korean has may stand on either side: $108,800 (123 million won).
            if conversion::opened(text, self.target(b - 1), self.target(b)) {
                (self.en_done[b - 1], self.en_done[b]) = if self.en_done[b] && !self.en_done[b - 1] { (true, true) } else { (self.en_done[b - 1], true) };
                out.conversions.push((self.en[b - 1], self.en[b]));
            }
        }
        // 300만달러(약 42억원): the English need not have both.
        for a in 1..self.ko.len() {
            if self.ko_done[a - 1] != self.ko_done[a] && conversion::opened(self.pair.source.text(), self.source(a - 1), self.source(a)) {
                (self.ko_done[a - 1], self.ko_done[a]) = (true, true);
            }
        }
    }

    /// A figure that is stated twice on one side has one counterpart.
    fn repeated(&mut self) {
        let goes = |a: usize, b: usize| strength(agree(self.source(a), self.target(b)), self.source(a), self.target(b)) >= 40.0;
        let en: Vec<usize> = (0..self.en.len()).filter(|&b| !self.en_done[b] && (0..self.ko.len()).any(|a| self.ko_done[a] && goes(a, b))).collect();
        let ko: Vec<usize> = (0..self.ko.len()).filter(|&a| !self.ko_done[a] && (0..self.en.len()).any(|b| self.en_done[b] && goes(a, b))).collect();
        for b in en {
            (self.en_done[b], self.en_repeats[b]) = (true, true);
        }
        for a in ko {
            (self.ko_done[a], self.ko_repeats[a]) = (true, true);
        }
    }

    /// Figures that moved to another passage of the article, or repeat one that stands there.
    fn elsewhere(&mut self, matched: &Matched) {
        let (ko, en) = (&self.pair.ko.mentions, &self.pair.en.mentions);
        let (ko_at, en_at) = (self.ko.first().copied().unwrap_or(0), self.en.first().copied().unwrap_or(0));
        for a in 0..self.ko.len() {
            if !self.ko_done[a] {
                let hits = around(en_at, en.len()).filter(|j| !self.en.contains(j) && says_the_same(self.source(a), &en[*j]));
                (self.ko_done[a], self.ko_repeats[a]) = told(hits, &matched.en);
            }
        }
        for b in 0..self.en.len() {
            if !self.en_done[b] {
                let hits = around(ko_at, ko.len()).filter(|i| !self.ko.contains(i) && says_the_same(&ko[*i], self.target(b)));
                (self.en_done[b], self.en_repeats[b]) = told(hits, &matched.ko);
            }
        }
    }

    /// What the English gives by another measure only: won in dollars, a Korean age in full years.
    fn converted(&mut self, out: &mut Figures) {
        for a in 0..self.ko.len() {
            for b in 0..self.en.len() {
                if self.ko_done[a] || self.en_done[b] {
                    continue;
                }
                let (ko, en, date) = (self.source(a), self.target(b), self.pair.date);
                if rates::converts(ko, en, date) || age::in_full_years(self.pair.source.text(), ko, en, date) {
                    (self.ko_done[a], self.en_done[b]) = (true, true);
                    out.agreed.push((self.ko[a], self.en[b], Agreement::Compatible(Why::Converted)));
                }
            }
        }
    }

    /// What the English worked out from figures of the Korean: their sum, difference, ratio or growth.
    fn computed(&mut self) {
        // The passages around the link may hold one of the figures.
        let wide = self.link.source.start.saturating_sub(2)..(self.link.source.end + 2).min(self.pair.ko.passages.len());
        let inside = self.pair.ko.mentions_in(&wide);
        let all = &self.pair.ko.mentions[inside.start..inside.end.min(inside.start + 24)];
        for b in 0..self.en.len() {
            if !self.en_done[b] && !self.slipped(b) {
                let goal = self.target(b);
                let from_two = all.iter().any(|x| all.iter().any(|y| x.span != y.span && arithmetic::follows(x, y, goal) && self.accounts(x, y, goal)));
                self.en_done[b] = from_two || arithmetic::totals(self.ko.iter().map(|&i| &self.pair.ko.mentions[i]), goal);
            }
        }
        for a in 0..self.ko.len() {
            if !self.ko_done[a] {
                let told = (1..self.en.len()).find(|&b| arithmetic::ratio(self.source(a), self.target(b - 1), self.target(b)));
                if let Some(b) = told {
                    self.ko_done[a] = true;
                    (self.en_done[b - 1], self.en_done[b]) = (true, true);
                }
            }
        }
    }

    /// Whether a figure that follows from two of the Korean was worked out from them. Where the Korean has one left over
    /// that the figure may be meant to render, it must be one of the two, and both must stand in this link.
    fn accounts(&self, x: &Mention, y: &Mention, goal: &Mention) -> bool {
        let operand = |m: &Mention| std::ptr::eq(m, x) || std::ptr::eq(m, y);
        let inside = |m: &Mention| self.ko.iter().any(|&i| std::ptr::eq(&raw const self.pair.ko.mentions[i], m));
        let open = (0..self.ko.len()).filter(|&a| !self.ko_done[a]).map(|a| self.source(a));
        let mut rivals = open.filter(|m| matches!(agree(m, goal), Agreement::Differs(_)));
        rivals.all(|m| operand(m) && inside(x) && inside(y))
    }

    /// Whether a figure that is left over is a sure slip of one that is left over on the other side.
    fn slipped(&self, b: usize) -> bool {
        let sure = |how| matches!(how, How::PowerOfTen(_) | How::Transposed | How::Bound | How::Unit | How::Currency | How::PointsToPercent);
        (0..self.ko.len()).any(|a| !self.ko_done[a] && matches!(agree(self.source(a), self.target(b)), Agreement::Differs(how) if sure(how)))
    }

    /// Among what is left over, what was most likely meant to render what. A repeated figure may stand in the place of
    /// one that is left over, never of another repeated one.
    fn differing(&mut self, out: &mut Figures) {
        let mut found: Vec<(f32, usize, usize, How)> = Vec::new();
        for a in (0..self.ko.len()).filter(|&a| !self.ko_done[a] || self.ko_repeats[a]) {
            for b in (0..self.en.len()).filter(|&b| !self.en_done[b] || self.en_repeats[b]) {
                if self.ko_repeats[a] && self.en_repeats[b] {
                    continue;
                }
                let Agreement::Differs(how) = agree(self.source(a), self.target(b)) else { continue };
                // Only what may be two figures after all grows doubtful with the distance.
                let far = if matches!(how, How::PowerOfTen(_) | How::Transposed | How::Currency | How::Unit) { 0.03 } else { 0.1 };
                let mut sure = plausible(how, self.source(a), self.target(b)) - far * self.distance(a, b);
                if self.en_repeats[b] || self.ko_repeats[a] {
                    sure -= 0.06;
                }
                found.push((sure, a, b, how));
            }
        }
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
        for (sure, a, b, how) in found {
            let free = |done: bool, repeats: bool| !done || repeats;
            if !free(self.ko_done[a], self.ko_repeats[a]) || !free(self.en_done[b], self.en_repeats[b]) {
                continue;
            }
            (self.ko_done[a], self.en_done[b]) = (true, true);
            (self.ko_repeats[a], self.en_repeats[b]) = (false, false);
            let confidence = (sure * (0.55 + 0.45 * self.link.score.clamp(0.0, 1.0))).clamp(0.05, 0.99);
            out.differences.push(Difference { ko: self.ko[a], en: self.en[b], how, confidence });
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place in a list of mentions")]
fn place(i: usize, of: usize) -> f32 {
    if of <= 1 { 0.5 } else { i as f32 / (of - 1) as f32 }
}

/// Whether there is a hit at all, and whether every hit has a counterpart of its own.
fn told(hits: impl Iterator<Item = usize>, matched: &[bool]) -> (bool, bool) {
    let (mut any, mut all) = (false, true);
    for hit in hits {
        any = true;
        all &= matched[hit];
    }
    (any, any && all)
}

fn around(at: usize, len: usize) -> Range<usize> {
    at.saturating_sub(REACH)..at.saturating_add(REACH).min(len)
}

/// How well two mentions go together, 0–100; 0 when they do not agree.
fn strength(agreement: Agreement, ko: &Mention, en: &Mention) -> f32 {
    let kinds = if ko.value.kind() == en.value.kind() { 0.0 } else { -5.0 };
    kinds
        + match agreement {
            Agreement::Same => 100.0,
            Agreement::Compatible(Why::Rounded) => 80.0,
            Agreement::Compatible(Why::Converted) => 75.0,
            Agreement::Compatible(Why::OtherWords) => 60.0,
            Agreement::Compatible(Why::Within) => 50.0,
            Agreement::Compatible(Why::UnitLeftOut) => 40.0,
            Agreement::Differs(_) | Agreement::CannotTell => return 0.0,
        }
}

/// Whether a figure of another passage accounts for one that is left over.
fn says_the_same(ko: &Mention, en: &Mention) -> bool {
    match agree(ko, en) {
        Agreement::Same | Agreement::Compatible(Why::Rounded | Why::Converted) => true,
        Agreement::Compatible(Why::OtherWords | Why::Within | Why::UnitLeftOut) | Agreement::Differs(_) | Agreement::CannotTell => false,
    }
}

/// How sure it is that two figures that differ stand for each other.
fn plausible(how: How, ko: &Mention, en: &Mention) -> f32 {
    match how {
        How::PowerOfTen(_) => 0.97,
        How::Transposed => 0.95,
        How::PointsToPercent | How::PercentToPoints | How::Currency => 0.93,
        How::Unit | How::Bound => 0.88,
        How::Weekday => 0.85,
        How::Date | How::Time | How::Duration => 0.8,
        How::Value => {
            let point = |m: &Mention| m.value.amount().is_some_and(|a| a.shape == Shape::Point);
            let specific =
                matches!(ko.value, Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..) | Value::Age(_) | Value::Ordinal(_));
            let counters = ko.counter.is_some() && ko.counter == en.counter;
            let idiom = matches!(&en.value, Value::Ordinal(a) if a.low == Exact::ONE);
            let shape = match (point(ko), point(en)) {
                (true, true) => 0.05,
                (false, false) => 0.0,
                _ => -0.03,
            };
            0.68 + if specific || counters { 0.12 } else { 0.0 } + shape - if idiom { 0.3 } else { 0.0 }
        }
    }
}
