//! Names against names: which Korean person each English name renders, and which institutions and places stand on one
//! side only. Worked out once for a pair; the rules on names read their findings from here.

use crate::model::{Link, Mention, NameClass, Pair, Value};
use crate::names::latin::{self, Word};
use crate::names::lexicon;
use crate::names::matching::{self, Verdict};
use crate::names::surnames;
use crate::text::{Span, hangul};
use smallvec::SmallVec;

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
    /// Institutions and places.
    pub institutions: Vec<Clash>,
    /// English names of Koreans that the Korean does not tell: indexes of English mentions, and whether the text says
    /// "surnamed" about somebody whose name the Korean withholds.
    pub unsupported: Vec<(usize, bool)>,
    /// Korean names whose rendering was found.
    pub agreed: usize,
    /// Korean names without one: left out, paraphrased, or not recognised.
    pub undecided: usize,
}

/// A name of the English with its words in plain form.
struct Latin {
    index: usize,
    span: Span,
    words: SmallVec<[Word; 4]>,
    partial: bool,
    /// Taken for a person's.
    person: bool,
    /// Built like a Korean name, surname first or last.
    korean: bool,
}

/// A name of the Korean.
struct Hangul<'a> {
    index: usize,
    text: &'a str,
    span: Span,
    partial: bool,
    /// Something beside it speaks for a person.
    person: bool,
}

impl NameEvidence {
    /// Compares the names of a pair, link by link.
    pub fn of(pair: &Pair<'_>) -> Self {
        let mut out = Self::default();
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            let scope = Scope::new(pair, link);
            scope.people(&mut out);
            scope.institutions(&mut out);
        }
        out
    }
}

/// One link with the names in it.
struct Scope<'a> {
    pair: &'a Pair<'a>,
    ko_text: &'a str,
    en_text: &'a str,
    ko: SmallVec<[Hangul<'a>; 8]>,
    en: SmallVec<[Latin; 8]>,
    ko_mentions: std::ops::Range<usize>,
    en_mentions: std::ops::Range<usize>,
}

impl<'a> Scope<'a> {
    fn new(pair: &'a Pair<'a>, link: &Link) -> Self {
        let (ko_mentions, en_mentions) = (pair.ko.mentions_in(&link.source), pair.en.mentions_in(&link.target));
        let span = |passages: &[crate::model::Passage]| passages.iter().fold(passages[0].span, |s, p| s.cover(p.span));
        let ko = people(&pair.ko.mentions, &ko_mentions)
            .map(|(index, m, n)| Hangul { index, text: &n.text, span: m.span, partial: n.partial, person: n.class == NameClass::Person })
            .collect();
        let en = people(&pair.en.mentions, &en_mentions).map(|(index, m, n)| latin(index, m, n)).collect();
        Self {
            pair,
            ko_text: span(&pair.ko.passages[link.source.clone()]).slice(pair.source.text()),
            en_text: span(&pair.en.passages[link.target.clone()]).slice(pair.target.text()),
            ko,
            en,
            ko_mentions,
            en_mentions,
        }
    }

    /// Finds the people that clash.
    fn people(&self, out: &mut NameEvidence) {
        let whole: SmallVec<[bool; 8]> = self.ko.iter().map(|k| self.en.iter().any(|e| !e.partial && renders(k, e))).collect();
        let rendered: SmallVec<[bool; 8]> =
            self.ko.iter().zip(&whole).map(|(k, is)| *is || self.en.iter().any(|e| e.partial && renders(k, e)) || self.surname_stands(k)).collect();
        for (k, &is) in self.ko.iter().zip(&rendered) {
            if k.person {
                out.agreed += usize::from(is);
                out.undecided += usize::from(!is);
            }
        }
        let mut used: SmallVec<[usize; 4]> = SmallVec::new();
        for e in self.en.iter().filter(|e| !e.partial && e.words.len() >= 2 && (e.person || !e.korean)) {
            if self.ko.iter().any(|k| renders(k, e)) || self.told(e, self.ko_text) {
                self.repeated(e, &rendered, out);
                continue;
            }
            let Some(k) = self.counterpart(e, &whole, &rendered, &used) else {
                self.unsupported(e, out);
                continue;
            };
            used.push(k.index);
            let kind = if self.near(k, e) {
                ClashKind::Misspelt
            } else if self.told(e, self.pair.source.text()) {
                ClashKind::Elsewhere
            } else {
                ClashKind::Unknown
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
    fn counterpart(&self, e: &Latin, whole: &[bool], rendered: &[bool], used: &[usize]) -> Option<&Hangul<'a>> {
        let without = |is: &'_ [bool]| -> SmallVec<[&Hangul<'a>; 4]> {
            self.ko.iter().zip(is).filter(|(k, is)| !**is && !k.partial && !used.contains(&k.index)).map(|(k, _)| k).collect()
        };
        let open = || without(rendered).into_iter();
        without(whole)
            .into_iter()
            .find(|k| self.near(k, e))
            .or_else(|| open().find(|k| k.person && is_korean(k.text) == e.korean && !kindred(k.text, e)))
            .or_else(|| open().find(|k| k.person && e.person && !kindred(k.text, e)))
            .or_else(|| open().find(|k| is_korean(k.text) && e.korean && e.person && self.told(e, self.pair.source.text())))
    }

    fn near(&self, k: &Hangul<'_>, e: &Latin) -> bool {
        if is_korean(k.text) {
            return e.korean && matching::read_korean(k.text, &e.words).verdict() == Verdict::Near;
        }
        !e.korean && one_word_differs(k.text, &e.words)
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
                !full_names(at) && word.len() >= 3 && k.text.split([' ', '·']).any(|t| sounds_like(t, &word))
            }
        })
    }

    /// Whether Hangul text tells the name at all, in a form that was not read as a name.
    fn told(&self, e: &Latin, text: &str) -> bool {
        let mut words = 0;
        for run in text.split(|c: char| !hangul::is_syllable(c)).filter(|r| !r.is_empty()) {
            if e.korean {
                if told_korean(run, e) {
                    return true;
                }
            } else if e.words.iter().any(|w| w.len() >= 3 && told_foreign(run, w)) {
                words += 1;
                if words >= 2 || e.words.len() <= 2 && e.words.last().is_some_and(|w| told_foreign(run, w)) && !e.person {
                    return true;
                }
            }
        }
        words >= 2
    }

    /// A name that the English gives in full more often than the Korean, while another person's is missing.
    fn repeated(&self, e: &Latin, rendered: &[bool], out: &mut NameEvidence) {
        if !e.korean {
            return;
        }
        let same: SmallVec<[&Latin; 4]> = self.en.iter().filter(|o| o.words == e.words).collect();
        let told = self.ko.iter().filter(|k| renders(k, e)).count();
        let missing: SmallVec<[&Hangul<'_>; 2]> =
            self.ko.iter().zip(rendered).filter(|(k, is)| !**is && !k.partial && is_korean(k.text)).map(|(k, _)| k).collect();
        if told != 1 || same.len() != 2 || missing.len() != 1 || same[0].index != e.index {
            return;
        }
        let first = self.ko.iter().find(|k| renders(k, e)).is_some_and(|k| k.span.start > missing[0].span.start);
        let target = if first { same[0] } else { same[1] };
        out.people.push(Clash { source: missing[0].index, target: target.index, kind: ClashKind::Elsewhere });
    }

    /// A Korean's name in the English that nothing in the Korean article explains.
    fn unsupported(&self, e: &Latin, out: &mut NameEvidence) {
        let surname_told = self.pair.ko.mentions.iter().any(|m| matches!(&m.value, Value::Name(n) if n.partial && starts_with_surname(&n.text, e)));
        if e.korean && e.person && !surname_told && !self.told(e, self.pair.source.text()) {
            out.unsupported.push((e.index, false));
        }
    }

    /// "surnamed Kim" for somebody whose name the Korean withholds.
    fn surnamed(&self, e: &Latin, out: &mut NameEvidence) {
        let before = self.pair.target.text().get(..e.span.start).unwrap_or("");
        let said = ["surnamed ", "identified as ", "identified only as ", "family name "].iter().any(|s| before.ends_with(s));
        let told =
            |run: &str| run.chars().next().is_some_and(|c| e.words[0].as_slice() != b"" && surnames::latin(&e.words[0]).any(|s| s.hangul.starts_with(c)));
        let withheld = self.ko_text.contains("A씨") || self.ko_text.contains("A 씨") || self.ko_text.contains("A(");
        if said && withheld && !self.pair.source.text().split(|c: char| !hangul::is_syllable(c)).any(told) {
            out.unsupported.push((e.index, true));
        }
    }

    /// Finds the institutions and places that clash.
    fn institutions(&self, out: &mut NameEvidence) {
        let ko = entities(&self.pair.ko.mentions, &self.ko_mentions, lexicon::korean_form);
        let en = entities(&self.pair.en.mentions, &self.en_mentions, lexicon::english_form);
        if ko.is_empty() || en.is_empty() {
            return;
        }
        let mut used: SmallVec<[usize; 4]> = SmallVec::new();
        // What the English calls by a common noun ("the top court") accuses nobody.
        for (nth, b) in en.iter().enumerate().filter(|(_, b)| b.text.starts_with(char::is_uppercase)) {
            let told = b.form.rows.iter().any(|&r| supported(r, self.ko_text)) || self.transcribed(b) || self.encloses(b, &ko);
            if told && !said_twice(nth, &en, &ko) {
                continue;
            }
            let open = |a: &&Known| !used.contains(&a.index) && comparable(a.form, b.form) && !a.form.rows.iter().any(|&r| rendered(r, self.en_text));
            let Some(a) = ko.iter().find(open).filter(|a| !told || in_its_place(a, nth, &en, &ko)) else { continue };
            used.push(a.index);
            let elsewhere = told || b.form.rows.iter().any(|&r| supported(r, self.pair.source.text()));
            out.institutions.push(Clash { source: a.index, target: b.index, kind: if elsewhere { ClashKind::Elsewhere } else { ClashKind::Unknown } });
        }
    }

    /// Whether the English adds the province that a place of the Korean lies in.
    fn encloses(&self, b: &Known<'_>, ko: &[Known<'_>]) -> bool {
        let outer =
            |parent: &str| !parent.is_empty() && parent != HOME && b.form.rows.iter().filter_map(|&r| lexicon::entity(r)).any(|e| e.ko.contains(&parent));
        ko.iter().any(|k| {
            let parents = || k.form.rows.iter().filter_map(|&r| lexicon::entity(r)).map(|e| e.parent);
            // A name shared by two places is placed by the Korean itself, where it is.
            let placed = k.form.rows.len() > 1 && parents().any(|p| !p.is_empty() && told_by_parent(p, self.ko_text));
            parents().any(|p| outer(p) && (!placed || told_by_parent(p, self.ko_text)))
        })
    }

    /// Whether every word of the English name of an institution, or of a place abroad, is transcribed in the Korean, where no table has it.
    fn transcribed(&self, b: &Known<'_>) -> bool {
        let abroad = |e: &lexicon::Entity| e.kind == lexicon::Kind::Institution || matches!(e.class, "world-city" | "state");
        let institution = b.form.rows.iter().filter_map(|&r| lexicon::entity(r)).any(abroad);
        let runs = || self.ko_text.split(|c: char| !hangul::is_syllable(c)).filter(|r| !r.is_empty());
        institution && latin::words(b.text).iter().all(|w| runs().any(|r| told_foreign(r, w)))
    }
}

/// An institution or place of the lexicon in a text.
struct Known<'m> {
    index: usize,
    text: &'m str,
    span: Span,
    form: &'static lexicon::Form,
}

fn entities<'m>(mentions: &'m [Mention], range: &std::ops::Range<usize>, form: fn(&str) -> Option<&'static lexicon::Form>) -> SmallVec<[Known<'m>; 8]> {
    let known = |i: usize| match &mentions[i].value {
        Value::Name(n) if n.entity.is_some() => form(&n.text).map(|form| Known { index: i, text: &n.text, span: mentions[i].span, form }),
        _ => None,
    };
    range.clone().filter_map(known).collect()
}

fn same(a: &Known<'_>, b: &Known<'_>) -> bool {
    a.form.rows.iter().any(|r| b.form.rows.contains(r))
}

/// Whether the English has the name twice and the Korean once, so that one of the two may stand for another.
fn said_twice(nth: usize, en: &[Known<'_>], ko: &[Known<'_>]) -> bool {
    en.iter().filter(|o| same(o, &en[nth])).count() == 2 && ko.iter().filter(|o| same(o, &en[nth])).count() == 1
}

/// Whether the English name stands where the Korean one does, before or behind the other mention.
fn in_its_place(a: &Known<'_>, nth: usize, en: &[Known<'_>], ko: &[Known<'_>]) -> bool {
    let Some(right) = ko.iter().find(|o| same(o, &en[nth])) else { return false };
    let first = en.iter().position(|o| same(o, &en[nth])) == Some(nth);
    (a.span.start < right.span.start) == first
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

fn latin(index: usize, m: &Mention, n: &crate::model::Name) -> Latin {
    let words = latin::words(&n.text);
    let shaped = |w: Option<&Word>| w.is_some_and(|w| surnames::latin(w).next().is_some());
    let syllables = |ws: &[Word]| ws.iter().try_fold(0, |sum, w| crate::names::given::latin_syllables(w).map(|n| sum + n)).is_some_and(|n| n <= 2);
    let korean = match words.as_slice() {
        [first, rest @ ..] if shaped(Some(first)) && !rest.is_empty() && syllables(rest) => true,
        [front @ .., last] if shaped(Some(last)) && !front.is_empty() && syllables(front) => true,
        _ => false,
    };
    Latin { index, span: m.span, words, partial: n.partial, person: n.class == NameClass::Person, korean }
}

/// Whether an English name renders a Korean one, by the whole or by the surname alone.
fn renders(k: &Hangul<'_>, e: &Latin) -> bool {
    if e.words.is_empty() {
        return false;
    }
    if k.partial {
        return starts_with_surname(k.text, e) || (!is_korean(k.text) && matching::read_foreign(k.text, &e.words).verdict() == Verdict::Match);
    }
    if e.partial {
        return starts_with_surname(k.text, e) || (!is_korean(k.text) && e.words.iter().any(|w| k.text.split([' ', '·']).any(|t| sounds_like(t, w))));
    }
    if is_korean(k.text) && e.korean {
        return matching::read_korean(k.text, &e.words).verdict() == Verdict::Match || alias(k.text, e);
    }
    matching::read(k.text, &e.words).verdict() == Verdict::Match && !(!is_korean(k.text) && one_word_differs(k.text, &e.words))
}

/// June Paik for 백준호: the surname and the first syllable of the given name.
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

fn is_korean(ko: &str) -> bool {
    !ko.contains([' ', '·']) && !surnames::partings(ko).is_empty() && ko.chars().count() <= 4
}

/// Whether the two share a surname or sound alike, so that one may be another name of the other.
fn kindred(ko: &str, e: &Latin) -> bool {
    !is_korean(ko) && e.words.iter().any(|w| ko.split([' ', '·']).any(|t| sounds_like(t, w))) && !one_word_differs(ko, &e.words)
}

fn sounds_like(ko: &str, word: &Word) -> bool {
    matching::read_foreign(ko, std::slice::from_ref(word)).verdict() == Verdict::Match
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
    !good(straight) && !good(turned) && (bad(straight) || bad(turned))
}

/// Whether a run of Hangul starts with a Korean name that the English one renders.
fn told_korean(run: &str, e: &Latin) -> bool {
    if !e.words.first().into_iter().chain(e.words.last()).any(|w| surnames::latin(w).any(|s| run.starts_with(s.hangul))) {
        return false;
    }
    let ends: SmallVec<[usize; 4]> = run.char_indices().map(|(i, c)| i + c.len_utf8()).take(4).skip(1).collect();
    ends.iter().any(|&end| matching::read_korean(&run[..end], &e.words).verdict() == Verdict::Match)
}

/// Whether a run of Hangul starts with what a Latin word sounds like.
fn told_foreign(run: &str, word: &Word) -> bool {
    let ends: SmallVec<[usize; 8]> = run.char_indices().map(|(i, c)| i + c.len_utf8()).take(7).collect();
    ends.iter().rev().take(4).any(|&end| {
        let letters = end / 3;
        letters * 5 >= word.len() && letters <= word.len() + 1 && sounds_like(&run[..end], word)
    })
}

/// Capitalised words of a text in plain form, with their places.
fn capitals(text: &str) -> impl Iterator<Item = (Span, Word)> + '_ {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .filter_map(move |w| latin::words(w).into_iter().next().map(|p| (Span::new(w.as_ptr() as usize - base, w.as_ptr() as usize - base + w.len()), p)))
}

/// Whether Korean text tells an entity of the lexicon, or the place that it is the capital of.
fn supported(row: u32, ko: &str) -> bool {
    let Some(e) = lexicon::entity(row) else { return true };
    // A form with its province in front is told by the last word as well: 제주 우도.
    let told = |f: &str| ko.contains(f) || f.rsplit_once(' ').is_some_and(|(_, last)| e.kind == lexicon::Kind::Place && ko.contains(last));
    e.ko.iter().any(|f| told(f)) || (e.class == "capital" && !e.parent.is_empty() && told_by_parent(e.parent, ko))
}

fn told_by_parent(parent: &str, ko: &str) -> bool {
    let forms = lexicon::korean_form(parent).into_iter().flat_map(|f| f.rows.iter()).filter_map(|&r| lexicon::entity(r));
    ko.contains(parent) || forms.flat_map(|e| &e.ko).any(|f| ko.contains(f)) || (parent == HOME && (ko.contains("정부") || ko.contains('한')))
}

/// Whether English text renders an entity of the lexicon.
fn rendered(row: u32, en: &str) -> bool {
    let Some(e) = lexicon::entity(row) else { return true };
    let capital = || e.class == "country" && lexicon::capitals_of(&e.ko).any(|c| c.en.iter().any(|f| en.contains(f)));
    // Chuja for Chuja Island.
    let stem = |f: &str| {
        f.split_once(' ').is_some_and(|(stem, _)| stem.len() >= 5 && !matches!(stem, "North" | "South" | "Mount" | "Saint" | "Greater") && en.contains(stem))
    };
    e.en.iter().any(|f| en.contains(f) || (e.kind == lexicon::Kind::Place && stem(f))) || capital() || (e.class == "capital" && en.contains("capital"))
}

/// Whether two forms can stand in the same place: some rows of theirs are of one kind and class.
fn comparable(a: &lexicon::Form, b: &lexicon::Form) -> bool {
    fn rows(f: &lexicon::Form) -> impl Iterator<Item = &'static lexicon::Entity> + '_ {
        f.rows.iter().filter_map(|&r| lexicon::entity(r))
    }
    // Seoul stands for the government of Korea everywhere, and so is another city only in Korea.
    let seoul = |y: &lexicon::Entity| y.class == "capital" && y.parent == HOME;
    let alike = |x: &lexicon::Entity, y: &lexicon::Entity| {
        x.kind == y.kind && if seoul(x) || seoul(y) { x.parent == HOME && y.parent == HOME && x.class != "country" } else { family(x.class) == family(y.class) }
    };
    // Germany is a part of West Germany, and the shorter name may stand for the longer.
    let part = |x: &lexicon::Entity, y: &lexicon::Entity| x.en.iter().any(|f| f.contains(y.en[0])) || y.en.iter().any(|f| f.contains(x.en[0]));
    rows(a).any(|x| rows(b).any(|y| alike(x, y))) && !rows(a).any(|x| rows(b).any(|y| part(x, y)))
}

/// The country whose places have it as their parent.
const HOME: &str = "대한민국";

/// Classes that are taken for one another.
fn family(class: &str) -> &str {
    match class {
        "city" | "county" | "district" => "city",
        other => other,
    }
}
