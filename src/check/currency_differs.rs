//! Rule `currency-differs`: flags an amount of money with the right number in the wrong currency.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "currency-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Critical,
        page: include_str!("currency_differs.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::Currency),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |_| "the number is the same, the currency is not".to_owned(),
};
