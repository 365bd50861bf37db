//! What tells whether something is as it was: the first half of a SHA-256 over parts, each with its length before it, so that no two
//! rows of parts run into each other.

use sha2::{Digest as _, Sha256};
use std::fmt;

/// A digest of sixteen bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Digest([u8; 16]);

/// Takes in the parts of what is digested.
#[derive(Clone, Debug)]
pub struct Digester(Sha256);

impl Digester {
    /// Begins; what is of another `kind` never has the same digest.
    pub fn new(kind: &str) -> Self {
        let mut all = Self(Sha256::new());
        all.part(kind.as_bytes());
        all
    }

    /// Takes in a part.
    pub fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    /// Takes in a part that may not be there, which is another thing than one that is empty.
    pub fn maybe(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            None => self.0.update(u64::MAX.to_be_bytes()),
            Some(bytes) => self.part(bytes),
        }
    }

    /// Takes in a number.
    pub fn number(&mut self, n: i64) {
        self.0.update(n.to_be_bytes());
    }

    /// The digest.
    pub fn finish(self) -> Digest {
        let whole = self.0.finalize();
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        Digest(half)
    }
}

impl Digest {
    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The digest that these bytes are, where they are as many as it has.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its first half as a number, for sums that guard a row of a table.
    pub(crate) fn short(&self) -> i64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0[..8]);
        i64::from_be_bytes(first)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, parts: &[&str]) -> Digest {
        let mut digester = Digester::new(kind);
        for part in parts {
            digester.part(part.as_bytes());
        }
        digester.finish()
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(of("a", &["bc", "d"]), of("a", &["b", "cd"]));
        assert_ne!(of("a", &["b"]), of("ab", &[]));
        let maybe = |part: Option<&[u8]>| {
            let mut digester = Digester::new("");
            digester.maybe(part);
            digester.finish()
        };
        assert_ne!(maybe(None), maybe(Some(b"")));
        assert_eq!(of("a", &["b"]).to_string().len(), 32);
        assert_eq!(Digest::from_bytes(of("a", &[]).bytes()), Some(of("a", &[])));
    }
}
