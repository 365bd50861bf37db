//! What the house decides while the page is open: taken up at once, or told where it cannot be.

use super::{Page, place};
use serde_json::{Value, json};

fn found(page: &Page, at: &str) -> Vec<(String, String)> {
    let article = page.get(at);
    let all = article["page"]["findings"].as_array().expect("findings").clone();
    let state = |f: &Value| f["disposition"]["state"].as_str().unwrap_or("open").to_owned();
    all.iter().map(|f| (f["rule"].as_str().expect("a rule").to_owned(), state(f))).collect()
}

fn told(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(rule, state)| ((*rule).to_owned(), (*state).to_owned())).collect()
}

#[test]
fn what_the_house_changes_holds_at_once() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let both = [("magnitude-slip", "open"), ("value-differs", "open")];
    assert_eq!(found(&page, &at), told(&both));
    let standard = page.get(&at)["standard"].clone();

    // The configuration: one that was not there, one that is wrong, one that is mended.
    place.file("config.toml", "[rules]\nvalue-differs = \"off\"\n");
    assert_eq!(found(&page, &at), told(&both[..1]));
    assert_ne!(page.get(&at)["standard"], standard);
    assert_eq!(page.get(&at)["notice"], Value::Null);
    place.file("config.toml", "[rules]\nvalue-difers = \"off\"\n");
    assert_eq!(found(&page, &at), told(&both[..1]), "what was before holds");
    for path in ["/api/v1/articles", &at] {
        let notice = page.get(path)["notice"].as_str().expect("a notice").to_owned();
        assert!(notice.contains("value-difers") && notice.contains("not taken up") && !notice.contains('\u{1b}'), "{notice}");
    }
    place.file("config.toml", "");
    assert_eq!(found(&page, &at), told(&both));
    assert_eq!(page.get("/api/v1/articles")["notice"], Value::Null);
    std::fs::remove_file(place.path().join("config.toml")).expect("is removed");
    assert_eq!(found(&page, &at), told(&both));
    assert_eq!(page.get(&at)["standard"], standard, "all is as it was");

    // A waiver of the command line, and one that the house forbids.
    let fingerprint = page.get(&at)["page"]["findings"][1]["fingerprint"].as_str().expect("one").to_owned();
    let run = place.run(&["waive", &fingerprint, "--reason", "context", "--text", "see below", "--by", "Lee", "ko.md", "en.md"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(found(&page, &at), told(&[both[0], ("value-differs", "waived")]));
    let other = page.get(&at)["page"]["findings"][0]["fingerprint"].clone();
    place.file("config.toml", "[waivers]\nunwaivable = [\"magnitude-slip\"]\n");
    let waive = json!({"version": 1, "fingerprint": other, "decision": "waive", "reason": "context", "text": "t"});
    assert_eq!(page.post(&format!("{at}/decisions"), &waive).problem(), "/problems/unwaivable");

    // A house list that the configuration names.
    place.file("config.toml", "[names]\nhouse = [\"names.csv\"]\n").file("names.csv", "ko,en,forbidden\n도로,highway,roads\n");
    let rules = |all: Vec<(String, String)>| all.into_iter().map(|f| f.0).collect::<Vec<_>>();
    assert!(rules(found(&page, &at)).contains(&"glossary-forbidden".to_owned()), "{:?}, {}", found(&page, &at), page.get(&at)["notice"]);
    place.file("names.csv", "ko,en\n도로,roads\n");
    assert!(!rules(found(&page, &at)).contains(&"glossary-forbidden".to_owned()));
}
