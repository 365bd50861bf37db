//! Any text as a configuration: settings, or mistakes with their places.

#![no_main]

use daejo::check;
use daejo::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let rules: Vec<&str> = check::rules().map(|r| r.id).collect();
    if let Err(problems) = Config::parse(text, &rules) {
        assert!(!problems.is_empty());
    }
});
