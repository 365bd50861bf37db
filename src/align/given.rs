//! Pairing by links that the input gives: segments of both sides with the same identifier render each other, whatever
//! stands in them. Inside of a segment of several sentences, and between the segments that are linked, pairing is sought as
//! usual.

use super::{Side, align};
use crate::compare::lexicon::Lexicon;
use crate::model::{Document, Link, Pairing, Passage, Reading, Segment};
use hashbrown::HashMap;
use std::collections::VecDeque;
use std::ops::Range;

/// Pairs two documents: by their links where both have some, else by what they say, as the word list knows it.
pub fn pair(source: (&Document<'_>, &Reading), target: (&Document<'_>, &Reading), lexicon: &Lexicon) -> Pairing {
    let sides = (Side::new(source.0, source.1).by(lexicon), Side::new(target.0, target.1).by(lexicon));
    if source.0.segments.is_empty() || target.0.segments.is_empty() {
        return align(sides.0, sides.1);
    }
    let given = linked(&source.0.segments, &target.0.segments);
    let (from, to) = (passages(&source.0.segments, sides.0.passages), passages(&target.0.segments, sides.1.passages));
    let mut walk = Walk { source: sides.0, target: sides.1, links: Vec::new(), starts: starts(&given, &from) };
    let mut at = 0;
    walk.between(0, at..to.get(given.first().map_or(usize::MAX, |g| g.1)).map_or(walk.target.passages.len(), |r| r.start));
    for (i, &(s, t)) in given.iter().enumerate() {
        walk.segment(from[s].clone(), to[t].clone());
        at = to[t].end.max(at);
        let next = given.get(i + 1).map_or(walk.target.passages.len(), |g| to[g.1].start);
        walk.between(from[s].end, at..next);
    }
    Pairing { links: walk.links }
}

/// Pairs of segments with the same identifier, in the order of the target. One that is there several times is linked in
/// the order of the text.
fn linked(source: &[Segment], target: &[Segment]) -> Vec<(usize, usize)> {
    let mut by_id: HashMap<&str, VecDeque<usize>> = HashMap::with_capacity(source.len());
    for (i, segment) in source.iter().enumerate() {
        by_id.entry(&segment.id).or_default().push_back(i);
    }
    let partner = |(t, segment): (usize, &Segment)| Some((by_id.get_mut(segment.id.as_str())?.pop_front()?, t));
    target.iter().enumerate().filter_map(partner).collect()
}

/// The passages that stand in each segment. A passage that runs over the end of one belongs to where it begins.
fn passages(segments: &[Segment], passages: &[Passage]) -> Vec<Range<usize>> {
    let from = |offset: usize| passages.partition_point(|p| p.span.start < offset);
    segments.iter().map(|s| from(s.span.start)..from(s.span.end).max(from(s.span.start))).collect()
}

/// Where linked segments begin in the source, in order.
fn starts(given: &[(usize, usize)], from: &[Range<usize>]) -> Vec<usize> {
    let mut starts: Vec<usize> = given.iter().map(|g| from[g.0].start).collect();
    starts.sort_unstable();
    starts
}

struct Walk<'a> {
    source: Side<'a>,
    target: Side<'a>,
    links: Vec<Link>,
    starts: Vec<usize>,
}

impl Walk<'_> {
    /// Two segments that are linked. One sentence on a side leaves nothing to be sought.
    fn segment(&mut self, source: Range<usize>, target: Range<usize>) {
        if source.is_empty() && target.is_empty() {
            return;
        }
        if source.len() == 1 && !target.is_empty() || target.len() == 1 && !source.is_empty() {
            self.links.push(Link { source, target, score: 1.0 });
        } else {
            self.seek(source, target);
        }
    }

    /// What no link names: the passages of the source from `start` to the next linked segment, and those of the target.
    fn between(&mut self, start: usize, target: Range<usize>) {
        let next = self.starts.partition_point(|&s| s < start);
        let end = self.starts.get(next).copied().unwrap_or(self.source.passages.len());
        let target = target.start..target.end.max(target.start);
        if start < end || !target.is_empty() {
            self.seek(start..end.max(start), target);
        }
    }

    fn seek(&mut self, source: Range<usize>, target: Range<usize>) {
        let found = align(part(self.source, &source), part(self.target, &target));
        let moved = |r: Range<usize>, by: usize| r.start + by..r.end + by;
        let links = found.links.into_iter();
        self.links.extend(links.map(|l| Link { source: moved(l.source, source.start), target: moved(l.target, target.start), score: l.score }));
    }
}

/// A stretch of one side.
fn part<'a>(side: Side<'a>, range: &Range<usize>) -> Side<'a> {
    let passages = side.passages.get(range.clone()).unwrap_or_default();
    let mentions = match passages {
        [] => &[][..],
        [first, ..] => {
            let (start, end) = (first.span.start, passages[passages.len() - 1].span.end);
            let at = |offset: usize| side.mentions.partition_point(|m| m.span.start < offset);
            side.mentions.get(at(start)..at(end)).unwrap_or_default()
        }
    };
    Side { passages, mentions, ..side }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::lexicon::LEXICON;
    use crate::model::{Counted, Lang, Origin};
    use crate::segment::segment;
    use crate::text::Span;
    use proptest::prelude::*;

    /// Paragraphs with their identifiers; those without one are linked by nothing.
    fn document(lang: Lang, text: &str, ids: &[&'static str]) -> (Document<'static>, Reading) {
        let text: &'static str = String::leak(text.to_owned());
        let document = Document::plain(lang, "t", text);
        let spans: Vec<Span> = document.blocks.iter().map(|b| b.span).collect();
        let named = ids.iter().copied().zip(spans).filter(|(id, _)| !id.is_empty());
        let document = document.linked(named, Counted::From(Origin::default()));
        let reading = Reading { passages: segment(&document), ..Reading::default() };
        (document, reading)
    }

    fn links(ko: (&str, &[&'static str]), en: (&str, &[&'static str])) -> Vec<(Range<usize>, Range<usize>, bool)> {
        let (ko, source) = document(Lang::Ko, ko.0, ko.1);
        let (en, target) = document(Lang::En, en.0, en.1);
        let found = pair((&ko, &source), (&en, &target), &LEXICON);
        found.links.into_iter().map(|l| (l.source, l.target, l.score >= 1.0)).collect()
    }

    #[test]
    fn links_are_kept_whatever_the_words_say() {
        let ko = ("금리를 2.75%로 내렸다.\n\n부두를 짓는다.\n\n용의자 3명을 체포했다.", &["a", "b", "c"][..]);
        let en =
            ("Police arrested three suspects.\n\nThe rate was cut to 2.75 percent. It was the second cut.\n\nA wharf will be built.", &["a", "c", "b"][..]);
        assert_eq!(links(ko, en), [(0..1, 0..1, true), (2..3, 1..3, true), (1..2, 3..4, true)]);
    }

    #[test]
    fn inside_of_a_segment_sentences_are_paired() {
        let ko = ("금리를 2.75%로 내렸다. 용의자 3명을 체포했다.\n\n끝이다.", &["a", "b"][..]);
        let en = ("The rate was cut to 2.75 percent. Police arrested 3 suspects.\n\nThe end.", &["a", "b"][..]);
        let got = links(ko, en);
        assert_eq!(got.iter().map(|l| (l.0.clone(), l.1.clone())).collect::<Vec<_>>(), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3)]);
    }

    #[test]
    fn what_no_link_names_is_paired_between_those_that_do() {
        let ko = ("첫째다.\n\n금리를 내렸다.\n\n셋째다.\n\n넷째다.", &["a", "", "c", "x"][..]);
        let en = ("First.\n\nThe rate was cut.\n\nThird.\n\nFourth.", &["a", "", "c", ""][..]);
        let got = links(ko, en);
        assert_eq!(got.iter().map(|l| (l.0.clone(), l.1.clone())).collect::<Vec<_>>(), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3), (3..4, 3..4)]);
        assert_eq!(got.iter().map(|l| l.2).collect::<Vec<_>>(), [true, false, true, false]);
    }

    #[test]
    fn a_segment_that_is_there_twice_is_linked_in_order() {
        let (ko, en) = (("하나다.\n\n둘이다.", &["a", "a"][..]), ("One.\n\nTwo.", &["a", "a"][..]));
        assert_eq!(links(ko, en), [(0..1, 0..1, true), (1..2, 1..2, true)]);
    }

    proptest! {
        #[test]
        fn every_passage_is_in_one_link(
            ko in proptest::collection::vec((0_usize..6, "([가-힣]{1,3}다\\. ?){1,3}"), 1..8),
            en in proptest::collection::vec((0_usize..6, "([A-Z][a-z]{1,4}\\. ?){1,3}"), 1..8),
        ) {
            const IDS: [&str; 6] = ["", "a", "b", "c", "d", "e"];
            let join = |all: &[(usize, String)]| all.iter().map(|p| p.1.clone()).collect::<Vec<_>>().join("\n\n");
            let ids = |all: &[(usize, String)]| all.iter().map(|p| IDS[p.0]).collect::<Vec<_>>();
            let (a, source) = document(Lang::Ko, &join(&ko), &ids(&ko));
            let (b, target) = document(Lang::En, &join(&en), &ids(&en));
            let found = pair((&a, &source), (&b, &target), &LEXICON);
            let mut seen = vec![0; source.passages.len()];
            let mut at = 0;
            for l in &found.links {
                prop_assert_eq!(l.target.start, at);
                at = l.target.end;
                l.source.clone().for_each(|i| seen[i] += 1);
            }
            prop_assert_eq!(at, target.passages.len());
            prop_assert!(seen.iter().all(|&n| n == 1), "{:?} {:?}", seen, found);
        }
    }
}
