//! Rule `duration-differs`: flags a length of time that is not the one in the Korean.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "duration-differs",
        mqm: "Accuracy/Mistranslation/Date",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("duration_differs.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::Duration),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("{} is not {}", s.wrong, s.right),
};
