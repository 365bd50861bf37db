//! Rule `approximation-lost`: a little over ten (10여) became ten.

use crate::check::wording::{english, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::Agreement;
use crate::model::{Certainty, Finding, Mention, Pair, Rule, Severity, Value};
use crate::text::Span;
use crate::text::lines::floor;

/// The rule at work.
pub(super) struct ApproximationLost;

pub(super) static CHECK: ApproximationLost = ApproximationLost;

static RULE: Rule = Rule {
    id: "approximation-lost",
    mqm: "Accuracy/Mistranslation/Number",
    its: "numbers",
    severity: Severity::Minor,
    page: include_str!("approximation_lost.md"),
};

/// Words that say that there is more than the number, written onto it. Others (약, 가량) only say that it is round,
/// which a round number says by itself.
const ODD: [&str; 2] = ["여", "남짓"];
/// What keeps the sense in English, wherever it stands near the figure.
const SOFT: [&str; 15] =
    ["more than", "over ", "some ", "about ", "around ", "roughly", "or so", "odd", "plus", "dozen", "at least", "exceed", "upward", "nearly", "approximately"];

impl Check for ApproximationLost {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(i, j, agreement) in &evidence.figures.agreed {
            let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
            if agreement == Agreement::Same && lost(pair, ko, en) {
                let figure = ko.span.slice(pair.source.text());
                let value = english(&ko.value);
                let draft = Draft::new(&RULE, 0.7, format!("{figure} is a little more than {value}; the English says {}", en.span.slice(pair.target.text())))
                    .explain("여 and 남짓 behind a number mean that there are more than that")
                    .source_mention(ko, read_as(ko))
                    .target_mention(en, read_as(en))
                    .suggest(format!("more than {value}"));
                report.push(draft.finish(pair));
            }
        }
    }
}

fn lost(pair: &Pair<'_>, ko: &Mention, en: &Mention) -> bool {
    let counts = matches!(ko.value, Value::Number(_) | Value::Money(..) | Value::Quantity(..));
    if !counts || ko.certainty == Certainty::Exact || en.certainty != Certainty::Exact {
        return false;
    }
    let words = ko.span.slice(pair.source.text());
    let text = pair.target.text();
    let around = Span::new(floor(text, en.span.start.saturating_sub(24)), floor(text, (en.span.end + 16).min(text.len()))).slice(text);
    ODD.iter().any(|w| words.contains(w)) && !SOFT.iter().any(|w| around.to_ascii_lowercase().contains(w))
}
