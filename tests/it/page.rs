//! The page for editors: everything that was found and read is on it, in the words and at the places of the text, and its file lets
//! nothing run but its own script.

use crate::readers::{list, pages, text};
use crate::schema::{holds, schema};
use crate::support::{Place, pair};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

const PAIRS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/pairs");

/// The page of an article of the corpus.
fn article(slug: &str) -> (String, Value) {
    let [ko, en] = ["ko", "en"].map(|side| format!("{PAIRS}/{slug}/{side}.md"));
    let run = Place::new().run(&["check", &ko, &en, "--format", "html"]);
    let mut all = pages(&run.out);
    assert_eq!((run.code, all.len()), (1, 1), "{slug}: {}", run.err);
    (std::fs::read_to_string(en).expect("is text"), all.remove(0))
}

fn slugs() -> Vec<String> {
    let mut all: Vec<String> = std::fs::read_dir(PAIRS).expect("a folder").map(|e| e.expect("an entry").file_name().into_string().expect("is UTF-8")).collect();
    all.sort();
    all
}

/// What stands at a range of a side, as a browser counts.
fn at(side: &Value, range: &Value) -> String {
    let number = |n: usize| range[n].as_u64().expect("a number") as usize;
    let units: Vec<u16> = side["blocks"][number(0)]["text"].as_str().expect("a text").encode_utf16().collect();
    String::from_utf16(&units[number(1)..number(2)]).expect("whole characters")
}

#[test]
fn places_are_the_words_that_they_name() {
    for slug in slugs() {
        let (given, page) = article(&slug);
        holds(&schema("page.v1.json"), &page);
        let mut seen = 0;
        for item in list(&page["findings"]).iter().chain(list(&page["values"])) {
            for side in ["source", "target"] {
                let mark = &item[side];
                if mark.is_null() {
                    continue;
                }
                let words: Vec<String> = list(&mark["ranges"]).iter().map(|r| at(&page[side], r)).collect();
                assert_eq!(words.join(" "), text(&mark["text"]), "{slug}: {mark}");
                seen += 1;
            }
            let target = &item["target"];
            if let (Some(start), Some(end)) = (target["start"].as_u64(), target["end"].as_u64()) {
                assert_eq!(given[start as usize..end as usize], text(&target["text"]), "{slug}");
            }
        }
        assert!(seen > 40, "{slug}: {seen}");
    }
}

#[test]
fn passages_make_the_article_and_links_join_all_of_them() {
    for slug in slugs() {
        let (given, page) = article(&slug);
        for side in ["source", "target"] {
            let passages = list(&page[side]["passages"]);
            let linked: Vec<u64> =
                list(&page["links"]).iter().flat_map(|l| l[side][0].as_u64().expect("a number")..l[side][1].as_u64().expect("a number")).collect();
            let mut sorted = linked.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..passages.len() as u64).collect::<Vec<_>>(), "{slug} {side}");
        }
        for passage in list(&page["target"]["passages"]) {
            let range = serde_json::json!([passage["block"], passage["from"], passage["to"]]);
            let (start, end) = (passage["start"].as_u64().expect("a number") as usize, passage["end"].as_u64().expect("a number") as usize);
            let read = at(&page["target"], &range);
            assert_eq!(passage["given"].as_str().unwrap_or(&read), &given[start..end], "{slug}");
        }
    }
}

#[test]
fn both_sides_of_a_finding_are_told_as_values_and_the_korean_in_latin_letters() {
    let place = Place::new();
    place.file("ko.md", "이재명 대통령은 도로에 3조5000억원을 쓴다고 밝혔다.\n").file("en.md", "President Lee Jae-myung said 3.5 billion won goes to roads.\n");
    let page = pages(&place.run(&["check", "ko.md", "en.md", "--format", "html"]).out).remove(0);
    let finding = &page["findings"][0];
    assert_eq!((&finding["rule"], &finding["source"]["said"]), (&"magnitude-slip".into(), &"3 500 000 000 000 KRW".into()));
    assert_eq!((&finding["target"]["said"], &finding["source"]["romanised"]), (&"3 500 000 000 KRW".into(), &"3jo 5000eogwon".into()));
    assert_eq!((&finding["link"], &finding["target"]["position"]), (&0.into(), &serde_json::json!([1, 30])));
    assert!(page["rules"]["magnitude-slip"]["page"].as_str().is_some_and(|p| p.contains("## Why it matters")));
    let name = list(&page["values"]).iter().find(|v| v["kind"] == "name" && v["state"] == "agrees").unwrap_or_else(|| panic!("{page}"));
    assert_eq!((&name["source"]["text"], &name["target"]["text"]), (&"이재명".into(), &"Lee Jae-myung".into()));
    assert_eq!(name["source"]["romanised"], "Lee Jae-myung");
    assert_eq!(list(&page["unchecked"])[0], serde_json::json!({"what": "calendar"}), "the day of publication is not known");
}

#[test]
fn what_was_not_checked_is_told() {
    let place = Place::new();
    let lines = [
        pair(
            "a",
            "3명이 숨졌다.\n\n경찰은 전기 누전 탓에 불이 난 것으로 본다고 14일 말했다.\n\n시장은 책임을 부인했다.",
            "Three people died.\n\nThe mayor denied responsibility.",
        ),
        "?\n".to_owned(),
        pair("c", "", "x"),
    ]
    .concat();
    let all = pages(&place.run_on(&["check", "--pairs", "-", "--format", "html"], lines).out);
    assert_eq!(all.len(), 3);
    assert!(list(&all[0]["unchecked"]).iter().any(|u| u["what"] == "source" && u["count"].as_u64() >= Some(1)), "{}", all[0]["unchecked"]);
    for page in &all[1..] {
        holds(&schema("page.v1.json"), page);
        assert_eq!((&page["status"], &page["unchecked"][0]["what"]), (&"incomplete".into(), &"article".into()));
        assert!(page["reason"].as_str().is_some_and(|r| !r.is_empty()));
    }
    let nothing = place.run_on(&["check", "--pairs", "-", "--format", "html"], "");
    let all = pages(&nothing.out);
    assert_eq!((nothing.code, all.len(), &all[0]["status"]), (3, 1, &"incomplete".into()));
}

#[test]
fn the_words_of_the_editor_are_told() {
    let place = Place::new();
    place.file("ko.md", "정부는 도로에 3조5000억원을 쓴다고 밝혔다.\n");
    place
        .file("draft.md", "The government said it will spend 3.5 billion won on roads.\n")
        .file("en.md", "The government said it plans to spend 3.5 trillion won on roads.\n");
    let page = pages(&place.run(&["check", "ko.md", "en.md", "--draft", "draft.md", "--format", "html"]).out).remove(0);
    let draft = &page["draft"];
    let written: Vec<String> = list(&draft["editor"]).iter().flat_map(|h| list(&h["ranges"])).map(|r| at(&page["target"], r)).collect();
    assert_eq!(written, ["plans to", "trillion"]);
    assert_eq!(list(&draft["repaired"])[0]["rule"], "magnitude-slip");
    assert!(list(&draft["cut"]).iter().any(|c| c["text"] == "billion"), "{draft}");
}

#[test]
fn the_policy_lets_its_own_script_run_and_nothing_else() {
    let place = Place::new();
    place.file("ko.md", "3조원이다.\n").file("en.md", "<b onclick=\"x\">It</b> is 3 billion won </script><script>alert(1)</script>.\n");
    let file = place.run(&["check", "ko.md", "en.md", "--format", "html"]).out;
    let policy = file.split("Content-Security-Policy\" content=\"").nth(1).and_then(|p| p.split('"').next()).expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
    let scripts: Vec<&str> = file.split("<script>").skip(1).map(|s| s.split("</script>").next().expect("ends")).collect();
    let style = file.split("<style>").nth(1).and_then(|s| s.split("</style>").next()).expect("a style");
    assert_eq!(scripts.len(), 2);
    for text in scripts.iter().chain([&style]) {
        let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
        assert!(policy.contains(&hash), "{hash} is not in {policy}");
    }
    assert!(!file.contains("alert(1)</script>") && !file.contains("https://") && !file.contains("fetch("), "it asks nobody for anything");
}

#[test]
fn many_articles_are_one_file() {
    let place = Place::new();
    let file = place.run(&["check", PAIRS, "--output", "html=out/day.html"]);
    assert_eq!((file.code, file.out.contains("finding")), (1, true));
    let html = place.read("out/day.html");
    let all = pages(&html);
    assert_eq!(all.len(), slugs().len());
    for (page, slug) in all.iter().zip(slugs()) {
        assert!(text(&page["id"]).contains(&slug) && html.contains(&format!("data-id=\"{}\"", text(&page["id"]))), "{slug}");
    }
    let again = |jobs: &str| place.run(&["check", PAIRS, "--format", "html", "--jobs", jobs]).out;
    assert_eq!(again("1"), again("4"));
    assert_eq!(again("1"), html);
}
