//! Numbers that are told by their size or by two neighbours: 수십, 몇천, 여러 10; 두어, 서너, 대여섯, 이삼십.

use super::counter::{counter, word_ends};
use super::numeral::Numeral;
use super::token::{Token, digits, token};
use crate::extract::units::units;
use crate::model::{Amount, Lang, Shape};
use crate::text::{Exact, Prefixes, hangul};
use std::sync::LazyLock;

/// Two neighbouring numbers in one native word, longer words first.
pub(super) const FEW: &[(&str, i64, i64)] = &[
    ("한두", 1, 2),
    ("두어", 2, 3),
    ("두세", 2, 3),
    ("서너", 3, 4),
    ("너댓", 4, 5),
    ("네댓", 4, 5),
    ("네다섯", 4, 5),
    ("대여섯", 5, 6),
    ("대엿", 5, 6),
    ("예닐곱", 6, 7),
    ("일고여덟", 7, 8),
    ("일여덟", 7, 8),
    ("여덟아홉", 8, 9),
    ("엳아홉", 8, 9),
];

/// What FEW is told of besides what has a counter.
const TOLD_OF: &[&str] = &["달", "해", "시간", "주일", "주", "살", "배", "마디", "번째", "군데", "끼", "모금", "걸음", "바퀴"];

/// What two Sino-Korean digits side by side are told of: 이삼 명, 오륙 년.
const PAIRED: &[&str] = &[
    "명", "인", "일", "년", "개월", "개", "회", "차례", "배", "주", "시간", "분", "원", "번", "층", "척", "호", "세", "리", "人", "名", "日", "年", "個月",
    "回", "次", "圓", "里", "歲", "戶",
];

/// Words before a power of ten.
const SEVERAL: &[&str] = &["수", "몇", "여러 ", "몃", "멫", "멧", "몟", "數", "幾"];

/// What a vague number in Hangul may begin with.
pub(super) fn beginnings() -> Vec<String> {
    let behind = "십백천만억조경十百千萬万億兆 0123456789".chars();
    let several = SEVERAL.iter().filter(|w| w.chars().count() == 1).flat_map(|w| behind.clone().map(move |b| format!("{w}{b}")));
    FEW.iter().map(|few| few.0).chain(["여남은", "두서너", "여러"]).map(str::to_owned).chain(several).collect()
}

/// Reads a vague number at the start of `text[at..]`.
pub(super) fn vague(text: &str, at: usize) -> Option<Numeral> {
    match text.get(at..)?.chars().next()? {
        '수' | '몇' | '몃' | '멫' | '멧' | '몟' | '여' | '數' | '幾' => magnitude(text, at).or_else(|| few(text, at)),
        '한' | '두' | '서' | '너' | '네' | '대' | '예' | '엳' | '열' | '스' => few(text, at),
        '일' => few(text, at).or_else(|| neighbours(text, at)),
        '이' | '삼' | '사' | '오' | '육' | '칠' | '팔' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' => neighbours(text, at),
        _ => None,
    }
}

fn found(end: usize, amount: Amount, tokens: usize) -> Numeral {
    Numeral { end, amount, about: false, digits: false, large: false, native: false, tokens, multiplied: false, decimal: false }
}

/// The final consonant ㄹ, by its number.
const RIEUL: u8 = 8;

/// 수십, 수백만, 몇천, 몃10, 여러 100: only the power of ten is told.
fn magnitude(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let word = SEVERAL.iter().find(|w| rest.starts_with(**w))?;
    let mut end = at + word.len();
    // 수 천명: as many write it; but 할 수 천 … is "can".
    let can = || text[..at].trim_end().chars().next_back().and_then(hangul::letters).is_some_and(|(_, _, last)| last == RIEUL);
    if text[end..].strip_prefix(' ').is_some_and(|behind| behind.starts_with(['십', '백', '천', '만', '억', '조'])) && !can() {
        end += 1;
    }
    let (mut exponent, mut large, mut tokens) = (0, false, 1);
    // 여러 10명, 몃10일: how magazines of the 1930s come down to us, 十 turned into digits.
    if let Some((n, len, false)) = digits(&text[end..]) {
        exponent = n.power_of_ten().filter(|e| (1..=4).contains(e))?;
        end += len;
        tokens = 2;
    }
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
    // 수십 만원, 수백 억 달러
    if let Some((Token::Large(e), len)) = text[end..].strip_prefix(' ').and_then(token).filter(|_| !large && tokens > 1) {
        let behind = &text[end + 1 + len..];
        if units().after(Lang::Ko, behind.trim_start_matches(' ')).is_some() || counter(behind.trim_start_matches(' '), true).is_some() {
            (exponent, large, end) = (exponent + e, true, end + 1 + len);
        }
    }
    // 여러 만 …: "several" before a word of its own.
    if tokens == 1 || word.starts_with("여러") && exponent == 4 && large {
        return None;
    }
    let amount = Amount { low: Exact::pow10(exponent), high: Exact::pow10(exponent + 1), shape: Shape::Magnitude };
    Some(Numeral { large, multiplied: true, ..found(end, amount, tokens) })
}

/// 두어 개, 서너 차례, 대여섯 명; 열서너 살, 여남은 명.
fn few(text: &str, at: usize) -> Option<Numeral> {
    static WORDS: LazyLock<Prefixes<(i64, i64)>> = LazyLock::new(|| Prefixes::new(FEW.iter().map(|&(w, low, high)| (w, (low, high)))));
    let rest = text.get(at..)?;
    let (tens, skip) = ["열", "스물"].iter().zip([10, 20]).find(|(w, _)| rest.starts_with(**w)).map_or((0, 0), |(w, n)| (n, w.len()));
    let end_of = |word: &str| {
        let end = at + skip + word.len();
        let behind = text[end..].strip_prefix(' ').unwrap_or(&text[end..]);
        let counted = counter(behind, true).is_some() || TOLD_OF.iter().any(|w| behind.strip_prefix(w).is_some_and(word_ends));
        counted.then_some(end)
    };
    if tens == 0 && rest.starts_with("여남은") {
        return end_of("여남은").map(|end| Numeral { about: true, native: true, ..found(end, Amount::point(Exact::int(10)), 2) });
    }
    // 두서너 is no more exact than two, three or four.
    if rest[skip..].starts_with("두서너") {
        let amount = Amount { low: Exact::int(tens + 2), high: Exact::int(tens + 5), shape: Shape::Band };
        return end_of("두서너").map(|end| Numeral { native: true, ..found(end, amount, 2) });
    }
    let (word, (low, high)) = WORDS.first(&rest[skip..])?;
    let end = end_of(word)?;
    Some(Numeral { native: true, ..found(end, Amount::range(Exact::int(tens + low), Exact::int(tens + high)), 2) })
}

/// 이삼십 명, 오륙 년, 二三千: two neighbouring digits, and what multiplies both.
fn neighbours(text: &str, at: usize) -> Option<Numeral> {
    let (Token::Sino(low), first) = token(&text[at..])? else { return None };
    let (Token::Sino(high), second) = token(&text[at + first..])? else { return None };
    if high != low + 1 || low == 0 {
        return None;
    }
    let (mut end, mut scale, mut tokens, mut large) = (at + first + second, 0, 2, false);
    while let Some((t, len)) = token(&text[end..]) {
        match t {
            Token::Small(e) if scale == 0 => scale += e,
            Token::Large(e) if !large && e < 16 => {
                scale += e;
                large = true;
            }
            _ => break,
        }
        tokens += 1;
        end += len;
    }
    let unit = text[end..].strip_prefix(' ').unwrap_or(&text[end..]);
    let told = || PAIRED.iter().any(|w| unit.strip_prefix(w).is_some_and(word_ends));
    // 이삼천이백: a whole number goes on; 일이 년 is "work … year".
    let goes_on = matches!(token(&text[end..]), Some((Token::Sino(_) | Token::Digits(..) | Token::Small(_), _))) && !told();
    if goes_on || scale == 0 && (text[at..].starts_with("일이") || !told()) {
        return None;
    }
    let factor = Exact::pow10(scale);
    let amount = Amount::range(Exact::int(low).checked_mul(factor)?, Exact::int(high).checked_mul(factor)?);
    Some(Numeral { large, multiplied: scale > 0 || units().after(Lang::Ko, unit).is_some() || told(), ..found(end, amount, tokens) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(i64, i64, &str)> {
        vague(text, 0).and_then(|n| Some((n.amount.low.to_i64()?, n.amount.high.to_i64()?, &text[n.end..])))
    }

    #[test]
    fn two_neighbours_in_a_word() {
        assert_eq!(read("두어 개"), Some((2, 3, " 개")));
        assert_eq!(read("일고여덟 명"), Some((7, 8, " 명")));
        assert_eq!(read("열서너 살"), Some((13, 14, " 살")));
        assert_eq!(read("이삼십 명"), Some((20, 30, " 명")));
        assert_eq!(read("二三十戶"), Some((20, 30, "戶")));
        assert_eq!(read("오륙 년"), Some((5, 6, " 년")));
        assert_eq!(["두어라", "한두교", "이삼구", "사오정", "일이 년", "대여섯글자"].map(read), [None; 6]);
    }

    #[test]
    fn only_the_power_of_ten() {
        assert_eq!(read("여러 10명"), Some((10, 100, "명")));
        assert_eq!(read("몃10일"), Some((10, 100, "일")));
        assert_eq!(read("數百"), Some((100, 1000, "")));
        assert_eq!(read("수백만 회"), Some((1_000_000, 10_000_000, " 회")));
        assert_eq!(read("수 천명"), Some((1000, 10_000, "명")));
        assert!(vague("갈 수 천 명", "갈 ".len()).is_none());
        assert_eq!(["여러 명", "수 있다", "몇 20"].map(read), [None; 3]);
    }
}
