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
