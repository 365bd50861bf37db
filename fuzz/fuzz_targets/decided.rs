//! Any text as a file of waivers, as a baseline and as a comment of an article: read or refused, with places in the text; what is
//! written of a baseline is read again.

#![no_main]

use daejo::judge::baseline::Baseline;
use daejo::judge::waive::{parse, read_comment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse(text, &["date-differs", "magnitude-slip"], &["magnitude-slip".to_owned()]) {
        Ok(rows) => assert!(rows.iter().all(|r| r.waiver.rule == "date-differs")),
        Err(problems) => assert!(problems.iter().all(|p| text.get(p.span.clone()).is_some())),
    }
    match Baseline::parse(text) {
        Ok(baseline) => assert_eq!(Baseline::parse(&baseline.write()), Ok(baseline)),
        Err(problems) => assert!(problems.iter().all(|p| text.get(p.span.clone()).is_some())),
    }
    let _ = read_comment(text);
});
