//! The tables of `corpus/mentions`: every surface is read whole, once, as the value that its row tells, and what only
//! looks like a figure is read as none. Names are no figures and are left out of the count.

use daejo::model::{Document, Lang, Mention, Value};
use daejo::pipeline;
use daejo::report::value::{ValueV1, certainty};
use daejo::text::{Exact, Span};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One file of the tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    mention: Vec<Row>,
    #[serde(default)]
    not: Vec<Negative>,
}

/// A value and the ways to write it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: String,
    value: serde_json::Value,
    certainty: Option<String>,
    date: Option<String>,
    surfaces: Vec<String>,
}

/// A text in which there is nothing of a kind, or no figure at all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Negative {
    kind: Option<String>,
    text: String,
    why: String,
    date: Option<String>,
}

/// Every kind of figure; a language must have rows for each.
const KINDS: [&str; 11] = ["age", "date", "duration", "money", "multiple", "number", "ordinal", "percent", "percentage-point", "quantity", "time"];

#[test]
fn korean_surfaces_are_read_as_their_values() {
    surfaces(Lang::Ko, "ko");
}

#[test]
fn english_surfaces_are_read_as_their_values() {
    surfaces(Lang::En, "en");
}

#[test]
fn korean_words_that_are_no_figures_are_read_as_none() {
    negatives(Lang::Ko, "ko");
}

#[test]
fn english_words_that_are_no_figures_are_read_as_none() {
    negatives(Lang::En, "en");
}

#[test]
fn the_korean_tables_are_broad() {
    broad("ko");
}

#[test]
fn the_english_tables_are_broad() {
    broad("en");
}

/// Every kind has a row, no row stands twice, and no surface stands in two rows that are read on the same day.
fn broad(lang: &str) {
    let (mut kinds, mut seen, mut rows, mut nots, mut problems) = (BTreeSet::new(), BTreeSet::new(), 0, 0, Vec::new());
    for (file, table) in tables(lang) {
        for row in table.mention {
            rows += 1;
            for s in &row.surfaces {
                if !seen.insert((s.clone(), row.date.clone())) {
                    problems.push(format!("{file}: “{s}” stands in the tables twice"));
                }
            }
            if row.surfaces.is_empty() || !KINDS.contains(&row.kind.as_str()) {
                problems.push(format!("{file}: a row of kind {} with {} surfaces", row.kind, row.surfaces.len()));
            }
            kinds.insert(row.kind);
        }
        for not in table.not {
            nots += 1;
            if not.why.trim().is_empty() || not.kind.is_some_and(|k| !KINDS.contains(&k.as_str())) {
                problems.push(format!("{file}: “{}” needs a reason and a known kind", not.text));
            }
        }
    }
    problems.extend(KINDS.iter().filter(|k| !kinds.contains(**k)).map(|k| format!("no row of kind {k}")));
    assert!(problems.is_empty(), "corpus/mentions/{lang}:\n{}", problems.join("\n"));
    assert!(rows >= 25 && nots >= 20, "corpus/mentions/{lang}: {rows} rows, {nots} negatives");
}

fn surfaces(lang: Lang, folder: &str) {
    let mut problems = Vec::new();
    for (file, table) in tables(folder) {
        for row in &table.mention {
            for surface in &row.surfaces {
                let (text, place) = marked(surface);
                let mentions = figures(lang, &text, day(row.date.as_deref()));
                let fits = match mentions.as_slice() {
                    [m] => {
                        m.span == place
                            && m.value.kind() == row.kind
                            && same(&row.value, &json(&m.value))
                            && row.certainty.as_deref().is_none_or(|c| c == certainty(m))
                    }
                    _ => false,
                };
                if !fits {
                    let hedge = row.certainty.as_deref().unwrap_or("any certainty");
                    problems.push(format!("{file}: “{surface}” should be {} {} ({hedge}), read: {}", row.kind, row.value, shown(&mentions, &text)));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} surfaces are read wrongly:\n{}", problems.len(), problems.join("\n"));
}

fn negatives(lang: Lang, folder: &str) {
    let mut problems = Vec::new();
    for (file, table) in tables(folder) {
        for not in &table.not {
            let mut mentions = figures(lang, &not.text, day(not.date.as_deref()));
            mentions.retain(|m| not.kind.as_deref().is_none_or(|k| k == m.value.kind()));
            if !mentions.is_empty() {
                let what = not.kind.as_deref().unwrap_or("figure");
                problems.push(format!("{file}: “{}” has no {what} ({}), read: {}", not.text, not.why, shown(&mentions, &not.text)));
            }
        }
    }
    assert!(problems.is_empty(), "{} texts are read wrongly:\n{}", problems.len(), problems.join("\n"));
}

/// The tables of one language, by file name.
fn tables(lang: &str) -> Vec<(String, Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/mentions").join(lang);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).filter(|p| p.extension().is_some_and(|x| x == "toml")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} has no tables", folder.display());
    paths.iter().map(|p| (p.file_name().expect("a file").to_string_lossy().into_owned(), table(p))).collect()
}

#[expect(clippy::disallowed_methods, reason = "the tables are files of the repository")]
fn table(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).expect("is text");
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn day(date: Option<&str>) -> Option<Date> {
    date.map(|d| d.parse().unwrap_or_else(|e| panic!("{d}: {e}")))
}

/// The figures of a text, with their places in the text as given.
fn figures(lang: Lang, text: &str, date: Option<Date>) -> Vec<Mention> {
    let document = Document::plain(lang, lang.to_string(), text);
    let mut mentions = pipeline::read(&document, date).mentions;
    mentions.retain(|m| m.value.kind() != "name");
    for m in &mut mentions {
        m.span = document.original(m.span);
    }
    mentions
}

/// A surface, and the part of it that is the mention: `[3일] 동안` needs the words behind it to be read, and does not
/// take them in.
fn marked(surface: &str) -> (String, Span) {
    match surface.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
        Some((before, (inside, after))) => (format!("{before}{inside}{after}"), Span::new(before.len(), before.len() + inside.len())),
        None => (surface.to_owned(), Span::new(0, surface.len())),
    }
}

fn shown(mentions: &[Mention], text: &str) -> String {
    let one = |m: &Mention| format!("“{}” {} {} ({})", m.span.slice(text), m.value.kind(), json(&m.value), certainty(m));
    if mentions.is_empty() { "nothing".to_owned() } else { mentions.iter().map(one).collect::<Vec<_>>().join(", ") }
}

/// Whether a row tells a value: numbers by what they are worth, and the first number of a range may be left to its ends.
fn same(row: &serde_json::Value, read: &serde_json::Value) -> bool {
    let (Some(row), Some(read)) = (row.as_object(), read.as_object()) else { return false };
    let number = |v: &serde_json::Value| v.as_str().and_then(Exact::parse_ratio);
    let equal = |a: &serde_json::Value, b: &serde_json::Value| a == b || number(a).is_some_and(|n| number(b) == Some(n));
    let told = |key: &String| row.contains_key(key) || row.contains_key("low") && !matches!(key.as_str(), "high" | "unit" | "currency");
    read.keys().all(told) && row.iter().all(|(key, value)| read.get(key).is_some_and(|r| equal(value, r)))
}

fn json(value: &Value) -> serde_json::Value {
    serde_json::to_value(ValueV1::from(value)).expect("a value has only fields")
}
