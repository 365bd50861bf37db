//! What accounts for a figure that has no counterpart in its link: it repeats one that has, stands in another passage,
//! converts or follows from others; or two figures each stand in the place of the other.

use crate::compare::figures::{Figures, Matched, Matching, weight};
use crate::compare::{Agreement, How, Why, age, agree, amount, arithmetic, rates, role};
use crate::model::{Amount, Mention, Value};
use crate::text::lines::floor;
use crate::text::{Exact, Span, hangul};
use smallvec::SmallVec;
use std::ops::Range;

/// Native numbers as they stand before a noun, from two on.
const DETERMINERS: [&str; 9] = ["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];

/// How far from its place, in mentions, a figure is still looked for.
const REACH: usize = 120;

impl Matching<'_> {
    /// A figure that is stated twice on one side has one counterpart.
    pub(super) fn repeated(&mut self) {
        // 이틀 is not told again by a "two" that counts people.
        let length = |m: &Mention| matches!(m.value, Value::Duration(_));
        let goes = |a: usize, b: usize| length(self.source(a)) == length(self.target(b)) && weight(self.agreement(a, b), self.source(a), self.target(b)) >= 240;
        let en: SmallVec<[usize; 8]> = (0..self.en.len()).filter(|&b| !self.en_done[b] && (0..self.ko.len()).any(|a| self.ko_done[a] && goes(a, b))).collect();
        let ko: SmallVec<[usize; 8]> = (0..self.ko.len()).filter(|&a| !self.ko_done[a] && (0..self.en.len()).any(|b| self.en_done[b] && goes(a, b))).collect();
        for b in en {
            (self.en_done[b], self.en_repeats[b]) = (true, true);
        }
        for a in ko {
            (self.ko_done[a], self.ko_repeats[a]) = (true, true);
        }
    }

    /// Figures that moved to another passage of the article, or repeat one that stands there.
    pub(super) fn elsewhere(&mut self, matched: &Matched) {
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
    pub(super) fn converted(&mut self, out: &mut Figures) {
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
    pub(super) fn computed(&mut self) {
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

    /// 두 자녀, 세 나라: a small number right before a noun that nobody counts by is read as part of the noun, and accounts
    /// for the "two" and "three" of the English all the same.
    pub(super) fn determined(&mut self, out: &mut Figures) {
        for b in 0..self.en.len() {
            let en = self.target(b);
            if self.en_done[b] || !matches!(en.value, Value::Number(_)) {
                continue;
            }
            let n = en.value.amount().and_then(Amount::single).and_then(Exact::to_i64);
            let Some(word) = n.and_then(|n| DETERMINERS.get(usize::try_from(n).ok()?.checked_sub(2)?)) else { continue };
            let passages = &self.pair.ko.passages[self.link.source.clone()];
            let told = passages.iter().any(|p| {
                let text = p.span.slice(self.pair.source.text());
                text.match_indices(word).any(|(at, _)| {
                    let stands = !text[..at].ends_with(hangul::is_hangul)
                        && text[at + word.len()..].strip_prefix(' ').is_some_and(|t| t.starts_with(hangul::is_syllable));
                    let place = Span::new(at, at + word.len()).shift(p.span.start);
                    stands && !self.ko.iter().any(|&i| self.pair.ko.mentions[i].span.overlaps(place))
                })
            });
            if told {
                self.en_done[b] = true;
                out.undecided += 1;
            }
        }
    }

    /// Whether a figure that follows from two of the Korean was worked out from them. Where the Korean has one left over
    /// that the figure may be meant to render, it must be one of the two; and it must be a step from the other (15억원
    /// 높다), or the English must say that it was worked out (a total of, by, from), or both must be left over in this
    /// link. Else one of the two has its own rendering, and the other a wrong one.
    fn accounts(&self, x: &Mention, y: &Mention, goal: &Mention) -> bool {
        let operand = |m: &Mention| std::ptr::eq(m, x) || std::ptr::eq(m, y);
        let open: Vec<&Mention> = (0..self.ko.len()).filter(|&a| !self.ko_done[a]).map(|a| self.source(a)).collect();
        let both_open = [x, y].iter().all(|m| open.iter().any(|o| std::ptr::eq(*o, *m)));
        let step = |m: &Mention| role::compared(self.pair.source.text(), m);
        let both_open = both_open || worked_out(self.pair.target.text(), goal);
        open.iter().filter(|m| matches!(agree(m, goal), Agreement::Differs(_))).all(|m| operand(m) && (both_open || step(m)))
    }

    /// Whether a figure that is left over is a sure slip of one that is left over on the other side.
    fn slipped(&self, b: usize) -> bool {
        let sure = |how| matches!(how, How::PowerOfTen(_) | How::Transposed | How::Bound | How::Unit | How::Currency | How::PointsToPercent);
        (0..self.ko.len()).any(|a| !self.ko_done[a] && matches!(self.agreement(a, b), Agreement::Differs(how) if sure(how)))
    }

    fn open_ko(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.ko.len()).filter(|&a| !self.ko_done[a])
    }

    fn open_en(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.en.len()).filter(|&b| !self.en_done[b])
    }
}

/// Two figures that changed places between neighbouring passages: each is left over where it stands and is told where the
/// other should be. One that only moved leaves nothing behind in its place.
pub(super) fn crossed(links: &mut [Matching<'_>], out: &mut Figures) {
    for n in 1..links.len() {
        let (head, tail) = links.split_at_mut(n);
        let (first, second) = (&mut head[n - 1], &mut tail[0]);
        if first.link.score < 0.5 || second.link.score < 0.5 {
            continue;
        }
        let clash = |m: &Matching<'_>, a: usize, b: usize| {
            let (ko, en) = (m.source(a), m.target(b));
            ko.value.kind() == en.value.kind()
                && matches!(m.agreement(a, b), Agreement::Differs(How::Value | How::Transposed | How::Duration | How::PowerOfTen(_)))
        };
        let found = first.open_ko().find_map(|a| {
            let b = first.open_en().find(|&b| clash(first, a, b))?;
            let c = second.open_ko().find(|&c| says_the_same(second.source(c), first.target(b)))?;
            let d = second.open_en().find(|&d| says_the_same(first.source(a), second.target(d)) && clash(second, c, d))?;
            Some((a, b, c, d))
        });
        if let Some((a, b, c, d)) = found {
            (first.ko_done[a], first.en_done[b], second.ko_done[c], second.en_done[d]) = (true, true, true, true);
            out.crossed.push([(first.ko[a], second.en[d]), (second.ko[c], first.en[b])]);
        }
    }
}

/// Whether the English says that a figure was worked out: "a total of", "cut by", "up from".
fn worked_out(text: &str, goal: &Mention) -> bool {
    let words = role::word_before(text, goal.span.start).map(|w| w.0);
    let before = text.get(floor(text, goal.span.start.saturating_sub(16))..goal.span.start).unwrap_or("");
    let behind = text.get(goal.span.end..floor(text, (goal.span.end + 24).min(text.len()))).unwrap_or("");
    matches!(words, Some("by" | "from" | "than" | "combined" | "difference"))
        || ["total of ", "totaling ", "combined "].iter().any(|w| before.contains(w))
        || ["combined", "in total", "in all", "altogether", " more", " fewer", " less"].iter().any(|w| behind.contains(w))
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

/// Whether a figure of another passage accounts for one that is left over.
fn says_the_same(ko: &Mention, en: &Mention) -> bool {
    // Most are of two kinds, of which few can say the same.
    let related = match (&ko.value, &en.value) {
        (Value::Name(_), _) => false,
        (Value::Number(_), Value::Multiple(_))
        | (Value::Multiple(_), Value::Number(_))
        | (Value::Duration(_), Value::Date(_) | Value::Age(_))
        | (Value::Date(_) | Value::Age(_), Value::Duration(_)) => true,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    // And most of one kind are other numbers: how they differ, which is dear, is not asked here.
    let near = |a: &Amount, b: &Amount| amount::near(*a, *b, ko.certainty, en.certainty);
    let may = match (&ko.value, &en.value) {
        (Value::Number(a), Value::Number(b)) | (Value::Percent(a), Value::Percent(b)) => near(a, b),
        (Value::Money(a, x), Value::Money(b, y)) if x == y => near(a, b),
        _ => true,
    };
    related && may && matches!(agree(ko, en), Agreement::Same | Agreement::Compatible(Why::Rounded | Why::Converted))
}
