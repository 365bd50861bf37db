//! Stage: what changed between two versions of an article, and what that asks of its translation. `turns` finds what became
//! of each passage, `differences` what changed inside it, `standing` what that means for the English, `progress` whether
//! a new English did it; `authorship` tells whose words an edited draft is made of; `rules` makes findings of all that.

mod authorship;
mod differences;
mod edited;
mod lexical;
mod likeness;
mod names;
mod opposites;
mod progress;
pub mod rules;
mod stamps;
mod standing;
mod turns;
mod words;

pub use authorship::authorship;
pub(crate) use differences::bare;
pub use edited::{Edited, edited};
pub use rules::{CHECKS, RevisionCheck, rules};

use crate::model::{Finding, Label, Pair, Reading, Revision, Turn};
use turns::{Unit, Version};

/// From this confidence on, something that is to be done stops an editor; below, it is worth a look.
pub(crate) const SURE_ENOUGH: f32 = 0.55;

/// Everything that is known of the versions of an article.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The old Korean and the old English.
    pub old: Pair<'a>,
    /// The new Korean and the old English.
    pub crossed: Pair<'a>,
    /// The new Korean and the new English, where there is one.
    pub new: Option<Pair<'a>>,
    /// What is found in the old pair.
    pub before: &'a [Finding],
    /// What is found between the new Korean and the old English.
    pub between: &'a [Finding],
    /// What is found in the new pair.
    pub after: &'a [Finding],
}

impl Sight<'_> {
    /// Whether something that is found between the new Korean and the old English was found before the Korean changed.
    fn known(&self, finding: &Finding) -> bool {
        self.before.iter().any(|f| alike((f, &self.old), (finding, &self.crossed)))
    }
}

/// Works out what changed, what is to be done, and what was done of it.
pub fn revise(sight: &Sight<'_>) -> Revision {
    let mut korean = between((sight.old.source.text(), sight.old.ko), (sight.crossed.source.text(), sight.crossed.ko));
    let (mut to_do, carried) = standing::standing(sight, &mut korean);
    let (mut english, mut edits) = (Vec::new(), Vec::new());
    if let Some(new) = &sight.new {
        english = between((sight.old.target.text(), sight.old.en), (new.target.text(), new.en));
        progress::progress(sight, new, &korean, &english, &mut to_do);
        edits = progress::edits(sight, new, &korean, &english, &to_do);
    }
    Revision { korean, english, carried, to_do, edits }
}

/// What became of each passage from one version to the next.
pub fn between((old, before): (&str, &Reading), (new, after): (&str, &Reading)) -> Vec<Turn> {
    let units = |r: &Reading| r.passages.iter().map(Unit::from).collect::<Vec<_>>();
    let (old_units, new_units) = (units(before), units(after));
    turns::turns(Version { text: old, units: &old_units }, Version { text: new, units: &new_units })
}

/// Whether a finding of one pair is a finding of another: of one rule, about the same Korean words, or without any
/// about the same English ones.
fn alike((f, a): (&Finding, &Pair<'_>), (g, b): (&Finding, &Pair<'_>)) -> bool {
    let words = |label: &Option<Label>, text| label.as_ref().map(|l| l.span.slice(text));
    let (f_ko, g_ko) = (words(&f.source, a.source.text()), words(&g.source, b.source.text()));
    f.fingerprint == g.fingerprint
        || f.rule.id == g.rule.id && f_ko == g_ko && (f_ko.is_some() || words(&f.target, a.target.text()) == words(&g.target, b.target.text()))
}
