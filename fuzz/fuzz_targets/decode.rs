//! Any bytes as text: UTF-8 comes back as it is, the rest is decoded or refused.

#![no_main]

use daejo::ingest::decode::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes)
        && let Ok(text) = std::str::from_utf8(bytes)
        && decoded.encoding == "UTF-8"
    {
        assert_eq!(decoded.text, text.strip_prefix('\u{feff}').unwrap_or(text));
    }
});
