//! 폭행은 시인했지만 살해 의도는 부인했다: two predicates that are opposites, each of something of its own. The English crosses them where each of
//! its predicates has the words for what the other one is of; that holds only where both are known on both sides.

use super::turned::Words;
use super::{Clash, Sides};
use crate::text::{Span, Stems};
use std::sync::LazyLock;

/// What a clash says when each of two predicates stands with what the other one is of.
pub const CROSSED: &str = "crossed over";

/// Two opposites.
struct Opposites {
    /// Beginnings of the Korean predicates.
    korean: [&'static [&'static str]; 2],
    /// Beginnings of the English ones.
    english: [&'static [&'static str]; 2],
    /// Whether English tells behind the predicate what it is of, or before it.
    behind: bool,
}

const OPPOSITES: &[Opposites] = &[
    Opposites {
        korean: [&["시인했", "시인하", "인정했", "인정하", "자백했"], &["부인했", "부인하", "부정했", "부정하"]],
        english: [&["admit", "acknowledg", "confess", "conced"], &["deny", "deni"]],
        behind: true,
    },
    Opposites { korean: [&["유죄"], &["무죄"]], english: [&["guilty", "convict"], &["acquit", "clear", "innocent"]], behind: true },
    Opposites {
        korean: [&["찬성했", "찬성하"], &["반대했", "반대하"]],
        english: [&["support", "favor", "favour", "back", "endors"], &["oppos", "reject", "against"]],
        behind: true,
    },
    Opposites {
        korean: [
            &["올랐", "오르", "상승했", "상승하", "늘었", "늘고", "늘어", "증가했", "증가하"],
            &["내렸", "내리", "하락했", "하락하", "줄었", "줄고", "줄어", "감소했", "감소하", "떨어졌", "떨어지"],
        ],
        english: [
            &["rose", "rise", "rising", "gain", "climb", "increas", "grew", "advanc"],
            &["fell", "fall", "drop", "declin", "decreas", "slid", "shrank", "shrunk"],
        ],
        behind: false,
    },
];

/// Where the only two predicates of each pair of opposites stand; nothing where one stands twice.
type Places = [[Place; 2]; OPPOSITES.len()];

/// How often a predicate stands in a text, and where.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    Once(usize),
    Often,
}

/// Finds two predicates that the English crosses.
pub(super) fn compare(sides: &Sides<'_>, out: &mut Vec<Clash>) {
    static STEMS: LazyLock<Stems<(usize, usize)>> = LazyLock::new(|| {
        let all = OPPOSITES
            .iter()
            .enumerate()
            .flat_map(|(n, o)| o.korean.iter().enumerate().flat_map(move |(pole, stems)| stems.iter().map(move |s| (*s, (n, pole)))));
        Stems::new(all)
    });
    let mut places: Places = [[Place::Nowhere; 2]; OPPOSITES.len()];
    STEMS.each(sides.ko, |span, (n, pole)| {
        let place = &mut places[n][pole];
        *place = if matches!(place, Place::Nowhere) { Place::Once(span.start) } else { Place::Often };
    });
    for (opposites, places) in OPPOSITES.iter().zip(places) {
        let [Place::Once(a), Place::Once(b)] = places else { continue };
        let Some(ko) = korean(sides.ko, a, b) else { continue };
        let Some((en, english)) = english(sides.en, opposites) else { continue };
        let [a, b] = ko.map(|of| of.slice(sides.ko));
        let (only_a, only_b) = (without_shared(a, b), without_shared(b, a));
        let [first, second] = en.map(|of| Words::of(of.slice(sides.en)));
        if first.tell(&only_b) && second.tell(&only_a) && !first.tell(&only_a) && !second.tell(&only_b) {
            let both = ko[0].cover(ko[1]);
            let end = sides.ko[both.end..].find([' ', ',', '.']).map_or(sides.ko.len(), |i| both.end + i);
            out.push(Clash { rule: "opposite-sense", korean: Span::new(both.start, end), means: "", english, says: CROSSED });
        }
    }
}

/// The words that one stretch does not share with the other, but for a particle: 혐의 tells nothing of which charge it is.
fn without_shared(of: &str, other: &str) -> String {
    let alike = |word: &str, one: &str| {
        let common: usize = word.chars().zip(one.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let particle = "는".len();
        common >= 2 * particle && word.len() - common <= particle && one.len() - common <= particle
    };
    of.split(' ').filter(|w| !other.split(' ').any(|one| alike(w, one))).collect::<Vec<_>>().join(" ")
}

/// What two predicates of a Korean sentence are of: the words before each.
fn korean(text: &str, a: usize, b: usize) -> Option<[Span; 2]> {
    let (first, second) = (a.min(b), a.max(b));
    let between = &text[first..second];
    if between.contains(['.', '"', '“', '”', '\n']) {
        return None;
    }
    let start = text[..first].rfind(['.', ',', '"', '“', '”', '\n']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    // The last words before it; those at the beginning say who.
    let from = text[start..first].rmatch_indices(' ').nth(3).map_or(start, |(i, _)| start + i + 1);
    let behind = between.find(' ').map(|i| first + i + 1)?;
    let spans = [Span::new(from, first), Span::new(behind, second)];
    Some(if a < b { spans } else { [spans[1], spans[0]] })
}

/// What two predicates of an English sentence are of, in the order of the Korean; and all of it.
fn english(text: &str, opposites: &Opposites) -> Option<([Span; 2], Span)> {
    let base = text.as_ptr() as usize;
    let mut found: [Option<Span>; 2] = [None; 2];
    let mut before = "";
    for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()) {
        let starts = |stem: &&str| word.get(..stem.len()).is_some_and(|w| w.eq_ignore_ascii_case(stem));
        if let Some(mut pole) = opposites.english.iter().position(|stems| stems.iter().any(&starts)) {
            // Not guilty; what was denied stands before “was denied”.
            pole = if before.eq_ignore_ascii_case("not") { 1 - pole } else { pole };
            let passive = ["was", "were", "been", "being"].contains(&before) && opposites.behind && word.ends_with("ed");
            let at = word.as_ptr() as usize - base;
            if found[pole].replace(Span::new(at, at + word.len())).is_some()
                || passive && !word.eq_ignore_ascii_case("convicted") && !word.eq_ignore_ascii_case("acquitted")
            {
                return None;
            }
        }
        before = word;
    }
    let [Some(a), Some(b)] = found else { return None };
    let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
    if text[first.end..second.start].contains(['.', '"', '“', '”']) {
        return None;
    }
    let spans = if opposites.behind {
        let end = text[second.end..].find(['.', '"', '”', ';']).map_or(text.len(), |i| second.end + i);
        [Span::new(first.end, second.start), Span::new(second.end, end)]
    } else {
        let start = text[..first.start].rfind(['.', '"', '“', ';']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        [Span::new(start, first.start), Span::new(first.end, second.start)]
    };
    let whole = Span::new(if opposites.behind { first.start } else { spans[0].start }, if opposites.behind { spans[1].end } else { second.end });
    Some((if a.start < b.start { spans } else { [spans[1], spans[0]] }, whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_compared(
            ko in "([가-힣]{1,3}|시인했|부인했|유죄|무죄|늘었|줄었| |\\.|,|\\PC){0,30}",
            en in "(admitted|denied|not|guilty|acquitted|rose|fell|[a-z]{1,5}| |\\.|,|was|\\PC){0,40}",
        ) {
            let mut out = Vec::new();
            compare(&Sides { ko: &ko, en: &en, ko_at: 0, en_at: 0 }, &mut out);
            for clash in out {
                prop_assert!(!clash.korean.slice(&ko).is_empty() && !clash.english.slice(&en).is_empty());
            }
        }
    }

    fn crossed(ko: &str, en: &str) -> bool {
        let mut out = Vec::new();
        compare(&Sides { ko, en, ko_at: 0, en_at: 0 }, &mut out);
        !out.is_empty()
    }

    #[test]
    fn each_predicate_is_of_something_of_its_own() {
        let ko = "피의자는 폭행 사실은 시인했지만 살해 의도는 부인했다.";
        assert!(crossed(ko, "The suspect denied the assault but admitted an intent to kill."));
        assert!(!crossed(ko, "The suspect admitted the assault but denied any intent to kill."));
        assert!(!crossed(ko, "The suspect denied any intent to kill but admitted the assault."));
        let ko = "법원은 뇌물 혐의는 유죄, 횡령 혐의는 무죄로 판단했다.";
        assert!(crossed(ko, "The court found him guilty of embezzlement and not guilty of bribery."));
        assert!(crossed(ko, "The court convicted him of embezzlement but acquitted him of bribery."));
        assert!(!crossed(ko, "The court convicted him of bribery but acquitted him of embezzlement."));
        let ko = "수출은 늘었지만 소비는 줄었다.";
        assert!(crossed(ko, "Consumption rose, but exports fell."));
        assert!(!crossed(ko, "Exports rose, but consumption fell."));
        assert!(!crossed(ko, "Consumption fell while exports rose."));
    }

    #[test]
    fn what_is_known_of_one_side_only_is_left_alone() {
        assert!(!crossed("수출은 늘었지만 소비는 줄었다.", "The picture was mixed, as one rose and the other fell."));
        assert!(!crossed("수출은 늘었다.", "Exports fell."));
    }
}
