//! What is called what: institutions, places and titles in both languages, found in running text in one pass. Rows come
//! from `institutions.tsv`, `places.tsv` and `titles.tsv`; used by the readers of names and by `compare`.

use crate::model::{Mention, Name, NameClass, Value};
use crate::text::sixes::{SIX, six_at};
use crate::text::{Prefixes, Shapes, Sixes, Span, SyllableSet, Words, bytes, hangul};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What a row of the lexicon names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A ministry, court, party, company, union …
    Institution,
    /// A country, province, city, district, sea …
    Place,
}

/// A row of the lexicon.
#[derive(Debug)]
pub struct Entity {
    /// Institution or place.
    pub kind: Kind,
    /// Its class within the kind, as the table has it: `ministry`, `court`, `country` …
    pub class: &'static str,
    /// Korean forms, the full one first.
    pub ko: Vec<&'static str>,
    /// English forms, the preferred one first.
    pub en: Vec<&'static str>,
    /// The place that it lies in, where the table says so.
    pub parent: &'static str,
}

/// What a written form can stand for.
#[derive(Debug, Default)]
pub struct Form {
    /// Rows that are called so.
    pub rows: SmallVec<[u32; 2]>,
    /// Whether it is a title.
    pub title: bool,
}

/// A form met in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Where, in bytes.
    pub span: Span,
    /// What it can stand for.
    pub form: &'static Form,
}

impl Hit {
    /// What was met as a mention of an institution or place.
    pub fn mention(&self, text: &str) -> Mention {
        let row = self.form.rows.first().copied();
        let class = match row.and_then(entity).map(|e| e.kind) {
            Some(Kind::Institution) => NameClass::Organisation,
            Some(Kind::Place) => NameClass::Place,
            None => NameClass::Other,
        };
        Mention::new(self.span, Value::Name(Name { text: self.span.slice(text).into(), class, entity: row, partial: false }))
    }
}

/// One language's forms, found by what they start with: their first word in English, their first two characters in
/// Korean. Texts meet few of them, so that a look at each word is cheaper than an automaton over every byte.
struct Forms {
    /// Forms with their start, by group, start, and as `grouped` was asked.
    by_start: Vec<(u64, u32)>,
    /// In English, for each place in `by_start`: the two bytes behind the first word, or nought where that is all. They tell
    /// apart what begins with “the”.
    seconds: Vec<u16>,
    /// In Korean, for each place in `by_start`: the place of the longest form that this one starts with.
    shorter: Vec<Option<u16>>,
    /// Where in `by_start` each group of starts begins.
    groups: Box<[u16]>,
    texts: Vec<&'static str>,
    /// A bit for each start that there is, folded into 16 bits: most places in a text are told apart by this alone.
    starts: Box<[u64; 1024]>,
    /// How Korean forms begin that start with a syllable, and those of them that are found inside words too.
    syllables: Sixes,
    inner: Sixes,
    /// First bytes of the other forms.
    first_bytes: [bool; 256],
    /// Shapes of the first words of English forms, which tell most words apart before they are hashed.
    shapes: Shapes,
    all: Vec<Form>,
    /// English forms that must stand as they are written: acronyms and single words.
    exact: Vec<Option<&'static str>>,
    by_text: HashMap<&'static str, usize>,
}

/// Starts of forms are kept in so many groups.
const GROUPS: usize = 8192;
/// Characters of a Korean form from which on it may stand inside a word.
const LONG: usize = 4;

static ENTITIES: LazyLock<Vec<Entity>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for line in rows(include_str!("institutions.tsv")) {
        let c: SmallVec<[&str; 6]> = line.split('\t').collect();
        if let [_, class, ko, en, ..] = c[..] {
            all.push(Entity { kind: Kind::Institution, class, ko: forms(ko), en: forms(en), parent: "" });
        }
    }
    for line in rows(include_str!("places.tsv")) {
        let c: SmallVec<[&str; 6]> = line.split('\t').collect();
        if let [ko, en, class, ..] = c[..] {
            all.push(Entity { kind: Kind::Place, class, ko: forms(ko), en: forms(en), parent: c.get(3).copied().unwrap_or("") });
        }
    }
    all
});

static TITLES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(include_str!("titles.tsv")).filter_map(|l| l.split('\t').collect::<SmallVec<[&str; 4]>>().get(..2).map(|c| (c[0], forms(c[1])))).collect()
});

static KOREAN: LazyLock<Forms> = LazyLock::new(|| Forms::build(|e| &e.ko, TITLES.iter().map(|(ko, _)| *ko), false));
static ENGLISH: LazyLock<Forms> = LazyLock::new(|| Forms::build(|e| &e.en, std::iter::empty(), true));

/// The last words of English titles: president, minister, rep. …
static TITLE_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words: Vec<&str> = TITLES
        .iter()
        .flat_map(|(_, en)| en)
        .filter(|t| !t.contains(" of "))
        .filter_map(|t| t.split(' ').next_back())
        .filter(|w| w.is_ascii() && !NO_TITLES.iter().any(|n| n.eq_ignore_ascii_case(w)))
        .collect();
    Words::new(&words)
});

/// Words that end a rendering in the table and do not announce a name.
const NO_TITLES: &[&str] = &[
    "next", "new", "incoming", "current", "other", "other).", "public", "by", "center", "back", "mission", "operator", "source", "planning", "forward",
    "family", "late", "relations", "affairs", "class", "group", "grade", "coordination", "appointed", "private", "model", "band", "air", "major", "ex-",
    "party", "center", "acting", "incumbent", "elder",
];

fn rows(tsv: &'static str) -> impl Iterator<Item = &'static str> {
    tsv.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

fn forms(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').map(str::trim).filter(|f| !f.is_empty()).collect()
}

impl Forms {
    fn build(names: impl Fn(&'static Entity) -> &'static Vec<&'static str>, titles: impl Iterator<Item = &'static str>, english: bool) -> Self {
        let (mut all, mut by_text): (Vec<Form>, HashMap<&'static str, usize>) = (Vec::new(), HashMap::new());
        let mut texts = Vec::new();
        let mut form = |text: &'static str, texts: &mut Vec<&'static str>| {
            *by_text.entry(text).or_insert_with(|| {
                texts.push(text);
                all.push(Form::default());
                all.len() - 1
            })
        };
        let mut calls: Vec<(usize, u32)> = Vec::new();
        for (row, entity) in (0_u32..).zip(ENTITIES.iter()) {
            for text in names(entity).iter().filter(|t| t.chars().count() > 1) {
                calls.push((form(text, &mut texts), row));
            }
        }
        let from_titles: Vec<usize> = titles.map(|t| form(t, &mut texts)).collect();
        for (i, row) in calls {
            all[i].rows.push(row);
        }
        for i in from_titles {
            all[i].title = true;
        }
        let exact = texts.iter().map(|t| (!t.contains(' ') || t.bytes().filter(u8::is_ascii_uppercase).count() > 3).then_some(*t)).collect();
        let first = |text: &'static str| &text.as_bytes()[..first_word(text)];
        let shapes = Shapes::new(texts.iter().filter(|_| english).map(|t| first(t)));
        let keys: Vec<u64> = texts.iter().map(|t| if english { word_key(first(t)) } else { pair_key(t.as_bytes()) }).collect();
        let mut starts = Box::new([0_u64; 1024]);
        for &key in &keys {
            starts[folded(key) >> 6] |= 1 << (folded(key) & 63);
        }
        let (by_start, groups) = if english {
            grouped(&keys, |a, b| texts[b as usize].len().cmp(&texts[a as usize].len()))
        } else {
            grouped(&keys, |a, b| texts[a as usize].cmp(texts[b as usize]))
        };
        let second = |text: &'static str| if english { two_behind(text.as_bytes(), first_word(text)) } else { 0 };
        let seconds = by_start.iter().map(|f| second(texts[f.1 as usize])).collect();
        let shorter = if english { Vec::new() } else { shorter(&by_start, &texts) };
        let (korean, other): (Vec<&str>, Vec<&str>) = texts.iter().partition(|t| hangul::syllable_at(t, 0) && t.len() >= SIX);
        let inner = Sixes::new(korean.iter().copied().filter(|t| t.chars().nth(LONG - 1).is_some()));
        let syllables = Sixes::new(korean);
        let mut first_bytes = [false; 256];
        other.iter().filter_map(|t| t.bytes().next()).for_each(|b| first_bytes[usize::from(b)] = true);
        Self { by_start, seconds, shorter, groups, texts, starts, syllables, inner, first_bytes, shapes, all, exact, by_text }
    }

    /// Whether a form can start like this.
    #[inline]
    fn may_start(&self, key: u64) -> bool {
        let start = folded(key);
        self.starts[start >> 6] >> (start & 63) & 1 == 1
    }

    /// The longest Korean form that starts at `at` and that `fits`, given its end and number.
    fn longest_korean(&'static self, key: u64, text: &str, at: usize, fits: impl Fn(usize, usize) -> bool) -> Option<Hit> {
        let rest = &text.as_bytes()[at..];
        let g = group(key);
        let (from, to) = (usize::from(self.groups[g]), usize::from(self.groups[g + 1]));
        // What a text starts with stands before it in the order of the alphabet, as do longer forms that start alike.
        let form = |place: usize| self.texts[self.by_start[place].1 as usize];
        let behind = self.by_start[from..to].partition_point(|f| f.0 < key || f.0 == key && self.texts[f.1 as usize].as_bytes() <= rest);
        let mut last = (from + behind).checked_sub(1).filter(|&place| place >= from && self.by_start[place].0 == key);
        while let Some(place) = last {
            let end = at + form(place).len();
            let i = self.by_start[place].1 as usize;
            if rest.starts_with(form(place).as_bytes()) && fits(end, i) {
                return Some(Hit { span: Span::new(at, end), form: &self.all[i] });
            }
            last = self.shorter[place].map(usize::from);
        }
        None
    }

    /// The longest English form that starts at `at` and that `fits`, given its end and number.
    fn longest_english(&'static self, key: u64, text: &str, (at, end): (usize, usize), fits: impl Fn(usize, usize) -> bool) -> Option<Hit> {
        let rest = &text.as_bytes()[at..];
        let second = two_behind(text.as_bytes(), end);
        let g = group(key);
        let group = usize::from(self.groups[g])..usize::from(self.groups[g + 1]);
        let alike = self.by_start[group.clone()].iter().zip(&self.seconds[group]).skip_while(|(f, _)| f.0 < key).take_while(|(f, _)| f.0 == key);
        alike.filter(|&(_, &s)| s == 0 || s == second).map(|(f, _)| f.1 as usize).find_map(|i| {
            let form = self.texts[i].as_bytes();
            let same = rest.get(..form.len()).is_some_and(|r| r.eq_ignore_ascii_case(form));
            (same && fits(at + form.len(), i)).then(|| Hit { span: Span::new(at, at + form.len()), form: &self.all[i] })
        })
    }
}

/// The numbers of keys, by group, key, and the order given; and where each group begins. Groups are small, so that it is
/// cheaper to sort each than all.
fn grouped(keys: &[u64], order: impl Fn(u32, u32) -> std::cmp::Ordering) -> (Vec<(u64, u32)>, Box<[u16]>) {
    let mut groups = vec![0_u16; GROUPS + 1].into_boxed_slice();
    for &key in keys {
        groups[group(key) + 1] += 1;
    }
    for g in 0..GROUPS {
        groups[g + 1] += groups[g];
    }
    let mut next = groups.clone();
    let mut out = vec![(0, 0); keys.len()];
    for (i, &key) in (0..).zip(keys) {
        let place = &mut next[group(key)];
        out[usize::from(*place)] = (key, i);
        *place += 1;
    }
    for ends in groups.windows(2).filter(|ends| ends[1] > ends[0] + 1) {
        out[usize::from(ends[0])..usize::from(ends[1])].sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| order(a.1, b.1)));
    }
    (out, groups)
}

/// For each form in the order of the alphabet the longest other one that it starts with.
fn shorter(by_start: &[(u64, u32)], texts: &[&'static str]) -> Vec<Option<u16>> {
    let mut out: Vec<Option<u16>> = Vec::with_capacity(by_start.len());
    for (at, (key, form)) in by_start.iter().enumerate() {
        // What stands right before is such a form, or starts with it as well.
        let mut last = at.checked_sub(1).filter(|&before| by_start[before].0 == *key);
        while let Some(i) = last.filter(|&i| !texts[*form as usize].starts_with(texts[by_start[i].1 as usize])) {
            last = out[i].map(usize::from);
        }
        out.push(last.and_then(|i| u16::try_from(i).ok()));
    }
    out
}

/// A key folded into 16 bits.
#[inline]
fn folded(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

/// The group that a key is kept in.
#[inline]
fn group(key: u64) -> usize {
    (folded(key) * GROUPS) >> 16
}

/// Bytes of the Latin word that a text starts with.
#[inline]
fn first_word(text: &str) -> usize {
    let mut len = 0;
    loop {
        len = bytes::run(text.as_bytes(), len, bytes::LETTER | bytes::DIGIT);
        let wide = text.as_bytes().get(len).filter(|b| !b.is_ascii()).and_then(|_| text[len..].chars().next());
        match wide.filter(|c| goes_on_latin(*c)) {
            Some(c) => len += c.len_utf8(),
            None => return len,
        }
    }
}

/// The two bytes from `at` on, whatever their case; nought where there are none.
#[inline]
fn two_behind(text: &[u8], at: usize) -> u16 {
    text.get(at..).and_then(<[u8]>::first_chunk::<2>).map_or(0, |two| u16::from_le_bytes(*two) | 0x2020)
}

/// A hash of a word, whatever its case (FNV-1a).
#[inline]
fn word_key(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}

/// The bytes of the first two characters of a text as one number: they are eight at most.
#[inline]
fn pair_key(text: &[u8]) -> u64 {
    /// As many bytes of a number as its place says.
    const BYTES: [u64; 9] = [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, u64::MAX];
    let first = text.first().map_or(0, |&b| width(b));
    let both = first + text.get(first).map_or(0, |&b| width(b));
    let eight = match text.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => text.iter().rev().fold(0, |key, &b| key << 8 | u64::from(b)),
    };
    eight & BYTES[both]
}

/// Bytes of the character that starts with this byte.
#[inline]
const fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// A row of the lexicon.
pub fn entity(row: u32) -> Option<&'static Entity> {
    ENTITIES.get(row as usize)
}

/// Capitals of the country that is called by one of these Korean forms.
pub fn capitals_of(ko: &[&'static str]) -> impl Iterator<Item = &'static Entity> {
    ENTITIES.iter().filter(move |e| e.class == "capital" && ko.contains(&e.parent))
}

/// Words that render the country that is called by one of these Korean forms, without naming it: British, London.
pub fn demonyms(ko: &[&'static str]) -> impl Iterator<Item = &'static str> {
    static DEMONYMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> =
        LazyLock::new(|| rows(include_str!("demonyms.tsv")).filter_map(|l| l.split_once('\t')).map(|(ko, en)| (ko, forms(en))).collect());
    ko.iter().filter_map(|k| DEMONYMS.get(k)).flatten().copied()
}

/// What a Korean form stands for.
pub fn korean_form(text: &str) -> Option<&'static Form> {
    let f = &*KOREAN;
    f.by_text.get(text).map(|&i| &f.all[i])
}

/// What an English form stands for; the case must be that of the table.
pub fn english_form(text: &str) -> Option<&'static Form> {
    let f = &*ENGLISH;
    f.by_text.get(text).map(|&i| &f.all[i])
}

/// Whether a Korean and an English form are called by one row: 한국은행 and "Bank of Korea".
///
/// ```
/// assert!(daejo::names::lexicon::are_one("한국은행", "Bank of Korea"));
/// assert!(!daejo::names::lexicon::are_one("한국은행", "Financial Services Commission"));
/// ```
pub fn are_one(ko: &str, en: &str) -> bool {
    korean_form(ko).zip(english_form(en)).is_some_and(|(ko, en)| ko.rows.iter().any(|row| en.rows.contains(row)))
}

/// Whether a word ends an English title: "President", "Rep.", "minister".
pub fn ends_title(word: &str) -> bool {
    // No title is longer.
    if word.len() > 24 {
        return false;
    }
    let one = if matches!(word.as_bytes().last(), Some(b's' | b'S')) { word.get(..word.len() - 1) } else { None };
    TITLE_WORDS.contains(word) || one.is_some_and(|one| TITLE_WORDS.contains(one)) || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr")
}

/// Korean institutions, places and titles in a text, from left to right, the longest first; a short one only where a
/// word starts and ends with it, but for particles.
pub fn find_korean(text: &str) -> impl Iterator<Item = Hit> {
    let f = &*KOREAN;
    // A Latin acronym is a word of its own: MS is not a part of MSNBC.
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    let (mut at, mut inside) = (0, false);
    std::iter::from_fn(move || {
        while let Some(&b) = bytes.get(at) {
            let start = at;
            // Most marks start no form, and few forms can start inside a word.
            if hangul::syllable_at(text, start) {
                at += 3;
                let beginnings = if std::mem::replace(&mut inside, true) { &f.inner } else { &f.syllables };
                if !beginnings.may_begin(six_at(bytes, start)) {
                    continue;
                }
            } else {
                at += width(b);
                inside = false;
                if !f.first_bytes[usize::from(b)] {
                    continue;
                }
            }
            let key = pair_key(&bytes[start..]);
            if !f.may_start(key) {
                continue;
            }
            let before = text[..start].chars().next_back();
            if b.is_ascii_alphanumeric() && latin(before) {
                continue;
            }
            let found = f.longest_korean(key, text, start, |end, i| {
                let long = f.texts[i].chars().nth(LONG - 1).is_some();
                let cut = bytes[end - 1].is_ascii() && latin(text[end..].chars().next());
                (long || !before.is_some_and(hangul::is_hangul)) && !cut && (long || ends_word(&text[end..]))
            });
            if let Some(hit) = found {
                at = hit.span.end;
                inside = hangul::syllable_before(text, at);
                return found;
            }
        }
        None
    })
}

/// English institutions and places in a text, from left to right, the longest first, whole words only.
pub fn find_english(text: &str) -> impl Iterator<Item = Hit> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&b) = text.as_bytes().get(at) {
            let start = at;
            let end = start + first_word(&text[start..]);
            if end == start {
                at += width(b);
                continue;
            }
            let found = english_at(text, Span::new(start, end));
            at = found.map_or(end, |h| h.span.end);
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// The longest institution or place that starts with the word at this place: a run of letters and digits.
#[inline]
pub fn english_at(text: &str, word: Span) -> Option<Hit> {
    let f = &*ENGLISH;
    let letters = &text.as_bytes()[word.start..word.end];
    if !f.shapes.may_hold(letters) {
        return None;
    }
    let key = word_key(letters);
    if !f.may_start(key) {
        return None;
    }
    f.longest_english(key, text, (word.start, word.end), |end, i| {
        let whole = !text.get(end..).and_then(|t| t.chars().next()).is_none_or(char::is_alphanumeric) || end == text.len();
        whole && f.exact[i].is_none_or(|e| text.get(word.start..end) == Some(e))
    })
}

/// Whether a letter of an English name that is not ASCII goes on the word that it is in: é, ł.
#[inline]
pub fn goes_on_latin(c: char) -> bool {
    ('\u{C0}'..='\u{24F}').contains(&c)
}

/// What can follow a noun within its word, one behind another.
const PARTICLES: &str = "은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 와 과 도 로 으로 만 나 이나 라 이라 란 이란 측 발 산 등 인 엔 에선 에겐 및 씨 까지 부터 보다 처럼 마저 조차 마다 다 이다 였 였다 이었 이었다 며 이며 고 이고 여 이여 랑 하고 한테 같은 들 님 내 행 뿐 간 군 식 선 라고 이라고 라며 이라며 라는 이라는 인데 이자 로서 으로서 로써 으로부터 로부터 로는 으로는 에는 에도 에만 와의 과의 만의 만이 만을 서 선 쪽 및 계 제 형 권 별 당 급 용 인들 였던 이던 이었던 입니다 이지만 지만 임 이어서 이었지만";

/// Syllables that a run of particles has at most.
const PARTICLES_LONG: usize = 7;

/// Whether a word ends here, but for particles: `rest` starts right behind the noun.
pub fn ends_word(rest: &str) -> bool {
    static TABLE: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::new(PARTICLES.split(' ').map(|p| (p, ()))));
    /// Syllables that particles start with: most nouns that go on are told by their next syllable.
    static STARTS: LazyLock<SyllableSet> = LazyLock::new(|| PARTICLES.split(' ').filter_map(|p| p.chars().next()).collect());
    if !STARTS.contains_at(rest, 0) {
        return !rest.starts_with(hangul::is_hangul);
    }
    let end = rest.char_indices().take(PARTICLES_LONG + 1).find(|(_, c)| !hangul::is_hangul(*c)).map(|(i, _)| i);
    let end = end.or_else(|| (rest.len() <= PARTICLES_LONG * "은".len()).then_some(rest.len()));
    end.is_some_and(|end| particles(&TABLE, &rest[..end], 3))
}

/// Whether a run is made of so many particles at most.
fn particles(table: &Prefixes<()>, run: &str, most: u8) -> bool {
    // Only the last may have more than three syllables.
    table.all(run).any(|(p, ())| p.len() == run.len() || most > 1 && p.len() <= 9 && particles(table, &run[p.len()..], most - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_form_in_both_languages() {
        for e in ENTITIES.iter() {
            assert!(!e.ko.is_empty() && !e.en.is_empty() && !e.class.is_empty(), "{e:?}");
        }
        assert!(TITLES.iter().all(|(ko, en)| !ko.is_empty() && !en.is_empty()));
    }

    #[test]
    fn titles_are_found_where_words_end() {
        let text = "이재명 대통령은 의원총회에서";
        let found: Vec<&str> = find_korean(text).filter(|h| h.form.title).map(|h| h.span.slice(text)).collect();
        assert_eq!(found, ["대통령"]);
        assert!(ends_title("Rep.") && ends_title("President") && !ends_title("Seoul"));
    }
}
