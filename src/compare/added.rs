//! Phrases of the English of which nothing stands in the Korean: a cause, a quotation, a detail that somebody made up. Words of
//! English are rendered more freely than those of Korean, so only phrases that give a reason or a ground are asked, and only
//! where the Korean gives none.

use super::coverage::{Korean, Told};
use crate::model::{Pair, Passage};
use crate::text::{Needles, Span};
use std::sync::LazyLock;

/// A phrase that the English adds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Added {
    /// Its words, in bytes of the English document.
    pub span: Span,
    /// What became of its words.
    pub told: Told,
}

/// Reasons that the English gives and the Korean does not, over all links.
pub fn added(pair: &Pair<'_>) -> Vec<Added> {
    let mut out = Vec::new();
    for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
        let (ko, en) = (cover(&pair.ko.passages[link.source.clone()]), cover(&pair.en.passages[link.target.clone()]));
        if ko.len() > LONGEST || en.len() > LONGEST {
            continue;
        }
        let (ko, text) = (ko.slice(pair.source.text()), en.slice(pair.target.text()));
        let mut korean = None;
        for phrase in reasons(text) {
            // A reason told with a figure is the figure’s business.
            if phrase.slice(text).bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            if korean.is_none() && gives_reason(ko) {
                break;
            }
            let told = korean.get_or_insert_with(|| Korean::of(ko)).told(phrase.slice(text));
            if told.found == 0 && told.unknown == 0 && told.lost >= LEAST {
                out.push(Added { span: phrase.shift(en.start), told });
            }
        }
    }
    out
}

/// Bytes of a side that are looked at, at most.
const LONGEST: usize = 8192;
/// Words of a reason that must be known and in nothing the Korean says.
const LEAST: u32 = 3;

fn cover(passages: &[Passage]) -> Span {
    Span::new(passages[0].span.start, passages[passages.len() - 1].span.end)
}

/// Whether the Korean gives a reason or says what came before; the English may tell it in words of its own.
fn gives_reason(ko: &str) -> bool {
    GROUNDS.iter().any(|w| ko.contains(w))
}

const GROUNDS: &[&str] = &[
    "때문", "인해", "의해", "따라", "따른", "탓", "덕분", "덕에", "여파", "영향", "이유", "까닭", "이후", "직후", "뒤 ", " 후 ", "만에", "만이", "항의",
    "반발", "우려", "기대", "관측", "소식", "가운데", "힘입", "결과", "계기", "맞서", "근거", "해서", "아서", "어서", "여서", "면서", "니까", "므로", "지병",
    "계속되자", "하자 ", "되자 ", "나자 ", "대응", "속에", "맞물", "겹치", "겹쳐", "호조", "부진", "불안", "전망", "바람에", "끝에", "이어", "으로 숨",
    "으로 사망", "받고 ", "듣고 ", "마치고 ", "당하고 ", "입고 ", "끝내고 ", "맞고 ", "거치고 ", "거쳐 ", "받아 ",
];

/// Phrases that give a reason, up to the next mark or the next clause.
fn reasons(text: &str) -> impl Iterator<Item = Span> + '_ {
    static OPENERS: LazyLock<Needles> = LazyLock::new(|| Needles::new(OPENING));
    OPENERS.find_iter(text).filter_map(move |(start, opened)| {
        let rest = text.get(opened..)?;
        let marks = rest.find([',', '.', ';', ':', '"', '”', '(']).unwrap_or(rest.len());
        let end = CLOSING.iter().filter_map(|w| rest[..marks].find(w)).min().unwrap_or(marks);
        let span = Span::new(start + 1, opened + end);
        (!rest[..end].trim().is_empty()).then_some(span)
    })
}

const OPENING: &[&str] = &[
    " due to ", " because of ", " because ", " on hopes ", " on concerns ", " on expectations ", " on fears ", " on worries ", " on optimism ", " on news ",
    " thanks to ", " owing to ", " as a result of ", " triggered by ", " caused by ", " blamed on ", " following ", " amid ", " driven by ", " fueled by ",
    " sparked by ", " prompted by ", " after ", " in response to ", " in protest ", " attributed to ", " stemming from ", " in the wake of ",
    " over concerns ", " over fears ", " citing ",
];
const CLOSING: &[&str] = &[" and ", " but ", " which ", " who ", " while ", " when ", " that ", " said", " according"];
