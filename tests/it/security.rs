//! SECURITY.md: every claim names a test, and every test that is named exists.

use std::path::Path;

/// `file::test` of every row of claims.
fn named(text: &str) -> Vec<(&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|word| word.split_once("::")).filter(|(file, _)| file.contains('/')).collect()
}

#[test]
fn every_claim_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("SECURITY.md")).expect("is there");
    let mut missing = Vec::new();
    for (file, test) in named(&text) {
        let source = std::fs::read_to_string(root.join(file)).unwrap_or_default();
        let rust = source.contains(&format!("#[test]\nfn {test}(")) || source.contains(&format!("#[test]\n    fn {test}("));
        if !rust && !source.contains(&format!("def {test}(")) {
            missing.push(format!("{file}::{test}"));
        }
    }
    assert_eq!(missing, [""; 0]);
    // Rows of a table whose heading says so hold their claims.
    let mut claims = 0;
    for table in text.split("| claim | held by |").skip(1) {
        for row in table.lines().skip(2).take_while(|l| l.starts_with('|')) {
            claims += 1;
            assert!(!named(row).is_empty(), "no test holds this: {row}");
        }
    }
    assert!(claims > 15, "{claims}");
}

#[test]
fn a_test_that_is_not_there_is_missed() {
    assert_eq!(named("| a | `tests/it/x.rs::y`, `crate::z` |"), [("tests/it/x.rs", "y")]);
}
