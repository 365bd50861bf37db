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
mod tests {
    /// The words of one language, as the script has them: a name and a colon each.
    fn words(script: &str, lang: &str) -> Vec<String> {
        let body = script.split(lang).nth(1).and_then(|b| b.split("\n  },\n").next()).expect("a language");
        let mut found: Vec<String> = Vec::new();
        for (at, _) in body.match_indices(':') {
            let word: String = body[..at].chars().rev().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            let before = body[..at - word.len()].chars().next_back();
            if !word.is_empty() && matches!(before, Some(' ' | '\n' | '\'')) {
                found.push(word.chars().rev().collect());
            }
        }
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn both_languages_have_the_same_words() {
        let script = include_str!("assets/words.js");
        let (en, ko) = (words(script, "\n  en: {\n"), words(script, "\n  ko: {\n"));
        assert!(en.len() > 60, "{en:?}");
        assert_eq!(en, ko);
    }
}
