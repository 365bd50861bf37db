//! JSON Schemas: the files in `schema/` are what the program's types say, and what is really written holds to them.
//! `UPDATE=1 cargo test --test it schema` writes the files anew.

use crate::support::{Place, good};
use daejo::config::{self, Catalogue, Config};
use daejo::model::{self, Amount, Counts, Currency, Document, Finding, Label, Lang, Outcome, Pairing, Reading, Rule, Severity, Status};
use daejo::report::{Item, Pair, json};
use daejo::text::{Exact, Span};
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "schema"].iter().collect()
}

pub(crate) fn schema(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(name)).expect("is there");
    serde_json::from_str(&text).expect("is JSON")
}

pub(crate) fn holds(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).expect("is a schema");
    let errors: Vec<_> = validator.iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, [""; 0], "{instance}");
}

#[test]
fn the_files_are_current() {
    let rules = Catalogue::new(daejo::pipeline::rules(), daejo::check::rules());
    let configuration = config::schema::schema(&rules, &Config::default().profile_names());
    let mut all: Vec<_> =
        json::schemas().into_iter().chain(daejo::archive::export::schemas()).map(|(name, schema)| (name, serde_json::to_string_pretty(&schema))).collect();
    all.push((config::schema::FILE, serde_json::to_string_pretty(&configuration)));
    for (name, text) in all {
        let text = format!("{}\n", text.expect("is JSON"));
        let path = folder().join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &text).expect("is written");
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "{name} is not current; write it anew with UPDATE=1 cargo test --test it schema");
        assert_eq!(Place::new().run(&["schema", name]).out, text);
    }
}

#[test]
fn results_and_reports_hold_to_their_schemas() {
    let place = Place::new();
    let input = format!("{}?\n{}", good("a"), crate::support::pair("b", "사흘 뒤 3조원이다.", "In four days it is 3 billion won for Kim."));
    let result = schema("result.v1.json");
    for line in place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], input.as_str()).json_lines() {
        holds(&result, &line);
    }
    let report = place.run_on(&["check", "--pairs", "-", "--format", "json"], input).out;
    holds(&schema("report.v1.json"), &serde_json::from_str(&report).expect("is JSON"));
    place.file("ko.md", "3조원이다.\n").file("en.md", "It is 3 trillion won.\n");
    for line in place.run(&["check", "ko.md", "en.md", "--format", "jsonl"]).json_lines() {
        holds(&result, &line);
        assert_eq!(line["files"]["target"], "en.md");
    }
}

#[test]
fn mentions_and_names_hold_to_their_schemas() {
    let place = Place::new();
    let text = serde_json::json!({"id": "a", "text": "14일 오전 9시 30분 3조5000억원, 5.25%, 0.25%포인트, 2배, 제21대, 84㎡, 만 65세, 사흘, 3~5명", "date": "2025-04-15"});
    let run = place.run_on(&["mentions", "--lang", "ko", "--format", "jsonl"], format!("{text}\n?\n"));
    assert!(run.json_lines()[0]["mentions"].as_array().is_some_and(|m| m.len() > 5), "{}", run.out);
    for line in run.json_lines() {
        holds(&schema("mentions.v1.json"), &line);
    }
    for line in place.run_on(&["name-match", "--format", "jsonl"], "{\"ko\": \"이재명\", \"en\": \"Lee Jae-myung\"}\n?\n").json_lines() {
        holds(&schema("name-match.v1.json"), &line);
    }
    for en in ["Lee Jae-myung", "?"] {
        let run = place.run(&["name", "이재명", en, "--format", "json"]);
        holds(&schema("name.v1.json"), &serde_json::from_str(&run.out).expect("is JSON"));
    }
}

#[test]
fn the_mutation_test_holds_to_its_schema() {
    let run = Place::new().run_on(&["selftest", "--pairs", "-", "--format", "json", "--show", "caught"], format!("{}?\n", good("a")));
    let report = serde_json::from_str(&run.out).expect("is JSON");
    holds(&schema("selftest.v1.json"), &report);
    assert!(report["mutants"].as_array().is_some_and(|m| !m.is_empty()), "{}", run.out);
}

#[test]
fn a_schema_can_be_broken() {
    let mut line = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], good("a")).json_lines().remove(0);
    let validator = jsonschema::validator_for(&schema("result.v1.json")).expect("is a schema");
    assert!(validator.is_valid(&line));
    line["status"] = "clean".into();
    assert!(!validator.is_valid(&line));
}

static RULE: Rule = Rule { id: "magnitude-slip", mqm: "Accuracy/Mistranslation/Number", its: "mistranslation", severity: Severity::Critical, page: "" };

/// A line with one finding, written from the nouns of the program.
fn line_with_finding(ko: &str, en: &str, needle: &str) -> Value {
    let (source, target) = (Document::plain(Lang::Ko, "ko", ko), Document::plain(Lang::En, "en", en));
    // Labels are in bytes of the reading form; reports speak of the text as given.
    let at = source.text().find(needle).expect("is there");
    let label = Label {
        span: Span::new(at, at + needle.len()),
        value: Some(model::Value::Money(Amount::point(Exact::int(3_500_000_000_000)), Currency::KRW)),
        note: String::new(),
    };
    let finding = Finding {
        rule: &RULE,
        severity: Severity::Critical,
        confidence: 0.97,
        message: "m".to_owned(),
        explanation: String::new(),
        source: Some(label),
        target: None,
        suggestion: Some("3.5 trillion won".to_owned()),
        fingerprint: "f".to_owned(),
        disposition: model::Disposition::default(),
    };
    let outcome = Outcome { status: Status::Checked, findings: vec![finding], counts: Counts::default() };
    let (reading, pairing) = (Reading::default(), Pairing::default());
    let pair = Pair { id: "a", source: &source, target: &target, ko: &reading, en: &reading, pairing: &pairing, outcome: &outcome, notes: &[], edited: None };
    let mut out = Vec::new();
    json::line(&Item::Checked(pair), &mut out);
    serde_json::from_slice(&out).expect("is JSON")
}

#[test]
fn a_finding_holds_to_the_schema_and_quotes_the_text_as_given() {
    let ko = "도로에 ３조\u{200b}5000억원을 쓴다.";
    let line = line_with_finding(ko, "It is 3.5 billion won.", "3조5000억원");
    holds(&schema("result.v1.json"), &line);
    let source = &line["findings"][0]["source"];
    let (start, end) = (source["start"].as_u64().expect("a number") as usize, source["end"].as_u64().expect("a number") as usize);
    assert_eq!((&ko[start..end], &source["text"]), ("３조\u{200b}5000억원", &"３조\u{200b}5000억원".into()));
    assert_eq!(source["value"], serde_json::json!({"amount": "3500000000000", "currency": "KRW"}));
    assert_eq!((&line["findings"][0]["target"], &line["findings"][0]["confidence"]), (&Value::Null, &0.97.into()));
}

#[test]
fn a_revision_holds_to_its_schema() {
    let place = Place::new();
    let ko = "3명이 숨졌다.\n\n경찰은 누전으로 본다.\n\n그는 부인했다.\n";
    place.file("old.ko.md", ko).file("new.ko.md", ko.replace("3명", "5명").replace("부인", "인정").replace("경찰은 누전으로 본다.", "새 문단이다."));
    place
        .file("old.en.md", "Three people died.\n\nPolice suspect a short circuit.\n\nHe denied it.\n")
        .file("new.en.md", "Five people died.\n\nHe denied it.\n");
    for more in [&[][..], &["new.en.md"]] {
        for format in ["json", "jsonl"] {
            let run = place.run(&[&["revise", "old.ko.md", "new.ko.md", "old.en.md"], more, &["--format", format]].concat());
            let revision = serde_json::from_str(&run.out).expect("is JSON");
            holds(&schema("revision.v1.json"), &revision);
            assert!(revision["to_do"].as_array().is_some_and(|t| t.len() > 2), "{revision}");
        }
    }
}
