//! Money: a currency behind a numeral, with its hundredths.

use super::counter::word_ends;
use super::numeral::{self, Numeral};
use super::reading::Reading;
use super::share::band;
use crate::extract::units::{Measure, units};
use crate::model::{Amount, Currency, Lang, Value};
use crate::text::Exact;

/// Signs of currencies, which may stand behind a number as well.
pub(super) const SIGNS: &[&str] = &["$", "€", "£", "¥", "₩"];
/// Hundredths of currencies.
pub(super) const CENTS: &[&str] = &["센트", "페니", "펜스"];

pub(super) fn money(text: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    // 10000$: the sign behind the number.
    if n.digits && here == n.end && SIGNS.iter().any(|sign| unit.starts_with(sign)) {
        let (len, Measure::Money(currency)) = units().sign(unit)? else { return None };
        return Some(Reading::new(Value::Money(n.amount, currency), here + len));
    }
    let Some((len, Measure::Money(currency))) = units().after(Lang::Ko, unit) else { return cents(n, unit, here) };
    // 한숨, 한밧: money is not counted in native words.
    if n.native {
        return None;
    }
    let tail = &unit[len..];
    // 3원칙, 1원소, 2엔진: the counter of another word.
    if tail.starts_with(['칙', '소', '론', '장', '로', '고', '인', '진', '안', '팀', '년', '주'])
        && !tail.starts_with("로 ")
        && !tail.starts_with("인 ")
        && !tail.starts_with("안팎")
        && !tail.starts_with("이")
    {
        return None;
    }
    let end = here + len;
    let mut amount = n.amount;
    // 13달러 45센트
    if matches!(unit.get(..len), Some("달러" | "유로" | "미국 달러" | "불")) {
        let gap = usize::from(tail.starts_with(' '));
        if let Some(c) = numeral::numeral(text, end + gap).filter(|c| text[c.end..].trim_start_matches(' ').starts_with("센트")) {
            let cents = c.amount.single()?.checked_mul(Exact::pow10(-2))?;
            amount = Amount::point(amount.single()?.checked_add(cents)?);
            let word = text[c.end..].find("센트")? + "센트".len();
            return Some(Reading::new(Value::Money(amount, currency), c.end + word));
        }
    }
    // 12원 50전
    if unit.get(..len) == Some("원") && n.digits {
        let gap = usize::from(tail.starts_with(' '));
        let jeon = numeral::numeral(text, end + gap).filter(|c| c.digits && c.amount.single().is_some_and(|c| c < Exact::int(100)));
        if let Some(c) = jeon.filter(|c| text[c.end..].strip_prefix(['전', '錢']).is_some_and(word_ends)) {
            let below = c.amount.single()?.checked_mul(Exact::pow10(-2))?;
            return Some(Reading::new(Value::Money(Amount::point(amount.single()?.checked_add(below)?), currency), c.end + "전".len()));
        }
    }
    let step = amount.single().and_then(Exact::mantissa).map_or(Exact::ONE, |(_, e)| Exact::pow10(e));
    Some(match band(text, amount, end, step) {
        Some((amount, end)) => Reading::new(Value::Money(amount, currency), end),
        None => Reading::new(Value::Money(amount, currency), end),
    })
}

fn cents(n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let word = CENTS.iter().find(|w| unit.starts_with(**w))?;
    let currency = if *word == "센트" { Currency::USD } else { Currency(*b"GBP") };
    let amount = n.amount.checked_mul(Exact::pow10(-2))?;
    Some(Reading { counter: Some("cents"), ..Reading::new(Value::Money(amount, currency), here + word.len()) })
}
