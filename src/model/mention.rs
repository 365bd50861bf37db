//! A mention: a stretch of text that was read as a value.

use crate::model::Value;
use crate::text::Span;

/// How sure the text itself is of a value, and in which direction it hedges.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Certainty {
    /// Nothing is hedged.
    #[default]
    Exact,
    /// 약, 가량, 여, 안팎; about, some, or so.
    About,
    /// 이상, 최소; at least, or more.
    AtLeast,
    /// 이하, 최대, 까지; up to, at most.
    AtMost,
    /// 초과, 넘는, 웃도는; more than, over.
    MoreThan,
    /// 미만, 밑도는, 못 미치는, 가까이; under, less than, nearly.
    LessThan,
}

impl Certainty {
    /// The word of the interface. A range is told by the value's shape and overrides this.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::MoreThan => "more-than",
            Self::LessThan => "less-than",
        }
    }
}

/// A stretch of text that was read as a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where it stands, in bytes of the document's reading form: number, unit and hedge words attached to them.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// How sure the text is of it.
    pub certainty: Certainty,
    /// What is counted, where a counter or a noun right behind the number tells it: 명, 곳, "people".
    pub counter: Option<&'static str>,
}

impl Mention {
    /// A mention that hedges nothing.
    pub const fn new(span: Span, value: Value) -> Self {
        Self { span, value, certainty: Certainty::Exact, counter: None }
    }
}

/// What a mention counts where it is 첫 before a noun: English may say "initial" or "maiden".
pub const FIRST: &str = "a first one";
/// What a quantity counts where it is told in 킬로: kilometres or kilograms.
pub const KILO: &str = "kilometres or kilograms";
/// What a mention counts where one of several is picked out: 중 한 명.
pub const ONE_OF: &str = "one of several";
/// What a sum in 원 counts in a text of the 1920s to 1940s: won of Korea, yen, or yuan.
pub const OLD_WON: &str = "won of old";

/// Whether any of the mentions, in order and not overlapping, shares a byte with `span`.
pub fn any_overlaps(mentions: &[Mention], span: Span) -> bool {
    let next = mentions.partition_point(|m| m.span.end <= span.start);
    mentions.get(next).is_some_and(|m| m.span.overlaps(span))
}
