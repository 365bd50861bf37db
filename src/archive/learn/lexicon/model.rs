//! IBM model 1: each English word of a link renders one of its Korean stems, or none; which, is shared out by how often the two
//! belong together in all links, in rounds of expectation and maximisation.

/// A link, in numbers of words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) ko: Box<[u32]>,
    pub(super) en: Box<[u32]>,
}

/// English words that may render each Korean stem, with the share that each takes.
#[derive(Debug)]
pub(super) struct Candidates {
    /// By stem: words in their order, their shares, and what the round has counted for them.
    of: Vec<Vec<(u32, f32, f32)>>,
}

/// What an English word is taken to have without any Korean one: the same for all, as it stands for words of grammar that most links
/// have.
const NONE: f32 = 0.02;

impl Candidates {
    /// No candidates yet, for so many stems.
    pub(super) fn new(stems: usize) -> Self {
        Self { of: vec![Vec::new(); stems] }
    }

    /// The words that may render a stem.
    pub(super) fn set(&mut self, stem: u32, words: impl Iterator<Item = u32>) {
        let mut words: Vec<u32> = words.collect();
        words.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "some dozens")]
        let equal = 1.0 / words.len().max(1) as f32;
        self.of[stem as usize] = words.into_iter().map(|w| (w, equal, 0.0)).collect();
    }

    /// One round over all links.
    pub(super) fn estimate(&mut self, links: &[Link]) {
        for link in links {
            for &e in &link.en {
                let places: smallvec::SmallVec<[(usize, usize); 8]> =
                    link.ko.iter().filter_map(|&k| Some((k as usize, self.of[k as usize].binary_search_by_key(&e, |c| c.0).ok()?))).collect();
                let all: f32 = places.iter().map(|&(k, i)| self.of[k][i].1).sum::<f32>() + NONE;
                for (k, i) in places {
                    let candidate = &mut self.of[k][i];
                    candidate.2 += candidate.1 / all;
                }
            }
        }
        for words in &mut self.of {
            let all: f32 = words.iter().map(|w| w.2).sum();
            for word in words {
                word.1 = if all > 0.0 { word.2 / all } else { 0.0 };
                word.2 = 0.0;
            }
        }
    }

    /// The share of a stem that a word takes.
    pub(super) fn share(&self, stem: u32, word: u32) -> f32 {
        let words = &self.of[stem as usize];
        words.binary_search_by_key(&word, |c| c.0).map_or(0.0, |i| words[i].1)
    }
}
