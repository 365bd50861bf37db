//! Rule `term-of-office`: 제22대 국회, 20대 대통령: another term of a parliament or office in the English.

use super::figure::FigureRule;
use crate::compare::{Difference, How};
use crate::model::{Mention, Rule, Severity, Value};

pub(super) static CHECK: FigureRule = FigureRule {
    rule: Rule {
        id: "term-of-office",
        mqm: "Accuracy/Mistranslation/Number",
        its: "numbers",
        severity: Severity::Major,
        page: include_str!("term_of_office.md"),
    },
    takes: |d, ko, _, text| another_ordinal(d, ko) && of_office(ko, text),
    message: |s| format!("{} is the {}; the English says {}", s.ko, s.right, s.en),
    explain: |s| format!("the {} term is not the {}", s.wrong, s.right),
};

/// Whether a difference is of two places in an order.
pub(super) fn another_ordinal(d: &Difference, ko: &Mention) -> bool {
    matches!(d.how, How::Value | How::Transposed) && matches!(ko.value, Value::Ordinal(_))
}

/// What has terms that are counted with 대.
const OFFICES: &[&str] = &[
    "국회", "대통령", "대선", "총선", "총리", "국무총리", "대법원장", "헌법재판소장", "검찰총장", "총장", "의장", "회장", "위원장", "교황", "총재", "사장",
    "감독",
];

/// Whether a mention counts terms: 대 at its end, and an office behind it.
pub(super) fn of_office(ko: &Mention, text: &str) -> bool {
    let rest = text[ko.span.end..].trim_start_matches(' ');
    ko.span.slice(text).ends_with('대') && OFFICES.iter().any(|office| rest.starts_with(office))
}
