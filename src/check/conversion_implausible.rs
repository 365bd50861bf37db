//! Rule `conversion-implausible`: an amount in parentheses that does not convert the one before it.

use crate::check::wording::{english, number, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::conversion::{self, Measure, Off};
use crate::compare::rates;
use crate::model::{Currency, Document, Finding, Mention, Pair, Reading, Rule, Severity, Value};
use crate::text::Exact;

/// The rule at work.
pub(super) struct ConversionImplausible;

pub(super) static CHECK: ConversionImplausible = ConversionImplausible;

static RULE: Rule = Rule {
    id: "conversion-implausible",
    mqm: "Accuracy/Mistranslation/Number",
    its: "numbers",
    severity: Severity::Major,
    page: include_str!("conversion_implausible.md"),
};

impl Check for ConversionImplausible {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        in_english(pair, evidence, report);
        in_korean(pair, evidence, report);
    }
}

/// Conversions before and behind one that are asked what rate the article keeps to.
const OTHERS: usize = 128;

/// One side with all its conversions, as indexes of mentions.
struct Side<'a> {
    document: &'a Document<'a>,
    reading: &'a Reading,
    all: &'a [(usize, usize)],
}

impl<'a> Side<'a> {
    fn mentions(&self, (a, b): (usize, usize)) -> (&'a Mention, &'a Mention) {
        (&self.reading.mentions[a], &self.reading.mentions[b])
    }

    /// What is wrong with a conversion: by the units, by the others of the article, or by the rate of the month.
    fn audit(&self, at: (usize, usize), pair: &Pair<'_>, tolerance: Exact) -> Option<Off> {
        let (a, b) = self.mentions(at);
        if !conversion::closed(self.document.text(), a, b) {
            return None;
        }
        let near = self.all.partition_point(|p| *p < at);
        let others = || self.all[near.saturating_sub(OTHERS)..(near + OTHERS).min(self.all.len())].iter().map(|&p| self.mentions(p));
        conversion::off_the_units(a, b).or_else(|| conversion::off_the_article(a, b, others(), tolerance)).or_else(|| {
            let off = conversion::off_the_month(a, b, pair.date?, tolerance, self.another_year(a, pair))?;
            // A rate that the whole article keeps to is the house's own.
            let own = (0.6..1.7).contains(&off.times) && conversion::alike(a, b, others(), tolerance) >= 2;
            (!own).then_some(off)
        })
    }

    /// Whether the sentence tells a year other than that of publication.
    fn another_year(&self, m: &Mention, pair: &Pair<'_>) -> bool {
        let Some(passage) = self.reading.passage_at(m.span.start) else { return false };
        let year = pair.date.map(jiff::civil::Date::year);
        let other = |m: &Mention| matches!(&m.value, Value::Date(d) if d.start.is_some_and(|s| Some(s.year()) != year));
        self.reading.mentions[self.reading.mentions_in(&(passage..passage + 1))].iter().any(other)
    }
}

fn in_english(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    let figures = &evidence.figures;
    let side = Side { document: pair.target, reading: pair.en, all: &figures.conversions };
    for &(a, b) in side.all {
        // A wrong amount is another rule's finding; its conversion follows it. What the Korean itself has on both sides is
        // the Korean's business.
        if figures.differs(a) || figures.differs(b) || figures.rendered(a).is_some() && figures.rendered(b).is_some() {
            continue;
        }
        let Some(off) = side.audit((a, b), pair, evidence.settings.conversion_tolerance) else { continue };
        let (x, y) = side.mentions((a, b));
        let text = pair.target.text();
        let expected = english(&off.expected);
        let message = format!("{} is about {expected}{}; the English says {}", x.span.slice(text), rate(x, y, &off), y.span.slice(text));
        let source = figures.rendered(a).or_else(|| figures.rendered(b)).map(|i| &pair.ko.mentions[i]);
        let mut draft = Draft::new(&RULE, 0.88, message).explain(arithmetic(x, y, &off)).suggest(expected).target_mention(y, read_as(y));
        if let Some(m) = source {
            draft = draft.source_mention(m, read_as(m));
        }
        report.push(draft.finish(pair));
    }
}

/// A conversion that the Korean has itself: the source may be wrong, whether or not the English took it over.
fn in_korean(pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
    let (text, mentions) = (pair.source.text(), &pair.ko.mentions);
    let all: Vec<(usize, usize)> = (1..mentions.len()).map(|i| (i - 1, i)).filter(|&(a, b)| conversion::opened(text, &mentions[a], &mentions[b])).collect();
    let side = Side { document: pair.source, reading: pair.ko, all: &all };
    for &(a, b) in side.all {
        let Some(off) = side.audit((a, b), pair, evidence.settings.conversion_tolerance) else { continue };
        let (x, y) = side.mentions((a, b));
        let message =
            format!("the Korean itself is off: {} is about {}{}, not {}", x.span.slice(text), english(&off.expected), rate(x, y, &off), y.span.slice(text));
        let mut draft =
            Draft::new(&RULE, 0.7, message).severity(Severity::Minor.min(RULE.severity)).explain(arithmetic(x, y, &off)).source_mention(y, read_as(y));
        if let Some(m) = evidence.figures.rendering(b).map(|j| &pair.en.mentions[j]) {
            draft = draft.target_mention(m, read_as(m));
        }
        report.push(draft.finish(pair));
    }
}

/// " at 1,445 won a dollar", where the rate of the month was asked.
fn rate(a: &Mention, b: &Mention, off: &Off) -> String {
    match (off.by.clone(), &a.value, &b.value) {
        (Measure::Month(date), Value::Money(_, from), Value::Money(_, to)) => quoted(*from, *to, date).map_or_else(String::new, |q| format!(" at {q}")),
        _ => String::new(),
    }
}

/// A rate as news quotes it: so many of the smaller unit for one of the larger.
fn quoted(from: Currency, to: Currency, date: jiff::civil::Date) -> Option<String> {
    let average = rates::rate(from, to, date)?.average;
    let (average, many, one) = if average < Exact::ONE { (rates::rate(to, from, date)?.average, from, to) } else { (average, to, from) };
    let places = if average < Exact::int(100) { -2 } else { 0 };
    Some(format!("{} {} {}", number(average.round_to(places)?), name(many, true), name(one, false)))
}

/// "won" and "a dollar"; other currencies by their code.
fn name(c: Currency, many: bool) -> String {
    let (plural, one) = match c.code() {
        "KRW" => ("won", "a won"),
        "USD" => ("dollars", "a dollar"),
        "JPY" => ("yen", "a yen"),
        "CNY" => ("yuan", "a yuan"),
        "EUR" => ("euros", "a euro"),
        "GBP" => ("pounds", "a pound"),
        code => return if many { code.to_owned() } else { format!("per {code}") },
    };
    if many { plural } else { one }.to_owned()
}

/// By how much it is off and by what it was judged.
fn arithmetic(a: &Mention, b: &Mention, off: &Off) -> String {
    let times = slip(off.times).map_or_else(String::new, |t| format!("{t}; "));
    match (&off.by, &a.value, &b.value) {
        (Measure::Month(date), ..) => format!("{times}monthly average rate of {}-{:02}, European Central Bank", date.year(), date.month()),
        (Measure::Article, ..) => format!("{times}the other conversions of the article agree on another rate"),
        (Measure::Units, Value::Quantity(_, u), Value::Quantity(_, w)) => match u.factor.checked_div(w.factor) {
            Some(one) if u.offset == w.offset => {
                format!("{times}1 {} = {} {}", u.id.replace('-', " "), crate::compare::shown::rounded(one, 4).unwrap_or(one), w.id.replace('-', " "))
            }
            _ => times.trim_end_matches("; ").to_owned(),
        },
        (Measure::Units, ..) => times,
    }
}

/// "10 times too small", where a power of ten explains it.
fn slip(times: f64) -> Option<String> {
    let power = times.log10().round();
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm")]
    let n = power as i32;
    let near = (times.log10() - power).abs() < 0.08;
    (near && n != 0).then(|| format!("{} times too {}", number(Exact::pow10(n.abs())), if n > 0 { "large" } else { "small" }))
}
