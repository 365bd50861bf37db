//! What is in a store, told: findings over time by rule, desk and model, the worst articles, the rules that editors follow least, and the
//! names with the most spellings. Gathered in one pass over what is counted; only the articles that are shown are read. Names are mined
//! before, where they are wanted.

mod gather;
pub mod html;
mod names;
mod names_html;
mod passages;
mod period;
mod plot;
mod style;
pub mod terminal;

pub use gather::gather;

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Schema id of [`ReportV1`].
pub const SCHEMA: &str = "daejo.archive-report/v1";

/// What is in a store.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
#[schemars(title = "daejo.archive-report/v1")]
pub struct ReportV1 {
    /// `daejo.archive-report/v1`.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// Articles.
    pub articles: u64,
    /// Of these, how many could not be checked.
    pub incomplete: u64,
    /// Items of the sources that are no articles.
    pub unread: u64,
    /// First and last day of publication.
    pub days: Option<[String; 2]>,
    /// Findings that count, by severity.
    pub findings: SeveritiesV1,
    /// Findings that do not, since something was decided about them.
    pub decided: u64,
    /// Number of the last run, and when it ended.
    pub run: Option<RunV1>,
    /// How long a period is: `day`, `week`, `month`, `quarter` or `year`, whichever is the shortest of which most have articles enough.
    pub period: &'static str,
    /// By period of publication, in order; those without articles are left out.
    pub periods: Vec<PeriodV1>,
    /// By section of the paper, the ones with the most findings first.
    pub sections: Vec<GroupV1>,
    /// By what made the translation.
    pub translators: Vec<GroupV1>,
    /// By rule, the ones with the most findings first.
    pub rules: Vec<RuleV1>,
    /// The articles with the heaviest findings.
    pub worst: Vec<WorstV1>,
    /// The names with the most spellings; nothing where they were not asked for.
    pub names: Option<Vec<NameV1>>,
}

/// Findings by severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct SeveritiesV1 {
    /// A correction notice or worse.
    pub critical: u64,
    /// Wrong facts.
    pub major: u64,
    /// What a careful desk would fix.
    pub minor: u64,
    /// Worth knowing.
    pub info: u64,
}

impl SeveritiesV1 {
    /// Those that stop an editor.
    pub const fn stopping(&self) -> u64 {
        self.critical + self.major
    }

    /// All of them.
    pub const fn all(&self) -> u64 {
        self.stopping() + self.minor + self.info
    }
}

/// A run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct RunV1 {
    /// Its number.
    pub n: i64,
    /// When it began.
    pub began: String,
    /// When it ended; nothing for one that did not.
    pub ended: Option<String>,
    /// Version of the program.
    pub version: String,
}

/// A stretch of time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct PeriodV1 {
    /// As 2025, 2025-Q2, 2025-04, 2025-W16 or 2025-04-15; empty for articles of no day.
    pub name: String,
    /// Its first day.
    pub first: Option<String>,
    /// Its place in the order of periods, those without articles counted.
    #[serde(skip)]
    pub(super) place: i64,
    /// Articles that were published in it.
    pub articles: u64,
    /// Their findings that stop an editor, by rule.
    pub rules: BTreeMap<String, u64>,
    /// The same by section of the paper.
    pub sections: BTreeMap<String, CountV1>,
    /// The same by what made the translation.
    pub translators: BTreeMap<String, CountV1>,
}

/// Articles, and findings in them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct CountV1 {
    /// Articles.
    pub articles: u64,
    /// Their findings that stop an editor.
    pub stopping: u64,
}

/// Articles that have something in common.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct GroupV1 {
    /// What that is; empty where it is not known.
    pub name: String,
    /// Articles.
    pub articles: u64,
    /// Of these, how many have a finding that stops an editor.
    pub flagged: u64,
    /// Their findings.
    pub findings: SeveritiesV1,
}

/// A rule.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct RuleV1 {
    /// Its name.
    pub rule: String,
    /// Its findings that count.
    pub findings: SeveritiesV1,
    /// Findings that somebody waived.
    pub waived: u64,
    /// Findings that editors followed: accepted ones, and those that are gone since their article was changed.
    pub accepted: u64,
    /// The share of what was decided that was followed; nothing where nothing was decided.
    pub accepted_share: Option<f64>,
    /// A few findings, the surest of the worst first.
    pub examples: Vec<PassageV1>,
}

/// An article with heavy findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct WorstV1 {
    /// Its identifier.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<String>,
    /// Section of the paper.
    pub section: Option<String>,
    /// What made the translation.
    pub translator: Option<String>,
    /// Its findings.
    pub findings: SeveritiesV1,
    /// Each of them, in its passage.
    pub passages: Vec<PassageV1>,
}

/// A finding in its passage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct PassageV1 {
    /// The article.
    pub id: String,
    /// The rule.
    pub rule: String,
    /// How bad it would be in print.
    pub severity: String,
    /// One line that an editor understands.
    pub message: String,
    /// The arithmetic, in full.
    pub explanation: String,
    /// What to put in the place of the English.
    pub suggestion: Option<String>,
    /// The Korean: what stands before the words, the words, what stands behind.
    pub source: Option<[String; 3]>,
    /// The English.
    pub target: Option<[String; 3]>,
}

/// A name for which more than one English form was printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct NameV1 {
    /// The Korean form.
    pub ko: String,
    /// What it names: `person`, `organisation` or `place`.
    pub kind: String,
    /// In how many articles it was rendered.
    pub articles: u64,
    /// How many spellings it has.
    pub count: u64,
    /// The most usual of them, in their order.
    pub spellings: Vec<SpellingV1>,
}

/// One English form of a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct SpellingV1 {
    /// The English.
    pub en: String,
    /// In how many articles.
    pub articles: u64,
    /// The first day of publication, where the articles say it.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// What the Korean calls the person beside the name: two people may share one.
    pub roles: Vec<String>,
    /// Some passages.
    pub passages: Vec<NamedV1>,
}

/// A passage in which a name stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct NamedV1 {
    /// The article.
    pub id: String,
    /// Its day of publication.
    pub date: Option<String>,
    /// The Korean: what stands before the name, the name, what stands behind.
    pub source: [String; 3],
    /// The English.
    pub target: [String; 3],
}
