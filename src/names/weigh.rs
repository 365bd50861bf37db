//! How far a Latin name is the rendering of a Hangul one by the model: what is saved by taking the two for one name,
//! against two names that have nothing to do with each other but are of one way of spelling, evened out over their
//! length. The ways to put words beside each other are tried here; Korean names are weighed in `person`.

use super::alphabet::{self, Letters};
use super::given::{self, Look};
use super::latin::Word;
use super::model::{KOREAN, LANES, Lanes, Model, SINO};
use super::{byname, person, sino, surnames, titles};
use smallvec::SmallVec;

/// The best reading of a pair of names.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Weighed {
    /// What is saved; about 1 for the most usual spelling, below 0 for another name.
    pub(super) saved: f32,
    /// The way of spelling.
    pub(super) lane: usize,
    /// How the words stand beside each other.
    pub(super) order: Order,
    /// Read with titles and numbers of rulers taken off, or without marks.
    pub(super) stripped: bool,
    pub(super) unmarked: bool,
    /// What kind of reading it is.
    pub(super) kind: Kind,
}

/// What kind of reading a pair of names has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// One name in both scripts.
    Name,
    /// Read as one word, and both sides look Korean: among those, many names are alike.
    Native,
    /// One side tells another name of a person, beside which only the surname, or a part of the given name, can fit.
    Byname,
}

/// How words of one side stand beside those of the other.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Order {
    /// All joined, the Latin side beginning with this word.
    Whole(usize),
    /// A Korean surname of so many syllables, which is this Latin word, and a given name, which is the others.
    Surname(usize, usize),
    /// Each word of the shorter side with one of the longer.
    Parts([Option<u8>; 8]),
    /// A Chinese name by its characters, the Latin side beginning with this word.
    Characters(usize),
}

impl Weighed {
    pub(super) const NONE: Self = Self { saved: -9.0, lane: KOREAN, order: Order::Whole(0), stripped: false, unmarked: false, kind: Kind::Name };

    pub(super) fn of(apart: u16, cost: u16, lane: usize, order: Order) -> Self {
        let (apart, cost) = (f32::from(apart), f32::from(cost));
        Self { saved: (apart - cost) / (apart * 0.5 + 40.0), lane, order, ..Self::NONE }
    }

    pub(super) fn better(self, other: Self) -> Self {
        if other.saved > self.saved { other } else { self }
    }
}

/// Weighs a pair of names.
pub(super) fn weigh(model: &Model, ko: &str, en: &str) -> Weighed {
    let words = alphabet::words(en);
    let mut best = with_titles(model, ko, &words);
    if let Some(plain) = unmarked(&words) {
        best = best.better(Weighed { unmarked: true, ..with_titles(model, ko, &plain) });
    }
    best
}

/// The words without marks, where some have any.
pub(super) fn unmarked(words: &[Word]) -> Option<SmallVec<[Word; 4]>> {
    let marked = words.iter().any(|w| alphabet::unmarked(w).is_some());
    marked.then(|| words.iter().map(|w| alphabet::unmarked(w).unwrap_or_else(|| w.clone())).collect())
}

fn with_titles(model: &Model, ko: &str, words: &[Word]) -> Weighed {
    let mut best = arranged(model, ko, words).better(byname::weigh(model, ko, words));
    if let Some(words) = byname::without_western(model, words) {
        let plain = arranged(model, ko, &words);
        best = best.better(Weighed { saved: plain.saved - BAPTISMAL, order: Order::Whole(0), ..plain });
    }
    match titles::without(ko, words) {
        Some((ko, words)) => best.better(Weighed { stripped: true, ..arranged(model, &ko, &words) }),
        None => best,
    }
}

fn arranged(model: &Model, ko: &str, en: &[Word]) -> Weighed {
    let tokens = parts(ko);
    let whole: Letters = tokens.iter().flatten().copied().collect();
    if en.is_empty() || whole.is_empty() {
        return Weighed::NONE;
    }
    let person = person::weigh(model, ko.trim(), en);
    let mut best = person.best;
    let unlike = if two_koreans(ko.trim(), en) { KOREANS } else { 0 };
    for turn in 0..en.len().min(3) {
        let extra = if turn == 0 { unlike } else { TURNED + unlike };
        best = best.better(joined(model, &whole, &turned(en, turn), extra, person.namesakes, Order::Whole(turn)));
    }
    for turn in 0..en.len().min(2) {
        let extra = if turn == 0 { 0 } else { TURNED };
        best = best.better(chinese(model, ko.trim(), &whole, &turned(en, turn), extra, person.namesakes, Order::Characters(turn)));
    }
    if tokens.len() != en.len() {
        best = best.better(parted(model, &tokens, en, person.namesakes));
    }
    best
}

/// What is not saved where a given name of another language stands in front of a Korean name.
const BAPTISMAL: f32 = 0.1;
/// What it costs that the words stand in another order; that a side has words more than the other.
const TURNED: u16 = 8;
/// That two names which are built as those of Koreans are read by another language.
const KOREANS: u16 = 32;
const PARTED: u16 = 24;

/// The words of a Hangul name, as letters.
pub(super) fn parts(ko: &str) -> SmallVec<[Letters; 4]> {
    let tokens = ko.split(|c: char| c.is_whitespace() || matches!(c, '·' | '-' | '=' | ',')).filter(|t| !t.is_empty());
    let letters = tokens.take(6).map(|t| {
        let mut letters = Letters::new();
        alphabet::letters_of(t, &mut letters);
        letters
    });
    letters.filter(|l| !l.is_empty()).collect()
}

/// All words in a row, beginning with this one.
pub(super) fn turned(en: &[Word], turn: usize) -> Word {
    en[turn..].iter().chain(&en[..turn]).flatten().copied().collect()
}

fn joined(model: &Model, letters: &[u8], latin: &[u8], extra: u16, namesakes: u16, order: Order) -> Weighed {
    let (apart, lane) = apart(model, letters, latin);
    Weighed {
        kind: if lane == KOREAN { Kind::Native } else { Kind::Name },
        ..cheapest(&model.costs(letters, latin), &model.prior, extra, apart.min(namesakes), order)
    }
}

/// Whether both names are built as those of Koreans, so that what merely sounds alike by another language is no reading.
fn two_koreans(ko: &str, en: &[Word]) -> bool {
    let syllables = |family: usize| en.iter().enumerate().filter(|&(i, _)| i != family).try_fold(0, |sum, (_, w)| Some(sum + given::latin_syllables(w)?));
    let built = |family: usize| surnames::latin(&en[family]).next().is_some() && syllables(family).is_some_and(|n| n <= 2);
    (2..=3).contains(&en.len()) && given::look(ko) == Look::Usual && (built(0) || built(en.len() - 1))
}

/// A name as what its characters are read in Mandarin.
fn chinese(model: &Model, ko: &str, letters: &[u8], latin: &[u8], extra: u16, namesakes: u16, order: Order) -> Weighed {
    let Some((cost, _)) = sino::read(ko, latin) else { return Weighed::NONE };
    let told = model.alone(letters, false)[SINO].saturating_add(model.prior[SINO]);
    Weighed::of(apart(model, letters, latin).0.min(namesakes), told.saturating_add(cost).saturating_add(extra), SINO, order)
}

/// The foreign way of spelling by which it costs least.
fn cheapest(costs: &Lanes, prior: &Lanes, extra: u16, apart: u16, order: Order) -> Weighed {
    let lanes = SINO + 1..LANES;
    let of = |k: usize| (costs[k].saturating_add(prior[k]).saturating_add(extra), k);
    lanes.map(of).min().map_or(Weighed::NONE, |(cost, lane)| Weighed::of(apart, cost, lane, order))
}

/// What two names cost that have nothing to do with each other, but are of one way of spelling; and which that is.
fn apart(model: &Model, letters: &[u8], latin: &[u8]) -> (u16, usize) {
    let (ko, en) = (model.alone(letters, false), model.alone(latin, true));
    (0..LANES).map(|k| (ko[k].saturating_add(en[k]).saturating_add(model.prior[k]), k)).min().unwrap_or((0, KOREAN))
}

/// The side with fewer words, each word with the best of the other side; what is left over costs.
fn parted(model: &Model, tokens: &[Letters], en: &[Word], namesakes: u16) -> Weighed {
    let hangul_fewer = tokens.len() < en.len();
    let (few, many) = (tokens.len().min(en.len()), tokens.len().max(en.len()).min(8));
    let mut order = [None; 8];
    let mut costs = [PARTED; LANES];
    let mut together = 0_u16;
    let mut used = [false; 8];
    for i in 0..few {
        let free = (0..many).filter(|&j| !used[j]);
        let weighed = free.map(|j| {
            let (letters, word) = if hangul_fewer { (&tokens[i], &en[j]) } else { (&tokens[j], &en[i]) };
            let (costs, apart) = (model.costs(letters, word), apart(model, letters, word).0);
            (i32::from(apart) - i32::from(*costs[SINO + 1..].iter().min().unwrap_or(&0)), j, costs, apart)
        });
        let Some((_, j, word_costs, apart)) = weighed.max_by_key(|w| (w.0, std::cmp::Reverse(w.1))) else { break };
        used[j] = true;
        order[i] = u8::try_from(j).ok();
        for k in 0..LANES {
            costs[k] = costs[k].saturating_add(word_costs[k]);
        }
        together = together.saturating_add(apart);
    }
    // What is left over costs a part of what it would cost to tell it, and titles less.
    let left = (0..many).filter(|&j| !used[j]).fold((0_u16, 0_u16), |(sum, extra), j| {
        let cost = if hangul_fewer { model.apart(&[], &en[j]) } else { model.apart(&tokens[j], &[]) };
        let beside = hangul_fewer && titles::beside(&en[j]);
        (sum.saturating_add(if beside { 0 } else { cost / 2 }), extra.saturating_add(if beside { 4 } else { cost / 6 }))
    });
    let apart = together.saturating_add(left.0).min(namesakes);
    cheapest(&costs, &model.prior, left.0.saturating_add(left.1), apart, Order::Parts(order))
}
