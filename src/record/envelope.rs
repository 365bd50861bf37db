//! DSSE envelopes: the bytes of a payload, the type that they are signed under, and signatures over both (PAE). What is in one is known only
//! once it was verified. Part of [`crate::record`].
//!
//! An envelope is malleable by design: key ids are hints, there are two alphabets of base64, fields and signatures may be added. So records refer to each
//! other by the bytes of their payloads.

use super::digest::Sha256;
use super::json::{self, Numbers, Refused};
use super::key::SecretKey;
use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::engine::{DecodePaddingMode, general_purpose};
use serde::{Deserialize, Serialize};

/// What a payload of ours is.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
/// Longest envelope that is read, in bytes.
pub const LONGEST: usize = 16 << 20;
/// Signatures of one envelope that are looked at.
const SIGNATURES: usize = 16;

/// What is signed: the type and the payload, each behind its length in bytes.
///
/// ```
/// use daejo::record::envelope::pae;
/// assert_eq!(pae("http://example.com/HelloWorld", b"hello world"), b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
/// ```
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}

/// A signature, as the envelope has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Which key made it, by its own word: a hint and nothing more.
    pub keyid: Option<String>,
    /// The signature.
    pub sig: Vec<u8>,
}

/// An envelope that was read, not verified. Its payload comes out through `verified` only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Envelope {
    pub(super) payload: Vec<u8>,
    pub(super) payload_type: String,
    pub(super) signatures: Vec<Signature>,
}

/// Why bytes are no envelope.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// Too long.
    #[error("longer than {LONGEST} bytes")]
    Long,
    /// Not JSON that means one thing.
    #[error(transparent)]
    Json(#[from] Refused),
    /// A field is missing or of another type.
    #[error("no DSSE envelope: {0}")]
    Form(String),
    /// Not base64.
    #[error("{0} is no base64")]
    Base64(&'static str),
    /// Nobody signed it, or too many.
    #[error("{0} signatures; there can be 1 to {SIGNATURES}")]
    Signatures(usize),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    payload: String,
    payload_type: String,
    signatures: Vec<RawSignature>,
}

#[derive(Serialize, Deserialize)]
struct RawSignature {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keyid: Option<String>,
    sig: String,
}

impl Envelope {
    /// Puts a payload into an envelope and signs it.
    pub fn seal(payload: Vec<u8>, key: &SecretKey) -> Self {
        let sig = key.sign(&pae(PAYLOAD_TYPE, &payload));
        let signatures = vec![Signature { keyid: Some(key.public().keyid()), sig }];
        Self { payload, payload_type: PAYLOAD_TYPE.to_owned(), signatures }
    }

    /// Reads one line of a record.
    ///
    /// # Errors
    /// When it is none. Fields that are not known are passed over; a key that is there twice is not.
    pub fn parse(line: &[u8]) -> Result<Self, EnvelopeError> {
        if line.len() > LONGEST {
            return Err(EnvelopeError::Long);
        }
        json::strict(line, Numbers::Any)?;
        let raw: Raw = serde_json::from_slice(line).map_err(|e| EnvelopeError::Form(e.to_string()))?;
        if raw.signatures.is_empty() || raw.signatures.len() > SIGNATURES {
            return Err(EnvelopeError::Signatures(raw.signatures.len()));
        }
        let payload = decode(&raw.payload).ok_or(EnvelopeError::Base64("the payload"))?;
        let signature = |raw: RawSignature| Some(Signature { keyid: raw.keyid, sig: decode(&raw.sig)? });
        let signatures = raw.signatures.into_iter().map(signature).collect::<Option<_>>().ok_or(EnvelopeError::Base64("a signature"))?;
        Ok(Self { payload, payload_type: raw.payload_type, signatures })
    }

    /// The envelope as a line of JSON, without the end of the line.
    pub fn to_line(&self) -> String {
        let signature = |s: &Signature| RawSignature { keyid: s.keyid.clone(), sig: STANDARD.encode(&s.sig) };
        let raw = Raw {
            payload: STANDARD.encode(&self.payload),
            payload_type: self.payload_type.clone(),
            signatures: self.signatures.iter().map(signature).collect(),
        };
        // Strings and lists always serialise.
        serde_json::to_string(&raw).unwrap_or_default()
    }

    /// The digest by which the next record names this one, verified or not.
    pub fn digest(&self) -> Sha256 {
        Sha256::of(&self.payload)
    }

    /// The digest as a leaf of a Merkle tree (RFC 6962).
    pub(super) fn leaf(&self) -> Sha256 {
        Sha256::of_parts([&[0][..], &self.payload])
    }

    /// The signatures.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }
}

/// Base64 of either alphabet, with or without padding.
fn decode(text: &str) -> Option<Vec<u8>> {
    const ANY: GeneralPurposeConfig = general_purpose::NO_PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, ANY);
    const URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, ANY);
    PLAIN.decode(text).or_else(|_| URL.decode(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_alphabets_are_read_and_nothing_else() {
        let read =
            |payload: &str| Envelope::parse(format!("{{\"payload\":\"{payload}\",\"payloadType\":\"t\",\"signatures\":[{{\"sig\":\"AA==\"}}]}}").as_bytes());
        for payload in ["+/+/", "-_-_"] {
            assert_eq!(read(payload).map(|e| e.payload), Ok(vec![0xfb, 0xff, 0xbf]), "{payload}");
        }
        assert_eq!(read("AA").map(|e| e.payload), Ok(vec![0]));
        for payload in ["+_+/", "A", "AB==", "A A=", "AA==AA==", "\\n"] {
            assert_eq!(read(payload), Err(EnvelopeError::Base64("the payload")), "{payload}");
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        for (line, said) in [
            ("", "not JSON at byte 0"),
            ("[]", "no DSSE envelope"),
            ("{\"payload\":\"AA==\",\"payloadType\":\"t\"}", "missing field `signatures`"),
            ("{\"payload\":\"AA==\",\"payloadType\":\"t\",\"signatures\":[]}", "0 signatures"),
            ("{\"payload\":\"AA==\",\"payload\":\"AQ==\",\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"\"}]}", "the key `payload` is there twice"),
            ("{\"payload\":7,\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"\"}]}", "invalid type"),
        ] {
            let error = Envelope::parse(line.as_bytes()).expect_err(line).to_string();
            assert!(error.contains(said), "{line}: {error}");
        }
        assert_eq!(Envelope::parse(&vec![b' '; LONGEST + 1]), Err(EnvelopeError::Long));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(payload in proptest::collection::vec(any::<u8>(), 0..80), payload_type in "\\PC{0,20}", keyid in proptest::option::of("\\PC{0,9}"), sig in proptest::collection::vec(any::<u8>(), 0..70)) {
            let envelope = Envelope { payload, payload_type, signatures: vec![Signature { keyid, sig }] };
            prop_assert_eq!(Envelope::parse(envelope.to_line().as_bytes()), Ok(envelope));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            let _ = Envelope::parse(&bytes);
        }
    }
}
