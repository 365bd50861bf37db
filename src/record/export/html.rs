//! The record as a page to be printed: what the paper can show whoever asks. No script, no other file, no network.

use super::Told;
use crate::record::check::Disposition;
use crate::record::statement::Claim;
use crate::report::escape;
use std::fmt::Write;

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Record of provenance</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-top: 1px solid #8884; overflow-wrap: anywhere; }
th { font-weight: 600; width: 11rem; }
code { font-size: .85em; }
@media print { body { margin: 0; max-width: none; } }
</style>
</head>
<body>
"#;

/// The record as a page, with the two texts that it is about, as they were read: offsets of links are in their bytes.
pub fn html(told: &Told<'_>, korean: &str, english: &str) -> String {
    let mut out = HEAD.to_owned();
    // Writing to a string cannot fail.
    let _ = write(&mut out, told).and_then(|()| passages(&mut out, told, korean, english));
    out.push_str("</body>\n</html>\n");
    out
}

fn write(out: &mut String, told: &Told<'_>) -> std::fmt::Result {
    let p = &told.check.predicate;
    writeln!(out, "<h1>Record of provenance</h1>\n<table>")?;
    if let Some(title) = told.title {
        row(out, "Article", &shown(title))?;
    }
    for (what, resource) in [("English", told.subject()), ("Korean", told.source())] {
        if let Some(r) = resource {
            let revision = r.annotations.get("revision").map_or_else(String::new, |v| format!(", revision {}", shown(v)));
            row(out, what, &format!("{}{revision}<br><code>SHA-256 {}</code>", shown(&r.name), r.digest.sha256))?;
        }
    }
    if let Some(day) = &p.date {
        row(out, "Day of publication", &shown(day))?;
    }
    let t = &p.translator;
    let by = t.declared_by.iter().map(|(field, by)| format!("{field}: {by}")).collect::<Vec<_>>().join(", ");
    let declared = if by.is_empty() { "nobody has declared it".to_owned() } else { format!("declared by {by}") };
    row(
        out,
        "Translated by",
        &shown(&format!("{}: name {}, tool {}, model {}, version {} ({declared})", t.kind.as_str(), t.name, t.tool, t.model, t.version)),
    )?;
    row(out, "Checked by", &shown(&format!("{} at {}", p.checker.uri, p.checked_at)))?;
    for (who, at) in told.approved() {
        row(out, "Signed off by", &shown(&format!("{who} at {at}")))?;
    }
    writeln!(out, "</table>\n<h2>What was compared</h2>\n<table>")?;
    let c = p.compared;
    row(out, "Passages", &format!("{} Korean, {} English, {} without a counterpart", c.passages_source, c.passages_target, c.unpaired))?;
    row(out, "Values", &format!("{} Korean, {} English, {} agreed, {} undecided", c.mentions_source, c.mentions_target, c.agreed, c.undecided))?;
    for unchecked in &p.unchecked {
        row(out, "Not checked", &shown(&format!("{}: {}", unchecked.what, unchecked.reason)))?;
    }
    writeln!(out, "</table>\n<h2>What was found</h2>")?;
    found(out, told)?;
    writeln!(out, "<h2>Records</h2>\n<table>")?;
    for entry in &told.chain().entries {
        let what = match &entry.claim {
            Claim::Check(_) => "check".to_owned(),
            Claim::Review(r) => format!("{} by {}", r.predicate.decision.as_str(), r.predicate.reviewer.id),
        };
        row(out, &format!("{} {}", entry.claim.revision(), entry.claim.at()), &format!("{}<br><code>payload SHA-256 {}</code>", shown(&what), entry.digest))?;
    }
    writeln!(out, "</table>")
}

/// Which passage renders which.
fn passages(out: &mut String, told: &Told<'_>, korean: &str, english: &str) -> std::fmt::Result {
    writeln!(
        out,
        "<h2>Which passage renders which</h2>\n<table>\n<tr><th scope=\"col\">Score</th><th scope=\"col\">Korean</th><th scope=\"col\">English</th></tr>"
    )?;
    for link in &told.check.predicate.pairing.links {
        let (source, target) = super::texts(link, korean, english);
        let score = if link.source.is_empty() || link.target.is_empty() { "alone" } else { link.score.as_str() };
        writeln!(out, "<tr><td>{}</td><td lang=\"ko\">{}</td><td lang=\"en\">{}</td></tr>", shown(score), shown(&source), shown(&target))?;
    }
    writeln!(out, "</table>")
}

/// The findings, and what became of each.
fn found(out: &mut String, told: &Told<'_>) -> std::fmt::Result {
    let p = &told.check.predicate;
    if p.findings.is_empty() {
        writeln!(out, "<p>Nothing.</p>")?;
    } else {
        writeln!(out, "<table>\n<tr><th scope=\"col\">Rule</th><th scope=\"col\">Finding</th><th scope=\"col\">What became of it</th></tr>")?;
    }
    for f in &p.findings {
        let fate = match (f.disposition, &f.waiver) {
            (Disposition::Waived, Some(w)) => {
                let until = w.until.as_ref().map_or_else(String::new, |u| format!(", until {u}"));
                format!("let stand by {} on {}{until}: {} ({})", w.by, w.on, w.text, w.reason)
            }
            (Disposition::Waived, None) => "let stand".to_owned(),
            (Disposition::Fixed, _) => "mended".to_owned(),
            (Disposition::Open, _) => "open".to_owned(),
            (Disposition::Known, _) => "known before".to_owned(),
        };
        writeln!(out, "<tr><td>{}<br>{}</td><td>{}</td><td>{}</td></tr>", shown(&f.rule), f.severity.as_str(), shown(&f.message), shown(&fate))?;
    }
    if !p.findings.is_empty() {
        writeln!(out, "</table>")?;
    }
    Ok(())
}

/// A row of a table.
fn row(out: &mut String, name: &str, value: &str) -> std::fmt::Result {
    writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>")
}

/// Words of a record, none of which is markup.
fn shown(words: &str) -> String {
    escape::visible(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
