//! Stage: from text to values. One folder a language, one file a kind of value; the tables of units are shared.

pub mod calendar;
mod en;
pub mod holiday;
mod holiday_days;
mod ko;
pub mod lunar;
pub mod units;

use crate::model::{Document, Lang, Mention, Passage, Value, any_overlaps};
use crate::text::Span;
use jiff::civil::Date;

/// Reads every value in the given passages, in order. `date` is the day of publication in Korea.
pub fn extract(document: &Document<'_>, passages: &[Passage], date: Option<Date>) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(4 * passages.len());
    let mut names = Vec::new();
    for passage in passages {
        let text = passage.span.slice(document.text());
        let from = mentions.len();
        match document.lang {
            Lang::Ko => {
                ko::read(text, date, &mut mentions);
                ko::name::read(text, &mentions[from..], &mut names);
            }
            Lang::En => {
                en::read(text, date, &mut mentions);
                en::name::read(text, &mentions[from..], &mut names);
            }
        }
        if !names.is_empty() {
            mentions.append(&mut names);
            mentions[from..].sort_by_key(|m| m.span);
        }
        if document.lang == Lang::Ko {
            ko::age::behind_names(text, &mut mentions[from..]);
        }
        for m in &mut mentions[from..] {
            m.span = m.span.shift(passage.span.start);
        }
    }
    mentions
}

/// Reads every name of a Korean text that is more likely one than not, in place of the names among `mentions`.
pub fn names(document: &Document<'_>, passages: &[Passage], mentions: Vec<Mention>, packs: &crate::names::Packs) -> Vec<Mention> {
    if document.lang != Lang::Ko {
        return mentions;
    }
    let mut out = Vec::with_capacity(mentions.len());
    for passage in passages {
        let text = passage.span.slice(document.text());
        let here: Vec<Mention> = mentions
            .iter()
            .filter(|m| passage.span.overlaps(m.span))
            .cloned()
            .map(|mut m| {
                m.span = Span::new(m.span.start - passage.span.start, m.span.end - passage.span.start);
                m
            })
            .collect();
        let names = ko::wide::read(text, &here, packs);
        let from = out.len();
        out.extend(here.into_iter().filter(|m| !matches!(m.value, Value::Name(_))));
        let known = out.len();
        for n in names {
            if !any_overlaps(&out[from..known], n.span) {
                out.push(n);
            }
        }
        out[from..].sort_by_key(|m| m.span);
        for m in &mut out[from..] {
            m.span = m.span.shift(passage.span.start);
        }
    }
    out
}
