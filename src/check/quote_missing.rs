//! Rule `quote-missing`: what somebody said word for word in the Korean is told without quotation marks in the English.

use crate::check::{Check, Draft, Evidence};
use crate::compare::quotes::{may_quote, quotations, syllables};
use crate::model::{Finding, Label, Pair, Rule, Severity};

static RULE: Rule = Rule { id: "quote-missing", mqm: "Style/Register", its: "register", severity: Severity::Info, page: include_str!("quote_missing.md") };

/// Syllables from which on a quotation is speech and no term.
const SPEECH: usize = 12;

/// The rule at work.
pub(super) struct QuoteMissing;

pub(super) static CHECK: QuoteMissing = QuoteMissing;

impl Check for QuoteMissing {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let (ko, en) = (pair.source.text(), pair.target.text());
        // An article that marks nothing as quoted has lost its marks, or never uses them.
        if !may_quote(en) || !may_quote(ko) || pair.pairing.links.len() < 2 {
            return;
        }
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            let marked = pair.en.passages[link.target.clone()].iter().any(|p| p.span.slice(en).contains(['"', '“', '”', '\'', '‘']));
            if marked {
                continue;
            }
            for passage in &pair.ko.passages[link.source.clone()] {
                let sentence = passage.span.slice(ko);
                for said in quotations(sentence).into_iter().filter(|s| syllables(s.slice(sentence)) >= SPEECH) {
                    let label = Label::new(said.shift(passage.span.start), "quoted word for word");
                    report.push(Draft::new(&RULE, 0.5, "Quoted in the Korean; the English tells it in its own words").source(label).finish(pair));
                }
            }
        }
    }
}
