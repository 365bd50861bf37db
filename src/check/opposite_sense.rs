//! Rule `opposite-sense`: a deficit became a surplus, a loss a profit, buying selling, a record low a record high.

use crate::check::{Check, Draft, Evidence};
use crate::compare::axes::{AXES, axes_in, poles};
use crate::model::{Finding, Label, Pair, Rule, Severity};
use crate::text::Span;

/// The rule at work.
pub(super) struct OppositeSense;

pub(super) static CHECK: OppositeSense = OppositeSense;

static RULE: Rule =
    Rule { id: "opposite-sense", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("opposite_sense.md") };

impl Check for OppositeSense {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
            let cover = |passages: &[crate::model::Passage]| Span::new(passages[0].span.start, passages[passages.len() - 1].span.end);
            let (ko, en) = (cover(&pair.ko.passages[link.source.clone()]), cover(&pair.en.passages[link.target.clone()]));
            let present = axes_in(ko.slice(pair.source.text()));
            for (_, axis) in AXES.iter().enumerate().filter(|(n, a)| a.opposite && present >> n & 1 == 1) {
                let source = poles(axis, pair.source.text(), ko, true);
                let Some(&(korean, pole)) = source.first() else { continue };
                if source.iter().any(|s| s.1 != pole) {
                    continue;
                }
                let target = poles(axis, pair.target.text(), en, false);
                let Some(&(english, other)) = target.first() else { continue };
                if other == pole || target.iter().any(|t| t.1 == pole) {
                    continue;
                }
                let (a, b) = (korean.slice(pair.source.text()), english.slice(pair.target.text()));
                let right = axis.poles[pole].en[0];
                let draft = Draft::new(&RULE, 0.78, format!("{a} is a word for “{right}”; the English says “{b}”"))
                    .explain(format!("of {}, the passage has only the one in Korean and only the other in English", axis.about))
                    .source(Label::new(korean, right))
                    .target(Label::new(english, b));
                report.push(draft.finish(pair));
            }
        }
    }
}
