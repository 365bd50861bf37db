//! Any bytes as a record, as a file of keys and as a file of checkpoints: read or refused, never accepted; JSON that is let through is JSON.

#![no_main]

use daejo::record::json::{Numbers, strict};
use daejo::record::{Envelope, Question, Trust, trust, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if strict(bytes, Numbers::Whole).is_ok() {
        assert!(serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
    }
    if let Ok(envelope) = Envelope::parse(bytes) {
        assert_eq!(Envelope::parse(envelope.to_line().as_bytes()), Ok(envelope));
    }
    let text = String::from_utf8_lossy(bytes);
    let keys = Trust::parse(&text);
    if let Err(problems) = &keys {
        assert!(problems.iter().all(|p| text.get(p.span.clone()).is_some()));
    }
    if let Some(key) = keys.iter().flat_map(|t| &t.keys).next() {
        let _ = trust::revoke(&text, &key.keyid, daejo::record::Moment::new(jiff::Timestamp::UNIX_EPOCH));
    }
    // The key of RFC 8032, test 1, whose signatures no fuzzer finds.
    let house = "[[key]]\nname = \"ci\"\nrole = \"ci\"\npublic = \"\"\"\n-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n\"\"\"\n";
    let house = Trust::parse(house).expect("is read");
    let at = jiff::Timestamp::UNIX_EPOCH;
    let question = Question { records: bytes, english: bytes, korean: Some(bytes), configuration: None, at, reviewers: 1, head: Some((&text, "a")) };
    assert!(!verify(&question, &house).holds());
});
