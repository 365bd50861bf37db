//! Numbers with what belongs to them: sign, unit, range partner. Everything that is not a date, a time of day or a
//! place in an order ends here.

use super::lexicon::Lex;
use super::measure::{self, Behind};
use super::number::{self, Num};
use super::token::{Kind, Sentence};
use super::{Reader, age, away, compound, count, duration, hedge, label, money, multiple, range};
use crate::extract::units::units;
use crate::model::{Amount, Certainty, Currency, Duration, DurationUnit, Shape, Value};
use crate::text::Exact;

/// A number with its sign and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct One {
    pub(super) from: usize,
    /// Where the digits or words start, behind signs.
    pub(super) number: usize,
    pub(super) next: usize,
    pub(super) num: Num,
    pub(super) behind: Option<Behind>,
    /// A hedge between the number and its unit: "12 or more years".
    pub(super) hedge: Option<Certainty>,
    /// A currency sign stands before it.
    pub(super) sign: bool,
}

impl One {
    pub(super) fn value(&self, amount: Amount) -> Option<Value> {
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
        Kind::Mark('-' | '−') if next.spaced => i == 0 && number && number::parse(s, 1, false).is_some_and(|n| n.next == s.tokens.len()),
        Kind::Mark('-' | '−') => number && (!s.glued(i) || s.mark(i.wrapping_sub(1), '(')),
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

/// Reads the amount that starts at token `i`, with its range partner.
pub(super) fn read(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let Some(first) = one(s, i, r.floor) else { return one_unit(r, i) };
    if let Some((link, at)) = range::link(s, first.next)
        && let Some(second) = one(s, range::hedged(s, &first, link, at), at)
        && let Some(next) = range::pair(r, &first, link, &second)
    {
        return Some(next);
    }
    single(r, first)
}

/// "a liter", "a dollar and 42 cents": the article counts one where it is hedged or all that is told. Else it is a rate or
/// a noun: "2,000 won a liter", "down against the dollar".
fn one_unit(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    /// Tokens of the longest name of a currency, and the "and" behind it.
    const LONGEST: usize = 8;
    let s = r.s;
    let hedged = s.any(i.wrapping_sub(1), &["than", "least", "above", "exceeding", "nearly", "almost"]) && i > r.floor;
    // Most articles are of nouns: before their unit is looked for, something must speak for one.
    let counted = || (i + 2..i + 2 + LONGEST).any(|at| s.digits(at) || matches!(s.lex(at), Lex::Ones(_) | Lex::Tens(_)));
    let (behind, next) = if s.lex(i) == Lex::A && (hedged || i == 0 || counted()) { measure::unit(s, i + 1, false)? } else { return None };
    let coins = matches!(behind, Behind::Money(..)) && money::cents(s, next).is_some();
    let num = Num { fraction: false, ..Num::new(i + 1, Exact::ONE, false) };
    let whole = i == 0 && next == s.tokens.len();
    if !hedged && !coins && !whole {
        return None;
    }
    single(r, One { from: i, number: i, next, num, behind: Some(behind), hedge: None, sign: false })
}

/// Whether the number at `from` is an age by what stands around it.
pub(super) fn aged(s: Sentence<'_>, from: usize, last: &One, behind: Option<Behind>, floor: usize) -> Option<()> {
    let years = behind.is_none() || matches!(behind, Some(Behind::Time(DurationUnit::Year, 1)));
    let marked = age::marker(s, from, floor).is_some() || hedge::after(s, last.next).is_some_and(|h| h.age);
    (years && marked && age::plausible(last.num.amount) && !last.num.fraction).then_some(())
}

/// One amount by itself.
pub(super) fn single(r: &mut Reader<'_, '_>, one: One) -> Option<usize> {
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
            Some(r.emit_as(one.from, to, behind.value(amount)?, own, behind.counter()))
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
        Behind::Money(_, factor) if factor == Exact::ONE && amount.single()?.is_integer() && one.num.scale == Exact::ONE => {
            // "$20 43" only where it is all that is told.
            let (cents, to) = money::cents(s, one.next).filter(|&(_, to)| !one.sign || one.from == 0 && to == s.tokens.len())?;
            Some((Amount::point(amount.single()?.checked_add(cents)?), to))
        }
        Behind::Unit(u) if s.run(one.next, &["below", "zero"]) && matches!(u.id, "celsius" | "fahrenheit" | "degree") => {
            Some((Amount::point(amount.single()?.abs().negate()), one.next + 2))
        }
        Behind::Unit(u) => compound::chain(s, one.next, u, amount.single()?).map(|(sum, to)| (Amount::point(sum), to)),
        _ => None,
    }
}

/// The token behind "range" in "4 percent range", "50,000-won range".
pub(super) fn band_end(s: Sentence<'_>, i: usize, behind: Option<Behind>) -> Option<usize> {
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
    if s.run(next, &["below", "zero"]) {
        let value = Value::Quantity(Amount::point(one.num.amount.single()?.abs().negate()), units().by_id("degree")?);
        return Some(r.emit_as(one.from, next + 2, value, own, None));
    }
    let letters_behind = s.glued(next) && s.at(next).kind == Kind::Word && !s.any(next, &["s"]);
    let named = s.at(i).capital && !s.opens(i) && !one.num.digits;
    let compound = s.joint(i.wrapping_sub(1)) && !one.num.digits;
    let only = i == 0 && next == s.tokens.len();
    let pronoun = s.lex(i) == Lex::Ones(1) && next == i + 1 && one.from == i && !only && multiple::pronoun(s, i, next);
    let in_vain = s.any(i, &["naught", "nought"]) && next == i + 1 && !only;
    if letters_behind || named || compound || pronoun || in_vain || label::index(s, i) || label::chained(s, i, next) {
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
