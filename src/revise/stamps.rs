//! Lines that only say when an article was put up or changed: they change with every version and have no English.

use super::differences::Side;
use super::words;
use crate::model::Value;
use crate::text::Span;
use std::ops::Range;

/// What such lines call the time that they tell.
const LABELS: &[&str] = &[
    "입력", "수정", "등록", "승인", "게재", "송고", "발행", "작성", "최종", "최종수정", "최종입력", "기사입력", "기사수정", "업데이트", "입력시간", "수정시간",
    "오전", "오후", "updated", "published", "posted",
];

/// Whether each of some passages says nothing but when.
pub(super) fn only_stamps(side: Side<'_>, passages: &Range<usize>) -> bool {
    let within = side.reading.passages.get(passages.clone()).unwrap_or_default();
    !within.is_empty() && passages.clone().all(|p| stamp(side, p))
}

fn stamp(side: Side<'_>, p: usize) -> bool {
    let (text, span) = (side.document.text(), side.reading.passages[p].span);
    let times = side.reading.mentions_in(&(p..p + 1)).map(|i| &side.reading.mentions[i]);
    let times: Vec<Span> = times.filter(|m| matches!(m.value, Value::Date(_) | Value::Time(_) | Value::Number(_))).map(|m| m.span).collect();
    let mut labels = 0;
    let plain = words::tokens(text, span).into_iter().all(|t| {
        let word = t.slice(text);
        let label = LABELS.iter().any(|l| word.eq_ignore_ascii_case(l));
        labels += usize::from(label);
        label || !words::is_word(word) || word.bytes().all(|b| b.is_ascii_digit() || b".:-".contains(&b)) || times.iter().any(|time| time.overlaps(t))
    });
    plain && labels > 0
}
