//! Rule `glossary-forbidden`: a form that the house's own list forbids.

use crate::check::house_spelling::explanation;
use crate::check::{Check, Draft, Evidence};
use crate::house::BreachKind;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "glossary-forbidden",
    mqm: "Terminology/Inconsistent with terminology resource",
    its: "terminology",
    severity: Severity::Major,
    page: include_str!("glossary_forbidden.md"),
};

/// The rule at work.
pub(super) struct GlossaryForbidden;

pub(super) static CHECK: GlossaryForbidden = GlossaryForbidden;

impl Check for GlossaryForbidden {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let Some(house) = &evidence.settings.house else { return };
        for breach in evidence.breaches().iter().filter(|b| b.kind == BreachKind::Forbidden) {
            let row = &house.entries()[breach.entry];
            let (ko, en) = (breach.source.slice(pair.source.text()), breach.target.slice(pair.target.text()));
            report.push(
                Draft::new(&RULE, 0.95, format!("the house does not print “{en}” for {ko}, but {}", row.en))
                    .explain(explanation(row, &format!("It forbids “{en}”.")))
                    .source(Label::new(breach.source, "on the house list"))
                    .target(Label::new(breach.target, "forbidden there"))
                    .suggest(row.en.as_str())
                    .finish(pair),
            );
        }
    }
}
