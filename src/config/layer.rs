//! What is said for every article, for a kind of run, for a section or for paths: a layer, of which the next covers the one
//! below. [`super::Book`] puts them together.

use crate::judge::FailOn;
use crate::model::{Addition, Omission, Severity};
use crate::text::Exact;
use std::fmt;

/// Where a value comes from. Lines are those of the configuration file, from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// What the program does when nothing is said.
    Default,
    /// A profile as it is shipped.
    Shipped(String),
    /// The configuration, for every article.
    File(usize),
    /// A profile of the configuration.
    Profile(String, usize),
    /// A `[[section]]` of the configuration.
    Section(String, usize),
    /// A `[[path]]` of the configuration.
    Path(String, usize),
    /// The command line.
    CommandLine,
}

impl Source {
    /// The line of the configuration file, from 1.
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::File(line) | Self::Profile(_, line) | Self::Section(_, line) | Self::Path(_, line) => Some(*line),
            Self::Default | Self::Shipped(_) | Self::CommandLine => None,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Shipped(profile) => write!(f, "profile {profile}, as shipped"),
            Self::File(_) => f.write_str("configuration"),
            Self::Profile(profile, _) => write!(f, "profile {profile}"),
            Self::Section(names, _) => write!(f, "section {names}"),
            Self::Path(globs, _) => write!(f, "path {globs}"),
            Self::CommandLine => f.write_str("command line"),
        }
    }
}

/// What is asked of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// It is not asked.
    Off,
    /// It is asked, with its own severity unless another was set below.
    On,
    /// It is asked, with this severity.
    At(Severity),
}

impl Wanted {
    /// The words of the configuration.
    pub const WORDS: [&'static str; 6] = ["off", "on", "info", "minor", "major", "critical"];

    /// What a word asks.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "on" => Some(Self::On),
            _ => Severity::parse(word).map(Self::At),
        }
    }
}

/// For which articles a layer holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) enum Scope {
    /// All.
    #[default]
    Every,
    /// Those of these sections of the paper.
    Sections(Vec<String>),
    /// Those whose files these globs match.
    Paths(Vec<String>),
}

/// What is said together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Layer {
    pub(super) scope: Scope,
    pub(super) fail_on: Option<(FailOn, Source)>,
    pub(super) conversion_tolerance: Option<(Exact, Source)>,
    pub(super) may_add: Option<(Vec<Addition>, Source)>,
    pub(super) may_trim: Option<(Vec<Omission>, Source)>,
    /// Places in the catalogue, and what is asked; the later counts.
    pub(super) rules: Vec<(usize, Wanted, Source)>,
}

impl Layer {
    /// The layer of a command line: rules that alone are asked, rules that are not, and the severity that fails a run. The
    /// words must mean rules.
    pub(super) fn of_command(select: &[String], ignore: &[String], fail_on: Option<FailOn>, catalogue: &super::Catalogue) -> Self {
        let mut rules = Vec::new();
        for (i, (rule, number)) in catalogue.rules().enumerate() {
            let meant = |words: &[String]| words.iter().any(|w| rule.is_meant_by(w));
            let wanted = match () {
                () if meant(ignore) || number.is_some() && !select.is_empty() && !meant(select) => Wanted::Off,
                () if meant(select) => Wanted::On,
                () => continue,
            };
            rules.push((i, wanted, Source::CommandLine));
        }
        Self { fail_on: fail_on.map(|f| (f, Source::CommandLine)), rules, ..Self::default() }
    }
}
