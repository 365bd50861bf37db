//! Streams of pairs: order, bad lines, threads, readers that go away.

use crate::support::{Place, good, pair};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daejo"));
    command.env_clear().current_dir(std::env::temp_dir()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_bad_line_costs_itself_only() {
    let long = format!("{{\"id\": \"long\", \"ko\": \"{}\", \"en\": \"x\"}}\n", "가".repeat(4_000_000));
    let mut input = Vec::new();
    input.extend(good("a").into_bytes());
    input.extend(b"{\"id\": \"half\", \"ko\": \"3\n\n");
    input.extend(b"{\"id\": \"bytes\", \"ko\": \"\xff\", \"en\": \"x\"}\n");
    input.extend(b"{\"id\": \"no-en\", \"ko\": \"\"}\n");
    input.extend(long.into_bytes());
    input.extend(pair("empty", "", "Nothing stands against this.").into_bytes());
    input.extend(good("z").trim_end().as_bytes());
    let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], input);
    assert_eq!(run.code, 3, "{run:?}");
    let got: Vec<_> = run.json_lines().iter().map(|l| format!("{} {}", l["id"].as_str().expect("text"), l["status"].as_str().expect("text"))).collect();
    assert_eq!(got, ["a checked", "half incomplete", "bytes incomplete", "no-en incomplete", "long incomplete", "empty incomplete", "z checked"]);
    assert!(run.json_lines().iter().all(|l| (l["status"] == "incomplete") == l["reason"].is_string()), "{}", run.out);
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let place = Place::new();
    let input: String = (0..3000).map(|i| if i % 97 == 0 { "?\n".to_owned() } else { good(&format!("p{i}")) }).collect();
    for format in ["terminal", "json", "jsonl"] {
        let run = |jobs| place.run_on(&["check", "--pairs", "-", "--format", format, "--jobs", jobs], input.as_str());
        let (one, four) = (run("1"), run("4"));
        assert_eq!(one.code, 3);
        assert!(one.out == four.out && one.err == four.err && one.code == four.code, "{format}");
    }
}

#[test]
fn json_is_one_document() {
    let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "json"], format!("{}{}?\n", good("a"), good("b")));
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("one document");
    assert_eq!(report["schema"], "daejo.report/v1");
    assert_eq!(report["results"].as_array().map(Vec::len), Some(3));
    assert_eq!((&report["summary"]["checked"], &report["summary"]["incomplete"]), (&2.into(), &1.into()));
}

#[test]
fn tab_separated_pairs() {
    let place = Place::new();
    let text = "id\tko\ten\na\t3조원이다.\tIt is 3 trillion won.\nb\t4조원이다.\n";
    place.file("pairs.tsv", text).file("pairs.txt", text);
    for args in [&["pairs.tsv"][..], &["pairs.txt", "--input-format", "tsv"]] {
        let run = place.run(&[&["check", "--format", "jsonl", "--pairs"], args].concat());
        let got: Vec<_> = run.json_lines().iter().map(|l| (l["id"].clone(), l["status"].clone())).collect();
        assert_eq!((run.code, got), (3, vec![("a".into(), "checked".into()), ("b".into(), "incomplete".into())]));
    }
}

#[test]
fn a_passage_may_be_a_quotation_in_another_language_and_an_article_may_not() {
    let latin = "Il faut bien le faire, toujours.";
    let input = pair("passage", latin, latin)
        + &pair("article", &format!("{latin}\n\n{latin}"), latin)
        + &pair("swapped", "It is 3 trillion won.", "모두 3조원이라고 정부가 밝혔다.");
    let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], input);
    let lines = run.json_lines();
    assert_eq!((&lines[0]["status"], lines[0]["notes"].as_array().map(Vec::len)), (&"checked".into(), Some(1)));
    assert_eq!((&lines[1]["status"], &lines[2]["status"]), (&"incomplete".into(), &"incomplete".into()));
}

#[test]
fn offsets_are_those_of_the_text_as_given() {
    let ko = "첫째\u{200b} 문단이다.\n\n둘째 문단이다.";
    let run = Place::new().run_on(&["check", "--pairs", "-", "--format", "jsonl"], pair("a", ko, "The first.\n\nThe second."));
    let result = &run.json_lines()[0];
    let spans: Vec<_> = result["pairing"].as_array().expect("links").iter().flat_map(|l| l["source"].as_array().expect("spans").clone()).collect();
    let shown: Vec<_> = spans.iter().map(|s| &ko[s[0].as_u64().expect("a number") as usize..s[1].as_u64().expect("a number") as usize]).collect();
    assert_eq!(shown, ["첫째\u{200b} 문단이다.", "둘째 문단이다."]);
}

#[test]
fn a_slow_stream_is_answered_at_once() {
    for jobs in ["1", "2"] {
        let mut child = program().args(["check", "--pairs", "-", "--format", "jsonl", "--jobs", jobs]).spawn().expect("starts");
        let (mut input, mut output) = (child.stdin.take().expect("piped"), BufReader::new(child.stdout.take().expect("piped")));
        for id in ["a", "b", "c"] {
            input.write_all(good(id).as_bytes()).expect("is taken");
            let mut line = String::new();
            output.read_line(&mut line).expect("is answered");
            assert!(line.contains(&format!("\"id\":\"{id}\"")), "{line}");
        }
        drop(input);
        assert!(child.wait().expect("ends").success());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = program().args(["check", "--pairs", "-", "--format", "jsonl"]).spawn().expect("starts");
    let mut input = child.stdin.take().expect("piped");
    let mut output = child.stdout.take().expect("piped");
    let writer = std::thread::spawn(move || while input.write_all(good("a").repeat(100).as_bytes()).is_ok() {});
    output.read_exact(&mut [0; 1]).expect("something comes");
    drop(output);
    let ended = child.wait_with_output().expect("ends");
    writer.join().expect("ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}
