//! What changed between two versions of a text, and what that means for its translation.

use crate::text::Span;
use std::ops::Range;

/// What became of a passage from one version to the next.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Change {
    /// Nothing.
    Kept,
    /// Spacing, punctuation, or where its sentences part: it says what it said.
    Respaced,
    /// Its words.
    Edited,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Change {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Respaced => "respaced",
            Self::Edited => "edited",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    /// Whether other words are there now.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::Kept | Self::Respaced)
    }
}

/// Passages of the old version and the passages of the new one that they became. Each passage is in exactly one turn;
/// several on a side were joined or parted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    /// Indexes of passages of the old version; empty for what was added.
    pub old: Range<usize>,
    /// Indexes of passages of the new version; empty for what was removed.
    pub new: Range<usize>,
    /// What became of them.
    pub change: Change,
    /// Whether they stand in another order now.
    pub moved: bool,
}

/// A value that is another one now. Numbers are indexes of mentions of the two versions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValueChange {
    /// The old value; none where one was added.
    pub old: Option<usize>,
    /// The new value; none where it was taken out.
    pub new: Option<usize>,
}

/// A stretch of words that was replaced, added or taken out. Spans are of the reading forms; an empty one tells where.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WordChange {
    /// What was taken out.
    pub old: Span,
    /// What came in.
    pub new: Span,
}

/// How an English passage stands after the Korean has changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// Nothing that it renders has changed.
    Good,
    /// It renders words that changed, and no value that it tells: worth a look.
    Look,
    /// It tells what the Korean no longer tells, or leaves out what it tells now.
    Stale,
    /// All that it renders was taken out of the Korean.
    Retracted,
}

impl Standing {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "look",
            Self::Stale => "stale",
            Self::Retracted => "retracted",
        }
    }
}

/// What is to be done in the English because the Korean changed.
#[derive(Clone, PartialEq, Debug)]
pub enum Task {
    /// A value is another one now. `english` is the mention of the old English that tells the old value, where one was found.
    Replace {
        /// The Korean values.
        value: ValueChange,
        /// The mention of the old English.
        english: Option<usize>,
    },
    /// A word is another one now, and the English still has one that renders the old word.
    ReplaceWord {
        /// The Korean words.
        change: WordChange,
        /// The word of the old English, in bytes of its reading form.
        english: Span,
    },
    /// Words changed that hold no value; all stretches of them.
    Reword(Vec<WordChange>),
    /// The Korean says something else now, by a finding of the new Korean against the old English: its index.
    Resay(usize),
    /// A passage was added.
    Add,
    /// A passage was taken out.
    Remove,
}

impl Task {
    /// The word of the interface.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Replace { value: ValueChange { old: Some(_), new: Some(_) }, .. } => "replace-value",
            Self::Replace { value: ValueChange { old: None, .. }, .. } => "add-value",
            Self::Replace { .. } => "remove-value",
            Self::ReplaceWord { .. } => "replace-word",
            Self::Reword(_) => "reword",
            Self::Resay(_) => "resay",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// Whether a task was carried out in the new English.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Progress {
    /// There is no new English to ask.
    Open,
    /// It was.
    Done,
    /// It was not.
    Missed,
    /// It cannot be told.
    Undecided,
}

impl Progress {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Missed => "missed",
            Self::Undecided => "undecided",
        }
    }
}

/// A place in the new English that still tells what should be another thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Still {
    /// Where, in bytes of its reading form.
    pub span: Span,
    /// The mention, where it is a value.
    pub mention: Option<usize>,
}

/// One thing to do in the English.
#[derive(Clone, PartialEq, Debug)]
pub struct ToDo {
    /// What.
    pub task: Task,
    /// The turn of the Korean that is the reason: its index.
    pub turn: usize,
    /// Passages of the old English that it is about; where something is to be added, an empty range at its place.
    pub target: Range<usize>,
    /// Passages of the new English that it is about, where there is a new one.
    pub carried: Range<usize>,
    /// Where the new English still tells what should be another thing.
    pub still: Option<Still>,
    /// Whether it was done.
    pub progress: Progress,
    /// How sure it is that it is to be done, 0–1.
    pub confidence: f32,
}

/// Why the English was edited.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Motive {
    /// The Korean that it renders changed.
    Korean,
    /// It says what the Korean says where it did not before.
    Repair,
    /// Nothing in the Korean asked for it.
    Unprompted,
}

impl Motive {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Korean => "korean",
            Self::Repair => "repair",
            Self::Unprompted => "unprompted",
        }
    }
}

/// An edit of the English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The turn of the English: its index.
    pub turn: usize,
    /// Why.
    pub motive: Motive,
}

/// A passage group of the old English and how it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Carried {
    /// The link of the old pairing: its index.
    pub link: usize,
    /// Passages of the old English.
    pub target: Range<usize>,
    /// Passages of the new Korean that it renders now; none when they were taken out.
    pub source: Vec<usize>,
    /// How it stands.
    pub standing: Standing,
}

/// All that changed from one version of an article to the next.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Revision {
    /// The Korean, in the order of the new version; what was removed stands behind what came before it.
    pub korean: Vec<Turn>,
    /// The English, where there is a new version of it.
    pub english: Vec<Turn>,
    /// The English passages of the old pairing, in their order.
    pub carried: Vec<Carried>,
    /// What is to be done.
    pub to_do: Vec<ToDo>,
    /// Edits of the English.
    pub edits: Vec<Edit>,
}

impl Revision {
    /// How many of the old English passages stand like this.
    pub fn standing(&self, standing: Standing) -> usize {
        self.carried.iter().filter(|c| c.standing == standing).map(|c| c.target.len()).sum()
    }

    /// How many tasks have come as far as this.
    pub fn progress(&self, progress: Progress) -> usize {
        self.to_do.iter().filter(|t| t.progress == progress).count()
    }
}
