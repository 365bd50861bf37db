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

/// Whether a currency code in capital letters stands right before a number.
pub(super) fn code(r: &Reader<'_, '_>, i: usize) -> bool {
    let word = r.s.word(i);
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && r.s.digits(i + 1)
}

/// Cents behind a whole amount: "13 dollars 45 cents", "13 dollars and 45 cents".
pub(super) fn cents(s: Sentence<'_>, i: usize) -> Option<(Exact, usize)> {
    let at = if s.is(i, "and") { i + 1 } else { i };
    let (n, next) = match s.lex(at) {
        _ if s.digits(at) => (Exact::parse(s.word(at))?, at + 1),
        Lex::Ones(n) => (Exact::int(n.into()), at + 1),
        Lex::Tens(n) => match s.lex(s.past_joint(at + 1)) {
            Lex::Ones(one @ 1..=9) => (Exact::int((n + one).into()), s.past_joint(at + 1) + 1),
            _ => (Exact::int(n.into()), at + 1),
        },
        _ => return None,
    };
    let below = n < Exact::int(100) && s.any(next, &["cent", "cents", "jeon", "chon", "chŏn", "sen"]);
    below.then(|| n.checked_mul(Exact::pow10(-2)).map(|c| (c, next + 1)))?
}
