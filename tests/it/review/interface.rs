//! The interface for programs: checks, problems, the description.

use super::{EN, KO, Page, bearer, place};
use crate::support::Place;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn a_check_says_what_the_command_line_says() {
    let place = Place::new();
    let page = Page::open(&place, &[]);
    let asked = json!({"id": "7", "source": {"text": KO}, "target": {"text": EN}, "date": "2025-04-15"});
    let answer = page.post("/api/v1/check", &asked);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let line = json!({"id": "7", "ko": KO, "en": EN, "date": "2025-04-15"});
    let run = place.run_on(&["check", "--pairs", "-", "--format", "jsonl"], format!("{line}\n"));
    assert_eq!(answer.body, run.out);
    crate::schema::holds(&crate::schema::schema("result.v1.json"), &answer.json());
    let with_draft = json!({"source": {"text": KO}, "target": {"text": EN}, "draft": {"text": EN.replace("3.5 billion", "3.5 trillion")}});
    assert!(page.post("/api/v1/check", &with_draft).json()["draft"].is_object());
    // What is not checked is never clean.
    let empty = page.post("/api/v1/check", &json!({"source": {"text": ""}, "target": {"text": EN}})).json();
    assert_eq!(empty["status"], "incomplete");
    assert_eq!(page.post("/api/v1/check", &json!({"source": {"text": KO}, "target": {"text": EN}, "date": "soon"})).problem(), "/problems/invalid");
    assert_eq!(page.get("/api/v1/articles")["articles"], json!([]), "nothing of it is kept");
}

#[test]
fn the_description_is_what_is_there() {
    let place = place();
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let described = page.get("/api/v1/openapi.json");
    assert_eq!(described["openapi"], "3.1.0");
    for (path, item) in described["paths"].as_object().expect("paths") {
        let methods: BTreeSet<String> = item.as_object().expect("an item").keys().filter(|k| *k != "parameters").map(|m| m.to_uppercase()).collect();
        let answer = page.send("PATCH", &path.replace("{id}", "x"), &[("Authorization", &bearer()), ("Origin", &format!("http://{}", page.address))], "");
        assert_eq!((answer.status, answer.problem().as_str()), (405, "/problems/method"), "{path}");
        let allowed: BTreeSet<String> = answer.header("allow").expect("what is allowed").split(',').map(str::to_owned).filter(|m| m != "HEAD").collect();
        assert_eq!(allowed, methods, "{path}");
    }
    // What is answered holds to what is described.
    let id = page.only();
    let (list, article) = (page.get("/api/v1/articles"), page.get(&format!("/api/v1/articles/{id}")));
    let missing = page.send("GET", "/api/v1/articles/none", &[("Authorization", &bearer())], "");
    assert_eq!((missing.status, missing.problem().as_str()), (404, "/problems/not-found"));
    for (name, instance) in [("ListV1", &list), ("ArticleV1", &article), ("ProblemV1", &missing.json())] {
        let mut schema = described["components"]["schemas"][name].clone();
        assert!(schema.is_object(), "{name}");
        schema["components"] = described["components"].clone();
        crate::schema::holds(&schema, instance);
    }
    // Every type of problem is an address that says what it means.
    let kinds = described["components"]["responses"]["Problem"]["description"].as_str().expect("a description");
    let kinds: Vec<&str> = kinds.split('`').filter(|k| k.starts_with("/problems/")).collect();
    assert!(kinds.len() > 10, "{kinds:?}");
    for kind in kinds {
        assert_eq!(page.send("GET", kind, &[], "").status, 200, "{kind}");
    }
}

#[test]
fn many_ask_at_once_and_all_are_answered() {
    let place = Place::new();
    let page = Page::open(&place, &[]);
    let asked = json!({"source": {"text": KO}, "target": {"text": EN}, "date": "2025-04-15"});
    let first = page.post("/api/v1/check", &asked).body;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(page.post("/api/v1/check", &asked).body, first);
                }
            });
        }
    });
}

/// Text that is meant to act in a browser or a terminal comes back as the text that it is.
#[test]
fn what_an_article_says_is_never_markup() {
    let place = Place::new();
    let hostile = "</script><img src=x onerror=alert(1)><svg/onload=alert(2)>\u{202e}\u{1b}[31m {{token}} javascript:alert(3)";
    place.file("ko.md", format!("---\ntitle: '{}'\n---\n{KO}\n\n{hostile}\n", "<b>제목</b>")).file("en.md", format!("{EN}\n\n{hostile}\n"));
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let browser = page.browser();
    let id = page.only();
    for path in ["/".to_owned(), format!("/article/{id}")] {
        let answer = page.send("GET", &path, &[("Cookie", &browser.cookie)], "");
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(!answer.body.contains("onerror") && !answer.body.contains("제목"), "the page has no text of articles in it: {path}");
    }
    let article = page.send("GET", &format!("/api/v1/articles/{id}"), &[("Cookie", &browser.cookie)], "");
    assert_eq!(article.header("content-type"), Some("application/json"));
    let told: Value = article.json();
    assert_eq!(told["title"], "<b>제목</b>");
    assert!(!page.send("GET", &format!("/article/{}", "%3Cscript%3E"), &[("Cookie", &browser.cookie)], "").body.contains("<script>alert"));
}

#[test]
fn it_ends_when_it_is_asked_to() {
    #[cfg(unix)]
    {
        let place = place();
        for signal in ["INT", "TERM"] {
            let mut page = Page::open(&place, &["ko.md", "en.md"]);
            page.only();
            let pid = page.id().to_string();
            std::process::Command::new("kill").args([&format!("-{signal}"), &pid]).status().expect("is sent");
            assert_eq!(page.wait(), Some(0), "{signal}");
            assert!(!place.path().join("daejo.review.sqlite3-wal").exists(), "the store is closed");
        }
    }
}
