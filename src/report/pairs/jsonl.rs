//! A pairing as JSON Lines: one line a link, in which `id`, `ko`, `en` and `date` are those that `daejo check --pairs` reads.

use super::super::json::{append, share};
use super::super::v1::StatusV1;
use super::{Paired, Row, spans};
use schemars::JsonSchema;
use serde::Serialize;

/// Schema id of [`LinkLineV1`].
pub const PAIRING: &str = "daejo.pairing/v1";

/// A link: neighbouring passages of the Korean and those of the English that render them.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.pairing/v1")]
pub struct LinkLineV1<'a> {
    /// `daejo.pairing/v1`.
    #[schemars(extend("const" = PAIRING))]
    schema: &'static str,
    /// Identifier of the link: that of the pair, a colon and the number of the link; for a pair that was not read, its own.
    id: String,
    /// Identifier of the pair; for files the path of the Korean.
    article: &'a str,
    /// Whether the pair was read.
    status: StatusV1,
    /// Why not, where it was not.
    reason: Option<&'a str>,
    /// The Korean, without markup; empty where the English renders nothing.
    ko: String,
    /// The English; empty where nothing renders the Korean.
    en: String,
    /// Day of publication in Korea.
    date: Option<String>,
    /// How likely the two render each other, 0–1; 0 where a side is empty.
    score: f64,
    /// Whether somebody should look at it: both sides are there, and the score is below 0.8.
    doubtful: bool,
    /// Whether the two stand in another order than their neighbours.
    moved: bool,
    /// Start and end of each passage of the Korean, in UTF-8 bytes of the text as it was given.
    source: Vec<[usize; 2]>,
    /// Start and end of each passage of the English.
    target: Vec<[usize; 2]>,
}

/// The lines of one pair.
pub fn lines(paired: &Paired<'_>, out: &mut Vec<u8>) {
    for row in paired.rows() {
        append(&line(paired, row), out);
        out.push(b'\n');
    }
}

/// The line of a pair that was not read.
pub fn not_read(id: &str, reason: &str, out: &mut Vec<u8>) {
    let line = LinkLineV1 {
        schema: PAIRING,
        id: id.to_owned(),
        article: id,
        status: StatusV1::Incomplete,
        reason: Some(reason),
        ko: String::new(),
        en: String::new(),
        date: None,
        score: 0.0,
        doubtful: false,
        moved: false,
        source: Vec::new(),
        target: Vec::new(),
    };
    append(&line, out);
    out.push(b'\n');
}

fn line<'a>(paired: &Paired<'a>, row: Row<'a>) -> LinkLineV1<'a> {
    LinkLineV1 {
        schema: PAIRING,
        id: format!("{}:{}", paired.id, row.nth),
        article: paired.id,
        status: StatusV1::Checked,
        reason: None,
        date: paired.date.map(|d| d.to_string()),
        score: share(row.link.score),
        doubtful: row.link.is_doubtful(),
        moved: row.moved,
        source: spans(paired.source, &paired.ko.passages, &row.link.source),
        target: spans(paired.target, &paired.en.passages, &row.link.target),
        ko: row.ko,
        en: row.en,
    }
}
