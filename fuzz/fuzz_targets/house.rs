//! Any text as a house list: rows, or mistakes with their places; what was read can be asked and linted.

#![no_main]

use daejo::house::{self, House};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (entries, problems) = house::read(text);
    assert!(problems.iter().all(|p| text.get(p.span.clone()).is_some()));
    let _ = house::lint(&[("list", &entries)]);
    if let Ok(house) = House::new(entries) {
        assert!(house.entries().iter().all(|e| e.ko.iter().all(|ko| house.accepts(ko, &e.en, None))));
    }
});
