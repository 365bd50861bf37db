//! Rule `repeated-passage`: the English says the same thing twice where the Korean says it once.

use crate::check::residue::sentences;
use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Passage, Rule, Severity};
use crate::text::Span;
use hashbrown::HashSet;

static RULE: Rule =
    Rule { id: "repeated-passage", mqm: "Accuracy/Addition", its: "addition", severity: Severity::Major, page: include_str!("repeated_passage.md") };

/// The rule at work.
pub(super) struct RepeatedPassage;

pub(super) static CHECK: RepeatedPassage = RepeatedPassage;

impl Check for RepeatedPassage {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let mut found = |again: Span| {
            let message = "The English says the same thing twice; the Korean says it once";
            report.push(Draft::new(&RULE, 0.8, message).target(Label::new(again, "said before")).finish(pair));
        };
        for link in pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty()) {
            if let Some(again) = within(pair, &pair.ko.passages[link.source.clone()], &pair.en.passages[link.target.clone()]) {
                found(again);
            }
        }
        for link in pair.pairing.links.iter().filter(|l| l.source.is_empty() && l.target.len() == 1) {
            if let Some(again) = beside(pair, link.target.start) {
                found(again);
            }
        }
    }
}

/// What is said twice within one link: a sentence cannot be said twice where there are not two.
fn within(pair: &Pair<'_>, ko: &[Passage], en: &[Passage]) -> Option<Span> {
    let text = pair.target.text();
    let part = |passages: &[Passage], text: &str| -> usize { passages.iter().map(|p| sentences(p.span.slice(text)).count()).sum() };
    // A point in a figure ends nothing.
    let ends = |bytes: &[u8], at: usize| bytes.get(at + 1).is_none_or(|b| !b.is_ascii_alphanumeric());
    let mut marks = en.iter().map(|p| p.span.slice(text).as_bytes()).flat_map(|b| memchr::memchr3_iter(b'.', b'?', b'!', b).filter(|&at| ends(b, at)));
    if marks.nth(1).is_none() || part(en, text) <= part(ko, pair.source.text()) {
        return None;
    }
    let span = en.iter().fold(en[0].span, |s, p| s.cover(p.span));
    repeated(span.slice(text)).map(|again| again.shift(span.start))
}

/// A sentence without a counterpart that the one before or behind it says as well: the later of the two.
fn beside(pair: &Pair<'_>, index: usize) -> Option<Span> {
    let text = pair.target.text();
    let twice = |first: usize, second: usize| {
        let (first, second) = (pair.en.passages.get(first)?, pair.en.passages.get(second)?);
        let before: HashSet<String> = content(first.span.slice(text)).collect();
        says_again(&content(second.span.slice(text)).collect::<Vec<_>>(), &before).then_some(second.span)
    };
    index.checked_sub(1).and_then(|before| twice(before, index)).or_else(|| twice(index, index + 1))
}

/// A sentence whose words were nearly all said by the sentence before it.
fn repeated(text: &str) -> Option<Span> {
    sentences(text).nth(1)?;
    let mut before: HashSet<String> = HashSet::new();
    for span in sentences(text) {
        let words: Vec<String> = content(span.slice(text)).collect();
        if says_again(&words, &before) {
            return Some(span);
        }
        before = words.into_iter().collect();
    }
    None
}

/// Whether nearly all that these words say was said before.
fn says_again(words: &[String], before: &HashSet<String>) -> bool {
    let again = words.iter().filter(|w| before.contains(*w)).count();
    words.len() >= 5 && again * 4 >= words.len() * 3 && again >= 4
}

/// Words that carry meaning, cut to their stems roughly.
fn content(sentence: &str) -> impl Iterator<Item = String> + '_ {
    sentence.split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.').map(|w| w.trim_matches([',', '.'])).filter(|w| w.len() > 2 && !IDLE.contains(w)).map(
        |w| {
            let lower = w.to_lowercase();
            let stem = ["ing", "ed", "es", "s"].iter().find_map(|e| lower.strip_suffix(e).filter(|s| s.len() >= 4)).unwrap_or(&lower);
            stem.to_owned()
        },
    )
}

const IDLE: &[&str] = &[
    "the", "The", "and", "that", "for", "from", "with", "was", "were", "has", "have", "had", "been", "are", "its", "his", "her", "their", "this", "said",
    "will", "would", "which", "who", "not", "but", "than", "also", "about", "into", "over", "after", "before", "while", "when",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_said_twice_is_found() {
        let text = "A total of 42,300 people saw the exhibition on its first weekend. On the first weekend, 42,300 people visited the exhibition.";
        assert_eq!(repeated(text).map(|s| s.slice(text)), Some("On the first weekend, 42,300 people visited the exhibition."));
        assert_eq!(repeated("Exports rose 3 percent in May. Imports fell 2 percent in the same month."), None);
    }
}
