//! Rule `period-differs`: the amount is right, but it is per year where the Korean says per month, per gallon where it says per litre.

use crate::check::nearby::Table;
use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Mention, Pair, Rule, Severity, Value};
use crate::text::lines::floor;
use crate::text::{Span, SyllableSet};
use std::sync::LazyLock;

/// The rule at work.
pub(super) struct PeriodDiffers;

pub(super) static CHECK: PeriodDiffers = PeriodDiffers;

static RULE: Rule =
    Rule { id: "period-differs", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Major, page: include_str!("period_differs.md") };

/// Per what an amount is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Per {
    Year,
    Month,
    Week,
    Day,
    Hour,
    SquareMeter,
    Pyeong,
    Liter,
    Gallon,
    Kilogram,
    Ton,
    Pound,
    Barrel,
    KilowattHour,
    Geun,
    Head,
    Person,
    Share,
    HundredGrams,
    Gram,
    Household,
}

/// Words right before a Korean figure.
const KOREAN: Table<Per> = &[
    ("연", Per::Year),
    ("연간", Per::Year),
    ("매년", Per::Year),
    ("연평균", Per::Year),
    ("해마다", Per::Year),
    ("월", Per::Month),
    ("월간", Per::Month),
    ("매월", Per::Month),
    ("매달", Per::Month),
    ("월평균", Per::Month),
    ("한 달에", Per::Month),
    ("매주", Per::Week),
    ("주간", Per::Week),
    ("일주일에", Per::Week),
    ("하루", Per::Day),
    ("하루에", Per::Day),
    ("하루 평균", Per::Day),
    ("일평균", Per::Day),
    ("매일", Per::Day),
    ("시간당", Per::Hour),
    ("㎡당", Per::SquareMeter),
    ("3.3㎡당", Per::Pyeong),
    ("평당", Per::Pyeong),
    ("L당", Per::Liter),
    ("ℓ당", Per::Liter),
    ("리터당", Per::Liter),
    ("㎏당", Per::Kilogram),
    ("kg당", Per::Kilogram),
    ("t당", Per::Ton),
    ("톤당", Per::Ton),
    ("배럴당", Per::Barrel),
    ("㎾h당", Per::KilowattHour),
    ("kWh당", Per::KilowattHour),
    ("근당", Per::Geun),
    ("한 근에", Per::Geun),
    ("1근에", Per::Geun),
    ("한 근(600g)에", Per::Geun),
    ("1근(600g)에", Per::Geun),
    ("한 근(600g)당", Per::Geun),
    ("근(600g)당", Per::Geun),
    ("포기당", Per::Head),
    ("한 포기에", Per::Head),
    ("마리당", Per::Head),
    ("한 마리에", Per::Head),
    ("1인당", Per::Person),
    ("주당", Per::Share),
    ("100g당", Per::HundredGrams),
];

/// Phrases right behind an English figure.
const BEHIND: Table<Per> = &[
    ("a year", Per::Year),
    ("per year", Per::Year),
    ("annually", Per::Year),
    ("every year", Per::Year),
    ("each year", Per::Year),
    ("a month", Per::Month),
    ("per month", Per::Month),
    ("monthly", Per::Month),
    ("every month", Per::Month),
    ("each month", Per::Month),
    ("a week", Per::Week),
    ("per week", Per::Week),
    ("weekly", Per::Week),
    ("every week", Per::Week),
    ("a day", Per::Day),
    ("per day", Per::Day),
    ("daily", Per::Day),
    ("every day", Per::Day),
    ("an hour", Per::Hour),
    ("per hour", Per::Hour),
    ("hourly", Per::Hour),
    ("per square meter", Per::SquareMeter),
    ("a square meter", Per::SquareMeter),
    ("per pyeong", Per::Pyeong),
    ("per 3.3 square meters", Per::Pyeong),
    ("per liter", Per::Liter),
    ("a liter", Per::Liter),
    ("per gallon", Per::Gallon),
    ("a gallon", Per::Gallon),
    ("per kilogram", Per::Kilogram),
    ("a kilogram", Per::Kilogram),
    ("per ton", Per::Ton),
    ("a ton", Per::Ton),
    ("per pound", Per::Pound),
    ("per barrel", Per::Barrel),
    ("a barrel", Per::Barrel),
    ("per kilowatt-hour", Per::KilowattHour),
    ("a kilowatt-hour", Per::KilowattHour),
    ("per geun", Per::Geun),
    ("a geun", Per::Geun),
    ("per 600 grams", Per::Geun),
    ("a head", Per::Head),
    ("per head", Per::Head),
    ("per person", Per::Person),
    ("per capita", Per::Person),
    ("a person", Per::Person),
    ("per household", Per::Household),
    ("a share", Per::Share),
    ("per share", Per::Share),
    ("per 100 grams", Per::HundredGrams),
    ("per gram", Per::Gram),
];

/// Words that stand before an English figure, with no more than three words between.
const BEFORE: Table<Per> =
    &[("annual", Per::Year), ("yearly", Per::Year), ("monthly", Per::Month), ("weekly", Per::Week), ("daily", Per::Day), ("hourly", Per::Hour)];

impl Check for PeriodDiffers {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        for &(i, j, _) in &evidence.figures.agreed {
            let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
            if !matches!(ko.value, Value::Money(..) | Value::Number(_) | Value::Quantity(..)) {
                continue;
            }
            // 월 80만원에서 최대 90만원: the second amount is per month too.
            let own = || korean(pair.source.text(), ko);
            let shared = || {
                let first = pair.ko.mentions.get(i.checked_sub(1)?)?;
                let between = Span::new(first.span.end, ko.span.start).slice(pair.source.text());
                // L당 57원, 경유는 38원: the second price is per liter too.
                let listed = between.starts_with(", ") && between.len() <= 24 && first.value.kind() == ko.value.kind();
                (listed || matches!(between.trim(), "에서" | "에서 최대")).then(|| korean(pair.source.text(), first)).flatten()
            };
            let Some((source, per)) = own().or_else(shared) else { continue };
            let Some((target, other)) = english(pair.target.text(), en) else { continue };
            if per == other {
                continue;
            }
            let (a, b) = (source.slice(pair.source.text()), target.slice(pair.target.text()));
            let figure = ko.span.slice(pair.source.text());
            let draft = Draft::new(&RULE, 0.85, format!("{a} {figure} is per {}; the English says “{b}”", word(per)))
                .source(Label { span: source.cover(ko.span), value: Some(ko.value.clone()), note: read_as(ko) })
                .target(Label { span: target.cover(en.span), value: Some(en.value.clone()), note: read_as(en) })
                .suggest(format!("per {}", word(per)));
            report.push(draft.finish(pair));
        }
    }
}

fn word(per: Per) -> &'static str {
    match per {
        Per::Year => "year",
        Per::Month => "month",
        Per::Week => "week",
        Per::Day => "day",
        Per::Hour => "hour",
        Per::SquareMeter => "square meter",
        Per::Pyeong => "3.3 square meters (one pyeong)",
        Per::Liter => "liter",
        Per::Gallon => "gallon",
        Per::Kilogram => "kilogram",
        Per::Ton => "ton",
        Per::Pound => "pound",
        Per::Barrel => "barrel",
        Per::KilowattHour => "kilowatt-hour",
        Per::Geun => "600 grams (one geun)",
        Per::Head => "head",
        Per::Person => "person",
        Per::Share => "share",
        Per::HundredGrams => "100 grams",
        Per::Gram => "gram",
        Per::Household => "household",
    }
}

/// The word that ends right before a Korean figure, and starts a word itself.
fn korean(text: &str, m: &Mention) -> Option<(Span, Per)> {
    /// The last syllables of the words.
    static LASTS: LazyLock<SyllableSet> = LazyLock::new(|| KOREAN.iter().filter_map(|(w, _)| w.chars().next_back()).collect());
    let before = text.get(..m.span.start)?.trim_end_matches(' ');
    let before = before.strip_suffix(" 최대").or_else(|| before.strip_suffix(" 최소")).unwrap_or(before);
    before.chars().next_back().filter(|c| LASTS.contains(*c))?;
    let found = KOREAN.iter().filter(|(w, _)| before.ends_with(w)).max_by_key(|(w, _)| w.len())?;
    let start = before.len() - found.0.len();
    let starts_word = !before[..start].ends_with(|c: char| crate::text::hangul::is_syllable(c) || c == '.' || c.is_ascii_digit());
    // 10월 50만원 is October.
    starts_word.then(|| (Span::new(start, before.len()), found.1))
}

/// The phrase right behind an English figure (a conversion in parentheses may stand between) or a little before it.
fn english(text: &str, m: &Mention) -> Option<(Span, Per)> {
    let behind = text.get(m.span.end..)?;
    let mut at = m.span.end;
    let body = behind.trim_start();
    at += behind.len() - body.len();
    let body = match body.strip_prefix('(').and_then(|b| b.find(')').filter(|e| *e < 40).map(|e| e + 2)) {
        Some(skip) => {
            let rest = body.get(skip..)?;
            at += skip + rest.len() - rest.trim_start().len();
            rest.trim_start()
        }
        None => body,
    };
    let hit = BEHIND
        .iter()
        .filter(|(p, _)| body.starts_with(p) && !body[p.len()..].starts_with(|c: char| c.is_ascii_alphabetic() && !body[p.len()..].starts_with("s ")))
        .max_by_key(|(p, _)| p.len());
    if let Some((p, per)) = hit {
        let tail = &body[p.len()..];
        let compared = [" ago", " earlier", " before", " later", " or ", " after"].iter().any(|w| tail.starts_with(w));
        return (!compared).then(|| (Span::new(at, at + p.len()), *per));
    }
    let from = floor(text, m.span.start.saturating_sub(26));
    let slice = text.get(from..m.span.start)?;
    let found = BEFORE.iter().filter_map(|(w, per)| slice.rfind(w).map(|i| (i, *w, *per))).max_by_key(|f| f.0)?;
    let clean = !slice[found.0..].contains([',', '.', ';', '(']) && !slice[..found.0].ends_with(|c: char| c.is_ascii_alphabetic());
    clean.then(|| (Span::new(from + found.0, from + found.0 + found.1.len()), found.2))
}
