//! A pairing as tab-separated columns, with a header: what `daejo check --pairs` and spreadsheets read. Only passages that have a
//! counterpart are rows of it.

use super::Paired;
use std::fmt::Write;

/// The names of the columns.
pub fn open(out: &mut Vec<u8>) {
    out.extend_from_slice(b"id\tdate\tscore\tko\ten\n");
}

/// The rows of one pair; `\n`, `\t` and `\\` stand for what they name.
pub fn rows(paired: &Paired<'_>, out: &mut Vec<u8>) {
    let mut text = String::new();
    let date = paired.date.map_or_else(String::new, |d| d.to_string());
    for row in paired.pairs() {
        // Writing to a string cannot fail.
        writeln!(text, "{}:{}\t{date}\t{:.4}\t{}\t{}", cell(paired.id), row.nth, row.link.score, cell(&row.ko), cell(&row.en)).unwrap_or(());
    }
    out.extend_from_slice(text.as_bytes());
}

fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', " ")
}
