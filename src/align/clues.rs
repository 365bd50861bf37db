//! What sentences of the two sides can have in common, found once an article: words of the lexicon, numbers, Latin strings
//! and names. Two clues of either side that can render each other are joined by an edge. Feeds `evidence`.

use super::keys::{self, As, Key, hash};
use super::skeleton;
use super::words::{self, Script, Word};
use crate::compare::lexicon::Lexicon;
use crate::model::{Mention, Passage, Value};
use crate::text::{Exact, Prehashed, Sieve};
use hashbrown::HashMap;
use std::cmp::Ordering;

/// What a clue rests on; decides how much it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word of the lexicon.
    Word,
    /// A number or another value.
    Number,
    /// A string of Latin letters that stands on both sides.
    Latin,
    /// A name or loanword, known by its consonants.
    Name,
}

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
    let mut ko = Finder::with_room(source, source.lexicon);
    each_sentence(source, |i, text, offset, mentions| ko.korean(i, text, offset, mentions));
    let mut en = Finder { wants_latin: ko.wants_latin, ..Finder::with_room(target, source.lexicon) };
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
    clues: Vec<Clue>,
    /// The sentence in which each clue was seen last.
    last: Vec<u32>,
    ids: HashMap<u64, u32, Prehashed>,
    /// Clues of the words met before, as ranges of `found`, by the key of the word.
    words: HashMap<Key, (u32, u32), Prehashed>,
    found: Vec<u32>,
    keys: Vec<(Key, u32)>,
    /// Sentence and clue.
    seen: Vec<(u32, u32)>,
    in_sentence: u32,
    wants_latin: bool,
}

impl<'l> Finder<'l> {
    /// With room for what such a text has as a rule.
    fn with_room(side: &super::Side<'_>, lexicon: &'l Lexicon) -> Self {
        let words = (side.text.len() / 10).min(4096);
        Self {
            lexicon,
            clues: Vec::with_capacity(words),
            last: Vec::with_capacity(words),
            ids: HashMap::with_capacity_and_hasher(words, Prehashed::default()),
            words: HashMap::with_capacity_and_hasher(words, Prehashed::default()),
            found: Vec::with_capacity(words),
            keys: Vec::with_capacity(2 * words),
            seen: Vec::with_capacity(2 * words),
            in_sentence: 0,
            wants_latin: false,
        }
    }

    fn korean(&mut self, sentence: u32, text: &str, offset: usize, mentions: &[Mention]) {
        self.in_sentence = 0;
        self.values(sentence, mentions);
        words::each(text, |w| match w.script {
            Script::Digits => self.digits(sentence, w, offset, mentions),
            Script::Latin => self.word(sentence, w, |finder| finder.latin(w.text, true)),
            Script::Hangul => self.word(sentence, w, |finder| finder.hangul(w.text)),
        });
    }

    fn english(&mut self, sentence: u32, text: &str, offset: usize, mentions: &[Mention]) {
        self.in_sentence = 0;
        self.values(sentence, mentions);
        words::each(text, |w| match w.script {
            Script::Digits => self.digits(sentence, w, offset, mentions),
            Script::Latin => self.word(sentence, w, |finder| finder.english_word(w.text)),
            Script::Hangul => {}
        });
    }

    /// Notes the clues of a word, which `read` finds when the word comes up first.
    fn word(&mut self, sentence: u32, word: Word<'_>, read: impl FnOnce(&mut Self)) {
        let key = keys::text(As::Whole, word.text.as_bytes());
        let (from, to) = if let Some(&range) = self.words.get(&key) {
            range
        } else {
            let from = small(self.found.len());
            read(self);
            let range = (from, small(self.found.len()));
            self.words.insert(key, range);
            range
        };
        for i in from..to {
            self.note(sentence, self.found[i as usize]);
        }
    }

    fn note(&mut self, sentence: u32, clue: u32) {
        if self.last[clue as usize] != sentence && self.in_sentence < MAX_CLUES {
            self.last[clue as usize] = sentence;
            self.in_sentence += 1;
            self.seen.push((sentence, clue));
        }
    }

    /// The clue with this identity; new ones are made.
    fn clue(&mut self, identity: u64, kind: Kind) -> (u32, bool) {
        let next = small(self.clues.len());
        let id = *self.ids.entry(identity).or_insert(next);
        if id == next {
            self.clues.push(Clue { kind, consonants: 0 });
            self.last.push(u32::MAX);
        }
        (id, id == next)
    }

    /// Stems at the start of a Hangul word and behind one another; a word without any may be a name.
    fn hangul(&mut self, word: &str) {
        let mut rest = word;
        let mut long = false;
        while let Some((n, renderings)) = self.lexicon.stem(rest).filter(|&(n, _)| n > 3 || rest.len() == word.len()) {
            let (id, new) = self.clue(keys::text(As::Stem, &rest.as_bytes()[..n]), Kind::Word);
            if new {
                self.keys.extend(renderings.iter().map(|&r| (r, id)));
            }
            self.found.push(id);
            long |= n > 3;
            rest = &rest[n..];
        }
        if !long {
            let (id, _) = self.clue(keys::text(As::Name, word.as_bytes()), Kind::Name);
            self.found.push(id);
            let keys = &mut self.keys;
            skeleton::of_hangul(word, |n, s| {
                if n > 1 && s.len() > 2 {
                    keys.push((keys::skeleton(s), id));
                }
            });
        }
    }

    fn latin(&mut self, word: &str, wanted: bool) {
        self.wants_latin |= wanted;
        let identity = keys::text(As::Latin, lower(word, &mut [0; LONGEST]));
        let (id, new) = self.clue(identity, Kind::Latin);
        if new {
            self.keys.push((identity, id));
        }
        self.found.push(id);
    }

    /// An English word: what the lexicon knows of it and of its parts, and its skeleton.
    fn english_word(&mut self, word: &str) {
        let capital = word.starts_with(|c: char| c.is_uppercase());
        if self.wants_latin {
            self.latin(word, false);
        }
        let mut known = false;
        for part in word.split('-') {
            let mut letters = [0; LONGEST];
            let part = lower(part, &mut letters);
            let (identity, keys) = (keys::text(As::Word, part), &mut self.keys);
            let from = keys.len();
            self.lexicon.beginnings(part, |h| keys.push((h, 0)));
            if keys.len() > from {
                known = true;
                let (id, new) = self.clue(identity, Kind::Word);
                if new {
                    self.keys[from..].iter_mut().for_each(|k| k.1 = id);
                } else {
                    self.keys.truncate(from);
                }
                self.found.push(id);
            }
        }
        let least = if capital { 3 } else { 4 };
        if (capital || (word.len() > 4 && !known)) && word.len() > 2 {
            let (id, _) = self.clue(keys::text(As::Name, word.as_bytes()), Kind::Name);
            let keys = &mut self.keys;
            skeleton::of_latin(word, |s| {
                if s.len() >= least {
                    keys.push((keys::skeleton(s), id));
                }
            });
            self.found.push(id);
        }
    }

    /// A number in digits that no mention has read.
    fn digits(&mut self, sentence: u32, word: Word<'_>, offset: usize, mentions: &[Mention]) {
        let at = offset + word.at;
        let before = mentions.partition_point(|m| m.span.start <= at);
        if mentions[..before].last().is_some_and(|m| m.value.amount().is_some() && at < m.span.end) {
            return;
        }
        let digits: Vec<u8> = word.text.bytes().filter(|b| *b != b',').collect();
        let identity = keys::text(As::Digits, &digits);
        let (id, new) = self.clue(identity, Kind::Number);
        if new {
            self.keys.push((identity, id));
        }
        self.note(sentence, id);
    }

    /// The values that were read in the sentence.
    fn values(&mut self, sentence: u32, mentions: &[Mention]) {
        for m in mentions {
            let Some(identity) = value(&m.value) else { continue };
            let (id, new) = self.clue(identity, Kind::Number);
            if new {
                self.keys.push((identity, id));
            }
            self.note(sentence, id);
        }
    }

    fn done(self, sentences: usize, edges: &[(u32, u32)]) -> Clues {
        let turned: Vec<(u32, u32)> = self.seen.iter().map(|&(s, c)| (c, s)).collect();
        let owners = self.clues.len();
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

/// Letters of a word that are looked at.
const LONGEST: usize = 64;

/// A word in lower case.
fn lower<'b>(word: &str, letters: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let letters = &mut letters[..word.len().min(LONGEST)];
    letters.copy_from_slice(&word.as_bytes()[..letters.len()]);
    letters.make_ascii_lowercase();
    letters
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
