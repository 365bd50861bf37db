//! Lengths of time in the specification of another project's recogniser (Recognizers-Text), where the set lies beside the
//! repository: whether each is read as it should be.

use crate::expectations;
use crate::support::evaluation_rows;
use daejo::model::{Document, Lang, Value};
use daejo::pipeline;
use daejo::text::Exact;
use serde::Deserialize;

/// Share of the rows that are read, in percent; to be raised with the reading.
const FLOOR: usize = 98;

/// A row of the set.
#[derive(Deserialize)]
struct Row {
    id: String,
    model: String,
    input: String,
    expected: Vec<serde_json::Value>,
}

#[test]
fn lengths_of_time_are_read() {
    let Some(rows) = evaluation_rows::<Row>("specs_ko.jsonl") else { return };
    let wrong = expectations::wrong("specs_ko");
    let unknown: Vec<_> = wrong.iter().filter(|id| rows.iter().all(|r| r.id != **id)).collect();
    assert!(unknown.is_empty(), "no such rows: {unknown:?}");
    let asked: Vec<_> = rows.iter().filter(|r| r.model == "DurationParser" && r.expected.iter().all(|e| seconds(e).is_some())).collect();
    let (right, doubtful): (Vec<&Row>, Vec<&Row>) = asked.into_iter().partition(|r| !wrong.contains(&r.id));
    for row in &doubtful {
        assert!(!is_met(row), "{} is read as it should be, and need not be listed", row.id);
    }
    let missed: Vec<_> = right.iter().filter(|r| !is_met(r)).map(|r| &r.input).collect();
    println!("specs_ko, lengths of time: {} of {} are read; {} rows have wrong expectations", right.len() - missed.len(), right.len(), doubtful.len());
    assert!(100 * (right.len() - missed.len()) >= FLOOR * right.len(), "not read: {missed:?}");
}

/// How long something should be, in seconds of years of 365 and months of 30 days.
fn seconds(expected: &serde_json::Value) -> Option<Exact> {
    expected.pointer("/Value/FutureResolution/duration")?.as_str().and_then(Exact::parse)
}

/// Whether every length of time that is told is read.
fn is_met(row: &Row) -> bool {
    let document = Document::plain(Lang::Ko, "ko", &row.input);
    let read: Vec<Exact> =
        pipeline::read(&document, None).mentions.iter().filter_map(|m| if let Value::Duration(d) = &m.value { length(&d.iso()) } else { None }).collect();
    row.expected.iter().filter_map(seconds).all(|wanted| read.contains(&wanted))
}

/// The seconds of a length in ISO 8601.
fn length(iso: &str) -> Option<Exact> {
    let (date, time) = iso.strip_prefix('P')?.split_once('T').unwrap_or((iso.strip_prefix('P')?, ""));
    let mut sum = Exact::ZERO;
    for (part, units) in
        [(date, [('Y', 365 * 86_400), ('M', 30 * 86_400), ('W', 7 * 86_400), ('D', 86_400)]), (time, [('H', 3600), ('M', 60), ('S', 1), ('-', 0)])]
    {
        let mut rest = part;
        while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
            let unit = units.iter().find(|u| rest[at..].starts_with(u.0))?.1;
            sum = sum.checked_add(Exact::parse(&rest[..at])?.checked_mul(Exact::int(unit))?)?;
            rest = &rest[at + 1..];
        }
    }
    Some(sum)
}
