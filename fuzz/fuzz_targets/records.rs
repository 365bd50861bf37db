//! Any bytes as a stream of records, in both layouts: every line gives an item or says why not.

#![no_main]

use daejo::ingest::{Layout, Line, PairReader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for layout in [Layout::Jsonl, Layout::Tsv] {
        let mut last = 0;
        for line in PairReader::with_cap(bytes, layout, 4096) {
            let (Line::Item { line, .. } | Line::Bad { line, .. }) = &line;
            assert!(*line > last, "lines are told in order, each once");
            last = *line;
        }
    }
});
