//! Any bytes as an article in each format: an article or a refusal, and blocks that stand in the text.

#![no_main]

use daejo::ingest::{Format, load_bytes};
use daejo::model::Lang;
use daejo::{pipeline, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in Format::ALL {
        let Ok(loaded) = load_bytes("fuzz", bytes, format) else { continue };
        for lang in [Lang::Ko, Lang::En] {
            let document = loaded.document(lang);
            assert!(document.blocks.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            assert!(segment::segment(&document).iter().all(|p| document.blocks[p.block].span.contains(p.span)));
            daejo_fuzz::in_place(&document, &pipeline::read(&document, loaded.meta.date));
        }
    }
});
