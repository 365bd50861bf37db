//! What a Korean person is called beside the full name: a given name of another language (Samuel Kim), initials (H. J.
//! Lim), a baptismal name in front of the Korean one (Paul Roh Ki-nam), one syllable of the given name (Sang Lee), or the
//! given name alone (민아 for Bang Min Ah). Where the surname is all that both sides tell, the names may be of one person
//! and no more can be said: the more surely the rarer the surname.

use super::alphabet::{self, Letters};
use super::given;
use super::latin::Word;
use super::model::{KOREAN, Lanes, Model};
use super::sino;
use super::surnames::{self, Surname};
use super::weigh::{Kind, Order, Weighed};
use smallvec::SmallVec;

/// What is saved where the surname fits and the rest tells nothing, for the most usual surname and at most.
const TELLS_NOTHING: f32 = 0.03;
const AT_MOST: f32 = 0.11;
/// A spelling that costs more than the usual one by this much is of other syllables.
const OTHER: u16 = 40;

/// Whether a word is a given name of another language, or initials.
fn western(model: &Model, word: &Word) -> bool {
    let plain = std::str::from_utf8(word).unwrap_or_default();
    let vowels = word.iter().any(|c| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if word.len() < 3 {
        return word.len() == 1 || !vowels;
    }
    given::western(plain) || word.is_ascii() && !sino::mandarin(word) && foreign(&model.alone(word, true), given::latin_syllables(word).is_some())
}

/// Whether a word costs less in a language that Koreans take given names from than in any other; clearly less, where it
/// could be Korean.
fn foreign(costs: &Lanes, korean: bool) -> bool {
    const WESTERN: std::ops::Range<usize> = 2..6;
    let west = costs[WESTERN].iter().copied().min().unwrap_or(0);
    let east = costs.iter().enumerate().filter(|(k, _)| !WESTERN.contains(k) && (korean || *k != KOREAN)).map(|(_, &c)| c).min().unwrap_or(0);
    west + if korean { 12 } else { 0 } < east
}

/// What is saved by a surname that fits, where nothing else is told.
#[expect(clippy::cast_precision_loss, reason = "bearers are told in thousands")]
fn by_surname(surname: &Surname) -> f32 {
    // In bits, as if everybody else were called 김.
    let rare = (10_690.0 / surname.bearers.max(20) as f32).log2();
    (TELLS_NOTHING + 0.01 * rare).min(AT_MOST)
}

/// The best reading of the Latin name as another one of the same person.
pub(super) fn weigh(model: &Model, ko: &str, en: &[Word]) -> Weighed {
    let mut best = Weighed::NONE;
    let ko = ko.trim();
    let syllables = ko.chars().count();
    if !(2..=4).contains(&syllables) || ko.contains(' ') || en.is_empty() || en.len() > 4 {
        return best;
    }
    for (surname, rest) in surnames::partings(ko) {
        if spells(model, rest, &joined(en.iter())) && rest.chars().count() > 1 {
            best = best.better(byname(by_surname(surname).min(0.05), Order::Whole(0)));
        }
        for family in [0, en.len() - 1] {
            let others = || en.iter().enumerate().filter(move |&(i, _)| i != family).map(|(_, w)| w);
            if en.len() == 1 || surname.cost(&en[family]).is_none() {
                continue;
            }
            let order = Order::Surname(surname.hangul.chars().count(), family);
            let one_of_two = rest.chars().count() == 2 && rest.chars().any(|c| spells(model, c.encode_utf8(&mut [0; 4]), &joined(others())));
            if one_of_two || others().any(|w| western(model, w)) {
                best = best.better(byname(by_surname(surname), order));
            }
        }
    }
    // A given name alone, beside which the English tells the surname.
    if syllables == 2 && en.len() > 1 {
        for family in [0, en.len() - 1] {
            let rest = joined(en.iter().enumerate().filter(|&(i, _)| i != family).map(|(_, w)| w));
            if surnames::latin(&en[family]).next().is_some() && spells(model, ko, &rest) {
                best = best.better(byname(0.05, Order::Whole(0)));
            }
        }
    }
    best
}

fn byname(saved: f32, order: Order) -> Weighed {
    Weighed { saved, lane: KOREAN, order, kind: Kind::Byname, ..Weighed::NONE }
}

/// The Latin name without the given names of other languages in front of a Korean name that is told in full.
pub(super) fn without_western(model: &Model, en: &[Word]) -> Option<SmallVec<[Word; 4]>> {
    if !(3..=5).contains(&en.len()) {
        return None;
    }
    let western = |w: &&Word| w.len() > 2 && surnames::latin(w).next().is_none() && western(model, w);
    let rest: SmallVec<[Word; 4]> = en.iter().filter(|w| !western(w)).cloned().collect();
    (rest.len() >= 2 && rest.len() < en.len()).then_some(rest)
}

fn joined<'a>(words: impl Iterator<Item = &'a Word>) -> Word {
    words.flatten().copied().collect()
}

/// Whether Latin letters are a usual spelling of Korean syllables.
fn spells(model: &Model, ko: &str, latin: &[u8]) -> bool {
    let mut letters = Letters::new();
    alphabet::letters_of(ko, &mut letters);
    !letters.is_empty() && !latin.is_empty() && model.costs(&letters, latin)[KOREAN] <= model.usual(&letters)[KOREAN].saturating_add(OTHER)
}

#[cfg(test)]
mod tests {
    use crate::names::{Verdict, name_match};

    #[test]
    fn a_byname_is_likelier_than_another_name_but_no_match() {
        for (ko, en, other) in [
            ("도윤재", "Samuel Do", "Do Ki-hoon"),
            ("표서윤", "H.J. Pyo", "Pyo Ga-ram"),
            ("노상천", "Sang Noh", "Noh Ki-hoon"),
            ("민아", "Pyo Min Ah", "Pyo Ga Ram"),
        ] {
            let (byname, other) = (name_match(ko, en), name_match(ko, other));
            assert!(byname.score > other.score && byname.verdict == Verdict::Mismatch, "{ko} {en}: {byname:?} {other:?}");
            assert!(byname.why.contains("may be of one person"), "{}", byname.why);
        }
        // A rare surname tells more than a usual one; another surname tells that it is somebody else.
        assert!(name_match("표서윤", "Grace Pyo").score > name_match("김서윤", "Grace Kim").score);
        assert!(name_match("표서윤", "Grace Kim").score < 0.02);
    }

    #[test]
    fn a_baptismal_name_stands_in_front_of_the_korean_one() {
        assert_eq!(name_match("노기준", "Paul Roh Ki-jun").verdict, Verdict::Match);
        assert_eq!(name_match("노기준", "Paul Han Seo-yeon").verdict, Verdict::Mismatch);
    }
}
