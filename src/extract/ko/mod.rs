//! Korean: what stands in a sentence, as values.
//!
//! One pass from left to right. A digit starts a quantity; at the start of a Hangul word a calendar word or a spelled
//! numeral is tried. Everything else is skipped.

pub(super) mod age;
mod anchor;
mod archaic;
mod away;
mod clock;
mod counter;
mod date;
mod duration;
mod fraction;
mod hedge;
mod measure;
mod money;
pub(super) mod name;
mod named;
mod nth;
mod numeral;
mod numeric;
mod openings;
mod ordinal;
mod quantity;
mod range;
mod reading;
mod share;
mod token;
mod vague;
pub(super) mod wide;
mod words;

use crate::extract::units::{Measure, units};
use crate::model::{Amount, Mention, Value};
use crate::text::{Exact, Span, hangul};
use jiff::civil::Date;

/// Reads one sentence; spans are in bytes of `text`, in order and not overlapping.
pub(super) fn read(text: &str, published: Option<Date>, out: &mut Vec<Mention>) {
    let from = out.len();
    let mut at = 0;
    while let Some(&first) = text.as_bytes().get(at) {
        let next = match first {
            0xEA..=0xED => Some(at_hangul(text, at, published, out)),
            b'0'..=b'9' => Some(at_digit(text, at, char_before(text, at), published, out)),
            b'.' => leading_point(text, at, out),
            b'$' | b'U' | b'A' | b'C' | b'E' | b'G' | b'H' | b'J' | b'K' | b'S' | b'N' | b'R' => signed_money(text, at, out),
            0xC2 | 0xE2 if text[at..].starts_with(['€', '£', '¥', '₩']) => signed_money(text, at, out),
            0xE4..=0xE9 if text[at..].starts_with(CHARACTERS) => quantity::quantity(text, at, published, out),
            _ => None,
        };
        at = next.filter(|end| *end > at).unwrap_or(at + 1);
    }
    anchor::steps(text, published, out, from);
}

/// Characters that a number in Chinese characters starts with.
const CHARACTERS: [char; 14] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '數', '幾'];

/// A word of Hangul: what starts inside it is not read. Returns where reading goes on.
fn at_hangul(text: &str, at: usize, published: Option<Date>, out: &mut Vec<Mention>) -> usize {
    if hangul::syllable_at(text, at)
        && !hangul::syllable_before(text, at)
        && let Some(end) = at_word(text, at, published, out).filter(|end| *end > at)
    {
        return end;
    }
    hangul::run_end(text, at)
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// A number in digits; returns where reading goes on.
fn at_digit(text: &str, at: usize, before: Option<char>, published: Option<Date>, out: &mut Vec<Mention>) -> usize {
    let opaque = || at + text[at..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b'-')).count();
    // F-35, KF-21, H200, COVID-19: part of a name.
    let glued = before.is_some_and(|c| c.is_ascii_alphabetic()) || before == Some('-') && text[..at - 1].ends_with(|c: char| c.is_ascii_alphanumeric());
    if glued {
        return opaque();
    }
    if let Some(end) = age::ruler(text, at) {
        return end;
    }
    // The last parts of a chain such as 192.168.1.2 are whole numbers too.
    if before == Some('.') && text[..at - 1].ends_with(|c: char| c.is_ascii_digit()) {
        let end = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if let Some(n) = Exact::parse(&text[at..end]) {
            out.push(Mention::new(Span::new(at, end), Value::Number(Amount::point(n))));
        }
        return end;
    }
    if let Some(end) = numeric::date(text, at, published, out).or_else(|| time(text, at, out)).or_else(|| range::chain(text, at, out)) {
        return end;
    }
    let from = out.len();
    let end = quantity::quantity(text, at, published, out);
    if end.is_some() {
        anchor::inherit_month(text, from, published, out);
    }
    end.unwrap_or_else(|| at + text[at..].bytes().take_while(u8::is_ascii_digit).count().max(1))
}

/// .08
fn leading_point(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if !text[at + 1..].starts_with(|d: char| d.is_ascii_digit()) || char_before(text, at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let len = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let n = Exact::parse(&text[at..at + 1 + len])?;
    out.push(Mention::new(Span::new(at, at + 1 + len), Value::Number(Amount::point(n))));
    Some(at + 1 + len)
}

/// The start of a Hangul word.
fn at_word(text: &str, at: usize, published: Option<Date>, out: &mut Vec<Mention>) -> Option<usize> {
    let may = openings::at_word(text, at);
    if may & openings::CALENDAR != 0
        && let Some((value, end)) = date::word(text, at, published)
    {
        out.push(Mention::new(Span::new(at, end), value));
        return Some(end);
    }
    if may & openings::NAMED != 0
        && let Some(end) = named::word(text, at, out)
    {
        return Some(end);
    }
    let numeral = if may & (openings::NUMERAL | openings::LONE) != 0 { numeral::numeral(text, at) } else { None };
    if let Some(end) = numeral.as_ref().filter(|n| n.native).and_then(|n| named::one_in(text, at, n, out)) {
        return Some(end);
    }
    // 저녁다섯시: the hour written onto its part of the day.
    if may & openings::DAYTIME != 0
        && let Some(from) = clock::glued_hour(text, at)
    {
        return quantity::quantity(text, from, published, out);
    }
    // 제 stands before an ordinal: 제22대, 제이십일대; a sign before a number: 마이너스 일.
    if may & openings::LEAD != 0
        && let Some(word) = quantity::SIGNS.iter().chain(&["제"]).find(|w| text[at..].starts_with(**w))
    {
        let from = at + word.len() + usize::from(text[at + word.len()..].starts_with(' '));
        let starts = text[from..].starts_with(|c: char| c.is_ascii_digit() || may_start(c));
        return if starts { quantity::quantity(text, from, published, out) } else { None };
    }
    numeral.and_then(|n| quantity::told(text, at, n, published, out))
}

/// Syllables that a spelled numeral can start with.
fn may_start(c: char) -> bool {
    matches!(
        c,
        '일' | '이'
            | '삼'
            | '사'
            | '오'
            | '육'
            | '칠'
            | '팔'
            | '구'
            | '영'
            | '공'
            | '십'
            | '백'
            | '천'
            | '만'
            | '억'
            | '조'
            | '수'
            | '몇'
            | '몃'
            | '멫'
            | '멧'
            | '몟'
            | '설'
            | '닐'
            | '너'
            | '대'
            | '엳'
            | '한'
            | '하'
            | '두'
            | '둘'
            | '세'
            | '셋'
            | '석'
            | '네'
            | '넷'
            | '넉'
            | '다'
            | '여'
            | '아'
            | '열'
            | '스'
            | '서'
            | '마'
            | '쉰'
            | '예'
    )
}

/// 15:20, 3PM: a time of day in digits.
fn time(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (value, end) = clock::colon(text, at)?;
    out.push(Mention::new(Span::new(at, end), value));
    Some(end)
}

/// $100, US$5.2억: the sign before the number.
fn signed_money(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if at.checked_sub(1).is_some_and(|before| text.as_bytes()[before].is_ascii_alphanumeric()) {
        return None;
    }
    let (len, Measure::Money(currency)) = units().sign(&text[at..])? else { return None };
    let from = at + len + usize::from(text[at + len..].starts_with(' '));
    let n = numeral::numeral(text, from).filter(|n| n.digits)?;
    out.push(Mention::new(Span::new(at, n.end), Value::Money(n.amount, currency)));
    Some(n.end)
}
