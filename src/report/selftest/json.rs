//! The mutation test as one JSON document.

use super::super::json;
use super::{OfOne, Row, Tally, chosen};
use crate::model::{Fate, Mutant, SelfTest, Severity};
use schemars::JsonSchema;
use serde::Serialize;

/// Schema id of [`SelfTestV1`].
pub const SELFTEST: &str = "daejo.selftest/v1";

/// A whole mutation test.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.selftest/v1")]
pub struct SelfTestV1<'a> {
    /// `daejo.selftest/v1`.
    #[schemars(extend("const" = SELFTEST))]
    schema: &'static str,
    /// Version of the program.
    version: &'a str,
    /// Good pairs that were tested.
    pairs: usize,
    /// Their English sentences.
    sentences: usize,
    /// Pairs that were left out, because the program stops an editor at them as they stand.
    flagged: Vec<AlarmV1<'a>>,
    /// Pairs that could not be tested.
    not_tested: Vec<NotTestedV1<'a>>,
    /// All mutants of operators that count.
    total: CountsV1,
    /// The operators.
    operators: Vec<OperatorV1<'a>>,
    /// The rules that found something, the most frequent first.
    rules: Vec<RuleV1<'a>>,
    /// The mutants that were asked for by --show.
    mutants: Vec<MutantV1<'a>>,
}

/// A pair that was left out.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct AlarmV1<'a> {
    /// Identifier of the pair.
    pair: &'a str,
    /// The rule of its worst finding.
    rule: &'a str,
    /// How bad that is.
    severity: Severity,
    /// The line that an editor reads.
    message: &'a str,
}

/// A pair that could not be tested.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct NotTestedV1<'a> {
    /// Identifier of the pair.
    pair: &'a str,
    /// Why not.
    reason: &'a str,
}

/// Mutants, counted.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct CountsV1 {
    /// All of them.
    mutants: usize,
    /// Those at which a finding stops an editor.
    caught: usize,
    /// Those at which only a milder finding points.
    noticed: usize,
    /// Those at which nothing points.
    missed: usize,
    /// Those not caught at their place that made the program stop an editor at another.
    elsewhere: usize,
    /// Share of the caught ones, 0–1, to three places; none where there is no mutant.
    recall: Option<f64>,
}

/// One operator.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct OperatorV1<'a> {
    /// Its name.
    name: &'a str,
    /// What it changes.
    about: &'a str,
    /// Whether its mutants are in the total.
    counted: bool,
    /// Its mutants.
    counts: CountsV1,
    /// Changes after which both sides still say the same; no mutants.
    equivalent: usize,
    /// Changes after which no value was read at the place; no mutants.
    unread: usize,
    /// The rules that caught its mutants, the most frequent first.
    rules: Vec<RuleV1<'a>>,
}

/// What one rule found.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct RuleV1<'a> {
    /// The rule.
    rule: &'a str,
    /// Mutants that it caught.
    caught: usize,
    /// Mutants that it pointed at more mildly.
    #[serde(skip_serializing_if = "Option::is_none")]
    noticed: Option<usize>,
}

/// One mutant.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct MutantV1<'a> {
    /// Identifier of the pair.
    pair: &'a str,
    /// The operator.
    operator: &'a str,
    /// The English sentence before the change.
    sentence: &'a str,
    /// The words that were changed.
    from: &'a str,
    /// What stands there instead.
    to: &'a str,
    /// What became of it.
    fate: FateV1,
    /// The rule of the worst finding that points at it.
    rule: Option<&'a str>,
    /// Whether, not caught here, it made the program stop an editor at another place.
    elsewhere: bool,
}

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FateV1 {
    /// A finding that stops an editor points at it.
    Caught,
    /// Only a milder one does.
    Noticed,
    /// Nothing does.
    Missed,
}

/// Appends the test as one document.
pub fn document(test: &SelfTest, show: Option<Fate>, out: &mut Vec<u8>) {
    let tally = Tally::of(test);
    let document = SelfTestV1 {
        schema: SELFTEST,
        version: env!("CARGO_PKG_VERSION"),
        pairs: test.pairs,
        sentences: test.sentences,
        flagged: test.alarms.iter().map(|a| AlarmV1 { pair: &a.pair, rule: a.rule, severity: a.severity, message: &a.message }).collect(),
        not_tested: test.untested.iter().map(|(pair, reason)| NotTestedV1 { pair, reason }).collect(),
        total: counts(&tally.total),
        operators: tally.operators.iter().map(operator).collect(),
        rules: tally.rules.iter().map(|&(rule, caught, noticed)| RuleV1 { rule, caught, noticed: Some(noticed) }).collect(),
        mutants: chosen(test, show).map(mutant).collect(),
    };
    json::append(&document, out);
    out.push(b'\n');
}

fn counts(row: &Row) -> CountsV1 {
    #[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
    let recall = row.per_mille().map(|n| n as f64 / 1000.0);
    CountsV1 { mutants: row.mutants, caught: row.caught, noticed: row.noticed, missed: row.missed(), elsewhere: row.elsewhere, recall }
}

fn operator<'a>(OfOne { trade, row, rules }: &OfOne<'a>) -> OperatorV1<'a> {
    OperatorV1 {
        name: trade.name,
        about: trade.about,
        counted: trade.counted,
        counts: counts(row),
        equivalent: trade.equivalent,
        unread: trade.unread,
        rules: rules.iter().map(|&(rule, caught)| RuleV1 { rule, caught, noticed: None }).collect(),
    }
}

fn mutant(m: &Mutant) -> MutantV1<'_> {
    let fate = match m.fate {
        Fate::Caught => FateV1::Caught,
        Fate::Noticed => FateV1::Noticed,
        Fate::Missed => FateV1::Missed,
    };
    MutantV1 { pair: &m.pair, operator: m.operator, sentence: &m.sentence, from: &m.from, to: &m.to, fate, rule: m.rule, elsewhere: m.elsewhere }
}
