//! Lengths of time: behind a numeral (2년 6개월, 1분46초77) and in native words (사흘, 보름, 반년).

use super::counter::word_ends;
use super::date::{self, Found};
use super::numeral::{self, Numeral};
use crate::model::{Amount, Duration, DurationUnit, Value};
use crate::text::{Exact, Prefixes};
use std::sync::LazyLock;

/// Units of stretches of time, longer ones first; the second column tells which follow native numerals.
const UNITS: &[(&str, DurationUnit)] = &[
    ("개월간", DurationUnit::Month),
    ("개월", DurationUnit::Month),
    ("달", DurationUnit::Month),
    ("년간", DurationUnit::Year),
    ("년", DurationUnit::Year),
    ("해", DurationUnit::Year),
    ("주일", DurationUnit::Week),
    ("주간", DurationUnit::Week),
    ("주", DurationUnit::Week),
    ("일간", DurationUnit::Day),
    ("일", DurationUnit::Day),
    ("시간", DurationUnit::Hour),
    ("분간", DurationUnit::Minute),
    ("분", DurationUnit::Minute),
    ("초간", DurationUnit::Second),
    ("초", DurationUnit::Second),
];

/// What may begin a unit of a stretch of time.
pub(super) fn units() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|u| u.0)
}

/// 2년 6개월, 3박 4일, 1시간 35분, 석 달, 한 달 그리고 이틀. Parts go on while the units get smaller.
pub(super) fn duration(text: &str, first: &Numeral) -> Option<Found> {
    static WORDS: LazyLock<Prefixes<DurationUnit>> = LazyLock::new(|| Prefixes::new(UNITS.iter().copied()));
    let mut parts = Duration { parts: smallvec::SmallVec::new() };
    let (mut n, mut end) = (*first, first.end);
    loop {
        let rest = &text[n.end..];
        let skip = usize::from(rest.starts_with(' '));
        let Some((word, unit)) = WORDS.first(&rest[skip..]) else { break };
        let tail = &rest[skip + word.len()..];
        if !fits(word, tail, &n, skip > 0) || parts.parts.last().is_some_and(|(u, _)| u >= unit) {
            break;
        }
        // 한 달 30일, 일년 열두달: the same stretch told again.
        if parts.parts.last().is_some_and(|(larger, _)| fills(*larger, *unit, n.amount)) {
            break;
        }
        parts.parts.push((*unit, n.amount));
        end = n.end + skip + word.len();
        if *word == "초" && n.digits {
            end += hundredths(tail, &mut parts);
        }
        if let Some(len) = and_a_half(tail, &mut parts) {
            end += len;
            break;
        }
        let Some(next) = joined(text, end) else { break };
        if let Some((unit, days, last)) = days_at(text, next).filter(|_| *unit < DurationUnit::Day) {
            parts.parts.push((unit, days));
            end = last;
            break;
        }
        match numeral::numeral(text, next) {
            Some(next) if next.tokens > 0 => n = next,
            _ => break,
        }
    }
    (!parts.parts.is_empty()).then_some((Value::Duration(parts), end))
}

/// 1년 반, 2시간반: adds a half to the last part and returns its length. 반 may begin another word.
fn and_a_half(tail: &str, parts: &mut Duration) -> Option<usize> {
    let gap = usize::from(tail.starts_with(' '));
    let behind = tail[gap..].strip_prefix("반")?;
    if !word_ends(behind) && !behind.starts_with('안') && !behind.starts_with("내에") && behind != "내" {
        return None;
    }
    let last = parts.parts.last_mut()?;
    last.1 = Amount::point(last.1.single()?.checked_add(Exact::ratio(1, 2)?)?);
    Some(gap + "반".len())
}

/// Where the next part begins behind one that ends at `end`: right there, behind a space, or behind 하고 and 그리고. A comma
/// joins only what 전 or 뒤 closes (1개월, 21일 전); otherwise it parts two lengths.
fn joined(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    if let Some(word) = [" 그리고 ", " 하고 ", "하고 "].iter().find(|w| rest.starts_with(**w)) {
        return Some(end + word.len());
    }
    // 141일과 16시간
    if let Some(behind) = rest.strip_prefix("과 ").or_else(|| rest.strip_prefix("와 ")) {
        return Some(text.len() - behind.len());
    }
    if let Some(behind) = rest.strip_prefix(", ") {
        let next = numeral::numeral(text, text.len() - behind.len()).filter(|n| n.digits)?;
        let closed = text[next.end..].strip_prefix('일').and_then(|tail| super::away::behind(tail, true));
        return closed.map(|_| text.len() - behind.len());
    }
    Some(end + usize::from(rest.starts_with(' ')))
}

/// Whether so many of a unit make one of the next larger one.
fn fills(larger: DurationUnit, unit: DurationUnit, amount: Amount) -> bool {
    amount.low.checked_mul(Exact::int(unit.seconds())).is_some_and(|n| n >= Exact::int(larger.seconds() * 98 / 100))
}

/// 9초58, 1분46초77: the digits right behind the seconds are their decimals. Returns their length.
fn hundredths(tail: &str, parts: &mut Duration) -> usize {
    let len = tail.bytes().take_while(u8::is_ascii_digit).count();
    let below = tail.get(..len).filter(|_| (1..=3).contains(&len)).and_then(|d| Exact::parse(&format!("0.{d}")));
    let Some((last, below)) = parts.parts.last_mut().zip(below) else { return 0 };
    let Some(sum) = last.1.single().and_then(|s| s.checked_add(below)) else { return 0 };
    last.1 = Amount::point(sum);
    len
}

/// Whether a unit word is one here: 분 and 주 count other things too, 해 and 달 follow native numerals.
fn fits(word: &str, tail: &str, n: &Numeral, spaced: bool) -> bool {
    let ends =
        word_ends(tail) || tail.starts_with("형") || tail.starts_with("차") || tail.starts_with("제") || tail.starts_with("만") || tail.starts_with("여");
    match word {
        "년" | "일" if n.native => false,
        // 삼일절, 삼년상
        "년" | "일" if !n.digits => ends,
        "달" if n.digits => !spaced && ends && n.tokens == 1 && n.amount.low < Exact::int(100),
        "해" | "달" => n.native && ends && !tail.starts_with("러"),
        // 두 분 is two persons; 3분의 2 a fraction.
        "분" => !n.native && !tail.starts_with("의") && !tail.starts_with("기") && !tail.starts_with("야") && (ends || !spaced),
        "초" => !n.native && (ends || !spaced) && !n.large,
        // 100주 may be shares.
        // 두 주인공
        "주" => {
            ends && !tail.starts_with('인')
                && !n.large
                && !tail.starts_with("당")
                && !tail.starts_with("를")
                && !tail.starts_with("식")
                && n.amount.low < Exact::int(1000)
        }
        "시간" => ends || !spaced || tail.starts_with("대"),
        _ => ends || !spaced,
    }
}

/// 사흘, 나흘 …: how Korean counts days.
const DAYS: &[(&str, i64)] = &[
    ("열하루", 11),
    ("열이틀", 12),
    ("열사흘", 13),
    ("열나흘", 14),
    ("스무날", 20),
    ("하루", 1),
    ("이틀", 2),
    ("사흘", 3),
    ("나흘", 4),
    ("닷새", 5),
    ("엿새", 6),
    ("이레", 7),
    ("여드레", 8),
    ("아흐레", 9),
    ("열흘", 10),
    ("보름", 15),
];

/// What may begin one of them, or half a year.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    DAYS.iter().map(|d| d.0).chain(["반년"])
}

/// 사흘 as a part behind another: where it ends as well.
fn days_at(text: &str, at: usize) -> Option<(DurationUnit, Amount, usize)> {
    let (word, n) = DAYS.iter().find(|(w, _)| text[at..].starts_with(w))?;
    let end = at + word.len();
    let free = word_ends(&text[end..]) || date::stretches(&text[end..]);
    free.then(|| (DurationUnit::Day, Amount::point(Exact::int(*n)), end))
}

/// Native counts of days, and 반년.
pub(super) fn native_days(rest: &str) -> Option<Found> {
    if !rest.starts_with(['열', '스', '하', '이', '사', '나', '닷', '엿', '여', '아', '보', '반']) {
        return None;
    }
    let of = |unit, n: Exact, len| Some((Value::Duration(Duration::of(unit, Amount::point(n))), len));
    if let Some((word, n)) = DAYS.iter().find(|(w, _)| rest.starts_with(w)) {
        let tail = &rest[word.len()..];
        // 하루 is also "a day" of any day: 하루 평균, 하루에. 보름달 is the full moon.
        let within = tail.strip_prefix("내").or_else(|| tail.strip_prefix("안")).is_some_and(word_ends);
        let one = || date::stretches(tail) || within || super::away::behind(tail, false).is_some();
        let counts = (word_ends(tail) || within) && (*word != "하루" || one()) && !tail.starts_with("대");
        let len = word.len() + if tail.starts_with("간") { "간".len() } else { 0 };
        return if counts { of(DurationUnit::Day, Exact::int(*n), len) } else { None };
    }
    let tail = rest.strip_prefix("반년")?;
    word_ends(tail).then(|| of(DurationUnit::Month, Exact::int(6), "반년".len())).flatten()
}
