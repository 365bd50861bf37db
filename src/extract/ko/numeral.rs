//! Korean numerals in every mixture that newspapers print: 3조5000억, 4천5백, 사천오백억, 열두, 스물한, 수십만, 10여억, 3분의 2.

use crate::model::{Amount, Shape};
use crate::text::Exact;

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

#[derive(Clone, Copy, PartialEq, Debug)]
enum Token {
    Digits(Exact, bool),
    /// 일 이 삼 …
    Sino(i64),
    /// 십 백 천: the exponent.
    Small(i32),
    /// 만 억 조 경: the exponent.
    Large(i32),
    /// 열 스물 서른 …
    Tens(i64),
    /// 하나 한 둘 두 …
    Ones(i64),
}

/// Native words: longer ones first where one begins another. 석, 넉, 서, 너, 닷, 엿 go with few nouns only.
const NATIVE: &[(&str, Token)] = &[
    ("하나", Token::Ones(1)),
    ("한", Token::Ones(1)),
    ("둘", Token::Ones(2)),
    ("두", Token::Ones(2)),
    ("셋", Token::Ones(3)),
    ("세", Token::Ones(3)),
    ("석", Token::Ones(3)),
    ("넷", Token::Ones(4)),
    ("네", Token::Ones(4)),
    ("넉", Token::Ones(4)),
    ("다섯", Token::Ones(5)),
    ("여섯", Token::Ones(6)),
    ("일곱", Token::Ones(7)),
    ("여덟", Token::Ones(8)),
    ("아홉", Token::Ones(9)),
    ("열", Token::Tens(10)),
    ("스물", Token::Tens(20)),
    ("스무", Token::Tens(20)),
    ("서른", Token::Tens(30)),
    ("마흔", Token::Tens(40)),
    ("쉰", Token::Tens(50)),
    ("예순", Token::Tens(60)),
    ("일흔", Token::Tens(70)),
    ("여든", Token::Tens(80)),
    ("아흔", Token::Tens(90)),
];

fn token(rest: &str) -> Option<(Token, usize)> {
    let c = rest.chars().next()?;
    if c.is_ascii_digit() {
        return digits(rest).map(|(n, len, decimal)| (Token::Digits(n, decimal), len));
    }
    // Few syllables can start a native numeral; most words are told apart by this alone.
    if "하한둘두셋세석넷네넉다여일아열스서마쉰예".contains(c)
        && let Some(found) = NATIVE.iter().find(|(w, _)| rest.starts_with(w))
    {
        return Some((found.1, found.0.len()));
    }
    let t = match c {
        '일' => Token::Sino(1),
        '이' => Token::Sino(2),
        '삼' => Token::Sino(3),
        '사' => Token::Sino(4),
        '오' => Token::Sino(5),
        '육' | '륙' => Token::Sino(6),
        '칠' => Token::Sino(7),
        '팔' => Token::Sino(8),
        '구' => Token::Sino(9),
        '영' | '공' => Token::Sino(0),
        '십' => Token::Small(1),
        '백' => Token::Small(2),
        '천' => Token::Small(3),
        '만' => Token::Large(4),
        '억' => Token::Large(8),
        '조' => Token::Large(12),
        '경' => Token::Large(16),
        _ => return None,
    };
    Some((t, c.len_utf8()))
}

/// Arabic digits with `,` (or, at least twice, a space) before groups of three and one decimal point before a digit.
pub(super) fn digits(text: &str) -> Option<(Exact, usize, bool)> {
    let b = text.as_bytes();
    let run = |from: usize| b[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut len = run(0);
    if len == 0 {
        return None;
    }
    if len <= 3 {
        while b.get(len) == Some(&b',') && run(len + 1) == 3 {
            len += 4;
        }
        if b.get(len) == Some(&b' ') && run(len + 1) == 3 && b.get(len + 4) == Some(&b' ') && run(len + 5) == 3 {
            return spaced_groups(text, len);
        }
    }
    let fraction = if b.get(len) == Some(&b'.') { run(len + 1) } else { 0 };
    // 192.168.1.2, 2025.4.15: more than one point is no decimal.
    let chain = b.get(len + 1 + fraction) == Some(&b'.') && b.get(len + 2 + fraction).is_some_and(u8::is_ascii_digit);
    let decimal = fraction > 0 && !chain;
    if decimal {
        len += 1 + fraction;
    }
    let n = Exact::parse(text.get(..len)?)?;
    if let Some((half, sign)) = text.get(len..).and_then(vulgar).filter(|_| !decimal) {
        return n.checked_add(half).map(|n| (n, len + sign, true));
    }
    // 1e10: a power of ten, not a Latin name.
    let power = if b.get(len) == Some(&b'e') { run(len + 1) } else { 0 };
    let ends = !b.get(len + 1 + power).is_some_and(u8::is_ascii_alphanumeric);
    match text.get(len + 1..len + 1 + power).and_then(|e| e.parse::<i32>().ok()).filter(|e| ends && *e <= 24) {
        Some(e) if power > 0 => n.checked_mul(Exact::pow10(e)).map(|n| (n, len + 1 + power, decimal)),
        _ => Some((n, len, decimal)),
    }
}

/// ½, ¼ and their kin behind a number: the fraction and its length in bytes.
fn vulgar(rest: &str) -> Option<(Exact, usize)> {
    let c = rest.chars().next()?;
    let (top, bottom) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        _ => return None,
    };
    Exact::ratio(top, bottom).map(|n| (n, c.len_utf8()))
}

/// 1 414 021 100
fn spaced_groups(text: &str, first: usize) -> Option<(Exact, usize, bool)> {
    let b = text.as_bytes();
    let mut len = first;
    while b.get(len) == Some(&b' ') && b[len + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3 {
        len += 4;
    }
    let digits: String = text.get(..len)?.chars().filter(char::is_ascii_digit).collect();
    Exact::parse(&digits).map(|n| (n, len, false))
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
    if let Some(vague) = magnitude(text, at) {
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
        if about && !matches!(t, Token::Large(_) | Token::Small(_)) || skip > 0 && !about && !joins(last, t) {
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
    Some(n)
}

/// The syllable is not a number but the start of another word: 구천오백이다, 3분의 1조각, 1조사.
fn ends_before(t: Token, tail: &str) -> bool {
    match t {
        Token::Sino(2) => ["다", "며", "고", "었", "라", "지", "나", "라고", "상", "하"].iter().any(|w| tail.starts_with(w)),
        // 480경기, 3경쟁: 경 is a number only before a counter or a currency.
        Token::Large(16) => tail.chars().next().is_some_and(crate::text::hangul::is_syllable) && !["원", "달", "여", "이"].iter().any(|w| tail.starts_with(w)),
        Token::Large(12) => ["각", "사", "건", "항", "치", "합", "직", "정", "금", "기"].iter().any(|w| tail.starts_with(w)),
        _ => false,
    }
}

/// White space or 여 that may stand before the next token: bytes to skip, and whether 여 was among them.
fn gap(rest: &str, last: Option<Token>) -> (usize, bool) {
    match last {
        // 10여억, 3천여만; not 열여섯, 열여덟.
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

/// The final consonant ㄹ, by its number.
const RIEUL: u8 = 8;

/// 수십, 수백만, 몇천: only the power of ten is told.
fn magnitude(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let mut end = at + ["수", "몇"].iter().find(|w| rest.starts_with(**w))?.len();
    // 수 천명: as many write it; but 할 수 천 … is "can".
    let can = text[..at].trim_end().chars().next_back().and_then(crate::text::hangul::letters).is_some_and(|(_, _, last)| last == RIEUL);
    if text[end..].starts_with(' ') && !can && text[end + 1..].starts_with(['십', '백', '천', '만', '억', '조']) {
        end += 1;
    }
    let (mut exponent, mut large, mut tokens) = (0, false, 1);
    while let Some((t, len)) = text.get(end..).and_then(token) {
        match t {
            Token::Small(e) if tokens == 1 => exponent += e,
            Token::Large(e) if !large => {
                exponent += e;
                large = true;
            }
            _ => break,
        }
        tokens += 1;
        end += len;
    }
    if tokens == 1 {
        return None;
    }
    let amount = Amount { low: Exact::pow10(exponent), high: Exact::pow10(exponent + 1), shape: Shape::Magnitude };
    Some(Numeral { end, amount, about: false, digits: false, large, native: false, tokens, multiplied: true, decimal: false })
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

    #[test]
    fn only_the_power_of_ten() {
        let n = numeral("수십억원", 0).expect("a numeral");
        assert_eq!((n.amount.low, n.amount.shape), (Exact::pow10(9), Shape::Magnitude));
        assert_eq!(numeral("수 천명", 0).map(|n| n.amount.low), Some(Exact::pow10(3)));
        assert!(numeral("갈 수 천 명", "갈 ".len()).is_none());
        assert_eq!(numeral("수백만 회", 0).map(|n| n.amount.low), Some(Exact::pow10(6)));
    }
}
