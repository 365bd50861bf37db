//! What must hold of any input, shared by the targets.

use daejo::model::{Document, Label, Reading};
use daejo::pipeline::Checked;
use daejo::text::Span;

/// Spans lie within the text and on the boundaries of characters, in both forms of it, passages in order.
pub fn in_place(document: &Document<'_>, reading: &Reading) {
    for span in reading.passages.iter().map(|p| p.span).chain(reading.mentions.iter().map(|m| m.span)) {
        fits(document, span);
    }
    assert!(reading.passages.windows(2).all(|w| w[0].span.end <= w[1].span.start));
}

/// The same of every place that a finding names; a finding names at least one.
pub fn told(source: &Document<'_>, target: &Document<'_>, checked: &Checked) {
    for finding in &checked.outcome.findings {
        assert!(finding.source.is_some() || finding.target.is_some());
        for (label, document) in [(&finding.source, source), (&finding.target, target)] {
            if let Some(Label { span, .. }) = label {
                fits(document, *span);
            }
        }
    }
}

fn fits(document: &Document<'_>, span: Span) {
    for (text, s) in [(document.text(), span), (document.given, document.original(span))] {
        assert!(s.start < s.end && text.is_char_boundary(s.start) && text.is_char_boundary(s.end), "{s:?} of {text:?}");
    }
}
