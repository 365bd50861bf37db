//! How magazines of the 1920s to 1940s wrote: Chinese characters for numbers and counters, years by reign and republic,
//! endings that have since been spelled otherwise. Data, and the little that reads it.

use super::numeral::Numeral;
use super::reading::Reading;
use crate::model::{Currency, Value};
use crate::text::{Stems, hangul};
use std::sync::LazyLock;

/// Reigns and republics, and the year before their first: 民國 17년 is 1928.
const ERAS: &[(&str, i16)] = &[
    ("民國", 1911),
    ("민국", 1911),
    ("昭和", 1925),
    ("소화", 1925),
    ("大正", 1911),
    ("대정", 1911),
    ("明治", 1867),
    ("명치", 1867),
    ("光緖", 1874),
    ("光緒", 1874),
    ("광서", 1874),
    ("宣統", 1908),
    ("선통", 1908),
    ("同治", 1861),
    ("光武", 1896),
    ("광무", 1896),
    ("隆熙", 1906),
    ("융희", 1906),
    ("康德", 1933),
    ("강덕", 1933),
    ("開國", 1391),
    ("檀紀", -2333),
    ("단기", -2333),
    ("주체", 1911),
];

/// Counters and units in Chinese characters that may stand right behind a number in characters.
const COUNTED: &[char] = &[
    '名', '人', '個', '回', '次', '圓', '錢', '里', '尺', '町', '坪', '石', '斗', '戶', '家', '歲', '年', '月', '日', '時', '分', '種', '隻', '艘', '頭', '匹',
    '冊', '卷', '篇', '頁', '條', '倍', '度', '間', '餘', '余', '萬', '億',
];

/// Endings and words spelled as they were before 1950: none of them is written so today.
const SPELLINGS: &[&str] = &[
    "엿다", "엿고", "엿스", "엿섯", "엿엇", "엿든", "엇다", "엇스", "엇고", "엇든", "앗다", "앗스", "앗고", "앗든", "햇다", "햇스", "됫다", "잇다", "잇는",
    "잇스", "잇서", "잇고", "업다", "업는", "업스", "업서", "슴니다", "임니다", "읍니다", "이외다", "하야", "그럿", "가튼", "가치 ", "만흔", "조흔", "엇던",
    "모다 ", "밧게", "되야",
];

/// The era's name right before a year, as the year of our count; 同76년 takes the era or the century of the year told
/// before it.
pub(super) fn year(before: &str, number: i64) -> Option<i16> {
    let n = i16::try_from(number).ok()?;
    let body = before.strip_suffix(' ').unwrap_or(before);
    if let Some((_, base)) = ERAS.iter().find(|(era, _)| body.ends_with(era)) {
        let reign = *base > 0 && (1..=120).contains(&n) || *base < 0 && n > 4000;
        return reign.then(|| base.checked_add(n)).flatten();
    }
    let told = body.strip_suffix(['同', '동']).filter(|told| (0..100).contains(&n) && !told.ends_with(hangul::is_syllable))?;
    let era = ERAS.iter().filter_map(|(era, base)| told.rfind(era).map(|at| (at, base))).max();
    match era {
        Some((_, base)) => base.checked_add(n),
        None if body.ends_with('同') => last_year(told).map(|y| y / 100 * 100 + n),
        None => None,
    }
}

/// The last number of four digits of a text.
fn last_year(text: &str) -> Option<i16> {
    let runs = text.rsplit(|c: char| !c.is_ascii_digit());
    runs.filter(|r| r.len() == 4).find_map(|r| r.parse().ok()).filter(|y| (1000..2000).contains(y))
}

/// Days of a month in native words, as spelled now and then.
const DAYS: &[(&str, i8)] = &[
    ("초하루", 1),
    ("초하로", 1),
    ("초하룻", 1),
    ("초이틀", 2),
    ("초이튿", 2),
    ("초사흘", 3),
    ("초사흗", 3),
    ("초나흘", 4),
    ("초나흗", 4),
    ("초닷새", 5),
    ("초닷샛", 5),
    ("초엿새", 6),
    ("초이레", 7),
    ("초여드레", 8),
    ("초아흐레", 9),
    ("초열흘", 10),
    ("열하루", 11),
    ("열하로", 11),
    ("열하룻", 11),
    ("열이틀", 12),
    ("열이튿", 12),
    ("열이튼", 12),
    ("열사흘", 13),
    ("열사흗", 13),
    ("열나흘", 14),
    ("열나흗", 14),
    ("열닷새", 15),
    ("열엿새", 16),
    ("열이레", 17),
    ("열여드레", 18),
    ("열여드렛", 18),
    ("열아흐레", 19),
    ("스무날", 20),
    ("스무하루", 21),
    ("스무이틀", 22),
    ("스무사흘", 23),
    ("스무나흘", 24),
    ("스무닷새", 25),
    ("스무엿새", 26),
    ("스무이레", 27),
    ("스무여드레", 28),
    ("스무아흐레", 29),
];

/// 열하룻날, 열하로ㅅ날, 초이틀: a day of the month named before it, and how long its word is.
pub(super) fn day_of_month(rest: &str) -> Option<(i8, usize)> {
    if !rest.starts_with(['초', '열', '스']) {
        return None;
    }
    let (word, day) = DAYS.iter().filter(|(w, _)| rest.starts_with(w)).max_by_key(|(w, _)| w.len())?;
    let tail = ["ㅅ날", "날"].iter().find(|t| rest[word.len()..].starts_with(**t)).map_or(0, |t| t.len());
    Some((*day, word.len() + tail))
}

/// Whether a word is written in Chinese characters.
pub(super) fn in_characters(word: &str) -> bool {
    word.starts_with(ideograph)
}

/// A Chinese character.
pub(super) fn ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Whether number characters are a number here. 一國, 三國志, 百姓 and 萬歲 are words: it takes a multiplier or a counter, and
/// nothing in characters right before.
pub(super) fn is_number(text: &str, start: usize, n: &Numeral, reading: &Reading) -> bool {
    let rest = &text[n.end..];
    if text[..start].ends_with(ideograph) {
        return false;
    }
    // 萬歲, 萬一, 千萬에: no amount starts with these alone.
    let word = &text[start..n.end];
    if word.starts_with(['萬', '億', '兆']) || matches!(word, "千萬" | "百千" | "千百" | "一一") {
        return false;
    }
    let behind = rest.chars().next();
    let counted = behind.is_some_and(|c| COUNTED.contains(&c)) || reading.marked;
    let word_of_two = n.tokens == 1 && !counted;
    let compound = behind.is_some_and(|c| ideograph(c) && !COUNTED.contains(&c)) && !reading.marked;
    !word_of_two && !compound && (n.tokens > 1 && n.multiplied || counted && (n.multiplied || reading.marked && !matches!(word, "一")))
}

/// Whether a sentence is spelled as before 1950.
pub(super) fn spelled(text: &str) -> bool {
    static STEMS: LazyLock<Stems<()>> = LazyLock::new(|| Stems::new(SPELLINGS.iter().map(|w| (*w, ()))));
    let mut found = false;
    STEMS.each(text, |_, ()| found = true);
    found
}

/// What 원 was worth then nobody can tell from the word: 圓 of Korea and Japan, 元 of China.
pub(super) fn old_money(text: &str, surface: &str, value: &Value) -> bool {
    matches!(value, Value::Money(_, Currency::KRW)) && (surface.ends_with('圓') || spelled(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_reigns() {
        assert_eq!(year("民國 ", 17), Some(1928));
        assert_eq!(year("昭和", 5), Some(1930));
        assert_eq!(year("단기 ", 4281), Some(1948));
        assert_eq!(year("1816년부터 同", 76), Some(1876));
        assert_eq!(year("공화국 ", 17), None);
        assert_eq!(year("同", 76), None);
    }

    #[test]
    fn the_same_era() {
        assert_eq!(year("明治 40년부터 同", 45), Some(1912));
        assert_eq!(year("明治 40년부터 동 ", 45), Some(1912));
        assert_eq!(year("1816년부터 동 ", 76), None);
        assert_eq!(year("소화 5년의 운동 ", 7), None);
    }

    #[test]
    fn days_in_native_words() {
        assert_eq!(day_of_month("열하로ㅅ날서부터"), Some((11, "열하로ㅅ날".len())));
        assert_eq!(day_of_month("스무이틀에"), Some((22, "스무이틀".len())));
        assert_eq!(day_of_month("초반"), None);
    }

    #[test]
    fn old_spellings() {
        assert!(spelled("돈이 칠만원이엿다고 한다"));
        assert!(!spelled("돈이 7만원이었다고 한다"));
    }
}
