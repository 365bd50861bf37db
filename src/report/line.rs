//! The result of a pair that was checked, as one JSON object written piece by piece. A stream has few findings and a
//! great many such objects, so that their frame is worth writing without a serialiser; a test holds the bytes against
//! those of [`super::v1::ResultV1`], whose order they follow.

use super::draft::DraftV1;
use super::v1::{FindingV1, RESULT, segment};
use super::{Pair, json};
use crate::model::{Document, Passage, Status};

/// Appends the object.
pub(super) fn checked(pair: &Pair<'_>, out: &mut Vec<u8>) {
    text(out, "{\"schema\":\"");
    text(out, RESULT);
    text(out, "\",\"id\":");
    json::append(&pair.id, out);
    match &pair.outcome.status {
        Status::Checked => text(out, ",\"status\":\"checked\",\"reason\":null"),
        Status::Incomplete(reason) => {
            text(out, ",\"status\":\"incomplete\",\"reason\":");
            json::append(reason, out);
        }
    }
    text(out, ",\"pairing\":");
    list(out, &pair.pairing.links, |link, out| {
        text(out, "{\"source\":");
        spans(pair.source, pair.ko.passages.get(link.source.clone()), out);
        text(out, ",\"target\":");
        spans(pair.target, pair.en.passages.get(link.target.clone()), out);
        text(out, ",\"score\":");
        share(out, link.score);
        if let Some(segment) = segment(pair, link) {
            text(out, ",\"segment\":");
            json::append(&segment, out);
        }
        out.push(b'}');
    });
    text(out, ",\"findings\":");
    list(out, &pair.outcome.findings, |finding, out| json::append(&FindingV1::new(pair, finding), out));
    counts(pair, out);
    if pair.is_files() {
        text(out, ",\"files\":{\"source\":");
        json::append(&pair.source.name, out);
        text(out, ",\"target\":");
        json::append(&pair.target.name, out);
        out.push(b'}');
    }
    if !pair.notes.is_empty() {
        text(out, ",\"notes\":");
        json::append(&pair.notes, out);
    }
    if let Some(edited) = &pair.edited {
        text(out, ",\"draft\":");
        json::append(&DraftV1::new(pair, edited), out);
    }
    out.push(b'}');
}

fn counts(pair: &Pair<'_>, out: &mut Vec<u8>) {
    let c = &pair.outcome.counts;
    let all = [
        (",\"counts\":{\"mentions_source\":", c.mentions_source),
        (",\"mentions_target\":", c.mentions_target),
        (",\"agreed\":", c.agreed),
        (",\"undecided\":", c.undecided),
        (",\"passages_source\":", c.passages_source),
        (",\"passages_target\":", c.passages_target),
        (",\"unpaired\":", c.unpaired),
    ];
    for (name, count) in all {
        text(out, name);
        number(out, count);
    }
    out.push(b'}');
}

/// Start and end of each passage, in the text as it was given.
fn spans(document: &Document<'_>, passages: Option<&[Passage]>, out: &mut Vec<u8>) {
    list(out, passages.unwrap_or_default(), |passage, out| {
        let span = document.reported(document.original(passage.span));
        out.push(b'[');
        number(out, span.start);
        out.push(b',');
        number(out, span.end);
        out.push(b']');
    });
}

fn list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

/// Text that needs no escapes.
fn text(out: &mut Vec<u8>, plain: &str) {
    out.extend_from_slice(plain.as_bytes());
}

fn number(out: &mut Vec<u8>, n: usize) {
    // No number of 64 bits has more digits.
    let (mut digits, mut from, mut rest) = ([b'0'; 20], 20, n);
    loop {
        from -= 1;
        // A digit is below ten.
        digits[from] += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 || from == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[from..]);
}

/// A share to four places, as [`json::share`] rounds it.
fn share(out: &mut Vec<u8>, x: f32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10 000")]
    let parts = (json::share(x) * 1e4).round() as usize;
    let places = [parts / 1000 % 10, parts / 100 % 10, parts / 10 % 10, parts % 10];
    number(out, parts / 10_000);
    out.push(b'.');
    let told = places.iter().rposition(|&p| p > 0).unwrap_or(0);
    for place in &places[..=told] {
        number(out, *place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Authorship, BlockKind, Counted, Counts, Deletion, Editing, Finding, Hand, Label, Lang, Link, Origin, Outcome, Pairing, Reading, Rule, Run, Severity,
    };
    use crate::report::{Edited, Item, v1::ResultV1};
    use crate::text::Span;

    static RULE: Rule = Rule { id: "value-differs", mqm: "Accuracy", its: "numbers", severity: Severity::Major, page: "" };

    fn reading(document: &Document<'_>) -> Reading {
        let passages = document.blocks.iter().enumerate().map(|(block, b)| Passage { span: b.span, kind: BlockKind::Paragraph, block }).collect();
        Reading { passages, ..Reading::default() }
    }

    fn finding(suggestion: Option<String>) -> Finding {
        let place = Label { span: Span::new(0, 3), value: None, note: String::new() };
        Finding {
            rule: &RULE,
            severity: Severity::Major,
            confidence: 0.777,
            message: "“a”\u{7} \"b\"".to_owned(),
            explanation: String::new(),
            source: Some(place.clone()),
            target: suggestion.is_some().then_some(place),
            suggestion,
            fingerprint: "0123".to_owned(),
            disposition: crate::model::Disposition::default(),
        }
    }

    #[test]
    fn shares_are_written_as_a_serialiser_writes_them() {
        for parts in 0..=10_000_u16 {
            let x = f32::from(parts) / 1e4;
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            share(&mut ours, x);
            json::append(&json::share(x), &mut theirs);
            assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
        }
    }

    #[test]
    fn the_bytes_are_those_of_the_versioned_type() {
        let (ko, en) = ("하나이다.\n\n둘\u{200B}이다.", "One.\n\nTwo.");
        let counts = Counts { mentions_source: 10, mentions_target: 0, agreed: 99, undecided: 100, passages_source: 2, passages_target: 1, unpaired: 1 };
        let links = vec![Link { source: 0..2, target: 0..1, score: 0.987_65 }, Link { source: 2..2, target: 1..2, score: 0.0 }];
        let findings = [vec![], vec![finding(None)], vec![finding(None), finding(Some("\\".to_owned()))]];
        for (nth, findings) in findings.into_iter().enumerate() {
            let names = if nth == 1 { ("a.ko.md", "a.en.md") } else { ("ko", "en") };
            let (mut source, mut target) = (Document::plain(Lang::Ko, names.0, ko), Document::plain(Lang::En, names.1, en));
            if nth > 0 {
                let counted = if nth == 2 { Counted::InSegment } else { Counted::From(Origin { offset: 9, line: 2, column: 3, ..Origin::default() }) };
                source = source.linked([("a\"", Span::new(0, 13)), ("b", Span::new(15, ko.len()))].into_iter(), counted);
                target = target.linked([("a\"", Span::new(0, 4)), ("b", Span::new(6, en.len()))].into_iter(), counted);
            }
            let status = if nth == 0 { Status::Checked } else { Status::Incomplete("why \"not\"".to_owned()) };
            let outcome = Outcome { status, findings, counts };
            let pairing = Pairing { links: if nth == 2 { Vec::new() } else { links.clone() } };
            let notes = vec!["a note".to_owned(); nth];
            let runs = vec![Run { span: Span::new(0, 3), hand: Hand::Editor }];
            let authorship = Authorship { runs, deletions: vec![Deletion { span: Span::new(0, 4), at: 4 }], ..Authorship::default() };
            let editing = Editing { authorship, repaired: vec![finding(None)], introduced: vec!["0123".to_owned()], standing: 1 };
            let (source, target, ko, en) = (&source, &target, &reading(&source), &reading(&target));
            let pair = Pair {
                id: "나\"\n",
                source,
                target,
                ko,
                en,
                pairing: &pairing,
                outcome: &outcome,
                notes: &notes,
                edited: (nth == 2).then_some(Edited { draft: target, editing: &editing }),
            };
            let mut out = Vec::new();
            checked(&pair, &mut out);
            let want = serde_json::to_string(&ResultV1::from(&Item::Checked(pair))).expect("is serialised");
            assert_eq!(String::from_utf8_lossy(&out), want);
        }
    }
}
