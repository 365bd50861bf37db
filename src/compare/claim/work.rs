//! Works a claim out: whether its figures can all be right, rounded as they are shown, and what the goal should be.

use super::{Claim, Form};
use crate::compare::shown;
use crate::model::{Certainty, Mention, Value};
use crate::text::Exact;
use jiff::civil::Date;
use smallvec::SmallVec;

/// The lowest and the highest number that may stand behind a figure.
type Band = (Exact, Exact);

/// More figures than this are not tried in all their sums.
const MOST: usize = 10;

/// Whether a claim can be right. `at` gives a figure by its index, so that a claim of one side can be tried with the
/// figures of the other; `None` when one is missing, hedged or a range.
pub fn holds<'m>(claim: &Claim, at: &impl Fn(usize) -> Option<&'m Mention>, published: Option<Date>) -> Option<bool> {
    if claim.form == Form::Age {
        return age(at(claim.goal)?, at(*claim.parts.first()?)?, published);
    }
    // A total and its parts are shown to the same digit.
    let own = || claim.parts.iter().chain([&claim.goal]);
    let finest = if matches!(claim.form, Form::Sum | Form::AtLeastSum) { own().filter_map(|&i| last_digit(at(i)?)).min() } else { None };
    let band_of = |i: usize| band(at(i)?, finest);
    let goal = band_of(claim.goal)?;
    let parts = claim.parts.iter().map(|&i| band_of(i)).collect::<Option<SmallVec<[Band; 6]>>>()?;
    let mut all: SmallVec<[Band; 12]> = SmallVec::from_slice(&parts);
    // Figures that are only an excuse need not all be there.
    all.extend(claim.others.iter().filter_map(|&i| band_of(i)));
    all.truncate(MOST.max(parts.len()));
    let meets = |b: Option<Band>| b.is_some_and(|b| b.0 <= goal.1 && goal.0 <= b.1);
    Some(match claim.form {
        Form::Sum if claim.others.is_empty() => meets(sum(&parts, usize::MAX)),
        Form::Sum => subsets(&all, 2).any(meets),
        Form::AtLeastSum => sum(&parts, usize::MAX)?.0 <= goal.1 || subsets(&all, 2).any(meets),
        Form::Change => meets(change(at(claim.goal)?, parts[0], parts[1])),
        Form::Rest => {
            let left = |b: Option<Band>| b.and_then(|b| minus((Exact::int(100), Exact::int(100)), b));
            subsets(&all, 1).any(|b| meets(b) || meets(left(b))) || all.iter().any(|a| all.iter().any(|b| meets(minus(*a, *b))))
        }
        Form::Gap => all.iter().any(|a| all.iter().any(|b| meets(minus(*a, *b)))),
        Form::Whole => parts.first()?.0 <= goal.1,
        Form::Age => return None,
    })
}

/// What the goal should be, as exactly as its parts are told; `None` where there is no one answer.
pub fn computed<'m>(claim: &Claim, at: &impl Fn(usize) -> Option<&'m Mention>) -> Option<Exact> {
    let number = |i: &usize| at(*i)?.value.amount()?.single();
    let numbers = claim.parts.iter().map(number).collect::<Option<SmallVec<[Exact; 6]>>>()?;
    let total = || numbers.iter().try_fold(Exact::ZERO, |sum, n| sum.checked_add(*n));
    match claim.form {
        Form::Sum | Form::AtLeastSum => total(),
        Form::Rest => Exact::int(100).checked_sub(total()?),
        Form::Gap => Some(numbers.first()?.checked_sub(*numbers.get(1)?)?.abs()),
        Form::Change => {
            let (old, new) = (*numbers.first()?, *numbers.get(1)?);
            let step = new.checked_sub(old)?.abs();
            let m = at(claim.goal)?;
            if !matches!(m.value, Value::Percent(_)) {
                return Some(step);
            }
            let places = m.value.amount()?.low.mantissa()?.1.min(0);
            step.checked_div(old)?.checked_mul(Exact::int(100))?.round_to(places)
        }
        Form::Whole | Form::Age => None,
    }
}

/// Counts below a thousand are as they are, everything else was rounded to its last digit, or to `finest`.
fn band(m: &Mention, finest: Option<i32>) -> Option<Band> {
    let n = m.value.amount()?.single().filter(|_| m.certainty == Certainty::Exact)?;
    match m.value {
        Value::Number(_) if n.is_integer() && n.abs() < Exact::int(1000) => Some((n, n)),
        _ => shown::around(n, last_digit(m)?.min(finest.unwrap_or(i32::MAX))),
    }
}

/// The power of ten of the last digit that is told: percentages to the unit at least, 4조원 to a tenth of a 조.
fn last_digit(m: &Mention) -> Option<i32> {
    let n = m.value.amount()?.single().filter(|n| !n.is_zero())?;
    let exponent = n.mantissa()?.1;
    Some(match m.value {
        Value::Percent(_) | Value::Points(_) => exponent.min(0),
        _ => exponent.min(shown::magnitude(n)? - 1),
    })
}

fn minus(a: Band, b: Band) -> Option<Band> {
    Some((a.0.checked_sub(b.1)?, a.1.checked_sub(b.0)?))
}

/// The sum of those parts whose bit is set.
fn sum(parts: &[Band], chosen: usize) -> Option<Band> {
    let some = parts.iter().enumerate().filter(|(i, _)| *i >= MOST || chosen >> i & 1 == 1);
    some.map(|(_, b)| b).try_fold((Exact::ZERO, Exact::ZERO), |s, b| Some((s.0.checked_add(b.0)?, s.1.checked_add(b.1)?)))
}

/// The sums of at least so many of the parts.
fn subsets(parts: &[Band], least: u32) -> impl Iterator<Item = Option<Band>> + '_ {
    (1_usize..1 << parts.len().min(MOST)).filter(move |c| c.count_ones() >= least).map(|c| sum(&parts[..parts.len().min(MOST)], c))
}

/// By how much the old value became the new one, in what the goal is told in.
fn change(goal: &Mention, old: Band, new: Band) -> Option<Band> {
    let step = minus(new, old)?;
    let (low, high) = if matches!(goal.value, Value::Percent(_)) {
        if old.0.is_negative() || old.0.is_zero() {
            return None;
        }
        let hundred = Exact::int(100);
        let growth = |new: Exact, old: Exact| new.checked_div(old)?.checked_sub(Exact::ONE)?.checked_mul(hundred);
        (growth(new.0, old.1)?, growth(new.1, old.0)?)
    } else {
        step
    };
    // The verb carries the sign.
    if low.is_negative() && !high.is_negative() {
        return Some((Exact::ZERO, high.max(low.abs())));
    }
    Some((low.abs().min(high.abs()), low.abs().max(high.abs())))
}

/// In full years, or by Korean age, which is one or two more.
fn age(age: &Mention, born: &Mention, published: Option<Date>) -> Option<bool> {
    let Value::Date(d) = &born.value else { return None };
    let years = i64::from(published?.year()) - i64::from(d.year?);
    let told = age.value.amount()?.single()?.to_i64()?;
    (0..=120).contains(&years).then_some((years - 1..=years + 1).contains(&told))
}
