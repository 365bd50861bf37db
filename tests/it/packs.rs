//! Language packs through the program: what is said when one cannot be made, and, where their files are at hand
//! (`DAEJO_PACK_FILES` names the folder), that they are made, used, verified and taken away.

use crate::support::{Place, Run};
use std::path::Path;

const WHEEL: &str = "python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl";

/// The program with the search path of this machine, so that it finds a Python, and pip kept off the network.
fn offline(place: &Place, args: &[&str]) -> Run {
    let mut command = place.command();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    let links = place.path().join("links");
    command.env("PIP_NO_INDEX", "1").env("PIP_CONFIG_FILE", "/dev/null").env("PIP_FIND_LINKS", links).env("PIP_RETRIES", "0");
    let output = command.args(args).output().expect("runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code().expect("was not killed"), out: text(&output.stdout), err: text(&output.stderr) }
}

fn nothing_is_left(place: &Place) {
    let left: Vec<_> = std::fs::read_dir(place.path().join("data/daejo/packs")).map(|d| d.flatten().map(|e| e.file_name()).collect()).unwrap_or_default();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn without_a_pack_everything_works() {
    let place = Place::new();
    let run = place.run(&["packs", "list"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.out.matches("not installed").count(), 1, "{run:?}");
    assert_eq!(place.run(&["packs", "verify"]).out, "no pack is installed\n");
    assert_eq!(place.run(&["packs", "remove", "morphology"]).out, "morphology: was not installed\n");
    let read = place.run_on(&["mentions", "--lang", "ko", "--format", "jsonl"], "{\"id\":\"a\",\"text\":\"문지호 장관은 부산에서 남기찬 씨를 만났다.\"}\n");
    assert_eq!(read.code, 0, "{read:?}");
    let line = &read.json_lines()[0];
    let names: Vec<&str> = line["mentions"].as_array().expect("a list").iter().filter_map(|m| m["text"].as_str()).collect();
    assert_eq!(names, ["문지호", "부산", "남기찬"]);
    assert!(line.get("packs").is_none(), "{line}");
}

#[test]
fn a_pack_that_cannot_be_brought_says_what_to_do() {
    let place = Place::new();
    let none = place.run(&["packs", "install", "morphology", "--python", "no-such-python"]);
    assert_eq!(none.code, 3, "{none:?}");
    assert!(none.err.contains("no-such-python was not found") && none.err.contains("--from"), "{none:?}");
    let empty = place.file("files/readme", "").run(&["packs", "install", "morphology", "--from", "files"]);
    assert!(empty.code == 3 && empty.err.contains("pip download --no-deps python-mecab-ko-dic==2.1.1.post2"), "{empty:?}");
    let other = place.file(&format!("files/{WHEEL}"), "another file").run(&["packs", "install", "morphology", "--from", "files"]);
    assert!(other.code == 3 && other.err.contains("SHA-256") && other.err.contains("nothing was installed"), "{other:?}");
    nothing_is_left(&place);
}

#[test]
fn pip_is_asked_and_refuses_what_has_another_hash() {
    if std::process::Command::new("python3").args(["-m", "pip", "--version"]).output().is_ok_and(|o| !o.status.success()) {
        return;
    }
    let place = Place::new();
    place.file("links/readme", "");
    let missing = offline(&place, &["packs", "install", "morphology"]);
    assert!(missing.code == 3 && missing.err.contains("python-mecab-ko-dic") && missing.err.contains("nothing was installed"), "{missing:?}");
    place.file(&format!("links/{WHEEL}"), "another file");
    let other = offline(&place, &["packs", "install", "morphology"]);
    assert!(other.code == 3 && other.err.contains("was refused"), "{other:?}");
    nothing_is_left(&place);
}

#[test]
fn a_pack_that_is_not_whole_is_not_used() {
    let place = Place::new();
    let manifest = |bytes: u64| {
        format!(
            r#"{{"schema":"daejo.pack/v1","pack":"morphology","format":1,"made_by":"0.1.0","installed":"2026-11-30T00:00:00Z","sources":[],"files":[{{"name":"words.dic","bytes":{bytes},"sha256":"{:064}"}}]}}"#,
            0
        )
    };
    let broken = [("{", "its manifest cannot be read"), (&manifest(9), "not as long as it was"), (&manifest(5), "is not what it was")];
    for (json, why) in broken {
        place.file("data/daejo/packs/morphology/manifest.json", json).file("data/daejo/packs/morphology/words.dic", "other");
        let verified = place.run(&["packs", "verify"]);
        assert!(verified.code == 3 && verified.out.contains(why) && verified.out.contains("daejo packs install morphology"), "{verified:?}");
        let read = place.run_on(&["mentions", "--lang", "ko", "--format", "jsonl"], "{\"id\":\"a\",\"text\":\"문지호 장관은\"}\n");
        assert!(read.code == 0 && read.err.contains("the pack morphology is not used") && read.out.contains("문지호"), "{read:?}");
    }
    assert_eq!(place.run(&["packs", "remove", "morphology"]).out, "morphology: removed\n");
    nothing_is_left(&place);
}

#[test]
fn packs_are_made_used_and_taken_away() {
    let Some(files) = std::env::var_os("DAEJO_PACK_FILES") else { return };
    let files = Path::new(&files).to_str().expect("is UTF-8").to_owned();
    let place = Place::new();
    // The second time over the first: a pack is replaced as a whole.
    for _ in 0..2 {
        let installed = place.run(&["packs", "install", "morphology", "--from", &files]);
        assert_eq!(installed.code, 0, "{installed:?}");
        assert!(installed.out.contains("Apache-2.0"), "{installed:?}");
    }
    assert!(place.run(&["packs", "list"]).out.contains("python-mecab-ko-dic 2.1.1.post2"));
    assert_eq!(place.run(&["packs", "verify"]).code, 0);
    let text = "{\"id\":\"a\",\"text\":\"찰리 채플린이 나오는 영화다.\"}\n";
    let line = &place.run_on(&["mentions", "--lang", "ko", "--format", "jsonl"], text).json_lines()[0];
    assert_eq!(line["packs"], serde_json::json!(["morphology"]));
    assert!(line["mentions"].as_array().is_some_and(|m| !m.is_empty()), "{line}");
    let dictionary = place.path().join("data/daejo/packs/morphology/words.dic");
    let mut bytes = std::fs::read(&dictionary).expect("is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&dictionary, bytes).expect("is written");
    let verified = place.run(&["packs", "verify"]);
    assert!(verified.code == 3 && verified.out.contains("words.dic is not what it was"), "{verified:?}");
    assert_eq!(place.run(&["packs", "remove", "morphology"]).code, 0);
    nothing_is_left(&place);
}
