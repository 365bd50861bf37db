//! The program with addresses in the place of files.

use super::site::{Canary, EN, KO, Site, page};
use crate::support::Place;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;

/// A site with an article in both languages and one behind a wall, and a folder whose configuration lets it be asked.
fn newsroom() -> (Site, Place) {
    let closed = page("ko", "<p>정부가 14일 도로에 3조5000억원을 쓴다고 밝혔다. 반도체와 인공지능에도 돈을 쓴다.</p>")
        .replace("\"headline\"", "\"isAccessibleForFree\":false,\"headline\"");
    let site = Site::new(
        Router::new()
            .route("/ko/20250415001", get(async || Html(page("ko", KO))))
            .route("/en/20250415001", get(async || Html(page("en", EN))))
            .route("/closed", get(async move || Html(closed)))
            .route("/gone", get(async || StatusCode::NOT_FOUND)),
    );
    let place = Place::new();
    place.file("config.toml", format!("[fetch]\nallow-hosts = [\"{}\"]\nrequests-per-second = 1000\n", site.address));
    (site, place)
}

#[test]
fn two_addresses_are_checked_as_two_files_are() {
    let (site, place) = newsroom();
    let (ko, en) = (site.url("/ko/20250415001"), site.url("/en/20250415001"));
    let web = place.run(&["check", &ko, &en, "--format", "jsonl"]);
    assert_eq!(web.code, 1, "{} {}", web.out, web.err);
    let line = &web.json_lines()[0];
    assert_eq!((line["id"].as_str(), line["findings"][0]["rule"].as_str()), (Some(ko.as_str()), Some("magnitude-slip")));
    let saved = place.run(&["fetch", &ko, &en, "--out", "."]);
    assert_eq!(saved.code, 0, "{} {}", saved.out, saved.err);
    assert!(saved.out.contains("정부, 3조 대책 (2025-04-15)"), "{}", saved.out);
    let files = place.run(&["check", "127-0-0-1-20250415001.ko.md", "127-0-0-1-20250415001.en.md", "--format", "jsonl"]);
    let fingerprints = |run: &crate::support::Run| {
        run.json_lines()[0]["findings"].as_array().expect("findings").iter().map(|f| (f["rule"].clone(), f["fingerprint"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(fingerprints(&web), fingerprints(&files), "{} {}", saved.out, files.out);
    // One side may be a file.
    let mixed = place.run(&["check", &ko, "127-0-0-1-20250415001.en.md", "--format", "jsonl"]);
    assert_eq!(fingerprints(&web), fingerprints(&mixed), "{}", mixed.err);
    let terminal = place.run(&["check", &ko, &en]);
    assert!(terminal.out.contains(&format!("{ko}:1:")), "{}", terminal.out);
}

#[test]
fn what_cannot_be_had_is_not_clean() {
    let (site, place) = newsroom();
    let en = site.url("/en/20250415001");
    for (ko, said) in [("/closed", "for subscribers"), ("/gone", "there is no such page (status 404)")] {
        let run = place.run(&["check", &site.url(ko), &en]);
        assert_eq!(run.code, 3, "{} {}", run.out, run.err);
        assert!(run.out.contains(said), "{}", run.out);
        let fetch = place.run(&["fetch", &site.url(ko)]);
        assert!(fetch.code == 3 && fetch.out.is_empty() && fetch.err.contains(said), "{} {}", fetch.out, fetch.err);
    }
    let both = place.run(&["check", &site.url("/closed"), &site.url("/gone"), "--format", "jsonl"]);
    let reason = both.json_lines()[0]["reason"].as_str().expect("a reason").to_owned();
    assert!(reason.contains("for subscribers") && reason.contains("no such page"), "both are told: {reason}");
    let alone = place.run(&["check", &en]);
    assert!(alone.code == 2 && alone.err.contains("name the address of its translation"), "{}", alone.err);
}

#[test]
fn what_nobody_allowed_is_not_asked_and_no_proxy_is() {
    let (site, place) = newsroom();
    place.file("config.toml", "");
    let canary = Canary::new();
    let proxy = format!("http://127.0.0.1:{}", canary.port);
    let url = site.url("/ko/20250415001");
    let mut command = place.command();
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, &proxy);
    }
    let run = command.args(["check", &url, &url]).output().expect("runs");
    assert_eq!(run.status.code(), Some(3));
    let out = String::from_utf8_lossy(&run.stdout);
    assert!(out.contains("allow-hosts under [fetch] in config.toml"), "{out}");
    // With the host allowed, the proxies of the environment are passed over.
    place.file("allowed.toml", format!("[fetch]\nallow-hosts = [\"{}\"]\n", site.address));
    let run = place.command().env("http_proxy", &proxy).env("ALL_PROXY", &proxy).args(["fetch", &url, "--config", "allowed.toml"]).output().expect("runs");
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!((canary.touched(), site.pages().len()), (0, 1));
}

#[test]
fn lists_of_addresses_are_checked_and_saved() {
    let (site, place) = newsroom();
    let (ko, en) = (site.url("/ko/20250415001"), site.url("/en/20250415001"));
    place.file("list.csv", format!("id,ko,en,date\na1,{ko},{en},2025-04-15\na2,{},{en},\na/../3,{ko},{en},\nno pair\n", site.url("/gone")));
    let run = place.run(&["check", "--addresses", "list.csv", "--format", "jsonl"]);
    assert_eq!(run.code, 3, "{}", run.err);
    let told: Vec<_> = run.json_lines().iter().map(|l| (l["id"].as_str().unwrap_or("").to_owned(), l["status"].as_str().unwrap_or("").to_owned())).collect();
    let want = [("a1", "checked"), ("a2", "incomplete"), ("a/../3", "checked"), ("no pair", "incomplete")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(told, want);
    std::fs::create_dir(place.path().join("out")).expect("a folder");
    let run = place.run(&["fetch", "--addresses", "list.csv", "--out", "out"]);
    assert_eq!(run.code, 3, "{} {}", run.out, run.err);
    let mut names: Vec<_> =
        std::fs::read_dir(place.path().join("out")).expect("a folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["a-3.en.md", "a-3.ko.md", "a1.en.md", "a1.ko.md", "a2.en.md"]);
    let folder = place.run(&["check", "out", "--format", "jsonl"]);
    assert_eq!(folder.json_lines().iter().filter(|l| l["findings"][0]["rule"] == "magnitude-slip").count(), 2, "{}", folder.out);
    // Saved again, an article is where it was; another one of the same name is beside it.
    assert_eq!(place.run(&["fetch", "--addresses", "list.csv", "--out", "out"]).code, 3);
    assert_eq!(std::fs::read_dir(place.path().join("out")).expect("a folder").count(), 5);
}

#[test]
fn pages_are_kept_for_the_next_run() {
    let (site, place) = newsroom();
    let url = site.url("/ko/20250415001");
    let home = place.path().join("home");
    let run = |more: &[&str]| {
        let mut command = place.command();
        let output = command.env("HOME", &home).args(["fetch", &url]).args(more).output().expect("runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        site.pages().len()
    };
    assert_eq!(run(&["--no-cache"]), 1);
    assert!(!home.join(".cache").exists());
    assert_eq!((run(&[]), run(&["--max-age", "1h"]), run(&["--max-age", "7d"]), run(&[])), (2, 2, 2, 3));
}

#[test]
fn a_list_of_addresses_is_a_source_of_the_archive() {
    let (site, place) = newsroom();
    let (ko, en) = (site.url("/ko/20250415001"), site.url("/en/20250415001"));
    place.file("list.csv", format!("id,ko,en,date\na1,{ko},{en},\na2,{},{en},\na3,{ko},{en},2025-04-16\n", site.url("/gone")));
    let run = || {
        let run = place.run(&["archive", "run", "--addresses", "list.csv", "--store", "a.db", "--format", "json", "--no-cache", "--quiet"]);
        assert_eq!(run.code, 3, "{} {}", run.out, run.err);
        run.json_lines().remove(0)
    };
    let (first, second) = (run(), run());
    assert_eq!((&first["added"], &first["incomplete"]), (&3.into(), &1.into()), "{first}");
    assert_eq!((&second["added"], &second["unchanged"], &second["incomplete"]), (&0.into(), &2.into(), &1.into()), "{second}");
    let export = place.run(&["archive", "export", "--store", "a.db", "--jsonl"]);
    let told: Vec<_> =
        export.json_lines().iter().map(|l| (l["id"].clone(), l["title"].clone(), l["date"].clone(), l["findings"].as_array().map_or(0, Vec::len))).collect();
    let want = [("a1", Some("정부, 3조 대책"), Some("2025-04-15"), 1), ("a2", None, None, 0), ("a3", Some("정부, 3조 대책"), Some("2025-04-15"), 1)];
    assert_eq!(told, want.map(|(id, title, date, n)| (id.into(), title.into(), date.into(), n)), "{}", export.out);
}
