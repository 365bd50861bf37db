//! Rule `house-spelling`: a name or term spelled otherwise than the house's own list says for that day.

use crate::check::{Check, Draft, Evidence};
use crate::house::{BreachKind, Entry};
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "house-spelling",
    mqm: "Terminology/Inconsistent with terminology resource",
    its: "terminology",
    severity: Severity::Major,
    page: include_str!("house_spelling.md"),
};

/// The rule at work.
pub(super) struct HouseSpelling;

pub(super) static CHECK: HouseSpelling = HouseSpelling;

impl Check for HouseSpelling {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let Some(house) = &evidence.settings.house else { return };
        for breach in evidence.breaches() {
            let row = &house.entries()[breach.entry];
            let (ko, en) = (breach.source.slice(pair.source.text()), breach.target.slice(pair.target.text()));
            let (confidence, why) = match breach.kind {
                BreachKind::OtherDays(other) => (0.95, format!("“{en}” is the house's form {}.", days(&house.entries()[other]))),
                BreachKind::Unlisted => (0.9, format!("“{en}” spells the same name, but the list does not have it.")),
                BreachKind::Forbidden => continue,
            };
            report.push(
                Draft::new(&RULE, confidence, format!("the house spells {ko} {}; the English has {en}", row.en))
                    .explain(explanation(row, &why))
                    .source(Label::new(breach.source, "on the house list"))
                    .target(Label::new(breach.target, "not as the house spells it"))
                    .suggest(row.en.as_str())
                    .finish(pair),
            );
        }
    }
}

/// What the list says, with the days for which it does and the note of the row.
pub(super) fn explanation(row: &Entry, why: &str) -> String {
    let also = if row.allowed.is_empty() { String::new() } else { format!(", or {}", row.allowed.join(", ")) };
    let days = if row.from.is_some() || row.to.is_some() { format!(" {}", days(row)) } else { String::new() };
    let note = row.note.as_ref().map_or_else(String::new, |n| format!(" Note: {n}"));
    format!("The house list has {} = {}{also}{days}. {why}{note}", row.ko[0], row.en)
}

/// For which days a row holds.
fn days(row: &Entry) -> String {
    match (row.from, row.to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "at all times".to_owned(),
    }
}
