//! Two numbers side by side: scores and ratios (2-0, 3 대 1), ranges (3~5, 3조~5조원), and numbers to call.

use super::counter::{counter, word_ends};
use super::date;
use super::numeral::{self, Numeral};
use super::quantity::classify;
use super::reading::Reading;
use crate::extract::units::units;
use crate::model::{Amount, Lang, Mention, Value};
use crate::text::{Exact, Span};
use jiff::civil::Date;
use smallvec::SmallVec;

/// 2-0, 6-5, 3대0, 3 대 0: two numbers side by side.
pub(super) fn score(text: &str, start: usize, n: &Numeral, out: &mut Vec<Mention>) -> Option<usize> {
    let small = |n: &Numeral| n.digits && !n.decimal && n.tokens == 1 && n.amount.low < Exact::int(1000);
    if !small(n) {
        return None;
    }
    let rest = &text[n.end..];
    if !rest.starts_with(['-', '–', ':', '대', ' ']) {
        return None;
    }
    let (gap, dash) = ["-", "–", ":", "대 ", "대", " 대 "].iter().find(|d| rest.starts_with(**d)).map(|d| (d.len(), *d))?;
    let second = numeral::numeral(text, n.end + gap).filter(small)?;
    let tail = &text[second.end..];
    // 2025-04-15 is a date, 010-1234 a number to call, 3-4% a range, 9:30 a time.
    let joined = tail.starts_with(['-', '.', ':']) && tail[1..].starts_with(|c: char| c.is_ascii_digit()) || text[..start].ends_with('-');
    let leading_zero =
        text[start..n.end].len() > 1 && text[start..].starts_with('0') || text[n.end + gap..second.end].len() > 1 && text[n.end + gap..].starts_with('0');
    // 트럭 3대 2건: vehicles and something else.
    if dash == "대 " && !word_ends(tail) {
        return None;
    }
    let unit =
        !dash.contains('대') && (tail.starts_with('%') || units().after(Lang::Ko, tail.trim_start_matches(' ')).is_some() || counter(tail, false).is_some());
    if joined || leading_zero || unit || dash.contains('대') && counter(tail, false).is_some_and(|c| c.counts != "goals") {
        return None;
    }
    for (from, n) in [(start, n), (n.end + gap, &second)] {
        out.push(Mention { counter: Some("score"), ..Mention::new(Span::new(from, n.end), Value::Number(n.amount)) });
    }
    Some(second.end)
}

/// 3~5%, 2∼3일, 3조~5조원, 20~30대: the ends share what stands behind the second.
pub(super) fn range(text: &str, n: &Numeral) -> Option<Numeral> {
    if let Some(found) = neighbours(text, n) {
        return Some(found);
    }
    let rest = &text[n.end..];
    if !rest.strip_prefix(' ').unwrap_or(rest).starts_with(['~', '-', '–', '∼']) {
        return None;
    }
    let dash = ["~", " ~ ", "-", "–", "∼", " - ", " – ", " ∼ "].iter().find(|d| rest.starts_with(**d))?;
    let gap = dash.len();
    let second = numeral::numeral(text, n.end + gap).filter(|s| s.digits == n.digits)?;
    let tail = text[second.end..].trim_start_matches(' ');
    // 10 - 20 달러: a dash between spaces may part two things; one unit behind both tells.
    if matches!(*dash, " - " | " – ") && units().after(Lang::Ko, tail).is_none() && !tail.starts_with('%') && counter(tail, true).is_none() {
        return None;
    }
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

/// 2, 3명, 27,8세, 6,70원, 1, 2만명: two neighbouring numbers, the second told by the digit or the scale that is new.
/// Ranks, months and issues so written are two of them, and no range.
fn neighbours(text: &str, n: &Numeral) -> Option<Numeral> {
    let b = text.as_bytes();
    let gap = if b.get(n.end) != Some(&b',') || !n.digits || n.tokens != 1 || n.decimal {
        return None;
    } else {
        1 + usize::from(b.get(n.end + 1) == Some(&b' '))
    };
    let second = numeral::numeral(text, n.end + gap).filter(|s| s.digits && !s.decimal)?;
    let (low, high) = (n.amount.single()?.to_i64()?, second.amount.single()?);
    let head = second_head(text, n.end + gap)?.to_i64()?;
    let start = n.end - text[..n.end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let listed = text[..start].trim_end().ends_with([',', '.']) || text[second.end..].starts_with([',', '.']) && second.tokens == 1;
    if listed || !(1..=99).contains(&low) || !told_of(text[second.end..].trim_start_matches(' ')) {
        return None;
    }
    let scale = high.checked_div(Exact::int(head))?;
    let (low, high) = match head {
        // 2, 3; 9, 10; 1, 2만
        _ if head == low + 1 => (Exact::int(low).checked_mul(scale)?, high),
        // 27,8
        1..=9 if head == low % 10 + 1 && low > 10 => (Exact::int(low), Exact::int(low + 1)),
        // 6,70; 3, 400
        _ if low < 10 && [10, 100, 1000].iter().any(|f| head == (low + 1) * f) => {
            let factor = Exact::int(head / (low + 1)).checked_mul(scale)?;
            (Exact::int(low).checked_mul(factor)?, high)
        }
        _ => return None,
    };
    Some(Numeral { amount: Amount::range(low, high), tokens: 2, ..second })
}

/// What two neighbouring numbers may be told of.
fn told_of(unit: &str) -> bool {
    const PLAIN: &[&str] = &["세", "살", "歲", "才", "%", "퍼센트", "배", "시간", "개월", "년", "주일", "주 ", "달", "여 ", "여명"];
    let days = unit.strip_prefix('일').is_some_and(date::stretches);
    let year = unit.starts_with("년") && unit["년".len()..].starts_with(|c: char| c.is_ascii_digit());
    !year && (days || PLAIN.iter().any(|w| unit.starts_with(w)) || units().after(Lang::Ko, unit).is_some() || counter(unit, true).is_some())
}

/// 4%~5%, 30㎜~80㎜, 3조원~5조원: a range whose unit stands on both ends.
pub(super) fn second_end(text: &str, first: &Reading, published: Option<Date>) -> Option<(Value, usize)> {
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

/// +1-222-2222: groups of digits with dashes between them, as long as there are three. They are no amounts; where the first
/// starts with a zero it is a number to call, and nothing is read. Returns where the chain ends.
pub(super) fn chain(text: &str, at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let b = text.as_bytes();
    let run = |from: usize| b.get(from..).map_or(0, |r| r.iter().take_while(|c| c.is_ascii_digit()).count());
    if b.get(at + run(at)) != Some(&b'-') {
        return None;
    }
    let mut groups: SmallVec<[Span; 4]> = SmallVec::new();
    let mut from = at;
    loop {
        let len = run(from);
        if len == 0 {
            return None;
        }
        groups.push(Span::new(from, from + len));
        from += len + 1;
        if b.get(from - 1) != Some(&b'-') {
            break;
        }
    }
    let end = groups.last().filter(|_| groups.len() >= 3)?.end;
    if b.get(at) != Some(&b'0') {
        let number = |s: &Span| Exact::parse(s.slice(text)).map(|n| Mention::new(*s, Value::Number(Amount::point(n))));
        out.extend(groups.iter().filter_map(number));
    }
    Some(end)
}

/// The digits that a numeral starts with.
fn second_head(text: &str, at: usize) -> Option<Exact> {
    numeral::digits(&text[at..]).map(|d| d.0)
}
