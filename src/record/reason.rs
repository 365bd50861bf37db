//! Why a record does not hold: a code for programs, the line of the record, and words for people. Part of [`crate::record`].

use serde::Serialize;
use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal,)+) => {
        /// Why a record does not hold, in the order in which it is looked at.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word of the interface.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

codes! {
    /// There is no record.
    RecordMissing = "record-missing",
    /// The record is longer than what is read.
    RecordTooLarge = "record-too-large",
    /// A line is no envelope.
    NotAnEnvelope = "not-an-envelope",
    /// A line breaks off.
    LineTorn = "line-torn",
    /// No trusted key signed it.
    UnknownKey = "unknown-key",
    /// The key that it names did not sign these bytes.
    SignatureWrong = "signature-wrong",
    /// One key, or one person, signed more than once where several are asked for.
    KeyCountedTwice = "key-counted-twice",
    /// The payload is of another type.
    PayloadType = "payload-type",
    /// The payload is not JSON that means one thing.
    PayloadMalformed = "payload-malformed",
    /// The payload is no statement.
    StatementType = "statement-type",
    /// A claim of a kind that is not known.
    PredicateType = "predicate-type",
    /// A claim that lacks what its kind has.
    PredicateMalformed = "predicate-malformed",
    /// A machine's key under an editor's claim, or the other way round.
    WrongRole = "wrong-role",
    /// The claim names somebody else than the key.
    ReviewerDiffers = "reviewer-differs",
    /// The key was not valid yet.
    KeyNotYetValid = "key-not-yet-valid",
    /// The key was not valid any more.
    KeyExpired = "key-expired",
    /// The key was taken back.
    KeyRevoked = "key-revoked",
    /// Signed before what stands before it.
    TimeBackwards = "time-backwards",
    /// Signed in the future.
    TimeFuture = "time-future",
    /// A record is missing.
    ChainCut = "chain-cut",
    /// Two records follow one.
    ChainForked = "chain-forked",
    /// Records stand in another order than that in which they were made.
    ChainOrder = "chain-order",
    /// A record stands there twice.
    ChainRepeated = "chain-repeated",
    /// A number is not that of its line.
    RevisionWrong = "revision-wrong",
    /// The checkpoint knows more records.
    HeadShorter = "head-shorter",
    /// The checkpoint knows other records.
    HeadDiffers = "head-differs",
    /// The checkpoint says nothing of this record.
    HeadMissing = "head-missing",
    /// The checkpoint is not signed by a trusted key.
    HeadSignature = "head-signature",
    /// There is no check.
    CheckMissing = "check-missing",
    /// The English is another one.
    EnglishDiffers = "english-differs",
    /// The Korean is another one.
    KoreanDiffers = "korean-differs",
    /// The Korean is not at hand.
    KoreanMissing = "korean-missing",
    /// What the check went by is another one now.
    ConfigurationDiffers = "configuration-differs",
    /// The check did not pass.
    CheckFailed = "check-failed",
    /// The check did not look at everything.
    CheckIncomplete = "check-incomplete",
    /// The check says two things.
    CheckContradicts = "check-contradicts",
    /// A waiver has ended.
    WaiverExpired = "waiver-expired",
    /// No editor has signed.
    ReviewMissing = "review-missing",
    /// An editor has signed an earlier check.
    ReviewOutdated = "review-outdated",
    /// An editor has turned it down.
    ReviewRejected = "review-rejected",
    /// Fewer editors than are asked for.
    ReviewersTooFew = "reviewers-too-few",
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Reason {
    /// What.
    pub code: Code,
    /// The line of the record, from 1, where it is about one.
    pub line: Option<usize>,
    /// In words.
    pub text: String,
}

impl Reason {
    /// About a line.
    pub fn at(line: usize, code: Code, text: impl Into<String>) -> Self {
        Self { code, line: Some(line), text: text.into() }
    }

    /// About all of it.
    pub fn new(code: Code, text: impl Into<String>) -> Self {
        Self { code, line: None, text: text.into() }
    }
}
