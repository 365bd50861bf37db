//! Short passages in many wordings: right renderings are let pass, and in wrong ones the error is located.
//!
//! `corpus/passages` holds what the pages of the rules have no room for: the same Korean rendered in other words, with
//! figures added up, rounded, moved or left out, as editors do. `cargo test --test it passages -- --nocapture` prints every
//! passage that goes wrong. The two limits are meant to move one way only.

use daejo::judge::Policy;
use daejo::model::{Document, Finding, Lang, Severity};
use daejo::pipeline::check_pair;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// So many errors must be located at the least.
const LOCATED: usize = 239;

/// One file of passages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    passage: Vec<Passage>,
}

/// A Korean passage with its renderings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passage {
    /// What it is about, for the count.
    about: String,
    date: toml::value::Datetime,
    ko: String,
    right: Vec<String>,
    /// A rendering with one error: the English words that hold it, and the Korean ones that they render.
    wrong: Option<String>,
    marks: Option<String>,
    renders: Option<String>,
}

impl Passage {
    fn date(&self) -> Date {
        self.date.to_string().parse().expect("a date")
    }

    /// What would stop an editor in a rendering.
    fn flags(&self, en: &str) -> Vec<Finding> {
        let (source, target) = (Document::plain(Lang::Ko, "ko", &self.ko), Document::plain(Lang::En, "en", en));
        let checked = check_pair(&source, &target, Some(self.date()), &Policy::default());
        checked.outcome.findings.into_iter().filter(|f| f.severity >= Severity::Major).collect()
    }

    /// Whether a finding points at the error, on either side.
    fn located(&self, wrong: &str) -> bool {
        let touches = |label: &Option<daejo::model::Label>, text: &str, words: &Option<String>| {
            let at = words.as_ref().and_then(|w| text.find(w.as_str()).map(|at| at..at + w.len()));
            label.as_ref().zip(at).is_some_and(|(l, at)| l.span.start < at.end && at.start < l.span.end)
        };
        self.flags(wrong).iter().any(|f| touches(&f.target, wrong, &self.marks) || touches(&f.source, &self.ko, &self.renders))
    }
}

/// Every file, by name.
fn tables() -> BTreeMap<String, Vec<Passage>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/passages");
    let files = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    files
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let table: Table = toml::from_str(&std::fs::read_to_string(&path).expect("is text")).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, table.passage)
        })
        .collect()
}

#[test]
fn passages_are_sound() {
    for (name, passages) in tables() {
        for p in &passages {
            assert!(!p.right.is_empty(), "{name}: {} has no right rendering", p.ko);
            assert_eq!(p.wrong.is_some(), p.marks.is_some(), "{name}: {}", p.ko);
            if let (Some(wrong), Some(marks), Some(renders)) = (&p.wrong, &p.marks, &p.renders) {
                assert_eq!(wrong.matches(marks.as_str()).count(), 1, "{name}: {marks:?} must stand once in {wrong:?}");
                assert!(p.ko.contains(renders.as_str()), "{name}: {renders:?} does not stand in {:?}", p.ko);
                assert!(p.right.iter().all(|r| r != wrong), "{name}: {wrong:?} is given as right as well");
            }
        }
    }
}

#[test]
fn right_renderings_are_let_pass() {
    let (mut all, mut flagged) = (0, Vec::new());
    for (name, passages) in tables() {
        for p in &passages {
            for en in &p.right {
                all += 1;
                let flags = p.flags(en);
                if !flags.is_empty() {
                    let told: Vec<String> = flags.iter().map(|f| format!("{}: {}", f.rule.id, f.message)).collect();
                    flagged.push(format!("{name} ({}): {}\n    {en}\n    {}", p.about, p.ko, told.join("\n    ")));
                }
            }
        }
    }
    println!("{} of {all} right renderings are flagged\n{}", flagged.len(), flagged.join("\n"));
    assert!(flagged.is_empty(), "{} right renderings are flagged; none was", flagged.len());
}

#[test]
fn errors_are_located() {
    let (mut all, mut missed) = (0, Vec::new());
    for (name, passages) in tables() {
        for p in &passages {
            let Some(wrong) = &p.wrong else { continue };
            all += 1;
            if !p.located(wrong) {
                missed.push(format!("{name} ({}): {}\n    {wrong}", p.about, p.ko));
            }
        }
    }
    let located = all - missed.len();
    println!("{located} of {all} errors are located; not these:\n{}", missed.join("\n"));
    assert!(located >= LOCATED, "{located} errors are located; {LOCATED} were");
}
