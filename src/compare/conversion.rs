//! Conversions in parentheses: 3.5 trillion won ($2.5 billion), 300만달러(약 42억원), 84 square meters (904 square feet).

use crate::compare::{rates, shown};
use crate::model::{Currency, Dimension, Mention, Unit, Value};
use crate::text::Exact;
use jiff::civil::Date;

/// Whether the second of two neighbouring figures converts the first: another currency or unit, opened by a parenthesis
/// or by ", or".
pub fn opened(text: &str, a: &Mention, b: &Mention) -> bool {
    let other = match (&a.value, &b.value) {
        (Value::Money(_, x), Value::Money(_, y)) => x != y,
        (Value::Quantity(_, x), Value::Quantity(_, y)) => x.id != y.id,
        _ => false,
    };
    let between = || text.get(a.span.end..b.span.start).unwrap_or("");
    other && {
        let between = between();
        between.trim_start().starts_with('(') && between.len() <= 20 && !between.contains(')') || between.starts_with(", or ") && between.len() <= 14
    }
}

/// Whether nothing but the conversion stands in the parentheses: not "($50,000 a year)", not "(50 cm wide)".
pub fn closed(text: &str, a: &Mention, b: &Mention) -> bool {
    const BEFORE: [&str; 8] = ["", "약", "about", "around", "some", "or", "approximately", "roughly"];
    let inside = text.get(a.span.end..b.span.start).unwrap_or("").trim_start();
    let Some(inside) = inside.strip_prefix('(') else { return inside.starts_with(',') };
    BEFORE.contains(&inside.trim()) && text.get(b.span.end..).is_some_and(|rest| rest.starts_with(')'))
}

/// A conversion that is off.
#[derive(Clone, PartialEq, Debug)]
pub struct Off {
    /// What it should be, in the currency or unit in which it was given, in a few digits.
    pub expected: Value,
    /// By how many times it is too large, roughly; below one when it is too small.
    pub times: f64,
    /// By what it was judged.
    pub by: Measure,
}

/// What a conversion was judged by.
#[derive(Clone, PartialEq, Debug)]
pub enum Measure {
    /// The rate of the month.
    Month(Date),
    /// The other conversions of the article.
    Article,
    /// The definition of the units.
    Units,
}

/// Whether a conversion of money is off the rate of the month. Where the sentence tells another year, the amount may have
/// been converted at the rate of that year, and only what is wrong at any rate is told.
pub fn off_the_month(a: &Mention, b: &Mention, date: Date, tolerance: Exact, another_year: bool) -> Option<Off> {
    let (x, y, from, to) = money(a, b)?;
    let rate = rates::rate(from, to, date)?;
    if rates::fits(x, y, rate, tolerance)? {
        return None;
    }
    let expected = x.checked_mul(rate.average)?;
    let times = y.to_f64() / expected.to_f64();
    if another_year && (0.4..2.5).contains(&times) {
        return None;
    }
    Some(Off { expected: amount(&b.value, shown::rounded(expected, 2)?)?, times, by: Measure::Month(date) })
}

/// Whether a conversion of money is off the others of the article: three or more that agree with each other, and not with
/// it. `others` are the pairs of figures of all conversions of that side.
pub fn off_the_article<'m>(a: &Mention, b: &Mention, others: impl Iterator<Item = (&'m Mention, &'m Mention)>, tolerance: Exact) -> Option<Off> {
    let mut rates = implied(a, b, others);
    if rates.len() < 3 {
        return None;
    }
    rates.sort_unstable();
    let median = rates[rates.len() / 2];
    let near = rates.iter().filter(|r| within(**r, median, tolerance)).count();
    let (x, y, ..) = money(a, b)?;
    let rate = rates::Rate { average: median, low: median, high: median };
    if near < 3 || near * 3 < rates.len() * 2 || rates::fits(x, y, rate, tolerance)? {
        return None;
    }
    let expected = x.checked_mul(median)?;
    let times = y.to_f64() / expected.to_f64();
    Some(Off { expected: amount(&b.value, shown::rounded(expected, 2)?)?, times, by: Measure::Article })
}

/// How many other conversions of the article were made at the rate of this one.
pub fn alike<'m>(a: &Mention, b: &Mention, others: impl Iterator<Item = (&'m Mention, &'m Mention)>, tolerance: Exact) -> usize {
    let Some(own) = money(a, b).and_then(|(x, y, ..)| y.checked_div(x)) else { return 0 };
    implied(a, b, others).iter().filter(|r| within(**r, own, tolerance)).count()
}

/// The rates that the other conversions between the two currencies of this one make, all in its direction.
fn implied<'m>(a: &Mention, b: &Mention, others: impl Iterator<Item = (&'m Mention, &'m Mention)>) -> Vec<Exact> {
    let Some((_, _, from, to)) = money(a, b) else { return Vec::new() };
    let rate = |(c, d): (&Mention, &Mention)| {
        if c.span == a.span {
            return None;
        }
        match money(c, d)? {
            (x, y, f, t) if (f, t) == (from, to) => y.checked_div(x),
            (x, y, f, t) if (t, f) == (from, to) => x.checked_div(y),
            _ => None,
        }
    };
    others.filter_map(rate).collect()
}

fn within(a: Exact, b: Exact, tolerance: Exact) -> bool {
    let room = b.checked_mul(tolerance).map(Exact::abs);
    room.is_some_and(|room| a.checked_sub(b).is_some_and(|d| d.abs() <= room))
}

/// Two single amounts of money and their currencies.
fn money(a: &Mention, b: &Mention) -> Option<(Exact, Exact, Currency, Currency)> {
    let (Value::Money(x, from), Value::Money(y, to)) = (&a.value, &b.value) else { return None };
    let (x, y) = (x.single()?, y.single()?);
    let told = |n: Exact| !n.is_zero() && !n.is_negative();
    (told(x) && told(y) && from != to).then_some((x, y, *from, *to))
}

/// Whether a conversion between units is off what the units are defined to be: either figure may be the one that was
/// rounded.
pub fn off_the_units(a: &Mention, b: &Mention) -> Option<Off> {
    let (Value::Quantity(x, u), Value::Quantity(y, w)) = (&a.value, &b.value) else { return None };
    // Metres and centimetres convert nothing: a plank of 2 m (50 cm).
    let same_system = u.factor.checked_div(w.factor)?.power_of_ten().is_some() && u.dimension != Dimension::Temperature;
    if u.dimension != w.dimension || u.dimension == Dimension::Other || u.id == w.id || same_system {
        return None;
    }
    let (x, y) = (x.single()?, y.single()?);
    let expected = converted(x, u, w)?;
    let holds = |n: Exact, shown: Exact| shown::band(shown).is_some_and(|(low, high)| low <= n && n <= high);
    // 10 degrees warmer is 18 degrees Fahrenheit warmer, not 50.
    let step = (u.dimension == Dimension::Temperature).then(|| x.checked_mul(u.factor)?.checked_div(w.factor)).flatten();
    if holds(expected, y) || holds(converted(y, w, u)?, x) || step.is_some_and(|s| holds(s, y)) {
        return None;
    }
    let times = y.to_f64() / expected.to_f64();
    // An apartment of 84㎡ is one of the 34평 class: pyeong count the shares of stairs and halls in.
    let class = |pyeong: f64| (1.15..1.5).contains(&pyeong);
    if w.id == "pyeong" && class(times) || u.id == "pyeong" && class(1.0 / times) {
        return None;
    }
    let places = shown::magnitude(expected)? - 2;
    Some(Off { expected: amount(&b.value, expected.round_to(places.min(0))?)?, times, by: Measure::Units })
}

fn converted(n: Exact, from: &Unit, to: &Unit) -> Option<Exact> {
    from.to_base(n)?.checked_sub(to.offset)?.checked_div(to.factor)
}

/// The value with another number.
fn amount(value: &Value, n: Exact) -> Option<Value> {
    let n = crate::model::Amount::point(n);
    match value {
        Value::Money(_, c) => Some(Value::Money(n, *c)),
        Value::Quantity(_, u) => Some(Value::Quantity(n, u)),
        _ => None,
    }
}
