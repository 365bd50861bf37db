//! What changed inside a passage that was edited: values against values where they stand in the same place, and the words
//! around them. A passage is a row of words in which every value is a slot of its kind, so that of 사망 3명, 부상 5명 →
//! 사망 5명, 부상 7명 the first becomes the first, though the 5 was there before.

use super::words::{self, Stretch};
use crate::compare::{Agreement, agree};
use crate::model::{Document, Mention, Pair, Reading, Turn, Value, ValueChange, WordChange};
use crate::text::{Span, hangul};
use std::mem::Discriminant;
use std::ops::Range;

/// What changed inside a passage.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Differences {
    /// Values.
    pub(super) values: Vec<ValueChange>,
    /// Words that hold no value, without those that only have another particle.
    pub(super) words: Vec<WordChange>,
    /// The most words in a row that came in or went out.
    pub(super) longest: usize,
}

/// One version of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) reading: &'a Reading,
}

impl<'a> Side<'a> {
    /// The Korean of a pair.
    pub(super) fn source(pair: &Pair<'a>) -> Self {
        Self { document: pair.source, reading: pair.ko }
    }
}

/// An item of the row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Item<'a> {
    Word(&'a str),
    /// A value: its kind, and what it counts.
    Slot(Discriminant<Value>, Option<&'static str>),
}

/// A row of items with their places.
struct Row<'a> {
    items: Vec<Item<'a>>,
    spans: Vec<Span>,
    /// The mention of each slot.
    mentions: Vec<Option<usize>>,
}

/// A change of so many words in a row says something else, and is not only worded otherwise.
pub(super) const CLAUSE: usize = 3;

/// Rows of more items than this are compared as wholes only: no passage of news has as many.
const LONGEST: usize = 20_000;

/// Compares the two sides of a turn.
pub(super) fn differences(old: Side<'_>, new: Side<'_>, turn: &Turn) -> Differences {
    let (a, b) = (Row::of(old, &turn.old), Row::of(new, &turn.new));
    let mut out = Differences::default();
    let stretches = if a.items.len().max(b.items.len()) > LONGEST {
        vec![Stretch { old: 0..a.items.len(), new: 0..b.items.len(), same: false }]
    } else {
        words::diff(&a.items, &b.items)
    };
    let (mut gone, mut come, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for (nth, s) in stretches.iter().enumerate() {
        if s.same {
            for (i, j) in s.old.clone().zip(s.new.clone()) {
                if let (Some(x), Some(y)) = (a.mentions[i], b.mentions[j])
                    && !same(&old.reading.mentions[x], &new.reading.mentions[y])
                {
                    out.values.push(ValueChange { old: Some(x), new: Some(y) });
                }
            }
        } else {
            gone.extend(s.old.clone().filter_map(|i| a.mentions[i]).map(|x| (nth, x)));
            come.extend(s.new.clone().filter_map(|j| b.mentions[j]).map(|y| (nth, y)));
            words.extend(words_of(&a, &b, s));
        }
    }
    out.values.retain({
        let clauses = reordered(&a, &b, (old, new), &out.values);
        move |_| !clauses
    });
    out.left_over((old, gone), (new, come), turn);
    for (change, longest, slots) in words {
        // A word or two around a value that is another one now are told with it.
        let told = |v: &ValueChange| slots.iter().any(|&(x, y)| x.is_some() && x == v.old || y.is_some() && y == v.new);
        if longest >= CLAUSE || !out.values.iter().any(told) {
            out.words.push(change);
            out.longest = out.longest.max(longest);
        }
    }
    out.values.sort_by_key(|v| (v.new.unwrap_or(usize::MAX), v.old));
    out
}

/// Whether values that seem to have changed places only went along with their clauses: 3명이 숨지고 7명이 다쳤다 → 7명이 다치고
/// 3명이 숨졌다. The word behind a value tells, by its first syllable.
fn reordered(a: &Row<'_>, b: &Row<'_>, (old, new): (Side<'_>, Side<'_>), values: &[ValueChange]) -> bool {
    let changed = || values.iter().filter_map(|v| v.old.zip(v.new));
    let clause = |row: &Row<'_>, i: usize| row.behind(i).and_then(|word| word.chars().next());
    let went =
        |y: usize| changed().any(|(x, _)| same(&old.reading.mentions[x], &new.reading.mentions[y]) && clause(a, x).is_some() && clause(a, x) == clause(b, y));
    values.len() > 1 && changed().all(|(_, y)| went(y))
}

impl Differences {
    /// Whether the two sides say the same in the same words.
    pub(super) fn none(&self) -> bool {
        self.values.is_empty() && self.words.is_empty()
    }

    /// Values in stretches that differ: those that are still there, those that replace each other, the rest.
    fn left_over(&mut self, (old, mut gone): (Side<'_>, Vec<(usize, usize)>), (new, mut come): (Side<'_>, Vec<(usize, usize)>), turn: &Turn) {
        let (theirs, ours) = (&old.reading.mentions, &new.reading.mentions);
        // One that only changed its place in the sentence.
        gone.retain(|&(_, x)| match come.iter().position(|&(_, y)| same(&theirs[x], &ours[y])) {
            Some(at) => {
                come.remove(at);
                false
            }
            None => true,
        });
        gone.retain(|&(nth, x)| match come.iter().position(|&(other, y)| nth == other && kindred(&theirs[x].value, &ours[y].value)) {
            Some(at) => {
                self.values.push(ValueChange { old: Some(x), new: Some(come.remove(at).1) });
                false
            }
            None => true,
        });
        // One that was there twice, or is now.
        let still = |m: &Mention, side: Side<'_>, range: &Range<usize>| side.reading.mentions_in(range).any(|i| same(m, &side.reading.mentions[i]));
        gone.retain(|&(_, x)| !still(&theirs[x], new, &turn.new));
        come.retain(|&(_, y)| !still(&ours[y], old, &turn.old));
        self.values.extend(gone.into_iter().map(|(_, x)| ValueChange { old: Some(x), new: None }));
        self.values.extend(come.into_iter().map(|(_, y)| ValueChange { old: None, new: Some(y) }));
    }
}

/// The words of a stretch that differs, how many in a row they are at most, and the values among them.
fn words_of(a: &Row<'_>, b: &Row<'_>, s: &Stretch) -> Option<(WordChange, usize, Vec<Slots>)> {
    let (mut old, mut new) = (a.words(&s.old), b.words(&s.new));
    old.retain(|(word, _)| {
        let at = new.iter().position(|(other, _)| stem(word) == stem(other) || inflected(word, other));
        at.map(|at| new.remove(at)).is_none()
    });
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let cover = |words: &[(&str, Span)], row: &Row<'_>, from: usize| {
        let spans = words.iter().map(|w| w.1);
        spans.reduce(Span::cover).unwrap_or_else(|| {
            let at = row.spans.get(from).map_or_else(|| row.spans.last().map_or(0, |s| s.end), |s| s.start);
            Span::new(at, at)
        })
    };
    let slots = a.mentions[s.old.clone()].iter().map(|&x| (x, None)).chain(b.mentions[s.new.clone()].iter().map(|&y| (None, y)));
    let change = WordChange { old: cover(&old, a, s.old.start), new: cover(&new, b, s.new.start) };
    Some((change, old.len().max(new.len()), slots.collect()))
}

/// A value of the old side, or one of the new side.
type Slots = (Option<usize>, Option<usize>);

impl<'a> Row<'a> {
    fn of(side: Side<'a>, passages: &Range<usize>) -> Self {
        let text = side.document.text();
        let mut row = Self { items: Vec::new(), spans: Vec::new(), mentions: Vec::new() };
        for p in passages.clone() {
            let Some(passage) = side.reading.passages.get(p) else { continue };
            let mut at = passage.span.start;
            for i in side.reading.mentions_in(&(p..p + 1)) {
                let m = &side.reading.mentions[i];
                row.plain(text, Span::new(at, m.span.start));
                row.items.push(Item::Slot(std::mem::discriminant(&m.value), m.counter));
                row.spans.push(m.span);
                row.mentions.push(Some(i));
                at = m.span.end.max(at);
            }
            row.plain(text, Span::new(at, passage.span.end));
        }
        row
    }

    fn plain(&mut self, text: &'a str, within: Span) {
        for span in words::tokens(text, within) {
            let word = span.slice(text);
            if words::is_word(word) {
                self.items.push(Item::Word(word));
                self.spans.push(span);
                self.mentions.push(None);
            }
        }
    }

    /// The first word behind a value that is no particle.
    fn behind(&self, mention: usize) -> Option<&'a str> {
        let at = self.mentions.iter().position(|m| *m == Some(mention))?;
        let next = self.items[at + 1..].iter().find(|item| !matches!(item, Item::Word(word) if PARTICLES.contains(word)))?;
        if let Item::Word(word) = next { Some(word) } else { None }
    }

    /// Words of a part of the row, without particles that stand alone behind a value.
    fn words(&self, range: &Range<usize>) -> Vec<(&'a str, Span)> {
        let words = range.clone().filter_map(|i| match self.items[i] {
            Item::Word(word) if !PARTICLES.contains(&word) => Some((word, self.spans[i])),
            _ => None,
        });
        words.collect()
    }
}

/// Whether two mentions of one language say the same.
pub(super) fn same(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Name(a), Value::Name(b)) => a.text == b.text,
        _ => agree(a, b) == Agreement::Same && a.certainty == b.certainty,
    }
}

/// Whether one value may have come in the place of another.
fn kindred(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// Particles and endings with which Korean words go on saying the same: of case and topic, 라고 and 고 of what is said. Longest first.
const PARTICLES: &[&str] = &[
    "에게서", "으로써", "으로서", "이라고", "에서는", "에게", "에서", "까지", "부터", "으로", "라고", "께서", "이나", "이며", "은", "는", "이", "가", "을",
    "를", "의", "에", "도", "로", "와", "과", "나", "며", "고", "씨", "만",
];

/// Verbs with which news says that somebody said something; which of them it takes changes nothing.
const SAYING: &[&str] = &["밝혔", "말했", "전했", "설명했", "발표했", "알렸", "했"];

/// Endings with which a clause goes on or stops.
const ENDINGS: &[&str] = &["다", "고", "으며", "지만", "는데", "으나", "다고", "다며", "다면서"];

/// Whether two Korean verbs are one that ends the sentence in one version and goes on in the other: 숨졌다, 숨지고.
fn inflected(a: &str, b: &str) -> bool {
    let goes_on = |w: &str| ["고", "며", "서", "자", "해", "해서", "면서", "지만", "는데", "으나", "다가"].iter().any(|e| w.ends_with(e));
    let (shorter, alike) = (a.chars().count().min(b.chars().count()), a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count());
    let verbs = a.ends_with('다') && goes_on(b) || goes_on(a) && b.ends_with('다') || goes_on(a) && goes_on(b);
    verbs && alike >= shorter.saturating_sub(2).max(1)
}

/// A word as it is quoted: without its particle.
pub(crate) fn bare(word: &str) -> &str {
    let cut = PARTICLES.iter().find_map(|p| word.strip_suffix(p)).filter(|bare| bare.chars().count() >= 2);
    cut.filter(|_| word.chars().all(hangul::is_syllable)).unwrap_or(word)
}

/// A word without its particle, in lower case.
pub(super) fn stem(word: &str) -> String {
    if SAYING.iter().any(|verb| word.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || ENDINGS.contains(&rest))) {
        return "말했".to_owned();
    }
    if !word.chars().any(hangul::is_syllable) {
        return word.to_lowercase();
    }
    let bare = PARTICLES.iter().find_map(|p| word.strip_suffix(p)).filter(|bare| bare.chars().count() >= 2);
    bare.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Change, Lang, Mention};
    use crate::segment::segment;
    use crate::text::Exact;

    /// Reads 명 and 원 behind digits, and 김 with what follows as a name: enough to have slots without the readers of values.
    fn read(document: &Document<'_>) -> Reading {
        let text = document.text();
        let mut mentions = Vec::new();
        for (unit, kind) in [("명", 0), ("원", 1)] {
            for (at, _) in text.match_indices(unit) {
                let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
                let Ok(n) = text[at - digits..at].parse::<i64>() else { continue };
                let amount = Amount::point(Exact::int(n));
                let value = if kind == 0 { Value::Number(amount) } else { Value::Money(amount, crate::model::Currency::KRW) };
                let mut m = Mention::new(Span::new(at - digits, at + unit.len()), value);
                m.counter = (kind == 0).then_some("명");
                mentions.push(m);
            }
        }
        mentions.sort_by_key(|m| m.span.start);
        Reading { passages: segment(document), mentions }
    }

    /// `old→new` for values; `[old|new]` for words.
    fn shown(old: &str, new: &str) -> String {
        let (a, b) = (Document::plain(Lang::Ko, "old", old), Document::plain(Lang::Ko, "new", new));
        let (x, y) = (read(&a), read(&b));
        let turn = Turn { old: 0..x.passages.len(), new: 0..y.passages.len(), change: Change::Edited, moved: false };
        let found = differences(Side { document: &a, reading: &x }, Side { document: &b, reading: &y }, &turn);
        let value = |i: Option<usize>, r: &Reading, t: &str| i.map_or("-".to_owned(), |i| r.mentions[i].span.slice(t).to_owned());
        let mut out: Vec<String> = found.values.iter().map(|v| format!("{}→{}", value(v.old, &x, old), value(v.new, &y, new))).collect();
        out.extend(found.words.iter().map(|w| format!("[{}|{}]", w.old.slice(old), w.new.slice(new))));
        out.join(" ")
    }

    #[test]
    fn values_in_the_same_place_replace_each_other() {
        assert_eq!(shown("화재로 3명이 숨졌다.", "화재로 5명이 숨졌다."), "3명→5명");
        assert_eq!(shown("3명이 숨지고 5명이 다쳤다.", "5명이 숨지고 7명이 다쳤다."), "3명→5명 5명→7명", "the 5 was there before, as another figure");
        assert_eq!(shown("벌금 300원을 냈다.", "벌금 400원을 냈다."), "300원→400원");
    }

    #[test]
    fn values_that_come_and_go() {
        assert_eq!(shown("화재로 3명이 숨졌다.", "화재로 3명이 숨지고 7명이 다쳤다."), "-→7명");
        assert_eq!(shown("3명이 숨지고 7명이 다쳤다.", "3명이 숨졌다."), "7명→-");
        assert_eq!(shown("3명이 숨졌다. 3명은 형제다.", "3명은 형제다."), "[숨졌다|]", "it is still told");
    }

    #[test]
    fn words_that_only_have_another_particle_are_the_same() {
        assert_eq!(shown("경찰은 3명이 숨졌다고 밝혔다.", "경찰이 3명은 숨졌다고 말했다."), "");
        assert_eq!(shown("그는 사실을 인정했다.", "그는 사실을 부인했다."), "[인정했다|부인했다]");
        assert_eq!(shown("회의는 오전에 열렸다.", "회의는 시장이 빠진 채 오전에 열렸다."), "[|시장이 빠진 채]");
        assert_eq!(shown("그는 “간다”고 했다.", "그는 간다고 했다"), "");
    }

    #[test]
    fn what_only_changed_its_place() {
        assert_eq!(shown("3명이 숨지고 집 7명이 다쳤다.", "7명이 다치고 집 3명이 숨졌다.").matches('→').count(), 0);
    }
}
