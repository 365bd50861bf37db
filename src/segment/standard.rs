//! What the Unicode Standard says of a stop (UAX #29, sentence boundaries): the layer below the rules of `bounds`, asked
//! wherever neither Korean nor English has a rule of its own.

use crate::text::hangul;
use crate::text::lines::floor;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes looked at on either side of a stop; the standard's rules look no farther than the words beside it.
const WINDOW: usize = 40;

/// Whether a sentence may end with the stop at `at` (its closing marks end at `end`).
pub(super) fn breaks(text: &str, at: usize, end: usize) -> bool {
    let from = floor(text, at.saturating_sub(WINDOW));
    let to = floor(text, (end + WINDOW).min(text.len())).max(end);
    let Some(window) = text.get(from..to) else { return true };
    let rest = text.get(end..).unwrap_or("");
    let behind = rest.trim_start();
    if is_plain(rest.len() - behind.len(), behind) {
        return true;
    }
    let next = end + (rest.len() - behind.len());
    window.split_sentence_bound_indices().any(|(i, _)| (end..=next).contains(&(from + i)))
}

/// Whether a space and then a word that a sentence can begin with follow a stop: nothing holds such a sentence together (of SB6 to SB8a,
/// what joins wants a digit, a letter without a space, a small letter, a comma or another stop). Most stops are of this kind, and
/// the standard's own reader need not be asked.
fn is_plain(space: usize, behind: &str) -> bool {
    space > 0 && behind.starts_with(|c: char| c.is_ascii_uppercase() || hangul::is_syllable(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stops_as_the_standard_sees_them() {
        let breaks_at = |text: &str, stop: &str| text.find(stop).is_some_and(|i| breaks(text, i, i + stop.len()));
        assert!(breaks_at("금리를 내렸다. 물가는 올랐다.", "."));
        assert!(breaks_at("He left. Then he came back.", "."));
        assert!(!breaks_at("It costs approx. five dollars", "."), "a small letter goes on");
        assert!(!breaks_at("It rose 3.5 percent", "."), "a decimal");
    }

    proptest! {
        #[test]
        fn what_is_plain_is_what_the_standard_says(
            before in "[a-zA-Z0-9가-힣 ,.]{0,6}", stop in "[.?!。？！]{1,2}[)”’\"]{0,2}", space in "[ \n\u{3000}\u{a0}]{1,2}", behind in "[A-Z가-힣][a-zA-Z가-힣 .]{0,6}",
        ) {
            let text = format!("{before}{stop}{space}{behind}");
            let bounds: Vec<usize> = text.split_sentence_bound_indices().map(|(i, _)| i).collect();
            let (end, next) = (before.len() + stop.len(), before.len() + stop.len() + space.len());
            prop_assert!(is_plain(space.len(), &behind));
            prop_assert!(bounds.iter().any(|i| (end..=next).contains(i)), "{text:?}: {bounds:?}");
        }
    }
}
