//! Counters: the words behind a number that tell what is counted (의존명사), and where a word ends in Korean.

use crate::text::{Prefixes, SyllableSet};
use std::sync::LazyLock;

/// First syllables of what may follow a noun directly: particles, endings of the copula, and hedges written without a
/// space. No noun is made longer by these at the places where they are looked for.
const ONE: &str = "은는이가을를의에와과도로만씩째쯤나뿐당꼴중서밖넘등여인였랑라전후뒤간치분대선든고며다밑웃새";

/// Longer ones whose first syllable alone tells nothing.
const LONGER: &[&str] = &[
    "으로", "정도", "까지", "부터", "보다", "마다", "미만", "초과", "안팎", "남짓", "내외", "짜리", "입니다", "하고", "꼬박", "동안", "처럼", "조차", "마저",
    "어치", "임니다", "이외다", "엿다", "이엇",
];

/// Whether a word can end before `rest`: nothing, no Hangul, or a particle.
#[inline]
pub(super) fn word_ends(rest: &str) -> bool {
    static ONES: LazyLock<SyllableSet> = LazyLock::new(|| ONE.chars().collect());
    static MORE: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(LONGER));
    !crate::text::hangul::syllable_at(rest, 0) || ONES.contains_at(rest, 0) || MORE.length(rest).is_some()
}

/// A counter and what it counts, in a word for messages.
pub(super) struct Counter {
    pub surface: &'static str,
    pub counts: &'static str,
    /// Whether native numerals and a space may stand before it: 열두 명, 세 곳.
    pub native: bool,
}

macro_rules! counters {
    ($($counts:literal $native:literal: $($surface:literal)+;)+) => {
        &[$($(Counter { surface: $surface, counts: $counts, native: $native },)+)+]
    };
}

/// Longer surfaces stand before those that begin them.
const COUNTERS: &[Counter] = counters! {
    "countries" true: "개국" "나라";
    "digits" true: "자릿수" "자리수" "자리 수";
    "companies" true: "개사" "개 사" "개 업체";
    "places" true: "개소" "군데" "곳" "개점";
    "kinds" true: "가지" "종류" "종";
    "households" true: "가구" "세대" "戶";
    "people" true: "사람" "명" "여명" "남매" "형제" "자매" "식구" "名" "人";
    "people" false: "인분" "인" "녀" "남";
    "times" true: "차례" "번" "回" "次";
    "times" false: "회";
    "goals" true: "골" "득점" "실점" "안타" "홈런";
    "points" false: "점";
    "points" true: "포인트";
    "wins" false: "연승" "승";
    "losses" false: "연패" "패";
    "draws" false: "무";
    "homes" true: "채";
    "animals" true: "마리";
    "ships" true: "척";
    "vehicles" true: "대" "량";
    "buildings" true: "동";
    "cases" true: "건";
    "pieces" true: "개" "조각" "매" "個" "켤레" "벌" "자루" "송이" "그루" "포기" "뿌리" "꼭지" "두름" "축" "손" "단지" "포대" "상자" "박스" "점" "세트";
    "books" true: "권" "편" "부작" "쪽" "페이지";
    "votes" true: "표";
    "seats" false: "석" "의석" "자리";
    "shots" true: "발" "문" "정";
    "units" false: "기" "호기" "좌" "주" "구좌" "필지" "필" "개교" "학급" "노선" "개월분";
    "sheets" true: "장";
    "letters" true: "통";
    "drinks" true: "잔" "병" "그릇" "컵" "알";
    "teams" true: "팀" "쌍" "짝" "패거리";
    "floors" false: "층";
    "rounds" false: "라운드" "이닝" "경기" "게임" "타석" "타수" "박" "강";
    "lines" false: "자" "줄" "칸" "행" "개조";
};

/// The counter at the start of `rest` (which starts right behind the number, or behind the space after it).
pub(super) fn counter(rest: &str, spaced_or_native: bool) -> Option<&'static Counter> {
    static WORDS: LazyLock<Prefixes<&'static Counter>> = LazyLock::new(|| Prefixes::new(COUNTERS.iter().map(|c| (c.surface, c))));
    let fits = |c: &Counter| (!spaced_or_native || c.native) && word_ends_loosely(&rest[c.surface.len()..], spaced_or_native);
    WORDS.all(rest).map(|row| row.1).find(|c| fits(c))
}

/// All of them as they are written.
pub(super) fn surfaces() -> impl Iterator<Item = &'static str> {
    COUNTERS.iter().map(|c| c.surface)
}

/// Behind digits a counter is a counter whatever follows (3개사업 is not written); behind a space it must be a word.
fn word_ends_loosely(rest: &str, strict: bool) -> bool {
    // 5·1경기장: the counter is the start of a longer noun.
    if strict { word_ends(rest) } else { !rest.starts_with(['장', '력', '당']) || rest.starts_with("당 ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_a_word() {
        assert_eq!(counter("명이 다쳤다", true).map(|c| c.counts), Some("people"));
        assert_eq!(counter("대학 교수", true).map(|c| c.counts), None);
        assert_eq!(counter("개국 정상", false).map(|c| c.counts), Some("countries"));
        assert!(word_ends("") && word_ends(" 뒤") && word_ends("에서") && !word_ends("학교"));
    }
}
