//! Rule `name-inconsistent`: one person, spelled in two ways within the article.

use crate::check::name_differs::name;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "name-inconsistent",
    mqm: "Terminology/Inconsistent use of terminology",
    its: "inconsistency",
    severity: Severity::Major,
    page: include_str!("name_inconsistent.md"),
};

/// The rule at work.
pub(super) struct NameInconsistent;

pub(super) static CHECK: NameInconsistent = NameInconsistent;

impl Check for NameInconsistent {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(ko, first, other) in &evidence.names().inconsistent {
            let (Some(ko), Some(first), Some(other)) = (pair.ko.mentions.get(ko), pair.en.mentions.get(first), pair.en.mentions.get(other)) else { continue };
            let message = format!("{} is spelled {} here and {} before", name(ko), name(other), name(first));
            report.push(
                Draft::new(&RULE, 0.85, message)
                    .explain("Both are ways to spell the name; one article should keep to one.")
                    .source_mention(ko, "one person")
                    .target_mention(other, "spelled otherwise before")
                    .suggest(name(first))
                    .finish(pair),
            );
        }
    }
}
