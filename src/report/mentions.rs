//! What `daejo mentions` writes: the values that were read in a text, without comparing them to anything.

use super::value::{ValueV1, certainty};
use super::{escape, json};
use crate::model::{Document, Mention, plain};
use schemars::JsonSchema;
use serde::Serialize;

/// The values read in one text.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.mentions/v1")]
pub struct MentionsV1<'a> {
    /// Identifier of the text, as given.
    id: &'a str,
    /// The values, in the order of the text.
    mentions: Vec<MentionV1<'a>>,
    /// The language packs that names were found with.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    #[schemars(default)]
    packs: &'a [&'a str],
    /// Why the line was not read, where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// A stretch of text that was read as a value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct MentionV1<'a> {
    /// First byte, in UTF-8, of the text as it was given.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// The text there.
    text: &'a str,
    /// Kind of value.
    kind: &'static str,
    /// The value.
    value: ValueV1,
    /// How the text hedges it.
    certainty: &'static str,
}

/// Appends the values of one text as a line of JSON.
pub fn line(id: &str, document: &Document<'_>, mentions: &[Mention], packs: &[&str], out: &mut Vec<u8>) {
    let mentions = mentions.iter().map(|m| mention(document, m)).collect();
    json::append(&MentionsV1 { id, mentions, packs, error: None }, out);
    out.push(b'\n');
}

/// Appends a line for a text that could not be read.
pub fn unread(id: &str, reason: &str, out: &mut Vec<u8>) {
    json::append(&MentionsV1 { id, mentions: Vec::new(), packs: &[], error: Some(reason) }, out);
    out.push(b'\n');
}

fn mention<'a>(document: &'a Document<'_>, m: &Mention) -> MentionV1<'a> {
    let span = document.original(m.span);
    let text = span.slice(document.given);
    MentionV1 { start: span.start, end: span.end, text, kind: m.value.kind(), value: ValueV1::from(m), certainty: certainty(m) }
}

/// Appends the values of one text for a person: a line each.
pub fn terminal(id: &str, document: &Document<'_>, mentions: &[Mention], out: &mut Vec<u8>) {
    for m in mentions {
        let m1 = mention(document, m);
        let line =
            format!("{}:{}-{}\t{}\t{}\t{}\t{}\n", escape::visible(id), m1.start, m1.end, escape::visible(m1.text), m1.kind, plain(&m.value), m1.certainty);
        out.extend_from_slice(line.as_bytes());
    }
}
