//! Names across the scripts: the trained table, its training, and the command that draws a reading.

use crate::support::{Place, evaluation_rows};
use daejo::names::train::{NamePair, Terms, train};
use daejo::names::{Verdict, explain, name_match};
use proptest::prelude::*;

const TABLE: &str = include_str!("../../src/names/transliteration.tsv");

/// Names made up for this test, one a line: Hangul, Latin.
const CORPUS: &str = "바르코 Varko\n바리엔 Varien\n바톤 Vaton\n바미르 Vamir\n바노스 Vanos\n바켈 Vakel\n바딘 Vadin\n바론테 Varonte\n바스카 Vaska\n바멜로 Vamelo\n\
                      마르코 Marko\n타리엔 Tarien\n카톤 Katon\n사미르 Samir\n다노스 Danos\n마켈 Makel\n라딘 Radin\n카론테 Karonte\n마스카 Maska\n카멜로 Kamelo";

fn corpus() -> Vec<NamePair> {
    let pair = |(ko, en): (&str, &str)| NamePair { ko: ko.to_owned(), en: en.to_owned(), lang: None };
    CORPUS.lines().filter_map(|l| l.split_once(' ')).map(pair).collect()
}

/// The cost in one lane that a table gives a unit.
fn cost(table: &str, letters: &str, latin: &str, column: usize) -> Option<u16> {
    let row = table.lines().find(|l| l.starts_with(&format!("{letters}\t{latin}\t")))?;
    row.rsplit('\t').next()?.split(' ').nth(column)?.parse().ok()
}

#[test]
fn training_learns_spellings_from_the_names_alone() {
    let trained = train(&corpus(), Terms::default());
    // The reviewed table has ㅂ for b without a cost and for v without one; these names have it for v only.
    let (v, b) = (cost(&trained.table, "ㅂ-", "v", 2).expect("was learned"), cost(&trained.table, "ㅂ-", "b", 2).unwrap_or(u16::MAX));
    assert!(v < b, "v costs {v}, b {b}");
    assert_eq!(trained.left_out, 0);
}

#[test]
fn training_twice_gives_the_same_bytes() {
    assert_eq!(train(&corpus(), Terms::default()), train(&corpus(), Terms::default()));
}

#[test]
fn the_table_is_what_its_head_says() {
    let head: Vec<&str> = TABLE.lines().take_while(|l| l.starts_with('#')).collect();
    for word in ["CC0", "MIT", "Wikidata", "hangulize", "daejo train names --rounds", "2026-"] {
        assert!(head.iter().any(|l| l.contains(word)), "the head does not tell {word}");
    }
    let rows: Vec<&str> = TABLE.lines().skip(head.len()).collect();
    let lanes = rows[0].split('\t').skip(1).count();
    assert!(rows[0].starts_with("lanes\t") && rows[1].starts_with("prior\t") && rows[2].starts_with("hangul\t") && rows[3].starts_with("latin\t"));
    for row in &rows[4..] {
        let costs = row.rsplit('\t').next().unwrap_or("");
        assert!(row.split('\t').count() == 3 && costs.split(' ').count() == lanes, "{row}");
        assert!(costs.split(' ').all(|c| c == "." || c.parse::<u8>().is_ok()), "{row}");
    }
    let units: std::collections::HashSet<_> = rows[4..].iter().map(|r| r.rsplit_once('\t').map(|r| r.0)).collect();
    assert_eq!(units.len(), rows.len() - 4, "a unit stands twice");
    assert!(TABLE.len() < 200_000, "{} bytes", TABLE.len());
}

#[test]
fn names_in_other_scripts_and_orders_are_read() {
    for (ko, en) in [
        ("정청래", "Jung Chung-rae"),
        ("류현진", "Hyun-jin Ryu"),
        ("시진핑", "Xi Jinping"),
        ("시진핑", "习近平"),
        ("블라디미르 푸틴", "Владимир Путин"),
        ("엘리자베스 2세", "Elizabeth II"),
        ("로베르트 레반도프스키", "Robert Lewandowski"),
    ] {
        assert_eq!(name_match(ko, en).verdict, Verdict::Match, "{ko} {en}: {:?}", name_match(ko, en));
    }
    for (ko, en) in [("시진핑", "Li Qiang"), ("블라디미르 푸틴", "Борис Ельцин"), ("한동훈", "Han Duck-soo")] {
        assert_eq!(name_match(ko, en).verdict, Verdict::Mismatch, "{ko} {en}: {:?}", name_match(ko, en));
    }
}

#[test]
fn a_reading_is_drawn_in_columns() {
    let run = Place::new().run(&["name", "정청래", "Jung Chung-rae"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("match"), "{}", run.out);
    // The last syllable, whose row has two cells for every one before it, stands over its letters.
    let above = run.out.lines().find(|l| l.starts_with(' ') && l.ends_with('래')).expect("the syllables");
    let below = run.out.lines().find(|l| l.starts_with("  jung")).expect("the letters");
    let cells: usize = above.chars().map(|c| if c == ' ' { 1 } else { 2 }).sum();
    let at = below.get(cells - 3..cells - 1).expect("as long");
    assert!(at.starts_with(' ') && !at.ends_with(' '), "{}", run.out);
    assert!(run.out.contains("usual spellings: Jung Chung-rae"), "{}", run.out);
}

#[test]
fn the_command_trains_and_says_what_is_wrong_with_a_file() {
    let place = Place::new();
    let lines: String = corpus().iter().map(|p| format!("{}\n", serde_json::json!({"ko": p.ko, "en": p.en}))).collect();
    place.file("names.jsonl", &lines).file("bad.jsonl", "{\"ko\": \"가\"}\n").file("empty.jsonl", "");
    let run = place.run(&["train", "names", "--pairs", "names.jsonl", "--out", "table.tsv", "--folds", "2", "--note", "made up"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("20 names read, 0 of them not used"), "{}", run.out);
    assert!(run.out.contains("names.jsonl: 20 right pairs"), "{}", run.out);
    let table = place.read("table.tsv");
    assert!(table.contains("# made up\n") && table.contains("--pairs names.jsonl\n"), "{table}");
    let again = place.run(&["train", "names", "--pairs", "names.jsonl", "--note", "made up"]);
    assert_eq!(again.out, table);
    for (file, says) in [("bad.jsonl", "line 1"), ("empty.jsonl", "has no names"), ("none.jsonl", "could not be read")] {
        let run = place.run(&["train", "names", "--pairs", file]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(says) && run.err.contains("nothing was trained"), "{}", run.err);
    }
}

#[derive(serde::Deserialize)]
struct Row {
    ko: String,
    en: String,
}

#[test]
fn places_are_known_and_told_apart() {
    let Some(rows) = evaluation_rows::<Row>("names/places.jsonl") else { return };
    let matched = rows.iter().filter(|r| name_match(&r.ko, &r.en).verdict == Verdict::Match).count();
    let mistaken = rows.iter().zip(rows.iter().skip(7)).filter(|(a, b)| a.ko != b.ko && name_match(&a.ko, &b.en).verdict == Verdict::Match).count();
    assert!(matched * 100 >= rows.len() * 90, "{matched} of {}", rows.len());
    assert!(mistaken * 500 <= rows.len(), "{mistaken} of {}", rows.len());
}

#[test]
fn people_are_known() {
    for (file, percent) in [("names/assembly.jsonl", 92), ("names/stage_and_real.jsonl", 97)] {
        let Some(rows) = evaluation_rows::<Row>(file) else { return };
        let matched = rows.iter().filter(|r| name_match(&r.ko, &r.en).verdict == Verdict::Match).count();
        assert!(matched * 100 >= rows.len() * percent, "{file}: {matched} of {}", rows.len());
    }
}

proptest! {
    #[test]
    fn any_two_strings_are_read(ko in "\\PC{0,60}", en in "\\PC{0,90}") {
        let told = explain(&ko, &en);
        prop_assert!((0.0..=1.0).contains(&told.answer.score));
    }

    #[test]
    fn any_two_names_are_read(ko in "[가-힣0-9 ·]{0,12}", en in "[a-zA-ZäöłşŻİа-яΑ-ωア-ン一-龥ა-ჰ -]{0,24}") {
        let told = explain(&ko, &en);
        prop_assert!((0.0..=1.0).contains(&told.answer.score));
    }
}
