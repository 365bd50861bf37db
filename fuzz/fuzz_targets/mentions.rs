//! The readers of numerals, dates, money and names of both languages on any text.

#![no_main]

use daejo::model::{Document, Lang};
use daejo::pipeline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let date = "2025-04-15".parse().ok();
    for lang in [Lang::Ko, Lang::En] {
        let document = Document::plain(lang, "fuzz", text);
        let reading = pipeline::read(&document, date);
        daejo_fuzz::in_place(&document, &reading);
        assert!(reading.mentions.windows(2).all(|w| w[0].span.start <= w[1].span.start));
    }
});
