//! Names of an article that stand on one side only, anywhere: a repetition that was trimmed is none, since the name stands elsewhere.
//! Figures of passages without a counterpart are weighed in `passages`; this is the same for names. A part of comparing articles.

use super::institution::{rendered, supported};
use super::name::{Hangul, Latin, capitals, is_korean, latin, renders, told};
use super::passages::{ARTICLE, Passages, extent};
use super::whole_name::spelled_among;
use crate::model::{Document, Mention, Name, NameClass, Pair, Reading, Value};
use crate::names::latin::Word;
use crate::names::likeness::{Likeness, likeness};
use crate::names::{lexicon, matching};
use crate::text::hangul;
use hashbrown::HashSet;
use std::cell::{Cell, LazyCell, OnceCell};
use std::ops::Range;

/// Names that one side of an article tells and the other nowhere: indexes of mentions, each name once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Of the Korean.
    pub missing: Vec<usize>,
    /// Of the English.
    pub unsupported: Vec<usize>,
}

/// Bytes of a side that are searched for names at most, in one article.
const SEARCHED: usize = 20_000_000;

impl Facts {
    /// Looks at the names of an article. What stands in passages that have no counterpart and are told of as such is passed over.
    pub fn of(pair: &Pair<'_>, passages: &Passages) -> Self {
        if pair.pairing.links.len() < ARTICLE || passages.strangers {
            return Self::default();
        }
        let whole = Whole::new(pair);
        let gone = |i: usize| passages.untranslated.iter().any(|a| a.passages.contains(&i)) || passages.cut_off.as_ref().is_some_and(|c| c.contains(&i));
        let invented = |j: usize| passages.unsupported.iter().any(|a| a.passages.contains(&j));
        let old_script = LazyCell::new(|| old_script(pair.source.text()));
        let mut seen: [HashSet<&str>; 2] = Default::default();
        let mut out = Self::default();
        for link in &pair.pairing.links {
            let near = [text(pair.source, pair.ko, &link.source), text(pair.target, pair.en, &link.target)];
            for (i, m, n) in names(pair.ko, &link.source).filter(|_| !link.source.clone().any(gone)) {
                if seen[0].insert(&n.text) && !whole.english_tells(m, n, near[1]) {
                    out.missing.push(i);
                }
            }
            for (j, m, n) in names(pair.en, &link.target).filter(|_| !link.target.clone().any(invented)) {
                if seen[1].insert(&n.text) && !whole.korean_tells(j, m, n, near[0]) && !*old_script {
                    out.unsupported.push(j);
                }
            }
        }
        out.missing.sort_unstable();
        out.unsupported.sort_unstable();
        out
    }
}

/// Whole names in some passages.
fn names<'p>(side: &'p Reading, passages: &Range<usize>) -> impl Iterator<Item = (usize, &'p Mention, &'p Name)> {
    let range = side.mentions_in(passages);
    let from = range.start;
    side.mentions[range].iter().enumerate().filter_map(move |(i, m)| match &m.value {
        Value::Name(n) if !n.partial => Some((from + i, m, n)),
        _ => None,
    })
}

/// From the first of some passages to the last; nothing where there are none.
fn text<'t>(document: &'t Document<'_>, side: &Reading, passages: &Range<usize>) -> &'t str {
    extent(&side.passages[passages.clone()]).slice(document.text())
}

/// What is asked of the whole article, each worked out when it is asked first. A name is looked for beside its place first.
struct Whole<'a> {
    pair: &'a Pair<'a>,
    /// Rows of the lexicon that the mentions of each side can stand for.
    rows: [OnceCell<HashSet<u32>>; 2],
    /// Every word of the English with a capital, once.
    capitals: OnceCell<Vec<Word>>,
    /// Every run of syllables of the Korean, once.
    runs: OnceCell<Vec<&'a str>>,
    /// Bytes that may still be searched.
    left: Cell<usize>,
}

impl<'a> Whole<'a> {
    fn new(pair: &'a Pair<'a>) -> Self {
        Self { pair, rows: [OnceCell::new(), OnceCell::new()], capitals: OnceCell::new(), runs: OnceCell::new(), left: Cell::new(SEARCHED) }
    }

    /// Whether a text may still be searched; when no more is, every name counts as told.
    fn may(&self, text: &str) -> bool {
        let left = self.left.get().checked_sub(text.len());
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    fn capitals(&self) -> &[Word] {
        self.capitals.get_or_init(|| {
            let mut all: Vec<Word> = capitals(self.pair.target.text()).map(|(_, word)| word).filter(|w| w.len() >= 3).collect();
            all.sort_unstable();
            all.dedup();
            all
        })
    }

    fn runs(&self) -> &[&'a str] {
        self.runs.get_or_init(|| {
            let mut all: Vec<&str> = runs(self.pair.source.text()).collect();
            all.sort_unstable();
            all.dedup();
            all
        })
    }

    fn rows(&self, side: usize) -> &HashSet<u32> {
        self.rows[side].get_or_init(|| {
            let mentions = if side == 0 { &self.pair.ko.mentions } else { &self.pair.en.mentions };
            let forms = mentions.iter().filter_map(|m| form(m, side));
            forms.flat_map(|f| f.rows.iter().copied()).collect()
        })
    }

    /// Whether the English tells a name of the Korean, in whatever words.
    fn english_tells(&self, m: &Mention, n: &Name, near: &str) -> bool {
        let text = self.pair.target.text();
        if let Some(form) = form(m, 0) {
            let known = || form.rows.iter().any(|r| self.rows(1).contains(r));
            return !plain(&n.text, form) || known() || !self.may(text) || form.rows.iter().any(|&r| rendered(r, text)) || self.sounds(&n.text);
        }
        if n.class != NameClass::Person || !alike(&n.text) {
            return true;
        }
        if is_korean(&n.text) {
            return spelled_among(&n.text, &capitals(near).map(|c| c.1)) || !self.may(text) || spelled_among(&n.text, &self.capitals().iter());
        }
        let beside = |word: &str| capitals(near).any(|(_, w)| w.len() >= 3 && matching::starts_like(word, &w));
        n.text.split([' ', '·']).any(beside) || !self.may(text) || n.text.split([' ', '·']).any(|t| self.sounds(t)) || self.renders(m, n)
    }

    /// Whether a word of the English transcribes the beginning of a word.
    fn sounds(&self, ko: &str) -> bool {
        self.capitals().iter().any(|w| matching::starts_like(ko, w))
    }

    /// Whether anybody of the English is called so.
    fn renders(&self, m: &Mention, n: &Name) -> bool {
        let k = Hangul { index: 0, text: &n.text, span: m.span, partial: n.partial, person: true };
        let people = self.pair.en.mentions.iter().enumerate().filter_map(|(i, m)| match &m.value {
            Value::Name(n) if n.entity.is_none() => Some(latin(i, m, n)),
            _ => None,
        });
        people.into_iter().any(|e| renders(&k, &e))
    }

    /// Whether the Korean tells a name of the English, in whatever words.
    fn korean_tells(&self, index: usize, m: &Mention, n: &Name, near: &str) -> bool {
        let text = self.pair.source.text();
        let Some(form) = form(m, 1) else {
            if n.class != NameClass::Person {
                return true;
            }
            let name = latin(index, m, n);
            return !foreign(&name) || transcribed(n, &runs(near)) || !self.may(text) || transcribed(n, &self.runs().iter().copied()) || told(&name, text);
        };
        let chosen = form.rows.iter().filter_map(|&r| lexicon::entity(r)).all(|e| by_name(e) && e.parent != HOME);
        !chosen
            || !alone(self.pair.target.text(), m)
            || form.rows.iter().any(|r| self.rows(0).contains(r))
            || !self.may(text)
            || form.rows.iter().any(|&r| supported(r, text))
            || transcribed(n, &self.runs().iter().copied())
    }
}

/// Runs of two syllables and more.
fn runs(ko: &str) -> impl Iterator<Item = &str> + Clone {
    ko.split(|c: char| !hangul::is_syllable(c)).filter(|r| r.len() > 3)
}

/// Whether a word of the name is transcribed in one of these runs.
fn transcribed<'k>(n: &Name, runs: &(impl Iterator<Item = &'k str> + Clone)) -> bool {
    let words = crate::names::latin::words(&n.text);
    words.iter().filter(|w| w.len() >= 3).any(|w| runs.clone().any(|r| matching::starts_like(r, w)))
}

/// What a mention of a side can stand for by the lexicon.
fn form(m: &Mention, side: usize) -> Option<&'static lexicon::Form> {
    match &m.value {
        Value::Name(n) if n.entity.is_some() => {
            if side == 0 {
                lexicon::korean_form(&n.text)
            } else {
                lexicon::english_form(&n.text)
            }
        }
        _ => None,
    }
}

/// Whether so much of the Korean is in Chinese characters that a name may be written in them: 東京.
fn old_script(ko: &str) -> bool {
    let (mut characters, mut chinese) = (0_usize, 0_usize);
    for c in ko.chars() {
        characters += 1;
        chinese += usize::from(('\u{4E00}'..='\u{9FFF}').contains(&c));
    }
    chinese * 50 > characters
}

/// The country whose people read the Korean.
const HOME: &str = "대한민국";

/// Whether an entity is called by its name and by nothing else. A ministry, a court, an assembly or an army is “the government”,
/// “prosecutors”, “lawmakers” as well, and a country is told by its people, its capital and its cities.
fn by_name(e: &lexicon::Entity) -> bool {
    match e.kind {
        lexicon::Kind::Institution => matches!(e.class, "company" | "school" | "media" | "party" | "union" | "association" | "bank"),
        lexicon::Kind::Place => !matches!(e.class, "country" | "region" | "capital" | "continent"),
    }
}

/// Whether a form of the lexicon can be nothing but this name. Of two syllables many are common words as well (대전, 인도, 기아), and
/// so are longer ones that a particle ends (경기도).
fn plain(ko: &str, form: &lexicon::Form) -> bool {
    let syllables = ko.chars().filter(|c| hangul::is_syllable(*c)).count();
    form.rows.iter().filter_map(|&r| lexicon::entity(r)).all(by_name) && (syllables > 3 || syllables == 3 && !ko.ends_with(['도', '에', '의']))
}

/// Logarithm of the odds that a word is a name, from which on one is missed.
const LIKELY: f32 = 2.5;

/// Whether a Korean or foreign name in Hangul is more likely one than not by its syllables.
fn alike(ko: &str) -> bool {
    let likely = |word: &str, of: fn(Likeness) -> f32| likeness(word).is_some_and(|l| of(l) > LIKELY);
    if is_korean(ko) { ko.chars().count() == 3 && likely(ko, |l| l.korean) } else { ko.split([' ', '·']).all(|w| likely(w, |l| l.foreign)) }
}

/// Whether an English name is that of a foreigner whose name Hangul transcribes: not spelled like a Korean's, nor syllable by syllable
/// like a Chinese name, which Korean gives in its own reading, and none of a party or nation.
fn foreign(name: &Latin) -> bool {
    let long = |w: &Word| w.len() >= 5;
    !name.korean && name.words.len() == 2 && name.words.iter().any(long) && name.words.iter().all(|w| w.len() >= 3)
}

/// Whether a name stands by itself, and is not part of a longer one: no Line in Jungang Line.
fn alone(text: &str, m: &Mention) -> bool {
    let before = text.get(..m.span.start).unwrap_or("").trim_end_matches(' ').rsplit([' ', '(', '"', '“']).next().unwrap_or("");
    let behind = text.get(m.span.end..).unwrap_or("");
    let goes_on = behind.strip_prefix(' ').is_some_and(|t| t.starts_with(char::is_uppercase));
    text.get(m.span.start..).is_some_and(|t| t.starts_with(char::is_uppercase)) && !before.starts_with(char::is_uppercase) && !goes_on
}
