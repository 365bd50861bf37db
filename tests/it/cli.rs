//! Commands, options and exit codes.

use crate::support::{Place, good, pair};

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads.\n\nWork begins in April.\n";

#[test]
fn two_files_that_agree_exit_0() {
    let place = Place::new();
    let run = place.file("ko.md", KO).file("en.md", EN).run(&["check", "ko.md", "en.md"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert!(run.out.contains("ko.md ↔ en.md: ") && run.out.ends_with("1 pair checked: no finding\n"), "{}", run.out);
}

#[test]
fn a_finding_exits_1_in_every_format_and_0_under_the_limit() {
    let place = Place::new();
    place.file("ko.md", KO).file("en.md", EN.replace("trillion", "billion"));
    for format in ["terminal", "json", "jsonl"] {
        assert_eq!(place.run(&["check", "ko.md", "en.md", "--format", format]).code, 1, "{format}");
        assert_eq!(place.run(&["check", "ko.md", "en.md", "--format", format, "--fail-on", "never"]).code, 0, "{format}");
    }
    let both = place.run_on(&["check", "--pairs", "-"], format!("{}?\n", pair("a", "3조원이다.", "It is 3 billion won.")));
    assert_eq!(both.code, 3, "what was not checked is stronger than what was found");
}

#[test]
fn rules_are_chosen_by_id_type_and_category() {
    let place = Place::new();
    place.file("ko.md", KO).file("en.md", EN.replace("trillion", "billion"));
    let found = |more: &[&str]| place.run(&[&["check", "ko.md", "en.md"], more].concat());
    assert!(found(&[]).out.contains("magnitude-slip"));
    for on in [&["--select", "magnitude-slip"][..], &["--select", "omission,numbers"], &["--select", "accuracy/mistranslation"], &["--ignore", "omission"]] {
        let run = found(on);
        assert!(run.code == 1 && run.out.contains("magnitude-slip") && run.out.contains("rules were off"), "{on:?}: {run:?}");
    }
    for off in [&["--select", "omission"][..], &["--ignore", "magnitude-slip"], &["--select", "numbers", "--ignore", "magnitude-slip"]] {
        assert!(!found(off).out.contains("magnitude-slip"), "{off:?}");
    }
    assert!(found(&["--ignore", "magnitude-slip"]).out.contains("1 rule was off\n"));
    place.file("config.toml", "[rules]\nmagnitude-slip = \"off\"\n");
    assert!(!found(&[]).out.contains("magnitude-slip"));
    assert!(found(&["--select", "magnitude-slip"]).out.contains("magnitude-slip"), "what is named on the command line is on");
    let run = found(&["--ignore", "magnitude-silp"]);
    assert!(run.code == 2 && run.err.contains("did you mean `magnitude-slip`?"), "{run:?}");
}

#[test]
fn wrong_usage_exits_2_and_checks_nothing() {
    let place = Place::new();
    place.file("ko.md", KO).file("en.md", EN);
    for args in [
        &["check"][..],
        &["check", "ko.md"],
        &["check", "a", "b", "c"],
        &["check", "ko.md", "en.md", "--fail-on", "error"],
        &["check", "ko.md", "en.md", "--jobs", "0"],
        &["check", "ko.md", "en.md", "--date", "tomorrow"],
        &["check", "ko.md", "en.md", "--pairs", "-"],
        &["check", "ko.md", "en.md", "--config", "none.toml"],
        &["mentions"],
        &["check", "ko.md", "en.md", "--draft"],
        &["check", ".", "--draft", "en.md"],
        &["pair", "ko.md"],
        &["pair", "ko.md", "en.md", "--min-score", "2"],
        &["pair", "ko.md", "en.md", "--format", "docx"],
        &["revise", "ko.md", "ko.md"],
        &["revise", "ko.md", "ko.md", "en.md", "--fail-on", "error"],
        &["explain", "no-such-rule"],
        &["man", "no-such-command"],
        &["no-such-command"],
    ] {
        let run = place.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
        assert!(run.err.starts_with("error: "), "{args:?}: {}", run.err);
    }
}

#[test]
fn what_cannot_be_read_exits_3_in_every_format() {
    let place = Place::new();
    place.file("ko.md", KO).file("empty.md", " \n");
    for en in ["missing.md", "empty.md"] {
        for format in ["terminal", "json", "jsonl"] {
            let run = place.run(&["check", "ko.md", en, "--format", format]);
            assert_eq!(run.code, 3, "{run:?}");
            assert!(run.out.contains(if format == "terminal" { "not checked" } else { "\"incomplete\"" }), "{}", run.out);
        }
    }
    let run = place.run(&["check", "ko.md", "missing.md", "--quiet"]);
    assert!(run.out.contains("missing.md"), "quiet does not hide what was not checked: {run:?}");
}

#[test]
fn nothing_in_the_stream_is_not_clean() {
    let run = Place::new().run(&["check", "--pairs", "-"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("nothing was checked"), "{run:?}");
}

#[test]
fn quiet_says_nothing_about_what_agrees() {
    let run = Place::new().run_on(&["check", "--pairs", "-", "--quiet"], good("a"));
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn colours_only_when_they_are_wanted() {
    let place = Place::new();
    let run = |args: &[&str]| place.run_on(&[&["check", "--pairs", "-"], args].concat(), good("a")).out;
    assert!(!run(&[]).contains('\u{1b}'));
    assert!(!run(&["--color", "never"]).contains('\u{1b}'));
    assert!(run(&["--color", "always"]).contains('\u{1b}'));
}

#[test]
fn mentions_of_both_languages() {
    let place = Place::new();
    let run = place.run_on(&["mentions", "--lang", "ko", "--format", "jsonl"], "{\"id\": \"a\", \"text\": \"도로에 3조5000억원을 쓴다.\"}\n{}\n");
    assert_eq!(run.code, 3, "the second line has no text");
    let lines = run.json_lines();
    assert_eq!(lines[0]["id"], "a");
    let mention = &lines[0]["mentions"][0];
    assert_eq!((&mention["start"], &mention["end"], &mention["text"]), (&10.into(), &24.into(), &"3조5000억원".into()));
    assert_eq!(mention["value"], serde_json::json!({"amount": "3500000000000", "currency": "KRW"}));
    assert_eq!((&lines[1]["id"], &lines[1]["mentions"]), (&"line 2".into(), &serde_json::json!([])));
    assert_eq!(place.run_on(&["mentions", "--lang", "en"], "").code, 0);
}

#[test]
fn names_are_matched_line_by_line() {
    let run = Place::new().run_on(&["name-match", "--format", "jsonl"], "{\"id\": \"a\", \"ko\": \"정청래\", \"en\": \"Jung Chung-rae\"}\n");
    assert_eq!(run.code, 0);
    assert_eq!((&run.json_lines()[0]["id"], &run.json_lines()[0]["verdict"]), (&"a".into(), &"match".into()));
}

#[test]
fn init_writes_the_defaults_once() {
    let place = Place::new();
    assert_eq!(place.run(&["init"]).code, 0);
    assert_eq!(place.read("config.toml"), daejo::config::SHIPPED);
    assert_eq!(place.file("ko.md", KO).file("en.md", EN).run(&["check", "ko.md", "en.md"]).code, 0, "what was written is read again");
    let again = place.file("config.toml", "# mine\n").run(&["init"]);
    assert_eq!((again.code, place.read("config.toml").as_str()), (2, "# mine\n"));
    assert_eq!(place.run(&["init", "--force"]).code, 0);
    assert_eq!(place.read("config.toml"), daejo::config::SHIPPED);
}

#[test]
fn help_version_completions_and_the_manual() {
    let place = Place::new();
    for args in [&["--help"][..], &["check", "--help"]] {
        let run = place.run(args);
        assert!(run.code == 0 && run.out.contains("3  something that was asked for was not checked"), "{run:?}");
    }
    assert!(place.run(&["--version"]).out.starts_with("daejo "));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = place.run(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("fail-on"), "{shell}");
    }
    assert!(place.run(&["man"]).out.contains(".TH daejo 1"));
    assert!(place.run(&["man", "check"]).out.contains("fail\\-on"));
}

#[test]
fn every_rule_is_explained() {
    let place = Place::new();
    let list = place.run(&["explain"]);
    assert_eq!(list.code, 0);
    for rule in daejo::pipeline::rules() {
        assert!(list.out.contains(rule.id), "{}", rule.id);
        let page = place.run(&["explain", rule.id]);
        assert!(page.code == 0 && page.out.lines().all(|l| !l.starts_with("```")), "{page:?}");
    }
}
