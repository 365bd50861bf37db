//! Whose words a text is made of: the machine's that drafted it, or the editor's who worked on it.

use crate::model::Finding;
use crate::text::Span;

/// Who wrote something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Hand {
    /// What made the draft.
    Machine,
    /// Whoever edited it.
    Editor,
}

impl Hand {
    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Editor => "editor",
        }
    }
}

/// A stretch of the edited text by one hand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Run {
    /// Where it stands, in bytes of the reading form of the edited text.
    pub span: Span,
    /// Whose it is.
    pub hand: Hand,
}

/// Words of the draft that are not in the edited text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deletion {
    /// Where they stood, in bytes of the reading form of the draft.
    pub span: Span,
    /// Where they would stand, as an offset into the reading form of the edited text.
    pub at: usize,
}

/// Words, or graphemes, of the two texts by what became of them. Whole numbers, from which any share can be worked out
/// exactly and written down without a floating point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Tally {
    /// In both texts: the machine's, and left standing.
    pub kept: usize,
    /// In the edited text alone: the editor's.
    pub written: usize,
    /// In the draft alone: taken out by the editor.
    pub removed: usize,
}

impl Tally {
    /// The share of both texts that is not the same in them: 1 − 2·kept ÷ (words of the draft + words of the text). 0 when
    /// nothing was changed, 1 when nothing was left; cutting counts as much as writing. Moving words counts as nothing.
    pub fn changed(self) -> f32 {
        share(self.written + self.removed, 2 * self.kept + self.written + self.removed)
    }

    /// The share of the edited text that is the editor's.
    pub fn by_editor(self) -> f32 {
        share(self.written, self.kept + self.written)
    }
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a share that is shown to four places")]
fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64) as f32 }
}

/// Whose words an edited text is made of.
///
/// A word is what Unicode's word boundaries (UAX #29) give and that has a letter or digit; a grapheme is an extended
/// grapheme cluster that is not white space. Bylines, notices on the translation and on copyright are furniture of the
/// page and in neither.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Authorship {
    /// The edited text, parted by hand: in order, not overlapping; white space between two runs is in neither.
    pub runs: Vec<Run>,
    /// What was taken out, in the order of the edited text.
    pub deletions: Vec<Deletion>,
    /// Words.
    pub words: Tally,
    /// Graphemes.
    pub graphemes: Tally,
    /// Passages that stand in another order than in the draft.
    pub moved: usize,
}

impl Authorship {
    /// Whether an editor wrote into `span` of the edited text, or took something out of it.
    pub fn touches(&self, span: Span) -> bool {
        self.runs.iter().any(|r| r.hand == Hand::Editor && r.span.overlaps(span)) || self.deletions.iter().any(|d| span.start <= d.at && d.at <= span.end)
    }
}

/// What editing a draft did to it, and to what is found in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Editing {
    /// Whose words the edited text is made of.
    pub authorship: Authorship,
    /// What was found in the draft and is no longer; places in the English are those of the draft.
    pub repaired: Vec<Finding>,
    /// Fingerprints of what is found in the edited text, stops an editor, and came in with an edit.
    pub introduced: Vec<String>,
    /// How many findings of the draft still stand.
    pub standing: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_nothing_and_of_all() {
        let near = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(near(Tally::default().changed(), 0.0));
        assert!(near(Tally { kept: 10, written: 0, removed: 0 }.changed(), 0.0));
        assert!(near(Tally { kept: 0, written: 3, removed: 5 }.changed(), 1.0));
        let cut = Tally { kept: 6, written: 0, removed: 4 };
        assert!(near(cut.changed(), 0.25) && near(cut.by_editor(), 0.0), "cutting changes the text, though no word of it is the editor's");
        assert!(near(Tally { kept: 3, written: 1, removed: 1 }.by_editor(), 0.25));
    }
}
