//! Digests of what the program is made of: an archive is checked again when something on which its results depend has changed, and
//! the number of a version alone does not tell. Compiled in as `DAEJO_PROGRAM`, `DAEJO_RULES` and `DAEJO_LEXICONS`.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Endings of the files of `src` that hold knowledge of the languages.
const TABLES: [&str; 3] = ["tsv", "toml", "txt"];
/// Folders of `src` in which rules are.
const RULES: [&str; 3] = ["check/", "revise/rules/", "judge/rules/"];

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let mut named: Vec<(String, PathBuf)> = files.into_iter().map(|path| (slashed(&path), path)).collect();
    named.push(("Cargo.lock".to_owned(), PathBuf::from("Cargo.lock")));
    named.sort();
    let is_table = |name: &str| TABLES.iter().any(|e| name.rsplit('.').next() == Some(e));
    let is_rule = |name: &str| RULES.iter().any(|folder| name.strip_prefix("src/").is_some_and(|rest| rest.starts_with(folder)));
    let [mut program, mut rules, mut lexicons] = [Sha256::new(), Sha256::new(), Sha256::new()];
    for (name, path) in &named {
        // What is not there, such as the lock file of a package that is used as a library, says nothing.
        #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
        let Ok(bytes) = std::fs::read(path) else { continue };
        let all = [(&mut program, true), (&mut rules, is_rule(name)), (&mut lexicons, is_table(name))];
        for (digest, _) in all.into_iter().filter(|(_, wanted)| *wanted) {
            digest.update((name.len() as u64).to_be_bytes());
            digest.update(name.as_bytes());
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(&bytes);
        }
    }
    for (name, digest) in [("PROGRAM", program), ("RULES", rules), ("LEXICONS", lexicons)] {
        let hex: String = digest.finalize().iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        println!("cargo::rustc-env=DAEJO_{name}={hex}");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = folder.read_dir() else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn slashed(path: &Path) -> String {
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
