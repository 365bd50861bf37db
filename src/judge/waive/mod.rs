//! Waivers: findings that somebody has decided to let stand, in a file of the repository or in a comment of the article. Sets
//! the disposition of findings, and makes findings of waivers that have ended, cover nothing or cannot be read.

mod file;
mod inline;

pub use file::{Row, append, append_row, parse};
pub use inline::{Noted, read as read_comment};

use super::rules;
use crate::model::{Comment, Disposition, Document, Finding, Label, Passage, Reading, Waiver};
use crate::text::{Span, nearest};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "daejo.waivers.toml";

/// What a run knows of waivers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waivers {
    /// The rows of the file, in its order.
    pub rows: Vec<Row>,
    /// Rules whose findings nobody may waive.
    pub unwaivable: BTreeSet<String>,
    /// The ids of all rules.
    pub known: Vec<&'static str>,
    /// The day on which this runs.
    pub today: Date,
    by_fingerprint: BTreeMap<String, Vec<usize>>,
    by_article: BTreeMap<String, Vec<usize>>,
}

/// Where a waiver stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// The row of this number, from 0, of the file.
    File(usize),
    /// A comment of the article: its file, and where it begins in it.
    Comment(String, usize),
}

/// What a waiver came to in one article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// It covers a finding.
    Active,
    /// It covers a finding, but its last day is over.
    Expired,
    /// It covers nothing.
    Unused,
}

/// A waiver that concerns an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Use {
    /// Where it stands.
    pub origin: Origin,
    /// What it says.
    pub waiver: Arc<Waiver>,
    /// What it came to.
    pub state: State,
}

/// One side of an article, to find what a comment in it covers.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its passages.
    pub reading: &'a Reading,
    /// Its comments.
    pub comments: &'a [Comment],
}

/// What is known of an article when its findings are decided on.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The Korean and the English.
    pub sides: [Side<'a>; 2],
    /// Their files from the folder of the waiver file; those of an earlier version may be among them.
    pub files: &'a [String],
}

impl Waivers {
    /// For a run on a day; `known` are the ids of all rules.
    pub fn new(rows: Vec<Row>, unwaivable: impl IntoIterator<Item = String>, known: Vec<&'static str>, today: Date) -> Self {
        let (mut by_fingerprint, mut by_article) = (BTreeMap::<String, Vec<usize>>::new(), BTreeMap::<String, Vec<usize>>::new());
        for (n, row) in rows.iter().enumerate() {
            by_fingerprint.entry(row.waiver.fingerprint.clone()).or_default().push(n);
            if let Some(article) = &row.article {
                by_article.entry(article.clone()).or_default().push(n);
            }
        }
        Self { rows, unwaivable: unwaivable.into_iter().collect(), known, today, by_fingerprint, by_article }
    }

    /// Decides on the findings of an article. `asked` tells of a rule whether it was asked: a waiver of one that was not cannot
    /// be unused.
    pub fn apply(&self, article: &Article<'_>, findings: &mut Vec<Finding>, asked: impl Fn(&str) -> bool) -> Vec<Use> {
        let mut out = Told::default();
        for (n, side) in article.sides.iter().enumerate() {
            for comment in side.comments {
                self.comment(n, side, comment, findings, &asked, &mut out);
            }
        }
        self.rows(article, findings, &asked, &mut out);
        findings.append(&mut out.about);
        out.uses
    }

    /// Waivers in the file.
    fn rows(&self, article: &Article<'_>, findings: &mut [Finding], asked: &impl Fn(&str) -> bool, out: &mut Told) {
        let mut seen = BTreeSet::new();
        for finding in findings.iter_mut().filter(|f| !matches!(f.disposition, Disposition::Waived(_))) {
            let mut rows = self.by_fingerprint.get(&finding.fingerprint).into_iter().flatten();
            let Some(&n) = rows.find(|&&n| self.rows[n].waiver.rule == finding.rule.id) else { continue };
            let state = self.decide(finding, &self.rows[n].waiver);
            if seen.insert(n) {
                out.add(Origin::File(n), &self.rows[n].waiver, state, &self.rows[n].place(), (finding.source.clone(), finding.target.clone()));
            }
        }
        let ours: BTreeSet<usize> = article.files.iter().filter_map(|f| self.by_article.get(f)).flatten().copied().collect();
        for n in ours.into_iter().filter(|n| !seen.contains(n) && asked(&self.rows[*n].waiver.rule)) {
            out.add(Origin::File(n), &self.rows[n].waiver, State::Unused, &self.rows[n].place(), (None, None));
        }
    }

    /// A waiver in the article itself, on side `n`.
    fn comment(&self, n: usize, side: &Side<'_>, comment: &Comment, findings: &mut [Finding], asked: &impl Fn(&str) -> bool, out: &mut Told) {
        let covered = covered(side, comment);
        let here = || {
            let label = stretch(side.reading, covered.clone());
            if n == 0 { (label, None) } else { (None, label) }
        };
        let line = crate::model::Origin::default().behind(side.document.given.get(..comment.span.start).unwrap_or("")).line;
        let place = format!("{}:{line}", side.document.name);
        let noted = match inline::read(&comment.text).and_then(|noted| self.allowed(noted)) {
            Ok(noted) => noted,
            Err(why) => return out.about.push(rules::invalid(&comment.text, &place, &why, here())),
        };
        let on = |f: &Finding| if n == 0 { f.source.clone() } else { f.target.clone() };
        let inside = |label: Label| covered.clone().any(|p| meets(&side.reading.passages[p], &label));
        let origin = Origin::Comment(side.document.name.clone(), comment.span.start);
        let mut found = None;
        for finding in findings.iter_mut().filter(|f| noted.covers(f) && on(f).is_some_and(inside)) {
            if !matches!(finding.disposition, Disposition::Waived(_)) {
                let waiver = Arc::new(noted.waiver(&finding.fingerprint));
                let state = self.decide(finding, &waiver);
                found.get_or_insert((waiver, state, (finding.source.clone(), finding.target.clone())));
            }
        }
        match found {
            Some((waiver, state, labels)) => out.add(origin, &waiver, state, &place, labels),
            None if asked(&noted.rule) => out.add(origin, &Arc::new(noted.waiver("")), State::Unused, &place, here()),
            None => {}
        }
    }

    /// Lets a finding stand, unless the waiver has ended.
    fn decide(&self, finding: &mut Finding, waiver: &Arc<Waiver>) -> State {
        if waiver.until.is_some_and(|until| until < self.today) {
            return State::Expired;
        }
        finding.disposition = Disposition::Waived(Arc::clone(waiver));
        State::Active
    }

    fn allowed(&self, noted: Noted) -> Result<Noted, String> {
        if !self.known.contains(&noted.rule.as_str()) {
            let near = nearest(&noted.rule, self.known.iter().copied());
            let help = near.map_or_else(|| "`daejo explain` lists the rules".to_owned(), |r| format!("did you mean `{r}`?"));
            return Err(format!("there is no rule `{}`; {help}", noted.rule));
        }
        if self.unwaivable.contains(&noted.rule) || rules::about_waivers(&noted.rule) {
            return Err(format!("findings of `{}` cannot be waived", noted.rule));
        }
        Ok(noted)
    }
}

/// What the waivers of an article come to.
#[derive(Default)]
struct Told {
    uses: Vec<Use>,
    /// Findings about waivers.
    about: Vec<Finding>,
}

impl Told {
    fn add(&mut self, origin: Origin, waiver: &Arc<Waiver>, state: State, place: &str, labels: (Option<Label>, Option<Label>)) {
        match state {
            State::Active => {}
            State::Expired => self.about.push(rules::expired(waiver, place, labels)),
            State::Unused => self.about.push(rules::unused(waiver, place, labels)),
        }
        self.uses.push(Use { origin, waiver: Arc::clone(waiver), state });
    }
}

/// The passages that a comment covers: the one in which it stands; else those of the block that it precedes, or, where it stands
/// inside a block, the next one.
fn covered(side: &Side<'_>, comment: &Comment) -> Range<usize> {
    let passages = &side.reading.passages;
    let given = |p: &Passage| side.document.original(p.span);
    let next = passages.partition_point(|p| given(p).end <= comment.span.start);
    if next == passages.len() {
        return 0..0;
    }
    let within = given(&passages[next]).start < comment.span.start;
    let block = passages[next].block;
    let in_block = next > 0 && passages[next - 1].block == block;
    if within || in_block {
        return next..next + 1;
    }
    let behind = passages[next..].iter().take_while(|p| p.block == block).count();
    next..next + behind
}

/// A label on neighbouring passages.
fn stretch(reading: &Reading, passages: Range<usize>) -> Option<Label> {
    let within = reading.passages.get(passages).filter(|w| !w.is_empty())?;
    Some(Label::new(Span::new(within[0].span.start, within[within.len() - 1].span.end), ""))
}

fn meets(passage: &Passage, label: &Label) -> bool {
    passage.span.start < label.span.end && label.span.start < passage.span.end
}
