//! A few dozen English phrases sought in every sentence, in any case, without looking at most of its bytes: a window as
//! long as the shortest phrase is moved over the text, and the last three bytes in it tell how far it can be moved on
//! until some phrase could start there (after Wu and Manber 1994).

/// Phrases to be found.
#[derive(Debug)]
pub struct Needles {
    /// As long as the shortest phrase.
    window: usize,
    /// By the last three bytes of the window, how far to the right the next place is at which a phrase can start.
    shifts: Box<[u8; PLACES]>,
    /// A bit for each way to begin.
    starts: Box<[u64; PLACES / 64]>,
    /// With how they begin, by which they are in order.
    phrases: Vec<(usize, &'static str)>,
}

/// Bytes that are looked at together; every phrase has at least so many.
const BLOCK: usize = 3;
/// Numbers that such bytes are folded into.
const PLACES: usize = 4096;

impl Needles {
    /// Those of a list, of three bytes or more each; the longer the shortest is, the faster they are found.
    pub fn new(phrases: &[&'static str]) -> Self {
        let mut phrases: Vec<(usize, &str)> = phrases.iter().filter_map(|p| p.as_bytes().first_chunk().map(|start| (folded(*start), *p))).collect();
        phrases.sort_unstable();
        let window = phrases.iter().map(|(_, p)| p.len()).min().unwrap_or(BLOCK).min(usize::from(u8::MAX));
        let at_most = |shift: usize| u8::try_from(shift).unwrap_or(u8::MAX);
        let mut shifts = Box::new([at_most(window - BLOCK + 1); PLACES]);
        let mut starts = Box::new([0; PLACES / 64]);
        for (start, phrase) in &phrases {
            starts[start / 64] |= 1 << (start % 64);
            for (behind, block) in phrase.as_bytes()[..window].windows(BLOCK).rev().enumerate() {
                let Some(block) = block.first_chunk() else { continue };
                let shift = &mut shifts[folded(*block)];
                *shift = (*shift).min(at_most(behind));
            }
        }
        Self { window, shifts, starts, phrases }
    }

    /// Where phrases stand, from left to right, the longest first, none over another: start and end in bytes.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes();
        // The end of the window.
        let mut end = self.window;
        std::iter::from_fn(move || {
            while let Some(last) = bytes.get(..end).and_then(<[u8]>::last_chunk) {
                let shift = usize::from(self.shifts[folded(*last)]);
                if shift > 0 {
                    end += shift;
                    continue;
                }
                let at = end - self.window;
                if let Some(len) = self.longest(&bytes[at..]) {
                    end += len;
                    return Some((at, at + len));
                }
                end += 1;
            }
            None
        })
    }

    /// The length of the longest phrase that a text starts with.
    fn longest(&self, text: &[u8]) -> Option<usize> {
        let start = folded(*text.first_chunk()?);
        if self.starts[start / 64] >> (start % 64) & 1 == 0 {
            return None;
        }
        let from = self.phrases.partition_point(|p| p.0 < start);
        let same = self.phrases[from..].iter().take_while(|p| p.0 == start).map(|p| p.1.as_bytes());
        same.filter(|p| text.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p))).map(<[u8]>::len).max()
    }
}

/// Three bytes, in lower case, folded into twelve bits. (What this takes for the same is told apart later.)
fn folded([a, b, c]: [u8; BLOCK]) -> usize {
    ((u32::from_le_bytes([a, b, c, 0]) | 0x0020_2020).wrapping_mul(0x9E37_79B9) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIST: &[&str] = &["here is", "here is the", "(tn: his", "</s> so"];

    #[test]
    fn the_leftmost_and_longest_are_found_in_any_case() {
        let needles = Needles::new(LIST);
        let found = |text: &str| needles.find_iter(text).map(|(a, b)| text[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Here is the end. HERE IS 한글 (TN: His)</s> SO"), ["Here is the", "HERE IS", "(TN: His", "</s> SO"]);
        assert!(found("there, hereis (tn </S").is_empty());
        assert!(found("her").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_passed_over(parts in proptest::collection::vec(prop_oneof![proptest::sample::select(LIST).prop_map(str::to_owned), "[ehr is(tn:<]{0,4}|가"], 0..8)) {
            let text = parts.concat();
            let mut slow = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let here = LIST.iter().filter(|p| text.get(at..).is_some_and(|t| t.starts_with(**p))).map(|p| p.len()).max();
                slow.extend(here.map(|len| (at, at + len)));
                at += here.unwrap_or(1);
            }
            prop_assert_eq!(Needles::new(LIST).find_iter(&text).collect::<Vec<_>>(), slow);
        }
    }
}
