//! Findings in the passages in which they stand.

use super::PassageV1;
use crate::archive::store::{Linked, StoreError, Stored};
use crate::archive::told::{Told, ToldPlace};
use crate::text::Span;

/// What is shown of a passage at most, before and behind the words.
const AROUND: usize = 300;

/// The findings of these places among those of an article.
pub(super) fn passages(stored: &Stored, places: &[usize]) -> Result<Vec<PassageV1>, StoreError> {
    let (line, texts, links) = (stored.result()?, stored.texts()?, stored.links()?);
    let Some(told) = Told::read(&line) else { return Ok(Vec::new()) };
    let found = places.iter().filter_map(|&place| told.findings.get(place));
    let passages = found.map(|f| PassageV1 {
        id: stored.id.clone(),
        rule: f.rule.to_string(),
        severity: f.severity.to_string(),
        message: f.message.to_string(),
        explanation: f.explanation.to_string(),
        suggestion: f.suggestion.as_ref().map(ToString::to_string),
        source: f.source.as_ref().map(|place| within(place, &texts[0], &links, |l| &l.source)),
        target: f.target.as_ref().map(|place| within(place, &texts[1], &links, |l| &l.target)),
    });
    Ok(passages.collect())
}

/// What stands before some words in their passage, the words, and what stands behind.
fn within(place: &ToldPlace<'_>, text: &str, links: &[Linked], side: impl Fn(&Linked) -> &Vec<Span>) -> [String; 3] {
    let words = &*place.text;
    let told = usize::try_from(place.start).ok().zip(usize::try_from(place.end).ok());
    let spans = || links.iter().flat_map(|l| side(l).iter().copied());
    // Places in a record of segments are counted from their segment; then the words are sought.
    let at = told.filter(|(start, end)| text.get(*start..*end) == Some(words));
    let at = at.or_else(|| {
        let span = spans().find(|s| s.slice(text).contains(words))?;
        let start = span.start + span.slice(text).find(words)?;
        Some((start, start + words.len()))
    });
    let Some((start, end)) = at else { return [String::new(), words.to_owned(), String::new()] };
    // Words may run over several sentences.
    let first = spans().filter(|s| s.start <= start && start < s.end).map(|s| s.start).min().unwrap_or(start);
    let last = spans().filter(|s| s.start < end && end <= s.end).map(|s| s.end).max().unwrap_or(end);
    let before = text.get(first..start).unwrap_or("");
    let behind = text.get(end..last).unwrap_or("");
    [tail(before), words.to_owned(), head(behind)]
}

fn head(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}

fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        None => text.to_owned(),
        Some((at, _)) => format!("…{}", &text[at..]),
    }
}
