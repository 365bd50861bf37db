//! Stage: from bytes and files to documents. Decodes, reads front matter and format, tells furniture from news.
//!
//! ```
//! use daejo::ingest::{Format, load_bytes};
//! use daejo::model::Lang;
//! let article = load_bytes("a.md", "---\ndate: 2025-04-15\n---\n수출이 **3조**원 늘었다.\n".as_bytes(), Format::Markdown)?;
//! let document = article.document(Lang::Ko);
//! assert_eq!(document.blocks[0].span.slice(document.text()), "수출이 3조원 늘었다.");
//! # Ok::<(), daejo::ingest::IngestError>(())
//! ```

pub mod bilingual;
mod byline;
mod caption;
pub mod date;
pub mod decode;
pub mod discover;
pub mod fields;
pub mod format;
mod found;
pub mod front;
pub mod furniture;
pub mod html;
mod load;
mod markdown;
mod notice;
pub mod pairs;
pub mod pattern;
mod plain;
pub mod sanity;
pub mod segments;
pub mod stream;
mod tags;

pub use date::seoul_date;
pub use discover::{FoundPair, discover, manifest};
pub(crate) use fields::id_of;
pub use format::Format;
pub use found::Found;
pub use html::{About, HtmlError, When};
pub(crate) use load::read;
pub use load::{IngestError, Limits, Loaded, load, load_as, load_bytes, load_named};
pub use pairs::{MentionInput, NameInput, PairInput, PairLine, PairReader};
pub use pattern::{Pattern, default_patterns};
pub use sanity::{Doubt, doubt};
pub use stream::{Layout, Line, RawLine, RawLines, Reader, record, record_of};
