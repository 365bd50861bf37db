//! What came of counting, for an editor to review: a house list in the form that `house` reads, without contradictions, and the
//! precedent.

use super::tally::{Count, Tally};
use crate::house::precedent::{LEAST, Named};
use crate::house::{Entry, Kind, lint};
use jiff::civil::{Date, date};

/// What a rendering must have for the house list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Articles with a form at least.
    pub least: u32,
    /// The share, in percent, of the usual English.
    pub share: u64,
}

impl Default for Terms {
    fn default() -> Self {
        Self { least: LEAST, share: 60 }
    }
}

/// The share, in percent, from which a second English form is let pass beside the usual one.
const ALLOWED: u64 = 15;

/// A list, ready for review.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Listed {
    /// The rows.
    pub entries: Vec<Entry>,
    /// What contradicts another row, with the reason.
    pub left_out: Vec<String>,
    /// Forms of which no English is usual enough.
    pub mixed: usize,
    /// Forms of too few articles.
    pub thin: usize,
}

/// The house list that the counts come to.
pub fn house_list(tally: &Tally, terms: Terms) -> Listed {
    let mut out = Listed::default();
    for (ko, counts) in tally.names() {
        let all: u64 = counts.iter().map(|c| u64::from(c.articles())).sum();
        let Some(usual) = counts.first() else { continue };
        if usual.articles() < terms.least {
            out.thin += 1;
        } else if let Some(turned) = turn(ko, &counts) {
            out.entries.extend(turned);
        } else if u64::from(usual.articles()) * 100 < all * terms.share {
            out.mixed += 1;
        } else {
            out.entries.push(entry(ko, &counts, all));
        }
    }
    without_contradictions(&mut out);
    out
}

/// Renderings by which drafts are measured: names of so many articles that there may be a habit, with all that was printed for them.
pub fn precedent(tally: &Tally) -> Vec<Named> {
    let enough = |counts: &[&Count]| counts.iter().map(|c| c.articles()).sum::<u32>() >= LEAST;
    let named = |(ko, counts): (&str, Vec<&Count>)| Named { ko: ko.to_owned(), renderings: counts.into_iter().map(Count::rendering).collect() };
    tally.names().into_iter().filter(|(_, counts)| enough(counts)).map(named).collect()
}

/// The people, organisations and places with the most English forms, at most so many: first those of the most forms, then those whose
/// usual form the most articles do not have. What the house calls things is no spelling of a name, so terms are not among them.
pub fn most_spelled(tally: &Tally, most: usize) -> Vec<Named> {
    let several = |(_, counts): &(&str, Vec<&Count>)| counts.len() > 1 && counts[0].kind() != Kind::Term;
    let mut found: Vec<(&str, Vec<&Count>)> = tally.names().into_iter().filter(several).collect();
    let others = |counts: &[&Count]| counts[1..].iter().map(|c| u64::from(c.articles())).sum::<u64>();
    // The order of the names themselves settles what is equal.
    found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| others(&b.1).cmp(&others(&a.1))));
    found.truncate(most);
    found.into_iter().map(|(ko, counts)| Named { ko: ko.to_owned(), renderings: counts.into_iter().map(Count::rendering).collect() }).collect()
}

fn entry(ko: &str, counts: &[&Count], all: u64) -> Entry {
    let usual = counts[0];
    let frequent = |c: &&&Count| u64::from(c.articles()) * 100 >= all * ALLOWED;
    let allowed: Vec<String> = counts[1..].iter().filter(frequent).map(|c| c.en().to_owned()).collect();
    let rare: Vec<String> = counts[1..].iter().filter(|c| !frequent(c)).take(4).map(|c| format!("{} in {}", c.en(), c.articles())).collect();
    let also = if rare.is_empty() { String::new() } else { format!("; also {}", rare.join(", ")) };
    Entry {
        ko: vec![ko.to_owned()],
        en: usual.en().to_owned(),
        allowed,
        forbidden: Vec::new(),
        kind: usual.kind(),
        from: None,
        to: None,
        note: Some(format!("{}{also}", told(usual))),
        span: 0..0,
    }
}

/// How often and when, in words.
fn told(count: &Count) -> String {
    let rendering = count.rendering();
    let articles = if rendering.articles == 1 { "1 article".to_owned() } else { format!("{} articles", rendering.articles) };
    match (rendering.first, rendering.last) {
        (Some(first), Some(last)) if first != last => format!("{articles}, {first} to {last}"),
        (Some(first), _) => format!("{articles}, {first}"),
        _ => articles,
    }
}

/// Articles on each side of a turn at least, and articles of a hundred that may be on the wrong one.
const TURNED: u32 = 5;
const STRAY: u32 = 5;

/// Two rows with their days, where one English was given up for another in some month: Turkey, then Türkiye.
fn turn(ko: &str, counts: &[&Count]) -> Option<[Entry; 2]> {
    let [a, b, ..] = counts else { return None };
    let start = |c: &Count| c.months().iter().map(|m| m.0).min();
    let (old, new) = if start(a)? <= start(b)? { (a, b) } else { (b, a) };
    let dated = |c: &Count| c.months().iter().map(|m| m.1).sum::<u32>();
    let (all_old, all_new) = (dated(old), dated(new));
    let up_to = |c: &Count, month: i32| c.months().iter().filter(|m| m.0 < month).map(|m| m.1).sum::<u32>();
    // A turn is looked for at the months of the new form only: it begins with one of them.
    let wrong = |month: i32| all_old - up_to(old, month) + up_to(new, month);
    let month = new.months().iter().map(|m| m.0).min_by_key(|&m| (wrong(m), m))?;
    let (before, after) = (up_to(old, month), all_new - up_to(new, month));
    if before < TURNED || after < TURNED || wrong(month) * 100 > (all_old + all_new) * STRAY {
        return None;
    }
    let first: Date = date(i16::try_from(month / 12).ok()?, i8::try_from(month % 12 + 1).ok()?, 1);
    let one = |c: &Count, from, to| Entry { from, to, note: Some(told(c)), ..entry(ko, &[c], u64::from(c.articles())) };
    Some([one(old, None, first.yesterday().ok()), one(new, Some(first), None)])
}

/// Takes out rows until nothing in the list contradicts anything: of two people who are spelled alike, the one of fewer articles.
fn without_contradictions(list: &mut Listed) {
    // Places in the list stand for places in a file.
    let number = |entries: &mut Vec<Entry>| entries.iter_mut().enumerate().for_each(|(i, e)| e.span = i..i + 1);
    let weight = |e: &Entry| e.note.as_deref().and_then(|n| n.split(' ').next()?.parse::<u32>().ok()).unwrap_or(0);
    // The lint blames the later row: the weightier ones come first for it.
    list.entries.sort_by(|a, b| (a.kind != Kind::Person).cmp(&(b.kind != Kind::Person)).then_with(|| weight(b).cmp(&weight(a))).then_with(|| a.ko.cmp(&b.ko)));
    loop {
        number(&mut list.entries);
        let found = lint(&[("", &list.entries)]);
        if found.is_empty() {
            break;
        }
        let mut bad: Vec<(usize, String)> = found.into_iter().map(|(_, p)| (p.span.start, p.message)).collect();
        bad.dedup_by_key(|b| b.0);
        for (at, why) in bad.into_iter().rev() {
            if at < list.entries.len() {
                let entry = list.entries.remove(at);
                list.left_out.push(format!("{} = {}: {why}", entry.ko[0], entry.en));
            }
        }
    }
    list.left_out.sort_unstable();
    list.entries.sort_by(|a, b| (a.kind, &a.ko, a.from).cmp(&(b.kind, &b.ko, b.from)));
}
