//! `daejo ci` on real repositories, made by git from the folders of `tests/repository`.

use crate::support::{Place, Run};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A repository in a folder of its own.
struct Repository {
    place: Place,
}

impl Repository {
    fn empty() -> Self {
        let repository = Self { place: Place::new() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// The example repository: its main branch, and a branch for a pull request checked out with the files of a layer in it.
    fn example(layer: &str) -> Self {
        let repository = Self::empty();
        repository.layer("base").commit("articles");
        repository.git(&["checkout", "--quiet", "-b", "pull"]);
        if layer != "base" {
            repository.layer(layer).commit("a change");
        }
        repository
    }

    fn git(&self, args: &[&str]) -> String {
        let out = Command::new("git")
            .args(["-c", "user.name=Kim Editor", "-c", "user.email=kim@example.com", "-c", "commit.gpgSign=false", "-c", "core.autocrlf=false"])
            .args(["-c", "protocol.file.allow=always"])
            .args(args)
            .current_dir(self.place.path())
            .env_clear()
            .env("PATH", std::env::var("PATH").expect("a path"))
            .env("HOME", self.place.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_DATE", "2026-11-01T09:00:00+09:00")
            .env("GIT_COMMITTER_DATE", "2026-11-01T09:00:00+09:00")
            .output()
            .expect("git is there");
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("is UTF-8")
    }

    fn layer(&self, name: &str) -> &Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/repository").join(name);
        let mut folders = vec![from.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    self.place.file(&path.strip_prefix(&from).expect("is below").to_string_lossy(), std::fs::read(&path).expect("is there"));
                }
            }
        }
        self
    }

    fn commit(&self, why: &str) -> &Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", why]);
        self
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.place.command();
        command.env("PATH", std::env::var("PATH").expect("a path")).env("HOME", self.place.path()).envs(variables.iter().copied());
        let output = command.args(args).output().expect("runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("is UTF-8");
        Run { code: output.status.code().expect("was not killed"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Every finding of `daejo ci`: file, rule and the words that it marks in the English.
    fn found(&self, args: &[&str]) -> (i32, Vec<String>) {
        let run = self.run(&[&["ci", "--format", "jsonl"], args].concat());
        let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
        let told = run.json_lines().into_iter().flat_map(|l| {
            let id = text(&l["id"]);
            let findings = l["findings"].as_array().expect("a list").clone();
            let broken = (l["status"] == "incomplete").then(|| format!("{id}: not checked: {}", text(&l["reason"])));
            broken
                .into_iter()
                .chain(findings.into_iter().map(move |f| format!("{id}: {} {}", text(&f["rule"]), text(&f["target"]["text"]))))
                .collect::<Vec<_>>()
        });
        (run.code, told.collect())
    }
}

#[test]
fn a_good_pull_request_passes_beside_an_old_error() {
    let repository = Repository::example("good");
    let run = repository.run(&["ci"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("(main): 3 articles to look at"), "{}", run.err);
    assert!(run.out.contains("3 pairs checked"), "{}", run.out);
    // The old error is there, and makes the gate fail when all of it is asked for.
    assert_eq!(repository.run(&["ci", "--all"]).code, 1);
}

#[test]
fn a_bad_pull_request_does_not() {
    let repository = Repository::example("bad");
    let (code, found) = repository.found(&[]);
    assert_eq!(code, 1);
    assert_eq!(found, ["ko/budget.md: value-differs 13", "ko/school.md: magnitude-slip 48 billion won", "news/fire.ko.md: translation-stale seven",]);
    let same = repository.found(&["--base", "main", "--head", "pull"]);
    assert_eq!(same, (code, found), "a commit is checked like the files that it has");
    let run = repository.run(&["ci"]);
    for words in ["en/budget.md:11:20", "en/school.md:9:15", "7명 → 9명: the English still says seven", "(1 critical, 2 major)"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    for jobs in ["1", "2", "7"] {
        assert_eq!(repository.run(&["ci", "--jobs", jobs]).out, run.out);
    }
}

#[test]
fn every_report_of_a_pull_request_tells_the_same() {
    for (example, code, places) in [("good", 0, &[][..]), ("bad", 1, &["en/budget.md", "en/school.md", "news/fire.en.md"])] {
        let repository = Repository::example(example);
        let run = repository.run(&["ci", "--output", "github", "--output", "sarif=out/gate.sarif", "--output", "csv=out/gate.csv"]);
        assert_eq!(run.code, code, "{run:?}");
        let mut annotated: Vec<&str> = run.out.lines().filter_map(|l| l.strip_prefix("::error file=")?.split(',').next()).collect();
        annotated.sort_unstable();
        assert_eq!(annotated, places, "{}", run.out);
        let sarif: Value = serde_json::from_str(&repository.place.read("out/gate.sarif")).expect("is JSON");
        let results = sarif["runs"][0]["results"].as_array().expect("a list");
        let mut found: Vec<&str> =
            results.iter().filter_map(|r| r.pointer("/locations/0/physicalLocation/artifactLocation/uri").and_then(Value::as_str)).collect();
        found.sort_unstable();
        assert_eq!(found, places, "what was there before is not among the results");
        // The good one stands beside an old error, of which the table tells.
        let table = repository.place.read("out/gate.csv");
        assert_eq!(table.lines().filter(|l| l.contains(",open,")).count(), places.len(), "{table}");
        assert_eq!(table.contains(",untouched,"), example == "good", "{table}");
    }
}

#[test]
fn renamed_articles_are_followed() {
    let repository = Repository::example("base");
    std::fs::create_dir_all(repository.place.path().join("ko/2026")).unwrap();
    std::fs::create_dir_all(repository.place.path().join("en/2026")).unwrap();
    for side in ["ko", "en"] {
        repository.git(&["mv", &format!("{side}/wharf.md"), &format!("{side}/2026/wharf.md")]);
    }
    repository.commit("a folder a year");
    assert_eq!(repository.found(&[]), (0, vec!["ko/2026/wharf.md: magnitude-slip 3.5 billion won".to_owned()]), "the old error moved with its article");
    let english = repository.place.read("en/2026/wharf.md").replace("12 ships", "21 ships");
    repository.place.file("en/2026/wharf.md", english);
    let (code, found) = repository.found(&[]);
    assert_eq!((code, found.len()), (1, 2), "{found:?}");
}

#[test]
fn an_article_that_loses_a_side_is_told() {
    let repository = Repository::example("base");
    repository.git(&["rm", "--quiet", "en/budget.md"]);
    repository.git(&["rm", "--quiet", "ko/wharf.md"]);
    repository.place.file("ko/new.md", "새 도서관이 문을 연다. 책은 3만2000권이다.\n");
    repository.git(&["rm", "--quiet", "news/fire.ko.md", "news/fire.en.md"]);
    repository.commit("sides are taken away");
    let (code, found) = repository.found(&[]);
    assert_eq!(code, 3, "{found:?}");
    assert_eq!(
        found,
        [
            "en/wharf.md: not checked: en/wharf.md: no Korean for it: ko/wharf.md was taken away by this change; nothing was checked",
            "ko/budget.md: translation-missing -",
            "ko/new.md: translation-missing -",
        ]
    );
    repository.git(&["checkout", "--quiet", "main", "--", "ko/wharf.md"]);
    assert_eq!(repository.found(&[]).0, 0, "an article that waits for its English stops nobody");
    assert_eq!(repository.found(&["--fail-on", "minor"]).0, 1);
}

#[test]
fn english_that_is_taken_out_of_an_article_is_found_in_the_korean() {
    let repository = Repository::example("base");
    let without = repository.place.read("en/budget.md").replace("Road repairs will take 120 billion won of it.\n", "");
    repository.place.file("en/budget.md", without).file("x.md", "");
    assert_eq!(repository.found(&["--fail-on", "minor"]), (1, vec!["ko/budget.md: fact-missing -".to_owned()]));
}

#[test]
fn files_of_both_languages_are_held_against_what_they_were() {
    let repository = Repository::example("base");
    let unit = |id: &str, ko: &str, en: &str| format!("<trans-unit id=\"{id}\"><source>{ko}</source><target>{en}</target></trans-unit>");
    let file = |second: &str| {
        let units = [
            unit("1", "정부는 도로에 3조원을 쓴다.", "The government will spend 3 billion won on roads."),
            unit("2", "의원 45명 가운데 31명이 찬성했다.", second),
        ];
        let head = "<?xml version=\"1.0\"?><xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" datatype=\"plaintext\" source-language=\"ko\" target-language=\"en\"><body>";
        format!("{head}{}</body></file></xliff>\n", units.concat())
    };
    repository.place.file("memo.xlf", file("Of the 45 members, 31 voted in favor."));
    repository.commit("a memo");
    repository.git(&["branch", "--force", "main"]);
    repository.place.file("memo.xlf", file("Of the 45 members, 31 voted for it."));
    assert_eq!(repository.found(&[]).0, 0, "the old error in the other unit stops nobody");
    repository.place.file("memo.xlf", file("Of the 45 members, 13 voted for it."));
    assert_eq!(repository.found(&[]).0, 1);
}

#[test]
fn a_waiver_holds_until_its_day_or_until_the_words_change() {
    let repository = Repository::example("bad");
    let day = |day: &str| [("SOURCE_DATE_EPOCH", day.parse::<jiff::Timestamp>().unwrap().as_second().to_string())];
    let run = |args: &[&str], at: &str| {
        let variables = day(at);
        let variables: Vec<_> = variables.iter().map(|(n, v)| (*n, v.as_str())).collect();
        repository.run_with(args, &variables)
    };
    let (then, later) = ("2026-11-30T03:00:00Z", "2027-02-01T03:00:00Z");
    for line in run(&["ci", "--format", "jsonl"], then).json_lines() {
        let finding = &line["findings"][0];
        let fingerprint = finding["fingerprint"].as_str().unwrap();
        let told = run(&["waive", &fingerprint[..10], "--reason", "source-error", "--text", "the clerk’s count", "--by", "Kim", "--until", "2027-01-31"], then);
        assert_eq!(told.code, 0, "{told:?}");
        assert!(told.out.contains(finding["rule"].as_str().unwrap()), "{told:?}");
    }
    let (file, passed) = (repository.place.read("daejo.waivers.toml"), run(&["ci"], then));
    assert_eq!((file.matches("[[waiver]]").count(), passed.code), (3, 0), "{passed:?}");
    assert!(
        file.contains("file = \"en/school.md\"\nreason = \"source-error\"\ntext = \"the clerk’s count\"\nby = \"Kim\"\non = 2026-11-30\nuntil = 2027-01-31\n"),
        "{file}"
    );
    assert_eq!(run(&["check", "ko/school.md", "en/school.md"], then).code, 0, "waivers hold in `check`, too");

    let ended = run(&["ci"], later);
    assert!(ended.code == 1 && ended.out.contains("warning[waiver-expired]: the waiver of magnitude-slip by Kim ended on 2027-01-31"), "{ended:?}");
    let again = run(
        &[
            "waive",
            run(&["ci", "--format", "jsonl"], later).json_lines()[0]["findings"][0]["fingerprint"].as_str().unwrap(),
            "--reason",
            "context",
            "--text",
            "t",
            "--by",
            "K",
        ],
        later,
    );
    assert!(again.code == 2 && again.err.contains("mend its `until`"), "{again:?}");

    let listed = run(&["waivers"], then);
    assert!(listed.out.ends_with("3 waivers: 3 active\n"), "{}", listed.out);
    let words = repository.place.read("en/school.md").replace("The work cost", "The works cost");
    repository.place.file("en/school.md", words);
    let changed = run(&["ci"], then);
    assert!(changed.code == 1 && changed.out.contains("warning[waiver-unused]: the waiver of magnitude-slip by Kim"), "{changed:?}");
    let listed = run(&["waivers", "--format", "json"], then);
    crate::schema::holds(&crate::schema::schema("waivers.v1.json"), &serde_json::from_str(&listed.out).unwrap());
    let states: Vec<Value> = serde_json::from_str::<Value>(&listed.out).unwrap()["waivers"].as_array().unwrap().iter().map(|w| w["state"].clone()).collect();
    assert_eq!(states, ["active", "unused", "active"], "{listed:?}");
    // Elsewhere in the article everything may change.
    let words = repository.place.read("en/budget.md").replace("Road repairs will take", "Repairs of roads take");
    repository.place.file("en/budget.md", words);
    assert!(!run(&["ci", "--format", "jsonl"], then).json_lines()[0]["findings"].to_string().contains("waiver"));
}

#[test]
fn a_comment_waives_where_it_stands() {
    let repository = Repository::example("bad");
    let note = "<!-- daejo-waive value-differs: source-error \"the clerk corrected the count\" by Kim on 2026-11-01 -->\n";
    let with = repository.place.read("en/budget.md").replace("Of the 45", &format!("{note}Of the 45"));
    repository.place.file("en/budget.md", &with);
    repository.git(&["checkout", "--quiet", "main", "--", "news"]);
    repository.git(&["rm", "--quiet", "--force", "en/school.md"]);
    let run = repository.run(&["ci"]);
    assert_eq!(run.code, 0, "{run:?}");
    let typo = with.replace("value-differs", "value-difers");
    repository.place.file("en/budget.md", typo);
    let run = repository.run(&["ci"]);
    assert!(run.code == 1 && run.out.contains("did you mean `value-differs`?"), "{run:?}");
    repository.place.file("en/budget.md", &with).file("config.toml", "[waivers]\nunwaivable = [\"value-differs\"]\n");
    let run = repository.run(&["ci"]);
    assert!(run.code == 1 && run.out.contains("findings of `value-differs` cannot be waived"), "{run:?}");
}

#[test]
fn what_cannot_be_waived_is_refused_before_anything_is_written() {
    let repository = Repository::example("bad");
    let all = ["--reason", "context", "--text", "t", "--by", "Kim"];
    for (fingerprint, more, said) in [
        ("zz", &all[..], "is no fingerprint"),
        ("0123456789abcdef", &all[..], "no finding has the fingerprint 0123456789abcdef"),
        ("0123456789abcdef", &["--reason", "because", "--text", "t"], "invalid value 'because'"),
        ("0123456789abcdef", &["--reason", "context", "--text", " "], "--text is empty"),
        ("0123456789abcdef", &["--reason", "context", "--text", "t", "--until", "2020-01-01"], "--until 2020-01-01 is over"),
    ] {
        let run = repository.run(&[&["waive", fingerprint], more].concat());
        assert!(run.code == 2 && run.err.contains(said), "{fingerprint} {more:?}: {run:?}");
    }
    assert!(!repository.place.path().join("daejo.waivers.toml").exists());
    let fingerprint = repository.run(&["ci", "--format", "jsonl"]).json_lines()[0]["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    repository.git(&["config", "user.name", "Park Desk"]);
    let run = repository.run(&["waive", &fingerprint, "--reason", "context", "--text", "t"]);
    assert!(run.code == 0 && repository.place.read("daejo.waivers.toml").contains("by = \"Park Desk\""), "{run:?}");
    let run = repository.run(&["waive", &fingerprint, "--reason", "context", "--text", "t"]);
    assert!(run.code == 2 && run.err.contains("waived already, by Park Desk"), "{run:?}");
}

#[test]
fn a_waiver_file_with_slips_says_all_of_them() {
    let repository = Repository::example("good");
    let slips = "[[waiver]]\nrule = \"magnitude-silp\"\nfingerprint = \"0123456789abcdef\"\nreason = \"contxt\"\ntext = \"t\"\nby = \"Kim\"\non = 2026-11-01\nuntl = 2027-01-01\n";
    repository.place.file("daejo.waivers.toml", slips);
    for args in [&["ci"][..], &["check", "."], &["waivers"]] {
        let run = repository.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        for words in [
            "3 mistakes in the waivers; nothing was checked", "daejo.waivers.toml:2:8", "did you mean `magnitude-slip`?", "did you mean `context`?",
            "did you mean `until`?",
        ] {
            assert!(run.err.contains(words), "{words}: {}", run.err);
        }
    }
}

#[test]
fn a_baseline_only_shrinks() {
    let repository = Repository::example("bad");
    repository.git(&["config", "user.name", "Park Desk"]);
    let run = repository.run(&["baseline", "create"]);
    assert_eq!(run.code, 0, "{run:?}");
    let first = repository.place.read("daejo.baseline.jsonl");
    assert!(first.starts_with("{\"schema\":\"daejo.baseline/v1\"}\n{\"file\":\"en/budget.md\",\"rule\":\"value-differs\","), "{first}");
    assert_eq!(repository.run(&["baseline", "create"]).code, 2);
    let known = first.lines().count() - 1;
    let run = repository.run(&["check", "."]);
    assert!(run.code == 0 && run.err.contains(&format!("baseline: {known}\n")), "{run:?}");
    // The rule about updates sees more than one pair of texts: the gate goes on to say it.
    assert_eq!(repository.found(&[]).0, 1);

    let mended = repository.place.read("en/school.md").replace("48 billion", "4.8 billion");
    repository.place.file("en/school.md", mended);
    let run = repository.run(&["check", "."]);
    assert!(run.err.contains(&format!("baseline: {known} → {}; `daejo baseline update`", known - 1)), "{run:?}");
    let run = repository.run(&["baseline", "update"]);
    assert_eq!((run.code, run.out), (0, format!("baseline: {known} → {}\n", known - 1)));

    let before = repository.place.read("daejo.baseline.jsonl");
    let worse = repository.place.read("en/school.md").replace("32,000 books", "320,000 books");
    repository.place.file("en/school.md", worse);
    assert_eq!(repository.run(&["check", "."]).code, 1, "what is new fails");
    let run = repository.run(&["baseline", "update"]);
    assert!(run.code == 1 && run.out.contains("new: en/school.md: ") && run.out.contains("may only shrink"), "{run:?}");
    assert_eq!(repository.place.read("daejo.baseline.jsonl"), before);
    assert_eq!(repository.run(&["baseline", "update", "--allow-new"]).code, 2, "growing wants a reason");
    let run = repository.run(&["baseline", "update", "--allow-new", "--reason", "the archive of 2019 came in"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = repository.run(&["baseline", "show"]);
    assert!(run.out.contains("by Park Desk: the archive of 2019 came in"), "{run:?}");
    assert_eq!(repository.run(&["check", "."]).code, 0);
}

#[test]
fn what_is_no_repository_is_told_with_exit_2() {
    let place = Place::new();
    place.file("ko/a.md", "글");
    let run = place.command().args(["ci"]).env("PATH", std::env::var("PATH").unwrap()).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.code() == Some(2) && said.contains("is in no git repository") && said.contains("nothing was checked"), "{said}");
    let run = place.command().args(["ci"]).env("PATH", place.path()).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.code() == Some(2) && said.contains("git could not be run") && said.contains("nothing was checked"), "{said}");
    let repository = Repository::empty();
    let run = repository.run(&["ci"]);
    assert!(run.code == 2 && run.err.contains("has no commit yet"), "{run:?}");
    let repository = Repository::example("good");
    for (args, said) in [
        (&["ci", "--base", "nowhere"][..], "has no commit `nowhere`, which --base names"),
        (&["ci", "--base", "--help"], "a value is required"),
        (&["ci", "--base=--output=x"], "has no commit `--output=x`"),
        (&["ci", "--head", "nowhere"], "has no commit `nowhere`, which --head names"),
        (&["ci", "none"], "not a folder"),
    ] {
        let run = repository.run(args);
        assert!(run.code == 2 && run.err.contains(said) && run.out.is_empty(), "{args:?}: {run:?}");
    }
    repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    repository.commit("of its own");
    let run = repository.run(&["ci", "--base", "main"]);
    assert!(run.code == 2 && run.err.contains("no commit in common"), "{run:?}");
    repository.git(&["branch", "--quiet", "-D", "main", "pull"]);
    let run = repository.run(&["ci"]);
    assert!(run.code == 2 && run.err.contains("name a revision with --base"), "{run:?}");
    assert_eq!(repository.run(&["ci", "--all"]).code, 1, "everything can be checked without a base");
}

#[test]
fn the_base_is_what_the_service_names() {
    let upstream = Repository::example("bad");
    upstream.git(&["checkout", "--quiet", "main"]);
    upstream.git(&["merge", "--quiet", "--no-ff", "-m", "merged", "pull"]);
    upstream.git(&["branch", "merged"]);
    upstream.git(&["reset", "--quiet", "--hard", "HEAD^1"]);
    let clone = |depth: &str| {
        let clone = Repository { place: Place::new() };
        let from = format!("file://{}", upstream.place.path().display());
        clone.git(&["init", "--quiet", "--initial-branch=checkout"]);
        clone.git(&["fetch", "--quiet", depth, &from, "merged"]);
        clone.git(&["checkout", "--quiet", "--detach", "FETCH_HEAD"]);
        clone
    };
    let run = clone("--depth=1").run_with(&["ci"], &[("GITHUB_BASE_REF", "main")]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.err.contains("the clone is shallow") && run.err.contains("fetch-depth: 0") && run.err.contains("GIT_DEPTH"), "{run:?}");
    let run = clone("--depth=2").run_with(&["ci"], &[("GITHUB_BASE_REF", "main")]);
    assert!(run.code == 1 && run.err.contains("the first parent of the merge that is checked out"), "{run:?}");
    let main = upstream.git(&["rev-parse", "main"]);
    for (name, value) in [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", main.trim()),
        ("GITHUB_BASE_REF", "main"),
        ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
        ("PRE_COMMIT_FROM_REF", main.trim()),
    ] {
        upstream.git(&["checkout", "--quiet", "pull"]);
        let run = upstream.run_with(&["ci"], &[(name, value)]);
        assert!(run.code == 1 && run.err.contains(name), "{name}: {run:?}");
    }
    // On the main branch a push is held against what was there before it; elsewhere all of the branch counts.
    upstream.place.file("en/budget.md", upstream.place.read("en/budget.md").replace("14 new", "fourteen new"));
    upstream.commit("a wording");
    let before = upstream.git(&["rev-parse", "HEAD^"]);
    let run = upstream.run_with(&["ci"], &[("CI_COMMIT_BEFORE_SHA", before.trim())]);
    assert!(run.code == 1 && run.err.contains("(main)"), "{run:?}");
    upstream.git(&["checkout", "--quiet", "merged"]);
    upstream.git(&["branch", "--force", "main", "merged"]);
    upstream.place.file("event.json", format!("{{\"before\": \"{}\"}}", main.trim()));
    let event = upstream.place.path().join("event.json").to_string_lossy().into_owned();
    let run = upstream.run_with(&["ci"], &[("GITHUB_EVENT_PATH", event.as_str())]);
    assert!(run.code == 1 && run.err.contains("GITHUB_EVENT_BEFORE"), "a push: {run:?}");
    let run = upstream.run(&["ci"]);
    assert!(run.code == 0 && run.err.contains("no article is touched, so there was nothing to check"), "{run:?}");
}

#[test]
fn the_environment_of_a_hook_does_not_lead_elsewhere() {
    let (repository, other) = (Repository::example("bad"), Repository::example("good"));
    let elsewhere = other.place.path().join(".git").to_string_lossy().into_owned();
    for variables in [&[("GIT_DIR", elsewhere.as_str())][..], &[("GIT_INDEX_FILE", "/nowhere")], &[("GIT_EXTERNAL_DIFF", "false"), ("GIT_PAGER", "false")]] {
        assert_eq!(repository.run_with(&["ci"], variables).code, 1, "{variables:?}");
    }
    // Programs that the repository names are not run.
    for (key, value) in [("core.fsmonitor", "touch ran"), ("diff.external", "touch ran"), ("core.pager", "touch ran"), ("diff.x.textconv", "touch ran")] {
        repository.git(&["config", key, value]);
    }
    repository.place.file(".gitattributes", "*.md diff=x\n");
    assert_eq!(repository.run(&["ci"]).code, 1);
    assert!(!repository.place.path().join("ran").exists());
}

#[test]
fn an_undecided_merge_is_never_clean() {
    let repository = Repository::example("good");
    repository.git(&["checkout", "--quiet", "main"]);
    let other = repository.place.read("news/fire.en.md").replace("seven people", "eleven people");
    repository.place.file("news/fire.en.md", other);
    repository.commit("another count");
    let merge = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| repository.git(&["merge", "--quiet", "pull"])));
    assert!(merge.is_err(), "the merge cannot be made");
    let (code, found) = repository.found(&[]);
    assert_eq!(code, 3);
    assert!(found.iter().any(|f| f.contains("news/fire.en.md: a merge left it undecided")), "{found:?}");
    repository.commit("conflicts and all");
    for args in [&["--base", "main~1"][..], &["--base", "main~1", "--head", "HEAD"]] {
        let (code, found) = repository.found(args);
        assert!(code == 3 && found.iter().any(|f| f.contains("news/fire.en.md: line 7 is a mark of a merge conflict")), "{found:?}");
    }
    assert_eq!(repository.run(&["check", "."]).code, 3, "nor in a folder");
}

#[test]
fn names_of_every_kind_are_read() {
    let repository = Repository::example("base");
    let (ko, en) = ("의원 45명 가운데 31명이 찬성했다.\n", "Of the 45 members, 13 voted in favor.\n");
    let apart = "\u{1103}\u{1169}\u{1105}\u{1169}";
    for (slug, other) in
        [("a b", "a b"), ("it's \"so\"", "it's \"so\""), ("two\nlines", "two\nlines"), (apart, "도로"), ("-rf", "-rf"), ("$(touch ran)", "$(touch ran)")]
    {
        repository.place.file(&format!("ko/{slug}.md"), ko).file(&format!("en/{other}.md"), en);
    }
    for untracked in [true, false] {
        if !untracked {
            repository.commit("names");
        }
        let (code, found) = repository.found(&[]);
        assert_eq!((code, found.len()), (1, 6), "{found:?}");
        assert!(found.iter().all(|f| f.ends_with("value-differs 13")), "{found:?}");
    }
    assert_eq!(repository.found(&["--head", "HEAD"]).1.len(), 6);
    assert!(!repository.place.path().join("ran").exists());
    let run = repository.run(&["ci"]);
    assert!(run.out.lines().all(|l| !l.starts_with("lines.md")), "a name does not break a line: {}", run.out);
}

#[test]
fn line_ends_are_no_change() {
    let repository = Repository::example("base");
    for file in ["ko/wharf.md", "en/wharf.md", "ko/budget.md"] {
        let text = repository.place.read(file).replace('\n', "\r\n");
        repository.place.file(file, text);
    }
    let (code, found) = repository.found(&[]);
    assert_eq!((code, found), (0, vec!["ko/wharf.md: magnitude-slip 3.5 billion won".to_owned()]), "the old error is where it was");
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_repository_is_read() {
    use std::os::unix::fs::symlink;
    let (repository, outside) = (Repository::example("base"), Place::new());
    outside.file("secret.md", "Of the 45 members, 13 voted in favor.\n").file("en/deep.md", "Of the 45 members, 13 voted in favor.\n");
    repository.place.file("ko/link.md", "의원 45명 가운데 31명이 찬성했다.\n").file("a/ko/deep.md", "의원 45명 가운데 31명이 찬성했다.\n");
    symlink(outside.path().join("secret.md"), repository.place.path().join("en/link.md")).unwrap();
    symlink(outside.path().join("en"), repository.place.path().join("a/en")).unwrap();
    for commit in [false, true] {
        if commit {
            repository.commit("links");
        }
        let run = repository.run(&["ci"]);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.out.contains("en/link.md: ") && run.out.contains("symbolic link, which is not followed"), "{run:?}");
        assert!(!run.out.contains("13 voted"), "{run:?}");
    }
    // A file of git that became a link, and a folder that did.
    let repository = Repository::example("bad");
    std::fs::remove_dir_all(repository.place.path().join("en")).unwrap();
    symlink(outside.path().join("en"), repository.place.path().join("en")).unwrap();
    let run = repository.run(&["ci"]);
    assert!(!run.out.contains("13 voted"), "{run:?}");
}

#[test]
fn a_submodule_where_articles_are_looked_for_is_not_clean() {
    let (repository, inner) = (Repository::example("base"), Repository::example("bad"));
    let from = format!("file://{}", inner.place.path().display());
    repository.git(&["submodule", "--quiet", "add", &from, "theme"]);
    repository.commit("a theme");
    let run = repository.run(&["ci"]);
    assert!(run.code == 0 && run.err.contains("note: theme: a submodule: articles in it are not looked at"), "{run:?}");
    repository.git(&["submodule", "--quiet", "add", &from, "ko/archive"]);
    repository.commit("an archive");
    let run = repository.run(&["ci"]);
    assert!(run.code == 3 && run.out.contains("ko/archive: not checked: a submodule"), "{run:?}");
}

#[test]
fn a_folder_of_the_repository_may_be_all_that_is_looked_at() {
    let repository = Repository::example("base");
    repository.place.file("site/ko/a.md", "의원 45명 가운데 31명이 찬성했다.\n").file("site/en/a.md", "Of the 45 members, 13 voted in favor.\n");
    repository.place.file("site/config.toml", "[rules]\nvalue-differs = \"minor\"\n");
    assert_eq!(repository.found(&["site", "--fail-on", "minor"]), (1, vec!["site/ko/a.md: value-differs 13".to_owned()]));
    assert_eq!(repository.found(&["site"]).0, 0, "its own configuration holds");
    assert_eq!(repository.found(&["news"]), (0, Vec::new()));
    assert_eq!(repository.run(&["ci", "/"]).code, 2);
}

#[test]
fn only_what_a_change_touches_is_read() {
    let repository = Repository::example("base");
    for n in 100..400 {
        repository.place.file(&format!("ko/many/{n}.md"), format!("의원 {n}명 가운데 31명이 찬성했다.\n"));
        repository.place.file(&format!("en/many/{n}.md"), format!("Of the {n} members, 31 voted in favor.\n"));
    }
    repository.commit("an archive");
    repository.git(&["branch", "--force", "main"]);
    repository.place.file("en/many/107.md", "Of the 107 members, 13 voted in favor.\n");
    repository.commit("a slip");
    // The contents of all others are taken away, here and in what git keeps: whoever asks for them is told so.
    for n in (100..400).filter(|n| *n != 107) {
        for side in ["ko", "en"] {
            let id = repository.git(&["rev-parse", &format!("main:{side}/many/{n}.md")]);
            std::fs::remove_file(repository.place.path().join(format!(".git/objects/{}/{}", &id[..2], id[2..].trim()))).unwrap();
        }
    }
    for args in [&["ci"][..], &["ci", "--head", "HEAD"]] {
        let run = repository.run(&[args, &["--format", "jsonl"]].concat());
        assert_eq!((run.code, run.json_lines().len()), (1, 1), "{run:?}");
    }
    let all = repository.run(&["ci", "--all", "--head", "HEAD", "--format", "jsonl"]);
    assert!(all.code == 3 && all.out.matches("is not in this clone").count() == 598, "{}", all.out.matches("is not in this clone").count());
}

#[test]
fn a_baseline_follows_renames_and_keeps_what_an_update_hides() {
    let repository = Repository::example("good");
    assert_eq!(repository.run(&["baseline", "create"]).code, 0);
    repository.commit("a baseline");
    repository.git(&["branch", "--force", "main"]);
    repository.git(&["mv", "ko/wharf.md", "ko/pier.md"]);
    repository.git(&["mv", "en/wharf.md", "en/pier.md"]);
    let run = repository.run(&["ci", "--all"]);
    assert!(run.code == 0 && run.err.ends_with("baseline: 1\n"), "{run:?}");
    assert_eq!(repository.run(&["check", "."]).code, 1, "without git it is another article");
    let run = repository.run(&["baseline", "update"]);
    assert_eq!((run.code, run.out.as_str()), (0, "baseline: 1 → 1\n"), "moved is not grown");
    assert!(repository.place.read("daejo.baseline.jsonl").contains("en/pier.md"));
    assert_eq!(repository.run(&["check", "."]).code, 0);
    // A copy of a bad sentence in another article is new.
    repository.place.file("ko/copy.md", repository.place.read("ko/pier.md")).file("en/copy.md", repository.place.read("en/pier.md"));
    assert_eq!(repository.run(&["check", "."]).code, 1);

    let repository = Repository::example("bad");
    repository.run(&["baseline", "create"]);
    let known = repository.place.read("daejo.baseline.jsonl").lines().count() - 1;
    let run = repository.run(&["ci"]);
    assert!(run.out.contains("translation-stale") && run.err.ends_with(&format!("baseline: {known}\n")), "{run:?}");
}

#[test]
fn findings_about_waivers_have_the_severity_that_the_house_gives_them() {
    let repository = Repository::example("good");
    let row = "[[waiver]]\nrule = \"value-differs\"\nfingerprint = \"0123456789abcdef\"\nfile = \"en/school.md\"\nreason = \"context\"\ntext = \"t\"\nby = \"Kim\"\non = 2026-11-01\n";
    repository.place.file("daejo.waivers.toml", row);
    let (code, found) = repository.found(&[]);
    assert_eq!(code, 0);
    assert!(found.contains(&"ko/school.md: waiver-unused -".to_owned()), "{found:?}");
    repository.place.file("config.toml", "[rules]\nwaiver-unused = \"major\"\n");
    assert_eq!(repository.found(&[]).0, 1);
    repository.place.file("config.toml", "[rules]\nwaiver-unused = \"off\"\n");
    assert!(!repository.found(&[]).1.iter().any(|f| f.contains("waiver")));
}

#[cfg(unix)]
#[test]
fn a_waiver_file_that_leads_elsewhere_is_not_read() {
    let (repository, outside) = (Repository::example("good"), Place::new());
    outside.file("secret", "token = hunter2\n");
    for name in ["daejo.waivers.toml", "daejo.baseline.jsonl"] {
        std::os::unix::fs::symlink(outside.path().join("secret"), repository.place.path().join(name)).unwrap();
        let run = repository.run(&["ci"]);
        assert!(run.code == 2 && run.err.contains("symbolic link") && !run.err.contains("hunter2"), "{run:?}");
        std::fs::remove_file(repository.place.path().join(name)).unwrap();
    }
}
