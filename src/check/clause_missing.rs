//! Rule `clause-missing`: a clause of the Korean of which nothing stands in the English.

use crate::check::{Check, Draft, Evidence};
use crate::compare::clauses::Bond;
use crate::compare::omitted::Omitted;
use crate::compare::passages::ARTICLE;
use crate::model::{Finding, Label, Omission, Pair, Rule, Severity};
use crate::text::Cover;

static RULE: Rule =
    Rule { id: "clause-missing", mqm: "Accuracy/Omission", its: "omission", severity: Severity::Major, page: include_str!("clause_missing.md") };

/// The rule at work.
pub(super) struct ClauseMissing;

pub(super) static CHECK: ClauseMissing = ClauseMissing;

impl Check for ClauseMissing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let omitted = evidence.omitted();
        if omitted.is_empty() {
            return;
        }
        // A denial or an exception that is gone is told as that.
        let qualifiers: Cover = evidence.clashes().iter().filter(|c| c.rule == "qualifier-lost").map(|c| c.korean).collect();
        for clause in omitted {
            if !qualifiers.overlaps(clause.span) {
                report.push(finding(pair, clause, evidence.settings.leave.may_trim(Omission::Background)));
            }
        }
    }
}

fn finding(pair: &Pair<'_>, clause: &Omitted, may_trim: bool) -> Finding {
    let ko = clause.span.slice(pair.source.text());
    let message = match clause.bond {
        Bond::Condition => format!("“{ko}” states a condition; the English leaves it out"),
        Bond::Concession => format!("“{ko}” says what stands against the rest; the English leaves it out"),
        Bond::Plain if clause.casualties => format!("“{ko}” tells of people who died or were hurt; the English has nothing for it"),
        Bond::Plain if !clause.figures.is_empty() => format!("“{ko}” and its figure are left out of the English"),
        Bond::Plain => format!("“{ko}” is left out of the English"),
    };
    let figures = match clause.figures.len() {
        0 => String::new(),
        1 => " and its figure".to_owned(),
        n => format!(" and its {n} figures"),
    };
    let words = match clause.lost {
        0 => String::new(),
        1 => "one word of the clause is in the word list".to_owned(),
        n => format!("{n} words of the clause are in the word list"),
    };
    let explanation =
        if words.is_empty() { "its figures stand nowhere in the English".to_owned() } else { format!("{words}; the passage renders none of them{figures}") };
    // Editors trim articles; what they trim is worth a look where it is one figure, and more where it is the news.
    let trimmed = may_trim && pair.pairing.links.len() >= ARTICLE && clause.bond == Bond::Plain && clause.figures.len() < 2 && !clause.casualties;
    let severity = if trimmed { Severity::Minor } else { RULE.severity };
    let confidence = if clause.bond == Bond::Plain && clause.figures.is_empty() && !clause.casualties { 0.65 } else { 0.75 };
    Draft::new(&RULE, confidence, message).severity(severity).explain(explanation).source(Label::new(clause.span, "left out")).finish(pair)
}
