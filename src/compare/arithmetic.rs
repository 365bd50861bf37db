//! What follows from two figures: a translation may print the sum, the difference, the ratio or the growth instead.

use crate::compare::amount::relative;
use crate::model::Value;
use crate::text::Exact;

/// Whether `goal` is worked out from `a` and `b`: figures of one kind added or subtracted, or a share or growth of them.
pub fn follows(a: &Value, b: &Value, goal: &Value) -> bool {
    let (Some(x), Some(y)) = (a.amount().and_then(crate::model::Amount::single), b.amount().and_then(crate::model::Amount::single)) else { return false };
    let Some(z) = goal.amount().and_then(crate::model::Amount::single) else { return false };
    if x.is_zero() || y.is_zero() || z.is_zero() {
        return false;
    }
    let sum = || x.checked_add(y).is_some_and(|s| near(s, z)) || x.checked_sub(y).is_some_and(|d| near(d, z));
    match (a, b, goal) {
        (Value::Money(_, p), Value::Money(_, q), Value::Money(_, r)) if p == q && q == r => sum(),
        (Value::Number(_), Value::Number(_), Value::Number(_)) if large(x) || large(y) => sum(),
        (Value::Percent(_), Value::Percent(_), Value::Points(_) | Value::Percent(_)) | (Value::Percent(_), Value::Points(_), Value::Percent(_)) => sum(),
        (Value::Number(_) | Value::Money(..), Value::Number(_) | Value::Money(..), Value::Percent(_)) if a.kind() == b.kind() => {
            share(x, y, z) || growth(x, y, z)
        }
        (Value::Number(_), Value::Number(_), Value::Multiple(_)) => x.checked_div(y).is_some_and(|q| near(q, z)),
        _ => false,
    }
}

/// Sums of small counts come about by chance.
fn large(n: Exact) -> bool {
    n >= Exact::int(20)
}

fn share(part: Exact, whole: Exact, percent: Exact) -> bool {
    part < whole && part.checked_div(whole).and_then(|q| q.checked_mul(Exact::int(100))).is_some_and(|q| close(q, percent))
}

/// `change` out of what was there before: 2만5000 more, now 28만5000, is growth of 10 percent; or from old to new.
fn growth(now: Exact, change: Exact, percent: Exact) -> bool {
    let of = |part: Option<Exact>, before: Option<Exact>| {
        let q = part.zip(before).and_then(|(p, b)| p.checked_div(b)).and_then(|q| q.checked_mul(Exact::int(100)));
        q.is_some_and(|q| close(q.abs(), percent))
    };
    of(Some(change), now.checked_sub(change)) || of(now.checked_sub(change), Some(change))
}

fn near(a: Exact, b: Exact) -> bool {
    relative(a, b) <= 0.005
}

/// Percentages are rounded to their last digit.
fn close(exact: Exact, shown: Exact) -> bool {
    let places = shown.mantissa().map_or(0, |(_, e)| e.min(0));
    exact.round_to(places) == Some(shown) || relative(exact, shown) <= 0.02
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;

    fn n(text: &str) -> Value {
        Value::Number(Amount::point(Exact::parse(text).expect("a literal")))
    }

    #[test]
    fn sums_shares_and_growth() {
        let percent = |t: &str| Value::Percent(Amount::point(Exact::parse(t).expect("a literal")));
        assert!(follows(&n("171"), &n("21"), &n("192")));
        assert!(follows(&n("1"), &n("5"), &percent("20")));
        assert!(follows(&n("285000"), &n("25000"), &percent("10")));
        assert!(!follows(&n("2"), &n("3"), &n("5")), "small sums prove nothing");
        assert!(!follows(&n("100"), &n("30"), &percent("40")));
    }
}
