//! Words of a Korean sentence with their classes, by the dictionary that a language pack brings.

use crate::text::Span;
use std::fmt;
use vibrato::{Dictionary, Tokenizer};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// A common noun.
    Noun,
    /// The name of a person.
    Person,
    /// The name of a place.
    Place,
    /// Another name.
    Proper,
    /// A particle, or an ending.
    Particle,
    /// A verb, an adjective, an adverb, a number, a sign.
    Other,
}

/// A token of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub tag: Tag,
    /// Whether the dictionary has it.
    pub known: bool,
}

/// A dictionary of Korean words.
pub struct Morphology {
    tokenizer: Tokenizer,
}

impl fmt::Debug for Morphology {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Morphology")
    }
}

/// Longest stretch that is cut into tokens at once, in bytes: time and memory grow with it.
const LONGEST: usize = 8 * 1024;

impl Morphology {
    /// Opens a dictionary; `None` for bytes that are none.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let dictionary = Dictionary::read(bytes).ok()?;
        let tokenizer = Tokenizer::new(dictionary).ignore_space(true).ok()?.max_grouping_len(24);
        Some(Self { tokenizer })
    }

    /// The tokens of a sentence; none of a text that is no sentence of a newspaper by its length.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        if text.len() > LONGEST {
            return Vec::new();
        }
        let mut worker = self.tokenizer.new_worker();
        worker.reset_sentence(text);
        worker.tokenize();
        worker
            .token_iter()
            .map(|t| Token {
                span: Span::new(t.range_byte().start, t.range_byte().end),
                tag: tag(t.feature()),
                known: t.lex_type() == vibrato::dictionary::LexType::System,
            })
            .collect()
    }
}

/// The class of a feature of mecab-ko-dic: part of speech, semantic class.
fn tag(feature: &str) -> Tag {
    let (speech, class) = feature.split_once(',').unwrap_or((feature, ""));
    match speech {
        "NNP" if class.starts_with("인명") => Tag::Person,
        "NNP" if class.starts_with("지명") => Tag::Place,
        "NNP" => Tag::Proper,
        _ if speech.starts_with("NN") || speech == "NP" => Tag::Noun,
        _ if speech.starts_with('J') || speech.starts_with('E') || speech.starts_with("VCP") || speech.starts_with("XSN") => Tag::Particle,
        _ => Tag::Other,
    }
}
