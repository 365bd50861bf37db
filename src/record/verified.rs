//! From an envelope to a claim: signatures first, then the type, then the bytes that were signed, and nothing else. That order is in the types: a claim
//! can be parsed out of a [`Verified`] only, and that is made here. Part of [`crate::record`].

use super::check::TranslationCheck;
use super::envelope::{Envelope, PAYLOAD_TYPE, pae};
use super::json::{self, Numbers};
use super::reason::{Code, Reason};
use super::review::EditorialReview;
use super::statement::{CHECK, Claim, REVIEW, STATEMENT, Statement};
use super::trust::Trust;
use serde::Deserialize;

/// A payload under which stands the signature of a trusted key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    payload: Vec<u8>,
    payload_type: String,
    /// The keys that signed, by their numbers, each once.
    signers: Vec<usize>,
    /// Signatures of a key that is counted already.
    repeated: usize,
}

impl Envelope {
    /// Holds the signatures against the trusted keys. Key ids are hints; keys are counted, not signatures.
    ///
    /// # Errors
    /// When no trusted key signed these bytes under this type.
    pub fn verify(self, trust: &Trust, line: usize) -> Result<Verified, Reason> {
        let message = pae(&self.payload_type, &self.payload);
        let (mut signers, mut repeated) = (Vec::new(), 0);
        for signature in &self.signatures {
            match trust.signer(&message, signature.keyid.as_deref(), &signature.sig) {
                Some(key) if signers.contains(&key) => repeated += 1,
                Some(key) => signers.push(key),
                None => {}
            }
        }
        if signers.is_empty() {
            let named = self.signatures.iter().find_map(|s| trust.by_id(s.keyid.as_deref()?));
            return Err(match named {
                Some(key) => Reason::at(
                    line,
                    Code::SignatureWrong,
                    format!("the signature is not that of {} over these bytes: the payload, its type or the signature was altered", key.name),
                ),
                None => Reason::at(line, Code::UnknownKey, "it is signed by no key that is trusted"),
            });
        }
        Ok(Verified { payload: self.payload, payload_type: self.payload_type, signers, repeated })
    }
}

/// The parts of a statement by which it is told what it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    #[serde(rename = "_type")]
    kind: String,
    predicate_type: String,
}

impl Verified {
    /// The keys that signed, by their numbers in the file of keys, each once.
    pub fn signers(&self) -> &[usize] {
        &self.signers
    }

    /// How many signatures are of a key that was counted already.
    pub const fn repeated(&self) -> usize {
        self.repeated
    }

    /// The bytes that were signed.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// What was signed.
    ///
    /// # Errors
    /// When it is of another type, not JSON that means one thing, no statement about one text, or no claim that is known.
    pub fn claim(&self, line: usize) -> Result<Claim, Reason> {
        if self.payload_type != PAYLOAD_TYPE {
            return Err(Reason::at(line, Code::PayloadType, format!("it was signed as `{}`, not as `{PAYLOAD_TYPE}`", shown(&self.payload_type))));
        }
        json::strict(&self.payload, Numbers::Whole).map_err(|e| Reason::at(line, Code::PayloadMalformed, format!("the payload is {e}")))?;
        let head: Head = serde_json::from_slice(&self.payload).map_err(|e| Reason::at(line, Code::StatementType, format!("it is no statement: {e}")))?;
        if head.kind != STATEMENT {
            return Err(Reason::at(line, Code::StatementType, format!("it is a `{}`, not a `{STATEMENT}`", shown(&head.kind))));
        }
        let claim = match head.predicate_type.as_str() {
            CHECK => self.parse::<TranslationCheck>(line).map(|s| Claim::Check(Box::new(s))),
            REVIEW => self.parse::<EditorialReview>(line).map(|s| Claim::Review(Box::new(s))),
            other => Err(Reason::at(line, Code::PredicateType, format!("a claim of the kind `{}` is not known here", shown(other)))),
        }?;
        Ok(claim)
    }

    fn parse<P: for<'de> Deserialize<'de>>(&self, line: usize) -> Result<Statement<P>, Reason> {
        let wrong = |why: String| Reason::at(line, Code::PredicateMalformed, why);
        let statement: Statement<P> = serde_json::from_slice(&self.payload).map_err(|e| wrong(format!("the claim lacks what its kind has: {e}")))?;
        match statement.subject.len() {
            1 => Ok(statement),
            n => Err(wrong(format!("it is about {n} texts; a record is about one"))),
        }
    }
}

/// A word that may be anything, cut to what a line holds.
fn shown(word: &str) -> String {
    word.chars().take(80).collect()
}
