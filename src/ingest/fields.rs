//! The fields of one record, read from a JSON object or from tab-separated columns in one pass. Part of
//! [`crate::ingest::stream`].

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;

/// Why a line gave no fields: its identifier, if that could be read, and the reason.
pub(crate) type Refused = (Option<String>, String);

/// What a line says, before anybody asked which fields it needs.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fields {
    /// `id`: a string, or a number as it is written.
    pub id: Option<String>,
    /// `ko`.
    pub ko: Option<String>,
    /// `en`.
    pub en: Option<String>,
    /// `text`.
    pub text: Option<String>,
    /// `draft`, where it is a string; anything else under that name is not ours.
    pub draft: Option<String>,
    /// `date`, as it is written.
    pub date: Option<String>,
    /// `segments`, as they are written.
    pub segments: Option<Value>,
    /// Everything else.
    pub extra: Map<String, Value>,
    /// The first field that has the wrong type or is there twice.
    problem: Option<String>,
}

impl Fields {
    /// Reads one JSON object.
    pub(crate) fn from_json(line: &str) -> Result<Self, Refused> {
        let fields: Self = serde_json::from_str(line).map_err(|e| {
            let what = match e.classify() {
                serde_json::error::Category::Data => "not a JSON object",
                serde_json::error::Category::Eof => "JSON that breaks off",
                _ => "not JSON",
            };
            (known_id(line), format!("{what}: {}", without_line(&e)))
        })?;
        match fields.problem {
            Some(problem) => Err((fields.id, problem)),
            None => Ok(fields),
        }
    }

    /// Takes the cells of one line under the given names.
    pub(crate) fn from_cells(cells: Vec<String>, names: &[String]) -> Result<Self, Refused> {
        let mut fields = Self::default();
        let mut cells = cells.into_iter();
        for name in names {
            let cell = cells.next();
            match name.as_str() {
                "id" => fields.id = cell.filter(|c| !c.is_empty()),
                "ko" => fields.ko = cell,
                "en" => fields.en = cell,
                "text" => fields.text = cell,
                "draft" => fields.draft = cell.filter(|c| !c.is_empty()),
                "date" => fields.date = cell.filter(|c| !c.trim().is_empty()),
                other => {
                    if let Some(cell) = cell {
                        fields.extra.insert(other.to_owned(), Value::String(cell));
                    }
                }
            }
        }
        match cells.count() {
            0 => Ok(fields),
            more => Err((
                fields.id,
                format!(
                    "{} columns where {} are named; a tab inside a text is written as \\t, a comma inside quotation marks",
                    names.len() + more,
                    names.len()
                ),
            )),
        }
    }

    fn set(&mut self, key: &str, value: Text) {
        let slot = match key {
            "ko" => &mut self.ko,
            "en" => &mut self.en,
            "text" => &mut self.text,
            _ => &mut self.date,
        };
        match value.0 {
            _ if slot.is_some() => self.problem = self.problem.take().or_else(|| Some(format!("`{key}` is there twice"))),
            Ok(text) => *slot = text,
            Err(found) => self.problem = self.problem.take().or_else(|| Some(format!("`{key}` is {found}, not a string"))),
        }
    }
}

/// The message of a JSON error without "line 1", which it always says of a line.
fn without_line(e: &serde_json::Error) -> String {
    e.to_string().replace(" at line 1 column ", " at byte ")
}

/// The identifier of a line that is broken further on, if it begins with one.
pub(crate) fn known_id(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"id\"")?.trim_start().strip_prefix(':')?;
    serde_json::Deserializer::from_str(rest).into_iter::<Id>().next()?.ok()?.0
}

/// The identifier of a line of JSON, found without reading what stands behind it; nothing where there is none.
pub(crate) fn id_of(line: &[u8]) -> Option<String> {
    struct Found<'c>(&'c std::cell::Cell<Option<String>>);
    impl<'de> Visitor<'de> for Found<'_> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
            while let Some(Key(key)) = items.next_key()? {
                if key == "id" {
                    let Id(id) = items.next_value()?;
                    self.0.set(id);
                    // What comes after it is of no interest; an error is the way to leave.
                    return Err(serde::de::Error::custom("found"));
                }
                items.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let found = std::cell::Cell::new(None);
    let mut from = serde_json::Deserializer::from_slice(line);
    let _ = Deserializer::deserialize_map(&mut from, Found(&found));
    found.into_inner()
}

/// A cell of a line whose columns tabs part: `\n`, `\t` and `\\` stand for what they name.
pub(crate) fn unescaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (mark, skip) = match rest.as_bytes().get(at + 1) {
            Some(b'n') => ('\n', 2),
            Some(b't') => ('\t', 2),
            Some(b'\\') => ('\\', 2),
            _ => ('\\', 1),
        };
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push(mark);
        rest = rest.get(at + skip..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A string or null; otherwise the name of the type that stands there.
struct Text(Result<Option<String>, &'static str>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(match Either::deserialize(from)? {
            Either::Text(s) => Ok(Some(s)),
            Either::Null => Ok(None),
            Either::Number(_) => Err("a number"),
            Either::Other(kind) => Err(kind),
        }))
    }
}

/// A string, a number as it is written, or nothing.
struct Id(Option<String>);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(match Either::deserialize(from)? {
            Either::Text(s) | Either::Number(s) => Some(s),
            Either::Null | Either::Other(_) => None,
        }))
    }
}

/// A JSON value, as far as the known fields tell types apart.
enum Either {
    Text(String),
    Number(String),
    Null,
    Other(&'static str),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Either;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_str<E>(self, v: &str) -> Result<Either, E> {
                Ok(Either::Text(v.to_owned()))
            }
            fn visit_string<E>(self, v: String) -> Result<Either, E> {
                Ok(Either::Text(v))
            }
            fn visit_unit<E>(self) -> Result<Either, E> {
                Ok(Either::Null)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Either, E> {
                Ok(Either::Other("true or false"))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Either, E> {
                Ok(Either::Number(v.to_string()))
            }
            fn visit_u64<E>(self, v: u64) -> Result<Either, E> {
                Ok(Either::Number(v.to_string()))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Either, E> {
                Ok(Either::Number(v.to_string()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Either, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Either::Other("a list"))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Either, A::Error> {
                while items.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Either::Other("an object"))
            }
        }
        from.deserialize_any(Any)
    }
}

/// A key, borrowed from the line where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Cow<'de, str>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }
            fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(v))
            }
            fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(v.to_owned()))
            }
        }
        from.deserialize_str(Text).map(Key)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the fields of a record")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(Key(key)) = items.next_key()? {
                    match &*key {
                        "id" if fields.id.is_some() => {
                            items.next_value::<IgnoredAny>()?;
                            fields.problem = Some("`id` is there twice".to_owned());
                        }
                        "id" => fields.id = items.next_value::<Id>()?.0,
                        "ko" | "en" | "text" | "date" => {
                            let value = items.next_value()?;
                            fields.set(&key, value);
                        }
                        "segments" if fields.segments.is_some() => {
                            items.next_value::<IgnoredAny>()?;
                            fields.problem = Some("`segments` is there twice".to_owned());
                        }
                        "segments" => fields.segments = Some(items.next_value()?).filter(|v: &Value| !v.is_null()),
                        "draft" if fields.draft.is_none() => match items.next_value()? {
                            Value::String(text) => fields.draft = Some(text),
                            Value::Null => {}
                            other => drop(fields.extra.insert(key.into_owned(), other)),
                        },
                        _ => {
                            let value = items.next_value()?;
                            fields.extra.insert(key.into_owned(), value);
                        }
                    }
                }
                Ok(fields)
            }
        }
        from.deserialize_map(Object)
    }
}
