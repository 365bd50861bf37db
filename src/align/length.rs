//! What lengths say: English is about twice as long as the Korean it renders, in characters without spaces (after Gale and
//! Church 1993, on the ratio's logarithm). Used by `evidence`.

/// English characters for a Korean one: 2.01 over the development half of NTREX-128.
const RATIO: f32 = 2.0;
/// Added to both lengths (in English characters), since short sentences vary more.
const SLACK: f32 = 10.0;
/// Spread of the ratio's logarithm for true pairs and for chance pairs.
const SPREAD: f32 = 0.26;
const CHANCE: f32 = 0.75;
/// Evidence of lengths that agree to the letter is a little less than this.
pub(super) const MOST: f32 = 1.1;
/// However far the lengths are apart, more evidence against than this there is not.
const WORST: f32 = -9.0;

/// Length of a Korean sentence in the English characters that it would take.
pub(super) fn korean(text: &str) -> f32 {
    // Spaces that are not of ASCII do not stand in the reading form.
    let (mut wide, mut narrow) = (0_u32, 0_u32);
    for b in text.bytes() {
        wide += u32::from(b >= 0xC0);
        narrow += u32::from(b.is_ascii() && !b.is_ascii_whitespace());
    }
    #[expect(clippy::cast_precision_loss, reason = "a length needs no precision")]
    let (wide, narrow) = (wide as f32, narrow as f32);
    RATIO * wide + 1.1 * narrow
}

/// Length of an English sentence in characters without spaces.
pub(super) fn english(text: &str) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a length needs no precision")]
    let n = text.bytes().filter(|b| !b.is_ascii_whitespace() && (b & 0xC0) != 0x80).count() as f32;
    n
}

/// Evidence (natural logarithm of the likelihood ratio) that two stretches of these lengths render each other.
/// `tilt` is the logarithm of the article's own ratio over the usual one.
pub(super) fn evidence(korean: f32, english: f32, tilt: f32) -> f32 {
    let d = ((english + SLACK) / (korean + SLACK)).ln() - tilt;
    let sharper = 0.5 * (SPREAD.powi(-2) - CHANCE.powi(-2));
    ((CHANCE / SPREAD).ln() - sharper * d * d).max(WORST)
}

/// Evidence by lengths in bytes, for a pair that nobody searched for: Hangul takes three, digits and spaces one.
#[expect(clippy::cast_precision_loss, reason = "a length needs no precision")]
pub(super) fn rough(korean: usize, english: usize) -> f32 {
    evidence(korean as f32 * 0.72, english as f32 * 0.84, 0.0)
}

/// How much longer than usual the English of an article is, as a logarithm: half of what its totals say, within reason.
pub(super) fn tilt(korean: f32, english: f32) -> f32 {
    (0.5 * ((english + 10.0 * SLACK) / (korean + 10.0 * SLACK)).ln()).clamp(-0.25, 0.25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_lengths_speak_for_and_unlike_ones_against() {
        let ko = korean("한국은행이 기준금리를 연 2.75%에서 2.50%로 0.25%포인트 내렸다.");
        let en = english("The Bank of Korea lowered its base rate by 0.25 percentage point from 2.75 percent to 2.50 percent.");
        assert!(evidence(ko, en, 0.0) > 0.2, "{ko} {en}");
        assert!(evidence(ko, 3.0 * en, 0.0) < -3.0);
        assert!(evidence(0.0, f32::MAX, 0.0) >= WORST);
    }
}
