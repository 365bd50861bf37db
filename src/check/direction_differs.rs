//! Rule `direction-differs`: the figure is right, but it rises where the Korean falls.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity, Value};
use crate::text::Span;
use crate::text::lines::floor;

/// The rule at work.
pub(super) struct DirectionDiffers;

pub(super) static CHECK: DirectionDiffers = DirectionDiffers;

static RULE: Rule = Rule {
    id: "direction-differs",
    mqm: "Accuracy/Mistranslation",
    its: "mistranslation",
    severity: Severity::Critical,
    page: include_str!("direction_differs.md"),
};

/// Which way something goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Up,
    Down,
}

/// Verb and noun stems right behind a figure.
const KOREAN: &[(&str, Way)] = &[
    ("증가", Way::Up),
    ("늘", Way::Up),
    ("상승", Way::Up),
    ("올랐", Way::Up),
    ("오른", Way::Up),
    ("올라", Way::Up),
    ("올린", Way::Up),
    ("올렸", Way::Up),
    ("인상", Way::Up),
    ("높아", Way::Up),
    ("높인", Way::Up),
    ("높였", Way::Up),
    ("급등", Way::Up),
    ("급증", Way::Up),
    ("뛰었", Way::Up),
    ("성장", Way::Up),
    ("감소", Way::Down),
    ("줄", Way::Down),
    ("하락", Way::Down),
    ("내렸", Way::Down),
    ("내린", Way::Down),
    ("내려", Way::Down),
    ("인하", Way::Down),
    ("낮아", Way::Down),
    ("낮춘", Way::Down),
    ("낮췄", Way::Down),
    ("축소", Way::Down),
    ("급락", Way::Down),
    ("급감", Way::Down),
    ("떨어", Way::Down),
    ("역성장", Way::Down),
];

/// English words, by their stems at the start of a word.
const ENGLISH: &[(&str, Way)] = &[
    ("rise", Way::Up),
    ("rose", Way::Up),
    ("rising", Way::Up),
    ("risen", Way::Up),
    ("increas", Way::Up),
    ("up", Way::Up),
    ("grew", Way::Up),
    ("grow", Way::Up),
    ("gain", Way::Up),
    ("jump", Way::Up),
    ("climb", Way::Up),
    ("higher", Way::Up),
    ("surg", Way::Up),
    ("soar", Way::Up),
    ("advanc", Way::Up),
    ("rais", Way::Up),
    ("expand", Way::Up),
    ("hike", Way::Up),
    ("more", Way::Up),
    ("spike", Way::Up),
    ("widen", Way::Up),
    ("fell", Way::Down),
    ("fall", Way::Down),
    ("drop", Way::Down),
    ("declin", Way::Down),
    ("down", Way::Down),
    ("decreas", Way::Down),
    ("shrank", Way::Down),
    ("shrink", Way::Down),
    ("shrunk", Way::Down),
    ("lower", Way::Down),
    ("plung", Way::Down),
    ("plummet", Way::Down),
    ("slump", Way::Down),
    ("tumbl", Way::Down),
    ("cut", Way::Down),
    ("reduc", Way::Down),
    ("contract", Way::Down),
    ("slip", Way::Down),
    ("lost", Way::Down),
    ("slash", Way::Down),
    ("less", Way::Down),
    ("fewer", Way::Down),
    ("dip", Way::Down),
    ("sank", Way::Down),
    ("trim", Way::Down),
    ("narrow", Way::Down),
];

impl Check for DirectionDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(i, j, _) in &evidence.figures.agreed {
            let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
            if !matches!(ko.value, Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Number(_)) {
                continue;
            }
            let Some((way, word)) = korean_way(pair, i) else { continue };
            let Some((other, place)) = english_way(pair, j) else { continue };
            if way == other {
                continue;
            }
            let text = pair.target.text();
            let verb = match way {
                Way::Up => "rises",
                Way::Down => "falls",
            };
            let draft = Draft::new(
                &RULE,
                0.8,
                format!(
                    "{} {verb} in the Korean ({}); the English says “{}”",
                    ko.span.slice(pair.source.text()),
                    word.slice(pair.source.text()),
                    place.slice(text)
                ),
            )
            .source(Label { span: ko.span.cover(word), value: Some(ko.value.clone()), note: read_as(ko) })
            .target(Label { span: en.span.cover(place), value: Some(en.value.clone()), note: read_as(en) });
            report.push(draft.finish(pair));
        }
    }
}

/// The verb right behind a Korean figure: 0.6% 줄어, 1%포인트 하락했다. Negated ones and steps of steps (감소폭) do not count.
fn korean_way(pair: &Pair<'_>, i: usize) -> Option<(Way, Span)> {
    let text = pair.source.text();
    let m = &pair.ko.mentions[i];
    let end = pair.ko.mentions.get(i + 1).map_or(text.len(), |n| n.span.start);
    let window = Span::new(m.span.end, floor(text, end.min(m.span.end + 24)).max(m.span.end)).slice(text);
    let body = window.trim_start_matches(['(', ')']).trim_start();
    let body = ["로 ", "으로 ", "까지 ", "이나 ", "가량 ", "정도 ", "씩 ", "를 ", "을 ", "만큼 ", "더 ", "넘게 ", "가까이 "]
        .iter()
        .find_map(|p| body.strip_prefix(p))
        .unwrap_or(body);
    let (stem, way) = KOREAN.iter().find(|(w, _)| body.starts_with(w))?;
    let tail = &body[stem.len()..];
    let start = m.span.end + (window.len() - body.len());
    let rest = Span::new(start, floor(text, (start + 60).min(text.len()))).slice(text);
    let before = Span::new(floor(text, m.span.start.saturating_sub(60)), m.span.start).slice(text);
    let rate = ["환율", "폭은", "폭이", "폭을", "상승폭", "하락폭", "증가폭", "감소폭", "상승률", "증가율"].iter().any(|w| before.contains(w));
    let unsure = rate
        || ["폭", "세", "률", "율", "분", "한도", "안", "지 않", "지 못", "지는 않", "기는커녕", "목표", "액"].iter().any(|w| tail.starts_with(w))
        || rest.contains("지 않")
        || rest.contains("지 못")
        || rest.contains("둔화")
        || rest.contains("에서 ");
    (!unsure).then(|| (*way, Span::new(start, start + stem.len())))
}

/// The words of direction around an English figure, within its clause; both ways or none leave it open.
fn english_way(pair: &Pair<'_>, j: usize) -> Option<(Way, Span)> {
    let text = pair.target.text();
    let m = &pair.en.mentions[j];
    // The verb of "raised it from 2.2 percent to 2.1 percent" stands before both.
    let moves = |p: &&Mention| p.span.end <= m.span.start && matches!(p.value, Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Number(_));
    let mut earlier = pair.en.mentions[..j].iter().rev().filter(moves);
    let last = earlier.next();
    let paired = last.is_some_and(|l| Span::new(l.span.end, m.span.start).slice(text).trim() == "to");
    let before = if paired { earlier.next() } else { last }.map_or(0, |l| l.span.end);
    let after = pair.en.mentions.get(j + 1).map_or(text.len(), |n| n.span.start);
    let from = clause_start(text, floor(text, m.span.start.saturating_sub(if paired { 72 } else { 48 })).max(before), m.span.start);
    let to = clause_end(text, m.span.end, floor(text, (m.span.end + 26).min(after).max(m.span.end)));
    let (left, right) = (ways(text, from, m.span.start), ways(text, m.span.end, to));
    let near = left.last().copied().into_iter().chain(right.first().copied());
    let mut all = left.iter().chain(&right).map(|w| w.0);
    let first = all.next()?;
    all.all(|w| w == first).then(|| near.min_by_key(|w| w.1.start.abs_diff(m.span.start))).flatten()
}

fn clause_start(text: &str, from: usize, to: usize) -> usize {
    let slice = Span::new(from, to).slice(text);
    [". ", "; ", ": "].iter().filter_map(|stop| slice.rfind(stop)).max().map_or(from, |i| from + i + 1)
}

fn clause_end(text: &str, from: usize, to: usize) -> usize {
    Span::new(from, to).slice(text).find(['.', ';', ',', ':']).map_or(to, |i| from + i)
}

fn ways(text: &str, from: usize, to: usize) -> Vec<(Way, Span)> {
    let slice = Span::new(from, to).slice(text);
    let mut at = from;
    slice
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter_map(|word| {
            let start = at;
            at += word.len() + 1;
            let lower = word.to_ascii_lowercase();
            // Nouns for what grows, not verbs: growth forecast, pace of gains.
            if matches!(lower.as_str(), "growth" | "gains" | "increases" | "declines" | "losses" | "lowering") {
                return None;
            }
            let hit = ENGLISH.iter().find(|(w, _)| {
                if w.len() <= 4 && !matches!(*w, "surg" | "rais" | "gain" | "grow" | "drop" | "jump" | "slip") {
                    lower == *w
                        || matches!(
                            (*w, lower.as_str()),
                            ("fall", "falls" | "falling" | "fallen")
                                | ("cut", "cuts" | "cutting")
                                | ("rise", "rises")
                                | ("hike", "hiked" | "hikes")
                                | ("soar", "soared" | "soaring")
                                | ("dip", "dipped")
                        )
                } else {
                    lower.starts_with(w)
                }
            })?;
            Some((hit.1, Span::new(start, start + word.len())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_direction() {
        let found: Vec<Way> = ways("exports rose while imports fell sharply upward", 0, 46).into_iter().map(|w| w.0).collect();
        assert_eq!(found, [Way::Up, Way::Down]);
    }
}
