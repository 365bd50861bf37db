//! A pairing as a page: two columns, the doubtful links marked, what has no counterpart set off. The page needs no script, no
//! other file and no network, and says so to the browser.

use super::{Paired, escaped};
use std::fmt::Write;

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Korean and English, side by side</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid #8884; overflow-wrap: anywhere; }
th:first-child, td:first-child { width: 6.5rem; font-size: .85rem; }
tr.doubtful td { background: #fd06; }
tr.alone td { background: #f553; }
tr.alone td:empty { background: repeating-linear-gradient(-45deg, #f553 0 6px, transparent 6px 12px); }
.not-read { color: #c00; }
</style>
</head>
<body>
<h1>Korean and English, side by side</h1>
"#;

/// What stands before the pairs.
pub fn open(out: &mut Vec<u8>) {
    out.extend_from_slice(HEAD.as_bytes());
}

/// The table of one pair.
pub fn table(paired: &Paired<'_>, out: &mut Vec<u8>) {
    let mut text = String::new();
    // Writing to a string cannot fail.
    write(&mut text, paired).unwrap_or(());
    out.extend_from_slice(text.as_bytes());
}

fn write(out: &mut String, paired: &Paired<'_>) -> std::fmt::Result {
    let name = if paired.is_files() { format!("{} ↔ {}", paired.source.name, paired.target.name) } else { paired.id.to_owned() };
    writeln!(out, "<section>\n<h2>{}</h2>", escaped(&name))?;
    writeln!(out, "<table>\n<thead><tr><th scope=\"col\">Link</th><th scope=\"col\">Korean</th><th scope=\"col\">English</th></tr></thead>\n<tbody>")?;
    for row in paired.rows() {
        let (class, mut word) = match (row.ko.is_empty(), row.en.is_empty()) {
            (true, _) => (" class=\"alone\"", "English only".to_owned()),
            (_, true) => (" class=\"alone\"", "Korean only".to_owned()),
            _ if row.link.is_doubtful() => (" class=\"doubtful\"", format!("doubtful {:.2}", row.link.score)),
            _ => ("", format!("{:.2}", row.link.score)),
        };
        if row.moved {
            word.push_str(", moved");
        }
        writeln!(out, "<tr{class}><td>{word}</td><td lang=\"ko\">{}</td><td lang=\"en\">{}</td></tr>", escaped(&row.ko), escaped(&row.en))?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

/// A pair that was not read.
pub fn not_read(id: &str, reason: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("<section>\n<h2>{}</h2>\n<p class=\"not-read\">Not paired: {}</p>\n</section>\n", escaped(id), escaped(reason)).as_bytes());
}

/// What stands behind the pairs.
pub fn close(out: &mut Vec<u8>) {
    out.extend_from_slice(b"</body>\n</html>\n");
}
