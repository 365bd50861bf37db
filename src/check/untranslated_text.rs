//! Rule `untranslated-text`: Korean letters left standing in the English.

use crate::check::{Check, Draft, Evidence};
use crate::model::{Finding, Label, Pair, Rule, Severity};
use crate::text::{Span, hangul};

static RULE: Rule =
    Rule { id: "untranslated-text", mqm: "Accuracy/Untranslated", its: "untranslated", severity: Severity::Major, page: include_str!("untranslated_text.md") };

/// Stretches that are reported of one passage at most.
const MOST: usize = 20;

/// The rule at work.
pub(super) struct UntranslatedText;

pub(super) static CHECK: UntranslatedText = UntranslatedText;

impl Check for UntranslatedText {
    fn rule(&'static self) -> &'static Rule {
        &RULE
    }

    fn run(&'static self, pair: &Pair<'_>, _: &Evidence, report: &mut Vec<Finding>) {
        let text = pair.target.text();
        if text.is_ascii() {
            return;
        }
        for passage in &pair.en.passages {
            let sentence = passage.span.slice(text);
            if !may_hold_hangul(sentence) {
                continue;
            }
            // A passage that is all Korean is one finding, not one a word.
            let spans = if hangul::share(sentence) > 0.5 { vec![Span::new(0, sentence.len())] } else { stretches(sentence) };
            for span in spans.into_iter().take(MOST).filter(|s| !explained(sentence, *s)) {
                let at = span.shift(passage.span.start);
                let message = format!("Korean left in the English: {}", shortened(span.slice(sentence)));
                report.push(Draft::new(&RULE, 0.97, message).target(Label::new(at, "not translated")).finish(pair));
            }
        }
    }
}

/// Whether a text has a byte that Hangul of any kind starts with: quotation marks, dashes and é do not.
fn may_hold_hangul(text: &str) -> bool {
    text.bytes().fold(false, |found, b| found | matches!(b, 0xE1 | 0xE3 | 0xEA..=0xED | 0xEF))
}

/// Stretches of Hangul, with the spaces, digits and dots inside them.
fn stretches(sentence: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in sentence.char_indices().filter(|(_, c)| hangul::is_hangul(*c)) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if sentence[last.end..at].chars().all(|c| c == ' ' || c == '·' || c.is_ascii_digit()) => last.end = end,
            _ => out.push(Span::new(at, end)),
        }
    }
    out
}

/// Whether the Hangul is there on purpose: a gloss in brackets behind its rendering, or a word that is spoken about.
fn explained(sentence: &str, span: Span) -> bool {
    let (before, after) = (&sentence[..span.start], &sentence[span.end..]);
    let open = before.rfind(['(', '[']).filter(|&i| !before[i..].contains([')', ']']));
    if let Some(open) = open {
        let inside = before[open + 1..].split_whitespace().count() + after.split([')', ']']).next().map_or(0, |rest| rest.split_whitespace().count());
        return inside <= 5 && before[..open].trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '\'' | '’' | ','));
    }
    let quoted = before.ends_with(['"', '“', '\'', '‘']);
    let rendered = after.trim_start_matches(['"', '”', '\'', '’', ',', ' ']).starts_with('(');
    let spoken_of = ["letter", "character", "syllable", "word", "Hangul", "written", "spelled", "pronounced", "hangeul"].iter().any(|w| before.contains(w));
    let meant = after.trim_start_matches(['"', '”', '\'', '’']).starts_with(", meaning");
    quoted && (rendered || spoken_of || meant)
}

/// At most twenty characters.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((i, _)) => format!("{}…", &text[..i]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(sentence: &str) -> Vec<&str> {
        stretches(sentence).into_iter().filter(|s| !explained(sentence, *s)).map(|s| s.slice(sentence)).collect()
    }

    #[test]
    fn glosses_stay_and_leftovers_do_not() {
        assert_eq!(left("the 도의회 will revise it"), ["도의회"]);
        assert_eq!(left("the 국회 본회의 met"), ["국회 본회의"]);
        assert!(left("\"House of Clouds\" (구름의 집 in Korean) opened").is_empty());
        assert!(left("tteok (떡) at home").is_empty());
        assert_eq!(left("(Note: 대변인 is left as it is because the party has two of them.)"), ["대변인"]);
    }
}
