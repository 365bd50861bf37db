//! Words that are dates or lengths of time by themselves: 사흘, 올해, 지난달, 다음 주 월요일, 이튿날, 추석, 정오.

use super::counter::word_ends;
use super::date::{self, Found, day_at, day_end, direction, month_or_day, named_year, part_of_year, partial, weekday_name};
use super::numeral;
use super::{away, clock, duration, nth};
use crate::extract::calendar::{self, Toward, resolve};
use crate::extract::holiday::{self, Holiday};
use crate::model::{DateValue, Grain, Lang, TimeOfDay, Value};
use crate::text::Prefixes;
use jiff::civil::Date;
use std::sync::LazyLock;

/// Calendar words told from the day of publication: grain and steps of it.
const RELATIVE: &[(&str, Grain, i16)] = &[
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
    ("저번달", Grain::Month, -1),
    ("저번 달", Grain::Month, -1),
    ("이달", Grain::Month, 0),
    ("이번 달", Grain::Month, 0),
    ("이번달", Grain::Month, 0),
    ("다음 달", Grain::Month, 1),
    ("다음달", Grain::Month, 1),
    ("내달", Grain::Month, 1),
    ("지지난주", Grain::Week, -2),
    ("지지난 주", Grain::Week, -2),
    ("지난주", Grain::Week, -1),
    ("지난 주", Grain::Week, -1),
    ("저번주", Grain::Week, -1),
    ("저번 주", Grain::Week, -1),
    ("이번 주", Grain::Week, 0),
    ("이번주", Grain::Week, 0),
    ("금주", Grain::Week, 0),
    ("다음 주", Grain::Week, 1),
    ("다음주", Grain::Week, 1),
    ("내주", Grain::Week, 1),
    ("다다음주", Grain::Week, 2),
    ("다다음 주", Grain::Week, 2),
    ("지난 분기", Grain::Quarter, -1),
    ("지난분기", Grain::Quarter, -1),
    ("이번 분기", Grain::Quarter, 0),
    ("이번분기", Grain::Quarter, 0),
    ("다음 분기", Grain::Quarter, 1),
    ("다음분기", Grain::Quarter, 1),
    ("그끄저께", Grain::Day, -3),
    ("그끄제", Grain::Day, -3),
    ("그저께", Grain::Day, -2),
    ("그제", Grain::Day, -2),
    ("엊그제", Grain::Day, -2),
    ("어제", Grain::Day, -1),
    ("오늘", Grain::Day, 0),
    ("내일", Grain::Day, 1),
    ("내일모레", Grain::Day, 2),
    ("모레", Grain::Day, 2),
    ("글피", Grain::Day, 3),
];

/// Days told from one before them in the text, and how many days from it.
const STEPS: &[(&str, i8)] = &[
    ("이튿날", 1),
    ("다음 날", 1),
    ("다음날", 1),
    ("그다음 날", 1),
    ("그다음날", 1),
    ("그 다음 날", 1),
    ("그 다음날", 1),
    ("전날", -1),
    ("그 전날", -1),
    ("이날", 0),
    ("같은 날", 0),
    ("그날", 0),
    ("그 날", 0),
    ("당일", 0),
];

/// A weekday or a weekend of this, the last or the next week.
const WEEKS: &[(&str, i16)] = &[("이번", 0), ("다음", 1), ("지난", -1), ("저번", -1)];

/// Noon and midnight, in minutes of the day.
const NOON: &[(&str, u16)] = &[("정오", 720), ("자정", 0)];

/// The halves of a year.
const HALVES: &[(&str, i8)] = &[("상반기", 1), ("하반기", 2)];

/// Longer words stand before shorter ones.
fn longest_first<T: Copy>(mut rows: Vec<(&'static str, T)>) -> Prefixes<T> {
    rows.sort_by_key(|r| std::cmp::Reverse(r.0.len()));
    Prefixes::new(rows)
}

/// What may begin one of the words that are read here, but for holidays.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let told = RELATIVE.iter().map(|r| r.0).chain(STEPS.iter().map(|r| r.0)).chain(WEEKS.iter().map(|r| r.0));
    told.chain(NOON.iter().map(|r| r.0)).chain(HALVES.iter().map(|r| r.0)).chain(date::WEEKDAYS.iter().copied())
}

/// Words of their own: native lengths of time, relative years, months, weeks and days, weekdays, halves, holidays.
pub(super) fn word(text: &str, at: usize, published: Option<Date>) -> Option<Found> {
    let rest = text.get(at..)?;
    if let Some((value, len)) = duration::native_days(rest) {
        let end = at + len;
        let Value::Duration(length) = &value else { return Some((value, end)) };
        return away::day(text, at, length, end, published).or(Some((value, end)));
    }
    if let Some(found) = noon(rest).or_else(|| step(rest)) {
        let (mut value, len) = found;
        let end = if let Value::Date(v) = &mut value { clock::part_behind(text, at + len, v) } else { at + len };
        return Some((value, end));
    }
    if let Some((len, day)) = holiday(rest) {
        return Some((Value::Date(dated(day, None, direction(&text[..at]), published, &rest[len..])), at + len));
    }
    if let Some((v, end)) = nth::alone(text, at, published) {
        return Some((Value::Date(v), end));
    }
    calendar_word(text, at, published)
}

fn noon(rest: &str) -> Option<Found> {
    let (word, minute) = NOON.iter().find(|(w, _)| rest.starts_with(w))?;
    Some((Value::Time(TimeOfDay { minute: *minute, half_open: false, hour_only: false }), word.len()))
}

/// 이튿날, 전날: which day that is, is for the sentence to say.
fn step(rest: &str) -> Option<Found> {
    static WORDS: LazyLock<Prefixes<i8>> = LazyLock::new(|| longest_first(STEPS.to_vec()));
    let ends = |tail: &str| word_ends(tail) || at_daytime(tail);
    let (word, by) = WORDS.all(rest).find(|(w, _)| ends(&rest[w.len()..]))?;
    Some((Value::Date(DateValue { step: Some(*by), ..DateValue::new(Grain::Day) }), word.len()))
}

/// 이날밤, 오늘저녁: a part of the day written onto the word.
fn at_daytime(tail: &str) -> bool {
    clock::DAYTIMES.iter().chain(&["점심", "심야"]).any(|w| tail.starts_with(w))
}

/// The holiday at the start of `rest`. 설, 구정 and 신정 are other words as well (구정 is the business of a district).
pub(super) fn holiday(rest: &str) -> Option<(usize, &'static Holiday)> {
    const CERTAIN: &[&str] =
        &[" 연휴", "연휴", " 명절", " 당일", " 대목", " 차례", " 선물", " 민심", " 전날", "을 앞두", "을 맞", "을 쇠", "을 보내", "을 전후", " 직전", " 직후"];
    let (len, day) = holiday::lookup(Lang::Ko, rest)?;
    let tail = &rest[len..];
    let sure = if matches!(&rest[..len], "설" | "구정" | "신정") {
        CERTAIN.iter().any(|w| tail.starts_with(w))
    } else {
        word_ends(tail) || ["연휴", "날"].iter().any(|w| tail.starts_with(w))
    };
    sure.then_some((len, day))
}

/// The date of a holiday; the days off around it (추석 연휴) are not the day.
pub(super) fn dated(day: &Holiday, year: Option<i16>, toward: Toward, published: Option<Date>, tail: &str) -> DateValue {
    let v = day.date(year, published, toward);
    if tail.trim_start_matches(' ').starts_with("연휴") { DateValue { year, holiday: v.holiday, ..DateValue::new(Grain::Day) } } else { v }
}

fn calendar_word(text: &str, at: usize, published: Option<Date>) -> Option<Found> {
    let (mut v, len) = relative(&text[at..])?;
    let toward = direction(&text[..at]);
    if v.grain == Grain::Half {
        (v.year, v.relative) = named_year(&text[..at]);
    }
    let mut end = at + len;
    match v.grain {
        Grain::Month => return Some(in_month(text, end, v, toward, published)),
        Grain::Year => return Some(in_year(text, end, v, published)),
        Grain::Week => {
            // 다음 주 월요일, 지난주 말
            let gap = usize::from(text[end..].starts_with(' '));
            if let Some((w, len)) = weekday_name(&text[end + gap..]) {
                v.weekday = Some(w);
                v.grain = Grain::Day;
                end = clock::part_behind(text, end + gap + len, &mut v);
            }
        }
        Grain::Day => {
            if let Some(found) = counted_from(text, end, v.relative, published) {
                return Some(found);
            }
            end = clock::part_behind(text, end, &mut v);
        }
        _ => {}
    }
    resolve(&mut v, published, toward);
    if v.grain == Grain::Week && v.partial {
        calendar::weekend(&mut v);
    }
    Some((Value::Date(v), end))
}

/// 다음 달 3일, 지난달 셋째 주 수요일, 지난달 말.
fn in_month(text: &str, end: usize, mut v: DateValue, toward: Toward, published: Option<Date>) -> Found {
    let gap = usize::from(text[end..].starts_with(' '));
    if let Some(end) = nth::behind(text, end, &mut v, published) {
        return (Value::Date(v), end);
    }
    let last = if let Some((day, after)) = day_at(text, end + gap).filter(|_| text[end + gap..].starts_with(|c: char| c.is_ascii_digit())) {
        v.day = Some(day);
        v.grain = Grain::Day;
        day_end(text, after, &mut v)
    } else {
        partial(&mut v, text, end)
    };
    resolve(&mut v, published, toward);
    (Value::Date(v), last)
}

/// 지난해 10월, 내년 설, 올해 3분기, 지난해 말.
fn in_year(text: &str, end: usize, mut v: DateValue, published: Option<Date>) -> Found {
    let gap = usize::from(text[end..].starts_with(' '));
    let year = || published?.year().checked_add(v.relative?);
    if let Some(found) = month_of_year(text, end + gap, year()) {
        let (after, month) = found;
        return month_or_day(text, after, month, Toward::Nearest, published);
    }
    if let Some((len, day)) = text.get(end + gap..).and_then(holiday).filter(|_| year().is_some()) {
        return (Value::Date(dated(day, year(), Toward::Nearest, published, &text[end + gap + len..])), end + gap + len);
    }
    let last = if let Some((grain, part, last)) = part_of_year(text, end + gap) {
        v = DateValue { part: Some(part), relative: v.relative, ..DateValue::new(grain) };
        last
    } else {
        partial(&mut v, text, end)
    };
    resolve(&mut v, published, Toward::Nearest);
    (Value::Date(v), last)
}

/// The month at `at` of a year that is known: where it ends, and the month.
fn month_of_year(text: &str, at: usize, year: Option<i16>) -> Option<(usize, DateValue)> {
    let m = numeral::numeral(text, at).filter(|m| m.digits && text[m.end..].starts_with('월'))?;
    let month = date::whole(&m).and_then(|m| i8::try_from(m).ok()).filter(|m| (1..=12).contains(m))?;
    Some((m.end + "월".len(), DateValue { month: Some(month), year: Some(year?), ..DateValue::new(Grain::Month) }))
}

/// 어제로부터 4일 후, 오늘부터 2주 뒤: counted from that day.
fn counted_from(text: &str, end: usize, relative: Option<i16>, published: Option<Date>) -> Option<Found> {
    let rest = ["로부터 ", "부터 ", "에서 "].iter().find_map(|w| text[end..].strip_prefix(w))?;
    let n = numeral::numeral(text, text.len() - rest.len())?;
    let (Value::Duration(length), last) = duration::duration(text, &n)? else { return None };
    let from = published.and_then(|p| calendar::stepped(p, i8::try_from(relative?).ok()?));
    away::day(text, end, &length, last, from)
}

/// Calendar words, longer ones first.
fn relative(rest: &str) -> Option<(DateValue, usize)> {
    static WORDS: LazyLock<Prefixes<(Grain, i16)>> = LazyLock::new(|| longest_first(RELATIVE.iter().map(|&(w, grain, by)| (w, (grain, by))).collect()));
    if let Some((word, (grain, by))) = WORDS.first(rest) {
        let tail = &rest[word.len()..];
        let v = DateValue { relative: Some(*by), partial: *word == "올여름", ..DateValue::new(*grain) };
        if *grain == Grain::Week
            && let Some(tail) = tail.strip_prefix('말').filter(|t| word_ends(t))
        {
            // 지난주말: the weekend.
            return Some((DateValue { partial: true, ..v }, rest.len() - tail.len()));
        }
        let ends = word_ends(tail) || tail.starts_with(['말', '초', '도']) || *grain == Grain::Day && at_daytime(tail);
        return ends.then_some((v, word.len()));
    }
    if let Some((word, part)) = HALVES.iter().find(|(w, _)| rest.starts_with(w)) {
        return Some((DateValue { part: Some(*part), ..DateValue::new(Grain::Half) }, word.len()));
    }
    let weekday = || weekday_name(rest).map(|(w, len)| (DateValue { weekday: Some(w), ..DateValue::new(Grain::Day) }, len));
    in_week(rest).or_else(weekday)
}

/// 이번 금요일, 지난 주말, 올 것 없이 다음 화요일; 이번 여름.
fn in_week(rest: &str) -> Option<(DateValue, usize)> {
    let (word, by) = WEEKS.iter().find(|(w, _)| rest.starts_with(w))?;
    let at = word.len() + usize::from(rest[word.len()..].starts_with(' '));
    if let Some((w, len)) = weekday_name(&rest[at..]) {
        return Some((DateValue { weekday: Some(w), relative: Some(*by), ..DateValue::new(Grain::Day) }, at + len));
    }
    let whole = |word: &str| rest[at..].strip_prefix(word).is_some_and(word_ends);
    if whole("주말") {
        return Some((DateValue { relative: Some(*by), partial: true, ..DateValue::new(Grain::Week) }, at + "주말".len()));
    }
    let season = ["봄", "여름", "가을", "겨울"].into_iter().find(|s| *by == 0 && whole(s))?;
    Some((DateValue { relative: Some(0), partial: true, ..DateValue::new(Grain::Year) }, at + season.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_in_the_tables_twice() {
        let mut words: Vec<&str> = RELATIVE.iter().map(|r| r.0).chain(STEPS.iter().map(|r| r.0)).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn holidays_that_are_other_words_need_a_reason() {
        for (text, id) in
            [("설 연휴", Some("seollal")), ("설 의원은", None), ("구정 질문", None), ("구정을 맞아", Some("seollal")), ("추석이", Some("chuseok"))]
        {
            assert_eq!(holiday(text).map(|h| h.1.id), id, "{text}");
        }
    }
}
