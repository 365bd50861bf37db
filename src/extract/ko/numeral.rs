//! Korean numerals in every mixture that newspapers print: 3조5000억, 4천5백, 사천오백억, 열두, 스물한, 수십만, 10여억, 3분의 2.

use super::token::{Token, token};
use super::{counter, vague};
use crate::extract::units::units;
use crate::model::{Amount, Lang};
use crate::text::{Exact, hangul};

pub(super) use super::token::digits;

/// A numeral as it was read.
#[expect(clippy::struct_excessive_bools, reason = "each tells one thing of the spelling, independent of the others")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// One past its last byte.
    pub end: usize,
    /// Its value.
    pub amount: Amount,
    /// 여 or 몇 stood inside: 10여억, 20몇.
    pub about: bool,
    /// It starts with an Arabic digit.
    pub digits: bool,
    /// It contains 만, 억, 조 or 경.
    pub large: bool,
    /// It is written in native words: 열두, 세.
    pub native: bool,
    /// How many number words or digit runs it is made of.
    pub tokens: usize,
    /// It contains 십, 백, 천 or a large unit.
    pub multiplied: bool,
    /// A decimal point stands in it.
    pub decimal: bool,
}

/// What was added up so far.
struct Sum {
    total: Exact,
    section: Exact,
    current: Option<Exact>,
    small: i32,
    large: i32,
    started: bool,
}

impl Sum {
    /// Adds one token; `false` when it does not continue the numeral.
    fn add(&mut self, t: Token) -> Option<bool> {
        match t {
            Token::Digits(n, _) => {
                if self.current.is_some() || n >= Exact::pow10(self.small.min(self.large)) {
                    return Some(false);
                }
                self.current = Some(n);
            }
            Token::Sino(n) => {
                if self.current.is_some() {
                    return Some(false);
                }
                self.current = Some(Exact::int(n));
            }
            Token::Tens(n) => {
                if self.current.is_some() || self.small < 2 {
                    return Some(false);
                }
                self.current = Some(Exact::int(n));
            }
            Token::Ones(n) => {
                // 열두, 백스물두: ones go on behind native tens or sino multipliers.
                let tens = self.current.filter(|c| c.to_i64().is_some_and(|c| (10..=90).contains(&c) && c % 10 == 0));
                if self.current.is_some() && tens.is_none() {
                    return Some(false);
                }
                self.current = Some(tens.unwrap_or(Exact::ZERO).checked_add(Exact::int(n))?);
            }
            Token::Small(e) => {
                if e >= self.small || self.current.is_some_and(Exact::is_zero) {
                    return Some(false);
                }
                self.section = self.section.checked_add(self.current.take().unwrap_or(Exact::ONE).checked_mul(Exact::pow10(e))?)?;
                self.small = e;
            }
            Token::Large(e) => {
                if e >= self.large {
                    return Some(false);
                }
                let written = self.current.is_some();
                let mut section = self.section.checked_add(self.current.take().unwrap_or(Exact::ZERO))?;
                if section.is_zero() && !written {
                    if self.started && self.large != i32::MAX {
                        return Some(false);
                    }
                    section = Exact::ONE;
                }
                self.total = self.total.checked_add(section.checked_mul(Exact::pow10(e))?)?;
                self.section = Exact::ZERO;
                (self.small, self.large) = (4, e);
            }
        }
        self.started = true;
        Some(true)
    }

    fn value(&self) -> Option<Exact> {
        self.total.checked_add(self.section)?.checked_add(self.current.unwrap_or(Exact::ZERO))
    }
}

/// Reads the longest numeral at the start of `text[at..]`.
pub(super) fn numeral(text: &str, at: usize) -> Option<Numeral> {
    if let Some(vague) = vague::vague(text, at) {
        return Some(vague);
    }
    let mut sum = Sum { total: Exact::ZERO, section: Exact::ZERO, current: None, small: i32::MAX, large: i32::MAX, started: false };
    let mut n = Numeral {
        end: at,
        amount: Amount::point(Exact::ZERO),
        about: false,
        digits: false,
        large: false,
        native: false,
        tokens: 0,
        multiplied: false,
        decimal: false,
    };
    let mut last: Option<Token> = None;
    loop {
        let rest = text.get(n.end..)?;
        let (skip, about) = gap(rest, last);
        let Some((t, len)) = token(rest.get(skip..)?) else { break };
        // 백 한 번째
        let counted = matches!((last, t), (Some(Token::Small(_)), Token::Ones(_) | Token::Tens(_))) && rest[skip + len..].trim_start().starts_with("번째");
        if about && !matches!(t, Token::Large(_) | Token::Small(_)) || skip > 0 && !about && !counted && !joins(last, t) {
            break;
        }
        if skip > 0 && another(last, t, &rest[skip + len..]) {
            break;
        }
        if !follows(last, t) || n.tokens > 0 && ends_before(t, &rest[skip + len..]) || sum.add(t) != Some(true) {
            break;
        }
        n.about |= about;
        n.digits |= n.tokens == 0 && matches!(t, Token::Digits(..));
        n.decimal |= matches!(t, Token::Digits(_, true));
        n.large |= matches!(t, Token::Large(_));
        n.multiplied |= matches!(t, Token::Large(_) | Token::Small(_));
        n.native |= matches!(t, Token::Ones(_) | Token::Tens(_));
        n.tokens += 1;
        n.end += skip + len;
        last = Some(t);
    }
    if n.tokens == 0 {
        return None;
    }
    n.amount = Amount::point(sum.value()?);
    if let (1, Some(Token::Sino(_))) = (n.tokens, last)
        && let Some((year, end)) = digit_by_digit(text, at)
    {
        return Some(Numeral { end, amount: Amount::point(year), tokens: 4, ..n });
    }
    if !n.digits
        && !n.native
        && let Some((below, end)) = spelled_decimals(text, &n)
    {
        n.amount = Amount::point(sum.value()?.checked_add(below)?);
        (n.end, n.decimal, n.tokens) = (end, true, n.tokens + 1);
    }
    Some(n)
}

/// 일구구칠년, 一九三〇年: the digits of a year, one by one.
fn digit_by_digit(text: &str, at: usize) -> Option<(Exact, usize)> {
    let (mut n, mut end) = (0, at);
    for _ in 0..4 {
        let (Token::Sino(digit), len) = token(text.get(end..)?)? else { return None };
        n = n * 10 + digit;
        end += len;
    }
    (n >= 1000 && text[end..].starts_with(['년', '年'])).then(|| (Exact::int(n), end))
}

/// 일점이삼, 영점 일: the decimals of a number in words, as what they add, and where they end. 이점이 is more likely "this
/// point", and 십점 사과 ten points and an apple: behind the digits, the word ends or a unit follows.
fn spelled_decimals(text: &str, n: &Numeral) -> Option<(Exact, usize)> {
    let rest = text.get(n.end..)?;
    let spaced = rest.starts_with(' ');
    let tail = rest.strip_prefix(' ').unwrap_or(rest);
    let tail = tail.strip_prefix('점').or_else(|| tail.strip_prefix('쩜'))?;
    let apart = tail.starts_with(' ');
    let from = text.len() - tail.len() + usize::from(apart);
    let (mut below, mut scale, mut end) = (Exact::ZERO, 0, from);
    while let Some((t @ Token::Sino(digit), len)) = token(text.get(end..)?) {
        if scale == 12 || ends_before(t, &text[end + len..]) {
            break;
        }
        scale += 1;
        below = below.checked_add(Exact::int(digit).checked_mul(Exact::pow10(-scale))?)?;
        end += len;
    }
    let behind = &text[end..];
    let unit = units().after(Lang::Ko, behind.trim_start_matches(' ')).is_some()
        || ["퍼센트", "프로", "배", "%"].iter().any(|w| behind.trim_start_matches(' ').starts_with(w));
    let closed = !behind.starts_with(hangul::is_syllable);
    let particle = !spaced && !apart && counter::word_ends(behind) && &text[from..end] != "이";
    let told = closed && (&text[from..end] != "이" || apart && behind.trim().is_empty());
    (scale > 0 && (unit || told || particle)).then_some((below, end))
}

/// The syllable is not a number but the start of another word: 구천오백이다, 3분의 1조각, 1조사.
fn ends_before(t: Token, tail: &str) -> bool {
    match t {
        Token::Sino(2) => tail.starts_with(['다', '며', '고', '었', '라', '지', '나', '상', '하']),
        // 480경기, 3경쟁: 경 is a number only before a counter or a currency.
        Token::Large(16) => tail.chars().next().is_some_and(hangul::is_syllable) && !tail.starts_with(['원', '달', '여', '이']),
        Token::Large(12) => tail.starts_with(['각', '사', '건', '항', '치', '합', '직', '정', '금', '기']),
        _ => false,
    }
}

/// White space or 여 that may stand before the next token: bytes to skip, and whether 여 was among them.
fn gap(rest: &str, last: Option<Token>) -> (usize, bool) {
    match last {
        // 10여억, 3천여만; not 열여섯, 열여덟.
        // The first bytes of what may stand there: most often it is something else.
        _ if !matches!(rest.as_bytes().first(), Some(b' ' | 0xE4 | 0xE9 | 0xEC)) => (0, false),
        Some(_) if rest.starts_with(['餘', '余']) => ("餘".len(), true),
        Some(_) if rest.starts_with("여") && !rest.starts_with("여섯") && !rest.starts_with("여덟") => {
            let after = &rest["여".len()..];
            ("여".len() + usize::from(after.starts_with(' ')), true)
        }
        Some(_) if rest.starts_with("  ") => (2, false),
        Some(_) if rest.starts_with(' ') => (1, false),
        _ => (0, false),
    }
}

/// Whether a token may go on behind a space: 3조 5천억, 4천 820만, 스물 한.
fn joins(last: Option<Token>, t: Token) -> bool {
    match last {
        Some(Token::Large(_)) => !matches!(t, Token::Ones(_) | Token::Large(_)),
        Some(Token::Small(_)) => matches!(t, Token::Digits(..) | Token::Sino(_) | Token::Large(_)),
        Some(Token::Digits(..)) => matches!(t, Token::Large(_)),
        Some(Token::Tens(_)) => matches!(t, Token::Ones(_)),
        _ => false,
    }
}

/// 10조 20조, 3억 4억: behind the space another number of the same scale begins.
fn another(last: Option<Token>, t: Token, tail: &str) -> bool {
    let (Some(Token::Large(before)), Token::Digits(..) | Token::Sino(_)) = (last, t) else { return false };
    matches!(token(tail), Some((Token::Large(e), _)) if e >= before)
}

/// Whether two tokens can stand next to each other at all: native ones do not mix with digits.
fn follows(last: Option<Token>, t: Token) -> bool {
    let apart = match last {
        Some(Token::Ones(_)) => true,
        Some(Token::Tens(_)) => !matches!(t, Token::Ones(_) | Token::Tens(_)),
        Some(Token::Digits(..)) => matches!(t, Token::Ones(_) | Token::Tens(_) | Token::Sino(_)),
        Some(Token::Sino(_)) => matches!(t, Token::Digits(..) | Token::Ones(_) | Token::Tens(_)),
        // 만한, 만세, 이만한
        Some(Token::Large(_)) => matches!(t, Token::Ones(_)),
        _ => false,
    };
    !apart
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        numeral(text, 0).map_or_else(|| "-".to_owned(), |n| format!("{}:{}", &text[..n.end], n.amount.low))
    }

    #[test]
    fn mixtures() {
        for (text, value) in [
            ("3조5000억원", "3500000000000"),
            ("3조 5천억 원", "3500000000000"),
            ("1억2300만원", "123000000"),
            ("사천오백억원", "450000000000"),
            ("4천5백억원", "450000000000"),
            ("2만5천여", "25000"),
            ("1백50만원", "1500000"),
            ("7천5백30만 달러", "75300000"),
            ("4천 820만 달러", "48200000"),
            ("2억 4천 4백만", "244000000"),
            ("이십만 이천", "202000"),
            ("천만", "10000000"),
            ("백스물두", "122"),
            ("열두 명", "12"),
            ("스물한 곳", "21"),
            ("열여섯 살", "16"),
            ("마흔여덟 시간", "48"),
            ("쉰다섯", "55"),
            ("1,234,567", "1234567"),
            ("2.12백", "212"),
            ("10여억원", "1000000000"),
            ("일조 번째", "1000000000000"),
            ("3500만", "35000000"),
            ("0억원", "0"),
            ("14½", "14.5"),
        ] {
            assert_eq!(read(text).split_once(':').map(|r| r.1.to_owned()).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_does_not_go_on() {
        assert_eq!(read("1, 234"), "1:1");
        assert_eq!(read("3 5"), "3:3");
        assert_eq!(read("2025. 4. 15."), "2025:2025");
        assert_eq!(read("12,34"), "12:12");
        assert_eq!(read("10만 명"), "10만:100000");
        assert_eq!(read("몇 명"), "-");
    }
}
