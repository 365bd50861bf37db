//! Rule `date-differs`: flags a day, month, quarter or year that is not the one in the Korean.

use super::figure::FigureRule;
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule { id: "date-differs", mqm: "Accuracy/Mistranslation/Date", its: "numbers", severity: Severity::Major, page: include_str!("date_differs.md") },
    takes: |d, _, _, _| matches!(d.how, How::Date),
    message: |s| format!("{} is {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("{} is not {}", s.wrong, s.right),
};
