//! A sieve before a set of hashes: one bit tells of most of what is not in the set that it is not. A Bloom filter (Bloom 1970)
//! of one hash, which is small enough for the nearest memory.

/// Tells what is surely not among the hashes that were added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sieve(Box<[u64; Self::BITS / 64]>);

impl Sieve {
    /// Some thousand hashes set a tenth of them.
    const BITS: usize = 1 << 16;

    const fn place(hash: u64) -> (usize, u64) {
        // Folded, since the low bits of some hashes depend on the low bits of the letters alone.
        #[expect(clippy::cast_possible_truncation, reason = "the remainder is small")]
        let at = ((hash ^ hash >> 32) % Self::BITS as u64) as usize;
        (at / 64, 1 << (at % 64))
    }

    /// Takes a hash in.
    #[inline]
    pub fn add(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    /// Whether a hash may be among those that were added; never false of one that is.
    #[inline]
    pub fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; Self::BITS / 64]))
    }
}

impl FromIterator<u64> for Sieve {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut sieve = Self::default();
        hashes.into_iter().for_each(|hash| sieve.add(hash));
        sieve
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_never_denied() {
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let sieve: Sieve = (0..4000).map(spread).collect();
        assert!((0..4000).map(spread).all(|hash| sieve.may_have(hash)));
        let others = (4000..14000).map(spread).filter(|hash| sieve.may_have(*hash)).count();
        assert!(others < 1000, "{others} of 10,000");
    }
}
