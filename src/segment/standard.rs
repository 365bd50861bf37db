//! What the Unicode Standard says of a stop (UAX #29, sentence boundaries): the layer below the rules of `bounds`, asked
//! wherever neither Korean nor English has a rule of its own.

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
    let next = end + (rest.len() - rest.trim_start().len());
    window.split_sentence_bound_indices().any(|(i, _)| (end..=next).contains(&(from + i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_as_the_standard_sees_them() {
        let breaks_at = |text: &str, stop: &str| text.find(stop).is_some_and(|i| breaks(text, i, i + stop.len()));
        assert!(breaks_at("금리를 내렸다. 물가는 올랐다.", "."));
        assert!(breaks_at("He left. Then he came back.", "."));
        assert!(!breaks_at("It costs approx. five dollars", "."), "a small letter goes on");
        assert!(!breaks_at("It rose 3.5 percent", "."), "a decimal");
    }
}
