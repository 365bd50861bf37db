//! From a numeral to a value: what stands behind it decides whether it is money, percent, a rank, an age, a count …

use super::counter::{counter, word_ends};
use super::numeral::{self, Numeral};
use super::reading::Reading;
use super::{age, date, hedge, ordinal};
use crate::extract::units::{Measure, units};
use crate::model::{Amount, Certainty, Currency, Dimension, Lang, Mention, Shape, Value};
use crate::text::{Exact, Span};
use jiff::civil::Date;

/// Reads the quantity whose numeral starts at `start`; pushes it (two for a score) and returns where reading goes on.
pub(super) fn quantity(text: &str, start: usize, published: Option<Date>, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some(reading) = ordinal::article(text, start) {
        return Some(push(text, start, reading, false, out));
    }
    let n = numeral::numeral(text, start)?;
    // 이 사람, 사진, 구조, 일: one syllable that is a number only before a few others.
    let lone = matches!(&text[start..n.end], "이" | "일" | "사" | "오" | "구");
    if lone && !text[n.end..].trim_start_matches(' ').starts_with(['월', '년', '개', '주', '시', '분', '과', '와']) && !signed(&text[..start]) {
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
    if let Some((skip, Certainty::About)) = hedge::after(&text[n.end..]).filter(|(skip, _)| *skip == "여".len() && text[n.end..].starts_with('여')) {
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

/// 김모(52)씨, 이모(68) 씨: a number between brackets and the polite word behind a name is an age.
fn in_brackets(text: &str, start: usize, n: &Numeral) -> bool {
    let named = text[..start].strip_suffix('(').is_some_and(|b| b.ends_with(|c| crate::text::hangul::is_syllable(c) || char::is_ascii_uppercase(&c)));
    let polite = text[n.end..].strip_prefix(')').map(|t| t.strip_prefix(' ').unwrap_or(t));
    let person = polite.is_some_and(|t| ["씨", "군", "양"].iter().any(|w| t.strip_prefix(w).is_some_and(word_ends)));
    named && person && n.digits && n.amount.single().is_some_and(|years| years < Exact::int(120))
}

/// Adds the mention with the hedges around it.
fn push(text: &str, start: usize, reading: Reading, about: bool, out: &mut Vec<Mention>) -> usize {
    let Reading { mut value, mut end, counter, .. } = reading;
    let mut certainty = if about { Certainty::About } else { Certainty::Exact };
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
    let dash = before.ends_with('-') && !before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric() || c == ')') || before == "- ";
    let Some(len) = sign.map(|l| l + before.len() - body.len()).or(dash.then_some(if before == "- " { 2 } else { 1 })) else { return };
    let flip = |a: &mut Amount| *a = Amount { low: a.high.negate(), high: a.low.negate(), shape: a.shape };
    match value {
        Value::Number(a) | Value::Percent(a) | Value::Points(a) | Value::Money(a, _) | Value::Quantity(a, _) | Value::Multiple(a) => flip(a),
        _ => return,
    }
    *from = (*from).min(before.len() - len);
}

/// 3분의 2, 20분의 일, 삼과 오분의 일, 3/4, 1 4/5.
fn fraction(text: &str, n: &Numeral) -> Option<(Amount, usize)> {
    if let Some(found) = slashed(text, n) {
        return Some(found);
    }
    if let Some(rest) = ["과 ", "와 "].iter().find_map(|w| text[n.end..].strip_prefix(w)) {
        // 삼과 오분의 일
        let below = numeral::numeral(text, text.len() - rest.len()).filter(|b| text[b.end..].starts_with("분의"))?;
        let (part, end) = fraction(text, &below)?;
        return Some((Amount::point(n.amount.single()?.checked_add(part.single()?)?), end));
    }
    let rest = text[n.end..].strip_prefix("분의")?;
    let at = text.len() - rest.len() + usize::from(rest.starts_with(' '));
    let (sign, at) = text[at..].strip_prefix("마이너스 ").map_or((1, at), |_| (-1, at + "마이너스 ".len()));
    let top = numeral::numeral(text, at)?;
    let value = top.amount.single()?.checked_div(n.amount.single()?)?.checked_mul(Exact::int(sign))?;
    Some((Amount::point(value), top.end))
}

/// 3/4, 1 4/5: a proper fraction of small numbers; 3/15 may be a day.
fn slashed(text: &str, n: &Numeral) -> Option<(Amount, usize)> {
    let plain = |m: &Numeral| m.digits && m.tokens == 1 && !m.decimal;
    let parts = |at: &Numeral| {
        let below = text[at.end..].strip_prefix('/').and_then(|r| numeral::numeral(text, text.len() - r.len())).filter(plain)?;
        let (top, bottom) = (at.amount.single()?, below.amount.single()?);
        let ends = !text[below.end..].starts_with(['/', '.']);
        (ends && top < bottom && bottom <= Exact::int(12)).then(|| top.checked_div(bottom).map(|v| (v, below.end))).flatten()
    };
    if !plain(n) {
        return None;
    }
    if let Some((value, end)) = parts(n) {
        return Some((Amount::point(value), end));
    }
    let rest = text[n.end..].trim_start_matches(' ');
    let gap = text.len() - rest.len();
    let (value, end) = (gap > n.end).then(|| numeral::numeral(text, gap).filter(plain)).flatten().and_then(|top| parts(&top))?;
    Some((Amount::point(n.amount.single()?.checked_add(value)?), end))
}

/// 2-0, 6-5, 3대0, 3 대 0: two numbers side by side.
fn score(text: &str, start: usize, n: &Numeral, out: &mut Vec<Mention>) -> Option<usize> {
    let small = |n: &Numeral| n.digits && !n.decimal && n.tokens == 1 && n.amount.low < Exact::int(1000);
    if !small(n) {
        return None;
    }
    let rest = &text[n.end..];
    let (gap, dash) = ["-", "–", ":", "대", " 대 "].iter().find(|d| rest.starts_with(**d)).map(|d| (d.len(), *d))?;
    let second = numeral::numeral(text, n.end + gap).filter(small)?;
    let tail = &text[second.end..];
    // 2025-04-15 is a date, 010-1234 a number to call, 3-4% a range, 9:30 a time.
    let joined = tail.starts_with(['-', '.', ':']) && tail[1..].starts_with(|c: char| c.is_ascii_digit()) || text[..start].ends_with('-');
    let leading_zero =
        text[start..n.end].len() > 1 && text[start..].starts_with('0') || text[n.end + gap..second.end].len() > 1 && text[n.end + gap..].starts_with('0');
    let unit = dash != "대"
        && dash != " 대 "
        && (tail.starts_with('%') || units().after(Lang::Ko, tail.trim_start_matches(' ')).is_some() || counter(tail, false).is_some());
    if joined || leading_zero || unit || dash.contains('대') && counter(tail, false).is_some_and(|c| c.counts != "goals") {
        return None;
    }
    for (from, n) in [(start, n), (n.end + gap, &second)] {
        out.push(Mention { counter: Some("score"), ..Mention::new(Span::new(from, n.end), Value::Number(n.amount)) });
    }
    Some(second.end)
}

/// 3~5%, 2∼3일, 3조~5조원, 20~30대: the ends share what stands behind the second.
fn range(text: &str, n: &Numeral) -> Option<Numeral> {
    let rest = &text[n.end..];
    let gap = ["~", " ~ ", "-", "–", "∼"].iter().find(|d| rest.starts_with(**d)).map(|d| d.len())?;
    let second = numeral::numeral(text, n.end + gap).filter(|s| s.digits == n.digits)?;
    let (mut low, high) = (n.amount.single()?, second.amount.single()?);
    if second.large && !n.large {
        // 3~5조원: the scale belongs to both.
        let (_, exponent) = high.checked_div(second_head(text, n.end + gap)?)?.mantissa()?;
        low = low.checked_mul(Exact::pow10(exponent))?;
    }
    (low < high).then(|| Numeral {
        amount: Amount::range(low, high),
        end: second.end,
        large: n.large || second.large,
        tokens: n.tokens + second.tokens,
        ..second
    })
}

/// 4%~5%, 30㎜~80㎜, 3조원~5조원: a range whose unit stands on both ends.
fn second_end(text: &str, first: &Reading, published: Option<Date>) -> Option<(Value, usize)> {
    if !matches!(first.value, Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Quantity(..) | Value::Age(_)) {
        return None;
    }
    let rest = text.get(first.end..)?;
    let at = first.end + ["~", " ~ ", "-", "–", "∼"].iter().find(|d| rest.starts_with(**d)).map(|d| d.len())?;
    let numeral = numeral::numeral(text, at).filter(|n| n.digits)?;
    let second = classify(text, at, &numeral, published)?;
    let ends = |a: &Amount, b: &Amount| a.single().zip(b.single()).filter(|(low, high)| low < high).map(|(low, high)| Amount::range(low, high));
    let value = match (&first.value, &second.value) {
        (Value::Percent(a), Value::Percent(b)) => Value::Percent(ends(a, b)?),
        (Value::Points(a), Value::Points(b)) => Value::Points(ends(a, b)?),
        (Value::Age(a), Value::Age(b)) => Value::Age(ends(a, b)?),
        (Value::Money(a, currency), Value::Money(b, other)) if currency == other => Value::Money(ends(a, b)?, *currency),
        (Value::Quantity(a, unit), Value::Quantity(b, other)) if unit.id == other.id => Value::Quantity(ends(a, b)?, unit),
        _ => return None,
    };
    Some((value, second.end))
}

/// The digits that a numeral starts with.
fn second_head(text: &str, at: usize) -> Option<Exact> {
    numeral::digits(&text[at..]).map(|d| d.0)
}

fn classify(text: &str, start: usize, n: &Numeral, published: Option<Date>) -> Option<Reading> {
    let rest = &text[n.end..];
    let skip = usize::from(rest.starts_with(' '));
    let unit = &rest[skip..];
    let here = n.end + skip;
    percent(text, n, unit, here)
        .or_else(|| money(text, n, unit, here))
        .or_else(|| multiple(n, unit, here))
        .or_else(|| ordinal::ordinal(text, start, n, unit, here, skip))
        .or_else(|| age::decade(text, start, n, unit, here))
        .or_else(|| age::age(text, start, n, unit, here))
        .or_else(|| date::behind(text, start, n, published).map(|(value, end)| Reading::new(value, end)))
        .or_else(|| measure(&text[..start], n, unit, here))
        .or_else(|| counted(n, unit, here, skip))
        .or_else(|| Some(Reading { marked: false, ..Reading::new(Value::Number(n.amount), n.end) }))
}

/// Percent, percentage points, basis points.
fn percent(text: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    for word in ["베이시스포인트", "베이시스 포인트", "bps", "bp", "BP"] {
        if unit.starts_with(word) {
            return Some(Reading::new(Value::Points(n.amount.checked_mul(Exact::pow10(-2))?), here + word.len()));
        }
    }
    let word = ["%", "％", "퍼센트", "퍼센티지", "프로"].iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    if *word == "프로" && (!word_ends(tail) || tail.starts_with('그')) {
        return None;
    }
    let end = here + word.len();
    for point in ["포인트", " 포인트", "p", "P"] {
        if tail.starts_with(point) {
            return Some(Reading::new(Value::Points(n.amount), end + point.len()));
        }
    }
    Some(match band(text, n.amount, end, Exact::ONE) {
        Some((amount, end)) => Reading::new(Value::Percent(amount), end),
        None => Reading::new(Value::Percent(n.amount), end),
    })
}

/// 4%대, 5만원대: from the number to just below the next one of its last digit.
fn band(text: &str, amount: Amount, end: usize, step: Exact) -> Option<(Amount, usize)> {
    let tail = text[end..].strip_prefix('대')?;
    let low = amount.single()?;
    word_ends(tail).then_some(())?;
    Some((Amount { low, high: low.checked_add(step)?, shape: Shape::Band }, end + "대".len()))
}

fn money(text: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let Some((len, Measure::Money(currency))) = units().after(Lang::Ko, unit) else { return cents(n, unit, here) };
    // 한숨, 한밧: money is not counted in native words.
    if n.native {
        return None;
    }
    let tail = &unit[len..];
    // 3원칙, 1원소, 2엔진: the counter of another word.
    if tail.starts_with(['칙', '소', '론', '장', '로', '고', '인', '진', '안', '팀', '년', '주'])
        && !tail.starts_with("로 ")
        && !tail.starts_with("인 ")
        && !tail.starts_with("안팎")
        && !tail.starts_with("이")
    {
        return None;
    }
    let end = here + len;
    let mut amount = n.amount;
    // 13달러 45센트
    if matches!(unit.get(..len), Some("달러" | "유로" | "미국 달러")) {
        let gap = usize::from(tail.starts_with(' '));
        if let Some(c) = numeral::numeral(text, end + gap).filter(|c| text[c.end..].trim_start_matches(' ').starts_with("센트")) {
            let cents = c.amount.single()?.checked_mul(Exact::pow10(-2))?;
            amount = Amount::point(amount.single()?.checked_add(cents)?);
            let word = text[c.end..].find("센트")? + "센트".len();
            return Some(Reading::new(Value::Money(amount, currency), c.end + word));
        }
    }
    let step = amount.single().and_then(Exact::mantissa).map_or(Exact::ONE, |(_, e)| Exact::pow10(e));
    Some(match band(text, amount, end, step) {
        Some((amount, end)) => Reading::new(Value::Money(amount, currency), end),
        None => Reading::new(Value::Money(amount, currency), end),
    })
}

fn cents(n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let word = ["센트", "페니", "펜스"].iter().find(|w| unit.starts_with(**w))?;
    let currency = if *word == "센트" { Currency::USD } else { Currency(*b"GBP") };
    let amount = n.amount.checked_mul(Exact::pow10(-2))?;
    Some(Reading { counter: Some("cents"), ..Reading::new(Value::Money(amount, currency), here + word.len()) })
}

/// 두 배, 1.5배, 세 곱절.
fn multiple(n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let word = ["배", "곱절", "갑절"].iter().find(|w| unit.starts_with(**w))?;
    let tail = &unit[word.len()..];
    let once = n.native && n.amount.low == Exact::ONE;
    (word_ends(tail) && !once).then(|| Reading::new(Value::Multiple(n.amount), here + word.len()))
}

fn measure(before: &str, n: &Numeral, unit: &str, here: usize) -> Option<Reading> {
    let (len, Measure::Unit(row)) = units().after(Lang::Ko, unit)? else { return None };
    let tail = &unit[len..];
    let surface = &unit[..len];
    // One-syllable units are also the starts of other words: 3도시, 2리그, 5근로자, 10톤급 is fine.
    let short = surface.chars().count() == 1 && surface.chars().all(crate::text::hangul::is_syllable);
    let fits = match surface {
        // 팔도, 만도, 열리다, 칠리: spelled out and without a space they are other words.
        "도" | "리" if !n.digits && here == n.end => false,
        "도" => word_ends(tail) && !tail.starts_with("전") || tail.starts_with("씨"),
        "리" => n.amount.low >= Exact::int(3) && word_ends(tail) && !n.native,
        "되" | "근" | "돈" | "평" if n.native && here == n.end => false,
        "되" | "근" | "돈" | "평" | "톤" => word_ends(tail) || tail.starts_with("형") || tail.starts_with("급") || tail.starts_with("수"),
        _ => !short,
    };
    if !fits || (n.native && surface == "도") {
        return None;
    }
    let unit = named_before(before, row.id).unwrap_or(row);
    let mut end = here + len;
    if tail.starts_with('급') || tail.starts_with('형') {
        end += "급".len();
    }
    Some(Reading::new(Value::Quantity(n.amount, unit), end))
}

/// 초속 54.4m, 시속 126㎞, 섭씨 36도: the unit that another becomes behind these words.
fn named_before(before: &str, unit: &str) -> Option<&'static crate::model::Unit> {
    let before = before.trim_end_matches(' ').trim_end_matches(['약']).trim_end_matches(' ');
    let id = match unit {
        "meter" if before.ends_with("초속") => "meter-per-second",
        "kilometer" if before.ends_with("시속") => "kilometer-per-hour",
        "kilometer" if before.ends_with("초속") => "kilometer-per-second",
        "mile" if before.ends_with("시속") => "mile-per-hour",
        // Degrees below and above zero are Celsius in Korea.
        "degree" if ["섭씨", "영하", "영상"].iter().any(|w| before.ends_with(w)) => "celsius",
        "degree" if before.ends_with("화씨") => "fahrenheit",
        _ => return None,
    };
    units().by_id(id)
}

fn counted(n: &Numeral, unit: &str, here: usize, skip: usize) -> Option<Reading> {
    let strict = skip > 0 || !n.digits;
    let c = counter(unit, strict && !(n.large || n.multiplied && n.digits))?;
    let tail = &unit[c.surface.len()..];
    // 2만 정도 is no shot, 백만장자 no sheet.
    if c.surface == "정" && tail.starts_with('도') || !n.digits && !word_ends(tail) {
        return None;
    }
    // 삼가지 않다, 삼표: nothing is counted by a Sino-Korean syllable written onto a counter.
    if !n.native && !n.digits && !n.multiplied && skip == 0 {
        return None;
    }
    // 한편, 세대, 삼척, 천장, 백발: one syllable for the number and one for the counter make another word, but for these.
    let one_each = n.tokens == 1 && !n.digits && skip == 0 && c.surface.chars().count() == 1 && n.amount.low < Exact::int(10_000);
    let short = !n.native || n.amount.low < Exact::int(5) || n.amount.low == Exact::int(10);
    let common = (n.native || n.multiplied) && matches!(c.surface, "명" | "곳" | "개");
    if one_each && short && !common {
        return None;
    }
    Some(Reading { counter: Some(c.counts), ..Reading::new(Value::Number(n.amount), here + c.surface.len()) })
}

/// Words that look like numerals and are not, when nothing behind them says so.
const HOMOGRAPHS: &[&str] = &[
    "이천", "사천", "오천", "만일", "천만", "일조", "이조", "구조", "오만", "이만", "사백", "백이", "백사", "백구", "천이", "천사", "만이", "오일", "일일",
    "백조", "사조", "천조", "억조", "백일", "천일", "조일", "공사", "이사", "사이", "오이", "일이", "이일", "구구", "영영", "공공", "삼사", "사오", "이공",
    "사공", "오공", "일만", "구천", "천공", "영구", "구사", "구이", "구일", "육사", "이오",
];

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
    if reading.marked {
        return match word {
            // 일 년, 오월; 이 사람 and 조 2명 are none.
            "일" | "이" | "사" | "오" | "구" => match reading.value {
                Value::Date(d) => d.month.is_some(),
                Value::Duration(_) => word == "일" && !text[n.end..].starts_with("일"),
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
        && (n.multiplied || n.native)
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
fn signed(before: &str) -> bool {
    SIGNS.iter().any(|w| before.trim_end_matches(' ').ends_with(w))
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
