//! What stands behind a number and makes a measure of it: percent, points, currencies, units, stretches of time.

use super::lexicon::Lex;
use super::number::Num;
use super::token::{Kind, Sentence};
use super::{compound, multiple};
use crate::extract::units::{Measure, units};
use crate::model::{Amount, Currency, Duration, DurationUnit, Lang, Shape, Unit, Value};
use crate::text::Exact;

/// What a number is a number of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Behind {
    Percent,
    /// Percentage points, and how many of them one is: a basis point is a hundredth.
    Points(Exact),
    /// A currency, and how much of it one is: a cent is a hundredth.
    Money(Currency, Exact),
    Unit(&'static Unit),
    /// A unit of time, and how many of it: a decade is ten years.
    Time(DurationUnit, u8),
    /// So many times as much.
    Times,
    /// So many occasions: "three-time champion".
    Occasions,
    /// Years of life.
    Age,
    /// Months, weeks or days of life.
    Young(DurationUnit),
    /// So many digits: "three-digit".
    Digits,
    /// So many terms in office: "three-term lawmaker".
    Term,
}

impl Behind {
    /// The value of an amount of this.
    pub(super) fn value(self, amount: Amount) -> Option<Value> {
        Some(match self {
            Self::Percent => Value::Percent(amount),
            Self::Points(factor) => Value::Points(amount.checked_mul(factor)?),
            Self::Money(currency, factor) => Value::Money(amount.checked_mul(factor)?, currency),
            Self::Unit(unit) => Value::Quantity(amount, unit),
            Self::Time(unit, n) => Value::Duration(Duration::of(unit, amount.checked_mul(Exact::int(n.into()))?)),
            Self::Times => Value::Multiple(amount),
            Self::Occasions => Value::Number(amount),
            Self::Age => Value::Age(amount),
            Self::Young(unit) => Value::Age(amount.checked_mul(in_years(unit))?),
            Self::Digits => Value::Number(multiple::long(i32::try_from(amount.single()?.to_i64()?).ok()?)?),
            Self::Term => Value::Ordinal(amount),
        })
    }
}

impl Behind {
    /// What the mention is told to count, so that the figure as written is known: 34 cents, eight months old.
    pub(super) fn counter(self) -> Option<&'static str> {
        match self {
            Self::Occasions => Some("times"),
            Self::Digits => Some("digits"),
            Self::Money(_, factor) if factor == Exact::pow10(-2) => Some("cents"),
            Self::Young(DurationUnit::Month) => Some("months"),
            Self::Young(DurationUnit::Week) => Some("weeks"),
            Self::Young(_) => Some("days"),
            _ => None,
        }
    }
}

/// How much of a year one of the units is in which the age of the very young is told.
fn in_years(unit: DurationUnit) -> Exact {
    let part = match unit {
        DurationUnit::Month => Exact::ratio(1, 12),
        DurationUnit::Week => Exact::ratio(7, 365),
        DurationUnit::Day => Exact::ratio(1, 365),
        _ => None,
    };
    part.unwrap_or(Exact::ONE)
}

/// What stands at token `i`, right behind `num`, and the token behind that.
pub(super) fn behind(s: Sentence<'_>, i: usize, num: &Num) -> Option<(Behind, usize)> {
    let hyphened = s.joint(i);
    let mut at = s.past_joint(i);
    if s.is(at, "of") && (num.amount.shape == Shape::Magnitude || num.scale > Exact::ONE) {
        at += 1;
    }
    if let Some(whole) = of_one(s, at, num) {
        return Some(whole);
    }
    ratio(s, at, num)
        .or_else(|| time(s, at, hyphened, num))
        .or_else(|| times(s, at, hyphened))
        .or_else(|| cents(s, at))
        .or_else(|| measured(s, at, hyphened, num))
}

/// "three-quarters of a percent", "a quarter of an hour", "two and a quarter of an hour".
fn of_one(s: Sentence<'_>, i: usize, num: &Num) -> Option<(Behind, usize)> {
    let part = num.fraction || !num.digits && !num.amount.low.is_integer();
    let one = s.lex(i + 1) == Lex::A || s.lex(i + 1) == Lex::Ones(1);
    if !part || !s.is(i, "of") || !one && num.fraction {
        return None;
    }
    let at = i + 1 + usize::from(one);
    let owned = matches!(s.at(at + 1).kind, Kind::Mark('\'' | '’'));
    match s.lex(at) {
        Lex::Time(unit, n) if !owned => Some((Behind::Time(unit, n), at + 1)),
        Lex::Nth(2) if one && !owned && !s.lower(at + 1) => Some((Behind::Time(DurationUnit::Second, 1), at + 1)),
        _ if one => ratio(s, at, num),
        _ => None,
    }
}

/// Percent and percentage points.
fn ratio(s: Sentence<'_>, at: usize, num: &Num) -> Option<(Behind, usize)> {
    let percent = match s.at(at).kind {
        Kind::Mark('%') => at + 1,
        Kind::Word if s.any(at, &["percent", "pct"]) => at + 1,
        Kind::Word if s.is(at, "per") && s.any(at + 1, &["cent", "cents"]) => at + 2,
        Kind::Word if s.any(at, &["percentage", "percentages"]) => {
            let point = s.past_joint(at + 1);
            return match point_end(s, point) {
                Some(end) => Some((Behind::Points(Exact::ONE), end)),
                None => (s.is(at, "percentage") && matches!(s.at(at + 1).kind, Kind::Mark(_) | Kind::Other)).then_some((Behind::Percent, at + 1)),
            };
        }
        Kind::Word if s.is(at, "basis") => return point_end(s, s.past_joint(at + 1)).map(|end| (Behind::Points(Exact::pow10(-2)), end)),
        Kind::Word if s.any(at, &["bp", "bps"]) => return Some((Behind::Points(Exact::pow10(-2)), at + 1)),
        Kind::Word if num.fraction && s.any(at, &["point"]) => return Some((Behind::Points(Exact::ONE), at + 1)),
        _ => return None,
    };
    let point = s.past_joint(percent);
    let end = point_end(s, point).or_else(|| (s.is(percent, "p") && s.glued(percent)).then_some(percent + 1));
    Some(end.map_or((Behind::Percent, percent), |end| (Behind::Points(Exact::ONE), end)))
}

fn point_end(s: Sentence<'_>, i: usize) -> Option<usize> {
    s.any(i, &["point", "points"]).then_some(i + 1)
}

/// Words that may stand between a number and a unit of time without changing it.
const BETWEEN: [&str; 19] = [
    "full", "straight", "consecutive", "more", "additional", "whole", "business", "working", "calendar", "extra", "successive", "long", "further", "solid",
    "trading", "other", "fewer", "upcoming", "coming",
];

fn time(s: Sentence<'_>, at: usize, hyphened: bool, num: &Num) -> Option<(Behind, usize)> {
    let mut word = at;
    if s.any(word, &BETWEEN) && s.at(word).spaced {
        word += 1;
        if s.any(word, &BETWEEN) {
            word += 1;
        }
        if !s.word(word).ends_with('s') {
            return None;
        }
    }
    let (unit, n) = match s.lex(word) {
        Lex::Time(unit, n) => (unit, n),
        Lex::Nth(2) if hyphened || (num.digits && num.scale == Exact::ONE && !s.joint(word + 1) && singular(num)) || s.is(word.wrapping_sub(1), "one") => {
            (DurationUnit::Second, 1)
        }
        _ if s.is(word, "h") && num.digits && (s.glued(word) || s.at(word + 1).kind != Kind::Word) => (DurationUnit::Hour, 1),
        _ => return None,
    };
    if s.any(word, &["min", "sec", "mins", "secs"]) && !num.digits {
        return None;
    }
    Some(aged(s, unit, n, word).unwrap_or((Behind::Time(unit, n), word + 1)))
}

/// Whether the unit behind the number may be singular.
fn singular(num: &Num) -> bool {
    !num.amount.low.is_integer() || num.amount.low == Exact::ONE
}

/// "year-old", "years old", "months of age"; `word` is at the unit.
fn aged(s: Sentence<'_>, unit: DurationUnit, n: u8, word: usize) -> Option<(Behind, usize)> {
    let age = match unit {
        DurationUnit::Year if n == 1 => Behind::Age,
        DurationUnit::Month | DurationUnit::Week | DurationUnit::Day if n == 1 => Behind::Young(unit),
        _ => return None,
    };
    let old = s.past_joint(word + 1);
    if s.any(old, &["old", "olds"]) {
        return Some((age, old + 1));
    }
    s.run(word + 1, &["of", "age"]).then_some((age, word + 3))
}

fn times(s: Sentence<'_>, at: usize, hyphened: bool) -> Option<(Behind, usize)> {
    match s.word(at) {
        "times" | "fold" => Some((Behind::Times, at + 1)),
        "x" if s.glued(at) && !hyphened && !s.glued(at + 1) => Some((Behind::Times, at + 1)),
        "time" if hyphened => Some((Behind::Occasions, at + 1)),
        "term" if hyphened => Some((Behind::Term, at + 1)),
        "yo" => Some((Behind::Age, at + 1)),
        "digit" | "digits" if hyphened => Some((Behind::Digits, at + 1)),
        _ => None,
    }
}

/// Cents by themselves are those of the dollar; pence of the pound.
fn cents(s: Sentence<'_>, at: usize) -> Option<(Behind, usize)> {
    let currency = match s.word(at) {
        "cent" | "cents" | "penny" | "pennies" | "¢" => Currency::USD,
        "pence" => Currency(*b"GBP"),
        // "10 c", where nothing follows.
        "c" if s.digits(at.wrapping_sub(1)) && at + 1 == s.tokens.len() => Currency::USD,
        _ => return None,
    };
    Some((Behind::Money(currency, Exact::pow10(-2)), at + 1))
}

/// A unit or a currency of the table.
fn measured(s: Sentence<'_>, at: usize, hyphened: bool, num: &Num) -> Option<(Behind, usize)> {
    let (behind, end) = unit(s, at, num.digits).or_else(|| millions(s, at)).or_else(|| headline(s, at, num))?;
    let pounds = matches!(behind, Behind::Unit(u) if u.id == "pound") && num.amount.low >= Exact::pow10(6);
    if pounds {
        return Some((Behind::Money(Currency(*b"GBP"), Exact::ONE), end));
    }
    if s.is(at, "won") && !hyphened && verb_won(s, at, num) {
        return None;
    }
    Some((behind, end))
}

/// "120 MEUR", "20 MUSD": millions with the code.
fn millions(s: Sentence<'_>, at: usize) -> Option<(Behind, usize)> {
    let code = s.word(at).strip_prefix(['M', 'm'])?;
    let currency = ["EUR", "USD", "GBP"].into_iter().find(|c| *c == code).and_then(Currency::parse)?;
    Some((Behind::Money(currency, Exact::pow10(6)), at + 1))
}

/// "3 Trillion Won": headlines write currencies with a capital letter, which names have as well.
fn headline(s: Sentence<'_>, at: usize, num: &Num) -> Option<(Behind, usize)> {
    const CURRENCIES: [(&str, [u8; 3]); 7] =
        [("Won", *b"KRW"), ("Dollars", *b"USD"), ("Dollar", *b"USD"), ("Yen", *b"JPY"), ("Yuan", *b"CNY"), ("Euros", *b"EUR"), ("Pounds", *b"GBP")];
    let (_, code) = CURRENCIES.iter().find(|(word, _)| num.scale > Exact::ONE && s.word(at) == *word)?;
    Some((Behind::Money(Currency(*code), Exact::ONE), at + 1))
}

/// Whether "won" behind a number is the verb: "of the 12, three won gold".
fn verb_won(s: Sentence<'_>, at: usize, num: &Num) -> bool {
    const OBJECTS: [&str; 16] =
        ["the", "gold", "silver", "bronze", "his", "her", "their", "its", "medals", "seats", "seat", "prizes", "awards", "by", "at", "all"];
    let small = num.amount.high < Exact::int(100);
    let prize = s.lex(at + 1) == Lex::A && s.any(at + 2, &["gold", "silver", "bronze", "medal", "prize", "seat", "game", "match", "title", "trophy"]);
    num.scale == Exact::ONE && small && (prize || s.any(at + 1, &OBJECTS) || (!num.digits && !s.is(at + 1, "each")))
}

/// The unit or currency of the table that starts at token `i`.
pub(super) fn unit(s: Sentence<'_>, i: usize, digits: bool) -> Option<(Behind, usize)> {
    let token = s.at(i);
    if let Some((unit, end)) = compound::marks(s, i).filter(|_| digits) {
        return Some((Behind::Unit(unit), end));
    }
    // "above 5 in" is inches only where nothing follows.
    if s.is(i, "in") && digits && i + 1 == s.tokens.len() {
        return units().by_id("inch").map(|u| (Behind::Unit(u), i + 1));
    }
    let rest = s.text.get(token.start..).filter(|_| token.kind != Kind::Digits && token.end > token.start)?;
    let (length, measure) =
        units().after(Lang::En, rest).or_else(|| units().sign(rest).filter(|&(length, _)| behind_it(s, s.place_of(i, token.start + length))))?;
    let surface = rest.get(..length)?;
    let end = s.place_of(i, token.start + length);
    if refused(s, i, surface, digits) || matches!(rest.get(length..).and_then(|r| r.chars().next()), Some('\'' | '’') if s.is(end + 1, "t")) {
        return None;
    }
    Some(match measure {
        // "40 USD million"
        Measure::Money(currency) if surface.len() == 3 && matches!(s.lex(end), Lex::Scale(_)) => {
            let Lex::Scale(e) = s.lex(end) else { return None };
            (Behind::Money(currency, Exact::pow10(e.into())), end + 1)
        }
        Measure::Money(currency) => (Behind::Money(currency, Exact::ONE), end),
        Measure::Unit(u) if s.run(end, &["per", "hour"]) && u.id == "kilometer" => (Behind::Unit(units().by_id("kilometer-per-hour")?), end + 2),
        Measure::Unit(u) => (Behind::Unit(u), end),
    })
}

/// Whether a sign behind a number ("5 $") belongs to it: when no number of its own follows, or that one has its own.
fn behind_it(s: Sentence<'_>, next: usize) -> bool {
    !s.digits(next) || matches!(s.at(next + 1).kind, Kind::Mark('$' | '€' | '£')) || s.any(next + 1, &["cent", "cents"])
}

/// Surfaces that are more often something else.
fn refused(s: Sentence<'_>, i: usize, surface: &str, digits: bool) -> bool {
    match surface {
        "F" => !digits || s.glued(i) || (s.at(i + 1).kind == Kind::Word && s.at(i + 1).capital),
        "don" if s.is(i + 1, "of") && s.lower(i + 2) => false,
        "real" | "mark" | "doe" | "don" | "rand" | "A" => !s.glued(i) || !digits || surface.len() == 1,
        "l" => !digits || !s.glued(i) && s.lower(i + 1) && !s.any(i + 1, &["and", "to", "of", "or"]),
        "li" | "ly" | "sol" | "som" | "kip" | "lek" | "GT" => !digits,
        // "five cup finals"
        "cup" => s.lower(i + 1) && !s.any(i + 1, &["of", "a", "and", "or", "in", "for", "per"]),
        "LE" | "le" | "kn" => !digits || s.at(i + 1).kind == Kind::Word,
        "C" => !digits || (s.at(i + 1).kind == Kind::Word && s.at(i + 1).capital),
        "V" | "L" | "W" => !digits || !s.glued(i),
        "m" | "g" | "t" => !digits || (!s.glued(i) && s.at(i + 1).kind == Kind::Mark('.') && s.glued(i + 1) && s.glued(i + 2)),
        "bit" | "dong" | "atmosphere" | "pixel" => !digits && !s.joint(i.wrapping_sub(1)),
        _ => false,
    }
}
