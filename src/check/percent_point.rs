//! Rule `percent-point`: flags percentage points that became percent, and the other way round.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "percent-point",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("percent_point.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::PointsToPercent | How::PercentToPoints),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |_| "a percentage point is a step between two percentages; a percent is a share of the first of them".to_owned(),
};
