//! Two figures that stand at each other's words: 자주포 96문과 보급차 48대 as “48 howitzers and 96 resupply vehicles”. The words
//! beside each figure are held against one another by the bilingual word list, straight and crosswise.

use crate::compare::lexicon::LEXICON;
use crate::text::lines::floor;
use crate::text::{Span, hangul};
use smallvec::SmallVec;

/// How far from a figure its words may stand, in bytes.
const REACH: usize = 60;
/// Where in the Korean the words of one figure end and those of the next begin.
const KOREAN_BOUNDARIES: [&str; 14] = [", ", "고 ", "며 ", "과 ", "와 ", "지만 ", "는데 ", "은데 ", "· ", "·", ". ", "이고", "면서 ", "반면 "];
/// And in the English.
const ENGLISH_BOUNDARIES: [&str; 9] = [", followed by ", ", while ", " while ", ", and ", " and ", ", ", "; ", " but ", ". "];

/// Whether the words beside two Korean figures, in order, are found beside the two English ones crosswise and not straight.
/// `en` are the renderings of `ko`.
pub(super) fn crossed(korean: (&str, Span), ko: [Span; 2], english: (&str, Span), en: [Span; 2]) -> bool {
    let in_order = en[0].start < en[1].start;
    let ordered = if in_order { en } else { [en[1], en[0]] };
    let (Some([a, b]), Some([first, last])) = (sides(korean, ko, &KOREAN_BOUNDARIES), sides(english, ordered, &ENGLISH_BOUNDARIES)) else { return false };
    let [x, y] = if in_order { [first, last] } else { [last, first] };
    let [x, y] = [x, y].map(|side| side.english());
    let answered =
        |side: &Words<'_>, by: &Hashes| side.korean().any(|word| LEXICON.stem(word).is_some_and(|(_, hashes)| hashes.iter().any(|h| by.contains(h))));
    answered(&a, &y) && answered(&b, &x) && !answered(&a, &x) && !answered(&b, &y)
}

/// Beginnings of English words that render some Korean one.
type Hashes = SmallVec<[u64; 24]>;

/// The text on the two sides of a figure.
struct Words<'t>([&'t str; 2]);

impl<'t> Words<'t> {
    fn korean(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.0.iter().flat_map(|t| t.split(|c: char| !hangul::is_syllable(c))).filter(|w| w.len() >= 6)
    }

    fn english(&self) -> Hashes {
        let mut hashes = Hashes::new();
        let words = self.0.iter().flat_map(|t| t.as_bytes().split(|b| !b.is_ascii_alphabetic())).filter(|w| (3..=24).contains(&w.len()));
        for word in words {
            let mut lower = [0; 24];
            lower[..word.len()].copy_from_slice(word);
            lower.make_ascii_lowercase();
            LEXICON.beginnings(&lower[..word.len()], |hash| hashes.push(hash));
        }
        hashes
    }
}

/// The words of each of two figures in one sentence. What stands between the two is parted at the last boundary; where there
/// is none, nobody can tell whose words they are.
fn sides<'t>((text, within): (&'t str, Span), [first, last]: [Span; 2], boundaries: &[&str]) -> Option<[Words<'t>; 2]> {
    if !within.contains(first) || !within.contains(last) || first.end > last.start {
        return None;
    }
    let before = Span::new(floor(text, first.start.saturating_sub(REACH)).max(within.start), first.start);
    let behind = Span::new(last.end, floor(text, (last.end + REACH).min(within.end)));
    let between = Span::new(first.end, last.start).slice(text);
    let cut = last_end(between, boundaries)?;
    Some([Words([before.slice(text), &between[..cut]]), Words([&between[cut..], behind.slice(text)])])
}

/// Where the one that ends last of some words ends. One look backwards at every place, since the text between two figures is short.
fn last_end(text: &str, words: &[&str]) -> Option<usize> {
    let longest = words.iter().map(|w| w.len()).max().unwrap_or(0);
    let mut last = None;
    for at in (0..text.len()).rev() {
        if last.is_some_and(|last| at + longest <= last) {
            break;
        }
        let here = &text.as_bytes()[at..];
        let stands = |w: &&&str| w.as_bytes().first() == here.first() && here.starts_with(w.as_bytes());
        last = last.max(words.iter().filter(stands).map(|w| at + w.len()).max());
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swapped(ko: &str, figures: [&str; 2], en: &str, renderings: [&str; 2]) -> bool {
        let at = |text: &str, word: &str| text.find(word).map(|at| Span::new(at, at + word.len())).expect("is there");
        let whole = |text: &str| Span::new(0, text.len());
        crossed((ko, whole(ko)), figures.map(|f| at(ko, f)), (en, whole(en)), renderings.map(|f| at(en, f)))
    }

    #[test]
    fn words_tell_whose_a_figure_is() {
        let ko = "기업 12곳과 대학 7곳이 참여한다";
        assert!(swapped(ko, ["12곳", "7곳"], "Seven companies and 12 universities take part", ["12", "Seven"]));
        assert!(!swapped(ko, ["12곳", "7곳"], "Twelve companies and seven universities take part", ["Twelve", "seven"]));
        assert!(!swapped(ko, ["12곳", "7곳"], "Seven universities and 12 companies take part", ["12", "Seven"]));
        assert!(!swapped(ko, ["12곳", "7곳"], "Of all, 12 of one kind and seven of another", ["12", "seven"]));
    }
}
