//! What is not the same behind two runs: findings that are new, gone or changed, by rule, with examples. What a change of rules, of the
//! configuration or of the model that translates would alter.

use crate::archive::store::{RunRow, Store, StoreError, Stored};
use crate::archive::told::{Told, ToldFinding};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Schema id of [`DiffV1`].
pub const SCHEMA: &str = "daejo.archive-diff/v1";
/// Examples of each kind that are told for a rule.
const EXAMPLES: usize = 5;

/// What changed between two runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.archive-diff/v1")]
pub struct DiffV1 {
    /// `daejo.archive-diff/v1`.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// The run that is compared from.
    pub first: i64,
    /// The run that is compared to.
    pub second: i64,
    /// What results depend on that is another one in the second run: `rules`, `configuration`, `house` …
    pub conditions: Vec<String>,
    /// Articles that were not there behind the first run.
    pub added: u64,
    /// Articles whose texts changed.
    pub rewritten: u64,
    /// Articles whose texts are the same, and whose result is not.
    pub altered: u64,
    /// Articles that could be checked behind the first run and not behind the second.
    pub unchecked: u64,
    /// By rule, in the order of their names.
    pub rules: Vec<RuleV1>,
}

/// What changed for a rule, in articles that were there behind both runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RuleV1 {
    /// The rule.
    pub rule: String,
    /// Findings that are there only behind the second run.
    pub new: u64,
    /// Findings that are there only behind the first.
    pub gone: u64,
    /// Findings about the same Korean words that say something else, or are of another severity.
    pub changed: u64,
    /// The first few of each.
    pub examples: Vec<ExampleV1>,
}

/// A finding that changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ExampleV1 {
    /// The article.
    pub id: String,
    /// `new`, `gone` or `changed`.
    pub kind: &'static str,
    /// What was found behind the first run.
    pub before: Option<FoundV1>,
    /// What was found behind the second.
    pub after: Option<FoundV1>,
}

/// A finding in a few words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct FoundV1 {
    /// How bad it would be in print.
    pub severity: String,
    /// What is said.
    pub message: String,
    /// The Korean words.
    pub source: Option<String>,
    /// The English words.
    pub target: Option<String>,
}

impl FoundV1 {
    /// A finding as it was told.
    pub fn of(finding: &ToldFinding<'_>) -> Self {
        Self {
            severity: finding.severity.to_string(),
            message: finding.message.to_string(),
            source: finding.source.as_ref().map(|p| p.text.to_string()),
            target: finding.target.as_ref().map(|p| p.text.to_string()),
        }
    }
}

/// Why two runs could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// One is not there.
    #[error("there is no run {run}; the runs of this store are {known}")]
    NoRun {
        /// The number that was asked for.
        run: i64,
        /// Those that are there, in words.
        known: String,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares what is known behind two runs.
///
/// # Errors
/// When a run is not there, or the store is damaged.
pub fn diff(store: &Store, first: i64, second: i64) -> Result<DiffV1, DiffError> {
    let runs = store.runs()?;
    let [one, other] = [first, second].map(|n| runs.iter().find(|r| r.n == n).ok_or_else(|| DiffError::NoRun { run: n, known: listed(&runs) }));
    let (one, other) = (one?, other?);
    let names = one.conditions.iter().zip(&other.conditions).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.clone());
    let mut out = DiffV1 { schema: SCHEMA, first, second, conditions: names.collect(), added: 0, rewritten: 0, altered: 0, unchecked: 0, rules: Vec::new() };
    let mut rules: BTreeMap<String, RuleV1> = BTreeMap::new();
    // The later run may be named first: then what it brought is gone.
    let (from, to) = (first.min(second), first.max(second));
    store.moved(from, to, |moved| {
        let Some(before) = moved.before else {
            out.added += 1;
            return Ok(());
        };
        let (mut before, mut after) = (store.version(before)?, store.version(moved.after)?);
        if first > second {
            std::mem::swap(&mut before, &mut after);
        }
        match (before.content == after.content, before.reason.is_none() && after.reason.is_some()) {
            (_, true) => out.unchecked += 1,
            (true, _) => out.altered += 1,
            (false, _) => out.rewritten += 1,
        }
        compare(&before, &after, &mut rules)
    })?;
    out.rules = rules.into_values().collect();
    Ok(out)
}

fn listed(runs: &[RunRow]) -> String {
    match runs {
        [] => "none".to_owned(),
        [one] => one.n.to_string(),
        [first, .., last] => format!("{} to {}", first.n, last.n),
    }
}

/// Holds the findings of two versions of an article against each other.
fn compare(before: &Stored, after: &Stored, rules: &mut BTreeMap<String, RuleV1>) -> Result<(), StoreError> {
    let lines = [before.result()?, after.result()?];
    let [old, new] = [Told::read(&lines[0]), Told::read(&lines[1])].map(|told| told.map_or_else(Vec::new, |t| t.findings));
    let mut new: Vec<Option<ToldFinding<'_>>> = new.into_iter().map(Some).collect();
    let mut take = |like: &dyn Fn(&ToldFinding<'_>) -> bool| new.iter_mut().find(|f| f.as_ref().is_some_and(like)).and_then(Option::take);
    let mut gone = Vec::new();
    for was in old {
        match take(&|is| is.rule == was.rule && is.fingerprint == was.fingerprint) {
            Some(is) if is.severity == was.severity && is.message == was.message && state(&is) == state(&was) => {}
            Some(is) => tell(rules, &before.id, Some(&was), Some(&is)),
            None => gone.push(was),
        }
    }
    for was in gone {
        let words = |f: &ToldFinding<'_>| f.source.as_ref().map(|p| p.text.to_string());
        let is = take(&|is| is.rule == was.rule && words(is).is_some() && words(is) == words(&was));
        // The same words about the same Korean are the same finding, wherever they stand now.
        if is.as_ref().is_none_or(|is| is.message != was.message || is.severity != was.severity) {
            tell(rules, &before.id, Some(&was), is.as_ref());
        }
    }
    for is in new.iter().flatten() {
        tell(rules, &before.id, None, Some(is));
    }
    Ok(())
}

fn state<'f>(finding: &'f ToldFinding<'_>) -> Option<&'f str> {
    finding.disposition.as_ref().map(|d| &*d.state)
}

fn tell(rules: &mut BTreeMap<String, RuleV1>, id: &str, before: Option<&ToldFinding<'_>>, after: Option<&ToldFinding<'_>>) {
    let Some(name) = before.or(after).map(|f| f.rule.to_string()) else { return };
    let rule = rules.entry(name.clone()).or_insert_with(|| RuleV1 { rule: name, new: 0, gone: 0, changed: 0, examples: Vec::new() });
    let (count, kind) = match (before, after) {
        (Some(_), Some(_)) => (&mut rule.changed, "changed"),
        (Some(_), None) => (&mut rule.gone, "gone"),
        _ => (&mut rule.new, "new"),
    };
    *count += 1;
    if rule.examples.iter().filter(|e| e.kind == kind).count() < EXAMPLES {
        rule.examples.push(ExampleV1 { id: id.to_owned(), kind, before: before.map(FoundV1::of), after: after.map(FoundV1::of) });
    }
}
