//! Digests of what results are made by: an archive is checked again when something on which its results depend has changed, and
//! the number of a version alone does not tell. Compiled in as `DAEJO_PROGRAM`, `DAEJO_RULES` and `DAEJO_LEXICONS`.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[path = "src/archive/checking.rs"]
#[expect(unreachable_pub, reason = "the library has it, too, where it is public")]
mod checking;

/// Endings of the files of `src` that hold knowledge of the languages.
const TABLES: [&str; 3] = ["tsv", "toml", "txt"];
/// Folders of `src` in which rules are.
const RULES: [&str; 3] = ["check/", "revise/rules/", "judge/rules/"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    // What is left out has no say in a result and need not be read.
    for source in checking::SOURCES {
        println!("cargo::rerun-if-changed=src/{source}");
    }
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let mut named: Vec<(String, PathBuf)> = files.into_iter().filter_map(|path| Some((below(&path)?, path))).collect();
    named.retain(|(name, _)| checking::is_source(name));
    named.sort();
    let is_table = |name: &str| TABLES.iter().any(|e| name.rsplit('.').next() == Some(e));
    let is_rule = |name: &str| RULES.iter().any(|folder| name.starts_with(folder));
    let [mut program, mut rules, mut lexicons] = [Sha256::new(), Sha256::new(), Sha256::new()];
    let mut code = String::new();
    for (name, path) in &named {
        #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let all = [(&mut program, true), (&mut rules, is_rule(name)), (&mut lexicons, is_table(name))];
        for (digest, _) in all.into_iter().filter(|(_, wanted)| *wanted) {
            part(digest, name.as_bytes());
            part(digest, &bytes);
        }
        if name.rsplit('.').next() == Some("rs") {
            code.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    // What is not there, such as the lock file of a package that is used as a library, says nothing.
    #[expect(clippy::disallowed_methods, reason = "a build script reads the lock file")]
    if let Ok(lock) = std::fs::read_to_string("Cargo.lock") {
        for package in built_of(&lock, &code) {
            part(&mut program, package.as_bytes());
        }
    }
    for (name, digest) in [("PROGRAM", program), ("RULES", rules), ("LEXICONS", lexicons)] {
        let hex: String = digest.finalize().iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        println!("cargo::rustc-env=DAEJO_{name}={hex}");
    }
}

fn part(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

/// The packages that this code names (`name::`), and all that they are built of, each with its version and checksum.
fn built_of(lock: &str, code: &str) -> BTreeSet<String> {
    let lock: toml::Table = lock.parse().expect("a lock file is TOML");
    let packages = lock["package"].as_array().expect("a lock file lists packages");
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).unwrap_or("").to_owned();
    let needs = |package: &toml::Value| -> Vec<String> {
        let all = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
        all.filter_map(|d| d.as_str().map(str::to_owned)).collect()
    };
    // A dependency is written with its version, too, where there are several of the name.
    let found = |need: &str| {
        let mut words = need.split(' ');
        let (name, version) = (words.next().unwrap_or(""), words.next());
        packages.iter().find(|p| text(p, "name") == name && version.is_none_or(|v| text(p, "version") == v))
    };
    let ours = packages.iter().find(|p| text(p, "name") == env!("CARGO_PKG_NAME")).expect("the package itself is in its lock file");
    let named = |need: &String| code.contains(&format!("{}::", need.split(' ').next().unwrap_or("").replace('-', "_")));
    let mut wanted: Vec<String> = needs(ours).into_iter().filter(named).collect();
    let mut all = BTreeSet::new();
    while let Some(package) = wanted.pop().and_then(|need| found(&need)) {
        if all.insert(format!("{} {} {}", text(package, "name"), text(package, "version"), text(package, "checksum"))) {
            wanted.extend(needs(package));
        }
    }
    all
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

/// A path from `src`, with `/` between its parts.
fn below(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").ok()?;
    Some(inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}
