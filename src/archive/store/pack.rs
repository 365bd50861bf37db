//! How texts, results and links are kept in a row: texts and results as frames of zstd, links as numbers of as few bytes as they need.

use crate::model::{Document, Passage};
use crate::report::Pair;
use crate::text::Span;
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// Level of compression: what costs less than a twentieth of a check.
const LEVEL: i32 = 1;
/// No text and no result is larger.
const MOST: usize = 1 << 30;

thread_local! {
    static PRESS: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNFOLD: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A frame that holds the bytes.
pub(super) fn pressed(bytes: &[u8]) -> Vec<u8> {
    PRESS.with_borrow_mut(|press| {
        if press.is_none() {
            *press = Compressor::new(LEVEL).ok();
        }
        press.as_mut().and_then(|p| p.compress(bytes).ok()).unwrap_or_default()
    })
}

/// The bytes of a frame; nothing where it is none.
pub(super) fn unfolded(frame: &[u8]) -> Option<Vec<u8>> {
    let size = Decompressor::upper_bound(frame).filter(|&size| size <= MOST)?;
    UNFOLD.with_borrow_mut(|unfold| {
        if unfold.is_none() {
            *unfold = Decompressor::new().ok();
        }
        unfold.as_mut()?.decompress(frame, size).ok()
    })
}

/// Which stretches of the two texts render each other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Linked {
    /// Sentences of the Korean, in bytes of the text as it was given; none where the English was added.
    pub source: Vec<Span>,
    /// Sentences of the English; none where the Korean was left out.
    pub target: Vec<Span>,
    /// How likely they render each other, 0–1.
    pub score: f32,
}

/// The links of a pair.
pub(super) fn links(pair: &Pair<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 * pair.pairing.links.len());
    let mut at = [0_usize; 2];
    number(&mut out, pair.pairing.links.len() as u64);
    for link in &pair.pairing.links {
        let [source, target] = [pair.ko.passages.get(link.source.clone()), pair.en.passages.get(link.target.clone())].map(Option::unwrap_or_default);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10 000")]
        number(&mut out, (link.score.clamp(0.0, 1.0) * 1e4).round() as u64);
        spans(&mut out, pair.source, source, &mut at[0]);
        spans(&mut out, pair.target, target, &mut at[1]);
    }
    out
}

fn spans(out: &mut Vec<u8>, document: &Document<'_>, passages: &[Passage], at: &mut usize) {
    number(out, passages.len() as u64);
    for passage in passages {
        let span = document.original(passage.span);
        // Most begin behind the one before.
        let step = i64::try_from(span.start).unwrap_or(0) - i64::try_from(*at).unwrap_or(0);
        number(out, step.unsigned_abs() << 1 | u64::from(step < 0));
        number(out, span.len() as u64);
        *at = span.end;
    }
}

/// Links as they were written, held against the texts; nothing where they are none.
pub(super) fn linked(mut bytes: &[u8], texts: [&str; 2]) -> Option<Vec<Linked>> {
    let from = &mut bytes;
    let count = take(from)?;
    let mut out = Vec::new();
    let mut at = [0_usize; 2];
    for _ in 0..count {
        #[expect(clippy::cast_precision_loss, reason = "at most 10 000")]
        let score = take(from).filter(|&s| s <= 10_000)? as f32 / 1e4;
        let source = stretches(from, &mut at[0], texts[0])?;
        let target = stretches(from, &mut at[1], texts[1])?;
        out.push(Linked { source, target, score });
    }
    from.is_empty().then_some(out)
}

fn stretches(from: &mut &[u8], at: &mut usize, text: &str) -> Option<Vec<Span>> {
    let count = take(from)?;
    let mut out = Vec::new();
    for _ in 0..count {
        let (step, length) = (take(from)?, usize::try_from(take(from)?).ok()?);
        let far = usize::try_from(step >> 1).ok()?;
        let start = if step & 1 == 1 { at.checked_sub(far)? } else { at.checked_add(far)? };
        let end = start.checked_add(length)?;
        text.get(start..end)?;
        out.push(Span::new(start, end));
        *at = end;
    }
    Some(out)
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push((n & 0x7f) as u8);
}

fn take(from: &mut &[u8]) -> Option<u64> {
    let mut n = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = from.split_first()?;
        *from = rest;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let mut out = Vec::new();
        let all = [0, 1, 127, 128, 300, 1 << 40, u64::MAX >> 1];
        for n in all {
            number(&mut out, n);
        }
        let mut from = out.as_slice();
        assert_eq!(all.map(|_| take(&mut from)), all.map(Some));
        assert_eq!(take(&mut from), None);
    }

    #[test]
    fn links_lead_back_into_the_texts() {
        let (ko, en) = ("첫째 문장이다. 둘째 문장이다.\n\n셋째 문장이다.", "The third one.\n\nThe first one. The second one.");
        let (source, target) = (Document::plain(Lang::Ko, "ko", ko), Document::plain(Lang::En, "en", en));
        let checked = crate::pipeline::check_pair(&source, &target, None, &crate::judge::Policy::default());
        let pair = Pair {
            id: "a",
            source: &source,
            target: &target,
            ko: &checked.source,
            en: &checked.target,
            pairing: &checked.pairing,
            outcome: &checked.outcome,
            notes: &[],
            edited: None,
        };
        let bytes = links(&pair);
        let back = linked(&bytes, [ko, en]).expect("is whole");
        assert_eq!(back.len(), checked.pairing.links.len());
        let sentences: usize = back.iter().map(|l| l.source.len()).sum();
        assert_eq!(sentences, 3);
        assert_eq!(back.iter().flat_map(|l| &l.target).map(|s| s.slice(en)).next(), Some("The third one."));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_links_or_none(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40)) {
            let _ = linked(&bytes, ["가나다", "abc"]);
            let _ = unfolded(&bytes);
        }

        #[test]
        fn what_is_pressed_comes_back(text in "\\PC{0,200}") {
            proptest::prop_assert_eq!(unfolded(&pressed(text.as_bytes())).expect("is a frame"), text.into_bytes());
        }
    }
}
