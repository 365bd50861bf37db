//! Whole articles with planted errors: what is found in them as they stand, and that nothing is found once they are right.
//!
//! Every pair of `corpus/pairs` carries an `expected.toml` that lists its errors. The two lists of this file name what the
//! program is known to miss and to accuse wrongly. They are meant to shrink: an entry that no longer holds fails the test,
//! just as a new miss or a new false alarm does.

use crate::support::Place;
use daejo::check;
use daejo::ingest::{Format, Loaded, load_bytes};
use daejo::judge::Policy;
use daejo::model::{Document, Finding, Label, Lang, Severity};
use daejo::pipeline::check_pair;
use daejo::text::Span;
use jiff::civil::Date;
use serde::Deserialize;
use std::path::PathBuf;

/// Planted errors that are not found yet, by pair and wrong words, each with the reason.
const MISSED: &[(&str, &str, &str)] = &[(
    "defence-export",
    "by the Joint Chiefs of Staff",
    "an agency and a military command are of two classes, and only names of one class are held against each other",
)];

/// Findings in articles without errors, by pair, rule and marked English (or Korean) words, each with the reason.
const FALSE_ALARMS: &[(&str, &str, &str, &str)] = &[];

/// `expected.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Day of publication in Korea.
    #[serde(deserialize_with = "date")]
    date: Date,
    error: Vec<Planted>,
}

/// One planted error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    /// What the Korean says, where it says anything.
    ko: Option<String>,
    /// The words of the English, and what they should be.
    wrong: String,
    right: String,
    rule: String,
    severity: Severity,
    note: String,
}

fn date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// A pair of the corpus.
pub(crate) struct Golden {
    pub(crate) slug: String,
    pub(crate) ko: String,
    pub(crate) en: String,
    expected: Expected,
}

/// A finding, in words and places of the files.
struct Found {
    rule: &'static str,
    severity: Severity,
    message: String,
    source: Option<Span>,
    target: Option<Span>,
    /// The marked English words; the Korean where there are none.
    words: String,
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "corpus", "pairs"].iter().collect()
}

/// Every pair, in the order of the names.
pub(crate) fn corpus() -> Vec<Golden> {
    let mut slugs: Vec<String> =
        std::fs::read_dir(folder()).expect("a folder").map(|e| e.expect("an entry").file_name().into_string().expect("is text")).collect();
    slugs.sort();
    slugs.into_iter().map(golden).collect()
}

fn golden(slug: String) -> Golden {
    let text = |name: &str| std::fs::read_to_string(folder().join(&slug).join(name)).expect("is there");
    let (ko, en) = (text("ko.md"), text("en.md"));
    let expected = toml::from_str(&text("expected.toml")).unwrap_or_else(|e| panic!("{slug}: {e}"));
    Golden { slug, ko, en, expected }
}

impl Golden {
    /// Day of publication.
    pub(crate) const fn date(&self) -> Date {
        self.expected.date
    }

    /// The English with every error mended.
    fn mended(&self) -> String {
        self.expected.error.iter().fold(self.en.clone(), |text, e| text.replace(&e.wrong, &e.right))
    }

    /// What is found when the English is `en`.
    fn check(&self, en: &str) -> Vec<Found> {
        let load = |name: &str, text: &str| load_bytes(name, text.as_bytes(), Format::Markdown).expect("is an article");
        let (ko, en): (Loaded, Loaded) = (load("ko.md", &self.ko), load("en.md", en));
        let (source, target) = (ko.document(Lang::Ko), en.document(Lang::En));
        let checked = check_pair(&source, &target, source.meta.date, &Policy::default());
        checked.outcome.findings.iter().map(|f| Found::new(f, &source, &target)).collect()
    }
}

impl Found {
    fn new(finding: &Finding, source: &Document<'_>, target: &Document<'_>) -> Self {
        let place = |label: &Option<Label>, document: &Document<'_>| label.as_ref().map(|l| document.original(l.span));
        let (at, to) = (place(&finding.source, source), place(&finding.target, target));
        let words = to.map(|s| s.slice(target.given)).or(at.map(|s| s.slice(source.given))).unwrap_or("").to_owned();
        Self { rule: finding.rule.id, severity: finding.severity, message: finding.message.clone(), source: at, target: to, words }
    }

    fn stops(&self) -> bool {
        self.severity >= Severity::Major
    }

    /// Whether this points at a planted error, with the weight that the error has. An error that a reader would hardly
    /// notice may be told as mildly.
    fn locates(&self, error: &Planted, pair: &Golden) -> bool {
        let touches =
            |span: Option<Span>, text: &str, words: &str| span.is_some_and(|s| text.match_indices(words).any(|(at, w)| s.start < at + w.len() && at < s.end));
        let korean = error.ko.as_deref().is_some_and(|ko| touches(self.source, &pair.ko, ko));
        self.severity >= error.severity.min(Severity::Major) && (korean || touches(self.target, &pair.en, &error.wrong))
    }
}

/// Whether an error is of a kind that some rule looks for.
fn looked_for(error: &Planted) -> bool {
    check::rules().any(|r| r.id == error.rule)
}

/// What is found in the corpus, counted.
pub(crate) struct Tally {
    pub(crate) pairs: usize,
    pub(crate) planted: usize,
    /// Of a kind that some rule looks for.
    pub(crate) looked_for: usize,
    pub(crate) found: usize,
    pub(crate) false_alarms: usize,
}

pub(crate) fn tally() -> Tally {
    let mut tally = Tally { pairs: 0, planted: 0, looked_for: 0, found: 0, false_alarms: 0 };
    for pair in corpus() {
        let findings = pair.check(&pair.en);
        tally.pairs += 1;
        tally.planted += pair.expected.error.len();
        tally.looked_for += pair.expected.error.iter().filter(|e| looked_for(e)).count();
        tally.found += pair.expected.error.iter().filter(|e| findings.iter().any(|f| f.locates(e, &pair))).count();
        tally.false_alarms += pair.check(&pair.mended()).iter().filter(|f| f.stops()).count();
    }
    tally
}

/// Takes an entry off a list; whether it was there.
fn taken<T>(list: &mut Vec<&T>, is: impl Fn(&T) -> bool) -> bool {
    list.iter().position(|entry| is(entry)).map(|at| list.remove(at)).is_some()
}

#[test]
fn the_corpus_is_sound() {
    let pairs = corpus();
    assert!(pairs.len() >= 8);
    for pair in &pairs {
        let slug = &pair.slug;
        let ko = load_bytes("ko.md", pair.ko.as_bytes(), Format::Markdown).expect("is an article");
        assert_eq!(ko.meta.date, Some(pair.expected.date), "{slug}");
        for error in &pair.expected.error {
            assert_eq!(pair.en.matches(&error.wrong).count(), 1, "{slug}: {:?} must stand once", error.wrong);
            assert!(error.ko.as_ref().is_none_or(|ko| pair.ko.matches(ko.as_str()).count() == 1), "{slug}: {:?} must stand once", error.ko);
            assert!(error.wrong != error.right && !error.note.is_empty(), "{slug}: {:?}", error.wrong);
        }
    }
}

#[test]
fn planted_errors_are_found() {
    let (mut problems, mut found, mut all) = (Vec::new(), 0, 0);
    let mut list: Vec<_> = MISSED.iter().collect();
    for pair in corpus() {
        let findings = pair.check(&pair.en);
        for error in pair.expected.error.iter().filter(|e| looked_for(e)) {
            all += 1;
            let located = findings.iter().any(|f| f.locates(error, &pair));
            found += usize::from(located);
            let listed = taken(&mut list, |m| m.0 == pair.slug && m.1 == error.wrong);
            match (located, listed) {
                (true, true) => problems.push(format!("{}: {:?} is found now: take it off the list", pair.slug, error.wrong)),
                (false, false) => {
                    problems.push(format!(
                        "{}: {} not found: {:?} ↔ {:?}: {}",
                        pair.slug,
                        error.rule,
                        error.ko.as_deref().unwrap_or(""),
                        error.wrong,
                        error.note
                    ));
                }
                _ => {}
            }
        }
    }
    problems.extend(list.into_iter().map(|(slug, wrong, _)| format!("{slug}: {wrong:?} is on the list but not in the corpus")));
    assert!(problems.is_empty(), "{found} of {all} found\n{}", problems.join("\n"));
}

#[test]
fn right_articles_are_let_pass() {
    let mut problems = Vec::new();
    let mut list: Vec<_> = FALSE_ALARMS.iter().collect();
    for pair in corpus() {
        for finding in pair.check(&pair.mended()).iter().filter(|f| f.stops()) {
            if !taken(&mut list, |m| (m.0, m.1, m.2) == (&pair.slug, finding.rule, &finding.words)) {
                problems.push(format!("{}: {} {:?}: {}", pair.slug, finding.rule, finding.words, finding.message));
            }
        }
    }
    problems.extend(list.into_iter().map(|(slug, rule, words, _)| format!("{slug}: {rule} {words:?} is no longer found: take it off the list")));
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// What an editor sees of a pair as it stands, but for the digits of the confidences, which change with every tuning.
fn report(slug: &str) -> String {
    let pair = golden(slug.to_owned());
    let run = Place::new().file("ko.md", &pair.ko).file("en.md", &pair.en).run(&["check", "ko.md", "en.md"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{run:?}");
    let mut parts = run.out.split("confidence 0.");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}confidence 0.__{}", part.trim_start_matches(|c: char| c.is_ascii_digit())))
}

/// The whole reports are in `tests/it/snapshots`; `INSTA_UPDATE=always cargo test --test it golden` writes them anew, to
/// be read before they are committed.
#[test]
fn reports_of_whole_articles() {
    insta::assert_snapshot!("accident-ferry", report("accident-ferry"));
    insta::assert_snapshot!("rate-decision", report("rate-decision"));
}
