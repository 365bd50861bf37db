//! What a page says about its article: linked data first, then its meta elements. Part of [`crate::ingest::html`].

use crate::ingest::date::seoul_date;
use crate::model::Metadata;
use dom_smoothie::Readability;

/// The metadata of a page, and what of it could not be used.
pub(super) fn of(page: &Readability) -> (Metadata, Vec<String>) {
    let found = page.get_article_metadata(page.parse_json_ld());
    let mut notes = Vec::new();
    let written = found.published_time.or_else(|| attribute(page, "time[itemprop=\"datePublished\"], time[pubdate]", "datetime"));
    let date = written.and_then(|written| {
        let day = seoul_date(&written);
        if day.is_none() {
            let start: String = written.chars().take(40).collect();
            notes.push(format!(
                "the date `{start}` of the page was not understood, so nothing that needs a calendar is asserted; give the date with --date 2025-04-15"
            ));
        }
        day
    });
    let filled = |s: Option<String>| s.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let section = attribute(page, "meta[property=\"article:section\"]", "content");
    let meta = Metadata { title: filled(Some(found.title)), date, byline: filled(found.byline), section: filled(section), ..Metadata::default() };
    (meta, notes)
}

fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    page.doc.select_single(selector).attr(name).map(|v| v.to_string())
}
