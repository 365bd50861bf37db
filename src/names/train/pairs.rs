//! From pairs of names to pairs of tokens, with every way in which letters of one can stand for letters of the other.

use super::NamePair;
use super::seeds::{self, Seed};
use crate::names::alphabet::{self, DIGIT, FILLER, FINAL, Letters, VOWEL};
use crate::names::latin::Word;
use crate::names::model::{UNIT_LATIN, UNIT_LETTERS, pack};
use crate::names::spelling::{self, Manner};
use crate::names::surnames;
use hashbrown::HashMap;
use smallvec::SmallVec;

/// Letters that may be read together, from one place of a token on.
#[derive(Clone, Copy)]
pub(super) struct Arc {
    pub(super) i: u8,
    pub(super) j: u8,
    pub(super) letters: u8,
    pub(super) latin: u8,
    pub(super) unit: u32,
}

/// A Hangul token and a Latin one.
pub(super) struct Token {
    pub(super) n: usize,
    pub(super) m: usize,
    pub(super) arcs: Vec<Arc>,
    /// What telling both sides apart costs, in bits.
    pub(super) apart: f64,
}

/// One way to see a pair of names as pairs of tokens.
pub(super) struct Reading {
    pub(super) tokens: SmallVec<[u32; 4]>,
    /// Read as a Korean name, whose surname is told by the table of surnames, with what that costs in bits.
    pub(super) korean: Option<f64>,
}

/// A pair of names.
pub(super) struct Name {
    pub(super) readings: SmallVec<[Reading; 3]>,
    pub(super) seed: Seed,
}

/// All of them.
#[derive(Default)]
pub(super) struct Corpus {
    pub(super) names: Vec<Name>,
    /// Pairs of the input that gave names.
    pub(super) sources: usize,
    pub(super) tokens: Vec<Token>,
    /// Letters on both sides of each unit.
    pub(super) units: Vec<(Letters, Word)>,
    by_token: HashMap<(Letters, Word), u32>,
    by_unit: HashMap<(u32, u32), u32>,
    pub(super) hangul: Vec<f64>,
    pub(super) latin: Vec<f64>,
}

/// Longest tokens that are learned from.
const MOST: usize = 28;

impl Corpus {
    pub(super) fn of(names: &[NamePair]) -> Self {
        let mut corpus = Self { hangul: vec![1.0; 256], latin: vec![1.0; 256], ..Self::default() };
        for pair in names {
            let words = alphabet::words(&pair.en);
            let before = corpus.names.len();
            corpus.add(pair, &words);
            if words.iter().any(|w| alphabet::unmarked(w).is_some()) {
                // Newspapers leave marks out, so that both ways are learned.
                let plain: SmallVec<[Word; 4]> = words.iter().map(|w| alphabet::unmarked(w).unwrap_or_else(|| w.clone())).collect();
                corpus.add(pair, &plain);
            }
            corpus.sources += usize::from(corpus.names.len() > before);
        }
        for (letters, latin, _) in reviewed().into_iter().flatten() {
            corpus.unit(&letters, &latin);
        }
        corpus.weigh();
        corpus
    }

    fn add(&mut self, pair: &NamePair, words: &[Word]) {
        let mut readings = SmallVec::new();
        for (given, latin, cost) in korean(&pair.ko, words) {
            readings.extend(self.token(given, latin).map(|t| Reading { tokens: SmallVec::from_slice(&[t]), korean: Some(cost) }));
        }
        let tokens = parts(&pair.ko);
        if let Some(arranged) = arranged(&tokens, words) {
            let tokens: SmallVec<[u32; 4]> = arranged.into_iter().filter_map(|(t, w)| self.token(t, w)).collect();
            if !tokens.is_empty() {
                readings.push(Reading { tokens, korean: None });
            }
        }
        if !readings.is_empty() {
            let seed = seeds::of(pair, words);
            self.names.push(Name { readings, seed });
        }
    }

    fn token(&mut self, letters: Letters, latin: Word) -> Option<u32> {
        // Figures stand for themselves, or a number of a ruler for another sign; neither is to be learned.
        if letters.is_empty() || latin.is_empty() || letters.len() > MOST || latin.len() > MOST || letters.iter().any(|&l| l >= DIGIT) {
            return None;
        }
        for &l in &letters {
            self.hangul[usize::from(l)] += 1.0;
        }
        for &l in &latin {
            self.latin[usize::from(l)] += 1.0;
        }
        let next = u32::try_from(self.tokens.len()).ok()?;
        if let Some(&known) = self.by_token.get(&(letters.clone(), latin.clone())) {
            return Some(known);
        }
        let arcs = self.arcs(&letters, &latin);
        self.tokens.push(Token { n: letters.len(), m: latin.len(), arcs, apart: 0.0 });
        self.by_token.insert((letters, latin), next);
        Some(next)
    }

    fn arcs(&mut self, letters: &[u8], latin: &[u8]) -> Vec<Arc> {
        let mut out = Vec::new();
        let (n, m) = (letters.len(), latin.len());
        for i in 0..n {
            for j in 0..=m {
                // Far from the diagonal no reading comes by.
                if (i * m).abs_diff(j * n) > 4 * n.max(m) {
                    continue;
                }
                for a in 1..=UNIT_LETTERS.min(n - i) {
                    if !together(&letters[i..i + a]) {
                        continue;
                    }
                    for b in usize::from(a > 1)..=UNIT_LATIN.min(m - j) {
                        let unit = self.unit(&letters[i..i + a], &latin[j..j + b]);
                        #[expect(clippy::cast_possible_truncation, reason = "tokens are short")]
                        out.push(Arc { i: i as u8, j: j as u8, letters: a as u8, latin: b as u8, unit });
                    }
                }
            }
        }
        out
    }

    fn unit(&mut self, letters: &[u8], latin: &[u8]) -> u32 {
        let next = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        let units = &mut self.units;
        *self.by_unit.entry((pack(letters), pack(latin))).or_insert_with(|| {
            units.push((letters.into(), latin.into()));
            next
        })
    }

    /// Works out what letters cost by themselves.
    fn weigh(&mut self) {
        for side in [&mut self.hangul, &mut self.latin] {
            let sum: f64 = side.iter().sum();
            for count in side.iter_mut() {
                *count = -(*count / sum).log2();
            }
        }
        let texts: Vec<(u32, f64)> = {
            let sum = |costs: &[f64], side: &[u8]| side.iter().map(|&b| costs[usize::from(b)]).sum::<f64>();
            self.by_token.iter().map(|((l, w), &t)| (t, sum(&self.hangul, l) + sum(&self.latin, w))).collect()
        };
        for (token, apart) in texts {
            self.tokens[token as usize].apart = apart;
        }
    }
}

/// The reviewed tables: letters, a spelling of them and its cost, of Korean names and of foreign ones.
pub(super) fn reviewed() -> [Vec<(Letters, Word, f64)>; 2] {
    [include_str!("../korean.tsv"), include_str!("../foreign.tsv")].map(|tsv| {
        let lines = tsv.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        let rows = lines.flat_map(|(names, spellings)| {
            let letters: Letters = names.split(' ').filter_map(alphabet::letter_named).collect();
            spellings.split(' ').map(move |spelling| {
                let (latin, cost) = spelling.split_once(':').map_or((spelling, 0.0), |(l, c)| (l, c.parse().unwrap_or(0.0)));
                (letters.clone(), Word::from_slice(latin.as_bytes()), cost)
            })
        });
        rows.filter(|(l, w, _)| !l.is_empty() && l.len() <= UNIT_LETTERS && w.len() <= UNIT_LATIN).collect()
    })
}

/// Letters that can stand for Latin ones together: sounds that change each other, x for ㄱㅅ, io for ㅣㅗ, whi for 휘.
fn together(letters: &[u8]) -> bool {
    const BREATH: u8 = 18;
    const ROUNDED: std::ops::RangeInclusive<u8> = VOWEL + 9..=VOWEL + 16;
    let (vowel, last) = (|l: u8| (VOWEL..FINAL).contains(&l), |l: u8| (FINAL..DIGIT).contains(&l));
    let first = |l: u8| l < VOWEL;
    match *letters {
        [_] => true,
        [a, b] => (vowel(a) && (vowel(b) || last(b))) || (last(a) && first(b)) || (first(a) && b == FILLER) || (a == BREATH && ROUNDED.contains(&b)),
        [a, b, c] => (last(a) && first(b) && c == FILLER) || (first(a) && vowel(b) && last(c)),
        _ => false,
    }
}

/// The parts of a Hangul name, as letters.
fn parts(ko: &str) -> SmallVec<[Letters; 4]> {
    let tokens = ko.split(|c: char| c.is_whitespace() || matches!(c, '·' | '-' | '=' | ',')).filter(|t| !t.is_empty());
    let letters = tokens.take(6).map(|t| {
        let mut letters = Letters::new();
        alphabet::letters_of(t, &mut letters);
        letters
    });
    letters.filter(|l| !l.is_empty()).collect()
}

/// Tokens with the words that stand for them: in the order of the text or turned round, whichever is cheaper by the
/// reviewed table; joined where one side is one word.
fn arranged(tokens: &[Letters], words: &[Word]) -> Option<SmallVec<[(Letters, Word); 4]>> {
    let joined = |ws: &[&Word]| -> Word { ws.iter().flat_map(|w| w.iter().copied()).collect() };
    if tokens.len() != words.len() {
        if tokens.len() > 1 && words.len() > 1 || tokens.len() > 4 || words.len() > 4 {
            return None;
        }
        let letters: Letters = tokens.iter().flatten().copied().collect();
        let whole = joined(&words.iter().collect::<Vec<_>>());
        return (!words.is_empty() && !tokens.is_empty()).then(|| SmallVec::from_iter([(letters, whole)]));
    }
    if tokens.len() > 5 {
        return None;
    }
    let price = |turn: usize| -> u32 {
        let one = |(n, t): (usize, &Letters)| {
            let word = &words[(n + turn) % words.len()];
            let plain = alphabet::unmarked(word).unwrap_or_else(|| word.clone());
            u32::from(spelling::cost(t, &plain, Manner::Foreign, 1500))
        };
        tokens.iter().enumerate().map(one).sum()
    };
    let turn = (0..words.len().min(3)).min_by_key(|&t| price(t))?;
    Some(tokens.iter().cloned().zip((0..words.len()).map(|n| words[(n + turn) % words.len()].clone())).collect())
}

/// Ways to read a name as Korean: the letters of the given name, its Latin ones, what the surname costs in bits.
fn korean(ko: &str, words: &[Word]) -> SmallVec<[(Letters, Word, f64); 2]> {
    let mut out = SmallVec::new();
    if !(2..=4).contains(&words.len()) || ko.contains(' ') || ko.chars().count() > 5 {
        return out;
    }
    let (last, first) = (words.len() - 1, 0);
    for (surname, given) in surnames::partings(ko.trim()) {
        for (family, rest) in [(first, 1..words.len()), (last, 0..last)] {
            let Some(cost) = surname.cost(&words[family]) else { continue };
            let mut letters = Letters::new();
            alphabet::letters_of(given, &mut letters);
            out.push((letters, words[rest].iter().flatten().copied().collect(), 6.0 + f64::from(cost) / 8.0));
        }
    }
    out
}
