//! Keys under which clues of the two sides meet, and the hash they are made with: the same in every run. Used by `clues`
//! and the words of the lexicon.

use super::skeleton::Skeleton;
use std::hash::{Hash, Hasher};

/// Two clues meet in a key. The top byte is set for skeletons and clear for all others.
pub(super) type Key = u64;

const SKELETON: Key = 0xA5 << 56;

/// The key of a skeleton.
pub(super) const fn skeleton(s: Skeleton) -> Key {
    SKELETON | s.bits() as u64
}

/// The number of consonants of a skeleton's key; 0 for all others.
pub(super) const fn consonants(key: Key) -> u8 {
    if key & (0xFF << 56) != SKELETON {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 22")]
    let n = (64 - (key ^ SKELETON).leading_zeros()).div_ceil(3) as u8;
    n
}

/// A hash as a key that is no skeleton's.
pub(super) const fn plain(hash: u64) -> Key {
    hash & (u64::MAX >> 8)
}

/// The key of anything.
pub(super) fn hash(of: impl Hash) -> Key {
    let mut mix = Mix(0x9E37_79B9_7F4A_7C15);
    of.hash(&mut mix);
    plain(mix.finish())
}

/// What a text is a key for; the same letters as a word and as a name are two clues.
#[derive(Clone, Copy, Debug)]
pub(super) enum As {
    Stem = 1,
    Name,
    Latin,
    Word,
    Digits,
    /// The word as it stands.
    Whole,
}

/// The key of a text.
pub(super) fn text(of: As, bytes: &[u8]) -> Key {
    let mut mix = Mix(0x9E37_79B9_7F4A_7C15);
    mix.step(of as u64 | (bytes.len() as u64) << 8);
    mix.read(bytes);
    plain(mix.finish())
}

/// A small hash for short keys: eight bytes a step, folded multiplication.
struct Mix(u64);

impl Mix {
    const fn step(&mut self, word: u64) {
        let wide = (self.0 ^ word) as u128 * 0xA076_1D64_78BD_642F_u128;
        #[expect(clippy::cast_possible_truncation, reason = "both halves are folded together")]
        let folded = (wide as u64) ^ ((wide >> 64) as u64);
        self.0 = folded.rotate_left(23) ^ 0xE703_7ED1_A0B4_28DB;
    }

    /// Takes in bytes whose number is known to have been taken in.
    fn read(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.step(u64::from_le_bytes(*eight));
        }
        // Four bytes from either end are all of four to seven.
        let last = match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
            _ => rest.iter().fold(0, |word, b| word << 8 | u64::from(*b)),
        };
        self.step(last);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        self.step(bytes.len() as u64);
        self.read(bytes);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_apart() {
        assert_ne!(hash(("a", 1)), hash(("a", 2)));
        assert_ne!(hash("ab"), hash("ba"));
        assert_eq!(hash("정부"), hash("정부"));
        assert_ne!(text(As::Word, b"rate"), text(As::Name, b"rate"));
        assert_ne!(text(As::Word, b"east"), text(As::Name, b"cast"));
        assert_ne!(text(As::Word, b"rate\0"), text(As::Word, b"rate"));
        assert_eq!(consonants(hash("정부")), 0);
        let mut last = Skeleton::default();
        super::super::skeleton::of_hangul("트럼프", |_, s| last = s);
        assert_eq!(consonants(skeleton(last)), 4);
    }
}
