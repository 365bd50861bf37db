//! What a page says about its article, as metadata: linked data first, then its meta elements, then what the search for its article
//! brings to light. Part of [`crate::ingest::html`].

use super::about::about;
use crate::model::Metadata;
use dom_smoothie::Readability;

/// The metadata of a page, and what of it could not be used.
pub(super) fn of(page: &Readability) -> (Metadata, Vec<String>) {
    let about = about(&page.doc);
    let found = page.get_article_metadata(None);
    let mut notes = Vec::new();
    let date = about.published.and_then(|when| {
        if when.day.is_none() {
            let start: String = when.written.chars().take(40).collect();
            notes.push(format!(
                "the date `{start}` of the page was not understood, so nothing that needs a calendar is asserted; give the date with --date 2025-04-15"
            ));
        }
        when.day
    });
    let filled = |s: Option<String>| s.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let meta = Metadata {
        title: filled(about.headline).or_else(|| filled(Some(found.title))),
        date,
        byline: filled(about.byline).or_else(|| filled(found.byline)),
        section: about.section,
        ..Metadata::default()
    };
    (meta, notes)
}
