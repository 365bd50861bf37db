//! The baseline: findings that were there when a house began to look. They are known, and do not count; what is new does. It may
//! only shrink, unless somebody says why. One finding a line, in order, so that its changes can be read.

use crate::model::{Disposition, Finding, Problem, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the file that is looked for.
pub const FILE_NAME: &str = "daejo.baseline.jsonl";

const SCHEMA: &str = "daejo.baseline/v1";

/// How often a finding can be there, at most: more than any article has passages.
const MOST: usize = 1_000_000;

/// A finding that is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file of the article, from the folder of the baseline.
    pub file: String,
    /// The rule that found it.
    pub rule: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// How often it is there; one when it is not said.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: usize,
    /// How bad it was found: for people.
    pub severity: Severity,
    /// What was said: for people.
    pub message: String,
}

const fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
const fn is_one(n: &usize) -> bool {
    *n == 1
}

/// A time when it was let grow.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// The day, as 2026-11-30.
    pub grown: String,
    /// Who let it.
    pub by: String,
    /// By how many findings.
    pub added: usize,
    /// Why.
    pub reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    schema: String,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Head(Head),
    Growth(Growth),
    Entry(Entry),
}

/// Findings that are known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// The times when it was let grow, in order.
    pub growths: Vec<Growth>,
    /// By file and fingerprint.
    entries: BTreeMap<String, BTreeMap<String, Entry>>,
}

impl Baseline {
    /// Of findings, each told as an entry of one.
    pub fn new(entries: impl IntoIterator<Item = Entry>, growths: Vec<Growth>) -> Self {
        let mut baseline = Self { growths, entries: BTreeMap::new() };
        for entry in entries {
            let count = entry.count;
            let file = baseline.entries.entry(entry.file.clone()).or_default();
            file.entry(entry.fingerprint.clone()).and_modify(|e| e.count = e.count.saturating_add(count)).or_insert(entry);
        }
        baseline
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Every line that is none of a baseline.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (mut problems, mut entries, mut growths, mut at) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut headed = false;
        for line in text.split_inclusive('\n') {
            let span = at..at + line.trim_end().len();
            at += line.len();
            if span.is_empty() {
                continue;
            }
            match serde_json::from_str(line) {
                Ok(Line::Head(head)) if head.schema == SCHEMA => headed = true,
                Ok(Line::Entry(entry)) if (1..=MOST).contains(&entry.count) => entries.push(entry),
                Ok(Line::Growth(growth)) => growths.push(growth),
                _ => {
                    let help = "`daejo baseline update` writes the file anew; after a merge, take one side of each conflict first".to_owned();
                    problems.push(Problem::new(span, "this is no line of a baseline", "here").help(Some(help)));
                }
            }
        }
        if !headed && problems.is_empty() {
            problems.push(Problem::new(0..0, format!("the baseline does not begin with {{\"schema\":\"{SCHEMA}\"}}"), "here"));
        }
        if problems.is_empty() { Ok(Self::new(entries, growths)) } else { Err(problems) }
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        let head = Line::Head(Head { schema: SCHEMA.to_owned() });
        let growths = self.growths.iter().cloned().map(Line::Growth);
        let mut entries: Vec<&Entry> = self.entries().collect();
        entries.sort();
        let lines = std::iter::once(head).chain(growths).chain(entries.into_iter().cloned().map(Line::Entry));
        // Strings and numbers always serialise.
        lines.map(|line| serde_json::to_string(&line).unwrap_or_default() + "\n").collect()
    }

    /// Every entry, by file and fingerprint.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().flat_map(BTreeMap::values)
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries().fold(0, |sum, e| sum.saturating_add(e.count))
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Marks what is known of the findings of an article, and tells how much of what was known is gone. `files` are those of the
    /// article, with the names that they had before.
    pub fn apply(&self, files: &[String], findings: &mut [Finding]) -> usize {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in files.iter().filter_map(|f| self.entries.get(f)).flat_map(BTreeMap::values) {
            let n: &mut usize = left.entry(&entry.fingerprint).or_default();
            *n = n.saturating_add(entry.count);
        }
        for finding in findings {
            let Some(n) = left.get_mut(finding.fingerprint.as_str()).filter(|n| **n > 0) else { continue };
            if matches!(finding.disposition, Disposition::Open | Disposition::Untouched) {
                *n -= 1;
                finding.disposition = Disposition::Known;
            }
        }
        left.into_values().fold(0, usize::saturating_add)
    }

    /// Findings of this baseline that the other has not, however their articles are named.
    pub fn beyond(&self, other: &Self) -> Vec<&Entry> {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in other.entries() {
            let n: &mut usize = left.entry(&entry.fingerprint).or_default();
            *n = n.saturating_add(entry.count);
        }
        let mut new = Vec::new();
        for entry in self.entries() {
            let known = left.entry(&entry.fingerprint).or_default();
            new.extend(std::iter::repeat_n(entry, entry.count.saturating_sub(*known)));
            *known = known.saturating_sub(entry.count);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(file: &str, fingerprint: &str, count: usize) -> Entry {
        let (rule, message) = ("date-differs".to_owned(), "14일 is the 14th; the English says 15".to_owned());
        Entry { file: file.to_owned(), rule, fingerprint: fingerprint.to_owned(), count, severity: Severity::Major, message }
    }

    #[test]
    fn a_line_a_finding_in_order() {
        let growth = Growth { grown: "2026-11-30".to_owned(), by: "Kim".to_owned(), added: 2, reason: "the archive of 2019".to_owned() };
        let baseline = Baseline::new([entry("b", "2", 1), entry("a", "3", 1), entry("a", "1", 1), entry("a", "1", 1)], vec![growth]);
        let text = baseline.write();
        insta::assert_snapshot!(text, @r#"
        {"schema":"daejo.baseline/v1"}
        {"grown":"2026-11-30","by":"Kim","added":2,"reason":"the archive of 2019"}
        {"file":"a","rule":"date-differs","fingerprint":"1","count":2,"severity":"major","message":"14일 is the 14th; the English says 15"}
        {"file":"a","rule":"date-differs","fingerprint":"3","severity":"major","message":"14일 is the 14th; the English says 15"}
        {"file":"b","rule":"date-differs","fingerprint":"2","severity":"major","message":"14일 is the 14th; the English says 15"}
        "#);
        assert_eq!((Baseline::parse(&text), baseline.len()), (Ok(baseline.clone()), 4));
    }

    #[test]
    fn what_is_new_is_told_however_articles_are_named() {
        let old = Baseline::new([entry("a", "1", 2), entry("b", "2", 1)], Vec::new());
        let moved = Baseline::new([entry("c", "1", 1), entry("d", "1", 1)], Vec::new());
        assert_eq!(moved.beyond(&old), Vec::<&Entry>::new());
        let more = Baseline::new([entry("a", "1", 3), entry("b", "4", 1)], Vec::new());
        assert_eq!(more.beyond(&old).iter().map(|e| e.fingerprint.as_str()).collect::<Vec<_>>(), ["1", "4"]);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in ["{\"schema\":\"daejo.baseline/v2\"}\n", "<<<<<<< ours\n", "{\"file\":1}\n", "", "{\"schema\":\"daejo.baseline/v1\"}\n{\"file\":\"a\"}\n"] {
            assert!(Baseline::parse(text).is_err(), "{text}");
        }
        let endless = Baseline::new([entry("a", "1", MOST + 1)], Vec::new()).write();
        assert!(Baseline::parse(&endless).is_err());
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(text in "(\\{|\\}|\"file\":|\"schema\"|\n|\\PC){0,40}") {
            let _ = Baseline::parse(&text);
        }

        #[test]
        fn what_is_written_is_read(rows in proptest::collection::vec(("\\PC{0,9}", "[ab]", 1..1000_usize), 0..6)) {
            let baseline = Baseline::new(rows.iter().map(|(file, fingerprint, count)| entry(file, fingerprint, *count)), Vec::new());
            prop_assert_eq!(Baseline::parse(&baseline.write()), Ok(baseline.clone()));
            prop_assert!(baseline.beyond(&baseline).is_empty());
            let _ = baseline.len();
        }
    }
}
