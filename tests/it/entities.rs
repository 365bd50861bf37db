//! Names in Korean alone, against the judged sentences of KLUE where they lie beside the repository: F1 by class, without language packs,
//! and with them where `DAEJO_PACK_FILES` names a folder with their files.

use crate::support::{Place, evaluation_rows};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// F1 over all three classes, in percent, below which the finder of names may not fall without packs.
const FLOOR: usize = 58;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    entities: Vec<Entity>,
}

/// A judged name: its place in characters.
#[derive(Deserialize)]
struct Entity {
    r#type: String,
    start: usize,
    end: usize,
}

type Name = (usize, usize, &'static str);

fn judged(row: &Row) -> BTreeSet<Name> {
    let byte = |n: usize| row.text.char_indices().nth(n).map_or(row.text.len(), |(at, _)| at);
    let class = |t: &str| match t {
        "PS" => Some("person"),
        "OG" => Some("organisation"),
        "LC" => Some("place"),
        _ => None,
    };
    row.entities.iter().filter_map(|e| Some((byte(e.start), byte(e.end), class(&e.r#type)?))).collect()
}

/// Counts by class: judged, found, both.
fn measure(place: &Place, rows: &[Row], args: &[&str]) -> BTreeMap<&'static str, [usize; 3]> {
    let input: String = rows.iter().map(|r| format!("{}\n", serde_json::json!({"id": r.id, "text": r.text}))).collect();
    let run = place.run_on(&[&["mentions", "--lang", "ko", "--format", "jsonl"], args].concat(), input);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut counts = BTreeMap::<&'static str, [usize; 3]>::new();
    for (row, line) in rows.iter().zip(run.json_lines()) {
        let judged = judged(row);
        let mentions = line["mentions"].as_array().expect("a list");
        let found: BTreeSet<Name> = mentions
            .iter()
            .filter_map(|m| {
                let class = ["person", "organisation", "place"].into_iter().find(|c| m["value"]["class"] == *c)?;
                Some((m["start"].as_u64()? as usize, m["end"].as_u64()? as usize, class))
            })
            .collect();
        for (i, set) in [&judged, &found, &(&judged & &found)].into_iter().enumerate() {
            for (_, _, class) in set {
                counts.entry(*class).or_default()[i] += 1;
                counts.entry("all").or_default()[i] += 1;
            }
        }
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "shares to be shown")]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn shown(what: &str, counts: &BTreeMap<&str, [usize; 3]>) {
    for (class, [judged, found, both]) in counts {
        let share = |of: usize| *both as f64 / of.max(1) as f64;
        let f1 = 2.0 * *both as f64 / (judged + found).max(1) as f64;
        println!("{what:20} {class:13} precision {:.3}  recall {:.3}  F1 {f1:.3}  ({judged} judged)", share(*found), share(*judged));
    }
}

#[test]
fn names_in_judged_sentences() {
    let Some(rows) = evaluation_rows::<Row>("klue_ner.jsonl.gz") else { return };
    let place = Place::new();
    let counts = measure(&place, &rows, &["--no-packs"]);
    shown("without packs", &counts);
    let [judged, found, both] = counts["all"];
    assert!(200 * both >= FLOOR * (judged + found), "F1 is below {FLOOR}%");
    let Some(files) = std::env::var_os("DAEJO_PACK_FILES") else { return };
    let files = files.to_string_lossy().into_owned();
    let with = Place::new();
    let installed = with.run(&["packs", "install", "morphology", "--from", &files]);
    assert_eq!(installed.code, 0, "{installed:?}");
    shown("morphology", &measure(&with, &rows, &[]));
}
