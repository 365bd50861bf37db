//! Rule `precedent-differs`: a name rendered otherwise than this newsroom has rendered it so far, by the precedent that was mined
//! from its archive.

use crate::check::{Check, Draft, Evidence};
use crate::house::precedent::{Departure, LEAST};
use crate::model::{Finding, Label, Pair, Rule, Severity};
use std::fmt::Write as _;

static RULE: Rule = Rule {
    id: "precedent-differs",
    mqm: "Terminology/Inconsistent use of terminology",
    its: "inconsistency",
    severity: Severity::Minor,
    page: include_str!("precedent_differs.md"),
};

/// The rule at work.
pub(super) struct PrecedentDiffers;

pub(super) static CHECK: PrecedentDiffers = PrecedentDiffers;

impl Check for PrecedentDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let Some(precedent) = &evidence.settings.precedent else { return };
        for departure in precedent.departures(pair, evidence.settings.house.as_deref()) {
            let en = departure.target.slice(pair.target.text());
            let severity = if is_frequent(&departure) { Severity::Info } else { Severity::Minor };
            report.push(
                Draft::new(&RULE, confidence(&departure), message(&departure, en))
                    .severity(severity)
                    .explain(explanation(&departure, en))
                    .source(Label::new(departure.source, "printed before"))
                    .target(Label::new(departure.target, "not as before"))
                    .suggest(departure.usual.en.as_str())
                    .finish(pair),
            );
        }
    }
}

/// Whether the form of this English is frequent, too, so that both may be meant.
fn is_frequent(departure: &Departure<'_>) -> bool {
    departure.known.is_some_and(|k| k.articles >= LEAST)
}

/// The share of articles with the usual form, as the rule of succession has it: three of three are less sure than 300 of 300.
fn confidence(departure: &Departure<'_>) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "numbers of articles")]
    let (usual, all) = (departure.usual.articles as f32, departure.named.articles() as f32);
    0.95 * (usual + 1.0) / (all + 2.0)
}

fn message(departure: &Departure<'_>, en: &str) -> String {
    let usual = departure.usual;
    let mut out = format!("{} was {} in {} articles", departure.named.ko, usual.en, usual.articles);
    // Writing to a string cannot fail.
    if let Some(first) = usual.first {
        let _ = write!(out, " since {}", first.year());
    }
    if let Some(last) = usual.last {
        let _ = write!(out, ", last on {last}");
    }
    let _ = write!(out, "; this draft has {en}");
    out
}

fn explanation(departure: &Departure<'_>, en: &str) -> String {
    let mut out = String::from("The precedent is what was printed, not what was decided.");
    if let Some(known) = departure.known {
        let articles = if known.articles == 1 { "1 article".to_owned() } else { format!("{} articles", known.articles) };
        let _ = write!(out, " “{en}” was printed in {articles}.");
    } else {
        let _ = write!(out, " “{en}” was not printed before.");
    }
    if !departure.usual.ids.is_empty() {
        let _ = write!(out, " See {}.", departure.usual.ids.join(", "));
    }
    out
}
