//! Rule `figure-unsupported`: a figure of the English that nothing in the Korean accounts for.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Mention, Pair, Rule, Severity, Shape, Value};
use crate::text::Exact;

/// The rule at work.
pub(super) struct FigureUnsupported;

pub(super) static CHECK: FigureUnsupported = FigureUnsupported;

static RULE: Rule =
    Rule { id: "figure-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("figure_unsupported.md") };

impl Check for FigureUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &j in &evidence.figures.unsupported {
            let m = &pair.en.mentions[j];
            let en = m.span.slice(pair.target.text());
            let Some(severity) = severity(m, en) else { continue };
            let draft = Draft::new(&RULE, 0.6, format!("nothing in the Korean says {en}"))
                .severity(severity)
                .explain("the figure was looked for in the paired passage and in those around it, as written and converted");
            report.push(draft.target_mention(m, read_as(m)).finish(pair));
        }
    }
}

/// Money, percentages and counts are not background; small numbers, dates and durations often are.
fn severity(m: &Mention, en: &str) -> Option<Severity> {
    // 0715 is a time of day; "a million" is said of many things.
    if en.len() > 1 && en.starts_with('0') && !en.contains('.') {
        return None;
    }
    if matches!(m.value, Value::Number(_)) && en.starts_with("a ") {
        return Some(Severity::Info);
    }
    let point = m.value.amount().is_some_and(|a| a.shape == Shape::Point);
    match &m.value {
        Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..) if point => Some(Severity::Major),
        Value::Number(a) if point && a.low >= Exact::int(20) => Some(Severity::Major),
        Value::Number(_)
        | Value::Money(..)
        | Value::Percent(_)
        | Value::Points(_)
        | Value::Quantity(..)
        | Value::Age(_)
        | Value::Duration(_)
        | Value::Multiple(_) => Some(Severity::Info),
        Value::Date(_) | Value::Time(_) | Value::Ordinal(_) | Value::Name(_) => None,
    }
}
