//! One article: bytes or a file in, a [`Loaded`] out, from which the pipeline takes its document. Puts decoding, front
//! matter and the format readers together.

use crate::ingest::bilingual::BilingualError;
use crate::ingest::decode::{DecodeError, decode};
use crate::ingest::front::{self, FrontError};
use crate::ingest::sanity::has_more_sentences;
use crate::ingest::segments::marked;
use crate::ingest::{Format, furniture, html, markdown, plain};
use crate::model::document::paragraphs;
use crate::model::{Block, Comment, Counted, Document, Hidden, Lang, Metadata, Origin};
use crate::text::Span;
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

/// Sentences or paragraphs of a text that is read at all.
const MOST_READ: usize = 200_000;

/// Signs of Markdown in a text that is read as such, as many as tags of a page: the parser keeps some fifty bytes of each.
const MOST_SIGNS: usize = 500_000;

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
    /// More passages than an article has.
    #[error("{name}: more than {MOST_READ} passages, which no article has; nothing was checked. Split it into its articles")]
    TooLong {
        /// The file or side.
        name: String,
    },
    /// More markup than an article has.
    #[error("{name}: more than {MOST_SIGNS} signs of Markdown, which no article has; nothing was checked. Save the article alone, or as plain text")]
    TooMarked {
        /// The file or side.
        name: String,
    },
    /// Front matter that is broken.
    #[error("{name}: {source}")]
    Front {
        /// The file or side.
        name: String,
        /// What is wrong, and where.
        source: FrontError,
    },
    /// A bilingual file that cannot be used.
    #[error("{name}: {source}")]
    Bilingual {
        /// The file.
        name: String,
        /// What is wrong.
        source: BilingualError,
    },
    /// A merge was left undecided in it.
    #[error("{name}: line {line} is a mark of a merge conflict; nothing was checked. Decide what the text is to be and take the marks out")]
    Conflict {
        /// The file or side.
        name: String,
        /// Where the conflict begins, from 1.
        line: usize,
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
    /// Stretches that are linked with ones of the other side by an identifier, in bytes of `text`.
    pub segments: Vec<(String, Span)>,
    /// Comments that say something to the program.
    pub comments: Vec<Comment>,
    /// What an editor should know about the reading, in plain words.
    pub notes: Vec<String>,
}

impl Loaded {
    /// The document that the pipeline works on, its furniture told from its news.
    pub fn document(&self, lang: Lang) -> Document<'_> {
        let mut document = Document::with_markup(lang, self.name.as_str(), &self.text, self.meta.clone(), &self.blocks, &self.hidden);
        if !self.segments.is_empty() {
            let segments = self.segments.iter().map(|(id, span)| (id.as_str(), *span));
            document = document.linked(segments, Counted::From(Origin::default()));
        }
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

/// Reads an article from the bytes of a file of that name, in the format that its name or its beginning tells.
///
/// # Errors
/// As [`load_bytes`].
pub fn load_named(name: &str, bytes: &[u8]) -> Result<Loaded, IngestError> {
    let decoded = decode(bytes).map_err(|source| IngestError::Decode { name: name.to_owned(), source })?;
    let format = Format::of(Path::new(name)).unwrap_or_else(|| Format::sniff(&decoded.text));
    from_text(name, decoded.text, decoded.encoding, format)
}

/// Reads an article from a file, in the format that its name or its beginning tells.
///
/// # Errors
/// When it is no file, too large or unreadable, and as [`load_bytes`].
pub fn load(path: &Path, limits: Limits) -> Result<Loaded, IngestError> {
    load_as(path, Format::of(path), limits)
}

/// Like [`load`], in a format that is known.
///
/// # Errors
/// As [`load`].
pub fn load_as(path: &Path, format: Option<Format>, limits: Limits) -> Result<Loaded, IngestError> {
    let bytes = read(path, limits)?;
    let name = path.display().to_string();
    let decoded = decode(&bytes).map_err(|source| IngestError::Decode { name: name.clone(), source })?;
    drop(bytes);
    let format = format.unwrap_or_else(|| Format::sniff(&decoded.text));
    from_text(&name, decoded.text, decoded.encoding, format)
}

/// The bytes of a file that is not larger than the limit; the size is asked before anything is read.
#[expect(clippy::disallowed_methods, reason = "one of the two places where intake reads files")]
pub(crate) fn read(path: &Path, limits: Limits) -> Result<Vec<u8>, IngestError> {
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
    if let Some(line) = conflict(&text) {
        return Err(IngestError::Conflict { name, line });
    }
    // Counted before anything is kept of each. What is only somewhat too long is told when it is to be checked.
    let is_long = text.len() > 2 * MOST_READ && format != Format::Html;
    if is_long && (has_more_sentences(&text, MOST_READ) || paragraphs(&text).nth(MOST_READ).is_some()) {
        return Err(IngestError::TooLong { name });
    }
    let sign = |b: &u8| matches!(b, b'<' | b'[' | b']' | b'(' | b'!' | b'*' | b'_' | b'~' | b'`' | b'&' | b'|' | b'\\');
    if format == Format::Markdown && text.len() > MOST_SIGNS && text.as_bytes().iter().filter(|b| sign(b)).nth(MOST_SIGNS).is_some() {
        return Err(IngestError::TooMarked { name });
    }
    if format == Format::Html {
        let page = html::read(&text).map_err(|source| IngestError::Html { name: name.clone(), source })?;
        return Ok(Loaded {
            name,
            text: page.text,
            encoding,
            meta: page.meta,
            blocks: page.blocks,
            hidden: Vec::new(),
            segments: Vec::new(),
            comments: Vec::new(),
            notes: page.notes,
        });
    }
    let front = match front::read(&text) {
        Ok(front) => front,
        // In plain text a line of dashes may be nothing but that.
        Err(_) if format == Format::Plain => front::Front::default(),
        Err(source) => return Err(IngestError::Front { name, source }),
    };
    let parsed = if format == Format::Markdown {
        markdown::parse(&text, front.body)
    } else {
        markdown::Parsed { blocks: plain::blocks(&text, front.body), ..markdown::Parsed::default() }
    };
    let markdown::Parsed { blocks, hidden, marks, comments } = parsed;
    let mut notes = front.notes;
    let mut segments = marked(marks, &blocks);
    if segments.is_empty() {
        segments = named(front.paragraphs, &blocks, &mut notes);
    }
    Ok(Loaded { name, text, encoding, meta: front.meta, blocks, hidden, segments, comments, notes })
}

/// The line, from 1, on which a merge conflict begins that was left in a text: both of its marks must be there.
pub(crate) fn conflict(text: &str) -> Option<usize> {
    const SIGN: usize = "<<<<<<<".len();
    let marks = |line: &str, sign: &str| line.starts_with(sign) && matches!(line.as_bytes().get(SIGN), None | Some(b' ' | b'\r'));
    // Few texts have the first sign at all.
    memchr::memmem::find(text.as_bytes(), b"<<<<<<<")?;
    let mut lines = text.lines().enumerate();
    let (first, _) = lines.by_ref().find(|(_, l)| marks(l, "<<<<<<<"))?;
    lines.any(|(_, l)| marks(l, ">>>>>>>")).then_some(first + 1)
}

/// The paragraphs that the front matter gives identifiers for, one for each.
fn named(ids: Vec<String>, blocks: &[Block], notes: &mut Vec<String>) -> Vec<(String, Span)> {
    let paragraphs: Vec<Span> = blocks.iter().filter(|b| b.kind.is_news()).map(|b| b.span).collect();
    if !ids.is_empty() && ids.len() != paragraphs.len() {
        let (n, m) = (ids.len(), paragraphs.len());
        notes.push(format!("the front matter has {n} paragraph_ids for {m} paragraphs, so they were not used; passages were paired by what they say"));
        return Vec::new();
    }
    ids.into_iter().zip(paragraphs).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write the files that they load")]
mod tests {
    use super::*;
    use crate::ingest::pairs::{PairInput, PairReader};
    use crate::ingest::sanity::{Unseen, unseen};
    use crate::ingest::stream::{Layout, Line};
    use crate::model::BlockKind;
    use std::fmt::Write as _;
    use std::time::{Duration, Instant};

    const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats");

    /// Kind and words of each block.
    fn words(d: &Document<'_>) -> Vec<(BlockKind, String)> {
        d.blocks.iter().map(|b| (b.kind, b.span.slice(d.text()).split_whitespace().collect::<Vec<_>>().join(" "))).collect()
    }

    fn corpus(file: &str) -> Loaded {
        load(&Path::new(FORMATS).join(file), Limits::default()).unwrap()
    }

    fn pair(file: &str) -> PairInput {
        let bytes = std::fs::read(Path::new(FORMATS).join(file)).unwrap();
        match PairReader::new(&*bytes, Layout::of(file)).next() {
            Some(Line::Item { value, .. }) => value,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn more_markup_than_an_article_has_is_not_read() {
        let read = |signs: usize, format| from_text("a.md", format!("# 가\n\n{}", "*".repeat(signs)), "UTF-8", format);
        assert!(matches!(read(MOST_SIGNS + 1, Format::Markdown), Err(IngestError::TooMarked { .. })));
        assert!(read(MOST_SIGNS, Format::Markdown).is_ok() && read(MOST_SIGNS + 1, Format::Plain).is_ok());
    }

    #[test]
    fn formats_that_know_headings_ingest_equal() {
        for (lang, files) in
            [(Lang::Ko, &["article.toml.ko.md", "article.ko.html", "article.cp949.ko.html"][..]), (Lang::En, &["article.toml.en.md", "article.en.html"][..])]
        {
            let first = corpus(if lang == Lang::Ko { "article.ko.md" } else { "article.en.md" });
            let want = words(&first.document(lang));
            assert_eq!(want.iter().filter(|w| w.0.is_news()).count(), 7, "{want:?}");
            for file in files {
                let loaded = corpus(file);
                assert_eq!(words(&loaded.document(lang)), want, "{file}");
                assert_eq!(loaded.meta.date, first.meta.date, "{file}");
                assert_eq!(loaded.meta.title, first.meta.title, "{file}");
                assert_eq!(loaded.meta.section, first.meta.section, "{file}");
                assert_eq!(loaded.meta.byline, first.meta.byline, "{file}");
            }
        }
        assert_eq!(corpus("article.cp949.ko.html").encoding, "CP949");
        assert_eq!(corpus("article.en.md").meta.translator.as_deref(), Some("example-mt-1"));
    }

    #[test]
    fn formats_of_bare_text_ingest_equal() {
        let (jsonl, tsv) = (pair("article.jsonl"), pair("article.tsv"));
        assert_eq!(jsonl, tsv);
        let (ko, en) = jsonl.documents();
        for (lang, document, files) in [(Lang::Ko, &ko, &["article.ko.txt", "article.cp949.ko.txt"][..]), (Lang::En, &en, &["article.en.txt"][..])] {
            let want = words(document);
            for file in files {
                assert_eq!(words(&corpus(file).document(lang)), want, "{file}");
            }
            // Bare text cannot tell headings, lists and quotes, but furniture is furniture and words are words.
            let marked = words(&corpus(if lang == Lang::Ko { "article.ko.md" } else { "article.en.md" }).document(lang));
            let furniture = |all: &[(BlockKind, String)]| all.iter().filter(|w| !w.0.is_news() && w.0 != BlockKind::Heading).map(|w| w.0).collect::<Vec<_>>();
            assert_eq!(furniture(&want), furniture(&marked));
            let news = |all: &[(BlockKind, String)]| all.iter().filter(|w| w.0.is_news() || w.0 == BlockKind::Heading).map(|w| w.1.clone()).collect::<Vec<_>>();
            assert_eq!(news(&want), news(&marked));
        }
    }

    #[test]
    fn offsets_lead_back_into_the_file() {
        let loaded = corpus("article.ko.md");
        let d = loaded.document(Lang::Ko);
        let at = d.text().find("2조4000억원을 투자한다").unwrap();
        let back = d.original(Span::new(at, at + "2조4000억원을".len()));
        assert_eq!(back.slice(&loaded.text), "2조4000억원**을");
    }

    #[test]
    fn files_that_are_none_are_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let huge = dir.path().join("huge.ko.md");
        std::fs::File::create(&huge).unwrap().set_len(1 << 30).unwrap();
        let bytes = dir.path().join("latin.md");
        std::fs::write(&bytes, b"one\ncaf\xE9 \xFF").unwrap();
        let front = dir.path().join("front.md");
        std::fs::write(&front, "---\ntitle: a\n본문").unwrap();
        for (path, want) in [
            (huge.as_path(), "1073741824 bytes"),
            (dir.path(), "not a file"),
            (&dir.path().join("none.md"), "cannot be read"),
            (&bytes, "line 2"),
            (&front, "front matter"),
        ] {
            let message = load(path, Limits::default()).unwrap_err().to_string();
            assert!(message.starts_with(&path.display().to_string()) && message.contains(want) && message.contains("nothing was checked"), "{message}");
        }
    }

    #[test]
    fn texts_with_nothing_in_them_have_no_blocks() {
        for text in ["", " \n\t\r\n\u{3000}\n", "\u{FEFF}", "\u{200B}\n\n\u{200B}"] {
            for format in Format::ALL {
                let loaded = load_bytes("a", text.as_bytes(), format).unwrap();
                assert_eq!(loaded.document(Lang::Ko).blocks, [], "{text:?} {format:?}");
            }
        }
    }

    #[test]
    fn strange_characters_read_as_the_plain_ones() {
        let plain = "수출은 3조5000억원이다.";
        let decomposed = "\u{1109}\u{116E}\u{110E}\u{116E}\u{11AF}은 ３조\u{200B}5０００억원\u{202E}이다.\u{202C}";
        for format in Format::ALL {
            let loaded = load_bytes("a", decomposed.as_bytes(), format).unwrap();
            assert_eq!(words(&loaded.document(Lang::Ko)), [(BlockKind::Paragraph, plain.to_owned())], "{format:?}");
            assert!(unseen(&loaded.text, 9).iter().any(|u| u.1 == Unseen::Direction));
        }
        let control = load_bytes("a", "가\u{7}나\u{1B}[31m다".as_bytes(), Format::Plain).unwrap();
        assert_eq!(control.document(Lang::Ko).blocks.len(), 1);
    }

    #[test]
    fn a_hundred_thousand_paragraphs_take_linear_time() {
        let time = |n: usize, format| {
            let text = (0..n).fold(String::new(), |mut s, i| {
                let _ = write!(s, "{}{i}번째 문단이다. **3조**원.\n\n", if format == Format::Html { "<p>" } else { "" });
                s
            });
            let started = Instant::now();
            let loaded = load_bytes("a", text.as_bytes(), format).unwrap();
            assert_eq!(loaded.document(Lang::Ko).blocks.len(), n);
            started.elapsed()
        };
        // A machine that is busy elsewhere may spoil one measurement, not three.
        let linear = |format| {
            let half = time(50_000, format);
            time(100_000, format) < half * 3 + Duration::from_millis(300)
        };
        for format in Format::ALL {
            assert!((0..3).any(|_| linear(format)), "{format:?}: twice the text takes three times as long and more");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_in_any_format_are_an_article_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..120)) {
            for format in Format::ALL {
                if let Ok(loaded) = load_bytes("a", &bytes, format) {
                    let d = loaded.document(Lang::Ko);
                    for b in &d.blocks {
                        let back = d.original(b.span);
                        proptest::prop_assert!(loaded.text.get(back.start..back.end).is_some());
                    }
                }
            }
        }
    }
}
