//! Digests and moments as records write them: SHA-256 in lower-case hexadecimal, RFC 3339 in UTC with whole seconds. Nouns of
//! [`crate::record`].

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest as _, Sha256 as Hasher};
use std::fmt;
use std::str::FromStr;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^[0-9a-f]{64}$"))]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// That of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Hasher::digest(bytes).into())
    }

    /// That of several pieces, one behind the other.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Hasher::new();
        parts.into_iter().for_each(|part| hasher.update(part));
        Self(hasher.finalize().into())
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its first digits, enough for a person.
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from_digit(u32::from(d), 16).unwrap_or('0')).collect()
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is no SHA-256 in the one way in which it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a SHA-256 is 64 lower-case hexadecimal digits")]
pub struct NotADigest;

impl FromStr for Sha256 {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digit = |b: u8| match b {
            b'0'..=b'9' => Ok(b - b'0'),
            b'a'..=b'f' => Ok(b - b'a' + 10),
            _ => Err(NotADigest),
        };
        let bytes: &[u8; 64] = text.as_bytes().try_into().map_err(|_| NotADigest)?;
        let mut out = [0; 32];
        for (out, two) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            *out = digit(two[0])? << 4 | digit(two[1])?;
        }
        Ok(Self(out))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// A set of digests of one thing, as in-toto has it; of the algorithms only this one is read and written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DigestSet {
    /// SHA-256 of the exact bytes.
    pub sha256: Sha256,
}

impl DigestSet {
    /// Those of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self { sha256: Sha256::of(bytes) }
    }
}

impl From<Sha256> for DigestSet {
    fn from(sha256: Sha256) -> Self {
        Self { sha256 }
    }
}

/// A moment, in whole seconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, JsonSchema)]
#[schemars(with = "String", extend("format" = "date-time", "pattern" = "Z$"))]
pub struct Moment(Timestamp);

impl Moment {
    /// A moment; what is finer than a second is left out.
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_second(at.as_second()).unwrap_or(at))
    }

    /// As a timestamp.
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let at = text.parse::<Timestamp>().ok().filter(|at| text == Self(*at).to_string());
        at.map(Self).ok_or_else(|| D::Error::custom("a moment is written as 2026-11-23T15:31:00Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_in_one_way() {
        let digest = Sha256::of("article");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for wrong in [digest.to_string().to_uppercase(), digest.to_string()[1..].to_owned(), String::new(), "g".repeat(64)] {
            assert_eq!(wrong.parse::<Sha256>(), Err(NotADigest), "{wrong}");
        }
        assert_eq!(Sha256::of_parts([&b"art"[..], b"icle"]), digest);
    }

    #[test]
    fn moments_are_written_in_one_way() {
        let read = |text: &str| serde_json::from_str::<Moment>(&format!("\"{text}\"")).ok().map(|m| m.to_string());
        assert_eq!(read("2026-11-23T15:31:00Z").as_deref(), Some("2026-11-23T15:31:00Z"));
        for wrong in ["2026-11-23T15:31:00+00:00", "2026-11-24T00:31:00+09:00", "2026-11-23", "2026-11-23 15:31:00Z", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
