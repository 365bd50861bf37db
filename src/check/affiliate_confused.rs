//! Rule `affiliate-confused`: the English names another company of the same group: Samsung SDI for 삼성전기.

use crate::check::entity::finding;
use crate::check::name_differs::{name, sides};
use crate::check::{Check, Evidence};
use crate::compare::name::Clash;
use crate::model::{Finding, Pair, Rule, Severity};

static RULE: Rule = Rule {
    id: "affiliate-confused",
    mqm: "Accuracy/Mistranslation/Entity",
    its: "mistranslation",
    severity: Severity::Major,
    page: include_str!("affiliate_confused.md"),
};

/// The rule at work.
pub(super) struct AffiliateConfused;

pub(super) static CHECK: AffiliateConfused = AffiliateConfused;

impl Check for AffiliateConfused {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        report.extend(evidence.names().institutions.iter().filter(|c| affiliates(pair, **c)).filter_map(|c| finding(&RULE, pair, *c)));
    }
}

/// Groups whose companies begin alike, in both languages.
const GROUPS: &[(&str, &str)] = &[
    ("삼성", "Samsung"),
    ("현대", "Hyundai"),
    ("LG", "LG"),
    ("SK", "SK"),
    ("롯데", "Lotte"),
    ("한화", "Hanwha"),
    ("GS", "GS"),
    ("CJ", "CJ"),
    ("KT", "KT"),
    ("HD", "HD"),
    ("두산", "Doosan"),
    ("포스코", "POSCO"),
    ("카카오", "Kakao"),
    ("네이버", "Naver"),
    ("신한", "Shinhan"),
    ("하나", "Hana"),
    ("우리", "Woori"),
    ("KB", "KB"),
    ("NH", "NH"),
    ("대우", "Daewoo"),
    ("효성", "Hyosung"),
    ("금호", "Kumho"),
    ("신세계", "Shinsegae"),
];

/// Whether both names of a clash are of one group.
pub(super) fn affiliates(pair: &Pair<'_>, clash: Clash) -> bool {
    let Some((ko, en)) = sides(pair, clash) else { return false };
    let (korean, english) = (name(ko), name(en));
    GROUPS.iter().any(|(k, e)| korean.starts_with(k) && english.get(..e.len()).is_some_and(|head| head.eq_ignore_ascii_case(e)))
}
