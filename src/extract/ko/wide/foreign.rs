//! Foreign names: words whose syllables are those of names, alone or behind one another.

use super::word::Script;
use super::{Found, Sentence, person};
use crate::extract::ko::name;
use crate::model::NameClass;
use crate::names::likeness::likeness;
use crate::names::stems::stems;
use crate::text::Span;

/// What must speak for a name of one word, and for one of several.
const ALONE: f32 = 2.0;
const TOGETHER: f32 = 1.0;
/// However much its surroundings say, a word as unlike a name as this is none.
const LEAST: f32 = -1.0;
/// What must speak for a word that is not the last.
const INNER: f32 = 0.7;

pub(super) fn find(s: &Sentence<'_>, out: &mut Vec<Found>) {
    let mut i = 0;
    while i < s.words.len() {
        let (end, found) = from(s, i);
        out.extend(found);
        i = end.max(i + 1);
    }
}

/// A name from word `i` on, and the word behind it.
fn from(s: &Sentence<'_>, i: usize) -> (usize, Option<Found>) {
    let (mut sum, mut count, mut k) = (0.0, 0, i);
    let start = s.words[i].span.start;
    let mut best: Option<(usize, Found)> = None;
    while let Some(word) = s.words.get(k) {
        let skipped = k == i && (name::titled_bare(word.text) || person::BESIDE.contains(&word.text));
        if skipped
            || s.listed(word.span)
            || word.script != Script::Hangul
            || (k > i && !matches!(word.gap, " " | "·" | "-"))
            || (k == i && k > 0 && word.gap.is_empty())
            || k - i >= 5
        {
            break;
        }
        for (stem, tail) in stems(word.text, 1, 8) {
            let like = one(stem, count > 0) + tail_worth(tail);
            if like <= LEAST {
                continue;
            }
            let span = Span::new(start, word.span.start + stem.len());
            #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
            let mut score = sum + like + if count > 0 { 0.5 * count as f32 } else { 0.0 };
            score += person::about(s, k, Span::new(word.span.start, span.end), tail) + s.known(span);
            let least = if count > 0 { TOGETHER } else { ALONE };
            if score > least && best.as_ref().is_none_or(|b| b.1.score < score) {
                best = Some((k + 1, Found { span, class: NameClass::Person, score }));
            }
        }
        let like = one(word.text, count > 0);
        if like < if word.syllables() == 1 { 0.0 } else { INNER } {
            break;
        }
        sum += like;
        count += 1;
        k += 1;
    }
    best.map_or((i + 1, None), |(end, f)| (end, Some(f)))
}

/// A particle of several syllables is more likely one than part of the name.
pub(super) fn tail_worth(tail: &str) -> f32 {
    match tail.len() / 3 {
        0 => 0.0,
        1 => 0.5,
        2 => 1.5,
        _ => 2.5,
    }
}

fn one(stem: &str, inner: bool) -> f32 {
    match likeness(stem) {
        Some(l) => l.foreign,
        // 다, 엘, 반: a word of one syllable is part of a name, or none.
        None if inner
            && stem.len() == 3
            && matches!(stem, "다" | "엘" | "반" | "빈" | "알" | "데" | "폰" | "디" | "라" | "르" | "드" | "리" | "조" | "손" | "존" | "진" | "김") =>
        {
            0.3
        }
        None => -2.0,
    }
}
