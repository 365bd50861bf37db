//! Which articles a run has met: a bit for each, so that a hundred million of them are twelve megabytes.

/// A set of numbers from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(Vec<u64>);

impl Seen {
    /// Puts a number in; whether it was not there before.
    pub(super) fn insert(&mut self, n: i64) -> bool {
        let n = usize::try_from(n).unwrap_or(0);
        let (word, bit) = (n / 64, 1_u64 << (n % 64));
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_new_once() {
        let mut seen = Seen::default();
        for n in [1, 64, 65, 100_000] {
            assert!(seen.insert(n) && !seen.insert(n), "{n}");
        }
        assert!(seen.insert(63));
    }
}
