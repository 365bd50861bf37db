//! Rule `unit-differs`: flags a quantity with the right number and the wrong unit.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule { id: "unit-differs", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Major, page: include_str!("unit_differs.md") },
    takes: |d, _, _, _| matches!(d.how, How::Unit),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |_| "the number is the same, the unit is not".to_owned(),
};
