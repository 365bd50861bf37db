//! Renderings, counted by article: how often, when, which articles, what the person was called.

use super::observe::{Observed, Sure};
use super::settled::Found;
use crate::house::Kind;
use crate::house::precedent::Rendering;
use hashbrown::HashMap;
use jiff::civil::Date;
use smallvec::SmallVec;

/// Articles that are named of each rendering: the first one and the last ones.
const EXAMPLES: usize = 5;
/// Roles that are kept of each, and shown.
const MOST_ROLES: usize = 12;
const SHOWN_ROLES: usize = 4;
/// Renderings that are held at most. Where there are more, those that one article has are let go, from before the last half of what
/// was read: the rare names of people in the street.
const MOST: usize = 1_500_000;

/// Counts of every rendering.
#[derive(Debug, Default)]
pub struct Tally {
    by_name: HashMap<String, Vec<Count>>,
    held: usize,
    articles: usize,
    let_go: usize,
}

/// Counts of one rendering.
#[derive(Debug)]
pub(super) struct Count {
    en: Box<str>,
    articles: u32,
    /// Articles by what they took the name for.
    kinds: [u32; 4],
    first: Option<Date>,
    last: Option<Date>,
    /// Months, counted from year 0, with the articles in each.
    months: SmallVec<[(i32, u32); 2]>,
    roles: SmallVec<[(Box<str>, u32); 2]>,
    ids: SmallVec<[Box<str>; 2]>,
    /// The number of the last article that had it.
    seen: usize,
}

impl Tally {
    /// Counts what an article has.
    pub fn add(&mut self, observed: &Observed) {
        self.articles += 1;
        for sure in &observed.sure {
            self.count(sure, &observed.id, observed.day);
        }
        if self.held > MOST {
            self.let_go();
        }
    }

    /// Counts what the second pass has found in an article.
    pub fn add_found(&mut self, found: &Found) {
        for sure in &found.sure {
            self.count(sure, &found.id, found.day);
        }
    }

    /// Counts a rendering that an article has; once for an article.
    fn count(&mut self, sure: &Sure, id: &str, day: Option<Date>) {
        let counts = self.by_name.entry_ref(sure.ko.as_str()).or_default();
        let at = counts.iter().position(|c| *c.en == *sure.en).unwrap_or_else(|| {
            self.held += 1;
            let (months, roles, ids) = (SmallVec::new(), SmallVec::new(), SmallVec::new());
            counts.push(Count { en: sure.en.as_str().into(), articles: 0, kinds: [0; 4], first: None, last: None, months, roles, ids, seen: 0 });
            counts.len() - 1
        });
        let count = &mut counts[at];
        count.articles += 1;
        count.kinds[sure.kind as usize] += 1;
        count.seen = self.articles;
        if let Some(day) = day {
            count.first = Some(count.first.map_or(day, |f| f.min(day)));
            count.last = Some(count.last.map_or(day, |l| l.max(day)));
            let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
            match count.months.iter_mut().find(|m| m.0 == month) {
                Some(found) => found.1 += 1,
                None => count.months.push((month, 1)),
            }
        }
        for role in &sure.roles {
            match count.roles.iter().position(|r| *r.0 == **role) {
                Some(found) => count.roles[found].1 += 1,
                None if count.roles.len() < MOST_ROLES => count.roles.push((role.as_str().into(), 1)),
                None => {}
            }
        }
        if count.ids.len() == EXAMPLES {
            count.ids.remove(1);
        }
        count.ids.push(id.into());
    }

    fn let_go(&mut self) {
        let since = self.articles / 2;
        let before = self.held;
        self.by_name.retain(|_, counts| {
            counts.retain(|c| c.articles > 1 || c.seen > since);
            !counts.is_empty()
        });
        self.held = self.by_name.values().map(Vec::len).sum();
        self.let_go += before - self.held;
    }

    /// How many articles were counted.
    pub const fn articles(&self) -> usize {
        self.articles
    }

    /// How many renderings of single articles were let go, for want of room.
    pub const fn gone(&self) -> usize {
        self.let_go
    }

    /// The Korean forms in their order, each with its renderings, the most usual first.
    pub(super) fn names(&self) -> Vec<(&str, Vec<&Count>)> {
        let mut out: Vec<(&str, Vec<&Count>)> = Vec::with_capacity(self.by_name.len());
        // In any order: sorted behind it.
        for (ko, counts) in &self.by_name {
            let mut counts: Vec<&Count> = counts.iter().collect();
            counts.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.en.cmp(&b.en)));
            out.push((ko, counts));
        }
        out.sort_unstable_by_key(|n| n.0);
        out
    }
}

impl Count {
    pub(super) fn en(&self) -> &str {
        &self.en
    }

    pub(super) const fn articles(&self) -> u32 {
        self.articles
    }

    /// Months, counted from year 0, with the articles in each.
    pub(super) fn months(&self) -> &[(i32, u32)] {
        &self.months
    }

    /// What most articles took it for.
    pub(super) fn kind(&self) -> Kind {
        let kinds = [Kind::Person, Kind::Organisation, Kind::Place, Kind::Term];
        let best = (0..kinds.len()).rev().max_by_key(|&i| self.kinds[i]).unwrap_or(3);
        kinds[best]
    }

    /// As a precedent has it.
    pub(super) fn rendering(&self) -> Rendering {
        let mut roles: Vec<&(Box<str>, u32)> = self.roles.iter().collect();
        roles.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Rendering {
            en: self.en.to_string(),
            kind: self.kind(),
            articles: self.articles,
            first: self.first,
            last: self.last,
            roles: roles.into_iter().take(SHOWN_ROLES).map(|r| r.0.to_string()).collect(),
            ids: self.ids.iter().map(ToString::to_string).collect(),
        }
    }
}
