//! Korean names for those who ask which names a text has: every name that is more likely one than not, also where nothing but its
//! syllables, or a language pack, speaks for it. The rules do without these, since a name that is none costs an editor
//! more than one that was not seen; they have what `name` reads.

mod compound;
mod foreign;
mod organisation;
mod person;
mod place;
mod settle;
mod word;

use crate::model::{Mention, Name, NameClass, Value};
use crate::names::Packs;
use crate::names::lexicon::{self, Hit};
use crate::names::morphology::{Tag, Token};
use crate::text::Span;

/// A stretch that may be a name.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Found {
    span: Span,
    class: NameClass,
    /// How much speaks for it, as the logarithm of odds.
    score: f32,
}

/// A sentence, and what is known of it before names are looked for.
struct Sentence<'t> {
    text: &'t str,
    words: Vec<word::Word<'t>>,
    /// Forms of the lexicon.
    hits: Vec<Hit>,
    /// What the pack of morphology reads; empty without it.
    tokens: Vec<Token>,
}

/// Reads the names of one sentence, in order and not overlapping; `known` are its other values and the names that `name` reads.
pub(in crate::extract) fn read(text: &str, known: &[Mention], packs: &Packs) -> Vec<Mention> {
    let sentence = Sentence {
        text,
        words: word::words(text),
        hits: lexicon::find_korean(text).collect(),
        tokens: packs.morphology.as_ref().map(|m| m.tokens(text)).unwrap_or_default(),
    };
    let mut found: Vec<Found> = known.iter().filter_map(told).collect();
    place::find(&sentence, &mut found);
    organisation::find(&sentence, &mut found);
    person::find(&sentence, &mut found);
    foreign::find(&sentence, &mut found);
    let mut settled = settle::settle(found);
    compound::glosses(&sentence, &mut settled);
    compound::join(&sentence, &mut settled);
    settled.iter().map(|f| mention(text, f, known)).collect()
}

/// A name that `name` reads is one, as far as it says of what.
fn told(mention: &Mention) -> Option<Found> {
    match &mention.value {
        Value::Name(n) if n.class == NameClass::Person => Some(Found { span: mention.span, class: n.class, score: 6.0 }),
        _ => None,
    }
}

fn mention(text: &str, found: &Found, known: &[Mention]) -> Mention {
    let same = known.iter().find(|m| m.span == found.span).and_then(|m| match &m.value {
        Value::Name(n) => Some((n.entity, n.partial)),
        _ => None,
    });
    let (entity, partial) = same.unwrap_or_else(|| {
        let row = lexicon::korean_form(found.span.slice(text)).and_then(|f| f.rows.first().copied());
        (row, found.class == NameClass::Person && found.span.len() <= "김".len())
    });
    Mention::new(found.span, Value::Name(Name { text: found.span.slice(text).into(), class: found.class, entity, partial }))
}

impl Sentence<'_> {
    /// Whether a name of the lexicon stands here.
    fn listed(&self, span: Span) -> bool {
        self.hits.iter().any(|h| !h.form.rows.is_empty() && !h.form.title && h.span.overlaps(span))
    }

    /// What the tokens of a pack say of a stretch, as logarithms of odds that it is the name of a person.
    fn known(&self, span: Span) -> f32 {
        if self.tokens.is_empty() {
            return 0.0;
        }
        let mut inside = self.tokens.iter().filter(|t| t.span.overlaps(span));
        let (Some(first), second) = (inside.next(), inside.next()) else { return 0.0 };
        let exact = first.span == span;
        match (first.tag, second) {
            (Tag::Person, None) if exact => 2.5,
            (Tag::Place | Tag::Proper, None) if exact => -0.5,
            (Tag::Noun, None) if exact => -2.5,
            _ if !first.known && exact => 0.5,
            (Tag::Other, _) => -3.0,
            (Tag::Person, Some(_)) => 0.5,
            (_, None) => -2.0,
            _ => -0.7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ko::name;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<(String, &'static str)> {
        let mut known = Vec::new();
        name::read(text, &[], &mut known);
        let class = |m: &Mention| match &m.value {
            Value::Name(n) => n.class.as_str(),
            _ => "",
        };
        read(text, &known, &Packs::default()).iter().map(|m| (m.span.slice(text).to_owned(), class(m))).collect()
    }

    fn of(text: &str, class: &str) -> Vec<String> {
        names(text).into_iter().filter(|n| n.1 == class).map(|n| n.0).collect()
    }

    #[test]
    fn people_are_found_without_a_title() {
        assert_eq!(of("이날 무대에는 문하준과 구서윤이 함께 올랐다.", "person"), ["문하준", "구서윤"]);
        assert_eq!(of("A씨는 김모(48)씨와 박 군을 만났다.", "person"), ["A", "김", "박"]);
        assert_eq!(of("주인공 역은 브로드스키가 맡았다.", "person"), ["브로드스키"]);
    }

    #[test]
    fn districts_and_offices_are_one_name_with_their_place() {
        assert_eq!(of("경기 용인시 수지구에서 불이 났다.", "place"), ["경기 용인시 수지구"]);
        assert_eq!(of("부산 동래경찰서는 15일 문을 닫았다.", "organisation"), ["부산 동래경찰서"]);
    }

    #[test]
    fn common_words_are_no_names() {
        assert_eq!(names("이 영화는 정말 재미있는 이야기였다."), []);
        assert_eq!(names("하지만 소비자들은 스마트폰 가격에 놀랐다."), []);
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order_and_on_character_boundaries(text in "[가-힣 ·,()A-C이김씨모군경찰서울시는의北美0-9\\PC]{0,60}") {
            let mut known = Vec::new();
            name::read(&text, &[], &mut known);
            let found = read(&text, &known, &Packs::default());
            for pair in found.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start, "{found:?}");
            }
            for m in &found {
                prop_assert!(!m.span.slice(&text).is_empty());
            }
        }
    }
}
