//! A few dozen English phrases sought in every sentence, in any case. Most places are told by one bit for their first four
//! bytes, and nothing has to be built but these bits.

/// Phrases to be found.
#[derive(Debug)]
pub struct Needles {
    /// A bit for each way to begin.
    starts: Box<[u64; 64]>,
    /// With how they begin, by which they are in order.
    phrases: Vec<(usize, &'static str)>,
}

/// Bytes that every phrase has.
const LEAST: usize = 4;

impl Needles {
    /// Those of a list: lower case, of four bytes or more.
    pub fn new(phrases: &[&'static str]) -> Self {
        let mut phrases: Vec<(usize, &str)> = phrases.iter().filter_map(|p| p.as_bytes().first_chunk().map(|start| (start_of(*start), *p))).collect();
        phrases.sort_unstable();
        let mut starts = Box::new([0; 64]);
        for (start, _) in &phrases {
            starts[start / 64] |= 1 << (start % 64);
        }
        Self { starts, phrases }
    }

    /// Where phrases stand, from left to right, the longest first, none over another: start and end in bytes.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let bytes = text.as_bytes();
            while let Some(rest) = bytes.get(at..) {
                let may_start = |window: &[u8]| window.first_chunk().is_some_and(|w| self.may_start(start_of(*w)));
                at += rest.windows(LEAST).position(may_start)?;
                if let Some(len) = self.longest(&bytes[at..]) {
                    let found = (at, at + len);
                    at += len;
                    return Some(found);
                }
                at += 1;
            }
            None
        })
    }

    fn may_start(&self, start: usize) -> bool {
        self.starts[start / 64] >> (start % 64) & 1 == 1
    }

    /// The length of the longest phrase that a text starts with.
    fn longest(&self, text: &[u8]) -> Option<usize> {
        let start = start_of(*text.first_chunk()?);
        let from = self.phrases.partition_point(|p| p.0 < start);
        let same = self.phrases[from..].iter().take_while(|p| p.0 == start).map(|p| p.1.as_bytes());
        same.filter(|p| text.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p))).map(<[u8]>::len).max()
    }
}

/// The first bytes, in lower case, folded into twelve bits. (Marks that this takes for others are told apart later.)
fn start_of(bytes: [u8; LEAST]) -> usize {
    ((u32::from_le_bytes(bytes) | 0x2020_2020).wrapping_mul(0x9E37_79B9) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leftmost_and_longest_are_found_in_any_case() {
        let needles = Needles::new(&["here is", "here is the", "(tn:", "</s>"]);
        let found = |text: &str| needles.find_iter(text).map(|(a, b)| text[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Here is the end. HERE IS 한글 (TN: x)</s>"), ["Here is the", "HERE IS", "(TN:", "</s>"]);
        assert!(found("there, hereis (tn </S").is_empty());
        assert!(found("her").is_empty());
    }
}
