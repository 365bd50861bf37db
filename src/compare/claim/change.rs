//! Changes with both ends told: "rose 25 percent from 80 to 100", 80명에서 100명으로 25% 늘었다.

use super::{Claim, Form, Sentence, contains_any, ends_with_any, starts_with_any};
use crate::model::{Lang, Value};
use smallvec::smallvec;

/// Which of three neighbouring figures is the change, the old value and the new one.
type Places = (usize, usize, usize);

pub(super) fn read(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    for three in s.figures.windows(3) {
        let [x, y, z] = *three else { continue };
        let found = match s.lang {
            Lang::En => english(s, x, y, z),
            Lang::Ko => korean(s, x, y, z),
        };
        let Some((change, old, new)) = found else { continue };
        if s.alike(old, new) && measures(s, change, old) {
            out.push(Claim { goal: change, parts: smallvec![old, new], others: smallvec![], form: Form::Change });
        }
    }
}

/// Percent of amounts, points of percentages, or the amount itself. Percent of percentages may be either.
fn measures(s: &Sentence<'_>, change: usize, end: usize) -> bool {
    match (&s.m(change).value, &s.m(end).value) {
        (Value::Percent(_), Value::Percent(_)) | (Value::Points(_), Value::Points(_)) => false,
        (Value::Points(_), Value::Percent(_)) | (Value::Percent(_), Value::Number(_) | Value::Money(..) | Value::Quantity(..)) => true,
        _ => s.alike(change, end),
    }
}

const TO: [&str; 6] = [" to ", " a year earlier to ", " a year ago to ", " last year to ", " the previous year to ", " the year before to "];
const UP: [&str; 10] =
    [", up ", ", down ", " (up ", " (down ", ", a rise of ", ", an increase of ", ", a gain of ", ", a drop of ", ", a decline of ", ", a fall of "];
const FROM: [&str; 3] = [" from ", " on-year from ", " on year from "];

fn english(s: &Sentence<'_>, x: usize, y: usize, z: usize) -> Option<Places> {
    let (first, second) = (s.between(x, y), s.between(y, z));
    // P from A to B.
    if FROM.contains(&first) && TO.contains(&second) {
        return Some((x, y, z));
    }
    // P to B from A.
    if first == " to " && FROM.contains(&second) {
        return Some((x, z, y));
    }
    // From A to B, up P.
    if TO.contains(&first) && UP.contains(&second) && ends_with_any(s.ahead(x), &["from ", "From "]) {
        return Some((z, x, y));
    }
    // B, up P from A.
    (UP.contains(&first) && FROM.contains(&second)).then_some((y, z, x))
}

const VERBS: [&str; 22] = [
    "늘", "증가", "상승", "올", "오르", "오른", "인상", "급증", "확대", "불어", "뛰", "성장", "줄", "감소", "하락", "내", "떨어", "인하", "급감", "축소", "낮",
    "높",
];
const ADNOMINAL: [&str; 14] = ["늘어난", "늘린", "증가한", "줄어든", "줄인", "감소한", "많은", "적은", "오른", "내린", "상승한", "하락한", "불어난", "급증한"];
const THAN: [&str; 6] = ["보다 ", ")보다 ", " 대비 ", ") 대비 ", "에 비해 ", ")에 비해 "];
const EARLIER: [&str; 7] = ["지난해", "전년", "작년", "전월", "전 분기", "전분기", "1년 전"];

fn korean(s: &Sentence<'_>, x: usize, y: usize, z: usize) -> Option<Places> {
    let (first, second) = (s.between(x, y), s.between(y, z));
    let moves = |i: usize| starts_with_any(s.behind(i).trim_start_matches(' '), &VERBS);
    // A에서 B로 P 늘었다.
    if first == "에서 " && ["로 ", "으로 ", "까지 "].contains(&second) && moves(z) {
        return Some((z, x, y));
    }
    // A보다 P 늘어난 B.
    if THAN.contains(&first) && ADNOMINAL.contains(&second.trim_matches(' ').trim_end_matches(" 총").trim_end_matches(" 모두")) {
        return Some((y, x, z));
    }
    // B로 지난해(A)보다 P 늘었다.
    let became =
        starts_with_any(first, &["로 ", "으로 "]) && first.ends_with('(') && first.len() <= 60 && contains_any(first, &EARLIER) && !first.contains(',');
    (became && [")보다 ", ") 대비 ", ")에 비해 ", ")에서 "].contains(&second) && moves(z)).then_some((z, y, x))
}
