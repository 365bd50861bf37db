//! Files as they come: encodings, marks, what is no text at all.

use crate::support::Place;

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads.\n";

fn result(ko: &[u8], en: &[u8]) -> (i32, serde_json::Value) {
    let place = Place::new();
    let run = place.file("ko.md", ko).file("en.md", en).run(&["check", "ko.md", "en.md", "--format", "jsonl"]);
    (run.code, run.json_lines().remove(0))
}

#[test]
fn a_mark_at_the_start_and_line_ends_of_another_system() {
    let (code, line) = result(format!("\u{feff}{}", KO.replace('\n', "\r\n")).as_bytes(), EN.as_bytes());
    assert_eq!((code, &line["status"]), (0, &"checked".into()), "{line}");
}
