//! What a change touched: findings where both sides of a link stand as they stood before, and that were found before, do not
//! count against it.

use crate::model::{Disposition, Finding, Label, Link, Pair, Passage};
use std::collections::{BTreeMap, BTreeSet};

/// An earlier version of a pair, as far as it tells what is new in the later one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Before {
    /// Words of both sides of each link.
    links: BTreeSet<(String, String)>,
    /// How often each fingerprint was found.
    found: BTreeMap<String, usize>,
}

impl Before {
    /// What is to be remembered of a pair and what was found in it.
    pub fn of(pair: &Pair<'_>, findings: &[Finding]) -> Self {
        let links = pair.pairing.links.iter().map(|link| words(pair, link)).collect();
        let mut found = BTreeMap::new();
        for finding in findings {
            *found.entry(finding.fingerprint.clone()).or_insert(0) += 1;
        }
        Self { links, found }
    }

    /// Marks the findings of the later version that are none of its doing. A finding without a place is about the whole article.
    pub fn mark(&self, pair: &Pair<'_>, findings: &mut [Finding]) {
        let kept: Vec<bool> = pair.pairing.links.iter().map(|link| self.links.contains(&words(pair, link))).collect();
        let mut left = self.found.clone();
        for finding in findings.iter_mut().filter(|f| f.disposition == Disposition::Open) {
            let touched = pair.pairing.links.iter().zip(&kept).any(|(link, kept)| !kept && concerns(finding, pair, link));
            // A finding that is new without a change in its own passage comes of a change elsewhere: a name that is now
            // spelt in another way than here.
            match left.get_mut(&finding.fingerprint) {
                Some(n) if *n > 0 && !touched => {
                    *n -= 1;
                    finding.disposition = Disposition::Untouched;
                }
                _ => {}
            }
        }
    }
}

/// Whether a finding is about a link.
fn concerns(finding: &Finding, pair: &Pair<'_>, link: &Link) -> bool {
    let on = |label: &Option<Label>, passages: &[Passage], range: &std::ops::Range<usize>| {
        let Some(label) = label else { return false };
        passages.get(range.clone()).unwrap_or_default().iter().any(|p| p.span.start < label.span.end.max(label.span.start + 1) && label.span.start < p.span.end)
    };
    if finding.source.is_none() && finding.target.is_none() {
        return true;
    }
    on(&finding.source, &pair.ko.passages, &link.source) || on(&finding.target, &pair.en.passages, &link.target)
}

/// The words of both sides of a link, however they are spaced.
fn words(pair: &Pair<'_>, link: &Link) -> (String, String) {
    let side = |text: &str, passages: Option<&[Passage]>| {
        let words = passages.unwrap_or_default().iter().flat_map(|p| p.span.slice(text).split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    (side(pair.source.text(), pair.ko.passages.get(link.source.clone())), side(pair.target.text(), pair.en.passages.get(link.target.clone())))
}
