//! What is written back into a file of translations: issues in its units, and where in the file they may stand.

use crate::text::Span;

/// Where annotations of an XLIFF file may be written; all in bytes of its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchors {
    /// Whether it is XLIFF 2, and not 1.2.
    pub second: bool,
    /// The opening tag of the root.
    pub root: Span,
    /// The opening tag of each file.
    pub files: Vec<Span>,
    /// The units that were checked.
    pub units: Vec<Anchor>,
    /// Annotations of an earlier run, which new ones replace.
    pub old: Vec<Span>,
}

/// Where annotations of one unit may be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// What is read of its Korean, from first to last.
    pub source: Span,
    /// What stands between the tags of its English.
    pub target: Span,
    /// Where elements that stand off may be put.
    pub stand_off: usize,
}

/// An issue that was found, in the words of ITS 2.0 (Localization Quality Issue).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// The place in the Korean, in bytes of the file.
    pub source: Option<Span>,
    /// The place in the English.
    pub target: Option<Span>,
    /// Its type, one of the values of ITS 2.0.
    pub sort: &'static str,
    /// What is wrong, in plain words.
    pub comment: String,
    /// From 0 to 100, the worst.
    pub severity: u8,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What identifiers of annotations begin with.
pub const ANNOTATION: &str = "daejo-";
/// The namespace of ITS.
pub const ITS: &str = "http://www.w3.org/2005/11/its";
