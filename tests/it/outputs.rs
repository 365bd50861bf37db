//! Reports for machines that review changes: each holds to its schema, none loses a finding, and files are whole or not there.

use crate::readers::{Told, list, text, told_by};
use crate::support::{Place, pair};
use serde_json::Value;
use std::collections::BTreeSet;

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다.\n";
const EN: &str = "The government said it will spend 3.5 billion won on roads.\n\nWork begins in May.\n";

/// A folder with two findings and an article without its English.
fn place() -> Place {
    let place = Place::new();
    place.file("ko/기사 1.md", KO).file("en/기사 1.md", EN).file("ko/b.md", KO);
    place
}

fn schema(name: &str) -> jsonschema::Validator {
    let path = format!("{}/tests/schemas/{name}", env!("CARGO_MANIFEST_DIR"));
    // As published, the schema of SARIF has a bracket too many in a pattern, which no engine of ECMA-262 reads.
    let text = std::fs::read_to_string(path).expect("is there").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("is JSON")).expect("is a schema")
}

fn holds(name: &str, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    let errors: Vec<_> = schema(name).iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, [""; 0], "{text}");
    value
}

#[test]
fn several_reports_are_written_in_one_run() {
    let place = place();
    let for_a_person = place.run(&["check", "."]).out;
    let run = place.run(&["check", ".", "--output", "sarif=out/a/x.sarif", "--output", "github", "--output", "json=x.json", "--output", "terminal=x.txt"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.out.starts_with("::error title=not checked::./ko/b.md: not checked: "), "{}", run.out);
    let alone = place.run(&["check", ".", "--format", "json"]);
    assert_eq!((place.read("x.json"), alone.code), (alone.out, 3));
    assert_eq!(place.read("x.txt"), for_a_person);
    let log = holds("sarif-2.1.0.json", &place.read("out/a/x.sarif"));
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let left: Vec<_> = std::fs::read_dir(place.path().join("out/a")).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(left, ["x.sarif"], "nothing is left beside the report");
}

#[test]
fn a_sarif_log_says_where_and_what() {
    let place = place();
    let log = holds("sarif-2.1.0.json", &place.run(&["check", "ko/기사 1.md", "en/기사 1.md", "--output", "sarif"]).out);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "magnitude-slip");
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "en/%EA%B8%B0%EC%82%AC%201.md");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"], &region["endColumn"]), (&1.into(), &35.into(), &50.into()));
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"], "3조5000억원");
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "3.5 trillion won");
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
    assert_eq!(rule["id"], "magnitude-slip");
    assert!(rule["help"]["markdown"].as_str().is_some_and(|m| m.contains("## Why it matters")), "{rule}");
    for (nth, name, id) in [(0, "MQM", "Accuracy/Mistranslation/Number"), (1, "ITS", "numbers")] {
        let target = &rule["relationships"][nth]["target"];
        let taxonomy = &run["taxonomies"][target["toolComponent"]["index"].as_u64().expect("a number") as usize];
        assert_eq!((&taxonomy["name"], &target["id"]), (&name.into(), &id.into()));
        assert_eq!(taxonomy["taxa"][target["index"].as_u64().expect("a number") as usize]["id"], id);
    }
}

#[test]
fn the_job_summary_is_appended_to() {
    let place = place();
    place.file("summary.md", "before\n");
    let command = |format: &str| {
        let mut command = place.command();
        command.env("GITHUB_STEP_SUMMARY", place.path().join("summary.md")).args(["check", ".", "--output", format]);
        command.output().expect("runs")
    };
    assert_eq!(command("jsonl").status.code(), Some(3));
    assert_eq!(place.read("summary.md"), "before\n", "only the format of GitHub has a summary");
    assert_eq!(command("github").status.code(), Some(3));
    let summary = place.read("summary.md");
    assert!(summary.starts_with("before\n## daejo: 1 pair not checked, 2 findings (1 critical, 1 major)\n"), "{summary}");
    assert_eq!(summary["before\n".len()..], place.run(&["check", ".", "--output", "markdown"]).out);
}

#[test]
fn the_exit_code_does_not_depend_on_the_reports() {
    let place = place();
    place.file("right/ko.md", KO).file("right/en.md", EN.replace("billion", "trillion").replace("May", "April"));
    for format in ROWS.iter().chain(&["terminal", "json", "jsonl"]) {
        let code = |args: &[&str]| place.run(&[args, &["--output", format]].concat()).code;
        assert_eq!(code(&["check", "right/ko.md", "right/en.md"]), 0, "{format}");
        assert_eq!(code(&["check", "ko/기사 1.md", "en/기사 1.md"]), 1, "{format}");
        assert_eq!(code(&["check", "."]), 3, "{format}");
        assert_eq!(code(&["check", "none.md", "none.md"]), 3, "{format}");
    }
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_checked() {
    let place = place();
    place.file("file", "").file("folder/x", "");
    for (outputs, words) in [
        (&["sarif", "json"][..], "only one report can go to standard output"),
        (&["sarif=a", "json=./a"], "two reports cannot go to one file"),
        (&["sarif=folder"], "it is a folder; name a file in it"),
        (&["sarif=file/x"], "a report cannot be written there"),
        (&["sarif="], "no file is named"),
        (&["serif=x"], "did you mean `sarif`?"),
    ] {
        let mut args = vec!["check", "."];
        args.extend(outputs.iter().flat_map(|o| ["--output", *o]));
        let run = place.run(&args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{outputs:?}: {run:?}");
        assert!(run.err.contains(words), "{outputs:?}: {}", run.err);
    }
    assert_eq!(place.run(&["check", ".", "--format", "json", "--output", "sarif"]).code, 2);
    assert_eq!(place.run(&["check", ".", "--format", "jsonl", "--output", "sarif=x.sarif"]).code, 3);
}

#[test]
fn a_run_that_is_broken_off_leaves_the_old_report() {
    let place = place();
    place.file("x.sarif", "old").file("none.jsonl", "");
    assert_eq!(place.run(&["check", ".", "--config", "none.toml", "--output", "sarif=x.sarif"]).code, 2);
    assert_eq!(place.read("x.sarif"), "old");
    let run = place.run(&["check", "--pairs", "none.jsonl", "--output", "sarif=x.sarif"]);
    assert_eq!(run.code, 3, "{run:?}");
    let log = holds("sarif-2.1.0.json", &place.read("x.sarif"));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false, "no pair at all is not clean");
}

#[test]
fn reports_are_the_same_at_any_number_of_threads() {
    let place = Place::new();
    let lines: String = (0..300).map(|n| pair(&format!("{n}"), KO, if n % 3 == 0 { EN } else { "The sky is blue." })).collect();
    place.file("pairs.jsonl", lines);
    for format in ROWS {
        let run = |jobs: &str| place.run(&["check", "--pairs", "pairs.jsonl", "--jobs", jobs, "--output", format]).out;
        assert_eq!(run("1"), run("4"), "{format}");
    }
}

fn told_by_json(place: &Place, report: &str) -> Told {
    let report: Value = serde_json::from_str(report).expect("is JSON");
    let mut told = Told::new();
    for result in list(&report["results"]) {
        for finding in list(&result["findings"]) {
            let side = if finding["target"].is_null() { "source" } else { "target" };
            let file = text(&result["files"][side]);
            let start = finding[side]["start"].as_u64().expect("a number") as usize;
            let line = place.read(&file)[..start].matches('\n').count() as u64 + 1;
            told.insert((text(&finding["rule"]), file.trim_start_matches("./").to_owned(), line, text(&finding["fingerprint"])));
        }
    }
    told
}

const ROWS: [&str; 11] = ["sarif", "github", "markdown", "junit", "gitlab", "checkstyle", "rdjson", "rdjsonl", "sonar", "csv", "html"];

/// A finding on the Korean side alone, one under the limit, and words that are meant to act.
const HOSTILE_KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다. 공사는 4월 15일에 시작한다.\n\n김 장관은 약 500명이 모였다고 말했다.\n\n\
    경찰은 15일 새벽 2시 30분쯤 난 이 불로 3명이 숨지고 12명이 다쳤다고 밝혔다.\n\n\
    서울시는 내년 예산을 51조5060억원으로 편성해 ::set-output::]]> <b>시의회에</b> 제출했다고 1일 밝혔다.\n\n한국은행은 기준금리를 연 2.5%로 동결했다.\n";
const HOSTILE_EN: &str = "The government said it will spend 3.5 trillion won on roads. Work begins on April 15.\n\n\
    Minister Kim said 500 people ::error::gathered <b> [x](0) | `a` \u{202e}@all.\n\n\
    Police said three people died and 12 were injured in the fire, which broke out around 2:30 a.m. on the 15th.\n\n\
    The Bank of Korea left its key rate unchanged at 2.75 percent | =cmd().\n";

#[test]
fn no_format_loses_a_finding() {
    let place = place();
    place.file("ko/c,d: e%41.md", HOSTILE_KO).file("en/c,d: e%41.md", HOSTILE_EN);
    let outputs: Vec<String> = ROWS.iter().chain(&["json"]).map(|f| format!("--output={f}=reports/{f}")).collect();
    let args: Vec<&str> = ["check", "."].into_iter().chain(outputs.iter().map(String::as_str)).collect();
    assert_eq!(place.run(&args).code, 3);
    let expected = told_by_json(&place, &place.read("reports/json"));
    assert!(expected.len() == 4 && expected.iter().any(|t| t.1.starts_with("ko/")), "{expected:#?}");
    for format in ROWS {
        let report = place.read(&format!("reports/{format}"));
        assert_eq!(told_by(format, &report), expected, "{format}: {report}");
        assert!(report.contains("b.md") && report.to_lowercase().replace('-', " ").contains("not checked"), "{format}: {report}");
        assert!(!report.contains('\u{202e}'), "{format}: {report}");
    }
    for (format, schema) in [("sarif", "sarif-2.1.0.json"), ("gitlab", "gitlab-code-quality.json"), ("sonar", "sonar-generic-issues.json")] {
        holds(schema, &place.read(&format!("reports/{format}")));
    }
    let issues: Value = serde_json::from_str(&place.read("reports/sonar")).expect("is JSON");
    let rules: BTreeSet<String> = list(&issues["rules"]).iter().map(|r| text(&r["id"])).collect();
    assert!(list(&issues["issues"]).iter().all(|i| rules.contains(&text(&i["ruleId"]))), "{rules:?}");
    let fingerprints: BTreeSet<String> =
        list(&serde_json::from_str(&place.read("reports/gitlab")).expect("is JSON")).iter().map(|i| text(&i["fingerprint"])).collect();
    assert_eq!(fingerprints.len(), expected.len() + 1, "no two are the same");
}

#[cfg(target_os = "linux")]
#[test]
fn devices_and_links_stay_what_they_are() {
    let place = place();
    let run = place.run(&["check", ".", "--output", "csv=/dev/full", "--quiet"]);
    assert!(run.code == 3 && run.err.contains("/dev/full: the report could not be written: No space left on device"), "{run:?}");
    assert_eq!(place.run(&["check", ".", "--output", "csv=/dev/null"]).code, 3);
    assert!(!std::fs::metadata("/dev/null").expect("is there").is_file());
    place.file("real/report.csv", "old");
    std::os::unix::fs::symlink("real/report.csv", place.path().join("link.csv")).expect("a link");
    std::os::unix::fs::symlink("nowhere/report.csv", place.path().join("lost.csv")).expect("a link");
    assert_eq!(place.run(&["check", ".", "--output", "csv=link.csv"]).code, 3);
    assert!(place.path().join("link.csv").is_symlink() && place.read("real/report.csv").contains("magnitude-slip"));
    assert_eq!(place.run(&["check", ".", "--output", "csv=lost.csv"]).code, 2);
}

#[test]
fn files_are_written_though_nobody_reads_standard_output() {
    let place = Place::new();
    let lines: String = (0..600).map(|n| pair(&format!("{n}"), KO, EN)).collect();
    place.file("pairs.jsonl", lines);
    let program = assert_cmd::cargo::cargo_bin("daejo");
    let mut command = std::process::Command::new(program);
    command.current_dir(place.path()).args(["check", "--pairs", "pairs.jsonl", "--format", "jsonl", "--output", "csv=all.csv"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("ends").code(), Some(1));
    assert_eq!(place.read("all.csv").lines().count(), 1 + 2 * 600);
}
