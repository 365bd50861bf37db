//! Rule `name-unsupported`: a Korean's name in the English that the Korean article does not tell.

use crate::check::name_differs::name;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Addition, Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "name-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Minor, page: include_str!("name_unsupported.md") };

/// The rule at work.
pub(super) struct NameUnsupported;

pub(super) static CHECK: NameUnsupported = NameUnsupported;

impl Check for NameUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(index, withheld) in &evidence.names().unsupported {
            let Some(en) = pair.en.mentions.get(index) else { continue };
            if !withheld && evidence.settings.leave.may_add(Addition::Names) {
                continue;
            }
            let english = name(en);
            let (severity, confidence, message) = if withheld {
                (Severity::Major, 0.8, format!("The Korean withholds the name; the English says {english}"))
            } else {
                (Severity::Minor, 0.4, format!("{english} is not named in the Korean article"))
            };
            report.push(Draft::new(&RULE, confidence, message).severity(severity).target_mention(en, "not in the Korean").finish(pair));
        }
    }
}
