//! The store by itself: what comes back, who was faster, no room, damage.

use super::{New, Row, Store, StoreError};
use crate::review::log::{About, Action, Event, digest};
use std::path::Path;

const ROOM: u64 = 1 << 30;

fn new<'a>(id: &str, en: &'a [u8]) -> New<'a> {
    New {
        id: id.to_owned(),
        source: (Path::new("/a/ko.md"), "한국".as_bytes()),
        target: (Path::new("/a/en.md"), en),
        draft: None,
        date: Some("2025-04-15".to_owned()),
        title: None,
        at: "2026-11-30T00:00:00Z".to_owned(),
        by: "Kim".to_owned(),
    }
}

fn accept(version: u64, message: &str) -> Event {
    let about = About { fingerprint: "0123456789abcdef".to_owned(), rule: "r".to_owned(), message: message.to_owned() };
    Event { version, at: "2026-11-30T00:00:00Z".to_owned(), by: "Kim".to_owned(), action: Action::Accept(about) }
}

fn store() -> (tempfile::TempDir, Store, Row) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("s.sqlite3"), ROOM).expect("opens");
    let row = store.add(&new("a", b"Korea")).expect("is taken");
    (folder, store, row)
}

#[test]
fn what_was_written_is_there_after_it_is_opened_again() {
    let (folder, store, row) = store();
    store.append(&row, &accept(2, "m"), &[b"more"], true).expect("is added");
    drop(store);
    let store = Store::open(&folder.path().join("s.sqlite3"), ROOM).expect("opens");
    assert_eq!(store.versions(9).expect("reads"), (vec![(row.clone(), 2)], 0));
    assert_eq!(store.article_of(Path::new("/a/ko.md"), Path::new("/a/en.md")).expect("reads"), Some(row.clone()));
    let events = store.events(&row).expect("reads");
    assert_eq!((events.len(), &events[1]), (2, &accept(2, "m")));
    assert_eq!(store.text(&digest(b"more")).expect("is there"), b"more");
    assert!(store.is_pending(&row).expect("reads"));
    store.settled(&row).expect("is written");
    assert!(!store.is_pending(&row).expect("reads"));
    assert!(store.text(&digest(b"never")).is_err());
}

#[test]
fn the_second_of_two_editors_is_told() {
    let (_folder, store, row) = store();
    store.append(&row, &accept(2, "one"), &[], false).expect("is added");
    assert!(matches!(store.append(&row, &accept(2, "two"), &[], false), Err(StoreError::Stale(2))));
    assert!(matches!(store.append(&row, &accept(9, "nine"), &[], false), Err(StoreError::Stale(2))));
    assert_eq!(store.events(&row).expect("reads").len(), 2);
}

#[test]
fn the_log_is_only_added_to() {
    let (_folder, store, _row) = store();
    for deed in ["UPDATE event SET by = 'Lee'", "DELETE FROM event", "UPDATE text SET bytes = x''"] {
        let e = store.lock().execute(deed, []).expect_err("is refused");
        assert!(e.to_string().contains("only add"), "{e}");
    }
}

#[test]
fn a_store_without_room_says_so_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.sqlite3");
    let store = Store::open(&path, 100_000).expect("opens");
    let row = store.add(&new("a", b"Korea")).expect("is taken");
    let mut version = 1;
    let e = loop {
        match store.append(&row, &accept(version + 1, &"m".repeat(3000)), &[], false) {
            Ok(()) => version += 1,
            Err(e) => break e,
        }
        assert!(version < 1000, "it never fills");
    };
    assert!(matches!(e, StoreError::Full { .. }), "{e}");
    assert!(version > 2, "{version}");
    assert_eq!(store.events(&row).expect("reads").len() as u64, version);
    drop(store);
    // With more room it goes on where it was.
    let store = Store::open(&path, ROOM).expect("opens");
    store.append(&row, &accept(version + 1, "m"), &[], false).expect("is added");
}

#[test]
fn damage_and_strangers_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.sqlite3");
    #[expect(clippy::disallowed_methods, reason = "a test damages its own file")]
    std::fs::write(&path, b"this is no database, though it is long enough to have a header of one, which it has not at all.....").expect("is written");
    assert!(matches!(Store::open(&path, ROOM), Err(StoreError::Broken { .. })));
    let other = folder.path().join("other.sqlite3");
    rusqlite::Connection::open(&other).and_then(|c| c.execute_batch("CREATE TABLE mine (a)")).expect("is made");
    let e = Store::open(&other, ROOM).expect_err("is refused");
    assert!(e.to_string().contains("another program"), "{e}");
}

/// Bytes that are changed outside of SQLite: an error or right answers, never a panic, never other answers.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test damages its own file")]
fn every_page_may_be_damaged() {
    let (folder, store, row) = store();
    for version in 2..40 {
        store.append(&row, &accept(version, &"m".repeat(400)), &[format!("text {version}").as_bytes()], false).expect("is added");
    }
    let events = store.events(&row).expect("reads");
    store.lock().pragma_update(None, "wal_checkpoint", "TRUNCATE").expect("is written");
    drop(store);
    let whole = std::fs::read(folder.path().join("s.sqlite3")).expect("is there");
    let path = folder.path().join("t.sqlite3");
    let mut told = 0;
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&path, bytes).expect("is written");
        let read = Store::open(&path, ROOM).and_then(|s| {
            let row = s.article("a")?;
            row.map(|r| s.events(&r)).transpose()
        });
        match read {
            Err(_) | Ok(None) => told += 1,
            // What is said may have been damaged where nothing but SQLite's pages guards it; it is never more or less than was done.
            Ok(Some(read)) => assert_eq!(read.len(), events.len(), "byte {at}"),
        }
        let _ = std::fs::remove_file(folder.path().join("t.sqlite3-wal"));
    }
    for length in (0..whole.len()).step_by(1500) {
        std::fs::write(&path, &whole[..length]).expect("is written");
        let read = Store::open(&path, ROOM).and_then(|s| s.versions(9));
        assert!(!matches!(&read, Ok((rows, _)) if rows.len() > 1), "{length}");
    }
    assert!(told > 5, "{told}");
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store, row) = store();
    store.append(&row, &accept(2, "m"), &[], false).expect("is added");
    for name in ["s.sqlite3", "s.sqlite3-wal", "s.sqlite3-shm"] {
        let mode = folder.path().join(name).metadata().expect("is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
    }
}
