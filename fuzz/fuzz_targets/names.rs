//! Any two words as a name and its spelling: a score between nothing and one.

#![no_main]

use daejo::names::name_match;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|name: (&str, &str)| {
    let score = name_match(name.0, name.1).score;
    assert!((0.0..=1.0).contains(&score));
});
