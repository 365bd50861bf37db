//! Longer parts of the calendar: years, quarters, halves, decades, and what is told from the day of publication.

use super::Reader;
use super::date::take;
use super::lexicon::Lex;
use super::ordinal;
use super::token::{Kind, Sentence};
use crate::extract::calendar::{Toward, resolve};
use crate::model::{Certainty, DateValue, Grain, Value};

/// The grain of a singular unit of time that "last" and "next" step by.
fn grain(s: Sentence<'_>, i: usize) -> Option<Grain> {
    Some(match s.word(i) {
        "year" => Grain::Year,
        "month" => Grain::Month,
        "week" => Grain::Week,
        _ => return None,
    })
}

/// Where a phrase for a part of a stretch starts before `from` ("early", "the end of"), and whether there is one.
pub(super) fn partial_before(s: Sentence<'_>, from: usize, floor: usize) -> (usize, bool) {
    let at = from.wrapping_sub(if s.joint(from.wrapping_sub(1)) { 2 } else { 1 });
    if at < from && at >= floor && (s.any(at, &["early", "late", "mid"]) || s.is(at, "end") && at + 2 == from) {
        return (at, true);
    }
    let of = from.wrapping_sub(1);
    if s.is(of, "of") && s.any(of.wrapping_sub(1), &["end", "beginning", "start", "middle"]) && of > floor {
        let part = of - 1;
        let the = part > floor && s.is(part - 1, "the");
        return (if the { part - 1 } else { part }, true);
    }
    (from, false)
}

/// "last year", "this month", "next week", "last quarter".
pub(super) fn relative(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let at = if s.any(i + 1, &["fiscal", "calendar"]) { i + 2 } else { i + 1 };
    let (from, partial) = partial_before(s, i, r.floor);
    if s.is(at, "quarter") && !s.is(i.wrapping_sub(1), "the") {
        return Some(take(r, from, at + 1, quarter_from(s, step)?, Toward::Nearest));
    }
    if s.is(at, "day") && step == 1 {
        let date = DateValue { relative: Some(1), ..DateValue::new(Grain::Day) };
        return Some(r.emit(i, at + 1, Value::Date(date)));
    }
    let grain = grain(s, at)?;
    if s.joint(at + 1) || s.is(i.wrapping_sub(1), "the") && step != 0 {
        // "the next year" is the one after some other; "last-year" is a part of a word.
        return None;
    }
    let mut date = DateValue { relative: Some(step), partial, ..DateValue::new(grain) };
    if grain == Grain::Year {
        date.year = s.date.and_then(|d| d.year().checked_add(step));
    }
    Some(take(r, from, at + 1, date, Toward::Nearest))
}

/// The quarter so many quarters from the one of publication.
fn quarter_from(s: Sentence<'_>, step: i16) -> Option<DateValue> {
    let mut date = DateValue::new(Grain::Quarter);
    if let Some(day) = s.date {
        let quarters = i32::from(day.year()) * 4 + i32::from((day.month() - 1) / 3) + i32::from(step);
        date.year = Some(i16::try_from(quarters.div_euclid(4)).ok()?);
        date.part = i8::try_from(quarters.rem_euclid(4) + 1).ok();
    }
    Some(date)
}

/// "the year before last", "the month after next".
pub(super) fn before_last(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let from = if s.is(i.wrapping_sub(1), "the") && i > r.floor { i - 1 } else { i };
    if s.is(i, "day") {
        let (step, to) = match (s.word(i + 1), s.word(i + 2)) {
            ("before", "yesterday") => (-2, i + 3),
            ("after", "tomorrow") => (2, i + 3),
            ("before" | "earlier", _) if from < i => (-1, i + 2),
            ("after", _) if from < i && !s.lower(i + 2) => (1, i + 2),
            _ => return None,
        };
        let date = DateValue { relative: Some(step), ..DateValue::new(Grain::Day) };
        let neighbour = to == i + 2;
        if neighbour && (s.at(to).capital || s.any(to, &["the", "a", "his", "her", "its", "their", "he", "she", "they", "it"])) {
            return None;
        }
        return Some(if neighbour { r.emit(from, to, Value::Date(date)) } else { take(r, from, to, date, Toward::Nearest) });
    }
    let Some(grain) = grain(s, i) else { return super::duration::another(r, i) };
    let step = match (s.word(i + 1), s.word(i + 2)) {
        ("before", "last") => -2,
        ("after", "next") => 2,
        _ => return year_end(r, i).or_else(|| super::duration::another(r, i)),
    };
    let date = DateValue { relative: Some(step), ..DateValue::new(grain) };
    Some(take(r, from, i + 3, date, Toward::Nearest))
}

/// "year-end".
fn year_end(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let told = s.is(i, "year") && s.joint(i + 1) && s.is(i + 2, "end");
    let date = DateValue { relative: Some(0), partial: true, ..DateValue::new(Grain::Year) };
    told.then(|| take(r, i, i + 3, date, Toward::Nearest))
}

/// "the end of the year", "the beginning of the month"; with a named year or month that one's reader takes it.
pub(super) fn end(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let grain = s.run(i + 1, &["of", "the"]).then(|| grain(s, i + 3))??;
    let from = if s.is(i.wrapping_sub(1), "the") && i > r.floor { i - 1 } else { i };
    let date = DateValue { relative: Some(0), partial: true, ..DateValue::new(grain) };
    Some(take(r, from, i + 4, date, Toward::Nearest))
}

/// "the previous day", "the following day": a day told from another, which is not resolved.
pub(super) fn neighbour(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    if step == 7 {
        return matches!(s.lex(i + 1), Lex::Weekday(..)).then_some(i + 1).filter(|_| false);
    }
    let from = if s.is(i.wrapping_sub(1), "the") && i > r.floor { i - 1 } else { i };
    let date = DateValue { relative: Some(step), ..DateValue::new(Grain::Day) };
    s.is(i + 1, "day").then(|| r.emit(from, i + 2, Value::Date(date)))
}

/// "today", "yesterday", "tomorrow"; a newspaper may be called so.
pub(super) fn day(r: &mut Reader<'_, '_>, i: usize, step: i16) -> Option<usize> {
    let s = r.s;
    let named = s.at(i).capital && !s.opens(i);
    let adjective = matches!(s.at(i + 1).kind, Kind::Mark('\'' | '’')) && step == 0;
    let date = DateValue { relative: Some(step), ..DateValue::new(Grain::Day) };
    (!named && !adjective).then(|| take(r, i, i + 1, date, Toward::Nearest))
}

/// Words before a number of four digits that make it a year.
const LED: [&str; 30] = [
    "in", "since", "by", "until", "till", "from", "of", "to", "through", "during", "before", "after", "between", "and", "for", "the", "early", "late", "mid",
    "fiscal", "year", "around", "about", "its", "a", "than", "or", "back", "as", "at",
];

/// A year in digits, with the parts of it that may stand around: "2023", "1998-2003", "the 1990s", "2024-25".
pub(super) fn year(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let y = s.small(i).filter(|y| s.word(i).len() == 4 && (1000..=2999).contains(y))?;
    if s.glued(i + 1) && s.is(i + 1, "s") {
        return decade(r, i, y);
    }
    let led = s.any(i.wrapping_sub(1), &LED);
    let modern = (1900..=2100).contains(&y);
    let joined = s.joint(i + 1) && s.digits(i + 2);
    let other = s.glued(i + 1) && (matches!(s.at(i + 1).kind, Kind::Word | Kind::Mark('%' | '/')) || s.mark(i + 1, ':') && s.glued(i + 2))
        || s.joint(i + 1) && !joined && !s.any(i + 2, &["born", "model", "built", "founded", "made", "era", "style", "established", "launched"]);
    if other || !(modern || led && s.any(i.wrapping_sub(1), &["in", "since", "of", "by", "until", "from"])) || measured(s, i) {
        return None;
    }
    let fiscal = s.glued(i) && s.back(i, 1).kind == Kind::Word;
    let (from, partial) = partial_before(s, if fiscal { i - 1 } else { i }, r.floor);
    let date = DateValue { year: Some(y), partial, ..DateValue::new(Grain::Year) };
    if let Some((part, to)) = part_behind(s, i + 1) {
        return Some(take(r, from, to, DateValue { year: Some(y), ..part }, Toward::Nearest));
    }
    // "the 2024-25 season": one season, told by its first year.
    let season = joined && s.small(i + 2).is_some_and(|n| s.word(i + 2).len() == 2 && n == (y + 1) % 100);
    let to = if season { i + 3 } else { i + 1 };
    let next = take(r, from, to, date, Toward::Nearest);
    // "1950-53": the second year is told by its last two digits.
    let short = s.small(i + 2).filter(|n| joined && !season && s.word(i + 2).len() == 2 && *n > y % 100);
    Some(short.map_or(next, |n| {
        let last = DateValue { year: Some(y - y % 100 + n), ..DateValue::new(Grain::Year) };
        take(r, i + 2, i + 3, last, Toward::Nearest)
    }))
}

/// Whether something is counted or measured with the number, so that it is not a year.
fn measured(s: Sentence<'_>, i: usize) -> bool {
    let Some(num) = super::number::parse(s, i, false) else { return true };
    // "In 1932 won the title": the verb, where the object follows. News prints amounts of won with a comma.
    let verb = s.is(i + 1, "won") && s.any(i + 2, &["the", "a", "an", "his", "her", "their", "its", "over", "both", "all", "three", "two"]);
    if verb && !s.word(i).contains(',') {
        return false;
    }
    num.next > i + 1
        || super::measure::behind(s, i + 1, &num).is_some()
        || super::count::noun(s, i + 1).is_some() && s.small(i).is_some_and(|y| y % 100 == 0) && !s.any(i.wrapping_sub(1), &["in", "the", "since"])
        || matches!(s.back(i, 1).kind, Kind::Mark('$' | '€' | '£' | '₩' | '#'))
        || s.any(i.wrapping_sub(1), &["No", "about", "some", "nearly", "over", "approximately"]) && super::count::noun(s, i + 1).is_some()
}

fn decade(r: &mut Reader<'_, '_>, i: usize, y: i16) -> Option<usize> {
    let (from, partial) = partial_before(r.s, i, r.floor);
    (y % 10 == 0).then_some(())?;
    let date = DateValue { year: Some(y), partial, ..DateValue::new(Grain::Decade) };
    Some(take(r, from, i + 2, date, Toward::Nearest))
}

/// "the '90s".
pub(super) fn short_decade(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let n = s.small(i + 1).filter(|n| (20..=90).contains(n) && n % 10 == 0 && !s.glued(i) && s.glued(i + 1))?;
    (s.glued(i + 2) && s.is(i + 2, "s")).then_some(())?;
    let date = DateValue { year: Some(1900 + n), ..DateValue::new(Grain::Decade) };
    Some(take(r, i, i + 3, date, Toward::Nearest))
}

/// A quarter or half told by an ordinal word: "the third quarter of last year", "the first half".
pub(super) fn part(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let (n, next) = ordinal::spoken(r.s, i)?;
    part_at(r, i, n, next)
}

/// The same with the number already read; `next` is behind the ordinal.
pub(super) fn part_at(r: &mut Reader<'_, '_>, from: usize, n: i64, next: usize) -> Option<usize> {
    let s = r.s;
    let (mut date, at) = named_part(s, n, next)?;
    let (year, to) = match of_year(s, at) {
        Some(found) => found,
        None => (None, at),
    };
    date.year = year;
    // "ten minutes into the second half" is of a match.
    let into = s.is(from.wrapping_sub(2), "into");
    if into || to == at && (s.is(at, "of") && !s.run(at, &["of", "the", "year"]) || game(s, date.grain)) {
        return None;
    }
    let to = if s.run(to, &["of", "the", "year"]) { to + 3 } else { to };
    let (from, partial) = partial_before(s, if s.is(from.wrapping_sub(1), "the") && from > r.floor { from - 1 } else { from }, r.floor);
    let from = if partial || !s.is(from, "the") { from } else { from + 1 };
    date.partial = partial;
    Some(take(r, from, to, date, Toward::Nearest))
}

/// The quarter or half named at `next` behind the ordinal `n`.
fn named_part(s: Sentence<'_>, n: i64, next: usize) -> Option<(DateValue, usize)> {
    let at = s.past_joint(next);
    let (grain, most) = match s.lex(at) {
        Lex::Quarter => (Grain::Quarter, 4),
        Lex::Half => (Grain::Half, 2),
        _ => return None,
    };
    let part = i8::try_from(n).ok().filter(|p| (1..=most).contains(p))?;
    Some((DateValue { part: Some(part), ..DateValue::new(grain) }, at + 1))
}

/// A quarter or half right behind a year: "2024 third quarter", "2016 Q3".
fn part_behind(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    if let Some(found) = ordinal::spoken(s, i).and_then(|(n, next)| named_part(s, n, next)) {
        return Some(found);
    }
    letter_part(s, i)
}

/// "Q3", "H1".
fn letter_part(s: Sentence<'_>, i: usize) -> Option<(DateValue, usize)> {
    let (grain, most) = match s.word(i) {
        "Q" => (Grain::Quarter, 4),
        "H" => (Grain::Half, 2),
        _ => return None,
    };
    let part = s.glued(i + 1).then(|| s.small(i + 1))?.and_then(|n| i8::try_from(n).ok()).filter(|p| (1..=most).contains(p))?;
    (!s.glued(i + 2) || !matches!(s.at(i + 2).kind, Kind::Word | Kind::Digits)).then_some((DateValue { part: Some(part), ..DateValue::new(grain) }, i + 2))
}

/// "Q3 2024" where a sentence starts a period with its letter.
pub(super) fn labelled(r: &mut Reader<'_, '_>, i: usize) -> Option<usize> {
    let s = r.s;
    let (mut date, at) = letter_part(s, i)?;
    let (year, to) = of_year(s, at).unwrap_or((None, at));
    date.year = year;
    Some(take(r, i, to, date, Toward::Nearest))
}

/// The year behind a quarter or half: "of last year", "of 2028", "2024", "this year".
fn of_year(s: Sentence<'_>, i: usize) -> Option<(Option<i16>, usize)> {
    let at = if s.any(i, &["of", "in"]) || s.mark(i, ',') { i + 1 } else { i };
    if let Some(y) = s.small(at).filter(|y| (1900..=2100).contains(y)) {
        return (!s.mark(i, ',') || at == i + 1).then_some((Some(y), at + 1));
    }
    let Lex::Rel(step) = s.lex(at) else { return None };
    (s.is(at + 1, "year") && !s.mark(i, ',')).then(|| (s.date.and_then(|d| d.year().checked_add(step)), at + 2))
}

/// Whether the sentence speaks of a match, whose halves and quarters are not the calendar's.
fn game(s: Sentence<'_>, grain: Grain) -> bool {
    const WORDS: [&str; 26] = [
        "goal", "goals", "scored", "scoring", "match", "striker", "kick", "halftime", "stoppage", "equalizer", "midfielder", "defender", "referee", "penalty",
        "header", "substitute", "substituted", "minute", "rebounds", "touchdown", "winger", "keeper", "goalkeeper", "lead", "coach", "inning",
    ];
    grain == Grain::Half && s.tokens.iter().take(200).enumerate().any(|(i, t)| t.kind == Kind::Word && s.any(i, &WORDS))
}

/// "the July-September period", "January to July": a quarter or half where its months are one, else two months.
pub(super) fn month_span(r: &mut Reader<'_, '_>, i: usize, month: i8, after: usize) -> Option<usize> {
    let s = r.s;
    let hyphen = s.joint(after);
    let words = s.any(after, &["to", "through"]) || s.is(after, "and") && s.is(i.wrapping_sub(1), "between");
    (hyphen || words).then_some(())?;
    let Lex::Month(last, short) = s.lex(after + 1) else { return None };
    let to = after + 2 + usize::from(short && s.mark(after + 2, '.') && s.glued(after + 2));
    if s.small(to).is_some_and(|d| d <= 31) || !s.at(after + 1).capital {
        return None;
    }
    let end = if s.any(to, &["period", "quarter"]) { to + 1 } else { to };
    let found = of_year(s, end);
    let (year, to) = found.unwrap_or((None, end));
    let part = match last - month {
        2 if month % 3 == 1 => Some((Grain::Quarter, month / 3 + 1)),
        5 if month % 6 == 1 => Some((Grain::Half, month / 6 + 1)),
        _ => None,
    };
    if let Some((grain, part)) = part.filter(|_| hyphen) {
        let date = DateValue { year, part: Some(part), ..DateValue::new(grain) };
        return Some(take(r, i, to, date, Toward::Nearest));
    }
    // Both ends belong to the year that brings the later one next to publication.
    let mut later = DateValue { year, month: Some(last), ..DateValue::new(Grain::Month) };
    resolve(&mut later, s.date, Toward::Nearest);
    let year = later.start.map(|d| if month > last { d.year() - 1 } else { d.year() });
    let first = DateValue { year, month: Some(month), ..DateValue::new(Grain::Month) };
    take(r, i, after, first, Toward::Nearest);
    r.push(after + 1, to, Value::Date(later), Certainty::Exact, None);
    Some(to)
}
