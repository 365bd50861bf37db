//! Rule `bound-differs`: flags a limit that points the other way: at least for at most, more than for fewer than.

use super::figure::{FigureRule, bound};
use crate::compare::How;
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "bound-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("bound_differs.md"),
    },
    takes: |d, _, _, _| matches!(d.how, How::Bound),
    message: |s| format!("{} is {}; the English says {}", s.ko, bound(s.source), s.en),
    explain: |s| format!("the Korean says {}, the English {}", bound(s.source), bound(s.target)),
};
