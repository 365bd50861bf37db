//! Ages in years, and by the decade: 52세, 쉰두 살, 20대 여성. 대 counts vehicles and terms of office too, so that a decade
//! needs a word for people behind it.

use super::counter::word_ends;
use super::numeral::Numeral;
use super::reading::Reading;
use crate::model::{Amount, Mention, NameClass, Shape, Value};
use crate::text::Exact;

/// What follows a decade of age: people, and the parts of a decade.
const PEOPLE: &[&str] = &[
    "남", "여", "초반", "초 ", "초중", "중반", "중후", "중년", "후반", "청년", "직장", "부부", "운전", "노동", "근로", "작업", "의 ", "이상", "이하", "주민",
    "환자", "A", "B", "C", "로 ", "가 ", "는 ", "이 ", "와 ", "에서", "응답", "유권자", "젊은", "인구", "취업", "비중", "어머니", "아버지", "가장", "승객",
    "선원", "피해", "용의", "연령", "나이", "1인", "경찰", "교사", "간호", "의사", "외국", "한국", "미혼", "기혼", "모친", "부친", "형제", "자녀", "아들",
    "딸", "학생", "대학생", "택시", "사업", "자영", "고객", "배우", "가수", "선수", "시민", "관광", "입주", "투자", "구직", "은퇴", "미만", "선", "고령",
    "노인", "업주", "사장", "회사원", "종업원", "변호사", "공무원", "군인", "농민", "어민", "해녀",
];

/// Last syllables of words for what 대 counts, and words before such a count.
const VEHICLES: &[&str] = &[
    "차", "버스", "트럭", "헬기", "비행기", "항공기", "전투기", "로봇", "드론", "카메라", "컴퓨터", "전차", "장비", "자주포", "열차", "기계", "하루", "약",
    "총", "대수",
];

/// Years of age.
pub(super) const YEARS: &[&str] = &["세", "살", "歲", "才"];

/// 20대 여성, 30~40대, 40대 초반: an age by its decade.
pub(super) fn decade(text: &str, start: usize, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let tail = unit.strip_prefix('대')?;
    let (low, high) = (n.amount.low.to_i64()?, n.amount.high.to_i64()?);
    if !n.digits || low % 10 != 0 || high % 10 != 0 || !(10..=100).contains(&low) || n.large || text[..start].ends_with('제') {
        return None;
    }
    let next = tail.trim_start_matches([' ', '·', ',']);
    let continues = next.starts_with(|c: char| c.is_ascii_digit()) && next.contains('대') || tail.starts_with('·');
    let bounded = !matches!(tail.chars().next(), Some(c) if crate::text::hangul::is_syllable(c)) || word_ends(tail);
    // Vehicles are counted with 대 too: 트럭 20대가. Without a word for people behind it, it stays a count.
    if !bounded || !(PEOPLE.iter().any(|w| next.starts_with(w)) && !counts_vehicles(&text[..start]) || continues) {
        return None;
    }
    let amount = Amount { low: Exact::int(low), high: Exact::int(high + 10), shape: Shape::Band };
    Some(Reading::new(Value::Age(amount), here + "대".len()))
}

/// Whether the word before a number names what 대 counts.
fn counts_vehicles(before: &str) -> bool {
    let last = before.trim_end_matches(' ').rsplit(' ').next().unwrap_or("");
    VEHICLES.iter().any(|w| last.ends_with(w))
}

/// 하선경(43) 대표, 손흥민(32·토트넘), 이모씨(52)는: a number in brackets right behind a person is an age. `mentions` are those
/// of one sentence in order, names among them.
pub(in crate::extract) fn behind_names(text: &str, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Value::Number(years) = mentions[at].value else { continue };
        let (start, end) = (mentions[at].span.start, mentions[at].span.end);
        let Some(before) = text.get(..start).and_then(|b| b.strip_suffix('(')) else { continue };
        let person = |m: &Mention| m.span.end == before.len() && matches!(&m.value, Value::Name(n) if n.class == NameClass::Person);
        let named = at > 0 && person(&mentions[at - 1]) || before.ends_with("모씨") || before.ends_with("모 씨");
        let closed = text[end..].starts_with([')', '·', ',', '세']);
        let adult = years.single().is_some_and(|n| n.is_integer() && n >= Exact::int(10) && n < Exact::int(100));
        if named && closed && adult && mentions[at].counter.is_none() {
            mentions[at].value = Value::Age(years);
        }
    }
}

/// What rulers and popes are called, before their number.
const RULERS: &[&str] = &[
    "루이", "헨리", "엘리자베스", "프란치스코", "베네딕토", "바오로", "찰스", "알폰소", "니콜라이", "니콜라스", "알렉산드르", "빌헬름", "조지", "에드워드",
    "레오", "비오", "윌리엄", "제임스", "리처드", "메리", "프리드리히", "카를", "펠리페", "나폴레옹", "람세스", "압둘라", "모하메드", "무함마드", "하랄",
    "구스타프", "마르그레테", "프레데리크", "알베르", "라마", "클레멘스", "우르바노", "그레고리오", "요한", "레오폴트",
];
/// What stands behind the number of a ruler.
const REIGNING: &[&str] = &[" 교황", " 국왕", " 여왕", " 황제", " 차르"];

/// 레오 14세, 찰스 3세 국왕: where the number of a ruler ends. It is a part of the name, and Leo is as often told without it.
pub(super) fn ruler(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + digits + "세".len();
    let behind = text[at + digits..].strip_prefix('세').filter(|rest| digits <= 2 && word_ends(rest))?;
    let before = text[..at].strip_suffix(' ')?;
    let last = before.rsplit(' ').next().unwrap_or("");
    (RULERS.contains(&last) || REIGNING.iter().any(|w| behind.starts_with(w))).then_some(end)
}

/// 52세, 쉰두 살, 향년 87세, 만 65세.
pub(super) fn age(text: &str, start: usize, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let word = YEARS.iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    let spaced = here > n.end;
    let fits = n.amount.high <= Exact::int(130) && !n.large && word_ends(tail) && !(spaced && *word == "세") && !(*word == "세" && tail.starts_with('대'));
    // 재벌 3세 is no age; a Latin or Hangul name right before with a small number may be one.
    let heir = *word == "세" && ["재벌", "오너", "창업"].iter().any(|w| text[..start].trim_end().ends_with(w));
    (fits && !heir).then(|| Reading::new(Value::Age(n.amount), here + word.len()))
}
