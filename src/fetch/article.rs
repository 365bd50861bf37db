//! From what a server gave to an article: its text by its encoding, the article in it, what the page says about itself; or what it
//! is instead. Part of [`crate::fetch`].

use super::charset::{of_header, text_of};
use super::error::{Instead, Why};
use super::evidence::{Sight, instead, is_said_to_be_closed};
use super::markdown;
use crate::ingest::{About, Format, IngestError, Loaded, html, load_bytes};
use crate::model::BlockKind;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;
use url::Url;

/// An article that was fetched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fetched {
    /// The address that was asked for.
    pub asked: String,
    /// The address that gave it, where others led to it.
    pub address: String,
    /// When the server gave it.
    pub retrieved: Timestamp,
    /// SHA-256 of the bytes that it gave, unpacked, in lower-case hexadecimal digits.
    pub digest: String,
    /// What it was read as.
    pub format: Format,
    /// What the page says about itself.
    pub about: About,
    /// The article, as the pipeline takes it.
    pub article: Loaded,
    /// Whether the bytes were kept from an earlier time: the server said that they are still the same, or was not asked.
    pub kept: bool,
}

/// What came from a server or from the cache.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Page {
    pub(super) asked: Url,
    pub(super) address: Url,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
    pub(super) retrieved: Timestamp,
    pub(super) challenged: bool,
    pub(super) kept: bool,
}

impl Fetched {
    /// Its headline.
    pub fn title(&self) -> Option<&str> {
        self.article.meta.title.as_deref()
    }

    /// The day in Korea on which it was published.
    pub fn date(&self) -> Option<Date> {
        self.article.meta.date
    }

    /// Who wrote it.
    pub fn byline(&self) -> Option<&str> {
        self.article.meta.byline.as_deref()
    }

    /// Its language, as the page names it: a tag of BCP 47.
    pub fn lang(&self) -> Option<&str> {
        self.about.lang.as_deref()
    }

    /// The article as Markdown with front matter, as `daejo check` reads it.
    pub fn markdown(&self) -> String {
        let meta = &self.article.meta;
        let date = meta.date.map(|d| d.to_string());
        let retrieved = self.retrieved.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let digest = format!("sha256:{}", self.digest);
        let bylines: Vec<&str> = self.article.blocks.iter().filter(|b| b.kind == BlockKind::Byline).map(|b| b.span.slice(&self.article.text)).collect();
        let byline = meta.byline.clone().or_else(|| (!bylines.is_empty()).then(|| bylines.join(", ").split_whitespace().collect::<Vec<_>>().join(" ")));
        let fields = [
            ("title", meta.title.as_deref()),
            ("date", date.as_deref()),
            ("section", meta.section.as_deref()),
            ("byline", byline.as_deref()),
            ("lang", self.lang()),
            ("publisher", self.about.publisher.as_deref()),
            ("address", Some(self.address.as_str())),
            ("published", self.about.published.as_ref().map(|w| w.written.as_str())),
            ("modified", self.about.modified.as_ref().map(|w| w.written.as_str())),
            ("retrieved", Some(retrieved.as_str())),
            ("digest", Some(digest.as_str())),
        ];
        markdown::write(&fields, &self.article)
    }
}

/// The article of a page.
pub(super) fn article(page: Page) -> Result<Fetched, Why> {
    let said = page.content_type.as_deref().unwrap_or("");
    let kind = said.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let format = format_of(&kind, &page.address)?;
    let text = text_of(&page.bytes, of_header(said))?;
    let format = format.unwrap_or_else(|| Format::sniff(&text.text));
    let name = page.address.as_str();
    let mut loaded = load_bytes(name, text.text.as_bytes(), format).map_err(|e| reason(&e, name))?;
    // What an article of the web says is never said to the program.
    loaded.comments.clear();
    loaded.encoding = text.encoding;
    let mut about = About::default();
    if format == Format::Html {
        let parsed = html::parse(&text.text).map_err(|e| Why::Text(e.to_string()))?;
        about = html::about(&parsed);
        let sight = Sight { page: &parsed, about: &about, words: &loaded.text, asked: &page.asked, got: &page.address, challenged: page.challenged };
        if let Some((kind, evidence)) = instead(&sight) {
            return Err(none(kind, evidence));
        }
        if is_said_to_be_closed(&about) {
            loaded.notes.push("the page says that only subscribers may read all of it; see that its text is whole".to_owned());
        }
    }
    if text.broken && loaded.text.contains('\u{FFFD}') {
        return Err(Why::Text(format!(
            "its text has bytes that do not fit {}; nothing was checked. Save the article as UTF-8 text and name that file",
            text.encoding
        )));
    }
    if !loaded.blocks.iter().any(|b| b.kind.is_news()) {
        return Err(none(Instead::Empty, "it has no paragraphs".to_owned()));
    }
    Ok(Fetched {
        asked: page.asked.into(),
        digest: hex(&page.bytes),
        address: page.address.into(),
        retrieved: page.retrieved,
        format,
        about,
        article: loaded,
        kept: page.kept,
    })
}

fn none(kind: Instead, evidence: String) -> Why {
    let (what, next) = kind.words();
    Why::NoArticle { kind, what, evidence, next }
}

/// What the reader of the article said, without the name that stands before it anyway.
fn reason(e: &IngestError, name: &str) -> Why {
    let said = e.to_string();
    Why::Text(said.strip_prefix(name).map_or(said.as_str(), |rest| rest.trim_start_matches(": ")).to_owned())
}

/// The format that a content type names; `None` where the text itself must tell.
fn format_of(kind: &str, address: &Url) -> Result<Option<Format>, Why> {
    let what = match kind {
        "text/html" | "application/xhtml+xml" => return Ok(Some(Format::Html)),
        "text/markdown" | "text/x-markdown" => return Ok(Some(Format::Markdown)),
        "text/plain" => return Ok(Format::of(Path::new(address.path())).filter(|f| *f != Format::Html).or(Some(Format::Plain))),
        "" | "application/octet-stream" | "text/xml" | "application/xml" => return Ok(None),
        "application/pdf" => "a PDF",
        "application/json" | "application/ld+json" => "JSON",
        "application/rss+xml" | "application/atom+xml" => "a feed",
        _ if kind.starts_with("image/") => "an image",
        _ if kind.starts_with("video/") => "a film",
        _ if kind.starts_with("audio/") => "a recording",
        _ => {
            let kind: String = kind.chars().filter(char::is_ascii_graphic).take(60).collect();
            return Err(Why::Type(format!("`{kind}`")));
        }
    };
    Err(Why::Type(what.to_owned()))
}

/// SHA-256 in lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}
