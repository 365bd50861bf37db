//! The list of articles: quick with thousands, because what is known of untouched ones is remembered, and right whatever is touched.

use super::signing::{open, settle, sign, with_keys};
use super::{EN, KO, Page};
use crate::support::Place;
use serde_json::Value;
use std::fs::File;
use std::time::{Duration, Instant, SystemTime};

fn list(page: &Page) -> Value {
    page.get("/api/v1/articles?limit=20000")
}

/// The states of the list, counted: unchecked, open, waived, signed, stale.
fn states(list: &Value) -> [usize; 5] {
    let all = list["articles"].as_array().expect("a list");
    ["unchecked", "open", "waived", "signed", "stale"].map(|state| all.iter().filter(|a| a["state"] == state).count())
}

/// Waits until everything was checked.
fn settled(page: &Page, wanted: [usize; 5]) -> Value {
    let end = Instant::now() + Duration::from_secs(300);
    loop {
        let now = list(page);
        if states(&now) == wanted {
            return now;
        }
        assert!(Instant::now() < end, "{:?}", states(&now));
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// DAEJO_ARTICLES=5000 for more: 425 ms then, by a program for debugging on a busy machine of two cores.
#[test]
fn many_articles_are_listed_at_once() {
    let many: usize = std::env::var("DAEJO_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(150);
    let place = Place::new();
    for n in 0..many {
        place.file(&format!("ko/{n}.md"), format!("---\ndate: 2025-04-15\n---\n{KO}\n{n}번째 기사다.\n"));
        place.file(&format!("en/{n}.md"), format!("{EN}\nThis is article {n}.\n"));
    }
    let page = Page::open(&place, &["."]);
    let first = settled(&page, [0, many, 0, 0, 0]);
    assert_eq!((first["articles"].as_array().map(Vec::len), &first["more"]), (Some(many), &Value::from(0)));
    assert_eq!(first["articles"][0]["counts"]["critical"], 1, "{}", first["articles"][0]);
    // Files of this moment are read again until their time is past.
    std::thread::sleep(Duration::from_millis(2100));
    settled(&page, [0, many, 0, 0, 0]);
    std::thread::sleep(Duration::from_millis(500));
    let took = (0..5).map(|_| {
        let begun = Instant::now();
        assert_eq!(states(&list(&page)), [0, many, 0, 0, 0]);
        begun.elapsed()
    });
    let took = took.min().expect("some");
    println!("{many} articles are listed in {took:?}");
    assert!(took < Duration::from_millis(200 + many as u64), "{took:?}");
    assert_eq!(page.get("/api/v1/articles?limit=3")["more"], Value::from(many - 3));
    let answer = page.send("GET", "/api/v1/articles?limit=all", &[("Authorization", &super::bearer())], "");
    assert_eq!((answer.status, answer.problem().as_str()), (422, "/problems/invalid"));

    // One is touched, and the list says so at once.
    place.file("en/7.md", EN.replace("3.5 billion", "3.5 trillion").replace("Four", "Five"));
    assert_eq!(states(&list(&page)).iter().sum::<usize>(), many);
    settled(&page, [0, many - 1, 1, 0, 0]);
    drop(page);

    // Another run knows what this one knew.
    let page = Page::open(&place, &[]);
    let again = states(&list(&page));
    assert!(again[0] <= many / 3 + 1, "{again:?}: what was known is forgotten");
    settled(&page, [0, many - 1, 1, 0, 0]);
}

/// A text of the same size, with the time of the file put back: it is noticed all the same.
fn sly(place: &Place, name: &str, text: &str) {
    let path = place.path().join(name);
    let before = path.metadata().and_then(|m| m.modified()).expect("is there");
    assert_eq!(place.read(name).len(), text.len());
    place.file(name, text);
    File::options().write(true).open(&path).and_then(|f| f.set_modified(before)).expect("is set");
}

#[test]
fn whatever_is_touched_is_looked_at_again() {
    let place = with_keys();
    let page = open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let version = settle(&page, &at);
    assert_eq!(sign(&page, &at, version, "APPROVED").status, 200);
    let names = ["ko.md", "en.md", "en.md.intoto.jsonl", "keys.toml"];
    let texts = names.map(|name| place.read(name));
    let state = || list(&page)["articles"][0]["state"].as_str().expect("a state").to_owned();
    let age = |name: &str| {
        let file = File::options().write(true).open(place.path().join(name)).expect("is there");
        file.set_modified(SystemTime::now() - Duration::from_hours(1)).expect("is set");
    };
    // Now it is remembered, and not read.
    names.into_iter().for_each(age);
    std::thread::sleep(Duration::from_millis(2100));
    for _ in 0..2 {
        assert_eq!(state(), "signed");
    }
    let record = texts[2].replacen("\"sig\":\"", "\"sig\":\"A", 1);
    let revoked = texts[3].replace("role = \"editor\"", "role = \"editor\"\nrevokedAt = 2020-01-01T00:00:00Z");
    let changes =
        [("ko.md", texts[0].replace("서울", "부산")), ("en.md", texts[1].replace("Seoul", "Seoui")), ("en.md.intoto.jsonl", record), ("keys.toml", revoked)];
    for ((name, changed), text) in changes.iter().zip(&texts) {
        assert_ne!(changed, text, "{name}");
        if changed.len() == text.len() {
            sly(&place, name, changed);
        } else {
            place.file(name, changed);
        }
        assert_eq!(state(), "stale", "{name}");
        place.file(name, text);
        assert_eq!(state(), "signed", "{name}");
        std::fs::rename(place.path().join(name), place.path().join("away")).expect("is moved");
        assert_eq!(state(), "stale", "{name} is away");
        std::fs::rename(place.path().join("away"), place.path().join(name)).expect("is moved");
        assert_eq!(state(), "signed", "{name} is back");
    }
}
