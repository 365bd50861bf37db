//! Rule `fact-missing`: a name or figure of a Korean article that the English tells nowhere.

use crate::check::name_differs::name;
use crate::check::wording::{english, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::Alone;
use crate::model::{Finding, Mention, Omission, Pair, Rule, Severity};
use crate::text::Cover;
use hashbrown::HashSet;

static RULE: Rule = Rule { id: "fact-missing", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Minor, page: include_str!("fact_missing.md") };

/// The rule at work.
pub(super) struct FactMissing;

pub(super) static CHECK: FactMissing = FactMissing;

impl Check for FactMissing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let mention = |i: usize| pair.ko.mentions.get(i);
        // What a whole clause takes with it is told with the clause, and what the English has another name for with that name.
        let missing = &evidence.facts().missing;
        let gone: Cover = missing.first().into_iter().flat_map(|_| evidence.omitted()).map(|o| o.span).collect();
        let names = evidence.names();
        let others = || names.missing.iter().copied().chain(names.people.iter().chain(&names.institutions).map(|c| c.source));
        let others: HashSet<&str> = missing.first().into_iter().flat_map(|_| others()).filter_map(mention).map(name).collect();
        let told = |m: &Mention| gone.overlaps(m.span) || others.contains(name(m));
        for m in missing.iter().filter_map(|&i| mention(i)).filter(|m| !told(m)) {
            let message = format!("{} is named in the Korean and nowhere in the English", name(m));
            let explanation = "No word of the whole English article can be read as this name.";
            report.push(Draft::new(&RULE, 0.5, message).explain(explanation).source_mention(m, "named here").finish(pair));
        }
        if !evidence.settings.leave.may_trim(Omission::Background) {
            return;
        }
        for m in evidence.passages().untranslated.iter().filter_map(Alone::only_figure).filter_map(mention) {
            let ko = m.span.slice(pair.source.text());
            let message = format!("{ko} ({}) stands nowhere in the English; its passage was left out", english(&m.value));
            let explanation = "The figure was looked for in the whole English article, as written, rounded and converted.";
            report.push(Draft::new(&RULE, 0.6, message).explain(explanation).source_mention(m, read_as(m)).finish(pair));
        }
    }
}
