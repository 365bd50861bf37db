//! Rule `ordinal-differs`: flags a rank, a term or a place in a series that is not the one in the Korean.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity, Value};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "ordinal-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("ordinal_differs.md"),
    },
    takes: |d, ko, _| matches!(d.how, How::Value | How::Transposed) && matches!(ko.value, Value::Ordinal(_)),
    message: |s| format!("{} is the {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("the {} is not the {}", s.wrong, s.right),
};
