//! Places as a page marks them: the words, what was read there on which side, and how the Korean is said.

use super::context::Context;
use super::side::Side;
use super::v1::{MarkV1, StateV1, ValuePairV1};
use crate::model::{Label, Lang, Mention, NameClass, Value, plain};
use crate::report::places::Places;
use crate::report::value::{ValueV1, certainty};
use crate::text::Span;
use std::borrow::Cow;

/// Values that are listed of one article. No reader looks at more, and each costs a page some hundred bytes.
const VALUES: usize = 20_000;
/// Characters of Korean that are put into Latin letters: a word or two, not a sentence.
const SAID: usize = 40;
/// Characters of a place that are told.
const WORDS: usize = 2000;

/// A side with all that a mark of it needs.
pub(super) struct Marker<'a> {
    pub(super) side: Side<'a>,
    pub(super) places: Places<'a>,
}

impl<'a> Marker<'a> {
    /// The place of a finding.
    pub(super) fn label(&self, label: &'a Label, context: &Context<'_>) -> MarkV1<'a> {
        let mut mark = self.mark(label.span, label.value.as_ref(), context);
        let at = self.places.position(mark.start);
        mark.position = Some([at.line, at.column]);
        mark.note = (!label.note.is_empty()).then_some(label.note.as_str());
        mark
    }

    /// A value that was read.
    fn mention(&self, mention: &Mention, context: &Context<'_>) -> MarkV1<'a> {
        let mut mark = self.mark(mention.span, Some(&mention.value), context);
        mark.value = Some(ValueV1::from(mention));
        mark.certainty = Some(certainty(mention));
        mark
    }

    fn mark(&self, span: Span, value: Option<&Value>, context: &Context<'_>) -> MarkV1<'a> {
        let document = self.side.document;
        let given = document.original(span);
        let text = span.slice(document.text());
        let short = document.lang == Lang::Ko && text.chars().nth(SAID).is_none();
        let romanised = if short { (context.romanised)(text, matches!(value, Some(Value::Name(name)) if name.class == NameClass::Person)) } else { None };
        MarkV1 {
            start: given.start,
            end: given.end,
            text: begun(text),
            ranges: self.side.ranges(span),
            value: value.map(ValueV1::from),
            said: value.map(plain),
            certainty: None,
            note: None,
            romanised,
            position: None,
        }
    }
}

/// The beginning of what stands at a place: a finding may be about a whole article.
fn begun(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(WORDS) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// Values of both sides, those that stand for each other together, in the order of the English and then of the Korean; and how many
/// there are no room for. `labels` are the places of the findings.
pub(super) fn values<'a>(ko: &Marker<'a>, en: &Marker<'a>, labels: [Vec<Span>; 2], context: &Context<'_>) -> (Vec<ValuePairV1<'a>>, usize) {
    let (source, target) = (&ko.side.reading.mentions, &en.side.reading.mentions);
    let [ko_doubted, en_doubted] = labels.map(Covered::of);
    let mut rows: Vec<(Option<usize>, Option<usize>)> =
        context.renderings.iter().filter(|(k, e)| *k < source.len() && *e < target.len()).map(|&(k, e)| (Some(k), Some(e))).collect();
    let (mut ko_told, mut en_told) = (vec![false; source.len()], vec![false; target.len()]);
    for &(k, e) in context.renderings {
        if let (Some(ko), Some(en)) = (ko_told.get_mut(k), en_told.get_mut(e)) {
            (*ko, *en) = (true, true);
        }
    }
    rows.extend((0..target.len()).filter(|&e| !en_told[e]).map(|e| (None, Some(e))));
    rows.extend((0..source.len()).filter(|&k| !ko_told[k]).map(|k| (Some(k), None)));
    rows.sort_by_key(|&(k, e)| (e.is_none(), e, k));
    rows.dedup();
    let left_out = rows.len().saturating_sub(VALUES);
    rows.truncate(VALUES);
    let pair = |(k, e): (Option<usize>, Option<usize>)| {
        let (k, e) = (k.map(|k| &source[k]), e.map(|e| &target[e]));
        let doubted = k.is_some_and(|m| ko_doubted.overlaps(m.span)) || e.is_some_and(|m| en_doubted.overlaps(m.span));
        let state = match (doubted, k.is_some() && e.is_some()) {
            (true, _) => StateV1::Doubted,
            (_, true) => StateV1::Agrees,
            _ => StateV1::Alone,
        };
        let kind = k.or(e).map_or("", |m| m.value.kind());
        ValuePairV1 { state, kind, source: k.map(|m| ko.mention(m, context)), target: e.map(|m| en.mention(m, context)) }
    };
    (rows.into_iter().map(pair).collect(), left_out)
}

/// Spans, joined where they touch, so that one look tells whether another lies in them.
struct Covered(Vec<Span>);

impl Covered {
    fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => *last = last.cover(span),
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    fn overlaps(&self, span: Span) -> bool {
        let next = self.0.partition_point(|s| s.end <= span.start);
        self.0.get(next).is_some_and(|s| s.overlaps(span))
    }
}
