//! The registry of rules, and the page of each: its form is checked and every example on it is run.
//!
//! An example is a fenced block of the kind `pair`: `date:`, rows of a house list, `house:`, and of a precedent, `precedent:` (all optional), `ko:`, `en:` and one or more `finds:`, each a
//! rule and the words that it must mark in the English or the Korean, or `finds: nothing`. Every finding that stops an
//! editor must be named, and every finding of the page's own rule, however mild.
//!
//! Rules about changes have two kinds more: `revision`, with `old-ko:`, `new-ko:`, `old-en:` and, where the English was updated, `new-en:`; and
//! `draft`, with `ko:`, `draft:` and `en:`. In both ` | ` parts paragraphs. The rules of the gate have the kind `gate`: `ko:` and, where it is there, `en:` as
//! Markdown, on 30 November 2026; `waive:` writes a waiver of what a rule finds there, or of nothing, with its last day if wanted.

use daejo::house::{self, House, precedent, precedent::Precedent};
use daejo::ingest::load_named;
use daejo::judge::waive::{Article, Row, Side, Waivers};
use daejo::judge::{self, Lists, Policy};
use daejo::model::{Document, Finding, Lang, Reason, Rule, Severity, Waiver};
use daejo::pipeline::{self, Versions, check_draft, check_pair, revise};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The sections of a page, in order.
const SECTIONS: [&str; 4] = ["Why it matters", "What is compared", "Flagged", "Not flagged"];

/// Top categories of Multidimensional Quality Metrics.
const MQM: [&str; 7] = ["Accuracy", "Terminology", "Linguistic Conventions", "Style", "Locale Conventions", "Audience Appropriateness", "Design and Markup"];

/// Localization quality issue types of ITS 2.0.
const ITS: [&str; 26] = [
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency", "grammar", "legal", "register",
    "locale-specific-content", "locale-violation", "style", "characters", "misspelling", "typographical", "formatting", "inconsistent-entities", "numbers",
    "markup", "pattern-problem", "whitespace", "internationalization", "length", "non-conformance", "uncategorized",
];

/// A page, taken apart.
struct Page {
    title: &'static str,
    sections: Vec<Section>,
}

struct Section {
    title: &'static str,
    /// The words outside examples.
    prose: String,
    examples: Vec<Example>,
}

/// One example.
#[derive(Default)]
struct Example {
    kind: &'static str,
    date: Option<Date>,
    /// Texts by the name of their field.
    texts: Vec<(&'static str, String)>,
    /// Rows of a house list.
    house: Vec<&'static str>,
    /// Rows of a precedent.
    precedent: Vec<&'static str>,
    finds: Vec<&'static str>,
    /// A rule whose finding is waived, and until when.
    waive: Option<&'static str>,
}

/// A finding of an example, with the words that it marks.
struct Found {
    rule: &'static str,
    severity: Severity,
    ko: String,
    en: String,
    shown: String,
}

impl Example {
    fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|t| t.0 == name).map(|t| t.1.as_str())
    }

    fn document(&self, lang: Lang, name: &'static str) -> Document<'_> {
        Document::plain(lang, name, self.text(name).unwrap_or(""))
    }

    /// The fields that its kind needs.
    fn needed(&self) -> &'static [&'static str] {
        match self.kind {
            "pair" => &["ko", "en"],
            "draft" => &["ko", "draft", "en"],
            "revision" => &["old-ko", "new-ko", "old-en"],
            "gate" => &["ko"],
            other => panic!("{other:?} is no kind of example"),
        }
    }

    /// Everything that is found in it.
    fn found(&self) -> Vec<Found> {
        let policy = self.policy();
        let told = |findings: &[Finding], ko: &Document<'_>, en: &Document<'_>| findings.iter().map(|f| Found::new(f, ko.text(), en.text())).collect();
        if self.kind == "revision" {
            let (old, new, english) = (self.document(Lang::Ko, "old-ko"), self.document(Lang::Ko, "new-ko"), self.document(Lang::En, "old-en"));
            let updated = self.text("new-en").map(|_| self.document(Lang::En, "new-en"));
            let versions = Versions { old: (&old, self.date), new: (&new, self.date), english: &english, updated: updated.as_ref() };
            return told(&revise(&versions, &policy).outcome.findings, &new, updated.as_ref().unwrap_or(&english));
        }
        if self.kind == "gate" {
            return self.decided();
        }
        let (source, target) = (self.document(Lang::Ko, "ko"), self.document(Lang::En, "en"));
        let mut checked = check_pair(&source, &target, self.date, &policy);
        if self.kind == "draft" {
            check_draft(&source, &target, &self.document(Lang::En, "draft"), self.date, &policy, &mut checked);
        }
        told(&checked.outcome.findings, &source, &target)
    }

    /// What is found and not waived.
    fn decided(&self) -> Vec<Found> {
        let load = |name: &str| load_named(&format!("{name}.md"), self.text(name).unwrap_or("").as_bytes()).expect("is text");
        let (ko, en) = (load("ko"), load("en"));
        let (source, target) = (ko.document(Lang::Ko), en.document(Lang::En));
        let told = |findings: &[Finding]| findings.iter().filter(|f| f.disposition.counts()).map(|f| Found::new(f, source.text(), target.text())).collect();
        if self.text("en").is_none() {
            return told(&[judge::rules::missing(&source, &pipeline::read(&source, None), "en.md", false)]);
        }
        let mut checked = check_pair(&source, &target, self.date, &self.policy());
        let rows = self.waive.map(|waive| {
            let (rule, until) = waive.split_once(" until ").map_or((waive, None), |(rule, day)| (rule, Some(day.parse().expect("a day"))));
            let fingerprint = checked.outcome.findings.iter().find(|f| f.rule.id == rule).map_or_else(|| "0".repeat(16), |f| f.fingerprint.clone());
            let (text, by, on) = ("so it is".to_owned(), "Kim".to_owned(), jiff::civil::date(2026, 11, 1));
            let waiver = Waiver { rule: rule.to_owned(), fingerprint, reason: Reason::Context, text, by, on, until };
            Row { waiver: waiver.into(), article: Some("en.md".to_owned()), line: 1 }
        });
        let known = pipeline::rules().map(|r| r.id).collect();
        let waivers = Waivers::new(rows.into_iter().collect(), [], known, jiff::civil::date(2026, 11, 30));
        let sides = [
            Side { document: &source, reading: &checked.source, comments: &ko.comments },
            Side { document: &target, reading: &checked.target, comments: &en.comments },
        ];
        waivers.apply(&Article { sides, files: &["en.md".to_owned()] }, &mut checked.outcome.findings, |_| true);
        told(&checked.outcome.findings)
    }

    fn policy(&self) -> Policy {
        let table = format!("ko,en,kind,allowed,forbidden,from,to\n{}\n", self.house.join("\n"));
        let (entries, problems) = house::read(&table);
        assert_eq!(problems, []);
        let house = (!entries.is_empty()).then(|| House::new(entries).expect("a small list").into());
        let (names, problems) = precedent::read(&format!("{}\n{}\n", precedent::COLUMNS.join("\t"), self.precedent.join("\n")));
        assert_eq!(problems, []);
        let precedent = (!names.is_empty()).then(|| Precedent::new(names).expect("a small precedent").into());
        Policy { lists: Lists { house, precedent, lexicon: None }, ..Policy::default() }
    }
}

#[test]
fn ids_are_unique_kebab_case_and_sorted() {
    let ids: Vec<&str> = pipeline::rules().map(|r| r.id).collect();
    assert!(!ids.is_empty());
    for pair in ids.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
    }
    for id in ids {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase());
        assert!(id.split('-').all(word), "{id} is not in kebab case");
    }
}

#[test]
fn rules_are_classified() {
    for rule in pipeline::rules() {
        let top = rule.mqm.split('/').next().unwrap();
        assert!(MQM.contains(&top), "{}: {:?} is no category of MQM", rule.id, rule.mqm);
        assert!(rule.mqm.split('/').all(|part| !part.trim().is_empty()), "{}: {:?} has an empty part", rule.id, rule.mqm);
        assert!(ITS.contains(&rule.its), "{}: {:?} is no issue type of ITS 2.0", rule.id, rule.its);
    }
}

#[test]
fn every_rule_has_the_page_of_its_name_and_every_page_a_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    for folder in ["src/check", "src/revise/rules", "src/judge/rules"].map(|f| root.join(f)) {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|x| x == "md") {
                files.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), path);
            }
        }
    }
    let ids: BTreeSet<String> = pipeline::rules().map(|r| r.id.replace('-', "_")).collect();
    assert_eq!(ids, files.keys().cloned().collect(), "the rules on the left, the pages on the right");
    for rule in pipeline::rules() {
        let file = &files[&rule.id.replace('-', "_")];
        #[expect(clippy::disallowed_methods, reason = "the page is a file of the repository")]
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text == rule.page, "{} does not show {}", rule.id, file.display());
    }
}

#[test]
fn every_page_has_the_form_of_a_page() {
    let mut problems = Vec::new();
    for rule in pipeline::rules() {
        let page = page(rule);
        let mut expect = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{}: {what}", rule.id));
            }
        };
        expect(page.title == rule.id, "the title is not the id");
        let summary = rule.summary();
        expect(summary.ends_with('.') && summary.starts_with("Flags "), "no summary in a sentence that begins with “Flags”");
        expect(summary.chars().count() <= 140, "the summary is too long for a list");
        let titles: Vec<&str> = page.sections.iter().map(|s| s.title).collect();
        expect(titles == SECTIONS, "the sections are not Why it matters, What is compared, Flagged, Not flagged");
        for section in &page.sections {
            let nothing = section.examples.iter().filter(|e| e.finds == ["nothing"]).count();
            let (examples, title) = (section.examples.len(), section.title);
            match title {
                "Flagged" => {
                    expect(examples >= 3, "fewer than three examples of what is flagged");
                    expect(nothing == 0, "an example of what is flagged finds nothing");
                    let own = |e: &Example| e.finds.iter().any(|f| f.split(' ').next() == Some(rule.id));
                    expect(section.examples.iter().all(own), "an example of what is flagged does not name the rule");
                }
                "Not flagged" => {
                    expect(examples >= 3, "fewer than three examples of what is not flagged");
                    expect(nothing == examples, "an example of what is not flagged finds something");
                }
                _ => {
                    expect(examples == 0, "an example stands outside the two sections for examples");
                    expect(section.prose.split_whitespace().count() >= 25, "a section of prose says next to nothing");
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_example_finds_what_its_page_says() {
    let (mut problems, mut run) = (Vec::new(), 0);
    for rule in pipeline::rules() {
        for section in page(rule).sections {
            for (i, example) in section.examples.iter().enumerate() {
                run += 1;
                if let Err(problem) = holds(rule, example) {
                    problems.push(format!(
                        "{} · {} · example {}: {problem}\n  {}",
                        rule.id,
                        section.title,
                        i + 1,
                        example.texts.iter().map(|t| t.1.as_str()).collect::<Vec<_>>().join("\n  ")
                    ));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {run} examples:\n{}", problems.len(), problems.join("\n"));
}

impl Found {
    fn new(f: &Finding, ko: &str, en: &str) -> Self {
        let slice = |label: &Option<daejo::model::Label>, text| label.as_ref().map_or("", |l| l.span.slice(text)).to_owned();
        let (ko, en) = (slice(&f.source, ko), slice(&f.target, en));
        let shown = format!("{} ({:.2}) “{ko}” ↔ “{en}”: {}", f.rule.id, f.confidence, f.message);
        Self { rule: f.rule.id, severity: f.severity, ko, en, shown }
    }
}

/// Runs an example of a rule's page; the error tells what was found instead.
fn holds(rule: &Rule, example: &Example) -> Result<(), String> {
    let mut found = example.found();
    let all = found.iter().map(|f| f.shown.as_str()).collect::<Vec<_>>().join("; ");
    for wanted in example.finds.iter().filter(|f| **f != "nothing") {
        let (id, quoted) = wanted.split_once(' ').ok_or_else(|| format!("{wanted:?} is not a rule and words in quotes"))?;
        let text = quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).ok_or_else(|| format!("{quoted:?} is not in quotes"))?;
        let fits = |f: &Found| f.rule == id && (f.en == text || f.ko == text);
        let at = found.iter().position(fits).ok_or_else(|| format!("{wanted} was not found, but [{all}]"))?;
        found.remove(at);
    }
    found.retain(|f| f.severity >= Severity::Major || f.rule == rule.id);
    let rest: Vec<String> = found.into_iter().map(|f| f.shown).collect();
    if rest.is_empty() { Ok(()) } else { Err(format!("found as well: {}", rest.join("; "))) }
}

/// Takes a page apart.
fn page(rule: &'static Rule) -> Page {
    let mut page = Page { title: "", sections: Vec::new() };
    let section = |title| Section { title, prose: String::new(), examples: Vec::new() };
    let mut block: Option<Example> = None;
    for line in rule.page.lines() {
        if let Some(example) = &mut block {
            if line.trim_end() == "```" {
                let whole = example.needed().iter().all(|name| example.text(name).is_some_and(|t| !t.is_empty())) && !example.finds.is_empty();
                assert!(whole, "{}: an example lacks {} or finds", rule.id, example.needed().join(", "));
                if page.sections.is_empty() {
                    page.sections.push(section("(before the first section)"));
                }
                page.sections.last_mut().expect("one was just added").examples.extend(block.take());
            } else {
                field(rule, line, example);
            }
        } else if let Some(title) = line.strip_prefix("## ") {
            page.sections.push(section(title.trim()));
        } else if let Some(title) = line.strip_prefix("# ") {
            page.title = title.trim();
        } else if let Some(kind) = line.strip_prefix("```") {
            block = Some(Example { kind: kind.trim(), ..Example::default() });
        } else if let Some(section) = page.sections.last_mut() {
            section.prose.push_str(line);
            section.prose.push('\n');
        }
    }
    assert!(block.is_none(), "{}: an example is not closed", rule.id);
    page
}

/// One line of an example.
fn field(rule: &Rule, line: &'static str, example: &mut Example) {
    let Some((key, value)) = line.split_once(':') else { panic!("{}: {line:?} is no field of an example", rule.id) };
    if key == "precedent" {
        // The last columns of a row may be empty.
        example.precedent.push(value.strip_prefix(' ').unwrap_or(value));
        return;
    }
    let value = value.trim();
    match key {
        "date" => example.date = Some(value.parse().unwrap_or_else(|e| panic!("{}: {value:?}: {e}", rule.id))),
        "ko" | "en" if example.kind == "pair" => example.texts.push((key, value.to_owned())),
        "ko" | "en" | "draft" | "old-ko" | "new-ko" | "old-en" | "new-en" => example.texts.push((key, value.replace(" | ", "\n\n"))),
        "house" => example.house.push(value),
        "waive" => example.waive = Some(value),
        "finds" => example.finds.push(value),
        _ => panic!("{}: {key:?} is no field of an example", rule.id),
    }
}
