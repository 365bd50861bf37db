//! Words right beside a figure that say which part it is of: 상위, 하위, 재적, 최근 on one side, top, bottom, of all members,
//! past on the other. Used by `count-of-what`.

use crate::model::{Mention, Value};
use crate::text::lines::floor;
use crate::text::{Span, SyllableSet};
use std::sync::LazyLock;

/// Labels of which a figure has one.
pub(super) struct Labels {
    /// What they are about, for messages.
    pub about: &'static str,
    /// Each label in Korean, and how English says it, the plainest first.
    pub poles: &'static [(&'static [&'static str], &'static [&'static str])],
    /// Whether a value can carry such a label.
    of: fn(&Value) -> bool,
}

/// All labels.
pub(super) static LABELS: &[Labels] = &[
    Labels {
        about: "the top, the bottom and the rest",
        poles: &[
            (&["상위"], &["top", "highest", "upper", "richest", "wealthiest", "best"]),
            (&["하위"], &["bottom", "lowest", "lower", "poorest", "worst"]),
            (&["나머지"], &["remaining", "other", "rest"]),
        ],
        of: |v| matches!(v, Value::Percent(_) | Value::Number(_) | Value::Multiple(_)),
    },
    Labels {
        about: "all members, those present and those voting",
        poles: &[
            (
                &["재적", "재적 의원", "재적의원", "재적 인원"],
                &["of all", "of the total", "of its members", "of the members", "of sitting", "of registered", "of the assembly", "of the membership"],
            ),
            (&["출석", "출석 의원", "출석의원"], &["of those present", "of those attending", "of the lawmakers present", "of those voting", "of attending"]),
            (&["유효투표", "유효 투표"], &["of valid", "of the valid", "of those voting", "of the votes"]),
        ],
        of: |v| matches!(v, Value::Number(_) | Value::Multiple(_) | Value::Percent(_)),
    },
    Labels {
        about: "the time before and the time to come",
        poles: &[(&["지난", "최근", "과거"], &["past", "last", "previous", "recent", "preceding"]), (&["앞으로", "향후"], &["next", "coming", "following"])],
        of: |v| matches!(v, Value::Duration(_)),
    },
    Labels {
        about: "the highest and the lowest",
        poles: &[
            (&["최고", "최고기온", "최고 기온", "최대", "최댓값"], &["high", "highs", "maximum", "peak", "highest", "most"]),
            (&["최저", "최저기온", "최저 기온", "최소"], &["low", "lows", "minimum", "lowest", "least"]),
        ],
        of: |v| matches!(v, Value::Quantity(..) | Value::Money(..) | Value::Percent(_)),
    },
];

/// The label right before a Korean figure: its place, the row of [`LABELS`] and the pole.
pub(super) fn korean(text: &str, m: &Mention) -> Option<(Span, usize, usize)> {
    /// The last syllables of the labels.
    static LASTS: LazyLock<SyllableSet> = LazyLock::new(|| {
        let words = LABELS.iter().flat_map(|l| l.poles).flat_map(|(ko, _)| ko.iter());
        words.filter_map(|w| w.chars().next_back()).collect()
    });
    let before = text.get(..m.span.start)?.trim_end_matches(' ');
    before.chars().next_back().filter(|c| LASTS.contains(*c))?;
    let hit = |(row, labels): (usize, &Labels)| {
        let poles = labels.poles.iter().enumerate();
        let words = poles.flat_map(|(pole, (ko, _))| ko.iter().map(move |w| (pole, *w)));
        let (pole, word) = words.filter(|(_, w)| before.ends_with(w)).max_by_key(|(_, w)| w.len())?;
        let start = before.len() - word.len();
        let whole = !before[..start].ends_with(crate::text::hangul::is_syllable);
        (whole && (labels.of)(&m.value)).then(|| (Span::new(start, before.len()), row, pole))
    };
    LABELS.iter().enumerate().find_map(hit)
}

/// The label of row `axis` right before an English figure, or right behind it where it starts with “of”.
pub(super) fn english(text: &str, m: &Mention, axis: usize) -> Option<(Span, usize)> {
    let labels = &LABELS[axis];
    let words = || labels.poles.iter().enumerate().flat_map(|(pole, (_, en))| en.iter().map(move |w| (pole, *w)));
    let from = floor(text, m.span.start.saturating_sub(24));
    let before = text.get(from..m.span.start)?.trim_end();
    // "Lows of 12 degrees", "the top 20 percent".
    let before = before.strip_suffix(" of").unwrap_or(before);
    if let Some((pole, word)) = words().filter(|(_, w)| ends_with_word(before, w)).max_by_key(|(_, w)| w.len()) {
        let end = from + before.len();
        return Some((Span::new(end - word.len(), end), pole));
    }
    let behind = text.get(m.span.end..)?;
    let body = behind.trim_start();
    let at = m.span.end + behind.len() - body.len();
    let (pole, word) = words().filter(|(_, w)| w.starts_with("of ") && body.starts_with(w)).max_by_key(|(_, w)| w.len())?;
    // A phrase that two poles share tells nothing.
    let shared = words().filter(|(_, w)| *w == word).count() > 1;
    let only_others = |own: usize| words().any(|(p, w)| p == own && w == word);
    let pole = if shared && only_others(pole) { words().filter(|(_, w)| *w == word).map(|w| w.0).max()? } else { pole };
    Some((Span::new(at, at + word.len()), pole))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    text.get(start..).is_some_and(|t| t.eq_ignore_ascii_case(word)) && !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Plain nouns of the classes that counters name; behind another noun they may mean something else.
const NOUNS: &[(&str, &[&str])] = &[
    (
        "people",
        &["people", "persons", "men", "women", "residents", "workers", "employees", "students", "patients", "passengers", "soldiers", "troops", "visitors"],
    ),
    ("homes", &["homes", "houses", "apartments"]),
    ("households", &["households"]),
    ("vehicles", &["vehicles", "cars", "trucks", "buses", "taxis"]),
    ("ships", &["ships", "vessels", "boats", "submarines", "frigates", "destroyers"]),
    ("aircraft", &["aircraft", "planes", "jets", "helicopters"]),
    ("animals", &["animals", "chickens", "pigs", "cows", "dogs", "cats", "ducks"]),
    ("companies", &["companies", "firms"]),
];

/// Words ending in s that may follow such a noun without being what is counted.
pub(super) const LINK: &[&str] = &["as", "was", "is", "has", "across", "vs", "this", "plus", "its", "his", "versus", "does"];

/// Whether a word plainly names a class of counted things.
pub(super) fn names(word: &str, class: &str) -> bool {
    NOUNS.iter().any(|(c, nouns)| *c == class && nouns.contains(&word))
}
