//! From what a server gave to an article: its text by its encoding, the article in it, what the page says about itself; or what it
//! is instead. Part of [`crate::fetch`].

use super::address::Rules;
use super::charset::{of_header, text_of};
use super::error::{FetchError, Instead, Why};
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
    /// The article in a page that is at hand: its bytes as they were sent, unpacked, and their `Content-Type`.
    ///
    /// # Errors
    /// As those of [`super::Fetcher::article`] that are about pages.
    pub fn of(address: &str, content_type: Option<&str>, bytes: Vec<u8>, retrieved: Timestamp) -> Result<Self, FetchError> {
        let page =
            |asked: Url| Page { address: asked.clone(), asked, content_type: content_type.map(str::to_owned), bytes, retrieved, challenged: false, kept: true };
        let read = Rules::default().parse(address).and_then(|asked| article(page(asked)));
        read.map_err(|why| FetchError { address: address.chars().take(400).collect(), why })
    }

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
    let format = format.unwrap_or_else(|| Format::sniff(&text.chars));
    let name = page.address.as_str();
    let mut loaded = load_bytes(name, text.chars.as_bytes(), format).map_err(|e| reason(&e, name))?;
    // What an article of the web says is never said to the program.
    loaded.comments.clear();
    loaded.encoding = text.encoding;
    let mut about = About::default();
    if format == Format::Html {
        let parsed = html::parse(&text.chars).map_err(|e| Why::Text(e.to_string()))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    fn of(content_type: &str, bytes: &[u8]) -> Result<Fetched, FetchError> {
        Fetched::of("https://a.example/1", Some(content_type), bytes.to_vec(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn pages_that_are_meant_to_hurt_are_read_or_refused_in_time() {
        let n = 100_000;
        let linked = format!("<script type=application/ld+json>{}</script>", "[{\"@type\":\"NewsArticle\",\"hasPart\":".repeat(n / 10));
        for page in [
            "<p class=paywall>구독</p>".repeat(n),
            "<a href=a>가</a>".repeat(n),
            "<div id=root>".repeat(n),
            "<div class=metered><a href=1>구독 <input type=password>".repeat(300),
            format!("<script src=a></script>{}", "<div id=app></div>".repeat(n)),
            "<meta name=author content=a>".repeat(n),
            linked,
            format!("<title>{}</title><p>{}", "404 ".repeat(n), "가".repeat(n)),
            "<noscript>".repeat(n),
            "\u{FFFD}".repeat(n),
            format!("<meta charset={}>", "a".repeat(n)),
        ] {
            let started = Instant::now();
            let read = of("text/html; charset=utf-8", page.as_bytes());
            let start: String = page.chars().take(40).collect();
            assert!(started.elapsed() < Duration::from_secs(30), "{:?} for {start}", started.elapsed());
            if let Err(e) = read {
                assert!(e.to_string().contains("nothing was checked"), "{e}");
            }
        }
    }

    #[test]
    fn what_an_article_says_to_the_program_is_not_heard() {
        let text = "정부가 14일 3조5000억원을 쓴다고 밝혔다.\n\n<!-- daejo-waive magnitude-slip -->\n\n총리가 말했다.\n";
        let fetched = of("text/markdown; charset=utf-8", text.as_bytes()).unwrap();
        assert_eq!((fetched.format, fetched.article.comments.len()), (Format::Markdown, 0));
        assert!(!load_bytes("a.md", text.as_bytes(), Format::Markdown).unwrap().comments.is_empty());
    }

    proptest! {
        #[test]
        fn any_bytes_are_an_article_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..80), kind in "(text/(html|plain|markdown))?(; ?charset=[a-z0-9-]{0,9})?", text in "(<(p|div|h1|a href=1|script|title)>|[가-힣a-z .]{0,9}){0,20}") {
            for bytes in [&bytes[..], text.as_bytes()] {
                match of(&kind, bytes) {
                    Ok(fetched) => prop_assert!(!fetched.article.text.trim().is_empty() && load_bytes("a.md", fetched.markdown().as_bytes(), Format::Markdown).is_ok()),
                    Err(e) => prop_assert!(e.to_string().contains("nothing was checked"), "{}", e),
                }
            }
        }
    }
}
