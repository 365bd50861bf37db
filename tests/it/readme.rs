//! The documentation against the program: blocks of the README are what the program really prints, the tables of
//! ARCHITECTURE.md what the tests enforce, and every file that is linked is there.
//! `UPDATE=1 cargo test --test it readme` writes the blocks of the README anew.

use crate::architecture::MAY_USE;
use crate::golden;
use assert_cmd::Command;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The pair of the demonstration, as the README has it.
const DEMO: &str = "check corpus/pairs/politics-ai-pledge/ko.md corpus/pairs/politics-ai-pledge/en.md";
/// How many of its findings are shown.
const SHOWN: usize = 3;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Runs the program in the folder of the project: what it prints, and its exit code.
fn daejo(line: &str) -> (String, i32) {
    let output = Command::cargo_bin("daejo").expect("is built").current_dir(root()).env_clear().args(line.split(' ')).output().expect("runs");
    (String::from_utf8(output.stdout).expect("is UTF-8"), output.status.code().expect("was not killed"))
}

/// The demonstration: the first findings and the lines that count.
fn demo() -> String {
    let (out, code) = daejo(DEMO);
    assert_eq!(code, 1);
    let (findings, counts) = out.trim_end().rsplit_once("\n\n").expect("findings, then counts");
    let findings: Vec<&str> = findings.split("\n\n").collect();
    assert!(findings.len() > SHOWN, "the demonstration has {} findings", findings.len());
    let rest = match findings.len() - SHOWN {
        1 => "one more finding".to_owned(),
        n => format!("{n} more findings"),
    };
    format!("```console\n$ daejo {DEMO}\n{}\n\n… {rest} …\n\n{counts}\n```", findings[..SHOWN].join("\n\n"))
}

/// The exit codes, as `--help` has them.
fn exits() -> String {
    let (help, _) = daejo("--help");
    let table = help.split("Exit codes:\n").nth(1).expect("has the codes");
    let rows = table.lines().filter_map(|l| l.trim().split_once("  "));
    rows.fold("| code | meaning |\n|---|---|".to_owned(), |mut out, (code, meaning)| {
        let _ = write!(out, "\n| {code} | {meaning} |");
        out
    })
}

/// The rules, as the registry has them.
fn rules() -> String {
    daejo::pipeline::rules().fold("| rule | severity | what it flags |\n|---|---|---|".to_owned(), |mut out, rule| {
        let what = rule.summary().trim_start_matches("Flags ");
        let _ = write!(out, "\n| `{}` | {} | {what} |", rule.id, rule.severity.as_str());
        out
    })
}

/// What is found in the corpus.
fn measured() -> String {
    let golden::Tally { pairs, planted, looked_for, found, false_alarms } = golden::tally();
    format!(
        "On the {pairs} articles of `corpus/`, which were written with the program: {found} of {planted} planted errors are located \
         ({looked_for} are of a kind that some rule looks for), and the articles without the errors have {false_alarms} false alarms."
    )
}

#[test]
fn blocks_are_what_the_program_prints() {
    let mut text = read("README.md");
    let mut stale = Vec::new();
    for (name, content) in [("demo", demo()), ("exits", exits()), ("rules", rules()), ("golden", measured())] {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let start = text.find(&open).unwrap_or_else(|| panic!("README.md has no {open}")) + open.len();
        let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("README.md has no {close}"));
        let content = format!("{content}\n");
        if text[start..end] != content {
            stale.push(name);
            text.replace_range(start..end, &content);
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join("README.md"), text).expect("is written");
    } else {
        assert!(stale.is_empty(), "README.md is not current: {stale:?}; write it anew with UPDATE=1 cargo test --test it readme");
    }
}

#[test]
fn there_are_two_commands_to_try_and_they_work() {
    let text = read("README.md");
    let section = text.split("\n## ").find(|s| s.starts_with("Try it")).expect("has the section");
    let block = section.split("```sh\n").nth(1).and_then(|s| s.split("```").next()).expect("has commands");
    let [first, second] = block.lines().collect::<Vec<_>>()[..] else { panic!("not two commands: {block}") };
    let run = daejo(first.strip_prefix("cargo run --release -- ").expect("runs the program"));
    assert!(run.1 == 1 && run.0.contains("error["), "{run:?}");
    assert_eq!(second, "cargo test");
}

#[test]
fn files_that_are_named_are_there() {
    let mut missing = Vec::new();
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "fuzz/README.md"] {
        let text = read(page);
        let linked = text.split("](").skip(1).filter_map(|l| l.split(')').next()).filter(|l| !l.contains(':'));
        // `src/…`, `corpus/…` and so on; what has a placeholder in it is no path.
        let folders = ["src/", "tests/", "corpus/", "schema/", "benches/", "fuzz/", ".ci/"];
        let quoted = text.split('`').skip(1).step_by(2).filter(|q| folders.iter().any(|f| q.starts_with(f)) && !q.contains(['<', '{', '*', ' ']));
        missing.extend(linked.chain(quoted).filter(|path| !root().join(path).exists()).map(|path| format!("{page}: {path}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_plan_is_the_one_that_is_enforced() {
    let text = read("ARCHITECTURE.md");
    let row = |line: &str| -> Option<(String, Vec<String>)> {
        let cells: Vec<&str> = line.trim().strip_prefix("| `")?.split('|').collect();
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        Some((cells.first()?.trim().trim_end_matches('`').to_owned(), names(cells.get(1)?)))
    };
    let section = text.split("\n## ").find(|s| s.starts_with("Who may use whom")).expect("has the section");
    let told: Vec<(String, Vec<String>)> = section.lines().filter_map(row).collect();
    let meant: Vec<(String, Vec<String>)> = MAY_USE.iter().map(|(part, uses)| ((*part).to_owned(), uses.iter().map(|u| (*u).to_owned()).collect())).collect();
    assert_eq!(told, meant);
}

#[test]
fn every_part_has_its_line() {
    let text = read("ARCHITECTURE.md");
    let section = text.split("\n## ").find(|s| s.starts_with("Rooms")).expect("has the section");
    let parts = std::fs::read_dir(root().join("src")).expect("a folder").map(|e| e.expect("an entry").path());
    let names = parts.filter(|p: &PathBuf| p.is_dir()).map(|p| p.file_name().expect("has a name").to_string_lossy().into_owned());
    for part in names {
        assert!(section.lines().any(|l| l.trim_start().starts_with(&format!("{part}/"))), "{part} has no line under Rooms");
    }
}
