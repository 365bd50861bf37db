//! in-toto Statements: which bytes are spoken of, what kind of claim it is, and the claim. Nouns of [`crate::record`].

use super::check::TranslationCheck;
use super::digest::{DigestSet, Sha256};
use super::review::EditorialReview;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The type of every statement.
pub const STATEMENT: &str = "https://in-toto.io/Statement/v1";
/// The type of the machine's claim.
pub const CHECK: &str = "https://daejo.example/translation-check/v1";
/// The type of the editor's claim.
pub const REVIEW: &str = "https://daejo.example/editorial-review/v1";

/// Something with a name that is known by its bytes: a ResourceDescriptor of in-toto.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Resource {
    /// What it is called. It says nothing about which it is; the digest does.
    pub name: String,
    /// Which it is.
    pub digest: DigestSet,
    /// What else is known of it, as words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

impl Resource {
    /// Something by its bytes.
    pub fn of(name: impl Into<String>, bytes: impl AsRef<[u8]>) -> Self {
        Self { name: name.into(), digest: DigestSet::of(bytes), annotations: BTreeMap::new() }
    }

    /// With something more that is known of it.
    #[must_use]
    pub fn noted(mut self, key: &str, value: impl Into<String>) -> Self {
        self.annotations.insert(key.to_owned(), value.into());
        self
    }
}

/// Another record, by the digest of its payload.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// SHA-256 of the bytes of its payload.
    pub digest: DigestSet,
}

impl From<Sha256> for Reference {
    fn from(digest: Sha256) -> Self {
        Self { digest: digest.into() }
    }
}

/// A statement about one text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Statement<P> {
    /// `https://in-toto.io/Statement/v1`.
    #[serde(rename = "_type")]
    pub kind: String,
    /// The English, by the exact bytes that were published: one resource.
    pub subject: Vec<Resource>,
    /// What kind of claim.
    #[serde(rename = "predicateType")]
    pub predicate_type: String,
    /// The claim.
    pub predicate: P,
}

impl<P> Statement<P> {
    pub(super) fn new(subject: Resource, predicate_type: &str, predicate: P) -> Self {
        Self { kind: STATEMENT.to_owned(), subject: vec![subject], predicate_type: predicate_type.to_owned(), predicate }
    }
}

/// What a record claims, and of which text.
#[derive(Clone, PartialEq, Debug)]
pub enum Claim {
    /// The machine's.
    Check(Box<Statement<TranslationCheck>>),
    /// The editor's.
    Review(Box<Statement<EditorialReview>>),
}

impl Claim {
    /// The text that it is about.
    pub fn subject(&self) -> Option<&Resource> {
        match self {
            Self::Check(s) => s.subject.first(),
            Self::Review(s) => s.subject.first(),
        }
    }

    /// The digest of that text.
    pub fn text(&self) -> Option<Sha256> {
        self.subject().map(|s| s.digest.sha256)
    }

    /// The number of the record, from 0.
    pub fn revision(&self) -> u64 {
        match self {
            Self::Check(s) => s.predicate.revision,
            Self::Review(s) => s.predicate.revision,
        }
    }

    /// The record before it.
    pub fn previous(&self) -> Option<Sha256> {
        match self {
            Self::Check(s) => s.predicate.previous,
            Self::Review(s) => s.predicate.previous,
        }
        .map(|p| p.digest.sha256)
    }

    /// When it was made, by the word of whoever signed it.
    pub fn at(&self) -> super::Moment {
        match self {
            Self::Check(s) => s.predicate.checked_at,
            Self::Review(s) => s.predicate.reviewed_at,
        }
    }

    /// The word for its kind.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Review(_) => "review",
        }
    }

    /// The bytes that are signed.
    pub(super) fn payload(&self) -> Vec<u8> {
        // Strings, whole numbers and maps with string keys always serialise.
        match self {
            Self::Check(s) => serde_json::to_vec(s).unwrap_or_default(),
            Self::Review(s) => serde_json::to_vec(s).unwrap_or_default(),
        }
    }
}

/// The JSON Schemas of the two kinds of statement, each with the name of its file.
pub(super) fn schemas() -> [(&'static str, Schema); 2] {
    fn schema<P: JsonSchema>(title: &str, predicate_type: &str) -> Schema {
        let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Statement<P>>();
        schema.insert("title".to_owned(), title.into());
        for (field, value) in [("_type", STATEMENT), ("predicateType", predicate_type)] {
            if let Some(field) = schema.pointer_mut(&format!("/properties/{field}")).and_then(serde_json::Value::as_object_mut) {
                field.insert("const".to_owned(), value.into());
            }
        }
        if let Some(subject) = schema.pointer_mut("/properties/subject").and_then(serde_json::Value::as_object_mut) {
            subject.insert("minItems".to_owned(), 1.into());
            subject.insert("maxItems".to_owned(), 1.into());
        }
        schema
    }
    [
        ("translation-check.v1.json", schema::<TranslationCheck>("in-toto Statement: translation-check/v1", CHECK)),
        ("editorial-review.v1.json", schema::<EditorialReview>("in-toto Statement: editorial-review/v1", REVIEW)),
    ]
}
