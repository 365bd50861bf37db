//! Rule `figures-swapped`: both figures of "from … to …" are right and have changed places.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence, labelled};
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity};
use crate::text::Span;

/// The rule at work.
pub(super) struct FiguresSwapped;

pub(super) static CHECK: FiguresSwapped = FiguresSwapped;

static RULE: Rule = Rule {
    id: "figures-swapped",
    mqm: "Accuracy/Mistranslation/Number",
    its: "numbers",
    severity: Severity::Critical,
    page: include_str!("figures_swapped.md"),
};

impl Check for FiguresSwapped {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        from_and_to(pair, evidence, report);
        for swap in labelled::swaps(pair, evidence) {
            let cover = |mentions: &[Mention], of: &[usize]| of.iter().map(|&i| mentions[i].span).reduce(Span::cover).unwrap_or_default();
            let (ko, en) = (cover(&pair.ko.mentions, &swap.ko), cover(&pair.en.mentions, &swap.en));
            let first = &pair.ko.mentions[swap.ko[0]];
            let words: Vec<&str> = swap.ko.iter().map(|&i| pair.ko.mentions[i].span.slice(pair.source.text())).collect();
            let draft = Draft::new(&RULE, 0.85, format!("{} are all in the English, but {} have changed places", words.join(" and "), swap.about))
                .explain("each figure was read with the word that labels it, on both sides")
                .source(Label { span: ko, value: Some(first.value.clone()), note: read_as(first) })
                .target(Label::new(en, "the other way round"));
            report.push(draft.finish(pair));
        }
    }
}

/// A에서 B로 as "from B to A".
fn from_and_to(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    {
        let agreed = &evidence.figures.agreed;
        for i in 1..pair.ko.mentions.len() {
            let (old, new) = (&pair.ko.mentions[i - 1], &pair.ko.mentions[i]);
            if !from_to(pair.source.text(), old, new) {
                continue;
            }
            let rendering = |ko: usize| agreed.iter().find(|a| a.0 == ko).map(|a| &pair.en.mentions[a.1]);
            let (Some(from), Some(to)) = (rendering(i - 1), rendering(i)) else { continue };
            let text = pair.target.text();
            if word_before(text, from) == Some("to") && word_before(text, to) == Some("from") && from.value != to.value {
                let (ko, en) = (old.span.cover(new.span), from.span.cover(to.span));
                let [a, b] = [from, to].map(|m| m.span.slice(text));
                let draft = Draft::new(&RULE, 0.93, format!("the Korean goes from {a} to {b}; the English has them the other way round"))
                    .explain(format!(
                        "{} is the starting point (에서) and {} the end (로)",
                        old.span.slice(pair.source.text()),
                        new.span.slice(pair.source.text())
                    ))
                    .source(Label { span: ko, value: Some(old.value.clone()), note: read_as(old) })
                    .target(Label { span: en, value: Some(to.value.clone()), note: read_as(to) });
                report.push(draft.finish(pair));
            }
        }
    }
}

/// A에서 B로: what stands between and behind two neighbouring figures.
fn from_to(text: &str, old: &Mention, new: &Mention) -> bool {
    let between = text.get(old.span.end..new.span.start).unwrap_or("");
    let behind = text.get(new.span.end..).unwrap_or("");
    between.starts_with("에서") && between.chars().count() <= 16 && ["로 ", "으로 ", "까지 ", "로,", "으로,"].iter().any(|p| behind.starts_with(p))
}

/// The word before a figure: "from", "to", or what else.
fn word_before<'t>(text: &'t str, m: &Mention) -> Option<&'t str> {
    let before = Span::new(0, m.span.start).slice(text).trim_end();
    let mut words = before.rsplit([' ', '\n']);
    let last = words.next()?;
    if matches!(last, "about" | "some" | "around" | "just" | "nearly" | "only" | "a") { words.next() } else { Some(last) }
}
