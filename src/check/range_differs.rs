//! Rule `range-differs`: flags a range with an end that is not the one in the Korean.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "range-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("range_differs.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::Range),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("{} and {} do not have the same ends", s.right, s.wrong),
};
