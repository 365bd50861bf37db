//! Stage: which passages render which. `clues` finds what the sentences of the two sides have in common, `evidence` weighs
//! it, `path` finds the best way through both articles within a `band`, and `strays` links what was moved.

mod band;
mod clues;
mod evidence;
mod given;
mod keys;
mod length;
mod path;
mod readings;
mod skeleton;
mod strays;
mod words;

use crate::compare::lexicon::{LEXICON, Lexicon};
use crate::model::{Document, Link, Mention, Pairing, Passage, Reading};
use evidence::Evidence;

pub use given::pair;

/// What the aligner sees of one side.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document's reading form.
    pub text: &'a str,
    /// Its sentences.
    pub passages: &'a [Passage],
    /// Its mentions, in order.
    pub mentions: &'a [Mention],
    /// The bilingual word list; that of the Korean side counts.
    pub lexicon: &'a Lexicon,
}

impl<'a> Side<'a> {
    /// One side of a pair.
    pub fn new(document: &'a Document<'_>, reading: &'a Reading) -> Self {
        Self { text: document.text(), passages: &reading.passages, mentions: &reading.mentions, lexicon: &LEXICON }
    }

    /// By another word list than the shipped one.
    #[must_use]
    pub const fn by(self, lexicon: &'a Lexicon) -> Self {
        Self { lexicon, ..self }
    }
}

/// Finds the most likely pairing of the Korean `source` and the English `target`. Links are in the order of the target;
/// a source sentence without a counterpart follows the link of the one before it.
///
/// ```
/// use daejo::model::{Document, Lang, Reading};
/// use daejo::{align, segment};
/// let read = |lang, text| {
///     let document = Document::plain(lang, "side", text);
///     let reading = Reading { passages: segment::segment(&document), ..Reading::default() };
///     (document, reading)
/// };
/// let (ko, source) = read(Lang::Ko, "정부는 14일 금리를 내렸다. 날씨가 맑았다. 삼성전자는 TSMC를 추격했다.");
/// let (en, target) = read(Lang::En, "The government cut the rate on the 14th. Samsung Electronics chased TSMC.");
/// let pairing = align::align(align::Side::new(&ko, &source), align::Side::new(&en, &target));
/// assert_eq!((pairing.links[0].source.clone(), pairing.links[2].source.clone()), (0..1, 2..3));
/// ```
pub fn align(source: Side<'_>, target: Side<'_>) -> Pairing {
    let (n, m) = (source.passages.len(), target.passages.len());
    if n == 0 || m == 0 || (n.min(m) == 1 && n.max(m) <= 3) {
        return alone(&source, &target);
    }
    let evidence = Evidence::new(&source, &target);
    let steps = path::find(&evidence, source.passages, target.passages);
    let (steps, weights) = strays::relink(&evidence, steps, source.passages, target.passages);
    let gaps = steps.iter().any(|(source, target)| source.is_empty() || target.is_empty());
    let links = steps.into_iter().zip(weights).map(|((source, target), whole)| {
        let one_sided = source.is_empty() || target.is_empty();
        let score = if one_sided { 0.0 } else { probability(strays::weakest(&evidence, &source, &target, whole), gaps) };
        Link { source, target, score }
    });
    Pairing { links: links.collect() }
}

/// How likely a link is that the search has chosen, by the evidence for its weakest part: a logistic curve. Where the search left
/// sentences without a counterpart (`gaps`), what evidence speaks against may belong to one of these, and the curve falls faster. Fitted to
/// documents of NTREX-128 with lines joined, split, dropped and moved; `tests/it/documents.rs` holds it against others of them.
fn probability(evidence: f32, gaps: bool) -> f32 {
    let against = if gaps { (evidence - AGAINST).min(0.0) } else { 0.0 };
    let odds = 2.8 + 0.55 * evidence + 0.65 * against;
    1.0 / (1.0 + (-odds).exp())
}

/// Evidence below which links beside gaps are wrong far more often.
const AGAINST: f32 = -1.25;

/// What needs no search: a side with nothing, or one sentence against a few, which are taken for a pair as they come.
fn alone(source: &Side<'_>, target: &Side<'_>) -> Pairing {
    let (n, m) = (source.passages.len(), target.passages.len());
    let links = if n > 0 && m > 0 {
        vec![Link { source: 0..n, target: 0..m, score: probability(length::rough(extent(source), extent(target)), false) }]
    } else {
        let one_sided = |source, target| Link { source, target, score: 0.0 };
        (0..n).map(|i| one_sided(i..i + 1, 0..0)).chain((0..m).map(|j| one_sided(0..0, j..j + 1))).collect()
    };
    Pairing { links }
}

/// Bytes from the first sentence to the last.
fn extent(side: &Side<'_>) -> usize {
    let ends = side.passages.first().zip(side.passages.last());
    ends.map_or(0, |(first, last)| last.span.end.saturating_sub(first.span.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Lang, Value};
    use crate::segment::segment;
    use crate::text::Exact;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    fn pair(ko: &str, en: &str) -> (Pairing, usize, usize) {
        let (ko, en) = (Document::plain(Lang::Ko, "ko", ko), Document::plain(Lang::En, "en", en));
        let read = |d: &Document<'_>| Reading { passages: segment(d), ..Reading::default() };
        let (source, target) = (read(&ko), read(&en));
        (align(Side::new(&ko, &source), Side::new(&en, &target)), source.passages.len(), target.passages.len())
    }

    fn links(ko: &str, en: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        pair(ko, en).0.links.into_iter().map(|l| (l.source, l.target)).collect()
    }

    /// Every sentence of both sides is in exactly one link, links follow the target, scores are probabilities.
    fn is_whole(pairing: &Pairing, n: usize, m: usize) {
        let mut seen = vec![false; n];
        let mut at = 0;
        for l in &pairing.links {
            for i in l.source.clone() {
                assert!(!std::mem::replace(&mut seen[i], true), "source {i} twice");
            }
            assert_eq!(l.target.start, at, "target out of order");
            at = l.target.end;
            assert!((0.0..=1.0).contains(&l.score));
            assert_eq!(l.score <= 0.0, l.source.is_empty() || l.target.is_empty());
            assert!(!(l.source.is_empty() && l.target.is_empty()));
        }
        assert!(at == m && seen.iter().all(|s| *s));
    }

    const KO: &str = "한국은행이 기준금리를 연 2.75%로 내렸다.\n\n삼성전자는 TSMC를 추격한다고 밝혔다.\n\n캐버노 대법관은 워싱턴에서 취임했다.\n\n\
                      부산 시민 3200명이 공원에 나무를 심었다.\n\n경찰은 용의자 3명을 체포했다.";

    #[test]
    fn sentences_that_share_nothing_but_their_place_are_linked_in_order() {
        let en = "The Bank of Korea cut its base rate to 2.75 percent.\n\nSamsung Electronics said it would catch up with TSMC.\n\n\
                  Justice Kavanaugh took office in Washington.\n\nSome 3,200 Busan citizens planted trees in parks.\n\nPolice arrested three suspects.";
        let want: Vec<_> = (0..5).map(|i| (i..i + 1, i..i + 1)).collect();
        assert_eq!(links(KO, en), want);
    }

    #[test]
    fn a_dropped_and_an_added_sentence_stay_alone() {
        let en = "The Bank of Korea cut its base rate to 2.75 percent.\n\nJustice Kavanaugh took office in Washington.\n\n\
                  The park opened in 1998 and has long been a favourite of joggers and dog owners from the neighbourhood.\n\n\
                  Some 3,200 Busan citizens planted trees in parks.\n\nPolice arrested three suspects.";
        let got = links(KO, en);
        assert!(got.contains(&(1..2, 1..1)) && got.contains(&(3..3, 2..3)) && got.contains(&(3..4, 3..4)), "{got:?}");
    }

    #[test]
    fn a_split_sentence_is_one_link() {
        let ko = "한국은행이 기준금리를 연 2.75%로 내렸고 삼성전자는 TSMC를 추격한다고 밝혔다. 캐버노 대법관은 워싱턴에서 취임했다.";
        let en = "The Bank of Korea cut its base rate to 2.75 percent. Samsung Electronics said it would catch up with TSMC. Justice Kavanaugh took office in Washington.";
        assert_eq!(links(ko, en), [(0..1, 0..2), (1..2, 2..3)]);
    }

    #[test]
    fn a_moved_paragraph_is_found() {
        let en = "Some 3,200 Busan citizens planted trees in parks.\n\nThe Bank of Korea cut its base rate to 2.75 percent.\n\n\
                  Samsung Electronics said it would catch up with TSMC.\n\nJustice Kavanaugh took office in Washington.\n\nPolice arrested three suspects.";
        let got = links(KO, en);
        assert_eq!(got.iter().find(|l| l.1 == (0..1)), Some(&(3..4, 0..1)), "{got:?}");
    }

    #[test]
    fn neighbours_that_changed_places_are_found() {
        let en = "The Bank of Korea cut its base rate to 2.75 percent.\n\nJustice Kavanaugh took office in Washington.\n\n\
                  Samsung Electronics said it would catch up with TSMC.\n\nSome 3,200 Busan citizens planted trees in parks.\n\nPolice arrested three suspects.";
        let want = [(0..1, 0..1), (2..3, 1..2), (1..2, 2..3), (3..4, 3..4), (4..5, 4..5)];
        assert_eq!(links(KO, en), want);
    }

    #[test]
    fn equal_values_link_what_no_word_does() {
        let ko = Document::plain(Lang::Ko, "ko", "흐흐흐 삼만이다. 헤헤헤 칠백이다. 호호호 구천이다. 히히히 육십이다.");
        let en = Document::plain(Lang::En, "en", "Whoever thirty thousand. Whatever nine thousand. Wherever threescore.");
        let read = |d: &Document<'_>, values: &[i64]| {
            let passages = segment(d);
            let mention = |(p, v): (&Passage, &i64)| Mention::new(p.span, Value::Number(Amount::point(Exact::int(*v))));
            let mentions = passages.iter().zip(values).map(mention).collect();
            Reading { passages, mentions }
        };
        let (source, target) = (read(&ko, &[30_000, 700, 9000, 60]), read(&en, &[30_000, 9000, 60]));
        let pairing = align(Side::new(&ko, &source), Side::new(&en, &target));
        let got: Vec<_> = pairing.links.iter().map(|l| (l.source.clone(), l.target.clone())).collect();
        assert_eq!(got, [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2), (3..4, 2..3)]);
    }

    #[test]
    fn one_sentence_needs_no_search() {
        let (good, ..) = pair("정부는 14일 금리를 내렸다.", "The government cut the rate on the 14th.");
        let (bad, ..) = pair("정부는 14일 금리를 내렸다.", &"The government cut the rate on the 14th of the month, it said, ".repeat(6));
        assert!(good.links[0].score > 0.9 && bad.links[0].score < 0.5, "{good:?} {bad:?}");
        assert!(pair("", "").0.links.is_empty());
        is_whole(&pair("하나다. 둘이다.", "").0, 2, 0);
    }

    #[test]
    fn long_articles_take_bounded_time() {
        let items = 1500;
        let kept: Vec<usize> = (0..items).filter(|i| i % 50 != 7).collect();
        let (mut ko, mut en) = (String::new(), String::new());
        for i in 0..items {
            let _ = write!(ko, "{i}번째 안건을 처리했다.\n\n같은 문장이다.\n\n");
        }
        for i in &kept {
            let _ = write!(en, "Item {i} was dealt with.\n\nIt is the same sentence.\n\n");
        }
        let (pairing, n, m) = pair(&ko, &en);
        is_whole(&pairing, n, m);
        let numbered = pairing.links.iter().filter(|l| l.source.len() == 1 && l.target.len() == 1 && l.source.start % 2 == 0 && l.target.start % 2 == 0);
        let right = numbered.filter(|l| l.source.start / 2 == kept[l.target.start / 2]).count();
        assert!(right * 100 > kept.len() * 95, "{right} of {}", kept.len());
        let (pairing, n, m) = pair(&"같은 문장이다.\n\n".repeat(2000), &"It is the same sentence.\n\n".repeat(1500));
        is_whole(&pairing, n, m);
    }

    proptest! {
        #[test]
        fn any_two_texts_give_a_whole_pairing(
            ko in "([가-힣]{1,4}( |다\\. |[0-9]{1,3}명 |TSMC |\n\n)){0,40}",
            en in "([A-Za-z]{1,6}( |\\. |[0-9]{1,3} |TSMC |\n\n)){0,60}",
        ) {
            let (pairing, n, m) = pair(&ko, &en);
            is_whole(&pairing, n, m);
        }
    }
}
