//! Lengths of time: behind a numeral (2년 6개월, 1분46초77) and in native words (사흘, 보름, 반년).

use super::counter::word_ends;
use super::date::{self, Found};
use super::numeral::{self, Numeral};
use crate::model::{Amount, Duration, DurationUnit, Value};
use crate::text::Exact;

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

/// 2년 6개월, 3박 4일, 1시간 35분, 석 달. Parts go on while the units get smaller.
pub(super) fn duration(text: &str, first: &Numeral) -> Option<Found> {
    let mut parts = Duration { parts: smallvec::SmallVec::new() };
    let (mut n, mut end) = (*first, first.end);
    loop {
        let rest = &text[n.end..];
        let skip = usize::from(rest.starts_with(' '));
        let Some((word, unit)) = UNITS.iter().find(|(w, _)| rest[skip..].starts_with(w)) else { break };
        let tail = &rest[skip + word.len()..];
        if !fits(word, tail, &n, skip > 0) || parts.parts.last().is_some_and(|(u, _)| u >= unit) {
            break;
        }
        parts.parts.push((*unit, n.amount));
        end = n.end + skip + word.len();
        if *word == "초" && n.digits {
            end += hundredths(tail, &mut parts);
        }
        // 1년 6개월, 1시간35분; 1년 반.
        let gap = usize::from(tail.starts_with(' '));
        if tail[gap..].starts_with("반") && word_ends(&tail[gap + "반".len()..]) && gap > 0 {
            if let Some(half) = n.amount.low.checked_add(Exact::ratio(1, 2)?) {
                if let Some(last) = parts.parts.last_mut() {
                    last.1 = Amount::point(half);
                }
                end += gap + "반".len();
            }
            break;
        }
        match numeral::numeral(text, end + gap) {
            Some(next) if next.tokens > 0 => n = next,
            _ => break,
        }
    }
    (!parts.parts.is_empty()).then_some((Value::Duration(parts), end))
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

pub(super) fn native_days(rest: &str) -> Option<Found> {
    let of = |unit, n: Exact, len| Some((Value::Duration(Duration::of(unit, Amount::point(n))), len));
    if let Some((word, n)) = DAYS.iter().find(|(w, _)| rest.starts_with(w)) {
        let tail = &rest[word.len()..];
        // 하루 is also "a day" of any day: 하루 평균, 하루에. 보름달 is the full moon.
        let counts = word_ends(tail) && (*word != "하루" || date::stretches(tail)) && !tail.starts_with("대");
        let len = word.len() + if tail.starts_with("간") { "간".len() } else { 0 };
        return if counts { of(DurationUnit::Day, Exact::int(*n), len) } else { None };
    }
    if let Some(tail) = rest.strip_prefix("반년") {
        return word_ends(tail).then(|| of(DurationUnit::Month, Exact::int(6), "반년".len())).flatten();
    }
    None
}
