//! Currency signs and codes before a number, and the coins behind it.

use super::Reader;
use super::lexicon::Lex;
use super::token::{Kind, Sentence};
use crate::extract::units::{Measure, units};
use crate::model::Currency;
use crate::text::Exact;

/// The sign that the token at `i` ends or is: where it starts, which currency, and the token behind it.
pub(super) fn sign(s: Sentence<'_>, i: usize, floor: usize) -> Option<(usize, Currency, usize)> {
    let dollar = s.mark(i, '$');
    // US$, A$, NT$: letters glued before the sign belong to it.
    let mut from = i;
    while dollar && from > floor && i - from < 4 && !s.at(from).spaced && matches!(s.back(from, 1).kind, Kind::Word | Kind::Mark('.')) {
        from -= 1;
    }
    if dollar && from == i && i > floor && s.word(i - 1) == "US" {
        from = i - 1;
    }
    [from, i].into_iter().find_map(|start| {
        let t = s.at(start);
        match units().sign(s.text.get(t.start..)?)? {
            (length, Measure::Money(currency)) => {
                let end = s.place_of(start, t.start + length);
                (end > i).then_some((start, currency, end))
            }
            _ => None,
        }
    })
}

/// Whether a currency code or a sign of letters stands right before a number: KRW 500, MYR42, Rs. 20.
pub(super) fn code(r: &Reader<'_, '_>, i: usize) -> bool {
    let (s, word) = (r.s, r.s.word(i));
    let known = units().sign(word).is_some_and(|(length, _)| length == word.len());
    known && (s.digits(i + 1) || s.mark(i + 1, '.') && s.glued(i + 1) && s.digits(i + 2) && word.len() == 2)
}

/// Names of the hundredth of a currency, behind a whole amount of it.
const COINS: [&str; 17] =
    ["jeon", "chon", "chŏn", "cent", "cents", "c", "¢", "penny", "pennies", "pence", "p", "sen", "sens", "paise", "centimes", "kopeks", "centavos"];

/// Cents behind a whole amount: "13 dollars 45 cents", "13 dollars and 45 cents", "20 dollars 43c".
pub(super) fn cents(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let at = if s.is(i, "and") { i + 1 } else { i };
    let (n, next) = small(s, at)?;
    let told = s.any(next, &COINS) && (s.word(next).len() > 1 || s.glued(next) || next + 1 == s.tokens.len());
    let end = if told { next + 1 } else { next };
    (n < Exact::int(100) && (told || left_out(s, i, at, next))).then(|| n.checked_mul(Exact::pow10(-2)).map(|c| (c, end)))?
}

/// "15 dollars and 50.", "15 dollars 50 more.": the coin itself is left out, where a clause ends and nothing else can be
/// counted.
fn left_out(s: Sentence<'_>, i: usize, at: usize, next: usize) -> bool {
    let two = at > i && next == s.tokens.len() || !s.digits(at) || s.word(at).len() == 2;
    let end = |i: usize| matches!(s.at(i).kind, Kind::Mark('.' | '!' | '?' | ',')) && !s.glued(i + 1) || i >= s.tokens.len();
    two && (end(next) || at == i && s.is(next, "more") && end(next + 1))
}

fn small(s: Sentence<'_>, at: usize) -> Option<(Exact, usize)> {
    Some(match s.lex(at) {
        _ if s.digits(at) => (Exact::parse(s.word(at)).filter(|n| n.is_integer())?, at + 1),
        Lex::Ones(n) => (Exact::int(n.into()), at + 1),
        Lex::Tens(n) => match s.lex(s.past_joint(at + 1)) {
            Lex::Ones(one @ 1..=9) => (Exact::int((n + one).into()), s.past_joint(at + 1) + 1),
            _ => (Exact::int(n.into()), at + 1),
        },
        _ => return None,
    })
}
