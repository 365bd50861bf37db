//! What is done to an article, one event after another. The log is only added to: what holds now is what its events come to, in
//! [`super::standing`].

use serde::{Deserialize, Serialize};

/// The SHA-256 of a text, in hexadecimal digits.
pub(super) type Digest = String;

/// The digest of some bytes.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    let mut out = String::with_capacity(64);
    for byte in sha2::Sha256::digest(bytes) {
        // A string takes everything.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A stretch of the English and what is put in its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// First byte, in UTF-8, of the English as it was given.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What is put there.
    pub text: String,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Action {
    /// The texts came in, or were found changed on the disk.
    Read {
        /// The Korean.
        source: Digest,
        /// The English.
        target: Digest,
        /// The draft that the English was made of.
        draft: Option<Digest>,
    },
    /// The English was rewritten.
    Edit {
        /// The English before.
        before: Digest,
        /// The English after.
        after: Digest,
        /// What was put where.
        edits: Vec<Edit>,
    },
    /// A finding was taken for an error, which is still to be mended.
    Accept(About),
    /// A finding was let stand.
    Waive {
        /// The finding.
        #[serde(flatten)]
        about: About,
        /// Why, as a code of [`crate::model::Reason`].
        reason: String,
        /// Why, in words.
        text: String,
        /// The last day on which it holds, as 2026-11-30, where it ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// Something was taken back.
    Undo {
        /// The version that it made.
        of: u64,
        /// The English afterwards, where that was it.
        target: Option<Digest>,
    },
    /// The article was signed off.
    Sign {
        /// Whether it was approved.
        decision: Decision,
        /// What was said with it.
        text: String,
        /// The English that was signed.
        target: Digest,
        /// The key by which it was signed.
        keyid: String,
    },
}

/// The finding that is decided on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct About {
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// What it said.
    pub message: String,
}

/// What a sign-off says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Decision {
    /// It may be published as it stands.
    Approved,
    /// It may not.
    Rejected,
}

/// An event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Event {
    /// The version that the article has since then: 1 for the first.
    pub version: u64,
    /// When, in RFC 3339.
    pub at: String,
    /// Who did it; [`DISK`] for what happened on the disk.
    pub by: String,
    /// What was done.
    pub action: Action,
}

/// Who changes files beside the page.
pub(super) const DISK: &str = "the disk";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_come_back_as_they_were_written() {
        let about = || About { fingerprint: "0123456789abcdef".to_owned(), rule: "date-differs".to_owned(), message: "m \"<>".to_owned() };
        let all = [
            Action::Read { source: digest(b"a"), target: digest(b"b"), draft: None },
            Action::Edit { before: digest(b"b"), after: digest(b"c"), edits: vec![Edit { start: 0, end: 1, text: "c".to_owned() }] },
            Action::Accept(about()),
            Action::Waive { about: about(), reason: "context".to_owned(), text: "t".to_owned(), until: None },
            Action::Waive { about: about(), reason: "context".to_owned(), text: "t".to_owned(), until: Some("2026-11-30".to_owned()) },
            Action::Undo { of: 3, target: Some(digest(b"b")) },
            Action::Sign { decision: Decision::Approved, text: String::new(), target: digest(b"b"), keyid: "k".to_owned() },
        ];
        for action in all {
            let text = serde_json::to_string(&action).expect("is JSON");
            assert_eq!(serde_json::from_str::<Action>(&text).expect("is an action"), action, "{text}");
        }
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
