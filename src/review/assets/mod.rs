//! What the pages are made of: the templates, which the server fills in, and the scripts and styles that they load. The article
//! itself is drawn by what the static page is drawn by.

use crate::report::page;

/// The start page; `{{nonce}}`, `{{token}}`, `{{editor}}` and `{{lang}}` are to be filled in, escaped.
pub const START: &str = include_str!("start.html");
/// The page of an article, with the same places.
pub const ARTICLE: &str = include_str!("article.html");

/// A file that a page loads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asset {
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// The file of a name; nothing where there is none.
pub fn get(name: &str) -> Option<Asset> {
    const STYLE: &str = "text/css; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    let (kind, text) = match name {
        "page.css" => (STYLE, page::STYLE),
        "desk.css" => (STYLE, include_str!("desk.css")),
        "start.css" => (STYLE, include_str!("start.css")),
        "page.js" => (SCRIPT, page::SCRIPT),
        "words.js" => (SCRIPT, include_str!("words.js")),
        "server.js" => (SCRIPT, include_str!("server.js")),
        "edit.js" => (SCRIPT, include_str!("edit.js")),
        "desk.js" => (SCRIPT, include_str!("desk.js")),
        "start.js" => (SCRIPT, include_str!("start.js")),
        _ => return None,
    };
    Some(Asset { kind, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::sources::{makes_markup, words};

    const SCRIPTS: [&str; 5] = ["words.js", "server.js", "edit.js", "desk.js", "start.js"];

    #[test]
    fn both_languages_have_the_same_words() {
        let script = include_str!("words.js");
        let (en, ko) = (words(script, "Object.assign(WORDS.en, {\n", "\n});"), words(script, "Object.assign(WORDS.ko, {\n", "\n});"));
        assert!(en.len() > 50, "{en:?}");
        assert_eq!(en, ko);
    }

    #[test]
    fn no_text_becomes_markup() {
        for name in SCRIPTS {
            assert_eq!(get(name).map(|a| makes_markup(a.text)), Some(None), "{name}");
        }
    }

    #[test]
    fn all_that_the_templates_load_is_there_and_marked_as_ours() {
        for template in [START, ARTICLE] {
            let mut loaded = 0;
            for tag in template.split('<').filter(|t| t.contains("/assets/")) {
                let name = tag.split("/assets/").nth(1).and_then(|n| n.split('"').next()).expect("a name");
                assert!(get(name).is_some_and(|a| !a.text.is_empty()), "{name}");
                assert!(tag.contains("nonce=\"{{nonce}}\""), "{tag}");
                loaded += 1;
            }
            assert_eq!(template.matches("<script").count() + template.matches("rel=\"stylesheet\"").count(), loaded, "nothing is inline");
            assert!(!template.contains(" on") && !template.contains("style="));
        }
        assert_eq!(get("../mod.rs"), None);
    }
}
