//! Clauses of the Korean of which nothing stands in the English: no word that the lexicon knows has a counterpart, no figure
//! is told, and the English is as much shorter as that. One word may be rendered freely; a whole clause is not.

use super::Figures;
use super::clauses::{self, Bond};
use super::coverage::{self, English, Told};
use crate::model::{Link, Mention, Pair, Passage, Value};
use crate::text::{Exact, Span, Words, bytes, hangul};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

/// A clause that the English leaves out.
#[derive(Clone, PartialEq, Debug)]
pub struct Omitted {
    /// Its words, in bytes of the Korean document.
    pub span: Span,
    /// How it hangs on its sentence.
    pub bond: Bond,
    /// Words of the lexicon in it, none of which is rendered.
    pub lost: u32,
    /// Figures in it that are told nowhere: indexes of Korean mentions.
    pub figures: SmallVec<[usize; 4]>,
    /// Whether people who died or were hurt are counted in it.
    pub casualties: bool,
}

/// Clauses left out, over all links.
pub fn omitted(pair: &Pair<'_>, figures: &Figures) -> Vec<Omitted> {
    let (mut out, alone) = (Vec::new(), pair.pairing.links.len() == 1);
    let read = Read::new(pair.target.text(), &pair.en.passages);
    for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && (l.score >= 0.5 || alone)) {
        let (ko, en) = (cover(&pair.ko.passages[link.source.clone()]), cover(&pair.en.passages[link.target.clone()]));
        if ko.len() > LONGEST || en.len() > LONGEST {
            continue;
        }
        let short = shortfall(ko.slice(pair.source.text()), en.slice(pair.target.text()));
        let from = figures.missing.partition_point(|&i| pair.ko.mentions[i].span.start < ko.start);
        let open = figures.missing.get(from).is_some_and(|&i| ko.contains(pair.ko.mentions[i].span));
        if short > SHORT || open || alone && clauses::may_hang(ko.slice(pair.source.text())) {
            in_link(pair, figures, &read, link, (short, open), &mut out);
        }
    }
    out
}

impl Omitted {
    /// Takes the next clause in, which is left out as well.
    fn join(&mut self, next: Self) {
        self.span = self.span.cover(next.span);
        self.lost += next.lost;
        self.figures.extend(next.figures);
        self.casualties |= next.casualties;
    }
}

/// Whether nothing but space stands between two clauses.
fn text_between(pair: &Pair<'_>, from: usize, to: usize) -> bool {
    pair.source.text().get(from..to).is_some_and(|gap| gap.trim().is_empty())
}

/// Bytes of a side that are looked at, at most.
const LONGEST: usize = 8192;
/// How much shorter than usual, as a logarithm, the English must be for anything to be missed; and so that little suffices.
const SHORT: f32 = 0.05;
const VERY_SHORT: f32 = 0.15;

fn cover(passages: &[Passage]) -> Span {
    Span::new(passages[0].span.start, passages[passages.len() - 1].span.end)
}

/// How much shorter the English is than the Korean lets expect, as a logarithm; English has 2 letters for a syllable.
#[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
pub(super) fn shortfall(ko: &str, en: &str) -> f32 {
    let graphic = |b: u8| b.wrapping_sub(b'!') <= b'~' - b'!';
    let (syllables, others) = (bytes::count(ko.as_bytes(), |b| b >= 0xC0), bytes::count(ko.as_bytes(), graphic));
    let letters = bytes::count(en.as_bytes(), graphic);
    ((2 * syllables + others + 10) as f32 / (letters + 10) as f32).ln()
}

/// The words of each English passage, read once for all links that ask.
struct Read<'p> {
    text: &'p str,
    passages: &'p [Passage],
    words: Vec<OnceCell<English>>,
}

impl<'p> Read<'p> {
    fn new(text: &'p str, passages: &'p [Passage]) -> Self {
        Self { text, passages, words: passages.iter().map(|_| OnceCell::new()).collect() }
    }

    fn of(&self, passages: Range<usize>) -> SmallVec<[&English; 4]> {
        let read = |i: usize| self.words[i].get_or_init(|| English::of(self.passages[i].span.slice(self.text)));
        passages.map(read).collect()
    }
}

fn in_link(pair: &Pair<'_>, figures: &Figures, read: &Read<'_>, link: &Link, (short, open): (f32, bool), out: &mut Vec<Omitted>) {
    // Part of it may stand in a passage that was paired with the one before or behind.
    let around = link.target.start.saturating_sub(1)..(link.target.end + 1).min(pair.en.passages.len());
    let en = cover(&pair.en.passages[around.clone()]).slice(pair.target.text());
    let mut english = None;
    for passage in &pair.ko.passages[link.source.clone()] {
        let sentence = passage.span.slice(pair.source.text());
        for clause in clauses::clauses(sentence) {
            // A plain clause is missed only where the English is short or a figure is told nowhere.
            if clause.bond == Bond::Plain && short <= SHORT && !open || spoken_for(clause.bond, en) {
                continue;
            }
            let english = english.get_or_insert_with(|| read.of(around.clone()));
            let state = Tail::of(pair, figures, english, sentence, clause.span, passage.span.start);
            let Some(found) = state.omitted(clause.bond, short) else { continue };
            match out.last_mut().filter(|o| o.bond == found.bond && text_between(pair, o.span.end, found.span.start)) {
                Some(before) => before.join(found),
                None => out.push(found),
            }
        }
    }
}

/// What is left of a clause behind its last word that has a counterpart.
struct Tail {
    span: Option<Span>,
    told: Told,
    figures: SmallVec<[usize; 4]>,
    casualties: bool,
    /// Whether people are counted of whom nothing is told.
    people: bool,
    /// Lengths of time that are told nowhere.
    times: u32,
}

impl Tail {
    fn of(pair: &Pair<'_>, figures: &Figures, english: &[&English], sentence: &str, clause: Span, base: usize) -> Self {
        let mut tail = Self { span: None, told: Told::default(), figures: SmallVec::new(), casualties: false, people: false, times: 0 };
        let denies = english.iter().any(|e| e.denies);
        let words: SmallVec<[Span; 16]> = clauses::words(clause.slice(sentence)).map(|w| w.shift(clause.start)).collect();
        for word in words.into_iter().rev() {
            let at = word.shift(base);
            let text = word.slice(sentence);
            let (mut found, mut missing, mut people_here, mut times) = (false, SmallVec::<[usize; 4]>::new(), false, 0);
            let from = pair.ko.mentions.partition_point(|m| m.span.end <= at.start);
            for (i, m) in pair.ko.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < at.end) {
                match standing(figures, i, m) {
                    Standing::Missing => {
                        people_here |= people(pair, m);
                        times += u32::from(matches!(m.value, Value::Duration(_) | Value::Date(_)));
                        if counts(pair, i) && !tail.figures.contains(&i) {
                            missing.push(i);
                        }
                    }
                    Standing::Told => found = true,
                    Standing::Open => {}
                }
            }
            let mut told = coverage::told(english, outside(text, at, pair, from));
            if told.found == 0 && !denies && denies_in(text) {
                told = Told { lost: told.lost.max(1), unknown: 0, ..told };
            }
            if found || told.found > 0 {
                break;
            }
            tail.people |= people_here;
            tail.times += times;
            tail.figures.extend(missing);
            tail.told.lost += told.lost;
            tail.told.unknown += told.unknown;
            tail.span = Some(tail.span.map_or(at, |s| s.cover(at)));
        }
        // Asked of the few where people are counted; no ending of a word and beginning of the next make one of these.
        tail.casualties = tail.people && tail.span.is_some_and(|s| pair.source.text().get(s.start..s.end).is_some_and(|t| HURT.iter().any(|w| t.contains(w))));
        tail.figures.sort_unstable();
        tail
    }

    fn omitted(self, bond: Bond, short: f32) -> Option<Omitted> {
        let span = self.span?;
        let figures = u32::try_from(self.figures.len()).unwrap_or(0);
        let hurt = self.casualties && self.people;
        let weight = self.told.lost + 2 * figures.max(u32::from(hurt)) + if figures > 0 || bond != Bond::Plain { self.times } else { 0 };
        let least = match bond {
            Bond::Condition | Bond::Concession => 3,
            Bond::Plain if hurt => 3,
            Bond::Plain if figures > 0 || short > VERY_SHORT => 4,
            Bond::Plain if short > SHORT => 5,
            Bond::Plain => return None,
        };
        (weight >= least && self.told.unknown <= 1 + self.told.lost / 2).then_some(Omitted {
            span,
            bond,
            lost: self.told.lost,
            figures: self.figures,
            casualties: hurt,
        })
    }
}

/// Whether a word has 않, 못, 아니 or 아닌 in it.
fn denies_in(word: &str) -> bool {
    word.char_indices().any(|(at, c)| matches!(c, '않' | '못') || c == '아' && word[at + "아".len()..].starts_with(['니', '닌']))
}

/// Words for charges and what courts do about them.
pub(super) const CHARGES: &[&str] = &["혐의", "의혹", "기소", "구속", "고발", "고소", "압수수색", "체포", "유죄", "무죄", "징역", "벌금", "영장", "부인했"];
/// Words for people who died or were hurt.
pub(super) const HURT: &[&str] = &["숨지", "숨졌", "사망", "다치", "다쳤", "부상", "실종", "중상", "경상", "목숨"];

/// Whether a figure is one that a reader would miss: no date, rank, age or length of time, and no small number; 112 is whom one
/// calls, and 6 in 6피트 6인치 a part.
pub(super) fn counts(pair: &Pair<'_>, index: usize) -> bool {
    let m = &pair.ko.mentions[index];
    let part = index.checked_sub(1).and_then(|i| pair.source.text().get(pair.ko.mentions[i].span.end..m.span.start)).is_some_and(|gap| gap.trim().is_empty());
    telling(m) && !(part && matches!(m.value, Value::Quantity(..)))
}

/// The same of a figure by itself, of either side.
pub(super) fn telling(m: &Mention) -> bool {
    match &m.value {
        Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..) => true,
        Value::Number(a) => a.low >= Exact::int(10) && a.low.is_integer() && (m.counter.is_some() || a.low >= Exact::int(1000)),
        _ => false,
    }
}

/// Whether a figure counts people.
fn people(pair: &Pair<'_>, m: &Mention) -> bool {
    matches!(m.value, Value::Number(_)) && m.span.slice(pair.source.text()).contains('명')
}

/// What became of a mention.
enum Standing {
    Told,
    Missing,
    Open,
}

fn standing(figures: &Figures, index: usize, m: &Mention) -> Standing {
    if matches!(m.value, Value::Name(_)) {
        return Standing::Open;
    }
    if figures.missing.binary_search(&index).is_ok() {
        return Standing::Missing;
    }
    if figures.rendering(index).is_some() || figures.difference(index).is_some() { Standing::Told } else { Standing::Open }
}

/// The part of a word that stands in front of or behind what was read as a value in it.
fn outside<'t>(word: &'t str, at: Span, pair: &Pair<'_>, from: usize) -> &'t str {
    let Some(m) = pair.ko.mentions.get(from).filter(|m| m.span.start < at.end && !open_name(m)) else { return word };
    let before = m.span.start.saturating_sub(at.start);
    if before > 0 {
        return word.get(..before).unwrap_or(word);
    }
    word.get(m.span.end.saturating_sub(at.start)..).filter(|rest| rest.chars().take_while(|c| hangul::is_syllable(*c)).count() > 1).unwrap_or("")
}

/// Whether a mention is a name that no table has, and may be no name at all.
fn open_name(m: &Mention) -> bool {
    matches!(&m.value, Value::Name(n) if n.entity.is_none())
}

/// Whether the English has a word that may stand for how such a clause hangs on the rest.
fn spoken_for(bond: Bond, en: &str) -> bool {
    static CONDITIONS: LazyLock<Words> = LazyLock::new(|| Words::new(IFS));
    static CONCESSIONS: LazyLock<Words> = LazyLock::new(|| Words::new(BUTS));
    let words = match bond {
        Bond::Condition => &*CONDITIONS,
        Bond::Concession => &*CONCESSIONS,
        Bond::Plain => return false,
    };
    en.split(|c: char| !c.is_ascii_alphabetic()).any(|w| words.contains(w))
}

const IFS: &[&str] = &[
    "if", "unless", "provided", "providing", "when", "whenever", "once", "should", "case", "event", "long", "assuming", "otherwise", "until", "till",
    "depending", "condition", "conditional", "were", "after", "upon", "where", "could", "would", "even",
];
const BUTS: &[&str] = &[
    "but", "though", "although", "while", "whilst", "however", "despite", "yet", "even", "nonetheless", "nevertheless", "still", "spite", "notwithstanding",
    "whereas", "albeit", "instead", "regardless", "rather", "only", "except",
];
