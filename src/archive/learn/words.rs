//! Sentences as words to count: Korean stems without their particles and endings, English words, their stems, short phrases, and
//! what is written with capitals like a name.

use crate::names::lexicon;
use crate::text::{Span, Words, hangul};
use std::sync::LazyLock;

/// Syllables of a stem at most.
const LONGEST_STEM: usize = 6;
/// What makes verbs of nouns: the noun stands before it.
const VERBAL: [&str; 17] = ["하", "한", "할", "함", "해", "했", "되", "된", "될", "됨", "돼", "됐", "시키", "시켰", "받", "당", "적"];
/// Syllables that verbs and adjectives have behind their stem; a word of two that ends so is no noun.
const ENDINGS: [char; 14] = ['다', '고', '며', '지', '면', '서', '는', '던', '자', '게', '려', '니', '해', '한'];

/// The stem of a Hangul word: the noun without particles or what makes a verb of it, or the first syllables of a verb. Nothing for
/// what has no stem of two syllables.
pub(super) fn stem(word: &str) -> Option<&str> {
    let borders = || word.char_indices().map(|(i, c)| i + c.len_utf8()).take(LONGEST_STEM).skip(1);
    let noun = borders().find(|&end| {
        let rest = &word[end..];
        rest.is_empty() || lexicon::ends_word(rest) || VERBAL.iter().any(|v| rest.starts_with(v))
    });
    let end = noun.or_else(|| borders().next())?;
    Some(&word[..end])
}

/// What a Hangul word may be as a noun: itself, and without what may be its particles. 바르셀로나 is a town and looks like 바르셀 with
/// particles; which it is, is told by how often each stands.
pub(super) fn nouns(word: &str) -> impl Iterator<Item = &str> {
    let borders = word.char_indices().map(|(i, c)| i + c.len_utf8()).take(2 * LONGEST_STEM).skip(1);
    borders.filter(|&end| lexicon::ends_word(&word[end..])).map(|end| &word[..end]).filter(|noun| may_be_noun(noun))
}

/// Whether a stem may be a noun: verbs in full end like verbs.
fn may_be_noun(stem: &str) -> bool {
    // 았, 었, 했: a verb in the past.
    let past = stem.chars().next_back().is_some_and(|c| hangul::is_syllable(c) && (u32::from(c) - 0xAC00) % 28 == 20);
    !past && !stem.ends_with(ENDINGS)
}

/// The Hangul words of a text.
pub(super) fn hangul_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !hangul::is_syllable(c)).filter(|w| !w.is_empty())
}

/// English words that say nothing by themselves.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her",
    "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "most", "my", "no", "nor", "not", "of", "off", "on", "or", "our", "out",
    "over", "s", "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to",
    "too", "under", "up", "upon", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
    "also", "after", "before", "about", "all", "any", "because", "between", "both", "each", "even", "just", "like", "many", "much", "new", "now", "one",
    "only", "other", "own", "same", "said", "says", "say", "still", "through", "two", "very", "while", "year", "years",
];

/// Whether an English word says nothing by itself.
pub(super) fn is_empty(lower: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(EMPTY));
    lower.len() < 2 || WORDS.contains_exactly(lower)
}

/// A word of an English text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    /// Whether a sentence or a quotation begins with it.
    pub(super) first: bool,
    /// Whether nothing but a space stands before it.
    pub(super) joined: bool,
}

/// The Latin words of a text, apostrophes, points and hyphens inside of them included: O’Brien, U.S., Yu-jung.
pub(super) fn latin_words(text: &str) -> Vec<Word<'_>> {
    let inside = |c: char| c.is_alphanumeric() && !hangul::is_hangul(c);
    let mut out: Vec<Word<'_>> = Vec::new();
    let (mut start, mut end) = (None, 0);
    let mut push = |start: usize, end: usize| {
        let before = out.last().map_or(0, |w: &Word<'_>| w.span.end);
        let between = text.get(before..start).unwrap_or("");
        let word = text.get(start..end).unwrap_or("");
        // The possessive is no part of a name.
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let shortened = between == ". " && out.last().is_some_and(|w| w.text.len() == 1 || w.text.contains('.'));
        let first = out.is_empty() || !shortened && between.contains(['.', '!', '?', '“', '"', ':', '\n']);
        out.push(Word { text: word, span: Span::new(start, start + word.len()), first, joined: between == " " || shortened });
    };
    for (i, c) in text.char_indices() {
        let goes_on = inside(c) || (start.is_some() && i == end && matches!(c, '-' | '\'' | '’' | '.' | '&') && text[i + c.len_utf8()..].starts_with(inside));
        match (goes_on, start) {
            (true, None) => (start, end) = (Some(i), i + c.len_utf8()),
            (true, Some(_)) => end = i + c.len_utf8(),
            (false, Some(from)) => {
                push(from, end);
                start = None;
            }
            (false, None) => {}
        }
    }
    if let Some(from) = start {
        push(from, end);
    }
    out
}

/// The beginning of an English word that stands for its forms: government for governments, announc for announced.
pub(super) fn beginning(lower: &str) -> &str {
    const LEAST: usize = 4;
    for ending in ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "ly", "s", "y", "e"] {
        if let Some(rest) = lower.strip_suffix(ending).filter(|r| r.len() >= LEAST) {
            return rest;
        }
    }
    lower
}

/// Words of a phrase at most.
const LONGEST_PHRASE: usize = 3;

/// Short phrases of a text: one to three words in small letters that stand side by side, of which the first and the last say something.
pub(super) fn phrases(words: &[Word<'_>]) -> Vec<String> {
    let mut out = Vec::new();
    for start in 0..words.len() {
        for end in start..words.len().min(start + LONGEST_PHRASE) {
            if end > start && !words[end].joined || !words[end].text.starts_with(char::is_lowercase) {
                break;
            }
            let inside = words.get(start + 1..end).unwrap_or_default();
            if !is_empty(words[start].text) && !is_empty(words[end].text) && inside.iter().all(|w| w.text == "of" || !is_empty(w.text)) {
                let parts: Vec<&str> = words[start..=end].iter().map(|w| w.text).collect();
                out.push(parts.join(" "));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Words that stand small inside of names.
const JOINS: [&str; 7] = ["of", "for", "and", "the", "on", "in", "&"];
/// Words of a name at most.
const LONGEST_NAME: usize = 9;
/// Words with capitals that are no names.
const DATED: &str = " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november \
    december jan feb mar apr jun jul aug sept oct nov dec mr mrs ms dr i the a an in on at but and it he she they we this that korean korea's ";

/// What is written with capitals like a name: where.
pub(super) fn capitalised(words: &[Word<'_>]) -> Vec<Span> {
    let capital = |w: &Word<'_>| w.text.starts_with(char::is_uppercase);
    let plain = |w: &Word<'_>| DATED.contains(&format!(" {} ", w.text.to_lowercase()));
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !capital(&words[i]) || plain(&words[i]) {
            i += 1;
            continue;
        }
        let mut last = i;
        let mut next = i + 1;
        while next < words.len() && next - i < LONGEST_NAME && words[next].joined {
            if capital(&words[next]) && !plain(&words[next]) {
                last = next;
            } else if !JOINS.contains(&words[next].text) {
                break;
            }
            next += 1;
        }
        // One word at the beginning of a sentence has its capital from there.
        let told = last > i || !words[i].first || words[i].text.chars().filter(|c| c.is_uppercase()).count() > 1;
        if told && words[i].text.len() > 1 {
            out.push(words[i].span.cover(words[last].span));
        }
        i = last + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nouns_lose_their_particles_and_verbs_their_endings() {
        let stems: Vec<_> = hangul_words("정부는 기준금리를 동결했다고 발표한 금융위원회에서 올랐다. 값").filter_map(stem).collect();
        assert_eq!(stems, ["정부", "기준금리", "동결", "발표", "금융위원회", "올랐"]);
    }

    #[test]
    fn names_and_phrases_are_found() {
        let text = "The Financial Services Commission's chair met O’Brien of the U.S. Embassy on Monday. Banks fell. “Yes,” said Kang Yu-jung.";
        let words = latin_words(text);
        let names: Vec<_> = capitalised(&words).into_iter().map(|s| s.slice(text)).collect();
        assert_eq!(names, ["Financial Services Commission", "O’Brien of the U.S. Embassy", "Kang Yu-jung"]);
        let phrases = phrases(&latin_words("the base rate of the central bank"));
        assert!(phrases.contains(&"base rate".to_owned()) && phrases.contains(&"central bank".to_owned()) && !phrases.iter().any(|p| p.starts_with("the ")));
        assert_eq!([beginning("governments"), beginning("announced"), beginning("rate")], ["govern", "announc", "rate"]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in "\\PC{0,60}") {
            let words = latin_words(&text);
            for word in &words {
                prop_assert_eq!(word.span.slice(&text), word.text);
            }
            for span in capitalised(&words) {
                prop_assert!(!span.slice(&text).is_empty());
            }
            phrases(&words);
            hangul_words(&text).filter_map(stem).for_each(|s| assert!(text.contains(s)));
        }
    }
}
