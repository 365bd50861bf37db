//! Institutions and places against each other: which stand on one side of a link only, in the place of another of
//! their class. A part of comparing names; the lexicon says what is called what.

use super::name::{Clash, ClashKind, NameEvidence, Scope};
use super::whereabouts;
use crate::model::{Mention, Value};
use crate::names::{latin, lexicon, matching};
use crate::text::{Span, hangul};
use smallvec::SmallVec;

impl Scope<'_> {
    /// Finds the institutions and places that clash.
    pub(super) fn institutions(&self, out: &mut NameEvidence) {
        let en = entities(&self.pair.en.mentions, &self.en_mentions, lexicon::english_form);
        if en.is_empty() {
            return;
        }
        let ko = entities(&self.pair.ko.mentions, &self.ko_mentions, lexicon::korean_form);
        if ko.is_empty() {
            return;
        }
        whereabouts::compare(self.pair, &ko, &en, self.ko_text, out);
        let mut used: SmallVec<[usize; 4]> = SmallVec::new();
        // What the English calls by a common noun ("the top court") accuses nobody.
        for (nth, b) in en.iter().enumerate().filter(|(_, b)| b.text.starts_with(char::is_uppercase)) {
            let by_name = ko.iter().any(|k| same(k, b));
            if by_name && !said_twice(nth, &en, &ko) {
                continue;
            }
            let open = |a: &&Known| !used.contains(&a.index) && comparable(a.form, b.form) && !a.form.rows.iter().any(|&r| rendered(r, self.en_text));
            let Some(a) = ko.iter().find(open) else { continue };
            let told = by_name || b.form.rows.iter().any(|&r| supported(r, self.ko_text)) || self.transcribed(b) || self.encloses(b, &ko);
            if told && !(said_twice(nth, &en, &ko) && in_its_place(a, nth, &en, &ko)) {
                continue;
            }
            used.push(a.index);
            let elsewhere = told || b.form.rows.iter().any(|&r| self.article.search().is_none_or(|text| supported(r, text)));
            out.institutions.push(Clash { source: a.index, target: b.index, kind: if elsewhere { ClashKind::Elsewhere } else { ClashKind::Unknown } });
        }
    }

    /// Companies that the English names where the Korean says no more than “a plant”, “a company”.
    pub(super) fn withheld(&self, out: &mut NameEvidence) {
        if !nameless(self.ko_text) {
            return;
        }
        for b in entities(&self.pair.en.mentions, &self.en_mentions, lexicon::english_form) {
            let company = b.form.rows.iter().filter_map(|&r| lexicon::entity(r)).any(|e| e.class == "company");
            let told = || b.form.rows.iter().any(|&r| self.article.search().is_none_or(|text| supported(r, text)));
            let clash = || out.institutions.iter().any(|c| c.target == b.index);
            // 삼성 in the Korean may be any company of the group.
            let group = || {
                latin::words(b.text)
                    .first()
                    .is_some_and(|w| self.ko_text.split(|c: char| !hangul::is_syllable(c)).any(|r| !r.is_empty() && matching::starts_like(r, w)))
            };
            if company && b.text.starts_with(char::is_uppercase) && !told() && !clash() && !group() && !self.transcribed(&b) {
                out.unsupported.push((b.index, true));
            }
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
        institution && latin::words(b.text).iter().all(|w| runs().any(|r| matching::starts_like(r, w)))
    }
}

/// Whether the Korean tells of a company, plant, school or shop without its name: 한 반도체 공장.
fn nameless(ko: &str) -> bool {
    ko.match_indices("한 ").filter(|(at, _)| *at == 0 || ko[..*at].ends_with([' ', '‘', '“', '"'])).any(|(at, one)| {
        let behind = &ko[at + one.len()..];
        behind
            .split(' ')
            .take(3)
            .any(|w| NAMELESS.iter().any(|n| w.starts_with(n) || w.strip_suffix(hangul::is_syllable).is_some_and(|w| w.ends_with(n)) || w.ends_with(n)))
    })
}

const NAMELESS: &[&str] = &[
    "기업", "회사", "업체", "공장", "은행", "병원", "대학", "학교", "호텔", "백화점", "마트", "식당", "매장", "항공사", "건설사", "제약사", "증권사", "보험사",
    "통신사", "게임사", "카드사", "언론사", "방송사", "물류센터", "쇼핑몰", "연구소", "조선소", "제철소", "발전소", "편의점", "프랜차이즈", "스타트업",
    "플랫폼",
];

/// An institution or place of the lexicon in a text.
pub(super) struct Known<'m> {
    pub(super) index: usize,
    pub(super) text: &'m str,
    pub(super) span: Span,
    pub(super) form: &'static lexicon::Form,
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

/// Whether Korean text tells an entity of the lexicon, or the place that it is the capital of.
pub(super) fn supported(row: u32, ko: &str) -> bool {
    let Some(e) = lexicon::entity(row) else { return true };
    // A form with its province in front is told by the last word as well: 제주 우도.
    let told = |f: &str| stands(f, e.class, ko) || f.rsplit_once(' ').is_some_and(|(_, last)| e.kind == lexicon::Kind::Place && ko.contains(last));
    e.ko.iter().any(|f| told(f)) || (e.class == "capital" && !e.parent.is_empty() && told_by_parent(e.parent, ko))
}

/// Whether a Korean form stands in a text. The short name of a party stands by itself: no 한국당 in 미래한국당.
fn stands(form: &str, class: &str, ko: &str) -> bool {
    let alone = |at: usize| class != "party" || !ko[..at].ends_with(hangul::is_syllable);
    ko.match_indices(form).any(|(at, _)| alone(at))
}

fn told_by_parent(parent: &str, ko: &str) -> bool {
    let forms = lexicon::korean_form(parent).into_iter().flat_map(|f| f.rows.iter()).filter_map(|&r| lexicon::entity(r));
    ko.contains(parent) || forms.flat_map(|e| &e.ko).any(|f| ko.contains(f)) || (parent == HOME && (ko.contains("정부") || ko.contains('한')))
}

/// Whether English text renders an entity of the lexicon.
pub(super) fn rendered(row: u32, en: &str) -> bool {
    let Some(e) = lexicon::entity(row) else { return true };
    let demonym = || e.class == "country" && lexicon::demonyms(&e.ko).any(|d| en.contains(d));
    let capital = || e.class == "country" && lexicon::capitals_of(&e.ko).any(|c| c.en.iter().any(|f| en.contains(f)));
    // Geomun for Geomun Island.
    let stem = |f: &str| {
        f.split_once(' ').is_some_and(|(stem, _)| stem.len() >= 5 && !matches!(stem, "North" | "South" | "Mount" | "Saint" | "Greater") && en.contains(stem))
    };
    e.en.iter().any(|f| en.contains(f) || (e.kind == lexicon::Kind::Place && stem(f)))
        || demonym()
        || capital()
        || (e.class == "capital" && en.contains("capital"))
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
        "ministry" | "agency" => "ministry",
        other => other,
    }
}
