//! Files that hold both languages and say which passage renders which: XLIFF, TMX, PO, tables of two columns in DOCX and
//! HTML. Each reader gives [`Article`]s whose sides point into the file as it was given, so that findings are located
//! there. Links that a file gives are kept; [`crate::align`] seeks nothing across them.

mod docx;
mod kind;
mod layer;
mod open;
mod page;
mod po;
mod table;
mod tee;
mod tmx;
mod tu;
pub mod xliff;
mod xml;

pub use kind::Kind;
pub use open::{Articles, articles, in_bytes, is_bilingual};
pub use tmx::TmxReader;

use crate::ingest::decode::DecodeError;
use crate::ingest::{IngestError, furniture};
use crate::model::{Block, BlockKind, Counted, Document, Hidden, Lang, Metadata, Origin};
use crate::text::Span;
use jiff::civil::Date;
use layer::Layer;
use std::sync::Arc;

/// Why a bilingual file, or an article of one, was not read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BilingualError {
    /// Its markup is wrong, or does what is not allowed.
    #[error("line {line}: {reason}; nothing was checked")]
    Broken {
        /// Where, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// It is no such file, or has none of what is wanted.
    #[error("{0}; nothing was checked")]
    Unusable(String),
    /// Its bytes are no text.
    #[error("{0}")]
    Decode(#[from] DecodeError),
}

impl BilingualError {
    /// The same with the name of the file before it.
    fn named(self, name: &str) -> IngestError {
        IngestError::Bilingual { name: name.to_owned(), source: self }
    }
}

/// One side of an article in a bilingual file. Spans are in bytes of the window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    /// The text of the file, or of the column.
    text: Arc<str>,
    /// The part of it that holds the article.
    window: Span,
    /// Where in the file the window begins.
    origin: Origin,
    blocks: Vec<Block>,
    hidden: Vec<Hidden>,
    units: Vec<(String, Span)>,
}

impl Side {
    /// A side that reads `layer`, filled in bytes of `text`, within `window`, which begins at `origin` of the file.
    fn new(text: &Arc<str>, window: Span, origin: Origin, mut layer: Layer) -> Self {
        layer.finish(window.start, window.end);
        Self { text: Arc::clone(text), window, origin, blocks: layer.blocks, hidden: layer.hidden, units: layer.units }
    }

    /// The side as a document, its furniture told from its news.
    pub fn document(&self, lang: Lang, name: &str) -> Document<'_> {
        let given = self.window.slice(&self.text);
        let document = Document::with_markup(lang, name, given, Metadata::default(), &self.blocks, &self.hidden);
        let units = self.units.iter().map(|(id, span)| (id.as_str(), *span));
        let mut document = document.linked(units, Counted::From(self.origin));
        furniture::classify(&mut document);
        document.join_lines();
        document
    }

    /// The text that it reads from, and in words what of it is read as what: the same for the same article.
    pub fn described(&self) -> (&str, String) {
        let units = self.units.iter().map(|(id, span)| (id, span.start.saturating_sub(self.window.start), span.len()));
        let blocks = self.blocks.iter().map(|b| (b.kind, b.span.len())).collect::<Vec<_>>();
        (self.window.slice(&self.text), format!("{blocks:?} {:?}", units.collect::<Vec<_>>()))
    }

    /// Bytes of text that it reads from.
    pub const fn bytes(&self) -> usize {
        self.window.len()
    }
}

/// A unit that was left out although somebody may have wanted it checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unchecked {
    /// Its identifier.
    pub id: String,
    /// Why, as the end of “unit 7 …”.
    pub why: &'static str,
}

/// An article as a bilingual file gives it: two sides whose units are linked by their identifiers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// What names it within its file; none where the file is one article.
    pub id: Option<String>,
    /// The Korean.
    pub ko: Side,
    /// The English.
    pub en: Side,
    /// The day of publication in Korea, where the file says it.
    pub date: Option<Date>,
    /// What an editor should know about the reading, in plain words.
    pub notes: Vec<String>,
    /// Units that were not checked.
    pub unchecked: Vec<Unchecked>,
}

impl Article {
    /// How many units both sides have.
    pub fn segments(&self) -> usize {
        self.ko.units.len()
    }

    /// Why not all of it can be checked; `None` when all can.
    pub fn incomplete(&self) -> Option<String> {
        unchecked(&self.unchecked)
    }
}

/// Says which units were not checked and why; `None` when there are none.
pub fn unchecked(all: &[Unchecked]) -> Option<String> {
    const SHOWN: usize = 5;
    let first = all.first()?;
    let same: Vec<&str> = all.iter().filter(|u| u.why == first.why).map(|u| u.id.as_str()).collect();
    let more = if same.len() > SHOWN { format!(" and {} more", same.len() - SHOWN) } else { String::new() };
    let ids = same.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    let others = match all.len() - same.len() {
        0 => String::new(),
        n => format!("; {n} for other reasons"),
    };
    let (units, are) = if all.len() == 1 { ("unit was", "it is") } else { ("units were", "they are") };
    Some(format!("{} {units} not checked: {are} {} ({ids}{more}{others})", all.len(), first.why))
}

/// What the Korean of a unit and its English come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// Both are there.
    Checked,
    /// Neither is.
    Empty,
    /// Not checked, for a reason.
    Left(&'static str),
}

pub(crate) const UNTRANSLATED: &str = "not translated";
pub(crate) const REPEATED: &str = "still in Korean";
const NO_SOURCE: &str = "without Korean";

/// The two layers of an article in the making.
#[derive(Clone, Debug, Default)]
struct Layers {
    ko: Layer,
    en: Layer,
    unchecked: Vec<Unchecked>,
}

impl Layers {
    fn begin(&mut self) {
        self.ko.begin();
        self.en.begin();
    }

    /// A unit ends: it is kept where both sides have words, and told where only one has.
    fn end(&mut self, id: &str, given: Fate) {
        let fate = match (given, self.ko.has_words(), self.en.has_words()) {
            (Fate::Checked, true, true) => Fate::Checked,
            (_, false, false) | (Fate::Empty, ..) => Fate::Empty,
            (Fate::Left(why), ..) => Fate::Left(why),
            (_, true, false) => Fate::Left(UNTRANSLATED),
            (_, false, true) => Fate::Left(NO_SOURCE),
        };
        if fate == Fate::Checked {
            self.ko.keep(id, BlockKind::Paragraph);
            self.en.keep(id, BlockKind::Paragraph);
            return;
        }
        self.ko.drop_unit();
        self.en.drop_unit();
        if let Fate::Left(why) = fate {
            self.unchecked.push(Unchecked { id: id.to_owned(), why });
        }
    }
}

/// A language tag is Korean or English, by its first part.
fn language(tag: &str) -> Option<Lang> {
    match tag.trim().split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
        "ko" | "kor" => Some(Lang::Ko),
        "en" | "eng" => Some(Lang::En),
        _ => None,
    }
}
