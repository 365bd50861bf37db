//! A run that is killed at any moment: the store is whole, and the next run ends as if nothing had been.

use crate::archive::export;
use crate::support::{Place, pair};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often a run is killed; DAEJO_KILLS asks for more.
const KILLS: usize = 100;
/// Articles of the source.
const ARTICLES: usize = 400;

/// Short articles, of which every third has an error.
fn articles() -> String {
    let unit = |i: usize| if i.is_multiple_of(3) { "billion" } else { "trillion" };
    (1..=ARTICLES).map(|i| pair(&format!("a{i}"), &format!("도로에 {i}조5000억원을 쓴다."), &format!("It spends {i}.5 {} won on roads.", unit(i)))).collect()
}

fn start(place: &Place, config: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_daejo"))
        .args(["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet", "--config", config])
        .current_dir(place.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts")
}

/// Numbers that look like chance and are the same in every run of the test.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

fn is_whole(place: &Place) {
    let path = place.path().join("archive.db");
    if !path.exists() {
        return;
    }
    let store = rusqlite::Connection::open(path).expect("opens");
    let said: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("is asked");
    assert_eq!(said, "ok");
    let made: i64 = store.pragma_query_value(None, "user_version", |row| row.get(0)).expect("is asked");
    if made == 0 {
        // Killed before there was a table.
        return;
    }
    let one = |sql: &str| store.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("is asked");
    assert_eq!(one("SELECT count(*) - count(DISTINCT id) FROM article"), 0, "an article is there twice");
    assert_eq!(
        one("SELECT count(*) FROM article a LEFT JOIN version v ON v.n = a.version LEFT JOIN body b ON b.n = a.version WHERE v.n IS NULL OR b.n IS NULL"),
        0
    );
}

#[test]
fn a_hundred_kills_lose_and_double_nothing() {
    let place = Place::new();
    place.file("pairs.jsonl", articles()).file("one.toml", "").file("other.toml", "[rules]\nmagnitude-slip = \"minor\"\n");
    // How long a run takes here, from an empty store.
    let began = Instant::now();
    assert_eq!(start(&place, "one.toml").wait().expect("ends").code(), Some(1));
    let whole = u64::try_from(began.elapsed().as_millis()).expect("is short");
    let want = export(&place);
    assert_eq!(want.lines().count(), ARTICLES);
    std::fs::remove_file(place.path().join("archive.db")).expect("is there");
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let kills = std::env::var("DAEJO_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let (mut killed, mut run) = (0, 0_usize);
    while killed < kills {
        // Each configuration makes the work of the other undone, so that there is always something to write.
        let mut child = start(&place, if run.is_multiple_of(2) { "one.toml" } else { "other.toml" });
        std::thread::sleep(Duration::from_millis(chance.below(whole.max(20))));
        killed += usize::from(child.try_wait().expect("is asked").is_none());
        child.kill().expect("is killed, or has ended");
        child.wait().expect("ends");
        run += 1;
        is_whole(&place);
        assert!(run < 4 * kills, "runs end before they can be killed");
        // Now and then it may go on to its end.
        if run.is_multiple_of(25) {
            ends(&place, &want);
        }
    }
    ends(&place, &want);
}

/// The next run comes to what one comes to that nothing disturbs.
fn ends(place: &Place, want: &str) {
    let ended = start(place, "one.toml").wait_with_output().expect("ends");
    assert_eq!(ended.status.code(), Some(1), "{}", String::from_utf8_lossy(&ended.stderr));
    is_whole(place);
    assert!(export(place) == want, "what was killed came to something else than what was not");
    assert!(place.run(&["archive", "verify", "--store", "archive.db"]).out.starts_with(&format!("{ARTICLES} articles")));
}
