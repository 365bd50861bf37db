//! Rule `arithmetic-inconsistent`: figures of one side that do not add up among themselves.

use crate::check::wording::{english, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::claim::{Claim, Form, claims, computed, holds};
use crate::model::{Amount, Finding, Mention, Pair, Rule, Severity, Value};

/// The rule at work.
pub(super) struct ArithmeticInconsistent;

pub(super) static CHECK: ArithmeticInconsistent = ArithmeticInconsistent;

static RULE: Rule = Rule {
    id: "arithmetic-inconsistent",
    mqm: "Accuracy/Mistranslation/Number",
    its: "numbers",
    severity: Severity::Major,
    page: include_str!("arithmetic_inconsistent.md"),
};

impl Check for ArithmeticInconsistent {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let ko = |i: usize| pair.ko.mentions.get(i);
        let en = |j: usize| pair.en.mentions.get(j);
        let figures = &evidence.figures;
        let mut told = Vec::new();
        for claim in claims(pair.source, pair.ko) {
            if holds(&claim, &ko, pair.date) == Some(false) {
                told.push(claim.goal);
                report.push(korean(pair, &claim, figures.rendering(claim.goal)));
            }
        }
        for claim in claims(pair.target, pair.en) {
            if holds(&claim, &en, pair.date) != Some(false) {
                continue;
            }
            let source = |j: usize| figures.rendered(j);
            let own = || claim.parts.iter().chain([&claim.goal]);
            let follows = own().all(|j| source(*j).is_some());
            // A figure that differs from the Korean has its finding already.
            if own().any(|j| figures.differs(*j)) || source(claim.goal).is_some_and(|i| told.contains(&i)) {
                continue;
            }
            if !follows {
                report.push(english_alone(pair, &claim, source(claim.goal)));
            } else if holds(&claim, &|j| source(j).and_then(ko), pair.date) == Some(false)
                && let Some(i) = source(claim.goal)
            {
                told.push(i);
                report.push(taken_over(pair, &claim, &pair.ko.mentions[i]));
            }
        }
    }
}

/// The English contradicts itself in a figure that it does not have from the Korean.
fn english_alone(pair: &Pair<'_>, claim: &Claim, source: Option<usize>) -> Finding {
    let at = |j: usize| pair.en.mentions.get(j);
    let goal = &pair.en.mentions[claim.goal];
    let mut draft = Draft::new(&RULE, 0.75, format!("the English does not add up: {}", sentence(claim, &at)))
        .explain("all figures stand in the English, and not all of them in the Korean")
        .target_mention(goal, read_as(goal));
    // The total may be right and a part wrong, where the total is what the Korean has.
    if let (None, Some(n)) = (source, computed(claim, &at))
        && claim.form != Form::AtLeastSum
        && let Some(value) = with(&goal.value, n)
    {
        draft = draft.suggest(english(&value));
    }
    if let Some(m) = source.and_then(|i| pair.ko.mentions.get(i)) {
        draft = draft.source_mention(m, read_as(m));
    }
    draft.finish(pair)
}

/// Both sides have the same figures, and they do not add up.
fn taken_over(pair: &Pair<'_>, claim: &Claim, source: &Mention) -> Finding {
    let goal = &pair.en.mentions[claim.goal];
    minor(&sentence(claim, &|j| pair.en.mentions.get(j)))
        .explain("the English has the figures of the Korean; the source may be wrong")
        .source_mention(source, read_as(source))
        .target_mention(goal, read_as(goal))
        .finish(pair)
}

/// The Korean contradicts itself, whatever the English does.
fn korean(pair: &Pair<'_>, claim: &Claim, rendering: Option<usize>) -> Finding {
    let goal = &pair.ko.mentions[claim.goal];
    let draft = minor(&sentence(claim, &|i| pair.ko.mentions.get(i))).explain("the source may be wrong").source_mention(goal, read_as(goal));
    match rendering.and_then(|j| pair.en.mentions.get(j)) {
        Some(m) => draft.target_mention(m, read_as(m)).finish(pair),
        None => draft.finish(pair),
    }
}

fn minor(sentence: &str) -> Draft {
    Draft::new(&RULE, 0.65, format!("the Korean itself does not add up: {sentence}")).severity(Severity::Minor.min(RULE.severity))
}

/// "12 + 18 is 30, not 35".
fn sentence<'m>(claim: &Claim, at: &impl Fn(usize) -> Option<&'m Mention>) -> String {
    let value = |i: usize| at(i).map_or_else(String::new, |m| english(&m.value));
    let parts: Vec<String> = claim.parts.iter().map(|&i| value(i)).collect();
    let goal = value(claim.goal);
    let right = computed(claim, at).and_then(|n| with(&at(claim.goal)?.value, n)).map_or_else(String::new, |v| english(&v));
    match claim.form {
        Form::Sum => format!("{} is {right}, not {goal}", parts.join(" + ")),
        Form::AtLeastSum => format!("{} is {right}, more than {goal}", parts.join(" + ")),
        Form::Change => format!("from {} is {right}, not {goal}", parts.join(" to ")),
        Form::Rest => format!("{} leave {right}, not {goal}", parts.join(" and ")),
        Form::Gap => format!("{} are {right} apart, not {goal}", parts.join(" and ")),
        Form::Whole => format!("{} is more than the whole, {goal}", parts.concat()),
        Form::Age => format!("who was born in {} cannot be {goal} now", parts.concat()),
    }
}

/// The value with another number.
fn with(value: &Value, n: crate::text::Exact) -> Option<Value> {
    let n = Amount::point(n);
    match value {
        Value::Number(_) => Some(Value::Number(n)),
        Value::Percent(_) => Some(Value::Percent(n)),
        Value::Points(_) => Some(Value::Points(n)),
        Value::Money(_, c) => Some(Value::Money(n, *c)),
        Value::Quantity(_, u) => Some(Value::Quantity(n, u)),
        _ => None,
    }
}
