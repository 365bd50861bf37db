//! Any bytes as each kind of file of both languages: articles or a refusal, segments that are linked on both sides, and places
//! that stand in the text. What is annotated is stripped to the same text.

#![no_main]

use daejo::ingest::Limits;
use daejo::ingest::bilingual::{Kind, in_bytes, xliff};
use daejo::judge::Policy;
use daejo::model::Lang;
use daejo::pipeline::check_pair;
use daejo::report::xliff::{annotate, stripped};
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

fuzz_target!(|bytes: &[u8]| {
    for kind in Kind::ALL {
        let Ok(articles) = in_bytes(bytes, kind, Limits { file: 1 << 20 }) else { continue };
        for article in &articles {
            let (ko, en) = (article.ko.document(Lang::Ko, "fuzz"), article.en.document(Lang::En, "fuzz"));
            assert_eq!(ko.segments.len(), en.segments.len());
            let checked = check_pair(&ko, &en, None, &Policy::default());
            daejo_fuzz::in_place(&ko, &checked.source);
            daejo_fuzz::in_place(&en, &checked.target);
            daejo_fuzz::told(&ko, &en, &checked);
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let text = Arc::<str>::from(text);
    let Ok((_, anchors)) = xliff::read(&text) else { return };
    let written = Arc::<str>::from(annotate(&text, &anchors, &[]));
    let (_, found) = xliff::read(&written).expect("what was read can be read with annotations");
    assert_eq!(stripped(&written, &found), stripped(&text, &anchors));
});
