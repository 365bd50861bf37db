//! What made a translation, by the word of whom. What nobody has declared is `unknown`, and is never guessed. Nouns of [`crate::record`].

use super::digest::{DigestSet, Sha256};
use crate::model::{Declaration, TranslatorKind as Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The word for what nobody has declared.
pub const UNKNOWN: &str = "unknown";

/// A digest, or the word for that nobody has declared one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Declared {
    /// By its digest.
    Known(DigestSet),
    /// Not declared.
    Unknown(Unknown),
}

impl Default for Declared {
    fn default() -> Self {
        Self::Unknown(Unknown::Unknown)
    }
}

/// `unknown`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unknown {
    /// Nobody has declared it.
    Unknown,
}

/// What made the translation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Translator {
    /// What kind.
    pub kind: Kind,
    /// A name that was given without saying of what: a model, an engine or a person.
    pub name: String,
    /// The program or service.
    pub tool: String,
    /// The model.
    pub model: String,
    /// Its version.
    pub version: String,
    /// The instructions that it was given.
    pub prompt: Declared,
    /// The glossary that it was given.
    pub glossary: Declared,
    /// Who says so, field by field: front-matter, options or configuration.
    pub declared_by: BTreeMap<String, String>,
}

impl Default for Translator {
    fn default() -> Self {
        let unknown = || UNKNOWN.to_owned();
        Self {
            kind: Kind::Unknown,
            name: unknown(),
            tool: unknown(),
            model: unknown(),
            version: unknown(),
            prompt: Declared::default(),
            glossary: Declared::default(),
            declared_by: BTreeMap::new(),
        }
    }
}

impl Translator {
    /// Takes a word for a field, unless somebody has declared it before. A digest is written `sha256:` and its digits. `false` where the word
    /// cannot be what the field holds.
    pub fn declare(&mut self, field: &str, word: &str, by: &str) -> bool {
        let word = word.trim();
        if word.is_empty() || word == UNKNOWN || self.declared_by.contains_key(field) {
            return true;
        }
        let digest = || word.strip_prefix("sha256:").and_then(|hex| hex.parse::<Sha256>().ok()).map(|d| Declared::Known(d.into()));
        let set = |place: &mut String| {
            word.clone_into(place);
            true
        };
        let taken = match field {
            "kind" => Kind::parse(word).map(|kind| self.kind = kind).is_some(),
            "name" => set(&mut self.name),
            "tool" => set(&mut self.tool),
            "model" => set(&mut self.model),
            "version" => set(&mut self.version),
            "prompt" => digest().map(|d| self.prompt = d).is_some(),
            "glossary" => digest().map(|d| self.glossary = d).is_some(),
            _ => false,
        };
        if taken {
            self.declared_by.insert(field.to_owned(), by.to_owned());
        }
        taken
    }

    /// Takes what an article, an option or the configuration declares. Gives back the words that cannot be what their field holds.
    pub fn declare_all<'d>(&mut self, declaration: &'d Declaration, by: &str) -> Vec<(&'static str, &'d str)> {
        declaration.fields().filter(|(field, word)| !self.declare(field, word, by)).collect()
    }

    /// The name by which a reader knows it: the model, the tool or the bare name; nothing where nobody has said one.
    pub fn called(&self) -> Option<&str> {
        [&self.model, &self.tool, &self.name].into_iter().find(|n| *n != UNKNOWN).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_declares_first_is_believed_and_nothing_is_guessed() {
        let mut translator = Translator::default();
        assert_eq!(serde_json::to_value(&translator).expect("is JSON")["prompt"], "unknown");
        assert!(translator.declare("model", "example-mt-1", "options") && translator.declare("model", "other", "front-matter"));
        assert!(translator.declare("kind", "AI", "front-matter") && !translator.declare("kind", "rumour", "options") || translator.kind == Kind::Machine);
        assert!(!translator.declare("prompt", "prompts/news.txt", "front-matter"));
        assert!(translator.declare("prompt", &format!("sha256:{}", Sha256::of("p")), "configuration"));
        assert_eq!((translator.model.as_str(), translator.tool.as_str(), translator.called()), ("example-mt-1", UNKNOWN, Some("example-mt-1")));
        let json = serde_json::to_string(&translator).expect("is JSON");
        assert_eq!(serde_json::from_str::<Translator>(&json).expect("is read"), translator);
        assert_eq!(
            translator.declared_by.into_iter().collect::<Vec<_>>(),
            [("kind", "front-matter"), ("model", "options"), ("prompt", "configuration")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}
