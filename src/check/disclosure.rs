//! What an English article tells its readers about its own translation: the line, whether it speaks of a machine, whom it names. For the rules
//! `disclosure-missing` and `disclosure-wrong`. Looked for only where the article declares what made it.

use crate::model::{BlockKind, Document};
use crate::text::Span;

/// A line about the translation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disclosure<'t> {
    /// Where it stands, in bytes of the reading form.
    pub(super) span: Span,
    pub(super) text: &'t str,
}

/// Blocks at each end of an article among which such a line may stand that is not told by its form.
const ENDS: usize = 3;

/// Programs that readers know by name: the name, and how it is told that they are meant.
const ENGINES: [(&str, &[&str]); 8] = [
    ("ChatGPT", &["chatgpt", "gpt", "openai"]),
    ("Claude", &["claude", "anthropic"]),
    ("Gemini", &["gemini"]),
    ("DeepL", &["deepl"]),
    ("Papago", &["papago", "naver"]),
    ("Google Translate", &["google translate", "google"]),
    ("HyperCLOVA", &["hyperclova", "clova", "naver"]),
    ("Microsoft Translator", &["microsoft translator", "copilot", "microsoft"]),
];

/// Words of desks and posts, which name nobody.
const POSTS: [&str; 26] = [
    "staff", "editor", "editors", "desk", "team", "newsroom", "reporter", "reporters", "newspaper", "daily", "news", "times", "herald", "post", "ilbo",
    "korea", "korean", "english", "native", "our", "the", "a", "an", "and", "of", "by",
];

/// The lines of an article about its translation.
pub(super) fn disclosures<'t>(document: &'t Document<'_>) -> impl Iterator<Item = Disclosure<'t>> {
    let count = document.blocks.len();
    document.blocks.iter().enumerate().filter_map(move |(i, block)| {
        let text = block.span.slice(document.text());
        let near = i < ENDS || i + ENDS >= count;
        let is_line = block.kind == BlockKind::TranslationNotice || near && text.len() <= 400 && speaks(text);
        is_line.then_some(Disclosure { span: block.span, text })
    })
}

/// Whether a line at the end of an article speaks of its translation by a machine, in whatever form.
fn speaks(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains("translat") && of_machine(text) && ["article", "story", "korean", "edited", "report"].iter().any(|w| lower.contains(w))
}

/// Whether words speak of a machine.
fn of_machine(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let short = text.split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "AI" | "A.I" | "LLM" | "MT"));
    let long = ["artificial intelligence", "generative", "machine transl", "machine-transl", "language model", "translation engine", "automatic", "a.i."];
    short || long.iter().any(|w| lower.contains(w)) || engine(&lower).is_some()
}

/// The program that a text in lower case names.
fn engine(lower: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    ENGINES.iter().find(|(name, _)| lower.contains(&name.to_ascii_lowercase()))
}

impl Disclosure<'_> {
    /// Whether it tells that a machine translated.
    pub(super) fn tells_of_machine(&self) -> bool {
        of_machine(self.text)
    }

    /// The program that it names, if that is another one than what is declared.
    pub(super) fn other_engine(&self, declared: &[&str]) -> Option<&'static str> {
        let (name, words) = engine(&self.text.to_ascii_lowercase())?;
        let declared: Vec<String> = declared.iter().map(|d| d.to_ascii_lowercase()).collect();
        let known = declared.iter().any(|d| words.iter().any(|w| d.contains(w)));
        // What is declared must be a program that is known here, or it may be the same under another name.
        let other = declared.iter().any(|d| ENGINES.iter().any(|(n, words)| n != name && words.iter().any(|w| d.contains(w))));
        (!known && other).then_some(name)
    }

    /// The person whom it names as translator or editor, behind words such as `edited by`; nobody where that is a desk.
    pub(super) fn person(&self, behind: &[&str]) -> Option<Span> {
        let lower = self.text.to_ascii_lowercase();
        let start = behind.iter().find_map(|b| lower.find(b).map(|at| at + b.len()))?;
        let rest = self.text.get(start..)?;
        let mut run: Option<Span> = None;
        let mut at = start;
        for word in rest.split_inclusive(char::is_whitespace) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            let named = bare.starts_with(|c: char| c.is_ascii_uppercase()) && !POSTS.contains(&bare.to_ascii_lowercase().as_str());
            let from = at + word.find(bare).unwrap_or(0);
            run = match (run, named) {
                (None, true) => Some(Span::new(from, from + bare.len())),
                (Some(r), true) => Some(Span::new(r.start, from + bare.len())),
                (Some(r), false) => {
                    if r.slice(self.text).contains(' ') {
                        break;
                    }
                    None
                }
                (None, false) => None,
            };
            at += word.len();
            // A name ends with a comma, a full stop, a bracket.
            if run.is_some() && word.trim_end().ends_with([',', '.', ';', ']', ')']) && !bare.is_empty() {
                break;
            }
        }
        run.filter(|r| r.slice(self.text).contains(' '))
    }
}

/// Whether a name is that of a desk and not of a person.
pub(super) fn is_desk(name: &str) -> bool {
    let desks = ["staff", "desk", "team", "newsroom", "editor", "editors", "reporters"];
    name.split(|c: char| !c.is_alphanumeric()).any(|w| desks.contains(&w.to_ascii_lowercase().as_str()))
}

/// Whether two names in Latin letters can be of one person: a word of one is a word of the other.
pub(super) fn may_be(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let bare = |w: &str| w.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        name.split_whitespace().map(bare).filter(|w| w.len() > 1 && !POSTS.contains(&w.as_str())).collect()
    };
    let (one, other) = (words(one), words(other));
    one.is_empty() || other.is_empty() || one.iter().any(|w| other.contains(w)) || one.concat() == other.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn people_are_told_from_desks() {
        for (line, want) in [
            ("Translated from the original Korean using generative AI and edited by Thomas Min of the social affairs team.", Some("Thomas Min")),
            ("The Korean article was translated by generative AI and reviewed by our business desk editor Hannah Yoo.", Some("Hannah Yoo")),
            ("This article was written in Korean and translated using generative AI; edited by Park Eun-ji.", Some("Park Eun-ji")),
            ("Translated using generative AI and edited by Daehan Daily staff.", None),
            ("Translated by a generative AI system and edited by newsroom staff.", None),
            ("[Translated by AI and edited by Paul Hwang.]", Some("Paul Hwang")),
            ("It was then edited by a native English-speaking editor.", None),
            ("Translated by AI.", None),
        ] {
            let document = Document::plain(Lang::En, "en", line);
            let disclosure = Disclosure { span: Span::new(0, line.len()), text: document.text() };
            assert_eq!(disclosure.person(&["edited by", "reviewed by"]).map(|s| s.slice(line)), want, "{line}");
        }
    }

    #[test]
    fn names_are_one_persons_if_they_share_a_word() {
        assert!(may_be("Kim Ha-neul", "Kim Haneul") && may_be("Park Eun-ji", "Eun-ji Park"));
        assert!(is_desk("Daehan Daily staff") && is_desk("the business desk") && !is_desk("Kim Ha-neul"));
        assert!(!may_be("Thomas Min", "Laura Kang"));
        assert!(may_be("김하늘", "") && may_be("staff", "Laura Kang"));
    }
}
