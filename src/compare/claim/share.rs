//! Shares that must make a hundred, the distance of two shares, and an age with the year of birth.

use super::{Claim, Form, Sentence, contains_any, ends_with_any, starts_with_any};
use crate::model::{Grain, Lang, Value};
use smallvec::{SmallVec, smallvec};

pub(super) fn read(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    for &i in s.figures {
        match s.m(i).value {
            Value::Percent(_) => rest(s, i, out),
            Value::Points(_) => gap(s, i, out),
            Value::Age(_) | Value::Number(_) => age(s, i, out),
            _ => {}
        }
    }
}

/// Percentages before a figure of the sentence.
fn percentages(s: &Sentence<'_>, i: usize) -> SmallVec<[usize; 6]> {
    s.figures.iter().copied().take_while(|&j| j < i).filter(|&j| matches!(s.m(j).value, Value::Percent(_))).collect()
}

/// 45%가 찬성, 40%가 반대, 나머지 15%; "the remaining 15 percent".
fn rest(s: &Sentence<'_>, i: usize, out: &mut Vec<Claim>) {
    let parts = percentages(s, i);
    if !(2..=6).contains(&parts.len()) {
        return;
    }
    let words: &[&str] = if s.lang == Lang::Ko { &["나머지 ", "나머지는 "] } else { &["the remaining ", "the other ", "the rest, "] };
    if !ends_with_any(s.ahead(i), words) {
        return;
    }
    let others = s.like(i, &parts);
    out.push(Claim { goal: i, parts, others, form: Form::Rest });
}

/// What makes a distance that of another time.
const THEN: [&str; 14] = ["지난", "전주", "직전", "이전", "기존", "당시", "전보다", "보다", "last", "previous", "earlier", "from", "than", "narrow"];

/// 45.2% 대 41.0%로 격차는 4.2%포인트.
fn gap(s: &Sentence<'_>, i: usize, out: &mut Vec<Claim>) {
    let parts = percentages(s, i);
    let &[first, _] = &parts[..] else { return };
    let told = match s.lang {
        Lang::Ko => {
            ends_with_any(s.ahead(i), &["격차는 ", "차이는 ", "격차가 ", "차이가 "]) || starts_with_any(s.behind(i), &[" 차로", " 차이로", " 격차", "차로"])
        }
        Lang::En => ends_with_any(s.ahead(i), &["a gap of ", "a lead of ", "a difference of "]) || starts_with_any(s.behind(i), &[" gap", " lead"]),
    };
    if told && !contains_any(s.between(first, i), &THEN) {
        let others = s.like(first, &parts);
        out.push(Claim { goal: i, parts, others, form: Form::Gap });
    }
}

/// 1972년생(52), 52세(1972년생), "52, born in 1972".
fn age(s: &Sentence<'_>, i: usize, out: &mut Vec<Claim>) {
    let year = |j: usize| s.all.contains(&j) && matches!(&s.m(j).value, Value::Date(d) if d.grain == Grain::Year && d.year.is_some());
    let glue = |t: &str| !t.is_empty() && t.len() <= 6 && t.chars().all(|c| matches!(c, '(' | '·' | ',' | ' ' | '세' | '살'));
    let (before, after) = (i.wrapping_sub(1), i + 1);
    let born = match s.lang {
        Lang::Ko if year(before) && s.between(before, i).strip_prefix("년생").or(s.between(before, i).strip_prefix('생')).is_some_and(glue) => before,
        Lang::Ko if year(after) && glue(s.between(i, after)) && starts_with_any(s.behind(after), &["년생", "생"]) => after,
        Lang::En if year(after) && [", born in ", " (born in ", ", born ", " (born "].contains(&s.between(i, after)) => after,
        Lang::Ko | Lang::En => return,
    };
    out.push(Claim { goal: i, parts: smallvec![born], others: smallvec![], form: Form::Age });
}
