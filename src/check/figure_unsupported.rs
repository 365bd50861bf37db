//! Rule `figure-unsupported`: a figure of the English that nothing in the Korean accounts for.

use crate::check::wording::read_as;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Addition, Finding, Leave, Mention, Pair, Rule, Severity, Shape, Value};
use crate::text::Exact;
use std::cell::OnceCell;

/// The rule at work.
pub(super) struct FigureUnsupported;

pub(super) static CHECK: FigureUnsupported = FigureUnsupported;

static RULE: Rule =
    Rule { id: "figure-unsupported", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("figure_unsupported.md") };

impl Check for FigureUnsupported {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        // Asked of the whole article, and once.
        let timeless = OnceCell::new();
        let timeless = || *timeless.get_or_init(|| no_time_is_told(pair));
        for &j in &evidence.figures.unsupported {
            let m = &pair.en.mentions[j];
            let en = m.span.slice(pair.target.text());
            if is_two(m) && PAIRS.iter().any(|w| pair.source.text().contains(w)) {
                continue;
            }
            let Some(severity) = severity(m, en, evidence.settings.leave).or_else(|| (undated(pair, m) && timeless()).then_some(Severity::Major)) else {
                continue;
            };
            let draft = Draft::new(&RULE, 0.6, format!("nothing in the Korean says {en}"))
                .severity(severity)
                .explain("the figure was looked for in the paired passage and in those around it, as written and converted");
            report.push(draft.target_mention(m, read_as(m)).finish(pair));
        }
    }
}

/// Whether a figure is a bare two: the two sides.
fn is_two(m: &Mention) -> bool {
    matches!(m.value, Value::Number(a) if a.single() == Some(Exact::int(2)))
}

/// Korean words for two of something, without the number: 양측, 양국, 부부.
const PAIRS: &[&str] = &[
    "양측", "양국", "양사", "양당", "양팀", "양 팀", "양쪽", "양자", "양대", "양손", "양발", "부부", "쌍둥이", "쌍방", "남매", "형제", "자매", "모녀", "부녀",
    "여야", "남북", "한미 ", "한일 ", "한중 ", "미중 ", "노사", "민관", "남녀", "이 둘",
];

/// A day with its month that no day of publication explains.
fn undated(pair: &Pair<'_>, m: &Mention) -> bool {
    let Value::Date(d) = &m.value else { return false };
    let near = |day: jiff::civil::Date| d.start.is_some_and(|s| s.since(day).is_ok_and(|by| by.get_days().abs() <= 14));
    d.month.is_some() && d.day.is_some() && !pair.date.is_some_and(near)
}

/// Whether the whole Korean article has no day and no word for a time.
fn no_time_is_told(pair: &Pair<'_>) -> bool {
    !pair.ko.mentions.iter().any(|m| matches!(m.value, Value::Date(_) | Value::Duration(_))) && !WHEN.iter().any(|w| pair.source.text().contains(w))
}

/// Korean words for times that English may give as a day.
const WHEN: &[&str] = &[
    "지난", "오는", "이날", "그날", "당일", "전날", "다음 날", "다음날", "이튿날", "어제", "오늘", "내일", "모레", "요일", "주말", "연휴", "설날", "추석",
    "성탄", "절에", "절을", "절 ", "이번", "다음", "당시", "날 ", "날에", "월", "초하루", "그믐", "하루", "사흘", "나흘", "기념일", "같은",
];

/// Money, percentages and counts are not background; small numbers, dates and durations often are, and the house may leave
/// them to its editors.
fn severity(m: &Mention, en: &str, leave: Leave) -> Option<Severity> {
    // 0715 is a time of day; "a million" is said of many things.
    if en.len() > 1 && en.starts_with('0') && !en.contains('.') {
        return None;
    }
    if matches!(m.value, Value::Number(_)) && en.starts_with("a ") {
        return Some(Severity::Info);
    }
    let background = if leave.may_add(Addition::Background) { Severity::Info } else { RULE.severity };
    let point = m.value.amount().is_some_and(|a| a.shape == Shape::Point);
    match &m.value {
        Value::Money(..) | Value::Percent(_) | Value::Points(_) | Value::Quantity(..) if point => Some(Severity::Major),
        Value::Number(a) if point && a.low >= Exact::int(20) => Some(Severity::Major),
        Value::Number(_)
        | Value::Money(..)
        | Value::Percent(_)
        | Value::Points(_)
        | Value::Quantity(..)
        | Value::Age(_)
        | Value::Duration(_)
        | Value::Multiple(_) => Some(background),
        Value::Date(_) | Value::Time(_) | Value::Ordinal(_) => (!leave.may_add(Addition::Dates)).then_some(Severity::Minor),
        Value::Name(_) => None,
    }
}
