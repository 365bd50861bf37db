//! Dates and times: behind a numeral (10일, 3분기, 오전 9시) and as words of their own (올해, 지난달, 정오).

use super::duration;
use super::numeral::{self, Numeral};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{DateValue, Grain, TimeOfDay, Value};
use jiff::civil::{Date, Weekday};

/// A value found, and one past its last byte.
pub(super) type Found = (Value, usize);

/// Words behind 일, 년 and 주 that make a stretch of time of them, not a date.
const STRETCH: &[&str] = &[
    "간", " 간", "동안", " 동안", "만에", " 만에", "만이", " 만이", "째", " 째", " 이상", " 이내", " 안에", " 안팎", "치", " 치", " 연속", "연속", " 정도",
    "가량", " 가량", " 넘게", " 뒤", " 후", "짜리", " 내내", " 남짓", "여간", " 미만", " 이하", " 가까이", " 앞", " 넘", " 새", " 걸", " 내", "마다", " 만큼",
    "씩", "이나", "여", " 이후에", " 늦", " 빠", "이 걸", "을 넘", "이 지", "이 넘", " 빨리", " 일찍", " 먼저", " 더", " 앞당", " 전에", " 전만", "밖에",
    "도 안", "도 채", "은 걸",
];

/// What a numeral with its time word says. `text[start..n.end]` is the numeral.
pub(super) fn behind(text: &str, start: usize, n: &Numeral, published: Option<Date>) -> Option<Found> {
    let rest = text.get(n.end..)?;
    let skip = usize::from(rest.starts_with(' '));
    let unit = rest.get(skip..)?;
    let dated = ["년", "월", "일", "분기", "세기"].iter().any(|w| unit.starts_with(w));
    let found = if dated { date(text, start, n, skip, published) } else { None };
    found.or_else(|| clock(text, start, n, skip)).or_else(|| duration::duration(text, n))
}

fn whole(n: &Numeral) -> Option<i64> {
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
    if n.decimal || n.native || stretches(rest) {
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
        return Some((Value::Date(v), text.len() - rest.len()));
    }
    let quoted = text[..start].ends_with(['\'', '’', '‘']);
    let year = match number {
        1400..=2199 if n.end - start >= 4 => number,
        0..=99 if quoted && number > 40 => 1900 + number,
        0..=99 if quoted => 2000 + number,
        _ => return None,
    };
    if stretches(rest) && !rest.starts_with(" 이후") && !rest.starts_with(" 이전") && number < 1900 {
        return None;
    }
    let mut v = DateValue { year: i16::try_from(year).ok(), ..DateValue::new(Grain::Year) };
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    if gap <= 1 {
        if let Some(m) = numeral::numeral(text, after + gap).filter(|m| m.digits && text[m.end..].starts_with('월')) {
            v.month = whole(&m).and_then(|m| i8::try_from(m).ok()).filter(|m| (1..=12).contains(m));
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
fn month_or_day(text: &str, after: usize, mut v: DateValue, toward: Toward, published: Option<Date>) -> Found {
    let gap = usize::from(text[after..].starts_with(' '));
    if let Some((day, behind)) = day_at(text, after + gap) {
        v.day = Some(day);
        v.grain = Grain::Day;
        let end = day_end(text, behind, &mut v);
        resolve(&mut v, published, toward);
        return (Value::Date(v), end);
    }
    let end = partial(&mut v, text, after);
    resolve(&mut v, published, toward);
    (Value::Date(v), end)
}

/// A day of the month behind its month: `3일`, or `2` of `2∼3일`, whose end is a day of its own.
fn day_at(text: &str, at: usize) -> Option<(i8, usize)> {
    let d = numeral::numeral(text, at)?;
    let day = whole(&d).and_then(|d| i8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    let rest = &text[d.end..];
    if let Some(tail) = rest.strip_prefix('일') {
        return (!stretches(tail)).then_some((day, d.end + "일".len()));
    }
    let second = rest.strip_prefix(['~', '-', '·', ',']).and_then(|r| numeral::numeral(text, text.len() - r.len()));
    let ranged = second.is_some_and(|s| s.digits && s.amount.low > d.amount.low && text[s.end..].starts_with('일'));
    (d.digits && ranged).then_some((day, d.end))
}

/// Behind a day: its weekday, as in 14일(월) or 14일 월요일.
fn day_end(text: &str, after: usize, v: &mut DateValue) -> usize {
    let rest = &text[after..];
    if let Some(inner) = rest.strip_prefix('(') {
        if let Some((w, len)) = weekday_letter(inner) {
            let inner = inner[len..].strip_prefix("요일").unwrap_or(&inner[len..]);
            if inner.starts_with(')') {
                v.weekday = Some(w);
                return text.len() - inner.len() + 1;
            }
        }
    } else if let Some((w, len)) = rest.strip_prefix(' ').and_then(weekday_letter).filter(|(_, len)| rest[1 + len..].starts_with("요일")) {
        v.weekday = Some(w);
        return after + 1 + len + "요일".len();
    }
    after
}

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
fn partial(v: &mut DateValue, text: &str, after: usize) -> usize {
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
    STRETCH.iter().any(|w| rest.starts_with(w))
}

/// 지난 10일, 오는 20일: which way the date lies.
fn direction(before: &str) -> Toward {
    let before = before.trim_end();
    if before.ends_with("지난") {
        Toward::Past
    } else if before.ends_with("오는") || before.ends_with("다가오는") {
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
fn named_year(before: &str) -> (Option<i16>, Option<i16>) {
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

/// Words for a part of the day that stand before an hour.
pub(super) const DAYTIMES: &[&str] = &["오전", "오후", "새벽", "아침", "저녁", "한밤", "밤", "낮"];

/// 오전 9시 30분, 0시, 밤 11시쯤.
fn clock(text: &str, start: usize, n: &Numeral, skip: usize) -> Option<Found> {
    let rest = text[n.end..].get(skip..)?.strip_prefix("시")?;
    if rest.starts_with("간") || rest.starts_with("도") || rest.starts_with("군") || rest.starts_with("장") || n.decimal || skip > 0 && n.digits {
        return None;
    }
    // 한시적, 세시풍속: spelled out, the hour must be a word.
    let spelled = super::counter::word_ends(rest) && !rest.starts_with('대') && !(skip == 0 && text[start..n.end] == *"한");
    if !n.digits && !spelled {
        return None;
    }
    let hour = u16::try_from(whole(n)?).ok().filter(|h| *h <= 24)?;
    let mut end = text.len() - rest.len();
    let gap = usize::from(rest.starts_with(' '));
    let mut minute = 0;
    let mut hour_only = true;
    if let Some(m) = numeral::numeral(text, end + gap).filter(|m| m.digits && text[m.end..].starts_with('분') && !text[m.end..].starts_with("분간")) {
        if let Some(value) = whole(&m).and_then(|m| u16::try_from(m).ok()).filter(|m| *m < 60) {
            (minute, hour_only) = (value, false);
            end = m.end + "분".len();
        }
    } else if rest[gap..].starts_with("반") && super::counter::word_ends(&rest[gap + "반".len()..]) {
        (minute, hour_only) = (30, false);
        end += gap + "반".len();
    }
    let before = text[..start].trim_end();
    let said = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let afternoon = said(&["오후", "저녁", "p.m."]) || said(&["밤"]) && (5..12).contains(&hour) || said(&["낮"]) && (1..=6).contains(&hour);
    let told = afternoon || said(&["오전", "새벽", "아침", "밤", "낮", "a.m."]);
    let hour24 = if afternoon && hour < 12 {
        hour + 12
    } else if (said(&["오전", "새벽"]) || said(&["밤"])) && hour == 12 {
        0
    } else {
        hour
    };
    let half_open = !told && (1..=12).contains(&hour);
    Some((Value::Time(TimeOfDay { minute: (hour24 * 60 + minute).min(1440), half_open, hour_only }), end))
}

/// Words of their own: native durations, relative years, months, weeks and days, weekdays, halves.
pub(super) fn word(text: &str, at: usize, published: Option<Date>) -> Option<Found> {
    let rest = text.get(at..)?;
    if let Some(found) = duration::native_days(rest) {
        return Some((found.0, at + found.1));
    }
    for (word, minute) in [("정오", 720), ("자정", 0)] {
        if rest.starts_with(word) {
            return Some((Value::Time(TimeOfDay { minute, half_open: false, hour_only: false }), at + word.len()));
        }
    }
    // A day told from one before it in the text: which one is not for a single sentence to say.
    for word in ["이튿날", "다음 날", "다음날", "전날", "이날", "같은 날", "당일"] {
        if rest.starts_with(word) && super::counter::word_ends(&rest[word.len()..]) {
            return Some((Value::Date(DateValue::new(Grain::Day)), at + word.len()));
        }
    }
    let (mut v, len) = relative(rest)?;
    let toward = direction(&text[..at]);
    if v.grain == Grain::Half {
        (v.year, v.relative) = named_year(&text[..at]);
    }
    let mut end = at + len;
    match v.grain {
        Grain::Month if v.month.is_none() => {
            // 다음 달 3일, 지난달 말
            let gap = usize::from(text[end..].starts_with(' '));
            if let Some((day, after)) = day_at(text, end + gap).filter(|_| text[end + gap..].starts_with(|c: char| c.is_ascii_digit())) {
                v.day = Some(day);
                v.grain = Grain::Day;
                end = day_end(text, after, &mut v);
            } else {
                end = partial(&mut v, text, end);
            }
        }
        Grain::Year => {
            let gap = usize::from(text[end..].starts_with(' '));
            if let Some(found) = month_of_year(text, end + gap, v.relative, published) {
                return Some(found);
            }
            if let Some((grain, part, last)) = part_of_year(text, end + gap) {
                v = DateValue { part: Some(part), relative: v.relative, ..DateValue::new(grain) };
                end = last;
            } else {
                end = partial(&mut v, text, end);
            }
        }
        Grain::Week => {
            // 다음 주 월요일
            let gap = usize::from(text[end..].starts_with(' '));
            if let Some((w, len)) = weekday_letter(&text[end + gap..]).filter(|(_, len)| text[end + gap + len..].starts_with("요일")) {
                v.weekday = Some(w);
                v.grain = Grain::Day;
                end += gap + len + "요일".len();
            }
        }
        _ => {}
    }
    resolve(&mut v, published, toward);
    Some((Value::Date(v), end))
}

/// 지난해 10월, 내년 1월 17일: the month at `at` of a year told from the day of publication.
fn month_of_year(text: &str, at: usize, relative: Option<i16>, published: Option<Date>) -> Option<Found> {
    let m = numeral::numeral(text, at).filter(|m| m.digits && text[m.end..].starts_with('월'))?;
    let month = whole(&m).and_then(|m| i8::try_from(m).ok()).filter(|m| (1..=12).contains(m))?;
    let year = published?.year().checked_add(relative.unwrap_or(0))?;
    let v = DateValue { month: Some(month), year: Some(year), ..DateValue::new(Grain::Month) };
    Some(month_or_day(text, m.end + "월".len(), v, Toward::Nearest, published))
}

/// 3분기 or 하반기 at `at`, and where it ends.
fn part_of_year(text: &str, at: usize) -> Option<(Grain, i8, usize)> {
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

/// Calendar words, longer ones first.
fn relative(rest: &str) -> Option<(DateValue, usize)> {
    let with = |grain, by, len| Some((DateValue { relative: Some(by), ..DateValue::new(grain) }, len));
    let table: &[(&str, Grain, i16)] = &[
        ("재작년", Grain::Year, -2),
        ("지지난해", Grain::Year, -2),
        ("지난해", Grain::Year, -1),
        ("작년", Grain::Year, -1),
        ("올해", Grain::Year, 0),
        ("올여름", Grain::Year, 0),
        ("금년", Grain::Year, 0),
        ("내년", Grain::Year, 1),
        ("내후년", Grain::Year, 2),
        ("지지난달", Grain::Month, -2),
        ("지난달", Grain::Month, -1),
        ("지난 달", Grain::Month, -1),
        ("이달", Grain::Month, 0),
        ("이번 달", Grain::Month, 0),
        ("이번달", Grain::Month, 0),
        ("다음 달", Grain::Month, 1),
        ("다음달", Grain::Month, 1),
        ("내달", Grain::Month, 1),
        ("지난주", Grain::Week, -1),
        ("지난 주", Grain::Week, -1),
        ("이번 주", Grain::Week, 0),
        ("이번주", Grain::Week, 0),
        ("금주", Grain::Week, 0),
        ("다음 주", Grain::Week, 1),
        ("다음주", Grain::Week, 1),
        ("내주", Grain::Week, 1),
        ("그저께", Grain::Day, -2),
        ("그제", Grain::Day, -2),
        ("어제", Grain::Day, -1),
        ("오늘", Grain::Day, 0),
        ("내일", Grain::Day, 1),
        ("모레", Grain::Day, 2),
    ];
    if let Some((word, grain, by)) = table.iter().find(|(w, ..)| rest.starts_with(w)) {
        let tail = &rest[word.len()..];
        return (super::counter::word_ends(tail) || tail.starts_with("말") || tail.starts_with("초") || tail.starts_with("도"))
            .then(|| with(*grain, *by, word.len()))
            .flatten();
    }
    for (word, part) in [("상반기", 1), ("하반기", 2)] {
        if rest.starts_with(word) {
            return Some((DateValue { part: Some(part), ..DateValue::new(Grain::Half) }, word.len()));
        }
    }
    // 이번 금요일, 다음 주 아닌 다음 금요일
    for (word, by) in [("이번 ", 0), ("다음 ", 1), ("지난 ", -1)] {
        if let Some((w, len)) = rest.strip_prefix(word).and_then(weekday_letter).filter(|(_, len)| rest[word.len() + len..].starts_with("요일")) {
            return Some((DateValue { weekday: Some(w), relative: Some(by), ..DateValue::new(Grain::Day) }, word.len() + len + "요일".len()));
        }
    }
    let (w, len) = weekday_letter(rest)?;
    rest[len..].starts_with("요일").then(|| (DateValue { weekday: Some(w), ..DateValue::new(Grain::Day) }, len + "요일".len()))
}
