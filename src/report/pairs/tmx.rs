//! A pairing as a translation memory: TMX 1.4b, level 1. Only passages that have a counterpart are units of it.

use super::{Paired, escaped};
use std::fmt::Write;

/// What stands before the units.
pub fn open(out: &mut Vec<u8>) {
    let version = env!("CARGO_PKG_VERSION");
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n\
         <header creationtool=\"daejo\" creationtoolversion=\"{version}\" segtype=\"sentence\" o-tmf=\"daejo\" adminlang=\"en\" srclang=\"ko\" datatype=\"plaintext\"/>\n\
         <body>\n"
    );
    out.extend_from_slice(head.as_bytes());
}

/// The units of one pair.
pub fn units(paired: &Paired<'_>, out: &mut Vec<u8>) {
    let mut text = String::new();
    for row in paired.pairs() {
        let doubt = if row.link.is_doubtful() { "<prop type=\"x-doubtful\">yes</prop>" } else { "" };
        let date = paired.date.map_or_else(String::new, |d| format!("<prop type=\"x-date\">{d}</prop>"));
        // Writing to a string cannot fail.
        writeln!(
            text,
            "<tu tuid=\"{}:{}\"><prop type=\"x-score\">{:.4}</prop>{doubt}{date}\n<tuv xml:lang=\"ko\"><seg>{}</seg></tuv>\n<tuv xml:lang=\"en\"><seg>{}</seg></tuv>\n</tu>",
            escaped(paired.id),
            row.nth,
            row.link.score,
            escaped(&row.ko),
            escaped(&row.en),
        )
        .unwrap_or(());
    }
    out.extend_from_slice(text.as_bytes());
}

/// What stands behind the units.
pub fn close(out: &mut Vec<u8>) {
    out.extend_from_slice(b"</body>\n</tmx>\n");
}
