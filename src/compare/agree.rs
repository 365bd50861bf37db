//! One Korean mention against one English mention, of whatever kinds the two were read as.

use crate::compare::amount::{amounts, near, relative};
use crate::compare::date::{dates, durations, single_part, times};
use crate::compare::{Agreement, How, Why};
use crate::model::{Amount, Certainty, DateValue, Dimension, Duration, DurationUnit, KILO, Mention, OLD_WON, ONE_OF, Shape, Unit, Value};
use crate::text::Exact;

/// Whether the English mention renders the Korean one.
pub fn agree(ko: &Mention, en: &Mention) -> Agreement {
    let certainty = (ko.certainty, en.certainty);
    let counted = matches!(ko.value, Value::Number(_)) && ko.counter.is_some();
    let same_kind = |a: Amount, b: Amount| bounded(amounts(a, b, certainty.0, certainty.1), a, certainty, counted);
    match (&ko.value, &en.value) {
        // 셋 중 한 명: "one of the three" has no number for the one.
        (Value::Number(a), Value::Number(b)) if ko.counter == Some(ONE_OF) && a != b => Agreement::CannotTell,
        (a, b) if two_digits_for_a_range(a, b) => Agreement::CannotTell,
        (Value::Number(a), Value::Number(b))
        | (Value::Percent(a), Value::Percent(b))
        | (Value::Points(a), Value::Points(b))
        | (Value::Multiple(a), Value::Multiple(b))
        | (Value::Age(a), Value::Age(b)) => same_kind(*a, *b),
        (Value::Ordinal(a), Value::Ordinal(b)) => match amounts(*a, *b, Certainty::Exact, Certainty::Exact) {
            Agreement::Same => Agreement::Same,
            Agreement::Differs(How::Range) => Agreement::Differs(How::Range),
            _ => Agreement::Differs(How::Value),
        },
        (Value::Money(a, x), Value::Money(b, y)) if x == y => same_kind(*a, *b),
        // 圓 and 元 are both 원 in old magazines: won, yen, yuan.
        (Value::Money(a, _), Value::Money(b, y)) if ko.counter == Some(OLD_WON) && matches!(y.code(), "JPY" | "CNY") => same_kind(*a, *b),
        (Value::Money(a, _), Value::Money(b, _)) if a == b => Agreement::Differs(How::Currency),
        (Value::Money(..), Value::Money(..)) => Agreement::CannotTell,
        (Value::Quantity(a, _), Value::Quantity(b, y)) if ko.counter == Some(KILO) && y.id == "kilogram" => same_kind(*a, *b),
        (Value::Quantity(a, x), Value::Quantity(b, y)) => quantities((*a, x), (*b, y), certainty),
        (Value::Date(a), Value::Date(b)) => dates(a, b),
        (Value::Time(a), Value::Time(b)) => times(*a, *b),
        (Value::Duration(a), Value::Duration(b)) => bounded(durations(a, b, certainty), Amount::point(Exact::ONE), certainty, false),
        // 생후 8개월 and "eight months old", each as its language reads it.
        (Value::Duration(a), Value::Age(b)) if let Some(b) = of_the_young(*b, en.counter) => durations(a, &b, certainty),
        (Value::Age(a), Value::Duration(b)) if let Some(a) = of_the_young(*a, ko.counter) => durations(&a, b, certainty),
        _ => across(ko, en),
    }
}

/// 34세 where the English has "three or four": in old magazines as they come down to us 三四歲, two neighbouring numbers,
/// became two digits.
fn two_digits_for_a_range(ko: &Value, en: &Value) -> bool {
    // Most figures are no ranges, and nothing else of them is looked at.
    let Some(en) = en.as_amount().filter(|en| en.shape == Shape::Range) else { return false };
    let Some(ko) = ko.amount() else { return false };
    let (Some(n), Some(low), Some(high)) = (ko.single().and_then(Exact::to_i64), en.low.to_i64(), en.high.to_i64()) else { return false };
    (1..=8).contains(&low) && high == low + 1 && n == low * 10 + high
}

/// An age that was told in months, weeks or days, as that length of time.
fn of_the_young(years: Amount, counter: Option<&str>) -> Option<Duration> {
    let (unit, in_one) = match counter? {
        "months" => (DurationUnit::Month, Exact::int(12)),
        "weeks" => (DurationUnit::Week, Exact::ratio(365, 7)?),
        "days" => (DurationUnit::Day, Exact::int(365)),
        _ => return None,
    };
    Some(Duration::of(unit, years.checked_mul(in_one)?))
}

/// Turns an agreement of numbers into a difference when one side bounds from below and the other from above.
fn bounded(agreement: Agreement, ko: Amount, (a, b): (Certainty, Certainty), counted: bool) -> Agreement {
    use Certainty::{AtLeast, AtMost, Exact as Plain, LessThan, MoreThan};
    if agreement != Agreement::Same {
        return agreement;
    }
    let opposed = match (a, b) {
        (AtLeast | MoreThan, AtMost | LessThan) | (AtMost | LessThan, AtLeast | MoreThan) => true,
        // 3명 as "more than three": nothing is rounded in so small a number.
        (Plain, MoreThan | LessThan) if counted => ko.single().is_some_and(|n| n.is_integer() && n > Exact::ONE && n < Exact::int(10)),
        _ => false,
    };
    if opposed { Agreement::Differs(How::Bound) } else { agreement }
}

fn quantities(ko: (Amount, &Unit), en: (Amount, &Unit), certainty: (Certainty, Certainty)) -> Agreement {
    if ko.1.id == en.1.id {
        return bounded(amounts(ko.0, en.0, certainty.0, certainty.1), ko.0, certainty, false);
    }
    // 36도 stands for degrees Celsius and for degrees of an angle.
    let warm = |u: &Unit| u.dimension == Dimension::Temperature || u.id == "degree";
    if warm(ko.1) && warm(en.1) && (ko.1.id == "degree" || en.1.id == "degree") {
        return match amounts(ko.0, en.0, certainty.0, certainty.1) {
            Agreement::Same if en.1.id == "fahrenheit" => Agreement::Differs(How::Unit),
            other => bounded(other, ko.0, certainty, false),
        };
    }
    // The cubic meter of air is understood: 초미세먼지 농도 75㎍.
    if ko.0 == en.0 && ko.1.id == "microgram" && en.1.id == "microgram-per-cubic-meter" {
        return Agreement::Compatible(Why::UnitLeftOut);
    }
    // Hundreds of kilometres are hundreds of miles as well.
    if ko.0 == en.0 && ko.0.shape == Shape::Magnitude && ko.1.dimension == en.1.dimension {
        return Agreement::CannotTell;
    }
    if ko.0 == en.0 && !(ko.1.dimension == en.1.dimension && ko.1.factor == en.1.factor) {
        return Agreement::Differs(How::Unit);
    }
    if ko.1.dimension != en.1.dimension || ko.1.dimension == Dimension::Other {
        return Agreement::CannotTell;
    }
    let (Some(a), Some(b)) = (ko.1.to_base(ko.0.low), en.1.to_base(en.0.low)) else { return Agreement::CannotTell };
    if relative(a, b) <= 0.03 || certainty.1 != Certainty::Exact && relative(a, b) <= 0.08 {
        Agreement::Compatible(Why::Converted)
    } else {
        match amounts(Amount::point(a), Amount::point(b), certainty.0, certainty.1) {
            Agreement::Differs(How::PowerOfTen(n)) => Agreement::Differs(How::PowerOfTen(n)),
            _ => Agreement::CannotTell,
        }
    }
}

/// Mentions read as different kinds: the same in other words, the unit left out on one side, or two things.
fn across(ko: &Mention, en: &Mention) -> Agreement {
    let near = |a: Amount, b: Amount| near(a, b, ko.certainty, en.certainty);
    // Either side may be the one that was rounded: 3분의 2 as 67 percent.
    let equal = |a: Amount, b: Amount| near(a, b) || near(b, a);
    let hundredth = |a: Amount| a.checked_mul(Exact::pow10(-2));
    match (&ko.value, &en.value) {
        (Value::Points(a), Value::Percent(b)) if a == b => Agreement::Differs(How::PointsToPercent),
        (Value::Percent(a), Value::Points(b)) if a == b => Agreement::Differs(How::PercentToPoints),
        // 50% and half, 25% and a quarter.
        (Value::Percent(p), Value::Multiple(m) | Value::Number(m)) | (Value::Multiple(m) | Value::Number(m), Value::Percent(p)) => match hundredth(*p) {
            Some(share) if equal(share, *m) || increase(share, *m) => Agreement::Compatible(Why::OtherWords),
            _ if p == m => Agreement::Compatible(Why::UnitLeftOut),
            _ => Agreement::CannotTell,
        },
        (Value::Duration(d), Value::Ordinal(n) | Value::Number(n) | Value::Age(n) | Value::Multiple(n))
        | (Value::Ordinal(n) | Value::Number(n) | Value::Age(n) | Value::Multiple(n), Value::Duration(d)) => {
            let ordinal = matches!((&ko.value, &en.value), (Value::Duration(_), Value::Ordinal(_)));
            match single_part(d) {
                Some(s) if n.single() == Some(s) => Agreement::Compatible(Why::OtherWords),
                // 엿새째 as "the fifth day".
                Some(s) if ordinal && n.low > Exact::ONE && s.checked_sub(n.low).is_some_and(|d| d.abs() == Exact::ONE) => Agreement::Differs(How::Duration),
                _ => Agreement::CannotTell,
            }
        }
        // 이틀 전 and "two days".
        (Value::Date(DateValue { away: Some(away), .. }), Value::Duration(d)) => durations(&away.length(), d, (ko.certainty, en.certainty)),
        (Value::Duration(d), Value::Date(DateValue { away: Some(away), .. })) => durations(d, &away.length(), (ko.certainty, en.certainty)),
        // 10일 may be the tenth or ten days.
        (Value::Date(v), Value::Duration(d)) | (Value::Duration(d), Value::Date(v)) => {
            let told = v.day.map(i64::from).filter(|_| v.month.is_none());
            if single_part(d).and_then(Exact::to_i64).is_some_and(|n| Some(n) == told) { Agreement::Compatible(Why::OtherWords) } else { Agreement::CannotTell }
        }
        (Value::Date(v), Value::Number(n) | Value::Ordinal(n)) | (Value::Number(n) | Value::Ordinal(n), Value::Date(v)) => {
            let told = [v.year.map(i64::from), v.day.map(i64::from), v.part.map(i64::from), v.month.map(i64::from)];
            match n.single().and_then(Exact::to_i64) {
                // A year in brackets is a number to one reader and a date to the other.
                Some(n) if n >= 1000 && told[0] == Some(n) => Agreement::Compatible(Why::OtherWords),
                Some(n) if told.contains(&Some(n)) => Agreement::Compatible(Why::UnitLeftOut),
                Some(n) if v.year.is_some_and(|y| in_era(i64::from(y), n)) => Agreement::Compatible(Why::OtherWords),
                _ => Agreement::CannotTell,
            }
        }
        (Value::Points(_), Value::Percent(_)) | (Value::Percent(_), Value::Points(_)) | (Value::Name(_), _) | (_, Value::Name(_)) => Agreement::CannotTell,
        // 3분의 2 and "one-third", 절반 and 1/4: shares, whichever way they were read.
        (Value::Number(a), Value::Multiple(b)) | (Value::Multiple(a), Value::Number(b)) if share(*a) && share(*b) => {
            match amounts(*a, *b, ko.certainty, en.certainty) {
                Agreement::Differs(_) if near(*b, *a) => Agreement::Compatible(Why::Rounded),
                Agreement::Same => Agreement::Compatible(Why::OtherWords),
                other => other,
            }
        }
        // 1∼3위 and "the top three".
        (Value::Ordinal(a), Value::Number(b)) if a.shape == Shape::Range && a.low == Exact::ONE && b.shape == Shape::Point => {
            if a.high == b.low {
                Agreement::Compatible(Why::OtherWords)
            } else {
                Agreement::Differs(How::Range)
            }
        }
        (a, b) => match (a.amount(), b.amount()) {
            (Some(x), Some(y)) if equal(x, y) => Agreement::Compatible(Why::UnitLeftOut),
            _ => Agreement::CannotTell,
        },
    }
}

/// Whether a year of before 1946 is the `n`th of Meiji, Taishō, Shōwa or the Republic of China: "Meiji 39" for 1906.
fn in_era(year: i64, n: i64) -> bool {
    year < 1946 && n < 100 && matches!(year - n, 1867 | 1911 | 1925)
}

/// Whether an amount is a single number between nothing and one.
fn share(a: Amount) -> bool {
    a.single().is_some_and(|n| Exact::ZERO < n && n < Exact::ONE)
}

/// "Doubled" and a rise of 100 percent, 1.5배 and 50 percent more.
fn increase(share: Amount, multiple: Amount) -> bool {
    share.single().and_then(|s| s.checked_add(Exact::ONE)) == multiple.single() && multiple.low > Exact::ONE
}
