//! Rule `name-misspelt`: a name that is nearly right, with a syllable or a letter that no spelling of it has.

use crate::check::name_differs::{name, sides};
use crate::check::{Check, Draft, Evidence};
use crate::compare::name::ClashKind;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "name-misspelt", mqm: "Accuracy/Mistranslation/Entity", its: "misspelling", severity: Severity::Major, page: include_str!("name_misspelt.md") };

/// The rule at work.
pub(super) struct NameMisspelt;

pub(super) static CHECK: NameMisspelt = NameMisspelt;

impl Check for NameMisspelt {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for clash in evidence.names().people.iter().filter(|c| c.kind == ClashKind::Misspelt) {
            let Some((ko, en)) = sides(pair, *clash) else { continue };
            let (korean, english) = (name(ko), name(en));
            let message = format!("{english} is close to {korean}, but not a spelling of it");
            let explanation =
                format!("Surnames and given names are read in every spelling in use; {english} keeps a syllable or letter that {korean} does not have.");
            report.push(Draft::new(&RULE, 0.8, message).explain(explanation).source_mention(ko, "the name").target_mention(en, "as spelled").finish(pair));
        }
    }
}
