//! An article as an editor sees it, Korean beside English: everything that a page shows of one pair, as JSON for a server, and as a
//! single file that needs none. The same script draws both.

mod context;
pub mod html;
mod marks;
mod side;
mod v1;
mod view;

pub use context::{Context, Romanise};
pub use v1::{
    BlockV1, CutV1, DraftV1, HandV1, LinkV1, MarkV1, PAGE, PageFindingV1, PageV1, PassageV1, RepairedV1, RuleV1, SideV1, StateV1, UncheckedV1, ValuePairV1,
};
pub use view::{not_checked, view};

/// The style of the page.
pub const STYLE: &str = concat!(include_str!("assets/base.css"), include_str!("assets/article.css"), include_str!("assets/panel.css"));

/// The script that draws the page: words in two languages, text with its marks, links, list of findings. It does nothing until
/// something is shown with it.
pub const SCRIPT: &str = concat!(
    "'use strict';\n",
    include_str!("assets/words.js"),
    include_str!("assets/dom.js"),
    include_str!("assets/text.js"),
    include_str!("assets/links.js"),
    include_str!("assets/card.js"),
    include_str!("assets/list.js"),
    include_str!("assets/view.js"),
);

#[cfg(test)]
pub(crate) mod sources {
    //! What the tests of the pages ask of their scripts.

    /// The words of one language between two marks of a script: a name and a colon each.
    pub(crate) fn words(script: &str, from: &str, to: &str) -> Vec<String> {
        let body = script.split(from).nth(1).and_then(|b| b.split(to).next()).expect("a language");
        let mut found: Vec<String> = Vec::new();
        for (at, _) in body.match_indices(':') {
            let word: String = body[..at].chars().rev().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            // A key stands behind a comma, a brace or the end of a line; “as it is now:” in a text does not.
            let before = body[..at - word.len()].trim_end_matches(' ');
            if !word.is_empty() && (before.is_empty() || before.ends_with([',', '{', '\n'])) {
                found.push(word.chars().rev().collect());
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// What makes markup or code of a text; none of it is in a script of ours.
    pub(crate) fn makes_markup(script: &str) -> Option<&'static str> {
        const WAYS: [&str; 9] =
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "srcdoc", "createContextualFragment", "DOMParser", "eval(", "new Function"];
        WAYS.into_iter().find(|way| script.contains(way))
    }
}

#[cfg(test)]
mod tests {
    use super::sources::{makes_markup, words};

    #[test]
    fn both_languages_have_the_same_words() {
        let script = include_str!("assets/words.js");
        let (en, ko) = (words(script, "\n  en: {\n", "\n  },\n"), words(script, "\n  ko: {\n", "\n  },\n"));
        assert!(en.len() > 60, "{en:?}");
        assert_eq!(en, ko);
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(makes_markup(super::SCRIPT), None);
        assert_eq!(makes_markup(include_str!("assets/static.js")), None);
    }
}
