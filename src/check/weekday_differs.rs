//! Rule `weekday-differs`: flags a weekday that is not that of the date in the Korean.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "weekday-differs",
        mqm: "Accuracy/Mistranslation/Date",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("weekday_differs.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::Weekday),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |_| "the weekday follows from the date of publication in Korea".to_owned(),
};
