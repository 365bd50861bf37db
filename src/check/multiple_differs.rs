//! Rule `multiple-differs`: flags a multiple (twice, three times, half) that is not the one in the Korean.

use super::figure::{FigureRule, share};
use crate::compare::How;
use crate::model::{Rule, Severity, Value};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "multiple-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("multiple_differs.md"),
    },
    takes: |d, ko, _, _| matches!(d.how, How::Value | How::Transposed) && matches!(ko.value, Value::Multiple(_)) && !share(ko),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("{} is not {}", s.wrong, s.right),
};
