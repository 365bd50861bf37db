//! The pieces of a Korean numeral: digits, number words of both kinds, and Chinese characters.

use crate::text::{Exact, Prefixes};
use std::sync::LazyLock;

/// One piece of a numeral.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Token {
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
pub(super) const NATIVE: &[(&str, Token)] = &[
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
    // As they were spelled before 1933.
    ("여덜", Token::Ones(8)),
    ("여듧", Token::Ones(8)),
    ("닐곱", Token::Ones(7)),
    ("설흔", Token::Tens(30)),
    ("닐흔", Token::Tens(70)),
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

static WORDS: LazyLock<Prefixes<Token>> = LazyLock::new(|| Prefixes::new(NATIVE.iter().copied()));

/// The piece at the start of `rest`, and its length.
pub(super) fn token(rest: &str) -> Option<(Token, usize)> {
    let c = rest.chars().next()?;
    if c.is_ascii_digit() {
        return digits(rest).map(|(n, len, decimal)| (Token::Digits(n, decimal), len));
    }
    if let Some((word, token)) = WORDS.first(rest) {
        return Some((*token, word.len()));
    }
    let t = match c {
        '일' | '一' => Token::Sino(1),
        '이' | '二' => Token::Sino(2),
        '삼' | '三' => Token::Sino(3),
        '사' | '四' => Token::Sino(4),
        '오' | '五' => Token::Sino(5),
        '육' | '륙' | '六' => Token::Sino(6),
        '칠' | '七' => Token::Sino(7),
        '팔' | '八' => Token::Sino(8),
        '구' | '九' => Token::Sino(9),
        '영' | '공' | '零' | '〇' => Token::Sino(0),
        '십' | '十' => Token::Small(1),
        '백' | '百' => Token::Small(2),
        '천' | '千' => Token::Small(3),
        '만' | '萬' | '万' => Token::Large(4),
        '억' | '億' => Token::Large(8),
        '조' | '兆' => Token::Large(12),
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
    if b.get(len) == Some(&b'^')
        && let Some((n, sign)) = text.get(len..).and_then(|rest| power(n, rest))
    {
        return Some((n, len + sign, true));
    }
    // 1e10: a power of ten, not a Latin name.
    let power = if b.get(len) == Some(&b'e') { run(len + 1) } else { 0 };
    let ends = !b.get(len + 1 + power).is_some_and(u8::is_ascii_alphanumeric);
    match text.get(len + 1..len + 1 + power).and_then(|e| e.parse::<i32>().ok()).filter(|e| ends && *e <= 24) {
        Some(e) if power > 0 => n.checked_mul(Exact::pow10(e)).map(|n| (n, len + 1 + power, decimal)),
        _ => Some((n, len, decimal)),
    }
}

/// `^-1` behind 2.5, `^+23` behind 1.1: the number raised to that power and the length of the sign with its exponent.
/// What has more digits than can be kept is no number.
fn power(base: Exact, rest: &str) -> Option<(Exact, usize)> {
    let tail = rest.strip_prefix('^')?;
    let signs = tail.bytes().take_while(|b| matches!(b, b'+' | b'-')).count();
    let digits = tail[signs..].bytes().take_while(u8::is_ascii_digit).count();
    let exponent: u32 = tail.get(signs..signs + digits)?.parse().ok().filter(|e| *e <= 64)?;
    let raised = (0..exponent).try_fold(Exact::ONE, |n, _| n.checked_mul(base))?;
    let turned = tail[..signs].bytes().filter(|b| *b == b'-').count() % 2 == 1;
    let n = if turned { Exact::ONE.checked_div(raised)? } else { raised };
    Some((n, 1 + signs + digits))
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
