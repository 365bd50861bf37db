//! What editing a draft did to what is found in it: which findings it repaired, and which it introduced.

use super::alike;
use crate::model::{Editing, Finding, Hand, Pair, Severity};
use crate::text::Span;

/// A draft and the text that an editor made of it, held against the same Korean.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'a> {
    /// The Korean and the draft.
    pub draft: Pair<'a>,
    /// What is found in the draft.
    pub before: &'a [Finding],
    /// The Korean and the edited text.
    pub text: Pair<'a>,
    /// What is found in the edited text.
    pub after: &'a [Finding],
}

/// Works out whose words the text is made of, and what became of the findings.
pub fn edited(sight: &Edited<'_>) -> Editing {
    let authorship = super::authorship((sight.draft.target, sight.draft.en), (sight.text.target, sight.text.en));
    let persists = |f: &Finding, g: &Finding| same((f, &sight.draft), (g, &sight.text));
    let weighs = |f: &&Finding| f.severity >= Severity::Minor;
    let gone = sight.before.iter().filter(weighs).filter(|f| !sight.after.iter().any(|g| persists(f, g)));
    let repaired: Vec<Finding> = gone.cloned().collect();
    let standing = sight.before.iter().filter(weighs).count() - repaired.len();
    let new = sight.after.iter().filter(|g| g.severity >= Severity::Major && !sight.before.iter().any(|f| persists(f, g)));
    let touched = |g: &&Finding| places(&sight.text, g).iter().any(|&span| authorship.touches(span));
    let introduced = new.filter(touched).map(|g| g.fingerprint.clone()).collect();
    Editing { authorship, repaired, introduced, standing }
}

/// Whether two findings about the same Korean are one that was only worded, or got wrong, in another way.
pub(super) fn same((f, a): (&Finding, &Pair<'_>), (g, b): (&Finding, &Pair<'_>)) -> bool {
    let value = match (&f.source, &g.source) {
        (Some(x), Some(y)) => x.value.is_some() && x.value == y.value && x.span == y.span,
        _ => false,
    };
    value || alike((f, a), (g, b))
}

/// The English passages that a finding is about: the one that it marks, or those that render the Korean which it marks.
pub(super) fn places(pair: &Pair<'_>, finding: &Finding) -> Vec<Span> {
    if let Some(label) = &finding.target {
        let passage = pair.en.passage_at(label.span.start).map(|p| pair.en.passages[p].span).filter(|p| p.overlaps(label.span));
        return vec![passage.unwrap_or(label.span)];
    }
    let link = finding.source.as_ref().and_then(|l| pair.link_of_source(pair.ko.passage_at(l.span.start)?));
    link.map_or_else(Vec::new, |l| pair.en.passages[l.target.clone()].iter().map(|p| p.span).collect())
}

/// The words of the draft that stood where an edit brought a finding in.
pub(super) fn drafted(sight: &Edited<'_>, editing: &Editing, finding: &Finding) -> Option<Span> {
    let label = finding.target.as_ref()?;
    let run = editing.authorship.runs.iter().find(|r| r.hand == Hand::Editor && r.span.overlaps(label.span))?;
    let deletion = editing.authorship.deletions.iter().find(|d| d.at == run.span.start)?;
    (!deletion.span.is_empty() && !deletion.span.slice(sight.draft.target.text()).is_empty()).then_some(deletion.span)
}
