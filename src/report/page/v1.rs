//! The versioned types of the page's JSON. What stands here may grow; it may not change without a new schema id.

use crate::model::Severity;
use crate::report::draft::TallyV1;
use crate::report::v1::{CountsV1, DispositionV1, StatusV1};
use crate::report::value::ValueV1;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Schema id of [`PageV1`].
pub const PAGE: &str = "daejo.page/v1";

/// Everything that is shown of one article.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.page/v1")]
pub struct PageV1<'a> {
    /// `daejo.page/v1`.
    #[schemars(extend("const" = PAGE))]
    pub(super) schema: &'static str,
    /// Identifier of the pair; for files their path.
    pub(super) id: &'a str,
    /// Headline: that of the English, or else of the Korean.
    pub(super) title: Option<&'a str>,
    /// Day of publication in Korea.
    pub(super) date: Option<String>,
    /// Whether everything that was asked for was checked.
    pub(super) status: StatusV1,
    /// Why not, where it was not.
    pub(super) reason: Option<&'a str>,
    /// What is to be known about how the two were read, in plain words.
    pub(super) notes: &'a [String],
    /// The Korean.
    pub(super) source: SideV1<'a>,
    /// The English.
    pub(super) target: SideV1<'a>,
    /// Which passages render which, in the order of the English.
    pub(super) links: Vec<LinkV1>,
    /// Values that were read, those that stand for each other side by side.
    pub(super) values: Vec<ValuePairV1<'a>>,
    /// Values that were read and are not listed, for their number.
    pub(super) values_left_out: usize,
    /// The findings, worst first.
    pub(super) findings: Vec<PageFindingV1<'a>>,
    /// The rules that found something, by their ids.
    pub(super) rules: BTreeMap<&'static str, RuleV1>,
    /// Whose words the English is made of, where its draft was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) draft: Option<DraftV1<'a>>,
    /// What was compared.
    pub(super) counts: CountsV1,
    /// What was not checked, with how much of it there is.
    pub(super) unchecked: Vec<UncheckedV1>,
}

/// One side of the article.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct SideV1<'a> {
    /// `ko` or `en`.
    pub(super) lang: &'static str,
    /// File, or `ko` and `en` for the sides of a record.
    pub(super) name: &'a str,
    /// Headline.
    pub(super) title: Option<&'a str>,
    /// Author line.
    pub(super) byline: Option<&'a str>,
    /// Blocks, in order.
    pub(super) blocks: Vec<BlockV1<'a>>,
    /// Sentences that are paired and compared, in order.
    pub(super) passages: Vec<PassageV1<'a>>,
}

/// A paragraph, heading, caption and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct BlockV1<'a> {
    /// What it is: `paragraph`, `heading`, `list-item`, `quote`, `table`, `caption`, `byline`, `notice`, `copyright`.
    pub(super) kind: &'static str,
    /// First byte, in UTF-8, of the text as it was given.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What is read there: without markup and invisible characters, on one line.
    pub(super) text: &'a str,
    /// The text as it was given, where that is another one, for blocks that have no passages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) given: Option<&'a str>,
}

/// A sentence of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct PassageV1<'a> {
    /// Number of its block.
    pub(super) block: usize,
    /// Where it begins in the text of the block, in units of UTF-16.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// First byte, in UTF-8, of the text as it was given.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The text as it was given, where that is another one than is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) given: Option<&'a str>,
}

/// Neighbouring passages of one side with those of the other that render them; one side may be empty.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct LinkV1 {
    /// Numbers of the Korean passages: the first, and one past the last.
    pub(super) source: [usize; 2],
    /// Numbers of the English passages.
    pub(super) target: [usize; 2],
    /// How likely they render each other, 0–1.
    pub(super) score: f64,
    /// Whether the Korean stands in another order than the English.
    pub(super) moved: bool,
    /// Whether somebody should look at it before relying on it.
    pub(super) doubtful: bool,
}

/// A place in one text, and what was read there.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct MarkV1<'a> {
    /// First byte, in UTF-8, of the text as it was given.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What is read there; the beginning of it, and …, where it is very long.
    pub(super) text: Cow<'a, str>,
    /// Where it stands in the blocks: number of the block, from and to in units of UTF-16. None where it stands outside of all.
    pub(super) ranges: Vec<[usize; 3]>,
    /// What it was read as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<ValueV1>,
    /// The same in words: `3 500 000 000 000 KRW`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) said: Option<String>,
    /// How the text hedges it: exact, about, at-least, at-most, more-than, less-than, range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) certainty: Option<&'static str>,
    /// What is to be said of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    /// The Korean in Latin letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) romanised: Option<String>,
    /// Line and column, from 1, of the file, record or segment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<[usize; 2]>,
}

/// Whether values stand for each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StateV1 {
    /// They stand for each other, and nothing was found there.
    Agrees,
    /// A finding is about them.
    Doubted,
    /// Nothing was found on the other side to hold it against.
    Alone,
}

/// A value of the Korean and the one that stands for it in the English; one side may be missing.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct ValuePairV1<'a> {
    /// Whether they stand for each other.
    pub(super) state: StateV1,
    /// Kind of value: number, money, date, name and so on.
    pub(super) kind: &'static str,
    /// In the Korean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<MarkV1<'a>>,
    /// In the English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<MarkV1<'a>>,
}

/// One suspect place.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct PageFindingV1<'a> {
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// Its category in Multidimensional Quality Metrics.
    pub(super) category: &'static str,
    /// Its type in ITS 2.0.
    pub(super) its: &'static str,
    /// How bad it would be in print.
    pub(super) severity: Severity,
    /// How sure the program is, 0–1.
    pub(super) confidence: f64,
    /// One line that an editor understands.
    pub(super) message: &'a str,
    /// The arithmetic, in full.
    pub(super) explanation: &'a str,
    /// The place in the Korean.
    pub(super) source: Option<MarkV1<'a>>,
    /// The place in the English.
    pub(super) target: Option<MarkV1<'a>>,
    /// What to put in the place of the English.
    pub(super) suggestion: Option<&'a str>,
    /// The same finding has the same one in every run and at every place.
    pub(super) fingerprint: &'a str,
    /// Number of the link in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) link: Option<usize>,
    /// What was decided about it before, where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) disposition: Option<DispositionV1<'a>>,
}

/// A rule that found something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RuleV1 {
    /// What it flags, in one line.
    pub(super) summary: &'static str,
    /// Its page, in Markdown.
    pub(super) page: &'static str,
}

/// Whose words the English is made of.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct DraftV1<'a> {
    /// Words of both texts by what became of them.
    pub(super) words: TallyV1,
    /// Grapheme clusters.
    pub(super) graphemes: TallyV1,
    /// Passages that stand in another order than in the draft.
    pub(super) moved: usize,
    /// The words of the editor; all others are the machine's.
    pub(super) editor: Vec<HandV1>,
    /// What was taken out of the draft.
    pub(super) cut: Vec<CutV1<'a>>,
    /// What was found in the draft and is no longer.
    pub(super) repaired: Vec<RepairedV1<'a>>,
    /// Fingerprints of the findings that came in with an edit.
    pub(super) introduced: &'a [String],
    /// How many findings of the draft still stand.
    pub(super) standing: usize,
}

/// A stretch of the English by one hand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct HandV1 {
    /// Number of the block, from and to in units of UTF-16.
    pub(super) ranges: Vec<[usize; 3]>,
}

/// Words of the draft that are not in the English.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct CutV1<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Number of the block in which they would stand, and where in it, in units of UTF-16.
    pub(super) at: Option<[usize; 2]>,
}

/// A finding of the draft that is no longer there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RepairedV1<'a> {
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// How bad it would have been.
    pub(super) severity: Severity,
    /// What was wrong.
    pub(super) message: &'a str,
}

/// Something that was not checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(tag = "what", content = "count", rename_all = "kebab-case")]
pub enum UncheckedV1 {
    /// All of it: the reason is that of the page.
    Article,
    /// Nothing that needs a calendar: the day of publication is not known.
    Calendar,
    /// Korean passages without a counterpart.
    Source(usize),
    /// English passages without a counterpart.
    Target(usize),
    /// Values that could be neither confirmed nor doubted.
    Values(usize),
    /// Links that somebody should look at.
    Links(usize),
}
