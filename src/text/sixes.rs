//! Beginnings of six bytes: two Hangul syllables, or one and what stands behind it. A set of them can be asked at every place of
//! a text: a question is a load, a product and a look at one bit.

/// Ways to begin, folded into a bit each. May say too much, never too little.
#[derive(Debug)]
pub struct Sixes(Box<[u64; WAYS / 64]>);

/// Numbers that beginnings are folded into: 4 kB of bits.
const WAYS: usize = 1 << 15;
/// Bytes of a beginning.
pub const SIX: usize = 6;

impl Sixes {
    /// The beginnings of these words; one that is shorter has none here.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut bits = Box::new([0; WAYS / 64]);
        for word in words.into_iter().filter(|w| w.len() >= SIX) {
            let way = way(six_at(word.as_bytes(), 0));
            bits[way / 64] |= 1 << (way % 64);
        }
        Self(bits)
    }

    /// Whether one of the words may begin like this.
    #[inline]
    pub fn may_begin(&self, six: u64) -> bool {
        let way = way(six);
        self.0[way / 64] >> (way % 64) & 1 == 1
    }
}

/// The six bytes from `at` on, as a number; what is behind the end of the text is nought.
#[inline]
pub fn six_at(text: &[u8], at: usize) -> u64 {
    match text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(eight) => u64::from_le_bytes(*eight) & 0xFFFF_FFFF_FFFF,
        None => near_the_end(text, at),
    }
}

#[cold]
fn near_the_end(text: &[u8], at: usize) -> u64 {
    text.get(at..).unwrap_or_default().iter().take(SIX).rev().fold(0, |sum, &b| sum << 8 | u64::from(b))
}

#[inline]
fn way(six: u64) -> usize {
    (six.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 49) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_known_wherever_they_stand() {
        let set = Sixes::new(["대통령", "전 대표", "시장", "KT"]);
        let text = "이 대통령은 전 대표인 시장";
        let met: Vec<&str> = text.char_indices().filter(|&(at, _)| set.may_begin(six_at(text.as_bytes(), at))).map(|(at, _)| &text[at..]).collect();
        assert_eq!(met, ["대통령은 전 대표인 시장", "전 대표인 시장", "시장"]);
        assert!(!set.may_begin(six_at("KT".as_bytes(), 0)) && !set.may_begin(six_at(b"", 3)));
    }
}
