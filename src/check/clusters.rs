//! Figures that belong together because they stand together: each firm's sales with its own growth. Used by
//! `figures-swapped`.

use crate::check::Evidence;
use crate::model::{Mention, Pair, Value};
use smallvec::SmallVec;

/// Figures of one kind that stand with the wrong figures of another kind.
pub(super) struct Exchange {
    /// Korean mentions, in order, and their renderings.
    pub ko: [usize; 2],
    /// The renderings of the two.
    pub en: [usize; 2],
}

/// Figures of one link that each stand in the sentence of the other: 61명을 내보냈다. … 44명을 다시 불렀다.
pub(super) fn across_sentences(pair: &Pair<'_>, evidence: &Evidence) -> Vec<Exchange> {
    let even = |l: &&crate::model::Link| l.source.len() == 2 && l.target.len() == 2 && l.score >= 0.5;
    pair.pairing.links.iter().filter(even).filter_map(|l| across(pair, evidence, l)).collect()
}

fn across(pair: &Pair<'_>, evidence: &Evidence, link: &crate::model::Link) -> Option<Exchange> {
    let inside = pair.ko.mentions_in(&link.source);
    let sentence = |i: usize| pair.ko.passage_at(pair.ko.mentions[i].span.start).map(|p| p.saturating_sub(link.source.start));
    let other = |j: usize| pair.en.passage_at(pair.en.mentions[j].span.start).map(|p| p.saturating_sub(link.target.start));
    let told = inside.filter(|&i| telling(&pair.ko.mentions[i])).filter_map(|i| evidence.figures.rendering(i).map(|j| (i, j)));
    let (straight, crossed): (Vec<_>, Vec<_>) = told.partition(|&(i, j)| sentence(i) == other(j));
    // Something must stay where it is, or the two sentences only changed places.
    let &[(a, x), (b, y)] = &crossed[..] else { return None };
    let (m, n) = (&pair.ko.mentions[a], &pair.ko.mentions[b]);
    let alike = m.value.kind() == n.value.kind() && m.counter == n.counter && m.value != n.value;
    (!straight.is_empty() && alike && sentence(a) != sentence(b)).then_some(Exchange { ko: [a, b], en: [x, y] })
}

/// Looks, link by link, for two pairs of figures of two kinds (5만 대에 8%, 4만 대에 9%) that the English pairs otherwise.
pub(super) fn exchanges(pair: &Pair<'_>, evidence: &Evidence) -> Vec<Exchange> {
    let links = pair.pairing.links.iter().filter(|l| !l.source.is_empty() && !l.target.is_empty() && l.score >= 0.5);
    links.filter_map(|l| exchange(pair, evidence, pair.ko.mentions_in(&l.source))).collect()
}

fn exchange(pair: &Pair<'_>, evidence: &Evidence, inside: std::ops::Range<usize>) -> Option<Exchange> {
    if inside.len() < 4 {
        return None;
    }
    let figures: SmallVec<[usize; 8]> = inside.filter(|&i| telling(&pair.ko.mentions[i])).collect();
    let &[a, b, c, d] = &figures[..] else { return None };
    let kind = |i: usize| pair.ko.mentions[i].value.kind();
    let twice = kind(a) != kind(b) && (kind(a), kind(b)) == (kind(c), kind(d)) || kind(a) != kind(b) && (kind(a), kind(b)) == (kind(d), kind(c));
    if !twice || pair.ko.mentions[a].value == pair.ko.mentions[c].value || pair.ko.mentions[b].value == pair.ko.mentions[d].value {
        return None;
    }
    let en = |i: usize| evidence.figures.rendering(i);
    let renderings = [en(a)?, en(b)?, en(c)?, en(d)?];
    let mut sorted = renderings;
    sorted.sort_unstable();
    // Nothing but these four may stand there, or the four are not two pairs.
    let between = pair.en.mentions[sorted[0]..=sorted[3]].iter().filter(|m| telling(m)).count();
    let place = |j: usize| sorted.iter().position(|&s| s == j).unwrap_or(0) / 2;
    let kinds_mixed = |n: usize| pair.en.mentions[sorted[n]].value.kind() != pair.en.mentions[sorted[n + 1]].value.kind();
    let together = |x: usize, y: usize| place(renderings[x]) == place(renderings[y]);
    if between != 4 || !kinds_mixed(0) || !kinds_mixed(2) || together(0, 1) || !separate(pair, sorted) || parallel(pair, sorted) {
        return None;
    }
    let (x, y) = if kind(b) == kind(d) { ((a, c), (b, d)) } else { ((a, d), (b, c)) };
    // The growth rates are told as the ones exchanged where there are such.
    let (first, second) = if pair.ko.mentions[y.0].value.kind() == "percent" { y } else { x };
    Some(Exchange { ko: [first, second], en: [en(first)?, en(second)?] })
}

/// Figures that are worth pairing; names, dates and times are not of one thing.
fn telling(m: &Mention) -> bool {
    matches!(m.value, Value::Number(_) | Value::Percent(_) | Value::Points(_) | Value::Money(..) | Value::Quantity(..))
}

/// Whether a clause ends between the second and the third figure of the English.
fn separate(pair: &Pair<'_>, sorted: [usize; 4]) -> bool {
    let text = pair.target.text();
    let between = text.get(pair.en.mentions[sorted[1]].span.end..pair.en.mentions[sorted[2]].span.start).unwrap_or("");
    [" while ", " and ", ", ", "; ", ". ", " but "].iter().any(|w| between.contains(w)) && between.len() >= 8
}

/// "Sold 55,906 and 51,983 vehicles, up 8.5 and 22.3 percent, respectively."
fn parallel(pair: &Pair<'_>, sorted: [usize; 4]) -> bool {
    let text = pair.target.text();
    let end = pair.en.mentions[sorted[3]].span.end;
    text.get(end..crate::text::lines::floor(text, (end + 40).min(text.len()))).is_some_and(|t| t.contains("respectively"))
}
