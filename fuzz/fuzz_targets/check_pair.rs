//! The whole pipeline on two texts, with and without a day of publication.

#![no_main]

use daejo::ingest::PairInput;
use daejo::judge::Policy;
use daejo::pipeline::check_pair;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sides: (&str, &str, bool)| {
    let (ko, en, dated) = sides;
    let date = if dated { "2025-04-15".parse().ok() } else { None };
    let pair = PairInput { ko: ko.to_owned(), en: en.to_owned(), date, ..PairInput::default() };
    let (source, target) = pair.documents();
    let checked = check_pair(&source, &target, date, &Policy::default());
    daejo_fuzz::in_place(&source, &checked.source);
    daejo_fuzz::in_place(&target, &checked.target);
    daejo_fuzz::told(&source, &target, &checked);
});
