//! What `daejo name-match` writes.

use super::{escape, json};
use schemars::JsonSchema;
use serde::Serialize;

/// How well one spelling renders one name.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Answer<'a> {
    /// Identifier of the line.
    pub id: &'a str,
    /// The Hangul name.
    pub ko: &'a str,
    /// The Latin spelling.
    pub en: &'a str,
    /// 0–1.
    pub score: f32,
    /// `match`, `near` or `mismatch`.
    pub verdict: &'static str,
    /// Why, in a few words.
    pub why: &'a str,
}

/// One line of the JSON output.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.name-match/v1")]
pub struct NameMatchV1<'a> {
    /// Identifier, as given.
    id: &'a str,
    /// How well the spelling renders the name, 0–1.
    score: Option<f64>,
    /// `match`, `near` (probably the same name, misspelt) or `mismatch`; nothing where the line could not be read.
    verdict: Option<&'static str>,
    /// Why.
    why: &'a str,
}

/// Appends an answer as a line of JSON.
pub fn line(answer: &Answer<'_>, out: &mut Vec<u8>) {
    let Answer { id, score, verdict, why, .. } = *answer;
    json::append(&NameMatchV1 { id, score: Some(json::share(score)), verdict: Some(verdict), why }, out);
    out.push(b'\n');
}

/// Appends an answer for a person.
pub fn terminal(answer: &Answer<'_>, out: &mut Vec<u8>) {
    let Answer { ko, en, score, verdict, why, .. } = *answer;
    let line = format!("{verdict:8}  {score:.2}  {}  {}  {}\n", escape::visible(ko), escape::visible(en), escape::visible(why));
    out.extend_from_slice(line.as_bytes());
}

/// Appends what is said of a line that could not be read.
pub fn unread(id: &str, reason: &str, as_json: bool, out: &mut Vec<u8>) {
    if as_json {
        json::append(&NameMatchV1 { id, score: None, verdict: None, why: reason }, out);
        out.push(b'\n');
    } else {
        out.extend_from_slice(format!("{}: not read: {}\n", escape::visible(id), escape::visible(reason)).as_bytes());
    }
}
