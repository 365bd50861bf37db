//! Other users of the machine: what is not published is read by nobody but its owner. Asked of a real second user, where the test may become one.

use super::Page;
use super::signing::{open, with_keys};
use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Nobody, on every Linux.
const OTHER: u32 = 65534;

/// What another user comes to who runs a command.
fn other(program: &str, argument: &Path) -> Option<(bool, Vec<u8>)> {
    let mut command = Command::new(program);
    command.arg(argument).uid(OTHER).gid(OTHER).env_clear().current_dir("/").stdin(Stdio::null());
    let out = command.output().ok()?;
    Some((out.status.success(), out.stdout))
}

#[test]
fn a_second_user_of_the_machine_reads_nothing() {
    let place = with_keys();
    let mode = |path: &Path, mode: u32| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("is set");
    // Whoever keeps articles where others may look does not give them the store with it.
    mode(place.path(), 0o755);
    place.file("open.txt", "for all");
    mode(&place.path().join("open.txt"), 0o644);
    let page: Page = open(&place, &["ko.md", "en.md"]);
    let pasted = json!({"source": {"text": super::KO}, "target": {"text": super::EN}});
    let taken = page.post("/api/v1/articles", &pasted);
    assert_eq!(taken.status, 201, "{taken:?}");
    let id = taken.json()["id"].as_str().expect("an id").to_owned();
    let at = format!("/api/v1/articles/{id}");
    let start = super::EN.find("Monday").expect("is there");
    let edit = json!({"version": 1, "edits": [{"start": start, "end": start + 6, "text": "Sunday"}]});
    assert_eq!(page.post(&format!("{at}/edits"), &edit).status, 200);

    let articles = "daejo.review.articles".to_owned();
    let folder = format!("{articles}/{id}");
    let kept = ["daejo.review.sqlite3", "daejo.review.sqlite3-wal", "daejo.review.sqlite3-shm", "press.key.pem", "Kim.key.pem"];
    let kept: Vec<String> = kept.iter().map(|n| (*n).to_owned()).chain([format!("{folder}/ko.txt"), format!("{folder}/en.txt")]).collect();
    for name in &kept {
        let path = place.path().join(name);
        let bits = path.metadata().unwrap_or_else(|e| panic!("{name}: {e}")).permissions().mode();
        // A file in a folder of its own may say what it wants.
        assert!(bits.trailing_zeros() >= 6 || name.starts_with(&articles), "{name}: {bits:o}");
    }
    match other("cat", &place.path().join("open.txt")) {
        Some((true, text)) if text == b"for all" => {}
        told => {
            println!("skipped: this test cannot become another user ({told:?}); modes were looked at only");
            return;
        }
    }
    for name in &kept {
        let (read, text) = other("cat", &place.path().join(name)).expect("runs");
        assert!(!read && text.is_empty(), "another user reads {name}");
    }
    for name in [&articles, &folder] {
        let (listed, text) = other("ls", &place.path().join(name)).expect("runs");
        // Where the folder itself is open, what is in it is not.
        assert!(!listed || name == &articles, "another user sees what is in {name}: {}", String::from_utf8_lossy(&text));
    }
    // The address that opens the page is told to the terminal alone: not by the arguments of the process, which everybody sees.
    let line = std::fs::read(format!("/proc/{}/cmdline", page.id())).unwrap_or_default();
    let code = page.enter.rsplit('/').next().expect("a code");
    assert!(!String::from_utf8_lossy(&line).contains(code));
    let (read, _) = other("cat", Path::new(&format!("/proc/{}/environ", page.id()))).expect("runs");
    assert!(!read, "another user reads the token in the environment");
}
