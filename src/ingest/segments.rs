//! The segments of a record: `"segments": [{"id": "p1", "ko": "…", "en": "…"}, …]`, an article whose passages are linked.
//! Part of [`crate::ingest::pairs`].

use crate::ingest::bilingual::{REPEATED, UNTRANSLATED, Unchecked};
use crate::model::{Block, Counted, Document, Lang};
use crate::text::{Span, hangul};
use serde_json::Value;

/// Passages of both sides that are linked, each in the text of its side.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segments {
    /// Identifier and place of each on both sides.
    linked: Vec<(String, Span, Span)>,
    /// Segments that were not checked.
    pub unchecked: Vec<Unchecked>,
}

impl Segments {
    /// Reads them: both texts, in which segments are parted by blank lines, and where each stands.
    ///
    /// # Errors
    /// When it is no list of objects with `ko`, or a text is no string.
    pub(crate) fn read(value: &Value) -> Result<(String, String, Self), String> {
        let list = value.as_array().ok_or("`segments` is not a list")?;
        let (mut ko, mut en, mut segments) = (String::new(), String::new(), Self::default());
        for (i, segment) in list.iter().enumerate() {
            let text = |name: &str| match segment.get(name) {
                None | Some(Value::Null) => Ok(""),
                Some(Value::String(text)) => Ok(text.as_str()),
                Some(_) => Err(format!("`{name}` of segment {} is not a string", i + 1)),
            };
            if !segment.is_object() {
                return Err(format!("segment {} is not an object with `id`, `ko` and `en`", i + 1));
            }
            let id = match segment.get("id") {
                Some(Value::String(id)) => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                None | Some(Value::Null) => (i + 1).to_string(),
                Some(_) => return Err(format!("`id` of segment {} is neither a string nor a number", i + 1)),
            };
            let (source, target) = (text("ko")?, text("en")?);
            if source.trim().is_empty() && target.trim().is_empty() {
                continue;
            }
            let why = if source.trim().is_empty() {
                Some("without Korean")
            } else if target.trim().is_empty() {
                Some(UNTRANSLATED)
            } else {
                (source == target && source.chars().any(hangul::is_syllable)).then_some(REPEATED)
            };
            match why {
                Some(why) => segments.unchecked.push(Unchecked { id, why }),
                None => segments.linked.push((id, append(&mut ko, source), append(&mut en, target))),
            }
        }
        Ok((ko, en, segments))
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.linked.is_empty() && self.unchecked.is_empty()
    }

    /// One side as a document.
    pub(crate) fn document<'t>(&self, lang: Lang, name: &str, text: &'t str) -> Document<'t> {
        let document = Document::plain(lang, name, text);
        let spans = self.linked.iter().map(|(id, ko, en)| (id.as_str(), if lang == Lang::Ko { *ko } else { *en }));
        document.linked(spans, Counted::InSegment)
    }
}

fn append(side: &mut String, text: &str) -> Span {
    if !side.is_empty() {
        side.push_str("\n\n");
    }
    let start = side.len();
    side.push_str(text);
    Span::new(start, side.len())
}

/// The stretches that identifiers mark in a text: each from its mark to the next, as far as it has blocks.
pub(crate) fn marked(marks: Vec<(String, usize)>, blocks: &[Block]) -> Vec<(String, Span)> {
    let ends: Vec<usize> = marks.iter().skip(1).map(|m| m.1).chain([usize::MAX]).collect();
    let stretch = |((id, start), end): ((String, usize), usize)| {
        let inside = blocks.iter().filter(|b| start <= b.span.start && b.span.start < end).map(|b| b.span);
        inside.reduce(Span::cover).map(|span| (id, span))
    };
    marks.into_iter().zip(ends).filter_map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn segments_are_stretches_of_both_texts() {
        let value =
            json!([{"id": "a", "ko": "하나다.\n\n둘이다.", "en": "One. Two."}, {"id": 7, "ko": "셋", "en": null}, {"ko": "넷이다.", "en": "Four."}, {}]);
        let (ko, en, segments) = Segments::read(&value).unwrap();
        assert_eq!((ko.as_str(), en.as_str()), ("하나다.\n\n둘이다.\n\n넷이다.", "One. Two.\n\nFour."));
        assert_eq!(segments.unchecked, [Unchecked { id: "7".to_owned(), why: "not translated" }]);
        let document = segments.document(Lang::Ko, "ko", &ko);
        assert_eq!((document.blocks.len(), document.segments.len(), document.segments[1].id.as_str()), (3, 2, "3"));
        assert_eq!(document.reported(document.segments[1].given), Span::new(0, "넷이다.".len()));
    }

    #[test]
    fn what_is_no_list_of_segments_is_refused() {
        for (value, why) in [
            (json!("가"), "not a list"),
            (json!(["가"]), "segment 1 is not an object"),
            (json!([{"ko": 3}]), "`ko` of segment 1"),
            (json!([{"id": [], "ko": "가"}]), "`id` of segment 1"),
        ] {
            assert!(Segments::read(&value).unwrap_err().contains(why), "{value}");
        }
    }
}
