//! Which passages of the new version the passages of the old one became: what is the same first, then what is like it, then
//! what was joined or parted, and what stands elsewhere now.

use super::likeness::{Features, Index, key};
use super::words::{self, Stretch};
use crate::model::{Change, Passage, Turn, in_order};
use crate::text::Span;
use hashbrown::HashMap;
use std::collections::VecDeque;
use std::ops::Range;

/// A passage, and the block that it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) block: usize,
}

impl From<&Passage> for Unit {
    fn from(p: &Passage) -> Self {
        Self { span: p.span, block: p.block }
    }
}

/// One version of a text in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version<'a> {
    pub(super) text: &'a str,
    pub(super) units: &'a [Unit],
}

/// From here on, two passages in the same place are one that was edited; measured on pairs of unrelated news sentences,
/// which in either language have a likeness below 0.2.
const SAME_PLACE: f32 = 0.3;
/// The same for passages that stand elsewhere.
const ELSEWHERE: f32 = 0.55;
/// How much of a passage a neighbour that was joined with another, or parted from it, must have.
const JOINED: f32 = 0.5;
/// Gaps of more pairs of passages than this are searched by rare features only.
const SMALL_GAP: usize = 4096;
/// At most this many passages are joined into one, or one parted into them.
const MOST_JOINED: usize = 8;

/// What became of every passage: turns in the order of the new version.
pub(super) fn turns(old: Version<'_>, new: Version<'_>) -> Vec<Turn> {
    let mut search = Search::new(old, new);
    search.same();
    search.alike();
    let mut groups = search.groups();
    search.extend(&mut groups);
    let groups = moved(groups);
    search.told(groups)
}

/// Passages of both versions that are one.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Group {
    old: Range<usize>,
    new: Range<usize>,
}

struct Search<'a> {
    old: Version<'a>,
    new: Version<'a>,
    old_keys: Vec<String>,
    new_keys: Vec<String>,
    /// Of passages that are not simply the same; empty for the others.
    old_features: Vec<Features>,
    new_features: Vec<Features>,
    /// The counterpart of each, where it has one.
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
}

impl<'a> Search<'a> {
    fn new(old: Version<'a>, new: Version<'a>) -> Self {
        let keys = |v: Version<'_>| v.units.iter().map(|u| key(u.span.slice(v.text))).collect::<Vec<_>>();
        let (n, m) = (old.units.len(), new.units.len());
        let none = |len| vec![Features::default(); len];
        let (old_keys, new_keys) = (keys(old), keys(new));
        Self { old, new, old_keys, new_keys, old_features: none(n), new_features: none(m), to_new: vec![None; n], to_old: vec![None; m] }
    }

    fn pair(&mut self, i: usize, j: usize) {
        (self.to_new[i], self.to_old[j]) = (Some(j), Some(i));
    }

    fn gaps(&self) -> Vec<Stretch> {
        let (old, new): (Vec<&str>, Vec<&str>) = (self.old_keys.iter().map(String::as_str).collect(), self.new_keys.iter().map(String::as_str).collect());
        words::diff(&old, &new)
    }

    /// What is the same: in order first, then what was moved as it stands.
    fn same(&mut self) {
        for s in self.gaps().into_iter().filter(|s| s.same) {
            s.old.zip(s.new).for_each(|(i, j)| self.pair(i, j));
        }
        let mut left: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (i, k) in self.old_keys.iter().enumerate().filter(|(i, k)| self.to_new[*i].is_none() && !k.is_empty()) {
            left.entry(k.as_str()).or_default().push_back(i);
        }
        let free = self.new_keys.iter().enumerate().filter(|(j, _)| self.to_old[*j].is_none());
        let found: Vec<(usize, usize)> = free.filter_map(|(j, k)| Some((left.get_mut(k.as_str())?.pop_front()?, j))).collect();
        drop(left);
        for (i, j) in found {
            self.pair(i, j);
        }
    }

    /// What is alike, the most alike first.
    fn alike(&mut self) {
        let features = |v: Version<'_>, paired: &[Option<usize>]| {
            v.units.iter().zip(paired).map(|(u, p)| if p.is_some() { Features::default() } else { Features::of(v.text, u.span) }).collect::<Vec<_>>()
        };
        self.old_features = features(self.old, &self.to_new);
        self.new_features = features(self.new, &self.to_old);
        let mut found: Vec<(f32, usize, usize)> = Vec::new();
        for gap in self.gaps().into_iter().filter(|s| !s.same && s.old.len() * s.new.len() <= SMALL_GAP) {
            let pairs = gap.old.flat_map(|i| gap.new.clone().map(move |j| (i, j))).filter(|&(i, j)| self.to_new[i].is_none() && self.to_old[j].is_none());
            found.extend(pairs.map(|(i, j)| (self.old_features[i].likeness(&self.new_features[j]), i, j)).filter(|f| f.0 >= SAME_PLACE));
        }
        let index = Index::of(self.new_features.iter().enumerate());
        for (i, features) in self.old_features.iter().enumerate() {
            let there = index.candidates(features, 3).into_iter().map(|j| (features.likeness(&self.new_features[j]), i, j));
            found.extend(there.filter(|f| f.0 >= ELSEWHERE));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in found {
            if self.to_new[i].is_none() && self.to_old[j].is_none() {
                self.pair(i, j);
            }
        }
    }

    fn groups(&self) -> Vec<Group> {
        self.to_old.iter().enumerate().filter_map(|(j, i)| i.map(|i| Group { old: i..i + 1, new: j..j + 1 })).collect()
    }

    /// Adds to each group the free neighbours that went into it.
    fn extend(&mut self, groups: &mut [Group]) {
        for g in groups {
            // What is the same to the letter leaves nothing for a neighbour.
            if self.old_keys[g.old.start] == self.new_keys[g.new.start] {
                continue;
            }
            while g.old.len() + g.new.len() < MOST_JOINED {
                let (mine, theirs) = (join(&self.old_features, &g.old), join(&self.new_features, &g.new));
                let now = mine.likeness(&theirs);
                let gain = |with: f32, part: f32| with > now + 0.02 && part >= JOINED;
                let grown = [Some(g.old.end), g.old.start.checked_sub(1)].into_iter().flatten().find(|&i| {
                    let Some(f) = self.old_features.get(i).filter(|_| self.to_new.get(i) == Some(&None)) else { return false };
                    gain(mine.join(f).likeness(&theirs), f.within(&theirs))
                });
                if let Some(i) = grown {
                    self.to_new[i] = Some(g.new.start);
                    g.old = g.old.start.min(i)..g.old.end.max(i + 1);
                    continue;
                }
                let grown = [Some(g.new.end), g.new.start.checked_sub(1)].into_iter().flatten().find(|&j| {
                    let Some(f) = self.new_features.get(j).filter(|_| self.to_old.get(j) == Some(&None)) else { return false };
                    gain(theirs.join(f).likeness(&mine), f.within(&mine))
                });
                let Some(j) = grown else { break };
                self.to_old[j] = Some(g.old.start);
                g.new = g.new.start.min(j)..g.new.end.max(j + 1);
            }
        }
    }

    /// The turns, with what was added and removed between them.
    fn told(&self, groups: Vec<(Group, bool)>) -> Vec<Turn> {
        // Where in the new version each old passage went, to tell where those that are gone have been.
        let mut ends = vec![0; self.old.units.len()];
        for (g, _) in &groups {
            g.old.clone().for_each(|i| ends[i] = g.new.end);
        }
        let mut out: Vec<(usize, u8, Turn)> = Vec::new();
        for (g, moved) in groups {
            out.push((g.new.start, 1, Turn { change: self.change(&g), old: g.old, new: g.new, moved }));
        }
        let runs = |units: &[Unit], free: &[Option<usize>]| {
            let left: Vec<usize> = (0..units.len()).filter(|&i| free[i].is_none()).collect();
            left.chunk_by(|&a, &b| b == a + 1 && units[a].block == units[b].block).map(|run| run[0]..run[run.len() - 1] + 1).collect::<Vec<_>>()
        };
        for new in runs(self.new.units, &self.to_old) {
            out.push((new.start, 1, Turn { old: 0..0, new, change: Change::Added, moved: false }));
        }
        let mut at = 0;
        let mut seen = 0;
        for old in runs(self.old.units, &self.to_new) {
            at = ends[seen..old.start].iter().rev().copied().find(|&e| e > 0).unwrap_or(at);
            seen = old.start;
            out.push((at, 0, Turn { old, new: at..at, change: Change::Removed, moved: false }));
        }
        out.sort_by_key(|(at, rank, turn)| (*at, *rank, turn.old.start));
        out.into_iter().map(|(.., turn)| turn).collect()
    }

    fn change(&self, g: &Group) -> Change {
        let (old, new) = (self.old_keys[g.old.clone()].concat(), self.new_keys[g.new.clone()].concat());
        let words = |v: Version<'a>, range: &Range<usize>| -> Vec<&'a str> { v.units[range.clone()].iter().map(|u| u.span.slice(v.text)).collect() };
        if old == new { if words(self.old, &g.old) == words(self.new, &g.new) { Change::Kept } else { Change::Respaced } } else { Change::Edited }
    }
}

fn join(features: &[Features], range: &Range<usize>) -> Features {
    let mut parts = features[range.clone()].iter();
    let first = parts.next().cloned().unwrap_or_default();
    parts.fold(first, |all, f| all.join(f))
}

/// Tells which groups stand in another order than they did: all that are not in the longest row that kept its order.
fn moved(groups: Vec<Group>) -> Vec<(Group, bool)> {
    let starts: Vec<usize> = groups.iter().map(|g| g.old.start).collect();
    groups.into_iter().zip(in_order(&starts)).map(|(g, kept)| (g, !kept)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Turns of texts whose lines are passages, and whose blank lines part blocks: `old > new change`.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let (old_units, new_units) = (units(old), units(new));
        let found = turns(Version { text: old, units: &old_units }, Version { text: new, units: &new_units });
        let side = |r: &Range<usize>| if r.is_empty() { "-".to_owned() } else { r.clone().map(|i| i.to_string()).collect::<Vec<_>>().join("+") };
        found.iter().map(|t| format!("{}>{} {}{}", side(&t.old), side(&t.new), t.change.as_str(), if t.moved { " moved" } else { "" })).collect()
    }

    fn units(text: &str) -> Vec<Unit> {
        let (mut found, mut block, mut at) = (Vec::new(), 0, 0);
        for line in text.split('\n') {
            if line.trim().is_empty() {
                block += 1;
            } else {
                found.push(Unit { span: Span::new(at, at + line.len()), block });
            }
            at += line.len() + 1;
        }
        found
    }

    const FIRE: &str = "12일 새벽 부산의 한 창고에서 불이 나 3명이 숨졌다.\n\n불은 두 시간 만에 꺼졌다.\n\n경찰은 누전으로 불이 난 것으로 보고 있다.\n\n창고 주인은 연락이 닿지 않는다.";

    #[test]
    fn what_is_the_same_is_kept_or_respaced() {
        assert_eq!(shown(FIRE, FIRE), ["0>0 kept", "1>1 kept", "2>2 kept", "3>3 kept"]);
        let new = FIRE.replace("두 시간 만에", "두시간 만에").replace("닿지 않는다.", "닿지 않는다");
        assert_eq!(shown(FIRE, &new), ["0>0 kept", "1>1 respaced", "2>2 kept", "3>3 respaced"]);
    }

    #[test]
    fn edited_added_and_removed() {
        let new = FIRE.replace("3명", "5명").replace("불은 두 시간 만에 꺼졌다.\n\n", "") + "\n\n소방서는 합동 감식을 벌이기로 했다.\n유족은 시청에 모였다.";
        assert_eq!(shown(FIRE, &new), ["0>0 edited", "1>- removed", "2>1 kept", "3>2 kept", "->3+4 added"]);
    }

    #[test]
    fn moved_as_it_stands_and_moved_with_an_edit() {
        let lines: Vec<&str> = FIRE.split("\n\n").collect();
        let new = [lines[2], lines[0], lines[1], lines[3]].join("\n\n");
        assert_eq!(shown(FIRE, &new), ["2>0 kept moved", "0>1 kept", "1>2 kept", "3>3 kept"]);
        assert_eq!(shown(FIRE, &new.replace("누전으로", "방화로"))[0], "2>0 edited moved");
    }

    #[test]
    fn sentences_that_were_joined_or_parted() {
        let joined = FIRE.replace("불이 나 3명이 숨졌다.\n\n불은", "불이 나 3명이 숨졌고 불은");
        assert_eq!(shown(FIRE, &joined)[0], "0+1>0 edited");
        assert_eq!(shown(&joined, FIRE)[0], "0>0+1 edited");
    }

    #[test]
    fn a_passage_that_has_nothing_of_the_old_one_is_another() {
        let new = FIRE.replace("불은 두 시간 만에 꺼졌다.", "대통령은 애도의 뜻을 전했다.");
        assert_eq!(shown(FIRE, &new)[1..3], ["1>- removed", "->1 added"]);
    }

    #[test]
    fn english_as_well() {
        let old = "Three people were killed in a warehouse fire in Busan early Monday.\n\nPolice suspect a short circuit.\n\nThe owner could not be reached.";
        let new = "Police suspect arson, not a short circuit.\n\nFive people were killed in a warehouse fire in Busan early Monday.\n\nThe owner could not be reached.";
        assert_eq!(shown(old, new), ["1>0 edited moved", "0>1 edited", "2>2 kept"]);
    }

    #[test]
    fn long_texts_take_bounded_time() {
        let line = |i: usize, end: &str| format!("{}번째 안건인 {}구 {}동 도로 공사를 {end}.", i, i * 7 % 25, i * 31 % 977);
        let old: Vec<String> = (0..4000).map(|i| line(i, "의결했다")).collect();
        let mut new: Vec<String> = (0..4000).map(|i| line(i, if i % 3 == 0 { "보류했다" } else { "의결했다" })).collect();
        new.rotate_left(1000);
        let found = shown(&old.join("\n"), &new.join("\n")).len();
        assert!((4000..4010).contains(&found), "{found}");
        let same = "같은 문장이다.\n".repeat(3000);
        assert_eq!(shown(&same, &same[..same.len() / 2]).len(), 1501);
    }

    proptest! {
        #[test]
        fn every_passage_of_any_two_texts_is_in_one_turn(old in "([가-다]{0,3} ?[a-c]{0,3}[0-3]?\n{1,2}){0,12}", new in "([가-다]{0,3} ?[a-c]{0,3}[0-3]?\n{1,2}){0,12}") {
            let (a, b) = (units(&old), units(&new));
            let (mut seen_old, mut seen_new, mut at) = (vec![0; a.len()], vec![0; b.len()], 0);
            for t in turns(Version { text: &old, units: &a }, Version { text: &new, units: &b }) {
                t.old.clone().for_each(|i| seen_old[i] += 1);
                t.new.clone().for_each(|i| seen_new[i] += 1);
                prop_assert!(t.new.start >= at, "in the order of the new version");
                at = t.new.start;
                prop_assert_eq!((t.old.is_empty(), t.new.is_empty()), (t.change == Change::Added, t.change == Change::Removed));
            }
            prop_assert!(seen_old.iter().chain(&seen_new).all(|n| *n == 1));
        }
    }
}
