//! Rule `value-differs`: flags a number, percentage, amount of money or quantity that is not the one in the Korean.

use super::figure::{FigureRule, share};
use crate::compare::How;
use crate::model::{Rule, Severity, Value};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "value-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("value_differs.md"),
    },
    takes: |d, ko, _, _| {
        matches!(d.how, How::Value | How::Transposed)
            && matches!(ko.value, Value::Number(_) | Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Quantity(..))
            && !share(ko)
    },
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| if s.difference.how == How::Transposed { "two digits have changed places".to_owned() } else { format!("{} is not {}", s.wrong, s.right) },
};
