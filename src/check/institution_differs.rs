//! Rule `institution-differs`: the English names another institution or place than the Korean does.

use crate::check::affiliate_confused::affiliates;
use crate::check::name_differs::{name, sides};
use crate::check::{Check, Draft, Evidence};
use crate::compare::name::{Clash, ClashKind};
use crate::model::{Finding, NameClass, Pair, Rule, Severity, Value};
use crate::names::lexicon;

static RULE: Rule = Rule {
    id: "institution-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("institution_differs.md"),
};

/// The rule at work.
pub(super) struct InstitutionDiffers;

pub(super) static CHECK: InstitutionDiffers = InstitutionDiffers;

impl Check for InstitutionDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        report.extend(
            evidence.names().institutions.iter().filter(|c| !affiliates(pair, **c) && !told(pair, evidence, **c)).filter_map(|c| finding(&RULE, pair, *c)),
        );
    }
}

/// Whether a rule on what is said tells of both places: North for South Korea, one sea for another.
fn told(pair: &Pair<'_>, evidence: &Evidence, clash: Clash) -> bool {
    sides(pair, clash).is_some_and(|(ko, en)| evidence.clashes().iter().any(|c| c.korean.overlaps(ko.span) && c.english.overlaps(en.span)))
}

/// A clash of institutions or places as a finding of a rule.
pub(super) fn finding(rule: &'static Rule, pair: &Pair<'_>, clash: Clash) -> Option<Finding> {
    let (ko, en) = sides(pair, clash)?;
    let (korean, english) = (name(ko), name(en));
    let right = preferred(&ko.value);
    let (confidence, place) = match clash.kind {
        ClashKind::Elsewhere => (0.75, "which the Korean names elsewhere, not here"),
        _ => (0.85, "which the Korean does not name"),
    };
    let message = format!("{korean} is {}; the English says {english}", right.unwrap_or("another"));
    let explanation = format!("Nothing in the English here renders {korean}; it has {english} instead, {place}.");
    let mut draft = Draft::new(rule, confidence, message).explain(explanation).source_mention(ko, "named here").target_mention(en, "named here");
    if let Some(right) = right {
        draft = draft.suggest(right);
    }
    Some(draft.finish(pair))
}

/// The preferred English of an institution or place.
fn preferred(value: &Value) -> Option<&'static str> {
    match value {
        Value::Name(n) if n.class != NameClass::Person => lexicon::entity(n.entity?)?.en.first().copied(),
        _ => None,
    }
}
