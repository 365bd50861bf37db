//! Signing off: what may be signed, what voids it, and that the shell says the same.

use super::{EN, Page, place};
use crate::support::Place;
use serde_json::{Value, json};

/// A place with keys of a machine and an editor.
pub(super) fn with_keys() -> Place {
    let place = place();
    for (name, role) in [("press", "ci"), ("Kim", "editor")] {
        let run = place.run(&["record", "keys", "new", name, "--role", role]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    place
}

const KEYS: [&str; 4] = ["--key", "Kim.key.pem", "--check-key", "press.key.pem"];

pub(super) fn open(place: &Place, files: &[&str]) -> Page {
    Page::open(place, &[files, &KEYS].concat())
}

fn verify(place: &Place, ko: &str, en: &str) -> (i32, String) {
    let run = place.run(&["record", "verify", ko, en]);
    (run.code, format!("{}{}", run.out, run.err))
}

/// Mends one finding and waives the other, so that nothing stops the article any more. Its version then.
pub(super) fn settle(page: &Page, at: &str) -> u64 {
    let start = EN.find("3.5 billion").expect("is there");
    let mend = json!({"version": 1, "edits": [{"start": start, "end": start + "3.5 billion".len(), "text": "3.5 trillion"}]});
    assert_eq!(page.post(&format!("{at}/edits"), &mend).status, 200);
    let seen = page.get(at);
    let open: Vec<&str> = seen["page"]["findings"].as_array().expect("a list").iter().map(|f| f["fingerprint"].as_str().expect("words")).collect();
    assert_eq!(open.len(), 1, "{seen}");
    let waive = json!({"version": 2, "fingerprint": open[0], "decision": "waive", "reason": "source-error", "text": "the agency corrected it"});
    assert_eq!(page.post(&format!("{at}/decisions"), &waive).status, 200);
    3
}

pub(super) fn sign(page: &Page, at: &str, version: u64, decision: &str) -> super::Answer {
    page.post(&format!("{at}/sign"), &json!({"version": version, "decision": decision, "text": "Read against the Korean."}))
}

fn state(article: &Value) -> (&str, Option<bool>) {
    (article["state"].as_str().expect("a state"), article["signed"]["holds"].as_bool())
}

#[test]
fn what_is_signed_is_good_until_a_byte_changes() {
    let place = with_keys();
    let page = open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    // What stands open cannot be approved, and nothing is written then.
    let refused = sign(&page, &at, 1, "APPROVED");
    assert_eq!((refused.status, refused.problem().as_str()), (422, "/problems/cannot-sign"));
    assert!(refused.json()["detail"].as_str().is_some_and(|d| d.contains("1 critical and 1 major")), "{refused:?}");
    assert!(!place.path().join("en.md.intoto.jsonl").exists());
    let version = settle(&page, &at);
    assert_eq!(sign(&page, &at, 1, "APPROVED").status, 409);
    let signed = sign(&page, &at, version, "APPROVED");
    assert_eq!(signed.status, 200, "{signed:?}");
    let signed = signed.json();
    assert_eq!((state(&signed), &signed["signed"]["by"], &signed["signed"]["decision"]), (("signed", Some(true)), &json!("Kim"), &json!("APPROVED")));
    assert_eq!(signed["signed"]["keyid"].as_str().map(str::len), Some(64));
    assert_eq!(page.get("/api/v1/articles")["articles"][0]["state"], "signed");
    let (code, said) = verify(&place, "ko.md", "en.md");
    assert_eq!(code, 0, "{said}");
    // The record is what lies beside the English, and has the waiver in it.
    let record = page.send("GET", &format!("{at}/record"), &[("Authorization", &super::bearer())], "");
    assert_eq!((record.status, record.body.as_str()), (200, place.read("en.md.intoto.jsonl").as_str()));
    assert_eq!(record.body.lines().count(), 2);
    let run = place.run(&["record", "show", "en.md"]);
    assert!(run.out.contains("1 waived") && run.out.contains("by press") && run.out.contains("by Kim"), "{run:?}");

    // One byte, and it holds no more: here and in the shell. As it was, it holds again.
    let text = place.read("en.md");
    place.file("en.md", text.replace("Seoul", "Seoui"));
    let seen = page.get(&at);
    assert_eq!(state(&seen), ("stale", Some(false)), "{seen}");
    assert!(seen["signed"]["why"].as_str().is_some_and(|w| w.contains("English")), "{}", seen["signed"]);
    let (code, said) = verify(&place, "ko.md", "en.md");
    assert!(code == 1 && said.contains("English"), "{code} {said}");
    place.file("en.md", &text);
    assert_eq!(state(&page.get(&at)), ("signed", Some(true)));
    let korean = place.read("ko.md");
    place.file("ko.md", korean.replace("서울", "부산"));
    assert_eq!(state(&page.get(&at)), ("stale", Some(false)));
    place.file("ko.md", korean);
    // A record that is altered, or taken away, is told.
    let record = place.read("en.md.intoto.jsonl");
    place.file("en.md.intoto.jsonl", record.replacen("\"sig\":\"", "\"sig\":\"A", 1));
    assert_eq!(state(&page.get(&at)), ("stale", Some(false)));
    std::fs::remove_file(place.path().join("en.md.intoto.jsonl")).expect("is removed");
    assert_eq!(state(&page.get(&at)), ("stale", Some(false)));
    place.file("en.md.intoto.jsonl", record);
    assert_eq!(state(&page.get(&at)), ("signed", Some(true)));
}

#[test]
fn an_edit_or_a_decision_after_the_sign_off_voids_it_until_it_is_signed_anew() {
    let place = with_keys();
    let page = open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let version = settle(&page, &at);
    let signed = sign(&page, &at, version, "APPROVED").json();
    let version = signed["version"].as_u64().expect("a version");
    let undo = page.post(&format!("{at}/undo"), &json!({ "version": version }));
    assert!(undo.json()["detail"].as_str().is_some_and(|d| d.contains("sign-off")), "{undo:?}");
    let edit = page.post(&format!("{at}/edits"), &json!({"version": version, "edits": [{"start": 0, "end": 3, "text": "Our"}]}));
    assert_eq!(state(&edit.json()), ("stale", Some(false)), "{edit:?}");
    let again = sign(&page, &at, version + 1, "APPROVED").json();
    assert_eq!(state(&again), ("signed", Some(true)));
    assert_eq!(place.read("en.md.intoto.jsonl").lines().count(), 4);
    assert_eq!(verify(&place, "ko.md", "en.md").0, 0);
    let fingerprint = again["decisions"][0]["fingerprint"].clone();
    let accept = page.post(&format!("{at}/decisions"), &json!({"version": version + 2, "fingerprint": fingerprint, "decision": "accept"}));
    assert_eq!(state(&accept.json()), ("stale", Some(false)));
    // Turned down: nothing may be published, whatever stands open.
    let rejected = sign(&page, &at, version + 3, "REJECTED");
    assert_eq!(rejected.status, 200, "{rejected:?}");
    let rejected = rejected.json();
    assert_eq!((state(&rejected), &rejected["signed"]["decision"]), (("open", Some(true)), &json!("REJECTED")));
    assert_eq!(verify(&place, "ko.md", "en.md").0, 1);
}

#[test]
fn a_pasted_article_is_signed_where_it_lies() {
    let place = with_keys();
    let page = open(&place, &[]);
    let text = |t: &str| json!({ "text": t });
    let right = EN.replace("3.5 billion", "3.5 trillion").replace("Four", "Five");
    let id = page.post("/api/v1/articles", &json!({"source": text(super::KO), "target": text(&right), "date": "2025-04-15"})).json()["id"].clone();
    let id = id.as_str().expect("an id");
    let signed = sign(&page, &format!("/api/v1/articles/{id}"), 1, "APPROVED");
    assert_eq!(state(&signed.json()), ("signed", Some(true)), "{signed:?}");
    let folder = format!("daejo.review.articles/{id}");
    assert_eq!(verify(&place, &format!("{folder}/ko.txt"), &format!("{folder}/en.txt")).0, 0);
    let page = open(&place, &[]);
    assert_eq!(state(&page.get(&format!("/api/v1/articles/{id}"))), ("signed", Some(true)), "in another process, too");
}

#[test]
fn nobody_signs_without_a_key_or_for_another() {
    let place = with_keys();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let at = format!("/api/v1/articles/{}", page.only());
    let version = settle(&page, &at);
    let refused = sign(&page, &at, version, "APPROVED");
    assert!(refused.json()["detail"].as_str().is_some_and(|d| d.contains("no keys")), "{refused:?}");
    let usage = |args: &[&str]| {
        let run = place.run(&[&["review", "--no-open", "ko.md", "en.md"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        run.err
    };
    assert!(usage(&["--key", "Kim.key.pem"]).contains("--check-key"));
    assert!(usage(&["--key", "press.key.pem", "--check-key", "press.key.pem"]).contains("role"));
    assert!(usage(&["--key", "Kim.key.pem", "--check-key", "Kim.key.pem"]).contains("role"));
    assert!(usage(&["--editor", "Lee", "--key", "Kim.key.pem", "--check-key", "press.key.pem"]).contains("nobody signs for another"));
    // Somebody else who came in decides under her own name, and does not sign with a key that is not hers.
    let page = open(&place, &["ko.md", "en.md"]);
    let origin = format!("http://{}", page.address);
    let headers = [("Origin", origin.as_str()), ("Content-Type", "application/json")];
    let came = page.send("POST", "/api/v1/session", &headers, &json!({"token": super::TOKEN, "editor": "Lee"}).to_string());
    let cookie = came.header("set-cookie").and_then(|c| c.split(';').next()).expect("a cookie").to_owned();
    let lee = page.browser_of(cookie);
    let refused = lee.post(&format!("{at}/sign"), &json!({"version": version, "decision": "APPROVED"}));
    assert!(refused.json()["detail"].as_str().is_some_and(|d| d.contains("that of Kim")), "{refused:?}");
    assert!(!place.path().join("en.md.intoto.jsonl").exists());
}
