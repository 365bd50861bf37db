//! Folders and manifests: which pairs are found, and what is said about the rest.

use crate::support::{Place, Run};

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads.\n";

/// Identifier and status of every result.
fn statuses(run: &Run) -> Vec<String> {
    run.json_lines().iter().map(|l| format!("{} {}", l["id"].as_str().expect("text"), l["status"].as_str().expect("text"))).collect()
}

#[test]
fn pairs_are_found_by_the_usual_names() {
    let place = Place::new();
    place.file("a/ko/road.md", KO).file("a/en/road.md", EN).file("a/b.ko.md", KO).file("a/b.en.md", EN).file("a/c/ko.txt", KO).file("a/c/en.txt", EN);
    let run = place.file("a/notes.md", "").run(&["check", "a", "--format", "jsonl"]);
    assert_eq!((run.code, statuses(&run)), (0, vec!["b checked".to_owned(), "c checked".to_owned(), "road checked".to_owned()]));
    let run = place.run(&["check", "a"]);
    assert!(run.out.ends_with("1 other file in the folder fits no pattern and was left out\n3 pairs checked: no finding\n"), "{}", run.out);
}

#[test]
fn an_article_without_its_other_side_was_not_checked() {
    let place = Place::new();
    place.file("a/ko/one.md", KO).file("a/en/one.md", EN).file("a/ko/two.md", KO).file("a/en/three.md", EN);
    let run = place.run(&["check", "a", "--format", "jsonl"]);
    assert_eq!((run.code, statuses(&run)), (3, vec!["one checked".to_owned(), "a/en/three.md incomplete".to_owned(), "a/ko/two.md incomplete".to_owned()]));
    let reason = run.json_lines()[2]["reason"].as_str().expect("text").to_owned();
    assert!(reason.contains("a/en/two.md"), "says what was looked for: {reason}");
}

#[test]
fn a_folder_without_pairs_is_not_clean() {
    let place = Place::new();
    let run = place.file("a/readme.md", "").run(&["check", "a"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.contains("no pair of articles") && run.err.contains("ko/{slug}.md"), "{}", run.err);
}

#[test]
fn patterns_of_the_configuration() {
    let place = Place::new();
    place.file("a/config.toml", "[pairs]\npatterns = [{ ko = \"{slug}_원문.md\", en = \"{slug}_번역.md\" }]\n");
    place.file("a/도로_원문.md", KO).file("a/도로_번역.md", EN);
    let run = place.run(&["check", "a", "--format", "jsonl"]);
    assert_eq!((run.code, statuses(&run)), (0, vec!["도로 checked".to_owned()]));
}

#[test]
fn a_manifest_lists_files_below_it() {
    let place = Place::new();
    place.file("a/x.md", KO).file("a/y.md", EN).file("z.md", EN);
    let list = "id\tko\ten\tdate\none\tx.md\ty.md\t2025-04-15\ntwo\tx.md\tnone.md\t\nthree\tx.md\t../z.md\t\n";
    let run = place.file("a/list.tsv", list).run(&["check", "--manifest", "a/list.tsv", "--format", "jsonl"]);
    assert_eq!((run.code, statuses(&run).len()), (3, 3), "{run:?}");
    assert_eq!(statuses(&run)[0], "one checked");
    assert_eq!(place.run(&["check", "--manifest", "none.tsv"]).code, 3);
}

#[test]
fn the_report_does_not_depend_on_threads() {
    let place = Place::new();
    for i in 0..40 {
        place.file(&format!("a/ko/{i}.md"), KO).file(&format!("a/en/{i}.md"), EN);
    }
    assert_eq!(place.run(&["check", "a", "--jobs", "1"]).out, place.run(&["check", "a", "--jobs", "4"]).out);
}
