//! Number phrases: digits, words, scales, fractions and vague powers of ten, as exact amounts. What stands behind the
//! number (percent, won, years) is read by `measure`.

use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::model::{Amount, Shape};
use crate::text::Exact;

/// A number phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Num {
    /// The token behind it.
    pub(super) next: usize,
    pub(super) amount: Amount,
    /// What the last word multiplied it by: 10^9 in "3.5 billion"; one when nothing did.
    pub(super) scale: Exact,
    /// It starts with digits.
    pub(super) digits: bool,
    /// A part of a whole: two-thirds, half.
    pub(super) fraction: bool,
    /// The word itself is round: a dozen.
    pub(super) round: bool,
}

impl Num {
    fn new(next: usize, n: Exact, digits: bool) -> Self {
        Self { next, amount: Amount::point(n), scale: Exact::ONE, digits, fraction: false, round: false }
    }

    fn part(next: usize, n: Exact, digits: bool) -> Self {
        Self { fraction: true, ..Self::new(next, n, digits) }
    }
}

/// Phrases longer than this are not numbers.
const LONGEST: usize = 24;

/// Reads the number phrase that starts at token `i`. `money` says that a currency sign stands before it, so that
/// "5m" is five million.
pub(super) fn parse(s: Sentence<'_>, i: usize, money: bool) -> Option<Num> {
    match s.lex(i) {
        Lex::Few => vague(s, i),
        Lex::Plural(exponent) => plural(s, i, exponent),
        Lex::Half => half(s, i, i),
        Lex::Quarter => quarter(s, i),
        Lex::A => with_article(s, i),
        Lex::Hundred if matches!(s.lex(i + 1), Lex::Scale(_)) => cardinal(s, i, i, money),
        Lex::Vulgar(n, d) => Some(Num::part(i + 1, ratio(n, d)?, true)),
        Lex::Ones(_) | Lex::Tens(_) => part(s, i).or_else(|| dozens(s, i)).or_else(|| cardinal(s, i, i, money)),
        _ if s.digits(i) => part(s, i).or_else(|| dozens(s, i)).or_else(|| cardinal(s, i, i, money)),
        _ => None,
    }
}

fn ratio(n: u8, d: u8) -> Option<Exact> {
    Exact::ratio(n.into(), d.into())
}

/// "a million", "a dozen", "a third of", "a few hundred".
fn with_article(s: Sentence<'_>, i: usize) -> Option<Num> {
    match s.lex(i + 1) {
        Lex::Hundred | Lex::Scale(_) => cardinal(s, i, i + 1, false),
        Lex::Dozen => Some(Num { round: true, ..Num::new(i + 2, Exact::int(12), false) }),
        Lex::Half => half(s, i, i + 1),
        Lex::Quarter => quarter(s, i + 1),
        Lex::Few => vague(s, i + 1),
        Lex::Nth(d @ 3..) if of_something(s, i + 2) => Some(Num::part(i + 2, ratio(1, d)?, false)),
        Lex::NthTens(d) if s.is(i + 2, "of") => Some(Num::part(i + 2, ratio(1, d)?, false)),
        Lex::NthScale(e) if of_something(s, i + 2) => Some(Num::part(i + 2, Exact::pow10(-i32::from(e)), false)),
        _ => None,
    }
}

/// Whether what follows shows "a third" to be a part and not a place in an order.
fn of_something(s: Sentence<'_>, i: usize) -> bool {
    matches!(s.at(i).kind, Kind::Mark('.' | ',' | ')' | ';' | '?' | '!' | '"' | '”') | Kind::Other)
        || s.any(i, &["of", "less", "more", "fewer", "higher", "lower", "larger", "smaller", "from", "to", "compared", "the", "in", "over", "since", "and"])
}

/// "half", "half a million", "half a dozen", "half a year"; `from` is the article before it or the word itself.
fn half(s: Sentence<'_>, from: usize, i: usize) -> Option<Num> {
    let half = ratio(1, 2)?;
    let at = if s.joint(i + 1) { i + 2 } else { i + 1 };
    let behind = if at == i + 1 && s.lex(at) == Lex::A { at + 1 } else { at };
    match s.lex(behind) {
        Lex::Dozen => return Some(Num { round: true, ..Num::new(behind + 1, Exact::int(6), false) }),
        Lex::Scale(e) => {
            let scale = Exact::pow10(e.into());
            return Some(Num { scale, ..Num::new(behind + 1, half.checked_mul(scale)?, false) });
        }
        Lex::Time(..) if !s.is(behind, "day") || behind != at => return Some(Num::part(behind, half, false)),
        _ => {}
    }
    let of = usize::from(s.is(i + 1, "of"));
    if of + 1 < LONGEST && s.lex(i + 1 + of) == Lex::A && (s.any(i + 2 + of, &["percentage", "percent", "point"])) {
        return Some(Num::part(i + 2 + of, half, false));
    }
    if at != i + 1 {
        // "half-point" is a measure; other compounds (half-brother) are not numbers.
        return s.any(at, &["point", "percentage", "percent"]).then(|| Num::part(at, half, false));
    }
    let other_sense = s
        .any(from.wrapping_sub(1), &["first", "second", "latter", "other", "either", "each", "better", "final", "top", "bottom", "1st", "2nd", "and"])
        || s.any(i + 1, &["brother", "sister", "past", "time", "term", "marathon", "moon", "way", "court", "mast", "price", "'", "’"]);
    (!other_sense && s.is(i, "half") && (!s.at(i).capital || s.opens(i))).then(|| Num::part(i + 1, half, false))
}

/// "quarter of a million", "quarter million", "quarter percentage point", "a quarter of"; the calendar's is read elsewhere.
fn quarter(s: Sentence<'_>, i: usize) -> Option<Num> {
    let fourth = ratio(1, 4)?;
    let at = s.past_joint(i + 1);
    let beyond = if s.is(at, "of") && s.lex(at + 1) == Lex::A { at + 2 } else { at };
    if let Lex::Scale(e) = s.lex(beyond) {
        let scale = Exact::pow10(e.into());
        return Some(Num { scale, ..Num::new(beyond + 1, fourth.checked_mul(scale)?, false) });
    }
    if s.any(beyond, &["percentage", "percent", "point"]) {
        return Some(Num::part(beyond, fourth, false));
    }
    let most = s.any(at, &["said", "say", "were", "are"]);
    let whole = (s.is(at, "of") || most) && s.back(i, 1).lex == Lex::A && !matches!(s.lex(at + 1), Lex::Rel(_)) && s.small(at + 1).is_none();
    whole.then(|| Num::part(i + 1, fourth, false))
}

/// "two-thirds", "three quarters", "one-fourth", "one third", "1/2".
fn part(s: Sentence<'_>, i: usize) -> Option<Num> {
    if s.mark(i + 1, '/') && s.glued(i + 1) && s.glued(i + 2) {
        return slash(s, i).map(|(n, next)| Num::part(next, n, true));
    }
    let (n, next) = below_hundred(s, i)?;
    if s.lex(s.past_joint(next)) == Lex::Hundred {
        return many_parts(s, n, s.past_joint(next));
    }
    let at = s.past_joint(next);
    let hyphened = at != next;
    if n == 1
        && let Some((d @ 20..=99, end)) = super::ordinal::spoken(s, at)
        && (hyphened || of_something(s, end))
    {
        return Some(Num::part(end, Exact::ratio(1, d)?, false));
    }
    let d = match s.lex(at) {
        Lex::Parts(4) if s.is(at, "quarters") && !hyphened && !(s.is(at + 1, "of") && n == 3) => return None,
        Lex::Parts(d) => d,
        Lex::Nth(d @ 3..) if n == 1 && (hyphened || of_something(s, at + 1)) && !s.joint(at + 1) => d,
        Lex::NthTens(d) if n == 1 && (hyphened || s.is(at + 1, "of")) => d,
        Lex::NthScale(2) if n == 1 => 100,
        Lex::Quarter if n == 1 && (hyphened || s.is(at + 1, "of")) => 4,
        Lex::Half if n == 1 => 2,
        _ => return None,
    };
    Some(Num::part(at + 1, ratio(n, d)?, false))
}

/// "one hundred and eleven eighths"; `i` is at the word hundred.
fn many_parts(s: Sentence<'_>, n: u8, i: usize) -> Option<Num> {
    let (n, next) = hundreds(s, Exact::int(n.into()), i, false)?;
    match s.lex(s.past_joint(next)) {
        Lex::Parts(d @ 5..) => Some(Num::part(s.past_joint(next) + 1, n.checked_div(Exact::int(d.into()))?, false)),
        _ => None,
    }
}

/// `1/2` and the like; two dates that have become names are not fractions.
fn slash(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let (n, d) = (s.small(i)?, s.small(i + 2)?);
    let chain = s.glued(i + 3) && (s.mark(i + 3, '/') || s.at(i + 3).kind == Kind::Word && !s.is(i + 3, "h"));
    (n > 0 && n < d && d <= 100 && !chain && (n, d) != (9, 11)).then(|| Exact::ratio(n.into(), d.into()).map(|r| (r, i + 3)))?
}

/// "two dozen".
fn dozens(s: Sentence<'_>, i: usize) -> Option<Num> {
    let (n, next) = if s.digits(i) { (Exact::parse(s.word(i))?, i + 1) } else { below_hundred(s, i).map(|(n, next)| (Exact::int(n.into()), next))? };
    (s.lex(next) == Lex::Dozen || s.is(next, "dozens")).then_some(())?;
    Some(Num { round: true, ..Num::new(next + 1, n.checked_mul(Exact::int(12))?, false) })
}

/// A number word below a hundred: twelve, twenty, twenty-one.
fn below_hundred(s: Sentence<'_>, i: usize) -> Option<(u8, usize)> {
    match s.lex(i) {
        Lex::Ones(n) => Some((n, i + 1)),
        Lex::Tens(n) => {
            let at = s.past_joint(i + 1);
            match s.lex(at) {
                Lex::Ones(one @ 1..=9) => Some((n + one, at + 1)),
                _ => Some((n, i + 1)),
            }
        }
        _ => None,
    }
}

/// "several million", "a few hundred": only the power of ten is told.
fn vague(s: Sentence<'_>, i: usize) -> Option<Num> {
    let at = if s.is(i + 1, "of") { i + 2 } else { i + 1 };
    match s.lex(at) {
        Lex::Hundred => magnitude(s, at, 2),
        Lex::Scale(e) => magnitude(s, at, e.into()),
        Lex::Dozen => magnitude(s, at, 1),
        Lex::Plural(e) => plural(s, at, e),
        _ => None,
    }
}

/// "dozens", "tens of thousands", "hundreds of millions".
fn plural(s: Sentence<'_>, i: usize, exponent: u8) -> Option<Num> {
    let of = s.is(i + 1, "of");
    if of
        && let Lex::Plural(higher) = s.lex(i + 2)
        && higher > exponent
        && !s.any(i + 2, &["scores", "tens"])
    {
        return magnitude(s, i + 2, i32::from(exponent) + i32::from(higher));
    }
    // "tens" and "scores" have other senses; "hundreds" and "dozens" do not.
    let told = match s.word(i).as_bytes().first() {
        Some(b't' | b'T') if exponent == 1 => of,
        Some(b's' | b'S') => of && (i == 0 || s.any(i - 1, &["with", "and", "killing", "injuring", "by", "left", "for"])),
        _ => true,
    };
    if told { magnitude(s, i, exponent.into()) } else { None }
}

fn magnitude(s: Sentence<'_>, last: usize, exponent: i32) -> Option<Num> {
    let low = Exact::pow10(exponent);
    let amount = Amount { low, high: low.checked_mul(Exact::int(10))?, shape: Shape::Magnitude };
    let mut num = Num { amount, ..Num::new(last + 1, low, false) };
    // "several hundred thousand", "a few hundred million"
    if let Lex::Scale(e) = s.lex(num.next) {
        let scale = Exact::pow10(e.into());
        num = Num { next: num.next + 1, amount: amount.checked_mul(scale)?, ..num };
    }
    Some(num)
}

/// A whole phrase: groups below a thousand, each with its scale. `from` is where the phrase starts (an article),
/// `i` where the number does.
fn cardinal(s: Sentence<'_>, from: usize, i: usize, money: bool) -> Option<Num> {
    let digits = s.digits(i);
    let (mut total, mut at, mut cap, mut scale) = (Exact::ZERO, i, u32::MAX, Exact::ONE);
    loop {
        let (mut n, mut next) = if at == i && matches!(s.lex(at), Lex::Hundred | Lex::Scale(_)) { first_of_scale(s, at) } else { group(s, at)? };
        if let Some((more, behind)) = and_a_half(s, next) {
            (n, next) = (n.checked_add(more)?, behind);
        }
        let (exponent, behind) = scales(s, next, money);
        if exponent >= cap {
            break;
        }
        let factor = Exact::pow10(i32::try_from(exponent).ok()?);
        total = total.checked_add(n.checked_mul(factor)?)?;
        (at, cap, scale) = (behind, exponent, factor);
        if exponent == 0 || at > from + LONGEST {
            break;
        }
        if let Some((more, behind)) = and_a_half(s, at) {
            (total, at) = (total.checked_add(more.checked_mul(factor)?)?, behind);
            break;
        }
        match continuation(s, at, digits) {
            Some(next) => at = next,
            None => break,
        }
    }
    // The scale is shared backwards ("2.1 to 3.4 trillion") only when it is the only one.
    let amount = Amount::point(total);
    Some(Num { next: at, amount, scale, digits, fraction: false, round: false })
}

/// "a hundred", "a million": the article counts one.
fn first_of_scale(s: Sentence<'_>, i: usize) -> (Exact, usize) {
    if s.lex(i) == Lex::Hundred { hundreds(s, Exact::ONE, i, false).unwrap_or((Exact::int(100), i + 1)) } else { (Exact::ONE, i) }
}

/// A group below a thousand, in digits or words.
fn group(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    if s.digits(i) {
        let n = Exact::parse(s.word(i))?;
        let mut next = i + 1;
        if s.digits(next)
            && s.at(next).spaced
            && s.mark(next + 1, '/')
            && let Some((part, behind)) = part(s, next).map(|p| (p.amount.low, p.next))
        {
            return Some((n.checked_add(part)?, behind));
        }
        if let Lex::Vulgar(a, b) = s.lex(next) {
            return Some((n.checked_add(ratio(a, b)?)?, next + 1));
        }
        next = s.past_joint(next);
        return if s.lex(next) == Lex::Hundred { hundreds(s, n, next, true) } else { Some((n, i + 1)) };
    }
    let (n, next) = below_hundred(s, i)?;
    let n = Exact::int(n.into());
    let at = s.past_joint(next);
    let (n, next) = if s.lex(at) == Lex::Hundred { hundreds(s, n, at, false)? } else { (n, next) };
    match spoken_decimals(s, next + 1).filter(|_| s.is(next, "point")) {
        Some((decimals, end)) => Some((n.checked_add(decimals)?, end)),
        None => Some((n, next)),
    }
}

/// "hundred", "hundred and five", "hundred twenty-one": `i` is at the word hundred.
fn hundreds(s: Sentence<'_>, n: Exact, i: usize, digits: bool) -> Option<(Exact, usize)> {
    let n = n.checked_mul(Exact::int(100))?;
    let at = if s.is(i + 1, "and") { i + 2 } else { i + 1 };
    let rest = if digits && at == i + 2 { s.small(at).filter(|n| (1..100).contains(n)).map(|n| (i64::from(n), at + 1)) } else { None };
    let rest = rest.or_else(|| below_hundred(s, at).filter(|&(n, _)| n > 0).map(|(n, next)| (i64::from(n), next)));
    match rest {
        Some((small, next)) if s.lex(next) != Lex::Hundred => Some((n.checked_add(Exact::int(small))?, next)),
        _ => Some((n, i + 1)),
    }
}

/// The digits behind a spoken decimal point: "three point one four".
fn spoken_decimals(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let (mut sum, mut at, mut place) = (Exact::ZERO, i, -1);
    while let Lex::Ones(n @ 0..=9) = s.lex(at) {
        sum = sum.checked_add(Exact::int(n.into()).checked_mul(Exact::pow10(place))?)?;
        (at, place) = (at + 1, place - 1);
        if place < -9 {
            break;
        }
    }
    (at > i).then_some((sum, at))
}

/// "and a half", "and a quarter", "and three-quarters".
fn and_a_half(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let and = s.past_joint(i);
    if !s.is(and, "and") {
        return None;
    }
    let (first, second) = (s.past_joint(and + 1), s.past_joint(s.past_joint(and + 1) + 1));
    match (s.lex(first), s.lex(second)) {
        (Lex::A | Lex::Ones(1), Lex::Half) => Some((ratio(1, 2)?, second + 1)),
        (Lex::Half, _) => Some((ratio(1, 2)?, first + 1)),
        (Lex::A | Lex::Ones(1), Lex::Quarter) => Some((ratio(1, 4)?, second + 1)),
        (Lex::A | Lex::Ones(1), Lex::Nth(d @ 3..=10)) if !s.lower(second + 1) => Some((ratio(1, d)?, second + 1)),
        (Lex::Ones(_), _) => part(s, first).map(|p| (p.amount.low, p.next)),
        _ => None,
    }
}

/// The power of ten that the scale words at a place make, and the place behind them.
fn scales(s: Sentence<'_>, i: usize, money: bool) -> (u32, usize) {
    let (mut exponent, mut at) = (0, i);
    loop {
        let word = s.past_joint(at);
        match s.lex(word) {
            Lex::Scale(e) if exponent < 15 => (exponent, at) = (exponent + u32::from(e), word + 1),
            _ => break,
        }
    }
    if exponent == 0
        && s.digits(i.wrapping_sub(1))
        && let Some(e) = letter(s, i, money)
    {
        return (e, i + 1);
    }
    (exponent, at)
}

/// Scales of one or two letters behind digits: 1.2bn, 300K, $5m.
fn letter(s: Sentence<'_>, i: usize, money: bool) -> Option<u32> {
    let glued = s.glued(i);
    if s.glued(i + 1) && s.at(i + 1).kind == Kind::Digits {
        return None;
    }
    let currency_behind = || s.at(i + 1).spaced && matches!(super::measure::unit(s, i + 1, true), Some((super::measure::Behind::Money(..), _)));
    match s.word(i) {
        "bn" | "bln" => Some(9),
        "tn" | "trn" | "tln" => Some(12),
        "mn" | "mil" => Some(6),
        "K" | "k" if glued && (money || s.back(i, 1).end - s.back(i, 1).start >= 2) => Some(3),
        "M" if glued => Some(6),
        "m" if glued && (money || currency_behind()) => Some(6),
        // Without a currency 37B is a road or a flat.
        "B" | "b" if glued && (money || currency_behind()) => Some(9),
        "T" | "t" if glued && money => Some(12),
        _ => None,
    }
}

/// Where the phrase goes on behind a scale: "3 million 200 thousand", "two thousand and five".
fn continuation(s: Sentence<'_>, i: usize, digits: bool) -> Option<usize> {
    let and = s.is(i, "and");
    let at = if and { i + 1 } else { i };
    match s.lex(at) {
        // "two million and five billion": the second number is one of its own.
        Lex::Ones(_) | Lex::Tens(_) if and => {
            let (_, next) = group(s, at)?;
            (!matches!(s.lex(next), Lex::Scale(_) | Lex::Parts(_)) && !s.is(next, "and")).then_some(at)
        }
        // "from 3.2 million six months ago": words do not go on what digits began.
        Lex::Ones(_) | Lex::Tens(_) => (!digits).then_some(at),
        _ if s.digits(at) && s.at(at).spaced => matches!(s.lex(at + 1), Lex::Scale(_) | Lex::Hundred).then_some(at),
        _ => None,
    }
}
