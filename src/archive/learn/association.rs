//! What stands beside what more often than by chance: counts of Korean and English items in links, and the pairs of them that
//! belong together by Dunning's log-likelihood ratio. Memory is bounded: where there are too many pairs, the rare ones are let go
//! (lossy counting), so that what is frequent is counted short by a known number at most.

use hashbrown::HashMap;

/// Counts of items and of pairs of them.
#[derive(Debug)]
pub(super) struct Association {
    links: u64,
    sides: [Items; 2],
    pairs: HashMap<(u32, u32), u32>,
    /// Pairs that are held at most.
    most: usize,
    /// How much a count may be short.
    let_go: u32,
}

#[derive(Debug, Default)]
struct Items {
    numbers: HashMap<String, u32>,
    texts: Vec<Box<str>>,
    counts: Vec<u32>,
}

impl Items {
    fn count(&mut self, text: &str) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry_ref(text).or_insert(next);
        if number == next {
            self.texts.push(text.into());
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }
}

/// An English item that belongs to a Korean one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Partner<'a> {
    pub(super) en: &'a str,
    /// Links in which both stand.
    pub(super) together: u32,
    /// The share of the links with the Korean that have the English.
    pub(super) of_ko: f64,
    /// The share of the links with the English that have the Korean.
    pub(super) of_en: f64,
    /// How much better than chance that is: twice the logarithm of the ratio of likelihoods.
    pub(super) ratio: f64,
}

impl Association {
    /// Nothing yet; `most` pairs are held at a time.
    pub(super) fn new(most: usize) -> Self {
        Self { links: 0, sides: [Items::default(), Items::default()], pairs: HashMap::new(), most, let_go: 0 }
    }

    /// Takes in a link: the items of both sides, each once.
    pub(super) fn see<K: AsRef<str>, E: AsRef<str>>(&mut self, ko: &[K], en: &[E]) {
        self.links += 1;
        let [korean, english] = &mut self.sides;
        let ko: Vec<u32> = ko.iter().map(|k| korean.count(k.as_ref())).collect();
        let en: Vec<u32> = en.iter().map(|e| english.count(e.as_ref())).collect();
        for &k in &ko {
            for &e in &en {
                *self.pairs.entry((k, e)).or_insert(0) += 1;
            }
        }
        if self.pairs.len() > self.most {
            self.let_go += 1;
            let rare = self.let_go;
            self.pairs.retain(|_, n| *n > rare);
        }
    }

    /// For each Korean item, in the order of the items, the English ones that stand with it in `least` links or more, the most
    /// telling first.
    pub(super) fn partners(&self, least: u32) -> Vec<(&str, Vec<Partner<'_>>)> {
        let [korean, english] = &self.sides;
        let mut out: Vec<(&str, Vec<Partner<'_>>)> = korean.texts.iter().map(|t| (&**t, Vec::new())).collect();
        // In any order: each list is sorted behind it.
        for (&(k, e), &together) in self.pairs.iter().filter(|(_, n)| **n >= least) {
            let (of_k, of_e) = (korean.counts[k as usize], english.counts[e as usize]);
            let ratio = log_likelihood(together.into(), of_k.into(), of_e.into(), self.links);
            let (of_ko, of_en) = (f64::from(together) / f64::from(of_k), f64::from(together) / f64::from(of_e));
            out[k as usize].1.push(Partner { en: &english.texts[e as usize], together, of_ko, of_en, ratio });
        }
        for (_, partners) in &mut out {
            partners.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then_with(|| a.en.cmp(b.en)));
        }
        out.retain(|(_, partners)| !partners.is_empty());
        out.sort_by_key(|(ko, _)| *ko);
        out
    }
}

/// Dunning's log-likelihood ratio of two items that stand together in `both` of `all` links, each in `a` and `b` of them; negative
/// where they shun each other.
fn log_likelihood(both: u64, a: u64, b: u64, all: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    let [both, a, b, all] = [both, a, b, all].map(|n| n as f64);
    let entropy = |cells: &[f64]| {
        let sum: f64 = cells.iter().sum();
        cells.iter().filter(|c| **c > 0.0).map(|c| c * (c / sum).ln()).sum::<f64>()
    };
    let cells = [both, (a - both).max(0.0), (b - both).max(0.0), (all - a - b + both).max(0.0)];
    let rows = [a, (all - a).max(0.0)];
    let columns = [b, (all - b).max(0.0)];
    let ratio = 2.0 * (entropy(&cells) - entropy(&rows) - entropy(&columns));
    if both * all < a * b { -ratio } else { ratio.max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_belongs_together_comes_first() {
        let mut seen = Association::new(1000);
        for i in 0..60_u32 {
            let other = format!("item {}", i % 7);
            if i % 3 == 0 {
                seen.see(&["금융위원회", "정부"], &["Financial Services Commission", "government", &other]);
            } else {
                seen.see(&["정부"], &["government", &other]);
            }
        }
        let partners = seen.partners(3);
        let of = |ko: &str| partners.iter().find(|p| p.0 == ko).map(|p| p.1[0]).expect("was seen");
        assert_eq!(of("금융위원회").en, "Financial Services Commission");
        assert_eq!((of("금융위원회").together, of("금융위원회").of_en), (20, 1.0));
    }

    #[test]
    fn memory_is_bounded_and_the_frequent_stay() {
        let mut seen = Association::new(100);
        for i in 0..3000_u32 {
            seen.see(&["한국은행".to_owned(), format!("드문 {i}")], &["Bank of Korea".to_owned(), format!("rare {i}")]);
        }
        assert!(seen.pairs.len() <= 104, "{}", seen.pairs.len());
        let partners = seen.partners(1000);
        assert_eq!(partners.iter().map(|p| (p.0, p.1[0].en)).collect::<Vec<_>>(), [("한국은행", "Bank of Korea")]);
    }

    proptest! {
        #[test]
        fn the_ratio_is_a_number(both in 0_u64..50, more_a in 0_u64..50, more_b in 0_u64..50, rest in 0_u64..1000) {
            let ratio = log_likelihood(both, both + more_a, both + more_b, both + more_a + more_b + rest);
            prop_assert!(ratio.is_finite());
        }
    }
}
