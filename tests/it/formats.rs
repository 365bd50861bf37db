//! Files as they come: encodings, marks, what is no text at all.

use crate::support::Place;

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads.\n";

/// `KO` in CP949.
const CP949: &[u8] =
    b"\xc1\xa4\xba\xce\xb4\xc2 \xb5\xb5\xb7\xce\xbf\xa1 3\xc1\xb65000\xbe\xef\xbf\xf8\xc0\xbb \xbe\xb4\xb4\xd9\xb0\xed \xb9\xe0\xc7\xf4\xb4\xd9.\n";

fn check(ko: impl AsRef<[u8]>, en: impl AsRef<[u8]>) -> (i32, serde_json::Value) {
    let place = Place::new();
    let run = place.file("ko.md", ko).file("en.md", en).run(&["check", "ko.md", "en.md", "--format", "jsonl"]);
    (run.code, run.json_lines().remove(0))
}

#[test]
fn texts_in_every_encoding_are_checked() {
    let utf16: Vec<u8> = std::iter::once('\u{feff}').chain(KO.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    for ko in [KO.as_bytes(), format!("\u{feff}{KO}").as_bytes(), KO.replace('\n', "\r\n").as_bytes(), CP949, &utf16] {
        let (code, line) = check(ko, EN);
        assert_eq!((code, &line["status"]), (0, &"checked".into()), "{line}");
        // Offsets are those of the text without its mark.
        let end = KO.trim_end().len();
        assert_eq!(line["pairing"][0]["source"], serde_json::json!([[0, end]]), "{line}");
    }
}

#[test]
fn what_is_no_text_is_not_checked() {
    for (ko, why) in [(&b"\xb0\xff\xfe\x81 3"[..], "UTF-8"), (b"\x7fELF\0\0\0\x01", "NUL"), (b"---\ntitle: [\n---\n\xea\xb0\x80\n", "front matter")] {
        let (code, line) = check(ko, EN);
        assert_eq!((code, &line["status"]), (3, &"incomplete".into()), "{line}");
        let reason = line["reason"].as_str().expect("text");
        assert!(reason.contains(why) && reason.starts_with("ko.md: ") && reason.contains("nothing was checked"), "{reason}");
    }
}

#[test]
fn sides_that_are_not_what_they_should_be() {
    for (ko, en, why) in [(EN, KO, "swapped"), (EN, EN, "Korean"), (KO, KO, "English"), ("\n \n", EN, "ko.md"), (KO, "", "en.md")] {
        let (code, line) = check(ko, en);
        assert_eq!((code, &line["status"]), (3, &"incomplete".into()), "{line}");
        assert!(line["reason"].as_str().is_some_and(|r| r.contains(why)), "{why}: {line}");
    }
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let place = Place::new();
    place.file("config.toml", "[limits]\nfile-bytes = 60\n").file("ko.md", KO).file("en.md", EN);
    let run = place.run(&["check", "ko.md", "en.md"]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("en.md") && run.out.contains("60"), "{run:?}");
}

#[test]
fn a_page_is_read_as_its_article() {
    let place = Place::new();
    let page = format!("<html><body><nav>구독 9900원</nav><article><h1>도로</h1><p>{}</p></article></body></html>", KO.trim());
    let run = place.file("ko.html", page).file("en.md", EN).run(&["check", "ko.html", "en.md", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.out.contains("9900"));
}
