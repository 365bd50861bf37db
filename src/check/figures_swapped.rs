//! Rule `figures-swapped`: both figures of "from … to …" are right and have changed places.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence, clusters, labelled};
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity, Value};
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
        // Whatever changed places is there twice.
        if evidence.figures.agreed.len() < 2 && evidence.figures.crossed.is_empty() {
            return;
        }
        from_and_to(pair, evidence, report);
        between_sentences(pair, evidence, report);
        let swaps = labelled::swaps(pair, evidence);
        let clusters = clusters::exchanges(pair, evidence).into_iter().chain(clusters::across_sentences(pair, evidence));
        for e in clusters.filter(|e| !swaps.iter().any(|s| s.ko.contains(&e.ko[0]))) {
            let [a, b] = e.ko.map(|i| pair.ko.mentions[i].span.slice(pair.source.text()));
            let (first, span) = (&pair.ko.mentions[e.ko[0]], pair.en.mentions[e.en[0]].span.cover(pair.en.mentions[e.en[1]].span));
            let draft = Draft::new(&RULE, 0.85, format!("{a} and {b} are both in the English, but each stands in the place of the other"))
                .explain("each figure was read with the figures and the sentence that it stands with, on both sides")
                .source(Label { span: first.span.cover(pair.ko.mentions[e.ko[1]].span), value: Some(first.value.clone()), note: read_as(first) })
                .target(Label::new(span, "the other way round"));
            report.push(draft.finish(pair));
        }
        for swap in swaps {
            let cover = |mentions: &[Mention], of: &[usize]| of.iter().map(|&i| mentions[i].span).reduce(Span::cover).unwrap_or_default();
            let (ko, en) = (cover(&pair.ko.mentions, &swap.ko), cover(&pair.en.mentions, &swap.en));
            let first = &pair.ko.mentions[swap.ko[0]];
            let words: Vec<&str> = swap.ko.iter().map(|&i| pair.ko.mentions[i].span.slice(pair.source.text())).collect();
            let draft = Draft::new(
                &RULE,
                0.85,
                format!("{} are {} in the English, but {} have changed places", words.join(" and "), if words.len() == 2 { "both" } else { "all" }, swap.about),
            )
            .explain("each figure was read with the word that labels it, on both sides")
            .source(Label { span: ko, value: Some(first.value.clone()), note: read_as(first) })
            .target(Label::new(en, "the other way round"));
            report.push(draft.finish(pair));
        }
    }
}

/// Each of two figures stands in the sentence of the other.
fn between_sentences(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    for [a, b] in &evidence.figures.crossed {
        let words = |i: usize| pair.ko.mentions[i].span.slice(pair.source.text());
        let draft = Draft::new(&RULE, 0.88, format!("{} and {} have changed places between two sentences of the English", words(a.0), words(b.0)))
            .explain("each figure is left out where the Korean has it and stands where the other one should be")
            .source_mention(&pair.ko.mentions[a.0], read_as(&pair.ko.mentions[a.0]))
            .target_mention(&pair.en.mentions[b.1], read_as(&pair.en.mentions[b.1]));
        report.push(draft.finish(pair));
    }
}

/// A에서 B로 as "from B to A".
fn from_and_to(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    for i in (1..pair.ko.mentions.len()).filter(|&i| ends_swapped(pair, evidence, i)) {
        let Some(before) = start(pair, i) else { continue };
        let (old, new) = (&pair.ko.mentions[before], &pair.ko.mentions[i]);
        let Some((from, to)) = renderings(evidence, pair, [before, i]) else { continue };
        let (text, korean) = (pair.target.text(), pair.source.text());
        let (ko, en) = (old.span.cover(new.span), from.span.cover(to.span));
        let [a, b] = [from, to].map(|m| m.span.slice(text));
        let draft = Draft::new(&RULE, 0.93, format!("the Korean goes from {a} to {b}; the English has them the other way round"))
            .explain(format!("{} is the starting point (에서) and {} the end (로)", old.span.slice(korean), new.span.slice(korean)))
            .source(Label { span: ko, value: Some(old.value.clone()), note: read_as(old) })
            .target(Label { span: en, value: Some(to.value.clone()), note: read_as(to) });
        report.push(draft.finish(pair));
    }
}

/// Whether the Korean mention `i` and the one before it are A에서 B로 and the English has "from B to A".
pub(super) fn ends_swapped(pair: &Pair<'_>, evidence: &Evidence, i: usize) -> bool {
    let (Some(new), Some(before)) = (pair.ko.mentions.get(i), start(pair, i)) else { return false };
    let text = pair.target.text();
    from_to(pair.source.text(), &pair.ko.mentions[before], new)
        && renderings(evidence, pair, [before, i])
            .is_some_and(|(from, to)| word_before(text, from) == Some("to") && word_before(text, to) == Some("from") && from.value != to.value)
}

/// The figure of the same kind before a Korean one, with nothing but dates between: 1만4120건에서 지난해 1만6835건으로.
fn start(pair: &Pair<'_>, i: usize) -> Option<usize> {
    let kind = pair.ko.mentions.get(i)?.value.kind();
    let mut before = (i.saturating_sub(3)..i).rev();
    before.find(|&b| !matches!(pair.ko.mentions[b].value, Value::Date(_)) || kind == "date").filter(|&b| pair.ko.mentions[b].value.kind() == kind)
}

/// What renders two Korean figures.
fn renderings<'a>(evidence: &Evidence, pair: &Pair<'a>, ko: [usize; 2]) -> Option<(&'a Mention, &'a Mention)> {
    let [from, to] = ko.map(|i| evidence.figures.rendering(i).map(|j| &pair.en.mentions[j]));
    Some((from?, to?))
}

/// A에서 B로: what stands between and behind two figures.
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
    if matches!(last, "about" | "some" | "around" | "just" | "nearly" | "only" | "a" | "the") { words.next() } else { Some(last) }
}
