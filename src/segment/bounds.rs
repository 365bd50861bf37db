//! Decides which of the stops of a block end a sentence: the rules of Korean and English newspapers, and below them the
//! Unicode Standard's (`standard`). Feeds `segment`.

use super::abbreviations::{self, Abbreviation};
use super::marks::{Kind, Mark, after, before};
use super::standard;
use crate::text::hangul;

/// A quote or bracket longer than this (bytes) is not held together: its partner was probably found by mistake.
const MAX_HELD: usize = 1500;
/// Bytes looked at for a word beside a stop.
const WORD: usize = 24;

/// Calls `cut` with the end of every sentence but the last.
pub(super) fn each(text: &str, marks: &[Mark], mut cut: impl FnMut(usize)) {
    let (mut start, mut held, mut next) = (0, 0, 0);
    while let Some(mark) = marks.get(next) {
        next += 1;
        match mark.kind {
            Kind::QuoteOpen | Kind::BracketOpen => {
                if let Some(close) = mark.partner.and_then(|p| marks.get(p)).filter(|c| c.end - mark.at <= MAX_HELD && holds(text, start, *mark, **c)) {
                    held = held.max(close.at);
                }
            }
            Kind::Stop | Kind::Strong | Kind::Ellipsis if mark.at >= held => {
                let mut stop = Stop { start, at: mark.at, last: *mark, end: mark.end, dots: 1 };
                next = stop.take_run(marks, next);
                if ends_sentence(text, &stop) {
                    cut(stop.end);
                    start = stop.end;
                }
            }
            _ => {}
        }
    }
}

/// A run of stops with the quotes and brackets that close behind it.
struct Stop {
    /// Where the sentence starts.
    start: usize,
    /// Where the run starts.
    at: usize,
    /// The last of the stops.
    last: Mark,
    /// One past the closing marks.
    end: usize,
    /// How many stops there are.
    dots: usize,
}

impl Stop {
    /// Takes in the marks that touch it; returns the index of the first one that does not belong.
    fn take_run(&mut self, marks: &[Mark], mut next: usize) -> usize {
        while let Some(m) = marks.get(next).filter(|m| m.at == self.end) {
            match m.kind {
                Kind::Stop | Kind::Strong | Kind::Ellipsis if self.last.end == self.end => {
                    self.last = *m;
                    self.dots += 1;
                }
                Kind::QuoteClose | Kind::BracketClose | Kind::Stray => {}
                _ => break,
            }
            self.end = m.end;
            next += 1;
        }
        next
    }

    fn is_ellipsis(&self) -> bool {
        self.last.kind == Kind::Ellipsis || (self.last.kind == Kind::Stop && self.dots > 1)
    }

    fn closes_something(&self) -> bool {
        self.end > self.last.end
    }
}

/// Whether a quote or bracket keeps its sentences together: it stands inside one that goes on behind it.
fn holds(text: &str, start: usize, open: Mark, close: Mark) -> bool {
    if open.kind == Kind::BracketOpen {
        // A bracket that is a sentence of its own ends like one.
        return !text.get(start..open.at).unwrap_or("").trim().is_empty();
    }
    let last = before(text, close.at);
    if last == Some(',') || !last.is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | '。')) {
        return true;
    }
    match after(text, close.end) {
        None => false,
        Some(c) if c.is_whitespace() => goes_on(text, close.end),
        Some(_) => true,
    }
}

/// Whether a sentence goes on after a quote that ended with a stop: a small letter, a Korean particle or a speaker.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("").trim_start();
    let mut words = near(rest).split_whitespace();
    let Some(first) = words.next() else { return false };
    let korean = first.trim_end_matches(|c: char| !hangul::is_hangul(c));
    first.starts_with(|c: char| c.is_lowercase())
        || abbreviations::carries_quote(korean)
        || (first.starts_with(|c: char| c.is_uppercase())
            && words.take(2).any(|w| abbreviations::is_saying(w.trim_end_matches(|c: char| c.is_ascii_punctuation()))))
}

/// The first few words of `text`: a prefix of bounded length.
fn near(text: &str) -> &str {
    let end = (0..=text.len().min(2 * WORD)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

/// Whether the sentence ends here.
fn ends_sentence(text: &str, stop: &Stop) -> bool {
    let Some(follows) = after(text, stop.end) else { return false };
    let last = before(text, stop.at);
    if !follows.is_whitespace() {
        return follows_closely(last, follows, stop);
    }
    let rest = text.get(stop.end..).unwrap_or("").trim_start();
    let lead = rest.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '「', '『']);
    let Some(first) = lead.chars().next() else { return false };
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | '—' | '–' | ')' | '”' | '’') {
        return false;
    }
    if stop.closes_something() && lead.len() == rest.len() && goes_on(text, stop.end) {
        return false;
    }
    if stop.is_ellipsis() {
        return ellipsis_ends(last, first);
    }
    if stop.last.kind == Kind::Stop && !stop.closes_something() { full_stop_ends(text, stop, lead, first) } else { standard::breaks(text, stop.at, stop.end) }
}

/// A stop with no space behind it ends a sentence only after a Korean verb and before Hangul or a quote.
fn follows_closely(last: Option<char>, follows: char, stop: &Stop) -> bool {
    let plain = stop.dots == 1 && stop.last.kind == Kind::Stop;
    plain && last.is_some_and(is_final) && (hangul::is_syllable(follows) || (!stop.closes_something() && matches!(follows, '“' | '‘')))
}

/// Syllables that end a Korean sentence.
fn is_final(c: char) -> bool {
    matches!(c, '다' | '요' | '까' | '죠' | '음' | '함' | '임' | '됨')
}

fn ellipsis_ends(last: Option<char>, first: char) -> bool {
    match last {
        Some(c) if hangul::is_hangul(c) => is_final(c),
        _ => first.is_uppercase() || hangul::is_hangul(first),
    }
}

/// Whether a single full stop with a space behind it ends its sentence; `lead` is what follows, without opening quotes.
fn full_stop_ends(text: &str, stop: &Stop, lead: &str, first: char) -> bool {
    let sentence = text.get(stop.start..stop.at).unwrap_or("").trim_start();
    let word = word_before(sentence);
    let korean_next = hangul::is_hangul(first);
    if word.is_empty() {
        // A letter or syllable that numbers a paragraph: 가. 나.
        return sentence.chars().nth(1).is_some() || !korean_next;
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let numbers_item = word.len() == sentence.len() && word.len() <= 3;
        return !numbers_item && !is_date_part(sentence, word, first);
    }
    let next = word_at(lead);
    match abbreviations::look_up(word) {
        None => standard::breaks(text, stop.at, stop.end),
        Some(Abbreviation::GoesOn) => word.eq_ignore_ascii_case("st") && abbreviations::starts_sentence(next),
        Some(Abbreviation::BeforeNumber) => !first.is_ascii_digit() && (word.len() > 1 || abbreviations::starts_sentence(next)),
        Some(Abbreviation::Hour) => !korean_next && !abbreviations::follows_hour(next),
        Some(Abbreviation::Either) => !is_initial(sentence, word) && abbreviations::starts_sentence(next),
    }
}

/// 2025. 4. 15. and its parts: a number of at most four digits before another number, or behind one with a stop.
fn is_date_part(sentence: &str, word: &str, first: char) -> bool {
    let earlier = sentence.strip_suffix(word).unwrap_or("");
    let behind = earlier.ends_with(' ') && earlier.trim_end().strip_suffix('.').is_some_and(|e| e.ends_with(|c: char| c.is_ascii_digit()));
    word.len() <= 4 && (behind || (first.is_ascii_digit() && (word.len() == 4 || word.len() <= 2)))
}

/// A single letter that belongs to a name: at the start of the sentence or behind a capitalised word or another initial.
fn is_initial(sentence: &str, word: &str) -> bool {
    let earlier = sentence.strip_suffix(word).unwrap_or("").trim_end();
    word.len() == 1 && (earlier.is_empty() || earlier.rsplit(' ').next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_uppercase())))
}

/// The Latin word or number that `text` ends with, stops inside it included; empty when there is none.
fn word_before(text: &str) -> &str {
    let bytes = text.as_bytes();
    let from = bytes.iter().rev().take(WORD).take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
    text.get(bytes.len() - from..).unwrap_or("")
}

/// The Latin word that `text` starts with.
fn word_at(text: &str) -> &str {
    let to = text.bytes().take(WORD).take_while(u8::is_ascii_alphanumeric).count();
    text.get(..to).unwrap_or("")
}
