//! Keys: Ed25519 (RFC 8032, pure) or, where others cannot read that, ECDSA over P-256 with SHA-256. Secret ones as PKCS#8, public ones as
//! SubjectPublicKeyInfo, both in PEM, so that OpenSSL reads them. Part of [`crate::record`].

use super::digest::Sha256;
use super::digest::hex;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, KeypairBytes, spki::der::pem::LineEnding};
use p256::ecdsa;
use p256::ecdsa::signature::{Signer, Verifier};
use std::fmt;

/// What kind of key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyType {
    /// Ed25519.
    Ed25519,
    /// ECDSA over P-256 with SHA-256, signatures in DER.
    P256,
}

impl KeyType {
    /// All, in the order in which help shows them.
    pub const ALL: [Self; 2] = [Self::Ed25519, Self::P256];

    /// The word of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::P256 => "p256",
        }
    }

    /// The kind that a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == word)
    }
}

/// Why a key is not used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyError {
    /// Not a key in PEM.
    #[error("no {0} key of Ed25519 or P-256 in PEM")]
    Form(&'static str),
    /// Behind a passphrase.
    #[error("the key is behind a passphrase; take it off with `openssl pkey -in KEY -out PLAIN`, and keep that file as one keeps a key")]
    Encrypted,
    /// A public key under which more than one signature, or any, holds.
    #[error("a weak key: signatures under it mean nothing")]
    Weak,
}

/// A key that verifies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicKey(Public);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Public {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(ecdsa::VerifyingKey),
}

impl PublicKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// When it is none, or a weak one.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let pem = pem.trim();
        if let Ok(key) = ed25519_dalek::VerifyingKey::from_public_key_pem(pem) {
            return if key.is_weak() { Err(KeyError::Weak) } else { Ok(Self(Public::Ed25519(key))) };
        }
        ecdsa::VerifyingKey::from_public_key_pem(pem).map(|key| Self(Public::P256(key))).map_err(|_| KeyError::Form("public"))
    }

    /// The key in PEM, with the end of the last line.
    pub fn to_pem(&self) -> String {
        let pem = match &self.0 {
            Public::Ed25519(key) => key.to_public_key_pem(LineEnding::LF),
            Public::P256(key) => key.to_public_key_pem(LineEnding::LF),
        };
        // A valid key has an encoding.
        pem.unwrap_or_default()
    }

    /// What kind of key it is.
    pub const fn key_type(&self) -> KeyType {
        match self.0 {
            Public::Ed25519(_) => KeyType::Ed25519,
            Public::P256(_) => KeyType::P256,
        }
    }

    /// The identifier of the key: SHA-256 over its canonical JSON, as securesystemslib computes it.
    pub fn keyid(&self) -> String {
        let json = match &self.0 {
            Public::Ed25519(key) => format!(r#"{{"keytype":"ed25519","keyval":{{"public":"{}"}},"scheme":"ed25519"}}"#, hex(key.as_bytes())),
            Public::P256(_) => {
                // Canonical JSON escapes nothing that a PEM has, not even the ends of lines.
                format!(r#"{{"keytype":"ecdsa","keyval":{{"public":"{}"}},"scheme":"ecdsa-sha2-nistp256"}}"#, self.to_pem())
            }
        };
        Sha256::of(json).to_string()
    }

    /// The 32 bytes of an Ed25519 key.
    pub fn ed25519_bytes(&self) -> Option<[u8; 32]> {
        match &self.0 {
            Public::Ed25519(key) => Some(key.to_bytes()),
            Public::P256(_) => None,
        }
    }

    /// Whether a signature is this key's over a message. Of Ed25519 the strict reading: no points of small order, one encoding of each signature.
    pub fn verifies(&self, message: &[u8], sig: &[u8]) -> bool {
        match &self.0 {
            Public::Ed25519(key) => ed25519_dalek::Signature::from_slice(sig).is_ok_and(|sig| key.verify_strict(message, &sig).is_ok()),
            Public::P256(key) => ecdsa::Signature::from_der(sig).is_ok_and(|sig| key.verify(message, &sig).is_ok()),
        }
    }
}

/// A key that signs. It is wiped from memory when it is dropped, and never shown.
pub struct SecretKey(Secret);

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    P256(Box<ecdsa::SigningKey>),
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public().keyid())
    }
}

impl SecretKey {
    /// The key that 32 random bytes make; `None` for the few that make none.
    pub fn from_seed(kind: KeyType, seed: &[u8; 32]) -> Option<Self> {
        Some(Self(match kind {
            KeyType::Ed25519 => Secret::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(seed))),
            KeyType::P256 => Secret::P256(Box::new(ecdsa::SigningKey::from_slice(seed).ok()?)),
        }))
    }

    /// Reads a secret key.
    ///
    /// # Errors
    /// When it is none, or behind a passphrase.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let pem = pem.trim();
        if pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----") {
            return Err(KeyError::Encrypted);
        }
        if let Ok(key) = ed25519_dalek::SigningKey::from_pkcs8_pem(pem) {
            return Ok(Self(Secret::Ed25519(Box::new(key))));
        }
        ecdsa::SigningKey::from_pkcs8_pem(pem).map(|key| Self(Secret::P256(Box::new(key)))).map_err(|_| KeyError::Form("secret"))
    }

    /// The key in PEM; the text wipes itself when it is dropped.
    pub fn to_pem(&self) -> impl std::ops::Deref<Target = String> {
        let pem = match &self.0 {
            // Without the public half: not every OpenSSL reads it there.
            Secret::Ed25519(key) => KeypairBytes { secret_key: key.to_bytes(), public_key: None }.to_pkcs8_pem(LineEnding::LF),
            Secret::P256(key) => key.to_pkcs8_pem(LineEnding::LF),
        };
        // A valid key has an encoding.
        pem.unwrap_or_default()
    }

    /// The key that verifies what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(match &self.0 {
            Secret::Ed25519(key) => Public::Ed25519(key.verifying_key()),
            Secret::P256(key) => Public::P256(*key.verifying_key()),
        })
    }

    /// Signs a message. Of one key and one message there is one signature (RFC 8032, RFC 6979).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0 {
            Secret::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
            Secret::P256(key) => {
                let sig: ecdsa::Signature = key.sign(message);
                sig.to_der().as_bytes().to_vec()
            }
        }
    }
}
