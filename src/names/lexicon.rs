//! What is called what: institutions, places and titles in both languages, found in running text in one pass. Rows come
//! from `institutions.tsv`, `places.tsv` and `titles.tsv`; used by the readers of names and by `compare`.

use crate::text::{Shapes, Span, SyllableSet, Words, bytes, hangul};
use hashbrown::{HashMap, HashSet};
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

/// One language's forms, found by what they start with: their first word in English, their first two characters in
/// Korean. Texts meet few of them, so that a look at each word is cheaper than an automaton over every byte.
struct Forms {
    /// Forms by the hash of their start, the longest first.
    by_start: HashMap<u64, SmallVec<[u32; 4]>>,
    texts: Vec<&'static str>,
    /// A bit for each start that there is, folded into 16 bits: most places in a text are told apart by this alone.
    starts: Box<[u64; 1024]>,
    /// Shapes of the first words of English forms, which tell most words apart before they are hashed.
    shapes: Shapes,
    all: Vec<Form>,
    /// English forms that must stand as they are written: acronyms and single words.
    exact: Vec<Option<&'static str>>,
    by_text: HashMap<&'static str, usize>,
}

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
        let mut by_start: HashMap<u64, SmallVec<[u32; 4]>> = HashMap::new();
        let mut starts = Box::new([0_u64; 1024]);
        for (i, text) in (0_u32..).zip(&texts) {
            let start = if english { going_on(word_key(first(text)), &text.as_bytes()[first_word(text)..]) } else { pair_key(text.as_bytes()) };
            starts[folded(start) >> 6] |= 1 << (folded(start) & 63);
            by_start.entry(start).or_default().push(i);
        }
        by_start.values_mut().for_each(|v| v.sort_by_key(|&i| std::cmp::Reverse(texts[i as usize].len())));
        Self { by_start, texts, starts, shapes, all, exact, by_text }
    }

    /// Whether a form can start like this.
    fn may_start(&self, key: u64) -> bool {
        let start = folded(key);
        self.starts[start >> 6] >> (start & 63) & 1 == 1
    }

    /// The longest form that starts at `at` and that `fits`, given its end and number.
    fn longest(&'static self, key: u64, text: &str, at: usize, fits: impl Fn(usize, usize) -> bool) -> Option<Hit> {
        let rest = &text.as_bytes()[at..];
        self.by_start.get(&key)?.iter().map(|&i| i as usize).find_map(|i| {
            let form = self.texts[i].as_bytes();
            (rest.starts_with(form) && fits(at + form.len(), i)).then(|| Hit { span: Span::new(at, at + form.len()), form: &self.all[i] })
        })
    }
}

impl Forms {
    /// The longest English form that starts with the word from `at` to `end` and is whole words.
    fn longest_english(&'static self, text: &str, at: usize, end: usize) -> Option<Hit> {
        let rest = &text.as_bytes()[at..];
        // Forms that go on behind the first word are longer than those that do not.
        let word = word_key(&rest[..end - at]);
        [going_on(word, &rest[end - at..]), word].into_iter().find_map(|key| {
            let forms = if self.may_start(key) { self.by_start.get(&key)? } else { return None };
            forms.iter().map(|&i| i as usize).find_map(|i| {
                let form = self.texts[i].as_bytes();
                let to = at + form.len();
                let same = rest.get(..form.len()).is_some_and(|r| r.eq_ignore_ascii_case(form));
                let whole = || to == text.len() || !text.get(to..).and_then(|t| t.chars().next()).is_none_or(char::is_alphanumeric);
                (same && whole() && self.exact[i].is_none_or(|e| text.get(at..to) == Some(e))).then(|| Hit { span: Span::new(at, to), form: &self.all[i] })
            })
        })
    }
}

/// What an English form is found by that goes on behind its first word: the key of that and the next letter but one, whatever
/// its case. "Bank of Korea" and "Bank of Japan" are found together, "Bank" by itself.
fn going_on(word: u64, behind: &[u8]) -> u64 {
    behind.get(..2).map_or(word, |two| word_key(two).rotate_left(32) ^ word)
}

/// A key folded into 16 bits.
fn folded(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

/// Bytes of the Latin word that a text starts with.
#[inline]
fn first_word(text: &str) -> usize {
    let mut len = 0;
    loop {
        len = bytes::run(text.as_bytes(), len, bytes::LETTER | bytes::DIGIT);
        // Letters of Latin with marks on them.
        let accented = text.as_bytes().get(len).filter(|b| !b.is_ascii()).and_then(|_| text[len..].chars().next());
        match accented.filter(|c| ('\u{C0}'..='\u{24F}').contains(c)) {
            Some(c) => len += c.len_utf8(),
            None => return len,
        }
    }
}

/// A hash of a word, whatever its case (FNV-1a).
fn word_key(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}

/// The bytes of the first two characters of a text as one number: they are eight at most.
fn pair_key(text: &[u8]) -> u64 {
    let first = text.first().map_or(0, |&b| width(b));
    let both = first + text.get(first).map_or(0, |&b| width(b));
    let eight = match text.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => text.iter().rev().fold(0, |key, &b| key << 8 | u64::from(b)),
    };
    eight & u64::MAX.checked_shr(64 - 8 * u32::try_from(both).unwrap_or(8)).unwrap_or(0)
}

/// Bytes of the character that starts with this byte.
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

/// Whether a word ends an English title: "President", "Rep.", "minister".
pub fn ends_title(word: &str) -> bool {
    // No title is longer.
    if word.len() > 24 {
        return false;
    }
    let one = word.strip_suffix(['s', 'S']);
    TITLE_WORDS.contains(word) || one.is_some_and(|one| TITLE_WORDS.contains(one)) || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr")
}

/// Korean institutions, places and titles in a text, from left to right, the longest first; a short one only where a
/// word starts and ends with it, but for particles.
pub fn find_korean(text: &str) -> impl Iterator<Item = Hit> {
    let f = &*KOREAN;
    // A Latin acronym is a word of its own: MS is not a part of MSNBC.
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&b) = bytes.get(at) {
            let start = at;
            at += width(b);
            let key = pair_key(&bytes[start..]);
            if !f.may_start(key) {
                continue;
            }
            let before = text[..start].chars().next_back();
            if b.is_ascii_alphanumeric() && latin(before) {
                continue;
            }
            let found = f.longest(key, text, start, |end, i| {
                let long = f.texts[i].chars().count() >= 4;
                let cut = bytes[end - 1].is_ascii() && latin(text[end..].chars().next());
                (long || !before.is_some_and(hangul::is_hangul)) && !cut && (long || ends_word(&text[end..]))
            });
            if let Some(hit) = found {
                at = hit.span.end;
                return found;
            }
        }
        None
    })
}

/// English institutions and places in a text, from left to right, the longest first, whole words only.
pub fn find_english(text: &str) -> impl Iterator<Item = Hit> {
    let f = &*ENGLISH;
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&b) = text.as_bytes().get(at) {
            if !bytes::is(b, bytes::LETTER | bytes::DIGIT | bytes::WIDE) {
                at += 1;
                continue;
            }
            let word = first_word(&text[at..]);
            if word == 0 {
                at += width(b);
                continue;
            }
            let start = at;
            at += word;
            if f.shapes.may_hold(&text.as_bytes()[start..at])
                && let Some(hit) = f.longest_english(text, start, at)
            {
                at = hit.span.end;
                return Some(hit);
            }
        }
        None
    })
}

/// What can follow a noun within its word, one behind another.
static PARTICLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 와 과 도 로 으로 만 나 이나 라 이라 란 이란 측 발 산 등 인 엔 에선 에겐 및 씨 까지 부터 보다 처럼 마저 조차 마다 다 이다 였 였다 이었 이었다 며 이며 고 이고 여 이여 랑 하고 한테 같은 들 님 내 행 뿐 간 군 식 선 라고 이라고 라며 이라며 라는 이라는 인데 이자 로서 으로서 로써 으로부터 로부터 로는 으로는 에는 에도 에만 와의 과의 만의 만이 만을 서 선 쪽 및 계 제 형 권 별 당 급 용 인들 였던 이던 이었던 입니다 이지만 지만 임 이어서 이었지만"
        .split(' ')
        .collect()
});

/// Whether a word ends here, but for particles: `rest` starts right behind the noun.
pub fn ends_word(rest: &str) -> bool {
    /// Syllables that particles start with: most nouns that go on are told by their next syllable.
    static STARTS: LazyLock<SyllableSet> = LazyLock::new(|| PARTICLES.iter().filter_map(|p| p.chars().next()).collect());
    match rest.chars().next() {
        Some(c) if hangul::is_hangul(c) && !STARTS.contains(c) => return false,
        Some(c) if hangul::is_hangul(c) => {}
        _ => return true,
    }
    let end = rest
        .char_indices()
        .take(9)
        .find(|(_, c)| !hangul::is_hangul(*c))
        .map_or_else(|| rest.len().min(rest.char_indices().nth(9).map_or(usize::MAX, |(i, _)| i)), |(i, _)| i);
    let run = &rest[..end];
    run.chars().count() <= 7 && particles(run, 3)
}

/// Whether a run is made of so many particles at most.
fn particles(run: &str, most: u8) -> bool {
    if PARTICLES.contains(run) {
        return true;
    }
    most > 1 && run.char_indices().skip(1).take(3).any(|(i, _)| PARTICLES.contains(&run[..i]) && particles(&run[i..], most - 1))
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
