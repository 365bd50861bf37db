//! Numbers with what belongs to them: sign, unit, range partner. Everything that is not a date, a time of day or a
//! place in an order ends here.

use super::lexicon::Lex;
use super::measure::{self, Behind};
use super::number::{self, Num};
use super::token::{Kind, Sentence};
use super::{Reader, age, away, count, duration, hedge, label, money, multiple};
use crate::extract::units::units;
use crate::model::{Amount, Certainty, Currency, Duration, DurationUnit, Shape, Value};
use crate::text::Exact;

/// A number with its sign and what stands behind it.
#[derive(Clone, Copy, Debug)]
struct One {
    from: usize,
    /// Where the digits or words start, behind signs.
    number: usize,
    next: usize,
    num: Num,
    behind: Option<Behind>,
    /// A hedge between the number and its unit: "12 or more years".
    hedge: Option<Certainty>,
    /// A currency sign stands before it.
    sign: bool,
}

impl One {
    fn value(&self, amount: Amount) -> Option<Value> {
        match self.behind {
            Some(behind) => behind.value(amount),
            None if self.num.fraction => Some(Value::Multiple(amount)),
            None => Some(Value::Number(amount)),
        }
    }
}

fn one(s: Sentence<'_>, i: usize, floor: usize) -> Option<One> {
    let minus = sign_of(s, i);
    let at = if minus { i + 1 } else { i };
    if let Some((from, currency, next)) = currency(s, at, floor) {
        let num = number::parse(s, next, true)?;
        let behind = Some(Behind::Money(currency, Exact::ONE));
        // "$70 billion dollars", "$5 million USD": told twice.
        let end = match measure::behind(s, num.next, &num) {
            Some((Behind::Money(again, factor), end)) if again == currency && factor == Exact::ONE => end,
            _ => num.next,
        };
        let one = One { from: if minus { i } else { from }, number: next, next: end, num, behind, hedge: None, sign: true };
        return Some(if minus { negated(one) } else { one });
    }
    let num = number::parse(s, at, false)?;
    let own = hedge::after(s, num.next).filter(|h| !h.age);
    let direct = measure::behind(s, num.next, &num);
    let (behind, hedge) = match (direct, own) {
        (None, Some(h)) => (measure::behind(s, h.to, &num), Some(h.certainty)),
        (direct, _) => (direct, None),
    };
    let next = behind.map_or(num.next, |b| b.1);
    let one = One { from: i, number: at, next, num, behind: behind.map(|b| b.0), hedge: hedge.filter(|_| behind.is_some()), sign: false };
    Some(if minus { negated(one) } else { one })
}

fn negated(one: One) -> One {
    let amount = Amount { low: one.num.amount.high.negate(), high: one.num.amount.low.negate(), ..one.num.amount };
    One { num: Num { amount, ..one.num }, ..one }
}

/// A minus sign or the word for it, right before a number.
fn sign_of(s: Sentence<'_>, i: usize) -> bool {
    let next = s.at(i + 1);
    let number = next.kind == Kind::Digits || matches!(next.kind, Kind::Mark('$' | '€' | '£' | '¥' | '₩'));
    match s.at(i).kind {
        Kind::Mark('-') => number && !next.spaced && (!s.glued(i) || s.mark(i.wrapping_sub(1), '(')),
        // "plus or minus 3.1 points" is a margin.
        _ if s.is(i.wrapping_sub(1), "or") => false,
        _ if s.lex(i) == Lex::Minus => (number && !s.any(i + 2, &["-"])) || matches!(next.lex, Lex::Ones(_) | Lex::Tens(_)),
        _ => false,
    }
}

fn currency(s: Sentence<'_>, i: usize, floor: usize) -> Option<(usize, Currency, usize)> {
    let t = s.at(i);
    let is_sign = matches!(t.kind, Kind::Mark(c) if !c.is_ascii() || c == '$') || t.lex == Lex::Code;
    is_sign.then(|| money::sign(s, i, floor))?.filter(|&(.., next)| starts_number(s, next))
}

fn starts_number(s: Sentence<'_>, i: usize) -> bool {
    s.digits(i) || matches!(s.lex(i), Lex::Ones(_) | Lex::Tens(_) | Lex::Half | Lex::A)
}

/// A value that starts with a minus.
pub(super) fn negative(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    sign_of(r.s, i).then(|| read(r, i))?
}

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Link {
    Dash,
    To,
    Or,
    And,
}

/// The link at token `i` and where the second number starts.
fn link(s: Sentence<'_>, i: usize) -> Option<(Link, usize)> {
    if s.joint(i) || (s.mark(i, '~') && s.glued(i + 1)) {
        return Some((Link::Dash, i + 1));
    }
    let link = match s.word(i) {
        "to" => Link::To,
        "or" => Link::Or,
        "and" => Link::And,
        _ => return None,
    };
    Some((link, i + 1))
}

/// Reads the amount that starts at token `i`, with its range partner.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let first = one(s, i, r.floor)?;
    if let Some((link, at)) = link(s, first.next)
        && let Some(second) = one(s, at, at)
        && let Some(next) = pair(r, &first, link, &second)
    {
        return Some(next);
    }
    single(r, first)
}

/// Two joined numbers as a range, or as two values that share a unit; `None` when each stands for itself.
fn pair(r: &mut Reader<'_, '_>, first: &One, link: Link, second: &One) -> Option<usize> {
    let s = r.s;
    let shared = match (first.behind, second.behind) {
        (None, shared) => shared,
        (Some(left), Some(right)) if left == right && (link == Link::Dash || s.is(first.from.wrapping_sub(1), "between")) => Some(left),
        (Some(left), None) if first.sign && link != Link::And && link != Link::Or => Some(left),
        (Some(left), Some(right)) if first.sign && second.sign && left == right => Some(left),
        _ => return None,
    };
    if first.num.amount.shape != Shape::Point || second.num.amount.shape != Shape::Point || unlinked(s, first, second) {
        return None;
    }
    // "2.1 to 3.4 trillion": the scale is told once.
    let low =
        if first.num.scale == Exact::ONE && second.num.scale > Exact::ONE && first.num.amount.low < Exact::int(1000) && first.behind.is_none_or(|_| first.sign)
        {
            first.num.amount.low.checked_mul(second.num.scale)?
        } else {
            first.num.amount.low
        };
    let high = second.num.amount.low;
    let from_before = s.is(first.from.wrapping_sub(1), "from") || s.is(first.from.wrapping_sub(2), "from");
    let between = s.is(first.from.wrapping_sub(1), "between") && first.from > r.floor;
    let marked = age::marker(s, first.from, r.floor).is_some();
    let measured = marked || shared.is_some() || second.num.scale > Exact::ONE || first.num.fraction;
    let range = match link {
        Link::Dash => low < high && (measured || count::plural(s, second.next)),
        Link::To => low < high && !from_before && (measured || count::plural(s, second.next)),
        Link::Or => low < high && !first.num.fraction && (shared.is_some() || low.checked_add(Exact::ONE) == Some(high)),
        Link::And => between && low < high,
    };
    let whole = One { behind: shared, next: second.next, ..*second };
    if range {
        let value = aged(s, first.from, second, shared, r.floor)
            .map_or_else(|| whole.value(Amount::range(low, high)), |()| Some(Value::Age(Amount::range(low, high))))?;
        let from = if link == Link::And { first.from - 1 } else { first.from };
        let from = age::marker(s, from, r.floor).filter(|_| matches!(value, Value::Age(_))).unwrap_or(from);
        let to = band_end(s, second.next, shared).unwrap_or(second.next);
        let counter = if shared.is_none() { count::noun(s, second.next) } else { None };
        return Some(r.emit_as(from, to, value, second.hedge, counter));
    }
    let both = match link {
        Link::To => shared.is_some(),
        Link::And => {
            shared.is_some()
                && first.behind.is_none()
                && first.num.digits
                && second.num.digits
                && s.lower(first.from.wrapping_sub(1))
                && !s.any(first.from.wrapping_sub(1), &["in", "of"])
        }
        Link::Dash => first.sign && shared.is_some(),
        Link::Or => false,
    };
    let told = both && first.behind.is_none_or(|_| first.sign);
    told.then_some(())?;
    let head = One { behind: shared, ..*first };
    r.emit(first.from, first.next, head.value(Amount::point(low))?);
    single(r, whole)
}

/// Whether the two are no pair: a year, a label or a clock stands on one side.
fn unlinked(s: Sentence<'_>, a: &One, b: &One) -> bool {
    a.num.digits != b.num.digits && a.behind.is_none() && !a.num.round && !a.num.fraction
        || (s.glued(b.next) && s.at(b.next).kind == Kind::Word && b.behind.is_none())
        || (s.joint(a.number.wrapping_sub(1)) && !a.sign)
        || (!b.sign && s.mark(b.next, ':'))
}

/// Whether the number at `from` is an age by what stands around it.
fn aged(s: Sentence<'_>, from: usize, last: &One, behind: Option<Behind>, floor: usize) -> Option<()> {
    let years = behind.is_none() || matches!(behind, Some(Behind::Time(DurationUnit::Year, 1)));
    let marked = age::marker(s, from, floor).is_some() || hedge::after(s, last.next).is_some_and(|h| h.age);
    (years && marked && age::plausible(last.num.amount) && !last.num.fraction).then_some(())
}

/// One amount by itself.
fn single(r: &mut Reader<'_, '_>, one: One) -> Option<usize> {
    let s = r.s;
    let amount = one.num.amount;
    let own = one.hedge.or(one.num.round.then_some(Certainty::About));
    let hedged = hedge::before(s, one.from, r.floor, false, &Value::Number(amount)).map_or(one.from, |h| h.0);
    if aged(s, hedged, &one, one.behind, r.floor).is_some()
        || (one.behind.is_none() && (age::in_apposition(s, one.number, one.next) || age::predicated(s, one.number, one.next) && age::plausible(amount)))
    {
        return Some(emit_age(r, &one, hedged));
    }
    match one.behind {
        None => duration::nights(r, one.from, one.next).or_else(|| bare(r, &one, own)),
        Some(Behind::Time(unit, n)) => {
            let mut value = Duration::of(unit, amount.checked_mul(Exact::int(n.into()))?);
            let to = if amount.shape == Shape::Point { duration::chain(s, one.next, &mut value) } else { one.next };
            duration::merge(&mut value);
            away::read(r, one.from, to, &value, own).or_else(|| Some(r.emit_as(one.from, to, Value::Duration(value), own, None)))
        }
        Some(Behind::Age) if !age::plausible(amount) => {
            Some(r.emit_as(one.from, one.next, Value::Duration(Duration::of(DurationUnit::Year, amount)), own, None))
        }
        Some(behind) => {
            let (amount, to) = tail(s, &one, behind).unwrap_or((amount, one.next));
            let counter = (behind == Behind::Occasions).then_some("times");
            Some(r.emit_as(one.from, to, behind.value(amount)?, own, counter))
        }
    }
}

/// An age with its marker: "aged 52", "under the age of 15".
fn emit_age(r: &mut Reader<'_, '_>, one: &One, hedged: usize) -> usize {
    let s = r.s;
    let value = Value::Age(one.num.amount);
    let Some(from) = age::marker(s, hedged, r.floor) else { return r.emit_as(one.from, one.next, value, one.hedge, None) };
    let own = hedge::before(s, one.from, r.floor, false, &value).map(|h| h.1).or(one.hedge);
    let from = from.checked_sub(1).filter(|&the| the >= r.floor && s.is(the, "the") && s.is(from, "age")).unwrap_or(from);
    r.emit_as(from, one.next, value, own, None)
}

/// What may follow a measured amount and change it: cents, inches, "below zero", "range".
fn tail(s: Sentence<'_>, one: &One, behind: Behind) -> Option<(Amount, usize)> {
    let amount = one.num.amount;
    if let Some(to) = band_end(s, one.next, Some(behind)) {
        return Some((band(amount)?, to));
    }
    match behind {
        Behind::Money(_, factor) if factor == Exact::ONE && !one.sign => {
            let (cents, to) = money::cents(s, one.next)?;
            Some((Amount::point(amount.single()?.checked_add(cents)?), to))
        }
        Behind::Unit(u) if s.run(one.next, &["below", "zero"]) && matches!(u.id, "celsius" | "fahrenheit" | "degree") => {
            Some((Amount::point(amount.single()?.abs().negate()), one.next + 2))
        }
        Behind::Unit(u) if u.id == "foot" => {
            let inches = number::parse(s, if s.is(one.next, "and") { one.next + 1 } else { one.next }, false)?;
            let unit = s.past_joint(inches.next);
            let told = s.any(unit, &["inch", "inches"]) || (s.is(unit, "in") && !s.lower(unit + 1) && !s.at(unit + 1).capital);
            let sum = amount.single()?.checked_add(inches.amount.single()?.checked_div(Exact::int(12))?)?;
            told.then_some((Amount::point(sum), unit + 1))
        }
        _ => None,
    }
}

/// The token behind "range" in "4 percent range", "50,000-won range".
fn band_end(s: Sentence<'_>, i: usize, behind: Option<Behind>) -> Option<usize> {
    matches!(behind, Some(Behind::Percent | Behind::Money(..))).then_some(())?;
    let at = s.past_joint(i);
    s.any(at, &["range", "level"]).then_some(())?;
    (s.is(at, "range") || s.is(at, "mark")).then_some(at + 1)
}

/// From a number up to the next one with its last digit raised: the 4 percent range, the 30 percent range.
fn band(amount: Amount) -> Option<Amount> {
    let low = match amount.shape {
        Shape::Point => amount.low,
        Shape::Range => return Some(amount),
        _ => return None,
    };
    let (_, exponent) = low.mantissa()?;
    Some(Amount { low, high: low.checked_add(Exact::pow10(exponent))?, shape: Shape::Band })
}

/// A number without a unit: a count, unless the words around it make it something else.
fn bare(r: &mut Reader<'_, '_>, one: &One, own: Option<Certainty>) -> Option<usize> {
    let s = r.s;
    let (i, next) = (one.number, one.next);
    let letters_behind = s.glued(next) && s.at(next).kind == Kind::Word && !s.any(next, &["s"]);
    let named = s.at(i).capital && !s.opens(i) && !one.num.digits;
    let compound = s.joint(i.wrapping_sub(1)) && !one.num.digits;
    let pronoun = s.lex(i) == Lex::Ones(1) && next == i + 1 && one.from == i && multiple::pronoun(s, i, next);
    if letters_behind || named || compound || pronoun || label::index(s, i) || label::chained(s, i, next) {
        return Some(if letters_behind { label::chain_end(s, i) } else { next });
    }
    let value = one.value(one.num.amount)?;
    let counter = if one.num.fraction { None } else { count::noun(s, hedge::after(s, next).map_or(next, |h| h.to)) };
    Some(r.emit_as(one.from, next, value, own, counter))
}

/// "Mach 5".
pub(super) fn mach(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let unit = units().by_id("mach")?;
    let num = r.s.digits(i + 1).then(|| number::parse(r.s, i + 1, false))??;
    Some(r.emit(i, num.next, Value::Quantity(num.amount, unit)))
}
