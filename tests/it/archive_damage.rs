//! A store whose bytes were changed by something else: an error that says so or the right answers, never a panic and never others.

use crate::archive::articles;
use crate::support::Place;
use daejo::archive::export::jsonl;
use daejo::archive::store::{Store, StoreError};
use std::panic::catch_unwind;
use std::path::Path;

/// Bytes between those that are changed; no divisor of the size of a page, so that all parts of pages are met.
const STRIDE: usize = 211;

fn exported(path: &Path) -> Result<Vec<u8>, String> {
    let read = || {
        let store = Store::open(path)?;
        let mut out = Vec::new();
        jsonl::write(&store, |line| {
            out.extend_from_slice(line);
            Ok::<(), StoreError>(())
        })?;
        Ok(out)
    };
    catch_unwind(read).expect("no panic").map_err(|e: StoreError| e.to_string())
}

#[test]
fn a_changed_byte_is_told_or_changes_nothing() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(25) + "?\n");
    assert_eq!(place.run(&["archive", "run", "pairs.jsonl", "--store", "archive.db", "--quiet"]).code, 3);
    let path = place.path().join("archive.db");
    let whole = std::fs::read(&path).expect("is there");
    let want = exported(&path).expect("is whole");
    let (mut told, mut same) = (0, 0);
    let damaged = place.path().join("damaged.db");
    let mut check = |bytes: &[u8], what: &str| {
        for beside in ["damaged.db-wal", "damaged.db-shm"] {
            let _ = std::fs::remove_file(place.path().join(beside));
        }
        std::fs::write(&damaged, bytes).expect("is written");
        match exported(&damaged) {
            Err(why) => {
                assert!(why.contains("damaged.db"), "{what}: {why}");
                told += 1;
            }
            Ok(out) => {
                assert!(out == want, "{what}: other answers");
                same += 1;
            }
        }
    };
    for at in (0..whole.len()).step_by(STRIDE) {
        for flip in [0x01, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            check(&bytes, &format!("byte {at}"));
        }
    }
    for length in (1..whole.len()).step_by(whole.len() / 60) {
        check(&whole[..length], &format!("cut at {length}"));
    }
    assert!(told > 100 && same > 100, "{told} told, {same} the same");
}
