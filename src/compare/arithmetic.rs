//! What follows from figures of the Korean: a translation may print the sum, the difference, the ratio or the growth instead.

use crate::compare::amount::amounts;
use crate::compare::date::single_part;
use crate::compare::{Agreement, Why};
use crate::model::{Amount, Certainty, Mention, Value};
use crate::text::Exact;

/// Whether `goal` is worked out from `a` and `b`: figures of one kind added or subtracted, or a share or growth of them.
pub fn follows(a: &Mention, b: &Mention, goal: &Mention) -> bool {
    if let (Value::Duration(x), Value::Duration(y), Value::Duration(z)) = (&a.value, &b.value, &goal.value) {
        // 15 years cut to 12: "by three years".
        let same_unit = [x, y, z].iter().all(|d| d.parts.len() == 1 && d.parts[0].0 == x.parts[0].0);
        let parts = single_part(x).zip(single_part(y)).zip(single_part(z));
        return same_unit && parts.is_some_and(|((x, y), z)| x.checked_sub(y) == Some(z));
    }
    let single = |m: &Mention| m.value.amount().and_then(Amount::single).filter(|n| !n.is_zero());
    let (Some(x), Some(y), Some(_)) = (single(a), single(b), single(goal)) else { return false };
    let is = |n: Option<Exact>| n.is_some_and(|n| shown_as(n, goal));
    // A part so small that rounding swallows it proves nothing.
    let telling = |n: Exact| n.abs().to_f64() >= 0.03 * x.abs().to_f64().max(y.abs().to_f64());
    let scores = a.counter == Some("score") || b.counter == Some("score");
    let sum = || telling(x) && telling(y) && !scores && (is(x.checked_add(y)) || is(x.checked_sub(y)));
    match (&a.value, &b.value, &goal.value) {
        (Value::Money(_, p), Value::Money(_, q), Value::Money(_, r)) if p == q && q == r => sum(),
        // 5만원권 20장 is "1 million won in all".
        (Value::Money(_, p), Value::Number(_), Value::Money(_, r)) if p == r && a.span.start < b.span.start => {
            y > Exact::ONE && y.is_integer() && x.checked_mul(y) == goal.value.amount().and_then(Amount::single)
        }
        // Sums of small counts come about by chance, unless both count the same.
        (Value::Number(_), Value::Number(_), Value::Number(_)) => {
            (x >= Exact::int(20) || y >= Exact::int(20) || a.counter.is_some() && a.counter == b.counter) && sum()
        }
        (Value::Percent(_), Value::Percent(_), Value::Points(_) | Value::Percent(_)) | (Value::Percent(_), Value::Points(_), Value::Percent(_)) => sum(),
        (Value::Number(_) | Value::Money(..), Value::Number(_) | Value::Money(..), Value::Percent(_)) if a.value.kind() == b.value.kind() => {
            let percent = |part: Option<Exact>, whole: Option<Exact>| {
                part.zip(whole).and_then(|(p, w)| p.checked_div(w)).and_then(|q| q.checked_mul(Exact::int(100))).map(Exact::abs)
            };
            let share = if x < y { percent(Some(x), Some(y)) } else { None };
            // Growth by `y`, now at `x`; or from `y` to `x`.
            is(share) || is(percent(Some(y), x.checked_sub(y))) || is(percent(x.checked_sub(y), Some(y)))
        }
        (Value::Number(_), Value::Number(_), Value::Multiple(_)) => is(x.checked_div(y)),
        _ => false,
    }
}

/// Whether `goal` is the sum of all of several counts: 204, 85, 3 and 8 votes make 300.
pub fn totals<'m>(parts: impl Iterator<Item = &'m Mention>, goal: &Mention) -> bool {
    let (mut sum, mut count) = (Exact::ZERO, 0);
    for part in parts.filter(|p| p.value.kind() == goal.value.kind() && p.counter.is_some()) {
        let Some(next) = part.value.amount().and_then(Amount::single).and_then(|n| sum.checked_add(n)) else { return false };
        sum = next;
        count += 1;
    }
    count >= 3 && goal.value.amount().and_then(Amount::single) == Some(sum)
}

/// Whether a share in the Korean is told by two numbers of the English: 3분의 2 as "two out of three".
pub fn ratio(share: &Mention, part: &Mention, whole: &Mention) -> bool {
    let (Value::Number(s) | Value::Multiple(s) | Value::Percent(s)) = &share.value else { return false };
    let (Value::Number(p), Value::Number(w)) = (&part.value, &whole.value) else { return false };
    let quotient = p.single().zip(w.single()).and_then(|(p, w)| p.checked_div(w));
    let share = if matches!(share.value, Value::Percent(_)) { s.single().and_then(|s| s.checked_mul(Exact::pow10(-2))) } else { s.single() };
    quotient.is_some() && quotient == share && quotient < Some(Exact::ONE)
}

/// Whether an exact result is what the text shows, rounded to its last digit or hedged.
fn shown_as(exact: Exact, shown: &Mention) -> bool {
    let Some(amount) = shown.value.amount() else { return false };
    matches!(amounts(Amount::point(exact), amount, Certainty::Exact, shown.certainty), Agreement::Same | Agreement::Compatible(Why::Rounded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn mention(value: fn(Amount) -> Value, n: &str) -> Mention {
        Mention::new(Span::default(), value(Amount::point(Exact::parse(n).expect("a literal"))))
    }

    #[test]
    fn sums_shares_and_growth() {
        let n = |t: &str| mention(Value::Number, t);
        let percent = |t: &str| mention(Value::Percent, t);
        assert!(follows(&n("171"), &n("21"), &n("192")));
        assert!(follows(&n("1"), &n("5"), &percent("20")));
        assert!(follows(&n("285000"), &n("25000"), &Mention { certainty: Certainty::About, ..percent("10") }));
        assert!(!follows(&n("2"), &n("3"), &n("5")), "small sums prove nothing");
        assert!(!follows(&n("100"), &n("30"), &percent("40")));
    }

    #[test]
    fn a_share_told_by_two_numbers() {
        let share = Mention::new(Span::default(), Value::Number(Amount::point(Exact::ratio(2, 3).expect("not zero"))));
        assert!(ratio(&share, &mention(Value::Number, "2"), &mention(Value::Number, "3")));
        assert!(!ratio(&share, &mention(Value::Number, "1"), &mention(Value::Number, "3")));
    }
}
