//! Which sources the result of an article depends on. `build.rs` makes the digest of these by which an archive knows that it was checked by
//! another program; all others (commands, reports, pages, the store itself) may change without an article being checked again.
//! `tests/it/architecture.rs` holds the list against what the files use.

/// Files and folders of `src`, from there, in order.
pub const SOURCES: [&str; 25] = [
    "align/", // What is kept of a result, and how.
    "archive/digest.rs", "archive/store/kept.rs", "archive/store/pack.rs", "check/",
    // How an article is put together of what was read, and what was decided about it.
    "cli/decided.rs", "cli/depends.rs", "cli/intake/", "cli/one.rs", "compare/", "extract/", "house/", "ingest/", "judge/", "model/", "names/", "pipeline.rs",
    // A result is a line of the JSON interface.
    "report/draft.rs", "report/json.rs", "report/line.rs", "report/v1.rs", "report/value.rs", "revise/", "segment/", "text/",
];

/// Endings of files among them that say something to people only: the pages of the rules.
pub const PAGES: [&str; 1] = ["md"];

/// Whether a result depends on a file of `src`.
pub fn is_source(file: &str) -> bool {
    let page = PAGES.iter().any(|ending| file.rsplit('.').next() == Some(ending));
    !page && SOURCES.iter().any(|source| file == *source || source.ends_with('/') && file.starts_with(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_depend_on_what_checks_and_on_nothing_that_shows() {
        for file in ["check/residue.rs", "compare/rates.tsv", "names/korean.tsv", "extract/units.toml", "pipeline.rs", "cli/one.rs"] {
            assert!(is_source(file), "{file}");
        }
        for file in ["report/page/assets/page.css", "review/routes.rs", "archive/store/read.rs", "cli/lsp/mod.rs", "check/residue.md", "cli/one.rs.bak"] {
            assert!(!is_source(file), "{file}");
        }
        assert!(SOURCES.is_sorted());
    }
}
