//! Rule `weekday-inconsistent`: a weekday that is not that of the date it stands with, on one side alone.

use crate::check::wording::{english, weekday};
use crate::check::{Check, Draft, Evidence};
use crate::model::{DateValue, Document, Finding, Grain, Label, Mention, Pair, Reading, Rule, Severity, Value};
use crate::text::Span;
use jiff::civil::{Date, Weekday};

/// The rule at work.
pub(super) struct WeekdayInconsistent;

pub(super) static CHECK: WeekdayInconsistent = WeekdayInconsistent;

static RULE: Rule = Rule {
    id: "weekday-inconsistent",
    mqm: "Accuracy/Mistranslation/Date",
    its: "numbers",
    severity: Severity::Major,
    page: include_str!("weekday_inconsistent.md"),
};

/// Korea has gone by the Gregorian calendar since 1896; dates before that may be those of another.
const GREGORIAN: i16 = 1896;
/// A day of a month without its year is of the year of publication, if it lies within so many days of publication.
const NEAR: i32 = 60;

/// Weekdays by their letter, in Hangul and in Chinese characters.
const LETTERS: [(char, char, Weekday); 7] = [
    ('월', '月', Weekday::Monday),
    ('화', '火', Weekday::Tuesday),
    ('수', '水', Weekday::Wednesday),
    ('목', '木', Weekday::Thursday),
    ('금', '金', Weekday::Friday),
    ('토', '土', Weekday::Saturday),
    ('일', '日', Weekday::Sunday),
];

/// A date with a weekday that is not its own.
struct Slip {
    /// Index of the date, and of the weekday where it was read by itself.
    date: usize,
    weekday: usize,
    told: Weekday,
    day: Date,
}

impl Check for WeekdayInconsistent {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let mut ko = slips(pair.source, pair.ko, pair.date);
        let en = slips(pair.target, pair.en, pair.date);
        let figures = &evidence.figures;
        for slip in &en {
            // A day that is not that of the Korean is told by the rule about dates.
            if figures.differs(slip.date) || figures.differs(slip.weekday) {
                continue;
            }
            let source = figures.rendered(slip.date).or_else(|| figures.rendered(slip.weekday));
            let at = source.and_then(|i| ko.iter().position(|k| (k.date == i || k.weekday == i) && k.told == slip.told));
            report.push(match at {
                Some(at) => both(pair, &ko.remove(at), slip),
                None => english_alone(pair, slip, source),
            });
        }
        for slip in &ko {
            report.push(korean_alone(pair, slip, figures.rendering(slip.date)));
        }
    }
}

fn english_alone(pair: &Pair<'_>, slip: &Slip, source: Option<usize>) -> Finding {
    let label = label(&pair.en.mentions, slip);
    let (said, right) = (weekday(slip.told), weekday(slip.day.weekday()));
    let suggestion = if slip.date == slip.weekday { in_full(&pair.en.mentions[slip.date], right) } else { right.to_owned() };
    let mut draft = Draft::new(&RULE, 0.9, format!("{} is a {right}; the English says {said}", day(slip.day)))
        .explain("the English contradicts itself: the weekday follows from the date")
        .target(label)
        .suggest(suggestion);
    if let Some(m) = source.map(|i| &pair.ko.mentions[i]) {
        draft = draft.source_mention(m, format!("a {right}"));
    }
    draft.finish(pair)
}

fn both(pair: &Pair<'_>, ko: &Slip, en: &Slip) -> Finding {
    korean(pair, ko, "the English follows it").target(label(&pair.en.mentions, en)).finish(pair)
}

fn korean_alone(pair: &Pair<'_>, slip: &Slip, rendering: Option<usize>) -> Finding {
    let draft = korean(pair, slip, "the source may be wrong");
    match rendering.map(|j| &pair.en.mentions[j]) {
        Some(m) => draft.target_mention(m, "stands for it").finish(pair),
        None => draft.finish(pair),
    }
}

/// The Korean contradicts itself: nothing that a translator did.
fn korean(pair: &Pair<'_>, slip: &Slip, so: &str) -> Draft {
    let (said, right) = (weekday(slip.told), weekday(slip.day.weekday()));
    Draft::new(&RULE, 0.8, format!("the Korean contradicts itself: {} is a {right}, not a {said}", day(slip.day)))
        .severity(Severity::Minor.min(RULE.severity))
        .explain(format!("the weekday follows from the date; {so}"))
        .source(label(&pair.ko.mentions, slip))
}

fn label(mentions: &[Mention], slip: &Slip) -> Label {
    let m = &mentions[slip.weekday];
    Label { span: m.span, value: Some(m.value.clone()), note: format!("{} is a {}", slip.day, weekday(slip.day.weekday())) }
}

/// April 15, 2025.
fn day(d: Date) -> String {
    english(&Value::Date(DateValue { year: Some(d.year()), month: Some(d.month()), day: Some(d.day()), ..DateValue::new(Grain::Day) }))
}

/// The date as it was told, with the right weekday before it.
fn in_full(m: &Mention, right: &str) -> String {
    let Value::Date(d) = &m.value else { return right.to_owned() };
    let date = english(&Value::Date(DateValue { weekday: None, ..*d }));
    if date.starts_with(right) { date } else { format!("{right}, {date}") }
}

/// The dates of one side whose weekday is not their own.
fn slips(document: &Document<'_>, reading: &Reading, published: Option<Date>) -> Vec<Slip> {
    let dates = reading.mentions.iter().enumerate().filter_map(|(i, m)| match &m.value {
        Value::Date(d) if d.grain == Grain::Day && (d.day.is_some() || d.month.is_some()) => Some((i, d)),
        _ => None,
    });
    let slip = |(date, d): (usize, &DateValue)| {
        let (weekday, told) = match d.weekday {
            Some(w) => (date, w),
            None => behind(document.text(), &reading.mentions, date)?,
        };
        let day = certain(d, told, published)?;
        (day.weekday() != told).then_some(Slip { date, weekday, told, day })
    };
    dates.filter_map(slip).collect()
}

/// A weekday by itself in parentheses behind a date, and the mention it was read in: April 14 (Tue.), 14일 (화), 14일(火曜).
fn behind(text: &str, mentions: &[Mention], date: usize) -> Option<(usize, Weekday)> {
    let m = &mentions[date];
    let rest = text.get(m.span.end..)?.trim_start_matches(' ').strip_prefix('(')?;
    if let Some(w) = LETTERS.iter().find(|l| rest.starts_with(l.0) || rest.starts_with(l.1)).map(|l| l.2) {
        let tail = rest.get(rest.chars().next()?.len_utf8()..)?;
        return tail.trim_start_matches(['요', '일', '曜', '日']).starts_with(')').then_some((date, w));
    }
    let next = mentions.get(date + 1)?;
    let Value::Date(DateValue { weekday: Some(w), day: None, month: None, relative: None, step: None, .. }) = next.value else { return None };
    let (between, after) = (Span::new(m.span.end, next.span.start).slice(text), text.get(next.span.end..)?);
    (between.trim_start() == "(" && after.trim_start_matches('.').starts_with(')')).then_some((date + 1, w))
}

/// The day that a date names beyond doubt, for a weekday that may not be its own. Where the year is open, every year that
/// may be meant must have another weekday there.
fn certain(d: &DateValue, told: Weekday, published: Option<Date>) -> Option<Date> {
    let start = d.start.filter(|s| s.year() >= GREGORIAN && !d.lunar && d.step.is_none() && d.away.is_none())?;
    // A weekday that was read beside a bare day had no say in which month it is of.
    if d.day.is_none() || d.month.is_none() && d.relative.is_none() && d.weekday.is_none() {
        return None;
    }
    if d.year.is_some() || d.month.is_none() {
        return Some(start);
    }
    let published = published?;
    let near = (start - published).get_days().abs() <= NEAR;
    let other = |step: i16| Date::new(published.year().checked_add(step)?, start.month(), start.day()).ok();
    (near || [-1, 0, 1].into_iter().filter_map(other).all(|o| o.weekday() != told)).then_some(start)
}
