//! How much speaks for a link: for every clue the logarithm of how much more often it is answered in a rendering than by
//! chance in this article, asked both ways, and the lengths. Reads `clues` and `length`; `path` and `strays` ask it.

use super::clues::{self, Clue, Clues};
use super::readings::Kind;
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

    /// Whether a sentence of `range` answers `clue`.
    fn is_answered(&self, clue: u32, range: &Range<usize>) -> bool {
        let all = self.all_answers(clue);
        all.get(all.partition_point(|&s| (s as usize) < range.start)).is_some_and(|&s| (s as usize) < range.end)
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
                if self.is_answered(clue, other) {
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
        self.ko.clues.of_sentence.of(source).iter().any(|&c| self.ko.gain[c as usize] > RARE && self.ko.is_answered(c, &one))
    }

    /// Fills `row` for the source sentence before `i`; its band is target counts `row.low..row.low + width`.
    /// `fresh` holds the target clues that the last three source sentences answer, this one's first.
    pub(super) fn row(&self, i: usize, row: &mut Row, width: usize, fresh: &mut Fresh) {
        let own = i - 1;
        let band = row.low.max(1) - 1..(row.low + width).saturating_sub(1);
        let at = |s: usize| s + 1 - row.low;
        row.sums.clear(&band);
        for &clue in self.ko.clues.of_sentence.of(own) {
            let gain = SHARE * self.ko.gain[clue as usize];
            if gain > 0.0 {
                let reach = band.start.saturating_sub(2)..band.end;
                row.sums.add(onward(self.ko.all_answers(clue), &mut fresh.answered[clue as usize], &reach), gain);
            }
        }
        let silent = SHARE * self.ko.silent[own];
        for (wide, says) in row.source.iter_mut().enumerate() {
            says.clear();
            says.resize(at(band.start), silent);
            row.sums.told(wide, |told| says.push(silent + told));
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
    sums: Sums,
}

/// What the clues of a source sentence say of the target sentences of a band, alone and beside one another: a clue that two
/// of three sentences answer counts once. All start two sentences before the band.
#[derive(Clone, Debug, Default)]
struct Sums {
    start: usize,
    alone: Vec<f32>,
    /// What counts twice in a sentence and the one before it, and in it and the two before it.
    again: [Vec<f32>; 2],
}

impl Sums {
    fn clear(&mut self, band: &Range<usize>) {
        self.start = band.start;
        for sums in std::iter::once(&mut self.alone).chain(&mut self.again) {
            sums.clear();
            sums.resize(band.len() + 3, 0.0);
        }
    }

    /// Takes in a clue with the sentences that answer it.
    fn add(&mut self, answers: &[u32], gain: f32) {
        let mut before = None;
        for &s in answers {
            let at = s as usize + 2 - self.start;
            self.alone[at] += gain;
            let [two, three] = &mut self.again;
            match before.map(|b| s - b) {
                Some(1) => {
                    two[at] += gain;
                    three[at] += gain;
                    three[at + 1] += gain;
                }
                Some(2) => three[at] += gain,
                _ => {}
            }
            before = Some(s);
        }
    }

    /// Gives, for each sentence of the band, what is said of it with the `wide` before it.
    fn told(&self, wide: usize, mut give: impl FnMut(f32)) {
        let count = self.alone.len() - 3;
        let (third, second, first) = (&self.alone[..count], &self.alone[1..=count], &self.alone[2..count + 2]);
        let again = |n: usize| &self.again[n][2..count + 2];
        match wide {
            0 => first.iter().for_each(|&a| give(a)),
            1 => second.iter().zip(first).zip(again(0)).for_each(|((b, a), twice)| give(b + a - twice)),
            _ => third.iter().zip(second).zip(first).zip(again(1)).for_each(|(((c, b), a), twice)| give(c + b + a - twice)),
        }
    }
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
