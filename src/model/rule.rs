//! What a rule is called and how the field classifies it.

use serde::{Deserialize, Serialize};

/// How bad it would be in print. Critical and major stop an editor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs to be done.
    Info,
    /// A reader would hardly notice, a careful desk would fix it.
    Minor,
    /// A wrong fact that a reader would be misled by.
    Major,
    /// A correction notice or worse.
    Critical,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::Major, Self::Minor, Self::Info];

    /// The severity that a word of the interface stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// The word of the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }
}

/// A rule: its name, its place in the field's typologies and its page.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case name, read after "allow …".
    pub id: &'static str,
    /// Category of Multidimensional Quality Metrics (MQM), with its parents.
    pub mqm: &'static str,
    /// Localization quality issue type of ITS 2.0.
    pub its: &'static str,
    /// Severity unless the case or the configuration says otherwise.
    pub severity: Severity,
    /// The page, in Markdown: what it flags, why, and examples that are run as tests.
    pub page: &'static str,
}

impl Rule {
    /// The page's first sentence: what the rule flags, in one line.
    pub fn summary(&self) -> &'static str {
        self.page.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or(self.id)
    }
}
