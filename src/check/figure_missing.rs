//! Rule `figure-missing`: a figure of the Korean that a paired English passage leaves out.

use crate::check::wording::{english, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Mention, Omission, Pair, Rule, Severity, Value};
use crate::text::Cover;

/// The rule at work.
pub(super) struct FigureMissing;

pub(super) static CHECK: FigureMissing = FigureMissing;

static RULE: Rule =
    Rule { id: "figure-missing", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Minor, page: include_str!("figure_missing.md") };

impl Check for FigureMissing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let all = !evidence.settings.leave.may_trim(Omission::SmallFigures);
        // A clause that is gone takes its figures with it.
        let gone: Cover = evidence.figures.missing.first().into_iter().flat_map(|_| evidence.omitted()).map(|o| o.span).collect();
        for &i in &evidence.figures.missing {
            let m = &pair.ko.mentions[i];
            if (all || telling(m)) && !gone.overlaps(m.span) {
                let ko = m.span.slice(pair.source.text());
                let draft = Draft::new(&RULE, 0.5, format!("the English has nothing for {ko} ({})", english(&m.value)));
                report.push(draft.source_mention(m, read_as(m)).finish(pair));
            }
        }
    }
}

/// Figures that a reader would miss; small counts, ranks and dates are trimmed all the time.
fn telling(m: &Mention) -> bool {
    matches!(m.value, Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..))
        || matches!(m.value, Value::Number(a) if a.low >= crate::text::Exact::int(10))
}
