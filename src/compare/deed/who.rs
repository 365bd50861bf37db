//! Whether a stretch of English names somebody whom a Korean phrase names: by the lexicon, by the spelling of a name, by
//! the same Latin letters, or by what they are (경찰 and police).

use super::table::rows;
use crate::compare::name::renders_mention;
use crate::model::{Link, Mention, Name, NameClass, Pair, Value};
use crate::names::{latin, lexicon, matching, surnames};
use crate::text::{Span, Words, hangul};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What people are called by, in both languages.
static NOUNS: LazyLock<Vec<(Vec<&str>, Vec<&str>)>> = LazyLock::new(|| {
    rows(include_str!("nouns.tsv")).filter_map(|row| row.split_once('\t')).map(|(ko, en)| (ko.split('|').collect(), en.split('|').collect())).collect()
});

/// Nouns that start alike, with their rows.
type Starts = SmallVec<[(&'static str, usize); 2]>;

/// The rows of [`NOUNS`] by the first two syllables of their Korean nouns, or the only one.
static BY_START: LazyLock<HashMap<&str, Starts>> = LazyLock::new(|| {
    let mut out: HashMap<&str, Starts> = HashMap::new();
    for (row, (nouns, _)) in NOUNS.iter().enumerate() {
        for noun in nouns {
            out.entry(noun.get(..6).unwrap_or(noun)).or_default().push((noun, row));
        }
    }
    out
});

/// The rows of [`NOUNS`] that a Korean word may be of; 전남편 is one of 남편.
fn rows_of(word: &str) -> impl Iterator<Item = usize> + '_ {
    let word = word.strip_prefix('전').filter(|w| w.len() >= 6).unwrap_or(word);
    [6, 3].into_iter().filter_map(|len| BY_START.get(word.get(..len)?)).flatten().filter(move |(noun, _)| word.starts_with(noun)).map(|(_, row)| *row)
}

/// Nouns of [`NOUNS`] of which one is the other side of the other.
pub(super) const SIDES: &[(&str, &str)] = &[
    ("원고", "피고"),
    ("피해자", "가해자"),
    ("여당", "야당"),
    ("노조", "사측"),
    ("의사", "환자"),
    ("남편", "아내"),
    ("집주인", "세입자"),
    ("경찰", "검찰"),
    ("교사", "학부모"),
    ("구매자", "판매자"),
    ("채권자", "채무자"),
    ("원청", "하청"),
    ("보험사", "가입자"),
];

/// Whether the English is of the other side than the Korean: a lawyer for the defendant for one of the plaintiff.
pub(super) fn opposed(ko: &str, en: &str) -> bool {
    let told: SmallVec<[usize; 4]> = ko.split(' ').flat_map(rows_of).collect();
    let english = |row: usize| NOUNS[row].1.iter().any(|w| called(en, w));
    let other = |row: usize| {
        let is = |noun: &str| NOUNS[row].0.contains(&noun);
        let side = SIDES.iter().find_map(|(a, b)| if is(a) { Some(b) } else { is(b).then_some(a) })?;
        NOUNS.iter().position(|(nouns, _)| nouns.contains(side))
    };
    told.iter().any(|&row| other(row).is_some_and(|o| !told.contains(&o) && english(o) && !english(row)))
}

/// The two sides of a link.
pub struct Scene<'a> {
    pair: &'a Pair<'a>,
    /// The Korean of the link, and where it starts.
    pub ko: &'a str,
    pub(super) ko_base: usize,
    /// The English of the link, and where it starts.
    pub en: &'a str,
    pub(super) en_base: usize,
    /// Korean sentences in it.
    pub(super) sentences: usize,
    ko_mentions: std::ops::Range<usize>,
    en_mentions: std::ops::Range<usize>,
}

impl<'a> Scene<'a> {
    /// The scene of a link that has two sides.
    pub fn new(pair: &'a Pair<'a>, link: &Link) -> Self {
        let span = |passages: &[crate::model::Passage]| passages.iter().fold(passages[0].span, |s, p| s.cover(p.span));
        let (ko, en) = (span(&pair.ko.passages[link.source.clone()]), span(&pair.en.passages[link.target.clone()]));
        Self {
            pair,
            ko: ko.slice(pair.source.text()),
            ko_base: ko.start,
            en: en.slice(pair.target.text()),
            en_base: en.start,
            sentences: link.source.len(),
            ko_mentions: pair.ko.mentions_in(&link.source),
            en_mentions: pair.en.mentions_in(&link.target),
        }
    }

    /// A place in the Korean document.
    pub fn in_source(&self, span: Span) -> Span {
        span.shift(self.ko_base)
    }

    /// A place in the English document.
    pub fn in_target(&self, span: Span) -> Span {
        span.shift(self.en_base)
    }

    /// Whether the English at `zone` names somebody of the Korean at `phrase` who is not named at `except` as well.
    pub fn names(&self, phrase: Span, zone: Span, except: Option<Span>) -> bool {
        let (ko, en) = (phrase.slice(self.ko), zone.slice(self.en));
        let except = except.map_or("", |e| e.slice(self.ko));
        self.by_mention(phrase, zone, except)
            || by_letters(ko, en, except)
            || by_surname(ko, en)
            || self.by_noun(phrase, en, except)
            || self.by_sound(phrase, zone, except)
    }

    /// The names of the Korean at `phrase`.
    pub fn ko_names(&self, phrase: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        within(&self.pair.ko.mentions[self.ko_mentions.clone()], self.in_source(phrase))
    }

    /// The names of the English at `zone`.
    pub fn en_names(&self, zone: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        within(&self.pair.en.mentions[self.en_mentions.clone()], self.in_target(zone))
    }

    /// Whether two Korean phrases name different ones.
    pub(super) fn distinct(&self, a: Span, b: Span) -> bool {
        let text = |s: Span| s.slice(self.ko);
        text(a) != text(b)
    }

    fn by_mention(&self, phrase: Span, zone: Span, except: &str) -> bool {
        let english = zone.slice(self.en);
        self.ko_names(phrase).any(|m| {
            let Value::Name(name) = &m.value else { return false };
            if except.contains(&*name.text) {
                return false;
            }
            if name.entity.is_none() {
                return self.en_names(zone).any(|e| renders_mention(m, e));
            }
            let rows: SmallVec<[u32; 4]> = lexicon::korean_form(&name.text).into_iter().flat_map(|f| f.rows.iter().copied()).collect();
            // There is no South Korea in “North Korea”.
            let of_another = |at: Span| {
                let at = self.in_target(at.shift(zone.start));
                let longer = |m: &Mention| m.span.start <= at.start && at.end <= m.span.end && m.span != at;
                let place = |n: &Name| n.class == NameClass::Place && n.entity.is_some_and(|row| !rows.contains(&row));
                self.en_names(zone).any(|m| longer(m) && matches!(&m.value, Value::Name(n) if place(n)))
            };
            let told = |form: &str| places(english, form, |a, b| a == b).any(|at| !of_another(at));
            rows.iter().filter_map(|&r| lexicon::entity(r)).any(|e| e.en.iter().copied().chain(lexicon::demonyms(&e.ko)).any(told))
        })
    }

    /// 경찰 for police; a person's title says less than the name, and is not looked at.
    fn by_noun(&self, phrase: Span, en: &str, except: &str) -> bool {
        let ko = phrase.slice(self.ko);
        if self.ko_names(phrase).any(|m| matches!(&m.value, Value::Name(n) if n.entity.is_none())) {
            return false;
        }
        ko.split(' ').flat_map(rows_of).any(|row| {
            let (nouns, words) = &NOUNS[row];
            words.iter().any(|w| called(en, w)) && !except.split(' ').any(|w| nouns.iter().any(|n| w.starts_with(n)))
        })
    }

    /// A name that no table has, by its sound.
    fn by_sound(&self, phrase: Span, zone: Span, except: &str) -> bool {
        let ko = phrase.slice(self.ko);
        let mut words: SmallVec<[latin::Word; 4]> = SmallVec::new();
        for word in zone.slice(self.en).split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_uppercase())) {
            words.extend(latin::words(word).into_iter().next());
        }
        let known: SmallVec<[Span; 4]> = self.ko_names(phrase).map(|m| m.span).collect();
        let base = ko.as_ptr() as usize - self.ko.as_ptr() as usize + self.ko_base;
        ko.split(|c: char| !hangul::is_syllable(c)).filter(|r| r.len() >= 6 && !except.contains(*r)).any(|run| {
            let at = run.as_ptr() as usize - ko.as_ptr() as usize + base;
            !known.iter().any(|k| k.overlaps(Span::new(at, at + run.len()))) && words.iter().any(|w| matching::starts_like(run, w))
        })
    }
}

fn within(mentions: &[Mention], span: Span) -> impl Iterator<Item = &Mention> {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    mentions[from..].iter().take_while(move |m| m.span.start < span.end).filter(|m| matches!(m.value, Value::Name(_)))
}

/// Whether words stand in a text, not as a part of longer ones.
fn stands(text: &str, words: &str) -> bool {
    places(text, words, |a, b| a == b).next().is_some()
}

/// Whether somebody is called by a noun in a text, with a capital at the start of a sentence or without.
fn called(text: &str, noun: &str) -> bool {
    places(text, noun, <[u8]>::eq_ignore_ascii_case).next().is_some()
}

/// Where words stand in a text, not as a part of longer ones.
fn places<'t>(text: &'t str, words: &'t str, alike: impl Fn(&[u8], &[u8]) -> bool + 't) -> impl Iterator<Item = Span> + 't {
    let (bytes, first) = (text.as_bytes(), words.as_bytes().first().copied().unwrap_or(b' '));
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), bytes).map(|at| Span::new(at, at + words.len())).filter(move |at| {
        bytes.get(at.start..at.end).is_some_and(|here| alike(here, words.as_bytes()))
            && !inside(text[..at.start].chars().next_back())
            && !inside(text[at.end..].chars().next())
    })
}

/// Whether an English word is one that people are called by and that needs no article: police, prosecutors. One of them (host, coach) is as
/// often a verb.
pub(super) fn unarticled(word: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let words: Vec<&str> = NOUNS.iter().flat_map(|(_, words)| words.iter().copied()).filter(|w| !w.contains(' ')).collect();
        Words::new(&words)
    });
    let of_many = word.ends_with('s') && !word.ends_with("ss") || matches!(word, "police" | "management" | "parliament");
    of_many && WORDS.contains(word)
}

/// The same Latin letters on both sides: LG, Cook.
fn by_letters(ko: &str, en: &str, except: &str) -> bool {
    fn words(text: &str) -> SmallVec<[&str; 4]> {
        text.split(|c: char| !c.is_alphanumeric() || hangul::is_syllable(c)).filter(|w| w.len() >= 2 && w.starts_with(char::is_uppercase)).collect()
    }
    if !ko.bytes().any(|b| b.is_ascii_uppercase()) {
        return false;
    }
    let others = words(except);
    words(ko).iter().any(|w| !others.contains(w) && stands(en, w))
}

/// 윤모 씨 for a man surnamed Yoon.
fn by_surname(ko: &str, en: &str) -> bool {
    ko.contains('모')
        && ko
            .split(' ')
            .filter_map(|w| w.split_once('모').filter(|(s, rest)| s.chars().count() == 1 && (rest.is_empty() || rest.starts_with(['씨', '(', '군', '양']))))
            .any(|(surname, _)| {
                en.split(|c: char| !c.is_alphanumeric())
                    .filter(|w| w.starts_with(char::is_uppercase))
                    .any(|w| latin::words(w).first().is_some_and(|w| surnames::latin(w).any(|s| s.hangul == surname)))
            })
}
