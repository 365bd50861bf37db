//! Rule `count-of-what`: the figure is right and is the figure of something else: of ships and not of people, of the lowest
//! and not of the highest, the size of a change and not where it ended.

use crate::check::labels::{self, LABELS};
use crate::check::wording::{english, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::children;
use crate::compare::role::{self, Role};
use crate::compare::{Agreement, Why};
use crate::model::{DurationUnit, Finding, Label, Mention, Pair, Rule, Severity, Value};
use crate::text::Span;
use crate::text::lines::floor;

/// The rule at work.
pub(super) struct CountOfWhat;

pub(super) static CHECK: CountOfWhat = CountOfWhat;

static RULE: Rule =
    Rule { id: "count-of-what", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Major, page: include_str!("count_of_what.md") };

/// Classes of counted things, and those that a count of them is never a count of.
const APART: &[(&str, &[&str])] = &[
    ("people", &["vehicles", "ships", "aircraft", "animals", "homes", "households"]),
    ("animals", &["people", "vehicles", "ships", "homes", "households"]),
    ("ships", &["people", "vehicles", "animals", "homes", "households"]),
    ("vehicles", &["people", "ships", "animals", "households"]),
    ("homes", &["people", "vehicles", "ships", "animals"]),
    ("households", &["people", "vehicles", "ships", "animals"]),
    ("places", &["people", "vehicles", "ships", "animals"]),
    ("countries", &["people", "companies", "vehicles", "ships"]),
];

impl Check for CountOfWhat {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(i, j, agreement) in &evidence.figures.agreed {
            // "Down to 60 percent" for 40% less is told from its other side.
            let turned = agreement == Agreement::Compatible(Why::OtherWords) && pair.ko.mentions[i].value.amount() != pair.en.mentions[j].value.amount();
            let found = (!turned)
                .then(|| part_of_change(pair, evidence, i, j))
                .flatten()
                .or_else(|| label(pair, i, j))
                .or_else(|| counted(pair, i, j))
                .or_else(|| word_behind(pair, i, j));
            if let Some(Other { ko, en, message, why }) = found {
                let (source, target) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
                let draft = Draft::new(&RULE, 0.78, message)
                    .explain(why)
                    .source(Label { span: source.span.cover(ko), value: Some(source.value.clone()), note: read_as(source) })
                    .target(Label { span: target.span.cover(en), value: Some(target.value.clone()), note: read_as(target) });
                report.push(draft.finish(pair));
            }
        }
        exchanged(pair, evidence, report);
        survivors(pair, report);
    }
}

/// 2남 1녀 as "a son and two daughters".
fn survivors(pair: &Pair<'_>, report: &mut Vec<Finding>) {
    for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5) {
        let (ko, en) = (pair.ko.cover(&link.source), pair.en.cover(&link.target));
        let Some(korean) = children::korean(ko.slice(pair.source.text())) else { continue };
        let Some(english) = children::english(en.slice(pair.target.text())) else { continue };
        if (korean.sons, korean.daughters) == (english.sons, english.daughters) {
            continue;
        }
        let count = |n: u32, one: &str| if n == 1 { format!("one {one}") } else { format!("{n} {one}s") };
        let right = format!("{} and {}", count(korean.sons, "son"), count(korean.daughters, "daughter"));
        let (source, target) = (korean.span.shift(ko.start), english.span.shift(en.start));
        let message = format!("{} is {right}; the English says “{}”", source.slice(pair.source.text()), target.slice(pair.target.text()));
        let label = |span, note: String| Label { span, value: None, note };
        let draft = Draft::new(&RULE, 0.85, message).explain("남 counts sons and 녀 daughters".to_owned());
        report.push(draft.source(label(source, right)).target(label(target, "counted here".to_owned())).finish(pair));
    }
}

/// What a figure is of instead: the words on both sides, the message, and why.
struct Other {
    ko: Span,
    en: Span,
    message: String,
    why: String,
}

/// 13곳으로 늘었다 as "rose by 13", 400억원 늘린 1200억원 as "by 40 billion won from 120 billion won".
fn part_of_change(pair: &Pair<'_>, evidence: &Evidence, i: usize, j: usize) -> Option<Other> {
    let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
    if !matches!(ko.value, Value::Number(_) | Value::Money(..) | Value::Percent(_) | Value::Quantity(..)) || ko.value.kind() != en.value.kind() {
        return None;
    }
    let source = role::korean(pair.source.text(), i.checked_sub(1).map(|b| &pair.ko.mentions[b]), ko)?;
    let target = role::english(pair.target.text(), j.checked_sub(1).map(|b| &pair.en.mentions[b]), en)?;
    if source.role == target.role || !target.outright {
        return None;
    }
    // Both ends in each other's place are `figures-swapped`.
    if super::figures_swapped::ends_swapped(pair, evidence, i) || super::figures_swapped::ends_swapped(pair, evidence, i + 1) {
        return None;
    }
    let value = english(&ko.value);
    let say = |role: Role| match role {
        Role::Start => "where the change starts",
        Role::Step => "how large the change is",
        Role::Level => "where the change ends",
    };
    let (word, start) = role::word_before(pair.target.text(), en.span.start)?;
    Some(Other {
        ko: ko.span,
        en: Span::new(start, en.span.end),
        message: format!("{value} is {} in the Korean; the English says “{word} {}”", say(source.role), en.span.slice(pair.target.text())),
        why: "로 and 으로 with a verb of change say where it ends (to), a figure right before the verb how large it is (by), 에서 where it starts (from)"
            .to_owned(),
    })
}

/// 하위 20% as "the remaining 20 percent", 최근 5년 as "the next five years".
fn label(pair: &Pair<'_>, i: usize, j: usize) -> Option<Other> {
    let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
    let (span, axis, pole) = labels::korean(pair.source.text(), ko)?;
    let (place, other) = labels::english(pair.target.text(), en, axis)?;
    if pole == other {
        return None;
    }
    let (a, b) = (span.slice(pair.source.text()), place.slice(pair.target.text()));
    let right = LABELS[axis].poles[pole].1[0];
    Some(Other {
        ko: span,
        en: place,
        message: format!("{a} {} is “{right}”; the English says “{b}”", ko.span.slice(pair.source.text())),
        why: format!("of {}, each side names one, and not the same", LABELS[axis].about),
    })
}

/// 12척 as "12 people".
fn counted(pair: &Pair<'_>, i: usize, j: usize) -> Option<Other> {
    let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
    let (a, b) = (ko.counter?, en.counter?);
    let apart = APART.iter().any(|(class, others)| *class == a && others.contains(&b));
    // "12 car dealers" are no cars: the noun must end there.
    let behind = pair.target.text().get(en.span.end..floor(pair.target.text(), (en.span.end + 40).min(pair.target.text().len())))?;
    let nouns = behind.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).take(3).collect::<Vec<_>>();
    let plain = nouns
        .iter()
        .position(|w| labels::names(w, b))
        .is_some_and(|at| nouns.get(at + 1).is_none_or(|next| !next.ends_with('s') || labels::LINK.contains(next)));
    (apart && plain && matches!(ko.value, Value::Number(_))).then(|| Other {
        ko: ko.span,
        en: en.span,
        message: format!("{} counts {a}; the English counts {b}", ko.span.slice(pair.source.text())),
        why: format!("the number is the same, but {a} are not {b}"),
    })
}

/// What stands right behind the figure: 4선 as "fourth-ranked", 후반 27분 as "the 27th minute" of the match.
fn word_behind(pair: &Pair<'_>, i: usize, j: usize) -> Option<Other> {
    let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
    let (text, korean) = (pair.target.text(), pair.source.text());
    let behind = text.get(en.span.end..)?.trim_start_matches(['-', ' ']);
    if matches!(ko.value, Value::Ordinal(_)) && ko.span.slice(korean).ends_with('선') {
        let word = ["ranked", "ranking", "place", "largest", "grade", "seeded"].iter().find(|w| behind.starts_with(**w))?;
        return Some(Other {
            ko: ko.span,
            en: Span::new(en.span.start, en.span.end + 1 + word.len()),
            message: format!("{} counts how often somebody was elected; the English gives a rank", ko.span.slice(korean)),
            why: "선 behind a number is an election won: 4선 의원 is a four-term lawmaker".to_owned(),
        });
    }
    let Value::Duration(d) = &ko.value else { return None };
    let [(DurationUnit::Minute, minute)] = &d.parts[..] else { return None };
    let before = korean.get(..ko.span.start)?.trim_end();
    let second = before.ends_with("후반") && !before.ends_with("연장 후반");
    let told = text.get(floor(text, en.span.start.saturating_sub(60))..floor(text, (en.span.end + 60).min(text.len())))?;
    let half = ["second half", "second-half", "the half", "the break", "halftime", "half-time", "stoppage", "added time", "extra time"];
    if !second || !behind.starts_with("minute") || behind.starts_with("minutes") || half.iter().any(|w| told.contains(w)) {
        return None;
    }
    let n = minute.single()?.to_i64().filter(|n| (1..=45).contains(n))?;
    Some(Other {
        ko: ko.span,
        en: en.span,
        message: format!("후반 {n}분 is the {}th minute of the match, not the {n}th", n + 45),
        why: format!("후반 is the second half: 45 + {n} = {}", n + 45),
    })
}

/// 11번째 and 60대 as "the 60th" and "11 vehicles": the place in a series and the count have changed places.
fn exchanged(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    let ordinal = |m: &Mention| matches!(m.value, Value::Ordinal(_));
    let count = |m: &Mention| matches!(m.value, Value::Number(_));
    let kinds = |a: &(usize, usize, _)| (&pair.ko.mentions[a.0], &pair.en.mentions[a.1]);
    let agreed = &evidence.figures.agreed;
    for a in agreed.iter().filter(|a| ordinal(kinds(a).0) && count(kinds(a).1)) {
        // Those of the same passage: they are in the order of the Korean.
        let Some(passage) = pair.ko.passage_at(pair.ko.mentions[a.0].span.start) else { continue };
        let here = pair.ko.mentions_in(&(passage..passage + 1));
        let beside = agreed[agreed.partition_point(|b| b.0 < here.start)..].iter().take_while(|b| b.0 < here.end);
        for b in beside.filter(|b| count(kinds(b).0) && ordinal(kinds(b).1)) {
            let (first, second) = (kinds(a), kinds(b));
            let [x, y] = [first.0, second.0].map(|m| m.span.slice(pair.source.text()));
            let draft = Draft::new(&RULE, 0.85, format!("{x} is a place in a series and {y} a count; the English has them the other way round"))
                .explain("each number is there, with the other one's meaning")
                .source_mention(first.0, read_as(first.0))
                .target(Label { span: first.1.span.cover(second.1.span), value: Some(second.1.value.clone()), note: read_as(second.1) });
            report.push(draft.finish(pair));
        }
    }
}
