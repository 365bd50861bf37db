//! What is waived on the page and taken over into the file of the house: `check` is quiet then, and only where it may be.

use super::signing::{open, settle, sign, with_keys};
use super::{Page, place};
use crate::support::Place;
use serde_json::{Value, json};

fn waive(page: &Page, at: &str, rule: &str, until: Option<&str>) {
    let article = page.get(at);
    let found = article["page"]["findings"].as_array().and_then(|all| all.iter().find(|f| f["rule"] == rule)).cloned().expect("is found");
    let mut asked = json!({"version": article["version"], "fingerprint": found["fingerprint"], "decision": "waive", "reason": "source-error", "text": "the “clerk” said so"});
    asked["until"] = json!(until);
    let answer = page.post(&format!("{at}/decisions"), &asked);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["decisions"].as_array().and_then(|all| all.last()?.get("until").cloned()).as_ref(), until.map(Value::from).as_ref());
}

fn check(place: &Place) -> (i32, Vec<String>) {
    let run = place.run(&["check", "ko.md", "en.md", "--format", "jsonl"]);
    let all = run.json_lines()[0]["findings"].as_array().expect("a list").clone();
    let mut rules: Vec<String> = all.iter().filter(|f| f["disposition"].is_null()).map(|f| f["rule"].as_str().expect("a rule").to_owned()).collect();
    rules.sort();
    (run.code, rules)
}

#[test]
fn what_was_waived_on_the_page_is_waived_for_every_command() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    waive(&page, &at, "magnitude-slip", None);
    waive(&page, &at, "value-differs", Some("2999-12-31"));
    assert_eq!(page.get(&at)["state"], "waived");
    assert_eq!(check(&place), (1, vec!["magnitude-slip".to_owned(), "value-differs".to_owned()]), "the command line does not know");

    // While the page is open; first without writing anything.
    let dry = place.run(&["waivers", "import", "--dry-run"]);
    assert!(dry.code == 0 && dry.out.contains("2 would be written") && !place.path().join("daejo.waivers.toml").exists(), "{dry:?}");
    let run = place.run(&["waivers", "import"]);
    assert!(run.code == 0 && run.out.contains("2 written, 0 there already, 0 left out") && run.out.contains("waived by Kim"), "{run:?}");
    let file = place.read("daejo.waivers.toml");
    assert!(file.contains("file = \"en.md\"") && file.contains("until = 2999-12-31") && file.contains("by = \"Kim\""), "{file}");
    assert_eq!(check(&place), (0, vec![]));
    let again = place.run(&["waivers", "import"]);
    assert!(again.code == 0 && again.out.contains("0 written, 2 there already"), "{again:?}");
    assert_eq!(place.read("daejo.waivers.toml"), file);
    let listed = place.run(&["waivers", "ko.md", "en.md"]);
    assert!(listed.code == 0 && listed.out.contains("active"), "{listed:?}");
}

#[test]
fn what_holds_no_more_is_left_out_and_said() {
    let place = place();
    place.file("config.toml", "# waivers\n").file("daejo.waivers.toml", "# ours\n");
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let over = json!({"version": 1, "fingerprint": page.get(&at)["page"]["findings"][0]["fingerprint"], "decision": "waive", "reason": "context", "text": "t", "until": "2020-01-01"});
    assert_eq!(page.post(&format!("{at}/decisions"), &over).problem(), "/problems/invalid");
    waive(&page, &at, "magnitude-slip", None);
    waive(&page, &at, "value-differs", Some("2999-12-31"));

    // A rule that nobody may waive, and a waiver whose time is over by the day of the run.
    place.file("config.toml", "[waivers]\nunwaivable = [\"magnitude-slip\"]\n");
    let later = |args: &[&str]| {
        let output = place.command().args(args).env("SOURCE_DATE_EPOCH", "32503766400").output().expect("runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("is UTF-8"))
    };
    let (code, out) = later(&["waivers", "import"]);
    assert!(code == Some(0) && out.contains("cannot be waived") && out.contains("it ended on 2999-12-31") && out.contains("0 written"), "{out}");
    assert_eq!(place.read("daejo.waivers.toml"), "# ours\n");

    // A finding that is mended, and an article that is away.
    place.file("config.toml", "");
    place.file("en.md", place.read("en.md").replace("3.5 billion", "3.5 trillion"));
    let run = place.run(&["waivers", "import"]);
    assert!(run.out.contains("no such finding any more") && run.out.contains("1 written, 0 there already, 1 left out"), "{run:?}");
    assert!(place.read("daejo.waivers.toml").starts_with("# ours\n\n[[waiver]]\nrule = \"value-differs\""), "{}", place.read("daejo.waivers.toml"));
    std::fs::remove_file(place.path().join("en.md")).expect("is removed");
    let run = place.run(&["waivers", "import"]);
    assert!(run.code == 3 && run.err.contains("not taken over: en.md"), "{run:?}");

    let none = Place::new().run(&["waivers", "import"]);
    assert!(none.code == 2 && none.err.contains("no store"), "{none:?}");
}

#[test]
fn a_record_tells_what_was_waived_where_a_trusted_key_signed_it() {
    let place = with_keys();
    place.file("config.toml", "[pairs]\npatterns = [{ ko = \"ko.{slug}\", en = \"en.{slug}\" }]\n");
    let page = open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let version = settle(&page, &at);
    assert_eq!(sign(&page, &at, version, "APPROVED").status, 200);
    drop(page);
    let record = place.read("en.md.intoto.jsonl");
    place.file("en.md.intoto.jsonl", record.replacen("\"sig\":\"", "\"sig\":\"A", 1));
    let forged = place.run(&["waivers", "import", "en.md.intoto.jsonl"]);
    assert!(forged.code == 3 && !place.path().join("daejo.waivers.toml").exists(), "{forged:?}");
    place.file("en.md.intoto.jsonl", record);
    let run = place.run(&["waivers", "import", "en.md.intoto.jsonl"]);
    assert!(run.code == 0 && run.out.contains("1 written"), "{run:?}");
    assert_eq!(check(&place), (0, vec![]));
}
