//! What holds for an article, of all that was said: defaults, a shipped profile, the configuration, a profile of its own,
//! sections, paths, the command line; each covers the ones before it, and within each the later the earlier.

use super::catalogue::Catalogue;
use super::layer::{Layer, Scope, Source, Wanted};
use crate::judge::{Acceptance, FailOn, Lists, Policy};
use crate::model::{Addition, Leave, Omission};
use crate::text::Exact;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use unicode_normalization::UnicodeNormalization;

/// What holds for an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// How it is judged.
    pub policy: Policy,
    /// The severity from which its findings make a run fail.
    pub fail_on: FailOn,
}

/// What an article is, for those layers that hold for some only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place<'a> {
    /// Its files, relative to the folder of the configuration, with `/` between their parts. Either may match.
    pub files: &'a [&'a str],
    /// Its section of the paper.
    pub section: Option<&'a str>,
}

/// Layers, put together.
pub struct Book {
    base: Arc<Held>,
    /// Those below the ones of sections and paths, in order.
    below: Vec<Layer>,
    /// Those that hold for some articles only: sections, then paths.
    some: Vec<Layer>,
    command: Layer,
    /// The globs of all paths, and whose each is: a place in `some`.
    globs: GlobSet,
    owners: Vec<usize>,
    rules: Catalogue,
    lists: Lists,
    confidence: BTreeMap<String, Acceptance>,
    /// What was put together before, by the layers that it is made of.
    made: RwLock<BTreeMap<Vec<usize>, Arc<Held>>>,
}

/// A glob as the configuration writes it: one without a folder matches in any, as in .gitignore.
pub(super) fn glob(written: &str) -> Result<globset::Glob, globset::Error> {
    let trimmed = written.strip_prefix("./").unwrap_or(written).trim_end_matches('/');
    let anywhere = if trimmed.contains('/') { "" } else { "**/" };
    GlobBuilder::new(&composed(&format!("{anywhere}{trimmed}"))).literal_separator(true).build()
}

/// Hangul in one form, however a file system writes it.
fn composed(text: &str) -> String {
    text.nfc().collect()
}

impl Book {
    /// Puts layers together: those `below`, those for `some` articles, and the command line.
    pub(super) fn new(below: Vec<Layer>, some: Vec<Layer>, command: Layer, rules: Catalogue, lists: Lists, confidence: BTreeMap<String, Acceptance>) -> Self {
        let (mut set, mut owners) = (GlobSetBuilder::new(), Vec::new());
        for (i, layer) in some.iter().enumerate() {
            let Scope::Paths(globs) = &layer.scope else { continue };
            for glob in globs.iter().filter_map(|g| glob(g).ok()) {
                set.add(glob);
                owners.push(i);
            }
        }
        // Each glob was tried when it was read; too many together match nothing.
        let globs = set.build().unwrap_or_default();
        let mut book = Self { base: Arc::default(), below, some, command, globs, owners, rules, lists, confidence, made: RwLock::default() };
        book.base = Arc::new(book.held(&book.stack(&[])));
        book
    }

    /// What holds where no section and no path has a say.
    pub fn base(&self) -> &Arc<Held> {
        &self.base
    }

    /// Whether any layer asks for the section of an article.
    pub fn asks_section(&self) -> bool {
        self.some.iter().any(|l| matches!(l.scope, Scope::Sections(_)))
    }

    /// Whether any layer asks for the paths of an article.
    pub fn asks_path(&self) -> bool {
        !self.owners.is_empty()
    }

    /// Whether some articles may have another severity that makes a run fail than the others.
    pub fn limits_differ(&self) -> bool {
        self.command.fail_on.is_none() && self.some.iter().any(|l| l.fail_on.is_some())
    }

    /// What holds for an article.
    pub fn of(&self, place: Place<'_>) -> Arc<Held> {
        let layers = self.layers(place);
        if layers.is_empty() {
            return Arc::clone(&self.base);
        }
        if let Some(held) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&layers) {
            return Arc::clone(held);
        }
        let held = Arc::new(self.held(&self.stack(&layers)));
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(layers, Arc::clone(&held));
        held
    }

    /// What holds for an article, and where each value comes from.
    pub fn told(&self, place: Place<'_>) -> Stack {
        self.stack(&self.layers(place))
    }

    /// The rules that are spoken of.
    pub fn catalogue(&self) -> &Catalogue {
        &self.rules
    }

    /// The lists that hold for all articles.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// What a stack comes to.
    fn held(&self, stack: &Stack) -> Held {
        let lists = Policy { lists: self.lists.clone(), confidence: self.confidence.clone(), ..Policy::default() };
        stack.held(&self.rules, lists)
    }

    /// The layers that hold for some articles and for this one.
    fn layers(&self, place: Place<'_>) -> Vec<usize> {
        if self.some.is_empty() {
            return Vec::new();
        }
        let mut by_path = vec![false; self.some.len()];
        if self.asks_path() {
            for file in place.files.iter().map(|f| composed(f)) {
                // A glob that matches a folder matches what is in it.
                let ends = file.match_indices('/').map(|(at, _)| at).chain([file.len()]);
                for end in ends {
                    self.globs.matches(&file[..end]).into_iter().for_each(|glob| by_path[self.owners[glob]] = true);
                }
            }
        }
        let section = place.section.map(folded);
        let holds = |i: usize| match &self.some[i].scope {
            Scope::Every => true,
            Scope::Sections(names) => section.as_ref().is_some_and(|s| names.iter().any(|n| folded(n) == *s)),
            Scope::Paths(_) => by_path[i],
        };
        (0..self.some.len()).filter(|&i| holds(i)).collect()
    }

    fn stack(&self, some: &[usize]) -> Stack {
        let mut stack = Stack::new(self.rules.len());
        for layer in self.below.iter().chain(some.iter().map(|&i| &self.some[i])).chain([&self.command]) {
            stack.cover(layer);
        }
        stack
    }
}

/// A name of a section, so that case, spacing and form do not matter.
fn folded(name: &str) -> String {
    composed(&name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book")
            .field("below", &self.below)
            .field("some", &self.some)
            .field("command", &self.command)
            .field("confidence", &self.confidence)
            .finish_non_exhaustive()
    }
}

/// Every value that layers may set, and where it comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stack {
    /// The severity from which findings make a run fail.
    pub fail_on: (FailOn, Source),
    /// How far a conversion of money may stray.
    pub conversion_tolerance: (Exact, Source),
    /// What the English may have of its own.
    pub may_add: (Vec<Addition>, Source),
    /// What the English may leave out.
    pub may_trim: (Vec<Omission>, Source),
    /// For each rule of the catalogue what is asked of it.
    pub rules: Vec<(Wanted, Source)>,
}

impl Stack {
    fn new(rules: usize) -> Self {
        let (policy, leave) = (Policy::default(), Leave::default());
        Self {
            fail_on: (FailOn::default(), Source::Default),
            conversion_tolerance: (policy.conversion_tolerance, Source::Default),
            may_add: (leave.additions().collect(), Source::Default),
            may_trim: (leave.omissions().collect(), Source::Default),
            rules: vec![(Wanted::On, Source::Default); rules],
        }
    }

    fn cover(&mut self, layer: &Layer) {
        set(&mut self.fail_on, layer.fail_on.as_ref());
        set(&mut self.conversion_tolerance, layer.conversion_tolerance.as_ref());
        set(&mut self.may_add, layer.may_add.as_ref());
        set(&mut self.may_trim, layer.may_trim.as_ref());
        for (rule, wanted, source) in &layer.rules {
            let Some(now) = self.rules.get_mut(*rule) else { continue };
            // A rule that is on already keeps the severity that it was given.
            if *wanted != Wanted::On || now.0 == Wanted::Off {
                *now = (*wanted, source.clone());
            }
        }
    }

    fn held(&self, catalogue: &Catalogue, lists: Policy) -> Held {
        let leave = Leave::new(self.may_add.0.iter().copied(), self.may_trim.0.iter().copied());
        let mut policy = Policy { conversion_tolerance: self.conversion_tolerance.0, leave, ..lists };
        for ((rule, number), (wanted, _)) in catalogue.rules().zip(&self.rules) {
            match (wanted, number) {
                (Wanted::On, _) => {}
                (Wanted::At(severity), _) => {
                    policy.severity.insert(rule.id.to_owned(), Some(*severity));
                }
                (Wanted::Off, number) => {
                    policy.severity.insert(rule.id.to_owned(), None);
                    if let Some(number) = number {
                        policy.off.insert(number);
                    }
                }
            }
        }
        Held { policy, fail_on: self.fail_on.0 }
    }
}

fn set<T: Clone>(now: &mut (T, Source), asked: Option<&(T, Source)>) {
    if let Some(asked) = asked {
        *now = asked.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Asked, Config};
    use crate::model::Severity;

    fn book(text: &str, asked: Asked<'_>) -> Book {
        let all = Catalogue::new(crate::pipeline::rules(), crate::check::rules());
        Config::parse(text, &all).expect("valid").book(asked, &all, Lists::default()).expect("is there")
    }

    fn at<'a>(files: &'a [&'a str], section: &'a str) -> Place<'a> {
        Place { files, section: Some(section).filter(|s| !s.is_empty()) }
    }

    const ALL: &str = r#"
        [check]
        fail-on = "minor"
        [rules]
        numbers = "minor"
        "Accuracy" = "info"
        date-differs = "critical"
        [profile.ci]
        fail-on = "major"
        [[path]]
        globs = ["en/sports/**"]
        fail-on = "critical"
        rules = { time-differs = "off" }
        [[section]]
        names = ["Sports", "스포츠"]
        fail-on = "info"
        rules = { time-differs = "minor", date-differs = "off" }
        [[path]]
        globs = ["*.draft.md"]
        fail-on = "never"
    "#;

    #[test]
    fn each_layer_covers_the_ones_before_it() {
        let stopped = |book: &Book, files: &[&str], section: &str| book.of(at(files, section)).fail_on.least().map(Severity::as_str);
        let plain = book(ALL, Asked::default());
        assert_eq!(stopped(&plain, &["en/a.md"], ""), Some("minor"), "the base");
        assert_eq!(stopped(&plain, &["en/a.md"], " sports "), Some("info"), "the section");
        assert_eq!(stopped(&plain, &["en/a.md"], "\u{1109}\u{1173}\u{1111}\u{1169}\u{110e}\u{1173}"), Some("info"), "decomposed");
        assert_eq!(stopped(&plain, &["ko/a.md", "en/sports/a.md"], "Sports"), Some("critical"), "a path beats a section that stands behind it");
        assert_eq!(stopped(&plain, &["ko/a.md", "en/sports/b/a.draft.md"], "Sports"), None, "the later path");
        let ci = book(ALL, Asked { profile: Some("ci"), ..Asked::default() });
        assert_eq!(stopped(&ci, &[], ""), Some("major"), "the profile");
        assert_eq!(stopped(&ci, &[], "sports"), Some("info"));
        let command = book(ALL, Asked { profile: Some("ci"), fail_on: Some(FailOn::AtLeast(Severity::Major)), ..Asked::default() });
        assert_eq!(stopped(&command, &["x.draft.md"], "sports"), Some("major"), "the command line");
    }

    #[test]
    fn what_the_house_writes_covers_what_is_shipped() {
        let archive = book("[check]\nprofile = \"archive\"\nfail-on = \"info\"\n[rules]\nomission = \"major\"\n", Asked::default());
        assert_eq!(archive.base().fail_on, FailOn::AtLeast(Severity::Info));
        assert_eq!(archive.base().policy.severity["clause-missing"], Some(Severity::Major));
        assert_eq!(archive.base().policy.severity["passage-unsupported"], Some(Severity::Minor));
    }

    #[test]
    fn the_more_exact_name_counts_whatever_the_order() {
        let severity = &book(ALL, Asked::default()).base().policy.severity.clone();
        assert_eq!(
            [severity["date-differs"], severity["time-differs"], severity["name-missing"]],
            [Some(Severity::Critical), Some(Severity::Minor), Some(Severity::Info)]
        );
        let sports = book(ALL, Asked::default()).of(at(&["en/sports/x.md"], "sports"));
        assert_eq!([sports.policy.severity["time-differs"], sports.policy.severity["date-differs"]], [None, None]);
    }

    #[test]
    fn the_command_line_switches_on_and_off() {
        let (select, ignore) = (["date-differs".to_owned()], ["time-differs".to_owned()]);
        let asked = book(ALL, Asked { select: &select, ..Asked::default() }).of(at(&[], "sports"));
        assert_eq!(asked.policy.severity.get("date-differs"), None, "on, with its own severity");
        assert_eq!(asked.policy.severity["name-missing"], None);
        let asked = book(ALL, Asked { ignore: &ignore, ..Asked::default() }).of(at(&[], "sports"));
        assert_eq!((asked.policy.severity["time-differs"], asked.policy.severity["name-missing"]), (None, Some(Severity::Info)));
    }

    #[test]
    fn a_glob_is_read_as_in_gitignore() {
        let book = book("[[path]]\nglobs = [\"대한/\", \"en/*.md\", \"./ko/[ab].txt\"]\nfail-on = \"never\"\n", Asked::default());
        let hit = |file: &str| book.of(at(&[file], "")).fail_on == FailOn::Never;
        for file in ["대한/x.md", "a/대한/b/x.md", "en/x.md", "ko/a.txt", "a/\u{1103}\u{1162}\u{1112}\u{1161}\u{11ab}/x"] {
            assert!(hit(file), "{file}");
        }
        for file in ["en/a/x.md", "x/en/x.md", "ko/c.txt", "대한민국/x", ""] {
            assert!(!hit(file), "{file}");
        }
    }

    #[test]
    fn what_was_put_together_is_kept() {
        let book = book(ALL, Asked::default());
        assert!(Arc::ptr_eq(&book.of(at(&["a.draft.md"], "")), &book.of(at(&["b.draft.md"], ""))));
        assert!(Arc::ptr_eq(&book.of(at(&["a.md"], "")), book.base()));
    }
}
