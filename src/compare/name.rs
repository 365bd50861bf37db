//! Names against names: which Korean person each English name renders, and which institutions and places stand on one
//! side only. Worked out once for a pair; the rules on names read their findings from here.

use super::stranger::Stranger;
use super::whereabouts::Misplaced;
use crate::model::{Link, Mention, NameClass, Pair, Value};
use crate::names::latin::{self, Word};
use crate::names::matching::{self, Verdict};
use crate::names::{self, surnames};
use crate::text::{Span, hangul};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::cell::{Cell, RefCell};

/// Two names in one place that should be the same and are not. Numbers are indexes of mentions.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Clash {
    /// The Korean name, among the mentions of the Korean.
    pub source: usize,
    /// The English name, among the mentions of the English.
    pub target: usize,
    /// Where the English name belongs.
    pub kind: ClashKind,
}

/// How two names clash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClashKind {
    /// The English name is that of somebody or something else in this article.
    Elsewhere,
    /// The English name is nowhere in the Korean.
    Unknown,
    /// The English name is nearly the right one.
    Misspelt,
}

/// What came of comparing the names of a pair.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NameEvidence {
    /// People.
    pub people: Vec<Clash>,
    /// Foreigners by their full names, without an office.
    pub strangers: Vec<Stranger>,
    /// Institutions and places.
    pub institutions: Vec<Clash>,
    /// Places that the English names rightly and puts elsewhere.
    pub misplaced: Vec<Misplaced>,
    /// English names of Koreans that the Korean does not tell: indexes of English mentions, and whether the text says
    /// "surnamed" about somebody whose name the Korean withholds.
    pub unsupported: Vec<(usize, bool)>,
    /// Koreans whose full names nothing in the whole English tells: indexes of Korean mentions.
    pub missing: Vec<usize>,
    /// Koreans whose name is spelled in two ways: the Korean mention, and the English ones with the first and the other spelling.
    pub inconsistent: Vec<(usize, usize, usize)>,
    /// Names of Koreans with the English mention that spelled them first.
    pub(super) spelled: Vec<(usize, usize)>,
}

/// A name of the English with its words in plain form.
pub(super) struct Latin {
    pub(super) index: usize,
    pub(super) span: Span,
    pub(super) words: SmallVec<[Word; 4]>,
    /// What hyphens join in those of its words that are no Korean name: Abdel and Fattah.
    pub(super) parts: SmallVec<[Word; 2]>,
    pub(super) partial: bool,
    /// Taken for a person's.
    pub(super) person: bool,
    /// Built like a Korean name, surname first or last.
    pub(super) korean: bool,
}

/// A name of the Korean.
pub(super) struct Hangul<'a> {
    pub(super) index: usize,
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) partial: bool,
    /// Something beside it speaks for a person.
    pub(super) person: bool,
}

impl NameEvidence {
    /// Compares the names of a pair, link by link.
    pub fn of(pair: &Pair<'_>) -> Self {
        let mut out = Self::default();
        // Everything that is told of names is told of one of the English, or of a person whom it should name.
        if !worth_a_look(&pair.ko.mentions, &pair.en.mentions) {
            return out;
        }
        let article = Article::new(pair);
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            let Some(scope) = Scope::new(pair, &article, link) else { continue };
            // Where hundreds of names stand in one passage, it is a list, and no place can be told from another.
            if scope.ko.len() > MOST_NAMES || scope.en.len() > MOST_NAMES || scope.ko_text.len() > LONGEST || scope.en_text.len() > LONGEST {
                continue;
            }
            scope.people(&mut out);
            scope.officeholders(&mut out);
            scope.strangers(&mut out);
            scope.institutions(&mut out);
            scope.missing(&mut out);
            scope.missing_institutions(&mut out);
            scope.withheld(&mut out);
        }
        out
    }

    /// Leaves out what clashes with the Korean only where the house prints that English for it.
    pub fn accept(&mut self, pair: &Pair<'_>, prints: impl Fn(&str, &str) -> bool) {
        let words = |c: &Clash| (pair.ko.mentions[c.source].span.slice(pair.source.text()), pair.en.mentions[c.target].span.slice(pair.target.text()));
        let stands = |c: &Clash| {
            let (ko, en) = words(c);
            !prints(ko, en)
        };
        self.people.retain(stands);
        self.institutions.retain(stands);
        self.strangers.retain(|s| !prints(s.source.slice(pair.source.text()), pair.en.mentions[s.target].span.slice(pair.target.text())));
    }
}

/// Whether the English has a name, or the Korean a person whom it should name.
fn worth_a_look(ko: &[Mention], en: &[Mention]) -> bool {
    let person = |m: &Mention| matches!(&m.value, Value::Name(n) if n.class == NameClass::Person && !n.partial);
    en.iter().any(|m| matches!(m.value, Value::Name(_))) || ko.iter().any(person)
}

/// Names of one link, and bytes of one of its sides, that are compared at most.
const MOST_NAMES: usize = 64;
const LONGEST: usize = 32_768;
/// Bytes of articles that are searched for single names at most, in one pair.
const SEARCHED: usize = 2_000_000;

/// What is asked of the whole Korean article.
pub(super) struct Article<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    /// How many bytes may still be searched.
    left: Cell<usize>,
    /// English names that were searched for, and whether the Korean tells them.
    told: RefCell<HashMap<(Search, Box<str>), bool>>,
}

/// How the Korean is searched for an English name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Search {
    /// For the name: [`told`].
    Name,
    /// For a surname or the sound of any word.
    Sound,
}

impl<'a> Article<'a> {
    fn new(pair: &'a Pair<'a>) -> Self {
        Self { text: pair.source.text(), mentions: &pair.ko.mentions, left: Cell::new(SEARCHED), told: RefCell::default() }
    }

    /// Whether a surname stands by itself anywhere: 이 대통령.
    fn tells_surname(&self, surname: &str) -> bool {
        self.mentions.iter().any(|m| matches!(&m.value, Value::Name(n) if n.partial && &*n.text == surname))
    }

    /// Whether the Korean tells a name, looked up once for each way of searching; `None` when too much was searched already.
    pub(super) fn told_by(&self, search: Search, name: &str, look: impl FnOnce(&'a str) -> bool) -> Option<bool> {
        if let Some(&is) = self.told.borrow().get(&(search, Box::from(name))) {
            return Some(is);
        }
        let is = look(self.search()?);
        self.told.borrow_mut().insert((search, name.into()), is);
        Some(is)
    }

    /// The text, as long as it may still be searched.
    pub(super) fn search(&self) -> Option<&'a str> {
        self.may_search(self.text.len()).then_some(self.text)
    }

    /// Whether so many bytes more may be searched.
    pub(super) fn may_search(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(self.left.get()));
        left.is_some()
    }
}

/// One link with the names in it.
pub(super) struct Scope<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) article: &'a Article<'a>,
    pub(super) ko_text: &'a str,
    pub(super) en_text: &'a str,
    pub(super) ko: SmallVec<[Hangul<'a>; 4]>,
    pub(super) en: SmallVec<[Latin; 2]>,
    pub(super) ko_mentions: std::ops::Range<usize>,
    pub(super) en_mentions: std::ops::Range<usize>,
}

impl<'a> Scope<'a> {
    /// The names of a link; `None` where the English has none.
    fn new(pair: &'a Pair<'a>, article: &'a Article<'a>, link: &Link) -> Option<Self> {
        let (ko_mentions, en_mentions) = (pair.ko.mentions_in(&link.source), pair.en.mentions_in(&link.target));
        if !worth_a_look(&pair.ko.mentions[ko_mentions.clone()], &pair.en.mentions[en_mentions.clone()]) {
            return None;
        }
        let span = |passages: &[crate::model::Passage]| passages.iter().fold(passages[0].span, |s, p| s.cover(p.span));
        let ko = people(&pair.ko.mentions, &ko_mentions)
            .map(|(index, m, n)| Hangul { index, text: &n.text, span: m.span, partial: n.partial, person: n.class == NameClass::Person })
            .collect();
        let en = people(&pair.en.mentions, &en_mentions).map(|(index, m, n)| latin(index, m, n)).collect();
        Some(Self {
            pair,
            article,
            ko_text: span(&pair.ko.passages[link.source.clone()]).slice(pair.source.text()),
            en_text: span(&pair.en.passages[link.target.clone()]).slice(pair.target.text()),
            ko,
            en,
            ko_mentions,
            en_mentions,
        })
    }

    /// Finds the people that clash.
    fn people(&self, out: &mut NameEvidence) {
        if self.en.is_empty() {
            return;
        }
        // A row for each Korean name: which full names of the English render it.
        let grid: SmallVec<[bool; 64]> = self.ko.iter().flat_map(|k| self.en.iter().map(move |e| !e.partial && renders(k, e))).collect();
        self.spellings(&grid, out);
        let whole: SmallVec<[bool; 8]> = grid.chunks(self.en.len()).map(|row| row.contains(&true)).collect();
        let rendered = Rendered { scope: self, known: whole.iter().map(|is| Cell::new(is.then_some(true))).collect() };
        let mut used: SmallVec<[usize; 4]> = SmallVec::new();
        for (column, e) in self.en.iter().enumerate().filter(|(_, e)| !e.partial && e.words.len() >= 2 && (e.person || !e.korean)) {
            if grid.chunks(self.en.len()).any(|row| row[column]) {
                if e.korean {
                    self.repeated(e, &rendered, out);
                }
                continue;
            }
            let open = self.ko.iter().zip(&whole).any(|(k, is)| !*is && !k.partial);
            let counterpart = open.then(|| self.counterpart(e, &whole, &rendered, &used)).flatten();
            // Reading the whole Korean for the name is dear, and asked only where something would come of it.
            if counterpart.is_none() && !(e.korean && e.person) || open && told(e, self.ko_text) {
                continue;
            }
            let Some(k) = counterpart else {
                self.unsupported(e, out);
                continue;
            };
            used.push(k.index);
            let kind = match self.told_in_article(e) {
                _ if near(k, e) => ClashKind::Misspelt,
                Some(true) => ClashKind::Elsewhere,
                Some(false) => ClashKind::Unknown,
                None => continue,
            };
            if kind != ClashKind::Unknown || (e.person && k.person && (e.korean || !is_korean(k.text))) {
                out.people.push(Clash { source: k.index, target: e.index, kind });
            }
        }
        for e in self.en.iter().filter(|e| e.partial) {
            self.surnamed(e, out);
        }
    }

    /// The Korean name that an English one without a source of its own probably stands for.
    fn counterpart(&self, e: &Latin, whole: &[bool], rendered: &Rendered<'_, '_>, used: &[usize]) -> Option<&Hangul<'a>> {
        let left = || self.ko.iter().enumerate().filter(|(n, k)| !whole[*n] && !k.partial && !used.contains(&k.index));
        let open = |n: usize| !rendered.is(n);
        left()
            .find(|(_, k)| near(k, e))
            .or_else(|| left().find(|(n, k)| k.person && is_korean(k.text) == e.korean && !kindred(k.text, e) && open(*n)))
            .or_else(|| left().find(|(n, k)| k.person && e.person && !kindred(k.text, e) && open(*n)))
            .or_else(|| left().find(|(n, k)| e.korean && e.person && is_korean(k.text) && open(*n) && self.told_in_article(e) == Some(true)))
            .map(|(_, k)| k)
    }

    /// Whether the surname of a Korean person stands by itself in the English, or any word of a foreign name does.
    fn surname_stands(&self, k: &Hangul<'_>) -> bool {
        let full_names = |at: Span| self.en.iter().any(|e| !e.partial && e.words.len() >= 2 && e.span.contains(at));
        let base = self.en_text.as_ptr() as usize - self.pair.target.text().as_ptr() as usize;
        capitals(self.en_text).any(|(at, word)| {
            if NO_SURNAMES.contains(&std::str::from_utf8(&word).unwrap_or("")) {
                return false;
            }
            let at = at.shift(base);
            if is_korean(k.text) {
                !full_names(at) && surnames::partings(k.text).iter().any(|(s, _)| s.cost(&word).is_some())
            } else {
                !full_names(at) && word.len() >= 3 && k.text.split([' ', '·']).any(|t| matching::sounds_like(t, &word))
            }
        })
    }

    /// Whether the Korean article tells the name anywhere; `None` when too much was searched already.
    fn told_in_article(&self, e: &Latin) -> Option<bool> {
        self.article.told_by(Search::Name, e.span.slice(self.pair.target.text()), |text| told(e, text))
    }

    /// A name that the English gives in full more often than the Korean, while another person's is missing.
    fn repeated(&self, e: &Latin, rendered: &Rendered<'_, '_>, out: &mut NameEvidence) {
        let same: SmallVec<[&Latin; 4]> = self.en.iter().filter(|o| o.words == e.words).collect();
        if same.len() != 2 || same[0].index != e.index || self.ko.iter().filter(|k| renders(k, e)).count() != 1 {
            return;
        }
        let missing = self.ko.iter().enumerate().filter(|(n, k)| !k.partial && is_korean(k.text) && !rendered.is(*n));
        let missing: SmallVec<[&Hangul<'_>; 2]> = missing.map(|(_, k)| k).collect();
        if missing.len() != 1 {
            return;
        }
        let first = self.ko.iter().find(|k| renders(k, e)).is_some_and(|k| k.span.start > missing[0].span.start);
        let target = if first { same[0] } else { same[1] };
        out.people.push(Clash { source: missing[0].index, target: target.index, kind: ClashKind::Elsewhere });
    }

    /// A Korean's name in the English that nothing in the Korean article explains.
    fn unsupported(&self, e: &Latin, out: &mut NameEvidence) {
        let surname_told = || e.words.iter().any(|w| surnames::latin(w).any(|s| self.article.tells_surname(s.hangul)));
        if e.korean && e.person && !surname_told() && self.told_in_article(e) == Some(false) {
            out.unsupported.push((e.index, false));
        }
    }

    /// "surnamed Kim" for somebody whose name the Korean withholds.
    fn surnamed(&self, e: &Latin, out: &mut NameEvidence) {
        let before = self.pair.target.text().get(..e.span.start).unwrap_or("");
        let said = ["surnamed ", "identified as ", "identified only as ", "family name "].iter().any(|s| before.ends_with(s));
        let told =
            |run: &str| run.chars().next().is_some_and(|c| e.words[0].as_slice() != b"" && surnames::latin(&e.words[0]).any(|s| s.hangul.starts_with(c)));
        // Whose surname is no Korean one may be spelled in ways that are not known.
        let korean = e.words.first().is_some_and(|w| surnames::latin(w).next().is_some());
        if said && korean && self.article.search().is_some_and(|text| !text.split(|c: char| !hangul::is_syllable(c)).any(told)) {
            out.unsupported.push((e.index, true));
        }
    }
}

/// Which Korean names of a link are rendered at all, wholly or by a surname; worked out for those that are asked for.
struct Rendered<'s, 'a> {
    scope: &'s Scope<'a>,
    known: SmallVec<[Cell<Option<bool>>; 4]>,
}

impl Rendered<'_, '_> {
    fn is(&self, n: usize) -> bool {
        self.known[n].get().unwrap_or_else(|| {
            let k = &self.scope.ko[n];
            let spelled = |e: &Latin| names::name_match(k.text, e.span.slice(self.scope.pair.target.text())).verdict == Verdict::Match;
            let en = || self.scope.en.iter();
            let is = en().any(|e| e.partial && renders(k, e)) || self.scope.surname_stands(k) || !is_korean(k.text) && en().any(|e| !e.partial && spelled(e));
            self.known[n].set(Some(is));
            is
        })
    }
}

/// Whether Hangul text tells the name at all, in a form that was not read as a name.
pub(super) fn told(e: &Latin, text: &str) -> bool {
    let (mut words, mut before) = (0, "");
    // Abdel-Fattah is told by 압델 파타.
    let mut parts: SmallVec<[bool; 2]> = SmallVec::from_elem(false, e.parts.len());
    for run in text.split(|c: char| !hangul::is_syllable(c)).filter(|r| !r.is_empty()) {
        if e.korean {
            // 존 리, 또럼: of no Korean, but built like the name of one.
            if told_korean(run, e) || in_a_row(before, run, e) {
                return true;
            }
            before = run;
        } else if e.words.iter().any(|w| w.len() >= 3 && matching::starts_like(run, w)) {
            words += 1;
            if words >= 2 || e.words.len() <= 2 && e.words.last().is_some_and(|w| matching::starts_like(run, w)) && !e.person {
                return true;
            }
        } else if let Some(part) = e.parts.iter().position(|part| matching::starts_like(run, part)) {
            parts[part] = true;
        }
    }
    words >= 2 || parts.len() >= 2 && parts.iter().all(|told| *told)
}

/// Whether two runs of Hangul in a row sound like a name of two words, or one does as a whole.
fn in_a_row(before: &str, run: &str, e: &Latin) -> bool {
    let [first, last] = e.words.as_slice() else { return false };
    !before.is_empty() && matching::sounds_like(before, first) && matching::starts_like(run, last)
        || run.len() >= 6 && !surnames::starts(run) && matching::starts_like(run, &first.iter().chain(last).copied().collect())
}

/// Whether the English name is the Korean one but for a syllable, or a foreign one but for a word.
fn near(k: &Hangul<'_>, e: &Latin) -> bool {
    if is_korean(k.text) {
        return e.korean && matching::read_korean(k.text, &e.words).verdict() == Verdict::Near;
    }
    !e.korean && one_word_differs(k.text, &e.words)
}

/// Words that open sentences and are spelled like a surname.
const NO_SURNAMES: &[&str] =
    &["we", "so", "in", "an", "no", "do", "go", "i", "a", "o", "see", "she", "you", "on", "to", "may", "june", "on", "he", "back", "young"];

fn people<'m>(mentions: &'m [Mention], range: &std::ops::Range<usize>) -> impl Iterator<Item = (usize, &'m Mention, &'m crate::model::Name)> {
    let from = range.start;
    mentions[range.clone()].iter().enumerate().filter_map(move |(i, m)| match &m.value {
        Value::Name(n) if n.entity.is_none() && matches!(n.class, NameClass::Person | NameClass::Other) => Some((from + i, m, n)),
        _ => None,
    })
}

/// Letters that surnames are spelled with at most.
const LONGEST_SURNAME: usize = 10;

pub(super) fn latin(index: usize, m: &Mention, n: &crate::model::Name) -> Latin {
    let words = latin::words(&n.text);
    let shaped = |w: Option<&Word>| w.is_some_and(|w| w.len() <= LONGEST_SURNAME && surnames::latin(w).next().is_some());
    let syllables = |ws: &[Word]| ws.iter().try_fold(0, |sum, w| names::given::latin_syllables(w).map(|n| sum + n)).is_some_and(|n| n <= 2);
    let korean = match words.as_slice() {
        [first, rest @ ..] if shaped(Some(first)) && !rest.is_empty() && syllables(rest) => true,
        [front @ .., last] if shaped(Some(last)) && !front.is_empty() && syllables(front) => true,
        _ => false,
    };
    let joined = n.text.split(' ').filter(|w| !korean && w.contains('-')).flat_map(|w| w.split('-'));
    let parts = joined.filter(|p| p.len() >= 4).filter_map(|p| latin::words(p).into_iter().next()).collect();
    Latin { index, span: m.span, words, parts, partial: n.partial, person: n.class == NameClass::Person, korean }
}

/// Whether an English name renders a Korean one, by the whole or by the surname alone.
pub(super) fn renders(k: &Hangul<'_>, e: &Latin) -> bool {
    if e.words.is_empty() {
        return false;
    }
    if k.partial {
        // 이 대통령, or a foreigner by one name: 리창 총리.
        let surname = surnames::hangul(k.text).is_some();
        return if surname {
            starts_with_surname(k.text, e)
        } else {
            matching::transcribes(k.text, &e.words) || e.words.iter().any(|w| matching::sounds_like(k.text, w))
        };
    }
    if e.partial {
        return starts_with_surname(k.text, e) || (!is_korean(k.text) && e.words.iter().any(|w| k.text.split([' ', '·']).any(|t| matching::sounds_like(t, w))));
    }
    if is_korean(k.text) && e.korean {
        return matching::read_korean(k.text, &e.words).verdict() == Verdict::Match || alias(k.text, e);
    }
    // A Korean name in words that are no syllables of Korean still has its surname at one end.
    if is_korean(k.text) && e.words.len() >= 2 && !starts_with_surname(k.text, e) {
        return false;
    }
    matching::renders(k.text, &e.words) && (is_korean(k.text) || !one_word_differs(k.text, &e.words))
}

/// Whether an English mention of a person renders a Korean one.
pub(super) fn renders_mention(ko: &Mention, en: &Mention) -> bool {
    let (Value::Name(k), Value::Name(e)) = (&ko.value, &en.value) else { return false };
    let k = Hangul { index: 0, text: &k.text, span: ko.span, partial: k.partial, person: k.class == NameClass::Person };
    renders(&k, &latin(0, en, e))
}

/// Jun Park for 박준호: the surname and the first syllable of the given name.
fn alias(ko: &str, e: &Latin) -> bool {
    surnames::partings(ko).iter().any(|(surname, given)| {
        let Some(head) = given.chars().next().map(|c| &given[..c.len_utf8()]) else { return false };
        let short = |rest: &[Word]| rest.len() == 1 && matching::read_korean(head, rest).verdict() != Verdict::Mismatch && rest[0].len() >= 2;
        match e.words.as_slice() {
            [front @ .., last] if surname.cost(last).is_some() => short(front),
            _ => false,
        }
    })
}

/// Whether a name in Hangul starts with a surname that the English name is, starts or ends with.
fn starts_with_surname(ko: &str, e: &Latin) -> bool {
    let Some(first) = ko.chars().next() else { return false };
    let is = |w: &Word| surnames::latin(w).any(|s| ko.starts_with(s.hangul) || s.hangul.chars().eq([first]));
    e.words.first().is_some_and(is) || e.words.last().is_some_and(is)
}

pub(super) fn is_korean(ko: &str) -> bool {
    !ko.contains([' ', '·']) && !surnames::partings(ko).is_empty() && ko.chars().count() <= 4
}

/// Whether the two share a surname or sound alike, so that one may be another name of the other.
fn kindred(ko: &str, e: &Latin) -> bool {
    !is_korean(ko) && e.words.iter().any(|w| ko.split([' ', '·']).any(|t| matching::sounds_like(t, w))) && !one_word_differs(ko, &e.words)
}

/// Two words on each side, one of which matches while the other is another name.
fn one_word_differs(ko: &str, en: &[Word]) -> bool {
    let tokens: SmallVec<[&str; 4]> = ko.split([' ', '·']).collect();
    let ([a, b], [x, y]) = (tokens.as_slice(), en) else { return false };
    let reads = |t: &str, w: &Word| matching::read_foreign(t, std::slice::from_ref(w)).verdict();
    let straight = (reads(a, x), reads(b, y));
    let turned = (reads(a, y), reads(b, x));
    let bad =
        |pair: (Verdict, Verdict)| matches!(pair, (Verdict::Match, Verdict::Mismatch | Verdict::Near) | (Verdict::Mismatch | Verdict::Near, Verdict::Match));
    let good = |pair: (Verdict, Verdict)| pair == (Verdict::Match, Verdict::Match);
    if good(straight) || good(turned) || !(bad(straight) || bad(turned)) {
        return false;
    }
    // What reads letter by letter misses, all that is known of transcription may see: 위르겐 is Jürgen.
    let known = |t: &str, w: &Word| std::str::from_utf8(w).is_ok_and(|w| names::name_match(t, w).verdict == Verdict::Match);
    let whole = |pair: (Verdict, Verdict), x: &Word, y: &Word| (pair.0 == Verdict::Match || known(a, x)) && (pair.1 == Verdict::Match || known(b, y));
    !(bad(straight) && whole(straight, x, y) || bad(turned) && whole(turned, y, x))
}

/// Whether a run of Hangul starts with a Korean name that the English one renders.
fn told_korean(run: &str, e: &Latin) -> bool {
    if !e.words.first().into_iter().chain(e.words.last()).any(|w| surnames::latin(w).any(|s| run.starts_with(s.hangul))) {
        return false;
    }
    let ends: SmallVec<[usize; 4]> = run.char_indices().map(|(i, c)| i + c.len_utf8()).take(4).skip(1).collect();
    ends.iter().any(|&end| matching::read_korean(&run[..end], &e.words).verdict() == Verdict::Match)
}

/// Capitalised words of a text in plain form, with their places.
pub(super) fn capitals(text: &str) -> impl Iterator<Item = (Span, Word)> + Clone + '_ {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .filter_map(move |w| latin::words(w).into_iter().next().map(|p| (Span::new(w.as_ptr() as usize - base, w.as_ptr() as usize - base + w.len()), p)))
}
