//! Articles that come in, decisions, edits, undoing, what two editors and the disk do to each other.

use super::{Answer, EN, KO, Page, place};
use crate::support::Place;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn article(page: &Page, id: &str) -> Value {
    page.get(&format!("/api/v1/articles/{id}"))
}

fn findings(article: &Value) -> Vec<(String, String)> {
    let all = article["page"]["findings"].as_array().expect("findings");
    all.iter().map(|f| (f["rule"].as_str().expect("a rule").to_owned(), f["fingerprint"].as_str().expect("a fingerprint").to_owned())).collect()
}

fn ok(answer: &Answer) -> Value {
    ok_as(answer, 200)
}

fn ok_as(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{answer:?}");
    answer.json()
}

/// An edit that puts words in the place of others.
fn edit(text: &str, old: &str, new: &str) -> Value {
    let start = text.find(old).expect("is there");
    json!({"start": start, "end": start + old.len(), "text": new})
}

fn fingerprint(article: &Value, rule: &str) -> String {
    findings(article).into_iter().find(|f| f.0 == rule).unwrap_or_else(|| panic!("{rule}: {article}")).1
}

#[test]
fn an_editor_goes_through_an_article() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    let at = format!("/api/v1/articles/{id}");
    let seen = article(&page, &id);
    assert_eq!((&seen["version"], &seen["state"], &seen["date"], &seen["editor"]), (&json!(1), &json!("open"), &json!("2025-04-15"), &json!("Kim")));
    let (money, people) = (fingerprint(&seen, "magnitude-slip"), fingerprint(&seen, "value-differs"));

    // What an edit would do is told without being done.
    let mend = json!({"version": 1, "edits": [edit(EN, "3.5 billion won", "3.5 trillion won")]});
    let before = Instant::now();
    let preview = ok(&page.post(&format!("{at}/preview"), &mend));
    assert!(before.elapsed() < Duration::from_secs(2));
    assert_eq!(findings(&preview).len(), findings(&seen).len() - 1);
    assert_eq!(place.read("en.md"), EN);
    assert_eq!(article(&page, &id), seen);
    // Without the page it is a few lines: what would be found, and whether the new words are meant.
    let short = json!({"version": 1, "edits": mend["edits"], "page": false});
    let short = ok(&page.post(&format!("{at}/preview"), &short));
    assert!(short["page"].is_null(), "{short}");
    let told = |v: &Value| v["findings"].as_array().expect("a list").iter().map(|f| (f["rule"].clone(), f["here"].clone())).collect::<Vec<_>>();
    assert_eq!((told(&short), &short["findings"]), (vec![(json!("value-differs"), json!(false))], &preview["findings"]));
    let worse = json!({"version": 1, "edits": [edit(EN, "3.5 billion won", "3.5 million won")], "page": false});
    let worse = ok(&page.post(&format!("{at}/preview"), &worse));
    assert!(told(&worse).contains(&(json!("magnitude-slip"), json!(true))), "{worse}");

    // An edit is in the file at once.
    let edited = ok(&page.post(&format!("{at}/edits"), &mend));
    assert_eq!((&edited["version"], findings(&edited).len()), (&json!(2), findings(&seen).len() - 1));
    assert_eq!(place.read("en.md"), EN.replace("3.5 billion", "3.5 trillion"));

    // A waiver needs a reason that is one, and words.
    let decide = |version: u64, decision: &str, reason: Value, text: &str| {
        page.post(&format!("{at}/decisions"), &json!({"version": version, "fingerprint": people, "decision": decision, "reason": reason, "text": text}))
    };
    assert_eq!(decide(2, "waive", json!("because"), "t").problem(), "/problems/invalid");
    assert_eq!(decide(2, "waive", json!("context"), "  ").problem(), "/problems/invalid");
    assert_eq!(decide(2, "waive", Value::Null, "t").problem(), "/problems/invalid");
    assert_eq!(decide(2, "wave", json!("context"), "t").problem(), "/problems/malformed");
    let accepted = ok(&decide(2, "accept", Value::Null, ""));
    assert_eq!((&accepted["state"], &accepted["decisions"][0]["decision"]), (&json!("open"), &json!("accept")));
    let waived = ok(&decide(3, "waive", json!("context"), "the fifth is named below"));
    assert_eq!((&waived["state"], &waived["version"]), (&json!("waived"), &json!(4)));
    let decision = &waived["decisions"][0];
    assert_eq!((&decision["reason"], &decision["by"], &decision["fingerprint"]), (&json!("context"), &json!("Kim"), &json!(people)));
    let finding = waived["page"]["findings"].as_array().expect("a list").iter().find(|f| f["fingerprint"] == *people).expect("is there").clone();
    assert_eq!((&finding["disposition"]["state"], &finding["disposition"]["text"]), (&json!("waived"), &json!("the fifth is named below")));
    let list = page.get("/api/v1/articles");
    assert_eq!((&list["articles"][0]["state"], &list["articles"][0]["counts"]["waived"]), (&json!("waived"), &json!(1)), "{list}");
    assert_eq!(page.post(&format!("{at}/decisions"), &json!({"version": 4, "fingerprint": money, "decision": "accept"})).problem(), "/problems/invalid");

    // Undoing goes back step by step, as far as the edit of the file.
    let undo = |version: u64| page.post(&format!("{at}/undo"), &json!({ "version": version }));
    assert_eq!(ok(&undo(4))["decisions"][0]["decision"], "accept");
    assert_eq!(ok(&undo(5))["decisions"], json!([]));
    let back = ok(&undo(6));
    assert_eq!((place.read("en.md").as_str(), findings(&back)), (EN, findings(&seen)));
    assert_eq!(undo(7).problem(), "/problems/invalid");
    let history: Vec<&str> = back["history"].as_array().expect("a list").iter().map(|h| h["what"].as_str().expect("a word")).collect();
    assert_eq!(history, ["read", "edit", "accept", "waive", "undo", "undo", "undo"]);
}

#[test]
fn the_second_of_two_editors_is_told_and_hears_of_the_first() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    let at = format!("/api/v1/articles/{id}");
    let browser = page.browser();
    let mut stream = TcpStream::connect(page.address).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("is set");
    let request = format!("GET {at}/events HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", page.address, browser.cookie);
    stream.write_all(request.as_bytes()).expect("is sent");
    let mut lines = BufReader::new(stream).lines().map(|l| l.expect("is read"));
    let mut next = || {
        let data = lines.find(|l| l.starts_with("data: ")).expect("an event");
        let told = serde_json::from_str::<Value>(&data["data: ".len()..]).expect("is JSON");
        assert!(told["standard"].is_string(), "{told}");
        (told["version"].clone(), told["by"].clone())
    };
    assert_eq!(next(), (json!(1), json!("")));
    let edit = |version: u64, new: &str| json!({"version": version, "edits": [edit(EN, "Monday", new)]});
    assert_eq!(page.post(&format!("{at}/edits"), &edit(1, "Tuesday")).status, 200);
    assert_eq!(next(), (json!(2), json!("Kim")));
    let late = browser.post(&format!("{at}/edits"), &edit(1, "Sunday"));
    assert_eq!((late.status, late.problem().as_str(), &late.json()["version"]), (409, "/problems/stale-version", &json!(2)));
    assert!(late.json()["detail"].as_str().is_some_and(|d| d.starts_with("Kim changed")), "{late:?}");
    assert!(place.read("en.md").contains("Tuesday"));
    // What happens on the disk is heard of, too, without anybody asking.
    place.file("en.md", EN.replace("Four", "Five"));
    assert_eq!(next(), (json!(3), json!("the disk")));
    let late = browser.post(&format!("{at}/edits"), &edit(2, "Sunday"));
    assert_eq!((late.status, late.problem().as_str()), (409, "/problems/file-changed"));
    assert!(place.read("en.md").contains("Five"));
}

#[test]
fn files_that_change_on_the_disk_are_never_written_over() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    let at = format!("/api/v1/articles/{id}");
    article(&page, &id);
    place.file("en.md", EN.replace("Four", "Five"));
    let mend = json!({"version": 1, "edits": [edit(EN, "3.5 billion won", "3.5 trillion won")]});
    let answer = page.post(&format!("{at}/edits"), &mend);
    assert_eq!((answer.status, answer.problem().as_str()), (409, "/problems/file-changed"));
    assert_eq!(place.read("en.md"), EN.replace("Four", "Five"));
    assert_eq!(article(&page, &id)["version"], 2);
    place.file("ko.md", KO.replace("5명", "6명"));
    let seen = article(&page, &id);
    assert_eq!((&seen["version"], &seen["history"][2]["by"]), (&json!(3), &json!("the disk")));
    std::fs::remove_file(place.path().join("en.md")).expect("is removed");
    let seen = article(&page, &id);
    assert_eq!((&seen["state"], &seen["version"]), (&json!("unchecked"), &json!(3)));
    assert!(seen["reason"].as_str().is_some_and(|r| r.contains("en.md")), "{seen}");
    let mend = json!({"version": 3, "edits": [edit(EN, "Monday", "Sunday")]});
    assert_eq!(page.post(&format!("{at}/edits"), &mend).problem(), "/problems/file-changed");
    assert!(!place.path().join("en.md").exists());
    // It comes back as it was.
    place.file("en.md", EN.replace("Four", "Five"));
    assert_eq!(article(&page, &id)["state"], "open");
}

#[test]
fn edits_that_do_not_fit_and_files_that_cannot_be_written() {
    let place = place();
    place.file("ko.html", format!("<html><body><article><p>{}</p></article></body></html>", KO.trim().replace("\n\n", "</p><p>")));
    place.file("en.html", format!("<html><body><article><p>{}</p></article></body></html>", EN.trim().replace("\n\n", "</p><p>")));
    let page = Page::open(&place, &["ko.md", "en.md", "--store", "a/b.sqlite3"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let edits = |edits: Value| page.post(&format!("{at}/edits"), &json!({"version": 1, "edits": edits}));
    for wrong in [
        json!([{"start": 0, "end": 9999, "text": ""}]),
        json!([{"start": 5, "end": 2, "text": ""}]),
        json!([{"start": 0, "end": 5, "text": "a"}, {"start": 3, "end": 6, "text": "b"}]),
        json!([{"start": 0, "end": 0, "text": "a\u{0}b"}]),
    ] {
        assert_eq!(edits(wrong.clone()).problem(), "/problems/invalid", "{wrong}");
    }
    for wrong in [json!([{"start": -1, "end": 2, "text": ""}]), json!([{"start": 0, "end": 1}]), json!("all")] {
        assert_eq!(edits(wrong.clone()).problem(), "/problems/malformed", "{wrong}");
    }
    assert_eq!(edits(json!([{"start": 0, "end": 0, "text": "a".repeat(1 << 20)}])).problem(), "/problems/too-large");
    assert_eq!(place.read("en.md"), EN);
    assert!(place.path().join("a/b.sqlite3").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(place.path().join("en.md"), std::fs::Permissions::from_mode(0o444)).expect("is set");
        let answer = edits(json!([edit(EN, "Monday", "Sunday")]));
        assert_eq!(answer.problem(), "/problems/file", "{answer:?}");
        assert!(answer.json()["detail"].as_str().is_some_and(|d| d.contains("en.md") && d.contains("as it was")), "{answer:?}");
        assert_eq!((place.read("en.md").as_str(), &page.get(&at)["version"]), (EN, &json!(1)));
    }
    let page = Page::open(&place, &["ko.html", "en.html", "--store", "c.sqlite3"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let answer = page.post(&format!("{at}/edits"), &json!({"version": 1, "edits": [{"start": 0, "end": 1, "text": "A"}]}));
    assert!(answer.json()["detail"].as_str().is_some_and(|d| d.contains("a web page is not edited")), "{answer:?}");
}

#[test]
fn the_encoding_and_the_mark_of_a_file_stay() {
    let place = place();
    place.file("en.md", [b"\xEF\xBB\xBF", EN.as_bytes()].concat());
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    ok(&page.post(&format!("{at}/edits"), &json!({"version": 1, "edits": [edit(EN, "Monday", "Sunday")]})));
    assert_eq!(std::fs::read(place.path().join("en.md")).expect("is there"), [b"\xEF\xBB\xBF", EN.replace("Monday", "Sunday").as_bytes()].concat());
    ok(&page.post(&format!("{at}/undo"), &json!({"version": 2})));
    assert_eq!(std::fs::read(place.path().join("en.md")).expect("is there"), [b"\xEF\xBB\xBF", EN.as_bytes()].concat());
}

#[test]
fn pasted_texts_become_files_beside_the_store() {
    let place = Place::new();
    let page = Page::open(&place, &[]);
    assert_eq!(page.get("/api/v1/articles")["articles"], json!([]));
    let add = |body: Value| page.post("/api/v1/articles", &body);
    let text = |t: &str| json!({ "text": t });
    let answer = add(json!({"source": text(KO), "target": text(EN), "date": "2025. 4. 15.", "draft": text("A draft said it.")}));
    assert_eq!(answer.status, 201, "{answer:?}");
    let id = answer.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(answer.header("location"), Some(format!("/api/v1/articles/{id}").as_str()));
    let seen = article(&page, &id);
    assert_eq!((&seen["date"], &seen["state"]), (&json!("2025-04-15"), &json!("open")));
    assert!(seen["title"].as_str().is_some_and(|t| t.starts_with("The government said")), "{seen}");
    let file = place.path().join(format!("daejo.review.articles/{id}/en.txt"));
    assert_eq!(seen["file"].as_str().map(|f| std::fs::canonicalize(f).expect("is there")), Some(file.canonicalize().expect("is there")));
    ok(&page.post(&format!("/api/v1/articles/{id}/edits"), &json!({"version": 1, "edits": [edit(EN, "Monday", "Sunday")]})));
    assert_eq!(std::fs::read_to_string(&file).expect("is there"), EN.replace("Monday", "Sunday"));
    // A page is the article in it; a file's name tells its format, and nothing else.
    let html = format!(
        "<!doctype html><html><head><title>Roads</title></head><body><article><h1>Roads</h1><p>{}</p></article></body></html>",
        EN.trim().replace("\n\n", "</p><p>")
    );
    let page_id = add(json!({"source": {"text": KO, "name": "../../etc/ko.txt"}, "target": {"text": html, "name": "C:\\x\\roads.html"}}));
    assert_eq!(page_id.status, 201, "{page_id:?}");
    // So is one that was pasted and has no name: its words are taken, and no markup.
    let pasted = ok_as(&add(json!({"source": text(KO), "target": text(&format!("\u{feff} {html}"))})), 201);
    let pasted = pasted["id"].as_str().expect("an id");
    let words = place.read(&format!("daejo.review.articles/{pasted}/en.txt"));
    assert!(words.contains("3.5 billion won") && !words.contains('<'), "{words}");
    assert_eq!(article(&page, pasted)["title"], "Roads");
    for (wrong, kind) in [
        (json!({"source": text(EN), "target": text(KO)}), "/problems/invalid"),
        (json!({"source": text(""), "target": text(EN)}), "/problems/invalid"),
        (json!({"source": text(KO), "target": {}}), "/problems/invalid"),
        (json!({"source": text(KO), "target": {"text": EN, "address": "https://a.example"}}), "/problems/invalid"),
        (json!({"source": text(KO), "target": text(EN), "date": "yesterday"}), "/problems/invalid"),
        (json!({"source": text(KO), "target": text(EN), "more": 1}), "/problems/malformed"),
        (json!({"source": text(KO)}), "/problems/malformed"),
        (json!({"source": text("가\u{0}"), "target": text(EN)}), "/problems/invalid"),
        (json!({"source": text(&"가".repeat(400_000)), "target": text(EN)}), "/problems/too-large"),
    ] {
        assert_eq!(add(wrong.clone()).problem(), kind, "{}", wrong.to_string().chars().take(200).collect::<String>());
    }
    let list = page.get("/api/v1/articles");
    assert_eq!(list["articles"].as_array().map(Vec::len), Some(3), "{list}");
    let folders = std::fs::read_dir(place.path().join("daejo.review.articles")).expect("a folder").count();
    assert_eq!(folders, 3, "nothing is left of what was refused");
}

#[test]
fn a_folder_is_a_list_of_articles_and_what_is_no_pair_is_told() {
    let place = Place::new();
    for n in 0..3 {
        place.file(&format!("ko/{n}.md"), KO).file(&format!("en/{n}.md"), EN);
    }
    place.file("ko/alone.md", KO);
    let page = Page::open(&place, &["."]);
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let list = page.get("/api/v1/articles");
        let states: Vec<&str> = list["articles"].as_array().expect("a list").iter().map(|a| a["state"].as_str().expect("a state")).collect();
        assert_eq!(states.len(), 3, "{list}");
        if states == ["open"; 3] {
            break;
        }
        assert!(states.iter().all(|s| ["open", "unchecked"].contains(s)) && Instant::now() < until, "{list}");
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(page);
    // The next time they are the same articles.
    let page = Page::open(&place, &["."]);
    assert_eq!(page.get("/api/v1/articles")["articles"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_house_decides_what_may_be_waived() {
    let place = place();
    place.file("config.toml", "[waivers]\nunwaivable = [\"magnitude-slip\"]\n[review]\nstore = \"kept/here.sqlite3\"\n");
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    assert!(place.path().join("kept/here.sqlite3").exists());
    let money = fingerprint(&article(&page, &id), "magnitude-slip");
    let waive = json!({"version": 1, "fingerprint": money, "decision": "waive", "reason": "context", "text": "t"});
    let answer = page.post(&format!("/api/v1/articles/{id}/decisions"), &waive);
    assert_eq!((answer.status, answer.problem().as_str()), (422, "/problems/unwaivable"));
}
