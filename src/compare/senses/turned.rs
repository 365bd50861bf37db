//! 사과가 아니라 변명: of two things the Korean denies one and affirms the other. Which of them the English denies is told by its
//! words for them, and holds only where both are known on both sides.

use super::{Clash, Sides};
use crate::compare::coverage::English;
use crate::names::{latin, matching};
use crate::text::lines::floor;
use crate::text::{Span, hangul};
use memchr::memmem::Finder;
use smallvec::SmallVec;
use std::sync::LazyLock;

/// What a clash says when the two are the other way round.
pub const TURNED: &str = "the other way round";

/// Two stretches of a text: what is denied, and what is affirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Contrast {
    denied: Span,
    affirmed: Span,
}

/// Finds a contrast that the English turns round.
pub(super) fn compare(sides: &Sides<'_>, out: &mut Vec<Clash>) {
    let Some(ko) = korean(sides.ko) else { return };
    let Some(en) = english(sides.en) else { return };
    let (denied, affirmed) = (Words::of(en.denied.slice(sides.en)), Words::of(en.affirmed.slice(sides.en)));
    let (not, but) = (ko.denied.slice(sides.ko), ko.affirmed.slice(sides.ko));
    if denied.tell(but) && !denied.tell(not) && affirmed.tell(not) && !affirmed.tell(but) {
        let english = Span::new(en.denied.start.min(en.affirmed.start), en.denied.end.max(en.affirmed.end));
        out.push(Clash { rule: "negation-lost", korean: ko.denied.cover(ko.affirmed), means: "", english, says: TURNED });
    }
}

/// The words of a stretch of English.
pub(super) struct Words<'t> {
    text: &'t str,
    english: English,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, english: English::of(text) }
    }

    /// Whether one of them renders a word of the Korean, by the word list or as a name.
    pub(super) fn tell(&self, korean: &str) -> bool {
        let named = || {
            let capitals = self.text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() >= 3 && w.starts_with(char::is_uppercase));
            capitals.filter_map(|w| latin::words(w).into_iter().next()).any(|w| korean.split(' ').any(|run| matching::starts_like(run, &w)))
        };
        self.english.told(korean).found > 0 || named()
    }
}

/// The only contrast of a Korean text: a word or two before 이 아니라, up to three behind it.
fn korean(text: &str) -> Option<Contrast> {
    static TURN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("아니라"));
    let mut all = TURN.find_iter(text.as_bytes()).filter(|at| text[..*at].ends_with("이 ") || text[..*at].ends_with("가 "));
    let (at, None) = (all.next()?, all.next()) else { return None };
    let particle = at - "이 ".len();
    let before = &text[..particle];
    let from = before.rfind([',', '.', '"', '“', '‘', '\'']).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let words: Vec<usize> = before[from..].match_indices(' ').map(|(i, _)| from + i + 1).collect();
    let denied = Span::new(if words.is_empty() { from } else { words[words.len() - 1] }, particle);
    let behind = at + "아니라".len();
    let rest = text[behind..].strip_prefix(',').map_or(behind, |_| behind + 1);
    let rest = text[rest..].strip_prefix(' ').map_or(rest, |_| rest + 1);
    let stop = text[rest..].find([',', '.', '"', '”', '’', '\'']).map_or(text.len(), |i| rest + i);
    let end = text[rest..stop].match_indices(' ').nth(1).map_or(stop, |(i, _)| rest + i);
    let affirmed = Span::new(rest, end);
    let whole = |s: Span| s.slice(text).chars().any(hangul::is_syllable);
    (whole(denied) && whole(affirmed)).then_some(Contrast { denied, affirmed })
}

/// Ends of the stretches that stand against each other.
const STOPS: [char; 9] = [',', '.', ';', ':', '"', '“', '”', '—', '!'];
/// Bytes of such a stretch, at most.
const FAR: usize = 40;

/// The only contrast of an English text: “Y, not X”, “not X but Y”, “Y rather than X”, “Y instead of X”.
fn english(text: &str) -> Option<Contrast> {
    let mut found: SmallVec<[Contrast; 2]> = SmallVec::new();
    for (at, not) in text.match_indices("not ").filter(|(at, _)| !text[..*at].ends_with(char::is_alphabetic)) {
        let denied = behind(text, at + not.len());
        if ["only ", "just ", "merely "].iter().any(|w| denied.slice(text).starts_with(w)) {
            return None;
        }
        let reach = &text[denied.start..floor(text, (denied.start + 2 * FAR).min(text.len()))];
        let but = [", but ", " but "].iter().filter_map(|b| reach.find(b).map(|i| (denied.start + i, b.len()))).min();
        match but {
            Some((at, len)) => found.push(Contrast { denied: Span::new(denied.start, at), affirmed: behind(text, at + len) }),
            None if text[..at].ends_with(", ") => found.push(Contrast { denied, affirmed: before(text, at - ", ".len()) }),
            None => {}
        }
    }
    for marker in [" rather than ", " instead of "] {
        found.extend(text.match_indices(marker).map(|(at, m)| Contrast { denied: behind(text, at + m.len()), affirmed: before(text, at) }));
    }
    if let [only] = found[..] { Some(only) } else { None }
}

/// The words before a place, as far as nothing parts them.
fn before(text: &str, end: usize) -> Span {
    let from = floor(text, end.saturating_sub(FAR));
    let parted = |i: usize| from + i + text[from + i..].chars().next().map_or(1, char::len_utf8);
    Span::new(text[from..end].rfind(STOPS).map_or(from, parted), end)
}

/// The words behind a place.
fn behind(text: &str, start: usize) -> Span {
    let to = floor(text, (start + FAR).min(text.len()));
    Span::new(start, text[start..to].find(STOPS).map_or(to, |i| start + i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_of_both_languages() {
        let ko = "대변인은 \"사과가 아니라 변명\"이라고 비판했다.";
        let found = korean(ko).unwrap();
        assert_eq!((found.denied.slice(ko), found.affirmed.slice(ko)), ("사과", "변명"));
        for (en, denied, affirmed) in [
            ("It was \"an excuse, not an apology.\"", "an apology", "an excuse"),
            ("He offered not an apology but an excuse.", "an apology", "an excuse"),
            ("They chose talks rather than pressure.", "pressure", "They chose talks"),
        ] {
            let found = english(en).unwrap();
            assert_eq!((found.denied.slice(en), found.affirmed.slice(en)), (denied, affirmed), "{en}");
        }
        assert_eq!(english("It is not only talk but action."), None);
        assert_eq!(english("It did not rain."), None);
    }
}
