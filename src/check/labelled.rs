//! Figures with the words that label them: which figure is the sales and which the profit, on each side. Used by
//! `figures-swapped`.

use crate::check::{Evidence, beside};
use crate::compare::axes::{self, AXES, labels, labels_within};
use crate::model::{Mention, NameClass, Pair, Value};
use crate::names::{Verdict, latin, matching};
use crate::text::Span;
use smallvec::SmallVec;

/// Two figures or more that are right and stand at each other's labels.
pub(super) struct Swap {
    /// Korean mentions, in order.
    pub ko: Vec<usize>,
    /// Their renderings, in the same order.
    pub en: Vec<usize>,
    /// What the labels are.
    pub about: String,
}

/// Finds swaps, Korean sentence by Korean sentence.
pub(super) fn swaps(pair: &Pair<'_>, evidence: &Evidence) -> Vec<Swap> {
    let mut found: Vec<Swap> = Vec::new();
    for (p, passage) in pair.ko.passages.iter().enumerate() {
        let inside = pair.ko.mentions_in(&(p..p + 1));
        if inside.len() < 2 {
            continue;
        }
        let mut every = [0; GROUPS];
        pair.ko.mentions[inside.clone()].iter().filter_map(group).for_each(|g| every[g] += 1);
        for (of_group, _) in every.iter().enumerate().filter(|(_, count)| (2..=4).contains(*count)) {
            let figures = inside.clone().filter(|&i| group(&pair.ko.mentions[i]) == Some(of_group));
            let agreed: SmallVec<[(usize, usize); 4]> = figures.filter_map(|i| evidence.figures.rendering(i).map(|j| (i, j))).collect();
            if agreed.len() == every[of_group] && distinct(pair, &agreed) {
                found.extend(swap(pair, passage.span, &pair.ko.mentions[inside.clone()], &agreed));
            }
        }
    }
    found
}

/// Kinds of figures that can be mistaken for each other.
const GROUPS: usize = 5;

/// The number of the kind of a figure; the two sides of a score cannot be mistaken for each other.
fn group(m: &Mention) -> Option<usize> {
    match m.value {
        _ if m.counter == Some("score") => None,
        Value::Money(..) => Some(0),
        Value::Percent(_) => Some(1),
        Value::Number(_) => Some(2),
        Value::Quantity(..) => Some(3),
        Value::Ordinal(_) => Some(4),
        Value::Points(_) | Value::Multiple(_) | Value::Age(_) | Value::Date(_) | Value::Time(_) | Value::Duration(_) | Value::Name(_) => None,
    }
}

fn distinct(pair: &Pair<'_>, figures: &[(usize, usize)]) -> bool {
    figures.iter().enumerate().all(|(n, a)| figures[..n].iter().all(|b| pair.ko.mentions[a.0].value != pair.ko.mentions[b.0].value && a.1 != b.1))
}

/// The swap of some figures of a passage, which has these mentions.
fn swap(pair: &Pair<'_>, passage: Span, inside: &[Mention], figures: &[(usize, usize)]) -> Option<Swap> {
    let mut by_en: Vec<usize> = (0..figures.len()).collect();
    by_en.sort_by_key(|&n| figures[n].1);
    // The English sentences that the renderings stand in, one stretch.
    let (first, last) = (figures[by_en[0]].1, figures[by_en[by_en.len() - 1]].1);
    let at = |j: usize| pair.en.passage_at(pair.en.mentions[j].span.start);
    let (from, to) = (at(first)?, at(last)?);
    if to > from {
        return None;
    }
    let english = pair.en.passages[from].span;
    let others = &pair.en.mentions[pair.en.mentions_in(&(from..from + 1))];
    let ko_figures: Vec<Span> = figures.iter().map(|&(i, _)| pair.ko.mentions[i].span).collect();
    let en_figures: Vec<Span> = by_en.iter().map(|&n| pair.en.mentions[figures[n].1].span).collect();
    let crossed = |ko: &[usize], en: &[usize]| {
        // The label of each figure on the Korean side against that of its rendering.
        (0..figures.len()).any(|n| by_en.iter().position(|&m| m == n).is_some_and(|place| ko[n] != en[place]))
    };
    let named = axes::named(pair.source.text(), passage);
    for (row, axis) in AXES.iter().enumerate().filter(|(row, _)| named.iter().any(|n| n.axis == *row)) {
        let Some(a) = labels(&ko_figures, &axes::of_axis(named.iter().copied(), row)) else { continue };
        let Some(b) = labels(&en_figures, &axes::english(axis, pair.target.text(), english)) else { continue };
        if permutation(&a, &b) && crossed(&a, &b) {
            return Some(Swap { ko: figures.iter().map(|f| f.0).collect(), en: figures.iter().map(|f| f.1).collect(), about: axis.about.to_owned() });
        }
    }
    // Names stand everywhere; only one close by labels a figure.
    let named = |ko: &Keys, en: &dyn Fn() -> Keys| {
        let a = labels_within(&ko_figures, ko, 40)?;
        Some((a, labels_within(&en_figures, &en(), 40)?))
    };
    let (places, people) = (names(inside, passage), people(inside, passage));
    let told = [named(&places, &|| names(others, english)), named(&people, &|| renderings(pair, &people, others, english))];
    for (a, b) in told.into_iter().flatten() {
        if permutation(&a, &b) && crossed(&a, &b) {
            return Some(Swap {
                ko: figures.iter().map(|f| f.0).collect(),
                en: figures.iter().map(|f| f.1).collect(),
                about: "those whose figures they are".to_owned(),
            });
        }
    }
    let (text, korean) = (pair.target.text(), pair.source.text());
    // Numbers that count nothing are coordinates, models and the like, and the words beside them are not theirs.
    let counts = |n: usize| !matches!(pair.ko.mentions[figures[n].0], Mention { value: Value::Number(_), counter: None, .. });
    let two = (1..figures.len()).flat_map(|n| (0..n).map(move |m| [m, n])).filter(|&[m, n]| counts(m) && counts(n)).find(|&[m, n]| {
        let (ko, en) = ([figures[m].0, figures[n].0], [figures[m].1, figures[n].1]);
        beside::crossed((korean, passage), ko.map(|i| pair.ko.mentions[i].span), (text, english), en.map(|j| pair.en.mentions[j].span))
    });
    let [m, n] = two?;
    let about = "they".to_owned();
    Some(Swap { ko: vec![figures[m].0, figures[n].0], en: vec![figures[m].1, figures[n].1], about })
}

/// Labels with their places.
type Keys = Vec<(Span, usize)>;

/// People in a Korean sentence, numbered.
fn people(mentions: &[Mention], within: Span) -> Keys {
    let people = mentions.iter().filter(|m| within.contains(m.span) && matches!(&m.value, Value::Name(n) if n.class == NameClass::Person));
    let people: Keys = people.map(|m| m.span).zip(0..).collect();
    if (2..=4).contains(&people.len()) { people } else { Keys::new() }
}

/// Their renderings in an English sentence, by the numbers that they have.
fn renderings(pair: &Pair<'_>, people: &Keys, mentions: &[Mention], within: Span) -> Keys {
    let renders = |span: Span| {
        let words = latin::words(span.slice(pair.target.text()));
        let mut of = people.iter().filter(|p| matching::read(p.0.slice(pair.source.text()), &words).verdict() == Verdict::Match);
        of.next().filter(|_| of.next().is_none()).map(|p| (span, p.1))
    };
    let named = |m: &&Mention| within.contains(m.span) && matches!(&m.value, Value::Name(n) if matches!(n.class, NameClass::Person | NameClass::Other));
    mentions.iter().filter(named).filter_map(|m| renders(m.span)).collect()
}

/// Known institutions and places in a sentence, by their rows.
fn names(mentions: &[Mention], within: Span) -> Keys {
    let of = |m: &Mention| match &m.value {
        Value::Name(n) if within.contains(m.span) => n.entity.and_then(|e| usize::try_from(e).ok()).map(|e| (m.span, e)),
        _ => None,
    };
    mentions.iter().filter_map(of).collect()
}

/// Whether both hold the same labels, each once.
fn permutation(a: &[usize], b: &[usize]) -> bool {
    let sorted = |s: &[usize]| {
        let mut s = s.to_vec();
        s.sort_unstable();
        s
    };
    let (a, b) = (sorted(a), sorted(b));
    a == b && a.windows(2).all(|w| w[0] != w[1])
}
