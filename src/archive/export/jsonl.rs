//! One object an article (schema `daejo.archive/v1`): what `check` says of it, and what is known about it. What could not be read as
//! an article comes behind them, with its reason.

use crate::archive::store::{Facts, Store, StoreError, Stored, Unread};
use crate::report::{Item, json, v1};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// Schema id of the objects.
pub const SCHEMA: &str = "daejo.archive/v1";

/// An article of the archive: what is known of it, and what came of checking it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ArticleV1<'a> {
    /// `daejo.archive/v1`.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// Digest of both texts and the day; nothing for what could not be read.
    content: Option<String>,
    /// Day of publication in Korea.
    date: Option<String>,
    /// Section of the paper, or desk.
    section: Option<&'a str>,
    /// Headline.
    title: Option<&'a str>,
    /// Author line.
    byline: Option<&'a str>,
    /// What made the translation, with its version where that is told.
    translator: Option<&'a str>,
    /// Who edited it.
    editor: Option<&'a str>,
}

impl<'a> ArticleV1<'a> {
    fn of(content: Option<String>, facts: &'a Facts) -> Self {
        Self {
            schema: SCHEMA,
            content,
            date: facts.day.map(|d| d.to_string()),
            section: facts.section.as_deref(),
            title: facts.title.as_deref(),
            byline: facts.byline.as_deref(),
            translator: facts.translator.as_deref(),
            editor: facts.editor.as_deref(),
        }
    }
}

/// The JSON Schema of the objects: that of a result, and what is known of the article.
pub fn schema() -> Schema {
    let generator = || SchemaSettings::draft2020_12().for_serialize().into_generator();
    let [own, result] = [generator().into_root_schema_for::<ArticleV1<'_>>(), generator().into_root_schema_for::<v1::ResultV1<'_>>()];
    let mut whole = result.to_value();
    for key in ["properties", "required"] {
        match (whole.get_mut(key), own.as_value().get(key)) {
            (Some(Value::Object(all)), Some(Value::Object(more))) => all.extend(more.clone()),
            (Some(Value::Array(all)), Some(Value::Array(more))) => all.extend(more.iter().filter(|name| *name != "schema").cloned()),
            _ => {}
        }
    }
    if let (Some(object), Some(about)) = (whole.as_object_mut(), own.as_value().get("description")) {
        object.insert("title".to_owned(), SCHEMA.into());
        object.insert("description".to_owned(), about.clone());
    }
    Schema::try_from(whole).unwrap_or(own)
}

/// Writes every article and everything that could not be read, each as a line.
///
/// # Errors
/// When the store is damaged, and what `write` says.
pub fn write<E: From<StoreError>>(store: &Store, mut write: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
    let mut line = Vec::new();
    store.articles(|stored| {
        line.clear();
        article(&stored, &mut line)?;
        write(&line)
    })?;
    store.unread(|unread| {
        line.clear();
        not_read(&unread, &mut line);
        write(&line)
    })
}

/// Appends an article as a line.
///
/// # Errors
/// When its row is damaged.
pub fn article(stored: &Stored, out: &mut Vec<u8>) -> Result<(), StoreError> {
    joined(&ArticleV1::of(Some(stored.content.to_string()), &stored.facts), &stored.result()?, out);
    Ok(())
}

/// Appends what could not be read as a line.
pub fn not_read(unread: &Unread, out: &mut Vec<u8>) {
    let mut result = Vec::new();
    json::line(&Item::NotChecked { id: &unread.id, reason: &unread.reason }, &mut result);
    joined(&ArticleV1::of(None, &Facts::default()), &result, out);
}

/// Two objects as one: the second without its schema.
fn joined(article: &ArticleV1<'_>, result: &[u8], out: &mut Vec<u8>) {
    json::append(article, out);
    out.pop();
    let start = format!("{{\"schema\":\"{}\"", v1::RESULT);
    out.extend_from_slice(result.strip_prefix(start.as_bytes()).unwrap_or(b"}").trim_ascii_end());
    out.push(b'\n');
}
