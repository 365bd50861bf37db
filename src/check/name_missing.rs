//! Rule `name-missing`: somebody whom the Korean names in full is told nowhere in the English.

use crate::check::name_differs::name;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule { id: "name-missing", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("name_missing.md") };

/// The rule at work.
pub(super) struct NameMissing;

pub(super) static CHECK: NameMissing = NameMissing;

impl Check for NameMissing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &index in &evidence.names().missing {
            let Some(ko) = pair.ko.mentions.get(index) else { continue };
            let message = format!("{} is named in the Korean and nowhere in the English", name(ko));
            let explanation = "No name in the English can be read as this one, and neither the surname nor the given name stands in it.";
            report.push(Draft::new(&RULE, 0.7, message).explain(explanation).source_mention(ko, "named here").finish(pair));
        }
    }
}
