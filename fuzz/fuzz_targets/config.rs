//! Any text as a configuration: settings, or mistakes with their places.

#![no_main]

use daejo::config::{Catalogue, Config};
use daejo::{check, pipeline};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let rules = Catalogue::new(pipeline::rules(), check::rules());
    if let Err(problems) = Config::parse(text, &rules) {
        assert!(!problems.is_empty());
    }
});
