//! Bundles of the sigstore family (v0.3): one a signature, with a hint to the key, for verifiers that take a key and no log.

use crate::record::envelope::Envelope;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// The bundles of one line of a record, one a line; nothing where it is no envelope.
pub fn bundles(line: &[u8]) -> Option<String> {
    let envelope = Envelope::parse(line).ok()?;
    let bundle = |signature: &crate::record::Signature| -> Value {
        let sig = STANDARD.encode(&signature.sig);
        let mut signed = json!({"sig": sig});
        if let Some(keyid) = &signature.keyid {
            signed["keyid"] = json!(keyid);
        }
        json!({
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": {"publicKey": {"hint": signature.keyid.as_deref().unwrap_or_default()}, "tlogEntries": []},
            "dsseEnvelope": {"payload": STANDARD.encode(&envelope.payload), "payloadType": envelope.payload_type, "signatures": [signed]},
        })
    };
    let lines: Vec<String> = envelope.signatures.iter().map(|s| format!("{}\n", bundle(s))).collect();
    Some(lines.concat())
}
