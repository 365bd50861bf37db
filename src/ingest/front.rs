//! Front matter: the YAML (`---`) or TOML (`+++`) table at the head of an article. Gives its metadata and where the
//! body starts; used by the Markdown and plain readers.

use crate::ingest::date::seoul_date;
use crate::model::{Declaration, Metadata};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Front matter longer than this is refused.
const MAX_BYTES: usize = 64 * 1024;
/// Values that it may hold, aliases counted each time they are used.
const MAX_VALUES: u32 = 10_000;

/// Lists and tables that one line of it may open.
const MAX_DEPTH: usize = 64;

/// What the head of a file says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Front {
    /// The fields that are known.
    pub meta: Metadata,
    /// Byte at which the body starts; 0 when there is no front matter.
    pub body: usize,
    /// Identifiers of its paragraphs (`paragraph_ids`), in order.
    pub paragraphs: Vec<String>,
    /// Fields that were there but could not be used, in plain words.
    pub notes: Vec<String>,
}

/// Front matter that is there but cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: the front matter cannot be read: {reason}; nothing was checked. Correct it or take it out")]
pub struct FrontError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Reads the front matter of `text`, if it has any.
///
/// # Errors
/// When it is opened and not closed, too long, not a table, or not valid YAML or TOML.
pub fn read(text: &str) -> Result<Front, FrontError> {
    let Some((fence, start)) = opening(text) else { return Ok(Front::default()) };
    let Some((end, body)) = closing(text, fence, start) else {
        return Err(FrontError { line: 1, reason: format!("`{fence}` opens it, and no line `{fence}` closes it within {} KB", MAX_BYTES / 1024) });
    };
    let inside = text.get(start..end).unwrap_or("");
    let budget = Cell::new(MAX_VALUES);
    let parsed = if fence == "---" { yaml(inside, &budget) } else { toml(inside, &budget) };
    match parsed? {
        Field::Table(fields) => {
            let (meta, notes) = metadata(&fields);
            let paragraphs = match get(&fields, &["paragraph_ids", "paragraph-ids"]) {
                Some(Field::Many(ids)) => ids.iter().filter_map(Field::line).collect(),
                _ => Vec::new(),
            };
            Ok(Front { meta, body, paragraphs, notes })
        }
        Field::Empty => Ok(Front { body, ..Front::default() }),
        Field::Text(_) | Field::Many(_) => Err(FrontError { line: 2, reason: "it is not a table of `key: value` lines".to_owned() }),
    }
}

/// The fence on the first line and where the second line starts.
fn opening(text: &str) -> Option<(&'static str, usize)> {
    let line_end = memchr::memchr(b'\n', text.as_bytes())?;
    let first = text.get(..line_end)?.trim_end();
    ["---", "+++"].into_iter().find(|&f| f == first).map(|f| (f, line_end + 1))
}

/// Where the closing fence starts and where the body does.
fn closing(text: &str, fence: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    while at < text.len() && at - start <= MAX_BYTES {
        let end = memchr::memchr(b'\n', text.as_bytes().get(at..)?).map_or(text.len(), |i| at + i + 1);
        let line = text.get(at..end)?.trim_end();
        if line == fence || fence == "---" && line == "..." {
            return Some((at, end));
        }
        at = end;
    }
    None
}

fn yaml(inside: &str, budget: &Cell<u32>) -> Result<Field, FrontError> {
    // The YAML scanner takes quadratic time over deep nesting, so depth is bounded before it starts.
    if let Some(line) = inside.lines().position(too_deep) {
        return Err(FrontError { line: line + 2, reason: "it is nested too deep".to_owned() });
    }
    Seed(budget).deserialize(serde_norway::Deserializer::from_str(inside)).map_err(|e| {
        let line = e.location().map_or(1, |l| l.line());
        let message = e.to_string();
        FrontError { line: line + 1, reason: message.split(" at line ").next().unwrap_or(&message).to_owned() }
    })
}

/// Whether a line opens more lists or tables than any metadata does.
fn too_deep(line: &str) -> bool {
    let brackets = line.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    let dashes = line.split(' ').take_while(|w| matches!(*w, "" | "-" | "?")).filter(|w| !w.is_empty()).count();
    brackets > MAX_DEPTH || dashes > MAX_DEPTH
}

fn toml(inside: &str, budget: &Cell<u32>) -> Result<Field, FrontError> {
    let refuse = |e: toml::de::Error| {
        let at = e.span().map_or(0, |s| s.start).min(inside.len());
        FrontError { line: 2 + memchr::memchr_iter(b'\n', &inside.as_bytes()[..at]).count(), reason: e.message().to_owned() }
    };
    Seed(budget).deserialize(toml::Deserializer::parse(inside).map_err(refuse)?).map_err(refuse)
}

/// A value of either language, as far as metadata needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Field {
    Empty,
    Text(String),
    Many(Vec<Self>),
    Table(Vec<(String, Self)>),
}

impl Field {
    /// The value as one line: names of a list are joined, a table gives the first of its telling fields.
    fn line(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
            Self::Many(all) => Some(all.iter().filter_map(Self::line).collect::<Vec<_>>().join(", ")).filter(|s| !s.is_empty()),
            Self::Table(fields) => ["model", "name", "id", "kind"].iter().find_map(|&k| get(fields, &[k])?.line()),
        }
    }
}

fn get<'f>(fields: &'f [(String, Field)], names: &[&str]) -> Option<&'f Field> {
    names.iter().find_map(|n| fields.iter().find(|(k, _)| k.eq_ignore_ascii_case(n)).map(|(_, v)| v))
}

/// Picks what is known out of a table, under the names that newsrooms and site generators use.
fn metadata(fields: &[(String, Field)]) -> (Metadata, Vec<String>) {
    let line = |names: &[&str]| get(fields, names).and_then(Field::line);
    let mut notes = Vec::new();
    let date = line(&["date", "published", "published_at", "pubdate", "publishdate"]).and_then(|written| {
        let day = seoul_date(&written);
        if day.is_none() {
            notes.push(format!(
                "the date `{written}` in the front matter was not understood, so nothing that needs a calendar is asserted; write it as 2025-04-15"
            ));
        }
        day
    });
    let meta = Metadata {
        id: line(&["id", "ids", "article_id"]),
        title: line(&["title", "headline"]),
        date,
        section: line(&["section", "category"]),
        byline: line(&["byline", "author", "authors", "reporter"]),
        translation_of: line(&["translation_of", "translation-of", "source_id"]),
        translator: line(&["translator", "translated_by"]),
        editor: line(&["editor", "edited_by", "edited-by", "editors"]),
        declared: declared(fields).map(Box::new),
        revision: line(&["revision", "version", "modified", "updated", "updated_at", "last_modified", "lastmod"]),
    };
    (meta, notes)
}

/// What is said of the translator: a table under `translator`, keys such as `translator_model`, or a bare name, of which is not said what it names.
fn declared(fields: &[(String, Field)]) -> Option<Declaration> {
    let mut out = Declaration::default();
    let said = get(fields, &["translator", "translated_by"]);
    if let Some(Field::Table(table)) = said {
        for (key, value) in table {
            out.declare(&key.to_ascii_lowercase(), &value.line().unwrap_or_default());
        }
    }
    for field in Declaration::FIELDS {
        let names = [format!("translator_{field}"), format!("translator-{field}")];
        let value = get(fields, &[&names[0], &names[1]]).and_then(Field::line);
        out.declare(field, &value.unwrap_or_default());
    }
    if let Some(Field::Text(name)) = said {
        out.declare("name", name);
    }
    (!out.is_empty()).then_some(out)
}

/// Builds a [`Field`] while counting values, so that YAML aliases cannot multiply without end.
#[derive(Clone, Copy)]
struct Seed<'b>(&'b Cell<u32>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Field, D::Error> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| D::Error::custom("it holds too many values"))?;
        self.0.set(left);
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Field, E> {
        Ok(Field::Empty)
    }

    fn visit_none<E: Error>(self) -> Result<Field, E> {
        Ok(Field::Empty)
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_i128<E: Error>(self, v: i128) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_u128<E: Error>(self, v: u128) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Field, E> {
        Ok(Field::Text(v.to_string()))
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Field, E> {
        Ok(Field::Text(v.to_owned()))
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Field, D::Error> {
        self.deserialize(from)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Field, D::Error> {
        self.deserialize(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Field, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            all.push(item);
        }
        Ok(Field::Many(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Field, A::Error> {
        let mut all: Vec<(String, Field)> = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        while let Some(key) = items.next_key_seed(self)? {
            let value = items.next_value_seed(self)?;
            let Some(key) = key.line() else { continue };
            // How the toml crate hands over its dates.
            if key == "$__toml_private_datetime" {
                return Ok(value);
            }
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(format!("`{key}` is there twice")));
            }
            all.push((key, value));
        }
        Ok(Field::Table(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const YAML: &str = "---\ntitle: \"한은, 기준금리 2.50%로 인하\"\ndate: 2025-05-28T23:30:00-04:00\nsection: 경제\nauthor: [김하늘 기자, 이보람 기자]\nlang: en\ntranslation_of: A1\ntranslator: {kind: ai, model: \"example-mt-1\"}\nedited_by: Paul Hwang\nid: 20250529001\n---\n\n본문\n";

    #[test]
    fn yaml_fields() {
        let front = read(YAML).unwrap();
        let meta = Metadata {
            id: Some("20250529001".to_owned()),
            title: Some("한은, 기준금리 2.50%로 인하".to_owned()),
            date: seoul_date("2025-05-29"),
            section: Some("경제".to_owned()),
            byline: Some("김하늘 기자, 이보람 기자".to_owned()),
            translation_of: Some("A1".to_owned()),
            translator: Some("example-mt-1".to_owned()),
            editor: Some("Paul Hwang".to_owned()),
            declared: front.meta.declared.clone(),
            revision: None,
        };
        let declared = front.meta.declared.as_ref().expect("is declared");
        assert_eq!(declared.fields().collect::<Vec<_>>(), [("kind", "ai"), ("model", "example-mt-1")]);
        let flat = read("---\ntranslator: Lee\ntranslator_kind: human\nrevision: 3\n---\n").unwrap().meta;
        assert_eq!(flat.declared.expect("is declared").fields().collect::<Vec<_>>(), [("kind", "human"), ("name", "Lee")]);
        assert_eq!(flat.revision.as_deref(), Some("3"));
        assert_eq!(front.meta, meta);
        assert_eq!(YAML.get(front.body..), Some("\n본문\n"));
    }

    #[test]
    fn toml_fields_and_crlf() {
        let text = "+++\r\ntitle = \"제목\"\r\ndate = 2025-05-28T20:00:00Z\r\nids = [\"A\", \"B\"]\r\n[translator]\r\nname = \"Lee\"\r\n+++\r\n본문";
        let front = read(text).unwrap();
        assert_eq!(front.meta.title.as_deref(), Some("제목"));
        assert_eq!(front.meta.date, seoul_date("2025-05-29"));
        assert_eq!(front.meta.id.as_deref(), Some("A, B"));
        assert_eq!(front.meta.translator.as_deref(), Some("Lee"));
        assert_eq!(text.get(front.body..), Some("본문"));
    }

    #[test]
    fn a_text_without_front_matter_is_all_body() {
        for text in ["", "본문", "--- 본문", "----\na: b\n----\n", "+++", "본문\n---\na: b\n---\n"] {
            assert_eq!(read(text), Ok(Front::default()), "{text}");
        }
        assert_eq!(read("---\n---\n본문").unwrap().body, 8);
    }

    #[test]
    fn a_date_that_is_none_is_noted() {
        let front = read("---\ndate: 지난주\n---\n").unwrap();
        assert_eq!(front.meta.date, None);
        assert!(front.notes[0].contains("`지난주`"), "{:?}", front.notes);
    }

    #[test]
    fn broken_front_matter_is_refused_by_line() {
        for (text, line) in [
            ("---\ntitle: 제목\n본문이다.\n", 1),
            ("---\ntitle: 제목\ndate: [2025\n---\n", 3),
            ("---\ntitle: \"제목\nsection: 경제\n---\n본문", 3),
            ("+++\ntitle = \"제목\"\ndate = \n+++\n", 3),
            ("---\n- 하나\n- 둘\n---\n", 2),
            ("---\n그냥 문장.\n---\n", 2),
        ] {
            let e = read(text).unwrap_err();
            assert!(e.line.abs_diff(line) <= 1, "{text}: {e}");
            assert!(e.to_string().contains("nothing was checked"), "{e}");
        }
        assert!(read("---\ntitle: a\ntitle: b\n---\n").unwrap_err().reason.contains("twice"));
    }

    #[test]
    fn bombs_are_refused_quickly() {
        let laughs = (0..30).fold("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |s, i| {
            let row = vec![format!("*a{i}"); 9].join(",");
            format!("{s}a{}: &a{} [{row}]\n", i + 1, i + 1)
        });
        let wide = format!("---\na: &a [{}]\nb: [{}]\n", "x,".repeat(15_000), "*a,".repeat(9_000));
        let long = format!("---\na: {}\n", "x".repeat(MAX_BYTES + 1));
        for text in [
            laughs,
            wide,
            long,
            format!("---\na: {}\n", "[".repeat(60_000)),
            format!("---\na: {}\n", "{a: ".repeat(15_000)),
            format!("---\n{}\n", "- ".repeat(30_000)),
            format!("---\n{}\n", "[\n".repeat(30_000)),
            format!("---\n{}\n", "[a,b\n".repeat(10_000)),
        ] {
            let started = Instant::now();
            assert!(read(&format!("{text}---\n본문")).is_err());
            assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
        }
        for inside in [format!("a = {}", "[".repeat(60_000)), format!("a = {}", "{a=".repeat(20_000)), "a.".repeat(30_000)] {
            assert!(read(&format!("+++\n{inside}\n+++\n")).is_err());
        }
    }

    proptest! {
        #[test]
        fn anything_at_the_head_is_read_or_refused(inside in "([a-z&*:\\[\\]{},\"'|>!#%@`=0-9 가-힣-]|\n){0,80}") {
            for fence in ["---", "+++"] {
                if let Ok(front) = read(&format!("{fence}\n{inside}\n{fence}\n본문")) {
                    prop_assert!(front.body > 0);
                }
            }
        }
    }
}
