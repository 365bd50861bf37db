//! Names of several words: a district behind its city, an office behind its place.

use super::word::Script;
use super::{Found, Sentence};
use crate::model::NameClass;
use crate::text::Span;

pub(super) fn join(s: &Sentence<'_>, found: &mut Vec<Found>) {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for f in found.drain(..) {
        if let Some(last) = out.last_mut()
            && matches!(&s.text[last.span.end..f.span.start], " ")
            && last.class == NameClass::Place
            && matches!(f.class, NameClass::Place | NameClass::Organisation)
        {
            last.span = Span::new(last.span.start, f.span.end);
            last.class = f.class;
            continue;
        }
        let mut f = f;
        // 경기 용인시: short for a province where a place follows, else a game.
        if f.class == NameClass::Place
            && let Some(before) = s.words.iter().find(|w| w.span.end + 1 == f.span.start && matches!(w.text, "경기" | "강원" | "전남" | "전북"))
            && out.last().is_none_or(|l| l.span.end <= before.span.start)
        {
            f.span.start = before.span.start;
        }
        out.push(f);
    }
    *found = out;
}

/// 베이징(北京), 시진핑(習近平): the name once more, in Chinese characters.
pub(super) fn glosses(s: &Sentence<'_>, found: &mut Vec<Found>) {
    for pair in s.words.windows(2) {
        let [before, gloss] = pair else { continue };
        if gloss.script == Script::Chinese
            && gloss.gap == "("
            && s.text[gloss.span.end..].starts_with([')', '·', ',', '.'])
            && let Some(name) = found.iter().find(|f| f.span.end == before.span.end)
        {
            found.push(Found { span: gloss.span, class: name.class, score: name.score });
        }
    }
    found.sort_by_key(|f| f.span);
}
