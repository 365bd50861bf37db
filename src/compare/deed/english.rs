//! The deeds told in an English sentence: what stands before the verb, behind it and behind its preposition, in the active
//! and the passive.

use super::table::{Form, Link, TABLE, Verb};
use super::who::unarticled;
use crate::text::{Span, bytes};
use smallvec::SmallVec;

/// A word of an English sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    /// Where, in bytes of the text.
    pub span: Span,
    /// The word.
    pub word: &'t str,
    /// A full stop, colon or quotation mark stands before it.
    pub stop: bool,
    /// A comma stands before it.
    pub comma: bool,
}

/// A deed: what is told of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed {
    pub(super) event: u8,
    /// Where the doer is told, and where the other one.
    pub(super) roles: [Span; 2],
    /// The word for it.
    pub(super) word: Span,
}

/// The words of a text.
pub fn tokens(text: &str) -> SmallVec<[Token<'_>; 64]> {
    let mut out: SmallVec<[Token<'_>; 64]> = SmallVec::new();
    let (mut stop, mut comma) = (true, false);
    let mut at = 0;
    while let Some(&b) = text.as_bytes().get(at) {
        if b.is_ascii_alphanumeric() || b >= 0x80 && text[at..].chars().next().is_some_and(char::is_alphanumeric) {
            let end = word_end(text, at);
            out.push(Token { span: Span::new(at, end), word: &text[at..end], stop, comma });
            (stop, comma) = (false, false);
            at = end;
            continue;
        }
        match b {
            b'.' => stop |= out.last().is_none_or(|t| t.word.len() > 4 || !t.word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())),
            b';' | b':' | b'"' | b'!' | b'?' => stop = true,
            b',' | b'(' | b')' => comma = true,
            0x80.. => stop |= matches!(text[at..].chars().next(), Some('“' | '”' | '—')),
            _ => {}
        }
        at += if b < 0x80 { 1 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
    }
    out
}

/// The end of the word that starts at a byte: letters and digits, with hyphens inside.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        match text.as_bytes().get(at) {
            Some(&b) if bytes::is(b, bytes::LETTER | bytes::DIGIT) || b == b'-' => at += 1,
            Some(&b) if bytes::is(b, bytes::WIDE) => match text[at..].chars().next().filter(|c| c.is_alphanumeric()) {
                Some(c) => at += c.len_utf8(),
                None => return at,
            },
            _ => return at,
        }
    }
}

/// The deeds of an English sentence, of those events that `wanted` says.
pub(super) fn deeds(tokens: &[Token<'_>], wanted: impl Fn(u8) -> bool) -> SmallVec<[Deed; 2]> {
    let mut out = SmallVec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| TABLE.shapes.may_hold(t.word.as_bytes())) {
        // Nouns of names are capitalised; a sentence seldom starts with one of these verbs.
        let Some(verbs) = TABLE.verbs.get(token.word) else { continue };
        for verb in verbs.iter().filter(|v| wanted(v.event)) {
            out.extend(deed(tokens, i, verb));
        }
    }
    out
}

fn deed(tokens: &[Token<'_>], i: usize, verb: &Verb) -> Option<Deed> {
    let subject = before(tokens, i)?;
    let next = tokens.get(i + 1).filter(|t| !t.stop);
    let by = || behind(tokens, i, "by");
    let passive = match verb.form {
        Form::Noun | Form::Active => false,
        Form::Participle => !had(tokens, i),
        Form::Either => suffers(tokens, i) || next.is_some_and(|t| t.word == "by"),
    };
    let (subject_role, other) = match (passive, verb.link) {
        // The lawsuit that was filed against one by another.
        (true, Link::Behind(p)) => {
            let doer = by()?;
            let mut roles = [doer, behind(tokens, i, p)?];
            if verb.converse {
                roles.swap(0, 1);
            }
            return Some(Deed { event: verb.event, roles, word: tokens[i].span });
        }
        (true, Link::Object) => (1, by()?),
        (false, Link::Object) => (0, object(tokens, i + 1)?),
        (false, Link::Behind(p)) => (0, behind(tokens, i, p)?),
    };
    let subject_role = if verb.converse { 1 - subject_role } else { subject_role };
    let mut roles = [other; 2];
    roles[subject_role] = subject;
    Some(Deed { event: verb.event, roles, word: tokens[i].span })
}

/// Whether a form of "be" stands right before the verb.
pub(super) fn suffers(tokens: &[Token<'_>], i: usize) -> bool {
    auxiliary(tokens, i).is_some_and(|w| matches!(w, "was" | "were" | "been" | "be" | "being" | "is" | "are" | "got" | "gets" | "get"))
}

/// Whether a form of "have" stands right before the verb.
fn had(tokens: &[Token<'_>], i: usize) -> bool {
    auxiliary(tokens, i).is_some_and(|w| matches!(w, "has" | "have" | "had" | "having" | "ve"))
}

/// The word before the verb, past adverbs.
fn auxiliary<'t>(tokens: &[Token<'t>], i: usize) -> Option<&'t str> {
    let adverb = |w: &str| w.ends_with("ly") || matches!(w, "not" | "also" | "never" | "already" | "later" | "once" | "then" | "just" | "even");
    tokens[..i].iter().rev().take(3).map(|t| t.word).find(|w| !adverb(w))
}

/// Words that start a clause.
const CLAUSES: &[&str] =
    &["that", "after", "while", "as", "when", "because", "but", "if", "before", "since", "whereas", "although", "though", "until", "where"];

/// From the start of the clause to the verb; one clause more where that holds but a pronoun.
pub(super) fn before(tokens: &[Token<'_>], i: usize) -> Option<Span> {
    let mut from = i;
    while from > 0 && i - from < 40 {
        let t = &tokens[from - 1];
        let named = |range: &[Token<'_>]| range.iter().any(|t| t.word.starts_with(|c: char| c.is_uppercase()) || t.word.len() > 4);
        if CLAUSES.contains(&t.word) && named(&tokens[from..i]) {
            break;
        }
        from -= 1;
        if tokens[from].stop {
            break;
        }
    }
    (from < i).then(|| tokens[from].span.cover(tokens[i - 1].span))
}

/// Words that end an object.
pub(super) const ENDS: &[&str] = &[
    "to", "in", "on", "at", "for", "from", "by", "over", "with", "after", "before", "against", "during", "as", "amid", "since", "when", "while", "who",
    "which", "that", "and", "but", "into", "if", "because", "whether", "near", "under", "until", "toward", "through", "about", "not", "or", "was", "were",
    "is", "are", "be", "been",
];

/// The noun that starts at token `i`, up to its end.
pub(super) fn object(tokens: &[Token<'_>], i: usize) -> Option<Span> {
    let first = tokens.get(i).filter(|t| !t.stop && !t.comma && !ENDS.contains(&t.word))?;
    let ends = |t: &Token<'_>| t.stop || ENDS.contains(&t.word) || (t.comma && !matches!(t.word, "surnamed" | "identified"));
    let last = tokens[i + 1..].iter().take(16).take_while(|t| !ends(t)).last().unwrap_or(first);
    Some(first.span.cover(last.span))
}

/// The noun behind a preposition, in the same clause as the verb at token `i`.
fn behind(tokens: &[Token<'_>], i: usize, preposition: &str) -> Option<Span> {
    let clause = tokens[i + 1..].iter().take(32).take_while(|t| !t.stop && !matches!(t.word, "that" | "who" | "which" | "while" | "after" | "when" | "but"));
    // "to" before a verb is none.
    let noun = |t: &Token<'_>| {
        preposition != "to"
            || t.word.starts_with(char::is_uppercase)
            || matches!(t.word, "the" | "a" | "an" | "its" | "his" | "her" | "their")
            || unarticled(t.word)
    };
    let places = clause.enumerate().filter(|(_, t)| t.word == preposition).map(|(k, _)| i + 2 + k);
    places.filter(|&k| tokens.get(k).is_some_and(noun)).find_map(|k| object(tokens, k))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(text: &str) -> Vec<(&str, &str)> {
        deeds(&tokens(text), |_| true).iter().map(|d| (d.roles[0].slice(text), d.roles[1].slice(text))).collect()
    }

    #[test]
    fn doers_stand_before_the_verb_or_behind_by() {
        assert_eq!(who("Garam United edged Naru FC 2-0 on Monday."), [("Garam United", "Naru FC 2-0")]);
        // A team is beaten in a match, and a man by an attacker.
        assert_eq!(who("Naru FC was beaten by Garam United on Monday."), [("Garam United", "Naru FC was"); 2]);
        assert_eq!(who("Naru FC lost to Garam United."), [("Garam United", "Naru FC")]);
        assert_eq!(who("Her victory over Kim Bo-mi"), [("Her", "Kim Bo-mi")]);
    }
}
