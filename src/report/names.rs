//! What `daejo name-match` and `daejo name` write.

use super::{escape, json};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

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

/// A pair of names with the letters that stand for each other.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.name/v1")]
pub struct NameV1<'a> {
    /// Always `daejo.name/v1`.
    pub schema: &'static str,
    /// The Hangul name, as given.
    pub ko: &'a str,
    /// The Latin spelling, as given.
    pub en: &'a str,
    /// How well the spelling renders the name, 0–1.
    pub score: f64,
    /// `match`, `near` (probably the same name, misspelt) or `mismatch`.
    pub verdict: &'static str,
    /// Why.
    pub why: &'a str,
    /// The way of spelling by which the two fit best: `korean`, `sino-korean` (the Korean reading of a Chinese name), or a
    /// family of languages.
    pub manner: &'static str,
    /// What stands for what, a list for each part of the name.
    pub parts: Vec<Vec<Column>>,
    /// The most usual spellings of the Hangul name in that way.
    pub usual: &'a [String],
}

/// Letters that stand for each other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Column {
    /// The syllable that begins here.
    pub syllable: Option<char>,
    /// The letters of it that are read here; none for a surname, which is known as a whole.
    pub hangul: String,
    /// The Latin letters.
    pub latin: String,
    /// Whether it is hardly ever read so.
    pub unlikely: bool,
}

/// A score as JSON carries it.
pub fn share(score: f32) -> f64 {
    json::share(score)
}

/// Appends a pair of names as a JSON document.
pub fn document(name: &NameV1<'_>, out: &mut Vec<u8>) {
    json::append(name, out);
    out.push(b'\n');
}

/// Appends a pair of names, drawn for a person.
pub fn drawn(name: &NameV1<'_>, out: &mut Vec<u8>) {
    let mut rows: [String; 4] = Default::default();
    for (nth, part) in name.parts.iter().enumerate() {
        for column in part {
            let latin = if column.latin.is_empty() && !column.hangul.is_empty() { "-" } else { &column.latin };
            let syllable = column.syllable.map(String::from).unwrap_or_default();
            let cells = [syllable.as_str(), &column.hangul, latin, if column.unlikely { "^" } else { "" }];
            let width = cells.iter().map(|c| c.width()).max().unwrap_or(0) + 1;
            for (row, cell) in rows.iter_mut().zip(cells) {
                row.push_str(cell);
                row.push_str(&" ".repeat(width - cell.width()));
            }
        }
        if nth + 1 < name.parts.len() {
            for row in &mut rows {
                row.push(' ');
            }
        }
    }
    let mut text = format!("{}  {:.2}  {}\n", name.verdict, name.score, escape::visible(name.why));
    if !name.parts.is_empty() {
        text.push('\n');
    }
    for row in rows.iter().map(|r| r.trim_end()).filter(|r| !r.is_empty()) {
        let _ = writeln!(text, "  {row}");
    }
    if name.parts.iter().flatten().any(|c| c.unlikely) {
        text.push_str("  ^ hardly ever read so\n");
    }
    let _ = writeln!(text, "\nspelled in the way of: {}", name.manner);
    if !name.usual.is_empty() {
        let _ = writeln!(text, "usual spellings: {}", escape::visible(&name.usual.join(", ")));
    }
    out.extend_from_slice(text.as_bytes());
}
