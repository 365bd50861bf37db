//! Which figures of the two sides stand for each other, and which are left over.
//!
//! Within each link the mentions are matched as sets: what agrees first, then, among what is left over, what most likely
//! was meant to. A figure that stands in a neighbouring passage, or is stated twice, is not left over.

use crate::compare::assign::{Candidate, assign};
use crate::compare::leftover::crossed;
use crate::compare::{Agreement, How, Why, agree, conversion, gaps, role};
use crate::model::{FIRST, Grain, Link, Mention, Pair, Reading, Shape, Value};
use crate::text::Exact;
use smallvec::SmallVec;
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
    /// Figures that agree: Korean, English, and how; in the order of the Korean.
    pub agreed: Vec<(usize, usize, Agreement)>,
    /// Figures that do not, in the order of the Korean.
    pub differences: Vec<Difference>,
    /// Korean figures of paired passages without a counterpart, in order.
    pub missing: Vec<usize>,
    /// English figures of paired passages without a counterpart.
    pub unsupported: Vec<usize>,
    /// An English amount and its conversion in parentheses behind it.
    pub conversions: Vec<(usize, usize)>,
    /// Two figures that each stand in the passage of the other: the Korean mentions, and those that render them.
    pub crossed: Vec<[(usize, usize); 2]>,
    /// Korean figures that could be neither confirmed nor doubted.
    pub undecided: usize,
    /// The figures that agree and those that do not by their English, for those who ask from there: English, Korean; in order.
    by_english: ByEnglish,
}

/// Pairs of figures, the English first, in its order.
#[derive(Clone, PartialEq, Debug, Default)]
struct ByEnglish {
    agreed: Vec<(usize, usize)>,
    differences: Vec<(usize, usize)>,
}

impl Figures {
    /// The English mention that renders a Korean one.
    pub fn rendering(&self, ko: usize) -> Option<usize> {
        self.agreed.get(self.agreed.partition_point(|a| a.0 < ko)).filter(|a| a.0 == ko).map(|a| a.1)
    }

    /// The Korean mention that an English one renders.
    pub fn rendered(&self, en: usize) -> Option<usize> {
        first(&self.by_english.agreed, en)
    }

    /// How the rendering of a Korean mention differs from it, where it does.
    pub fn difference(&self, ko: usize) -> Option<&Difference> {
        self.differences.get(self.differences.partition_point(|d| d.ko < ko)).filter(|d| d.ko == ko)
    }

    /// Whether an English mention stands for a Korean one that it differs from.
    pub fn differs(&self, en: usize) -> bool {
        first(&self.by_english.differences, en).is_some()
    }

    /// Puts all in order once it is found.
    fn in_order(mut self) -> Self {
        self.agreed.sort_by_key(|a| a.0);
        self.differences.sort_by_key(|d| d.ko);
        self.missing.sort_unstable();
        self.by_english.agreed.extend(self.agreed.iter().map(|a| (a.1, a.0)));
        self.by_english.differences.extend(self.differences.iter().map(|d| (d.en, d.ko)));
        self.by_english.agreed.sort_unstable();
        self.by_english.differences.sort_unstable();
        self
    }
}

fn first(pairs: &[(usize, usize)], en: usize) -> Option<usize> {
    pairs.get(pairs.partition_point(|p| p.0 < en)).filter(|p| p.0 == en).map(|p| p.1)
}

/// More comparisons than this in one link are not made; the figures count as undecided.
const MOST: usize = 250_000;

/// Matches the figures of a pair: what agrees in every link first, then what each link has left over.
pub fn match_figures(pair: &Pair<'_>) -> Figures {
    let mut figures = Figures::default();
    if !pair.ko.mentions.iter().chain(&pair.en.mentions).any(figure) {
        return figures;
    }
    let none = |side: &Reading| SmallVec::from_elem(false, side.mentions.len());
    let mut matched = Matched { ko: none(pair.ko), en: none(pair.en) };
    let mut links: SmallVec<[Matching<'_>; 1]> = SmallVec::with_capacity(pair.pairing.links.len());
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
    crossed(&mut links, &mut figures);
    for matching in &mut links {
        matching.left_over(&matched, &mut figures);
    }
    gaps::slips(pair, &mut figures);
    figures.in_order()
}

/// Which mentions of the whole pair have found their counterpart.
pub(super) struct Matched {
    pub(super) ko: Flags,
    pub(super) en: Flags,
}

/// A yes or no for every mention of a side.
pub(super) type Flags = SmallVec<[bool; 16]>;
/// Indexes of the mentions of one side of a link that are figures.
type Indexes = SmallVec<[usize; 8]>;
/// Agreements of more figures than this are worked out anew each time that they are asked for.
const KEPT: usize = 4096;

/// One link at work.
pub(super) struct Matching<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) link: &'a Link,
    pub(super) ko: Indexes,
    pub(super) en: Indexes,
    pub(super) ko_done: Flags,
    pub(super) en_done: Flags,
    /// Figures that only repeat one that is matched already: they account for themselves, unless something is left
    /// over that they may stand in the place of.
    pub(super) ko_repeats: Flags,
    pub(super) en_repeats: Flags,
    /// Whether each of the Korean figures agrees with each of the English ones, row by row.
    agreements: SmallVec<[Agreement; 16]>,
}

/// Whether a mention is a figure: everything but a name.
fn figure(m: &Mention) -> bool {
    !matches!(m.value, Value::Name(_))
}

impl<'a> Matching<'a> {
    fn new(pair: &'a Pair<'a>, link: &'a Link, ko: Range<usize>, en: Range<usize>) -> Self {
        let ko: Indexes = ko.filter(|&i| figure(&pair.ko.mentions[i])).collect();
        let en: Indexes = en.filter(|&i| figure(&pair.en.mentions[i])).collect();
        let none = |side: &Indexes| Flags::from_elem(false, side.len());
        let mut new =
            Self { ko_done: none(&ko), en_done: none(&en), ko_repeats: none(&ko), en_repeats: none(&en), agreements: SmallVec::new(), pair, link, ko, en };
        if new.ko.len() * new.en.len() <= KEPT {
            new.agreements = (0..new.ko.len()).flat_map(|a| (0..new.en.len()).map(move |b| (a, b))).map(|(a, b)| agree(new.source(a), new.target(b))).collect();
        }
        new
    }

    /// Whether the English figure `b` renders the Korean figure `a`.
    pub(super) fn agreement(&self, a: usize, b: usize) -> Agreement {
        self.agreements.get(a * self.en.len() + b).copied().unwrap_or_else(|| agree(self.source(a), self.target(b)))
    }

    fn note(&self, matched: &mut Matched) {
        self.ko.iter().zip(&self.ko_done).for_each(|(&i, &done)| matched.ko[i] |= done);
        self.en.iter().zip(&self.en_done).for_each(|(&j, &done)| matched.en[j] |= done);
    }

    fn left_over(&mut self, matched: &Matched, out: &mut Figures) {
        if self.ko_done.iter().chain(&self.en_done).all(|d| *d) {
            return;
        }
        self.repeated();
        self.elsewhere(matched);
        self.converted(out);
        self.reworded(out);
        self.determined(out);
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

    pub(super) fn source(&self, a: usize) -> &'a Mention {
        &self.pair.ko.mentions[self.ko[a]]
    }

    pub(super) fn target(&self, b: usize) -> &'a Mention {
        &self.pair.en.mentions[self.en[b]]
    }

    /// How far apart two figures stand within the link, 0–1.
    fn distance(&self, a: usize, b: usize) -> f32 {
        (place(a, self.ko.len()) - place(b, self.en.len())).abs()
    }

    /// Matches what agrees: the strongest agreements, of equals those in the same order, of one role, counting one thing.
    fn agreeing(&mut self, out: &mut Figures) {
        let mut found: SmallVec<[(Candidate, Agreement); 8]> = SmallVec::new();
        for a in 0..self.ko.len() {
            for b in 0..self.en.len() {
                let agreement = self.agreement(a, b);
                let weight = weight(agreement, self.source(a), self.target(b));
                if weight > 0 {
                    found.push((Candidate { ko: a, en: b, weight }, agreement));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        let contested = |c: Candidate| found.iter().any(|(o, _)| *o != c && (o.ko == c.ko || o.en == c.en));
        if !found.iter().any(|(c, _)| contested(*c)) {
            for (c, agreement) in found {
                (self.ko_done[c.ko], self.en_done[c.en]) = (true, true);
                out.agreed.push((self.ko[c.ko], self.en[c.en], agreement));
            }
            return;
        }
        let candidates = found.iter().map(|&(c, _)| if contested(c) { Candidate { weight: c.weight + self.likeness(c.ko, c.en), ..c } } else { c });
        for c in assign(candidates, self.ko.len(), self.en.len()) {
            let Some(agreement) = found.iter().find(|(o, _)| (o.ko, o.en) == (c.ko, c.en)).map(|f| f.1) else { continue };
            (self.ko_done[c.ko], self.en_done[c.en]) = (true, true);
            out.agreed.push((self.ko[c.ko], self.en[c.en], agreement));
        }
    }

    /// What speaks for two figures beside their values: that they stand in the same order, play the same part in a
    /// change, count the same thing. Less than what one kind of agreement has over the next.
    fn likeness(&self, a: usize, b: usize) -> i64 {
        let (ko, en) = (self.source(a), self.target(b));
        let role = || role::korean(self.pair.source.text(), before(&self.pair.ko.mentions, self.ko[a]), ko).map(|c| c.role);
        let other = || role::english(self.pair.target.text(), before(&self.pair.en.mentions, self.en[b]), en).map(|c| c.role);
        let roles = match role().map(|r| other().map(|o| r == o)) {
            Some(Some(true)) => 12,
            Some(Some(false)) => -12,
            _ => 0,
        };
        let counted = if ko.counter.is_some() && ko.counter == en.counter { 8 } else { 0 };
        // A square, so that of two ways to pair equal figures the one that keeps their order wins.
        let apart = self.distance(a, b);
        #[expect(clippy::cast_possible_truncation, reason = "a share of twenty")]
        let order = (20.0 * apart * apart) as i64;
        roles + counted - order
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

    /// Among what is left over, what was most likely meant to render what. A repeated figure may stand in the place of
    /// one that is left over, and of another repeated one where neither can stand for anything else.
    fn differing(&mut self, out: &mut Figures) {
        self.denied_bounds(out);
        let mut found: Vec<(Candidate, How, f32)> = Vec::new();
        for a in (0..self.ko.len()).filter(|&a| !self.ko_done[a] || self.ko_repeats[a]) {
            for b in (0..self.en.len()).filter(|&b| !self.en_done[b] || self.en_repeats[b]) {
                let Agreement::Differs(how) = self.agreement(a, b) else { continue };
                let both = self.ko_repeats[a] && self.en_repeats[b];
                if both && !self.alone(a, b, how) || how == How::Range && !ranked(self.pair.target.text(), self.source(a), self.target(b)) {
                    continue;
                }
                // Only what may be two figures after all grows doubtful with the distance.
                let slip = matches!(how, How::PowerOfTen(_) | How::Transposed | How::Currency | How::Unit);
                let mut sure = plausible(how, self.source(a), self.target(b)) - if slip { 0.03 } else { 0.1 } * self.distance(a, b);
                if self.en_repeats[b] || self.ko_repeats[a] {
                    sure -= 0.06;
                }
                if !slip && others(self.pair.target.text(), self.target(b)) {
                    sure -= 0.25;
                }
                #[expect(clippy::cast_possible_truncation, reason = "a probability in thousandths")]
                let weight = (1000.0 * sure) as i64 * if slip { 2 } else { 1 } + self.likeness(a, b);
                found.push((Candidate { ko: a, en: b, weight: weight.max(1) }, how, sure));
            }
        }
        for c in assign(found.iter().map(|f| f.0), self.ko.len(), self.en.len()) {
            let Some(&(_, how, sure)) = found.iter().find(|f| f.0 == c) else { continue };
            (self.ko_done[c.ko], self.en_done[c.en]) = (true, true);
            (self.ko_repeats[c.ko], self.en_repeats[c.en]) = (false, false);
            let confidence = (sure * (0.55 + 0.45 * self.link.score.clamp(0.0, 1.0))).clamp(0.05, 0.99);
            out.differences.push(Difference { ko: self.ko[c.ko], en: self.en[c.en], how, confidence });
        }
    }

    /// 300ppm을 넘지 않았다 and "never exceeded 300": what denies the bound stands outside the figure.
    fn denied_bounds(&mut self, out: &mut Figures) {
        for a in 0..self.ko.len() {
            for b in 0..self.en.len() {
                if (!self.ko_done[a] || self.ko_repeats[a])
                    && (!self.en_done[b] || self.en_repeats[b])
                    && self.agreement(a, b) == Agreement::Differs(How::Bound)
                    && (denied(self.pair.target.text(), self.target(b)) || denied_behind(self.pair.source.text(), self.source(a)))
                {
                    (self.ko_done[a], self.en_done[b]) = (true, true);
                    (self.ko_repeats[a], self.en_repeats[b]) = (false, false);
                    out.undecided += 1;
                }
            }
        }
    }

    /// Whether two figures that are both told elsewhere are the only ones of their kind that this link has left over, at
    /// about the same place: the translation took the figure of another sentence.
    fn alone(&self, a: usize, b: usize, how: How) -> bool {
        let (ko, en) = (self.source(a), self.target(b));
        let kind = ko.value.kind();
        let same_number = matches!(how, How::Bound | How::Currency | How::Unit | How::PointsToPercent | How::PercentToPoints);
        let counted = same_number || !matches!(ko.value, Value::Number(_)) || ko.counter.is_some() && ko.counter == en.counter;
        let telling = same_number
            || matches!(how, How::Value | How::Duration | How::Transposed | How::PowerOfTen(_))
            || how == How::Date && day_slip(&ko.value, &en.value);
        let open = |done: bool, repeats: bool| !done || repeats;
        let of_ko = (0..self.ko.len()).filter(|&i| open(self.ko_done[i], self.ko_repeats[i]) && self.source(i).value.kind() == kind).count();
        let of_en = (0..self.en.len()).filter(|&i| open(self.en_done[i], self.en_repeats[i]) && self.target(i).value.kind() == en.value.kind()).count();
        // 나흘 뒤 is a day as well as a length of time.
        (same_number || how == How::Duration || kind == en.value.kind())
            && counted
            && telling
            && of_ko == 1
            && of_en == 1
            && self.link.score >= 0.7
            && self.distance(a, b) <= 0.6
    }
}

/// Whether two days may be one, mistyped: of one month and year, a digit left out or a day or ten apart; or the same day of
/// another month.
fn day_slip(ko: &Value, en: &Value) -> bool {
    let day = |v: &Value| match v {
        Value::Date(d) if d.grain == Grain::Day && d.start == d.end => d.start,
        _ => None,
    };
    let (Some(ko), Some(en)) = (day(ko), day(en)) else { return false };
    let (a, b) = (i16::from(ko.day()), i16::from(en.day()));
    let digit_lost = |long: i16, short: i16| long >= 10 && short < 10 && (long % 10 == short || long / 10 == short);
    let month = (ko.year(), ko.month()) == (en.year(), en.month());
    if month { matches!((a - b).abs(), 1 | 10 | 20) || digit_lost(a, b) || digit_lost(b, a) } else { a == b }
}

/// Whether the Korean denies what bounds its figure: 1만원을 넘지 말아야 한다.
fn denied_behind(text: &str, ko: &Mention) -> bool {
    let behind = text.get(ko.span.end..crate::text::lines::floor(text, (ko.span.end + 36).min(text.len()))).unwrap_or("");
    ["지 않", "지 못", "지 말", "지는 않", "지는 못", "선 안", "서는 안", "수 없"].iter().any(|w| behind.contains(w))
}

fn before(mentions: &[Mention], at: usize) -> Option<&Mention> {
    mentions.get(at.checked_sub(1)?)
}

/// A number against ranks is meant as ranks only behind "top": the top two for 1∼3위.
fn ranked(text: &str, ko: &Mention, en: &Mention) -> bool {
    let before = text.get(..en.span.start).unwrap_or("").trim_end();
    ko.value.kind() == en.value.kind() || before.ends_with("top") || before.ends_with("first")
}

/// "Two other companies", "three more": a part that English counts by itself, seldom the figure of the Korean.
fn others(text: &str, en: &Mention) -> bool {
    let behind = text.get(en.span.end..).unwrap_or("").trim_start_matches([' ', '-']);
    matches!(en.value, Value::Number(_)) && ["other", "more", "notch", "remaining", "additional"].iter().any(|w| behind.starts_with(w))
}

/// Whether the English denies what bounds its figure: "never exceeded 300".
fn denied(text: &str, en: &Mention) -> bool {
    let from = crate::text::lines::floor(text, en.span.start.saturating_sub(18));
    let around = text.get(from..en.span.end).unwrap_or("");
    ["not ", "never ", "n't ", " no ", "without ", "fail", "cannot ", "nor "].iter().any(|w| around.contains(w))
}

#[expect(clippy::cast_precision_loss, reason = "a place in a list of mentions")]
fn place(i: usize, of: usize) -> f32 {
    if of <= 1 { 0.5 } else { i as f32 / (of - 1) as f32 }
}

/// How well two mentions go together; 0 when they do not agree. One that is the same weighs more than any two that are
/// only compatible.
pub(super) fn weight(agreement: Agreement, ko: &Mention, en: &Mention) -> i64 {
    let strength = match agreement {
        Agreement::Same => 1000,
        Agreement::Compatible(Why::Rounded) => 480,
        Agreement::Compatible(Why::Converted) => 440,
        Agreement::Compatible(Why::OtherWords) => 380,
        Agreement::Compatible(Why::Within) => 310,
        Agreement::Compatible(Why::UnitLeftOut) => 240,
        Agreement::Differs(_) | Agreement::CannotTell => return 0,
    };
    if ko.value.kind() == en.value.kind() { strength } else { strength - 25 }
}

/// Whether a mention counts just one of something: 한 마리 is rendered "a" more often than not, 미사일 1발 "a missile".
fn one(m: &Mention) -> bool {
    matches!(m.value, Value::Number(a) if a.single() == Some(Exact::ONE))
}

/// How sure it is that two figures that differ stand for each other.
fn plausible(how: How, ko: &Mention, en: &Mention) -> f32 {
    match how {
        // 한 가지 and "ten-sen": one and ten are too common to be one figure.
        How::PowerOfTen(1) if one(ko) && ko.counter.is_some() => 0.5,
        How::PowerOfTen(_) => 0.97,
        How::Transposed => 0.95,
        How::PointsToPercent | How::PercentToPoints | How::Currency => 0.93,
        How::Unit | How::Bound => 0.88,
        How::Weekday => 0.85,
        How::Date | How::Time | How::Duration => 0.8,
        How::Value | How::Range => {
            let point = |m: &Mention| m.value.amount().is_some_and(|a| a.shape == Shape::Point);
            let specific =
                matches!(ko.value, Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..) | Value::Age(_) | Value::Ordinal(_));
            let counters = ko.counter.is_some() && ko.counter == en.counter;
            let idiom = matches!(&en.value, Value::Ordinal(a) if a.low == Exact::ONE) || ko.counter == Some(FIRST);
            let vague = matches!(en.value.amount(), Some(a) if a.shape == Shape::Magnitude);
            let shape = match (point(ko), point(en)) {
                // 10여 발 as "dozens": no figure is meant by the one, none but ten by the other.
                (true, false) if vague => 0.07,
                (true, true) => 0.05,
                (false, false) => 0.0,
                _ => -0.03,
            };
            let aside = if one(ko) && !counters { 0.2 } else { 0.0 };
            0.68 - aside + if specific || counters { 0.12 } else { 0.0 } + shape - if idiom { 0.3 } else { 0.0 }
        }
    }
}
