//! Places in an order: what stands before and behind a numeral that makes a rank, a term or an article of a law of it.

use super::counter::word_ends;
use super::numeral::{self, Numeral};
use super::reading::Reading;
use crate::extract::units::units;
use crate::model::{Amount, Lang, Value};
use crate::text::Exact;

/// What is counted by 대: the 21st assembly, the 20th president.
const HEADS: &[&str] =
    &["국회", "대통령", "총선", "대선", "의회", "총장", "회장", "총리", "사장", "대표", "장관", "의장", "위원장", "감독", "왕", "교황", "황제", "지방선거"];

/// Words that make a number a place in an order when they stand right behind its digits.
pub(super) const ORDINALS: &[&str] = &[
    "번째", "번 째", "주년", "주기", "위", "등급", "등", "차", "호선", "호기", "호", "심", "선", "단계", "순위", "학년", "교시", "공구", "급", "군", "루",
    "항", "조", "장", "회말", "회초", "회", "대", "부", "기", "과", "절", "세대", "사단", "군단", "여단",
];

/// 두 번째, 다섯째, 3위, 제22대, 21대 국회, 1차.
pub(super) fn ordinal(text: &str, start: usize, n: &Numeral, unit: &str, here: usize, skip: usize) -> Option<Reading> {
    let first = if let Some(tail) = unit.strip_prefix("번째").or_else(|| unit.strip_prefix("번 째")) {
        return Some(Reading::new(Value::Ordinal(n.amount), text.len() - tail.len()));
    } else {
        after_je(&text[..start]) && !n.native
    };
    // 네째번, as it was spelled
    if let Some(tail) = unit.strip_prefix("째번").filter(|_| n.native && skip == 0) {
        return Some(Reading::new(Value::Ordinal(n.amount), text.len() - tail.len()));
    }
    // 둘째, 다섯째
    if n.native && skip == 0 && unit.starts_with('째') {
        return Some(Reading::new(Value::Ordinal(n.amount), here + "째".len()));
    }
    let word = ORDINALS.iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    let ends = word_ends(tail);
    let fits = match *word {
        _ if first => true,
        // 일등, 이등석: the classes of prizes and seats are told in words.
        "등" if !n.digits && n.tokens == 1 && skip == 0 && !n.native => {
            n.amount.high <= Exact::int(4) && (ends && !tail.starts_with('분') || tail.starts_with('석'))
        }
        _ if !n.digits || skip > 0 || n.large || n.decimal => false,
        "주년" | "주기" => true,
        // 3등 is a place; "1000만명 등" is "and so on".
        "위" => ends || tail.starts_with('권'),
        "등" => n.amount.high <= Exact::int(100) && (ends && !tail.starts_with('분') || tail.starts_with('석')),
        "차" => n.amount.high <= Exact::int(300) && !tail.starts_with('례'),
        "호" | "호기" | "호선" | "심" | "단계" | "순위" | "학년" | "등급" | "급" | "공구" | "사단" | "군단" | "여단" => {
            ends || tail.starts_with(' ')
        }
        "선" => {
            n.amount.high <= Exact::int(12)
                && (tail.starts_with(" 의원")
                    || tail.starts_with("의원")
                    || tail.starts_with("의 ")
                    || tail.starts_with("인 ")
                    || tail.starts_with(' ') && text[..start].ends_with(' '))
        }
        // 9회말 2사 만루: the halves of an inning. 9회 alone may be nine times.
        "회말" | "회초" => n.amount.high <= Exact::int(20),
        "군" => n.amount.high <= Exact::int(9) && ends,
        "부" => n.amount.high <= Exact::int(9) && (tail.starts_with('(') || tail.starts_with('는') || tail.starts_with(' ')),
        "루" => n.amount.high <= Exact::int(3),
        // 21대 국회, 20대 대통령: the head behind tells.
        "대" => HEADS.iter().any(|h| tail.trim_start_matches(' ').starts_with(h)),
        _ => false,
    };
    fits.then(|| Reading::new(Value::Ordinal(n.amount), here + word.len()))
}

/// 제22조: an article of a law, not 22 trillion.
pub(super) fn article(text: &str, start: usize) -> Option<Reading> {
    if !after_je(&text[..start]) {
        return None;
    }
    let (number, len, decimal) = numeral::digits(&text[start..])?;
    let tail = text[start + len..].strip_prefix('조')?;
    let goes_on = tail.starts_with(|c: char| c.is_ascii_digit()) || units().after(Lang::Ko, tail).is_some();
    (!decimal && !goes_on).then(|| Reading::new(Value::Ordinal(Amount::point(number)), text.len() - tail.len()))
}

/// Whether the prefix 제 stands right before, as a word of its own.
pub(super) fn after_je(before: &str) -> bool {
    before.strip_suffix("제").is_some_and(|b| !crate::text::hangul::syllable_before(b, b.len()))
}
