//! Rule `opposite-sense`: a deficit became a surplus, a loss a profit, buying selling, a record low a record high.

use crate::check::said::Told;
use crate::check::{Check, Draft, Evidence, contrary, said};
use crate::compare::axes::{self, AXES, Axis, Named};
use crate::compare::senses::Clash;
use crate::compare::senses::compared::COMPARED;
use crate::compare::senses::crossed::CROSSED;
use crate::model::{Finding, Label, Pair, Rule, Severity, Value};
use crate::text::lines::floor;
use crate::text::{Cover, Span};

/// The rule at work.
pub(super) struct OppositeSense;

pub(super) static CHECK: OppositeSense = OppositeSense;

static RULE: Rule =
    Rule { id: "opposite-sense", mqm: "Accuracy/Mistranslation", its: "mistranslation", severity: Severity::Critical, page: include_str!("opposite_sense.md") };

impl Check for OppositeSense {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        said::report(&RULE, pair, evidence, report, told);
        let seen = evidence.seen();
        if seen.is_empty() {
            return;
        }
        beside_figures(pair, evidence, report);
        let told: Cover = report.iter().filter(|f| f.rule.id == RULE.id).filter_map(|f| f.target.as_ref().map(|t| t.span)).collect();
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
            let (ko, en) = (pair.ko.cover(&link.source), pair.en.cover(&link.target));
            if let Some((korean, english, row)) = contrary::found(pair, ko, en, seen.contraries(ko)) {
                let (a, b) = (korean.slice(pair.source.text()), english.slice(pair.target.text()));
                let draft = Draft::new(&RULE, 0.82, format!("{a} means {}; the English says “{b}”", row.means))
                    .explain("the two are contrary, and nothing in the English says the first")
                    .source(Label::new(korean, row.means))
                    .target(Label::new(english, b));
                report.push(draft.finish(pair));
            }
            for (row, axis) in present(seen.poles(ko)) {
                let source = axes::of_axis(seen.poles(ko), row);
                let Some(&(korean, pole)) = source.first() else { continue };
                if source.iter().any(|s| s.1 != pole) {
                    continue;
                }
                let target = axes::english(axis, pair.target.text(), en);
                let Some(&(english, other)) = target.first() else { continue };
                if other == pole || target.iter().any(|t| t.1 == pole) || told.overlaps(english) {
                    continue;
                }
                report.push(finding(pair, axis, (korean, pole), english));
            }
        }
    }
}

fn told(clash: &Clash, korean: &str, english: &str) -> Told {
    let why = match clash.says {
        CROSSED => "each of the two opposite verbs stands in the English with the words for what the other one is of",
        COMPARED => "what the Korean says is more, or less, is what the English holds it against",
        _ => return said::contrary(clash, korean, english),
    };
    (0.8, format!("“{korean}”: the English has the two the other way round: “{english}”"), why.to_owned())
}

/// 46억7000만달러 적자 as "a $4.67 billion surplus": the pole right beside a figure, on both sides.
fn beside_figures(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    for &(i, j, _) in &evidence.figures.agreed {
        let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
        if !matches!(ko.value, Value::Money(..) | Value::Percent(_) | Value::Points(_)) {
            continue;
        }
        let window = |text: &str, at: Span| Span::new(floor(text, at.start.saturating_sub(NEAR)), floor(text, (at.end + NEAR).min(text.len())));
        let (ko_window, en_window) = (window(pair.source.text(), ko.span), window(pair.target.text(), en.span));
        for (row, axis) in present(evidence.seen().poles(ko_window)) {
            let (source, target) = (axes::of_axis(evidence.seen().poles(ko_window), row), axes::english(axis, pair.target.text(), en_window));
            if let ([(korean, pole)], [(english, other)]) = (&source[..], &target[..])
                && pole != other
            {
                report.push(finding(pair, axis, (*korean, *pole), *english));
            }
        }
    }
}

/// The axes of which a pole is among these, with their rows.
fn present(poles: impl Iterator<Item = Named>) -> impl Iterator<Item = (usize, &'static Axis)> {
    let rows = poles.fold(0_u64, |rows, n| rows | 1 << n.axis);
    AXES.iter().enumerate().filter(move |(row, _)| rows >> row & 1 == 1)
}

/// Every row has a bit.
const _: () = assert!(AXES.len() <= 64, "more axes than bits");

/// How far from a figure a pole still belongs to it, in bytes.
const NEAR: usize = 22;

fn finding(pair: &Pair<'_>, axis: &Axis, (korean, pole): (Span, usize), english: Span) -> Finding {
    let (a, b) = (korean.slice(pair.source.text()), english.slice(pair.target.text()));
    let right = axis.poles[pole].en[0];
    Draft::new(&RULE, 0.78, format!("{a} is a word for “{right}”; the English says “{b}”"))
        .explain(format!("of {}, the Korean has only the one here and the English only the other", axis.about))
        .source(Label::new(korean, right))
        .target(Label::new(english, b))
        .finish(pair)
}
