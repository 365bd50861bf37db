//! The record of provenance: for an English text, by its exact bytes, which Korean it renders, what made it, what was checked and found, what was let
//! stand and by whom, and who signed it off.
//!
//! A record is an in-toto Statement (v1) in a DSSE envelope, one a line in `<article>.intoto.jsonl`. There are two kinds of claim and two kinds of
//! key: [`TranslationCheck`] is the machine's, [`EditorialReview`] the editor's. Each names the payload of the line before it. [`verify()`] denies
//! unless a check that passed and an approval of it stand for exactly these bytes. Everything but [`mod@file`] is pure: the time and the keys are given.

pub mod answer;
mod chain;
mod check;
mod checkpoint;
pub mod claim;
mod data;
mod digest;
pub mod envelope;
pub mod export;
pub mod file;
pub mod json;
mod key;
mod reason;
mod review;
mod seal;
mod statement;
mod translator;
pub mod trust;
mod verified;
mod verify;

pub use chain::{Chain, Entry};
pub use check::{Checker, Compared, Counts, Disposition, Finding, Link, Outcome, Pairing, Place, Status, TranslationCheck, Unchecked};
pub use checkpoint::{Checkpoint, CheckpointError, root};
pub use claim::Run;
pub use digest::{DigestSet, Moment, NotADigest, Sha256};
pub use envelope::{Envelope, EnvelopeError, PAYLOAD_TYPE, Signature, pae};
pub use key::{KeyError, KeyType, PublicKey, SecretKey};
pub use reason::{Code, Reason};
pub use review::{Decision, EditorialReview, Reviewer, WaiverClaim};
pub use seal::{SealError, Verdict};
pub use statement::{CHECK, Claim, REVIEW, Reference, Resource, STATEMENT, Statement};
pub use translator::{Declared, Translator, UNKNOWN, Unknown};
pub use trust::{Invalid, Role, Trust, TrustedKey};
pub use verified::Verified;
pub use verify::{Answer, Question, Stands, verify};

/// The JSON Schemas of what is signed and of what verifying comes to, each with the name of its file.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    statement::schemas().into_iter().chain([answer::schema()]).collect()
}
