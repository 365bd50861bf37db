//! Rule `conversion-implausible`: an amount in parentheses that does not convert the one before it.

use crate::check::wording::{number, read_as};
use crate::check::{Check, Draft, Evidence};
use crate::compare::rates;
use crate::model::{Currency, Finding, Mention, Pair, Rule, Severity, Value};
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

/// The widest that a year of the table strayed from its average (late 2008 and early 2009: 36%), taken as the tolerance.
const TOLERANCE: f64 = 1.4;
/// How far a conversion may stray from the others of the same article.
const ARTICLE_TOLERANCE: f64 = 1.12;

impl Check for ConversionImplausible {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, evidence: &Evidence, report: &mut Vec<Finding>) {
        let en = &pair.en.mentions;
        let differs = |j: usize| evidence.figures.differences.iter().any(|d| d.en == j);
        let rates: Vec<f64> = evidence.figures.conversions.iter().filter_map(|&(a, b)| rate(&en[a], &en[b])).collect();
        for &(a, b) in &evidence.figures.conversions {
            // A wrong amount is another rule's finding; its conversion follows it.
            // What the Korean itself has on both sides is the Korean's business.
            let told = |j: usize| evidence.figures.agreed.iter().any(|g| g.1 == j);
            if differs(a) || differs(b) || told(a) && told(b) {
                continue;
            }
            // Where it is the one in parentheses that the Korean has, the one before it is what is wrong:
            // 84㎡ as "840-square-meter (904-square-foot)".
            let (a, b) = if told(b) { (b, a) } else { (a, b) };
            let Some((expected, why)) = money(pair, &en[a], &en[b], &rates).or_else(|| measure(&en[a], &en[b])) else { continue };
            let text = pair.target.text();
            let (full, shown) = (en[a].span.slice(text), en[b].span.slice(text));
            let draft = Draft::new(&RULE, 0.88, format!("{full} is about {expected}, not {shown}"))
                .explain(why)
                .suggest(expected)
                .target_mention(&en[b], read_as(&en[b]));
            let source = evidence.figures.agreed.iter().find(|g| g.1 == a).map(|g| &pair.ko.mentions[g.0]);
            let draft = match source {
                Some(m) => draft.source_mention(m, read_as(m)),
                None => draft,
            };
            report.push(draft.finish(pair));
        }
    }
}

/// Won per dollar that a conversion implies.
fn rate(a: &Mention, b: &Mention) -> Option<f64> {
    match (&a.value, &b.value) {
        (Value::Money(won, Currency::KRW), Value::Money(dollars, Currency::USD)) | (Value::Money(dollars, Currency::USD), Value::Money(won, Currency::KRW)) => {
            let rate = won.single()?.checked_div(dollars.single()?)?.to_f64();
            (rate > 0.0).then_some(rate)
        }
        _ => None,
    }
}

/// What the amount in parentheses should be, and why, if it is not.
fn money(pair: &Pair<'_>, a: &Mention, b: &Mention, rates: &[f64]) -> Option<(String, String)> {
    let implied = rate(a, b)?;
    let off = |expected: f64, tolerance: f64| implied > expected * tolerance || implied < expected / tolerance;
    let mut others: Vec<f64> = rates.to_vec();
    others.sort_by(f64::total_cmp);
    let median = others.get(others.len() / 2).copied()?;
    let year = pair.date.and_then(rates::won_per_dollar);
    let by_article = others.len() >= 3
        && off(median, ARTICLE_TOLERANCE)
        && others.iter().filter(|r| **r <= median * ARTICLE_TOLERANCE && **r >= median / ARTICLE_TOLERANCE).count() * 3 >= others.len() * 2;
    let by_year = year.is_some_and(|y| off(y, TOLERANCE)) || year.is_none() && !(800.0..2000.0).contains(&implied) && pair.date.is_some();
    let expected = if by_article {
        median
    } else if by_year {
        year.unwrap_or_else(rates::latest_won_per_dollar)
    } else {
        return None;
    };
    let (Value::Money(first, currency), Value::Money(..)) = (&a.value, &b.value) else { return None };
    let (first, whole) = (first.single()?.to_f64(), |x: f64| number(rounded(x)));
    let text = if *currency == Currency::KRW { format!("${}", whole(first / expected)) } else { format!("{} won", whole(first * expected)) };
    let against = match (by_article, year) {
        (true, _) => "the other conversions of the article",
        (false, Some(_)) => "the average of the year",
        (false, None) => "the average of the last year that is known",
    };
    Some((text, format!("the two amounts make {implied:.0} won per dollar; {against} is {expected:.0}")))
}

/// Three digits are enough for "about".
#[expect(clippy::cast_possible_truncation, reason = "rounded for display")]
fn rounded(x: f64) -> Exact {
    let digits = x.abs().max(1.0).log10().floor() as i32 - 2;
    let unit = 10_f64.powi(digits.max(0));
    Exact::int(((x / unit).round() * unit) as i64)
}

/// The same for units of one dimension: kilometres and miles, pyeong and square metres.
fn measure(a: &Mention, b: &Mention) -> Option<(String, String)> {
    let (Value::Quantity(x, u), Value::Quantity(y, w)) = (&a.value, &b.value) else { return None };
    if u.dimension != w.dimension || u.id == w.id {
        return None;
    }
    let base = u.to_base(x.single()?)?;
    let given = w.to_base(y.single()?)?;
    let off = crate::compare::amount::relative(base, given);
    let expected = base.checked_sub(w.offset)?.checked_div(w.factor)?;
    let places = if expected >= Exact::int(10) { 0 } else { -1 };
    (off > 0.12).then(|| {
        let expected = expected.round_to(places).unwrap_or(expected);
        (
            format!("{} {}", number(expected), w.id.replace('-', " ") + "s"),
            format!("one {} is {} {}s", u.id.replace('-', " "), u.factor.checked_div(w.factor).map_or(0.0, Exact::to_f64), w.id.replace('-', " ")),
        )
    })
}
