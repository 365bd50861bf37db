//! Articles of the web, by their addresses: from a server of the test, and from where nothing may be fetched.

use super::Page;
use crate::support::Place;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

/// Serves an article in both languages; its address.
fn paper() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("listens");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let path = lines.next().and_then(|l| l.split(' ').nth(1).map(str::to_owned)).unwrap_or_default();
            lines.take_while(|l| !l.is_empty()).for_each(drop);
            let file = match path.as_str() {
                "/ko" => "article.ko.html",
                "/en" => "article.en.html",
                _ => "",
            };
            let body = std::fs::read(format!("{}/corpus/formats/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default();
            let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
            let head = format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = (&stream).write_all(&[head.as_bytes(), &body].concat());
        }
    });
    address
}

#[test]
fn two_addresses_become_an_article() {
    let (place, paper) = (Place::new(), paper());
    place.file("config.toml", format!("[fetch]\nallow-hosts = [\"{paper}\"]\n"));
    let (ko, en) = (format!("http://{paper}/ko"), format!("http://{paper}/en"));
    let page = Page::open(&place, &[&ko, &en, "--no-cache"]);
    let id = page.only();
    let seen = page.get(&format!("/api/v1/articles/{id}"));
    assert_eq!(seen["page"]["status"], "checked", "{seen}");
    assert!(seen["date"].is_string() && seen["title"].is_string(), "{seen}");
    let english = place.read(&format!("daejo.review.articles/{id}/en.md"));
    assert!(english.contains(&en), "it says where it is from: {english}");
    // The same through the interface, and what gives no article.
    let add = |ko: &str, en: &str| page.post("/api/v1/articles", &json!({"source": {"address": ko}, "target": {"address": en}}));
    let again = add(&format!("{ko}#top"), &en);
    assert_eq!((again.status, &again.json()["id"]), (201, &json!(id)), "the same addresses are the same article");
    assert_eq!(page.get(&format!("/api/v1/articles/{id}"))["version"], 1, "and nothing of it was changed");
    let missing = add(&ko, &format!("http://{paper}/none"));
    assert_eq!((missing.status, missing.problem().as_str()), (422, "/problems/address"));
    for inside in ["http://127.0.0.1:1/x", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://0x7f000001/", "file:///etc/passwd"] {
        let answer = add(&ko, inside);
        assert_eq!((answer.status, answer.problem().as_str()), (422, "/problems/address"), "{inside}");
        assert!(answer.json()["code"].is_string(), "{answer:?}");
    }
    assert_eq!(page.get("/api/v1/articles")["articles"].as_array().map(Vec::len), Some(1));
    // What somebody wrote stays; the rest is as it is on the web.
    let text = place.read(&format!("daejo.review.articles/{id}/en.md"));
    let edit = json!({"version": 1, "edits": [{"start": text.len(), "end": text.len(), "text": "\nAdded here.\n"}]});
    assert_eq!(page.post(&format!("/api/v1/articles/{id}/edits"), &edit).status, 200);
    let korean = format!("daejo.review.articles/{id}/ko.md");
    let there = place.read(&korean);
    place.file(&korean, there.replace('3', "4"));
    assert_eq!(add(&ko, &en).json()["id"], json!(id));
    assert!(place.read(&format!("daejo.review.articles/{id}/en.md")).ends_with("Added here.\n"));
    let said = |text: &str| text.split_once("\n---\n").expect("front matter").1.to_owned();
    assert_eq!(said(&place.read(&korean)), said(&there));
    let history = page.get(&format!("/api/v1/articles/{id}"))["history"].as_array().map(Vec::len);
    assert_eq!(history, Some(4), "read, edited, changed on the disk and back");
}

#[test]
fn an_address_goes_with_an_address() {
    let place = super::place();
    for args in [&["https://a.example/ko", "en.md"][..], &["https://a.example/ko"], &["https://a.example/ko", "https://a.example/en", "--draft", "en.md"]] {
        let run = place.run(&[&["review", "--no-open", "--editor", "Kim"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
    }
    let run = place.run(&["review", "--no-open", "--editor", "Kim", "http://127.0.0.1:1/ko", "http://127.0.0.1:1/en"]);
    assert!(run.code == 3 && run.err.contains("the page was not opened"), "{run:?}");
}
