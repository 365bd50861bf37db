//! Any bytes as what a server sends: an article or a reason, and an article that is read again as it was written. The first line is the
//! `Content-Type`, the second the address, `Retry-After` and a line of a list.

#![no_main]

use daejo::fetch::{Fetched, Rules, addresses, is_address, retry_after};
use daejo::ingest::{Format, Layout, load_bytes};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(3, |b| *b == b'\n');
    let mut line = || String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
    let (kind, told) = (line(), line());
    let body = lines.next().unwrap_or_default();
    let _ = retry_after(&told, Timestamp::UNIX_EPOCH);
    for layout in [Layout::Jsonl, Layout::Tsv, Layout::Csv] {
        addresses(told.as_bytes(), layout).for_each(drop);
    }
    let _ = (Rules::default().allows(&told), is_address(&told));
    if let Ok(fetched) = Fetched::of("https://a.example/1", Some(&kind), body.to_vec(), Timestamp::UNIX_EPOCH) {
        assert!(!fetched.article.text.trim().is_empty());
        load_bytes("a.md", fetched.markdown().as_bytes(), Format::Markdown).expect("is read again");
    }
});
