//! Drafts and what editors make of them: `daejo check --draft`, and the `draft` of a pair in a stream.

use crate::support::Place;
use serde_json::{Value, json};

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n\n공사는 인력 120명으로 4월에 시작한다.\n";
const DRAFT: &str = "The government said it will spend 3.5 billion won on roads.\n\nWork begins in April with 120 people.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads.\n\nWork will begin in April with 210 people.\n";

fn place() -> Place {
    let place = Place::new();
    place.file("ko.md", KO).file("en.md", EN).file("draft.md", DRAFT);
    place
}

fn line(place: &Place) -> Value {
    place.run(&["check", "ko.md", "en.md", "--draft", "draft.md", "--format", "jsonl"]).json_lines().remove(0)
}

#[test]
fn what_an_edit_repaired_and_what_it_introduced() {
    let run = place().run(&["check", "ko.md", "en.md", "--draft", "draft.md"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("[-billion-]{+trillion+} won") && run.out.contains("[-begins-]{+will begin+}"), "{}", run.out);
    assert!(run.out.contains("repaired[magnitude-slip]: ") && run.out.contains("(the draft had “3.5 billion won”)"), "{}", run.out);
    assert!(run.out.contains("warning[edit-introduced]: an edit introduced this: "), "{}", run.out);
    assert!(run.out.contains("1 finding repaired, 1 introduced"), "{}", run.out);
    let quiet = place().run(&["check", "ko.md", "en.md", "--draft", "draft.md", "--quiet"]).out;
    assert!(quiet.contains("repaired[") && !quiet.contains("{+"), "{quiet}");
}

#[test]
fn runs_cover_the_english_and_counts_add_up() {
    let draft = &line(&place())["draft"];
    let runs = draft["runs"].as_array().expect("a list");
    let text = |r: &Value| &EN[r["start"].as_u64().expect("a number") as usize..r["end"].as_u64().expect("a number") as usize];
    let by = |hand: &str| runs.iter().filter(|r| r["by"] == hand).map(text).collect::<Vec<_>>();
    assert_eq!(by("editor"), ["trillion", "will begin", "210"]);
    let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&runs.iter().map(text).collect::<String>()), letters(EN), "every letter is somebody's");
    let words = &draft["words"];
    assert_eq!((&words["written"], &words["removed"], &words["kept"]), (&4.into(), &3.into(), &15.into()), "{draft}");
    assert!((words["changed"].as_f64().expect("a number") - 7.0 / 37.0).abs() < 1e-4, "{draft}");
    assert_eq!(draft["deletions"].as_array().expect("a list").len(), 3);
    assert_eq!((&draft["file"], draft["introduced"].as_array().expect("a list").len(), &draft["standing"]), (&"draft.md".into(), 1, &0.into()));
    assert_eq!(draft["repaired"][0]["target"]["text"], "3.5 billion won");
}

#[test]
fn a_pair_in_a_stream_may_have_its_draft() {
    let record = |draft: Value| format!("{}\n", json!({"id": "a", "ko": KO, "en": EN, "draft": draft}));
    let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], record(DRAFT.into()));
    assert_eq!(run.json_lines()[0]["draft"]["words"], line(&place())["draft"]["words"]);
    for none in [Value::Null, Value::Bool(true)] {
        let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], record(none));
        assert_eq!(run.json_lines()[0].get("draft"), None);
    }
    let schema = Place::new().run(&["schema", "result.v1.json"]).out;
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).expect("is JSON")).expect("is a schema");
    assert!(validator.is_valid(&run.json_lines()[0]), "{}", run.out);
}

#[test]
fn a_draft_that_cannot_be_compared_is_not_passed_over() {
    let place = place();
    assert_eq!(place.run(&["check", "ko.md", "en.md", "--draft", "none.md"]).code, 3);
    let run = place.run(&["check", "ko.md", "en.md", "--draft", "ko.md"]);
    assert_eq!(run.code, 3, "{}", run.out);
    assert!(run.out.contains("the draft could not be compared"), "{}", run.out);
}

#[test]
fn a_folder_with_the_drafts_of_its_articles() {
    let place = Place::new();
    for slug in ["a", "b"] {
        place.file(&format!("ko/{slug}.md"), KO).file(&format!("en/{slug}.md"), EN);
    }
    place.file("drafts/en/a.md", DRAFT).file("drafts/b.md", EN);
    let changed = |lines: &[Value]| lines.iter().map(|l| l["draft"]["words"]["changed"].as_f64()).collect::<Vec<_>>();
    let by_option = place.run(&["check", ".", "--draft", "drafts", "--format", "jsonl"]).json_lines();
    assert_eq!(changed(&by_option)[1], Some(0.0), "{by_option:?}");
    assert!(changed(&by_option)[0].is_some_and(|share| share > 0.1), "{by_option:?}");
    // The same by the configuration, which says nothing of articles without a draft.
    place.file("config.toml", "[pairs]\npatterns = [{ ko = \"ko/{slug}.md\", en = \"en/{slug}.md\", draft = \"drafts/{slug}.md\" }]\n");
    assert_eq!(changed(&place.run(&["check", ".", "--format", "jsonl"]).json_lines()), [None, Some(0.0)]);
    // And by a manifest.
    place.file("pairs.tsv", "ko\ten\tdraft\nko/a.md\ten/a.md\tdrafts/en/a.md\nko/b.md\ten/b.md\t\n");
    let listed = place.run(&["check", "--manifest", "pairs.tsv", "--format", "jsonl"]).json_lines();
    assert_eq!(changed(&listed), [changed(&by_option)[0], None]);
    // What was asked for and cannot be done is told.
    place.file("ko/c.md", KO).file("en/c.md", EN);
    let run = place.run(&["check", ".", "--draft", "drafts", "--format", "jsonl"]);
    assert!(run.code == 3 && run.out.contains("drafts/en/c.md"), "{}", run.out);
    assert_eq!(place.run(&["check", ".", "--draft", "ko/a.md"]).code, 2);
    place.file("config.toml", "[pairs]\npatterns = [{ ko = \"ko/{slug}.md\", en = \"en/{slug}.md\", draft = \"en/{slug}.md\" }]\n");
    assert!(place.run(&["check", "."]).err.contains("the draft is named like another file"));
}

#[test]
fn the_same_text_is_all_the_machines() {
    let place = place();
    let run = place.run(&["check", "ko.md", "draft.md", "--draft", "draft.md", "--format", "jsonl"]);
    let draft = run.json_lines()[0]["draft"].clone();
    assert_eq!((&draft["words"]["changed"], &draft["introduced"], &draft["repaired"]), (&0.0.into(), &json!([]), &json!([])));
    assert!(draft["standing"].as_u64().is_some_and(|n| n > 0), "{draft}");
}
