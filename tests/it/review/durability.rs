//! What is left after the program was killed, or the disk was full: everything that was answered.

use super::{EN, Page, TOKEN, place};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn version(article: &Value) -> u64 {
    article["version"].as_u64().expect("a version")
}

/// Kills the program at many moments while it edits and decides. What was answered is there afterwards; what was not is there as a
/// whole or not at all, in the store and in the file alike.
#[test]
fn what_was_answered_survives_a_kill_at_any_moment() {
    // More with DAEJO_KILLS.
    let kills: u64 = std::env::var("DAEJO_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    let place = place();
    let mut draw = Draw(20_261_130);
    let mut known = 1;
    for round in 0..kills {
        let mut page = Page::open(&place, &["ko.md", "en.md"]);
        let id = page.only();
        let at = format!("/api/v1/articles/{id}");
        let seen = page.get(&at);
        let now = version(&seen);
        assert!(now == known || now == known + 1, "round {round}: {known} was answered, {now} is there");
        let history = seen["history"].as_array().expect("a list");
        assert_eq!(history.len() as u64, now, "round {round}");
        assert!(history.iter().all(|h| h["by"] == "Kim" || h["version"] == 1), "round {round}: nothing was taken for a change of somebody else: {seen}");
        let text = place.read("en.md");
        assert!(text.starts_with("The ") && text.ends_with(" hurt in Seoul.\n"), "{text}");
        known = now;
        // Some answers must have come before it is killed, or little was tried.
        let (least, wait) = (draw.next(5), Duration::from_micros(draw.next(12_000)));
        let answers = AtomicU64::new(0);
        std::thread::scope(|scope| {
            let answered = scope.spawn(|| {
                let mut version = now;
                loop {
                    let text = place.read("en.md");
                    let start = text.find(" said ").expect("is there") + " said ".len();
                    let word = text[start..].split(' ').next().expect("a word").len();
                    let edits = json!([{"start": start, "end": start + word, "text": format!("Monday{version}")}]);
                    let Some(answer) = try_post(page.address, &format!("{at}/edits"), &json!({"version": version, "edits": edits})) else { break };
                    assert!(answer.contains(" 200 OK"), "{answer}");
                    version += 1;
                    answers.fetch_add(1, Ordering::SeqCst);
                    let fingerprint = seen["page"]["findings"][0]["fingerprint"].clone();
                    let body = json!({"version": version, "fingerprint": fingerprint, "decision": "waive", "reason": "context", "text": format!("{version}")});
                    let Some(answer) = try_post(page.address, &format!("{at}/decisions"), &body) else { break };
                    if answer.contains(" 200 OK") {
                        version += 1;
                    }
                }
                version
            });
            let late = Instant::now() + Duration::from_secs(60);
            while answers.load(Ordering::SeqCst) < least && Instant::now() < late {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(wait);
            kill(&page);
            known = answered.join().expect("ends");
        });
        page.kill();
    }
    assert!(known > kills, "{known}: too little was done to mean anything");
}

/// Nothing where there is no whole answer.
fn try_post(address: std::net::SocketAddr, path: &str, body: &Value) -> Option<String> {
    use std::io::{Read, Write};
    let body = body.to_string();
    let mut stream = std::net::TcpStream::connect(address).ok()?;
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\nConnection: close\r\n");
    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).ok()?;
    let mut answer = Vec::new();
    // What came before the connection broke counts: the program answers only what it has kept.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.starts_with("HTTP/1.1 ").then_some(answer)
}

fn kill(page: &Page) {
    let status = Command::new("kill").args(["-KILL", &page.id().to_string()]).status();
    assert!(status.is_ok_and(|s| s.success()));
}

#[test]
fn a_store_that_is_full_says_so_and_loses_nothing() {
    let place = place();
    place.file("config.toml", "[review]\nstore-bytes = 120_000\n");
    let page = Page::open(&place, &["ko.md", "en.md"]);
    let id = page.only();
    let at = format!("/api/v1/articles/{id}");
    let fingerprint = page.get(&at)["page"]["findings"][0]["fingerprint"].clone();
    let words = "w".repeat(1900);
    let decide = |version: u64| {
        page.post(&format!("{at}/decisions"), &json!({"version": version, "fingerprint": fingerprint, "decision": "waive", "reason": "context", "text": words}))
    };
    let mut known = 1;
    let refused = loop {
        let answer = decide(known);
        if answer.status != 200 {
            break answer;
        }
        known += 1;
        assert!(known < 500, "it never fills");
    };
    assert_eq!((refused.status, refused.problem().as_str()), (507, "/problems/full"));
    assert!(refused.json()["detail"].as_str().is_some_and(|d| d.contains("no room") && d.contains("nothing was changed")), "{refused:?}");
    // An edit that the store cannot keep does not reach the file.
    let long = "x".repeat(20_000);
    let answer = page.post(&format!("{at}/edits"), &json!({"version": known, "edits": [{"start": 0, "end": 3, "text": long}]}));
    assert_eq!(answer.problem(), "/problems/full");
    assert_eq!(place.read("en.md"), EN);
    assert_eq!(version(&page.get(&at)), known);
    drop(page);
    place.file("config.toml", "[review]\nstore-bytes = 10_000_000\n");
    let page = Page::open(&place, &["ko.md", "en.md"]);
    assert_eq!(version(&page.get(&at)), known);
    let again = page.post(&format!("{at}/decisions"), &json!({"version": known, "fingerprint": fingerprint, "decision": "accept"}));
    assert_eq!(again.status, 200, "{again:?}");
}

/// The system refuses to write any further: files may not grow beyond a size.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_says_so_and_loses_nothing() {
    let place = place();
    let mut command = Command::new("sh");
    // The signal that comes with it is ignored, so that the write fails as it does on a full disk.
    command.args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" review --no-open --editor Kim ko.md en.md", env!("CARGO_BIN_EXE_daejo")]);
    command.current_dir(place.path()).env_clear().env("PATH", "/usr/bin:/bin").env("DAEJO_REVIEW_TOKEN", TOKEN);
    let page = Page::start(command);
    let id = page.only();
    let at = format!("/api/v1/articles/{id}");
    let fingerprint = page.get(&at)["page"]["findings"][0]["fingerprint"].clone();
    let mut known = 1;
    let refused = loop {
        let body = json!({"version": known, "fingerprint": fingerprint, "decision": "waive", "reason": "context", "text": "w".repeat(1900)});
        let answer = page.post(&format!("{at}/decisions"), &body);
        if answer.status != 200 {
            break answer;
        }
        known += 1;
        assert!(known < 2000, "it never fills");
    };
    assert!(matches!(refused.status, 500 | 507), "{refused:?}");
    assert!(refused.json()["detail"].as_str().is_some_and(|d| d.contains("nothing was changed")), "{refused:?}");
    drop(page);
    let page = Page::open(&place, &["ko.md", "en.md"]);
    assert_eq!(version(&page.get(&at)), known);
}

#[test]
fn a_damaged_store_is_told_and_left_alone() {
    let place = place();
    drop(Page::open(&place, &["ko.md", "en.md"]));
    let path = place.path().join("daejo.review.sqlite3");
    let mut bytes = std::fs::read(&path).expect("is there");
    let _ = std::fs::remove_file(place.path().join("daejo.review.sqlite3-wal"));
    bytes.resize(bytes.len().max(8192), 0);
    for b in &mut bytes[20..90] {
        *b ^= 0x5a;
    }
    std::fs::write(&path, &bytes).expect("is written");
    let run = place.run(&["review", "--no-open", "--editor", "Kim", "ko.md", "en.md"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("daejo.review.sqlite3") && run.err.contains("nothing was changed"), "{run:?}");
    assert_eq!(std::fs::read(&path).expect("is there"), bytes);
}
