//! What is said word for word is denied word for word: each quotation of the Korean against the one of the English that renders it, so
//! that a “not” elsewhere in the sentence does not stand for one that was lost.

use super::denials::says_no;
use super::negation::last_denial;
use super::{Clash, Sides};
use crate::compare::coverage::English;
use crate::compare::quotes::{may_quote, quotations, words};
use crate::text::Span;
use crate::text::lines::floor;
use smallvec::SmallVec;

/// Words of an English quotation from which on it is speech, and not a phrase whose “not” may stand before it.
const SPEECH: usize = 5;
/// Bytes before a quotation in which a “not” may belong to it.
const NEAR: usize = 30;

/// Finds a quotation that the Korean denies and the English affirms.
pub(super) fn compare(sides: &Sides<'_>, out: &mut Vec<Clash>) {
    if !may_quote(sides.ko) || !may_quote(sides.en) {
        return;
    }
    let (ko, en) = (quotations(sides.ko), quotations(sides.en));
    if ko.is_empty() || ko.len() != en.len() {
        return;
    }
    for &english in &en {
        let said = english.slice(sides.en);
        let outside = &sides.en[floor(sides.en, english.start.saturating_sub(NEAR))..english.start];
        if words(said) < SPEECH || says_no(said) || says_no(outside) {
            continue;
        }
        let Some(rendered) = source(sides.ko, &ko, said) else { continue };
        if let Some(korean) = denial(rendered.slice(sides.ko)) {
            out.push(Clash { rule: "negation-lost", korean: korean.shift(rendered.start), means: "", english, says: "" });
            return;
        }
    }
}

/// The Korean quotation that an English one renders, by the words that the lexicon knows in both: more than any other has.
fn source(text: &str, all: &[Span], english: &str) -> Option<Span> {
    let english = English::of(english);
    let mut found: SmallVec<[(u32, Span); 4]> = all.iter().map(|q| (english.told(q.slice(text)).found, *q)).collect();
    found.sort_unstable_by_key(|f| std::cmp::Reverse(f.0));
    match found[..] {
        [(best, q), (next, _), ..] if best > next => Some(q),
        [(best, q)] if best > 0 => Some(q),
        _ => None,
    }
}

/// The denial that a quotation ends in. The particle that says who is quoted stands behind the mark, so that the end is that of the words.
fn denial(quotation: &str) -> Option<Span> {
    let bare = quotation.trim_end_matches(['.', '!', ' ']);
    let found = last_denial(&format!("{bare}."))?;
    (found.end >= bare.len()).then(|| Span::new(found.start, found.end.min(bare.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_denied_at_its_end() {
        let of = |q: &str| denial(q).map(|s| s.slice(q).to_owned());
        assert_eq!(of("정부 보상은 한 번도 제때 나온 적이 없다").as_deref(), Some("적이 없다"));
        assert_eq!(of("우리는 물러서지 않는다.").as_deref(), Some("물러서지 않는다"));
        assert_eq!(of("막지 않을 수 없다"), None);
        assert_eq!(of("없다고 하더니 있었다"), None);
    }
}
