//! Rule `comparison-base`: the figure is right, but it is compared with another time.

use crate::check::nearby::{Phrases, Table, before_korean, near_english};
use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Rule, Severity, Value};
use crate::text::Stems;
use std::sync::LazyLock;

/// The rule at work.
pub(super) struct ComparisonBase;

pub(super) static CHECK: ComparisonBase = ComparisonBase;

static RULE: Rule =
    Rule { id: "comparison-base", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Major, page: include_str!("comparison_base.md") };

/// What a figure is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Base {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

const KOREAN: Table<Base> = &[
    ("전년 동기", Base::Year),
    ("전년동기", Base::Year),
    ("작년 동기", Base::Year),
    ("지난해 동기", Base::Year),
    ("지난해 같은 기간", Base::Year),
    ("작년 같은 기간", Base::Year),
    ("전년 같은 기간", Base::Year),
    ("전년 동월", Base::Year),
    ("전년 같은 달", Base::Year),
    ("지난해 같은 달", Base::Year),
    ("작년 같은 달", Base::Year),
    ("1년 전", Base::Year),
    ("전년보다", Base::Year),
    ("전년 대비", Base::Year),
    ("전년에 비해", Base::Year),
    ("지난해보다", Base::Year),
    ("작년보다", Base::Year),
    ("전 분기", Base::Quarter),
    ("전분기", Base::Quarter),
    ("직전 분기", Base::Quarter),
    ("전월보다", Base::Month),
    ("전월 대비", Base::Month),
    ("전월에 비해", Base::Month),
    ("전달보다", Base::Month),
    ("전달 대비", Base::Month),
    ("한 달 전", Base::Month),
    ("지난달보다", Base::Month),
    ("전주보다", Base::Week),
    ("전주 대비", Base::Week),
    ("지난주보다", Base::Week),
    ("일주일 전", Base::Week),
    ("전 거래일", Base::Day),
    ("전날보다", Base::Day),
    ("전일 대비", Base::Day),
    ("전일보다", Base::Day),
];

const ENGLISH: Table<Base> = &[
    ("a year earlier", Base::Year),
    ("a year ago", Base::Year),
    ("a year before", Base::Year),
    ("year-on-year", Base::Year),
    ("on-year", Base::Year),
    ("year over year", Base::Year),
    ("same period last year", Base::Year),
    ("same period of last year", Base::Year),
    ("same period a year", Base::Year),
    ("same month last year", Base::Year),
    ("same quarter last year", Base::Year),
    ("previous year", Base::Year),
    ("from last year", Base::Year),
    ("than last year", Base::Year),
    ("previous quarter", Base::Quarter),
    ("prior quarter", Base::Quarter),
    ("quarter-on-quarter", Base::Quarter),
    ("on-quarter", Base::Quarter),
    ("quarter earlier", Base::Quarter),
    ("from last quarter", Base::Quarter),
    ("than last quarter", Base::Quarter),
    ("three months earlier", Base::Quarter),
    ("previous three months", Base::Quarter),
    ("previous month", Base::Month),
    ("prior month", Base::Month),
    ("a month earlier", Base::Month),
    ("a month ago", Base::Month),
    ("a month before", Base::Month),
    ("month-on-month", Base::Month),
    ("on-month", Base::Month),
    ("from last month", Base::Month),
    ("than last month", Base::Month),
    ("previous week", Base::Week),
    ("a week earlier", Base::Week),
    ("a week ago", Base::Week),
    ("week-on-week", Base::Week),
    ("from last week", Base::Week),
    ("than last week", Base::Week),
    ("on-week", Base::Week),
    ("previous session", Base::Day),
    ("previous day", Base::Day),
    ("a day earlier", Base::Day),
    ("previous trading day", Base::Day),
];

impl Base {
    fn english(self) -> &'static str {
        match self {
            Self::Year => "from a year earlier",
            Self::Quarter => "from the previous quarter",
            Self::Month => "from the previous month",
            Self::Week => "from the previous week",
            Self::Day => "from the previous day",
        }
    }
}

impl Check for ComparisonBase {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        static STEMS: LazyLock<Stems<Base>> = LazyLock::new(|| Stems::new(KOREAN.iter().copied()));
        static PHRASES: LazyLock<Phrases<Base>> = LazyLock::new(|| Phrases::new(ENGLISH));
        for &(i, j, _) in &evidence.figures.agreed {
            let (ko, en) = (&pair.ko.mentions[i], &pair.en.mentions[j]);
            if !matches!(ko.value, Value::Percent(_) | Value::Points(_) | Value::Number(_) | Value::Multiple(_) | Value::Money(..)) {
                continue;
            }
            let Some((source, base)) = before_korean(pair, i, 42, &STEMS) else { continue };
            let Some((target, other)) = near_english(pair, j, 60, &PHRASES) else { continue };
            if base == other {
                continue;
            }
            let (a, b) = (source.slice(pair.source.text()), target.slice(pair.target.text()));
            let figure = ko.span.slice(pair.source.text());
            let draft = Draft::new(&RULE, 0.82, format!("{figure} is {} ({a}); the English says “{b}”", base.english()))
                .source(Label { span: source.cover(ko.span), value: Some(ko.value.clone()), note: read_as(ko) })
                .target(Label { span: target.cover(en.span), value: Some(en.value.clone()), note: read_as(en) })
                .suggest(base.english());
            report.push(draft.finish(pair));
        }
    }
}
