//! Dates behind a numeral: 10일, 3분기, 2024년 12월 3일, 14일(월), 90년대 초, 음력 8월 15일.

use super::numeral::{self, Numeral};
use super::{away, clock, duration, nth, words};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{DateValue, Grain, Value};
use crate::text::Prefixes;
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

pub(super) use super::clock::DAYTIMES;
pub(super) use super::words::word;

/// A value found, and one past its last byte.
pub(super) type Found = (Value, usize);

/// Words behind 일, 년 and 주 that make a stretch of time of them, not a date.
const STRETCH: &[&str] = &[
    "간", " 간", "동안", " 동안", "만에", "안에", "내에", "내로", "전에", " 만에", "만이", " 만이", "째", " 째", " 이상", " 이내", " 안에", " 안팎", "치",
    " 치 ", " 치의", " 치만", " 치로", " 연속", "연속", " 정도", "가량", " 가량", " 넘게", " 뒤", " 후", "짜리", " 내내", " 남짓", "여간", " 미만", " 이하",
    " 가까이", " 앞으로", " 앞두", " 앞둔", " 앞둬", " 앞선", " 앞섰", " 넘", " 새 ", " 새에", " 걸", " 내에", " 내로", "마다", " 만큼", "씩", "이나", "여",
    " 이후에", " 늦", " 빠", "이 걸", "을 넘", "이 지", "이 넘", " 빨리", " 일찍", " 먼저", " 더 ", " 앞당", " 전에", " 전만", "밖에", "도 안", "도 채",
    "은 걸",
];

/// What a numeral with its time word says. `text[start..n.end]` is the numeral.
pub(super) fn behind(text: &str, start: usize, n: &Numeral, published: Option<Date>) -> Option<Found> {
    let rest = text.get(n.end..)?;
    let skip = usize::from(rest.starts_with(' '));
    let unit = rest.get(skip..)?;
    let dated = ["년", "월", "일", "분기", "세기"].iter().any(|w| unit.starts_with(w));
    let found = if dated { date(text, start, n, skip, published) } else { None };
    found.or_else(|| clock::clock(text, start, n, skip)).or_else(|| {
        let (value, end) = duration::duration(text, n)?;
        let Value::Duration(length) = &value else { return Some((value, end)) };
        away::day(text, start, length, end, published).or(Some((value, end)))
    })
}

pub(super) fn whole(n: &Numeral) -> Option<i64> {
    n.amount.single()?.to_i64()
}

fn date(text: &str, start: usize, n: &Numeral, skip: usize, published: Option<Date>) -> Option<Found> {
    let number = whole(n)?;
    let unit = &text[n.end + skip..];
    let toward = direction(&text[..start]);
    if unit.starts_with('년') {
        return year(text, start, n, skip, published);
    }
    if let Some(rest) = unit.strip_prefix("월").filter(|r| n.digits || super::counter::word_ends(r)) {
        let month = i8::try_from(number).ok().filter(|m| (1..=12).contains(m))?;
        let mut v = DateValue { month: Some(month), ..DateValue::new(Grain::Month) };
        v.year = year_before(&text[..start]);
        v.lunar = lunar(&text[..start]);
        return Some(month_or_day(text, text.len() - rest.len(), v, toward, published));
    }
    if unit.starts_with("분기") {
        let part = i8::try_from(number).ok().filter(|q| (1..=4).contains(q))?;
        let mut v = DateValue { part: Some(part), ..DateValue::new(Grain::Quarter) };
        (v.year, v.relative) = named_year(&text[..start]);
        resolve(&mut v, published, toward);
        return Some((Value::Date(v), n.end + skip + "분기".len()));
    }
    if unit.starts_with("세기") {
        let year = i16::try_from(number).ok().filter(|c| (1..=21).contains(c))?;
        let mut v = DateValue { year: Some((year - 1) * 100), ..DateValue::new(Grain::Century) };
        resolve(&mut v, published, toward);
        return Some((Value::Date(v), n.end + skip + "세기".len()));
    }
    let rest = unit.strip_prefix("일").filter(|r| n.digits || super::counter::word_ends(r))?;
    let day = i8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
    let within = rest.strip_prefix('내').is_some_and(super::counter::word_ends) || behind_nights(&text[..start]);
    if n.decimal || n.native || within || stretches(rest) || away::behind(rest, true).is_some() {
        return None;
    }
    let mut v = DateValue { day: Some(day), ..DateValue::new(Grain::Day) };
    let before = text[..start].trim_end();
    v.relative = [("지지난달", -2), ("지난달", -1), ("전달", -1), ("다음 달", 1), ("다음달", 1), ("내달", 1), ("이달", 0), ("이번 달", 0)]
        .iter()
        .find(|(w, _)| before.ends_with(w))
        .map(|r| r.1);
    let end = day_end(text, text.len() - rest.len(), &mut v);
    resolve(&mut v, published, toward);
    Some((Value::Date(v), end))
}

/// 3박 4일: the days behind nights.
fn behind_nights(before: &str) -> bool {
    before.trim_end().strip_suffix('박').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
}

/// 2024년, 2024년 12월 3일, '97년; a smaller number before 년 is a stretch of time.
fn year(text: &str, start: usize, n: &Numeral, skip: usize, published: Option<Date>) -> Option<Found> {
    let number = whole(n)?;
    let after = n.end + skip + "년".len();
    let rest = &text[after..];
    if let Some(rest) = rest.strip_prefix("대") {
        let full = match number {
            1000..=2099 => number,
            10..=99 => 1900 + number,
            _ => return None,
        };
        let mut v = DateValue { year: i16::try_from(full / 10 * 10).ok(), ..DateValue::new(Grain::Decade) };
        resolve(&mut v, published, Toward::Nearest);
        let end = partial(&mut v, text, text.len() - rest.len());
        return Some((Value::Date(v), end));
    }
    let quoted = text[..start].ends_with(['\'', '’', '‘']);
    let era = super::archaic::year(&text[..start], number);
    let year = match number {
        _ if era.is_some() => era.map_or(number, i64::from),
        1400..=2199 if n.end - start >= 4 => number,
        0..=99 if quoted && number > 40 => 1900 + number,
        0..=99 if quoted => 2000 + number,
        _ => return None,
    };
    if era.is_none() && stretches(rest) && !rest.starts_with(" 이후") && !rest.starts_with(" 이전") && number < 1900 {
        return None;
    }
    let mut v = DateValue { year: i16::try_from(year).ok(), ..DateValue::new(Grain::Year) };
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    if gap <= 1 {
        if let Some((len, day)) = words::holiday(&text[after + gap..]) {
            return Some((Value::Date(words::dated(day, v.year, Toward::Nearest, published, &text[after + gap + len..])), after + gap + len));
        }
        let month = |m: &Numeral| text[m.end..].strip_prefix('월').is_some_and(|tail| m.digits || super::counter::word_ends(tail));
        if let Some(m) = numeral::numeral(text, after + gap).filter(month) {
            v.month = whole(&m).and_then(|m| i8::try_from(m).ok()).filter(|m| (1..=12).contains(m));
            v.lunar = lunar(&text[..start]);
            if v.month.is_some() {
                v.grain = Grain::Month;
                return Some(month_or_day(text, m.end + "월".len(), v, Toward::Nearest, published));
            }
        }
        if let Some((grain, part, end)) = part_of_year(text, after + gap) {
            (v.grain, v.part) = (grain, Some(part));
            resolve(&mut v, published, Toward::Nearest);
            return Some((Value::Date(v), end));
        }
    }
    let end = partial(&mut v, text, after);
    resolve(&mut v, published, Toward::Nearest);
    Some((Value::Date(v), end))
}

/// Behind `N월`: a day, a part of the month, or nothing more.
pub(super) fn month_or_day(text: &str, after: usize, mut v: DateValue, toward: Toward, published: Option<Date>) -> Found {
    if let Some(end) = nth::behind(text, after, &mut v, published) {
        return (Value::Date(v), end);
    }
    let gap = usize::from(text[after..].starts_with(' '));
    if let Some((day, behind)) = day_at(text, after + gap) {
        v.day = Some(day);
        v.grain = Grain::Day;
        let behind = year_behind(text, behind, &mut v);
        let end = day_end(text, behind, &mut v);
        resolve(&mut v, published, toward);
        return (Value::Date(v), end);
    }
    let end = partial(&mut v, text, after);
    resolve(&mut v, published, toward);
    (Value::Date(v), end)
}

/// A day of the month behind its month: `3일`, or `2` of `2∼3일`, whose end is a day of its own.
pub(super) fn day_at(text: &str, at: usize) -> Option<(i8, usize)> {
    if let Some((day, len)) = super::archaic::day_of_month(&text[at..]).filter(|(_, len)| !stretches(&text[at + len..])) {
        return Some((day, at + len));
    }
    let d = numeral::numeral(text, at)?;
    let day = whole(&d).and_then(|d| i8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    let rest = &text[d.end..];
    if let Some(tail) = rest.strip_prefix('일') {
        return (!stretches(tail)).then_some((day, d.end + "일".len()));
    }
    // 구월 십일: the 일 that the numeral took for its last digit is the day.
    if !d.digits && !d.native && d.tokens > 1 && text[at..d.end].ends_with('일') && super::counter::word_ends(rest) {
        return (!stretches(rest)).then_some((day - 1, d.end));
    }
    let second = rest.strip_prefix(['~', '-', '·', ',']).and_then(|r| numeral::numeral(text, text.len() - r.len()));
    let ranged = second.is_some_and(|s| s.digits && s.amount.low > d.amount.low && text[s.end..].starts_with('일'));
    (d.digits && ranged).then_some((day, d.end))
}

/// 9월 10일, 1901: a year that follows, where nothing follows that it could count. Returns where the date ends.
fn year_behind(text: &str, end: usize, v: &mut DateValue) -> usize {
    let rest = &text[end..];
    let Some(year) = rest.strip_prefix(", ").and_then(|r| r.get(..4)).filter(|y| v.year.is_none() && y.bytes().all(|b| b.is_ascii_digit())) else {
        return end;
    };
    let tail = &rest[", ".len() + year.len()..];
    let free =
        tail.is_empty() || tail.starts_with("에 ") || tail == "에" || tail.starts_with(['.', ')']) && !tail[1..].starts_with(|c: char| c.is_ascii_digit());
    match year.parse().ok().filter(|y| free && (1800..2100).contains(y)) {
        Some(y) => {
            v.year = Some(y);
            end + ", ".len() + year.len()
        }
        None => end,
    }
}

/// Behind a day: its weekday, as in 14일(월) or 14일 월요일, and the part of the day.
pub(super) fn day_end(text: &str, after: usize, v: &mut DateValue) -> usize {
    let end = weekday_behind(text, after, v);
    clock::part_behind(text, end, v)
}

fn weekday_behind(text: &str, after: usize, v: &mut DateValue) -> usize {
    let rest = &text[after..];
    if let Some(inner) = rest.strip_prefix('(') {
        if let Some((w, len)) = weekday_letter(inner) {
            let inner = inner[len..].strip_prefix("요일").unwrap_or(&inner[len..]);
            if inner.starts_with(')') {
                v.weekday = Some(w);
                return text.len() - inner.len() + 1;
            }
        }
    } else if let Some((w, len)) = rest.strip_prefix(' ').and_then(weekday_name) {
        v.weekday = Some(w);
        return after + 1 + len;
    }
    after
}

/// 월요일, and its length.
pub(super) fn weekday_name(text: &str) -> Option<(Weekday, usize)> {
    let (weekday, len) = weekday_letter(text)?;
    text[len..].starts_with("요일").then_some((weekday, len + "요일".len()))
}

/// Days of the week.
pub(super) const WEEKDAYS: &[&str] = &["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];

fn weekday_letter(text: &str) -> Option<(Weekday, usize)> {
    let c = text.chars().next()?;
    let day = match c {
        '월' => Weekday::Monday,
        '화' => Weekday::Tuesday,
        '수' => Weekday::Wednesday,
        '목' => Weekday::Thursday,
        '금' => Weekday::Friday,
        '토' => Weekday::Saturday,
        '일' => Weekday::Sunday,
        _ => return None,
    };
    Some((day, c.len_utf8()))
}

/// 초, 중순, 말 behind a month or a year: only a part of it. Returns where the mention ends.
pub(super) fn partial(v: &mut DateValue, text: &str, after: usize) -> usize {
    let rest = &text[after..];
    let skip = usize::from(rest.starts_with(' '));
    for word in ["초순", "중순", "하순", "상순", "초", "말", "중반", "하반"] {
        if rest[skip..].strip_prefix(word).is_some_and(super::counter::word_ends) {
            v.partial = true;
            return after + skip + word.len();
        }
    }
    after
}

pub(super) fn stretches(rest: &str) -> bool {
    static WORDS: LazyLock<Prefixes<()>> = LazyLock::new(|| Prefixes::of(STRETCH));
    WORDS.length(rest).is_some()
}

/// 음력 8월 15일.
fn lunar(before: &str) -> bool {
    before.trim_end().ends_with("음력")
}

/// 지난 10일, 오는 20일: which way the date lies.
pub(super) fn direction(before: &str) -> Toward {
    let before = before.trim_end();
    if before.ends_with("지난") || before.ends_with("저번") {
        Toward::Past
    } else if before.ends_with("오는") || before.ends_with("돌아올") {
        Toward::Future
    } else {
        Toward::Nearest
    }
}

/// A year right before: `2024년 ` before `12월`.
fn year_before(before: &str) -> Option<i16> {
    let (year, relative) = named_year(before);
    relative.map_or(year, |_| None)
}

/// The year named right before a quarter or half: 2024년, 올해, 지난해, 내년.
pub(super) fn named_year(before: &str) -> (Option<i16>, Option<i16>) {
    let before = before.trim_end();
    for (word, by) in YEARS {
        if before.ends_with(word) {
            return (None, Some(*by));
        }
    }
    let digits = before.strip_suffix("년").map(|b| &b[b.len() - b.bytes().rev().take_while(u8::is_ascii_digit).count()..]);
    (digits.filter(|d| d.len() == 4).and_then(|d| d.parse().ok()), None)
}

/// Years told from the year of publication.
const YEARS: &[(&str, i16)] =
    &[("재작년", -2), ("지지난해", -2), ("지난해", -1), ("작년", -1), ("전년", -1), ("올해", 0), ("금년", 0), ("내년", 1), ("내후년", 2), ("이듬해", 1)];

/// 3분기 or 하반기 at `at`, and where it ends.
pub(super) fn part_of_year(text: &str, at: usize) -> Option<(Grain, i8, usize)> {
    let rest = text.get(at..)?;
    for (word, part) in [("상반기", 1), ("하반기", 2)] {
        if rest.starts_with(word) {
            return Some((Grain::Half, part, at + word.len()));
        }
    }
    let q = numeral::numeral(text, at).filter(|q| q.digits && text[q.end..].starts_with("분기"))?;
    let part = whole(&q).and_then(|p| i8::try_from(p).ok()).filter(|p| (1..=4).contains(p))?;
    Some((Grain::Quarter, part, q.end + "분기".len()))
}
