//! Rule `roles-swapped`: the English has the doer suffer what the Korean says that they did.

use crate::check::{Check, Draft, Evidence};
use crate::compare::deed::{Displaced, How, Swap};
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule =
    Rule { id: "roles-swapped", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("roles_swapped.md") };

/// The rule at work.
pub(super) struct RolesSwapped;

pub(super) static CHECK: RolesSwapped = RolesSwapped;

impl Check for RolesSwapped {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        report.extend(evidence.deeds().swaps.iter().map(|swap| finding(pair, swap)));
        report.extend(evidence.deeds().displaced.iter().map(|d| displaced(pair, d)));
    }
}

fn finding(pair: &Pair<'_>, swap: &Swap) -> Finding {
    let (ko, en) = (pair.source.text(), pair.target.text());
    let [doer, other] = swap.source.map(|s| s.slice(ko));
    let [en_doer, en_other] = swap.target.map(|s| s.slice(en));
    let (word, verb) = (swap.source_word.slice(ko), swap.target_word.slice(en));
    let message = if swap.source_converse {
        format!("{other} is the subject of {word} in the Korean, {doer} the one it came from; the English has them the other way round at “{verb}”")
    } else {
        format!("{doer} is the subject of {word} in the Korean: that side did it to {other}; the English has them the other way round at “{verb}”")
    };
    let explanation = format!("At “{verb}” the English has “{en_doer}” on the side of the doer and “{en_other}” on the other.");
    let source = swap.source[0].cover(swap.source[1]).cover(swap.source_word);
    let target = swap.target[0].cover(swap.target[1]).cover(swap.target_word);
    Draft::new(&RULE, if swap.both { 0.85 } else { 0.7 }, message)
        .explain(explanation)
        .source(Label::new(source, "who did it to whom"))
        .target(Label::new(target, "the other way round"))
        .finish(pair)
}

fn displaced(pair: &Pair<'_>, d: &Displaced) -> Finding {
    let (ko, en) = (pair.source.text(), pair.target.text());
    let (korean, english) = (d.source.slice(ko), d.target.slice(en));
    let (word, telling) = (d.source_word.slice(ko), d.target_word.slice(en));
    let message = format!("{korean} belongs to {word} in the Korean; the English has “{english}” at “{telling}”");
    let (confidence, explanation) = match d.how {
        How::Exchanged => (0.85, "The two names have changed places."),
        How::Moved => (0.7, "The name of the Korean is told elsewhere in the English."),
        How::OtherSide => (0.7, "That is the other side; the English here has nothing for the one that the Korean names."),
    };
    Draft::new(&RULE, confidence, message)
        .explain(explanation)
        .source(Label::new(d.source.cover(d.source_word), "this one"))
        .target(Label::new(d.target.cover(d.target_word), "another one"))
        .finish(pair)
}
