//! The program's parts against the plan: who may use whom, and who may print.

use daejo::archive::checking::{SOURCES, is_source};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which parts a part may use, itself and what it is built of aside. `model` and `text` are plain data and below all
/// stages; a stage knows no other stage, but for the ones named here; `pipeline` is where they meet.
pub(crate) const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("ingest", &["model", "text"]),
    ("segment", &["model", "text"]),
    ("names", &["model", "text"]),
    ("extract", &["model", "text", "names"]),
    ("compare", &["model", "text", "names"]),
    ("packs", &["text", "names"]),
    ("house", &["model", "text", "names"]),
    ("align", &["model", "text", "compare"]),
    ("check", &["model", "text", "compare", "names", "house"]),
    ("judge", &["model", "text", "compare", "house"]),
    ("revise", &["model", "text", "compare", "names", "check"]),
    ("report", &["model", "text"]),
    ("record", &["model", "text", "judge", "report", "pipeline"]),
    ("config", &["model", "text", "judge"]),
    ("git", &[]),
    ("fetch", &["model", "text", "ingest"]),
    ("pipeline", &["model", "text", "ingest", "segment", "extract", "names", "align", "compare", "check", "judge", "revise"]),
    ("selftest", &["model", "text", "ingest", "compare", "judge", "pipeline"]),
    ("archive", &["model", "text", "ingest", "names", "compare", "house", "judge", "report", "pipeline", "selftest"]),
    ("review", &["model", "text", "ingest", "names", "judge", "report", "fetch", "pipeline", "record"]),
    (
        "cli",
        &[
            "model", "text", "ingest", "names", "packs", "compare", "house", "check", "judge", "report", "config", "git", "fetch", "pipeline", "selftest",
            "record", "archive", "review",
        ],
    ),
];

/// A source file without its comments and its tests.
struct Source {
    path: PathBuf,
    part: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(&root).expect("is below").to_string_lossy().into_owned();
                let part = inside.split('/').next().expect("has a name").trim_end_matches(".rs").to_owned();
                let code = without_comments_and_tests(&fs::read_to_string(&path).expect("is text"));
                found.push(Source { path, part, code });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn without_comments_and_tests(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or("");
    code.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect()
}

/// The parts named behind `crate::` anywhere in the code: `crate::a::b`, `crate::{a, b::{c, d}}`.
fn used(code: &str) -> BTreeSet<String> {
    let word = |s: &str| s.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut parts = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            parts.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut next = true;
        for (i, c) in list.char_indices() {
            if next && depth == 0 && !c.is_whitespace() {
                parts.insert(word(&list[i..]));
                next = false;
            }
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' => next = true,
                _ => {}
            }
        }
    }
    parts.remove("");
    parts
}

#[test]
fn parts_use_only_what_the_plan_lets_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        if ["main", "lib"].contains(&source.part.as_str()) {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(part, _)| *part == source.part) else {
            wrong.push(format!("{}: `{}` is not in the plan", source.path.display(), source.part));
            continue;
        };
        let strangers = used(&source.code).into_iter().filter(|p| *p != source.part && !allowed.contains(&p.as_str()));
        wrong.extend(strangers.map(|p| format!("{}: `{}` may not use `{p}`", source.path.display(), source.part)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What sources that results depend on use of others, on which none depends.
const ONLY_SHOWN: &[(&str, &[&str])] = &[
    // What of these has a say in a result is told by its value: settings in the digest of the configuration, what is kept by its own files.
    ("cli/one.rs", &["archive", "config", "report"]),
    ("cli/decided.rs", &["config", "record", "report"]),
    ("cli/depends.rs", &["archive", "config"]),
    // Names of files and addresses, and how they are shown in messages.
    ("cli/intake/mod.rs", &["archive", "config", "fetch", "report"]),
    ("cli/intake/open.rs", &["cli", "report"]),
    ("cli/intake/ready.rs", &["archive", "cli"]),
    ("archive/store/kept.rs", &["archive", "report"]),
    ("archive/store/pack.rs", &["report"]),
];

#[test]
fn what_checking_uses_is_in_the_digest_of_the_program() {
    let covered = |part: &str| is_source(&format!("{part}/x.rs")) || is_source(&format!("{part}.rs"));
    // Everything that the pipeline may use, and that those may use, and so on.
    let mut wanted = vec!["pipeline", "house"];
    let mut seen = BTreeSet::new();
    while let Some(part) = wanted.pop() {
        if seen.insert(part) {
            assert!(covered(part), "`{part}` has a say in results and is not in src/archive/checking.rs");
            wanted.extend(MAY_USE.iter().find(|(p, _)| *p == part).expect("is in the plan").1);
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeSet::new();
    for source in sources() {
        let inside = source.path.strip_prefix(&root).expect("is below").to_string_lossy().replace('\\', "/");
        if !is_source(&inside) {
            continue;
        }
        let shown = ONLY_SHOWN.iter().find(|(file, _)| *file == inside).map_or(&[][..], |(_, parts)| parts);
        let strangers: Vec<String> = used(&source.code).into_iter().filter(|p| !covered(p) && !shown.contains(&p.as_str())).collect();
        assert!(strangers.is_empty(), "{inside} has a say in results and uses {strangers:?}, which are not in src/archive/checking.rs");
        assert!(shown.iter().all(|p| used(&source.code).contains(*p)), "{inside} does not use all of {shown:?} any more");
        files.insert(inside);
    }
    for source in SOURCES {
        assert!(files.iter().any(|f| f.starts_with(source)), "{source} is not there any more");
    }
}

#[test]
fn nothing_below_the_command_line_prints() {
    let prints = ["println!", "print!", "eprintln!", "eprint!", "dbg!", "stdout()", "stderr()", "process::exit"];
    for source in sources().iter().filter(|s| !["cli", "main"].contains(&s.part.as_str())) {
        for word in prints {
            assert!(!source.code.contains(word), "{} has {word}", source.path.display());
        }
    }
}

#[test]
fn every_file_says_first_what_it_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in sources() {
        let text = fs::read_to_string(&source.path).expect("is text");
        assert!(text.starts_with("//! "), "{}", source.path.strip_prefix(root).expect("is below").display());
    }
}

#[test]
fn uses_are_read_in_every_form() {
    let code = "use crate::model::Lang;\nuse crate::{check, report::{json, escape}, text};\nfn f() { crate::names::g() }";
    assert_eq!(used(code).into_iter().collect::<Vec<_>>(), ["check", "model", "names", "report", "text"]);
}
