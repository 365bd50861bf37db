//! The archive: what is checked and what is passed over, what is told of bad items, who may write, and stores that are damaged.

use crate::schema::{holds, schema};
use crate::support::{Place, Run, good, pair};
use serde_json::Value;
use std::io::Write as _;

/// Some articles, of which every third has an error.
pub(crate) fn articles(n: usize) -> String {
    (1..=n).map(|i| article(i, if i.is_multiple_of(3) { "billion" } else { "trillion" })).collect()
}

fn article(i: usize, unit: &str) -> String {
    let (ko, en) = (
        format!("정부는 14일 도로에 {i}조5000억원을 쓴다고 밝혔다.\n\n공사는 4월에 시작한다."),
        format!("The government said Monday that it will spend {i}.5 {unit} won on roads.\n\nWork begins in April."),
    );
    pair(&format!("a{i}"), &ko, &en)
}

fn run(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["archive", "run", "--store", "archive.db"], more].concat())
}

pub(crate) fn export(place: &Place) -> String {
    let run = place.run(&["archive", "export", "--store", "archive.db", "--jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.out
}

fn lines(export: &str) -> Vec<Value> {
    export.lines().map(|l| serde_json::from_str(l).expect("is JSON")).collect()
}

#[test]
fn the_export_says_what_check_says() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(40));
    assert_eq!(run(&place, &["pairs.jsonl", "--quiet"]).code, 1, "there are findings");
    let checked = place.run(&["check", "--pairs", "pairs.jsonl", "--format", "jsonl"]).json_lines();
    let exported = lines(&export(&place));
    assert_eq!(exported.len(), 40);
    let schema = schema("archive.v1.json");
    for (mut ours, theirs) in exported.into_iter().zip(checked) {
        holds(&schema, &ours);
        let ours = ours.as_object_mut().expect("an object");
        for own in ["schema", "content", "date", "section", "title", "byline", "translator", "editor"] {
            assert!(ours.remove(own).is_some(), "{own}");
        }
        let mut theirs = theirs;
        theirs.as_object_mut().expect("an object").remove("schema");
        assert_eq!(Value::Object(ours.clone()), theirs);
    }
}

#[test]
fn an_article_is_checked_again_only_when_something_changed() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(9));
    assert!(run(&place, &["pairs.jsonl"]).out.starts_with("run 1: 9 articles: 9 new; 3 with findings"));
    let before = export(&place);
    let again = run(&place, &["pairs.jsonl"]);
    assert!(again.code == 1 && again.out.starts_with("run 2: 9 articles: 9 as they were; 3 with findings"), "{}", again.out);
    assert_eq!(export(&place), before);
    place.file("pairs.jsonl", articles(10).replace("3.5 billion", "3.5 trillion"));
    let changed = run(&place, &["pairs.jsonl"]);
    assert!(changed.out.starts_with("run 3: 10 articles: 1 new, 1 changed, 8 as they were; 2 with findings"), "{}", changed.out);
    assert_eq!(lines(&export(&place))[2]["findings"], serde_json::json!([]));
    place.file("config.toml", "[rules]\nmagnitude-slip = \"minor\"\n");
    let settled = run(&place, &["pairs.jsonl"]);
    assert!(settled.code == 0 && settled.out.starts_with("run 4: 10 articles: 10 checked again; 0 with findings"), "{}", settled.out);
    assert_eq!(lines(&export(&place))[5]["findings"][0]["severity"], "minor");
}

#[test]
fn what_was_decided_about_others_has_nothing_checked_again() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(9)).file("config.toml", "[names]\nhouse = [\"house.csv\"]\n").file("house.csv", "ko,en\n도담,Dodam\n");
    run(&place, &["pairs.jsonl", "--quiet"]);
    let fingerprint = lines(&export(&place))[2]["findings"][0]["fingerprint"].as_str().expect("a text").to_owned();
    let row = |until: &str| {
        format!(
            "[[waiver]]\nrule = \"magnitude-slip\"\nfingerprint = \"{fingerprint}\"\nreason = \"context\"\ntext = \"said above\"\nby = \"kim\"\non = 2026-11-01\n{until}"
        )
    };
    place.file("daejo.waivers.toml", row(""));
    let waived = run(&place, &["pairs.jsonl"]);
    assert!(waived.out.starts_with("run 2: 9 articles: 1 checked again, 8 as they were; 2 with findings"), "{waived:?}");
    assert_eq!(lines(&export(&place))[2]["findings"][0]["disposition"]["state"], "waived");
    // One of the two lists has a row about what none of the articles speaks of, the other about what all do.
    place.file("house.csv", "ko,en\n도담,Dodam\n한가온,Han Ga-on\n");
    assert!(run(&place, &["pairs.jsonl"]).out.starts_with("run 3: 9 articles: 9 as they were"));
    place.file("house.csv", "ko,en\n도담,Dodam\n정부,the Government\n");
    assert!(run(&place, &["pairs.jsonl"]).out.starts_with("run 4: 9 articles: 9 checked again"));
    // A section of the paper of which no article is.
    place.file("config.toml", "[[section]]\nnames = [\"sports\"]\nrules = { magnitude-slip = \"off\" }\n[names]\nhouse = [\"house.csv\"]\n");
    let sports = run(&place, &["pairs.jsonl"]);
    assert!(sports.out.starts_with("run 5: 9 articles: 9 as they were"), "{sports:?}");
}

#[test]
fn each_thing_that_a_result_depends_on_has_those_checked_again_that_do() {
    let place = Place::new();
    let (ko, en) = ("강유정 대변인은 도로에 3조5000억원을 쓴다고 밝혔다.", "Spokesperson Kang Yoo-jung said 3.5 billion won will be spent on roads.");
    place.file("pairs.jsonl", [pair("named", ko, en), good("other")].concat());
    place
        .file("in/file.ko.md", "부산항의 도로에 3조5000억원을 쓴다.\n\n공사는 4월에 시작한다.\n")
        .file("in/file.en.md", "It spends 3.5 trillion won on roads.\n\nWork begins in April.\n");
    let precedent = |last: &str| {
        format!(
            "ko\ten\tkind\tarticles\tfirst\tlast\troles\tids\n강유정\tKang Yu-jung\tperson\t9\t2019-01-01\t{last}\t대변인\ta\n한가온\tHan Ga-on\tperson\t4\t2019-01-01\t2020-01-01\t\tb\n"
        )
    };
    place.file("precedent.tsv", precedent("2024-01-01")).file("words.tsv", "도로\troad\n").file("house.csv", "ko,en\n부산항,Busan Port\n");
    let mut before = String::new();
    // What the configuration says, and how many of the three articles that has checked again.
    for (step, (config, again)) in [
        ("", 3),
        ("[record]\ntranslator-kind = \"machine\"\ntranslator-model = \"example-mt\"\n", 1),
        ("[record]\ntranslator-kind = \"human\"\n", 1),
        ("[record]\nreviewers = 1\n", 1),
        ("[names]\nprecedent = \"precedent.tsv\"\n", 1),
        ("[names]\nprecedent = \"precedent.tsv\"\n# newer\n", 1),
        ("[names]\nhouse = [\"house.csv\"]\n", 2),
        ("[names]\nhouse = [\"house.csv\"]\n[review]\nstore-bytes = 999999\n", 0),
        ("[align]\nlexicon = [\"words.tsv\"]\n", 3),
        ("[house]\nmay-add = [\"names\"]\n", 3),
        ("[rules]\nfigures-swapped = \"off\"\n", 3),
        ("[check]\nconversion-tolerance = 0.03\n", 3),
        ("[confidence]\nmagnitude-slip = { accepted = 0.5, given = 0.9 }\n", 3),
        ("[check]\nfail-on = \"critical\"\n", 3),
        ("[check]\nfail-on = \"critical\"\ndate = 2024-01-02\n", 1),
    ]
    .into_iter()
    .enumerate()
    {
        if config.contains("# newer") {
            place.file("precedent.tsv", precedent("2025-01-01"));
        }
        place.file("config.toml", config);
        let ran = place.run(&["archive", "run", "pairs.jsonl", "in", "--store", "archive.db", "--format", "json"]);
        assert!(ran.code < 2, "{config}: {ran:?}");
        let ran: Value = serde_json::from_str(&ran.out).expect("is JSON");
        let done = if step == 0 { &ran["added"] } else { &ran["rechecked"] };
        assert_eq!(done, &again, "{config}: {ran}");
        let now = export(&place);
        if again == 0 {
            assert_eq!(now, before, "{config}");
        }
        before = now;
        // And what was kept is what a store that remembers nothing comes to.
        let _ = std::fs::remove_file(place.path().join("fresh.db"));
        place.run(&["archive", "run", "pairs.jsonl", "in", "--store", "fresh.db", "--quiet"]);
        assert_eq!(place.run(&["archive", "export", "--store", "fresh.db", "--jsonl"]).out, before, "{config}");
    }
}

#[test]
fn files_and_compressed_streams_come_to_the_same_at_any_number_of_threads() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(700));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(articles(700).as_bytes()).expect("is written");
    place.file("pairs.jsonl.gz", gz.finish().expect("ends")).file("pairs.jsonl.zst", zstd::encode_all(articles(700).as_bytes(), 3).expect("ends"));
    run(&place, &["pairs.jsonl", "--jobs", "1"]);
    let want = export(&place);
    for (n, source) in ["pairs.jsonl.gz", "pairs.jsonl.zst"].into_iter().enumerate() {
        let store = format!("store{n}.db");
        let ran = place.run(&["archive", "run", source, "--store", &store, "--jobs", "4"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(place.run(&["archive", "export", "--store", &store, "--jsonl"]).out == want, "{source}");
    }
}

#[test]
fn bad_items_are_told_each_with_its_reason() {
    let place = Place::new();
    let whole = articles(400);
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(whole.as_bytes()).expect("is written");
    let gz = gz.finish().expect("ends");
    place.file("broken.jsonl.gz", &gz[..gz.len() / 2]);
    place.file("folder/alone.ko.md", "3조원이다.\n").file("folder/pair.ko.md", "3조원이다.\n").file("folder/pair.en.md", "It is 3 trillion won.\n");
    let bad = [good("x"), "?\n".to_owned(), good("x"), "{\"id\": \"no-en\", \"ko\": \"3조\"}\n".to_owned(), pair("empty", "3조원이다.", "")].concat();
    place.file("bad.jsonl", bad);
    let ran = run(&place, &["bad.jsonl", "broken.jsonl.gz", "folder", "--fail-on", "never"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("2 articles were not checked, 4 items that are no articles were not checked"), "{}", ran.out);
    let all = lines(&export(&place));
    let reason = |id: &str| {
        let one = all.iter().find(|l| l["id"] == id).unwrap_or_else(|| panic!("{id} is not there"));
        assert_eq!(one["status"], "incomplete", "{id}");
        one["reason"].as_str().expect("a reason").to_owned()
    };
    assert!(reason("bad.jsonl:2").contains("not JSON"));
    assert!(reason("bad.jsonl:3").contains("`x` was there already"));
    assert!(reason("no-en").contains("no `en`"));
    assert!(reason("empty").contains("empty"));
    assert!(reason("folder/alone.ko.md").contains("no English for it"));
    let cut = all.iter().find(|l| l["id"].as_str().is_some_and(|id| id.starts_with("broken.jsonl.gz:"))).expect("is told");
    assert!(cut["reason"].as_str().is_some_and(|r| r.contains("the gzip file breaks off")), "{cut}");
    let ids: std::collections::BTreeSet<_> = all.iter().map(|l| l["id"].as_str().expect("a text")).collect();
    assert_eq!(ids.len(), all.len(), "an identifier is there once");
    // What was mended is told no more.
    place.file("bad.jsonl", [good("x"), good("y"), good("z")].concat()).file("folder/alone.en.md", "It is 3 trillion won.\n");
    run(&place, &["bad.jsonl", "folder", "--fail-on", "never"]);
    let after = export(&place);
    assert!(!after.contains("\"bad.jsonl:2\"") && !after.contains("\"id\":\"folder/alone.ko.md\""), "{after}");
}

#[test]
fn names_in_either_form_are_one_name() {
    let place = Place::new();
    let (composed, parted) = ("기사", "\u{1100}\u{1175}\u{1109}\u{1161}");
    place.file(&format!("in/{composed}.ko.md"), "3조원이다.\n").file(&format!("in/{parted}.en.md"), "It is 3 trillion won.\n");
    let ran = run(&place, &["in"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.starts_with("run 1: 1 article: 1 new"), "{}", ran.out);
}

#[test]
fn some_are_chosen() {
    let place = Place::new();
    let row = |id: &str, date: &str, section: &str| {
        let row = serde_json::json!({"id": id, "ko": "3조원이다.", "en": "It is 3 trillion won.", "date": date, "section": section});
        format!("{row}\n")
    };
    let rows = [row("a", "2024-01-01", "Politics"), row("b", "2025-01-01", "politics"), row("c", "2025-01-02", "sports"), row("d", "2025-01-03", "politics")];
    place.file("pairs.jsonl", rows.concat());
    let ids = |more: &[&str]| {
        let _ = std::fs::remove_file(place.path().join("archive.db"));
        run(&place, &[&["pairs.jsonl"], more].concat());
        lines(&export(&place)).iter().map(|l| l["id"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--since", "2025-01-01"]), ["b", "c", "d"]);
    assert_eq!(ids(&["--section", "POLITICS"]), ["a", "b", "d"]);
    assert_eq!(ids(&["--since", "2025-01-01", "--section", "politics", "--limit", "1"]), ["b"]);
    assert_eq!(ids(&["--limit", "2"]), ["a", "b"]);
    assert_eq!(ids(&["--sample", "50%", "--seed", "3"]), ids(&["--sample", "0.5", "--seed", "3"]));
    assert_eq!(run(&place, &["pairs.jsonl", "--sample", "2"]).code, 2);
}

/// One and the same four articles as every kind of source: the argument that names it.
fn sources(place: &Place) -> Vec<(&'static str, Vec<String>)> {
    let rows = [("a", "2024-01-01", "Politics"), ("b", "2025-01-01", "politics"), ("c", "2025-01-02", "sports"), ("d", "2025-01-03", "politics")];
    let (ko, en) = ("3조원이다.", "It is 3 trillion won.");
    let json: String =
        rows.iter().map(|(id, date, section)| format!("{}\n", serde_json::json!({"id": id, "ko": ko, "en": en, "date": date, "section": section}))).collect();
    place.file("s/rows.jsonl", &json).file("s/rows.jsonl.zst", zstd::encode_all(json.as_bytes(), 3).expect("ends"));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(json.as_bytes()).expect("is written");
    place.file("s/rows.jsonl.gz", gz.finish().expect("ends"));
    let table = |comma: &str| {
        let line = |cells: [&str; 5]| format!("{}\n", cells.join(comma));
        let body: String = rows.iter().map(|(id, date, section)| line([id, ko, en, date, section])).collect();
        line(["id", "ko", "en", "date", "section"]) + &body
    };
    place.file("s/rows.tsv", table("\t")).file("s/rows.csv", table(","));
    let store = rusqlite::Connection::open(place.path().join("s/cms.db")).expect("opens");
    store.execute_batch("CREATE TABLE article (id TEXT, ko TEXT, en TEXT, date TEXT, section TEXT)").expect("is made");
    let mut manifest = String::new();
    for (id, date, section) in rows {
        store.execute("INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5)", [id, ko, en, date, section]).expect("is written");
        let front = format!("---\ndate: {date}\nsection: {section}\n---\n\n{ko}\n");
        place.file(&format!("s/in/{id}.ko.md"), front).file(&format!("s/in/{id}.en.md"), format!("{en}\n"));
        manifest.push_str(&format!("{id}\tin/{id}.ko.md\tin/{id}.en.md\n"));
    }
    place.file("s/pairs.tsv", format!("id\tko\ten\n{manifest}"));
    parquet(&place.path().join("s/rows.parquet"), &rows.map(|(id, date, section)| [id, ko, en, date, section]));
    let one = |name: &str| vec![name.to_owned()];
    vec![
        ("lines", one("s/rows.jsonl")),
        ("gzip", one("s/rows.jsonl.gz")),
        ("zstd", one("s/rows.jsonl.zst")),
        ("tabs", one("s/rows.tsv")),
        ("commas", one("s/rows.csv")),
        ("a folder", one("s/in")),
        ("a manifest", vec!["--manifest".to_owned(), "s/pairs.tsv".to_owned()]),
        ("SQLite", one("sqlite:s/cms.db?query=SELECT * FROM article")),
        ("Parquet", one("s/rows.parquet")),
    ]
}

/// Writes columns of text.
fn parquet(path: &std::path::Path, rows: &[[&str; 5]]) {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    let columns = ["id", "ko", "en", "date", "section"];
    let schema = format!("message article {{ {} }}", columns.map(|c| format!("REQUIRED BYTE_ARRAY {c} (UTF8);")).concat());
    let schema = std::sync::Arc::new(parquet::schema::parser::parse_message_type(&schema).expect("is a schema"));
    let mut file = SerializedFileWriter::new(std::fs::File::create(path).expect("is made"), schema, std::sync::Arc::default()).expect("begins");
    let mut group = file.next_row_group().expect("begins");
    for i in 0..columns.len() {
        let mut column = group.next_column().expect("begins").expect("is there");
        let values: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(row[i])).collect();
        column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("is written");
        column.close().expect("ends");
    }
    group.close().expect("ends");
    file.close().expect("ends");
}

#[test]
fn every_kind_of_source_is_chosen_from_in_the_same_way() {
    let place = Place::new();
    let all = sources(&place);
    let (mut sampled, choices) = (
        std::collections::BTreeSet::new(),
        [
            (&["--since", "2025-01-01"][..], Some("bcd")),
            (&["--section", "POLITICS"], Some("abd")),
            (&["--since", "2025-01-02", "--section", "sports,culture"], Some("c")),
            (&["--limit", "2"], Some("ab")),
            (&["--limit", "1", "--since", "2025-01-01", "--section", "politics"], Some("b")),
            (&["--sample", "50%", "--seed", "3"], None),
            (&["--since", "2030-01-01"], Some("")),
        ],
    );
    for (kind, source) in all {
        let source: Vec<&str> = source.iter().map(String::as_str).collect();
        for (more, want) in choices {
            let _ = std::fs::remove_file(place.path().join("archive.db"));
            let ran = run(&place, &[&source, more, &["--format", "json"]].concat());
            assert_eq!(ran.code, 0, "{kind} {more:?}: {ran:?}");
            let told: Value = serde_json::from_str(&ran.out).expect("is JSON");
            let ids: String = lines(&export(&place)).iter().map(|l| l["id"].as_str().expect("a text").to_owned()).collect();
            match want {
                Some(want) => assert_eq!(ids, want, "{kind} {more:?}"),
                None => drop(sampled.insert(ids.clone())),
            }
            assert_eq!(told["added"], ids.len() as u64, "{kind} {more:?}");
            if !more.contains(&"--limit") {
                assert_eq!(told["left_out"], 4 - ids.len() as u64, "{kind} {more:?}");
            }
        }
    }
    assert_eq!(sampled.len(), 1, "a sample is the same of every source: {sampled:?}");
}

#[test]
fn exit_codes_and_silence() {
    let place = Place::new();
    place.file("clean.jsonl", good("a")).file("wrong.jsonl", articles(3)).file("half.jsonl", [articles(3), "?\n".to_owned()].concat()).file("empty.jsonl", "");
    for (source, more, code, not_checked) in [
        ("clean.jsonl", &[][..], 0, false),
        ("wrong.jsonl", &[], 1, false),
        ("wrong.jsonl", &["--fail-on", "never"], 0, false),
        ("half.jsonl", &[], 3, true),
        ("half.jsonl", &["--fail-on", "never"], 3, true),
        ("empty.jsonl", &[], 3, true),
        ("none.jsonl", &[], 2, true),
        ("clean.jsonl", &["--since", "yesterday"], 2, true),
        ("clean.jsonl", &["--sample", "200%"], 2, true),
    ] {
        for quiet in [false, true] {
            let _ = std::fs::remove_file(place.path().join("archive.db"));
            let ran = run(&place, &[&[source][..], more, if quiet { &["--quiet"][..] } else { &[] }].concat());
            assert_eq!(ran.code, code, "{source} {more:?}: {ran:?}");
            assert!(!quiet || ran.out.is_empty(), "{source} {more:?}: {ran:?}");
            // Standard error is no terminal here: nothing but what is wrong goes there in the first seconds.
            assert_eq!(!ran.err.is_empty(), not_checked && (quiet || code == 2 || source == "empty.jsonl"), "{source} {more:?}: {ran:?}");
            assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
        }
    }
}

#[test]
fn what_swells_is_read_no_further() {
    let place = Place::new();
    // Members of a gzip file may stand behind each other: four megabytes in each, in a few kilobytes.
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let line = [" ".repeat((1 << 20) - 1), "\n".to_owned()].concat();
    gz.write_all(line.repeat(4).as_bytes()).expect("is written");
    let member = gz.finish().expect("ends");
    place.file("air.jsonl.gz", member.repeat(200));
    let zeros = vec![b'0'; 1 << 20];
    let mut zst = zstd::Encoder::new(Vec::new(), 3).expect("begins");
    zst.write_all(good("first").as_bytes()).expect("is written");
    (0..300).for_each(|_| zst.write_all(&zeros).expect("is written"));
    place.file("line.jsonl.zst", zst.finish().expect("ends")).file("others.jsonl", good("other"));
    for name in ["air.jsonl.gz", "line.jsonl.zst"] {
        let size = std::fs::metadata(place.path().join(name)).expect("is there").len();
        assert!(size < 2 << 20, "{name}: {size}");
    }
    let ran = run(&place, &["air.jsonl.gz", "line.jsonl.zst", "others.jsonl"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let all = lines(&export(&place));
    let reasons: Vec<&str> = all.iter().filter_map(|l| l["reason"].as_str()).collect();
    assert!(reasons.iter().any(|r| r.contains("the gzip file swells to more than 200 times its size; it is read no further")), "{reasons:?}");
    assert!(reasons.iter().any(|r| r.contains("the zstd file swells to more than 200 times its size")), "{reasons:?}");
    // What stands before it, and other sources, are checked.
    for id in ["first", "other"] {
        assert!(all.iter().any(|l| l["id"] == id && l["status"] == "checked"), "{id}: {all:?}");
    }
}

#[test]
fn one_run_at_a_time() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(3));
    run(&place, &["pairs.jsonl", "--quiet"]);
    let lock = std::fs::OpenOptions::new().write(true).open(place.path().join("archive.db-lock")).expect("is there");
    lock.lock().expect("nobody has it");
    let refused = run(&place, &["pairs.jsonl"]);
    assert!(refused.code == 3 && refused.err.contains("another run is writing to the store (process "), "{refused:?}");
    let waiting = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(lock);
    });
    assert_eq!(run(&place, &["pairs.jsonl", "--wait", "--quiet"]).code, 1);
    waiting.join().expect("ends");
}

#[test]
fn what_is_no_store_is_told() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(3)).file("text.db", "not a database, but long enough to be taken for one ".repeat(40));
    let export = |store: &str| place.run(&["archive", "export", "--jsonl", "--store", store]);
    assert!(export("none.db").err.contains("none.db: there is no store"));
    for (code, command) in [(2, export("text.db")), (2, place.run(&["archive", "run", "pairs.jsonl", "--store", "text.db"]))] {
        assert!(command.code == code && command.err.contains("text.db: not a store of daejo"), "{command:?}");
    }
    let other = rusqlite::Connection::open(place.path().join("other.db")).expect("opens");
    other.execute_batch("CREATE TABLE t (a)").expect("is made");
    assert!(export("other.db").err.contains("another program made this database"));
    assert_eq!(place.run(&["archive", "run", "pairs.jsonl", "--store", "other.db"]).code, 2);
    let mode: String = other.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("is told");
    assert_eq!(mode, "delete", "what is another program's is left alone");
    // A run that was killed at its very beginning.
    place.file("begun.db", "");
    assert_eq!(place.run(&["archive", "run", "pairs.jsonl", "--store", "begun.db"]).code, 1);
    run(&place, &["pairs.jsonl", "--quiet"]);
    for (version, said) in [(0, "this program writes version 1"), (99, "a newer daejo made the store")] {
        let store = rusqlite::Connection::open(place.path().join("archive.db")).expect("opens");
        store.pragma_update(None, "user_version", version).expect("is set");
        drop(store);
        let refused = export("archive.db");
        assert!(refused.code == 2 && refused.err.contains(said), "{refused:?}");
    }
}

#[test]
fn a_row_that_is_not_as_it_was_written_is_told() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(30));
    for change in [
        "UPDATE version SET day = '2020-01-01' WHERE n = 7", "UPDATE body SET result = x'28b52ffd' WHERE n = 7", "UPDATE article SET verdict = 0 WHERE n = 9",
        "UPDATE finding SET severity = 0 WHERE version = 9", "DELETE FROM body WHERE n = 3", "UPDATE version SET title = CAST(x'ff' AS TEXT) WHERE n = 7",
    ] {
        let _ = std::fs::remove_file(place.path().join("archive.db"));
        run(&place, &["pairs.jsonl", "--quiet"]);
        let store = rusqlite::Connection::open(place.path().join("archive.db")).expect("opens");
        assert!(store.execute(change, []).expect(change) > 0);
        drop(store);
        let refused = place.run(&["archive", "export", "--jsonl", "--store", "archive.db"]);
        assert!(refused.code == 3 && refused.err.contains("a row of the store is not as it was written"), "{change}: {refused:?}");
    }
}

#[test]
fn a_clock_that_went_back_is_told_and_changes_nothing() {
    let place = Place::new();
    place.file("pairs.jsonl", articles(3));
    let at = |seconds: &str| {
        let output = place.command().env("SOURCE_DATE_EPOCH", seconds).args(["archive", "run", "pairs.jsonl", "--store", "archive.db"]).output().expect("runs");
        String::from_utf8(output.stdout).expect("is text")
    };
    at("1750000000");
    let back = at("1740000000");
    assert!(back.contains("the clock of this machine says 2025-02-19") && back.contains("3 as they were"), "{back}");
}
