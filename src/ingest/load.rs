//! One article: bytes or a file in, a [`Loaded`] out, from which the pipeline takes its document. Puts decoding, front
//! matter and the format readers together.

use crate::ingest::decode::{DecodeError, decode};
use crate::ingest::front::{self, FrontError};
use crate::ingest::{Format, furniture, html, markdown, plain};
use crate::model::{Block, Document, Hidden, Lang, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How much is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub file: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 64 << 20 }
    }
}

/// Why an article could not be read. Every message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The file system refused it.
    #[error("{}: cannot be read: {source}; nothing was checked. See that the file is there and may be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a pipe, a device.
    #[error("{}: not a file; nothing was checked. Name a file, or give a folder of pairs as the only argument", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// Larger than an article can be.
    #[error("{}: {size} bytes, more than the {limit} that are read for one article; nothing was checked. Split it, or check it as a stream of pairs", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// Not text.
    #[error("{name}: {source}")]
    Decode {
        /// The file or side.
        name: String,
        /// What is wrong, and where.
        source: DecodeError,
    },
    /// Front matter that is broken.
    #[error("{name}: {source}")]
    Front {
        /// The file or side.
        name: String,
        /// What is wrong, and where.
        source: FrontError,
    },
    /// A page that cannot be taken apart.
    #[error("{name}: {source}")]
    Html {
        /// The file or side.
        name: String,
        /// What is wrong, and where.
        source: html::HtmlError,
    },
}

/// An article as its format gave it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// The name shown for it.
    pub name: String,
    /// The text that reports refer to: the file's, or of a page the article that was taken out of it.
    pub text: String,
    /// The encoding it came in.
    pub encoding: &'static str,
    /// What its front matter or page says about it.
    pub meta: Metadata,
    /// Blocks in order, in bytes of `text`, as the format told them apart.
    pub blocks: Vec<Block>,
    /// Markup that is not read, in order.
    pub hidden: Vec<Hidden>,
    /// What an editor should know about the reading, in plain words.
    pub notes: Vec<String>,
}

impl Loaded {
    /// The document that the pipeline works on, its furniture told from its news.
    pub fn document(&self, lang: Lang) -> Document<'_> {
        let mut document = Document::with_markup(lang, self.name.as_str(), &self.text, self.meta.clone(), &self.blocks, &self.hidden);
        furniture::classify(&mut document);
        document
    }
}

/// Reads an article from bytes in the given format. `name` is shown in messages.
///
/// # Errors
/// When the bytes are not text, the front matter is broken, or a page cannot be taken apart.
pub fn load_bytes(name: &str, bytes: &[u8], format: Format) -> Result<Loaded, IngestError> {
    let decoded = decode(bytes).map_err(|source| IngestError::Decode { name: name.to_owned(), source })?;
    from_text(name, decoded.text, decoded.encoding, format)
}

/// Reads an article from a file, in the format that its name or its beginning tells.
///
/// # Errors
/// When it is no file, too large or unreadable, and as [`load_bytes`].
pub fn load(path: &Path, limits: &Limits) -> Result<Loaded, IngestError> {
    load_as(path, Format::of(path), limits)
}

/// Like [`load`], in a format that is known.
///
/// # Errors
/// As [`load`].
pub fn load_as(path: &Path, format: Option<Format>, limits: &Limits) -> Result<Loaded, IngestError> {
    let bytes = read(path, limits)?;
    let name = path.display().to_string();
    let decoded = decode(&bytes).map_err(|source| IngestError::Decode { name: name.clone(), source })?;
    drop(bytes);
    let format = format.unwrap_or_else(|| Format::sniff(&decoded.text));
    from_text(&name, decoded.text, decoded.encoding, format)
}

/// The bytes of a file that is not larger than the limit; the size is asked before anything is read.
#[expect(clippy::disallowed_methods, reason = "one of the two places where intake reads files")]
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let refused = |source| IngestError::Read { path: path.to_owned(), source };
    let about = std::fs::metadata(path).map_err(refused)?;
    if !about.is_file() {
        return Err(IngestError::NotAFile { path: path.to_owned() });
    }
    let too_large = |size| IngestError::TooLarge { path: path.to_owned(), size, limit: limits.file };
    if about.len() > limits.file {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may have grown since.
    let taken = std::fs::File::open(path).map_err(refused)?.take(limits.file.saturating_add(1)).read_to_end(&mut bytes).map_err(refused)?;
    if taken as u64 > limits.file { Err(too_large(taken as u64)) } else { Ok(bytes) }
}

fn from_text(name: &str, text: String, encoding: &'static str, format: Format) -> Result<Loaded, IngestError> {
    let name = name.to_owned();
    if format == Format::Html {
        let page = html::read(&text).map_err(|source| IngestError::Html { name: name.clone(), source })?;
        return Ok(Loaded { name, text: page.text, encoding, meta: page.meta, blocks: page.blocks, hidden: Vec::new(), notes: page.notes });
    }
    let front = match front::read(&text) {
        Ok(front) => front,
        // In plain text a line of dashes may be nothing but that.
        Err(_) if format == Format::Plain => front::Front::default(),
        Err(source) => return Err(IngestError::Front { name, source }),
    };
    let (blocks, hidden) = if format == Format::Markdown {
        let parsed = markdown::parse(&text, front.body);
        (parsed.blocks, parsed.hidden)
    } else {
        (plain::blocks(&text, front.body), Vec::new())
    };
    Ok(Loaded { name, text, encoding, meta: front.meta, blocks, hidden, notes: front.notes })
}
