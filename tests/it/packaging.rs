//! What the action, the hooks, the template and the image name is there: commands, flags, formats, inputs, files, versions.

use crate::support::Place;
use serde::Deserialize;
use serde_norway::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[derive(Deserialize)]
struct Action {
    inputs: BTreeMap<String, Value>,
    outputs: BTreeMap<String, Value>,
    runs: Runs,
}

#[derive(Deserialize)]
struct Runs {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    id: Option<String>,
    uses: Option<String>,
    run: Option<String>,
}

/// The command lines of the program in a text: its name, not as part of a longer one, and what follows on the line.
fn command_lines(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for line in text.lines().filter(|l| !l.trim_start().starts_with("echo")) {
        let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || "\"'`|;()[]".contains(c)).filter(|w| !w.is_empty()).collect();
        for (at, _) in words.iter().enumerate().filter(|(_, w)| ["daejo", "daejo-ci", "/daejo"].contains(*w)) {
            if let Some(command) = words.get(at + 1).filter(|c| ["ci", "check"].contains(*c)) {
                let flags = words[at + 2..].iter().filter(|w| w.starts_with("--") && w.len() > 2);
                lines.push(std::iter::once(*command).chain(flags.copied()).map(ToOwned::to_owned).collect());
            }
        }
    }
    lines
}

/// What the program says of a command; nothing where it has none of this name.
fn help(command: &str) -> Option<String> {
    let run = Place::new().run(&[command, "--help"]);
    (run.code == 0).then_some(run.out)
}

const FILES: [&str; 4] = ["action.yml", ".pre-commit-hooks.yaml", "packaging/gitlab-ci.yml", "Dockerfile"];

#[test]
fn every_command_flag_and_format_exists() {
    let mut seen = BTreeSet::new();
    for file in FILES {
        let lines = command_lines(&read(file));
        assert!(!lines.is_empty(), "{file} names no command");
        for line in lines {
            let help = help(&line[0]).unwrap_or_else(|| panic!("{file}: `daejo {}` is no command", line[0]));
            for flag in &line[1..] {
                let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
                assert!(help.contains(&format!("{name} ")) || help.contains(&format!("{name}\n")), "{file}: `daejo {}` has no {name}", line[0]);
                if name == "--output" {
                    let format = value.split('=').next().expect("has a first part");
                    let run = Place::new().run(&["check", "none.md", "none.md", &format!("--output={format}")]);
                    assert_eq!(run.code, 3, "{file}: {format}: {run:?}");
                    seen.insert(format.to_owned());
                }
            }
            seen.insert(line[0].clone());
        }
    }
    assert!(seen.contains("check"), "{seen:?}");
}

#[test]
fn flags_that_the_action_adds_exist() {
    let text = read("action.yml");
    let help = help("ci").expect("is a command");
    for part in text.split("more+=(").skip(1) {
        let flag: String = part.trim_start_matches('"').chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect();
        assert!(flag == "--" || help.contains(&format!("{flag} ")) || help.contains(&format!("{flag}\n")), "`daejo ci` has no {flag}");
    }
}

#[test]
fn the_action_uses_what_it_declares() {
    let text = read("action.yml");
    let action: Action = serde_norway::from_str(&text).expect("is an action");
    let used = |what: &str| -> BTreeSet<String> {
        text.split(what).skip(1).map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()).collect()
    };
    assert_eq!(used("inputs."), action.inputs.keys().cloned().collect());
    let steps: BTreeSet<String> = action.runs.steps.iter().filter_map(|s| s.id.clone()).collect();
    assert!(used("steps.").is_subset(&steps), "{steps:?}");
    let written: BTreeSet<&str> = text.lines().filter(|l| l.contains("GITHUB_OUTPUT")).filter_map(|l| l.split("echo \"").nth(1)?.split('=').next()).collect();
    assert!(used(".outputs.").iter().all(|o| written.contains(o.as_str())), "{written:?}");
    assert!(action.outputs.keys().all(|o| written.contains(o.as_str())), "{written:?}");
    for step in &action.runs.steps {
        if let Some(uses) = &step.uses {
            let (_, commit) = uses.split_once('@').expect("is pinned");
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{uses} is not pinned by its commit");
        }
        // What somebody else wrote may reach a script as the value of a variable only.
        assert!(!step.run.as_deref().unwrap_or("").contains("${{"), "{:?}", step.run);
    }
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/install.sh").is_file());
}

#[test]
fn versions_are_those_of_this_release() {
    let gitlab: BTreeMap<String, Value> = serde_norway::from_str(&read("packaging/gitlab-ci.yml")).expect("is YAML");
    assert_eq!(gitlab["variables"]["DAEJO_VERSION"], Value::from(env!("CARGO_PKG_VERSION")));
    let image = read("Dockerfile");
    let rust = image.lines().find_map(|l| l.strip_prefix("FROM rust:")?.split('-').next()).expect("is built of Rust");
    let number = |version: &str| version.split('.').map(|n| n.parse().expect("a number")).collect::<Vec<u32>>();
    assert!(number(rust) >= number(env!("CARGO_PKG_RUST_VERSION")), "{rust}");
    assert!(image.contains("\nUSER 65532:65532\n"), "the image runs as nobody");
}

#[test]
fn the_image_is_given_all_that_the_build_needs() {
    let ignored = read(".dockerignore");
    let given: Vec<&str> = ignored.lines().filter_map(|l| l.strip_prefix('!')).collect();
    for file in ["Cargo.toml", "Cargo.lock", "src", "corpus", "benches", "tests", "config.toml"] {
        assert!(given.contains(&file), "{file}");
    }
    assert!(given.iter().all(|file| Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists()), "{given:?}");
}
