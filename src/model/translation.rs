//! What an article says about what made its translation. Nothing is guessed: what is not said is not there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of translator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TranslatorKind {
    /// A machine: a language model, a translation engine.
    Machine,
    /// A person.
    Human,
    /// Nobody says.
    #[default]
    Unknown,
}

impl TranslatorKind {
    /// The kind that a word of front matter, of an option or of the configuration stands for.
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "machine" | "ai" | "mt" | "llm" | "model" | "genai" | "generative-ai" | "generative ai" => Some(Self::Machine),
            "human" | "person" | "people" => Some(Self::Human),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// The word of the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Human => "human",
            Self::Unknown => "unknown",
        }
    }
}

/// What is declared of a translator, field by field, as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Declaration {
    fields: Vec<(&'static str, String)>,
}

impl Declaration {
    /// The fields that can be declared: what kind; a name of which is not said what it names; program or service, model and its version;
    /// instructions and glossary by their digests.
    pub const FIELDS: [&'static str; 7] = ["kind", "name", "tool", "model", "version", "prompt", "glossary"];

    /// Takes a word for a field, if there is such a field and it has none.
    pub fn declare(&mut self, field: &str, word: &str) {
        let word = word.trim();
        if let Some(field) = Self::FIELDS.into_iter().find(|f| *f == field && !word.is_empty() && self.get(f).is_none()) {
            self.fields.push((field, word.to_owned()));
        }
    }

    /// What is declared for a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, word)| word.as_str())
    }

    /// Every field that is declared, in the order in which it was.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields.iter().map(|(field, word)| (*field, word.as_str()))
    }

    /// The kind, where a word for one is declared.
    pub fn kind(&self) -> TranslatorKind {
        self.get("kind").and_then(TranslatorKind::parse).unwrap_or_default()
    }

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}
