//! Rule `magnitude-slip`: flags an amount that is ten, a hundred, a thousand … times too large or too small.

use super::figure::{FigureRule, factor};
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "magnitude-slip",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Critical,
        page: include_str!("magnitude_slip.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::PowerOfTen(_)),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| factor(s.difference.how),
};
