//! What sentences of the two sides can have in common, found once an article: words of the lexicon, numbers, Latin strings
//! and names. Two clues of either side that can render each other are joined by an edge. Feeds `evidence`.

use super::keys::{self, As, Key, hash};
use super::readings::{Kind, Language, Readings};
use super::words::{self, Script, Word};
use crate::compare::lexicon::Lexicon;
use crate::model::{Mention, Passage, Value};
use crate::text::{Exact, Prehashed, Sieve};
use hashbrown::HashMap;
use std::cmp::Ordering;

/// A distinct clue on one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clue {
    /// What it rests on.
    pub kind: Kind,
    /// For a name that was met: the number of consonants that agree.
    pub consonants: u8,
}

/// Numbers grouped by an owner: the items of owner `i` are `items[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups pairs of owner and item; items keep their order.
    fn new(owners: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = vec![0_u32; owners + 1];
        for &(owner, _) in pairs {
            starts[owner as usize + 1] += 1;
        }
        for i in 0..owners {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![0; pairs.len()];
        for &(owner, item) in pairs {
            let at = &mut next[owner as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }

    /// The items of `owner`.
    pub(super) fn of(&self, owner: usize) -> &[u32] {
        &self.items[self.starts[owner] as usize..self.starts[owner + 1] as usize]
    }
}

/// The clues of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    /// Distinct clues.
    pub all: Vec<Clue>,
    /// Clues of each sentence, each once.
    pub of_sentence: Groups,
    /// Sentences of each clue, in order.
    pub sentences: Groups,
    /// Clues of the other side that can render it.
    pub meets: Groups,
}

/// Clues of both sides, joined.
pub(super) fn find(source: &super::Side<'_>, target: &super::Side<'_>) -> (Clues, Clues) {
    let mut ko = Finder::with_room(source, Language::Korean, source.lexicon);
    each_sentence(source, |i, text, offset, mentions| ko.korean(i, text, offset, mentions));
    let mut en = Finder { wants_latin: ko.wants_latin, ..Finder::with_room(target, Language::English, source.lexicon) };
    each_sentence(target, |i, text, offset, mentions| en.english(i, text, offset, mentions));
    let edges = join(&mut ko, &mut en);
    let turned: Vec<(u32, u32)> = edges.iter().map(|&(k, e)| (e, k)).collect();
    (ko.done(source.passages.len(), &edges), en.done(target.passages.len(), &turned))
}

/// Calls `see` with every sentence of a side and the mentions in it.
fn each_sentence<'a>(side: &super::Side<'a>, mut see: impl FnMut(u32, &'a str, usize, &'a [Mention])) {
    let mut next = 0;
    for (i, p) in (0_u32..).zip::<&[Passage]>(side.passages) {
        let from = next + side.mentions[next..].iter().take_while(|m| m.span.start < p.span.start).count();
        next = from + side.mentions[from..].iter().take_while(|m| m.span.start < p.span.end).count();
        see(i, p.span.slice(side.text), p.span.start, &side.mentions[from..next]);
    }
}

/// Keys shared by more pairs of clues than this tell nothing and would cost time.
const MAX_MEETINGS: usize = 400;
/// Clues of a sentence beyond this many are left out.
const MAX_CLUES: u32 = 600;

/// Collects the clues of one side.
struct Finder<'l> {
    lexicon: &'l Lexicon,
    language: Language,
    readings: Readings,
    clues: Vec<Clue>,
    /// The sentence in which each clue was seen last.
    last: Vec<u32>,
    /// Clues that are numbers.
    numbers: HashMap<u64, u32, Prehashed>,
    keys: Vec<(Key, u32)>,
    /// Sentence and clue.
    seen: Vec<(u32, u32)>,
    in_sentence: u32,
    wants_latin: bool,
}

impl<'l> Finder<'l> {
    /// With room for what such a text has as a rule.
    fn with_room(side: &super::Side<'_>, language: Language, lexicon: &'l Lexicon) -> Self {
        let words = (side.text.len() / 10).min(4096);
        Self {
            lexicon,
            language,
            readings: Readings::kept(language, lexicon),
            clues: Vec::with_capacity(words),
            last: Vec::with_capacity(words),
            numbers: HashMap::default(),
            keys: Vec::with_capacity(2 * words),
            seen: Vec::with_capacity(2 * words),
            in_sentence: 0,
            wants_latin: false,
        }
    }

    fn korean(&mut self, sentence: u32, text: &str, offset: usize, mentions: &[Mention]) {
        self.in_sentence = 0;
        self.values(sentence, mentions);
        let lexicon = self.lexicon;
        words::each(text, |w| match w.script {
            Script::Digits => self.digits(sentence, w, offset, mentions),
            Script::Latin => {
                self.wants_latin = true;
                self.word(sentence, w, Readings::latin);
            }
            Script::Hangul => self.word(sentence, w, |readings, word| readings.hangul(word, lexicon)),
        });
    }

    fn english(&mut self, sentence: u32, text: &str, offset: usize, mentions: &[Mention]) {
        self.in_sentence = 0;
        self.values(sentence, mentions);
        let lexicon = self.lexicon;
        words::each(text, |w| match w.script {
            Script::Digits => self.digits(sentence, w, offset, mentions),
            Script::Latin => self.word(sentence, w, |readings, word| readings.english(word, lexicon)),
            Script::Hangul => {}
        });
    }

    /// Notes the clues of a word.
    fn word(&mut self, sentence: u32, word: Word<'_>, read: impl FnOnce(&mut Readings, &str)) {
        for place in self.readings.word(word.text, read) {
            let number = self.readings.at(place);
            let told = self.readings.get(number);
            if told.kind == Kind::Latin && !self.wants_latin {
                continue;
            }
            let next = small(self.clues.len());
            let clue = self.readings.clue(number, next);
            if clue == next {
                self.add(told.kind);
                self.keys.extend(self.readings.keys(told).iter().map(|&key| (key, clue)));
            }
            self.note(sentence, clue);
        }
    }

    fn add(&mut self, kind: Kind) {
        self.clues.push(Clue { kind, consonants: 0 });
        self.last.push(u32::MAX);
    }

    fn note(&mut self, sentence: u32, clue: u32) {
        if self.last[clue as usize] != sentence && self.in_sentence < MAX_CLUES {
            self.last[clue as usize] = sentence;
            self.in_sentence += 1;
            self.seen.push((sentence, clue));
        }
    }

    /// Notes a number, by its identity.
    fn number(&mut self, sentence: u32, identity: Key) {
        let next = small(self.clues.len());
        let clue = *self.numbers.entry(identity).or_insert(next);
        if clue == next {
            self.add(Kind::Number);
            self.keys.push((identity, clue));
        }
        self.note(sentence, clue);
    }

    /// A number in digits that no mention has read.
    fn digits(&mut self, sentence: u32, word: Word<'_>, offset: usize, mentions: &[Mention]) {
        let at = offset + word.at;
        let before = mentions.partition_point(|m| m.span.start <= at);
        if mentions[..before].last().is_some_and(|m| m.value.amount().is_some() && at < m.span.end) {
            return;
        }
        let digits: Vec<u8> = word.text.bytes().filter(|b| *b != b',').collect();
        self.number(sentence, keys::text(As::Digits, &digits));
    }

    /// The values that were read in the sentence.
    fn values(&mut self, sentence: u32, mentions: &[Mention]) {
        for m in mentions {
            if let Some(identity) = value(&m.value) {
                self.number(sentence, identity);
            }
        }
    }

    fn done(self, sentences: usize, edges: &[(u32, u32)]) -> Clues {
        let turned: Vec<(u32, u32)> = self.seen.iter().map(|&(s, c)| (c, s)).collect();
        let owners = self.clues.len();
        self.readings.keep(self.language);
        Clues { all: self.clues, of_sentence: Groups::new(sentences, &self.seen), sentences: Groups::new(owners, &turned), meets: Groups::new(owners, edges) }
    }
}

/// What makes two values the same clue. The amount alone does for telling ones; a small whole number needs its kind.
fn value(value: &Value) -> Option<u64> {
    match value {
        Value::Date(d) => Some(hash(("date", d.month?, d.day))),
        Value::Time(t) => Some(hash(("time", t.minute % 720))),
        Value::Duration(d) => d.seconds().map(|s| hash(("duration", s))),
        Value::Name(n) => n.entity.map(|e| hash(("entity", e))),
        _ => {
            let low = value.amount()?.low;
            let kind = if low <= Exact::int(12) { value.kind() } else { "" };
            Some(hash(("amount", kind, low)))
        }
    }
}

/// Joins the clues of the two sides that share a key.
fn join(ko: &mut Finder<'_>, en: &mut Finder<'_>) -> Vec<(u32, u32)> {
    // Few keys are on both sides; only those are worth sorting.
    let of_ko: Sieve = ko.keys.iter().map(|k| k.0).collect();
    en.keys.retain(|k| of_ko.may_have(k.0));
    let of_en: Sieve = en.keys.iter().map(|k| k.0).collect();
    ko.keys.retain(|k| of_en.may_have(k.0));
    for keys in [&mut ko.keys, &mut en.keys] {
        keys.sort_unstable();
        keys.dedup();
    }
    let mut edges = Vec::new();
    let (mut a, mut b) = (ko.keys.as_slice(), en.keys.as_slice());
    while let (Some(&(x, _)), Some(&(y, _))) = (a.first(), b.first()) {
        match x.cmp(&y) {
            Ordering::Less => a = &a[1..],
            Ordering::Greater => b = &b[1..],
            Ordering::Equal => {
                let n = a.iter().take_while(|k| k.0 == x).count();
                let m = b.iter().take_while(|k| k.0 == x).count();
                if n * m <= MAX_MEETINGS {
                    meet(&a[..n], &b[..m], &mut ko.clues, &mut en.clues, &mut edges);
                }
                (a, b) = (&a[n..], &b[m..]);
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Joins all clues of one key.
fn meet(a: &[(Key, u32)], b: &[(Key, u32)], ko: &mut [Clue], en: &mut [Clue], edges: &mut Vec<(u32, u32)>) {
    for &(key, k) in a {
        for &(_, e) in b {
            edges.push((k, e));
            for clue in [&mut ko[k as usize], &mut en[e as usize]] {
                clue.consonants = clue.consonants.max(keys::consonants(key));
            }
        }
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
