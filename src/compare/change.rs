//! Words of change beside a figure: which way it goes (늘었다, 하락; rose, cut), in both languages.

use crate::text::SyllableSet;
use std::sync::LazyLock;

/// Which way something goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// It grows, rises, is raised.
    Up,
    /// It shrinks, falls, is cut.
    Down,
}

impl Way {
    /// The other one.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// Verb and noun stems in Korean.
const KOREAN: &[(&str, Way)] = &[
    ("증가", Way::Up),
    ("늘", Way::Up),
    ("상승", Way::Up),
    ("올랐", Way::Up),
    ("오르", Way::Up),
    ("오른", Way::Up),
    ("올라", Way::Up),
    ("올린", Way::Up),
    ("올렸", Way::Up),
    ("올리", Way::Up),
    ("인상", Way::Up),
    ("높아", Way::Up),
    ("높인", Way::Up),
    ("높였", Way::Up),
    ("급등", Way::Up),
    ("급증", Way::Up),
    ("폭등", Way::Up),
    ("뛰었", Way::Up),
    ("뛴", Way::Up),
    ("치솟", Way::Up),
    ("불어", Way::Up),
    ("확대", Way::Up),
    ("성장", Way::Up),
    ("감소", Way::Down),
    ("줄", Way::Down),
    ("하락", Way::Down),
    ("내렸", Way::Down),
    ("내린", Way::Down),
    ("내려", Way::Down),
    ("내리", Way::Down),
    ("인하", Way::Down),
    ("낮아", Way::Down),
    ("낮춘", Way::Down),
    ("낮췄", Way::Down),
    ("축소", Way::Down),
    ("급락", Way::Down),
    ("급감", Way::Down),
    ("폭락", Way::Down),
    ("떨어", Way::Down),
    ("역성장", Way::Down),
];

/// English words, by their stems at the start of a word; short ones stand for themselves and the forms below.
const ENGLISH: &[(&str, Way)] = &[
    ("rise", Way::Up),
    ("rose", Way::Up),
    ("rising", Way::Up),
    ("risen", Way::Up),
    ("increas", Way::Up),
    ("up", Way::Up),
    ("grew", Way::Up),
    ("grow", Way::Up),
    ("gain", Way::Up),
    ("jump", Way::Up),
    ("climb", Way::Up),
    ("higher", Way::Up),
    ("surg", Way::Up),
    ("soar", Way::Up),
    ("advanc", Way::Up),
    ("rais", Way::Up),
    ("expand", Way::Up),
    ("hike", Way::Up),
    ("more", Way::Up),
    ("spike", Way::Up),
    ("widen", Way::Up),
    ("fell", Way::Down),
    ("fall", Way::Down),
    ("drop", Way::Down),
    ("declin", Way::Down),
    ("down", Way::Down),
    ("decreas", Way::Down),
    ("shrank", Way::Down),
    ("shrink", Way::Down),
    ("shrunk", Way::Down),
    ("lower", Way::Down),
    ("plung", Way::Down),
    ("plummet", Way::Down),
    ("slump", Way::Down),
    ("tumbl", Way::Down),
    ("cut", Way::Down),
    ("reduc", Way::Down),
    ("contract", Way::Down),
    ("slip", Way::Down),
    ("lost", Way::Down),
    ("slash", Way::Down),
    ("less", Way::Down),
    ("fewer", Way::Down),
    ("dip", Way::Down),
    ("sank", Way::Down),
    ("trim", Way::Down),
    ("narrow", Way::Down),
];

/// Forms of the short English words, which start other words as well (fallow, cutlery).
const FORMS: &[(&str, &[&str])] = &[
    ("fall", &["falls", "falling", "fallen"]),
    ("cut", &["cuts", "cutting"]),
    ("rise", &["rises"]),
    ("hike", &["hiked", "hikes"]),
    ("soar", &["soared", "soaring"]),
    ("dip", &["dipped"]),
];

/// Nouns for what grows or shrinks, not verbs: growth forecast, pace of gains.
const NOUNS: [&str; 6] = ["growth", "gains", "increases", "declines", "losses", "lowering"];

/// The stem at the start of `rest`, and which way it points.
pub fn korean(rest: &str) -> Option<(&'static str, Way)> {
    static FIRSTS: LazyLock<SyllableSet> = LazyLock::new(|| KOREAN.iter().filter_map(|(stem, _)| stem.chars().next()).collect());
    rest.chars().next().filter(|c| FIRSTS.contains(*c))?;
    KOREAN.iter().find(|(stem, _)| rest.starts_with(stem)).copied()
}

/// Which way an English word points.
pub fn english(word: &str) -> Option<Way> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    let starts = |stem: &str| stem.as_bytes()[0] == first && word.get(..stem.len()).is_some_and(|w| w.eq_ignore_ascii_case(stem));
    let (_, way) = ENGLISH.iter().find(|(stem, _)| starts(stem) && (!whole(stem) || word.len() == stem.len() || form(stem, word)))?;
    (!NOUNS.iter().any(|n| word.eq_ignore_ascii_case(n))).then_some(*way)
}

/// Whether a stem is so short that only its own forms count.
fn whole(stem: &str) -> bool {
    stem.len() <= 4 && !matches!(stem, "surg" | "rais" | "gain" | "grow" | "drop" | "jump" | "slip")
}

fn form(stem: &str, word: &str) -> bool {
    FORMS.iter().any(|(s, forms)| *s == stem && forms.iter().any(|f| word.eq_ignore_ascii_case(f)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_forms() {
        assert_eq!(english("Rose"), Some(Way::Up));
        assert_eq!(english("falling"), Some(Way::Down));
        assert_eq!(english("fallow"), None);
        assert_eq!(english("growth"), None);
        assert_eq!(korean("늘었다"), Some(("늘", Way::Up)));
        assert_eq!(korean("역성장했다").map(|k| k.1), Some(Way::Down));
    }
}
