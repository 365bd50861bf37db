//! Rule `name-differs`: the English names another person than the Korean does in the same place.

use crate::check::{Check, Draft, Evidence};
use crate::compare::name::{Clash, ClashKind};
use crate::compare::stranger::Stranger;
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity, Value};

static RULE: Rule = Rule {
    id: "name-differs",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Critical,
    page: include_str!("name_differs.md"),
};

/// The rule at work.
pub(super) struct NameDiffers;

pub(super) static CHECK: NameDiffers = NameDiffers;

impl Check for NameDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        report.extend(evidence.names().people.iter().filter(|c| c.kind != ClashKind::Misspelt).filter_map(|c| finding(pair, *c)));
        report.extend(evidence.names().strangers.iter().filter_map(|s| stranger(pair, *s)));
    }
}

fn finding(pair: &Pair<'_>, clash: Clash) -> Option<Finding> {
    let (ko, en) = sides(pair, clash)?;
    let (korean, english) = (name(ko), name(en));
    let (severity, confidence, message) = match clash.kind {
        ClashKind::Elsewhere => {
            (Severity::Critical, 0.9, format!("{korean} stands here in the Korean; the English names {english}, who is somebody else in this article"))
        }
        _ => (Severity::Major, 0.8, format!("{korean} stands here in the Korean; the English names {english}, who is not in it")),
    };
    let explanation = format!("No English name here can be read as {korean}, and nothing in the Korean here can be spelled {english}.");
    Some(
        Draft::new(&RULE, confidence, message)
            .severity(severity)
            .explain(explanation)
            .source_mention(ko, "named here")
            .target_mention(en, "named here")
            .finish(pair),
    )
}

fn stranger(pair: &Pair<'_>, found: Stranger) -> Option<Finding> {
    let en = pair.en.mentions.get(found.target)?;
    let (korean, english) = (found.source.slice(pair.source.text()), name(en));
    let message = format!("{korean} stands here in the Korean; the English names {english}, who is not in it");
    let explanation = format!("No English name here can be read as {korean}, and nothing in the whole Korean article sounds like {english}.");
    let label = Label { span: found.source, value: None, note: "named here".into() };
    Some(Draft::new(&RULE, 0.7, message).severity(Severity::Major).explain(explanation).source(label).target_mention(en, "named here").finish(pair))
}

/// The two mentions of a clash.
pub(super) fn sides<'a>(pair: &Pair<'a>, clash: Clash) -> Option<(&'a Mention, &'a Mention)> {
    Some((pair.ko.mentions.get(clash.source)?, pair.en.mentions.get(clash.target)?))
}

/// A mention's name.
pub(super) fn name(m: &Mention) -> &str {
    match &m.value {
        Value::Name(n) => &n.text,
        _ => "",
    }
}
