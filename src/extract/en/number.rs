//! Number phrases: digits, words, scales and vague powers of ten, as exact amounts; parts of a whole are read by
//! `fraction`. What stands behind the number (percent, won, years) is read by `measure`.

use super::decimal::{decimal, point, power, spoken_decimals, spoken_point};
use super::fraction::{and_a_part, ends, half, part, quarter, with_article as one_part};
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
    pub(super) fn new(next: usize, n: Exact, digits: bool) -> Self {
        Self { next, amount: Amount::point(n), scale: Exact::ONE, digits, fraction: false, round: false }
    }

    pub(super) fn part(next: usize, n: Exact, digits: bool) -> Self {
        Self { fraction: true, ..Self::new(next, n, digits) }
    }
}

/// Phrases longer than this are not numbers.
pub(super) const LONGEST: usize = 24;

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
        Lex::Point => point(s, i),
        Lex::Vulgar(n, d) => Some(Num::part(i + 1, ratio(n, d)?, true)),
        Lex::Ones(_) | Lex::Tens(_) => part(s, i).or_else(|| dozens(s, i)).or_else(|| cardinal(s, i, i, money)),
        _ if s.digits(i) => part(s, i).or_else(|| dozens(s, i)).or_else(|| cardinal(s, i, i, money)),
        _ => None,
    }
}

pub(super) fn ratio(n: u8, d: u8) -> Option<Exact> {
    Exact::ratio(n.into(), d.into())
}

/// "a million", "a dozen", "a third of", "a few hundred".
fn with_article(s: Sentence<'_>, i: usize) -> Option<Num> {
    match s.lex(i + 1) {
        Lex::Hundred | Lex::Scale(_) => tiny_parts(s, i).or_else(|| cardinal(s, i, i + 1, false)),
        Lex::Dozen => Some(Num { round: true, ..Num::new(i + 2, Exact::int(12), false) }),
        Lex::Half => half(s, i, i + 1),
        Lex::Quarter => quarter(s, i + 1),
        Lex::Few => vague(s, i + 1),
        _ => one_part(s, i),
    }
}

/// "a hundred trillionths": `i` is at the article.
fn tiny_parts(s: Sentence<'_>, i: usize) -> Option<Num> {
    let count = cardinal(s, i, i + 1, false)?;
    let Lex::PartsScale(e) = s.lex(count.next) else { return None };
    Some(Num::part(count.next + 1, count.amount.low.checked_mul(Exact::pow10(-i32::from(e)))?, false))
}

/// "two dozen", "two hundred dozens".
fn dozens(s: Sentence<'_>, i: usize) -> Option<Num> {
    let (n, mut next) = if s.digits(i) { (decimal(s.word(i))?, i + 1) } else { below_hundred(s, i).map(|(n, next)| (Exact::int(n.into()), next))? };
    let mut count = Exact::int(12);
    if s.lex(next) == Lex::Hundred {
        (count, next) = (Exact::int(1200), next + 1);
    }
    (s.lex(next) == Lex::Dozen || s.is(next, "dozens")).then_some(())?;
    Some(Num { round: true, ..Num::new(next + 1, n.checked_mul(count)?, false) })
}

/// The count of parts that starts at token `i`: a number in words. Tens that belong to the name of the parts are left to
/// it: "one hundred thirty fifths".
pub(super) fn whole(s: Sentence<'_>, i: usize) -> Option<Num> {
    let all = spelled(s, i)?;
    let tens = all.next - 1;
    let shared = tens > i && matches!(s.lex(tens), Lex::Tens(_)) && !s.joint(all.next) && matches!(s.lex(all.next), Lex::Parts(3..=9));
    if shared && !s.is(tens - 1, "and") {
        let Lex::Tens(n) = s.lex(tens) else { return None };
        return Some(Num::new(tens, all.amount.low.checked_sub(Exact::int(n.into()))?, false));
    }
    Some(all)
}

/// A whole number in words, without anything behind it; each scale is smaller than the one before.
pub(super) fn spelled(s: Sentence<'_>, i: usize) -> Option<Num> {
    let (mut total, mut at, mut cap) = (Exact::ZERO, i, u8::MAX);
    while let Some((n, next)) = below_thousand(s, at) {
        let scale = match s.lex(next) {
            Lex::Scale(e) => e,
            _ => 0,
        };
        if scale >= cap {
            break;
        }
        total = total.checked_add(n.checked_mul(Exact::pow10(scale.into()))?)?;
        (at, cap) = (next + usize::from(scale > 0), scale);
        if scale == 0 {
            break;
        }
    }
    (at > i).then(|| Num::new(at, total, false))
}

fn below_thousand(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let (n, next) = below_hundred(s, i)?;
    let (n, at) = (Exact::int(n.into()), s.past_joint(next));
    if s.lex(at) == Lex::Hundred { hundreds(s, n, at, false) } else { Some((n, next)) }
}

/// A number word below a hundred: twelve, twenty, twenty-one.
pub(super) fn below_hundred(s: Sentence<'_>, i: usize) -> Option<(u8, usize)> {
    match s.lex(i) {
        Lex::Ones(n) => Some((n, i + 1)),
        Lex::Tens(n) => {
            let at = s.past_joint(i + 1);
            match s.lex(at) {
                Lex::Ones(one @ 1..=9) => Some((n + one, at + 1)),
                // "ninety - five", as older papers print it.
                _ if s.mark(at, '-') => match s.lex(at + 1) {
                    Lex::Ones(one @ 1..=9) => Some((n + one, at + 2)),
                    _ => Some((n, i + 1)),
                },
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
        if let Some((more, behind)) = and_a_part(s, next) {
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
        if let Some((more, behind)) = and_a_part(s, at) {
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
        let n = decimal(s.word(i))?;
        let mut next = i + 1;
        if s.mark(next, '^') && s.glued(next) {
            return power(s, n, next + 1);
        }
        if let Some(told) = spoken_point(s, n, next) {
            return Some(told);
        }
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
    // "twenty and three and three fifths"
    if let (Lex::Tens(_), Lex::Ones(ones @ 1..=9)) = (s.lex(next - 1), s.lex(next + 1))
        && s.is(next, "and")
        && and_a_part(s, next + 2).is_some()
    {
        return Some((n.checked_add(Exact::int(ones.into()))?, next + 2));
    }
    let (n, next) = below_thousand(s, i).filter(|&(_, end)| end > next).unwrap_or((n, next));
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

/// The power of ten that the scale words at a place make, and the place behind them.
fn scales(s: Sentence<'_>, i: usize, money: bool) -> (u32, usize) {
    let (mut exponent, mut at) = (0, i);
    loop {
        let word = s.past_joint(at);
        match s.lex(word) {
            Lex::Scale(e) if exponent < 15 => (exponent, at) = (exponent + u32::from(e), word + 1),
            // "three billions"
            Lex::Plural(e @ 3..) if exponent == 0 && word > 0 && !s.is(word.wrapping_sub(1), "of") => (exponent, at) = (u32::from(e), word + 1),
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
    let word = s.word(i - 1);
    if s.glued(i + 1) && s.at(i + 1).kind == Kind::Digits {
        return None;
    }
    let currency_behind = || s.at(i + 1).spaced && matches!(super::measure::unit(s, i + 1, true), Some((super::measure::Behind::Money(..), _)));
    match s.word(i) {
        // 10G is a network as well as a number, unless it has the digits of one.
        "G" if (glued && (word.contains('.') || word.len() > 2) || word.contains(',') || alone(s, i)) && !s.joint(i + 1) => Some(9),
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

/// Whether a number with its letter is all that is told: a cell of a table.
fn alone(s: Sentence<'_>, i: usize) -> bool {
    i == 1 && ends(s, i + 1) && s.glued(i)
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
