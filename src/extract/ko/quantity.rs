//! From a numeral to a value: what stands behind it decides whether it is money, percent, a rank, an age, a count …

use super::counter::{counter, word_ends};
use super::fraction::fraction;
use super::numeral::{self, Numeral};
use super::range::{range, score, second_end};
use super::reading::Reading;
use super::{age, archaic, date, hedge, measure, money, openings, ordinal, share};
use crate::extract::units::units;
use crate::model::{Amount, Certainty, Dimension, Lang, Mention, OLD_WON, ONE_OF, Shape, Value};
use crate::text::{Exact, Prefixes, Span};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Reads the quantity whose numeral starts at `start`; pushes it (two for a score) and returns where reading goes on.
pub(super) fn quantity(text: &str, start: usize, published: Option<Date>, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some(reading) = ordinal::article(text, start) {
        return Some(push(text, start, reading, false, out));
    }
    told(text, start, numeral::numeral(text, start)?, published, out)
}

/// The same for a numeral that was read already, and is no article of a law.
pub(super) fn told(text: &str, start: usize, n: Numeral, published: Option<Date>, out: &mut Vec<Mention>) -> Option<usize> {
    // 이 사람, 사진, 구조, 일: one syllable that is a number only before a few others.
    let lone = matches!(&text[start..n.end], "이" | "일" | "사" | "오" | "구");
    if lone && !lone_numeral(text, start, n.end) {
        return None;
    }
    if in_brackets(text, start, &n) {
        return Some(push(text, start, Reading::new(Value::Age(n.amount), n.end), false, out));
    }
    if let Some((n, end)) = fraction(text, &n) {
        return Some(push(text, start, Reading::new(Value::Number(n), end), false, out));
    }
    if let Some(end) = score(text, start, &n, out) {
        return Some(end);
    }
    let n = range(text, &n).unwrap_or(n);
    let mut about = n.about;
    // 20여 명, 2만여 가구, 3000여만원
    let mut at = n;
    if text[n.end..].starts_with('여')
        && let Some((skip, Certainty::About)) = hedge::after(&text[n.end..])
    {
        at.end += skip;
        about = true;
    } else if let Some(skip) = odd(text, &n) {
        at.end += skip;
        about = true;
    }
    let mut reading = classify(text, start, &at, published)?;
    if let Some((value, end)) = second_end(text, &reading, published) {
        (reading.value, reading.end) = (value, end);
    }
    if !accepted(text, start, &n, &reading) {
        return None;
    }
    Some(push(text, start, reading, about, out))
}

/// Whether one syllable that is far more often another word is a number here.
fn lone_numeral(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    rest.trim_start_matches(' ').starts_with(['월', '년', '개', '주', '시', '분', '과', '와'])
        || signed(&text[..start])
        || alone(text, start, end)
        || named_as_number(rest)
        || long_unit(rest)
        || rest.starts_with('등')
        || siblings(&text[start..end], rest)
}

/// 삼남매, 오형제: children of one family, counted by a numeral written on; 사형제 is the death penalty.
fn siblings(numeral: &str, rest: &str) -> bool {
    let counted = |noun: &str| rest.strip_prefix(noun).is_some_and(word_ends);
    counted("남매") || counted("자매") || counted("형제") && numeral != "사"
}

/// 이리터, 구파운드, 사달러: a unit of two syllables or more, written on. 이유로 is "for this reason", 이불 a blanket
/// unless cents follow.
fn long_unit(rest: &str) -> bool {
    if rest.starts_with("불") {
        return numeral::numeral(rest, "불".len()).is_some_and(|c| rest[c.end..].starts_with("센트"));
    }
    let long = |len: usize| rest[..len].chars().count() >= 2 && word_ends(&rest[len..]);
    !rest.starts_with("유로") && (rest.starts_with("센트") || units().after(Lang::Ko, rest).is_some_and(|(len, _)| long(len)))
}

/// Particles behind a numeral that is spoken of as one.
pub(super) const AS_NUMBER: &[&str] = &["은 ", "는 ", "이 ", "가 ", "도 ", "이라는 ", "라는 "];

/// 삼은 자연수이다: a numeral that is spoken of as one.
fn named_as_number(rest: &str) -> bool {
    const KINDS: &[&str] = &["자연수", "소수", "정수", "홀수", "짝수", "유리수", "무리수", "실수", "양수", "음수", "약수", "배수", "숫자"];
    static PARTICLES: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(AS_NUMBER));
    PARTICLES.length(rest).is_some_and(|len| KINDS.iter().any(|k| rest[len..].starts_with(k)))
}

/// Whether a numeral, with a sign at most, is all that the sentence holds.
fn alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim();
    (before.is_empty() || SIGNS.contains(&before)) && text[end..].trim_end_matches(['.', '!', '?', ' ']).is_empty()
}

/// 김모(52)씨, 이모(68) 씨: a number between brackets and the polite word behind a name is an age.
fn in_brackets(text: &str, start: usize, n: &Numeral) -> bool {
    let Some(before) = text[..start].strip_suffix('(') else { return false };
    let named = before.ends_with(|c| crate::text::hangul::is_syllable(c) || char::is_ascii_uppercase(&c));
    let polite = text[n.end..].strip_prefix(')').map(|t| t.strip_prefix(' ').unwrap_or(t));
    let person = polite.is_some_and(|t| ["씨", "군", "양"].iter().any(|w| t.strip_prefix(w).is_some_and(word_ends)));
    named && person && n.digits && n.amount.single().is_some_and(|years| years < Exact::int(120))
}

/// 십수 년, 10수년, 百餘名: some more than a round number. The length of the word that says so.
fn odd(text: &str, n: &Numeral) -> Option<usize> {
    let rest = &text[n.end..];
    if rest.starts_with(['餘', '余']) {
        return Some("餘".len());
    }
    if !rest.starts_with(['수', '數', '몇']) {
        return None;
    }
    let word = ["수", "數", "몇"].iter().find(|w| rest.starts_with(**w))?;
    let round = n.amount.single().and_then(Exact::mantissa).is_some_and(|(_, exponent)| exponent >= 1);
    let behind = rest[word.len()..].trim_start_matches(' ');
    let counted = counter(behind, true).is_some() || ["년", "年", "일", "개월", "시간"].iter().any(|w| behind.starts_with(w));
    (round && counted && !n.large).then_some(word.len())
}

/// Adds the mention with the hedges around it.
fn push(text: &str, start: usize, reading: Reading, about: bool, out: &mut Vec<Mention>) -> usize {
    let Reading { mut value, mut end, counter, .. } = reading;
    let mut certainty = if about { Certainty::About } else { Certainty::Exact };
    let counter = if archaic::old_money(text, &text[start..end], &value) { Some(OLD_WON) } else { counter };
    let mut from = start;
    if let Some((at, meaning)) = hedge::before(&text[..start]).filter(|(at, _)| out.last().is_none_or(|m| m.span.end <= *at)) {
        from = at;
        certainty = meaning;
    }
    if let Some((len, meaning)) = hedge::after(&text[end..]) {
        end += len;
        certainty = meaning;
    } else if let Some(meaning) = hedge::verb(&text[end..]) {
        certainty = meaning;
    }
    negative(&text[..start], &mut value, &mut from);
    from = from.min(led(&text[..start], &value));
    out.push(Mention { span: Span::new(from, end), value, certainty, counter });
    end
}

/// Where the words begin that stand before a number and are part of it: 제22대, 오전 9시, 시속 100㎞, '97년.
fn led(before: &str, value: &Value) -> usize {
    let body = before.trim_end_matches(' ');
    let word = |words: &[&str]| {
        let found = words.iter().filter_map(|w| body.strip_suffix(w)).min_by_key(|b| b.len());
        found.filter(|b| !b.ends_with(crate::text::hangul::is_syllable)).map(str::len)
    };
    match value {
        Value::Ordinal(_) if ordinal::after_je(before) => Some(before.len() - "제".len()),
        Value::Time(_) => word(date::DAYTIMES),
        Value::Quantity(_, unit) if unit.dimension == Dimension::Speed => word(&["시속", "초속", "분속"]),
        Value::Quantity(_, unit) if unit.dimension == Dimension::Temperature => word(&["섭씨", "화씨", "영상"]),
        Value::Date(d) if d.year.is_some() && before.ends_with(['\'', '’', '‘']) => before.char_indices().next_back().map(|c| c.0),
        _ => None,
    }
    .unwrap_or(before.len())
}

/// Words before a number that turn its sign.
pub(super) const SIGNS: &[&str] = &["마이너스", "영하", "음수", "△"];

/// -0.2%, 마이너스 0.2%, 영하 5도, △3억원.
fn negative(before: &str, value: &mut Value, from: &mut usize) {
    let body = before.trim_end_matches(' ');
    let sign = SIGNS.iter().find(|w| body.ends_with(**w)).map(|w| w.len());
    // ef 75 -300mm: from 75 to 300.
    let after = |c: char| c.is_alphanumeric() || c == ')';
    let spanning = |b: &str| b.ends_with(after) || b.strip_suffix(' ').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
    let dash = before.strip_suffix('-').is_some_and(|b| !spanning(b)) || before == "- ";
    let Some(len) = sign.map(|l| l + before.len() - body.len()).or(dash.then_some(if before == "- " { 2 } else { 1 })) else { return };
    let flip = |a: &mut Amount| *a = Amount { low: a.high.negate(), high: a.low.negate(), shape: a.shape };
    match value {
        Value::Number(a) | Value::Percent(a) | Value::Points(a) | Value::Money(a, _) | Value::Quantity(a, _) | Value::Multiple(a) => flip(a),
        _ => return,
    }
    *from = (*from).min(before.len() - len);
}

/// What the words behind a numeral make of it.
pub(super) fn classify(text: &str, start: usize, n: &Numeral, published: Option<Date>) -> Option<Reading> {
    let rest = &text[n.end..];
    let skip = usize::from(rest.starts_with(' '));
    let unit = &rest[skip..];
    let here = n.end + skip;
    let may = openings::behind(unit);
    let marked = if may == 0 { None } else { marked(text, start, n, (may, unit, here, skip), published) };
    marked.or_else(|| Some(Reading { marked: false, ..Reading::new(Value::Number(n.amount), n.end) }))
}

/// What the unit behind a numeral makes of it, by the readers that `may` read it.
fn marked(text: &str, start: usize, n: &Numeral, (may, unit, here, skip): (u16, &str, usize, usize), published: Option<Date>) -> Option<Reading> {
    let may = |reader| may & reader != 0;
    if may(openings::SHARE)
        && let Some(found) = share::percent(text, n, unit, here)
    {
        return Some(found);
    }
    if may(openings::TENTHS)
        && let Some(found) = share::tenths(text, n)
    {
        return Some(found);
    }
    if may(openings::MONEY)
        && let Some(found) = money::money(text, n, unit, here)
    {
        return Some(found);
    }
    if may(openings::MULTIPLE)
        && let Some(found) = multiple(n, unit, here)
    {
        return Some(found);
    }
    if may(openings::ORDINAL)
        && let Some(found) = ordinal::ordinal(text, start, n, unit, here, skip)
    {
        return Some(found);
    }
    if may(openings::DECADE)
        && let Some(found) = age::decade(text, start, n, unit, here)
    {
        return Some(found);
    }
    if may(openings::AGE)
        && let Some(found) = age::age(text, start, n, unit, here)
    {
        return Some(found);
    }
    if may(openings::TIME)
        && let Some((value, end)) = date::behind(text, start, n, published)
    {
        return Some(Reading::new(value, end));
    }
    if may(openings::MEASURE)
        && let Some(found) = measure::measure(&text[..start], n, unit, here)
    {
        return Some(found);
    }
    if may(openings::COUNTED) { counted(&text[..start], n, unit, here, skip) } else { None }
}

/// Words for so many times.
pub(super) const TIMES: &[&str] = &["배", "곱절", "갑절"];

/// 두 배, 1.5배, 세 곱절.
fn multiple(n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let word = TIMES.iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    let once = n.native && n.amount.low == Exact::ONE;
    (word_ends(tail) && !once).then(|| Reading::new(Value::Multiple(n.amount), here + word.len()))
}

/// A number of things, with what is counted.
fn counted(before: &str, n: &Numeral, unit: &str, here: usize, skip: usize) -> Option<Reading> {
    let strict = skip > 0 || !n.digits;
    let c = counter(unit, strict && !(n.large || n.multiplied && n.digits))?;
    let tail = &unit[c.surface.len()..];
    // 2만 정도 is no shot, 백만장자 no sheet.
    if c.surface == "정" && tail.starts_with('도') || !n.digits && !word_ends(tail) {
        return None;
    }
    // 삼가지 않다, 삼표: nothing is counted by a Sino-Korean syllable written onto a counter.
    if !n.native && !n.digits && !n.multiplied && skip == 0 && !matches!(c.surface, "남매" | "형제" | "자매") {
        return None;
    }
    // 한편, 세대, 삼척, 천장, 백발: one syllable for the number and one for the counter make another word, but for these.
    let one_each = n.tokens == 1 && !n.digits && skip == 0 && c.surface.chars().count() == 1 && n.amount.low < Exact::int(10_000);
    let short = !n.native || n.amount.low < Exact::int(5) || n.amount.low == Exact::int(10);
    let common = (n.native || n.multiplied) && matches!(c.surface, "명" | "곳" | "개") || archaic::in_characters(c.surface);
    if one_each && short && !common {
        return None;
    }
    if c.counts == "digits" {
        return digits_long(n, here + c.surface.len());
    }
    let counts = if one_of(before, n) { ONE_OF } else { c.counts };
    Some(Reading { counter: Some(counts), ..Reading::new(Value::Number(n.amount), here + c.surface.len()) })
}

/// 두 자릿수: from 10 to 99.
fn digits_long(n: &Numeral, end: usize) -> Option<Reading> {
    let places = n.amount.single()?.to_i64().and_then(|p| i32::try_from(p).ok()).filter(|p| (1..=12).contains(p))?;
    let low = if places == 1 { Exact::ONE } else { Exact::pow10(places - 1) };
    let amount = Amount { low, high: Exact::pow10(places), shape: Shape::Band };
    Some(Reading { counter: Some("digits"), ..Reading::new(Value::Number(amount), end) })
}

/// 셋 중 한 명, 두목 중의 한 사람: one of them, which English need not say with a number.
fn one_of(before: &str, n: &Numeral) -> bool {
    let before = before.trim_end_matches(' ');
    n.native && n.amount.single() == Some(Exact::ONE) && ["중", "중의", "가운데"].iter().any(|w| before.ends_with(w))
}

/// Words that look like numerals and are not, when nothing behind them says so.
const HOMOGRAPHS: &[&str] = &[
    "이천", "사천", "오천", "만일", "천만", "일조", "이조", "구조", "오만", "이만", "사백", "백이", "백사", "백구", "천이", "천사", "만이", "오일", "일일",
    "백조", "사조", "천조", "억조", "백일", "천일", "조일", "공사", "이사", "사이", "오이", "일이", "이일", "구구", "영영", "공공", "삼사", "사오", "이공",
    "사공", "오공", "일만", "구천", "천공", "영구", "구사", "구이", "구일", "육사", "이오",
];

/// Those of them that can only be numbers where nothing else stands.
const READ_ALONE: &[&str] = &["일조", "일만", "천일", "구천", "사백", "억조", "백이", "백일", "천이", "천만", "구십", "이천", "사천", "오천"];

/// Digits are always numbers, unless glued to another word; number words only with a unit, or long and well formed.
fn accepted(text: &str, start: usize, n: &Numeral, reading: &Reading) -> bool {
    let before = text[..start].chars().next_back();
    if signed(&text[..start]) && n.end > start && word_ends(&text[n.end..]) {
        return true;
    }
    if n.digits {
        let glued = before.is_some_and(crate::text::hangul::is_syllable);
        let era = ["BC", "AD", "BCE", "CE"].iter().any(|e| text[n.end..].starts_with(e));
        let next_latin = text[n.end..].starts_with(|c: char| c.is_ascii_alphabetic()) && !era;
        return reading.marked || !next_latin && (!glued || prefix(&text[..start]));
    }
    let word = &text[start..n.end];
    if archaic::in_characters(word) {
        return archaic::is_number(text, start, n, reading);
    }
    if alone(text, start, n.end) {
        return !HOMOGRAPHS.contains(&word) || READ_ALONE.contains(&word);
    }
    if !reading.marked && named_as_number(&text[n.end..]) {
        return true;
    }
    if reading.marked {
        return match word {
            // 일 년, 오월; 이 사람 and 조 2명 are none.
            "일" | "이" | "사" | "오" | "구" => match reading.value {
                Value::Money(..) | Value::Quantity(..) => long_unit(&text[n.end..]),
                // 일등, 일등석
                Value::Ordinal(_) => word == "일" && text[n.end..].starts_with('등'),
                Value::Date(d) => d.month.is_some(),
                Value::Duration(_) => word == "일" && !text[n.end..].starts_with("일"),
                Value::Number(_) => siblings(word, &text[n.end..]),
                _ => false,
            },
            // 구조대, 일조량, 백조: rescue, sunshine, swan.
            "구조" | "일조" | "이조" | "사조" | "백조" => {
                matches!(reading.value, Value::Ordinal(_)) || matches!(reading.value, Value::Money(..)) && word != "구조"
            }
            "영" | "공" => false,
            // 만 세 살, 만일 종교가, 만장일치, 만회: 만 alone counts money, people, and what has a counter of two syllables.
            _ if word.starts_with('만') && !word.contains(['십', '백', '천']) => {
                matches!(reading.value, Value::Money(..)) || reading.counter.is_some() && !one_syllable_behind(text, n, reading)
            }
            // 조사, 조사원, 구경: nothing spelled starts with 조, 억 or 경, or is counted in 경.
            _ if word.starts_with(['조', '억', '경']) || word.contains('경') => matches!(reading.value, Value::Ordinal(_)),
            // 백사장, 천사장: a word of two syllables and one more.
            _ if HOMOGRAPHS.contains(&word) && reading.counter.is_some() => !one_syllable_behind(text, n, reading),
            _ => true,
        };
    }
    // 백두, 천한
    let mixed = n.native && n.multiplied && n.tokens == 2;
    // 할 수만 있다면: 수 is "way".
    let way = word == "수만" && [" 있", " 없"].iter().any(|w| text[n.end..].starts_with(w));
    n.tokens >= 2
        && !mixed
        && !way
        && !word.contains('경')
        && !word.starts_with(['만', '조', '억'])
        && !HOMOGRAPHS.contains(&word)
        && (n.multiplied || n.native || n.decimal)
        && word_ends(&text[n.end..])
        && !(n.native && text[n.end..].starts_with(' ') && n.tokens < 2)
}

/// Whether the counter is one syllable written onto the numeral, and not 명, 개 or 곳.
fn one_syllable_behind(text: &str, n: &Numeral, reading: &Reading) -> bool {
    let unit = text.get(n.end..reading.end).unwrap_or("");
    let apart = unit.starts_with(' ') && unit.trim_start() != "남" && unit.trim_start() != "종";
    !apart && unit.trim_start().chars().count() == 1 && !matches!(unit, "명" | "개" | "곳")
}

/// Whether a word that turns the sign stands right before.
pub(super) fn signed(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    before.ends_with(['스', '하', '수', '△']) && SIGNS.iter().any(|w| before.ends_with(w))
}

/// Whether the Hangul right before digits is a word that numbers are written onto.
fn prefix(before: &str) -> bool {
    let tail: &str = before.rsplit(|c: char| !crate::text::hangul::is_syllable(c)).next().unwrap_or("");
    [
        "제", "약", "총", "만", "연", "월", "주", "일", "각", "매", "당", "전", "최대", "최소", "무려", "오전", "오후", "지난", "오는", "섭씨", "화씨", "초속",
        "시속", "영하", "영상", "향년", "상위", "하위", "하루", "단",
    ]
    .contains(&tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_known_by_their_last_syllable() {
        assert!(SIGNS.iter().all(|w| signed(w)));
        assert!(signed("영하 ") && !signed("영상 ") && !signed(""));
    }

    #[test]
    fn numbers_in_brackets_behind_names_are_ages() {
        let ages = |text: &str| {
            let mut out = Vec::new();
            crate::extract::ko::read(text, None, &mut out);
            out.iter().filter(|m| matches!(m.value, Value::Age(_))).count()
        };
        assert_eq!(["박모(71)씨와", "이모(68) 씨는", "A(12)군이"].map(ages), [1, 1, 1]);
        assert_eq!(["서울(25)군데", "표(3)", "박모(710)씨"].map(ages), [0, 0, 0]);
    }
}
