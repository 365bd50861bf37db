//! A hasher for maps whose keys are hashes already: it spreads their bits once more, so that a key may leave some of them
//! empty, and does nothing else.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds hashers for keys of type `u64` that are hashes themselves.
pub type Prehashed = BuildHasherDefault<Spread>;

/// Takes one `u64` and spreads its bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    #[inline]
    fn write_u64(&mut self, key: u64) {
        // Multiplying carries low bits up and folding carries them back: maps take the place from the one end and a tag from
        // the other.
        let spread = (self.0.rotate_left(5) ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::BuildHasher;

    #[test]
    fn keys_that_differ_in_any_bit_are_told_apart() {
        let hash = |key: u64| Prehashed::default().hash_one(key);
        for bit in 0..56 {
            let (a, b) = (hash(0), hash(1 << bit));
            assert!(a != b && (a >> 57 != b >> 57 || a & 0xFF != b & 0xFF), "{bit}");
        }
    }
}
