//! Rule `place-differs`: the English names another country, city or island than the Korean does.

use crate::check::entity::{self, Sort};
use crate::check::{Check, Draft, Evidence};
use crate::compare::whereabouts::Misplaced;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "place-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("place_differs.md"),
};

/// The rule at work.
pub(super) struct PlaceDiffers;

pub(super) static CHECK: PlaceDiffers = PlaceDiffers;

impl Check for PlaceDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        entity::report(&RULE, Sort::Place, pair, evidence, report);
        report.extend(evidence.names().misplaced.iter().map(|m| misplaced(pair, m)));
    }
}

/// A place that the English puts elsewhere.
fn misplaced(pair: &Pair<'_>, found: &Misplaced) -> Finding {
    let ko = &pair.ko.mentions[found.source];
    let (korean, english) = (ko.span.slice(pair.source.text()), found.target.slice(pair.target.text()));
    let message = format!("{korean} here is the one in {}; the English says “{english}”", found.province);
    let explanation = format!("The place is named rightly; where it lies is not. {korean} lies in {}.", found.province);
    Draft::new(&RULE, 0.85, message).explain(explanation).source_mention(ko, "named here").target(Label::new(found.target, "put here")).finish(pair)
}
