//! Parts of a whole: half, a quarter, two-thirds, fifty-four hundredths, 1/2, and what stands behind a whole number to
//! make a mixed one of it, as in "two and a half".

use super::lexicon::Lex;
use super::number::{LONGEST, Num, below_hundred, ratio, spelled, whole};
use super::ordinal;
use super::token::{Kind, Sentence};
use crate::text::Exact;

/// Whether what follows shows "a third" to be a part and not a place in an order.
fn of_something(s: Sentence<'_>, i: usize) -> bool {
    ends(s, i)
        || s.any(i, &["of", "less", "more", "fewer", "higher", "lower", "larger", "smaller", "from", "to", "compared", "the", "in", "over", "since", "and"])
}

/// Whether a clause ends before token `i`.
pub(super) fn ends(s: Sentence<'_>, i: usize) -> bool {
    matches!(s.at(i).kind, Kind::Mark('.' | ',' | ')' | ';' | '?' | '!' | '"' | '”') | Kind::Other)
}

/// "a third of", "a twenty-first", "a millionth"; `i` is at the article.
pub(super) fn with_article(s: Sentence<'_>, i: usize) -> Option<Num> {
    let part = |next, d| Some(Num::part(next, Exact::ratio(1, d)?, false));
    match s.lex(i + 1) {
        Lex::Nth(d @ 3..) if of_something(s, i + 2) => part(i + 2, d.into()),
        Lex::NthTens(d) if s.is(i + 2, "of") || ends(s, i + 2) => part(i + 2, d.into()),
        Lex::NthScale(e @ 0..=15) if of_something(s, i + 2) => part(i + 2, 10_i64.pow(e.into())),
        Lex::Tens(_) => ordinal::spoken(s, i + 1).filter(|&(_, end)| ends(s, end)).and_then(|(d, end)| part(end, d)),
        _ => None,
    }
}

/// "half", "half a million", "half a dozen", "half a year"; `from` is the article before it or the word itself.
pub(super) fn half(s: Sentence<'_>, from: usize, i: usize) -> Option<Num> {
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
    // "half a liter", "half a kilometer"; a pound may be either.
    if behind != at && matches!(super::measure::unit(s, behind, false), Some((super::measure::Behind::Unit(_), _))) {
        return Some(Num::part(behind, half, false));
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
pub(super) fn quarter(s: Sentence<'_>, i: usize) -> Option<Num> {
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

/// "two-thirds", "three quarters", "one-fourth", "one third", "1/2", "2 1/2", "two thirds of a million".
pub(super) fn part(s: Sentence<'_>, i: usize) -> Option<Num> {
    if s.mark(i + 1, '/') && s.glued(i + 1) && s.glued(i + 2) {
        return slash(s, i).map(|(n, next)| Num::part(next, n, true));
    }
    if s.is(i + 1, "over") {
        return over(s, i);
    }
    let num = if s.digits(i) { None } else { one_of(s, i).or_else(|| several(s, i)) }?;
    Some(of_scale(s, num).unwrap_or(num))
}

/// "two thirds of a million", "three quarters billion".
fn of_scale(s: Sentence<'_>, num: Num) -> Option<Num> {
    let at = if s.is(num.next, "of") && s.lex(num.next + 1) == Lex::A { num.next + 2 } else { num.next };
    let Lex::Scale(e) = s.lex(at) else { return None };
    let scale = Exact::pow10(e.into());
    num.fraction.then_some(())?;
    Some(Num { scale, ..Num::new(at + 1, num.amount.low.checked_mul(scale)?, false) })
}

/// "1 over 3", as fractions are read aloud, where nothing else can be over.
fn over(s: Sentence<'_>, i: usize) -> Option<Num> {
    let one = s.lex(i) == Lex::Ones(1) || s.word(i) == "1";
    let (d, next) = if s.digits(i + 2) { (Exact::int(s.small(i + 2)?.into()), i + 3) } else { spelled(s, i + 2).map(|n| (n.amount.low, n.next))? };
    let part = one && d > Exact::ONE && ends(s, next);
    part.then(|| Exact::ONE.checked_div(d).map(|n| Num::part(next, n, false)))?
}

/// One part: "one third", "one twenty-fifth", "one-hundredth".
fn one_of(s: Sentence<'_>, i: usize) -> Option<Num> {
    (s.lex(i) == Lex::Ones(1)).then_some(())?;
    let at = s.past_joint(i + 1);
    let hyphened = at != i + 1;
    if let Some((d @ 20..=999, end)) = ordinal::spoken(s, at)
        && !matches!(s.lex(at), Lex::NthTens(_) | Lex::NthScale(_))
        && (hyphened || of_something(s, end))
    {
        return Some(Num::part(end, Exact::ratio(1, d)?, false));
    }
    let d = match s.lex(at) {
        Lex::Nth(d @ 3..) if (hyphened || of_something(s, at + 1)) && !s.joint(at + 1) => i64::from(d),
        Lex::NthTens(d) if hyphened || s.is(at + 1, "of") => i64::from(d),
        Lex::NthScale(e @ 2..=15) => 10_i64.pow(e.into()),
        Lex::Quarter if hyphened || s.is(at + 1, "of") => 4,
        Lex::Half => 2,
        _ => return None,
    };
    Some(Num::part(at + 1, Exact::ratio(1, d)?, false))
}

/// Several parts: "two-thirds", "one hundred and eleven eighths", and mixed numbers that end in parts, as in "one hundred
/// and three quarters".
fn several(s: Sentence<'_>, i: usize) -> Option<Num> {
    let count = whole(s, i)?;
    let at = s.past_joint(count.next);
    if let Some((d, end)) = parts(s, at) {
        let quarters = s.is(at, "quarters") && at == count.next && count.amount.low.is_integer();
        // Quarters are of the calendar, too: "two quarters of growth"; three of them are parts.
        if quarters && i + 1 == count.next && !matches!(s.lex(at + 1), Lex::Scale(_)) && !(s.is(at + 1, "of") && s.lex(i) == Lex::Ones(3)) {
            return None;
        }
        return mixed(s, i, count, d).map(|n| Num { next: end, ..n });
    }
    // "one hundred thirty fifths" are a hundred of them: tens belong to the ordinal behind them when something is left.
    None
}

/// The count with its parts: a proper part behind "and" stands beside the whole number, everything else is counted.
fn mixed(s: Sentence<'_>, i: usize, count: Num, d: Exact) -> Option<Num> {
    let n = count.amount.low;
    let last = (i..count.next).rev().find(|&at| s.is(at, "and")).filter(|&and| and > i);
    let small = last.and_then(|and| below_hundred(s, and + 1)).filter(|&(_, end)| end == count.next).map(|(n, _)| Exact::int(n.into()));
    match small.filter(|&small| small < d) {
        Some(small) => Some(Num::new(count.next, n.checked_sub(small)?.checked_add(small.checked_div(d)?)?, false)),
        None => Some(Num::part(count.next, n.checked_div(d)?, false)),
    }
}

/// The plural name of parts at token `i`, how many make a whole, and the token behind it: thirds, thousandths,
/// twenty-firsts.
fn parts(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    match s.lex(i) {
        Lex::Parts(d) => Some((Exact::int(d.into()), i + 1)),
        Lex::PartsScale(e) => Some((Exact::pow10(e.into()), i + 1)),
        Lex::Tens(tens) => {
            let at = s.past_joint(i + 1);
            let ones = match s.lex(at) {
                Lex::Parts(d @ 3..=9) => d,
                _ if s.is(at, "firsts") => 1,
                _ => return None,
            };
            Some((Exact::int((tens + ones).into()), at + 1))
        }
        _ => None,
    }
}

/// `1/2` and the like; two dates that have become names are not fractions.
fn slash(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let (n, d) = (s.small(i)?, s.small(i + 2)?);
    let chain = s.glued(i + 3) && (s.mark(i + 3, '/') || s.at(i + 3).kind == Kind::Word && !matches!(s.word(i + 3), "h"));
    (n > 0 && n < d && d <= 1000 && !chain && (n, d) != (9, 11)).then(|| Exact::ratio(n.into(), d.into()).map(|r| (r, i + 3)))?
}

/// "and a half", "and a quarter", "and three-quarters", "and a thirtieth".
pub(super) fn and_a_part(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let and = s.past_joint(i);
    if !s.is(and, "and") {
        return None;
    }
    let (first, second) = (s.past_joint(and + 1), s.past_joint(s.past_joint(and + 1) + 1));
    let timed = |at: usize| matches!(s.lex(at), Lex::Time(..)) || s.is(at, "of") && matches!(s.lex(at + 1), Lex::Time(..));
    match (s.lex(first), s.lex(second)) {
        (Lex::A | Lex::Ones(1), Lex::Half) => Some((ratio(1, 2)?, second + 1)),
        (Lex::Half, _) => Some((ratio(1, 2)?, first + 1)),
        (Lex::A | Lex::Ones(1), Lex::Quarter) => Some((ratio(1, 4)?, second + 1)),
        (Lex::Quarter, _) if timed(second) => Some((ratio(1, 4)?, first + 1)),
        (Lex::Ones(n @ 2..=3), Lex::Quarter) if timed(second + 1) => Some((ratio(n, 4)?, second + 1)),
        (Lex::Ones(n @ 2..=3), Lex::Parts(4)) if timed(second + 1) => Some((ratio(n, 4)?, second + 1)),
        (Lex::A | Lex::Ones(1), Lex::Nth(d @ 3..=19) | Lex::NthTens(d)) if !s.lower(second + 1) => Some((ratio(1, d)?, second + 1)),
        (Lex::Ones(_) | Lex::Tens(_), _) => part(s, first).filter(|p| p.fraction && p.amount.low < Exact::ONE).map(|p| (p.amount.low, p.next)),
        _ => None,
    }
}
