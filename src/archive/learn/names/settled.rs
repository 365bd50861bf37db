//! What association has settled: which English belongs to a Korean name or term that no spelling proves. Found again in the second
//! pass, where it is counted as everything else is.

use super::observe::Sure;
use crate::archive::learn::Lesson;
use crate::archive::learn::association::{Association, Partner};
use crate::archive::learn::words::{hangul_words, latin_words, nouns};
use crate::house::Kind;
use crate::names::{Verdict, lexicon, name_match};
use hashbrown::HashMap;
use jiff::civil::Date;

/// Links in which a name and its English must stand together.
const LEAST: u32 = 4;
/// The ratio of likelihoods from which chance is ruled out for good, at the number of pairs that are looked at.
const SURE: f64 = 25.0;
/// Particles that stand behind any noun: a noun with one of them is the same noun.
const PARTICLES: [&str; 12] = ["은", "는", "이", "가", "을", "를", "의", "에", "도", "과", "와", "로"];
/// Renderings of one form at most.
const MOST: usize = 4;

/// What the second pass looks for.
#[derive(Debug)]
pub struct Settled {
    by_form: HashMap<Box<str>, Vec<(Box<str>, Kind)>>,
}

/// What the second pass has found in an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    pub(super) id: String,
    pub(super) day: Option<Date>,
    pub(super) sure: Vec<Sure>,
}

impl Settled {
    pub(super) fn new(open: &Association, terms: &Association) -> Self {
        let mut by_form: HashMap<Box<str>, Vec<(Box<str>, Kind)>> = HashMap::new();
        let best = best_of(open);
        for (ko, partners) in open.partners(LEAST) {
            let good = partners.into_iter().filter(|p| is_name_of(p) && best.get(p.en).is_some_and(|b| b == ko)).take(MOST);
            let kind = kind(ko);
            let found: Vec<_> = good.map(|p| (p.en.into(), kind)).collect();
            if !found.is_empty() {
                by_form.insert(ko.into(), found);
            }
        }
        let best = best_of(terms);
        let all = terms.partners(LEAST);
        // A noun and what it is with a particle stand side by side here; so do a word and a part of it that looks like a noun.
        for (i, (ko, partners)) in all.iter().enumerate() {
            let longer = all[i + 1..].iter().take_while(|(other, _)| other.starts_with(ko)).filter(|(other, _)| !PARTICLES.contains(&&other[ko.len()..]));
            let part = partners.first().is_some_and(|p| longer.filter_map(|(_, o)| o.first()).any(|o| o.en == p.en && o.together * 10 >= p.together * 6));
            let found = if part { Vec::new() } else { term(ko, partners, &best) };
            if !found.is_empty() && !by_form.contains_key(*ko) {
                by_form.insert((*ko).into(), found);
            }
        }
        Self { by_form }
    }

    /// Finds in an article what is settled. May run on any thread.
    pub fn find(&self, lesson: &Lesson<'_>) -> Found {
        let mut sure = Vec::new();
        for link in lesson.links() {
            let words = latin_words(link.en);
            let lower: Vec<String> = words.iter().map(|w| w.text.to_lowercase()).collect();
            let has = |form: &str| {
                let plain = form.to_lowercase();
                let wanted: Vec<&str> = plain.split(' ').collect();
                // Names have their capitals; terms have none to have.
                lower.windows(wanted.len()).enumerate().any(|(i, w)| {
                    w.iter().map(String::as_str).eq(wanted.iter().copied())
                        && (form == plain || link.en.get(words[i].span.start..).is_some_and(|t| t.starts_with(form)))
                })
            };
            for (ko, found) in hangul_words(link.ko).flat_map(nouns).filter_map(|w| self.by_form.get_key_value(w)) {
                let rendered = found.iter().filter(|(en, _)| has(en));
                sure.extend(rendered.map(|(en, kind)| Sure { ko: ko.to_string(), en: en.to_string(), kind: *kind, roles: Vec::new() }));
            }
        }
        sure.sort_unstable();
        sure.dedup();
        Found { id: lesson.id.to_owned(), day: lesson.day, sure }
    }
}

/// For each English item the Korean one that it belongs to most.
fn best_of(seen: &Association) -> HashMap<String, String> {
    let mut best: HashMap<String, (f64, String)> = HashMap::new();
    for (ko, partners) in seen.partners(LEAST) {
        for p in partners {
            let now = best.entry(p.en.to_owned()).or_insert((f64::MIN, String::new()));
            if p.ratio > now.0 {
                *now = (p.ratio, ko.to_owned());
            }
        }
    }
    best.into_iter().map(|(en, (_, ko))| (en, ko)).collect()
}

/// Whether an English name belongs to a Korean one: each calls for the other.
fn is_name_of(partner: &Partner<'_>) -> bool {
    partner.ratio >= SURE && partner.of_en >= 0.6 && partner.of_ko >= 0.1
}

/// What a form without a row in the lexicon names, as its last syllables tell it.
fn kind(ko: &str) -> Kind {
    const BODIES: [&str; 26] = [
        "위원회", "협회", "연구원", "연구소", "공사", "재단", "은행", "전자", "그룹", "학교", "병원", "법원", "검찰청", "경찰서", "노조", "센터", "기업",
        "증권", "건설", "의회", "당", "부", "청", "처", "원", "회",
    ];
    const PLACES: [&str; 12] = ["특별시", "광역시", "자치도", "시장", "산", "강", "섬", "구", "군", "읍", "면", "동"];
    let row = lexicon::korean_form(ko).and_then(|f| f.rows.first().copied()).and_then(lexicon::entity);
    if let Some(entity) = row {
        return if entity.kind == lexicon::Kind::Place { Kind::Place } else { Kind::Organisation };
    }
    if BODIES.iter().any(|b| ko.ends_with(b)) {
        Kind::Organisation
    } else if PLACES.iter().any(|p| ko.ends_with(p)) {
        Kind::Place
    } else {
        Kind::Term
    }
}

/// The English of a term: phrases that together stand in most of the links with it.
fn term(ko: &str, partners: &[Partner<'_>], best: &HashMap<String, String>) -> Vec<(Box<str>, Kind)> {
    let good: Vec<Partner<'_>> =
        partners.iter().copied().filter(|p| p.ratio >= SURE && p.of_en >= 0.5 && p.of_ko >= 0.15 && best.get(p.en).is_some_and(|b| b == ko)).collect();
    // Of a phrase and a part of it, the whole counts where it is nearly as frequent.
    let part = |short: &Partner<'_>| {
        good.iter().any(|long| long.en != short.en && contains(long.en, short.en) && f64::from(long.together) >= 0.7 * f64::from(short.together))
    };
    let loose = |long: &Partner<'_>| {
        good.iter().any(|short| long.en != short.en && contains(long.en, short.en) && f64::from(long.together) < 0.7 * f64::from(short.together))
    };
    let kept: Vec<&Partner<'_>> = good.iter().filter(|p| !part(p) && !loose(p)).take(MOST).collect();
    let share: f64 = kept.iter().map(|p| p.of_ko).sum();
    let title = lexicon::korean_form(ko).is_some_and(|f| f.title);
    if share < 0.6 || (!title && kept.iter().any(|p| !is_telling(ko, p.en))) {
        return Vec::new();
    }
    kept.into_iter().map(|p| (p.en.into(), Kind::Term)).collect()
}

/// Whether the words of a phrase stand in another.
fn contains(long: &str, short: &str) -> bool {
    format!(" {long} ").contains(&format!(" {short} "))
}

/// Whether an English form is worth settling: a phrase, or the Korean word itself in Latin letters. That 금붕어 is a goldfish needs no
/// list.
fn is_telling(ko: &str, en: &str) -> bool {
    en.contains([' ', '-']) || name_match(ko, en).verdict == Verdict::Match
}
