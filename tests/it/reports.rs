//! Reports written from rows made by hand: what was decided is told apart, limits hold, and the worst are what is left.

use daejo::model::{Disposition, Lang, Reason, Rule, Severity, Waiver};
use daejo::report::checkstyle::Checkstyle;
use daejo::report::csv::Csv;
use daejo::report::diagnostic::Point;
use daejo::report::github::Github;
use daejo::report::gitlab::Gitlab;
use daejo::report::junit::Junit;
use daejo::report::markdown::{self, Markdown};
use daejo::report::rdjson::Rdjson;
use daejo::report::sarif::{self, Sarif};
use daejo::report::sonar::Sonar;
use daejo::report::{Diagnosed, Diagnostic, Manner, Output, Place, Run};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;
use std::sync::Arc;

static RULE: Rule =
    Rule { id: "value-differs", mqm: "Accuracy/Mistranslation/Number", its: "numbers", severity: Severity::Major, page: "# value-differs\n\nFlags.\n" };

fn place(side: Lang, line: usize) -> Place {
    let start = Point { line, chars: 3, utf16: 4, bytes: 9 };
    let end = Point { line, chars: 5, utf16: 6, bytes: 15 };
    Place { side, file: Some(format!("{side}.md").into()), segment: None, start, end, text: "3조".to_owned(), note: "read as 3".to_owned() }
}

fn finding(n: usize, severity: Severity, disposition: Disposition) -> Diagnostic {
    Diagnostic {
        pair: "a".into(),
        rule: &RULE,
        severity,
        confidence: 0.9,
        message: format!("message {n}"),
        explanation: "why".to_owned(),
        source: Some(place(Lang::Ko, n)),
        target: Some(place(Lang::En, n)),
        suggestion: Some("3 trillion".to_owned()),
        fingerprint: format!("{n:016x}"),
        disposition,
    }
}

fn diagnosed(findings: Vec<Diagnostic>) -> Arc<Diagnosed> {
    Arc::new(Diagnosed {
        pair: "a".into(),
        files: Some(["Korean.md".into(), "English.md".into()]),
        findings,
        unchecked: None,
        notes: vec!["read <as> it is".to_owned()],
    })
}

fn waiver() -> Disposition {
    let on = "2026-01-02".parse().expect("a day");
    Disposition::Waived(Arc::new(Waiver {
        rule: "value-differs".to_owned(),
        fingerprint: format!("{:016x}", 4),
        reason: Reason::EditorRounding,
        text: "the desk <rounds>".to_owned(),
        by: "kim".to_owned(),
        on,
        until: Some("2027-01-02".parse().expect("a day")),
    }))
}

fn all(manner: Manner) -> Vec<(&'static str, Box<dyn Output>)> {
    vec![
        ("sarif", Box::new(Sarif::new(manner))),
        ("github", Box::new(Github::new(manner, true))),
        ("markdown", Box::new(Markdown::new(manner, markdown::COMMENT))),
        ("junit", Box::new(Junit::new(manner))),
        ("gitlab", Box::new(Gitlab::new(manner))),
        ("checkstyle", Box::new(Checkstyle::new(manner))),
        ("rdjson", Box::new(Rdjson::document(manner))),
        ("rdjsonl", Box::new(Rdjson::lines(manner))),
        ("sonar", Box::new(Sonar::new(manner))),
        ("csv", Box::new(Csv)),
    ]
}

fn written(output: &mut dyn Output, pairs: &[Arc<Diagnosed>]) -> String {
    let mut out = Vec::new();
    output.open(&mut out);
    for pair in pairs {
        output.pair(pair, &mut out);
    }
    output.close(&Run::default(), &mut out);
    String::from_utf8(out).expect("is UTF-8")
}

#[test]
fn what_was_decided_is_left_out_unless_it_is_asked_for() {
    let decided = [Disposition::Open, Disposition::Known, Disposition::Untouched, waiver()];
    let findings = decided.into_iter().enumerate().map(|(n, d)| finding(n + 1, Severity::Major, d)).collect();
    let pairs = [diagnosed(findings)];
    let limit = Some(Severity::Major);
    for (name, mut output) in all(Manner { limit, decided: false }) {
        let text = written(output.as_mut(), &pairs);
        let told = (1..=4).filter(|n| text.contains(&format!("message {n}"))).collect::<Vec<_>>();
        assert_eq!(told, if name == "csv" { vec![1, 2, 3, 4] } else { vec![1] }, "{name}: {text}");
        assert!(!text.contains("suppressions") && !text.contains("baselineState"), "{name}");
    }
    for (name, mut output) in all(Manner { limit, decided: true }) {
        let text = written(output.as_mut(), &pairs);
        for n in 1..=4 {
            assert!(text.contains(&format!("message {n}")), "{name}: {text}");
        }
        assert!(text.contains("kim") && text.contains("editor-rounding") && text.contains("2027-01-02"), "{name}: {text}");
        match name {
            "junit" => assert!(text.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"3\""), "{text}"),
            "github" => assert_eq!(text.matches("::error ").count(), 1, "{text}"),
            "sarif" => {
                let log: Value = serde_json::from_str(&text).expect("is JSON");
                let state = |n: usize| log["runs"][0]["results"][n]["baselineState"].clone();
                assert_eq!([state(0), state(1), state(2), state(3)], ["new", "unchanged", "unchanged", "unchanged"]);
                let suppression = &log["runs"][0]["results"][3]["suppressions"][0];
                assert_eq!((&suppression["justification"], &suppression["status"]), (&"the desk <rounds>".into(), &"accepted".into()));
            }
            _ => {}
        }
    }
}

/// Far more than any service shows, in an order that mixes what is bad with what is not.
fn many(n: usize) -> Vec<Arc<Diagnosed>> {
    let severities = [Severity::Info, Severity::Minor, Severity::Major, Severity::Critical];
    (0..n).map(|i| diagnosed(vec![finding(i + 1, severities[i % 4], Disposition::Open)])).collect()
}

#[test]
fn the_worst_are_told_where_not_all_can_be() {
    let pairs = many(24_000);
    let manner = Manner::default();
    let log: Value = serde_json::from_str(&written(&mut Sarif::new(manner), &pairs)).expect("is JSON");
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), sarif::RESULTS);
    assert!(results.iter().all(|r| r["properties"]["severity"] == "critical"));
    let notices = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list");
    assert!(notices[0]["message"]["text"].as_str().is_some_and(|t| t.starts_with("19000 findings were left out")), "{}", notices[0]);

    let commands = written(&mut Github::new(manner, false), &pairs);
    for kind in ["error", "warning", "notice"] {
        assert_eq!(commands.matches(&format!("::{kind} ")).count(), 10, "{kind}");
    }
    assert!(commands.contains("Not shown here: 11990 errors, 5990 warnings, 5991 notices."), "{commands}");

    for most in [0, 100, 1000, markdown::COMMENT, markdown::SUMMARY] {
        let text = written(&mut Markdown::new(manner, most), &pairs);
        assert!(text.len() <= most && (most < 1000 || text.contains("Not shown for want of room: ")), "{most}: {}", text.len());
        assert!(!text.contains("**minor**"), "{most}");
        assert!(most < markdown::COMMENT || text.len() > most - 2000, "{most}: {}", text.len());
    }
}

#[test]
fn equal_findings_keep_fingerprints_apart_where_a_service_needs_that() {
    let pairs = [diagnosed(vec![finding(1, Severity::Major, Disposition::Open), finding(1, Severity::Major, Disposition::Open)])];
    let issues: Value = serde_json::from_str(&written(&mut Gitlab::new(Manner::default()), &pairs)).expect("is JSON");
    assert_eq!((&issues[0]["fingerprint"], &issues[1]["fingerprint"]), (&"0000000000000001".into(), &"0000000000000001-2".into()));
}

#[test]
fn each_format_counts_columns_as_its_readers_do() {
    let pairs = [diagnosed(vec![finding(7, Severity::Major, Disposition::Open)])];
    let json = |output: &mut dyn Output| -> Value { serde_json::from_str(&written(output, &pairs)).expect("is JSON") };
    let manner = Manner::default();
    let log = json(&mut Sarif::new(manner));
    assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
    assert_eq!(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 4);
    assert_eq!(json(&mut Rdjson::document(manner))["diagnostics"][0]["location"]["range"]["start"]["column"], 9);
    let issues = json(&mut Sonar::new(manner));
    assert_eq!(issues["issues"][0]["primaryLocation"]["textRange"], serde_json::json!({"startLine": 7, "endLine": 7, "startColumn": 3, "endColumn": 5}));
    assert!(written(&mut Checkstyle::new(manner), &pairs).contains("line=\"7\" column=\"3\""));
    assert!(written(&mut Github::new(manner, true), &pairs).contains(",line=7,endLine=7,col=3,endColumn=5,"));
}

/// A finding of which everything that comes from outside is hostile.
fn hostile(words: &[String]) -> Arc<Diagnosed> {
    let word = |n: usize| words[n % words.len()].clone();
    let at = |side: Lang, n: usize| Place { file: Some(word(n).into()), segment: Some(word(n + 1)), text: word(n + 2), note: word(n + 3), ..place(side, 1) };
    let found = Diagnostic {
        pair: word(0).into(),
        message: word(1),
        explanation: word(2),
        source: Some(at(Lang::Ko, 3)),
        target: Some(at(Lang::En, 4)),
        suggestion: Some(word(5)),
        ..finding(1, Severity::Critical, Disposition::Open)
    };
    let files = Some([word(6).into(), word(7).into()]);
    Arc::new(Diagnosed { pair: word(0).into(), files, findings: vec![found], unchecked: Some(word(8)), notes: vec![word(9)] })
}

/// Whether a report in Markdown has nothing in it that the texts brought along.
fn is_tame(markdown: &str) -> bool {
    let allowed = ["<!-- -->", "<span>", "</span>"];
    Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION).all(|event| match event {
        Event::InlineHtml(tag) => allowed.contains(&&*tag),
        Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Rule => false,
        Event::Start(tag) => !matches!(
            tag,
            pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Image { .. } | pulldown_cmark::Tag::CodeBlock(_) | pulldown_cmark::Tag::HtmlBlock
        ),
        _ => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_breaks_a_report(words in proptest::collection::vec(prop_oneof![any::<String>(), "[-:@#$%&*=<>|`\\[\\]()!/\\\\ \n\r가-힣a-z0-9\u{0}-\u{1f}\u{202a}-\u{202e}\u{fffe}]{0,30}"], 10)) {
        let pairs = [hostile(&words)];
        for (name, mut output) in all(Manner { limit: Some(Severity::Major), decided: true }) {
            let text = written(output.as_mut(), &pairs);
            match name {
                "sarif" | "gitlab" | "rdjson" | "sonar" => drop(serde_json::from_str::<Value>(&text).expect(name)),
                "rdjsonl" => prop_assert_eq!(text.lines().filter(|l| serde_json::from_str::<Value>(l).is_ok_and(|v| v.is_object())).count(), 2),
                "junit" => {
                    let report = quick_junit::Report::deserialize_from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
                    prop_assert_eq!(report.test_suites.iter().map(|s| s.test_cases.len()).sum::<usize>(), 2);
                }
                "checkstyle" => prop_assert_eq!(crate::readers::told_by(name, &text).len(), 1),
                "github" => {
                    prop_assert_eq!(text.lines().count(), 3, "{}", text);
                    prop_assert_eq!(text.lines().filter(|l| l.starts_with("::error ")).count(), 2, "{}", text);
                }
                "markdown" => prop_assert!(is_tame(&text), "{}", text),
                "csv" => {
                    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
                    prop_assert_eq!(reader.records().map(|r| r.expect("is a row").len()).collect::<Vec<_>>(), [29, 29]);
                }
                other => prop_assert!(false, "{}", other),
            }
        }
    }
}
