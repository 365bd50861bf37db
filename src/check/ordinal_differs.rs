//! Rule `ordinal-differs`: flags a rank or a place in a series that is not the one in the Korean.

use super::figure::FigureRule;
use super::term_of_office::{another_ordinal, of_office};
use crate::model::{Rule, Severity};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "ordinal-differs",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("ordinal_differs.md"),
    },
    takes: |d, ko, _, text| another_ordinal(d, ko) && !of_office(ko, text),
    message: |s| format!("{} is the {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("the {} is not the {}", s.wrong, s.right),
};
