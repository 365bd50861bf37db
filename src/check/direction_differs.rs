//! Rule `direction-differs`: the figure is right, but it rises where the Korean falls.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::compare::change::{self, Way};
use crate::compare::role::{self, Role};
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity, Value};
use crate::text::lines::floor;
use crate::text::{Prefixes, Span, Stems};
use std::sync::LazyLock;

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

impl Check for DirectionDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(i, j, _) in &evidence.figures.agreed {
            if let Some((way, korean, english, note)) = turned(pair, i, j) {
                report.push(finding(pair, (i, j), way, (korean, english), note));
            }
        }
    }
}

/// A figure that goes one way in the Korean and another in the English: the Korean way, the words on both sides, and why.
fn turned(pair: &Pair<'_>, i: usize, j: usize) -> Option<(Way, Span, Span, &'static str)> {
    let text = pair.source.text();
    let m = &pair.ko.mentions[i];
    if !matches!(m.value, Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Number(_) | Value::Duration(_) | Value::Ordinal(_)) {
        return None;
    }
    let (way, word, rest) = korean_verb(pair, i)?;
    let before = Span::new(floor(text, m.span.start.saturating_sub(60)), m.span.start).slice(text);
    if before.contains("환율") {
        let (other, place) = exchange(pair, j)?;
        return (!before.contains("원화 가치") && !before.contains("원화가치") && sure(text, word, rest) && way != other)
            .then_some((way, word, place, EXCHANGE));
    }
    if let Some(noun) = pace(before) {
        let place = falls_or_rises(pair, j, noun)?;
        let level = role::korean(text, i.checked_sub(1).map(|b| &pair.ko.mentions[b]), m).is_some_and(|c| c.role == Role::Level);
        let positive = m.value.amount().is_some_and(|a| !a.low.is_negative());
        return (level && positive).then_some((noun, word, place, "the Korean tells how fast it went on, not that it turned"));
    }
    if before.contains("폭은") || before.contains("폭이") || before.contains("폭을") || !sure(text, word, rest) {
        return None;
    }
    let (other, place) = english_way(pair, j)?;
    (way != other).then_some((way, word, place, ""))
}

/// Why a rate of exchange is read the other way round.
const EXCHANGE: &str = "the rate is won per dollar: when it rises, the won weakens";

fn finding(pair: &Pair<'_>, (i, j): (usize, usize), way: Way, (korean, english): (Span, Span), note: &str) -> Finding {
    let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
    let verb = match way {
        Way::Up => "rises",
        Way::Down => "falls",
    };
    let figure = ko.span.slice(pair.source.text());
    let (a, b) = (korean.slice(pair.source.text()), english.slice(pair.target.text()));
    let message = match (note, way) {
        (EXCHANGE, Way::Up) => format!("The rate goes up {figure} ({a}), so the won weakens; the English says “{b}”"),
        (EXCHANGE, Way::Down) => format!("The rate goes down {figure} ({a}), so the won strengthens; the English says “{b}”"),
        _ => format!("{figure} {verb} in the Korean ({a}); the English says “{b}”"),
    };
    Draft::new(&RULE, 0.8, message)
        .explain(note)
        .source(Label { span: ko.span.cover(korean), value: Some(ko.value.clone()), note: read_as(ko) })
        .target(Label { span: en.span.cover(english), value: Some(en.value.clone()), note: read_as(en) })
        .finish(pair)
}

/// What may stand between a figure and its verb.
const BETWEEN: &[&str] = &["로 ", "으로 ", "까지 ", "이나 ", "가량 ", "정도 ", "씩 ", "를 ", "을 ", "만큼 ", "더 ", "넘게 ", "가까이 "];

/// The verb right behind a Korean figure: 0.6% 줄어, 1%포인트 하락했다, 12주 연속 올랐다. With what follows its stem.
fn korean_verb<'t>(pair: &Pair<'t>, i: usize) -> Option<(Way, Span, &'t str)> {
    static BEFORE_VERB: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(BETWEEN));
    static STREAK: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(&["연속 ", "연속으로 ", "째 ", "내리 "]));
    let text = pair.source.text();
    let m = &pair.ko.mentions[i];
    let end = pair.ko.mentions.get(i + 1).map_or(text.len(), |n| n.span.start);
    let window = Span::new(m.span.end, floor(text, end.min(m.span.end + 36)).max(m.span.end)).slice(text);
    let body = window.trim_start_matches(['(', ')']).trim_start();
    let body = BEFORE_VERB.strip(body).unwrap_or(body);
    let streak = STREAK.strip(body);
    // A length of time rises only when it counts how often something did.
    if streak.is_none() && matches!(m.value, Value::Duration(_) | Value::Ordinal(_)) {
        return None;
    }
    let body = streak.unwrap_or(body);
    let (stem, way) = change::korean(body)?;
    let start = m.span.end + (window.len() - body.len());
    Some((way, Span::new(start, start + stem.len()), &body[stem.len()..]))
}

/// Whether a Korean verb is one: not denied, no noun (감소폭), no step of a step.
fn sure(text: &str, word: Span, tail: &str) -> bool {
    let rest = Span::new(word.start, floor(text, (word.start + 60).min(text.len()))).slice(text);
    let noun = ["폭", "세", "률", "율", "분", "한도", "안", "지 않", "지 못", "지는 않", "기는커녕", "목표", "액"].iter().any(|w| tail.starts_with(w));
    !(noun || ["지 않", "지 못", "둔화", "에서 "].iter().any(|w| rest.contains(w)))
}

/// Nouns for how fast something goes on: their own size says nothing of their direction.
const PACE: &[(&str, Way)] = &[
    ("상승폭", Way::Up),
    ("상승 폭", Way::Up),
    ("오름폭", Way::Up),
    ("증가폭", Way::Up),
    ("증가 폭", Way::Up),
    ("상승률", Way::Up),
    ("증가율", Way::Up),
    ("하락폭", Way::Down),
    ("하락 폭", Way::Down),
    ("내림폭", Way::Down),
    ("낙폭", Way::Down),
    ("감소폭", Way::Down),
    ("감소 폭", Way::Down),
    ("하락률", Way::Down),
    ("감소율", Way::Down),
];

/// The last such noun before a figure.
fn pace(before: &str) -> Option<Way> {
    static NOUNS: LazyLock<Stems<Way>> = LazyLock::new(|| Stems::new(PACE.iter().copied()));
    let mut last = None;
    NOUNS.each(before, |_, way| last = Some(way));
    last
}

/// "Fell 0.21 percent" for a rise that slowed to 0.21%: a verb right before the figure that goes against the noun.
fn falls_or_rises(pair: &Pair<'_>, j: usize, noun: Way) -> Option<Span> {
    let text = pair.target.text();
    let m = &pair.en.mentions[j];
    let change = role::english(text, j.checked_sub(1).map(|b| &pair.en.mentions[b]), m)?;
    let (word, start) = role::word_before(text, m.span.start)?;
    // "Its gains fell 0.1 point" speaks of the pace itself.
    let pace = Span::new(floor(text, start.saturating_sub(40)), start).slice(text);
    let own = ["growth", "gain", "pace", "rate", "increase", "decline", "drop", "inflation"].iter().any(|w| pace.contains(w));
    (!change.outright && change.way != noun && !own).then(|| Span::new(start, start + word.len()))
}

/// Words for a currency that grows stronger or weaker.
const STRENGTH: &[(&str, Way)] = &[
    ("strengthen", Way::Up),
    ("stronger", Way::Up),
    ("firm", Way::Up),
    ("appreciat", Way::Up),
    ("gain", Way::Up),
    ("rose", Way::Up),
    ("weaken", Way::Down),
    ("weaker", Way::Down),
    ("depreciat", Way::Down),
    ("lost", Way::Down),
    ("fell", Way::Down),
    ("slid", Way::Down),
    ("slip", Way::Down),
    ("drop", Way::Down),
];

/// Which way the won-dollar rate goes in the English around a figure: a won that strengthens brings it down.
fn exchange(pair: &Pair<'_>, j: usize) -> Option<(Way, Span)> {
    let text = pair.target.text();
    let m = &pair.en.mentions[j];
    let sentence = pair.en.passages[pair.en.passage_at(m.span.start)?].span;
    let from = clause_start(text, floor(text, m.span.start.saturating_sub(48)).max(sentence.start), m.span.start);
    let to = clause_end(text, m.span.end, floor(text, (m.span.end + 20).min(sentence.end)).max(m.span.end));
    let mut words = word_spans(text, from, m.span.start).chain(word_spans(text, m.span.end, to));
    let (place, strength) = words.find_map(|s| STRENGTH.iter().find(|(w, _)| s.slice(text).starts_with(w)).map(|(_, way)| (s, *way)))?;
    let before = Span::new(sentence.start, place.start).slice(text).to_ascii_lowercase();
    let subject = |noun: &str| {
        let stands =
            |at: usize| !["against ", "per ", "versus ", "to "].iter().any(|p| before[..at].ends_with(p)) && !before[at + noun.len()..].starts_with(['-', '/']);
        before.match_indices(noun).map(|f| f.0).filter(|&at| stands(at)).last()
    };
    match (subject("the won").max(subject("korean won")).max(subject("the local currency")), subject("the dollar").max(subject("greenback"))) {
        (Some(won), dollar) if dollar.is_none_or(|d| d < won) && before.rfind("exchange rate").is_none_or(|r| r < won) => Some((strength.turned(), place)),
        (None, Some(_)) if !before.contains("exchange rate") => Some((strength, place)),
        _ => None,
    }
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
    word_spans(text, from, to).filter_map(|span| change::english(span.slice(text)).map(|way| (way, span))).collect()
}

fn word_spans(text: &str, from: usize, to: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = from;
    Span::new(from, to).slice(text).split(|c: char| !c.is_ascii_alphabetic()).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += text[at..].chars().next().map_or(1, char::len_utf8);
        (!word.is_empty()).then(|| Span::new(start, start + word.len()))
    })
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
