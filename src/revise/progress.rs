//! Whether the new English does what the change of the Korean asks for, and why else it was edited.

use super::lexical::Asked;
use super::standing::{fits, overlap, renders};
use super::{Sight, differences, names};
use crate::compare::{Figures, match_figures};
use crate::model::{Change, Edit, Finding, Label, Motive, Pair, Progress, Still, Task, ToDo, Turn, Value, ValueChange, WordChange};
use std::ops::Range;

/// Sets on each task how far it has come.
pub(super) fn progress(sight: &Sight<'_>, new: &Pair<'_>, korean: &[Turn], english: &[Turn], to_do: &mut [ToDo]) {
    let desk = Desk { sight, new, figures: match_figures(new), korean, english };
    for item in to_do {
        item.carried = desk.carried(&item.target);
        let mut carried = item.carried.clone();
        (item.progress, item.still) = match &item.task {
            Task::Replace { value: ValueChange { new: Some(y), old }, english } => desk.replaced(*y, *old, *english, item),
            Task::Replace { value: ValueChange { old, .. }, english } => desk.taken_out(*old, *english, item),
            Task::ReplaceWord { change, .. } => desk.replaced_word(change, item),
            Task::Reword(_) => (if desk.told(&item.target) { Progress::Done } else { Progress::Missed }, None),
            Task::Resay(n) => (desk.resaid(*n, item), None),
            Task::Add => (desk.added(&korean[item.turn], &mut carried), None),
            Task::Remove => (desk.removed(item), None),
        };
        item.carried = carried;
    }
}

struct Desk<'a> {
    sight: &'a Sight<'a>,
    new: &'a Pair<'a>,
    figures: Figures,
    korean: &'a [Turn],
    english: &'a [Turn],
}

impl Desk<'_> {
    /// What became of passages of the old English.
    fn became<'a>(&'a self, target: &'a Range<usize>) -> impl Iterator<Item = &'a Turn> {
        self.english.iter().filter(|t| overlap(&t.old, target))
    }

    fn carried(&self, target: &Range<usize>) -> Range<usize> {
        let new = self.became(target).map(|t| t.new.clone()).filter(|r| !r.is_empty());
        new.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0)
    }

    /// Whether anything of the passages was edited.
    fn told(&self, target: &Range<usize>) -> bool {
        self.became(target).any(|t| t.change.is_told())
    }

    /// The mentions of the new English in which a task may have been done: those of the passages that the old ones became,
    /// and of what is paired with the Korean.
    fn places(&self, item: &ToDo) -> Vec<usize> {
        let mut found: Vec<usize> = self.new.en.mentions_in(&item.carried).collect();
        for p in self.korean[item.turn].new.clone() {
            found.extend(self.new.link_of_source(p).into_iter().flat_map(|l| self.new.en.mentions_in(&l.target)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn replaced(&self, y: usize, old: Option<usize>, english: Option<usize>, item: &ToDo) -> (Progress, Option<Still>) {
        let (now, mentions) = (&self.new.ko.mentions[y], &self.new.en.mentions);
        let places = self.places(item);
        let was = old.map(|x| &self.sight.old.ko.mentions[x]);
        let rendering = self.figures.rendering(y);
        if rendering.into_iter().chain(places.iter().copied()).any(|e| fits(now, was, &mentions[e])) {
            return (Progress::Done, None);
        }
        let still = was.and_then(|was| places.iter().copied().find(|&e| renders(was, &mentions[e])));
        let differs = || self.figures.difference(y).map(|d| d.en);
        let name = matches!(now.value, Value::Name(_));
        match still.or_else(differs) {
            Some(e) => (Progress::Missed, Some(Still { span: mentions[e].span, mention: Some(e) })),
            // The English left it out before; it may go on doing so.
            None if english.is_none() && old.is_some() || name && self.told(&item.target) => (Progress::Undecided, None),
            None if !self.told(&item.target) || old.is_none() => (Progress::Missed, None),
            None => (Progress::Undecided, None),
        }
    }

    fn replaced_word(&self, change: &WordChange, item: &ToDo) -> (Progress, Option<Still>) {
        let (old, new) = (differences::Side::source(&self.sight.old), differences::Side::source(self.new));
        let Some(asked) = Asked::of(old, new, &self.korean[item.turn], change) else { return (Progress::Undecided, None) };
        match asked.still(self.new, &item.carried) {
            Some(span) => (Progress::Missed, Some(Still { span, mention: None })),
            None => (Progress::Done, None),
        }
    }

    fn taken_out(&self, old: Option<usize>, english: Option<usize>, item: &ToDo) -> (Progress, Option<Still>) {
        let Some((was, english)) = old.map(|x| &self.sight.old.ko.mentions[x]).zip(english) else { return (Progress::Undecided, None) };
        let there = &self.sight.old.en.mentions[english];
        let still = self.new.en.mentions_in(&item.carried).find(|&e| {
            let m = &self.new.en.mentions[e];
            if matches!(was.value, Value::Name(_)) { names::same(was, m) } else { differences::same(there, m) }
        });
        // It may be told for another Korean figure now.
        let needed = |e: usize| self.figures.rendered(e).is_some();
        match still.filter(|&e| !needed(e)) {
            Some(e) => (Progress::Missed, Some(Still { span: self.new.en.mentions[e].span, mention: Some(e) })),
            None => (Progress::Done, None),
        }
    }

    fn resaid(&self, n: usize, item: &ToDo) -> Progress {
        let rule = self.sight.between[n].rule.id;
        let turn = &self.korean[item.turn];
        let here = |label: &Label| self.new.ko.passage_at(label.span.start).is_some_and(|p| turn.new.contains(&p));
        if self.sight.after.iter().any(|f| f.rule.id == rule && f.source.as_ref().is_some_and(here)) {
            Progress::Missed
        } else if self.told(&item.target) {
            Progress::Done
        } else {
            Progress::Undecided
        }
    }

    /// Whether the English has something new for each of the added passages, or for most of them.
    fn added(&self, turn: &Turn, carried: &mut Range<usize>) -> Progress {
        let mut done = 0;
        for p in turn.new.clone() {
            let Some(link) = self.new.link_of_source(p).filter(|l| !l.target.is_empty()) else { continue };
            if self.english.iter().any(|t| t.change.is_told() && overlap(&t.new, &link.target)) {
                done += 1;
                *carried = if done == 1 { link.target.clone() } else { carried.start.min(link.target.start)..carried.end.max(link.target.end) };
            }
        }
        if 2 * done > turn.new.len() || done > 0 && turn.new.len() == 2 { Progress::Done } else { Progress::Missed }
    }

    fn removed(&self, item: &ToDo) -> Progress {
        let turns: Vec<&Turn> = self.became(&item.target).collect();
        if turns.iter().all(|t| t.change == Change::Removed) {
            Progress::Done
        } else if turns.iter().all(|t| !t.change.is_told()) {
            Progress::Missed
        } else {
            // What is left may render what the Korean still has.
            Progress::Undecided
        }
    }
}

/// The edits of the English and their motives.
pub(super) fn edits(sight: &Sight<'_>, new: &Pair<'_>, korean: &[Turn], english: &[Turn], to_do: &[ToDo]) -> Vec<Edit> {
    let changed = |source: &Range<usize>, old: bool| korean.iter().any(|t| t.change.is_told() && overlap(if old { &t.old } else { &t.new }, source));
    let motive = |turn: &Turn| {
        let before = sight.old.pairing.links.iter().filter(|l| overlap(&l.target, &turn.old));
        let after = new.pairing.links.iter().filter(|l| overlap(&l.target, &turn.new));
        let asked = to_do.iter().any(|t| overlap(&t.target, &turn.old) || overlap(&t.carried, &turn.new));
        let here = |l: &Label| sight.old.en.passage_at(l.span.start).is_some_and(|p| turn.old.contains(&p));
        let there = |l: &Label| sight.old.ko.passage_at(l.span.start).is_some_and(|p| before.clone().any(|l| l.source.contains(&p)));
        let about = |f: &Finding| f.target.as_ref().map_or_else(|| f.source.as_ref().is_some_and(there), here);
        let gone = |f: &Finding| !sight.after.iter().any(|g| super::alike((f, &sight.old), (g, new)));
        if asked || before.clone().any(|l| changed(&l.source, true)) || after.clone().any(|l| changed(&l.source, false)) {
            Motive::Korean
        } else if sight.before.iter().any(|f| about(f) && gone(f)) {
            Motive::Repair
        } else {
            Motive::Unprompted
        }
    };
    let told = english.iter().enumerate().filter(|(_, t)| t.change.is_told());
    told.map(|(turn, t)| Edit { turn, motive: motive(t) }).collect()
}
