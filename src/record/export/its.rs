//! ITS 2.0 provenance in XLIFF 2.1: each link a unit, with who or what made the English and who looked at it.

use super::{Told, texts};
use crate::model::TranslatorKind;
use crate::report::escape;
use std::fmt::Write;

/// The record as XLIFF, with the two texts that it is about, as they were read: offsets of links are in their bytes.
pub fn xliff(told: &Told<'_>, korean: &str, english: &str) -> String {
    let p = &told.check.predicate;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:its=\"http://www.w3.org/2005/11/its\" version=\"2.1\" srcLang=\"ko\" trgLang=\"en\" its:version=\"2.0\">\n",
    );
    let name = told.subject().map_or("", |s| &s.name);
    let mut who = String::new();
    if let Some(called) = p.translator.called() {
        let attribute = if p.translator.kind == TranslatorKind::Human { "person" } else { "tool" };
        let _ = write!(who, " its:{attribute}=\"{}\"", attribute_text(called));
    }
    let editors: Vec<&str> = told.approved().iter().map(|(name, _)| name.as_str()).collect();
    if !editors.is_empty() {
        let _ = write!(who, " its:revPerson=\"{}\"", attribute_text(&editors.join(", ")));
    }
    if let Some(publisher) = told.publisher {
        let _ = write!(who, " its:revOrg=\"{}\"", attribute_text(publisher));
    }
    let _ = write!(who, " its:revTool=\"{}\"", attribute_text(&p.checker.uri));
    let _ = writeln!(out, "  <file id=\"f1\" original=\"{}\"{who}>", attribute_text(name));
    for (n, link) in p.pairing.links.iter().filter(|l| !l.source.is_empty()).enumerate() {
        let (source, target) = texts(link, korean, english);
        let _ = writeln!(out, "    <unit id=\"u{}\">\n      <segment state=\"final\">\n        <source>{}</source>", n + 1, text(&source));
        if !target.is_empty() {
            let _ = writeln!(out, "        <target>{}</target>", text(&target));
        }
        out.push_str("      </segment>\n    </unit>\n");
    }
    out.push_str("  </file>\n</xliff>\n");
    out
}

/// Text of which every character can stand in XML.
fn text(words: &str) -> String {
    escape::visible(words).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute_text(words: &str) -> String {
    text(words).replace('"', "&quot;")
}
