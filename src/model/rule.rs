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

/// A set of rules, by their number in the order of the ids.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RuleSet(u128);

impl RuleSet {
    /// Rules that there can be.
    pub const MOST: usize = 128;

    /// Puts a rule into the set.
    ///
    /// # Panics
    /// When the number is [`MOST`](Self::MOST) or more.
    pub const fn insert(&mut self, number: usize) {
        self.0 |= 1 << number;
    }

    /// Takes a rule out of the set.
    ///
    /// # Panics
    /// When the number is [`MOST`](Self::MOST) or more.
    pub const fn remove(&mut self, number: usize) {
        self.0 &= !(1 << number);
    }

    /// Whether a rule is in the set.
    #[inline]
    pub const fn contains(self, number: usize) -> bool {
        self.0 >> number & 1 == 1
    }
}

impl Rule {
    /// Whether a word of the command line means this rule: its id, its type of ITS 2.0 or a beginning of its category of MQM.
    ///
    /// ```
    /// use daejo::model::{Rule, Severity};
    /// let rule = Rule { id: "date-differs", mqm: "Accuracy/Mistranslation/Date", its: "numbers", severity: Severity::Major, page: "" };
    /// assert!(["date-differs", "numbers", "Accuracy/Mistranslation", "accuracy"].iter().all(|w| rule.is_meant_by(w)));
    /// assert!(!rule.is_meant_by("date"));
    /// ```
    pub fn is_meant_by(&self, word: &str) -> bool {
        let within = self.mqm.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        self.id == word || self.its == word || within && matches!(self.mqm.as_bytes().get(word.len()), None | Some(b'/'))
    }

    /// The page's first sentence: what the rule flags, in one line.
    pub fn summary(&self) -> &'static str {
        self.page.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or(self.id)
    }
}
