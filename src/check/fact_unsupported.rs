//! Rule `fact-unsupported`: a name or figure of an English article that the Korean tells nowhere.

use crate::check::name_differs::name;
use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::Alone;
use crate::model::{Addition, Finding, Mention, Pair, Rule, Severity};
use hashbrown::HashSet;

static RULE: Rule =
    Rule { id: "fact-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Minor, page: include_str!("fact_unsupported.md") };

/// The rule at work.
pub(super) struct FactUnsupported;

pub(super) static CHECK: FactUnsupported = FactUnsupported;

impl Check for FactUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let mention = |i: usize| pair.en.mentions.get(i);
        let (names, unsupported) = (evidence.names(), &evidence.facts().unsupported);
        let others = || {
            names
                .unsupported
                .iter()
                .map(|u| u.0)
                .chain(names.people.iter().chain(&names.institutions).map(|c| c.target))
                .chain(names.strangers.iter().map(|s| s.target))
        };
        let others: HashSet<&str> = unsupported.first().into_iter().flat_map(|_| others()).filter_map(mention).map(name).collect();
        let told = |m: &Mention| others.contains(name(m));
        for m in unsupported.iter().filter_map(|&i| mention(i)).filter(|m| !told(m)) {
            let message = format!("{} is not named in the Korean article", name(m));
            let explanation = "No word of the whole Korean article can be read as this name.";
            report.push(Draft::new(&RULE, 0.5, message).explain(explanation).target_mention(m, "not in the Korean").finish(pair));
        }
        if !evidence.settings.leave.may_add(Addition::Background) {
            return;
        }
        for m in evidence.passages().unsupported.iter().filter_map(Alone::only_figure).filter_map(mention) {
            let message = format!("{} stands nowhere in the Korean, and neither does its passage", m.span.slice(pair.target.text()));
            let explanation = "The figure was looked for in the whole Korean article, as written, rounded and converted.";
            report.push(Draft::new(&RULE, 0.6, message).explain(explanation).target_mention(m, read_as(m)).finish(pair));
        }
    }
}
