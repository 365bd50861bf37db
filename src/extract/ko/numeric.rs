//! Dates in digits alone (2025-04-15, 2025. 4. 15., 21/04/16, 3-7-07) and events by their month and day (12·3 비상계엄).

use super::numeral;
use crate::extract::calendar::{Toward, resolve};
use crate::extract::holiday;
use crate::model::{DateValue, Grain, Lang, Mention, Value};
use crate::text::{Exact, Span};
use jiff::civil::Date;

/// Reads a date whose digits start at `at`; returns where reading goes on.
pub(super) fn date(text: &str, at: usize, published: Option<Date>, out: &mut Vec<Mention>) -> Option<usize> {
    let sign = text[at..].bytes().find(|b| !b.is_ascii_digit())?;
    let (v, end) = match sign {
        b'-' | b'.' | b'/' => three_parts(text, at, published).or_else(|| event(text, at, published))?,
        // The first byte of ·.
        0xC2 => event(text, at, published)?,
        _ => return None,
    };
    out.push(Mention::new(Span::new(at, end), Value::Date(v)));
    Some(end)
}

/// Three numbers with the same sign between them. Two of them are a score, a range or a share.
fn three_parts(text: &str, at: usize, published: Option<Date>) -> Option<(DateValue, usize)> {
    let rest = &text.as_bytes()[at..];
    let digits = |from: usize| rest.get(from..).map_or(0, |r| r.iter().take_while(|b| b.is_ascii_digit()).count());
    let first = digits(0);
    let separator = *rest.get(first)?;
    let gap = |i: usize| i + usize::from(first == 4 && rest.get(i) == Some(&b' '));
    let second = gap(first + 1);
    let sign = second + digits(second);
    // 08/12,2015
    let comma = separator == b'/' && rest.get(sign) == Some(&b',');
    if rest.get(sign) != Some(&separator) && !comma {
        return None;
    }
    let third = gap(sign + 1);
    let end = third + digits(third);
    let field = |from: usize, to: usize| text.get(at + from..at + to).and_then(|f| f.parse::<i16>().ok());
    let parts = [field(0, first)?, field(second, sign)?, field(third, end)?];
    let (year, month, day) = order(parts, [first, sign - second, end - third], separator)?;
    let number = rest.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'%' || *b == separator && rest.get(end + 1).is_some_and(u8::is_ascii_digit));
    if number && first != 4 {
        return None;
    }
    let mut v = DateValue { year: Some(year), ..DateValue::new(Grain::Day) };
    v.month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m));
    v.day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d));
    v.month.and(v.day)?;
    resolve(&mut v, published, Toward::Nearest);
    v.start.map(|_| (v, at + end))
}

/// Year, month and day of three numbers, by how many digits each has. Korean order where two digits may be a year: 21/04/16
/// is 16 April 2021, 89/05/05 is of 1989; a single digit at first is a month (3-7-07).
fn order(parts: [i16; 3], lengths: [usize; 3], separator: u8) -> Option<(i16, i16, i16)> {
    let full = |y: i16| if y < 50 { 2000 + y } else { 1900 + y };
    let [a, b, c] = parts;
    match lengths {
        [4, 1..=2, 1..=2] => Some((a, b, c)),
        [1..=2, 1..=2, 4] if separator != b'.' => Some(if a > 12 { (c, b, a) } else { (c, a, b) }),
        [2, 2, 2] if separator != b'-' => Some((full(a), b, c)),
        [1, 1..=2, 2] if separator != b'.' => Some((full(c), a, b)),
        _ => None,
    }
}

/// Words behind `12·3`, `5·18`, `6·25` that make a date of the two numbers.
const EVENTS: &[&str] = &[
    "민주", "남북", "혁명", "운동", "비상", "계엄", "내란", "사태", "참사", "전쟁", "선언", "합의", "공동", "총선", "대선", "지방선거", "재보", "부동산",
    "대책", "쿠데타", "군사", "항쟁", "광복", "테러", "기념", "정신", "묘지", "절", "사건", "남침", "경축", "해방", "의거", "회담", "정상", "개각",
];

/// 12·3 비상계엄, 3·1절: an event or holiday that goes by its month and day.
fn event(text: &str, at: usize, published: Option<Date>) -> Option<(DateValue, usize)> {
    if let Some((len, day)) = holiday::lookup(Lang::Ko, &text[at..]) {
        return Some((day.date(None, published, Toward::Nearest), at + len));
    }
    let (month, len, decimal) = numeral::digits(&text[at..])?;
    let (month, len, decimal) = match (decimal, text[at..].split_once('.')) {
        // 6.15 남북공동선언: read as a decimal first.
        (true, Some((whole, _))) => numeral::digits(whole).map(|(n, _, d)| (n, whole.len(), d))?,
        _ => (month, len, decimal),
    };
    let rest = text[at + len..].strip_prefix(['·', '.'])?;
    let (day, day_len, _) = numeral::digits(rest)?;
    let tail = &rest[day_len..];
    if decimal || !EVENTS.iter().any(|w| tail.trim_start_matches(' ').starts_with(w)) {
        return None;
    }
    let field = |n: Exact, max: i64| n.to_i64().filter(|n| (1..=max).contains(n)).and_then(|n| i8::try_from(n).ok());
    let v = DateValue { month: Some(field(month, 12)?), day: Some(field(day, 31)?), ..DateValue::new(Grain::Day) };
    Some((v, text.len() - tail.len()))
}
