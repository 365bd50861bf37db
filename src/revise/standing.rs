//! What the changes of the Korean mean for the English: which passages stay good, and what is to be done in the others.

use super::differences::{self, CLAUSE, Differences, Side};
use super::lexical::Asked;
use super::stamps::only_stamps;
use super::{Sight, names};
use crate::compare::{Agreement, Figures, Why, agree};
use crate::model::{Carried, Change, Finding, Link, Mention, Pair, Progress, Standing, Task, ToDo, Turn, Value, ValueChange, WordChange};
use std::ops::Range;

/// What is to be done, and how each English passage of the old pairing stands.
pub(super) fn standing(sight: &Sight<'_>, korean: &mut [Turn]) -> (Vec<ToDo>, Vec<Carried>) {
    let mut desk = Desk { sight, figures: crate::compare::match_figures(&sight.old), to_do: Vec::new() };
    for i in 0..korean.len() {
        let sides = [(Side::source(&sight.old), &korean[i].old), (Side::source(&sight.crossed), &korean[i].new)];
        if sides.into_iter().all(|(side, range)| range.is_empty() || only_stamps(side, range)) {
            continue;
        }
        match korean[i].change {
            Change::Kept | Change::Respaced => {}
            Change::Edited => {
                let (old, new) = (Side::source(&sight.old), Side::source(&sight.crossed));
                let found = differences::differences(old, new, &korean[i]);
                // Values written otherwise and particles are no edit.
                if found.none() {
                    korean[i].change = Change::Respaced;
                } else {
                    desk.edited(i, &korean[i], &found);
                }
            }
            Change::Removed => desk.removed(i, &korean[i]),
            Change::Added => desk.added(i, korean),
        }
    }
    let carried = desk.carried(korean);
    (desk.to_do, carried)
}

struct Desk<'a> {
    sight: &'a Sight<'a>,
    /// What stood for what before the Korean changed.
    figures: Figures,
    to_do: Vec<ToDo>,
}

impl Desk<'_> {
    fn task(&mut self, task: Task, turn: usize, target: Range<usize>, confidence: f32) {
        self.to_do.push(ToDo { task, turn, target, carried: 0..0, still: None, progress: Progress::Open, confidence });
    }

    fn edited(&mut self, i: usize, turn: &Turn, found: &Differences) {
        let links: Vec<&Link> = touched(&self.sight.old, turn).filter(|l| !l.target.is_empty()).collect();
        let Some(target) = links.iter().map(|l| l.target.clone()).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)) else { return };
        let score = links.iter().map(|l| l.score).fold(1.0, f32::min);
        for &value in &found.values {
            self.value(i, value, &links, score);
        }
        if self.resaid(i, turn, found, &target) {
            return;
        }
        let rest: Vec<WordChange> = found.words.iter().filter(|w| !self.word(i, turn, w, &target, score)).copied().collect();
        if !rest.is_empty() {
            self.task(Task::Reword(rest), i, target, score * if found.longest >= CLAUSE { 0.7 } else { 0.4 });
        }
    }

    /// A word that is another one: whether the English still renders the old one, by the word list.
    fn word(&mut self, i: usize, turn: &Turn, change: &WordChange, target: &Range<usize>, score: f32) -> bool {
        let Some(asked) = Asked::of(Side::source(&self.sight.old), Side::source(&self.sight.crossed), turn, change) else { return false };
        let Some(english) = asked.still(&self.sight.old, target) else { return false };
        let sure = if asked.told(&self.sight.old, target) { 0.62 } else { 0.75 };
        let passage = self.sight.old.en.passage_at(english.start).map_or_else(|| target.clone(), |p| p..p + 1);
        self.task(Task::ReplaceWord { change: *change, english }, i, passage, score * sure);
        true
    }

    /// A value that is another one: what the English tells of it.
    fn value(&mut self, i: usize, value: ValueChange, links: &[&Link], score: f32) {
        let (old, new) = (value.old.map(|x| &self.sight.old.ko.mentions[x]), value.new.map(|y| &self.sight.crossed.ko.mentions[y]));
        let english = value.old.and_then(|x| self.rendering(x, links));
        let mentions = &self.sight.old.en.mentions;
        let fits = |e: &Mention| new.is_some_and(|n| fits(n, old, e));
        let told = |m: Option<&Mention>| m.is_some_and(|m| links.iter().any(|l| self.in_link(l).any(|e| renders(m, e))));
        // What still fits, was told before, or never was told at all.
        if english.is_some_and(|e| fits(&mentions[e])) || english.is_none() && (told(new) || new.is_none()) {
            return;
        }
        let target = match english.and_then(|e| self.sight.old.en.passage_at(mentions[e].span.start)) {
            Some(p) => p..p + 1,
            None => links.iter().map(|l| l.target.clone()).next().unwrap_or(0..0),
        };
        let known = || new.is_some_and(|n| self.sight.old.ko.mentions.iter().any(|m| differences::same(m, n)));
        let sure = match (old, new, english) {
            (None, None, _) | (Some(_), None, None) => return,
            (Some(_), Some(_), Some(_)) => 0.95,
            // Where the English leaves a value out, its new one may be left out as well.
            (Some(_), Some(_), None) => 0.4,
            (None, Some(n), _) if matches!(n.value, Value::Name(_)) || known() => 0.5,
            (None, Some(_), _) | (Some(_), None, Some(_)) => 0.75,
        };
        self.task(Task::Replace { value, english }, i, target, sure * score);
    }

    /// The mention of the old English that tells an old Korean value.
    fn rendering(&self, x: usize, links: &[&Link]) -> Option<usize> {
        let (pair, m) = (&self.sight.old, &self.sight.old.ko.mentions[x]);
        if matches!(m.value, Value::Name(_)) {
            return links.iter().find_map(|l| names::told(pair, m, pair.en.mentions_in(&l.target)));
        }
        let wrong = || self.figures.difference(x).map(|d| d.en);
        let alike = || links.iter().flat_map(|l| pair.en.mentions_in(&l.target)).find(|&e| agree(m, &pair.en.mentions[e]) == Agreement::Same);
        self.figures.rendering(x).or_else(wrong).or_else(alike)
    }

    fn in_link(&self, link: &Link) -> impl Iterator<Item = &Mention> {
        self.sight.old.en.mentions_in(&link.target).map(|e| &self.sight.old.en.mentions[e])
    }

    /// What the rules find between the new Korean and the old English that they did not find before.
    fn resaid(&mut self, i: usize, turn: &Turn, found: &Differences, target: &Range<usize>) -> bool {
        let sight = self.sight;
        let changed = |f: &Finding| {
            let (Some(label), true) = (&f.source, f.severity >= crate::model::Severity::Minor) else { return false };
            let here = sight.crossed.ko.passage_at(label.span.start).is_some_and(|p| turn.new.contains(&p));
            let value = found.values.iter().filter_map(|v| v.new).any(|y| sight.crossed.ko.mentions[y].span.overlaps(label.span));
            here && !value && found.words.iter().any(|w| w.new.overlaps(label.span))
        };
        let new: Vec<(usize, f32)> = sight.between.iter().enumerate().filter(|(_, f)| changed(f) && !sight.known(f)).map(|(n, f)| (n, f.confidence)).collect();
        for &(n, confidence) in &new {
            self.task(Task::Resay(n), i, target.clone(), confidence);
        }
        !new.is_empty()
    }

    fn removed(&mut self, i: usize, turn: &Turn) {
        let links: Vec<Link> = touched(&self.sight.old, turn).filter(|l| !l.target.is_empty()).cloned().collect();
        for link in links {
            let all = link.source.clone().all(|p| turn.old.contains(&p));
            self.task(Task::Remove, i, link.target.clone(), link.score * if all { 0.9 } else { 0.7 });
        }
    }

    /// A passage that was added, unless the English had it before the Korean did.
    fn added(&mut self, i: usize, korean: &[Turn]) {
        let turn = &korean[i];
        let there = |l: &Link| {
            !l.target.is_empty() && l.score >= 0.8 && l.target.clone().all(|e| self.sight.old.link_of_target(e).is_some_and(|l| l.source.is_empty()))
        };
        let had = turn.new.clone().filter(|&p| self.sight.crossed.link_of_source(p).is_some_and(there)).count();
        if 2 * had >= turn.new.len() {
            return;
        }
        let before = korean[..i].iter().rev().find_map(|t| touched(&self.sight.old, t).map(|l| l.target.end).max());
        let at = before.unwrap_or(0);
        self.task(Task::Add, i, at..at, 0.85);
    }

    fn carried(&self, korean: &[Turn]) -> Vec<Carried> {
        let links = self.sight.old.pairing.links.iter().enumerate().filter(|(_, l)| !l.target.is_empty());
        let carried = links.map(|(n, link)| {
            let turns = || korean.iter().filter(|t| overlap(&t.old, &link.source));
            let mut source: Vec<usize> = turns().flat_map(|t| t.new.clone()).collect();
            source.sort_unstable();
            let to_do = || self.to_do.iter().filter(|t| overlap(&t.target, &link.target));
            let standing = if !link.source.is_empty() && source.is_empty() {
                Standing::Retracted
            } else if to_do().any(|t| t.confidence >= super::SURE_ENOUGH) {
                Standing::Stale
            } else if to_do().next().is_some() {
                Standing::Look
            } else {
                Standing::Good
            };
            Carried { link: n, target: link.target.clone(), source, standing }
        });
        carried.collect()
    }
}

/// Whether an English mention renders a Korean one, or may be held for it.
pub(super) fn renders(ko: &Mention, en: &Mention) -> bool {
    match (&ko.value, &en.value) {
        (Value::Name(_), Value::Name(_)) => names::same(ko, en),
        _ => matches!(agree(ko, en), Agreement::Same | Agreement::Compatible(_)),
    }
}

/// Whether an English mention renders a new Korean value as well as it rendered the old one: “3 trillion won” goes on standing
/// for 3조100억원, but “20 trillion” does not for 15조∼20조.
pub(super) fn fits(new: &Mention, old: Option<&Mention>, en: &Mention) -> bool {
    match agree(new, en) {
        Agreement::Compatible(why @ (Why::Within | Why::UnitLeftOut)) => old.is_none_or(|old| agree(old, en) == Agreement::Compatible(why)),
        _ => renders(new, en),
    }
}

/// The links that hold the old passages of a turn.
pub(super) fn touched<'p>(pair: &Pair<'p>, turn: &Turn) -> impl Iterator<Item = &'p Link> {
    let old = turn.old.clone();
    pair.pairing.links.iter().filter(move |l| overlap(&l.source, &old))
}

/// Whether two ranges share something.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end && !a.is_empty() && !b.is_empty()
}
