//! 수입이 수출보다 빠르게 늘었다: of two things one is more. The English compares them the wrong way round where what it holds something
//! against is what the Korean says it of; that holds only where both are known on both sides, and which way the comparison goes.

use super::turned::Words;
use super::{Clash, Sides};
use crate::text::lines::floor;
use crate::text::{Span, hangul};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What a clash says when a comparison is the other way round.
pub const COMPARED: &str = "compared the other way round";

/// Bytes behind both things that are shown, at most.
const FAR: usize = 60;

/// A comparison: what is compared, what it is held against, and whether it is more than that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Comparison {
    compared: Span,
    standard: Span,
    more: bool,
}

/// Finds a comparison that the English turns round.
pub(super) fn compare(sides: &Sides<'_>, out: &mut Vec<Clash>) {
    let Some(ko) = korean(sides.ko) else { return };
    let Some(en) = english(sides.en) else { return };
    let (x, y) = (ko.compared.slice(sides.ko), ko.standard.slice(sides.ko));
    let (first, second) = (Words::of(en.compared.slice(sides.en)), Words::of(en.standard.slice(sides.en)));
    // Fewer births than deaths is more deaths than births.
    let (right, wrong) = if ko.more == en.more { (x, y) } else { (y, x) };
    if first.tell(wrong) && second.tell(right) && !first.tell(right) && !second.tell(wrong) {
        let both = ko.compared.cover(ko.standard);
        // With the word that says which way, where that stands behind both.
        let end = sides.ko[both.end..].find(['.', ',', '"', '”', '\n']).map_or(sides.ko.len(), |i| both.end + i);
        let korean = Span::new(both.start, floor(sides.ko, end.min(both.end + FAR)));
        out.push(Clash { rule: "opposite-sense", korean, means: "", english: en.compared.cover(en.standard), says: COMPARED });
    }
}

/// Beginnings of Korean predicates that say more, and that say less.
const MORE: &[&str] =
    &["많", "크", "컸", "큰", "높", "빠르", "빨", "앞서", "앞섰", "길", "강하", "강했", "낫", "나은", "나았", "무겁", "비싸", "비쌌", "잘", "우수"];
const LESS: &[&str] =
    &["적", "작", "낮", "느리", "느렸", "뒤지", "뒤졌", "뒤처", "짧", "덜", "어리", "어렸", "약하", "약했", "나쁘", "나빴", "못하", "못했", "가볍", "싸", "쌌"];

/// The only comparison of a Korean sentence: X가 Y보다 많다, Y보다 X가 많다.
fn korean(text: &str) -> Option<Comparison> {
    static THAN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("보다"));
    let mut all = THAN.find_iter(text.as_bytes()).filter(|&at| {
        let (before, behind) = (&text[..at], &text[at + "보다".len()..]);
        before.ends_with(hangul::is_syllable) && behind.starts_with(' ')
    });
    let (at, None) = (all.next()?, all.next()) else { return None };
    let start = text[..at].rfind(['.', ',', '"', '“', '\n']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let behind = at + "보다".len() + 1;
    let stop = text[behind..].find(['.', ',', '"', '”', '\n']).map_or(text.len(), |i| behind + i);
    let words = |from: usize, to: usize| {
        let base = text.as_ptr() as usize;
        text[from..to].split(' ').filter(|w| !w.is_empty()).map(move |w| (w, Span::new(w.as_ptr() as usize - base, w.as_ptr() as usize - base + w.len())))
    };
    // Which way it goes is told by one word alone, behind it.
    let said = |stems: &[&str]| words(behind, stop).any(|(w, _)| stems.iter().any(|s| w.starts_with(s)));
    let more = match (said(MORE), said(LESS)) {
        (true, false) => true,
        (false, true) => false,
        _ => return None,
    };
    if text[behind..stop].contains(['않', '못', '없']) || text[behind..stop].contains("아니") {
        return None;
    }
    let standard = words(start, at).next_back().map(|(_, span)| span)?;
    let subject = |w: &str| w.ends_with(['이', '가', '은', '는']) && w.len() >= "수입이".len();
    let compared = words(start, standard.start).rfind(|(w, _)| subject(w)).or_else(|| words(behind, stop).find(|(w, _)| subject(w)))?.1;
    // 부산의 기온이: of what it is stands before it.
    let whose = words(start, compared.start).next_back().filter(|(w, span)| w.ends_with('의') && *span != standard);
    Some(Comparison { compared: whose.map_or(compared, |(_, span)| span.cover(compared)), standard, more })
}

const ENGLISH_MORE: &[&str] = &[
    "more", "higher", "greater", "larger", "bigger", "faster", "longer", "stronger", "older", "better", "heavier", "pricier", "warmer", "hotter", "taller",
    "quicker",
];
const ENGLISH_LESS: &[&str] =
    &["fewer", "less", "lower", "smaller", "slower", "shorter", "younger", "weaker", "worse", "lighter", "cheaper", "colder", "cooler"];

/// The only comparison of an English sentence: more X than Y, X is more than Y.
fn english(text: &str) -> Option<Comparison> {
    let mut all = text.match_indices(" than ");
    let ((at, than), None) = (all.next()?, all.next()) else { return None };
    let start = text[..at].rfind(['.', ';', '"', '“', '”']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let before = Span::new(start, at);
    let words = || before.slice(text).split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
    let is = |word: &str, list: &[&str]| list.iter().any(|l| word.eq_ignore_ascii_case(l));
    // More slowly is less.
    let turned = |behind: Option<&str>| behind.is_some_and(|w| is(w, &["slowly", "modestly", "weakly", "poorly", "cheaply"]));
    let mut said = words().zip(words().skip(1).map(Some).chain([None])).filter_map(|(w, behind)| {
        let more = if is(w, ENGLISH_MORE) { true } else { is(w, ENGLISH_LESS).then_some(false)? };
        Some(more != turned(behind))
    });
    let (Some(more), None) = (said.next(), said.next()) else { return None };
    if words().any(|w| is(w, &["not", "no", "never", "nor", "cannot", "neither"])) || before.slice(text).contains("n't") {
        return None;
    }
    let from = at + than.len();
    let stop = text[from..].find(['.', ',', ';', '"', '”', '(']).map_or(text.len(), |i| from + i);
    let end = text[from..stop].match_indices(' ').nth(3).map_or(stop, |(i, _)| from + i);
    let standard = Span::new(from, end);
    (!standard.slice(text).starts_with(|c: char| c.is_ascii_digit())).then_some(Comparison { compared: before, standard, more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn turned(ko: &str, en: &str) -> bool {
        let mut out = Vec::new();
        compare(&Sides { ko, en, ko_at: 0, en_at: 0 }, &mut out);
        !out.is_empty()
    }

    #[test]
    fn of_two_one_is_more() {
        let ko = "수입이 수출보다 빠르게 늘었다.";
        assert!(turned(ko, "Exports grew faster than imports."));
        assert!(!turned(ko, "Imports grew faster than exports."));
        assert!(!turned(ko, "Exports grew more slowly than imports."));
        let ko = "지난해 수출은 수입보다 적었다.";
        assert!(turned(ko, "Exports were larger than imports last year."));
        assert!(!turned(ko, "Imports were larger than exports last year."));
        assert!(!turned(ko, "Exports were smaller than imports last year."));
        assert!(!turned(ko, "Exports were no larger than imports last year."));
    }

    #[test]
    fn parts_of_a_comparison() {
        let of = |ko: &'static str| korean(ko).map(|c| (c.compared.slice(ko), c.standard.slice(ko), c.more));
        assert_eq!(of("서울보다 부산의 기온이 높았다."), Some(("부산의 기온이", "서울", true)));
        assert_eq!(of("수출은 수입보다 적었다."), Some(("수출은", "수입", false)));
        assert_eq!(of("수출은 수입보다 적지 않았다."), None);
        assert_eq!(of("영화를 보다 잠들었다."), None);
    }

    proptest! {
        #[test]
        fn any_text_is_compared(ko in "([가-힣]{1,3}|보다 |이 |는 |많|적|의 | |\\.|,|\\PC){0,30}", en in "(more|less|[a-z]{1,5}| than | |\\.|,|\\PC){0,40}") {
            let mut out = Vec::new();
            compare(&Sides { ko: &ko, en: &en, ko_at: 0, en_at: 0 }, &mut out);
            for clash in out {
                prop_assert!(!clash.korean.slice(&ko).is_empty() && !clash.english.slice(&en).is_empty());
            }
        }
    }
}
