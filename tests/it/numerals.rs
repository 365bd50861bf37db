//! Numbers spelled out by other programs (num2words, es-hangul, dateparser), where the set lies beside the repository:
//! whether the number that each was made from is read back.

use crate::expectations;
use crate::support::evaluation_rows;
use daejo::model::{Document, Lang};
use daejo::pipeline;
use daejo::report::value::ValueV1;
use daejo::text::Exact;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Deserialize;

/// Share of the rows that are read back, in percent; to be raised with the reading.
const FLOOR: usize = 97;
/// The day on which the rows are read.
const TODAY: Date = date(2025, 4, 15);

/// A row of the set.
#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    input: String,
    expected: serde_json::Value,
}

#[test]
fn numbers_in_words_are_read_back() {
    let Some(rows) = evaluation_rows::<Row>("numerals_small.jsonl") else { return };
    let wrong = expectations::wrong("numerals");
    let unknown: Vec<_> = wrong.iter().filter(|id| rows.iter().all(|r| r.id != **id)).collect();
    assert!(unknown.is_empty(), "no such rows: {unknown:?}");
    let asked: Vec<_> = rows.iter().filter(|r| !wrong.contains(&r.id)).collect();
    let missed: Vec<_> = asked.iter().filter(|r| !is_met(r)).collect();
    for row in &missed {
        println!("{} {:?} should be {}, read: {:?}", row.id, row.input, row.expected, values(row));
    }
    let (right, all) = (asked.len() - missed.len(), asked.len());
    println!("numerals: {right} of {all} are read back; {} rows have wrong expectations", wrong.len());
    assert!(100 * right >= FLOOR * all, "{right} of {all} are read back; the floor is {FLOOR}%");
}

/// The values that a row is read to hold, as the interface writes them.
fn values(row: &Row) -> Vec<serde_json::Value> {
    let lang = if row.lang == "ko" { Lang::Ko } else { Lang::En };
    let document = Document::plain(lang, lang.to_string(), &row.input);
    pipeline::read(&document, Some(TODAY)).mentions.iter().map(|m| serde_json::to_value(ValueV1::from(m)).expect("a value has only fields")).collect()
}

/// Whether the number that is told stands in one of the values; of "1 day ago" the day, of "in 2 minute" how many.
fn is_met(row: &Row) -> bool {
    let told = row.expected.as_str().map_or_else(|| row.expected.to_string(), str::to_owned);
    let (fields, goal) = match told.split(' ').collect::<Vec<_>>()[..] {
        [n, "day", "ago"] => (&["start"][..], n.parse::<i64>().ok().and_then(|n| TODAY.checked_sub(n.days()).ok()).map(|d| d.to_string())),
        ["in", n, _] => (&["number"][..], Some(n.to_owned())),
        _ => (&["number", "percent", "amount", "ordinal", "multiple", "years"][..], Some(told.clone())),
    };
    let Some(goal) = goal else { return false };
    let same = |v: &str| v == goal || Exact::parse(v).is_some_and(|n| Exact::parse(&goal) == Some(n));
    values(row).iter().any(|value| fields.iter().any(|f| value.get(f).and_then(serde_json::Value::as_str).is_some_and(same)))
}
