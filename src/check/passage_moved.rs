//! Rule `passage-moved`: passages that stand in another order than in the Korean.

use crate::check::{Check, Draft, Evidence};
use crate::compare::passages::extent;
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule { id: "passage-moved", mqm: "Style/Organization", its: "style", severity: Severity::Info, page: include_str!("passage_moved.md") };

/// The rule at work.
pub(super) struct PassageMoved;

pub(super) static CHECK: PassageMoved = PassageMoved;

impl Check for PassageMoved {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for link in evidence.passages().moved.iter().filter_map(|&i| pair.pairing.links.get(i)) {
            let source = Label::new(extent(&pair.ko.passages[link.source.clone()]), "stands here in the Korean");
            let target = Label::new(extent(&pair.en.passages[link.target.clone()]), "moved here");
            report.push(Draft::new(&RULE, link.score, "The English has moved this passage").source(source).target(target).finish(pair));
        }
    }
}
