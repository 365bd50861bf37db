//! How much speaks for a link: for every clue the logarithm of how much more often it is answered in a rendering than by
//! chance in this article, asked both ways, and the lengths. Reads `clues` and `length`; `path` and `strays` ask it.

use super::clues::{self, Clue, Clues, Kind};
use super::{Side, length};
use std::ops::Range;

/// Clues of the two ways count for the same words twice, and the words of a sentence hang together: each counts so much.
const SHARE: f32 = 0.4;
/// Sentences' worth of what is known before the article is seen.
const PRIOR: f32 = 4.0;
/// How often a clue is met by chance in a sentence of any article.
const CHANCE: f32 = 0.04;
/// A clue that more than this share of the other side's sentences answer tells nothing.
const COMMON: f32 = 0.4;
/// Gain of a clue that is rare enough to look for a sentence out of order.
const RARE: f32 = 2.0;
/// Sentences below which even common clues are kept.
const FEW: usize = 12;

/// How often a clue is answered in a true rendering.
const fn answered(kind: Kind) -> f32 {
    match kind {
        Kind::Word => 0.5,
        Kind::Number => 0.8,
        Kind::Latin => 0.85,
        Kind::Name => 0.7,
    }
}

/// How often consonants agree in a sentence that is no rendering.
const fn coincidence(consonants: u8) -> f32 {
    match consonants {
        0 => 0.0,
        1..=3 => 0.10,
        4 => 0.03,
        5 => 0.012,
        _ => 0.005,
    }
}

/// What the clues of one side say.
struct Way {
    clues: Clues,
    /// For each clue, what an answer adds to `silent`; 0 for one that tells nothing.
    gain: Vec<f32>,
    /// For each sentence, the sum over its clues when none is answered.
    silent: Vec<f32>,
    /// For each clue, the sentences of the other side that answer it, in order.
    answers: Vec<u32>,
    /// Where they start for each clue; one more than there are clues.
    starts: Vec<u32>,
    /// Lengths, summed up from the first sentence.
    lengths: Vec<f32>,
}

impl Way {
    fn new(clues: Clues, other: &Clues, sentences: usize, others: usize, lengths: Vec<f32>) -> Self {
        let mut way = Self { gain: Vec::with_capacity(clues.all.len()), silent: vec![0.0; sentences], answers: Vec::new(), starts: vec![0], lengths, clues };
        let mut found = Vec::new();
        for (id, &clue) in way.clues.all.iter().enumerate() {
            found.clear();
            let meets = way.clues.meets.of(id);
            let many = meets.iter().map(|&m| other.sentences.of(m as usize).len()).sum::<usize>() > 2 * others + 64;
            if many {
                way.gain.push(0.0);
                way.starts.push(small(way.answers.len()));
                continue;
            }
            for &m in meets {
                found.extend_from_slice(other.sentences.of(m as usize));
            }
            if meets.len() > 1 {
                found.sort_unstable();
                found.dedup();
            }
            let (gain, silent) = weigh(clue, meets.is_empty(), found.len(), others);
            way.gain.push(gain);
            if silent != 0.0 {
                for &s in way.clues.sentences.of(id) {
                    way.silent[s as usize] += silent;
                }
            }
            if gain > 0.0 {
                way.answers.extend_from_slice(&found);
            }
            way.starts.push(small(way.answers.len()));
        }
        way
    }

    /// The sentences that answer `clue` within `range`.
    fn answers(&self, clue: u32, range: &Range<usize>) -> &[u32] {
        within(self.all_answers(clue), range)
    }

    /// The sentences that answer `clue`.
    fn all_answers(&self, clue: u32) -> &[u32] {
        &self.answers[self.starts[clue as usize] as usize..self.starts[clue as usize + 1] as usize]
    }

    /// What the clues of `own` say about their being rendered in `other`.
    fn says(&self, own: Range<usize>, other: &Range<usize>) -> f32 {
        let mut sum = 0.0;
        for i in own {
            sum += self.silent[i];
            for &clue in self.clues.of_sentence.of(i) {
                if !self.answers(clue, other).is_empty() {
                    sum += self.gain[clue as usize];
                }
            }
        }
        sum
    }
}

/// What an answer adds, and what silence says. `df` of `others` sentences answer the clue.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn weigh(clue: Clue, meets_nothing: bool, df: usize, others: usize) -> (f32, f32) {
    if meets_nothing && clue.kind != Kind::Word {
        return (0.0, 0.0);
    }
    let (df, others) = (df as f32, others as f32);
    if others > FEW as f32 && df > COMMON * others {
        return (0.0, 0.0);
    }
    let hit = answered(clue.kind);
    let chance = ((df + PRIOR * CHANCE) / (others + PRIOR) + coincidence(clue.consonants)).min(hit);
    let silent = ((1.0 - hit) / (1.0 - chance)).ln();
    ((hit / chance).ln() - silent, silent)
}

/// All evidence of an article.
pub(super) struct Evidence {
    ko: Way,
    en: Way,
    tilt: f32,
}

impl Evidence {
    /// Gathers the evidence of an article.
    pub(super) fn new(source: &Side<'_>, target: &Side<'_>) -> Self {
        let (ko, en) = clues::find(source, target);
        let lengths = |side: &Side<'_>, of: fn(&str) -> f32| {
            let mut sum = 0.0;
            let sums = side.passages.iter().map(|p| {
                sum += of(p.span.slice(side.text));
                sum
            });
            std::iter::once(0.0).chain(sums).collect::<Vec<f32>>()
        };
        let (ko_lengths, en_lengths) = (lengths(source, length::korean), lengths(target, length::english));
        let (n, m) = (source.passages.len(), target.passages.len());
        let tilt = length::tilt(ko_lengths[n], en_lengths[m]);
        let en = Way::new(en, &ko, m, n, en_lengths);
        let ko = Way::new(ko, &en.clues, n, m, ko_lengths);
        Self { ko, en, tilt }
    }

    /// What lengths say of a link.
    pub(super) fn length(&self, source: &Range<usize>, target: &Range<usize>) -> f32 {
        let of = |way: &Way, r: &Range<usize>| way.lengths[r.end] - way.lengths[r.start];
        length::evidence(of(&self.ko, source), of(&self.en, target), self.tilt)
    }

    /// All that speaks for a link.
    pub(super) fn link(&self, source: &Range<usize>, target: &Range<usize>) -> f32 {
        SHARE * (self.ko.says(source.clone(), target) + self.en.says(target.clone(), source)) + self.length(source, target)
    }

    /// Whether two sentences share a clue that is rare among the target sentences: cheap to ask before [`Self::link`].
    pub(super) fn may_link(&self, source: usize, target: usize) -> bool {
        let one = target..target + 1;
        self.ko.clues.of_sentence.of(source).iter().any(|&c| self.ko.gain[c as usize] > RARE && !self.ko.answers(c, &one).is_empty())
    }

    /// Fills `row` for the source sentence before `i`; its band is target counts `row.low..row.low + width`.
    /// `fresh` holds the target clues that the last three source sentences answer, this one's first.
    pub(super) fn row(&self, i: usize, row: &mut Row, width: usize, fresh: &mut Fresh) {
        let own = i - 1;
        let band = row.low.max(1) - 1..(row.low + width).saturating_sub(1);
        let at = |s: usize| s + 1 - row.low;
        for w in &mut row.source {
            w.clear();
            w.resize(width, SHARE * self.ko.silent[own]);
        }
        for &clue in self.ko.clues.of_sentence.of(own) {
            let gain = SHARE * self.ko.gain[clue as usize];
            if gain > 0.0 {
                let reach = band.start.saturating_sub(2)..band.end;
                windows(onward(self.ko.all_answers(clue), &mut fresh.answered[clue as usize], &reach), |wide, s| {
                    if band.contains(&s) {
                        row.source[wide][at(s)] += gain;
                    }
                });
            }
        }
        for w in &mut row.target {
            w.clear();
            w.resize(width, 0.0);
            for s in band.clone() {
                w[at(s)] = SHARE * self.en.silent[s];
            }
        }
        fresh.advance(i, &self.ko.clues, own);
        for (age, list) in fresh.lists.iter().enumerate() {
            for &clue in list.iter().filter(|&&c| fresh.last[c as usize] + small(age) == small(i)) {
                let gain = SHARE * self.en.gain[clue as usize];
                if gain > 0.0 {
                    for &s in onward(self.en.clues.sentences.of(clue as usize), &mut fresh.present[clue as usize], &band) {
                        row.target[age..].iter_mut().for_each(|w| w[at(s as usize)] += gain);
                    }
                }
            }
        }
    }

    /// A memory of fresh clues for a new walk over the source.
    pub(super) fn fresh(&self) -> Fresh {
        let (ko, en) = (self.ko.clues.all.len(), self.en.clues.all.len());
        Fresh { lists: [Vec::new(), Vec::new(), Vec::new()], last: vec![0; en], answered: vec![0; ko], present: vec![0; en] }
    }

    /// Numbers of sentences.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.ko.silent.len(), self.en.silent.len())
    }

    /// How far each source sentence reaches into the target when all goes by length: a target count for each source count.
    pub(super) fn diagonal(&self) -> Vec<usize> {
        let (n, m) = self.size();
        let scale = self.en.lengths[m] / self.ko.lengths[n].max(1.0);
        self.ko.lengths.iter().map(|&l| self.en.lengths.partition_point(|&t| t < l * scale).min(m)).collect()
    }

    /// Pairs of sentences that share clues found once on each side, with the weight of these clues, in order.
    pub(super) fn unique(&self) -> Vec<(u32, u32, f32)> {
        let mut pairs = Vec::new();
        for id in 0..self.ko.clues.all.len() {
            let (own, answers) = (self.ko.clues.sentences.of(id), self.ko.all_answers(small(id)));
            if let (&[i], &[j]) = (own, answers) {
                pairs.push((i, j, SHARE * self.ko.gain[id]));
            }
        }
        pairs.sort_unstable_by_key(|&(i, j, _)| (i, j));
        pairs.dedup_by(|b, a| {
            let same = (a.0, a.1) == (b.0, b.1);
            if same {
                a.2 += b.2;
            }
            same
        });
        pairs
    }
}

/// What one source sentence and the target sentences of its band say; vectors start at target count `low`, and the entry
/// for a count is that of the sentence before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// First target count of the band.
    pub low: usize,
    /// For links with 1, 2, 3 target sentences up to here: what the clues of the source sentence say.
    pub source: [Vec<f32>; 3],
    /// For links with 1, 2, 3 source sentences up to this one: what the clues of the target sentence say.
    pub target: [Vec<f32>; 3],
}

/// Target clues that the latest source sentences answer.
pub(super) struct Fresh {
    /// Those of the latest sentence, the one before and the one before that.
    lists: [Vec<u32>; 3],
    /// For each clue, the count of source sentences when it was last answered.
    last: Vec<u32>,
    /// For each source clue how many of its answers, for each target clue how many of its sentences lie before the band.
    answered: Vec<u32>,
    present: Vec<u32>,
}

impl Fresh {
    fn advance(&mut self, i: usize, ko: &Clues, sentence: usize) {
        self.lists.rotate_right(1);
        self.lists[0].clear();
        for &clue in ko.of_sentence.of(sentence) {
            for &met in ko.meets.of(clue as usize) {
                let last = &mut self.last[met as usize];
                if *last != small(i) {
                    *last = small(i);
                    self.lists[0].push(met);
                }
            }
        }
    }
}

/// Calls `add` with each window of one, two or three sentences (as 0, 1, 2) that holds an answer, by its last sentence.
fn windows(answers: &[u32], mut add: impl FnMut(usize, usize)) {
    for (k, &s) in answers.iter().enumerate() {
        let next = answers.get(k + 1).map_or(u32::MAX, |&n| n);
        for wide in 0..3 {
            for end in s..=(s + small(wide)).min(next - 1) {
                add(wide, end as usize);
            }
        }
    }
}

fn within<'a>(all: &'a [u32], range: &Range<usize>) -> &'a [u32] {
    let from = all.partition_point(|&s| (s as usize) < range.start);
    let to = from + all[from..].partition_point(|&s| (s as usize) < range.end);
    &all[from..to]
}

/// The same for ranges whose starts never step back: `passed` remembers how far the last one got.
fn onward<'a>(all: &'a [u32], passed: &mut u32, range: &Range<usize>) -> &'a [u32] {
    let ahead = all.get(*passed as usize..).unwrap_or(&[]);
    let skip = ahead.iter().take_while(|&&s| (s as usize) < range.start).count();
    *passed += small(skip);
    let ahead = &ahead[skip..];
    let take = ahead.iter().take_while(|&&s| (s as usize) < range.end).count();
    &ahead[..take]
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
