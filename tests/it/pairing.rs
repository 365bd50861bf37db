//! `daejo pair`: side by side, and as what other programs read. A translation memory holds to its definition, a page to its own
//! text, lines to their schema, and what was written is read again.

use crate::support::{Place, good};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

const KO: &str = "정부는 도로에 3조5000억원을 쓴다고 밝혔다. 공사는 4월에 시작한다.\n\n삼성전자는 3분기 영업이익이 9조1800억원이라고 공시했다.\n\n\
                  야당은 <예산>을 2.5% “깎겠다”고 했다.\n";
const EN: &str = "The government said it will spend 3.5 trillion won on roads. Work begins in April.\n\n\
                  The opposition said it will \"cut\" the <budget> by 2.5 percent.\n\n\
                  Captain James Cook landed there in 1770 & left, according to the curator of a museum in London.\n";

fn place() -> Place {
    let place = Place::new();
    place.file("a.ko.txt", KO).file("a.en.txt", EN);
    place
}

/// What TMX 1.4b lets an element hold and wants of it: its attributes, and its children in order, `*` any number, `+` one or more.
/// From the document type definition of the standard, as far as it names what is written here.
const TMX: &[(&str, &[&str], &[&str])] = &[
    ("tmx", &["version"], &["header", "body"]),
    ("header", &["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"], &["(note|prop|ude)*"]),
    ("body", &[], &["tu*"]),
    ("tu", &[], &["(note|prop)*", "tuv+"]),
    ("tuv", &["xml:lang"], &["(note|prop)*", "seg"]),
    ("prop", &["type"], &[]),
    ("seg", &[], &[]),
];

/// Elements that are open, each with the names of what it holds so far.
#[derive(Default)]
struct Open(Vec<(String, Vec<String>)>);

impl Open {
    fn enter(&mut self, e: &BytesStart<'_>) {
        let name = e.name().as_ref().to_owned();
        let (_, needed, _) = TMX.iter().find(|d| d.0 == name).unwrap_or_else(|| panic!("{name} is no element"));
        let has: Vec<String> = e.attributes().map(|a| a.expect("is one").key.as_ref().to_owned()).collect();
        assert!(needed.iter().all(|n| has.iter().any(|h| h == n)), "{name} has {has:?}");
        if let Some(parent) = self.0.last_mut() {
            parent.1.push(name.clone());
        }
        self.0.push((name, Vec::new()));
    }

    fn leave(&mut self) {
        let (element, children) = self.0.pop().expect("was opened");
        let (.., model) = TMX.iter().find(|d| d.0 == element).expect("is known");
        let mut rest = children.as_slice();
        for part in *model {
            let names: Vec<&str> = part.trim_end_matches(['*', '+']).trim_matches(['(', ')']).split('|').collect();
            let n = rest.iter().take_while(|c| names.contains(&c.as_str())).count();
            let n = if part.ends_with(['*', '+']) { n } else { n.min(1) };
            assert!(n > 0 || part.ends_with('*'), "{element}: no {part} in {children:?}");
            rest = &rest[n..];
        }
        assert!(rest.is_empty(), "{element}: {rest:?} where nothing may follow");
    }

    fn inside(&self, name: &str) -> bool {
        self.0.last().is_some_and(|e| e.0 == name)
    }
}

/// Holds a document against the definition; gives the segments, Korean and English.
fn segments(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut doctype, mut found) = (Open::default(), false, Vec::new());
    loop {
        match reader.read_event().expect("is well formed") {
            Event::DocType(d) => doctype = d.contains("tmx14.dtd"),
            Event::Start(e) => {
                open.enter(&e);
                if open.inside("seg") {
                    found.push(String::new());
                }
            }
            Event::Empty(e) => {
                open.enter(&e);
                open.leave();
            }
            Event::End(_) => open.leave(),
            Event::Text(t) if open.inside("seg") => found.last_mut().expect("is open").push_str(&t),
            Event::GeneralRef(r) if open.inside("seg") => {
                let text = unescaped(&format!("&{};", &*r));
                assert_eq!(text.chars().count(), 1, "&{};", &*r);
                found.last_mut().expect("is open").push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(doctype && open.0.is_empty() && found.len().is_multiple_of(2));
    found.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn side_by_side_with_what_has_no_counterpart() {
    let run = place().run(&["pair", "a.ko.txt", "a.en.txt"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let line = |words: &str| run.out.lines().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}\n{}", run.out)).to_owned();
    assert!(line("3조5000억원").contains("│ The government said"), "{}", run.out);
    assert!(line("삼성전자는").starts_with('-') && line("삼성전자는").contains("(no English)"), "{}", run.out);
    assert!(line("Captain James").starts_with('+') && line("Captain James").contains("(no Korean)"), "{}", run.out);
    assert!(run.out.contains("3 pairs") && run.out.contains("1 in Korean only") && run.out.contains("1 in English only"), "{}", run.out);
}

#[test]
fn a_translation_memory_holds_to_its_definition() {
    let run = place().run(&["pair", "a.ko.txt", "a.en.txt", "--format", "tmx", "--date", "2025-04-15"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = segments(&run.out);
    assert_eq!(found.len(), 3, "what has no counterpart is not in it");
    assert_eq!(found[2], ("야당은 <예산>을 2.5% “깎겠다”고 했다.".to_owned(), "The opposition said it will \"cut\" the <budget> by 2.5 percent.".to_owned()));
}

#[test]
fn columns_are_read_again() {
    let place = place();
    let table = place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "tsv"]).out;
    assert_eq!(table.lines().count(), 4, "{table}");
    let run = place.run_on(&["check", "--pairs", "-", "--input-format", "tsv", "--format", "jsonl"], table);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(run.json_lines()[0]["id"], "a.ko.txt:1");
}

#[test]
fn lines_hold_to_their_schema_and_are_read_again() {
    let place = place();
    let schema: Value = serde_json::from_str(&place.run(&["schema", "pairing.v1.json"]).out).expect("is JSON");
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    let run = place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "jsonl", "--date", "2025-04-15"]);
    let lines = run.json_lines();
    assert_eq!(lines.len(), 5, "{}", run.out);
    for line in &lines {
        assert!(validator.is_valid(line), "{line}");
        for (side, text) in [("source", KO), ("target", EN)] {
            let spans = line[side].as_array().expect("a list").iter();
            let parts: Vec<&str> = spans.map(|s| &text[s[0].as_u64().expect("a number") as usize..s[1].as_u64().expect("a number") as usize]).collect();
            assert_eq!(parts.join(" "), line[if side == "source" { "ko" } else { "en" }].as_str().expect("text"));
        }
    }
    let unread = place.run_on(&["pair", "--pairs", "-", "--format", "jsonl"], format!("{}?\n", good("a")));
    assert_eq!(unread.code, 3);
    assert!(unread.json_lines().iter().all(|l| validator.is_valid(l)) && unread.json_lines()[1]["status"] == "incomplete", "{}", unread.out);
    let pairs: String = lines.iter().filter(|l| l["score"] != 0.0).map(|l| format!("{l}\n")).collect();
    assert_eq!(place.run_on(&["check", "--pairs", "-"], pairs).code, 0);
}

#[test]
fn a_page_needs_nothing_and_acts_on_nothing() {
    let place = Place::new();
    place.file("a.ko.txt", KO.replace("예산", "script>alert(1)</script")).file("a.en.txt", EN);
    let page = place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "html"]).out;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    for word in ["<script", "http://", "https://", "src=", "href=", "javascript:", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("class=\"alone\"") && page.contains("lang=\"ko\"") && page.ends_with("</html>\n"), "{page}");
}

#[test]
fn every_input_of_check_and_the_same_at_any_number_of_threads() {
    let place = Place::new();
    for i in 0..7 {
        place.file(&format!("ko/{i}.txt"), KO.replace("4월", &format!("{}월", i + 1))).file(&format!("en/{i}.txt"), EN);
    }
    place.file("list.tsv", "ko/1.txt\ten/1.txt\nko/2.txt\tnone.txt\n");
    let folder = place.run(&["pair", ".", "--format", "tmx", "--jobs", "1"]);
    assert_eq!((folder.code, segments(&folder.out).len()), (0, 21), "{}", folder.err);
    assert_eq!(place.run(&["pair", ".", "--format", "tmx", "--jobs", "3"]).out, folder.out);
    let manifest = place.run(&["pair", "--manifest", "list.tsv", "--format", "tmx"]);
    assert_eq!((manifest.code, segments(&manifest.out).len()), (3, 3));
    assert!(manifest.err.contains("none.txt"), "what is not in the memory is told: {}", manifest.err);
    let stream = place.run_on(&["pair", "--pairs", "-", "--format", "tmx"], format!("{}{}", good("a"), good("b")));
    assert_eq!((stream.code, segments(&stream.out).len()), (0, 2));
    assert_eq!(place.run_on(&["pair", "--pairs", "-"], "").code, 3);
}

#[test]
fn links_below_a_score_are_left_out() {
    let place = place();
    let all = place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "tsv"]).out.lines().count();
    assert_eq!(place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "tsv", "--min-score", "1"]).out.lines().count(), 1);
    assert_eq!(place.run(&["pair", "a.ko.txt", "a.en.txt", "--format", "tsv", "--min-score", "0"]).out.lines().count(), all);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_texts_are_a_memory_that_holds(ko in "가나다 [^\r]{0,40}", en in "One two three [^\r]{0,40}") {
        let line = format!("{}\n", serde_json::json!({"id": ko, "ko": ko, "en": en}));
        let run = Place::new().run_on(&["pair", "--pairs", "-", "--format", "tmx"], line.clone());
        segments(&run.out);
        let page = Place::new().run_on(&["pair", "--pairs", "-", "--format", "html"], line);
        prop_assert!(!page.out.contains("<script") && page.out.ends_with("</html>\n"));
    }
}
